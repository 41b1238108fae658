/* commands: real processes, run one after another, ended with everything that came of them, and given nothing of ours. */
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#undef COUNT
#include "base/clock.h"
#include "base/io.h"
#include "engine/start.h"
#include "exec/commands.h"

/* How much faster than real time the orders' clock runs: their 10 s are half a second. */
enum { RATE = 20, MINUTE_MS = 60000 };

struct rig {
	struct arena arena;
	struct world world;
	struct mask mask;
	struct spool spool;
	struct output output;
	struct confine confine;
	struct commands commands;
	struct commands_result result;
	sigset_t before;
};

static int64_t
fast_ms(struct world *w)
{
	(void)w;
	return clock_boottime_ms() * RATE;
}

/* A clock that waits for a file, at which the order's time is over; then it runs. */
static char ready_path[4096];
static int64_t ready_ms;

static int64_t
ready_then_fast_ms(struct world *w)
{
	if (!ready_ms && access(ready_path, F_OK) == 0)
		ready_ms = fast_ms(w);
	return ready_ms ? 1000 + fast_ms(w) - ready_ms : 0;
}

static int64_t
stopped_ms(struct world *w)
{
	(void)w;
	return 1;
}

static int
set_up(void **state)
{
	static char *const environment[] = { "PATH=/usr/local/bin:/usr/bin:/bin", "A=b c", NULL };
	struct rig *r = calloc(1, sizeof(*r));
	sigset_t ours;
	struct err e;

	commands_signals(&ours);
	sigprocmask(SIG_BLOCK, &ours, &r->before);
	if (confine_self(&e) < 0 || world_os_init(&r->world, &e) < 0)
		return -1;
	r->world.own.monotonic_ms = fast_ms;
	unsetenv(START_ENV_COMMANDS_UID);
	unsetenv("CODEBUILD_BUILD_ID");
	r->confine = (struct confine){ .code_fd = -1, .events_fd = -1 };
	mask_init(&r->mask, &r->arena);
	mask_add(&r->mask, STR("hunter2!"));
	mask_seal(&r->mask);
	spool_open(&r->spool, &r->world, &r->arena);
	if (output_open(&r->output, &r->arena, &r->mask, &r->spool, -1, &e) < 0)
		return -1;
	r->commands = (struct commands){ .world = &r->world,
		.arena = &r->arena,
		.confine = &r->confine,
		.output = &r->output,
		.environment = environment,
		.until_ms = fast_ms(NULL) + 10 * RATE * MINUTE_MS };
	*state = r;
	return 0;
}

static int
tear_down(void **state)
{
	struct rig *r = *state;

	output_close(&r->output, 0);
	spool_close(&r->spool);
	confine_close(&r->confine);
	arena_release(&r->arena);
	sigprocmask(SIG_SETMASK, &r->before, NULL);
	free(r);
	return 0;
}

/* Runs commands and returns what they printed, masked. */
static const char *
run_list(struct rig *r, const char *const *list, size_t n)
{
	struct str *texts = arena_new_n(&r->arena, struct str, n), log;
	struct err e;

	if (!r->confine.root && confine_open(&r->confine, &r->arena, false, &e) < 0)
		fail_msg("%s", e.msg);
	if (confine_give(&r->confine, &e) < 0)
		fail_msg("%s", e.msg);
	for (size_t i = 0; i < n; i++)
		texts[i] = str_z(list[i]);
	r->commands.list = texts;
	r->commands.n = n;
	commands_run(&r->commands, &r->result);
	output_close(&r->output, 100);
	assert_true(spool_whole(&r->spool, &r->arena, 1 << 20, &log));
	return arena_z(&r->arena, log);
}

#define RUN_LIST(r, ...) run_list(r, (const char *[]){ __VA_ARGS__ }, COUNT(((const char *[]){ __VA_ARGS__ })))

static void
commands_run_one_after_another(void **state)
{
	struct rig *r = *state;

	assert_string_equal(RUN_LIST(r, "echo one >&2; echo $$ >f", "echo two", "test -s f && echo \"$A\""),
	    "one\ntwo\nb c\n");
	assert_int_equal(r->result.end, COMMANDS_SUCCEEDED);
	assert_int_equal(r->result.exit_code, 0);
}

static const struct {
	const char *name, *command;
	int exit_code;
} failures[] = {
	{ "exit", "exit 7", 7 },
	{ "not found", "no-such-program-anywhere 2>/dev/null", 127 },
	{ "signal", "kill -KILL $$", 137 },
	{ "its own TERM", "kill -TERM $$", 143 },
	{ "syntax", "( 2>/dev/null", 2 },
};

static void
the_first_failure_ends_them(void **state)
{
	struct rig *r = *state;

	for (size_t i = 0; i < COUNT(failures); i++) {
		const char *log = RUN_LIST(r, "echo before", failures[i].command, "echo after");

		assert_case(failures[i].name, r->result.end == COMMANDS_FAILED && r->result.at == 1);
		assert_case(failures[i].name, r->result.exit_code == failures[i].exit_code);
		assert_case(failures[i].name, strstr(log, "before") && !strstr(log, "after"));
		tear_down(state);
		assert_int_equal(set_up(state), 0);
		r = *state;
	}
}

