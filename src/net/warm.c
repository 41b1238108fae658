/* Opening connections ahead of need: all at once in one poll loop, since threads would cost more than they save. */
#include <poll.h>

#include "base/clock.h"
#include "net/dial.h"
#include "net/pool.h"

enum { WARM_MAX = 16 };

struct warm {
	struct conn *conn; /* NULL: open and kept, or given up */
	bool connected;
	enum tls_want want;
};

static void
give_up(struct client *cl, struct warm *s)
{
	if (s->conn)
		pool_drop(cl, s->conn);
	s->conn = NULL;
}

static void
begin(struct client *cl, struct warm *s, const struct client_target *t)
{
	s->want = TLS_WANT_WRITE;
	s->conn = pool_new(cl, t->host, t->port, t->tls, NULL);
	if (s->conn && dial_begin(t->host, t->port, &s->conn->fd, NULL) < 0)
		give_up(cl, s);
}

/* The descriptor is ready: the connection is there, or the handshake goes on. 0: wait for s->want. */
static int
step(struct client *cl, struct world *w, struct warm *s)
{
	const struct tls_roots *roots = NULL;
	struct conn *c = s->conn;

	if (!s->connected) {
		if (dial_finish(c->fd, c->host, c->port, NULL) < 0)
			return -1;
		if (c->secure && (pool_roots(cl, &roots, NULL) < 0 || conn_secure(c, roots, world_now_ms(w), NULL) < 0))
			return -1;
		s->connected = true;
	}
	if (c->tls && tls_flush(c->tls, &s->want, NULL) < 0)
		return -1;
	if (!c->tls || s->want == TLS_DONE) {
		pool_keep(cl, c);
		s->conn = NULL;
	}
	return 0;
}

static size_t
poll_set(struct pollfd *p, struct warm *s, struct warm **of, size_t n)
{
	size_t open = 0;

	for (size_t i = 0; i < n; i++) {
		if (!s[i].conn)
			continue;
		p[open] = (struct pollfd){ .fd = s[i].conn->fd,
			.events = s[i].want == TLS_WANT_READ ? POLLIN : POLLOUT };
		of[open++] = &s[i];
	}
	return open;
}

void
client_warm_all(struct world *w, const struct client_target *targets, size_t n, int timeout_ms)
{
	struct client *cl = w->client;
	int64_t until_ms = clock_boottime_ms() + timeout_ms, left;
	struct warm s[WARM_MAX] = { 0 }, *of[WARM_MAX];
	struct pollfd p[WARM_MAX];
	size_t open;

	if (n > WARM_MAX)
		n = WARM_MAX;
	if (!cl)
		return;
	for (size_t i = 0; i < n; i++)
		begin(cl, &s[i], &targets[i]);
	while ((open = poll_set(p, s, of, n)) && (left = until_ms - clock_boottime_ms()) > 0) {
		if (poll(p, open, (int)left) <= 0)
			continue;
		for (size_t i = 0; i < open; i++)
			if (p[i].revents && step(cl, w, of[i]) < 0)
				give_up(cl, of[i]);
	}
	for (size_t i = 0; i < n; i++)
		give_up(cl, &s[i]);
}
