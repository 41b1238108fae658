/*
 * order_row: the orders table. A row is the truth about its order; its status moves only forward, on condition. A move and the
 * event that tells of it are one transaction.
 */
#ifndef ENGINE_ORDER_ROW_H
#define ENGINE_ORDER_ROW_H

#include "engine/engine.h"
#include "engine/order_event.h"
#include "engine/result.h"

/* What the protocol needs of a row; no cmds. */
struct order_row {
	unsigned num;
	enum state status;
	struct str name;
	enum target target;
	int timeout_s;
	int64_t dispatched_at_ms, accepted_at_ms, started_at_ms, finished_at_ms;
	struct str execution_id, execution_url, failure_reason, message;
	struct str *hosts;
	size_t host_count;
	struct str log, log_location; /* by order_rows_get_logs() alone */
};

/* A new row as init_job writes it. */
struct order_new {
	const struct order *order;
	struct str run_id, trace_id, flow_id, s3_location, callback_url, sops_key_ssm_path, git_token_location;
	int64_t created_at_ms, ttl_s;
};

/* Inserts rows on condition that the run is still packing with fence 0 (ERR_LOST); rows that are there already are kept. In
 * transactions of as many as fit. */
int order_rows_insert(struct engine *g, struct arena *a, struct str run, const struct order_new *rows, size_t n,
    struct err *e);

/* Strongly consistent, projected; calls of 100. Rows that do not exist have num 0. `out` has room for n, in the order of nums. */
int order_rows_get(struct engine *g, struct arena *a, struct str run, const unsigned *nums, size_t n,
    struct order_row *out, struct err *e);

/* The same, with what the rows hold of their logs: 64 KiB each, at most. */
int order_rows_get_logs(struct engine *g, struct arena *a, struct str run, const unsigned *nums, size_t n,
    struct order_row *out, struct err *e);

/* queued -> dispatching, with `dispatched_at_ms` and the hosts that the order runs on from now on (none but on hosts), writing the
 * event `dispatched`. ERR_REFUSED: *now is the row as it is. */
int order_row_dispatch(struct engine *g, struct arena *a, const struct plan *p, unsigned num, int64_t fence,
    int64_t at_ms, const struct str *hosts, size_t host_count, struct order_row *now, struct err *e);
/* dispatching -> running, with what the service said of the accepted start and the event `running`, which links to it.
 * ERR_REFUSED as above; a row that is running already is no refusal. */
struct order_start {
	struct str execution_id, execution_url, watchdog_url;
	int64_t accepted_at_ms;
};
int order_row_running(struct engine *g, struct arena *a, const struct plan *p, unsigned num, int64_t fence,
    const struct order_start *start, struct order_row *now, struct err *e);
/* Anything not terminal -> the result's status, with the event. `only_queued`: on condition that it is still queued. */
int order_row_finish(struct engine *g, struct arena *a, const struct plan *p, unsigned num, int64_t fence,
    const struct result *r, bool only_queued, struct order_row *now, struct err *e);

#endif
