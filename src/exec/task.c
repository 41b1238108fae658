#include "exec/task.h"

#include <signal.h>
#include <stdarg.h>
#include <unistd.h>

#include "aws/s3.h"
#include "base/log.h"
#include "engine/claim.h"
#include "engine/ids.h"
#include "exec/commands.h"
#include "exec/events.h"
#include "exec/report.h"
#include "exec/unpack.h"

enum {
	KEY_PATIENCE_MS = 10 * 60000,
	REPORT_PATIENCE_MS = 5 * 60000,
	END_SPARE_MS = 15000, /* behind the grace of the commands, for the log and the result */
	REPORT_SPARE_MS = 1000,
	LIVE_PATIENCE_MS = 5000,
	CLAIM_PATIENCE_MS = 60000,
};

/* An order under way. */
struct order_run {
	const struct task *task;
	struct arena *arena;
	int64_t claimed_ms; /* monotonic */
	struct wish wish;
	struct confine confine;
	struct mask mask;
	struct spool spool;
	struct output output;
	struct unpacked unpacked;
	struct buf events;
	struct result result;
};

static int64_t
now_ms(const struct task *t)
{
	return world_monotonic_ms(t->engine->world);
}

/* Before the service ends us, `spare_ms` or a quarter of the time that was left at the claim. */
static int64_t
service_end_ms(const struct order_run *r, int64_t spare_ms)
{
	int64_t quarter_ms = (r->task->until_ms - r->claimed_ms) / 4;

	return r->task->until_ms - (spare_ms < quarter_ms ? spare_ms : quarter_ms);
}

static struct report
report_of(const struct order_run *r)
{
	int64_t until_ms = now_ms(r->task) + REPORT_PATIENCE_MS;

	if (r->task->until_ms && r->task->until_ms - REPORT_SPARE_MS < until_ms)
		until_ms = r->task->until_ms - REPORT_SPARE_MS;
	return (struct report){ r->task->engine, r->task->run_id, r->task->num, r->task->host, until_ms };
}

/* How it ended: status, a reason in a word or a sentence, and more for people; masked. */
static void __attribute__((format(printf, 4, 5)))
end_as(struct order_run *r, enum state status, const char *reason, const char *fmt, ...)
{
	char text[2048];
	struct buf raw = buf_over(text, sizeof(text));
	struct str masked;
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&raw, fmt, ap);
	va_end(ap);
	masked = mask_text(&r->mask, r->arena, buf_str(&raw));
	r->result.status = status;
	r->result.failure_reason = reason ? str_z(reason) : masked;
	r->result.message = reason ? masked : STR("");
}

static void
end_by_wish(struct order_run *r)
{
	struct result wish;

	wish_found(&r->wish, &wish);
	r->result.status = state_terminal(wish.status) && wish.status != STATE_SUCCEEDED ? wish.status : STATE_FAILED;
	r->result.failure_reason = mask_text(&r->mask, r->arena, wish.failure_reason);
	r->result.message = mask_text(&r->mask, r->arena, wish.message);
	r->result.by = wish.by.n ? mask_text(&r->mask, r->arena, wish.by) : STR("worker");
}

/* In the log, where people look first. */
static void
say_reason(struct order_run *r)
{
	const struct result *res = &r->result;

	output_say(&r->output, STR_FMT "%s" STR_FMT, STR_ARG(res->failure_reason),
	    res->failure_reason.n && res->message.n ? ": " : "", STR_ARG(res->message));
}

static bool
wish_waits(void *ctx)
{
	return wish_found(ctx, NULL);
}

