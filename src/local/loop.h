/*
 * loop: one thread that waits for many descriptors (epoll(7), level-triggered). Whoever owns a descriptor embeds a
 * `struct loop_source` and keeps it where it is while it is watched.
 */
#ifndef LOCAL_LOOP_H
#define LOCAL_LOOP_H

#include <sys/epoll.h>

#include "base/err.h"

struct loop_source {
	int fd;
	uint32_t events; /* what is watched for; 0: not in the loop */
	void (*ready)(struct loop_source *s, uint32_t events);
};

enum { LOOP_BATCH = 64 };

struct loop {
	int epoll;
	struct epoll_event batch[LOOP_BATCH];
	int batch_n;
};

int loop_open(struct loop *l, struct err *e);
void loop_close(struct loop *l);

/* Watches for `events` (EPOLLIN, ...) from now on, whatever was watched for before. */
int loop_watch(struct loop *l, struct loop_source *s, uint32_t events, struct err *e);
/* Out of the loop; to be called before the descriptor is closed. No event of it is delivered any more. */
void loop_forget(struct loop *l, struct loop_source *s);

/* Waits `timeout_ms` at most (negative: for ever) and calls what is ready. */
int loop_wait(struct loop *l, int timeout_ms, struct err *e);

#endif
