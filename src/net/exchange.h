/*
 * exchange: one request and its answer over an open connection. What the client (net/client.h) and the Lambda runtime's
 * loop have in common.
 */
#ifndef NET_EXCHANGE_H
#define NET_EXCHANGE_H

#include "base/world.h"
#include "net/conn.h"
#include "net/http.h"

struct exchange {
	uint64_t sent, answered; /* bytes that left, and that came */
	bool keep_alive;         /* the connection may carry another one */
};

/* The response lives in `a`. Files are the world's. ERR_NET also where the peer closed too early; `x` is filled in either
 * way, and an error after the first byte left is `ambiguous`. */
int exchange_run(struct exchange *x, struct conn *c, struct world *w, struct arena *a, const struct http_request *req,
    int64_t until_ms, struct http_response *res, struct err *e);

#endif
