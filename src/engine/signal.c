#include "engine/signal.h"

#include "aws/services.h"
#include "base/log.h"
#include "engine/ids.h"
#include "engine/order_row.h"
#include "engine/seat.h"
#include "engine/start.h"

enum { GRACE_MS = 10 * 1000, REASON_MAX = 1024, LAST_LINE_MAX = 400 };

static struct str
text_of(struct json j, const char *key)
{
	return json_str_or(json_get(j, key), STR(""));
}

static void
read_order(struct signal_event *out, struct str run_id, struct str num)
{
	if (run_id_valid(run_id) && order_num_parse(num, &out->num))
		out->run_id = run_id;
	else
		out->num = 0;
}

/* Lambda Developer Guide, "Capturing records of Lambda asynchronous invocations". */
static void
read_destination(struct arena *a, struct json event, struct signal_event *out)
{
	struct json context = json_get(event, "requestContext"), payload = json_get(event, "requestPayload");
	struct str message = str_head(text_of(json_get(event, "responsePayload"), "errorMessage"), REASON_MAX);

	read_order(out, text_of(payload, START_RUN_ID), text_of(payload, START_ORDER_NUM));
	out->execution_id = text_of(context, "requestId");
	out->reason = arena_printf(a, "Lambda: " STR_FMT "%s" STR_FMT, STR_ARG(text_of(context, "condition")),
	    message.n ? ": " : "", STR_ARG(message));
}

/* CodeBuild User Guide, "Build notifications input format reference". */
static void
read_build(struct arena *a, struct json event, struct signal_event *out)
{
	struct json detail = json_get(event, "detail");
	struct json environment = json_get(json_get(detail, "additional-information"), "environment");
	struct json variables = json_get(environment, "environment-variables");
	struct str status = text_of(detail, "build-status"), run_id = STR(""), num = STR("");

	for (struct json v = json_first(variables); json_exists(v); v = json_next(v)) {
		if (str_eqz(text_of(v, "name"), START_ENV_RUN_ID))
			run_id = text_of(v, "value");
		if (str_eqz(text_of(v, "name"), START_ENV_ORDER_NUM))
			num = text_of(v, "value");
	}
	read_order(out, run_id, num);
	out->execution_id = text_of(detail, "build-id");
	out->clean = str_eqz(status, "SUCCEEDED");
	out->reason = arena_printf(a, "CodeBuild: the build ended as " STR_FMT, STR_ARG(status));
	/* Those that tell of a beginning are no news. */
	if (str_eqz(status, "IN_PROGRESS"))
		out->num = 0;
}

/* Systems Manager User Guide, "Monitoring Run Command status changes": a command for one instance. */
static void
read_command(struct arena *a, struct json event, struct signal_event *out)
{
	static const char *const under_way[] = { "Pending", "InProgress", "Delayed", "Cancelling" };
	struct json detail = json_get(event, "detail");
	struct str status = text_of(detail, "status");

	for (size_t i = 0; i < COUNT(under_way); i++)
		if (str_eqz(status, under_way[i]))
			return;
	out->command_id = text_of(detail, "command-id");
	out->host = text_of(detail, "instance-id");
	out->clean = str_eqz(status, "Success");
	out->reason = arena_printf(a, "SSM: the command ended as " STR_FMT, STR_ARG(status));
}

bool
signal_read(struct arena *a, struct json event, struct signal_event *out)
{
	*out = (struct signal_event){ 0 };
	if (json_exists(json_get(event, "requestContext")) && json_exists(json_get(event, "requestPayload")))
		read_destination(a, event, out);
	else if (str_eqz(text_of(event, "source"), "aws.codebuild"))
		read_build(a, event, out);
	else if (str_eqz(text_of(event, "source"), "aws.ssm"))
		read_command(a, event, out);
	else
		return false;
	return true;
}

/* Which order a command was for. One of somebody else's, or one that the service has forgotten, is none of ours; what fails at
 * once may be told before the service lists it. */
static int
find_order(struct engine *g, struct arena *a, struct signal_event *s, struct err *e)
{
	struct ssm_sent sent;
	int found;

	if (!s->command_id.n || !host_valid(s->host))
		return 0;
	found = ssm_command_get(g->aws, a, s->command_id, &sent, e);
	if (found < 0 && e->code == ERR_NOT_FOUND) {
		world_sleep_ms(g->world, GRACE_MS);
		found = ssm_command_get(g->aws, a, s->command_id, &sent, e);
	}
	if (found < 0)
		return e->code == ERR_NOT_FOUND ? 0 : err_wrap(e, "command " STR_FMT, STR_ARG(s->command_id));
	if (!command_comment_parse(sent.comment, &s->run_id, &s->num, &s->execution_id))
		s->num = 0;
	if (sent.status.n && !s->clean)
		s->reason = arena_printf(a, "SSM: the command ended as " STR_FMT, STR_ARG(sent.status));
	return 0;
}

