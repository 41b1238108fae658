#include "cli/follow.h"

#include <string.h>

#include "aws/s3.h"
#include "engine/ids.h"
#include "engine/order_row.h"
#include "engine/run_row.h"

enum { ROWS_AT_ONCE = 100, PLAN_BYTES_MAX = 16 * 1024 * 1024 };

void
follow_open(struct follow *f, struct engine *g, struct arena *a, struct str run_id)
{
	*f = (struct follow){ .engine = g, .arena = a, .run_id = run_id, .done = JSON_NONE };
}

/* Room for `n` orders, of which nothing is known yet. */
static void
make_room(struct follow *f, size_t n)
{
	f->rows = (struct rows){ arena_new_n(f->arena, struct row, n), n };
	f->letters = arena_alloc(f->arena, n + 1);
	f->changed = arena_new_n(f->arena, unsigned, n);
	memset(f->letters, STATE_QUEUED, n);
}

static void
name_order(struct follow *f, size_t i, struct str name, enum target target, bool must_succeed)
{
	f->rows.all[i] = (struct row){ .num = (unsigned)i + 1,
		.name = name,
		.target = str_z(target_names[target]),
		.state = STATE_QUEUED,
		.must_succeed = must_succeed };
}

void
follow_job(struct follow *f, const struct job *job)
{
	make_room(f, job->order_count);
	for (size_t i = 0; i < job->order_count; i++)
		name_order(f, i, job->orders[i].name, job->orders[i].target, job->orders[i].must_succeed);
}

/* A plan that is gone leaves the orders without names until their rows are read. */
static int
read_plan(struct follow *f, size_t n, struct err *e)
{
	struct s3_object object;
	struct plan plan = { 0 };

	make_room(f, n);
	for (size_t i = 0; i < n; i++)
		name_order(f, i, order_num(f->arena, (unsigned)i + 1), TARGET_CODEBUILD, true);
	if (s3_get(f->engine->aws, f->arena, f->engine->config.internal_bucket, key_plan(f->arena, f->run_id),
		PLAN_BYTES_MAX, &object, e) < 0)
		return e->code == ERR_NOT_FOUND ? 0 : -1;
	if (plan_read(f->arena, object.body, &plan, e) < 0)
		return -1;
	for (size_t i = 0; i < n && i < plan.n; i++)
		name_order(f, i, plan.orders[i].name, plan.orders[i].target, plan.orders[i].must_succeed);
	return 0;
}

static void
take_row(struct follow *f, const struct order_row *from)
{
	struct row *to;

	if (from->num == 0 || from->num > f->rows.n)
		return;
	to = &f->rows.all[from->num - 1];
	to->state = from->status;
	to->accepted_at_ms = from->accepted_at_ms;
	to->started_at_ms = from->started_at_ms;
	to->finished_at_ms = from->finished_at_ms;
	to->failure_reason = arena_str(f->arena, from->failure_reason);
	to->message = arena_str(f->arena, from->message);
}

static int
read_changed(struct follow *f, struct err *e)
{
	struct order_row rows[ROWS_AT_ONCE];

	for (size_t at = 0; at < f->changed_count; at += ROWS_AT_ONCE) {
		size_t n = f->changed_count - at < ROWS_AT_ONCE ? f->changed_count - at : ROWS_AT_ONCE;

		if (order_rows_get(f->engine, &f->scratch, f->run_id, f->changed + at, n, rows, e) < 0)
			return -1;
		for (size_t i = 0; i < n; i++)
			take_row(f, &rows[i]);
	}
	return 0;
}

/* What the board says now, against what it said before. */
static int
look_at_board(struct follow *f, struct err *e)
{
	struct board board;

	if (board_get(f->engine, &f->scratch, f->run_id, &board, e) < 0)
		return e->code == ERR_NOT_FOUND ? 0 : -1;
	if (!f->rows.all && read_plan(f, board.n, e) < 0)
		return -1;
	f->packed = true;
	for (size_t i = 0; i < board.n && i < f->rows.n; i++) {
		if (board.states[i] == f->letters[i])
			continue;
		f->letters[i] = board.states[i];
		f->changed[f->changed_count++] = (unsigned)i + 1;
	}
	return read_changed(f, e);
}

int
follow_look(struct follow *f, struct err *e)
{
	arena_reset(&f->scratch);
	f->changed_count = 0;
	if (rows_done(f->engine, f->arena, f->run_id, &f->done, e) < 0 && e->code != ERR_NOT_FOUND)
		return -1;
	return look_at_board(f, e);
}

bool
follow_done(const struct follow *f)
{
	return json_exists(f->done);
}

int
follow_finish(struct follow *f, struct err *e)
{
	struct rows rows;

	if (rows_load(&rows, f->engine, f->arena, f->run_id, false, e) < 0)
		return -1;
	if (!f->rows.all)
		f->rows = rows;
	/* A run whose packing failed has not all its rows. */
	for (size_t i = 0; i < rows.n; i++)
		if (rows.all[i].num >= 1 && rows.all[i].num <= f->rows.n)
			f->rows.all[rows.all[i].num - 1] = rows.all[i];
	return 0;
}

void
follow_close(struct follow *f)
{
	arena_release(&f->scratch);
}
