/*
 * lambdad_inside: what the files of lambdad share.
 */
#ifndef LOCAL_LAMBDAD_INSIDE_H
#define LOCAL_LAMBDAD_INSIDE_H

#include "local/lambdad.h"

enum { LAMBDAD_RETRY_MS = 60 * 1000, LAMBDAD_AGE_S = 21600 };

struct lambdad_function {
	struct cloud_function_config f; /* strings on the heap */
	size_t running;
	struct lambdad_event *queue, *queue_end;
	size_t queued;
	struct lambdad_sandbox *idle; /* the latest used first */
};

struct lambdad_event {
	struct lambdad_event *prev, *next; /* in the queue, or among those that wait for their next attempt */
	struct lambdad_function *fn;
	struct str request_id, payload;
	int64_t first_ms;
	int attempts;
	enum { EVENT_RUNNING, EVENT_QUEUED, EVENT_WAITING } state;
	enum lambdad_how how;
	lambdad_done *done;
	void *ctx;
	struct timer timer; /* its age while it is queued, else the next attempt */
};

struct lambdad_sandbox {
	struct lambdad_sandbox *next; /* of the idle ones */
	uint64_t serial;
	struct lambdad_function *fn;
	/* what runs in it */
	struct lambdad_event *event; /* NULL: idle */
	uint64_t invocation;
	struct timer deadline;
};

struct lambdad {
	struct lambdad_function *fns;
	size_t n;
	struct map sandboxes;          /* by serial */
	struct map invocations;        /* sandboxes that are busy, by invocation */
	struct lambdad_event *waiting; /* between two attempts */
	size_t waiting_n;
};

/* Serial numbers as keys of maps: a view of the number itself. */
struct str lambdad_key(const uint64_t *n);

struct lambdad_function *lambdad_find(const struct cloud *c, struct str name_or_arn);

/* lambdad_event.c */
void lambdad_event_enqueue(struct cloud *c, struct lambdad_event *ev);
void lambdad_event_dequeue(struct cloud *c, struct lambdad_event *ev);
/* What `timer` of an event fires. */
void lambdad_event_due(struct cloud *c, int64_t now_ms, void *of);
/* An attempt has ended, well (`error` NULL) or not. The event may be gone then. */
void lambdad_event_end(struct cloud *c, int64_t now_ms, struct lambdad_event *ev, const char *error,
    struct str payload);
void lambdad_event_free(struct cloud *c, struct lambdad_event *ev);

/* lambdad_sandbox.c */
bool lambdad_sandbox_room(const struct cloud *c, const struct lambdad_function *fn);
void lambdad_sandbox_run(struct cloud *c, int64_t now_ms, struct lambdad_event *ev);
void lambdad_sandbox_free(struct cloud *c, struct lambdad_sandbox *s);

#endif
