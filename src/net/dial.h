/*
 * dial: TCP connections: name resolution and connect with a deadline, over every address there is. Non-blocking sockets
 * with TCP_NODELAY and close-on-exec.
 */
#ifndef NET_DIAL_H
#define NET_DIAL_H

#include "base/err.h"

/* Note on the deadline: getaddrinfo() blocks and cannot be interrupted; its own limits (resolv.conf: 5 s, 2 attempts by
 * default) come on top when a name server is silent. The deadline is looked at again right after it.
 *
 * A connected descriptor in *fd. `until_ms` is on clock_boottime_ms(). ERR_NET with host and reason, ERR_TIMEOUT. A literal
 * address and "localhost" need no resolver. */
int dial(struct str host, uint16_t port, int64_t until_ms, int *fd, struct err *e);
/* Begins to connect to the first address of `host` and returns at once: *fd is writable when the connection is there or
 * was refused, which dial_finish() tells. */
int dial_begin(struct str host, uint16_t port, int *fd, struct err *e);
int dial_finish(int fd, struct str host, uint16_t port, struct err *e);

enum { DIAL_READ = 1, DIAL_WRITE = 2 };

/* Waits until `fd` is ready for one of `what` (DIAL_READ | DIAL_WRITE); ERR_TIMEOUT at `until_ms` (negative: never). */
int dial_wait(int fd, int what, int64_t until_ms, struct err *e);

#endif
