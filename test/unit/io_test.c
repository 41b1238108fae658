#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"

static struct arena arena;
static const char *dir; /* of the test that runs */

static int
set_up(void **state)
{
	const char *tmp = getenv("TMPDIR");

	(void)state;
	dir = arena_printf(&arena, "%s/io-test-XXXXXX", tmp && *tmp ? tmp : "/tmp").p;
	return mkdtemp((char *)(uintptr_t)dir) ? 0 : -1;
}

static int
tear_down(void **state)
{
	int result = io_remove_tree(dir, NULL);

	(void)state;
	arena_release(&arena);
	return result;
}

static const char *
in_dir(const char *name)
{
	return arena_printf(&arena, "%s/%s", dir, name).p;
}

static void
expect_content(const char *name, struct str want)
{
	struct str content;

	assert_int_equal(io_read_file(&arena, in_dir(name), 1 << 24, &content, NULL), 0);
	assert_true(str_eq(content, want));
}

static void
put(const char *name, unsigned mode)
{
	assert_int_equal(io_write_file(in_dir(name), STR("content"), mode, NULL), 0);
}

static bool
exists(const char *name)
{
	struct stat st;

	return lstat(in_dir(name), &st) == 0;
}

static void
a_file_comes_back_whole(void **state)
{
	(void)state;
	static const size_t sizes[] = { 0, 1, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, 3000000 };

	for (size_t i = 0; i < COUNT(sizes); i++) {
		char *bytes = arena_alloc(&arena, sizes[i] + 1);

		for (size_t k = 0; k < sizes[i]; k++)
			bytes[k] = (char)(k * 31 >> 3);
		assert_int_equal(io_write_file(in_dir("f"), (struct str){ bytes, sizes[i] }, 0600, NULL), 0);
		expect_content("f", (struct str){ bytes, sizes[i] });
	}
}

