#include "aws/services.h"
#include "base/log.h"
#include "engine/hosts.h"
#include "engine/ids.h"
#include "engine/pass.h"
#include "engine/target.h"

static struct result
refusal(struct pass *p, struct arena *a, const char *reason, const struct err *why)
{
	int64_t now_ms = world_now_ms(p->g->world);

	return (struct result){
		.status = STATE_FAILED,
		.failure_reason = str_z(reason),
		.message = arena_str(a, str_z(why->msg)),
		.started_at_ms = now_ms,
		.finished_at_ms = now_ms,
		.by = STR("orchestrator"),
	};
}

/* A start that will never work ends the order, unless an earlier start of it runs. */
static int
refuse(struct pass *p, struct arena *a, uint32_t index, const struct seats *seats, const struct err *why, struct err *e)
{
	struct result ending = refusal(p, a, "start_refused", why), stands;
	struct seat_held *held = arena_new_n(a, struct seat_held, seats->n);
	struct order_start start = { .accepted_at_ms = ending.finished_at_ms };
	struct order_row now;
	size_t open;

	if (seats_end(seats, a, &ending, false, held, &open, e) < 0)
		return -1;
	if (open == 0)
		return seats_result(seats, a, &stands, e) < 0 ? -1 : pass_settle(p, a, index, &stands, false, e);
	start.execution_id = held[0].holder.execution_id;
	if (order_row_running(p->g, a, p->plan, index + 1, p->row.fence, &start, &now, e) < 0 && e->code != ERR_REFUSED)
		return -1;
	p->states[index] = STATE_RUNNING;
	return 0;
}

/* It stays as it is, which every later pass takes up again. */
static void
postpone(struct pass *p, struct arena *a, uint32_t index, enum started how, const struct err *why)
{
	log_warn("order " STR_FMT ": not started yet: %s", STR_ARG(order_num(a, index + 1)), why->msg);
	if (how == START_NO_CAPACITY)
		p->full[p->plan->orders[index].target] = true;
	p->starved = true;
}

/* The hosts that the order's targets mean now. Without any (*n is 0) it has ended or stays queued. */
static int
choose_hosts(struct pass *p, struct arena *a, uint32_t index, struct str **hosts, size_t *n, struct err *e)
{
	struct err why = { 0 };
	struct result ending;
	bool none;

	if (hosts_find(p->g, a, &p->plan->orders[index], hosts, n, &why) == 0)
		return 0;
	*n = 0;
	none = why.code == ERR_NOT_FOUND || why.code == ERR_LIMIT;
	if (!none && start_failure(&why) != START_REFUSED) {
		postpone(p, a, index, start_failure(&why), &why);
		return 0;
	}
	ending = refusal(p, a, why.code == ERR_LIMIT ? "too_many_hosts" : none ? "no_hosts" : "start_refused", &why);
	return pass_settle(p, a, index, &ending, true, e);
}

/* The row moves to `dispatching`, which also fixes the hosts and the time that its event bears. */
static int
mark_dispatching(struct pass *p, struct arena *a, uint32_t index, struct target_start *s, struct err *e)
{
	bool on_hosts = p->plan->orders[index].target == TARGET_SSM;
	struct str *hosts = NULL;
	struct order_row now;
	size_t n = 0;

	s->again = p->states[index] == STATE_DISPATCHING;
	if (s->again)
		return pass_seats(p, a, index, &s->seats, e);
	if (on_hosts && choose_hosts(p, a, index, &hosts, &n, e) < 0)
		return -1;
	if (on_hosts && n == 0) {
		/* Somebody else may have found some, and begun. */
		s->again = p->states[index] == STATE_DISPATCHING;
		return s->again ? pass_seats(p, a, index, &s->seats, e) : 0;
	}
	s->seats = seats_single(p->g, p->row.run_id, index + 1);
	if (on_hosts) {
		s->seats.hosts = hosts;
		s->seats.n = n;
	}
	if (order_row_dispatch(p->g, a, p->plan, index + 1, p->row.fence, world_now_ms(p->g->world), hosts, n, &now,
		e) == 0) {
		p->states[index] = STATE_DISPATCHING;
		return 0;
	}
	if (e->code != ERR_REFUSED)
		return -1;
	/* Somebody else was first, and may mean other hosts. */
	pass_believe(p, index, &now);
	s->again = true;
	s->seats = now.host_count ? seats_of_row(p->g, p->row.run_id, &now) : s->seats;
	return 0;
}

/* Name and input follow from the row, so that a repeat is the same execution. */
static enum started
start_watchdog(struct pass *p, struct arena *a, uint32_t index, struct str *url, struct err *e)
{
	struct str num = order_num(a, index + 1), arn = STR("");
	struct str name = arena_printf(a, STR_FMT "-" STR_FMT, STR_ARG(p->row.run_id), STR_ARG(num));
	struct buf input = buf_in(a);
	struct json_writer w = json_writer(&input);

	json_object(&w);
	json_put_str(&w, "run_id", p->row.run_id);
	json_put_str(&w, "order_num", num);
	json_close(&w);
	if (states_start(p->g->aws, a, p->g->config.watchdog_sfn, name, buf_str(&input), &arn, e) < 0) {
		if (e->code != ERR_REFUSED)
			return start_failure(e);
		arn = states_execution_arn(a, p->g->config.watchdog_sfn, name);
	}
	*url = arena_printf(a,
	    "https://" STR_FMT ".console.aws.amazon.com/states/home?region=" STR_FMT "#/v2/executions/details/" STR_FMT,
	    STR_ARG(p->g->aws->region), STR_ARG(p->g->aws->region), STR_ARG(arn));
	return STARTED;
}

