/*
 * config: the variables AWS_EXE_SYS_*, read once at start. A program says which it needs; a missing one is named.
 */
#ifndef ENGINE_CONFIG_H
#define ENGINE_CONFIG_H

#include "base/arena.h"
#include "base/err.h"

enum config_need {
	NEED_ORDERS_TABLE = 1 << 0,
	NEED_EVENTS_TABLE = 1 << 1,
	NEED_LOCKS_TABLE = 1 << 2,
	NEED_INTERNAL_BUCKET = 1 << 3,
	NEED_DONE_BUCKET = 1 << 4,
	NEED_WORKER_LAMBDA = 1 << 5,
	NEED_CODEBUILD_PROJECT = 1 << 6,
	NEED_WATCHDOG_SFN = 1 << 7,
	NEED_SSM_DOCUMENT = 1 << 8,
};

struct config {
	struct str orders_table, events_table, locks_table;
	struct str internal_bucket, done_bucket;
	struct str worker_lambda, codebuild_project, watchdog_sfn, ssm_document;
	struct str ssm_prefix;
	struct str webhook_secret; /* a credential location */
	struct str github_url, gitlab_url,
	    bitbucket_url;         /* never a job's: where a token goes is the deployment's to say */
	struct str bitbucket_kind; /* "cloud", "server", or empty: by its URL */
	struct str host_worker_x86_64, host_worker_aarch64; /* s3://bucket/key#<SHA-256 in hex>; may be empty */
	int64_t event_ttl_s, lambda_queue_s, codebuild_queue_s, ssm_queue_s;
	bool pr_comments;
	bool codebuild_commands_as_root;
};

/* ERR_CONFIG names every variable that is missing (of `needs`) or malformed. Views into the environment. */
int config_load(struct config *c, unsigned needs, struct err *e);

#endif
