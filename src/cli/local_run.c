#include "cli/local_run.h"

#include <stdlib.h>
#include <string.h>

#include "cli/interrupt.h"
#include "cli/job_file.h"
#include "cli/status.h"
#include "cli/submit.h"
#include "cli/view.h"
#include "codec/url.h"
#include "engine/claim.h"
#include "engine/ids.h"
#include "net/http.h"

enum { LOOK_MS = 200, TAILS_MAX = 256 * 1024 };

struct local_run {
	struct cli *cli;
	const struct serve *serve;
	const char *file;
	struct engine *engine;
	struct arena *arena;
	struct job job;
	struct job_issues issues;
	struct str text, run_id;
	struct follow follow;
	struct view view;
	bool wished;
};

/* ---- before ----------------------------------------------------------------------------------------------------- */

/* The job's text, with the code of --dir. */
static int
prepare(struct local_run *r, struct err *e)
{
	const char *dir = cli_value(r->cli, "--dir");
	struct str location;

	/* Text that is no JSON is left for job_parse() to complain of, with its place. */
	if (!dir || json_parse(r->arena, r->text, NULL, &(struct json){ 0 }, NULL, NULL) < 0)
		return 0;
	if (submit_code(r->engine, r->arena, dir, &location, e) < 0)
		return -1;
	return job_file_with_code(r->arena, r->text, location, &r->text, e);
}

static void
warn(const struct local_run *r)
{
	if (r->cli->json)
		return;
	for (const struct job_issue *i = r->issues.warnings; i; i = i->next) {
		struct str text = job_issue_text(r->arena, i);

		fprintf(stderr, "warning: " STR_FMT "\n", STR_ARG(text));
	}
	for (size_t i = 0; i < r->job.order_count; i++)
		if (r->job.orders[i].image.n)
			fprintf(stderr,
			    "warning: orders[%zu] (" STR_FMT "): image is ignored here: commands run on this machine\n",
			    i, STR_ARG(r->job.orders[i].name));
}

static int
refused(struct local_run *r, const struct submitted *s)
{
	struct str error = json_str_or(json_get(s->answer, "error"), STR("no reason given"));
	struct json errors = json_get(s->answer, "errors");

	if (r->cli->json) {
		struct str raw = json_raw(s->answer);

		printf(STR_FMT "\n", STR_ARG(raw));
		return s->status >= 500 ? CLI_SYSTEM : CLI_JOB_FAILED;
	}
	fprintf(stderr, "aws-exe-sys: the job was not taken (%d): " STR_FMT "\n", s->status, STR_ARG(error));
	for (struct json i = json_first(errors); json_exists(i); i = json_next(i)) {
		struct str text = json_str_or(i, STR(""));

		fprintf(stderr, "  " STR_FMT "\n", STR_ARG(text));
	}
	return s->status >= 500 ? CLI_SYSTEM : CLI_JOB_FAILED;
}

static int
submit(struct local_run *r)
{
	struct json functions = json_get(r->serve->about, "resources");
	struct str function = json_str_or(json_get(functions, "init_job"), STR(""));
	struct submitted s;
	struct err e;

	r->run_id = run_id_new(r->engine->world, r->arena);
	if (submit_job(r->engine, r->arena, function, r->text, r->run_id, &s, &e) < 0)
		return cli_fail(r->cli, CLI_SYSTEM, "%s", e.msg);
	return s.status == 200 ? CLI_OK : refused(r, &s);
}

/* ---- meanwhile -------------------------------------------------------------------------------------------------- */

/* The last line of what each running order wrote, from the local AWS. */
static void
look_at_tails(struct local_run *r, struct arena *a)
{
	struct str host = STR("127.0.0.1");
	struct http_header key = { STR(LOCAL_KEY_HEADER),
		json_str_or(json_get(r->serve->about, "secret_access_key"), STR("")) };
	struct http_request req = HTTP_REQUEST;
	struct http_response res;
	struct json answer, tails;
	struct url url;

	r->view.tail_count = 0;
	if (!r->cli->terminal || r->cli->json ||
	    url_parse(json_str_or(json_get(r->serve->about, "endpoint"), STR("")), &url, NULL) < 0)
		return;
	req.host = host;
	req.port = url.port;
	req.method = STR("GET");
	req.target = STR("/_local/tails");
	req.body_max = TAILS_MAX;
	req.headers = &key;
	req.header_count = 1;
	if (world_call(r->engine->world, a, &req, &res, NULL) < 0 || res.status != 200 ||
	    json_parse(a, res.body, NULL, &answer, NULL, NULL) < 0)
		return;
	tails = json_get(answer, "tails");
	r->view.tails = arena_new_n(a, struct view_tail, json_len(tails) + 1);
	for (struct json t = json_first(tails); json_exists(t); t = json_next(t)) {
		struct view_tail *tail = &r->view.tails[r->view.tail_count];
		struct str text = str_trim(json_str_or(json_get(t, "tail"), STR("")));

		if (!str_eq(json_str_or(json_get(t, "run_id"), STR("")), r->run_id) ||
		    !order_num_parse(json_str_or(json_get(t, "order_num"), STR("")), &tail->num))
			continue;
		tail->line = text_last_lines(text, 1);
		r->view.tail_count++;
	}
}

