#include <string.h>

#include "net/exchange.h"

enum { PIECE_BYTES = 16 * 1024, ERROR_BODY_MAX = 1024 * 1024, ROOM_AT_ONCE_MAX = 1024 * 1024 };

/* Where an answer's body goes. */
struct sink {
	struct world *w;
	int file; /* -1: memory */
	int64_t offset;
	struct buf body;
};

/* A request without a body has no Content-Length, unless its method usually has one. */
static int64_t
length_to_write(const struct http_request *req)
{
	bool bodyless = str_eq(req->method, STR("GET")) || str_eq(req->method, STR("HEAD")) ||
	    str_eq(req->method, STR("DELETE"));
	int64_t n = (req->body_file >= 0 ? req->body_file_bytes : 0) + (int64_t)req->body.n;

	return n == 0 && bodyless ? -1 : n;
}

static int
send_file(struct exchange *x, struct conn *c, struct world *w, const struct http_request *req, int64_t until_ms,
    enum conn_put *put, struct err *e)
{
	char piece[PIECE_BYTES];
	int64_t offset = 0;

	while (offset < req->body_file_bytes && *put == CONN_ALL) {
		int64_t left = req->body_file_bytes - offset;
		size_t n = left < PIECE_BYTES ? (size_t)left : PIECE_BYTES, got = 0;

		if (world_temp_read(w, req->body_file, offset, piece, n, &got, e) < 0)
			return -1;
		if (got == 0)
			return err_set(e, ERR_INPUT, "the file to send is shorter than the %lld bytes announced",
			    (long long)req->body_file_bytes);
		if (conn_write(c, (struct str){ piece, got }, (struct str){ 0 }, until_ms, &x->sent, put, e) < 0)
			return -1;
		offset += (int64_t)got;
	}
	return 0;
}

static int
send_request(struct exchange *x, struct conn *c, struct world *w, struct arena *a, const struct http_request *req,
    int64_t until_ms, enum conn_put *put, struct err *e)
{
	struct buf head = buf_in(a);

	if (http_write_request(&head, req, length_to_write(req), e) < 0)
		return -1;
	if (conn_write(c, buf_str(&head), req->body, until_ms, &x->sent, put, e) < 0)
		return -1;
	return req->body_file >= 0 ? send_file(x, c, w, req, until_ms, put, e) : 0;
}

/* The head is known: decides where the body goes and how much of it may come. */
static int
begin_sink(struct sink *s, struct http_parser *p, const struct http_request *req, struct err *e)
{
	bool good = p->status / 100 == 2;
	uint64_t max = good ? req->body_max : ERROR_BODY_MAX;

	/* What the caller wants to see of a good answer says nothing of how long an explanation may be. */
	s->file = good ? req->sink_file : -1;
	if (max == 0)
		max = s->file < 0 ? 16ull << 20 : 5ull << 30;
	p->body_max = max;
	if (p->head_request || p->content_length < 0)
		return 0;
	if ((uint64_t)p->content_length > max)
		return err_set(e, ERR_LIMIT, "answer of %lld bytes is over the limit of %llu",
		    (long long)p->content_length, (unsigned long long)max);
	if (s->file < 0 && p->content_length > 0 && p->content_length <= ROOM_AT_ONCE_MAX)
		buf_room(&s->body, (size_t)p->content_length);
	return 0;
}

static int
sink_add(struct sink *s, struct str data, struct err *e)
{
	if (s->file < 0) {
		buf_add(&s->body, data);
		return 0;
	}
	if (world_temp_write(s->w, s->file, s->offset, data.p, data.n, e) < 0)
		return -1;
	s->offset += (int64_t)data.n;
	return 0;
}

/* Takes all of `in`; *done when the answer is complete. */
static int
take(struct http_parser *p, struct sink *s, const struct http_request *req, struct str in, bool *done, struct err *e)
{
	enum http_event event = HTTP_HEAD;

	while (event != HTTP_MORE && event != HTTP_DONE) {
		if (http_parse(p, &in, &event, e) < 0)
			return -1;
		if (event == HTTP_HEAD && begin_sink(s, p, req, e) < 0)
			return -1;
		if (event == HTTP_BODY && sink_add(s, p->data, e) < 0)
			return -1;
	}
	*done = event == HTTP_DONE;
	/* Bytes behind the answer belong to nothing that we asked: the connection is not used again. */
	if (in.n)
		p->keep_alive = false;
	return 0;
}

static int
receive(struct exchange *x, struct conn *c, struct http_parser *p, struct sink *s, const struct http_request *req,
    int64_t until_ms, struct err *e)
{
	char piece[PIECE_BYTES];
	enum http_event event;
	bool done = false;

	while (!done) {
		size_t got;

		if (conn_read(c, piece, sizeof(piece), until_ms, &got, e) < 0)
			return -1;
		x->answered += got;
		if (got == 0) {
			if (http_parse_eof(p, &event, e) == 0)
				return 0;
			if (e) {
				e->code = ERR_NET;
				e->retryable = true;
			}
			return -1;
		}
		if (take(p, s, req, (struct str){ piece, got }, &done, e) < 0)
			return -1;
	}
	return 0;
}

static void
fill_response(struct http_response *res, const struct http_parser *p, const struct sink *s)
{
	res->status = p->status;
	memcpy(res->headers, p->headers, p->header_count * sizeof(p->headers[0]));
	res->header_count = p->header_count;
	res->body = s->file < 0 ? buf_str(&s->body) : (struct str){ 0 };
	res->body_bytes = p->body_bytes;
}

int
exchange_run(struct exchange *x, struct conn *c, struct world *w, struct arena *a, const struct http_request *req,
    int64_t until_ms, struct http_response *res, struct err *e)
{
	struct http_parser p;
	struct sink s = { .w = w, .file = -1, .body = buf_in(a) };
	enum conn_put put = CONN_ALL;
	bool sent;

	*x = (struct exchange){ 0 };
	http_parser_init(&p, a, false, 0);
	p.head_request = str_eq(req->method, STR("HEAD"));
	sent = send_request(x, c, w, a, req, until_ms, &put, e) == 0;
	/* A peer that closed while we were writing may have said why. */
	if (sent || (x->sent && e && e->code == ERR_NET && !c->tls))
		sent = receive(x, c, &p, &s, req, until_ms, e) == 0;
	if (!sent) {
		if (e)
			e->ambiguous = x->sent > 0;
		return -1;
	}
	x->keep_alive = p.keep_alive && put == CONN_ALL;
	fill_response(res, &p, &s);
	return 0;
}
