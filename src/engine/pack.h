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
	struct str job_json; /* as it came: what waits in S3 when packing goes on in another invocation */
	struct str run_id, trace_id, flow_id;
	enum job_entry entry;
	int64_t answer_by_ms; /* world_now_ms() at which the caller wants an answer; what is left goes on elsewhere */
	int64_t stop_by_ms;   /* when this invocation must stop packing, whoever waits */
	struct job_issues *issues; /* gets what is wrong with orders that cannot be packed */
};

enum pack_how {
	PACKED,         /* the run is active, or over */
	PACK_CONTINUES, /* another invocation of this function goes on */
	PACK_CONFLICT,  /* the run_id belongs to another job, or to a run that is over: 409 */
	PACK_ENDED,     /* the run exists and its packing ended: nothing more to do */
};

struct packed {
	enum pack_how how;
	struct str trace_id, flow_id; /* the run's own: those of the sender who was first */
	struct str reason;            /* of PACK_CONFLICT and PACK_ENDED, for people */
};

/* An order that cannot be packed ends the run as failed; the error says why (ERR_INPUT, ERR_NOT_FOUND: the caller's mistake), and
 * p->issues has all that are known. */
int pack_job(struct engine *g, struct arena *a, const struct pack *p, struct packed *out, struct err *e);

/* The event of a continued invocation (request.h recognises it): reads the waiting job and goes on. An error means: deliver the
 * event again. */
int pack_continue(struct engine *g, struct arena *a, struct str event, int64_t stop_by_ms, struct err *e);

#endif
