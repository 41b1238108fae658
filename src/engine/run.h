/*
 * run: the orchestrator's side of the run protocol (docs/protocol.md): acquire, work, release.
 */
#ifndef ENGINE_RUN_H
#define ENGINE_RUN_H

#include "engine/comment.h"
#include "engine/plan.h"
#include "engine/run_row.h"

/* What a warm function keeps of the run that it served last: its plan, and its board while nobody else held the run. */
struct run_cache {
	struct arena arena;
	struct plan plan;
	struct board board;
	struct comment_cache comments;
};

/* News of one run: order numbers that have a result, 0 for a trigger, kick or end wish. `leave_by_ms` (world_now_ms()) is when
 * the holder must let go, near the function's own end. An error means: deliver the event again. */
int run_handle(struct engine *g, struct run_cache *cache, struct arena *a, struct str run, const unsigned *nums,
    size_t n, struct str service_id, int64_t leave_by_ms, struct err *e);

#endif
