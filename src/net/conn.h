/*
 * conn: one connection of the client, plain or TLS, with blocking reads and writes that end at a deadline
 * (clock_boottime_ms(); negative: none). Used by one thread at a time.
 */
#ifndef NET_CONN_H
#define NET_CONN_H

#include "net/tls.h"

enum { CONN_HOST_MAX = 255 };

struct conn {
	int fd; /* -1: closed */
	struct tls *tls;
	bool secure, blocking;
	uint16_t port;
	struct str host; /* a view of `name` */
	char name[CONN_HOST_MAX + 1];
	int64_t idle_since_ms;
	struct conn *next;
};

/* Names the peer; nothing is opened. ERR_INPUT when the name is too long. */
int conn_init(struct conn *c, struct str host, uint16_t port, bool secure, struct err *e);
bool conn_is_to(const struct conn *c, struct str host, uint16_t port, bool secure);

/* Connects; a TLS handshake goes on with the first bytes written. `roots` is not used on plain connections. */
int conn_open(struct conn *c, const struct tls_roots *roots, int64_t now_ms, int64_t until_ms, struct err *e);
/* The second half of opening, on a descriptor that is connected. */
int conn_secure(struct conn *c, const struct tls_roots *roots, int64_t now_ms, struct err *e);

/* From now on a read without a deadline waits in the kernel, which saves a system call. */
int conn_set_blocking(struct conn *c, struct err *e);

/* What became of a write. */
enum conn_put { CONN_ALL, CONN_EARLY_ANSWER /* the peer answers already: the rest was not written */ };

/* Writes `head` and then `body`, in one system call where it fits. `*sent` counts bytes that may have left. */
int conn_write(struct conn *c, struct str head, struct str body, int64_t until_ms, uint64_t *sent, enum conn_put *put,
    struct err *e);
/* Reads what there is, up to `cap` bytes; 0 at the end of the connection. */
int conn_read(struct conn *c, void *p, size_t cap, int64_t until_ms, size_t *got, struct err *e);
/* Still open, with nothing unexpected to read: fit to be used again. */
bool conn_alive(const struct conn *c);
void conn_close(struct conn *c);

#endif
