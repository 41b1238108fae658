/*
 * target: where orders run: a table with how each is started and stopped, how long its queue may hold a start, and how much later
 * than the order's timeout its end may be known.
 */
#ifndef ENGINE_TARGET_H
#define ENGINE_TARGET_H

#include "engine/engine.h"
#include "engine/order_row.h"
#include "engine/plan.h"

enum started {
	STARTED,
	START_NO_CAPACITY, /* throttled or full: later */
	START_REFUSED,     /* for good: `e` says why */
	START_UNKNOWN,     /* no answer: it may run; `e` */
};

struct target_info {
	enum started (*start)(struct engine *g, struct arena *a, const struct plan *p, unsigned num,
	    struct order_start *out, struct err *e);
	/* Asks the service to stop what runs; what cannot be stopped or is over already is no error. */
	int (*stop)(struct engine *g, struct arena *a, struct str execution_id, struct err *e);
	int64_t grace_ms;
};

/* NULL start: not in this version. */
extern const struct target_info targets[TARGETS];

int64_t target_queue_ms(const struct engine *g, enum target t);

/* Why a start failed, from the service's answer. */
enum started start_failure(const struct err *e);

#endif