static void
reading_stops_at_the_limit(void **state)
{
	(void)state;
	static const struct {
		size_t max;
		int want;
	} cases[] = { { 7, 0 }, { 8, 0 }, { 6, -1 }, { 0, -1 } };
	struct str content;
	struct err e;

	put("f", 0600);
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(io_read_file(&arena, in_dir("f"), cases[i].max, &content, &e), cases[i].want);
		if (cases[i].want < 0)
			assert_int_equal(e.code, ERR_LIMIT);
	}
	assert_int_equal(io_read_file(&arena, "/dev/zero", 1 << 20, &content, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	assert_string_equal(e.msg, "/dev/zero: more than 1048576 bytes");
}

static void
a_missing_file_is_not_found(void **state)
{
	(void)state;
	struct str content;
	struct err e;

	assert_int_equal(io_read_file(&arena, in_dir("none"), 10, &content, &e), -1);
	assert_int_equal(e.code, ERR_NOT_FOUND);
	assert_int_equal(io_read_file(&arena, dir, 10, &content, &e), -1);
	assert_int_equal(e.code, ERR_SYS);
	assert_int_equal(e.status, EISDIR);
}

static void
modes_are_as_asked_whatever_the_umask(void **state)
{
	(void)state;
	static const unsigned modes[] = { 0600, 0644, 0755, 0400, 0666 };
	mode_t before = umask(077);
	struct stat st;

	for (size_t i = 0; i < COUNT(modes); i++) {
		put("f", modes[i]);
		assert_int_equal(stat(in_dir("f"), &st), 0);
		assert_int_equal(st.st_mode & 07777, modes[i]);
	}
	umask(before);
}

static void
a_failed_write_leaves_the_old_file_and_nothing_beside_it(void **state)
{
	(void)state;
	struct rlimit before, small = { 0 };
	char *much = arena_alloc(&arena, 100000);
	struct err e;
	int result;

	put("sub-file", 0600);
	getrlimit(RLIMIT_FSIZE, &before);
	small = (struct rlimit){ 50000, before.rlim_max };
	setrlimit(RLIMIT_FSIZE, &small);
	result = io_write_file(in_dir("sub-file"), (struct str){ much, 100000 }, 0600, &e);
	setrlimit(RLIMIT_FSIZE, &before);
	assert_int_equal(result, -1);
	assert_int_equal(e.status, EFBIG);
	expect_content("sub-file", STR("content"));
	unlink(in_dir("sub-file"));
	assert_int_equal(rmdir(dir), 0);
	assert_int_equal(mkdir(dir, 0700), 0);
}

static void
the_name_appears_with_the_whole_content(void **state)
{
	(void)state;
	struct stat before, after;

	put("f", 0600);
	assert_int_equal(stat(in_dir("f"), &before), 0);
	put("f", 0600);
	assert_int_equal(stat(in_dir("f"), &after), 0);
	assert_true(before.st_ino != after.st_ino);
	assert_int_equal(io_write_file(in_dir("no/f"), STR("x"), 0600, NULL), -1);
	assert_int_equal(io_write_file(dir, STR("x"), 0600, NULL), -1);
	assert_int_equal(unlink(in_dir("f")), 0);
}

static void
a_tree_goes_whatever_the_modes_inside(void **state)
{
	(void)state;
	static const char *const folders[] = { "t", "t/a", "t/a/b", "t/c", "t/d" };
	static const unsigned modes[] = { 0500, 0000, 0100, 0400, 0700 };

	for (size_t i = 0; i < COUNT(folders); i++)
		assert_int_equal(mkdir(in_dir(folders[i]), 0700), 0);
	put("t/a/b/f", 0000);
	put("t/c/f", 0400);
	assert_int_equal(mkfifo(in_dir("t/d/fifo"), 0600), 0);
	for (size_t i = COUNT(folders); i-- > 0;)
		assert_int_equal(chmod(in_dir(folders[i]), modes[i]), 0);
	assert_int_equal(io_remove_tree(in_dir("t"), NULL), 0);
	assert_false(exists("t"));
}

static void
symlinks_are_removed_and_not_followed(void **state)
{
	(void)state;
	struct stat st;

	assert_int_equal(mkdir(in_dir("kept"), 0500), 0);
	assert_int_equal(mkdir(in_dir("t"), 0700), 0);
	assert_int_equal(symlink("../kept", in_dir("t/folder")), 0);
	assert_int_equal(symlink("nowhere", in_dir("t/dangling")), 0);
	assert_int_equal(symlink(".", in_dir("t/loop")), 0);
	assert_int_equal(symlink("kept", in_dir("top")), 0);
	assert_int_equal(io_remove_tree(in_dir("t"), NULL), 0);
	assert_int_equal(io_remove_tree(in_dir("top"), NULL), 0);
	assert_false(exists("t") || exists("top"));
	assert_int_equal(stat(in_dir("kept"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0500);
}

static void
what_is_gone_or_a_file_is_no_error(void **state)
{
	(void)state;
	put("f", 0600);
	assert_int_equal(io_remove_tree(in_dir("f"), NULL), 0);
	assert_false(exists("f"));
	assert_int_equal(io_remove_tree(in_dir("f"), NULL), 0);
}

/* Two chains of folders, deeper than a process has descriptors; `deep-0` is taken by a file. */
static void
deep_trees_need_few_descriptors(void **state)
{
	(void)state;
	struct rlimit before, few;
	int fd, result;

	assert_int_equal(mkdir(in_dir("t"), 0700), 0);
	put("t/deep-0", 0600);
	for (int chain = 0; chain < 2; chain++) {
		fd = open(in_dir("t"), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		for (int depth = 0; depth < 1500; depth++) {
			const char *name = depth || chain ? "d" : "first";
			int next;

			assert_int_equal(mkdirat(fd, name, 0700), 0);
			next = openat(fd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
			assert_true(next >= 0);
			close(fd);
			fd = next;
		}
		close(fd);
	}
	getrlimit(RLIMIT_NOFILE, &before);
	few = (struct rlimit){ 128, before.rlim_max };
	setrlimit(RLIMIT_NOFILE, &few);
	result = io_remove_tree(in_dir("t"), NULL);
	setrlimit(RLIMIT_NOFILE, &before);
	assert_int_equal(result, 0);
	assert_false(exists("t"));
}

static void
close_forgets_the_descriptor(void **state)
{
	(void)state;
	int fd = open("/dev/null", O_RDONLY | O_CLOEXEC), copy = fd;

	io_close(&fd);
	assert_int_equal(fd, -1);
	assert_int_equal(fcntl(copy, F_GETFD), -1);
	io_close(&fd);
	assert_int_equal(fd, -1);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_file_comes_back_whole),
		TEST(reading_stops_at_the_limit),
		TEST(a_missing_file_is_not_found),
		TEST(modes_are_as_asked_whatever_the_umask),
		TEST(a_failed_write_leaves_the_old_file_and_nothing_beside_it),
		TEST(the_name_appears_with_the_whole_content),
		TEST(a_tree_goes_whatever_the_modes_inside),
		TEST(symlinks_are_removed_and_not_followed),
		TEST(what_is_gone_or_a_file_is_no_error),
		TEST(deep_trees_need_few_descriptors),
		TEST(close_forgets_the_descriptor),
	};

	/* A file that outgrows its limit is to be an error of write(). */
	signal(SIGXFSZ, SIG_IGN);
	return RUN(tests);
}
