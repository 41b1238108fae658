/*
 * cloud: the AWS services that the engine uses, as one pure machine: requests in, answers and effects out. Time is a
 * parameter; there is no socket, no clock, no process, no file in here, and every choice comes from `seed`, so that the
 * local AWS (sockets and processes around it) and a deterministic simulator drive the same services.
 *
 * A request takes two steps, so that a fault can be put before it takes effect, or after:
 *   cloud_identify()   who calls what: the signature is verified, service and operation are known
 *   cloud_perform()    it takes effect; the answer is there, or comes as an effect (a synchronous Invoke)
 * After every call into the cloud the effects are drained with cloud_effect_next(): run this event in that sandbox,
 * start that build, and so on. What becomes of them is reported with cloud_invocation_end(), cloud_build_end() and
 * cloud_command_end().
 * When time has reached cloud_next_ms(), cloud_tick() does what is due.
 *
 * Used by one thread. Nothing here fails for want of memory (the process ends). Strings given to the cloud are copied;
 * strings that it gives live as each function says.
 */
#ifndef LOCAL_CLOUD_H
#define LOCAL_CLOUD_H

#include "base/arena.h"
#include "base/err.h"
#include "net/http.h"

struct cloud;

/* ---- what there is --------------------------------------------------------------------------------------------- */

enum cloud_service {
	CLOUD_DYNAMODB,
	CLOUD_S3,
	CLOUD_LAMBDA,
	CLOUD_STATES,
	CLOUD_CODEBUILD,
	CLOUD_SSM,
	CLOUD_SECRETSMANAGER,
	CLOUD_STS,
	CLOUD_EXECUTE_API,
	CLOUD_SERVICES,
};

/* "dynamodb", "s3", "lambda", "states", "codebuild", "ssm", "secretsmanager", "sts", "execute-api": as in a signature's scope. */
const char *cloud_service_name(enum cloud_service s);

struct cloud_key {
	struct str name;
	char type; /* 'S', 'N' or 'B' */
};

struct cloud_index_config {
	struct str name;
	struct cloud_key hash, range; /* range.name empty: none */
};

struct cloud_table_config {
	struct str name;
	struct cloud_key hash, range; /* range.name empty: none */
	const struct cloud_index_config *indexes;
	size_t index_count;
};

struct cloud_function_config {
	struct str name;
	struct str role; /* for GetFunction */
	struct str
	    on_failure; /* function that gets the failed asynchronous events (Lambda destinations' record); empty: none */
	int timeout_s;   /* 0 means 3 */
	int memory_mb;   /* 0 means 128; only told */
	int retries;     /* of an asynchronous event that failed: 0 to 2, after 1 and 2 minutes */
	int event_age_s; /* an older queued event is dropped (to on_failure); 0 means 21,600 */
	int concurrency; /* sandboxes at once; 0: no limit. Synchronous invokes over it get 429, others queue */
};

/* ObjectCreated events of keys with this prefix and suffix go to the function. */
struct cloud_notification {
	struct str bucket, prefix, suffix, function;
};

struct cloud_machine_config {
	struct str name;
	struct str definition; /* Amazon States Language; "${x}" must be filled in already */
};

struct cloud_project_config {
	struct str name;
	struct str image; /* what a build without imageOverride gets */
	struct str
	    on_end;      /* function that gets EventBridge's "CodeBuild Build State Change" of ended builds; or empty */
	int concurrency; /* builds at once, the rest queue; 0: no limit */
	int timeout_minutes;        /* 0 means 60 */
	int queued_timeout_minutes; /* 0 means 480 */
};

/* A Systems Manager document of the type Command. */
struct cloud_document_config {
	struct str name, content; /* JSON */
};

/* A route of the HTTP API: POST to this path. */
struct cloud_route {
	struct str path, function;
	bool open; /* asks for no signature: the function looks for itself who calls */
};

struct cloud_config {
	struct str region;     /* empty: us-east-1 */
	struct str account_id; /* empty: 000000000000 */
	uint64_t seed;
	const struct cloud_table_config *tables;
	size_t table_count;
	const struct str *buckets;
	size_t bucket_count;
	const struct cloud_function_config *functions;
	size_t function_count;
	const struct cloud_notification *notifications;
	size_t notification_count;
	const struct cloud_machine_config *machines;
	size_t machine_count;
	const struct cloud_project_config *projects;
	size_t project_count;
	const struct cloud_document_config *documents;
	size_t document_count;
	const struct cloud_route *routes;
	size_t route_count;
	/* function that gets EventBridge's "EC2 Command Invocation Status-change Notification" of ended ones; or empty */
	struct str command_on_end;
	bool call_log; /* keep every call for cloud_calls(); counts are always kept */
};

