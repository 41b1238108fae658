/*
 * sts: temporary credentials from the Security Token Service (Query protocol: a form in, XML out).
 */
#ifndef AWS_STS_H
#define AWS_STS_H

#include "aws/call.h"

struct sts_role {
	struct str arn, session_name;
	struct str external_id; /* empty: none */
	int64_t duration_s;     /* 0: the service's own */
	struct str web_token;   /* not empty: AssumeRoleWithWebIdentity, which nobody signs */
};

/* In the name of the client's credentials, unless it is by web identity. In `a`. */
int sts_assume_role(struct aws *aws, struct arena *a, const struct sts_role *r, struct aws_credentials *out,
    struct err *e);

#endif
