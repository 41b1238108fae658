/*
 * commands: runs an order's commands one after another and stops at the first that fails, at the order's time-out, at a wish to end
 * the run, or at a signal to us. Then, and after the last, everything that came of them is ended: TERM, and KILL later. One loop
 * waits for all of it; nothing in it blocks.
 */
#ifndef EXEC_COMMANDS_H
#define EXEC_COMMANDS_H

#include <signal.h>

#include "exec/confine.h"
#include "exec/output.h"
#include "exec/wish.h"

enum { COMMANDS_GRACE_MS = 10000, COMMANDS_LEFTOVER_GRACE_MS = 2000 };

struct commands {
	struct world *world;
	struct arena *arena;
	const struct confine *confine;
	struct output *output;
	struct wish *wish; /* NULL: nobody can wish anything */
	const struct str *list;
	size_t n;
	char *const *environment; /* NULL at the end */
	int64_t until_ms;         /* world_monotonic_ms(): the order's time is over */
	int64_t silence_ms;       /* without an answer about a wish for so long nothing is started */
};

enum commands_end {
	COMMANDS_SUCCEEDED,
	COMMANDS_FAILED, /* a command's exit code was not 0 */
	COMMANDS_UNABLE, /* a command could not be started: `error` */
	COMMANDS_TIMED_OUT,
	COMMANDS_WISH,
	COMMANDS_SIGNAL, /* we were told to stop */
	COMMANDS_SILENCE,
};

struct commands_result {
	enum commands_end end;
	size_t at;          /* the command that was under way, from 0 */
	bool has_exit_code; /* of the last command that ended */
	int exit_code;      /* 128 + the signal that ended it */
	int signal;         /* for COMMANDS_SIGNAL */
	struct err error;
};

/* Signals that this waits for (SIGCHLD, SIGTERM, SIGINT, SIGHUP): block them before threads start, so that no other takes them. */
void commands_signals(sigset_t *set);
void commands_run(const struct commands *c, struct commands_result *out);

#endif
