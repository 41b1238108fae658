#include "cli/explain_facts.h"

#include <stdatomic.h>

#include "aws/dynamodb.h"
#include "aws/s3.h"
#include "cli/rows.h"
#include "codec/date.h"
#include "engine/ids.h"
#include "engine/target.h"

enum { PLAN_BYTES_MAX = 16 * 1024 * 1024, CLOCKS_ALIKE_MS = 3000 };

struct loading {
	struct engine *g;
	struct arena *arena;
	struct str run;
	struct explain_facts *f;
};

/* What is not there is a fact. */
static bool
is_absent(int result, const struct err *e)
{
	return result < 0 && e->code == ERR_NOT_FOUND;
}

/* Leases and heartbeats go by the services' clocks, and a laptop's may be minutes off: theirs is in every answer's Date. */
static int
load_now(struct loading *l, struct err *e)
{
	struct buf body = buf_in(l->arena);
	struct json_writer w = json_writer(&body);
	struct aws_answer ans = { 0 };
	int64_t theirs_ms, ours_ms = world_now_ms(l->g->world);

	json_object(&w);
	json_put_str(&w, "TableName", l->g->config.locks_table);
	json_put_object(&w, "Key");
	ddb_put_s(&w, "pk", pk_run(l->arena, l->run));
	json_close(&w);
	json_put_str(&w, "ProjectionExpression", STR("pk"));
	json_close(&w);
	if (aws_json(l->g->aws, l->arena, AWS_DYNAMODB, "GetItem", buf_str(&body), &ans, NULL, e) < 0)
		return err_wrap(e, "run " STR_FMT, STR_ARG(l->run));
	l->f->now_ms = ours_ms;
	if (date_read(http_header_get(ans.http.headers, ans.http.header_count, "date"), DATE_HTTP, &theirs_ms, NULL) ==
		0 &&
	    (theirs_ms > ours_ms + CLOCKS_ALIKE_MS || theirs_ms < ours_ms - CLOCKS_ALIKE_MS))
		l->f->now_ms = theirs_ms;
	return 0;
}

static int
load_done(struct loading *l, struct err *e)
{
	struct json done;
	int result = rows_done(l->g, l->arena, l->run, &done, e);

	if (result < 0)
		return is_absent(result, e) ? 0 : -1;
	l->f->done_status = json_str_or(json_get(done, "status"), STR("failed"));
	l->f->done_reason = json_str_or(json_get(done, "failure_reason"), STR(""));
	l->f->done_at_ms = json_i64_or(json_get(done, "finished_at"), 0);
	return 0;
}

static int
load_run(struct loading *l, struct err *e)
{
	struct run_row *row = arena_new(l->arena, struct run_row);
	int result = run_row_get(l->g, l->arena, l->run, row, e);

	if (result < 0)
		return is_absent(result, e) ? 0 : -1;
	l->f->run = row;
	l->f->n = row->order_count;
	return 0;
}

/* A plan that cannot be read is as good as none. */
static int
load_plan(struct loading *l, struct err *e)
{
	struct plan *plan = arena_new(l->arena, struct plan);
	struct s3_object object;

	if (s3_get(l->g->aws, l->arena, l->g->config.internal_bucket, key_plan(l->arena, l->run), PLAN_BYTES_MAX,
		&object, e) < 0)
		return e->code == ERR_NOT_FOUND || e->code == ERR_LIMIT ? 0 : -1;
	if (plan_read(l->arena, object.body, plan, NULL) == 0 && plan->n == l->f->n)
		l->f->plan = plan;
	return 0;
}

static int
load_board(struct loading *l, struct err *e)
{
	struct board board;
	int result = board_get(l->g, l->arena, l->run, &board, e);

	if (result < 0)
		return is_absent(result, e) ? 0 : -1;
	if (board.n == l->f->n)
		l->f->states = board.states;
	return 0;
}

static int
load_wish(struct loading *l, struct err *e)
{
	struct result *wish = arena_new(l->arena, struct result);
	int result = end_wish_get(l->g, l->arena, l->run, wish, e);

	if (result < 0)
		return is_absent(result, e) ? 0 : -1;
	l->f->wish = wish;
	return 0;
}

