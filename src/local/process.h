/*
 * process: one started program as the local AWS sees it: its keeper, folder, log, environment and credentials. Embedded, as
 * the first member, in what it is started for: a function's sandbox, a build.
 */
#ifndef LOCAL_PROCESS_H
#define LOCAL_PROCESS_H

#include <sys/types.h>

#include "local/local_inside.h"

enum { PROCESS_VARIABLES_MAX = 128 };

struct process {
	struct loop_source source; /* the keeper's socket; first */
	struct local *local;
	struct arena arena;
	struct str role, label; /* whose calls these are: the function's name, "worker-12" */
	struct str access_key_id, secret_access_key, session_token;
	int64_t credentials_end_ms; /* 0: never */
	const char *dir, *log;
	const char *
	    errors; /* what it writes to standard error, apart from `log`; both then keep the first part. NULL: together */
	const char *environment[PROCESS_VARIABLES_MAX + 1];
	size_t variables;
	pid_t keeper, pid;
	bool dying;                      /* it is to be killed: its requests count no more */
	bool ended;                      /* nothing of it is left */
	int status;                      /* of an ended one, as from waitpid(2); -1: it never ran */
	char run_id[40], order_num[8];   /* of the order that it works on, where that is known; else "" */
	int64_t log_from;                /* where in the log its present work begins */
	void (*over)(struct process *p); /* it has ended */
	void (*gone)(struct process *p); /* its keeper too: the memory may be used again */
};

/* Names, folder, credentials, and the environment that every program gets. */
int process_prepare(struct process *p, struct local *l, struct str role, struct str label, struct err *e);
/* The same for a program that nobody gives credentials to: it is told the time, where AWS is, and what is the caller's. `name` of its folder is
 * its label too. */
int process_prepare_bare(struct process *p, struct local *l, struct str role, struct str name, struct err *e);
/* Credentials in place of those that it has, for so long. */
int process_renew_credentials(struct process *p, int64_t end_ms, struct err *e);
/* One more variable; a name that is there already is replaced. */
void process_variable(struct process *p, const char *name, struct str value);
void process_variable_remove(struct process *p, const char *name);
int process_start(struct process *p, const char *const *argv, struct err *e);
/* Kills it and all below it; `over` comes when that is done. */
void process_kill(struct process *p);
/* Gives up one that was prepared and could not start. */
void process_discard(struct process *p);
/* The end of what it wrote since `log_from`, in `a`. */
struct str process_tail(const struct process *p, struct arena *a, size_t max);
/* What an ended one wrote to one of its files, in its arena; empty when that cannot be read. */
struct str process_output(struct process *p, const char *path, size_t max);
/* 0 to 255, 128 + signal, or -1 when it never ran. */
int process_exit_code(const struct process *p);

#endif
