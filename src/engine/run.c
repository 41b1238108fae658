#include "engine/run.h"

#include <string.h>

#include "aws/s3.h"
#include "base/log.h"
#include "engine/claim.h"
#include "engine/ids.h"
#include "engine/pass.h"

enum { PLAN_BYTES_MAX = 16 * 1024 * 1024 };

/* The plan and room for the board, kept for later events of the same run. */
static int
load_plan(struct engine *g, struct run_cache *cache, struct arena *a, struct str run, struct err *e)
{
	struct s3_object object;
	struct str text;

	if (cache->plan.n && str_eq(cache->plan.run_id, run))
		return 0;
	arena_reset(&cache->arena);
	cache->plan = (struct plan){ 0 };
	cache->board = (struct board){ 0 };
	if (s3_get(g->aws, a, g->config.internal_bucket, key_plan(a, run), PLAN_BYTES_MAX, &object, e) < 0)
		return err_wrap(e, "run " STR_FMT ": plan", STR_ARG(run));
	text = arena_str(&cache->arena, object.body);
	if (plan_read(&cache->arena, text, &cache->plan, e) < 0) {
		cache->plan = (struct plan){ 0 };
		return err_wrap(e, "run " STR_FMT ": plan", STR_ARG(run));
	}
	cache->board.states = arena_alloc(&cache->arena, cache->plan.n + 1);
	return 0;
}

/* The board as the last holder left it: our own copy when that was us. */
static int
load_board(struct pass *p, struct run_cache *cache, struct err *e)
{
	struct board board = { 0 };
	size_t n = p->plan->n;

	p->states = arena_alloc(p->arena, n + 1);
	if (cache->board.n && cache->board.fence + 1 == p->row.fence) {
		memcpy(p->states, cache->board.states, n);
		p->last_end_ms = cache->board.last_end_ms;
		return 0;
	}
	if (board_get(p->g, p->arena, p->row.run_id, &board, e) < 0 && e->code != ERR_NOT_FOUND)
		return -1;
	if (board.n != n) {
		/* The rows know it all. */
		memset(p->states, STATE_QUEUED, n);
		p->row.inbox_over = true;
		return 0;
	}
	memcpy(p->states, board.states, n);
	p->last_end_ms = board.last_end_ms;
	return 0;
}

static int
save_board(struct pass *p, struct run_cache *cache, struct err *e)
{
	struct board board = { .states = p->states,
		.n = p->plan->n,
		.fence = p->row.fence,
		.last_end_ms = pass_last_end_ms(p) };

	cache->board.n = 0;
	if (board_put(p->g, p->arena, &p->row, &board, e) < 0)
		return -1;
	memcpy(cache->board.states, board.states, board.n);
	board.states = cache->board.states;
	cache->board = board;
	return 0;
}

static bool
needs_look_at_everything(const struct run_row *row)
{
	if (row->inbox_over)
		return true;
	for (size_t i = 0; i < row->inbox_count; i++)
		if (row->inbox[i] == 0)
			return true;
	return false;
}

static bool
all_terminal(const struct pass *p)
{
	return plan_summarise(p->plan, p->states).finished;
}

/* What the round has brought, for people; an end is told with the outcome. */
static int
tell(struct pass *p, struct err *e)
{
	struct comment_news news = { .plan = p->plan, .states = p->states };

	return comment_write(p->g, p->arena, p->comments, &p->row, &news, e);
}

/* Rounds until a release finds no news. */
static int
work(struct pass *p, struct run_cache *cache, struct err *e)
{
	bool reconcile = needs_look_at_everything(&p->row) || !str_eqz(p->row.taken_from, "-");
	struct run_release how = { 0 };

	for (;;) {
		how.reconciled |= reconcile;
		if (pass_round(p, reconcile, e) < 0)
			return -1;
		how.completed = all_terminal(p);
		how.starved = p->starved;
		if (how.completed && outcome_write(p, e) < 0)
			return -1;
		if (save_board(p, cache, e) < 0 || (!how.completed && tell(p, e) < 0))
			return -1;
		if (run_row_release(p->g, p->arena, &p->row, &how, e) == 0)
			return 0;
		if (e->code != ERR_REFUSED || run_row_take(p->g, p->arena, &p->row, e) < 0)
			return -1;
		reconcile = needs_look_at_everything(&p->row);
	}
}

