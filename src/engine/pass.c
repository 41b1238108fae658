#include "engine/pass.h"

#include <string.h>

#include "aws/s3.h"
#include "base/log.h"
#include "engine/ids.h"

enum { CHUNK = 64, ROWS_AT_ONCE = 1000 };

/* Between two stretches of work: the lease is kept, and our own end is looked at. */
static int
breathe(struct pass *p, struct err *e)
{
	int64_t now_ms = world_now_ms(p->g->world);

	if (now_ms >= p->leave_by_ms) {
		p->leaving = true;
		return err_set(e, ERR_TIMEOUT, "run " STR_FMT ": this invocation is near its end",
		    STR_ARG(p->row.run_id));
	}
	if (now_ms - p->renewed_at_ms < LEASE_RENEW_MS)
		return 0;
	if (run_row_renew(p->g, p->arena, &p->row, e) < 0)
		return -1;
	p->renewed_at_ms = now_ms;
	return 0;
}

struct chunk {
	struct pass *pass;
	const uint32_t *indices;
	pass_task *task;
	struct err *error; /* of the task that failed first */
	_Atomic bool failed;
};

static void
run_task(void *ctx, size_t i)
{
	struct chunk *c = ctx;
	struct arena a = ARENA_EMPTY;
	struct err e = { 0 };

	if (c->task(c->pass, &a, c->indices[i], &e) < 0 && !atomic_exchange(&c->failed, true) && c->error)
		*c->error = e;
	arena_release(&a);
}

int
pass_each(struct pass *p, const uint32_t *indices, size_t n, pass_task *task, struct err *e)
{
	for (size_t i = 0; i < n; i += CHUNK) {
		struct chunk c = { p, indices + i, task, e, false };

		if (breathe(p, e) < 0)
			return -1;
		world_parallel(p->g->world, n - i < CHUNK ? n - i : CHUNK, run_task, &c);
		if (c.failed)
			return -1;
	}
	return 0;
}

int
pass_each_open(struct pass *p, pass_task *task, struct err *e)
{
	uint32_t *open = arena_new_n(p->arena, uint32_t, p->plan->n);
	size_t n = 0;

	for (size_t i = 0; i < p->plan->n; i++)
		if (!state_terminal((enum state)p->states[i]))
			open[n++] = (uint32_t)i;
	return pass_each(p, open, n, task, e);
}

int64_t
pass_last_end_ms(const struct pass *p)
{
	int64_t last_ms = p->last_end_ms;

	for (size_t i = 0; i < p->plan->n; i++)
		if (p->ended_ms[i] > last_ms)
			last_ms = p->ended_ms[i];
	return last_ms;
}

void
pass_believe(struct pass *p, uint32_t index, const struct order_row *row)
{
	p->states[index] = (char)row->status;
	p->ended_ms[index] = state_terminal(row->status) ? row->finished_at_ms : 0;
}

int
pass_settle(struct pass *p, struct arena *a, uint32_t index, const struct result *r, bool only_queued, struct err *e)
{
	struct order_row now = { 0 };

	if (order_row_finish(p->g, a, p->plan, index + 1, p->row.fence, r, only_queued, &now, e) == 0) {
		p->states[index] = (char)r->status;
		p->ended_ms[index] = r->finished_at_ms;
		return 0;
	}
	if (e->code != ERR_REFUSED)
		return -1;
	pass_believe(p, index, &now);
	return 0;
}

int
pass_seats(struct pass *p, struct arena *a, uint32_t index, struct seats *out, struct err *e)
{
	unsigned num = index + 1;
	struct order_row row;

	*out = seats_single(p->g, p->row.run_id, num);
	if (p->plan->orders[index].target != TARGET_SSM)
		return 0;
	if (order_rows_get(p->g, a, p->row.run_id, &num, 1, &row, e) < 0)
		return -1;
	if (row.num)
		*out = seats_of_row(p->g, p->row.run_id, &row);
	return 0;
}

/* The events that the order's commands left, before the row moves: what precedes it need not be looked at again. */
static int
put_events(struct pass *p, struct arena *a, uint32_t index, const struct result *r, struct err *e)
{
	struct order_event events[RESULT_EVENTS_MAX];
	size_t count = json_len(r->events), n = 0;

	if (count > RESULT_EVENTS_MAX)
		count = RESULT_EVENTS_MAX;
	for (struct json j = json_first(r->events); n < count; j = json_next(j)) {
		events[n] = (struct order_event){
			.trace_id = p->plan->trace_id,
			.flow_id = p->plan->flow_id,
			.run_id = p->plan->run_id,
			.order_name = p->plan->orders[index].name,
			.num = index + 1,
			/* They came together and may be of one type, but need a key each: in order, before the end. */
			.epoch_ms = r->finished_at_ms - (int64_t)(count - n),
			.event_type = json_str_or(json_get(j, "event_type"), STR("event")),
			.status = json_str_or(json_get(j, "status"), STR("info")),
			.message = json_str_or(json_get(j, "host"), STR("")),
			.data = json_get(j, "data"),
		};
		n++;
	}
	return order_events_put(p->g, a, events, n, e);
}

