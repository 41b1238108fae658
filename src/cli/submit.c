#include "cli/submit.h"

#include <fcntl.h>
#include <string.h>

#include "aws/s3.h"
#include "aws/services.h"
#include "base/io.h"
#include "cli/job_file.h"
#include "codec/base64.h"
#include "codec/url.h"
#include "codec/zip.h"
#include "engine/ids.h"
#include "net/retry.h"

enum {
	API_TIMEOUT_MS = 35000, /* the gateway's own is 30 s */
	ATTEMPTS_MAX = 4,
	ATTEMPT_BASE_MS = 500,
	ATTEMPT_CAP_MS = 4000
};

/* ---- code ------------------------------------------------------------------------------------------------------- */

/* A temporary file that an archive is written to. */
struct sink {
	struct world *world;
	int file;
	int64_t size_bytes;
};

static int
sink_write(void *ctx, const void *p, size_t n, struct err *e)
{
	struct sink *s = ctx;

	if (world_temp_write(s->world, s->file, s->size_bytes, p, n, e) < 0)
		return -1;
	s->size_bytes += (int64_t)n;
	return 0;
}

static int
zip_folder(struct sink *s, const char *dir, struct err *e)
{
	struct zip_sink to = { sink_write, s };
	struct arena a = ARENA_EMPTY;
	struct zip_writer w;
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), result;

	if (fd < 0)
		return err_sys(e, "%s: open the folder", dir);
	zip_writer_open(&w, &a, &to, world_now_ms(s->world));
	result = zip_add_tree(&w, fd, e);
	if (result == 0)
		result = zip_writer_close(&w, e);
	io_close(&fd);
	arena_release(&a);
	return result < 0 ? err_wrap(e, "%s", dir) : 0;
}

static int
upload(struct engine *g, struct arena *a, const struct sink *s, struct str key, struct err *e)
{
	struct s3_put put = S3_PUT;

	put.bucket = g->config.internal_bucket;
	put.key = key;
	put.content_type = "application/zip";
	put.body_file = s->file;
	put.body_file_bytes = s->size_bytes;
	return s3_put(g->aws, a, &put, NULL, e);
}

/* The folder as a zip in the internal bucket. */
static int
put_code(struct engine *g, struct arena *a, const char *dir, struct str key, struct err *e)
{
	struct sink s = { .world = g->world, .file = world_temp_open(g->world, e) };
	int result;

	if (s.file < 0)
		return -1;
	result = zip_folder(&s, dir, e);
	if (result == 0)
		result = upload(g, a, &s, key, e);
	world_temp_close(g->world, s.file);
	return result < 0 ? err_wrap(e, "--dir") : 0;
}

/* ---- the job ---------------------------------------------------------------------------------------------------- */

/* The text gets the place that the code of --dir will have: what is wrong with the job is known before anything is uploaded. */
static int
place_code(struct submission *s, struct str *code_key, struct err *e)
{
	struct arena *a = s->cli->arena;
	struct str random, location;

	/* Text that is no JSON is left for job_parse() to complain of, with its place. */
	if (!cli_value(s->cli, "--dir") || json_parse(a, s->text, NULL, &(struct json){ 0 }, NULL, NULL) < 0)
		return 0;
	random = world_random_hex(s->engine->world, a, 8);
	*code_key = arena_printf(a, "tmp/code/" STR_FMT ".zip", STR_ARG(random));
	location = arena_printf(a, "s3://" STR_FMT "/" STR_FMT, STR_ARG(s->engine->config.internal_bucket),
	    STR_ARG(*code_key));
	return job_file_with_code(a, s->text, location, &s->text, e);
}

static bool
all_on_hosts(const struct job *job)
{
	for (size_t i = 0; i < job->order_count; i++)
		if (job->orders[i].target != TARGET_SSM)
			return false;
	return true;
}

/* A job for hosts alone is /ssm's, unless /ssm would not have it. */
static void
choose_entry(struct submission *s)
{
	struct job_issues issues = job_issues_in(s->cli->arena);
	struct job job;

	if (s->entry != JOB_INIT || !all_on_hosts(&s->job) ||
	    job_parse(s->cli->arena, s->text, JOB_SSM, &job, &issues) < 0)
		return;
	s->entry = JOB_SSM;
	s->job = job;
	s->issues = issues;
}

