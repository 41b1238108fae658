/*
 * build: what CodeBuild runs: a shell, as the service's agent starts one, and under it the worker with the build's variables
 * and the container's credentials endpoint. The shell's own environment also holds credentials that are good for nothing: a
 * command that finds them has looked where it must not be able to.
 */
#ifndef LOCAL_BUILD_H
#define LOCAL_BUILD_H

#include "local/process.h"

struct build {
	struct process process; /* first */
	struct build *next;
	uint64_t id;
	struct str token; /* that the credentials endpoint asks for */
};

/* CLOUD_BUILD_START and CLOUD_BUILD_STOP. */
void build_start(struct local *l, const struct cloud_effect *effect);
void build_stop(struct local *l, const struct cloud_effect *effect);

/* The container credentials of the build named in the path: GET /_container/<label>. */
void build_credentials(struct local *l, struct httpd_exchange *x);
#define BUILD_CREDENTIALS "/_container/"

#endif