/* What the document said last, or whoever else was the last but the agent, who says of any failure that it was one. A worker's line
 * is JSON. */
static struct str
last_words(struct arena *a, struct str text)
{
	struct str last = STR(""), ours = STR("");
	struct json line;

	while (text.p) {
		struct str one = str_trim(str_cut(&text, '\n'));

		if (one.n && !str_starts(one, STR("failed to run commands: ")))
			last = one;
		if (str_starts(one, STR("aws-exe-sys: ")))
			ours = one;
	}
	if (!ours.n && json_parse(a, last, NULL, &line, NULL, NULL) == 0)
		last = json_str_or(json_get(line, "message"), STR(""));
	return str_head(ours.n ? ours : last, LAST_LINE_MAX);
}

/* A command that failed says why: no curl, another SHA-256, an agent that is too old, a result that could not be reported. */
static void
add_last_words(struct engine *g, struct arena *a, struct signal_event *s)
{
	struct str text;
	struct err e;

	if (!s->command_id.n)
		return;
	if (ssm_command_errors(g->aws, a, s->command_id, s->host, &text, &e) < 0) {
		log_warn("what the command wrote is not known: %s", e.msg);
		return;
	}
	text = last_words(a, text);
	if (text.n)
		s->reason = arena_printf(a, STR_FMT ": " STR_FMT, STR_ARG(s->reason), STR_ARG(text));
}

/* Whether there is nothing (more) to do: the row is terminal, or a result is there that will move it. */
static int
settled(struct engine *g, struct arena *a, const struct signal_event *s, bool *yes, struct err *e)
{
	struct order_row row;
	struct result r;

	*yes = true;
	if (order_rows_get(g, a, s->run_id, &s->num, 1, &row, e) < 0)
		return -1;
	if (row.num == 0 || state_terminal(row.status) || result_get(g, a, s->run_id, s->num, s->host, &r, e) == 0)
		return 0;
	*yes = false;
	return e->code == ERR_NOT_FOUND ? 0 : -1;
}

/* The service names a build by its ARN, its own environment maybe by its id, which ends the ARN. */
static bool
same_execution(struct str claimed, struct str signalled)
{
	return claimed.n > 0 && signalled.n > 0 && (str_ends(signalled, claimed) || str_ends(claimed, signalled));
}

/* Whether the signal is about whoever may run the commands; *held: a worker holds the claim. */
static int
counts(struct engine *g, struct arena *a, const struct signal_event *s, bool *yes, bool *held, struct err *e)
{
	struct claim claim;

	*held = claim_read(g, a, s->run_id, s->num, s->host, &claim, e) == 0;
	if (!*held && e->code != ERR_NOT_FOUND)
		return -1;
	if (*held)
		*yes = !claim.ender && same_execution(claim.execution_id, s->execution_id);
	else
		/* A clean end without a claim is left to the watchdog: another start may be on its way. */
		*yes = !s->clean;
	return 0;
}

/* A wish to end the run says better why its executions ended. */
static int
ending(struct engine *g, struct arena *a, const struct signal_event *s, struct result *out, struct err *e)
{
	int64_t now_ms = world_now_ms(g->world);

	if (end_wish_get(g, a, s->run_id, out, e) < 0) {
		if (e->code != ERR_NOT_FOUND)
			return -1;
		*out = (struct result){ .status = STATE_FAILED,
			.failure_reason = STR("worker_lost"),
			.message = s->clean ? STR("the worker ended without a result") : s->reason,
			.by = STR("signal") };
	}
	out->started_at_ms = out->finished_at_ms = now_ms;
	return 0;
}

int
signal_handle(struct engine *g, struct arena *a, struct signal_event *s, struct err *e)
{
	bool done, count, held;
	struct result end, stands;
	struct claim holder;
	enum seat_end how;

	if (find_order(g, a, s, e) < 0)
		return -1;
	if (s->num == 0)
		return 0;
	if (settled(g, a, s, &done, e) < 0)
		return -1;
	if (!done)
		world_sleep_ms(g->world, GRACE_MS);
	if (!done && settled(g, a, s, &done, e) < 0)
		return -1;
	if (done)
		return 0;
	if (counts(g, a, s, &count, &held, e) < 0)
		return -1;
	if (!count) {
		log_info("a signal of another execution is ignored: " STR_FMT, STR_ARG(s->reason));
		return 0;
	}
	if (!s->clean)
		add_last_words(g, a, s);
	if (ending(g, a, s, &end, e) < 0)
		return -1;
	return seat_end(g, a, s->run_id, s->num, s->host, &end, held, &how, &holder, &stands, e);
}