/* NULL with ERR_CONFIG: a definition that the interpreter does not have, a notification of an unknown function, ... */
struct cloud *cloud_new(const struct cloud_config *config, struct err *e);
void cloud_free(struct cloud *c);

/* Substitutes every "${name}" of a state machine's template, like Terraform's templatefile(); ERR_CONFIG names one that is
 * not among `names`. */
int cloud_template(struct arena *a, struct str template, const struct str *names, const struct str *values, size_t n,
    struct str *out, struct err *e);

/* ARNs as the cloud writes them, in `a`. */
struct str cloud_function_arn(struct cloud *c, struct arena *a, struct str name);
struct str cloud_machine_arn(struct cloud *c, struct arena *a, struct str name);

/* ---- who calls ------------------------------------------------------------------------------------------------- */

struct cloud_credential {
	struct str access_key_id, secret_access_key;
	struct str session_token; /* may be empty; else the request must bring the same */
	struct str role;          /* whose calls these are: a function's name, "codebuild", "user" */
	struct str process;       /* label of the one process or sandbox that was given it */
	bool real_time;           /* its holder goes by the real clock: the URLs that it presigns expire by `real_ms` */
	int64_t expires_ms;       /* refused from then on, by the cloud's clock; 0: never */
};

/* Replaces one of the same id. */
void cloud_credential_add(struct cloud *c, const struct cloud_credential *cred);
/* From now on its signatures, those in presigned URLs too, are refused. */
void cloud_credential_remove(struct cloud *c, struct str access_key_id);
/* The secret of one, a view; empty when there is none. */
struct str cloud_credential_secret(const struct cloud *c, struct str access_key_id);
/* Forgets those that have been over for an hour. */
void cloud_credentials_sweep(struct cloud *c, int64_t now_ms);

/* ---- requests -------------------------------------------------------------------------------------------------- */

/*
 * A body in memory, or a handle to one that the shell keeps (a spooled file). The shell gives what the cloud cannot read:
 * size and hashes. A body in aws-chunked coding (header x-amz-content-sha256: STREAMING-...) is spooled decoded, with
 * local/s3d_chunked.h; in memory it comes as it is. Only S3 PUT takes handles. A handle belongs to the cloud from
 * cloud_perform() on, which gives it back with CLOUD_DROP_BODY, at once where the request was refused.
 */
struct cloud_body {
	struct str bytes;
	uint64_t handle; /* 0: `bytes` */
	uint64_t size_bytes;
	uint8_t sha256[32], md5[16];
	uint32_t crc32;
};

struct cloud_request {
	struct str method;
	struct str target; /* path and query as they came */
	const struct http_header *headers;
	size_t header_count;
	struct cloud_body body;
};

enum { CLOUD_ANSWER_HEADERS = 16 };

/* In the arena given. Content-Length, Connection and Date are the shell's to write. */
struct cloud_answer {
	int status;
	struct http_header headers[CLOUD_ANSWER_HEADERS];
	size_t header_count;
	struct str body;
	int64_t head_bytes; /* HEAD: the Content-Length to say, without a body; -1 otherwise */
	uint64_t handle;    /* not 0: the body is this part of the handle's content */
	uint64_t handle_offset, handle_bytes;
	const char *error; /* AWS's error code, or NULL; lives as long as the arena */
	uint64_t pending;  /* not 0: there is no answer yet; CLOUD_ANSWER with this ticket brings it */
};

struct cloud_call {
	enum cloud_service service; /* CLOUD_SERVICES: unknown */
	const char *operation;      /* "PutItem"; "?" when unknown. Static */
	struct str role, process;   /* of the credential; empty when it is unknown. Live as long as the arena */
	bool presigned;
	/* for cloud_perform() */
	struct str bucket, key; /* S3: decoded */
	struct str path, query; /* as they came */
	int64_t expires_ms;
};

/*
 * Verifies the signature (header or presigned) and finds service, operation and caller. The signature's date is accepted
 * within 15 minutes of `now_ms` or of `real_ms` (clocks that run fast or jump: both are somebody's true time).
 * 0: go on with cloud_perform(). -1: `answer` holds the refusal, in the service's own form; `call` what is known.
 */
int cloud_identify(struct cloud *c, struct arena *a, int64_t now_ms, int64_t real_ms, const struct cloud_request *req,
    struct cloud_call *call, struct cloud_answer *answer);

