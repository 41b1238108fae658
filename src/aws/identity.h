/*
 * identity: what a request is signed with: the client's credentials, found and renewed when needed, and the signing key
 * that is kept for each service. Taken as a copy, so that nobody signs under the lock.
 */
#ifndef AWS_IDENTITY_H
#define AWS_IDENTITY_H

#include "aws/call.h"

struct identity {
	struct aws_credentials credentials; /* in the arena given */
	struct sigv4_key key;
	int64_t now_ms; /* by the services' clock */
};

/* Credentials that expire within five minutes are renewed first, tried every ten seconds; the old ones serve on while that
 * fails and they are valid. */
int identity_take(struct aws *aws, struct arena *a, enum aws_service service, struct identity *out, struct err *e);
/* Keeps the key for the next request and wipes the copy. */
void identity_keep(struct aws *aws, enum aws_service service, struct identity *id);

/* What was mended already while one call is tried. */
struct identity_mended {
	bool credentials, clock;
};

/* After a refusal of what `used` signed: true when there are other credentials, or another time, to sign again with. */
bool identity_mend(struct aws *aws, const struct aws_credentials *used, const struct http_response *res,
    const struct err *e, struct identity_mended *done);

#endif
