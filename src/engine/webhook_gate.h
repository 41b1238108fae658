/*
 * webhook_gate: who may come in by /webhook: whoever has the secret that AWS_EXE_SYS_WEBHOOK_SECRET locates. Every value that lies
 * there counts, so that two are good while one is replaced by the other; they are kept for a minute.
 */
#ifndef ENGINE_WEBHOOK_GATE_H
#define ENGINE_WEBHOOK_GATE_H

#include "engine/engine.h"
#include "engine/request.h"

/* A warm function's. */
struct webhook_gate {
	struct arena arena;
	struct str *secrets;
	size_t count;
	int64_t until_ms; /* on the monotonic clock */
};

/* 0: the request's body is signed. Else *status is the HTTP status to answer: 401, 500 where no secret is configured, or 502 and 503
 * where it cannot be had. */
int webhook_gate_pass(struct webhook_gate *gate, struct engine *g, struct arena *a, const struct request *r,
    int *status, struct err *e);

#endif