/* Everything up to the first command. */
static int
prepare(struct order_run *r, struct err *e)
{
	const struct task *t = r->task;
	struct unpack u = { .engine = t->engine,
		.bundle_file = t->host.n ? t->bundle_file : -1,
		.key_path = t->sops_key,
		.give_up = wish_waits,
		.ctx = &r->wish };
	struct str rest = str_sub(t->s3_location, 5, t->s3_location.n);

	u.bundle_bucket = str_cut(&rest, '/');
	u.bundle_key = rest;
	u.key_until_ms = r->claimed_ms + KEY_PATIENCE_MS;
	if (t->until_ms && service_end_ms(r, END_SPARE_MS) < u.key_until_ms)
		u.key_until_ms = service_end_ms(r, END_SPARE_MS);
	for (size_t i = 0; i < t->grant_count; i++)
		mask_add(&r->mask, t->grants[i].url);
	if (confine_open(&r->confine, r->arena, t->engine->config.codebuild_commands_as_root, e) < 0 ||
	    unpack_order(&u, &r->confine, r->arena, &r->mask, &r->unpacked, e) < 0)
		return -1;
	return confine_give(&r->confine, e);
}

static void
end_after(struct order_run *r, const struct commands_result *c, int64_t until_ms)
{
	size_t at = c->at + 1, n = r->unpacked.command_count;
	int timeout_s = r->unpacked.timeout_s;

	r->result.has_exit_code = c->has_exit_code;
	r->result.exit_code = c->exit_code;
	switch (c->end) {
	case COMMANDS_SUCCEEDED:
		r->result.status = STATE_SUCCEEDED;
		break;
	case COMMANDS_FAILED:
		end_as(r, STATE_FAILED, NULL, "command %zu of %zu ended with exit code %d", at, n, c->exit_code);
		break;
	case COMMANDS_UNABLE:
		end_as(r, STATE_FAILED, NULL, "command %zu of %zu could not be started: %s", at, n, c->error.msg);
		break;
	case COMMANDS_TIMED_OUT:
		if (until_ms < r->claimed_ms + (int64_t)timeout_s * 1000)
			end_as(r, STATE_TIMED_OUT, "timeout", "the function's time was over at command %zu of %zu", at,
			    n);
		else
			end_as(r, STATE_TIMED_OUT, "timeout", "the order's %d s were over at command %zu of %zu",
			    timeout_s, at, n);
		break;
	case COMMANDS_WISH:
		end_by_wish(r);
		break;
	case COMMANDS_SIGNAL:
		end_as(r, STATE_FAILED, NULL, "the worker was stopped by signal %d at command %zu of %zu", c->signal,
		    at, n);
		break;
	case COMMANDS_SILENCE:
		end_as(r, STATE_FAILED, NULL, "command %zu of %zu was not started: no answer whether the run is to end",
		    at, n);
		break;
	}
	if (c->end > COMMANDS_FAILED)
		say_reason(r);
}

static void
run(struct order_run *r)
{
	const struct task *t = r->task;
	int64_t until_ms = r->claimed_ms + (int64_t)r->unpacked.timeout_s * 1000;
	uid_t uid = r->confine.other_user ? r->confine.uid : geteuid();
	struct commands_result ended;
	struct commands c = { .world = t->engine->world,
		.arena = r->arena,
		.confine = &r->confine,
		.output = &r->output,
		.wish = &r->wish,
		.list = r->unpacked.commands,
		.n = r->unpacked.command_count,
		.environment = r->unpacked.environment,
		.silence_ms = t->silence_ms };

	if (t->until_ms && service_end_ms(r, COMMANDS_GRACE_MS + END_SPARE_MS) < until_ms)
		until_ms = service_end_ms(r, COMMANDS_GRACE_MS + END_SPARE_MS);
	c.until_ms = until_ms;
	for (size_t i = 0; i < r->unpacked.unmasked_count; i++)
		output_say(&r->output, "the value of " STR_FMT " is not masked: it is under %d bytes",
		    STR_ARG(r->unpacked.unmasked[i]), MASK_VALUE_MIN);
	commands_run(&c, &ended);
	output_catch_up(&r->output);
	events_collect(r->confine.events_fd, uid, &r->mask, r->arena, &r->output, &r->events);
	end_after(r, &ended, until_ms);
}

