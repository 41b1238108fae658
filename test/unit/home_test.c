/* The local AWS's folder: made, swept when its owner is dead, never through a trap, and gone in the end. */
#include "test.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"
#include "local/home.h"

struct place {
	char tmp[64];
	struct arena arena;
	char base[128];
};

static int
set_up(void **state)
{
	struct place *p = calloc(1, sizeof(*p));

	snprintf(p->tmp, sizeof(p->tmp), "/tmp/aes-home-test-XXXXXX");
	assert_non_null(mkdtemp(p->tmp));
	chmod(p->tmp, 0711);
	setenv("TMPDIR", p->tmp, 1);
	snprintf(p->base, sizeof(p->base), "%s/aws-exe-sys-%u", p->tmp, (unsigned)geteuid());
	*state = p;
	return 0;
}

static int
tear_down(void **state)
{
	struct place *p = *state;

	unsetenv("TMPDIR");
	io_remove_tree(p->tmp, NULL);
	arena_release(&p->arena);
	free(p);
	return 0;
}

static bool
exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

/* A home whose owner dies without a word; its path in `path`. */
static void
leave_dead_home(struct place *p, char path[static 256])
{
	int ends[2], status;
	ssize_t n;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		struct home h;

		if (home_open(&h, &p->arena, NULL) < 0 || write(ends[1], h.path, strlen(h.path)) < 0)
			_exit(1);
		_exit(0);
	}
	close(ends[1]);
	n = read(ends[0], path, 255);
	close(ends[0]);
	waitpid(pid, &status, 0);
	assert_int_equal(status, 0);
	path[n > 0 ? n : 0] = 0;
	assert_true(exists(path));
}

static void
next_start_sweeps_the_dead_and_spares_the_living(void **state)
{
	struct place *p = *state;
	struct home living, next;
	char dead[256];

	assert_int_equal(home_open(&living, &p->arena, NULL), 0);
	leave_dead_home(p, dead);
	assert_int_equal(home_open(&next, &p->arena, NULL), 0);
	assert_false(exists(dead));
	assert_true(exists(living.clock) || exists(living.objects));
	assert_int_equal(home_close(&next, NULL), 0);
	assert_true(exists(living.path));
	assert_int_equal(home_close(&living, NULL), 0);
}

static void
last_one_leaves_nothing(void **state)
{
	struct place *p = *state;
	struct home a, b;

	assert_int_equal(home_open(&a, &p->arena, NULL), 0);
	assert_int_equal(home_open(&b, &p->arena, NULL), 0);
	assert_int_equal(home_close(&a, NULL), 0);
	assert_true(exists(p->base));
	assert_int_equal(home_close(&b, NULL), 0);
	assert_false(exists(p->base));
}

static void
sweep_follows_no_symlink(void **state)
{
	struct place *p = *state;
	struct home h;
	char dead[256], link[320], treasure[128];

	leave_dead_home(p, dead);
	snprintf(treasure, sizeof(treasure), "%s/treasure", p->tmp);
	assert_int_equal(mkdir(treasure, 0700), 0);
	snprintf(link, sizeof(link), "%s/sandboxes/link", dead);
	assert_int_equal(symlink(treasure, link), 0);
	snprintf(link, sizeof(link), "%s/link", p->base);
	assert_int_equal(symlink(treasure, link), 0);
	assert_int_equal(home_open(&h, &p->arena, NULL), 0);
	assert_false(exists(dead));
	assert_true(exists(treasure));
	home_close(&h, NULL);
}

static void
folder_that_others_can_write_is_refused(void **state)
{
	struct place *p = *state;
	struct home h;
	struct err e;

	assert_int_equal(mkdir(p->base, 0700), 0);
	chmod(p->base, 0777);
	assert_int_equal(home_open(&h, &p->arena, &e), -1);
	assert_int_equal(e.code, ERR_CONFIG);
	assert_non_null(strstr(e.msg, "can be written by others"));
}

static void
symlink_in_its_place_is_refused(void **state)
{
	struct place *p = *state;
	struct home h;
	struct err e;

	assert_int_equal(symlink("/tmp", p->base), 0);
	assert_int_equal(home_open(&h, &p->arena, &e), -1);
	assert_int_equal(e.code, ERR_SYS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(next_start_sweeps_the_dead_and_spares_the_living, set_up, tear_down),
		cmocka_unit_test_setup_teardown(last_one_leaves_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(sweep_follows_no_symlink, set_up, tear_down),
		cmocka_unit_test_setup_teardown(folder_that_others_can_write_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(symlink_in_its_place_is_refused, set_up, tear_down),
	};

	return RUN(tests);
}
