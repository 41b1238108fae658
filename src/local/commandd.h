/*
 * commandd: Systems Manager's Run Command (API Reference and User Guide): documents of schema 2.2 with one shell step, hosts that
 * are online or away, and commands: an invocation for each host waits until that is reached, runs where the shell runs it, and
 * ends by itself, by CancelCommand, for its time, or with its host.
 */
#ifndef LOCAL_COMMANDD_H
#define LOCAL_COMMANDD_H

#include "local/lambdad.h"

enum commandd_limits {
	COMMANDD_HOSTS_MAX = 50, /* of one command */
	COMMANDD_OUT_MAX = 24000,
	COMMANDD_ERR_MAX = 8000,
};

struct commandd_document {
	struct arena mem;
	struct str name;
	struct json content;
};

enum commandd_status {
	COMMANDD_PENDING,
	COMMANDD_IN_PROGRESS,
	COMMANDD_SUCCESS,
	COMMANDD_FAILED,
	COMMANDD_CANCELLED,
	COMMANDD_DELIVERY_TIMED_OUT,
	COMMANDD_EXECUTION_TIMED_OUT,
	COMMANDD_UNDELIVERABLE, /* the host is gone */
	COMMANDD_STATUSES
};

struct commandd_status_info {
	const char *status, *details;
};
extern const struct commandd_status_info commandd_statuses[COMMANDD_STATUSES];

struct commandd_host {
	struct str id;
	struct cloud_variable *tags;
	size_t tag_count;
	bool online;
	int64_t registered_ms, ping_ms; /* ping_ms: of one that is away, when it went */
	struct commandd_invocation *waiting, *waiting_end;
	size_t running;
};

struct commandd_invocation {
	struct commandd_invocation *next; /* among those that wait for the host */
	uint64_t serial;
	struct commandd_command *command;
	struct commandd_host *host; /* NULL: gone */
	struct str instance;
	enum commandd_status status;
	bool cancelling; /* it is told to end, and has not yet */
	enum { COMMANDD_WAITING, COMMANDD_RUNNING, COMMANDD_ENDED } stage;
	int64_t start_ms, end_ms;
	int exit_code; /* -1 before the end */
	struct str out, error;
	struct timer timer; /* of its delivery, then of its run */
};

struct commandd_command {
	struct str id, document, version, comment, parameters /* JSON */, step;
	int64_t requested_ms;
	int timeout_s, execution_timeout_s;
	struct str script;
	struct cloud_variable *variables; /* SSM_<parameter> */
	size_t variable_count;
	struct commandd_invocation *invocations;
	size_t count;
};

struct commandd {
	struct map documents;         /* by name */
	struct commandd_host **hosts; /* as added */
	size_t host_count, host_cap;
	struct map commands;           /* by id */
	struct commandd_command **all; /* as sent */
	size_t count, cap;
	struct str on_end;
};

/* commandd_document.c. NULL with InvalidDocumentContent. */
struct commandd_document *commandd_document_new(struct str name, struct str content, struct err *e);
void commandd_document_free(struct commandd_document *d);

/* What a command is to run. */
struct commandd_run {
	struct str script, step;
	int timeout_s;
	struct cloud_variable *variables;
	size_t variable_count;
};

/* Checks the parameters of a request (an object of lists of strings, or missing) against the document and puts them in. In `a`.
 * InvalidParameters. */
int commandd_document_fill(struct arena *a, const struct commandd_document *d, struct json parameters,
    struct commandd_run *out, struct err *e);

/* commandd_host.c. NULL: there is none. */
struct commandd_host *commandd_host(const struct cloud *c, struct str id);
void commandd_host_free(struct commandd_host *h);

/* commandd_run.c. A new invocation waits for its host, as long as the command's time-out lets it. */
void commandd_queue(struct cloud *c, int64_t now_ms, struct commandd_invocation *v);
/* Starts what waits for a host, as far as that is online and has room. */
void commandd_deliver(struct cloud *c, int64_t now_ms, struct commandd_host *h);
/* Ends one that waits at once; tells one that runs to end. One that has ended is left alone. */
void commandd_cancel(struct cloud *c, int64_t now_ms, struct commandd_invocation *v);
/* The host does not exist any more: what waits for it, or runs on it, has ended. */
void commandd_host_lost(struct cloud *c, int64_t now_ms, struct commandd_host *h);

/* Operations: commandd.c, commandd_view.c, commandd_host.c */
int commandd_create_document(struct op *o, struct err *e);
int commandd_send(struct op *o, struct err *e);
int commandd_cancel_command(struct op *o, struct err *e);
int commandd_list(struct op *o, struct err *e);
int commandd_list_invocations(struct op *o, struct err *e);
int commandd_get_invocation(struct op *o, struct err *e);
int commandd_describe_hosts(struct op *o, struct err *e);

/* What they share: a command by its id (InvalidCommandId); the `Command` of an answer. */
struct commandd_command *commandd_find(struct op *o, struct str id, struct err *e);
void commandd_write(struct op *o, const struct commandd_command *k);

/* A page of a list: where it begins, by NextToken, and how many it holds. InvalidNextToken. */
struct commandd_page {
	size_t from, max;
};
int commandd_page(struct op *o, int least, struct commandd_page *out, struct err *e);
void commandd_page_next(struct op *o, size_t at, size_t count);

#endif
