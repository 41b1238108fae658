/* What is so with one order. A sentence's subject is the order. */
#include <string.h>

#include "engine/explain.h"
#include "engine/ids.h"
#include "engine/names.h"
#include "engine/target.h"

enum { NAMES_SHOWN = 3 };

struct of_order {
	struct arena *arena;
	const struct explain_facts *facts;
	const struct explain_look *look;
	size_t i;
	const struct order_row *row;
	const struct plan_order *plan; /* NULL without a plan */
	struct finding *out;
};

static void
is(struct of_order *o, enum explain_code code, struct str why)
{
	o->out->code = code;
	o->out->why = why;
}

static void
then(struct of_order *o, struct str next, int64_t at_ms)
{
	o->out->next = next;
	o->out->next_at_ms = at_ms;
}

/* What an orchestrator's next look will bring. */
static void
then_look(struct of_order *o, const char *what)
{
	then(o, arena_printf(o->arena, "%s: " STR_FMT, what, STR_ARG(o->look->when)), o->look->at_ms);
}

static enum target
target_of(const struct of_order *o)
{
	return o->plan ? o->plan->target : o->row->target;
}

/* "a, b, c and 4 more" */
static struct str
names_of(struct of_order *o, const uint32_t *list, size_t n)
{
	struct buf b = buf_in(o->arena);

	for (size_t i = 0; i < n && i < NAMES_SHOWN; i++) {
		struct str name = explain_name(o->facts, list[i]);

		buf_printf(&b, "%s" STR_FMT, i == 0 ? "" : i + 1 == n ? " and " : ", ", STR_ARG(name));
	}
	if (n > NAMES_SHOWN)
		buf_printf(&b, " and %zu more", n - NAMES_SHOWN);
	return buf_str(&b);
}

/* ---- orders that are over --------------------------------------------------------------------------------------- */

/* What the reasons that the engine itself gives mean; any other is the worker's or the service's. */
static const struct {
	const char *reason;
	enum explain_code code;
	const char *why;
} ends[] = {
	{ "cancelled", EXPLAIN_CANCELLED, "was cancelled" },
	{ "deadline", EXPLAIN_DEADLINE, "was ended by the run's deadline" },
	{ "timeout", EXPLAIN_TIMED_OUT, "its commands ran over their time" },
	{ "watchdog", EXPLAIN_WATCHDOG, "was ended by its watchdog" },
	{ "start_refused", EXPLAIN_START_REFUSED, "its start was refused" },
	{ "packing_failed", EXPLAIN_FAILED, "failed with the packing" },
	{ "plan_lost", EXPLAIN_FAILED, "could not go on without the run's plan" },
	{ "worker_lost", EXPLAIN_FAILED, "its worker died" },
};

static void
explain_failure(struct of_order *o, enum state state)
{
	const struct order_row *row = o->row;
	struct str why = row->failure_reason.n ? row->failure_reason : STR("failed without a reason");
	enum explain_code code = state == STATE_TIMED_OUT ? EXPLAIN_TIMED_OUT : EXPLAIN_FAILED;

	for (size_t i = 0; i < COUNT(ends); i++) {
		if (str_eqz(row->failure_reason, ends[i].reason)) {
			code = ends[i].code;
			why = str_z(ends[i].why);
		}
	}
	is(o, code,
	    row->message.n ? arena_printf(o->arena, STR_FMT ": " STR_FMT, STR_ARG(why), STR_ARG(row->message)) : why);
	/* Whoever ended the run has ended it whatever it was allowed to. */
	if (o->plan && !o->plan->must_succeed && code != EXPLAIN_CANCELLED && code != EXPLAIN_DEADLINE)
		o->out->why = arena_printf(o->arena, STR_FMT " (it is allowed to)", STR_ARG(o->out->why));
}

static void
explain_end(struct of_order *o, enum state state)
{
	o->out->since_ms = o->row->finished_at_ms;
	if (state == STATE_SUCCEEDED)
		is(o, EXPLAIN_SUCCEEDED, STR("succeeded"));
	else if (str_eqz(o->row->failure_reason, "dependency_failed"))
		is(o, EXPLAIN_DEPENDENCY_FAILED,
		    arena_printf(o->arena, STR_FMT ", which it depends on, did not succeed", STR_ARG(o->row->message)));
	else
		explain_failure(o, state);
}

/* ---- orders that wait ------------------------------------------------------------------------------------------- */

