/*
 * server: HTTP/1.1 on 127.0.0.1, any number of listening ports on one loop. A request is handed to the listener's handler
 * when it is complete: its body in memory, or, for a PUT over SERVER_SPOOL_BYTES where the listener has a folder for that, in
 * a file. The answer may come at once or later (a long poll, a synchronous Invoke).
 *
 * An exchange and all that hangs on it live until it is answered or hung up, or its `gone` was called.
 */
#ifndef LOCAL_SERVER_H
#define LOCAL_SERVER_H

#include "local/bodies.h"
#include "local/loop.h"

enum { SERVER_SPOOL_BYTES = 256 * 1024, SERVER_MEMORY_MAX = 16 * 1024 * 1024, SERVER_CONNECTIONS_MAX = 8192 };
#define SERVER_FILE_MAX ((uint64_t)5 << 30)

/* What is known of the peer; kept with the connection for whoever handles its requests. */
struct server_peer {
	uint16_t port;
	char role[128], process[128]; /* "" until a handler fills them in */
};

struct server_exchange {
	struct arena *arena;
	struct str method, target;
	const struct http_header *headers;
	size_t header_count;
	struct cloud_body body;
	struct server_peer *peer;
	/* For an answer that comes later: the peer left before it. The exchange is over then. */
	void (*gone)(struct server_exchange *x, void *ctx);
	void *gone_ctx;
};

typedef void server_handler(void *ctx, struct server_exchange *x);

struct server_listener; /* in the server's arena; used again after it is closed */

struct server {
	struct loop *loop;
	struct arena *arena;          /* the process's */
	int64_t (*now_ms)(void *ctx); /* for the Date header */
	void *now_ctx;
	struct server_listener *listeners_free;
	struct server_connection *connections, *connections_free;
	size_t connection_count;
	int64_t date_s; /* what `date` says */
	char date[32];
	char *chunk; /* what is read from sockets */
};

void server_init(struct server *s, struct loop *l, struct arena *a, int64_t (*now_ms)(void *ctx), void *now_ctx);
/* Closes every connection. */
void server_close(struct server *s);

/* Listens on 127.0.0.1. `*port` 0: one is chosen and told. `bodies` NULL: no files, and a body over SERVER_MEMORY_MAX is refused
 * whatever the method. */
int server_listen(struct server *s, uint16_t *port, struct bodies *bodies, server_handler *handler, void *ctx,
    struct server_listener **out, struct err *e);
/* Closes the port and the connections that came through it. */
void server_unlisten(struct server *s, struct server_listener *l);

/* Answers; the body may be a part of a file (answer->handle) of the listener's folder. */
void server_answer(struct server_exchange *x, const struct cloud_answer *answer);
/* The same for a small JSON text. */
void server_answer_json(struct server_exchange *x, int status, struct str json);
/* Closes the connection without an answer. */
void server_hang_up(struct server_exchange *x);

#endif
