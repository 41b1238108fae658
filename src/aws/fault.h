/*
 * fault: what an error answer of a service means.
 */
#ifndef AWS_FAULT_H
#define AWS_FAULT_H

#include "aws/endpoint.h"
#include "net/http.h"

/* Fills in ERR_AWS with code and message, `retryable` (throttled, or an error of the service's own) and `ambiguous` (the
 * service may have done it all the same). Where S3 says that a bucket is in another region, so does the message. Returns -1. */
int fault_read(struct arena *a, enum aws_service service, const char *operation, const struct http_response *res,
    struct err *e);

/* Refused before anything was done, for want of capacity. */
bool fault_is_throttling(const struct err *e);
/* Refused because the credentials are not, or no longer, valid: newer ones may be. */
bool fault_is_credentials(const struct err *e);
/* Refused because of the time in the signature, or maybe because of it. */
bool fault_is_clock(const struct err *e);

#endif
