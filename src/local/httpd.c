/* Ports, connections, and requests as they come in. */
#include "local/httpd.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/io.h"
#include "local/httpd_inside.h"

enum { CHUNK_BYTES = 128 * 1024, BACKLOG = 1024 };

void
httpd_init(struct httpd *s, struct loop *l, struct arena *a, int64_t (*now_ms)(void *ctx), void *now_ctx)
{
	*s = (struct httpd){ .loop = l, .arena = a, .now_ms = now_ms, .now_ctx = now_ctx, .date_s = -1 };
	s->chunk = arena_alloc(a, CHUNK_BYTES);
}

/* ---- connections ------------------------------------------------------------------------------------------------ */

static struct httpd_connection *
connection_new(struct httpd *s)
{
	struct httpd_connection *c = s->connections_free;

	if (c)
		s->connections_free = c->next;
	else
		c = arena_new(s->arena, struct httpd_connection);
	*c = (struct httpd_connection){ .httpd = s, .next = s->connections, .file = -1, .intake.file.fd = -1 };
	if (c->next)
		c->next->previous = c;
	s->connections = c;
	s->connection_count++;
	return c;
}

static void
connection_unlink(struct httpd_connection *c)
{
	struct httpd *s = c->httpd;

	if (c->previous)
		c->previous->next = c->next;
	else
		s->connections = c->next;
	if (c->next)
		c->next->previous = c->previous;
	s->connection_count--;
	c->next = s->connections_free;
	s->connections_free = c;
}

void
httpd_drop(struct httpd_connection *c)
{
	if (c->state == HTTPD_FREE)
		return;
	if (c->exchange.gone)
		c->exchange.gone(&c->exchange, c->exchange.gone_ctx);
	c->exchange.gone = NULL;
	c->state = HTTPD_FREE;
	httpd_intake_abandon(c);
	loop_forget(c->httpd->loop, &c->source);
	io_close(&c->source.fd);
	io_close(&c->file);
	arena_release(&c->arena);
	arena_release(&c->rest_arena);
	connection_unlink(c);
}

static void
handle(struct httpd_connection *c)
{
	struct http_parser *p = &c->parser;
	struct err e;

	c->exchange = (struct httpd_exchange){ .arena = &c->arena,
		.method = p->method,
		.target = p->target,
		.headers = p->headers,
		.header_count = p->header_count,
		.peer = &c->peer };
	if (httpd_intake_close(c, &c->exchange.body, &e) < 0) {
		httpd_refuse(c, 400, str_z(e.msg));
		return;
	}
	c->state = HTTPD_HANDLING;
	c->listener->handler(c->listener->ctx, &c->exchange);
}

static void
begin(struct httpd_connection *c)
{
	const struct http_parser *p = &c->parser;
	struct str expect = http_header_get(p->headers, p->header_count, "expect");
	static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
	struct err e;

	if (httpd_intake_open(c, &e) < 0)
		httpd_refuse(c, 413, str_z(e.msg));
	else if (str_eq_nocase(expect, STR("100-continue")) &&
	    send(c->source.fd, go_on, sizeof(go_on) - 1, MSG_NOSIGNAL) < 0)
		httpd_drop(c);
}

static void
malformed(struct httpd_connection *c, const struct err *e)
{
	httpd_refuse(c, e->code == ERR_LIMIT ? 413 : e->code == ERR_SYS ? 500 : 400, str_z(e->msg));
}

/* One event of the request; false when more input is needed. */
static bool
step(struct httpd_connection *c, struct str *in)
{
	enum http_event event;
	struct err e;

	if (http_parse(&c->parser, in, &event, &e) < 0) {
		malformed(c, &e);
		return false;
	}
	if (event == HTTP_HEAD)
		begin(c);
	else if (event == HTTP_BODY && httpd_intake_add(c, c->parser.data, &e) < 0)
		malformed(c, &e);
	else if (event == HTTP_DONE)
		handle(c);
	return event != HTTP_MORE;
}

