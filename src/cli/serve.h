/*
 * serve: the local AWS as a child process. It lives as long as its owner holds the other end of a pipe: it ends with us,
 * whatever way we end.
 */
#ifndef CLI_SERVE_H
#define CLI_SERVE_H

#include <sys/types.h>

#include "cli/seed.h"
#include "codec/json.h"
#include "local/local.h"

struct serve {
	pid_t pid;
	int life;               /* the pipe; closing it ends the child */
	int ready;              /* its end tells that the child has ended */
	bool clean;             /* of a stopped one: it ended as it should */
	struct str description; /* local_describe()'s, in the arena */
	struct json about;      /* the same, parsed */
};

/* Starts it, the seeds in its stores, and waits until it answers. */
int serve_start(struct serve *s, struct arena *a, const struct local_options *o, const struct seeds *seeds,
    struct err *e);
/* Our own environment then points at it: nothing of the caller's AWS settings stays. */
void serve_adopt(const struct serve *s);
/* False: it has ended without being told. */
bool serve_alive(const struct serve *s);
/* Ends it, with all that runs in it; returns when nothing is left. Twice is harmless. */
void serve_stop(struct serve *s);

#endif
