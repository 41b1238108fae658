/*
 * pace: what the calls of one process to one service tell each other of its state: the retry quota of the SDKs' standard mode
 * (SDK reference guide, "Retry behavior": a service that is down is not buried under repeats), and a back-off that grows with
 * every throttled answer and shrinks with every good one, whichever thread got it. First attempts are never held up: a lease
 * must be renewed while others are throttled.
 */
#ifndef AWS_PACE_H
#define AWS_PACE_H

#include "net/retry.h"

struct aws;

/* Under the client's lock. All zero: nothing has happened yet. */
struct pace {
	int spent;    /* of the quota */
	int pressure; /* doublings of the back-off */
};

/* A call while it is tried. */
struct pace_call {
	struct pace *pace;
	struct retry retry;
	int cost; /* of the last repeat */
};

/* After a failure that may be repeated: waits and returns true, or false when that is enough. A caller that has set a deadline
 * (retry.until_ms) waits for it whatever the quota says. */
bool pace_again(struct aws *aws, struct pace_call *c, bool throttled, int floor_ms);

void pace_success(struct aws *aws, struct pace_call *c);

#endif
