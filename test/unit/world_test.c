#include "test.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/io.h"
#include "base/world.h"

static struct arena arena;
static char dir[200];
static struct world world;

static int
set_up(void **state)
{
	const char *tmp = getenv("TMPDIR");

	(void)state;
	snprintf(dir, sizeof(dir), "%s/world-test-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	unsetenv("AWS_EXE_SYS_CLOCK");
	return mkdtemp(dir) && world_os_init(&world, NULL) == 0 ? 0 : -1;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return io_remove_tree(dir, NULL);
}

static const char *
in_dir(const char *name)
{
	return arena_printf(&arena, "%s/%s", dir, name).p;
}

/* Runs `fn` with a variable set to `value`, or unset for NULL. */
static void
with_variable(const char *name, const char *value, void (*fn)(void))
{
	const char *was = getenv(name);
	char *before = was ? strdup(was) : NULL;

	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
	fn();
	if (before)
		setenv(name, before, 1);
	else
		unsetenv(name);
	free(before);
}

static int
names_in_dir(void)
{
	DIR *d = opendir(dir);
	int n = 0;

	while (readdir(d))
		n++;
	closedir(d);
	return n - 2;
}

static void
random_bytes_differ(void **state)
{
	(void)state;
	static const unsigned char zero[32];
	unsigned char a[32], b[32], *large = arena_alloc(&arena, 1 << 20);
	struct str hex = world_random_hex(&world, &arena, 16);

	world_random(&world, a, sizeof(a));
	world_random(&world, b, sizeof(b));
	assert_memory_not_equal(a, b, sizeof(a));
	world_random(&world, large, 1 << 20);
	assert_memory_not_equal(large, zero, sizeof(zero));
	assert_memory_not_equal(large + (1 << 20) - sizeof(zero), zero, sizeof(zero));
	world_random(&world, a, 0);
	assert_int_equal(hex.n, 32);
	assert_int_equal(strspn(hex.p, "0123456789abcdef"), 32);
	assert_int_equal(strlen(hex.p), 32);
	assert_false(str_eq(hex, world_random_hex(&world, &arena, 16)));
}

static void
open_and_fill(void)
{
	char back[16] = "................";
	size_t got = 99;
	int h = world_temp_open(&world, NULL), other = world_temp_open(&world, NULL);

	assert_true(h >= 0 && other >= 0 && h != other);
	assert_int_equal(names_in_dir(), 0);
	assert_int_equal(world_temp_write(&world, h, 0, "abc", 3, NULL), 0);
	assert_int_equal(world_temp_write(&world, h, 10, "xyz", 3, NULL), 0);
	assert_int_equal(world_temp_write(&world, other, 0, "other", 5, NULL), 0);
	assert_int_equal(world_temp_read(&world, h, 0, back, sizeof(back), &got, NULL), 0);
	assert_int_equal(got, 13);
	assert_memory_equal(back, "abc\0\0\0\0\0\0\0xyz...", 16);
	assert_int_equal(world_temp_read(&world, h, 13, back, sizeof(back), &got, NULL), 0);
	assert_int_equal(got, 0);
	world_temp_close(&world, h);
	world_temp_close(&world, other);
	assert_int_equal(world_temp_read(&world, h, 0, back, sizeof(back), &got, NULL), -1);
}

static void
temporary_files_have_no_name(void **state)
{
	(void)state;
	with_variable("TMPDIR", dir, open_and_fill);
	assert_int_equal(names_in_dir(), 0);
}

static void
open_nowhere(void)
{
	struct err e;

	assert_int_equal(world_temp_open(&world, &e), -1);
	assert_int_equal(e.code, ERR_SYS);
	assert_non_null(strstr(e.msg, getenv("TMPDIR")));
}

static void
a_folder_that_is_not_there_is_named(void **state)
{
	(void)state;
	with_variable("TMPDIR", in_dir("none"), open_nowhere);
}

static void
start_with_clock(void)
{
	struct clock_file *owner = NULL;
	struct world w;
	int64_t start;

	assert_int_equal(clock_create(getenv("AWS_EXE_SYS_CLOCK"), &owner, NULL), 0);
	clock_set(owner, 0, 0);
	assert_int_equal(world_os_init(&w, NULL), 0);
	start = world_now_ms(&w);
	assert_int_equal(start, clock_now_ms(owner));
	clock_set(owner, 0, 86400000);
	assert_int_equal(world_now_ms(&w), start + 86400000);
	start = world_monotonic_ms(&w);
	clock_set(owner, 0, 5000);
	assert_int_equal(world_monotonic_ms(&w), start + 5000);
	munmap(w.clock, sizeof(*owner));
	munmap(owner, sizeof(*owner));
}

static void
start_with_bad_clock(void)
{
	struct world w;
	struct err e;

	assert_int_equal(world_os_init(&w, &e), -1);
	assert_true(str_starts(str_z(e.msg), STR("AWS_EXE_SYS_CLOCK: ")));
}

static void
the_clock_file_is_honoured(void **state)
{
	(void)state;
	with_variable("AWS_EXE_SYS_CLOCK", in_dir("clock"), start_with_clock);
	with_variable("AWS_EXE_SYS_CLOCK", in_dir("none"), start_with_bad_clock);
	with_variable("AWS_EXE_SYS_CLOCK", dir, start_with_bad_clock);
}

static void
sleeps_do_not_end_early(void **state)
{
	(void)state;
	int64_t before = world_monotonic_ms(&world);

	world_sleep_ms(&world, 0);
	world_sleep_ms(&world, -1000);
	world_sleep_ms(&world, 3);
	assert_true(world_monotonic_ms(&world) >= before + 2);
	assert_true(world_now_ms(&world) > 1500000000000);
}

static void
a_broken_pipe_is_an_error_of_write(void **state)
{
	(void)state;
	int fds[2];

	signal(SIGPIPE, SIG_DFL);
	assert_int_equal(world_os_init(&world, NULL), 0);
	assert_int_equal(pipe(fds), 0);
	close(fds[0]);
	assert_int_equal(io_write_all(fds[1], STR("x"), NULL), -1);
	close(fds[1]);
}

static void
find_program(void)
{
	const char *path = NULL;
	char own[4096];
	struct err e;

	assert_int_equal(world_program(&arena, "aes-test-tool", &path, NULL), 0);
	assert_string_equal(path, in_dir("bin/aes-test-tool"));
	assert_int_equal(world_program(&arena, "aes-test-text", &path, &e), -1);
	assert_int_equal(e.code, ERR_CONFIG);
	assert_true(str_starts(str_z(e.msg), STR("aes-test-text: not found beside this program (/")));
	assert_int_equal(world_program(&arena, "aes-test-folder", &path, NULL), -1);
	own[readlink("/proc/self/exe", own, sizeof(own) - 1)] = 0;
	assert_int_equal(world_program(&arena, strrchr(own, '/') + 1, &path, NULL), 0);
	assert_string_equal(path, own);
}

static void
programs_are_found_beside_us_and_on_path(void **state)
{
	(void)state;
	const char *path = arena_printf(&arena, "%s:%s:", in_dir("none"), in_dir("bin")).p;

	assert_int_equal(mkdir(in_dir("bin"), 0700), 0);
	assert_int_equal(mkdir(in_dir("bin/aes-test-folder"), 0700), 0);
	assert_int_equal(io_write_file(in_dir("bin/aes-test-tool"), STR("#!/bin/sh\n"), 0700, NULL), 0);
	assert_int_equal(io_write_file(in_dir("bin/aes-test-text"), STR("no"), 0600, NULL), 0);
	with_variable("PATH", path, find_program);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(random_bytes_differ),
		TEST(temporary_files_have_no_name),
		TEST(a_folder_that_is_not_there_is_named),
		TEST(the_clock_file_is_honoured),
		TEST(sleeps_do_not_end_early),
		TEST(a_broken_pipe_is_an_error_of_write),
		TEST(programs_are_found_beside_us_and_on_path),
	};
	return RUN(tests);
}