/* Does it and records the call. Always gives an answer, maybe a refusal, or `pending`. */
void cloud_perform(struct cloud *c, struct arena *a, int64_t now_ms, const struct cloud_request *req,
    const struct cloud_call *call, struct cloud_answer *answer);

/* An error in the form of call->service, for faults: status 500, code "InternalServerError", and so on. */
void cloud_refuse(struct arena *a, const struct cloud_call *call, int status, const char *code, struct str message,
    struct cloud_answer *answer);

/* ---- effects --------------------------------------------------------------------------------------------------- */

enum cloud_effect_type {
	CLOUD_NOTHING,
	CLOUD_INVOKE, /* run `payload` in sandbox `sandbox` of `function` (`cold`: it has to be started first) */
	CLOUD_KILL, /* sandbox `sandbox` is over its time (invocation `id`): kill it. Both are ended already: no report */
	CLOUD_ANSWER,      /* the answer to the request that is pending with ticket `id` */
	CLOUD_BUILD_START, /* start build `id`; report cloud_build_end() */
	CLOUD_BUILD_STOP, /* end what build `id` runs (StopBuild, or its time is over); cloud_build_end() is still to come */
	CLOUD_COMMAND_START, /* run `script` on host `instance`; report cloud_command_end() */
	CLOUD_COMMAND_STOP, /* end what command `id` runs; cloud_command_end() is still to come, and maybe means nothing */
	CLOUD_DROP_BODY,    /* handle `id` is not needed any more */
};

struct cloud_variable {
	struct str name, value;
};

/* Views live until the next cloud_effect_next(). */
struct cloud_effect {
	enum cloud_effect_type type;
	uint64_t id; /* invocation, build, command on a host, ticket or handle */
	/* CLOUD_INVOKE, CLOUD_KILL */
	struct str function; /* its name */
	uint64_t sandbox;    /* serial number, never used again */
	bool cold;
	struct str request_id; /* the same again when an asynchronous event is retried */
	struct str payload;
	int64_t deadline_ms; /* counted from now on; see cloud_invocation_started() */
	/* CLOUD_ANSWER */
	struct cloud_answer answer;
	/* CLOUD_BUILD_* */
	struct str build_id; /* "project:uuid" */
	struct str build_arn, project, image, buildspec /* override, or empty */;
	const struct cloud_variable *variables; /* environmentVariablesOverride, or SSM_<parameter> of a command */
	size_t variable_count;
	int timeout_minutes;
	/* CLOUD_COMMAND_* */
	struct str instance, command_id, comment, script;
};

/* The oldest effect; false when there is none. */
bool cloud_effect_next(struct cloud *c, struct cloud_effect *out);

/* The sandbox has asked for its next event and is given invocation `id` now: its time counts from here. Returns the deadline
 * (0: the invocation is over already, do not give it). */
int64_t cloud_invocation_started(struct cloud *c, int64_t now_ms, uint64_t id);

enum cloud_outcome {
	CLOUD_OK,     /* `payload` is the answer; the sandbox is idle */
	CLOUD_FAILED, /* the function reported an error, `payload` is its JSON; the sandbox is idle */
	CLOUD_CRASHED, /* the sandbox died, or could not start; it is gone. `payload`: Lambda's words for how, or empty */
};

/* Invocation `id` is over. False: it was already (killed for its time), the report changes nothing. */
bool cloud_invocation_end(struct cloud *c, int64_t now_ms, uint64_t id, enum cloud_outcome outcome, struct str payload);
/* An idle sandbox died or was taken away. With an invocation in it that counts as CLOUD_CRASHED. */
void cloud_sandbox_gone(struct cloud *c, int64_t now_ms, uint64_t sandbox);

/* Build `id` has ended: exit code of its commands; negative: it could not be started (FAULT). */
void cloud_build_end(struct cloud *c, int64_t now_ms, uint64_t id, int exit_code);

struct cloud_command_result {
	int exit_code;         /* negative: it could not be started */
	struct str out, error; /* what it wrote, at least the first 24,000 and 8,000 bytes of it */
};

/* Command `id` has ended on its host. */
void cloud_command_end(struct cloud *c, int64_t now_ms, uint64_t id, const struct cloud_command_result *r);

/* ---- time ------------------------------------------------------------------------------------------------------ */

/* When something is due next, ms since the epoch; INT64_MAX: nothing is. */
int64_t cloud_next_ms(const struct cloud *c);
/* Does what is due at `now_ms`. */
void cloud_tick(struct cloud *c, int64_t now_ms);