void
httpd_feed(struct httpd_connection *c, struct str in)
{
	c->feeding = true;
	while (c->state == HTTPD_READING && step(c, &in))
		;
	c->feeding = false;
	if (c->state != HTTPD_HANDLING && c->state != HTTPD_WRITING)
		return;
	/* What came behind this request waits for its answer. */
	if (in.n) {
		struct arena old = c->rest_arena;

		c->rest_arena = ARENA_EMPTY;
		c->rest = arena_str(&c->rest_arena, in);
		arena_release(&old);
	}
	if (c->state == HTTPD_HANDLING && loop_watch(c->httpd->loop, &c->source, EPOLLRDHUP, NULL) < 0)
		httpd_drop(c);
}

static void
connection_read(struct httpd_connection *c)
{
	ssize_t n = recv(c->source.fd, c->httpd->chunk, CHUNK_BYTES, 0);

	if (n > 0)
		httpd_feed(c, (struct str){ c->httpd->chunk, (size_t)n });
	else if (n == 0 || (errno != EAGAIN && errno != EINTR))
		httpd_drop(c);
}

static void
connection_ready(struct loop_source *source, uint32_t events)
{
	struct httpd_connection *c = (struct httpd_connection *)source;

	(void)events;
	if (c->state == HTTPD_WRITING)
		httpd_flush(c);
	else if (c->state == HTTPD_READING)
		connection_read(c);
	else
		httpd_drop(c);
}

/* ---- ports ------------------------------------------------------------------------------------------------------ */

static void
adopt(struct httpd_listener *l, int fd, uint16_t port)
{
	struct httpd_connection *c = connection_new(l->httpd);
	int on = 1;

	c->listener = l;
	c->source = (struct loop_source){ .fd = fd, .ready = connection_ready };
	c->peer.port = port;
	c->state = HTTPD_READING;
	http_parser_init(&c->parser, &c->arena, true, 0);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	if (loop_watch(l->httpd->loop, &c->source, EPOLLIN, NULL) < 0)
		httpd_drop(c);
}

static void
listener_ready(struct loop_source *source, uint32_t events)
{
	struct httpd_listener *l = (struct httpd_listener *)source;
	struct sockaddr_in from;
	socklen_t n = sizeof(from);
	int fd = accept4(source->fd, (struct sockaddr *)&from, &n, SOCK_NONBLOCK | SOCK_CLOEXEC);

	(void)events;
	if (fd < 0)
		return;
	if (l->httpd->connection_count >= HTTPD_CONNECTIONS_MAX)
		io_close(&fd);
	else
		adopt(l, fd, ntohs(from.sin_port));
}

static int
bind_local(int fd, uint16_t *port, struct err *e)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons(*port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof(at);
	int on = 1;

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(fd, (struct sockaddr *)&at, sizeof(at)) < 0 || listen(fd, BACKLOG) < 0)
		return err_sys(e, "listen on 127.0.0.1 port %d", *port);
	if (getsockname(fd, (struct sockaddr *)&at, &n) < 0)
		return err_sys(e, "the port's number");
	*port = ntohs(at.sin_port);
	return 0;
}

int
httpd_listen(struct httpd *s, uint16_t *port, struct bodies *bodies, httpd_handler *handler, void *ctx,
    struct httpd_listener **out, struct err *e)
{
	struct httpd_listener *l = s->listeners_free;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return err_sys(e, "socket");
	if (bind_local(fd, port, e) < 0) {
		io_close(&fd);
		return -1;
	}
	if (l)
		s->listeners_free = l->next;
	else
		l = arena_new(s->arena, struct httpd_listener);
	*l = (struct httpd_listener){ .source = { .fd = fd, .ready = listener_ready },
		.httpd = s,
		.bodies = bodies,
		.handler = handler,
		.ctx = ctx };
	*out = l;
	return loop_watch(s->loop, &l->source, EPOLLIN, e);
}

/* Drops the connections that came through `l`, or all. */
static void
drop_all(struct httpd *s, const struct httpd_listener *l)
{
	struct httpd_connection *c = s->connections;

	while (c) {
		struct httpd_connection *next = c->next;

		if (!l || c->listener == l)
			httpd_drop(c);
		c = next;
	}
}

void
httpd_unlisten(struct httpd *s, struct httpd_listener *l)
{
	drop_all(s, l);
	loop_forget(s->loop, &l->source);
	io_close(&l->source.fd);
	l->next = s->listeners_free;
	s->listeners_free = l;
}

void
httpd_close(struct httpd *s)
{
	drop_all(s, NULL);
}
