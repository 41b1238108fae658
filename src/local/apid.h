/*
 * apid: what stands before functions on the web: an HTTP API (API Gateway: routes with IAM authorization, and open ones whose
 * functions check for themselves) and Function URLs (http://<function>.lambda-url.<region>.localhost:<port>/). Both hand the request
 * over as an event of payload format 2.0, and give the function's answer back as HTTP.
 */
#ifndef LOCAL_APID_H
#define LOCAL_APID_H

#include "local/state.h"

struct apid_route {
	struct str path, function;
	bool open;
};

struct apid {
	struct apid_route *routes;
	size_t n;
};

/* The route of a request; NULL: there is none. */
const struct apid_route *apid_find(const struct cloud *c, struct str path);
/* Lambda's operation for requests to Function URLs. */
int apid_function_url(struct op *o, struct err *e);
/* The function that a Function URL's host names; empty when the host is no such. */
struct str apid_function_of(struct str host);

#endif
