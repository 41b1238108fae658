/*
 * sandbox: the places that functions run in. A sandbox is one process, started for its first invocation and kept warm for the
 * next, with a Runtime API on a port of its own (local/runtime_api.c), as in Lambda reachable by whatever runs in it.
 */
#ifndef LOCAL_SANDBOX_H
#define LOCAL_SANDBOX_H

#include "local/process.h"

struct sandbox {
	struct process process; /* first */
	struct sandbox *next;
	uint64_t serial;
	struct str function;
	const struct deploy_function *kind;
	struct httpd_listener *listener;
	struct httpd_exchange *waiting; /* its /next, when there is nothing to do */
	/* the invocation; id 0: none */
	uint64_t id;
	bool given;            /* it has been told to the function */
	int64_t idle_since_ms; /* clock_boottime_ms() */
	struct arena arena;    /* of the invocation */
	struct str request_id, payload;
};

/* CLOUD_INVOKE and CLOUD_KILL. */
void sandbox_invoke(struct local *l, const struct cloud_effect *effect);
void sandbox_timed_out(struct local *l, const struct cloud_effect *effect);

/* Ends the sandboxes that have had nothing to do for `sandbox_idle_ms` of anybody's time. */
void sandbox_retire(struct local *l);

/* The invocation is over in the words of the function. False: there is none (any more). */
bool sandbox_report(struct sandbox *s, enum cloud_outcome outcome, struct str payload);

/* runtime_api.c: opens the port (its number in *port); gives the invocation to the function if it waits. */
int runtime_api_open(struct sandbox *s, uint16_t *port, struct err *e);
void runtime_api_offer(struct sandbox *s);

#endif
