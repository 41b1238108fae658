/*
 * engine: what every part of the engine is given: the world, the AWS client, the configuration. One a process, opened by the
 * program and never changed afterwards.
 */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include "aws/call.h"
#include "engine/config.h"

struct engine {
	struct world *world;
	struct aws *aws;
	struct config config;
	struct arena *arena; /* the process's */
	struct str self;     /* AWS_LAMBDA_FUNCTION_NAME, for continued invocations; empty elsewhere */
};

struct engine_options {
	const char *program;
	unsigned needs;               /* enum config_need */
	const enum aws_service *warm; /* services whose connections are opened before the first event */
	size_t warm_count;
	int parallel;                      /* calls at once; 0 means 16 */
	const struct aws_sources *sources; /* of credentials; NULL: a function's */
};

/* The real world, HTTP client, thread pool, AWS client and configuration. */
int engine_open(struct engine *g, struct world *w, struct aws *aws, struct arena *a, const struct engine_options *o,
    struct err *e);

/* An id of an attempt: the service's id and 128 random bits, since services repeat their ids. */
struct str engine_attempt_id(struct engine *g, struct arena *a, struct str service_id);

#endif