static int
load_rows(struct loading *l, struct err *e)
{
	struct explain_facts *f = l->f;
	struct order_row *all = arena_new_n(l->arena, struct order_row, f->n), *some;
	unsigned *nums = arena_new_n(l->arena, unsigned, f->n);
	size_t n = 0;

	f->rows = all;
	for (size_t i = 0; i < f->n; i++)
		if (!f->plan || !f->states || f->states[i] != STATE_SUCCEEDED)
			nums[n++] = (unsigned)i + 1;
	some = arena_new_n(l->arena, struct order_row, n);
	if (order_rows_get(l->g, l->arena, l->run, nums, n, some, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		all[nums[i] - 1] = some[i];
	return 0;
}

/* ---- what was started ------------------------------------------------------------------------------------------- */

struct seating {
	struct loading *l;
	struct explain_seats *seats; /* by number - 1 */
	uint32_t *started;           /* indices */
	size_t n;
	_Atomic bool failed;
	struct err *error; /* of the first that failed */
};

static bool
count_result(void *ctx, const struct s3_listed *object)
{
	struct seating *s = ctx;
	struct str run;
	unsigned num;

	if (key_result_parse(object->key, &run, &num) && num > 0 && num <= s->l->f->n)
		s->seats[num - 1].reported++;
	return true;
}

static int
look_at_seat(struct seating *s, struct arena *a, uint32_t i, struct str host, struct err *e)
{
	struct explain_seats *seats = &s->seats[i];
	struct claim claim;

	if (claim_read(s->l->g, a, s->l->run, i + 1, host, &claim, e) < 0)
		return e->code == ERR_NOT_FOUND ? 0 : -1;
	seats->claimed++;
	seats->ender |= claim.ender;
	if (claim.at_ms > seats->claimed_at_ms)
		seats->claimed_at_ms = claim.at_ms;
	return 0;
}

static void
look_at_order(void *ctx, size_t k)
{
	struct seating *s = ctx;
	uint32_t i = s->started[k];
	const struct order_row *row = &s->l->f->rows[i];
	struct arena a = ARENA_EMPTY;
	struct err e = { 0 };
	int result = 0;

	s->seats[i].seats = row->host_count ? (unsigned)row->host_count : 1;
	if (row->host_count == 0)
		result = look_at_seat(s, &a, i, STR(""), &e);
	for (size_t h = 0; h < row->host_count && result == 0; h++)
		result = look_at_seat(s, &a, i, row->hosts[h], &e);
	if (result < 0 && !atomic_exchange(&s->failed, true) && s->error)
		*s->error = e;
	arena_release(&a);
}

static int
load_seats(struct loading *l, struct err *e)
{
	struct seating s = { .l = l,
		.seats = arena_new_n(l->arena, struct explain_seats, l->f->n),
		.started = arena_new_n(l->arena, uint32_t, l->f->n),
		.error = e };

	for (size_t i = 0; i < l->f->n; i++) {
		enum state state = explain_state(l->f, i);

		if (l->f->rows[i].num && (state == STATE_DISPATCHING || state == STATE_RUNNING))
			s.started[s.n++] = (uint32_t)i;
	}
	l->f->started = s.seats;
	if (s.n == 0)
		return 0;
	if (s3_list(l->g->aws, l->g->config.internal_bucket, key_results(l->arena, l->run), STR(""), count_result, &s,
		e) < 0)
		return -1;
	world_parallel(l->g->world, s.n, look_at_order, &s);
	return s.failed ? -1 : 0;
}

int
explain_facts_load(struct engine *g, struct arena *a, struct str run, struct explain_facts *f, struct err *e)
{
	struct loading l = { g, a, run, f };

	*f = (struct explain_facts){ .run_id = run };
	for (int t = 0; t < TARGETS; t++)
		f->queue_ms[t] = target_queue_ms(g, (enum target)t);
	/* In this order a run that ends meanwhile is not shown as one that hangs. */
	if (load_now(&l, e) < 0 || load_run(&l, e) < 0 || load_done(&l, e) < 0)
		return -1;
	if (!f->run)
		return 0;
	if (load_plan(&l, e) < 0 || load_board(&l, e) < 0 || load_wish(&l, e) < 0 || load_rows(&l, e) < 0)
		return -1;
	return f->done_status.n ? 0 : load_seats(&l, e);
}
