/*
 * report: the order's outcome, to S3. The first outcome stands: one that is there already is left alone, which is no error.
 */
#ifndef EXEC_REPORT_H
#define EXEC_REPORT_H

#include "engine/claim.h"
#include "exec/mask.h"
#include "exec/spool.h"

struct report {
	struct engine *engine;
	struct str run;
	unsigned num;
	struct str host;  /* empty for an order with one seat */
	int64_t until_ms; /* world_monotonic_ms(): no attempt starts later */
};

/* PUTs the result, with back-off. */
int report_send(const struct report *r, const struct result *result, struct str events_json, struct err *e);

/* Fills log, log_truncated and log_location: a log that is too large goes to S3 whole, if there is time for it until
 * `r->until_ms`; where it does not get there the text says so. `log_until_ms` 0: time does not matter. */
void report_log(const struct report *r, struct spool *spool, struct arena *a, int64_t log_until_ms, struct result *out);

#endif
