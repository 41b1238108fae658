/*
 * pack: from an accepted job to a run that is active: watchdog, key, bundles, rows, plan, board, commit, event, trigger. Every
 * step can be repeated, by a second sender or a continued invocation, at the same time too.
 */
#ifndef ENGINE_PACK_H
#define ENGINE_PACK_H

#include "engine/engine.h"
#include "engine/job.h"

struct pack {
	const struct job *job;
	struct str job_json;         /* as it came: what waits in S3 when packing goes on in another invocation */
	struct str run_id, trace_id, flow_id;
	enum job_entry entry;
	int64_t answer_by_ms;        /* world_now_ms() at which the caller wants an answer; what is left goes on elsewhere */
	int64_t stop_by_ms;          /* when this invocation must stop packing, whoever waits */
};

enum packed {
	PACKED,          /* the run is active */
	PACK_CONTINUES,  /* another invocation of this function goes on */
	PACK_CONFLICT,   /* the run_id belongs to another job, or to a run that is over: 409 */
	PACK_ENDED,      /* the run exists and its packing ended (failed): nothing more to do */
};

int pack_job(struct engine *g, struct arena *a, const struct pack *p, enum packed *how, struct err *e);

/* The event of a continued invocation (request.h recognises it): reads the waiting job and goes on. */
int pack_continue(struct engine *g, struct arena *a, struct str event, int64_t stop_by_ms, struct err *e);

#endif