static int
finish_one(struct pass *p, struct arena *a, uint32_t index, struct err *e)
{
	struct seats seats;
	struct result r;

	if (pass_seats(p, a, index, &seats, e) < 0)
		return -1;
	if (seats_result(&seats, a, &r, e) < 0)
		return e->code == ERR_NOT_FOUND ? 0 : -1;
	if (put_events(p, a, index, &r, e) < 0) {
		if (!err_is_final(e))
			return -1;
		/* What commands tell must not keep their order from ending. */
		log_error("order " STR_FMT ": its commands' events are lost: %s", STR_ARG(order_num(a, index + 1)),
		    e->msg);
	}
	return pass_settle(p, a, index, &r, false, e);
}

/* What the inbox names and is not over yet. */
static size_t
inbox_indices(struct pass *p, uint32_t *out)
{
	bool *seen = arena_new_n(p->arena, bool, p->plan->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < p->row.inbox_count; i++) {
		unsigned num = p->row.inbox[i];

		if (num == 0 || num > p->plan->n || seen[num] || state_terminal((enum state)p->states[num - 1]))
			continue;
		seen[num] = true;
		out[n++] = num - 1;
	}
	return n;
}

/* The rows are the truth: those that the board does not show as terminal are read. */
static int
read_rows(struct pass *p, struct err *e)
{
	unsigned *nums = arena_new_n(p->arena, unsigned, p->plan->n);
	struct order_row *rows;
	size_t n = 0;

	for (size_t i = 0; i < p->plan->n; i++)
		if (!state_terminal((enum state)p->states[i]))
			nums[n++] = (unsigned)i + 1;
	rows = arena_new_n(p->arena, struct order_row, n);
	for (size_t i = 0; i < n; i += ROWS_AT_ONCE) {
		size_t some = n - i < ROWS_AT_ONCE ? n - i : ROWS_AT_ONCE;

		if (breathe(p, e) < 0 || order_rows_get(p->g, p->arena, p->row.run_id, nums + i, some, rows + i, e) < 0)
			return -1;
	}
	for (size_t i = 0; i < n; i++) {
		/* Whose row somebody removed cannot go on, and must not keep the run from ending. */
		if (rows[i].num == 0)
			rows[i].status = STATE_FAILED;
		pass_believe(p, nums[i] - 1, &rows[i]);
	}
	return 0;
}

struct listing {
	struct pass *pass;
	uint32_t *found;
	size_t n;
	bool *seen;
	bool wish;
};

static bool
list_one(void *ctx, const struct s3_listed *object)
{
	struct listing *l = ctx;
	struct str run;
	unsigned num;

	if (!key_result_parse(object->key, &run, &num) || num > l->pass->plan->n)
		return true;
	if (num == 0) {
		l->wish |= str_ends(object->key, STR("/end/result.json"));
		return true;
	}
	if (l->seen[num] || state_terminal((enum state)l->pass->states[num - 1]))
		return true;
	l->seen[num] = true;
	l->found[l->n++] = num - 1;
	return true;
}

/* Which results there are, and whether somebody wishes the run to end. */
static int
list_results(struct pass *p, uint32_t *out, size_t *n, struct err *e)
{
	struct listing l = { .pass = p, .found = out, .seen = arena_new_n(p->arena, bool, p->plan->n + 1) };

	if (s3_list(p->g->aws, p->g->config.internal_bucket, key_results(p->arena, p->row.run_id), STR(""), list_one,
		&l, e) < 0)
		return err_wrap(e, "run " STR_FMT ": list results", STR_ARG(p->row.run_id));
	*n = l.n;
	if (!l.wish || p->wish)
		return 0;
	p->wish = arena_new(p->arena, struct result);
	return end_wish_get(p->g, p->arena, p->row.run_id, p->wish, e);
}

int
pass_round(struct pass *p, bool reconcile, struct err *e)
{
	uint32_t *finished = arena_new_n(p->arena, uint32_t, p->plan->n);
	size_t n = 0;

	memset(p->tried, 0, p->plan->n * sizeof(*p->tried));
	p->starved = false;
	for (size_t t = 0; t < TARGETS; t++)
		p->full[t] = false;
	if (!reconcile)
		n = inbox_indices(p, finished);
	else if (read_rows(p, e) < 0 || list_results(p, finished, &n, e) < 0)
		return -1;
	if (pass_each(p, finished, n, finish_one, e) < 0)
		return -1;
	return p->wish ? end_orders(p, e) : dispatch_ready(p, e);
}