static void
warn(const struct submission *s)
{
	if (s->cli->json)
		return;
	for (const struct job_issue *i = s->issues.warnings; i; i = i->next) {
		struct str text = job_issue_text(s->cli->arena, i);

		fprintf(stderr, "warning: " STR_FMT "\n", STR_ARG(text));
	}
}

/* What is wrong, with the places of the text that people wrote: where --dir changed it they are others. */
static int
report(struct submission *s, struct str original)
{
	struct job_issues issues = job_issues_in(s->cli->arena);
	struct job job;

	job_parse(s->cli->arena, original, s->entry, &job, &issues);
	for (struct job_issue **at = &issues.errors; *at;) {
		if (strcmp((*at)->code, "no_code") == 0)
			*at = (*at)->next, issues.error_count--;
		else
			at = &(*at)->next;
	}
	return job_file_report(s->cli, s->file, issues.error_count ? &issues : &s->issues, &s->job);
}

int
submission_check(struct submission *s)
{
	struct str original = s->text;
	const char *dir = cli_value(s->cli, "--dir");
	struct str code_key = STR("");
	struct err e;

	if (place_code(s, &code_key, &e) < 0)
		return cli_fail(s->cli, CLI_SYSTEM, "%s", e.msg);
	s->issues = job_issues_in(s->cli->arena);
	if (job_parse(s->cli->arena, s->text, s->entry, &s->job, &s->issues) < 0)
		return report(s, original);
	choose_entry(s);
	warn(s);
	if (dir && put_code(s->engine, s->cli->arena, dir, code_key, &e) < 0)
		return cli_fail(s->cli, CLI_SYSTEM, "%s", e.msg);
	return CLI_OK;
}

/* ---- the request ------------------------------------------------------------------------------------------------ */

/* The request's body: {"job_parameters_b64","run_id"}. */
static struct str
write_body(struct arena *a, struct str job, struct str run_id)
{
	struct buf out = buf_in(a), encoded = buf_in(a);
	struct json_writer w = json_writer(&out);

	base64_encode(&encoded, job);
	json_object(&w);
	json_put_str(&w, "job_parameters_b64", buf_str(&encoded));
	json_put_str(&w, "run_id", run_id);
	json_close(&w);
	return buf_str(&out);
}

static struct str
path_of(enum job_entry entry)
{
	return entry == JOB_SSM ? STR("/ssm") : STR("/init");
}

/* An event of payload format 2.0 (API Gateway Developer Guide, "Lambda proxy integrations for HTTP APIs"). */
static struct str
write_event(struct arena *a, struct str path, struct str body)
{
	struct buf out = buf_in(a);
	struct json_writer w = json_writer(&out);

	json_object(&w);
	json_put_str(&w, "version", STR("2.0"));
	json_put_str(&w, "routeKey", arena_printf(a, "POST " STR_FMT, STR_ARG(path)));
	json_put_str(&w, "rawPath", path);
	json_put_str(&w, "rawQueryString", STR(""));
	json_put_object(&w, "headers");
	json_put_str(&w, "content-type", STR("application/json"));
	json_close(&w);
	json_put_object(&w, "requestContext");
	json_put_object(&w, "http");
	json_put_str(&w, "method", STR("POST"));
	json_put_str(&w, "path", path);
	json_close(&w);
	json_close(&w);
	json_put_str(&w, "body", body);
	json_put_bool(&w, "isBase64Encoded", false);
	json_close(&w);
	return buf_str(&out);
}

static int
by_function(const struct submission *s, struct arena *a, struct str body, struct str *answer, int *status,
    struct err *e)
{
	struct json wrapped;
	struct str text;

	if (lambda_invoke(s->engine->aws, a, s->function, write_event(a, path_of(s->entry), body), &text, e) < 0)
		return -1;
	if (json_parse(a, text, NULL, &wrapped, NULL, e) < 0 || json_str(json_get(wrapped, "body"), answer, e) < 0)
		return err_wrap(e, STR_FMT ": its answer", STR_ARG(s->function));
	*status = (int)json_i64_or(json_get(wrapped, "statusCode"), 0);
	return 0;
}

