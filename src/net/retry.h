/*
 * retry: how long to wait before the next attempt: exponential back-off with full jitter (AWS Architecture Blog,
 * "Exponential Backoff And Jitter"; SDK reference guide, "Retry behavior", mode standard).
 */
#ifndef NET_RETRY_H
#define NET_RETRY_H

#include "base/world.h"

struct retry {
	int attempts_max;    /* 3 unless said otherwise */
	int base_ms, cap_ms; /* 50 and 20,000 unless said otherwise */
	int64_t until_ms;    /* world_monotonic_ms() after which no attempt starts; 0: none */
	int attempt;         /* made so far */
	int pressure;        /* doublings more, since others were throttled too */
};

#define RETRY_STANDARD ((struct retry){ .attempts_max = 3, .base_ms = 50, .cap_ms = 20000 })

/* Whether there is another attempt after the one that has just failed. */
bool retry_left(const struct retry *r);

/* After a failed attempt: sleeps and returns true when another one may start. `floor_ms`: wait at least that long
 * (Retry-After), 0 for none. */
bool retry_wait(struct retry *r, struct world *w, int floor_ms);

#endif