/* The dependencies that are not over; or, when they all are, those that stop the order. */
static bool
look_at_dependencies(struct of_order *o, bool *stopped)
{
	const struct plan_order *p = o->plan;
	struct finding *out = o->out;
	size_t blocking = 0;

	out->on = arena_new_n(o->arena, uint32_t, p->dep_count + 1);
	for (uint32_t k = 0; k < p->dep_count; k++) {
		enum state s = explain_state(o->facts, p->deps[k]);

		if ((s == STATE_FAILED || s == STATE_TIMED_OUT) && p->must_succeed &&
		    o->facts->plan->orders[p->deps[k]].must_succeed)
			out->on[blocking++] = p->deps[k];
	}
	*stopped = blocking > 0;
	out->on_count = blocking;
	for (uint32_t k = 0; !*stopped && k < p->dep_count; k++)
		if (!state_terminal(explain_state(o->facts, p->deps[k])))
			out->on[out->on_count++] = p->deps[k];
	return out->on_count > 0;
}

static void
explain_waiting(struct of_order *o)
{
	bool stopped = false;

	if (o->plan && look_at_dependencies(o, &stopped)) {
		struct str names = names_of(o, o->out->on, o->out->on_count);

		is(o, stopped ? EXPLAIN_WILL_BE_STOPPED : EXPLAIN_WAITS_FOR_ORDERS,
		    arena_printf(o->arena, stopped ? STR_FMT " did not succeed" : "waits for " STR_FMT,
			STR_ARG(names)));
		if (stopped)
			then_look(o, "it will fail with dependency_failed");
		else
			then(o, STR("it starts when they are over"), 0);
	} else if (o->facts->run->starved) {
		is(o, EXPLAIN_WAITS_FOR_CAPACITY,
		    arena_printf(o->arena,
			"is ready; nothing more is started while a service is full (this one is for %s)",
			target_names[target_of(o)]));
		then_look(o, "it is tried again");
	} else {
		is(o, EXPLAIN_READY, STR("is ready: all that it depends on is over"));
		then_look(o, "it is started");
	}
}

static void
explain_unpacked(struct of_order *o)
{
	const struct run_row *run = o->facts->run;

	if (run->fence > 0 || run->packing_until_ms < o->facts->now_ms) {
		is(o, EXPLAIN_WILL_FAIL, STR("cannot start: the packing has ended without success"));
		then_look(o, "it will fail with packing_failed");
	} else if (o->row->num) {
		is(o, EXPLAIN_WAITS_FOR_PACKING, STR("is packed; no order starts before all are"));
	} else {
		is(o, EXPLAIN_NOT_PACKED, STR("is not packed yet"));
	}
}

/* ---- orders that were started ----------------------------------------------------------------------------------- */

static void
explain_worker(struct of_order *o, const struct explain_seats *s)
{
	int64_t end_ms = s->claimed_at_ms + (int64_t)o->row->timeout_s * 1000;
	int64_t last_ms = end_ms + target_grace_ms(target_of(o));
	struct str hosts = s->seats > 1 ?
	    arena_printf(o->arena, " (begun on %u of %u hosts, reported by %u)", s->claimed, s->seats, s->reported) :
	    STR("");

	o->out->since_ms = s->claimed_at_ms;
	if (o->facts->now_ms <= end_ms) {
		is(o, EXPLAIN_RUNNING, arena_printf(o->arena, "a worker runs its commands" STR_FMT, STR_ARG(hosts)));
		then(o, STR("the worker ends them at their time-out"), end_ms);
	} else {
		is(o, EXPLAIN_OVERTIME,
		    arena_printf(o->arena, "its time is over, and its worker has not reported" STR_FMT,
			STR_ARG(hosts)));
		then(o, STR("its watchdog ends it as timed out"), last_ms);
	}
}

static void
explain_unclaimed(struct of_order *o)
{
	const struct order_row *row = o->row;
	enum target t = target_of(o);
	static const char *const places[TARGETS] = {
		[TARGET_LAMBDA] = "Lambda has taken it, and no worker has begun: it waits for one "
				  "of the worker function's concurrency",
		[TARGET_CODEBUILD] =
		    "CodeBuild has taken it, and no worker has begun: the build is queued, or its container starts",
		[TARGET_SSM] =
		    "Systems Manager has taken it, and no worker has begun: the command is on its way to the host"
	};
	int64_t start_ms = row->accepted_at_ms ? row->accepted_at_ms : row->dispatched_at_ms;

	o->out->since_ms = start_ms;
	is(o, EXPLAIN_NOT_CLAIMED, str_z(places[t]));
	then(o, STR("without a worker its watchdog ends it as timed out"),
	    start_ms + o->facts->queue_ms[t] + (int64_t)row->timeout_s * 1000 + target_grace_ms(t));
}

static void
explain_dispatching(struct of_order *o)
{
	o->out->since_ms = o->row->dispatched_at_ms;
	if (o->facts->run->starved && !str_starts(o->look->when, STR("the orchestrator that holds"))) {
		is(o, EXPLAIN_WAITS_FOR_CAPACITY,
		    arena_printf(o->arena, "%s had no capacity for it, or gave no answer", target_names[target_of(o)]));
		then_look(o, "it is tried again");
	} else {
		is(o, EXPLAIN_STARTING, STR("is being started; its service has not confirmed it yet"));
		then_look(o, "the start is made, or repeated");
	}
}

