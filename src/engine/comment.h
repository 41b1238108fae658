/*
 * comment: the one comment that tells of a run on its pull request or issue (docs/protocol.md, "The comment").
 *
 * Only the holder of a run writes it. It costs the run a bounded time, whatever the provider does, and its failure is an event,
 * never the run's. A run without a comment costs no call.
 */
#ifndef ENGINE_COMMENT_H
#define ENGINE_COMMENT_H

#include "engine/plan.h"
#include "engine/run_row.h"
#include "vcs/vcs.h"

/* What a warm function keeps: the provider and token that it used last. */
struct comment_cache {
	struct arena arena;
	struct str provider, token_location;
	struct vcs vcs;
	int64_t until_ms; /* on the monotonic clock */
};

/* What there is to tell. */
struct comment_news {
	const struct plan *plan;   /* names, numbers and targets; those that it lacks come from the rows */
	const char *states;        /* a letter an order */
	bool final;                /* the run ends with this */
	enum state status;         /* of the run, when final */
	struct str failure_reason; /* of the run itself, when final; may be empty */
};

/* Writes the comment if it is time to, and notes in row->commented what the next release is to remember. ERR_LOST alone is an
 * error: the run is no longer ours. */
int comment_write(struct engine *g, struct arena *a, struct comment_cache *cache, struct run_row *row,
    const struct comment_news *news, struct err *e);

#endif
