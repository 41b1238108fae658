/*
 * confine: what the commands may see and touch. They get an environment, a folder and, where the worker is root and may not lend
 * them that, a user of their own; nothing of the worker's: no descriptor, no variable, no look into its memory. Whatever they
 * leave behind is removed.
 */
#ifndef EXEC_CONFINE_H
#define EXEC_CONFINE_H

#include <sys/types.h>

#include "base/arena.h"
#include "base/err.h"

struct confine {
	const char *root;                        /* a fresh private folder */
	const char *code, *home, *temp, *events; /* folders in it */
	int code_fd, events_fd;                  /* opened before the commands could replace them */
	bool other_user;                         /* they run as `uid`, which is its own group too */
	bool less_root;                          /* they stay root, without what lets root look into other processes */
	uid_t uid;
};

/* Closes this process to its descendants (/proc/<pid>/environ, mem, fd) and makes it their subreaper. Call it
 * before anything secret is read. */
int confine_self(struct err *e);

/* On a host, where an agent kills the process group of a command that is cancelled or over its time, and nobody ends what is then
 * left: we leave the group, and are told (SIGTERM) when the shell that waits for us is gone. */
int confine_apart(struct err *e);

/* Makes the folders, in $TMPDIR or /tmp. `as_root`: a root worker's commands may be root, in full. Otherwise root lends its name
 * to none on a build's machine, or where START_ENV_COMMANDS_UID names a user for them; a function's commands, which on Lambda are
 * nobody's root, keep the name where there is no other, but not the powers. */
int confine_open(struct confine *c, struct arena *a, bool as_root, struct err *e);
/* Hands the folders, filled meanwhile, to the user of the commands. */
int confine_give(struct confine *c, struct err *e);
/* In the child, between fork and exec: becomes what the commands are. -1 with errno, and `*what` failed. */
int confine_enter(const struct confine *c, const char **what);
/* Removes the folders. In a function's warm environment also everything else in its temporary folder and System V IPC. */
void confine_close(struct confine *c);

#endif
