/*
 * task: one order, from its claim to its result: what a worker does, whoever started it. Everything that it needs beyond the
 * engine comes with the start (engine/start.h). Hosts have a seat each; `host` is empty for orders with one seat.
 */
#ifndef EXEC_TASK_H
#define EXEC_TASK_H

#include "engine/engine.h"

enum { TASK_GRANTS_MAX = 8 };

struct task {
	struct engine *engine; /* its internal bucket is the order's */
	struct str run_id;
	unsigned num;
	struct str host;
	struct str s3_location;                   /* s3://bucket/key; of a host empty: */
	int bundle_file;                          /* its bundle is here already */
	struct str sops_key;                      /* empty: the bundle is not encrypted */
	struct str execution_id;                  /* what the service calls this execution */
	struct str start_key;                     /* of the object that told a host of it; empty elsewhere */
	struct aws_grant grants[TASK_GRANTS_MAX]; /* signed URLs that it was given */
	size_t grant_count;
	int64_t until_ms;   /* world_monotonic_ms() when the service ends us; 0: it does not */
	int64_t silence_ms; /* without word about the end of the run for so long nothing is started */
	int live_fd;        /* where the log goes as it comes; -1: nowhere */
};

enum { SILENCE_LAMBDA_MS = 45000, SILENCE_MS = 6 * 60000 };

/* Reads a start. ERR_INPUT or ERR_CONFIG names what is missing or malformed. The internal bucket goes into `bucket`. */
int task_from_event(struct task *t, struct arena *a, struct str event, struct str *bucket, struct err *e);
int task_from_environment(struct task *t, struct arena *a, struct str *bucket, struct err *e);
/* The file of a host; its region goes into `region`. */
int task_from_file(struct task *t, struct arena *a, struct str file, struct str *bucket, struct str *region,
    struct err *e);

/* 0: the order has a result, ours or another's, or another worker holds its claim. -1: it has none, or nobody could find out; what
 * started us will notice. `a` holds what is secret: wipe it afterwards. */
int task_run(const struct task *t, struct arena *a, struct err *e);

#endif
