#include "test.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/io.h"

enum { HOUR_MS = 3600 * 1000, STUCK_S = 120 };

#define CENTURY_MS ((int64_t)HOUR_MS * 24 * 365 * 100)

static char dir[200], path[256];
static struct clock_file *owner;

static int
set_up(void **state)
{
	const char *tmp = getenv("TMPDIR");

	(void)state;
	snprintf(dir, sizeof(dir), "%s/clock-test-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(dir))
		return -1;
	snprintf(path, sizeof(path), "%s/clock", dir);
	return clock_create(path, &owner, NULL);
}

static int
tear_down(void **state)
{
	(void)state;
	munmap(owner, sizeof(*owner));
	return io_remove_tree(dir, NULL);
}

static void
pause_ms(long ms)
{
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL);
}

static void
a_new_clock_shows_real_time(void **state)
{
	(void)state;
	struct clock_file *other;
	int64_t before = clock_realtime_ms(), now;

	assert_int_equal(clock_open(path, &other, NULL), 0);
	now = clock_now_ms(other);
	/* The two clocks of the system are read one after the other. */
	assert_true(now >= before - 1000 && now <= clock_realtime_ms() + 1000);
	assert_int_equal(clock_real_ms(other, 250), 250);
	munmap(other, sizeof(*other));
}

static void
a_stopped_clock_moves_by_skips_alone(void **state)
{
	(void)state;
	struct clock_file *other;
	int64_t start;

	assert_int_equal(clock_open(path, &other, NULL), 0);
	clock_set(owner, 0, 0);
	start = clock_now_ms(other);
	pause_ms(5);
	assert_int_equal(clock_now_ms(other), start);
	clock_set(owner, 0, 12345);
	assert_int_equal(clock_now_ms(other), start + 12345);
	clock_set(owner, 0, -345);
	assert_int_equal(clock_now_ms(other), start + 12000);
	munmap(other, sizeof(*other));
}

static void
time_goes_on_from_where_it_was(void **state)
{
	(void)state;
	int64_t before = clock_now_ms(owner);

	for (uint32_t rate = 1; rate < 100000; rate *= 7) {
		clock_set(owner, rate, 0);
		assert_true(clock_now_ms(owner) >= before);
		before = clock_now_ms(owner);
	}
	clock_set(owner, 1000, 10 * HOUR_MS);
	assert_true(clock_now_ms(owner) >= before + 10 * HOUR_MS);
}

static void
real_time_is_rounded_up(void **state)
{
	(void)state;
	static const struct {
		uint32_t rate;
		int64_t ms, want;
	} cases[] = {
		{ 1000, 100, 100 },
		{ 2000, 100, 50 },
		{ 2000, 101, 51 },
		{ 500, 100, 200 },
		{ 60000, 1, 1 },
		{ 1000, 0, 0 },
		{ 1000, -5, 0 },
		{ 0, 1, INT64_MAX },
		{ 0, 0, 0 },
		{ 3000, 86400000, 28800000 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		clock_set(owner, cases[i].rate, 0);
		assert_int_equal(clock_real_ms(owner, cases[i].ms), cases[i].want);
	}
}

static pid_t
sleeper(int64_t ms)
{
	pid_t pid = fork();
	struct clock_file *own;
	int64_t until;

	if (pid != 0)
		return pid;
	alarm(STUCK_S);
	if (clock_open(path, &own, NULL) < 0)
		_exit(2);
	until = clock_now_ms(own) + (ms < CENTURY_MS ? ms : CENTURY_MS);
	clock_sleep_ms(own, ms);
	_exit(clock_now_ms(own) >= until ? 0 : 3);
}

/* A skip may come before the child looks at the clock at all, so it is repeated until the child has ended. */
static void
expect_woken(pid_t pid, uint32_t rate_milli, int64_t skip_ms)
{
	int status = 0;

	while (waitpid(pid, &status, WNOHANG) == 0) {
		clock_set(owner, rate_milli, skip_ms);
		pause_ms(2);
	}
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void
a_skip_ends_sleeps_of_other_processes(void **state)
{
	(void)state;
	expect_woken(sleeper(HOUR_MS), 1000, HOUR_MS);
	expect_woken(sleeper(HOUR_MS), 1000, HOUR_MS / 10);
	expect_woken(sleeper(INT64_MAX), 1000, CENTURY_MS / 2);
}

static void
a_stopped_clock_lets_sleepers_go_when_it_is_moved(void **state)
{
	(void)state;
	clock_set(owner, 0, 0);
	expect_woken(sleeper(HOUR_MS), 0, HOUR_MS);
	expect_woken(sleeper(HOUR_MS), 1000 * 1000 * 1000, 0);
}

static void
no_time_is_no_sleep(void **state)
{
	(void)state;
	clock_set(owner, 0, 0);
	alarm(STUCK_S);
	clock_sleep_ms(owner, 0);
	clock_sleep_ms(owner, -HOUR_MS);
	alarm(0);
}

/* A writer that changes the clock all the time; whoever reads a torn state sees time far away. */
static void
readers_never_see_half_a_change(void **state)
{
	(void)state;
	int64_t start = clock_now_ms(owner), last = start;
	struct clock_file *other;
	pid_t writer = fork();

	if (writer == 0) {
		alarm(STUCK_S);
		for (int i = 0; i < 200000; i++)
			clock_set(owner, i % 2 ? 100000 : 1000, 0);
		_exit(0);
	}
	assert_int_equal(clock_open(path, &other, NULL), 0);
	while (waitpid(writer, NULL, WNOHANG) == 0) {
		int64_t now = clock_now_ms(other);

		assert_true(now >= last && now < start + HOUR_MS);
		last = now;
	}
	munmap(other, sizeof(*other));
}

static void
what_is_no_clock_is_refused(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct str content;
	} cases[] = {
		{ "empty", STR("") },
		{ "short", STR("aesclk1") },
		{ "other", STR("0123456789012345678901234567890123456789012345678901234567890123456789") },
	};
	struct clock_file *c = NULL;
	struct err e;

	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(io_write_file(path, cases[i].content, 0600, NULL), 0);
		assert_case(cases[i].name, clock_open(path, &c, &e) == -1);
		assert_case(cases[i].name, e.code == ERR_CONFIG && strstr(e.msg, ": not a clock file"));
	}
	assert_int_equal(clock_create(path, &c, &e), -1);
	assert_int_equal(e.code, ERR_SYS);
	unlink(path);
	assert_int_equal(clock_open(path, &c, &e), -1);
	assert_int_equal(e.code, ERR_SYS);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_new_clock_shows_real_time),
		TEST(a_stopped_clock_moves_by_skips_alone),
		TEST(time_goes_on_from_where_it_was),
		TEST(real_time_is_rounded_up),
		TEST(a_skip_ends_sleeps_of_other_processes),
		TEST(a_stopped_clock_lets_sleepers_go_when_it_is_moved),
		TEST(no_time_is_no_sleep),
		TEST(readers_never_see_half_a_change),
		TEST(what_is_no_clock_is_refused),
	};
	return RUN(tests);
}
