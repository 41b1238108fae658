/*
 * call: the one way to AWS. Signs, sends through the world, retries what may be repeated (connection errors, 5xx,
 * throttling, with back-off), and turns error answers into `struct err` with AWS's code.
 *
 * A repeat after an answer that was lost makes a write ambiguous: the answer then says `repeated`, and an error
 * `ambiguous`; whoever makes conditional writes looks at the item to learn who was first.
 *
 * A refusal because the credentials have expired makes it look for newer ones, and because the clock is wrong makes it go by
 * the service's (SDK reference guide, "Retry behavior"): each once a call, which is then repeated.
 */
#ifndef AWS_CALL_H
#define AWS_CALL_H

#include <pthread.h>

#include "aws/endpoint.h"
#include "aws/pace.h"
#include "aws/sigv4.h"
#include "codec/json.h"

/* A request to S3 that somebody else has signed: whoever was given it needs no credentials for that one thing. */
struct aws_grant {
	struct str method, bucket, key, url;
};

/* A client; one a process. Safe to use from several threads. */
struct aws {
	struct world *world;
	const struct aws_sources *sources;
	struct arena *arena; /* the process's: configuration, written by aws_init() alone */
	struct str region;
	struct aws_endpoint endpoints[AWS_SERVICES];
	struct sigv4_key keys[AWS_SERVICES];
	struct arena own; /* holds what `credentials` shows */
	struct aws_credentials credentials;
	int64_t renew_ms; /* credentials that still serve are not asked for again before */
	int64_t skew_ms;  /* how far the services' clocks are ahead of ours */
	struct pace pace[AWS_SERVICES];
	pthread_mutex_t lock; /* of own, credentials, renew_ms, skew_ms, pace and keys */
	struct str user_agent;
	const struct aws_grant *grants; /* tried first, by s3.h; the caller's, changed only while nobody calls */
	size_t grant_count;
};

/* Region (AWS_REGION, AWS_DEFAULT_REGION, the profile's, the instance's), endpoints and, from the environment alone,
 * credentials; all others are asked for at the first call. ERR_CONFIG names what is missing. */
int aws_init(struct aws *aws, struct world *w, const struct aws_sources *sources, struct arena *a, struct err *e);

/* A client like another one, with credentials of its own: for calls to STS. Lives no longer than what it is like. */
void aws_init_as(struct aws *aws, const struct aws *like, const struct aws_sources *sources,
    const struct aws_credentials *c);

/* Wipes what belongs to it alone; for tests and programs that end. */
void aws_release(struct aws *aws);

/* Opens connections to the given services at once, and to the hosts of buckets (S3 has one for each, unless its endpoint is
 * given), bounded in time; failures show at the first call. */
void aws_warm_buckets(struct aws *aws, const enum aws_service *services, size_t n, const struct str *buckets,
    size_t bucket_count, int timeout_ms);

struct aws_request {
	enum aws_service service;
	const struct aws_endpoint *endpoint; /* NULL: the service's own */
	const char *operation;               /* "PutItem": X-Amz-Target's and the errors' */
	struct str method;                   /* empty: POST */
	struct str path;                     /* encoded, begins with '/'; empty: "/" */
	struct str query;                    /* encoded, without '?' */
	struct str bucket;                   /* S3 only: goes into host or path */
	const struct http_header *headers;   /* beyond what call writes itself */
	size_t header_count;
	struct str signed_url; /* goes there instead, with `headers` and without a signature of ours */
	int body_file;         /* a temporary file of the world that comes behind `body`, or -1 */
	int64_t body_file_bytes;
	struct str body;
	bool checksum; /* S3 only: sends x-amz-checksum-sha256, which S3 verifies and keeps */
	int sink_file; /* -1: memory */
	uint64_t body_max;
	int timeout_ms;            /* of one attempt; 0 means 10,000 (files: 300,000) */
	const struct retry *retry; /* NULL: RETRY_STANDARD */
	bool unsigned_call;        /* with no credentials (AssumeRoleWithWebIdentity) */
	bool once; /* never repeat when it may have taken effect (Invoke, SendCommand without a token) */
};

#define AWS_REQUEST ((struct aws_request){ .body_file = -1, .sink_file = -1 })

struct aws_answer {
	struct http_response http; /* in the arena given */
	bool repeated;             /* an earlier attempt of this call may have taken effect */
};

/* The answer's body is there for errors too: conditional refusals carry items in it.
 * 0 for status 2xx (and 304). ERR_AWS otherwise, message "<Service> <Operation>: <Code>: <message>"; e->aws has the code. A
 * 404 without a code is ERR_AWS too. For S3 the code comes from the XML, or from the status when there is no body. */
int aws_call(struct aws *aws, struct arena *a, const struct aws_request *req, struct aws_answer *ans, struct err *e);

/* The same to a URL of one's own: an HTTP API with IAM authorization (AWS_EXECUTE_API) or a Lambda Function URL (AWS_LAMBDA),
 * which tells path and query. Answers other than 2xx are errors with the answer's `message`, if it is JSON. ERR_INPUT when it
 * is no http or https URL. */
int aws_call_url(struct aws *aws, struct arena *a, struct str url, struct aws_request req, struct aws_answer *ans,
    struct err *e);

/* A JSON operation: `body` is its JSON; the answer parsed into *out (may be NULL). */
int aws_json(struct aws *aws, struct arena *a, enum aws_service service, const char *operation, struct str body,
    struct aws_answer *ans, struct json *out, struct err *e);

/* Where a request goes: the host, and the path with the endpoint's prefix and, where it does not go into the host, the
 * bucket. In `a`. For presigning; aws_call does it itself. */
void aws_place(struct aws *aws, struct arena *a, enum aws_service service, struct str bucket, struct str path,
    struct str *host, struct str *full_path);

#endif