static void
explain_ending(struct of_order *o, const struct explain_seats *s)
{
	const struct result *wish = o->facts->wish;

	o->out->since_ms = wish->finished_at_ms;
	if (s->claimed && !s->ender) {
		is(o, EXPLAIN_BEING_ENDED,
		    STR("its worker is to end its commands: it looks for the wish every 3 s, and they have 10 s"));
		then(o, STR("a worker that stays silent is stopped by its service after 30 s, and written off"),
		    wish->finished_at_ms + WISH_WRITE_OFF_MS);
	} else {
		is(o, EXPLAIN_BEING_ENDED, STR("nothing of it runs, and it ends with the run"));
		then_look(o, "its row follows");
	}
}

static void
explain_started(struct of_order *o, enum state state)
{
	static const struct explain_seats none = { .seats = 1 };
	const struct explain_seats *s = o->facts->started ? &o->facts->started[o->i] : &none;

	if (s->seats && s->reported == s->seats) {
		is(o, EXPLAIN_RESULT_WAITS, STR("its result is there; no orchestrator has read it yet"));
		then_look(o, "its row follows the result");
	} else if (o->facts->wish) {
		explain_ending(o, s);
	} else if (s->ender) {
		is(o, EXPLAIN_BEING_ENDED, STR("was ended from outside; the result is about to be written"));
		then_look(o, "its row follows");
	} else if (s->claimed) {
		explain_worker(o, s);
	} else if (state == STATE_DISPATCHING) {
		explain_dispatching(o);
	} else {
		explain_unclaimed(o);
	}
}

/* ---- any order -------------------------------------------------------------------------------------------------- */

void
explain_order(struct arena *a, const struct explain_facts *f, const struct explain_look *look, size_t i,
    struct finding *out)
{
	struct of_order o = { a, f, look, i, &f->rows[i], f->plan && i < f->plan->n ? &f->plan->orders[i] : NULL, out };
	enum state state = explain_state(f, i);

	*out = (struct finding){ 0 };
	if (state_terminal(state)) {
		explain_end(&o, state);
	} else if (f->run->status == RUN_PACKING) {
		explain_unpacked(&o);
	} else if (!f->rows[i].num) {
		is(&o, EXPLAIN_ROW_MISSING, STR("its row is gone: somebody has removed it"));
		then_look(&o, "it counts as failed");
	} else if (state != STATE_QUEUED) {
		explain_started(&o, state);
	} else if (f->wish) {
		explain_ending(&o, &(struct explain_seats){ 0 });
	} else {
		explain_waiting(&o);
	}
}

/* The order behind `i`: its own failure, or what stopped the one that stopped it; `of` keeps what was found (index + 1). */
static uint32_t
cause_of(const struct explain_facts *f, const struct names *numbers, struct finding *orders, uint32_t *of, uint32_t i)
{
	uint32_t at = i, cause;
	size_t steps = 0;

	/* A dependency that nobody knows, or (in rows that somebody changed) a circle, ends the way. */
	while (!of[at] && orders[at].code == EXPLAIN_DEPENDENCY_FAILED && steps++ < f->n) {
		const uint32_t *next = names_get(numbers, f->rows[at].message);

		if (!next)
			break;
		at = *next;
	}
	cause = of[at] ? of[at] - 1 : at;
	for (at = i; !of[at] && at != cause; at = *names_get(numbers, f->rows[at].message))
		of[at] = cause + 1;
	return cause;
}

void
explain_causes(struct arena *a, const struct explain_facts *f, struct finding *orders)
{
	struct names numbers = names_new(a, f->n);
	uint32_t *of = arena_new_n(a, uint32_t, f->n);

	for (size_t i = 0; i < f->n; i++)
		names_add(&numbers, explain_name(f, i), (uint32_t)i, NULL);
	for (size_t i = 0; i < f->n; i++) {
		const uint32_t *by;

		if (orders[i].code != EXPLAIN_DEPENDENCY_FAILED)
			continue;
		orders[i].cause = cause_of(f, &numbers, orders, of, (uint32_t)i);
		by = names_get(&numbers, f->rows[i].message);
		if (!by)
			continue;
		orders[i].on = arena_new(a, uint32_t);
		orders[i].on[0] = *by;
		orders[i].on_count = 1;
		if (orders[i].cause != *by && orders[i].cause != i) {
			struct str cause = explain_name(f, orders[i].cause);

			orders[i].why = arena_printf(a, STR_FMT "; it began with " STR_FMT, STR_ARG(orders[i].why),
			    STR_ARG(cause));
		}
	}
}
