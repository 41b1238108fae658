/*
 * timers: what is due when, a binary heap of timers that lie inside the things they belong to. Those due at the same
 * millisecond fire in the order in which they were set.
 */
#ifndef LOCAL_TIMERS_H
#define LOCAL_TIMERS_H

#include "base/str.h"

struct cloud;

struct timer {
	int64_t due_ms;
	uint64_t order;
	size_t place; /* in the heap, from 1; 0: not set */
	void (*fire)(struct cloud *c, int64_t now_ms, void *of);
	void *of;
};

struct timers {
	struct timer **heap;
	size_t n, cap;
	uint64_t set; /* how many were, ever */
};

/* Sets, or moves, a timer whose `fire` and `of` are filled in. */
void timers_set(struct timers *ts, struct timer *t, int64_t due_ms);
/* A timer that is not set is left alone. */
void timers_clear(struct timers *ts, struct timer *t);
/* INT64_MAX when none is set. */
int64_t timers_next_ms(const struct timers *ts);
/* Takes out the first that is due at `now_ms`, or NULL. */
struct timer *timers_due(struct timers *ts, int64_t now_ms);
/* Clears all; the timers may then be freed in any order. */
void timers_free(struct timers *ts);

#endif
