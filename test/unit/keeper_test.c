/* The keeper above each program: nothing of the program outlives it, whatever the end. */
#include "test.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"
#include "local/keeper.h"

struct kept {
	char tmp[64], dir[128], log[128], pids[160];
	pid_t keeper;
	int fd;
	struct keeper_news news; /* the last that came */
};

static int
set_up(void **state)
{
	struct kept *k = calloc(1, sizeof(*k));

	snprintf(k->tmp, sizeof(k->tmp), "/tmp/aes-keeper-test-XXXXXX");
	assert_non_null(mkdtemp(k->tmp));
	snprintf(k->dir, sizeof(k->dir), "%s/sandbox", k->tmp);
	snprintf(k->log, sizeof(k->log), "%s/log", k->tmp);
	snprintf(k->pids, sizeof(k->pids), "%s/pids", k->tmp);
	assert_int_equal(mkdir(k->dir, 0700), 0);
	k->fd = -1;
	*state = k;
	return 0;
}

static int
tear_down(void **state)
{
	struct kept *k = *state;

	io_close(&k->fd);
	io_remove_tree(k->tmp, NULL);
	free(k);
	return 0;
}

static void
start_with(struct kept *k, const char *script, struct keeper_program p)
{
	char pids[200];
	const char *argv[] = { "/bin/sh", "-c", script, NULL }, *envp[] = { "PATH=/usr/bin:/bin", pids, NULL };

	p.argv = argv;
	p.envp = envp;
	p.dir = k->dir;
	p.log = k->log;
	snprintf(pids, sizeof(pids), "PIDS=%s", k->pids);
	assert_int_equal(keeper_start(&p, &k->keeper, &k->fd, NULL), 0);
}

static void
start(struct kept *k, const char *script)
{
	start_with(k, script, (struct keeper_program){ 0 });
}

/* The next news; false at the end. */
static bool
hear(struct kept *k)
{
	struct pollfd fd = { k->fd, POLLIN, 0 };

	assert_int_equal(poll(&fd, 1, 30000), 1);
	return recv(k->fd, &k->news, sizeof(k->news), 0) == sizeof(k->news);
}

static void
hear_to_the_end(struct kept *k)
{
	while (hear(k))
		;
	assert_true(k->news.ended);
	assert_int_equal(waitpid(k->keeper, NULL, 0), k->keeper);
}

static struct str
read_text(struct arena *a, const char *path)
{
	struct str text = { 0 };

	io_read_file(a, path, 1 << 20, &text, NULL);
	return text;
}

/* Every pid that the script wrote down is gone. */
static void
assert_nobody_left(struct kept *k, int64_t at_least)
{
	struct arena a = ARENA_EMPTY;
	struct str rest = read_text(&a, k->pids);
	int64_t pid, n = 0;

	while (rest.p && str_i64(str_cut(&rest, '\n'), &pid)) {
		assert_int_equal(kill((pid_t)pid, 0), -1);
		n++;
	}
	assert_true(n >= at_least);
	assert_int_equal(access(k->dir, F_OK), -1);
	arena_release(&a);
}

static void
wait_for_lines(struct kept *k, size_t lines)
{
	for (size_t n = 0; n < lines;) {
		struct arena a = ARENA_EMPTY;
		struct str text = read_text(&a, k->pids);

		n = 0;
		for (size_t i = 0; i < text.n; i++)
			n += text.p[i] == '\n';
		arena_release(&a);
		usleep(2000);
	}
}

/* Two that try to get away, and one that ignores being asked. */
#define ESCAPE \
	"trap '' TERM INT HUP; : >>$PIDS\n" \
	"(setsid sh -c 'echo $$ >>$PIDS; sleep 1000' >/dev/null 2>&1 &)\n" \
	"(sh -c 'echo $$ >>$PIDS; touch left-behind; exec sleep 1000' &)\n"

static void
what_the_program_leaves_ends_with_it(void **state)
{
	struct kept *k = *state;

	start(k, ESCAPE "while [ $(wc -l <$PIDS) -lt 2 ]; do sleep 0.01; done 2>/dev/null; exit 7");
	hear_to_the_end(k);
	assert_true(WIFEXITED(k->news.status) && WEXITSTATUS(k->news.status) == 7);
	assert_nobody_left(k, 2);
}

static void
word_kills_everything(void **state)
{
	struct kept *k = *state;

	start(k, ESCAPE "echo $$ >>$PIDS; sleep 1000");
	wait_for_lines(k, 3);
	keeper_kill(k->fd);
	hear_to_the_end(k);
	assert_true(WIFSIGNALED(k->news.status) && WTERMSIG(k->news.status) == SIGKILL);
	assert_nobody_left(k, 3);
}

