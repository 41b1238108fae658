#include "engine/explain.h"

#include <assert.h>

#include "engine/ids.h"
#include "engine/watch.h"

const struct explain_text explain_codes[EXPLAIN_CODES] = {
	[EXPLAIN_UNKNOWN_RUN] = { "unknown_run", "there is no such run" },
	[EXPLAIN_FINISHED] = { "finished", "it is over" },
	[EXPLAIN_PACKING] = { "packing", "its orders are being packed" },
	[EXPLAIN_PACKING_SILENT] = { "packing_silent", "its packing fell silent" },
	[EXPLAIN_PACKING_FAILED] = { "packing_failed", "its packing failed" },
	[EXPLAIN_HELD] = { "held", "an orchestrator holds it" },
	[EXPLAIN_HELD_LATE] = { "held_late", "an orchestrator holds it that has not renewed its lease lately" },
	[EXPLAIN_HELD_DEAD] = { "held_dead", "an orchestrator held it whose lease is over" },
	[EXPLAIN_NEWS_WAIT] = { "news_wait", "news wait, and nobody holds it" },
	[EXPLAIN_NOT_HELD] = { "not_held", "nobody holds it, and nobody needs to" },
	[EXPLAIN_NO_CAPACITY] = { "no_capacity", "a service had no capacity for an order" },
	[EXPLAIN_ENDING] = { "ending", "it is being ended" },
	[EXPLAIN_PAST_DEADLINE] = { "past_deadline", "its deadline is over" },
	[EXPLAIN_PLAN_LOST] = { "plan_lost", "its plan is gone" },
	[EXPLAIN_RUNNING] = { "running", "running" },
	[EXPLAIN_OVERTIME] = { "overtime", "over their time" },
	[EXPLAIN_NOT_CLAIMED] = { "not_claimed", "in their service's queue" },
	[EXPLAIN_RESULT_WAITS] = { "result_waits", "with a result that no orchestrator has read" },
	[EXPLAIN_BEING_ENDED] = { "being_ended", "being ended" },
	[EXPLAIN_STARTING] = { "starting", "being started" },
	[EXPLAIN_WAITS_FOR_CAPACITY] = { "waits_for_capacity", "waiting for capacity" },
	[EXPLAIN_READY] = { "ready", "ready to start" },
	[EXPLAIN_WAITS_FOR_ORDERS] = { "waits_for_orders", "waiting for other orders" },
	[EXPLAIN_WILL_BE_STOPPED] = { "will_be_stopped", "about to be stopped by a failure" },
	[EXPLAIN_NOT_PACKED] = { "not_packed", "not packed yet" },
	[EXPLAIN_WAITS_FOR_PACKING] = { "waits_for_packing", "packed, while others are not" },
	[EXPLAIN_WILL_FAIL] = { "will_fail", "about to fail with the packing" },
	[EXPLAIN_ROW_MISSING] = { "row_missing", "without a row" },
	[EXPLAIN_FAILED] = { "failed", "failed" },
	[EXPLAIN_START_REFUSED] = { "start_refused", "refused by their service" },
	[EXPLAIN_TIMED_OUT] = { "timed_out", "timed out" },
	[EXPLAIN_WATCHDOG] = { "watchdog", "ended by their watchdog" },
	[EXPLAIN_DEADLINE] = { "deadline", "ended by the run's deadline" },
	[EXPLAIN_CANCELLED] = { "cancelled", "cancelled" },
	[EXPLAIN_DEPENDENCY_FAILED] = { "dependency_failed", "stopped by a failed dependency" },
	[EXPLAIN_SUCCEEDED] = { "succeeded", "succeeded" },
};

enum { RUN_FINDINGS_MAX = EXPLAIN_RUNNING };

/* What is found of the run, one after the other. */
struct of_run {
	struct arena *arena;
	const struct explain_facts *facts;
	struct explained *out;
};

static struct finding *
found(struct of_run *r, enum explain_code code, struct str why)
{
	struct finding *f = &r->out->run[r->out->run_count++];

	*f = (struct finding){ .code = code, .why = why };
	return f;
}

enum state
explain_state(const struct explain_facts *f, size_t i)
{
	if (f->rows[i].num)
		return f->rows[i].status;
	return f->states ? (enum state)f->states[i] : STATE_QUEUED;
}

struct str
explain_name(const struct explain_facts *f, size_t i)
{
	return f->plan && i < f->plan->n ? f->plan->orders[i].name : f->rows[i].name;
}

/* ---- what the run waits for ------------------------------------------------------------------------------------- */

static int64_t
watchdog_ms(const struct explain_facts *f)
{
	return f->now_ms + (int64_t)RUN_LOOK_S * 1000;
}

