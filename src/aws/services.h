/*
 * services: the calls to Lambda, CodeBuild, Step Functions, Systems Manager and Secrets Manager that the engine makes, each
 * as thin as its API page; the files are named after the services.
 */
#ifndef AWS_SERVICES_H
#define AWS_SERVICES_H

#include "aws/call.h"

/* Lambda Invoke, InvocationType Event: `request_id` of the queued event. ERR_LIMIT for TooManyRequests after retries. */
int lambda_invoke_async(struct aws *aws, struct arena *a, struct str function, struct str payload,
    struct str *request_id, struct err *e);
/* RequestResponse: the payload of the answer; ERR_PROTO with the function's own message when it failed. */
int lambda_invoke(struct aws *aws, struct arena *a, struct str function, struct str payload, struct str *answer,
    struct err *e);

struct codebuild_start {
	struct str project, token, image;      /* image may be empty */
	const struct http_header *environment; /* names and values, PLAINTEXT */
	size_t environment_count;
	int timeout_minutes, queued_timeout_minutes;
};
struct codebuild_build {
	struct str id, arn, status,
	    url; /* status: IN_PROGRESS, SUCCEEDED, FAILED, FAULT, TIMED_OUT, STOPPED; url: its log's page */
};
int codebuild_start(struct aws *aws, struct arena *a, const struct codebuild_start *s, struct codebuild_build *out,
    struct err *e);
/* ERR_NOT_FOUND when there is no such build. */
int codebuild_get(struct aws *aws, struct arena *a, struct str id, struct codebuild_build *out, struct err *e);
int codebuild_stop(struct aws *aws, struct arena *a, struct str id, struct err *e);

/* Step Functions StartExecution: the execution's ARN in *arn; ExecutionAlreadyExists is ERR_REFUSED. */
int states_start(struct aws *aws, struct arena *a, struct str machine_arn, struct str name, struct str input,
    struct str *arn, struct err *e);
/* Status of an execution: RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED. ERR_NOT_FOUND. */
int states_status(struct aws *aws, struct arena *a, struct str execution_arn, struct str *status, struct err *e);
/* The ARN of the execution `name` of a machine. */
struct str states_execution_arn(struct arena *a, struct str machine_arn, struct str name);

struct ssm_put {
	struct str name, value;
	bool advanced;      /* tier */
	int64_t expires_ms; /* an expiration policy; 0: none (needs the advanced tier) */
};
/* SecureString, without Overwrite: ParameterAlreadyExists is ERR_REFUSED. */
int ssm_put_parameter(struct aws *aws, struct arena *a, const struct ssm_put *put, struct err *e);
/* Decrypted. ERR_NOT_FOUND names the path. `patience_ms` (monotonic deadline from now): throttling is waited out so long; 0:
 * standard retries. */
int ssm_get_parameter(struct aws *aws, struct arena *a, struct str name, int patience_ms, struct str *value,
    struct err *e);
/* An absent one is no error. */
int ssm_delete_parameter(struct aws *aws, struct arena *a, struct str name, struct err *e);

/* Run Command: one command for one instance. */
struct ssm_command {
	struct str document, instance, comment;
	const struct http_header *parameters; /* each a name and one value */
	size_t parameter_count;
	int64_t delivery_s; /* TimeoutSeconds: 30 at least */
};
/* Sent once: an answer that is lost leaves it open whether the command runs. */
int ssm_send_command(struct aws *aws, struct arena *a, const struct ssm_command *c, struct str *command_id,
    struct err *e);
/* One that is over is no error. */
int ssm_cancel_command(struct aws *aws, struct arena *a, struct str command_id, struct str instance, struct err *e);
struct ssm_sent {
	struct str comment, status; /* StatusDetails: Success, Failed, DeliveryTimedOut, Undeliverable, ... */
};
/* ERR_NOT_FOUND when there is no such command (any more). */
int ssm_command_get(struct aws *aws, struct arena *a, struct str command_id, struct ssm_sent *out, struct err *e);
/* What it wrote to its standard error on an instance, the first part of it. */
int ssm_command_errors(struct aws *aws, struct arena *a, struct str command_id, struct str instance, struct str *text,
    struct err *e);
/* The command that was sent to `instance` with that comment, not before `since_ms`. ERR_NOT_FOUND. */
int ssm_command_find(struct aws *aws, struct arena *a, struct str instance, struct str comment, int64_t since_ms,
    struct str *command_id, struct err *e);

struct ssm_tag {
	struct str key;
	const struct str *values; /* any of them */
	size_t value_count;
};
/* DescribeInstanceInformation: the managed Linux instances that are online and have all the tags, `max` at most (ERR_LIMIT), in `a`. */
int ssm_instances(struct aws *aws, struct arena *a, const struct ssm_tag *tags, size_t tag_count, struct str *ids,
    size_t max, size_t *count, struct err *e);

int secrets_get(struct aws *aws, struct arena *a, struct str id, struct str *value, struct err *e);

#endif