static void
end_of_the_owner_kills_everything(void **state)
{
	struct kept *k = *state;

	start(k, ESCAPE "echo $$ >>$PIDS; sleep 1000");
	wait_for_lines(k, 3);
	io_close(&k->fd);
	assert_int_equal(waitpid(k->keeper, NULL, 0), k->keeper);
	assert_nobody_left(k, 3);
}

static void
signals_do_not_end_a_keeper_before_its_work(void **state)
{
	struct kept *k = *state;

	start(k, ESCAPE "echo $$ >>$PIDS; sleep 1000");
	wait_for_lines(k, 3);
	kill(k->keeper, SIGTERM);
	kill(k->keeper, SIGINT);
	assert_int_equal(kill(k->keeper, 0), 0);
	io_close(&k->fd);
	assert_int_equal(waitpid(k->keeper, NULL, 0), k->keeper);
	assert_nobody_left(k, 3);
}

static void
log_keeps_the_end_within_bounds(void **state)
{
	struct kept *k = *state;
	struct arena a = ARENA_EMPTY;
	struct stat log, old;
	char turned[160];

	start(k, "i=0; while [ $i -lt 300 ]; do printf '%5000d' $i; i=$((i+1)); done; echo; echo the last line");
	hear_to_the_end(k);
	snprintf(turned, sizeof(turned), "%s.1", k->log);
	assert_int_equal(stat(k->log, &log), 0);
	assert_int_equal(stat(turned, &old), 0);
	assert_true(log.st_size + old.st_size < 300 * 5000 && log.st_size <= 2 * KEEPER_LOG_BYTES);
	assert_true(str_ends(read_text(&a, k->log), STR("\nthe last line\n")));
	arena_release(&a);
}

static void
standard_error_can_be_kept_apart_and_the_beginning_of_both(void **state)
{
	struct kept *k = *state;
	struct arena a = ARENA_EMPTY;
	char errors[160];
	struct stat log, other;

	snprintf(errors, sizeof(errors), "%s.errors", k->log);
	start_with(k,
	    "echo first; echo wrong >&2; i=0; while [ $i -lt 300 ]; do printf '%5000d' $i; printf '%5000d' $i >&2;"
	    "i=$((i+1)); done",
	    (struct keeper_program){ .errors = errors, .first_part = true });
	hear_to_the_end(k);
	assert_true(str_starts(read_text(&a, k->log), STR("first\n")));
	assert_true(str_starts(read_text(&a, errors), STR("wrong\n")));
	assert_int_equal(stat(k->log, &log), 0);
	assert_int_equal(stat(errors, &other), 0);
	assert_in_range(log.st_size, KEEPER_LOG_BYTES, 2 * KEEPER_LOG_BYTES);
	assert_in_range(other.st_size, KEEPER_LOG_BYTES, 2 * KEEPER_LOG_BYTES);
	arena_release(&a);
}

static void
program_that_cannot_start_says_why(void **state)
{
	struct kept *k = *state;
	const char *argv[] = { "/nonexistent/program", NULL }, *envp[] = { NULL };
	struct keeper_program p = { .argv = argv, .envp = envp, .dir = k->dir, .log = k->log };
	struct arena a = ARENA_EMPTY;

	assert_int_equal(keeper_start(&p, &k->keeper, &k->fd, NULL), 0);
	hear_to_the_end(k);
	assert_int_equal(WEXITSTATUS(k->news.status), 126);
	assert_true(str_starts(read_text(&a, k->log), STR("/nonexistent/program: No such file")));
	arena_release(&a);
}

static void
program_inherits_no_descriptor(void **state)
{
	struct kept *k = *state;
	struct arena a = ARENA_EMPTY;
	int open_here = dup(0);

	start(k, "for f in /proc/self/fd/*; do case $f in */[012]) ;; *) readlink $f;; esac; done");
	hear_to_the_end(k);
	/* The shell's own look at the folder is there while it looks. */
	struct str log = read_text(&a, k->log);
	while (log.n) {
		struct str line = str_cut(&log, '\n');
		assert_true(line.n == 0 || str_starts(line, STR("/proc/")));
	}
	close(open_here);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_the_program_leaves_ends_with_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(word_kills_everything, set_up, tear_down),
		cmocka_unit_test_setup_teardown(end_of_the_owner_kills_everything, set_up, tear_down),
		cmocka_unit_test_setup_teardown(signals_do_not_end_a_keeper_before_its_work, set_up, tear_down),
		cmocka_unit_test_setup_teardown(log_keeps_the_end_within_bounds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(standard_error_can_be_kept_apart_and_the_beginning_of_both, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(program_that_cannot_start_says_why, set_up, tear_down),
		cmocka_unit_test_setup_teardown(program_inherits_no_descriptor, set_up, tear_down),
	};

	return RUN(tests);
}
