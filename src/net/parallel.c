#include <pthread.h>
#include <signal.h>

#include "net/parallel.h"

enum { WIDTH_MAX = 64, STACK_BYTES = 256 * 1024 };

/* One world_parallel() call; only one is shared out at a time. */
struct batch {
	void (*fn)(void *ctx, size_t i);
	void *ctx;
	size_t n, next, done;
};

struct pool {
	pthread_mutex_t lock;
	pthread_cond_t work, finished;
	struct batch *batch;
	int width, threads;
	bool end;
	pthread_t thread[WIDTH_MAX];
};

static _Thread_local bool in_task;

/* Runs tasks until none is left to take. Called and left with the lock held. */
static void
run_tasks(struct pool *p, struct batch *b)
{
	while (b->next < b->n) {
		size_t i = b->next++;

		pthread_mutex_unlock(&p->lock);
		in_task = true;
		b->fn(b->ctx, i);
		in_task = false;
		pthread_mutex_lock(&p->lock);
		if (++b->done == b->n)
			pthread_cond_broadcast(&p->finished);
	}
}

static void *
thread_main(void *arg)
{
	struct pool *p = arg;

	pthread_mutex_lock(&p->lock);
	while (!p->end) {
		if (p->batch && p->batch->next < p->batch->n)
			run_tasks(p, p->batch);
		else
			pthread_cond_wait(&p->work, &p->lock);
	}
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

/* Signals are for the program's own thread. Fewer threads than wanted only make it slower. */
static void
start_threads(struct pool *p, size_t wanted)
{
	sigset_t all, before;
	pthread_attr_t attr;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, STACK_BYTES);
	while (p->threads < p->width - 1 && (size_t)p->threads < wanted) {
		if (pthread_create(&p->thread[p->threads], &attr, thread_main, p) != 0)
			break;
		p->threads++;
	}
	pthread_attr_destroy(&attr);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void
run_in_turn(size_t n, void (*fn)(void *ctx, size_t i), void *ctx)
{
	for (size_t i = 0; i < n; i++)
		fn(ctx, i);
}

static void
pool_run(struct world *w, size_t n, void (*fn)(void *ctx, size_t i), void *ctx)
{
	struct pool *p = w->pool;
	struct batch b = { .fn = fn, .ctx = ctx, .n = n };

	if (n < 2 || p->width < 2 || in_task) {
		run_in_turn(n, fn, ctx);
		return;
	}
	pthread_mutex_lock(&p->lock);
	while (p->batch)
		pthread_cond_wait(&p->finished, &p->lock);
	p->batch = &b;
	start_threads(p, n - 1);
	pthread_cond_broadcast(&p->work);
	run_tasks(p, &b);
	while (b.done < b.n)
		pthread_cond_wait(&p->finished, &p->lock);
	p->batch = NULL;
	pthread_cond_broadcast(&p->finished);
	pthread_mutex_unlock(&p->lock);
}

int
parallel_attach(struct world *w, struct arena *a, int width, struct err *e)
{
	struct pool *p = arena_new(a, struct pool);

	if (width < 1)
		return err_set(e, ERR_INPUT, "parallel: a width of %d", width);
	p->width = width < WIDTH_MAX ? width : WIDTH_MAX;
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->work, NULL);
	pthread_cond_init(&p->finished, NULL);
	w->pool = p;
	w->own.parallel = pool_run;
	return 0;
}

void
parallel_detach(struct world *w)
{
	struct pool *p = w->pool;

	if (!p)
		return;
	pthread_mutex_lock(&p->lock);
	p->end = true;
	pthread_cond_broadcast(&p->work);
	pthread_mutex_unlock(&p->lock);
	for (int i = 0; i < p->threads; i++)
		pthread_join(p->thread[i], NULL);
	pthread_cond_destroy(&p->work);
	pthread_cond_destroy(&p->finished);
	pthread_mutex_destroy(&p->lock);
	w->pool = NULL;
}
