#include "engine/watch.h"

#include "base/log.h"
#include "engine/order_row.h"
#include "engine/run_row.h"
#include "engine/target.h"

/* Of an order. */

static int64_t
seconds_until(int64_t at_ms, int64_t now_ms)
{
	int64_t s = (at_ms - now_ms + 999) / 1000;

	return s < 1 ? 1 : s;
}

/* When a seat must have its result, with what is known of it; and when to look again, at the latest. */
static int
seat_deadline(struct engine *g, struct arena *a, struct str host, const struct watch_order *o,
    const struct order_row *row, int64_t now_ms, int64_t *deadline_ms, int64_t *look_ms, struct err *e)
{
	int64_t span_ms = (int64_t)row->timeout_s * 1000 + target_grace_ms(row->target);
	int64_t start_ms = row->accepted_at_ms ? row->accepted_at_ms : row->dispatched_at_ms;
	struct claim claim;

	if (claim_read(g, a, o->run_id, o->num, host, &claim, e) == 0) {
		*deadline_ms = *look_ms = claim.ender ? now_ms : claim.at_ms + span_ms;
		return 0;
	}
	if (e->code != ERR_NOT_FOUND)
		return -1;
	*deadline_ms = start_ms + target_queue_ms(g, row->target) + span_ms;
	/* A claim that comes after this look is followed no later than it should be. */
	*look_ms = now_ms + span_ms < *deadline_ms ? now_ms + span_ms : *deadline_ms;
	return 0;
}

/* The latest of its seats'. */
static int
order_deadline(const struct seats *s, struct arena *a, const struct watch_order *o, const struct order_row *row,
    int64_t now_ms, int64_t *deadline_ms, int64_t *look_ms, struct err *e)
{
	*deadline_ms = *look_ms = 0;
	for (size_t i = 0; i < s->n; i++) {
		int64_t seat_ms, seat_look_ms;

		if (seat_deadline(s->engine, a, s->hosts[i], o, row, now_ms, &seat_ms, &seat_look_ms, e) < 0)
			return -1;
		*deadline_ms = seat_ms > *deadline_ms ? seat_ms : *deadline_ms;
		*look_ms = seat_look_ms > *look_ms ? seat_look_ms : *look_ms;
	}
	return 0;
}

static int
time_out(const struct seats *s, struct arena *a, int64_t now_ms, struct err *e)
{
	struct result ending = {
		.status = STATE_TIMED_OUT,
		.failure_reason = STR("watchdog"),
		.message = STR(
		    "no result came within the order's time and grace: its worker was lost, or never started"),
		.started_at_ms = now_ms,
		.finished_at_ms = now_ms,
		.by = STR("watchdog"),
	};
	struct seat_held *held = arena_new_n(a, struct seat_held, s->n);
	size_t open;

	return seats_end(s, a, &ending, true, held, &open, e);
}

static int
check_order(struct engine *g, struct arena *a, const struct watch_order *o, struct watch_answer *out, struct err *e)
{
	int64_t now_ms = world_now_ms(g->world), deadline_ms, look_ms;
	struct order_row row;
	struct seats seats;

	if (order_rows_get(g, a, o->run_id, &o->num, 1, &row, e) < 0)
		return -1;
	if (row.num == 0 || state_terminal(row.status)) {
		*out = (struct watch_answer){ .done = true };
		return 0;
	}
	seats = seats_of_row(g, o->run_id, &row);
	if (order_deadline(&seats, a, o, &row, now_ms, &deadline_ms, &look_ms, e) < 0)
		return -1;
	if (now_ms < deadline_ms) {
		*out = (struct watch_answer){ .wait_s = seconds_until(look_ms, now_ms) };
		return 0;
	}
	*out = (struct watch_answer){ .done = true };
	return time_out(&seats, a, now_ms, e);
}

/* Of the run. */

static int
wish_deadline(struct engine *g, struct arena *a, struct str run, int64_t now_ms, struct err *e)
{
	struct result wish = { .status = STATE_TIMED_OUT,
		.failure_reason = STR("deadline"),
		.message = STR("the run's job_timeout is over"),
		.started_at_ms = now_ms,
		.finished_at_ms = now_ms,
		.by = STR("watchdog") };

	log_warn("deadline: %s", wish.message.p);
	return end_wish_put(g, a, run, &wish, e);
}

/* Whether something is stuck that an orchestrator would mend, and what; NULL when nothing is. */
static const char *
stuck(const struct run_row *row, int64_t now_ms)
{
	bool held = row->orchestrator_id.n > 0;

	if (row->status == RUN_PACKING)
		return row->fence > 0              ? "its packing failed" :
		    row->packing_until_ms < now_ms ? "its packing fell silent" :
						     NULL;
	if (held && row->lease_until_ms < now_ms)
		return "its holder's lease is over";
	if (!held && (row->inbox_count || row->inbox_over))
		return "news have no holder";
	if (row->starved)
		return "an order met no capacity";
	if (row->commented.stale && row->commented.hold_until_ms < now_ms)
		return "its comment does not say what is";
	if (now_ms - (row->reconciled_at_ms ? row->reconciled_at_ms : row->created_at_ms) > RECONCILE_MS)
		return "nobody has looked at everything for five minutes";
	return NULL;
}

static int
wish_waits(struct engine *g, struct arena *a, struct str run, bool *waits, struct err *e)
{
	struct result wish;

	*waits = end_wish_get(g, a, run, &wish, e) == 0;
	return *waits || e->code == ERR_NOT_FOUND ? 0 : -1;
}

static int
check_run(struct engine *g, struct arena *a, const struct watch_order *o, struct watch_answer *out, struct err *e)
{
	int64_t now_ms = world_now_ms(g->world);
	struct run_row row;
	const char *why;
	bool wish;

	*out = (struct watch_answer){ .done = true };
	if (run_row_get(g, a, o->run_id, &row, e) < 0)
		return e->code == ERR_NOT_FOUND ? 0 : -1;
	if (row.status == RUN_COMPLETED)
		return 0;
	*out = (struct watch_answer){ .wait_s = RUN_LOOK_S };
	if (wish_waits(g, a, o->run_id, &wish, e) < 0)
		return -1;
	/* The wish is an object whose writing wakes an orchestrator; one that was not heard needs the kick. */
	if (!wish && now_ms > row.deadline_ms)
		return wish_deadline(g, a, o->run_id, now_ms, e);
	why = wish && row.status == RUN_ACTIVE ? "an end wish waits" : stuck(&row, now_ms);
	if (!why)
		return 0;
	log_info("kick: %s", why);
	return run_kick(g, a, o->run_id, e);
}

int
watch_check(struct engine *g, struct arena *a, const struct watch_order *o, struct watch_answer *out, struct err *e)
{
	return o->num == 0 ? check_run(g, a, o, out, e) : check_order(g, a, o, out, e);
}
