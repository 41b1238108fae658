/*
 * cloud_auth: who signed a request (AWS IAM User Guide, "Signature Version 4"): the Authorization header or a presigned URL's
 * query, verified against the credentials that were given out. Each service says in its own words what is wrong.
 */
#ifndef LOCAL_CLOUD_AUTH_H
#define LOCAL_CLOUD_AUTH_H

#include "local/cloud.h"

/* What a request says about its signature, not verified yet. Views into the request, or in the arena. */
struct cloud_auth {
	bool presigned;
	struct str access_key_id, day, region, service; /* of the credential scope */
	struct str signed_headers, signature, token;
	struct str date;    /* of the signature, DATE_BASIC */
	struct str expires; /* presigned: seconds */
	struct str query;   /* the request's, without X-Amz-Signature */
};

/* -1 with *out empty where there is no signature (e->aws says so), or with what could be read where it is malformed. */
int cloud_auth_read(struct arena *a, enum cloud_service guess, const struct cloud_request *req,
    const struct cloud_call *call, struct cloud_auth *out, struct err *e);

/* 0: the signature is true; role and process are in `call`. Errors in the words of call->service. */
int cloud_auth_verify(struct cloud *c, struct arena *a, int64_t now_ms, int64_t real_ms,
    const struct cloud_request *req, const struct cloud_auth *auth, struct cloud_call *call, struct err *e);

/* The value of a query parameter, decoded, in `a`; empty with p == NULL when there is none. */
struct str cloud_auth_query(struct arena *a, struct str query, const char *name);

#endif