static enum started
start(struct pass *p, struct arena *a, uint32_t index, const struct target_start *s, struct order_start *out,
    struct err *e)
{
	enum started how = start_watchdog(p, a, index, &out->watchdog_url, e);

	return how == STARTED ? targets[p->plan->orders[index].target].start(s, a, out, e) : how;
}

static int
started(struct pass *p, struct arena *a, uint32_t index, struct order_start *start, struct err *e)
{
	struct order_row now;

	start->accepted_at_ms = world_now_ms(p->g->world);
	if (order_row_running(p->g, a, p->plan, index + 1, p->row.fence, start, &now, e) == 0) {
		p->states[index] = STATE_RUNNING;
		return 0;
	}
	if (e->code != ERR_REFUSED)
		return -1;
	pass_believe(p, index, &now);
	return 0;
}

static int
dispatch_one(struct pass *p, struct arena *a, uint32_t index, struct err *e)
{
	struct target_start s = { .engine = p->g, .plan = p->plan };
	struct order_start out = { 0 };
	struct err why = { 0 };
	enum started how;

	p->tried[index] = true;
	if (p->full[p->plan->orders[index].target])
		return 0;
	if (mark_dispatching(p, a, index, &s, e) < 0)
		return -1;
	if (p->states[index] != STATE_DISPATCHING)
		return 0;
	how = start(p, a, index, &s, &out, &why);
	if (how == STARTED)
		return started(p, a, index, &out, e);
	if (how == START_REFUSED)
		return refuse(p, a, index, &s.seats, &why, e);
	postpone(p, a, index, how, &why);
	return 0;
}

/* When the dependency that stops an order ended; its row is asked where this pass did not see it end. */
static int
dependency_end_ms(struct pass *p, struct arena *a, uint32_t dependency, int64_t *at_ms, struct err *e)
{
	unsigned num = dependency + 1;
	struct order_row row;

	*at_ms = p->ended_ms[dependency];
	if (*at_ms)
		return 0;
	if (order_rows_get(p->g, a, p->row.run_id, &num, 1, &row, e) < 0)
		return -1;
	*at_ms = row.finished_at_ms;
	return 0;
}

static int
stop_one(struct pass *p, struct arena *a, uint32_t index, struct err *e)
{
	uint32_t dependency = p->stopped_by[index];
	struct result r = {
		.status = STATE_FAILED,
		.failure_reason = STR("dependency_failed"),
		.message = p->plan->orders[dependency].name,
		.by = STR("orchestrator"),
	};

	if (dependency_end_ms(p, a, dependency, &r.finished_at_ms, e) < 0)
		return -1;
	r.started_at_ms = r.finished_at_ms;
	return pass_settle(p, a, index, &r, true, e);
}

/* A stopped order's time is that of the one that stopped it, which may itself be stopped in this round: those of one depth run in
 * parallel, depth after depth. plan_next() lists a stopped order after the one that stopped it. */
static int
stop_all(struct pass *p, const struct plan_next *next, struct err *e)
{
	uint32_t *now = arena_new_n(p->arena, uint32_t, next->stopped_count);
	bool *waits = arena_new_n(p->arena, bool, p->plan->n);
	size_t left = next->stopped_count;

	for (size_t i = 0; i < next->stopped_count; i++) {
		p->stopped_by[next->stopped[i]] = next->stopped_by[i];
		waits[next->stopped[i]] = true;
	}
	while (left) {
		size_t n = 0;

		for (size_t i = 0; i < next->stopped_count; i++)
			if (waits[next->stopped[i]] && !waits[next->stopped_by[i]])
				now[n++] = next->stopped[i];
		if (n == 0)
			return err_set(e, ERR_PROTO, "run " STR_FMT ": orders that stop each other",
			    STR_ARG(p->row.run_id));
		if (pass_each(p, now, n, stop_one, e) < 0)
			return -1;
		for (size_t i = 0; i < n; i++)
			waits[now[i]] = false;
		left -= n;
	}
	return 0;
}

static size_t
count_terminal(const struct pass *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->plan->n; i++)
		n += state_terminal((enum state)p->states[i]);
	return n;
}

/* What is ready, and what the board shows as started by nobody who confirmed it; each once a round. */
static size_t
to_start(struct pass *p, const struct plan_next *next, uint32_t *out)
{
	size_t n = 0;

	for (size_t i = 0; i < next->ready_count; i++)
		if (!p->tried[next->ready[i]])
			out[n++] = next->ready[i];
	for (size_t i = 0; i < p->plan->n; i++)
		if (p->states[i] == STATE_DISPATCHING && !p->tried[i])
			out[n++] = (uint32_t)i;
	return n;
}

int
dispatch_ready(struct pass *p, struct err *e)
{
	uint32_t *starting = arena_new_n(p->arena, uint32_t, p->plan->n);
	size_t before;

	/* A start that is refused for good ends its order, and that may stop or free others. */
	do {
		struct plan_next next;

		plan_next(p->arena, p->plan, p->states, &next);
		before = count_terminal(p);
		if (stop_all(p, &next, e) < 0 ||
		    pass_each(p, starting, to_start(p, &next, starting), dispatch_one, e) < 0)
			return -1;
	} while (count_terminal(p) != before);
	return 0;
}