/* The first Ctrl-C: the run is asked to end, and is followed to its end. */
static void
wish_end(struct local_run *r)
{
	const char *user = getenv("USER");
	struct result wish = { .status = STATE_FAILED,
		.failure_reason = STR("cancelled"),
		.by = str_z(user && *user ? user : "Ctrl-C"),
		.finished_at_ms = world_now_ms(r->engine->world) };
	struct err e;

	r->wished = true;
	r->view.note = "cancelling; Ctrl-C again kills";
	if (!r->cli->json && !r->cli->terminal)
		printf("cancelling; Ctrl-C again kills everything at once\n");
	if (end_wish_put(r->engine, r->arena, r->run_id, &wish, &e) < 0)
		fprintf(stderr, "aws-exe-sys: cancel: %s\n", e.msg);
}

/* Until it is done; another exit code than 0 when that is not to be waited for. */
static int
watch(struct local_run *r)
{
	struct arena scratch = ARENA_EMPTY;
	int code = CLI_OK;
	struct err e;

	while (code == CLI_OK) {
		if (interrupt_count() > 1)
			code = CLI_JOB_FAILED;
		else if (!serve_alive(r->serve))
			code = cli_fail(r->cli, CLI_SYSTEM, "the local AWS has ended unexpectedly");
		else if (interrupt_count() && !r->wished)
			wish_end(r);
		else if (follow_look(&r->follow, &e) < 0)
			code = cli_fail(r->cli, CLI_SYSTEM, "%s", e.msg);
		else {
			arena_reset(&scratch);
			look_at_tails(r, &scratch);
			view_update(&r->view, &r->follow);
			r->view.tail_count = 0;
			if (follow_done(&r->follow))
				break;
			interrupt_wait(r->serve->ready, LOOK_MS);
		}
	}
	arena_release(&scratch);
	return code;
}

/* ---- afterwards ------------------------------------------------------------------------------------------------- */

static void
print_json(struct local_run *r)
{
	struct buf out = buf_in(r->arena);
	struct json_writer w = json_writer(&out);

	json_object(&w);
	for (struct json m = json_first(r->follow.done); json_exists(m); m = json_next(m)) {
		json_key_write(&w, json_key(m));
		json_write_copy(&w, m);
	}
	status_write_rows(&w, &r->follow.rows);
	json_close(&w);
	puts(buf_z(&out));
	fflush(stdout);
}

static int
sum_up(struct local_run *r)
{
	struct err e;

	if (follow_finish(&r->follow, &e) < 0)
		return cli_fail(r->cli, CLI_SYSTEM, "%s", e.msg);
	if (r->cli->json)
		print_json(r);
	else
		view_summary(&r->view, &r->follow);
	return status_exit_code(json_str_or(json_get(r->follow.done, "status"), STR("failed")));
}

static int
run_job(struct local_run *r)
{
	struct err e;
	int code;

	if (prepare(r, &e) < 0)
		return cli_fail(r->cli, CLI_SYSTEM, "%s", e.msg);
	r->issues = job_issues_in(r->arena);
	if (job_parse(r->arena, r->text, JOB_INIT, &r->job, &r->issues) < 0)
		return job_file_report(r->cli, r->file, &r->issues, &r->job);
	warn(r);
	view_open(&r->view, r->cli);
	code = submit(r);
	if (code)
		return code;
	follow_open(&r->follow, r->engine, r->arena, r->run_id, &r->job);
	code = watch(r);
	if (code == CLI_OK)
		code = sum_up(r);
	follow_close(&r->follow);
	return code;
}

int
local_run(struct cli *cli, const struct serve *s, const char *file, struct str text)
{
	struct account account;
	struct local_run r = { .cli = cli,
		.serve = s,
		.file = file,
		.text = text,
		.engine = &account.engine,
		.arena = cli->arena };
	struct err e;
	int code;

	serve_adopt(s);
	if (account_open(&account, cli, &e) < 0)
		return cli_fail(cli, CLI_SYSTEM, "%s", e.msg);
	code = run_job(&r);
	account_close(&account);
	return code;
}
