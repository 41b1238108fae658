#include "exec/wish.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/io.h"
#include "base/log.h"

enum { STACK_BYTES = 256 * 1024, REAL_PERIOD_LEAST_MS = 100 };

static void
signal_fd(int fd)
{
	uint64_t one = 1;

	while (write(fd, &one, sizeof(one)) < 0 && errno == EINTR)
		;
}

static void
clear_fd(int fd)
{
	uint64_t count;

	while (read(fd, &count, sizeof(count)) < 0 && errno == EINTR)
		;
}

static void
look(struct wish *w, struct arena *scratch)
{
	int64_t asked_ms = world_monotonic_ms(w->engine->world);
	struct result found;
	struct err e;
	int got = end_wish_get(w->engine, scratch, w->run, &found, &e);

	if (got < 0 && e.code != ERR_NOT_FOUND) {
		log_warn("look for the wish to end the run: %s", e.msg);
		return;
	}
	pthread_mutex_lock(&w->lock);
	w->answered_ms = asked_ms;
	w->answered = true;
	if (got == 0 && !w->found) {
		w->found = true;
		w->result = (struct result){
			.status = found.status,
			.failure_reason = arena_str(&w->arena, found.failure_reason),
			.message = arena_str(&w->arena, found.message),
			.by = arena_str(&w->arena, found.by),
		};
	}
	pthread_mutex_unlock(&w->lock);
	signal_fd(w->news_fd);
}

/* Three seconds of the world's clock, in real ones that are worth waiting for. */
static int
period_ms(struct wish *w)
{
	struct clock_file *clock = w->engine->world->clock;
	int64_t ms = clock ? clock_real_ms(clock, WISH_PERIOD_MS) : WISH_PERIOD_MS;

	if (ms > WISH_PERIOD_MS)
		ms = WISH_PERIOD_MS;
	return ms < REAL_PERIOD_LEAST_MS ? REAL_PERIOD_LEAST_MS : (int)ms;
}

static bool
goes_on(struct wish *w)
{
	bool on;

	pthread_mutex_lock(&w->lock);
	on = !w->stop && !w->found;
	pthread_mutex_unlock(&w->lock);
	return on;
}

static void *
watch(void *ctx)
{
	struct arena scratch = ARENA_EMPTY;
	struct wish *w = ctx;

	while (goes_on(w)) {
		struct pollfd fd = { w->wake_fd, POLLIN, 0 };

		look(w, &scratch);
		arena_reset(&scratch);
		if (poll(&fd, 1, period_ms(w)) > 0)
			clear_fd(w->wake_fd);
	}
	arena_release(&scratch);
	return NULL;
}

int
wish_start(struct wish *w, struct engine *g, struct str run, struct err *e)
{
	pthread_attr_t attributes;

	*w = (struct wish){ .engine = g, .run = run, .answered_ms = world_monotonic_ms(g->world) };
	pthread_mutex_init(&w->lock, NULL);
	w->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	w->news_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (w->wake_fd < 0 || w->news_fd < 0)
		return err_sys(e, "eventfd");
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK_BYTES);
	errno = pthread_create(&w->thread, &attributes, watch, w);
	pthread_attr_destroy(&attributes);
	if (errno)
		return err_sys(e, "start a thread");
	w->started = true;
	return 0;
}

bool
wish_found(struct wish *w, struct result *out)
{
	bool found;

	pthread_mutex_lock(&w->lock);
	found = w->found;
	if (found && out)
		*out = w->result;
	pthread_mutex_unlock(&w->lock);
	return found;
}

bool
wish_fresh(struct wish *w)
{
	int64_t now_ms = world_monotonic_ms(w->engine->world);
	bool fresh;

	pthread_mutex_lock(&w->lock);
	fresh = w->answered && now_ms - w->answered_ms < WISH_FRESH_MS;
	pthread_mutex_unlock(&w->lock);
	return fresh;
}

int64_t
wish_answered_ms(struct wish *w)
{
	int64_t ms;

	pthread_mutex_lock(&w->lock);
	ms = w->answered_ms;
	pthread_mutex_unlock(&w->lock);
	return ms;
}

void
wish_ask(struct wish *w)
{
	signal_fd(w->wake_fd);
}

void
wish_read_news(struct wish *w)
{
	clear_fd(w->news_fd);
}

void
wish_stop(struct wish *w)
{
	if (w->started) {
		pthread_mutex_lock(&w->lock);
		w->stop = true;
		pthread_mutex_unlock(&w->lock);
		wish_ask(w);
		pthread_join(w->thread, NULL);
	}
	w->started = false;
	io_close(&w->wake_fd);
	io_close(&w->news_fd);
	arena_release(&w->arena);
}