/* Lets go in the middle: whoever comes next looks at everything. */
static int
let_go(struct pass *p, struct err *e)
{
	struct run_release how = { .leaving = true };

	return run_row_release(p->g, p->arena, &p->row, &how, e);
}

/* Near our own end: the kick sees to it that somebody comes. */
static int
leave(struct pass *p, struct err *e)
{
	if (let_go(p, e) < 0)
		return e->code == ERR_LOST ? 0 : -1;
	return run_kick(p->g, p->arena, p->row.run_id, e);
}

/* Ends a run that cannot be gone on with: its packing failed, or (`why`) its plan cannot be read. */
static int
end_whole(struct pass *p, const char *why, struct err *e)
{
	for (;;) {
		struct run_release how = { .completed = true, .reconciled = true };
		int told = why ? outcome_plan_lost(p, why, &how.completed, e) : outcome_packing_failed(p, e);

		if (told == 0 && run_row_release(p->g, p->arena, &p->row, &how, e) == 0)
			return 0;
		if (told < 0 || e->code != ERR_REFUSED || run_row_take(p->g, p->arena, &p->row, e) < 0)
			return -1;
	}
}

/* Not there, or not what this program reads: no later look will find it better. */
static bool
is_lost(const struct err *e)
{
	return e->code == ERR_NOT_FOUND || e->code == ERR_INPUT || e->code == ERR_LIMIT;
}

static int
go_on(struct pass *p, struct run_cache *cache, struct err *e)
{
	if (load_plan(p->g, cache, p->arena, p->row.run_id, e) < 0)
		return is_lost(e) ? end_whole(p, arena_str(p->arena, str_z(e->msg)).p, e) : -1;
	p->plan = &cache->plan;
	p->ended_ms = arena_new_n(p->arena, int64_t, p->plan->n);
	p->stopped_by = arena_new_n(p->arena, uint32_t, p->plan->n);
	p->tried = arena_new_n(p->arena, bool, p->plan->n);
	return load_board(p, cache, e) < 0 ? -1 : work(p, cache, e);
}

static int
hold(struct engine *g, struct run_cache *cache, struct arena *a, const struct run_row *row, bool packing_failed,
    int64_t leave_by_ms, struct err *e)
{
	struct pass p = { .g = g,
		.arena = a,
		.row = *row,
		.comments = &cache->comments,
		.leave_by_ms = leave_by_ms,
		.renewed_at_ms = world_now_ms(g->world) };
	struct err ignored;

	if ((packing_failed ? end_whole(&p, NULL, e) : go_on(&p, cache, e)) == 0)
		return 0;
	cache->board.n = 0;
	if (e->code == ERR_LOST)
		return 0;
	if (p.leaving)
		return leave(&p, e);
	/* The error goes to the service, which delivers the event again; what was taken must not be lost meanwhile. No kick: where
	 * the error lasts, each delivery would make another event. */
	let_go(&p, &ignored);
	return -1;
}

/* The news are with the holder now; one that seems dead is not relied on. */
static int
handed_over(struct engine *g, const struct run_row *row, struct err *e)
{
	if (row->lease_until_ms - world_now_ms(g->world) >= LEASE_STALE_MS)
		return 0;
	return err_set(e, ERR_NET, "run " STR_FMT ": its holder has not renewed its lease: deliver this event again",
	    STR_ARG(row->run_id));
}

int
run_handle(struct engine *g, struct run_cache *cache, struct arena *a, struct str run, const unsigned *nums, size_t n,
    struct str service_id, int64_t leave_by_ms, struct err *e)
{
	struct str me = engine_attempt_id(g, a, service_id);

	for (;;) {
		enum acquired how = ACQUIRE_NOTHING;
		struct run_row row = { 0 };

		if (run_row_acquire(g, a, run, me, nums, n, &row, &how, e) < 0)
			return -1;
		switch (how) {
		case ACQUIRED:
		case ACQUIRED_FAILED:
			return hold(g, cache, a, &row, how == ACQUIRED_FAILED, leave_by_ms, e);
		case ACQUIRE_NOTHING:
			return 0;
		case ACQUIRE_HELD:
			if (run_row_hand_over(g, a, run, nums, n, &row, e) == 0)
				return handed_over(g, &row, e);
			if (e->code != ERR_REFUSED)
				return -1;
		}
	}
}
