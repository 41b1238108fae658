#include "cli/follow.h"

#include <string.h>

#include "engine/order_row.h"
#include "engine/run_row.h"

enum { ROWS_AT_ONCE = 100 };

void
follow_open(struct follow *f, struct engine *g, struct arena *a, struct str run_id, const struct job *job)
{
	size_t n = job->order_count;

	*f = (struct follow){ .engine = g, .arena = a, .run_id = run_id, .done = JSON_NONE };
	f->rows = (struct rows){ arena_new_n(a, struct row, n), n };
	f->letters = arena_alloc(a, n + 1);
	f->changed = arena_new_n(a, unsigned, n);
	memset(f->letters, STATE_QUEUED, n);
	for (size_t i = 0; i < n; i++)
		f->rows.all[i] = (struct row){ .num = job->orders[i].num,
			.name = job->orders[i].name,
			.target = str_z(target_names[job->orders[i].target]),
			.state = STATE_QUEUED,
			.must_succeed = job->orders[i].must_succeed };
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

	if (rows_load(&rows, f->engine, f->arena, f->run_id, true, e) < 0)
		return -1;
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
