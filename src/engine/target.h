/*
 * target: where orders run: a table with how each is started and stopped, how long its queue may hold a start, and how much later
 * than the order's timeout its end may be known.
 */
#ifndef ENGINE_TARGET_H
#define ENGINE_TARGET_H

#include "engine/order_row.h"
#include "engine/seats.h"

enum started {
	STARTED,
	START_NO_CAPACITY, /* throttled or full: later */
	START_REFUSED,     /* for good: `e` says why */
	START_UNKNOWN,     /* no answer: it may run; `e` */
};

struct target_start {
	struct engine *engine;
	const struct plan *plan;
	struct seats seats;
	bool again; /* it may have been started before: seats that are taken are left alone */
};

struct target_info {
	enum started (*start)(const struct target_start *s, struct arena *a, struct order_start *out, struct err *e);
	/* Asks the service to stop what runs on a seat; what cannot be stopped or is over already is no error. */
	int (*stop)(const struct seats *s, struct arena *a, const struct seat_held *held, struct err *e);
};

extern const struct target_info targets[TARGETS];

/* Asks the service to stop whatever runs of an order: what holds its claims, and what nobody has claimed yet. */
int target_stop(struct engine *g, struct arena *a, struct str run, const struct order_row *row, struct err *e);

/* How long the service's queue may hold a start, and how much later than the order's timeout its end may be known. */
int64_t target_queue_ms(const struct engine *g, enum target t);
int64_t target_grace_ms(enum target t);

/* target_host.c: one command for each host. */
enum started target_host_start(const struct target_start *s, struct arena *a, struct order_start *out, struct err *e);
int target_host_stop(const struct seats *s, struct arena *a, const struct seat_held *held, struct err *e);

/* Why a start failed, from the service's answer. */
enum started start_failure(const struct err *e);

#endif
