/*
 * client: HTTP/1.1 exchanges with a pool of kept connections, TLS included (net/tls.h). Attaches itself to a world as its
 * `call`. Safe to use from several threads at once. Deadlines are real time and cover everything; a slow drip does not
 * extend them. One exchange a call: retries are the caller's (net/retry.h), but a kept connection that turns out to be
 * closed before a byte of the answer came, on a request that is safe to repeat (GET, HEAD, DELETE) or of which nothing was
 * sent, is replaced once, silently. A PUT is not: it may be conditional, so who sent it must learn that it may have worked.
 */
#ifndef NET_CLIENT_H
#define NET_CLIENT_H

#include "base/world.h"
#include "net/http.h"

struct client_options {
	const char *ca_file; /* PEM; NULL: the roots compiled in */
	int idle_max;        /* kept connections; 0 means 64 */
	int idle_ms;         /* how long one is kept; 0 means 20,000 */
};

/* `a` is the process's arena. Reads no file and opens no connection yet. */
int client_attach(struct world *w, struct arena *a, const struct client_options *o, struct err *e);
struct client_target {
	struct str host;
	uint16_t port;
	bool tls;
};

/* Opens connections and keeps them for later calls, all at once in one thread; all of it ends after `timeout_ms` (but for name
 * resolution: net/dial.h). Errors are ignored: a call will report them. */
void client_warm_all(struct world *w, const struct client_target *targets, size_t n, int timeout_ms);
/* Closes every kept connection. */
void client_detach(struct world *w);

#endif