static void
explain_packing(struct of_run *r)
{
	const struct run_row *row = r->facts->run;
	struct finding *f;

	if (row->fence > 0 || row->packing_failure.n) {
		f = found(r, EXPLAIN_PACKING_FAILED,
		    arena_printf(r->arena, "its packing failed: " STR_FMT, STR_ARG(row->packing_failure)));
		f->since_ms = row->packing_ended_ms;
		f->next = STR(
		    "an orchestrator fails its orders and writes `done`; the run's watchdog asks for one each minute");
		f->next_at_ms = watchdog_ms(r->facts);
	} else if (row->packing_until_ms < r->facts->now_ms) {
		f = found(r, EXPLAIN_PACKING_SILENT,
		    STR("its packing fell silent: its heartbeat was good until then, and whoever packed is dead"));
		f->since_ms = row->packing_until_ms;
		f->next = STR(
		    "the run's watchdog asks for an orchestrator, which fails its orders and writes `done`; the same job "
		    "may be submitted with the same run_id before that, and goes on");
		f->next_at_ms = watchdog_ms(r->facts);
	} else {
		f = found(r, EXPLAIN_PACKING, STR("its orders are being packed: code, credentials, bundles, rows"));
		f->since_ms = row->created_at_ms;
		f->next = STR("the heartbeat of the packing is renewed every 30 s; one that falls silent is given up");
		f->next_at_ms = row->packing_until_ms;
	}
}

/* The three ages of a lease. */
static void
explain_holder(struct of_run *r)
{
	const struct run_row *row = r->facts->run;
	int64_t left_ms = row->lease_until_ms - r->facts->now_ms;
	struct str who = row->orchestrator_id;
	struct finding *f;

	if (left_ms >= LEASE_STALE_MS) {
		f = found(r, EXPLAIN_HELD,
		    arena_printf(r->arena, "orchestrator " STR_FMT " holds it, and is alive", STR_ARG(who)));
		f->next = STR("its lease runs until then; it is renewed every 20 s while it works");
		f->next_at_ms = row->lease_until_ms;
	} else if (left_ms > 0) {
		f = found(r, EXPLAIN_HELD_LATE,
		    arena_printf(r->arena,
			"orchestrator " STR_FMT " holds it and has not renewed its lease lately: it may be dead",
			STR_ARG(who)));
		f->next = STR(
		    "its lease runs until then; afterwards the next event, or the watchdog's kick within a minute, brings "
		    "another");
		f->next_at_ms = row->lease_until_ms;
	} else {
		f = found(r, EXPLAIN_HELD_DEAD,
		    arena_printf(r->arena, "orchestrator " STR_FMT " held it and is dead: its lease is over",
			STR_ARG(who)));
		f->since_ms = row->lease_until_ms;
		f->next = STR(
		    "the next event, or the kick of the run's watchdog, brings another, which looks at everything");
		f->next_at_ms = watchdog_ms(r->facts);
	}
}

static int64_t
reconcile_ms(const struct explain_facts *f)
{
	int64_t last_ms = f->run->reconciled_at_ms ? f->run->reconciled_at_ms : f->run->created_at_ms;
	int64_t at_ms = last_ms + RECONCILE_MS;

	return (at_ms > f->now_ms ? at_ms : f->now_ms) + (int64_t)RUN_LOOK_S * 1000;
}

static void
explain_free(struct of_run *r)
{
	const struct run_row *row = r->facts->run;
	struct finding *f;

	if (row->inbox_count || row->inbox_over) {
		f = found(r, EXPLAIN_NEWS_WAIT,
		    STR("news wait, and nobody holds the run: their event was lost or is on its way"));
		f->next = STR("their event, or the kick of the run's watchdog, brings an orchestrator");
		f->next_at_ms = watchdog_ms(r->facts);
	} else if (row->starved) {
		found(r, EXPLAIN_NOT_HELD, STR("nobody holds it"));
	} else {
		f = found(r, EXPLAIN_NOT_HELD, STR("nobody holds it: there is nothing to do until an order ends"));
		f->next = STR(
		    "the next result brings an orchestrator; without one the watchdog has everything looked at");
		f->next_at_ms = reconcile_ms(r->facts);
	}
}

static void
explain_wish(struct of_run *r)
{
	const struct result *wish = r->facts->wish;
	struct finding *f;

	f = found(r, EXPLAIN_ENDING,
	    wish->by.n ? arena_printf(r->arena, "it is being ended (" STR_FMT "), as " STR_FMT " asked",
			     STR_ARG(wish->failure_reason), STR_ARG(wish->by)) :
			 arena_printf(r->arena, "it is being ended (" STR_FMT ")", STR_ARG(wish->failure_reason)));
	f->since_ms = wish->finished_at_ms;
	f->next = STR(
	    "orders that wait end at once; workers end their commands within seconds, their services are asked to stop them "
	    "after 30 s, and what stays silent is written off");
	f->next_at_ms = wish->finished_at_ms + WISH_WRITE_OFF_MS;
}

