/*
 * pass: a holder's time with a run: what it knows of the run and what it does about it. Used by run.c alone; the parts are files
 * of their own: what finished (pass.c), what starts (dispatch.c), what a wish ends (ending.c), what becomes of it all (outcome.c).
 *
 * Tasks of a pass run in parallel, each for one order and with an arena of its own; a task writes only to its order's places in
 * `states`, `ended_ms`.
 */
#ifndef ENGINE_PASS_H
#define ENGINE_PASS_H

#include <stdatomic.h>

#include "engine/claim.h"
#include "engine/comment.h"
#include "engine/order_row.h"
#include "engine/run_row.h"
#include "engine/seats.h"

struct pass {
	struct engine *g;
	struct arena *arena;
	struct run_row row;
	const struct plan *plan;
	char *states;         /* a letter an order */
	int64_t *ended_ms;    /* when each ended; 0 when not known */
	uint32_t *stopped_by; /* the dependency that stopped it */
	bool *tried;          /* its start was tried in this round */
	int64_t last_end_ms;  /* of those that had ended when the round began */
	struct result *wish;  /* to end the run; NULL without one */
	struct comment_cache *comments;
	int64_t leave_by_ms, renewed_at_ms;
	bool leaving;               /* our own end is near */
	_Atomic bool starved;       /* a start met no capacity, or no answer */
	_Atomic bool full[TARGETS]; /* nothing more is started there in this round */
};

typedef int pass_task(struct pass *p, struct arena *a, uint32_t index, struct err *e);

/* Runs `task` for each index, in parallel, and renews the lease in between. The first error is given back when all that were
 * under way are over; ERR_LOST when the run is no longer ours; ERR_TIMEOUT with p->leaving near our own end. */
int pass_each(struct pass *p, const uint32_t *indices, size_t n, pass_task *task, struct err *e);
/* The same for every order that is not terminal. */
int pass_each_open(struct pass *p, pass_task *task, struct err *e);

/* One round: reads what finished (everything that may have, with `reconcile`), moves rows, stops, starts or ends what that calls
 * for. */
int pass_round(struct pass *p, bool reconcile, struct err *e);

/* The seats of order `index`; those of an order on hosts are in its row, which is read. */
int pass_seats(struct pass *p, struct arena *a, uint32_t index, struct seats *out, struct err *e);

/* What the row says of order `index` counts, whatever was thought of it here. */
void pass_believe(struct pass *p, uint32_t index, const struct order_row *row);

/* The row of order `index` follows a result; where the row is terminal already, its word counts. */
int pass_settle(struct pass *p, struct arena *a, uint32_t index, const struct result *r, bool only_queued,
    struct err *e);

/* dispatch.c: starts everything that is ready or was not confirmed, and stops what a failure blocks. */
int dispatch_ready(struct pass *p, struct err *e);
/* ending.c: ends every order that is not terminal, as p->wish says. */
int end_orders(struct pass *p, struct err *e);
/* outcome.c: all orders are terminal: event, keys, done. Can be repeated. */
int outcome_write(struct pass *p, struct err *e);
/* outcome.c: ends a run whose packing failed. */
int outcome_packing_failed(struct pass *p, struct err *e);
/* outcome.c: ends a run whose plan cannot be read: what nobody runs ends at once, what a worker runs when it reports or its watchdog
 * says so. *all is false while there is such a one: the run has not ended then. */
int outcome_plan_lost(struct pass *p, const char *why, bool *all, struct err *e);

/* The latest end of all orders that are terminal. */
int64_t pass_last_end_ms(const struct pass *p);

#endif
