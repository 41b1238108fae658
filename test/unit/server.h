/*
 * server: a peer for tests of clients: listens on 127.0.0.1 and answers every connection in a thread of its own by a
 * function of the test's.
 */
#ifndef SERVER_H
#define SERVER_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/str.h"

enum { SERVER_CONNECTIONS_MAX = 128, SERVER_REQUEST_MAX = 256 * 1024 };

struct server {
	int fd;
	uint16_t port;
	void (*serve)(struct server *s, int fd, int nth); /* nth connection, from 0; closes nothing */
	const void *ctx;
	atomic_int connections, requests;
	pthread_t acceptor, threads[SERVER_CONNECTIONS_MAX];
	int fds[SERVER_CONNECTIONS_MAX];
	pthread_mutex_t lock;
	char last[SERVER_REQUEST_MAX + 1]; /* the request read last, whole */
	size_t last_bytes;
};

void server_start(struct server *s, void (*serve)(struct server *s, int fd, int nth), const void *ctx);
/* Ends every connection and joins the threads. */
void server_stop(struct server *s);

/* Reads one request with its body into s->last; false at the end of the connection. */
bool server_read(struct server *s, int fd);
void server_send(int fd, struct str s);
void server_sendz(int fd, const char *z);
/* 200 with that body and Content-Length, keeping the connection. */
void server_answer(int fd, const char *body);

/* A port of 127.0.0.1 where nobody listens. */
uint16_t server_closed_port(void);

#endif
