#include "server.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

struct connection {
	struct server *s;
	int nth;
};

static int
listen_somewhere(uint16_t *port)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof(a);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof(a)) < 0 || listen(fd, 64) < 0 ||
	    getsockname(fd, (struct sockaddr *)&a, &size) < 0)
		abort();
	*port = ntohs(a.sin_port);
	return fd;
}

static void *
serve_one(void *arg)
{
	struct connection c = *(struct connection *)arg;
	struct server *s = c.s;

	free(arg);
	s->serve(s, s->fds[c.nth], c.nth);
	pthread_mutex_lock(&s->lock);
	close(s->fds[c.nth]);
	s->fds[c.nth] = -1;
	pthread_mutex_unlock(&s->lock);
	return NULL;
}

static void *
accept_all(void *arg)
{
	struct server *s = arg;
	int fd;

	while (s->connections < SERVER_CONNECTIONS_MAX && (fd = accept4(s->fd, NULL, NULL, SOCK_CLOEXEC)) >= 0) {
		struct connection *c = malloc(sizeof(*c));

		*c = (struct connection){ s, s->connections };
		s->fds[c->nth] = fd;
		s->connections++;
		if (pthread_create(&s->threads[c->nth], NULL, serve_one, c) != 0)
			abort();
	}
	return NULL;
}

void
server_start(struct server *s, void (*serve)(struct server *s, int fd, int nth), const void *ctx)
{
	memset(s, 0, sizeof(*s));
	s->serve = serve;
	s->ctx = ctx;
	pthread_mutex_init(&s->lock, NULL);
	s->fd = listen_somewhere(&s->port);
	if (pthread_create(&s->acceptor, NULL, accept_all, s) != 0)
		abort();
}

void
server_stop(struct server *s)
{
	shutdown(s->fd, SHUT_RDWR);
	pthread_join(s->acceptor, NULL);
	close(s->fd);
	pthread_mutex_lock(&s->lock);
	for (int i = 0; i < s->connections; i++)
		if (s->fds[i] >= 0)
			shutdown(s->fds[i], SHUT_RDWR);
	pthread_mutex_unlock(&s->lock);
	for (int i = 0; i < s->connections; i++)
		pthread_join(s->threads[i], NULL);
	pthread_mutex_destroy(&s->lock);
}

static size_t
body_bytes(const char *head)
{
	const char *length = strcasestr(head, "\r\nContent-Length:");

	return length ? (size_t)strtoul(length + 17, NULL, 10) : 0;
}

bool
server_read(struct server *s, int fd)
{
	char text[4096], *all = malloc(SERVER_REQUEST_MAX + 1), *end = NULL;
	size_t n = 0, whole = 0;
	ssize_t got = 0;

	while (
	    (!end || n < whole) && (got = read(fd, text, sizeof(text))) > 0 && n + (size_t)got <= SERVER_REQUEST_MAX) {
		memcpy(all + n, text, (size_t)got);
		n += (size_t)got;
		all[n] = 0;
		end = strstr(all, "\r\n\r\n");
		if (end)
			whole = (size_t)(end - all) + 4 + body_bytes(all);
	}
	if (end && n >= whole) {
		pthread_mutex_lock(&s->lock);
		memcpy(s->last, all, n + 1);
		s->last_bytes = n;
		s->requests++;
		pthread_mutex_unlock(&s->lock);
	}
	free(all);
	return end && n >= whole;
}

void
server_send(int fd, struct str s)
{
	while (s.n) {
		ssize_t n = send(fd, s.p, s.n, MSG_NOSIGNAL);

		if (n <= 0)
			return;
		s = str_sub(s, (size_t)n, s.n);
	}
}

void
server_sendz(int fd, const char *z)
{
	server_send(fd, str_z(z));
}

void
server_answer(int fd, const char *body)
{
	char head[128];

	snprintf(head, sizeof(head), "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", strlen(body));
	server_sendz(fd, head);
	server_sendz(fd, body);
}

uint16_t
server_closed_port(void)
{
	uint16_t port;

	close(listen_somewhere(&port));
	return port;
}