int
submit_service(struct str url)
{
	struct url u;

	if (url_parse(url, &u, NULL) == 0 && str_find(u.host, STR(".lambda-url.")) < u.host.n)
		return AWS_LAMBDA;
	return AWS_EXECUTE_API;
}

/* The URL of the API, or that of its path already. */
static struct str
url_of(const struct submission *s, struct arena *a)
{
	struct str url = s->url, path = path_of(s->entry);

	while (str_ends(url, STR("/")))
		url.n--;
	return str_ends(url, path) ? url : arena_printf(a, STR_FMT STR_FMT, STR_ARG(url), STR_ARG(path));
}

static int
by_url(const struct submission *s, struct arena *a, struct str body, struct str *answer, int *status, struct err *e)
{
	struct aws_request req = AWS_REQUEST;
	struct aws_answer ans = { 0 };
	int result;

	req.service = (enum aws_service)submit_service(s->url);
	req.operation = s->entry == JOB_SSM ? "POST /ssm" : "POST /init";
	req.method = STR("POST");
	req.body = body;
	req.timeout_ms = API_TIMEOUT_MS;
	result = aws_call_url(s->engine->aws, a, url_of(s, a), req, &ans, e);
	*status = ans.http.status;
	*answer = ans.http.body;
	return result < 0 && (*status < 400 || *status >= 500) ? -1 : 0;
}

static int
attempt(const struct submission *s, struct arena *a, struct str body, struct submitted *out, struct err *e)
{
	struct str answer = STR("");
	int result;

	*out = (struct submitted){ 0 };
	result = (s->url.n ? by_url : by_function)(s, a, body, &answer, &out->status, e);
	/* A refusal of ours is an answer; the gateway's own have no "status". */
	if (json_parse(a, answer, NULL, &out->answer, NULL, NULL) == 0 && json_exists(json_get(out->answer, "status")))
		return 0;
	if (result < 0)
		return -1;
	return err_set(e, ERR_PROTO, "answered %d, and not as this engine does%s: " STR_FMT, out->status,
	    out->status == 403 ? " (may this caller use it?)" : "", STR_ARG(str_head(answer, 200)));
}

/* Whether another attempt may find out more: the same run_id again is harmless. A function that died half-way goes on then. */
static bool
is_worth_another(const struct submitted *s, int result, const struct err *e)
{
	if (result == 0)
		return s->status >= 500;
	return e->retryable || e->ambiguous || (e->code == ERR_PROTO && (s->status == 0 || s->status >= 500));
}

int
submit_job(const struct submission *s, struct submitted *out, struct err *e)
{
	struct retry r = { .attempts_max = ATTEMPTS_MAX, .base_ms = ATTEMPT_BASE_MS, .cap_ms = ATTEMPT_CAP_MS };
	struct arena *a = s->cli->arena;
	struct str body = write_body(a, s->text, s->run_id);
	int result;

	do
		result = attempt(s, a, body, out, e);
	while (is_worth_another(out, result, e) && retry_wait(&r, s->engine->world, 0));
	if (result == 0)
		return 0;
	err_wrap(e, "submit to " STR_FMT, STR_ARG(s->url.n ? s->url : s->function));
	if (!e->ambiguous && e->code != ERR_TIMEOUT)
		return -1;
	err_wrap(e, "no answer, and the run may have begun: ask again with --run-id " STR_FMT, STR_ARG(s->run_id));
	return -1;
}

int
submit_refused(const struct submission *s, const struct submitted *out)
{
	struct str error = json_str_or(json_get(out->answer, "error"), STR("no reason given"));
	struct json errors = json_get(out->answer, "errors");
	int code = out->status >= 500 ? CLI_SYSTEM : CLI_JOB_FAILED;

	if (s->cli->json) {
		struct str raw = json_raw(out->answer);

		printf(STR_FMT "\n", STR_ARG(raw));
		return code;
	}
	fprintf(stderr, "aws-exe-sys: the job was not taken (%d): " STR_FMT "\n", out->status, STR_ARG(error));
	for (struct json i = json_first(errors); json_exists(i); i = json_next(i)) {
		struct str text = json_str_or(i, STR(""));

		/* The only one is the error itself. */
		if (str_eq(text, error))
			continue;
		fprintf(stderr, "  " STR_FMT "\n", STR_ARG(text));
	}
	return code;
}
