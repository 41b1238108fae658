#include "test.h"

#include "codec/tree.h"

static char space[8192];

static void
paths_are_made_plain(void **state)
{
	(void)state;
	static const struct {
		const char *in, *want;
	} cases[] = {
		{ "a", "a" },
		{ "./a//b/", "a/b" },
		{ "a/./b", "a/b" },
		{ "...", "..." },
		{ "..a/b..", "..a/b.." },
		{ "a b/\xc3\xa4", "a b/\xc3\xa4" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = buf_over(space, sizeof(space));

		buf_addz(&out, "x");
		assert_case(cases[i].in, tree_path(&out, str_z(cases[i].in), NULL) == 0);
		assert_case(cases[i].in, str_eqz(str_sub(buf_str(&out), 1, out.n), cases[i].want));
	}
}

static void
paths_out_of_the_tree_are_refused(void **state)
{
	(void)state;
	static const struct {
		struct str in;
		const char *want;
	} refused[] = {
		{ { "", 0 }, "path \"\" is empty" },
		{ { "./", 2 }, "path \"./\" is empty" },
		{ { "/a", 2 }, "path \"/a\" is absolute" },
		{ { "..", 2 }, "path \"..\" leaves the tree by \"..\"" },
		{ { "a/../b", 6 }, "path \"a/../b\" leaves the tree by \"..\"" },
		{ { "a/..", 4 }, "path \"a/..\" leaves the tree by \"..\"" },
		{ { "a\\b", 3 }, "path \"a\\b\" holds a backslash" },
		{ { "a\nb", 3 }, "path \"a\nb\" holds a control character" },
		{ { "a\x7f", 2 }, "path \"a\x7f\" holds a control character" },
	};

	for (size_t i = 0; i < COUNT(refused); i++) {
		struct buf out = buf_over(space, sizeof(space));
		struct err e;

		buf_addz(&out, "kept");
		assert_case(refused[i].want, tree_path(&out, refused[i].in, &e) == -1);
		assert_string_equal(e.msg, refused[i].want);
		assert_case(refused[i].want, str_eqz(buf_str(&out), "kept"));
	}
	assert_int_equal(tree_path(&(struct buf){ 0 }, (struct str){ "a\0b", 3 }, NULL), -1);
}

static void
the_longest_path_is_4096_bytes(void **state)
{
	(void)state;
	char raw[4097];
	struct buf out = buf_over(space, sizeof(space));
	struct err e;

	memset(raw, 'a', sizeof(raw));
	assert_int_equal(tree_path(&out, (struct str){ raw, 4096 }, &e), 0);
	assert_int_equal(out.n, 4096);
	assert_int_equal(tree_path(&out, (struct str){ raw, 4097 }, &e), -1);
	assert_non_null(strstr(e.msg, "aaa...\" is longer than 4096 bytes"));
}

static void
the_root_is_known(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		bool want;
	} cases[] = {
		{ ".", true },
		{ "./", true },
		{ "././/", true },
		{ "", false },
		{ "/", false },
		{ "..", false },
		{ "./a", false },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		assert_case(cases[i].in, tree_is_root(str_z(cases[i].in)) == cases[i].want);
}

static void
symlinks_stay_inside(void **state)
{
	(void)state;
	static const struct {
		const char *path, *target, *want;
	} cases[] = {
		{ "a", "b", NULL },
		{ "a", "b/c", NULL },
		{ "a", ".", NULL },
		{ "d/a", "..", NULL },
		{ "d/e/a", "../../x", NULL },
		{ "d/a", "./../b", NULL },
		{ "a", "..", "path \"a\" is a symlink that leaves the tree" },
		{ "a", "../a", "path \"a\" is a symlink that leaves the tree" },
		{ "d/a", "../../b", "path \"d/a\" is a symlink that leaves the tree" },
		{ "a", "/etc/passwd", "path \"a\" is a symlink to an absolute path" },
		{ "a", "", "path \"a\" is a symlink to nothing" },
		{ "a", "x\ny", "path \"a\" holds a control character" },
		/* With p/q/x -> ../.. the last one would lead out. */
		{ "p/q/x", "../..", NULL },
		{ "z", "p/q/x/../../..", "path \"z\" is a symlink whose target has \"..\" behind a name" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct err e = { 0 };

		assert_case(cases[i].target,
		    tree_target(str_z(cases[i].path), str_z(cases[i].target), &e) == (cases[i].want ? -1 : 0));
		assert_string_equal(e.msg, cases[i].want ? cases[i].want : "");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths_are_made_plain),
		cmocka_unit_test(paths_out_of_the_tree_are_refused),
		cmocka_unit_test(the_longest_path_is_4096_bytes),
		cmocka_unit_test(the_root_is_known),
		cmocka_unit_test(symlinks_stay_inside),
	};
	return RUN(tests);
}
