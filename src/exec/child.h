/* child: starts one command: /bin/sh -c, confined, its output in the pipe. */
#ifndef EXEC_CHILD_H
#define EXEC_CHILD_H

#include "exec/confine.h"

/* ERR_SYS says which step failed: nothing of the command ran then. */
int child_start(const struct confine *c, const char *command, char *const *environment, int output_fd, pid_t *pid,
    struct err *e);

#endif
