#include "base/log.h"
#include "engine/ids.h"
#include "engine/pass.h"
#include "engine/target.h"

static struct result
ending_of(const struct pass *p)
{
	struct result r = *p->wish;

	r.log = STR("");
	r.has_exit_code = false;
	r.started_at_ms = r.finished_at_ms;
	return r;
}

/* An order that was started: the claims of its seats decide who ends it. */
static int
end_started(struct pass *p, struct arena *a, uint32_t index, struct err *e)
{
	int64_t waited_ms = world_now_ms(p->g->world) - p->wish->finished_at_ms;
	const struct target_info *t = &targets[p->plan->orders[index].target];
	struct result ending = ending_of(p), stands;
	struct seat_held *held;
	struct seats seats;
	size_t open;

	if (pass_seats(p, a, index, &seats, e) < 0)
		return -1;
	held = arena_new_n(a, struct seat_held, seats.n);
	if (seats_end(&seats, a, &ending, waited_ms > WISH_WRITE_OFF_MS, held, &open, e) < 0)
		return -1;
	if (open == 0)
		return seats_result(&seats, a, &stands, e) < 0 ? -1 : pass_settle(p, a, index, &stands, false, e);
	for (size_t i = 0; i < open && waited_ms > WISH_STOP_MS; i++)
		if (t->stop(&seats, a, &held[i], e) < 0)
			log_warn("order " STR_FMT ": stop: %s", STR_ARG(order_num(a, index + 1)), e->msg);
	return 0;
}

/* A queued row goes straight to its end, unless somebody has dispatched it meanwhile. */
static int
end_one(struct pass *p, struct arena *a, uint32_t index, struct err *e)
{
	struct result ending = ending_of(p);

	if (p->states[index] == STATE_QUEUED && pass_settle(p, a, index, &ending, true, e) < 0)
		return -1;
	return state_terminal((enum state)p->states[index]) ? 0 : end_started(p, a, index, e);
}

int
end_orders(struct pass *p, struct err *e)
{
	return pass_each_open(p, end_one, e);
}
