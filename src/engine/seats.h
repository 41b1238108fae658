/*
 * seats: all seats of an order together: one, or one for each of its hosts, which the row names from dispatch on. An order on hosts
 * has a result when each of its hosts has one.
 */
#ifndef ENGINE_SEATS_H
#define ENGINE_SEATS_H

#include "engine/order_row.h"
#include "engine/seat.h"

struct seats {
	struct engine *engine;
	struct str run;
	unsigned num;
	const struct str *hosts; /* n of them; a single empty one for an order without hosts */
	size_t n;
	int64_t since_ms; /* when it was dispatched; 0 when not known */
};

/* Of an order that has no hosts, or none yet. */
struct seats seats_single(struct engine *g, struct str run, unsigned num);
struct seats seats_of_row(struct engine *g, struct str run, const struct order_row *row);

/* A seat that a worker holds. */
struct seat_held {
	struct str host;
	struct claim holder;
};

/* Ends each of them from outside (seat_end). `held` has room for all: *open of them are a worker's and go on, unless `write_off`. */
int seats_end(const struct seats *s, struct arena *a, const struct result *ending, bool write_off,
    struct seat_held *held, size_t *open, struct err *e);

/* The order's result. ERR_NOT_FOUND while a seat has none. That of several hosts is summed up once all are in, and written as the
 * order's own, where the first stands. */
int seats_result(const struct seats *s, struct arena *a, struct result *out, struct err *e);

/* What came of one host; as much of it as a sum needs. Pure, as is seats_sum(). */
struct host_result {
	struct str host, log_place; /* where all of its log is */
	struct result result;       /* the log is its tail, ROW_LOG_MAX bytes at most */
	size_t log_bytes;           /* of the whole log, as far as it is known */
};
/* Succeeded when every host did; timed out when one did; else failed. What went wrong comes first in the log, which fits a row. */
void seats_sum(struct arena *a, struct host_result *hosts, size_t n, struct result *out);

#endif
