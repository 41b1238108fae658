/*
 * seat: where a claim and a result go: an order has one, or one for each host. Ending a seat from outside (a time-out, a refusal,
 * a wish to end the run) is the same whoever does it: take the claim, write the result, and see which result stands.
 */
#ifndef ENGINE_SEAT_H
#define ENGINE_SEAT_H

#include "engine/claim.h"

enum seat_end {
	SEAT_ENDED,  /* a result stands: *stands */
	SEAT_WORKER, /* a worker holds the claim: *holder */
};

/* With `write_off` a worker's claim does not matter: the result is written all the same. */
int seat_end(struct engine *g, struct arena *a, struct str run, unsigned num, struct str host,
    const struct result *ending, bool write_off, enum seat_end *how, struct claim *holder, struct result *stands,
    struct err *e);

#endif
