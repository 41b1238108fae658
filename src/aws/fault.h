/*
 * fault: what an error answer of a service means.
 */
#ifndef AWS_FAULT_H
#define AWS_FAULT_H

#include "aws/endpoint.h"
#include "net/http.h"

/* Fills in ERR_AWS with code and message, `retryable` (throttled, or an error of the service's own) and `ambiguous` (the
 * service may have done it all the same). Returns -1. */
int fault_read(struct arena *a, enum aws_service service, const char *operation, const struct http_response *res,
    struct err *e);

#endif