/* From the claim to an outcome in r->result. */
static void
work(struct order_run *r)
{
	struct err e = { 0 }, open = { 0 };
	int prepared = prepare(r, &e);

	mask_seal(&r->mask);
	spool_open(&r->spool, r->task->engine->world, r->arena);
	if (output_open(&r->output, r->arena, &r->mask, &r->spool, r->task->live_fd, &open) < 0) {
		end_as(r, STATE_FAILED, NULL, "%s", open.msg);
		return;
	}
	if (prepared == 0) {
		run(r);
	} else {
		if (wish_found(&r->wish, NULL))
			end_by_wish(r);
		else
			end_as(r, STATE_FAILED, NULL, "%s", e.msg);
		say_reason(r);
	}
	output_close(&r->output, LIVE_PATIENCE_MS);
}

static int
report(struct order_run *r, struct err *e)
{
	struct report to = report_of(r);

	r->result.finished_at_ms = world_now_ms(r->task->engine->world);
	report_log(&to, &r->spool, r->arena, r->task->until_ms ? to.until_ms : 0, &r->result);
	return report_send(&to, &r->result, buf_str(&r->events), e);
}

/* The order is ours. */
static int
carry_out(struct order_run *r, struct err *e)
{
	sigset_t ours, before;
	int result;

	/* Before any thread starts: whatever is sent to us is for the loop that runs the commands. */
	commands_signals(&ours);
	pthread_sigmask(SIG_BLOCK, &ours, &before);
	result = wish_start(&r->wish, r->task->engine, r->task->run_id, e);
	if (result == 0) {
		work(r);
		result = report(r, e);
	}
	spool_close(&r->spool);
	confine_close(&r->confine);
	wish_stop(&r->wish);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return result;
}

/* Somebody else's claim: a worker's is its own business, an ender's says what the result is. */
static int
step_back(struct order_run *r, struct claim *holder, struct err *e)
{
	struct report to = report_of(r);

	if (!holder->ender) {
		log_info("order %u is another worker's (" STR_FMT ")", r->task->num, STR_ARG(holder->execution_id));
		return 0;
	}
	if (holder->ending.finished_at_ms == 0)
		holder->ending.finished_at_ms = holder->at_ms;
	return report_send(&to, &holder->ending, STR(""), e);
}

static int
claim(struct order_run *r, struct claim *holder, struct err *e)
{
	const struct task *t = r->task;
	struct claim mine = { .id = engine_attempt_id(t->engine, r->arena, t->execution_id),
		.execution_id = t->execution_id };
	struct retry retry = RETRY_STANDARD;
	int taken;

	retry.attempts_max = 100;
	retry.base_ms = 500;
	retry.until_ms = now_ms(t) + CLAIM_PATIENCE_MS;
	do {
		r->claimed_ms = now_ms(t);
		r->result.started_at_ms = world_now_ms(t->engine->world);
		taken = claim_take(t->engine, r->arena, t->run_id, t->num, t->host, &mine, holder, e);
	} while (taken < 0 && e->code != ERR_REFUSED && e->retryable && retry_wait(&retry, t->engine->world, 0));
	return taken;
}

/* Whoever sees the command in the console sees a URL of it: from now on that is worth nothing. */
static void
forget_start(struct order_run *r)
{
	struct engine *g = r->task->engine;
	struct err e;

	if (r->task->start_key.n && s3_delete(g->aws, r->arena, g->config.internal_bucket, r->task->start_key, &e) < 0)
		log_warn("the start file stays until it expires: %s", e.msg);
}

int
task_run(const struct task *t, struct arena *a, struct err *e)
{
	struct order_run *r = arena_new(a, struct order_run);
	struct claim holder = { 0 };
	int result;

	*r = (struct order_run){ .task = t,
		.arena = a,
		.events = buf_in(a),
		.spool.file = -1,
		.confine = { .code_fd = -1, .events_fd = -1 },
		.result.by = STR("worker") };
	mask_init(&r->mask, a);
	log_context(t->run_id);
	t->engine->aws->grants = t->grants;
	t->engine->aws->grant_count = t->grant_count;
	result = claim(r, &holder, e);
	if (result == 0 || e->code == ERR_REFUSED)
		forget_start(r);
	if (result == 0)
		result = carry_out(r, e);
	else if (e->code == ERR_REFUSED)
		result = step_back(r, &holder, e);
	t->engine->aws->grant_count = 0;
	log_context(STR(""));
	return result < 0 ? err_wrap(e, "order %u", t->num) : 0;
}