/* The processes whose numbers a command wrote into files called pid.* */
static void
assert_gone(struct rig *r, const char *file)
{
	char path[4096];
	struct str text;
	int64_t pid;

	snprintf(path, sizeof(path), "%s/%s", r->confine.code, file);
	if (io_read_file(&r->arena, path, 64, &text, NULL) < 0)
		fail_msg("%s was not written", file);
	assert_true(str_i64(str_trim(text), &pid) && pid > 1);
	assert_int_equal(kill((pid_t)pid, 0), -1);
	assert_int_equal(errno, ESRCH);
}

static void
a_time_out_reaches_every_descendant(void **state)
{
	struct rig *r = *state;
	const char *log;

	assert_int_equal(confine_open(&r->confine, &r->arena, false, NULL), 0);
	snprintf(ready_path, sizeof(ready_path), "%s/ready", r->confine.code);
	ready_ms = 0;
	r->world.own.monotonic_ms = ready_then_fast_ms;
	r->commands.until_ms = 1000;
	log = RUN_LIST(r,
	    "echo begun; trap 'echo got TERM' TERM;"
	    "sleep 1000 & echo $! >pid.1;"
	    "sh -c \"(sleep 1000 & echo \\$! >pid.2) & exit\";"
	    "(setsid sh -c 'trap \"\" TERM INT HUP; echo $$ >pid.3; while :; do sleep 0.05; done' &);"
	    "setsid sh -c 'echo $$ >pid.4; kill -STOP $$; sleep 1000' &"
	    "until test -s pid.2 && test -s pid.3 && test -s pid.4; do sleep 0.01; done; echo >ready;"
	    "while :; do sleep 0.05; done",
	    "echo never");
	assert_int_equal(r->result.end, COMMANDS_TIMED_OUT);
	assert_non_null(strstr(log, "begun"));
	assert_non_null(strstr(log, "got TERM"));
	assert_null(strstr(log, "never"));
	for (const char *const *f = (const char *[]){ "pid.1", "pid.2", "pid.3", "pid.4", NULL }; *f; f++)
		assert_gone(r, *f);
}

static void
what_stays_in_the_background_lives_for_the_order_and_not_longer(void **state)
{
	struct rig *r = *state;

	RUN_LIST(r, "sleep 1000 & echo $! >pid.1", "kill -0 $(cat pid.1)",
	    "(setsid sleep 1000 & echo $! >pid.2) & wait");
	assert_int_equal(r->result.end, COMMANDS_SUCCEEDED);
	assert_gone(r, "pid.1");
	assert_gone(r, "pid.2");
}

static void
nothing_starts_past_the_time(void **state)
{
	struct rig *r = *state;

	r->commands.until_ms = fast_ms(NULL);
	assert_string_equal(RUN_LIST(r, "echo never"), "");
	assert_int_equal(r->result.end, COMMANDS_TIMED_OUT);
	assert_false(r->result.has_exit_code);
}

/* With a clock that stands still: if what ends at its signal were waited for, this would never end. */
static void
a_signal_to_us_ends_the_commands(void **state)
{
	struct rig *r = *state;
	char command[200];

	r->world.own.monotonic_ms = stopped_ms;
	snprintf(command, sizeof(command),
	    "trap 'echo passed on; exit' INT; kill -INT %d; while :; do sleep 0.02; done", (int)getpid());
	assert_string_equal(RUN_LIST(r, command, "echo never"), "passed on\n");
	assert_int_equal(r->result.end, COMMANDS_SIGNAL);
	assert_int_equal(r->result.signal, SIGINT);
}

static void
secrets_are_masked_over_processes_and_writes(void **state)
{
	struct rig *r = *state;

	assert_string_equal(RUN_LIST(r, "printf 'a hunt'; printf 'er2! b hun'", "printf 'ter2'; printf '! c'"),
	    "a *** b *** c");
}

static void
commands_start_clean(void **state)
{
	struct rig *r = *state;
	int leak = open("/dev/null", O_RDONLY);
	const char *log;

	assert_true(fcntl(leak, F_DUPFD, 77) == 77);
	setenv("AWS_SECRET_ACCESS_KEY", "not for them", 1);
	log = RUN_LIST(r, "test -e /proc/$$/fd/77 && echo leaked; readlink /proc/$$/fd/0; umask; ulimit -c; pwd",
	    "env | sort; grep -E '^Sig(Blk|Ign)' /proc/self/status");
	assert_true(str_starts(str_z(log), STR("/dev/null\n0022\n0\n/")));
	assert_non_null(strstr(log, "\nA=b c\nPATH=/usr/local/bin:/usr/bin:/bin\nPWD="));
	assert_null(strstr(log, "AWS_"));
	assert_non_null(strstr(log, "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n"));
	unsetenv("AWS_SECRET_ACCESS_KEY");
	close(leak);
	close(77);
}

