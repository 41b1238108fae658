#include "cli/local_run.h"

#include <stdlib.h>

#include "cli/cancel.h"
#include "cli/interrupt.h"
#include "cli/submit.h"
#include "cli/view.h"
#include "cli/watch.h"
#include "codec/url.h"
#include "engine/ids.h"
#include "net/http.h"

enum { LOOK_MS = 200, TAILS_MAX = 256 * 1024 };

struct local_run {
	struct cli *cli;
	const struct serve *serve;
	struct engine *engine;
	struct arena *arena;
	struct submission submission;
	struct str run_id;
	struct follow follow;
	struct view view;
	bool wished;
};

/* ---- before ----------------------------------------------------------------------------------------------------- */

static void
warn_of_images(const struct local_run *r)
{
	const struct job *job = &r->submission.job;

	for (size_t i = 0; i < job->order_count && !r->cli->json; i++)
		if (job->orders[i].image.n)
			fprintf(stderr,
			    "warning: orders[%zu] (" STR_FMT "): image is ignored here: commands run on this machine\n",
			    i, STR_ARG(job->orders[i].name));
}

static int
submit(struct local_run *r)
{
	struct json functions = json_get(r->serve->about, "resources");
	const char *program = r->submission.entry == JOB_SSM ? "ssm_config" : "init_job";
	struct submitted s;
	struct err e;

	r->submission.function = json_str_or(json_get(functions, program), STR(""));
	r->submission.run_id = r->run_id = run_id_new(r->engine->world, r->arena);
	if (submit_job(&r->submission, &s, &e) < 0)
		return cli_fail(r->cli, CLI_SYSTEM, "%s", e.msg);
	return s.status == 200 ? CLI_OK : submit_refused(&r->submission, &s);
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
	struct result stands;
	struct err e;

	r->wished = true;
	r->view.note = "cancelling; Ctrl-C again kills";
	if (!r->cli->json && !r->cli->terminal)
		printf("cancelling; Ctrl-C again kills everything at once\n");
	if (cancel_wish(r->engine, r->arena, r->run_id, NULL, &stands, &e) < 0)
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

/* ---- the whole -------------------------------------------------------------------------------------------------- */

static int
run_job(struct local_run *r)
{
	int code = submission_check(&r->submission);

	if (code)
		return code;
	warn_of_images(r);
	view_open(&r->view, r->cli);
	code = submit(r);
	if (code)
		return code;
	follow_open(&r->follow, r->engine, r->arena, r->run_id);
	follow_job(&r->follow, &r->submission.job);
	code = watch(r);
	if (code == CLI_OK)
		code = watch_sum_up(r->cli, &r->follow, &r->view);
	follow_close(&r->follow);
	return code;
}

int
local_run(struct cli *cli, const struct serve *s, const char *file, struct str text)
{
	struct account account;
	struct local_run r = { .cli = cli,
		.serve = s,
		.engine = &account.engine,
		.arena = cli->arena,
		.submission = { .cli = cli, .engine = &account.engine, .file = file, .text = text } };
	struct err e;
	int code;

	serve_adopt(s);
	if (account_open(&account, cli, &e) < 0)
		return cli_fail(cli, CLI_SYSTEM, "%s", e.msg);
	code = run_job(&r);
	account_close(&account);
	return code;
}
