/*
 * pool: the client's kept connections. Its own memory and lock, so that any thread may take and keep.
 */
#ifndef NET_POOL_H
#define NET_POOL_H

#include <pthread.h>

#include "base/world.h"
#include "net/client.h"
#include "net/conn.h"

struct client {
	pthread_mutex_t lock;
	struct arena arena;      /* connections and roots; under the lock */
	struct conn *idle;       /* the one used last comes first */
	struct conn *unused;     /* closed ones, to be filled again */
	struct tls_roots *roots; /* loaded for the first TLS connection */
	struct client_options options;
};

/* A kept connection to that peer that is still open; NULL when there is none. */
struct conn *pool_take(struct client *cl, struct str host, uint16_t port, bool secure);
/* Keeps it for the next one; the oldest makes room. */
void pool_keep(struct client *cl, struct conn *c);
/* A closed connection, named; NULL with ERR_INPUT. */
struct conn *pool_new(struct client *cl, struct str host, uint16_t port, bool secure, struct err *e);
/* Closes it and takes its memory back. */
void pool_drop(struct client *cl, struct conn *c);
/* Trust anchors, loaded when first asked for. */
int pool_roots(struct client *cl, const struct tls_roots **roots, struct err *e);

#endif
