/*
 * keeper: a small process above each program that the local AWS starts. It is the subreaper of all that the program leaves
 * behind, holds what it writes to standard output and error within bounds, and when the program has ended, or is to end, or
 * the local AWS is gone (whatever the way: the end of their socket tells), kills everything below it, removes the sandbox's
 * folder and ends. It cannot be looked into: it carries the sandbox's credentials.
 */
#ifndef LOCAL_KEEPER_H
#define LOCAL_KEEPER_H

#include <sys/types.h>

#include "base/err.h"

struct keeper_program {
	const char *const *argv; /* argv[0] is a path */
	const char *const *envp;
	const char *dir;    /* working directory, removed at the end; with what is in it */
	const char *log;    /* file that its output goes to, KEEPER_LOG_BYTES of it; the rest before it is in <log>.1 */
	const char *errors; /* standard error's own file; NULL: it goes to `log` too */
	bool first_part;    /* the files keep the first KEEPER_LOG_BYTES instead of the last */
};

enum { KEEPER_LOG_BYTES = 256 * 1024 };

/* What comes from a keeper, a packet each. */
struct keeper_news {
	pid_t pid;  /* of the program */
	bool ended; /* it has, and nothing of it is left */
	int status; /* of an ended one: as from waitpid(2); -1: it could not be started */
};

/* Starts one. `*fd`: its socket, non-blocking; struct keeper_news come out of it, then its end, and closing it ends
 * everything. `*pid` is the keeper's own: wait for it after the socket's end. */
int keeper_start(const struct keeper_program *p, pid_t *pid, int *fd, struct err *e);
/* Asks it to kill the program and what hangs below. */
void keeper_kill(int fd);

#endif
