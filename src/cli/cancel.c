/*
 * `aws-exe-sys cancel`: writes the wish to end the run, which wakes an orchestrator: what waits ends at once, workers end their
 * commands within seconds. What CodeBuild and hosts still hold after a while is stopped from here too, where the caller may.
 */
#include "cli/cancel.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/account.h"
#include "cli/interrupt.h"
#include "cli/rows.h"
#include "cli/status.h"
#include "engine/order_row.h"
#include "engine/run_row.h"
#include "engine/target.h"

enum {
	LOOK_MIN_MS = 300,
	LOOK_MAX_MS = 3000,
	WAIT_DEFAULT_S = 200, /* by then what stays silent is written off */
	STOP_MS = 20000,      /* a worker that hears the wish has reported by then */
};

/* When an orchestrator is asked to look once more, should the wish's own event have been lost or a worker stay silent. */
static const int64_t kicks_ms[] = { 8000, WISH_STOP_MS + 2000, WISH_STOP_MS + 32000, WISH_WRITE_OFF_MS + 2000 };

struct cancelling {
	struct cli *cli;
	struct engine *g;
	struct str run;
	struct result wish; /* that stands */
	struct json done;
	int64_t began_ms, until_ms; /* monotonic */
	unsigned *started;          /* order numbers */
	size_t started_count;
	size_t kicks;
	bool stopped;
	struct arena scratch;
};

/* ---- the wish --------------------------------------------------------------------------------------------------- */

static struct str
who(struct arena *a)
{
	const char *user = getenv("USER"), *login = getenv("LOGNAME");
	char host[256] = "";

	if (gethostname(host, sizeof(host) - 1) < 0)
		host[0] = 0;
	user = user && *user ? user : login && *login ? login : "somebody";
	return arena_printf(a, "%s%s%s", user, host[0] ? "@" : "", host);
}

int
cancel_wish(struct engine *g, struct arena *a, struct str run, const char *reason, struct result *stands, struct err *e)
{
	/* Without a time: the object's own counts, so that a clock that is wrong here writes no worker off early. */
	struct result wish = { .status = STATE_FAILED, .failure_reason = STR("cancelled"), .by = who(a) };

	wish.message = arena_printf(a, "by " STR_FMT "%s%s", STR_ARG(wish.by), reason ? ": " : "",
	    reason ? reason : "");
	if (end_wish_put(g, a, run, &wish, e) < 0)
		return -1;
	return end_wish_get(g, a, run, stands, e);
}

/* ---- help ------------------------------------------------------------------------------------------------------- */

static void
note(const struct cancelling *c, const char *what, const struct err *e)
{
	if (!c->cli->json)
		fprintf(stderr, "note: %s: %s\n", what, e->msg);
}

/* Which orders had been started and were not over when the wish was written. */
static void
note_started(struct cancelling *c)
{
	struct board board;

	if (board_get(c->g, c->cli->arena, c->run, &board, NULL) < 0)
		return;
	c->started = arena_new_n(c->cli->arena, unsigned, board.n);
	for (size_t i = 0; i < board.n; i++)
		if (!state_terminal((enum state)board.states[i]) && board.states[i] != STATE_QUEUED)
			c->started[c->started_count++] = (unsigned)i + 1;
}

/* A start that nobody has begun, and nobody will: whoever ended the run holds its claim. One on a host ends by itself when it finds
 * that. */
static int
stop_unbegun(struct cancelling *c, const struct order_row *row, struct err *e)
{
	struct seats seats = seats_of_row(c->g, c->run, row);
	struct seat_held held = { .host = STR("") };
	struct claim claim;

	if (row->host_count || claim_read(c->g, &c->scratch, c->run, row->num, STR(""), &claim, NULL) < 0 ||
	    !claim.ender)
		return 0;
	held.holder.execution_id = row->execution_id;
	return targets[row->target].stop(&seats, &c->scratch, &held, e);
}

/* What does not hear the wish, and what nobody has begun. The service may say no: what claims an order finds that it has ended, and
 * the engine asks too. */
static void
stop_services(struct cancelling *c)
{
	struct order_row *rows = arena_new_n(&c->scratch, struct order_row, c->started_count);
	struct err e = { 0 };

	if (order_rows_get(c->g, &c->scratch, c->run, c->started, c->started_count, rows, &e) < 0) {
		note(c, "what still runs could not be looked at", &e);
		return;
	}
	for (size_t i = 0; i < c->started_count; i++) {
		const struct order_row *row = &rows[i];

		if (row->num == 0 ||
		    (state_terminal(row->status) ? stop_unbegun(c, row, &e) :
						   target_stop(c->g, &c->scratch, c->run, row, &e)) == 0)
			continue;
		note(c, "left to the engine", &e);
		return;
	}
}

static void
help(struct cancelling *c, int64_t waited_ms)
{
	struct err e;

	if (c->kicks < COUNT(kicks_ms) && waited_ms >= kicks_ms[c->kicks]) {
		c->kicks++;
		if (run_kick(c->g, &c->scratch, c->run, &e) < 0)
			note(c, "kick", &e);
	}
	if (!c->stopped && waited_ms >= STOP_MS) {
		c->stopped = true;
		stop_services(c);
	}
	arena_reset(&c->scratch);
}

/* ---- the wait --------------------------------------------------------------------------------------------------- */

