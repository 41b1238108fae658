#include "cli/watch.h"

#include "cli/account.h"
#include "cli/interrupt.h"
#include "cli/status.h"
#include "engine/run_row.h"

/* A look costs two calls: often while things happen, seldom while nothing does. */
enum { LOOK_MIN_MS = 1000, LOOK_MAX_MS = 5000, FAILURES_MAX = 12 };

struct watching {
	struct cli *cli;
	struct follow follow;
	struct view view;
	int wait_ms;
	int failures; /* one after the other */
};

static void
print_json(const struct cli *cli, const struct follow *f)
{
	struct buf out = buf_in(cli->arena);
	struct json_writer w = json_writer(&out);

	json_object(&w);
	for (struct json m = json_first(f->done); json_exists(m); m = json_next(m)) {
		json_key_write(&w, json_key(m));
		json_write_copy(&w, m);
	}
	status_write_rows(&w, &f->rows);
	json_close(&w);
	puts(buf_z(&out));
	fflush(stdout);
}

int
watch_sum_up(const struct cli *cli, struct follow *f, struct view *v)
{
	struct err e;

	if (follow_finish(f, &e) < 0)
		return cli_fail(cli, CLI_SYSTEM, "%s", e.msg);
	if (cli->json)
		print_json(cli, f);
	else
		view_summary(v, f);
	return status_exit_code(json_str_or(json_get(f->done, "status"), STR("failed")));
}

static int
give_up(struct watching *w)
{
	struct str id = w->follow.run_id;

	return cli_fail(w->cli, CLI_SYSTEM,
	    "no longer watching, and the run goes on: aws-exe-sys watch " STR_FMT
	    " sees it again, aws-exe-sys cancel " STR_FMT " ends it",
	    STR_ARG(id), STR_ARG(id));
}

/* A network that is away for a while is waited for. */
static int
look(struct watching *w, struct err *e)
{
	if (follow_look(&w->follow, e) < 0) {
		if (err_is_final(e) || ++w->failures > FAILURES_MAX)
			return -1;
		w->view.note = "no answer from AWS; trying again";
		w->wait_ms = LOOK_MAX_MS;
	} else {
		w->failures = 0;
		w->view.note = NULL;
		w->wait_ms = w->follow.changed_count ? LOOK_MIN_MS : w->wait_ms + w->wait_ms / 4;
		if (w->wait_ms > LOOK_MAX_MS)
			w->wait_ms = LOOK_MAX_MS;
	}
	view_update(&w->view, &w->follow);
	return 0;
}

static int
watch(struct watching *w)
{
	struct err e;

	interrupt_catch();
	while (!follow_done(&w->follow)) {
		if (interrupt_count())
			return give_up(w);
		if (look(w, &e) < 0)
			return cli_fail(w->cli, CLI_SYSTEM, "%s", e.msg);
		if (!follow_done(&w->follow))
			interrupt_wait(-1, w->wait_ms);
	}
	return watch_sum_up(w->cli, &w->follow, &w->view);
}

int
watch_run(struct cli *cli, struct engine *g, struct str run_id, const struct job *job)
{
	struct watching w = { .cli = cli, .wait_ms = LOOK_MIN_MS };
	int code;

	view_open(&w.view, cli);
	follow_open(&w.follow, g, cli->arena, run_id);
	if (job)
		follow_job(&w.follow, job);
	code = watch(&w);
	follow_close(&w.follow);
	return code;
}

/* ---- the command ------------------------------------------------------------------------------------------------ */

static int
show(struct cli *cli, struct account *account, struct str run, struct err *e)
{
	struct json done;
	struct run_row row;

	/* A run whose row has expired may still have its `done`. */
	if (run_row_get(&account->engine, cli->arena, run, &row, e) < 0 &&
	    (e->code != ERR_NOT_FOUND || rows_done(&account->engine, cli->arena, run, &done, &(struct err){ 0 }) < 0))
		return -1;
	return watch_run(cli, &account->engine, run, NULL);
}

static int
run(struct cli *cli)
{
	return account_with_run(cli, show);
}

const struct cli_command cli_watch = {
	.name = "watch",
	.summary = "follows a run until it is done; the exit code says how it ended. Ctrl-C leaves the run alone",
	.words = "RUN",
	.words_min = 1,
	.words_max = 1,
	.options = { ACCOUNT_PREFIX_OPTION },
	.run = run,
	.example = "aws-exe-sys watch 6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
};
