#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "base/clock.h"
#include "base/io.h"
#include "net/conn.h"
#include "net/dial.h"

int
conn_init(struct conn *c, struct str host, uint16_t port, bool secure, struct err *e)
{
	if (host.n == 0 || host.n > CONN_HOST_MAX)
		return err_set(e, ERR_INPUT, "host name is empty, or longer than %d bytes", CONN_HOST_MAX);
	*c = (struct conn){ .fd = -1, .secure = secure, .port = port };
	memcpy(c->name, host.p, host.n);
	c->host = (struct str){ c->name, host.n };
	return 0;
}

bool
conn_is_to(const struct conn *c, struct str host, uint16_t port, bool secure)
{
	return c->port == port && c->secure == secure && str_eq_nocase(c->host, host);
}

int
conn_secure(struct conn *c, const struct tls_roots *roots, int64_t now_ms, struct err *e)
{
	return c->secure ? tls_open(&c->tls, c->fd, roots, c->host, now_ms, e) : 0;
}

int
conn_open(struct conn *c, const struct tls_roots *roots, int64_t now_ms, int64_t until_ms, struct err *e)
{
	if (dial(c->host, c->port, until_ms, &c->fd, e) < 0)
		return -1;
	if (conn_secure(c, roots, now_ms, e) == 0)
		return 0;
	conn_close(c);
	return -1;
}

static int
broken(struct err *e, const char *what)
{
	int error = errno;

	err_set(e, ERR_NET, "%s: %s", what, strerror(error));
	if (e)
		e->status = error;
	return -1;
}

static bool
readable_now(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	return poll(&p, 1, 0) > 0;
}

/* The socket is full: waits for room, or for an answer that comes before we are through. */
static int
wait_for_room(struct conn *c, int64_t until_ms, enum conn_put *put, struct err *e)
{
	if (dial_wait(c->fd, DIAL_READ | DIAL_WRITE, until_ms, e) < 0)
		return -1;
	if (readable_now(c->fd))
		*put = CONN_EARLY_ANSWER;
	return 0;
}

static void
advance(struct str *head, struct str *body, size_t n)
{
	size_t of_head = n < head->n ? n : head->n;

	*head = str_sub(*head, of_head, head->n);
	*body = str_sub(*body, n - of_head, body->n);
}

static int
write_plain(struct conn *c, struct str head, struct str body, int64_t until_ms, uint64_t *sent, enum conn_put *put,
    struct err *e)
{
	while ((head.n || body.n) && *put == CONN_ALL) {
		struct iovec v[2] = { { (void *)(uintptr_t)head.p, head.n }, { (void *)(uintptr_t)body.p, body.n } };
		struct msghdr m = { .msg_iov = head.n ? v : v + 1, .msg_iovlen = (head.n ? 1 : 0) + (body.n ? 1 : 0) };
		ssize_t n = sendmsg(c->fd, &m, MSG_NOSIGNAL | MSG_DONTWAIT);

		if (n >= 0) {
			*sent += (uint64_t)n;
			advance(&head, &body, (size_t)n);
		} else if (errno == EAGAIN) {
			if (wait_for_room(c, until_ms, put, e) < 0)
				return -1;
		} else if (errno != EINTR) {
			return broken(e, "write");
		}
	}
	return 0;
}

static int
wait_for_tls(struct conn *c, enum tls_want want, int64_t until_ms, struct err *e)
{
	static_assert((int)TLS_WANT_READ == DIAL_READ && (int)TLS_WANT_WRITE == DIAL_WRITE, "the same bits");
	return dial_wait(c->fd, (int)want, until_ms, e);
}

/* The socket is full, or the engine is in the handshake. */
static int
wait_to_write_tls(struct conn *c, enum tls_want want, int64_t until_ms, enum conn_put *put, struct err *e)
{
	if (tls_readable(c->tls)) {
		*put = CONN_EARLY_ANSWER;
		return 0;
	}
	return wait_for_tls(c, want, until_ms, e);
}

static int
write_tls(struct conn *c, struct str s, int64_t until_ms, uint64_t *sent, enum conn_put *put, struct err *e)
{
	enum tls_want want = TLS_DONE;
	size_t n;

	while (s.n && *put == CONN_ALL) {
		if (tls_write(c->tls, s.p, s.n, &n, &want, e) < 0)
			return -1;
		*sent += n;
		s = str_sub(s, n, s.n);
		if (n == 0 && wait_to_write_tls(c, want, until_ms, put, e) < 0)
			return -1;
	}
	return 0;
}

static int
flush_tls(struct conn *c, int64_t until_ms, enum conn_put *put, struct err *e)
{
	enum tls_want want = TLS_WANT_WRITE;

	while (want != TLS_DONE && *put == CONN_ALL) {
		if (tls_flush(c->tls, &want, e) < 0)
			return -1;
		if (want != TLS_DONE && wait_to_write_tls(c, want, until_ms, put, e) < 0)
			return -1;
	}
	return 0;
}

int
conn_write(struct conn *c, struct str head, struct str body, int64_t until_ms, uint64_t *sent, enum conn_put *put,
    struct err *e)
{
	*put = CONN_ALL;
	if (!c->tls)
		return write_plain(c, head, body, until_ms, sent, put, e);
	if (write_tls(c, head, until_ms, sent, put, e) < 0 || write_tls(c, body, until_ms, sent, put, e) < 0)
		return -1;
	return flush_tls(c, until_ms, put, e);
}

static int
read_plain(struct conn *c, void *p, size_t cap, int64_t until_ms, size_t *got, struct err *e)
{
	bool blocks = c->blocking && until_ms < 0;

	for (;;) {
		ssize_t n;

		/* Answers are never there yet: waiting first saves a call, and so does waiting in the call itself. */
		if (!blocks && dial_wait(c->fd, DIAL_READ, until_ms, e) < 0)
			return -1;
		n = recv(c->fd, p, cap, blocks ? 0 : MSG_DONTWAIT);
		if (n >= 0) {
			*got = (size_t)n;
			return 0;
		}
		if (errno != EAGAIN && errno != EINTR)
			return broken(e, "read");
	}
}

int
conn_read(struct conn *c, void *p, size_t cap, int64_t until_ms, size_t *got, struct err *e)
{
	enum tls_want want;

	if (!c->tls)
		return read_plain(c, p, cap, until_ms, got, e);
	for (;;) {
		if (until_ms >= 0 && clock_boottime_ms() > until_ms)
			return err_set(e, ERR_TIMEOUT, "no answer in time");
		if (tls_read(c->tls, p, cap, got, &want, e) < 0)
			return -1;
		if (*got || want == TLS_DONE)
			return 0;
		if (wait_for_tls(c, want, until_ms, e) < 0)
			return -1;
	}
}

int
conn_set_blocking(struct conn *c, struct err *e)
{
	if (fcntl(c->fd, F_SETFL, 0) < 0)
		return err_sys(e, "make a connection blocking");
	c->blocking = true;
	return 0;
}

bool
conn_alive(const struct conn *c)
{
	char byte;

	return recv(c->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN;
}

void
conn_close(struct conn *c)
{
	if (c->tls)
		tls_close(c->tls);
	c->tls = NULL;
	c->blocking = false;
	io_close(&c->fd);
}
