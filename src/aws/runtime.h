/*
 * runtime: the Lambda Runtime API's client (AWS Lambda Developer Guide, "Using the Lambda runtime API"): the loop that every
 * function binary is. The connection is kept; a broken one is opened again. Errors of ours go to /error, so that Lambda
 * delivers asynchronous events again; errors of the caller are answers.
 *
 * Never passes on the trace header: Lambda's loop detection would stop long runs.
 */
#ifndef AWS_RUNTIME_H
#define AWS_RUNTIME_H

#include "base/world.h"

struct invocation {
	struct arena *arena; /* reset when it is over */
	struct str request_id, function_arn;
	struct str event;    /* the payload, 6 MB at most */
	int64_t deadline_ms; /* since the epoch: when Lambda ends the function */
};

/* 0 with the response (JSON) in *answer; -1: `e` is reported to /error (its code as the type). */
typedef int runtime_handler(void *ctx, struct invocation *inv, struct str *answer, struct err *e);

/* Reports a failed start to /init/error. */
void runtime_init_error(struct world *w, const struct err *e);
/* Serves until the API says it is over (connection refused or closed) or, for -1, until something breaks that a restart must
 * mend. ERR_CONFIG when AWS_LAMBDA_RUNTIME_API is not set. */
int runtime_serve(struct world *w, runtime_handler *handler, void *ctx, struct err *e);

#endif
