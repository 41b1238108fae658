/*
 * plan: the graph of a run, and what dispatch needs of each order. Immutable; written once as plan.json. Decisions about it are
 * pure functions over the orders' states: what is ready, what a failure stops, what became of the whole.
 */
#ifndef ENGINE_PLAN_H
#define ENGINE_PLAN_H

#include "engine/job.h"

/* As the board has them, one letter an order. */
enum state {
	STATE_QUEUED = '.',
	STATE_DISPATCHING = 'd',
	STATE_RUNNING = 'r',
	STATE_SUCCEEDED = 's',
	STATE_FAILED = 'f',
	STATE_TIMED_OUT = 't',
};

bool state_terminal(enum state s);
/* "queued", "dispatching", ...; and back (false for an unknown word) */
const char *state_name(enum state s);
bool state_parse(struct str name, enum state *s);

struct plan_order {
	struct str name;
	enum target target;
	int timeout_s, presign_s;
	bool must_succeed;
	const uint32_t *deps;
	uint32_t dep_count;
	struct str image;
	struct str sops_key_path; /* SSM parameter of the private key */
	struct str ssm_targets;   /* of an order on hosts, as the job has them; JSON */
	struct str ssm_document;  /* empty: the deployed one */
};

struct plan {
	struct str run_id, trace_id, flow_id;
	int64_t deadline_ms;
	struct plan_order *orders; /* order number - 1 */
	size_t n;
};

/* plan.json. */
void plan_write(struct buf *out, const struct plan *p);
int plan_read(struct arena *a, struct str text, struct plan *out, struct err *e);

/* Calls `found` once for each group of orders that wait for each other, with a cycle in it: path[0] depends on path[1] and so
 * on, and path[len] is path[0] again. `path` holds indices and is found's until it returns. */
void plan_cycles(const struct order *orders, size_t n, void (*found)(void *ctx, const uint32_t *path, size_t len),
    void *ctx);

/* What the states call for, as indices in ascending order, in `a`. A queued order is ready when every dependency is terminal and
 * none blocks it; it is stopped as soon as one blocks it (cascading: a stopped order blocks its own dependents at once). A
 * dependency that failed or timed out blocks when both it and the order must succeed. `states` (p->n letters) is changed: stopped
 * orders become STATE_FAILED. A stopped order may come before the one that stopped it: numbers are no order of execution. */
struct plan_next {
	uint32_t *ready;
	size_t ready_count;
	uint32_t *stopped;
	uint32_t *stopped_by; /* the first dependency (by index) that blocks stopped[i] */
	size_t stopped_count;
};
void plan_next(struct arena *a, const struct plan *p, char *states, struct plan_next *out);

struct plan_summary {
	unsigned succeeded, failed, timed_out;
	bool finished;     /* every order is terminal */
	enum state status; /* of the job, by the must_succeed orders alone; end reasons are the caller's. STATE_RUNNING
	                               * while it is not finished */
};
struct plan_summary plan_summarise(const struct plan *p, const char *states);

#endif
