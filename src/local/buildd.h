/*
 * buildd: CodeBuild: builds that queue for the project's capacity, run where the shell runs them, and end by themselves, by
 * StopBuild, or for their time. What they are told is what StartBuild's overrides say.
 */
#ifndef LOCAL_BUILDD_H
#define LOCAL_BUILDD_H

#include "codec/hash.h"
#include "local/lambdad.h"

enum buildd_status {
	BUILDD_IN_PROGRESS,
	BUILDD_SUCCEEDED,
	BUILDD_FAILED,
	BUILDD_FAULT,
	BUILDD_TIMED_OUT,
	BUILDD_STOPPED
};

struct buildd_project {
	struct cloud_project_config p; /* strings on the heap */
	size_t running;
	struct buildd_build *queue, *queue_end;
	size_t queued;
	int64_t number; /* of the last build */
};

struct buildd_build {
	struct buildd_build *next; /* in the queue */
	uint64_t serial;
	struct buildd_project *project;
	struct str id, arn, image, buildspec;
	struct cloud_variable *variables;
	size_t variable_count;
	int timeout_minutes, queued_timeout_minutes;
	int64_t number;
	enum buildd_status status;
	enum { BUILDD_QUEUED, BUILDD_RUNNING, BUILDD_ENDED } stage; /* RUNNING until the shell reports its end */
	int64_t start_ms, run_ms, end_ms;
	struct timer timer;
	/* of StartBuild */
	struct str token; /* project and token */
	uint8_t request[SHA256_LEN];
};

struct buildd {
	struct buildd_project *projects;
	size_t n;
	struct map builds;         /* by id */
	struct map tokens;         /* the latest build of each */
	struct buildd_build **all; /* as started */
	size_t count, cap;
};

struct buildd_project *buildd_project(struct cloud *c, struct str name, struct err *e);
/* buildd_run.c */
void buildd_queue(struct cloud *c, int64_t now_ms, struct buildd_build *b);
void buildd_stop(struct cloud *c, int64_t now_ms, struct buildd_build *b, enum buildd_status status);
const char *buildd_status_name(enum buildd_status s);
/* The link to a build's log. */
struct str buildd_log(struct cloud *c, struct arena *a, const struct buildd_build *b);

#endif
