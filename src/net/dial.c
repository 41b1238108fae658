#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/io.h"
#include "net/dial.h"

enum { HOST_MAX = 255, ADDRESSES_MAX = 16 };

union address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

struct addresses {
	union address a[ADDRESSES_MAX];
	int n;
};

static socklen_t
address_size(const union address *a)
{
	return a->any.sa_family == AF_INET6 ? sizeof(a->v6) : sizeof(a->v4);
}

/* RFC 6761, section 6.3: these names mean this machine, whatever a resolver would say. */
static bool
is_localhost(const char *host)
{
	return strcmp(host, "localhost") == 0 || str_ends(str_z(host), STR(".localhost"));
}

/* Literal addresses, and the names that every machine has. */
static bool
resolve_literal(const char *host, uint16_t port, struct addresses *out)
{
	union address *a = &out->a[0];

	memset(a, 0, sizeof(*a));
	if (inet_pton(AF_INET, is_localhost(host) ? "127.0.0.1" : host, &a->v4.sin_addr) == 1) {
		a->v4.sin_family = AF_INET;
		a->v4.sin_port = htons(port);
	} else if (inet_pton(AF_INET6, host, &a->v6.sin6_addr) == 1) {
		a->v6.sin6_family = AF_INET6;
		a->v6.sin6_port = htons(port);
	} else {
		return false;
	}
	out->n = 1;
	return true;
}

static int
resolve_name(const char *host, uint16_t port, struct addresses *out, struct err *e)
{
	struct addrinfo hints = { .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_ADDRCONFIG };
	struct addrinfo *list = NULL;
	int rc = getaddrinfo(host, NULL, &hints, &list);

	if (rc != 0)
		return err_set(e, ERR_NET, "%s: name not resolved: %s", host, gai_strerror(rc));
	out->n = 0;
	for (struct addrinfo *i = list; i && out->n < ADDRESSES_MAX; i = i->ai_next) {
		union address *a = &out->a[out->n];

		if (i->ai_addrlen > sizeof(*a) || (i->ai_family != AF_INET && i->ai_family != AF_INET6))
			continue;
		memcpy(a, i->ai_addr, i->ai_addrlen);
		*(a->any.sa_family == AF_INET6 ? &a->v6.sin6_port : &a->v4.sin_port) = htons(port);
		out->n++;
	}
	freeaddrinfo(list);
	return out->n ? 0 : err_set(e, ERR_NET, "%s: name has no address", host);
}

static int
resolve(struct str host, uint16_t port, struct addresses *out, struct err *e)
{
	char name[HOST_MAX + 1];

	if (host.n == 0 || host.n > HOST_MAX || memchr(host.p, 0, host.n))
		return err_set(e, ERR_INPUT, "host name is empty, or longer than %d bytes", HOST_MAX);
	memcpy(name, host.p, host.n);
	name[host.n] = 0;
	if (resolve_literal(name, port, out))
		return 0;
	return resolve_name(name, port, out, e);
}

static int
refused(struct err *e, struct str host, uint16_t port, int error)
{
	err_set(e, ERR_NET, "connect to " STR_FMT ":%d: %s", STR_ARG(host), port, strerror(error));
	if (e)
		e->status = error;
	return -1;
}

static int
begin(const union address *a, struct str host, uint16_t port, int *fd, struct err *e)
{
	int one = 1;

	*fd = socket(a->any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (*fd < 0)
		return err_sys(e, "socket");
	setsockopt(*fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	if (connect(*fd, &a->any, address_size(a)) == 0 || errno == EINPROGRESS || errno == EINTR)
		return 0;
	refused(e, host, port, errno);
	io_close(fd);
	return -1;
}

int
dial_begin(struct str host, uint16_t port, int *fd, struct err *e)
{
	struct addresses all;

	*fd = -1;
	if (resolve(host, port, &all, e) < 0)
		return -1;
	return begin(&all.a[0], host, port, fd, e);
}

int
dial_finish(int fd, struct str host, uint16_t port, struct err *e)
{
	int error = 0;
	socklen_t size = sizeof(error);

	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0)
		return err_sys(e, "connect to " STR_FMT ":%d", STR_ARG(host), port);
	return error ? refused(e, host, port, error) : 0;
}

/* For poll(): how long until the deadline, a minute at most. Negative: it has passed. */
static int
left_ms(int64_t until_ms)
{
	int64_t left = until_ms < 0 ? 60000 : until_ms - clock_boottime_ms();

	return left > 60000 ? 60000 : left < 0 ? -1 : (int)left;
}

int
dial_wait(int fd, int what, int64_t until_ms, struct err *e)
{
	short events = (short)((what & DIAL_READ ? POLLIN : 0) | (what & DIAL_WRITE ? POLLOUT : 0));
	struct pollfd p = { .fd = fd, .events = events };
	int left;

	/* A peer that always has something for us does not get around the deadline. */
	while ((left = left_ms(until_ms)) >= 0) {
		int rc = poll(&p, 1, left);

		if (rc > 0)
			return 0;
		if (rc < 0 && errno != EINTR)
			return err_sys(e, "poll");
		if (rc == 0 && left == 0)
			break;
	}
	return err_set(e, ERR_TIMEOUT, "no answer in time");
}

static int
dial_address(const union address *a, struct str host, uint16_t port, int64_t until_ms, int *fd, struct err *e)
{
	if (begin(a, host, port, fd, e) < 0)
		return -1;
	if (dial_wait(*fd, DIAL_WRITE, until_ms, e) < 0)
		err_wrap(e, "connect to " STR_FMT ":%d", STR_ARG(host), port);
	else if (dial_finish(*fd, host, port, e) == 0)
		return 0;
	io_close(fd);
	return -1;
}

int
dial(struct str host, uint16_t port, int64_t until_ms, int *fd, struct err *e)
{
	struct addresses all;

	*fd = -1;
	if (resolve(host, port, &all, e) < 0)
		return -1;
	for (int i = 0; i < all.n; i++) {
		int64_t now = clock_boottime_ms();
		/* An address that swallows packets must leave time for those after it. */
		int64_t share = until_ms < 0 ? -1 : now + (until_ms - now) / (all.n - i);

		if (until_ms >= 0 && now >= until_ms)
			return err_set(e, ERR_TIMEOUT, "connect to " STR_FMT ":%d: no answer in time", STR_ARG(host),
			    port);
		if (dial_address(&all.a[i], host, port, share, fd, e) == 0)
			return 0;
	}
	return -1;
}
