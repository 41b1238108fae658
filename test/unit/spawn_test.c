#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"
#include "base/spawn.h"

enum { MEGABYTE = 1 << 20, LONG_MS = 120 * 1000 };

static struct arena arena;
static struct world world;

static const char *const environment[] = { "PATH=/usr/local/bin:/usr/bin:/bin", NULL };

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	/* No test leaves a child, dead or alive. */
	return waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD ? 0 : -1;
}

static int
shell(const char *script, struct str input, size_t output_max, int timeout_ms, struct spawned *out, struct err *e)
{
	const char *argv[] = { "/bin/sh", "-c", script, NULL };

	return spawn_run(&world, &arena,
	    &(struct spawn){ .argv = argv,
		.envp = environment,
		.input = input,
		.output_max = output_max,
		.timeout_ms = timeout_ms },
	    out, e);
}

static struct str
pattern(size_t n)
{
	char *p = arena_alloc(&arena, n);

	for (size_t i = 0; i < n; i++)
		p[i] = (char)(i * 7 + (i >> 9));
	return (struct str){ p, n };
}

static void
outputs_and_exit_code_come_back(void **state)
{
	(void)state;
	static const struct {
		const char *script, *output, *errors;
		int code;
	} cases[] = {
		{ "echo out; echo err >&2; exit 7", "out\n", "err\n", 7 },
		{ "true", "", "", 0 },
		{ "cat", "given", "", 0 },
		{ "cat >&2", "", "given", 0 },
		{ "kill -9 $$", "", "", 128 + SIGKILL },
		{ "kill -TERM $$", "", "", 128 + SIGTERM },
		{ "exit 255", "", "", 255 },
		{ "exec >&- 2>&-; sleep 0.05; exit 3", "", "", 3 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct spawned done;

		assert_case(cases[i].script, shell(cases[i].script, STR("given"), MEGABYTE, LONG_MS, &done, NULL) == 0);
		assert_int_equal(done.exit_code, cases[i].code);
		assert_case(cases[i].script, str_eqz(done.output, cases[i].output));
		assert_case(cases[i].script, str_eqz(done.errors, cases[i].errors));
	}
}

static void
more_than_a_pipe_goes_both_ways_at_once(void **state)
{
	(void)state;
	struct str input = pattern(3 * MEGABYTE);
	struct spawned done;

	assert_int_equal(shell("cat", input, input.n, LONG_MS, &done, NULL), 0);
	assert_int_equal(done.exit_code, 0);
	assert_true(str_eq(done.output, input));
}

static void
a_child_need_not_read_its_input(void **state)
{
	(void)state;
	static const char *const scripts[] = { "exec <&-; echo done", "echo done", "head -c 1 >/dev/null; echo done" };

	for (size_t i = 0; i < COUNT(scripts); i++) {
		struct spawned done;

		assert_case(scripts[i], shell(scripts[i], pattern(MEGABYTE), 100, LONG_MS, &done, NULL) == 0);
		assert_case(scripts[i], done.exit_code == 0 && str_eqz(done.output, "done\n"));
	}
}

static void
too_much_output_ends_it(void **state)
{
	(void)state;
	static const struct {
		const char *script;
		size_t max;
		int want;
	} cases[] = {
		{ "printf 12345", 5, 0 },
		{ "printf 123456", 5, -1 },
		{ "printf 1", 0, -1 },
		{ "exec cat /dev/zero", 3 * MEGABYTE, -1 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct spawned done;
		struct err e = { 0 };

		assert_case(cases[i].script,
		    shell(cases[i].script, STR(""), cases[i].max, LONG_MS, &done, &e) == cases[i].want);
		assert_int_equal(e.code, cases[i].want < 0 ? ERR_LIMIT : ERR_NONE);
	}
}

static void
of_the_errors_the_first_part_is_kept(void **state)
{
	(void)state;
	struct spawned done;

	assert_int_equal(shell("printf start >&2; head -c 300000 /dev/zero >&2; exit 4", STR(""), 100, LONG_MS, &done,
			     NULL),
	    0);
	assert_int_equal(done.exit_code, 4);
	assert_int_equal(done.errors.n, 4096);
	assert_true(str_starts(done.errors, STR("start")));
}

/* Each would live for an hour. */
static void
the_time_out_kills(void **state)
{
	(void)state;
	static const char *const scripts[] = {
		"exec sleep 3600",
		"trap '' TERM INT HUP; exec sleep 3600",
		"exec >&- 2>&-; exec sleep 3600",
		"echo some; exec sleep 3600",
	};

	for (size_t i = 0; i < COUNT(scripts); i++) {
		struct spawned done;
		struct err e;

		assert_case(scripts[i], shell(scripts[i], STR(""), 100, 100, &done, &e) == -1);
		assert_int_equal(e.code, ERR_TIMEOUT);
		assert_string_equal(e.msg, "/bin/sh: no end in time");
	}
}

static void
a_program_that_is_not_there_is_named(void **state)
{
	(void)state;
	static const struct {
		const char *program;
		int want;
	} cases[] = {
		{ "/nonexistent/sops", ENOENT },
		{ "aes-no-such-program", ENOENT },
		{ "/dev/null", EACCES },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *argv[] = { cases[i].program, NULL };
		struct spawn s = { .argv = argv, .envp = environment, .timeout_ms = LONG_MS };
		struct spawned done;
		struct err e;

		assert_int_equal(spawn_run(&world, &arena, &s, &done, &e), -1);
		assert_int_equal(e.code, ERR_SYS);
		assert_int_equal(e.status, cases[i].want);
		assert_true(str_starts(str_z(e.msg), str_z(cases[i].program)));
	}
}

static void
the_environment_is_what_was_given(void **state)
{
	(void)state;
	const char *argv[] = { "env", NULL }, *envp[] = { "A=1", "SOPS_AGE_KEY=x y", NULL };
	struct spawn s = { .argv = argv, .envp = envp, .output_max = 4096, .timeout_ms = LONG_MS };
	struct spawned done;

	assert_int_equal(spawn_run(&world, &arena, &s, &done, NULL), 0);
	assert_true(str_eqz(done.output, "A=1\nSOPS_AGE_KEY=x y\n"));
}

static void
a_child_has_sigpipe_as_usual(void **state)
{
	(void)state;
	struct spawned done;

	/* A shell cannot change what it was started to ignore. */
	assert_int_equal(shell("kill -PIPE $$; echo survived", STR(""), 100, LONG_MS, &done, NULL), 0);
	assert_int_equal(done.exit_code, 128 + SIGPIPE);
	assert_true(str_eqz(done.output, ""));
}

/* The fourth is the folder that ls reads. */
static void
a_child_has_three_descriptors(void **state)
{
	(void)state;
	int before = open("/dev/null", O_RDONLY | O_CLOEXEC);
	struct spawned done;

	assert_int_equal(shell("exec ls /proc/self/fd", STR(""), 1000, LONG_MS, &done, NULL), 0);
	close(before);
	assert_true(str_eqz(done.output, "0\n1\n2\n3\n"));
}

static void
no_descriptor_stays_open_here(void **state)
{
	(void)state;
	struct spawned done;
	int before = open("/dev/null", O_RDONLY | O_CLOEXEC), after;

	for (int i = 0; i < 5; i++) {
		const char *argv[] = { "/nonexistent/sops", NULL };

		shell("cat", STR("x"), 100, LONG_MS, &done, NULL);
		shell("echo too much", STR("x"), 1, LONG_MS, &done, NULL);
		spawn_run(&world, &arena, &(struct spawn){ .argv = argv, .envp = environment }, &done, NULL);
	}
	close(before);
	after = open("/dev/null", O_RDONLY | O_CLOEXEC);
	assert_int_equal(after, before);
	close(after);
}

#define TEST(f) cmocka_unit_test_teardown(f, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(outputs_and_exit_code_come_back),
		TEST(more_than_a_pipe_goes_both_ways_at_once),
		TEST(a_child_need_not_read_its_input),
		TEST(too_much_output_ends_it),
		TEST(of_the_errors_the_first_part_is_kept),
		TEST(the_time_out_kills),
		TEST(a_program_that_is_not_there_is_named),
		TEST(the_environment_is_what_was_given),
		TEST(a_child_has_sigpipe_as_usual),
		TEST(a_child_has_three_descriptors),
		TEST(no_descriptor_stays_open_here),
	};

	/* What whoever started this test left open is not the subject here. */
	for (int fd = 3; fd < 1024; fd++)
		fcntl(fd, F_SETFD, FD_CLOEXEC);
	if (world_os_init(&world, NULL) < 0)
		return 1;
	return RUN(tests);
}
