/*
 * deploy: what the deployment makes in an account, by name: the same resources in the local AWS and, from a prefix, for the
 * client's look-ups. One table of functions says which program each is, with its time-out, memory and retries.
 */
#ifndef LOCAL_DEPLOY_H
#define LOCAL_DEPLOY_H

#include "local/cloud.h"

enum deploy_function_id {
	DEPLOY_INIT_JOB,
	DEPLOY_SSM_CONFIG,
	DEPLOY_ORCHESTRATOR,
	DEPLOY_WATCHDOG_CHECK,
	DEPLOY_WORKER,
	DEPLOY_FUNCTIONS
};

struct deploy_function {
	const char *program; /* the binary, "init_job" */
	const char *suffix;  /* of the function's name behind "<prefix>-" */
	int timeout_s, memory_mb, retries;
};

extern const struct deploy_function deploy_functions[DEPLOY_FUNCTIONS];

struct deploy_names {
	struct str orders_table, events_table, locks_table;
	struct str internal_bucket, done_bucket;
	struct str functions[DEPLOY_FUNCTIONS];
	struct str machine, project, ssm_document, ssm_prefix;
	struct str host_worker_x86_64, host_worker_aarch64; /* s3://bucket/key#<sha256>; empty: there is none */
};

/* As infra/ names them, in `a`. */
struct deploy_names deploy_names(struct arena *a, struct str prefix);

/* A machine of this deployment, with the state machine of infra/02-deploy. `worker_concurrency`: sandboxes, and builds, at
 * once. */
struct cloud *deploy_cloud(struct arena *a, const struct deploy_names *n, int worker_concurrency, bool call_log,
    uint64_t seed, struct err *e);

/* Puts the worker that hosts of this machine's architecture download into the internal bucket, and its place into `n`. */
int deploy_host_worker(struct arena *a, struct deploy_names *n, struct cloud *c, int64_t now_ms, struct err *e);

/* The function of that name; NULL when it is none of ours. */
const struct deploy_function *deploy_function_find(const struct deploy_names *n, struct str name);

/* Calls `each` with every variable that programs of the deployment are configured by (AWS_EXE_SYS_...); the watchdog's machine
 * only when its ARN is given. */
void deploy_variables(const struct deploy_names *n, struct str machine_arn,
    void (*each)(void *ctx, const char *name, struct str value), void *ctx);

#endif