/* 1: it is done; 0: not in the time; -1. */
static int
wait_done(struct cancelling *c, struct err *e)
{
	int wait_ms = LOOK_MIN_MS;

	interrupt_catch();
	for (;;) {
		int64_t now_ms = world_monotonic_ms(c->g->world);

		if (rows_done(c->g, c->cli->arena, c->run, &c->done, e) == 0)
			return 1;
		if (e->code != ERR_NOT_FOUND && err_is_final(e))
			return -1;
		if (interrupt_count() || now_ms >= c->until_ms)
			return 0;
		help(c, now_ms - c->began_ms);
		interrupt_wait(-1, wait_ms);
		wait_ms = wait_ms + wait_ms / 4 > LOOK_MAX_MS ? LOOK_MAX_MS : wait_ms + wait_ms / 4;
	}
}

/* ---- what is said ----------------------------------------------------------------------------------------------- */

static void
say_json(const struct cancelling *c, const char *status)
{
	struct buf out = buf_in(c->cli->arena);
	struct json_writer w = json_writer(&out);

	json_object(&w);
	json_put_str(&w, "run_id", c->run);
	json_put_str(&w, "status", str_z(status));
	if (c->wish.failure_reason.n)
		json_put_str(&w, "failure_reason", c->wish.failure_reason);
	if (c->wish.by.n)
		json_put_str(&w, "by", c->wish.by);
	if (json_exists(c->done)) {
		json_key_write(&w, STR("done"));
		json_write_copy(&w, c->done);
	}
	json_close(&w);
	puts(buf_z(&out));
}

static void
say_done(const struct cancelling *c, const char *what)
{
	struct json summary = json_get(c->done, "summary");
	struct str status = json_str_or(json_get(c->done, "status"), STR("failed"));

	printf("run " STR_FMT " %s: " STR_FMT "; %lld succeeded, %lld failed, %lld timed out\n", STR_ARG(c->run), what,
	    STR_ARG(status), (long long)json_i64_or(json_get(summary, "succeeded"), 0),
	    (long long)json_i64_or(json_get(summary, "failed"), 0),
	    (long long)json_i64_or(json_get(summary, "timed_out"), 0));
}

static int
over_already(const struct cancelling *c)
{
	if (c->cli->json)
		say_json(c, "over");
	else
		say_done(c, "was over already");
	return CLI_OK;
}

static int
asked(const struct cancelling *c)
{
	bool other = !str_eqz(c->wish.failure_reason, "cancelled");

	if (c->cli->json)
		say_json(c, "asked");
	else
		printf("run " STR_FMT " %s\n", STR_ARG(c->run),
		    other ? "was being ended already: its deadline is over" : "is asked to end");
	return CLI_OK;
}

/* ---- the command ------------------------------------------------------------------------------------------------ */

static int
wait_and_say(struct cancelling *c, int64_t wait_s, struct err *e)
{
	int result;

	c->began_ms = world_monotonic_ms(c->g->world);
	c->until_ms = c->began_ms + wait_s * 1000;
	result = wait_done(c, e);
	if (result > 0)
		stop_services(c);
	arena_release(&c->scratch);
	if (result < 0)
		return -1;
	if (result == 0)
		return cli_fail(c->cli, CLI_SYSTEM,
		    "run " STR_FMT " is asked to end and has not ended yet; aws-exe-sys explain " STR_FMT
		    " says what it waits for",
		    STR_ARG(c->run), STR_ARG(c->run));
	if (c->cli->json)
		say_json(c, "ended");
	else
		say_done(c, "has ended");
	return CLI_OK;
}

static int
cancel(struct cli *cli, struct account *account, struct str run, struct err *e)
{
	const char *timeout = cli_value(cli, "--timeout");
	struct cancelling c = { .cli = cli, .g = &account->engine, .run = run, .done = JSON_NONE };
	int64_t wait_s = WAIT_DEFAULT_S;
	struct run_row row;

	if (timeout && (!str_i64(str_z(timeout), &wait_s) || wait_s < 1))
		return cli_fail(cli, CLI_USAGE, "--timeout: whole seconds above 0 are expected, not %s", timeout);
	if (rows_done(c.g, cli->arena, run, &c.done, e) == 0)
		return over_already(&c);
	/* An id that was mistyped must not leave a wish behind. */
	if (e->code != ERR_NOT_FOUND || run_row_get(c.g, cli->arena, run, &row, e) < 0)
		return -1;
	note_started(&c);
	if (cancel_wish(c.g, cli->arena, run, cli_value(cli, "--reason"), &c.wish, e) < 0)
		return -1;
	if (cli_value(cli, "--no-wait"))
		return asked(&c);
	return wait_and_say(&c, wait_s, e);
}

static int
run(struct cli *cli)
{
	return account_with_run(cli, cancel);
}

const struct cli_command cli_cancel = {
	.name = "cancel",
	.summary = "ends a run: what waits does not start, what runs is stopped, what is over stays as it is",
	.words = "RUN",
	.words_min = 1,
	.words_max = 1,
	.options = {
		{ "--reason", "TEXT", "why; it is kept with the orders that it ends" },
		{ "--no-wait", NULL, "do not wait until the run has ended" },
		{ "--timeout", "SECONDS", "how long to wait; 200" },
		ACCOUNT_PREFIX_OPTION,
	},
	.run = run,
	.example = "aws-exe-sys cancel 6f9619ff-8b86-4d01-b42d-00cf4fc964ff --reason \"wrong branch\"",
};
