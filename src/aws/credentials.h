/*
 * credentials: whose name calls go out in. The chain of the AWS SDKs, as a table of providers tried in order: environment
 * (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN), then the container endpoint
 * (AWS_CONTAINER_CREDENTIALS_RELATIVE_URI on 169.254.170.2, or _FULL_URI with AWS_CONTAINER_AUTHORIZATION_TOKEN or
 * _TOKEN_FILE; plain http only to loopback and the link-local addresses that the SDKs allow).
 */
#ifndef AWS_CREDENTIALS_H
#define AWS_CREDENTIALS_H

#include "base/world.h"

struct aws_credentials {
	struct str access_key_id, secret_access_key, session_token; /* the token may be empty */
	int64_t expires_ms;                                         /* 0: never */
};

/* Finds credentials in the process's environment or from its endpoints, into `a`. ERR_CONFIG says where it looked and what
 * was missing. */
int credentials_find(struct world *w, struct arena *a, struct aws_credentials *out, struct err *e);

/* The first row of the chain alone: makes no call. *found is false when the environment has none; ERR_CONFIG when it has only
 * half of them. */
int credentials_environment(struct arena *a, struct aws_credentials *out, bool *found, struct err *e);

#endif
