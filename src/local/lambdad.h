/*
 * lambdad: Lambda as far as concurrency, queues and retries go (AWS Lambda Developer Guide, "Asynchronous invocation",
 * "Scaling"). A sandbox runs one invocation at a time and is used again when it is idle, the latest used first. Asynchronous
 * events wait in a queue for a sandbox, are tried again 1 and 2 minutes after they failed, and in the end go to the function's
 * on-failure destination. Synchronous ones are refused when there is no sandbox for them.
 */
#ifndef LOCAL_LAMBDAD_H
#define LOCAL_LAMBDAD_H

#include "local/state.h"

enum lambdad_how { LAMBDAD_ASYNC, LAMBDAD_SYNC };

/* How a synchronous invocation ended: `error` is NULL, or "Unhandled" with the error object as the payload. */
typedef void lambdad_done(struct cloud *c, int64_t now_ms, void *ctx, const char *error, struct str payload);

struct lambdad_request {
	struct str function; /* name or ARN */
	struct str payload;
	enum lambdad_how how;
	lambdad_done *done; /* LAMBDAD_SYNC */
	void *ctx;
};

/* `request_id` (may be NULL) is in `a`. ResourceNotFoundException; TooManyRequestsException for synchronous ones. *event (may be
 * NULL) is good for lambdad_forget() until `done` was called. */
struct lambdad_event;
int lambdad_submit(struct cloud *c, struct arena *a, int64_t now_ms, const struct lambdad_request *r,
    struct str *request_id, struct lambdad_event **event, struct err *e);
/* Nobody waits for its end any more. */
void lambdad_forget(struct lambdad_event *event);

bool lambdad_has(const struct cloud *c, struct str function);

/* For listing: one function's configuration; NULL behind the last. */
const struct cloud_function_config *lambdad_nth(const struct cloud *c, size_t i);
const struct cloud_function_config *lambdad_config(const struct cloud *c, struct str name_or_arn);

#endif
