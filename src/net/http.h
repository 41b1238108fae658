/*
 * http: HTTP/1.1 messages (RFC 9110, RFC 9112), sans-I/O: a parser that takes bytes as they come and gives events, for
 * requests (the local AWS) and responses (the client), and writers of message heads. Strict where leniency would be a
 * hole: one Content-Length, no folding, no space before a colon, Transfer-Encoding is `chunked` or refused, limits on
 * every count and size.
 */
#ifndef NET_HTTP_H
#define NET_HTTP_H

#include "base/buf.h"
#include "base/err.h"

enum { HTTP_HEADERS_MAX = 64, HTTP_HEAD_BYTES_MAX = 32 * 1024 };

struct http_header {
	struct str name, value;
};

/* The value of the first header of that name (any case); an empty view with p == NULL when there is none. */
struct str http_header_get(const struct http_header *headers, size_t n, const char *name);

/* What the client sends. Everything is the caller's and must live until the call is over. */
struct http_request {
	bool tls;
	struct str host; /* name or address, without port */
	uint16_t port;
	struct str method;
	struct str target;                 /* path and query as they go out, encoded */
	const struct http_header *headers; /* without Host, Content-Length and Connection, which the client writes */
	size_t header_count;
	int body_file; /* a temporary file of the world (base/world.h) that is sent behind `body`, or -1 */
	int64_t body_file_bytes;
	struct str body;
	int sink_file; /* where a body with status 2xx goes instead of memory: a temporary file of the world, or -1 */
	uint64_t body_max;      /* bytes of a 2xx answer's body at most; 0: 16 MiB in memory, 5 GiB in a file */
	int connect_timeout_ms; /* 0 means 5,000 */
	int timeout_ms; /* for everything, real time; 0 means 60,000; negative: none (the Runtime API's /next) */
	bool fresh;     /* do not use a kept connection (a repeat after one broke) */
};

#define HTTP_REQUEST ((struct http_request){ .body_file = -1, .sink_file = -1 })

struct http_response {
	int status;
	struct http_header headers[HTTP_HEADERS_MAX];
	size_t header_count;
	struct str body;     /* in the arena; empty when it went to a file */
	uint64_t body_bytes; /* wherever it went */
};

enum http_event {
	HTTP_MORE, /* all input was taken; give more */
	HTTP_HEAD, /* start line and headers are known */
	HTTP_BODY, /* `data` holds a piece of the body, a view into the input */
	HTTP_DONE, /* the message is complete; what is left of the input belongs to the next one */
};

struct http_parser {
	bool request;      /* what is read: requests or responses */
	bool head_request; /* the response belongs to a HEAD request: no body */
	/* of the head */
	int status;
	int minor_version;
	struct str method, target;
	struct http_header headers[HTTP_HEADERS_MAX]; /* views into `head` */
	size_t header_count;
	bool keep_alive;
	bool chunked;
	bool until_close;       /* a response's body that ends with the connection */
	int64_t content_length; /* -1: none given */
	/* of the body */
	struct str data;
	uint64_t body_bytes;
	uint64_t body_max;
	/* inside */
	struct buf head;
	int state;
	uint64_t left;
	uint32_t line_bytes;
};

/* Ready for one message; `a` holds its head. `body_max` 0 means no limit. */
void http_parser_init(struct http_parser *p, struct arena *a, bool request, uint64_t body_max);
/* Takes from `in` (which moves on) until there is an event. 1xx answers but 101 are skipped. ERR_PROTO for a malformed
 * message, ERR_LIMIT over a limit. */
int http_parse(struct http_parser *p, struct str *in, enum http_event *event, struct err *e);
/* The connection ended: fine (HTTP_DONE) where the message is complete or ends so, else ERR_PROTO. */
int http_parse_eof(struct http_parser *p, enum http_event *event, struct err *e);

/* Appends the value of a Host header: the port only where it is not the scheme's own; an IPv6 address in brackets. */
void http_host(struct buf *out, bool tls, struct str host, uint16_t port);
/* Appends a request's head; a negative length writes no Content-Length. Header names and values with CR, LF or NUL are refused (ERR_INPUT). */
int http_write_request(struct buf *out, const struct http_request *req, int64_t content_length, struct err *e);
/* Appends a response's head (the local AWS); a negative length writes no Content-Length. */
int http_write_response(struct buf *out, int status, const struct http_header *headers, size_t n,
    int64_t content_length, bool keep_alive, struct err *e);

#endif
