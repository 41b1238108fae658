/*
 * request: how a job reaches init_job: API Gateway (v1 and v2 proxy events), Function URL, SNS record, or the bare object of a
 * direct invoke; and the answers' shapes. Pure.
 */
#ifndef ENGINE_REQUEST_H
#define ENGINE_REQUEST_H

#include "engine/job.h"

enum request_kind { REQUEST_HTTP, REQUEST_SNS, REQUEST_DIRECT, REQUEST_CONTINUE /* our own, see engine/pack.h */ };

struct request {
	enum request_kind kind;
	struct str path, method;     /* of HTTP requests: "/init", "/ssm", "/webhook" */
	struct str body;             /* decoded from base64 where the gateway encoded it */
	struct json event;           /* all of it: headers for the webhook */
	bool webhook;                /* it came by /webhook, which no one but its signature guards */
	struct str job;              /* the job's JSON text (decoded) */
	struct str trace_id, run_id; /* empty when not given; run_id falls back on the SNS message's id */
	bool done_endpt;             /* one was asked for: a warning */
};

/* Reads the event. Mistakes of the caller go to `is` (base64, JSON with its place, a missing job, a malformed run_id) and give
 * -1 with *status the HTTP status to answer (400, 405, 413). `request_id`: Lambda's, the last fallback for run_id. The job itself
 * is not looked into: job_parse() is next. A POST to /webhook is left at its body, until it is known who signed it; a REQUEST_CONTINUE at
 * its event. */
int request_read(struct arena *a, struct str event, struct str request_id, struct request *r, struct job_issues *is,
    int *status);
/* Goes on with the body of a webhook whose signature was right. */
int request_read_webhook(struct arena *a, struct request *r, struct job_issues *is, int *status);

struct accepted {
	struct str run_id, trace_id, flow_id, done_endpt, pr_search_tag;
	const struct job_issues *issues; /* warnings */
};

/* The answer to give to the runtime: {"status":"ok",..}, wrapped as {"statusCode":200,..} for HTTP. In `a`. */
struct str request_ok(struct arena *a, const struct request *r, const struct accepted *ok);
/* {"status":"ok"} */
struct str request_pong(struct arena *a, const struct request *r);
/* {"status":"error","error","errors":[..],"run_id"?,"trace_id"?}; `e` (may be NULL) for what is not the caller's mistake. */
struct str request_refused(struct arena *a, const struct request *r, int status, const struct job_issues *is,
    const struct err *e, struct str run_id, struct str trace_id);

#endif