static void
explain_active(struct of_run *r)
{
	const struct explain_facts *facts = r->facts;
	const struct run_row *row = facts->run;
	struct finding *f;

	if (row->orchestrator_id.n)
		explain_holder(r);
	else
		explain_free(r);
	if (!facts->plan) {
		f = found(r, EXPLAIN_PLAN_LOST,
		    STR("its plan is not in the internal bucket: nothing more can be started"));
		f->next = STR("what no worker runs ends with plan_lost, and the run when its workers have ended");
	}
	if (row->starved) {
		f = found(r, EXPLAIN_NO_CAPACITY, STR("a service had no capacity for an order, or gave no answer"));
		f->next = STR("it is tried again at every result, and when the run's watchdog looks, each minute");
		f->next_at_ms = watchdog_ms(facts);
	}
}

static void
explain_run(struct of_run *r)
{
	const struct explain_facts *facts = r->facts;
	const struct run_row *row = facts->run;
	struct finding *f;

	if (row->status == RUN_COMPLETED) {
		found(r, EXPLAIN_FINISHED, STR("it is over; what `done` said has expired"));
		return;
	}
	if (row->status == RUN_PACKING)
		explain_packing(r);
	else
		explain_active(r);
	if (facts->wish) {
		explain_wish(r);
	} else if (facts->now_ms > row->deadline_ms) {
		f = found(r, EXPLAIN_PAST_DEADLINE, STR("its deadline is over, and nobody has asked to end it yet"));
		f->since_ms = row->deadline_ms;
		f->next = STR("the run's watchdog does so at its next look");
		f->next_at_ms = watchdog_ms(facts);
	}
}

static void
explain_done(struct of_run *r)
{
	const struct explain_facts *facts = r->facts;
	struct finding *f;

	f = found(r, EXPLAIN_FINISHED,
	    facts->done_reason.n ? arena_printf(r->arena, "it is over: " STR_FMT ", " STR_FMT,
				       STR_ARG(facts->done_status), STR_ARG(facts->done_reason)) :
				   arena_printf(r->arena, "it is over: " STR_FMT, STR_ARG(facts->done_status)));
	f->since_ms = facts->done_at_ms;
	if (!facts->run)
		f->next = STR("its rows have expired; `done` is what is left");
}

/* ---- the whole -------------------------------------------------------------------------------------------------- */

/* When an orchestrator will look at the run next, as the run's findings say: the first of them is about its holder. */
static struct explain_look
next_look(const struct explain_facts *f, const struct explained *out)
{
	if (!f->run || out->run_count == 0)
		return (struct explain_look){ STR(""), 0 };
	switch (out->run[0].code) {
	case EXPLAIN_HELD:
		return (struct explain_look){ STR("the orchestrator that holds the run is at it"), 0 };
	case EXPLAIN_HELD_LATE:
		return (struct explain_look){
			STR("the next orchestrator does it, when the lease of the one that holds the run is over"),
			f->run->lease_until_ms + (int64_t)RUN_LOOK_S * 1000
		};
	case EXPLAIN_NOT_HELD:
		return (struct explain_look){ STR("the next orchestrator does it, at the next result or kick"),
			f->run->starved || f->wish ? watchdog_ms(f) : reconcile_ms(f) };
	default:
		return (struct explain_look){ STR("the next orchestrator does it, at the next event or kick"),
			watchdog_ms(f) };
	}
}

static const char *
status_of(const struct explain_facts *f)
{
	static const char
	    *const words[] = { [RUN_PACKING] = "packing", [RUN_ACTIVE] = "active", [RUN_COMPLETED] = "completed" };

	if (f->done_status.n)
		return f->done_status.p;
	return f->run ? words[f->run->status] : "unknown";
}

void
explain(struct arena *a, const struct explain_facts *f, struct explained *out)
{
	struct of_run r = { a, f, out };
	struct explain_look look;

	static_assert(COUNT(explain_codes) == EXPLAIN_CODES, "a code without words");
	*out = (struct explained){ .status = status_of(f), .run = arena_new_n(a, struct finding, RUN_FINDINGS_MAX) };
	if (f->done_status.n)
		explain_done(&r);
	else if (f->run)
		explain_run(&r);
	else
		found(&r, EXPLAIN_UNKNOWN_RUN,
		    STR("there is no such run: the id is mistyped, it is another account's, region's or prefix's, or it ended over a "
			"day ago"));
	look = next_look(f, out);
	out->order_count = f->run ? f->n : 0;
	out->orders = arena_new_n(a, struct finding, out->order_count);
	for (size_t i = 0; i < out->order_count; i++)
		explain_order(a, f, &look, i, &out->orders[i]);
	if (out->order_count)
		explain_causes(a, f, out->orders);
}
