/*
 * httpd: HTTP/1.1 on 127.0.0.1, any number of listening ports on one loop. A request is handed to the listener's handler
 * when it is complete: its body in memory, or, for a PUT over HTTPD_SPOOL_BYTES where the listener has a folder for that, in
 * a file. The answer may come at once or later (a long poll, a synchronous Invoke).
 *
 * An exchange and all that hangs on it live until it is answered or hung up, or its `gone` was called.
 */
#ifndef LOCAL_HTTPD_H
#define LOCAL_HTTPD_H

#include "local/bodies.h"
#include "local/loop.h"

enum { HTTPD_SPOOL_BYTES = 256 * 1024, HTTPD_MEMORY_MAX = 16 * 1024 * 1024, HTTPD_CONNECTIONS_MAX = 8192 };
#define HTTPD_FILE_MAX ((uint64_t)5 << 30)

/* What is known of the peer; kept with the connection for whoever handles its requests. */
struct httpd_peer {
	uint16_t port;
	char role[128], process[128]; /* "" until a handler fills them in */
};

struct httpd_exchange {
	struct arena *arena;
	struct str method, target;
	const struct http_header *headers;
	size_t header_count;
	struct cloud_body body;
	struct httpd_peer *peer;
	/* For an answer that comes later: the peer left before it. The exchange is over then. */
	void (*gone)(struct httpd_exchange *x, void *ctx);
	void *gone_ctx;
};

typedef void httpd_handler(void *ctx, struct httpd_exchange *x);

struct httpd_listener; /* in the server's arena; used again after it is closed */

struct httpd {
	struct loop *loop;
	struct arena *arena;          /* the process's */
	int64_t (*now_ms)(void *ctx); /* for the Date header */
	void *now_ctx;
	struct httpd_listener *listeners_free;
	struct httpd_connection *connections, *connections_free;
	size_t connection_count;
	int64_t date_s; /* what `date` says */
	char date[32];
	char *chunk; /* what is read from sockets */
};

void httpd_init(struct httpd *s, struct loop *l, struct arena *a, int64_t (*now_ms)(void *ctx), void *now_ctx);
/* Closes every connection. */
void httpd_close(struct httpd *s);

/* Listens on 127.0.0.1. `*port` 0: one is chosen and told. `bodies` NULL: no files, and a body over HTTPD_MEMORY_MAX is refused
 * whatever the method. */
int httpd_listen(struct httpd *s, uint16_t *port, struct bodies *bodies, httpd_handler *handler, void *ctx,
    struct httpd_listener **out, struct err *e);
/* Closes the port and the connections that came through it. */
void httpd_unlisten(struct httpd *s, struct httpd_listener *l);

/* Answers; the body may be a part of a file (answer->handle) of the listener's folder. */
void httpd_answer(struct httpd_exchange *x, const struct cloud_answer *answer);
/* The same for a small JSON text. */
void httpd_answer_json(struct httpd_exchange *x, int status, struct str json);
/* Closes the connection without an answer. */
void httpd_hang_up(struct httpd_exchange *x);

#endif