static void
a_command_that_cannot_start_is_an_error(void **state)
{
	struct rig *r = *state;
	char *huge = arena_alloc(&r->arena, 200000);
	char *environment[] = { huge, NULL };

	memset(huge, 'x', 199999);
	huge[1] = '=';
	r->commands.environment = environment;
	RUN_LIST(r, "echo never");
	assert_int_equal(r->result.end, COMMANDS_UNABLE);
	assert_string_equal(r->result.error.msg, "/bin/sh: Argument list too long");
}

static void
a_reader_who_does_not_read_stops_no_clock(void **state)
{
	struct rig *r = *state;
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	r->output.live_fd = ends[1];
	r->commands.until_ms = fast_ms(NULL) + 300 * RATE;
	RUN_LIST(r, "while :; do echo 0123456789012345678901234567890123456789; done");
	assert_int_equal(r->result.end, COMMANDS_TIMED_OUT);
	close(ends[0]);
	close(ends[1]);
}

static void
the_log_can_be_read_as_it_comes(void **state)
{
	struct rig *r = *state;
	char got[64] = "";
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	r->output.live_fd = ends[1];
	assert_string_equal(RUN_LIST(r, "echo hunter2!; echo more"), "***\nmore\n");
	assert_int_equal(read(ends[0], got, sizeof(got) - 1), 9);
	assert_string_equal(got, "***\nmore\n");
	close(ends[0]);
	close(ends[1]);
}

/* As the build's root: another user, who can do nothing and see nothing of ours. */
static void
root_lends_its_name_to_no_command(void **state)
{
	struct rig *r = *state;
	char command[400];
	const char *log;
	struct stat st;

	if (geteuid() != 0)
		skip();
	setenv("CODEBUILD_BUILD_ID", "project:1", 1);
	setenv(START_ENV_COMMANDS_UID, "64321", 1);
	snprintf(command, sizeof(command),
	    "id -u; id -G; grep -E '^(Cap...|NoNewPrivs)' /proc/self/status; cat /proc/%d/environ; cat /proc/%d/environ;"
	    "ls /proc/%d/fd; touch f $HOME/g $TMPDIR/h; echo end",
	    (int)getpid(), (int)getppid(), (int)getpid());
	log = RUN_LIST(r, command);
	assert_true(str_starts(str_z(log),
	    STR("64321\n64321\nCapInh:\t0000000000000000\nCapPrm:\t0000000000000000\nCapEff:\t0000000000000000\n"
		"CapBnd:\t0000000000000000\nCapAmb:\t0000000000000000\nNoNewPrivs:\t1\n")));
	assert_null(strstr(log, "PATH="));
	assert_non_null(strstr(log, "environ: Permission denied"));
	assert_true(str_ends(str_z(log), STR("end\n")));
	snprintf(command, sizeof(command), "%s/f", r->confine.code);
	assert_int_equal(stat(command, &st), 0);
	assert_int_equal(st.st_uid, 64321);
	unsetenv("CODEBUILD_BUILD_ID");
}

/* As root's function: still root, but of nothing beyond files. */
static void
root_in_a_function_sees_no_other_process(void **state)
{
	struct rig *r = *state;
	char command[400];
	const char *log;

	if (geteuid() != 0)
		skip();
	setenv("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9", 1);
	snprintf(command, sizeof(command),
	    "id -u; cat /proc/%d/environ /proc/%d/environ; readlink /proc/%d/fd/0 /proc/%d/exe; echo end",
	    (int)getpid(), (int)getppid(), (int)getpid(), (int)getppid());
	log = RUN_LIST(r, command);
	unsetenv("AWS_LAMBDA_RUNTIME_API");
	assert_true(str_starts(str_z(log), STR("0\n")));
	assert_null(strstr(log, "PATH="));
	assert_null(strstr(log, "\n/"));
	assert_true(str_ends(str_z(log), STR("\nend\n")));
}

static void
nothing_is_left_on_disk(void **state)
{
	struct rig *r = *state;
	char root[4096];

	RUN_LIST(r, "mkdir -p a/b; echo x >a/b/c; chmod 000 a/b a; ln -s /etc l; mkfifo p; echo x >$HOME/x");
	snprintf(root, sizeof(root), "%s", r->confine.root);
	assert_int_equal(access(root, F_OK), 0);
	confine_close(&r->confine);
	assert_int_equal(access(root, F_OK), -1);
	assert_int_equal(access("/etc/passwd", F_OK), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(commands_run_one_after_another, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_first_failure_ends_them, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_time_out_reaches_every_descendant, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_stays_in_the_background_lives_for_the_order_and_not_longer, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(nothing_starts_past_the_time, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_signal_to_us_ends_the_commands, set_up, tear_down),
		cmocka_unit_test_setup_teardown(secrets_are_masked_over_processes_and_writes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(commands_start_clean, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_command_that_cannot_start_is_an_error, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_reader_who_does_not_read_stops_no_clock, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_log_can_be_read_as_it_comes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(root_lends_its_name_to_no_command, set_up, tear_down),
		cmocka_unit_test_setup_teardown(root_in_a_function_sees_no_other_process, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_is_left_on_disk, set_up, tear_down),
	};

	return RUN(tests);
}
