/* httpd_inside: what the files of the server share: one connection. */
#ifndef LOCAL_HTTPD_INSIDE_H
#define LOCAL_HTTPD_INSIDE_H

#include "local/s3d_chunked.h"
#include "local/httpd.h"

struct httpd_listener {
	struct loop_source source; /* first: the loop gives it back */
	struct httpd *httpd;
	struct httpd_listener *next;
	struct bodies *bodies;
	httpd_handler *handler;
	void *ctx;
};

enum httpd_state {
	HTTPD_FREE,
	HTTPD_READING,  /* a request is coming in */
	HTTPD_HANDLING, /* it is complete; no answer yet */
	HTTPD_WRITING,  /* the socket takes no more for now */
};

/* A request's body as it comes in. */
struct httpd_intake {
	struct buf memory;
	struct body_writer file;
	bool spool;   /* may go to a file, or does */
	bool chunked; /* aws-chunked coding, to be taken off on the way to a file */
	struct s3d_chunked coding;
};

struct httpd_connection {
	struct loop_source source; /* first */
	struct httpd *httpd;
	struct httpd_listener *listener;
	struct httpd_connection *next, *previous;
	enum httpd_state state;
	bool feeding, keep_alive;
	struct httpd_peer peer;
	struct arena arena; /* of the exchange */
	struct http_parser parser;
	struct httpd_exchange exchange;
	struct httpd_intake intake;
	struct arena rest_arena; /* input that belongs to the next request */
	struct str rest;
	struct str head, body; /* left to write */
	bool body_kept;        /* `body` is in our arena */
	int file;
	int64_t file_offset;
	uint64_t file_bytes;
};

/* Takes what came in; handles requests as they become complete. */
void httpd_feed(struct httpd_connection *c, struct str in);
void httpd_drop(struct httpd_connection *c);

/* Ready for one body. ERR_LIMIT when the length that was announced is too large. */
int httpd_intake_open(struct httpd_connection *c, struct err *e);
int httpd_intake_add(struct httpd_connection *c, struct str piece, struct err *e);
int httpd_intake_close(struct httpd_connection *c, struct cloud_body *out, struct err *e);
void httpd_intake_abandon(struct httpd_connection *c);

/* Writes what the socket takes; when all is out the next request is read. */
void httpd_flush(struct httpd_connection *c);
/* An answer to a request that cannot be understood or is too large; the connection ends with it. */
void httpd_refuse(struct httpd_connection *c, int status, struct str message);

#endif
