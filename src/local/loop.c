#include "local/loop.h"

#include <errno.h>

#include "base/io.h"

int
loop_open(struct loop *l, struct err *e)
{
	*l = (struct loop){ .epoll = epoll_create1(EPOLL_CLOEXEC) };
	return l->epoll < 0 ? err_sys(e, "epoll") : 0;
}

void
loop_close(struct loop *l)
{
	io_close(&l->epoll);
}

int
loop_watch(struct loop *l, struct loop_source *s, uint32_t events, struct err *e)
{
	struct epoll_event event = { .events = events, .data.ptr = s };

	if (events == s->events)
		return 0;
	if (epoll_ctl(l->epoll, s->events ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, s->fd, &event) < 0)
		return err_sys(e, "epoll");
	s->events = events;
	return 0;
}

void
loop_forget(struct loop *l, struct loop_source *s)
{
	if (s->events)
		epoll_ctl(l->epoll, EPOLL_CTL_DEL, s->fd, NULL);
	s->events = 0;
	/* What this wait has brought for it already must not reach the one who has its memory next. */
	for (int i = 0; i < l->batch_n; i++)
		if (l->batch[i].data.ptr == s)
			l->batch[i].data.ptr = NULL;
}

int
loop_wait(struct loop *l, int timeout_ms, struct err *e)
{
	l->batch_n = epoll_wait(l->epoll, l->batch, LOOP_BATCH, timeout_ms);
	if (l->batch_n < 0) {
		l->batch_n = 0;
		return errno == EINTR ? 0 : err_sys(e, "epoll");
	}
	for (int i = 0; i < l->batch_n; i++) {
		struct loop_source *s = l->batch[i].data.ptr;

		if (s)
			s->ready(s, l->batch[i].events);
	}
	l->batch_n = 0;
	return 0;
}
