/*
 * entry: what init_job and ssm_config are: jobs come in, runs are packed, callers get answers. The two differ in the rules for
 * the job alone.
 */
#ifndef ENGINE_ENTRY_H
#define ENGINE_ENTRY_H

#include "aws/runtime.h"
#include "engine/engine.h"
#include "engine/job.h"
#include "engine/webhook_gate.h"

struct entry {
	struct engine *engine;
	enum job_entry kind;
	struct webhook_gate gate;
};

/* One event (struct entry is the context): HTTP request, SNS record, direct invoke, or the continuation of a packing. */
int entry_handle(void *entry, struct invocation *inv, struct str *answer, struct err *e);

/* The whole program: opens the engine, then serves. Returns the exit code. */
int entry_main(const char *program, enum job_entry kind);

#endif
