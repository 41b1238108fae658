#include "test.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "net/parallel.h"

enum { TASKS = 1000 };

struct rig {
	struct arena a;
	struct world w;
	atomic_int runs[TASKS], at_once, most;
	pthread_t main_thread;
	atomic_bool elsewhere;
};

static void
rig_open(struct rig *r, int width)
{
	memset(r, 0, sizeof(*r));
	assert_int_equal(world_os_init(&r->w, NULL), 0);
	assert_int_equal(parallel_attach(&r->w, &r->a, width, NULL), 0);
	r->main_thread = pthread_self();
}

static void
rig_close(struct rig *r)
{
	parallel_detach(&r->w);
	arena_release(&r->a);
}

static void
run_one(void *ctx, size_t i)
{
	struct rig *r = ctx;
	int now = ++r->at_once, most = r->most;

	while (now > most && !atomic_compare_exchange_weak(&r->most, &most, now))
		;
	if (!pthread_equal(pthread_self(), r->main_thread))
		r->elsewhere = true;
	r->runs[i]++;
	r->at_once--;
}

static void
every_task_runs_once_at_every_width(void **state)
{
	(void)state;
	static const int widths[] = { 1, 2, 8, 1000 };

	for (size_t k = 0; k < COUNT(widths); k++) {
		struct rig r;

		rig_open(&r, widths[k]);
		for (int round = 1; round <= 5; round++) {
			world_parallel(&r.w, TASKS, run_one, &r);
			for (size_t i = 0; i < TASKS; i++)
				assert_int_equal(r.runs[i], round);
		}
		world_parallel(&r.w, 0, run_one, &r);
		assert_true(r.most <= widths[k]);
		assert_int_equal(r.at_once, 0);
		rig_close(&r);
	}
}

static void
one_task_needs_no_thread(void **state)
{
	(void)state;
	struct rig r;

	rig_open(&r, 8);
	world_parallel(&r.w, 1, run_one, &r);
	assert_int_equal(r.runs[0], 1);
	assert_false(r.elsewhere);
	rig_close(&r);
}

/* Waits until another task is in the same place: ends only when two run at once. */
static void
meet(void *ctx, size_t i)
{
	struct rig *r = ctx;

	(void)i;
	r->at_once++;
	while (r->at_once < 2)
		usleep(100);
}

static void
tasks_run_at_the_same_time(void **state)
{
	(void)state;
	struct rig r;

	rig_open(&r, 2);
	world_parallel(&r.w, 2, meet, &r);
	assert_int_equal(r.at_once, 2);
	rig_close(&r);
}

static void
nest(void *ctx, size_t i)
{
	struct rig *r = ctx;

	(void)i;
	world_parallel(&r->w, 10, run_one, r);
}

static void
a_task_may_have_tasks(void **state)
{
	(void)state;
	struct rig r;

	rig_open(&r, 4);
	world_parallel(&r.w, 20, nest, &r);
	for (size_t i = 0; i < 10; i++)
		assert_int_equal(r.runs[i], 20);
	assert_true(r.most <= 4);
	rig_close(&r);
}

static void
a_width_of_nothing_is_refused(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;
	struct world w;
	struct err e;

	assert_int_equal(world_os_init(&w, NULL), 0);
	assert_int_equal(parallel_attach(&w, &a, 0, &e), -1);
	assert_int_equal(e.code, ERR_INPUT);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_task_runs_once_at_every_width),
		cmocka_unit_test(one_task_needs_no_thread),
		cmocka_unit_test(tasks_run_at_the_same_time),
		cmocka_unit_test(a_task_may_have_tasks),
		cmocka_unit_test(a_width_of_nothing_is_refused),
	};

	return RUN(tests);
}
