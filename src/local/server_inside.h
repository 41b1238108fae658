/* server_inside: what the files of the server share: one connection. */
#ifndef LOCAL_SERVER_INSIDE_H
#define LOCAL_SERVER_INSIDE_H

#include "local/s3d_chunked.h"
#include "local/server.h"

struct server_listener {
	struct loop_source source; /* first: the loop gives it back */
	struct server *server;
	struct server_listener *next;
	struct bodies *bodies;
	server_handler *handler;
	void *ctx;
};

enum server_state {
	SERVER_FREE,
	SERVER_READING,  /* a request is coming in */
	SERVER_HANDLING, /* it is complete; no answer yet */
	SERVER_WRITING,  /* the socket takes no more for now */
};

/* A request's body as it comes in. */
struct server_intake {
	struct buf memory;
	struct body_writer file;
	bool spool;   /* may go to a file, or does */
	bool chunked; /* aws-chunked coding, to be taken off on the way to a file */
	struct s3d_chunked coding;
};

struct server_connection {
	struct loop_source source; /* first */
	struct server *server;
	struct server_listener *listener;
	struct server_connection *next, *previous;
	enum server_state state;
	bool feeding, keep_alive;
	struct server_peer peer;
	struct arena arena; /* of the exchange */
	struct http_parser parser;
	struct server_exchange exchange;
	struct server_intake intake;
	struct arena rest_arena; /* input that belongs to the next request */
	struct str rest;
	struct str head, body; /* left to write */
	bool body_kept;        /* `body` is in our arena */
	int file;
	int64_t file_offset;
	uint64_t file_bytes;
};

/* Takes what came in; handles requests as they become complete. */
void server_feed(struct server_connection *c, struct str in);
void server_drop(struct server_connection *c);

/* Ready for one body. ERR_LIMIT when the length that was announced is too large. */
int server_intake_open(struct server_connection *c, struct err *e);
int server_intake_add(struct server_connection *c, struct str piece, struct err *e);
int server_intake_close(struct server_connection *c, struct cloud_body *out, struct err *e);
void server_intake_abandon(struct server_connection *c);

/* Writes what the socket takes; when all is out the next request is read. */
void server_flush(struct server_connection *c);
/* An answer to a request that cannot be understood or is too large; the connection ends with it. */
void server_refuse(struct server_connection *c, int status, struct str message);

#endif