/* How much is under way. Time may skip to cloud_next_ms() when `invocations`, `builds` and `commands` are 0 and no effect waits. */
struct cloud_load {
	size_t invocations;        /* given out by CLOUD_INVOKE and not ended */
	size_t invocations_queued; /* asynchronous, waiting for a sandbox */
	size_t events_waiting;     /* S3 events and retries that are not due yet */
	size_t builds, builds_queued;
	size_t commands, commands_waiting; /* on hosts */
	size_t executions;                 /* of state machines, running */
};
struct cloud_load cloud_load(const struct cloud *c);

/* ---- seeds and looks that are no AWS calls ---------------------------------------------------------------------- */

/* Writes an object like PutObject, event and all. */
int cloud_put_object(struct cloud *c, int64_t now_ms, struct str bucket, struct str key, struct str body,
    struct err *e);
/* Writes or replaces a SecureString parameter, a secret's string. */
void cloud_put_parameter(struct cloud *c, int64_t now_ms, struct str name, struct str value);
void cloud_put_secret(struct cloud *c, int64_t now_ms, struct str name, struct str value);
/* A host that Systems Manager manages: new, with other tags, or back. */
void cloud_host_add(struct cloud *c, int64_t now_ms, struct str id, const struct cloud_variable *tags, size_t n);
/* It answers no more: commands wait for it. What runs on it goes on. ERR_NOT_FOUND. */
int cloud_host_away(struct cloud *c, int64_t now_ms, struct str id, struct err *e);
/* It is terminated, and what runs on it and waits for it with it. ERR_NOT_FOUND. */
int cloud_host_remove(struct cloud *c, int64_t now_ms, struct str id, struct err *e);
/* The event of an object that another store has taken (S3 elsewhere): goes by the notifications and knobs. */
void cloud_s3_event(struct cloud *c, int64_t now_ms, struct str bucket, struct str key, uint64_t size_bytes,
    struct str etag);
/* Invokes a function asynchronously, as EventBridge or a person would. ERR_NOT_FOUND. */
int cloud_invoke_async(struct cloud *c, int64_t now_ms, struct str function, struct str payload, struct err *e);

/* ---- test knobs ------------------------------------------------------------------------------------------------ */

enum cloud_event_kind {
	CLOUD_EVENT_S3,
	CLOUD_EVENT_SIGNAL, /* of an execution that ended: EventBridge's, and Lambda's on-failure destinations */
	CLOUD_EVENT_KINDS
};

struct cloud_event_knobs {
	int repeats;                        /* every event is delivered so often; 1. 0 drops them all */
	int64_t delay_min_ms, delay_max_ms; /* each delivery late by a random time in here: order changes too */
};

struct cloud_knobs {
	struct cloud_event_knobs events[CLOUD_EVENT_KINDS];
	bool watchdog_runs, watchdog_orders; /* off: executions named *-0000, or the others, start and stand still */
	int lambda_concurrency;              /* sandboxes of all functions at once; 0: no limit */
	int build_concurrency;               /* over the projects' own when > 0 */
};

/* To read and change at any time; call cloud_tick() after a change. */
struct cloud_knobs *cloud_knobs(struct cloud *c);
/* Changes cloud_function_config.concurrency. ERR_NOT_FOUND. */
int cloud_function_concurrency(struct cloud *c, struct str function, int n, struct err *e);
/* The same for timeout_s, of invocations that begin from now on. */
int cloud_function_timeout(struct cloud *c, struct str function, int timeout_s, struct err *e);

/* ---- records --------------------------------------------------------------------------------------------------- */

struct cloud_record {
	uint64_t serial; /* 1, 2, ... */
	int64_t at_ms;
	enum cloud_service service;
	const char *operation;
	struct str role, process;
	int status;
	struct str error;  /* AWS's code, or empty */
	struct str detail; /* table, bucket/key, function, name: what it was about; no values */
};

/* Records a call that did not reach cloud_perform() (refused, or lost to a fault). */
void cloud_record(struct cloud *c, int64_t now_ms, const struct cloud_call *call, int status, const char *error);
/* Every recorded call with a serial over `after`, oldest first (config.call_log); stops when `each` returns false. */
void cloud_calls(const struct cloud *c, uint64_t after, bool (*each)(void *ctx, const struct cloud_record *r),
    void *ctx);

struct cloud_count {
	struct str role;
	enum cloud_service service;
	const char *operation;
	uint64_t calls, refused; /* refused: answered with status 400 or more */
};
/* Counts by role, service and operation, in no order. */
void cloud_counts(const struct cloud *c, void (*each)(void *ctx, const struct cloud_count *n), void *ctx);
/* Forgets counts and calls. */
void cloud_records_clear(struct cloud *c);

#endif
