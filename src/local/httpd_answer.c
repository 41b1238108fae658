/* Answers of the server: head, body in memory or from a file, written as the socket takes them. */
#include <errno.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/io.h"
#include "codec/date.h"
#include "local/httpd_inside.h"

static struct httpd_connection *
connection_of(struct httpd_exchange *x)
{
	return (struct httpd_connection *)((char *)x - offsetof(struct httpd_connection, exchange));
}

static struct str
date_now(struct httpd *s)
{
	int64_t now_s = s->now_ms(s->now_ctx) / 1000;
	struct buf out = buf_over(s->date, sizeof(s->date));

	if (now_s == s->date_s)
		return str_z(s->date);
	date_write(&out, now_s * 1000, DATE_HTTP);
	s->date_s = now_s;
	return str_z(buf_z(&out));
}

static bool
has_body(int status)
{
	return status != 204 && status != 304;
}

/* The answer's head; its body's length is known. */
static int
write_head(struct httpd_connection *c, const struct cloud_answer *a, int64_t length, struct err *e)
{
	struct http_header headers[CLOUD_ANSWER_HEADERS + 1];
	struct buf out = buf_in(&c->arena);
	size_t n = 0;

	for (; n < a->header_count; n++)
		headers[n] = a->headers[n];
	headers[n++] = (struct http_header){ STR("Date"), date_now(c->httpd) };
	if (http_write_response(&out, a->status, headers, n, has_body(a->status) ? length : -1, c->keep_alive, e) < 0)
		return -1;
	c->head = buf_str(&out);
	return 0;
}

static int
open_file(struct httpd_connection *c, const struct cloud_answer *a, struct err *e)
{
	if (!a->handle)
		return 0;
	if (bodies_open(c->listener->bodies, a->handle, &c->file, e) < 0)
		return -1;
	c->file_offset = (int64_t)a->handle_offset;
	c->file_bytes = a->handle_bytes;
	return 0;
}

static int
prepare(struct httpd_connection *c, const struct cloud_answer *a, struct err *e)
{
	int64_t length = a->head_bytes >= 0 ? a->head_bytes : a->handle ? (int64_t)a->handle_bytes : (int64_t)a->body.n;

	c->keep_alive = c->parser.keep_alive;
	c->body_kept = false;
	if (a->head_bytes < 0) {
		if (open_file(c, a, e) < 0)
			return -1;
		c->body = a->handle || !has_body(a->status) ? STR("") : a->body;
	}
	return write_head(c, a, length, e);
}

void
httpd_answer(struct httpd_exchange *x, const struct cloud_answer *answer)
{
	struct httpd_connection *c = connection_of(x);
	struct err e;

	x->gone = NULL;
	if (prepare(c, answer, &e) < 0) {
		httpd_refuse(c, 500, str_z(e.msg));
		return;
	}
	c->state = HTTPD_WRITING;
	httpd_flush(c);
}

void
httpd_answer_json(struct httpd_exchange *x, int status, struct str json)
{
	struct cloud_answer answer = { .status = status,
		.head_bytes = -1,
		.body = json,
		.header_count = 1,
		.headers = { { STR("Content-Type"), STR("application/json") } } };

	httpd_answer(x, &answer);
}

void
httpd_hang_up(struct httpd_exchange *x)
{
	x->gone = NULL;
	httpd_drop(connection_of(x));
}

void
httpd_refuse(struct httpd_connection *c, int status, struct str message)
{
	struct cloud_answer answer = { .status = status,
		.head_bytes = -1,
		.body = message,
		.header_count = 1,
		.headers = { { STR("Content-Type"), STR("text/plain") } } };

	httpd_intake_abandon(c);
	c->parser.keep_alive = false;
	if (prepare(c, &answer, NULL) < 0) {
		httpd_drop(c);
		return;
	}
	c->state = HTTPD_WRITING;
	httpd_flush(c);
}

/* Head and body that are in memory. 1: all out, 0: the socket is full, -1: it broke. */
static int
flush_memory(struct httpd_connection *c)
{
	while (c->head.n || c->body.n) {
		struct iovec parts[] = { { (void *)c->head.p, c->head.n }, { (void *)c->body.p, c->body.n } };
		ssize_t n = writev(c->source.fd, parts, 2);
		size_t of_head;

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno == EAGAIN ? 0 : -1;
		of_head = (size_t)n < c->head.n ? (size_t)n : c->head.n;
		c->head = str_sub(c->head, of_head, c->head.n);
		c->body = str_sub(c->body, (size_t)n - of_head, c->body.n);
	}
	return 1;
}

static int
flush_file(struct httpd_connection *c)
{
	while (c->file_bytes) {
		size_t most = c->file_bytes < 1 << 20 ? (size_t)c->file_bytes : 1 << 20;
		ssize_t n = sendfile(c->source.fd, c->file, &c->file_offset, most);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno == EAGAIN ? 0 : -1;
		if (n == 0)
			return -1;
		c->file_bytes -= (uint64_t)n;
	}
	io_close(&c->file);
	return 1;
}

/* All is out: the connection is ready for its next request, or ends. */
static void
finished(struct httpd_connection *c)
{
	struct str rest = c->rest;

	if (!c->keep_alive) {
		/* A peer that is still sending must be able to read the answer: our end is closed first. */
		shutdown(c->source.fd, SHUT_WR);
		httpd_drop(c);
		return;
	}
	arena_reset(&c->arena);
	http_parser_init(&c->parser, &c->arena, true, 0);
	c->state = HTTPD_READING;
	if (loop_watch(c->httpd->loop, &c->source, EPOLLIN, NULL) < 0) {
		httpd_drop(c);
		return;
	}
	c->rest = STR("");
	if (!c->feeding && rest.n)
		httpd_feed(c, rest);
}

void
httpd_flush(struct httpd_connection *c)
{
	int done = flush_memory(c);

	if (done > 0)
		done = flush_file(c);
	if (done > 0) {
		finished(c);
		return;
	}
	/* The text is its maker's; what the socket does not take now has to stay. */
	if (done == 0 && !c->body_kept)
		c->body = arena_str(&c->arena, c->body);
	c->body_kept = true;
	if (done < 0 || loop_watch(c->httpd->loop, &c->source, EPOLLOUT, NULL) < 0)
		httpd_drop(c);
}
