/*
 * descendants: every process that came of the commands. This process is their subreaper: whatever forks twice, starts a session of
 * its own or loses its parent ends up as a child of ours, so that "no child left" means that nothing runs any more.
 */
#ifndef EXEC_DESCENDANTS_H
#define EXEC_DESCENDANTS_H

#include <sys/types.h>

#include "base/arena.h"

/* Processes that were signalled before, by number and start time, since numbers come again. */
struct descendants_seen {
	struct arena *arena;
	struct descendant *list;
	size_t n, cap;
};

struct descendant {
	pid_t pid;
	unsigned long long started;
};

/* Signals every living descendant of this process, those in `seen` excepted, to which the rest are added (NULL: all, each time).
 * Returns how many were signalled. */
size_t descendants_signal(int signal, struct descendants_seen *seen);

#endif
