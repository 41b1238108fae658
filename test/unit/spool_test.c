/* spool: logs of any size and any bytes become text of bounded size; a full disk cuts the log and nothing else. */
#include "test.h"

#include <errno.h>
#include <stdlib.h>

#undef COUNT
#include "exec/spool.h"

static struct arena arena;
static struct world world;
static int64_t disk_bytes;

/* A disk that is full at some point. */
static int
limited_write(struct world *w, int handle, int64_t offset, const void *p, size_t n, struct err *e)
{
	struct world real;
	int result;

	(void)w;
	if (offset + (int64_t)n > disk_bytes) {
		errno = ENOSPC;
		return err_sys(e, "write a temporary file");
	}
	assert_int_equal(world_os_init(&real, NULL), 0);
	result = real.own.temp_write(&real, handle, offset, p, n, e);
	return result;
}

static int
set_up(void **state)
{
	(void)state;
	disk_bytes = INT64_MAX;
	if (world_os_init(&world, NULL) < 0)
		return -1;
	world.own.temp_write = limited_write;
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const struct {
	const char *name, *in;
	size_t max;
	const char *want;
	size_t taken;
} cleaned[] = {
	{ "nothing", "", 10, "", 0 },
	{ "ASCII", "abc", 10, "abc", 3 },
	{ "cut", "abcdef", 3, "abc", 3 },
	{ "never within a character", "ab\xc3\xa9", 3, "ab", 2 },
	{ "a character that fits", "a\xc3\xa9z", 3, "a\xc3\xa9", 3 },
	{ "a byte that is none", "a\xffz", 10, "a\xef\xbf\xbdz", 3 },
	{ "no room for its replacement", "a\xffz", 3, "a", 1 },
	{ "half a character at the end", "a\xe2\x82", 10, "a\xef\xbf\xbd\xef\xbf\xbd", 3 },
	{ "a surrogate", "\xed\xa0\x80", 99, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", 3 },
};

static void
other_bytes_become_replacements(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cleaned); i++) {
		struct buf out = buf_in(&arena);

		assert_case(cleaned[i].name,
		    spool_clean(&out, str_z(cleaned[i].in), cleaned[i].max) == cleaned[i].taken);
		assert_case(cleaned[i].name, str_eqz(buf_str(&out), cleaned[i].want));
		assert_case(cleaned[i].name, str_utf8(buf_str(&out), NULL));
	}
}

static void
fill(struct spool *s, size_t lines)
{
	char line[32];

	for (size_t i = 0; i < lines; i++)
		spool_write(s, (struct str){ line, (size_t)snprintf(line, sizeof(line), "line %09zu\n", i) });
}

static void
a_log_that_fits_is_whole(void **state)
{
	struct str text;
	struct spool s;

	(void)state;
	spool_open(&s, &world, &arena);
	assert_true(spool_whole(&s, &arena, 100, &text));
	assert_int_equal(text.n, 0);
	fill(&s, 10);
	assert_true(spool_whole(&s, &arena, 150, &text));
	assert_int_equal(text.n, 150);
	assert_false(spool_whole(&s, &arena, 149, &text));
	spool_write(&s, STR("\xff"));
	assert_false(spool_whole(&s, &arena, 152, &text));
	assert_true(spool_whole(&s, &arena, 153, &text));
	spool_close(&s);
}

static void
an_excerpt_has_head_and_tail_and_says_what_was_cut(void **state)
{
	enum { LINES = 200000, MAX = 16 * 1024 };
	struct str text;
	struct spool s;
	char *cut;

	(void)state;
	spool_open(&s, &world, &arena);
	fill(&s, LINES);
	text = spool_excerpt(&s, &arena, MAX, STR("the whole log is elsewhere"));
	assert_true(text.n <= MAX && text.n > MAX - 1024);
	assert_true(str_starts(text, STR("line 000000000\n")));
	assert_true(str_ends(text, STR("line 000199999\n")));
	cut = strstr(arena_z(&arena, text), "\n[aws-exe-sys: ");
	assert_non_null(cut);
	/* What is there and what was cut make the whole. */
	assert_int_equal(strtoll(cut + 15, NULL, 10),
	    (int64_t)s.total - (int64_t)(text.n - (size_t)(strchr(cut + 1, '\n') - cut) - 1));
	assert_non_null(strstr(cut, "bytes are cut here; the whole log is elsewhere]\n"));
	spool_close(&s);
}

static void
an_excerpt_is_text_whatever_the_bytes(void **state)
{
	struct spool s;

	(void)state;
	for (size_t shift = 0; shift < 4; shift++) {
		struct str text;

		spool_open(&s, &world, &arena);
		spool_write(&s, str_sub(STR("abc"), 0, shift));
		for (size_t i = 0; i < 20000; i++)
			spool_write(&s, i % 100 ? STR("\xf0\x9f\x98\x80") : STR("\xff"));
		text = spool_excerpt(&s, &arena, 8192, STR(""));
		assert_true(text.n <= 8192);
		assert_true(str_utf8(text, NULL));
		spool_close(&s);
	}
}

static void
a_full_disk_cuts_the_middle(void **state)
{
	struct str text;
	struct spool s;

	(void)state;
	disk_bytes = 10000;
	spool_open(&s, &world, &arena);
	fill(&s, 100000);
	assert_true(s.full);
	assert_int_equal(s.total, 1500000);
	assert_false(spool_whole(&s, &arena, 1 << 20, &text));
	text = spool_excerpt(&s, &arena, 1 << 20, STR("the disk was full"));
	assert_true(str_starts(text, STR("line 000000000\n")));
	assert_true(str_ends(text, STR("line 000099999\n")));
	assert_true(text.n > SPOOL_TAIL_MAX && text.n <= 1 << 20);
	spool_close(&s);
}

static void
a_disk_full_from_the_start_loses_nothing_small(void **state)
{
	struct str text;
	struct spool s;

	(void)state;
	disk_bytes = 0;
	spool_open(&s, &world, &arena);
	fill(&s, 2);
	assert_true(spool_whole(&s, &arena, 1 << 20, &text));
	assert_true(str_eq(text, STR("line 000000000\nline 000000001\n")));
	spool_close(&s);
}

static void
a_disk_full_from_the_start_cuts_the_middle_of_what_is_large(void **state)
{
	enum { LINES = 100000, MAX = 16 * 1024 };
	struct str text;
	struct spool s;

	(void)state;
	disk_bytes = 0;
	spool_open(&s, &world, &arena);
	fill(&s, LINES);
	assert_false(spool_whole(&s, &arena, 1 << 20, &text));
	assert_int_equal(s.file, -1);
	text = spool_excerpt(&s, &arena, MAX, STR("the disk was full"));
	assert_true(text.n <= MAX && text.n > MAX - 1024);
	assert_true(str_starts(text, STR("line 000000000\n")));
	assert_true(str_ends(text, STR("line 000099999\n")));
	spool_close(&s);
}

static void
only_a_long_log_takes_a_file(void **state)
{
	struct str text;
	struct spool s;

	(void)state;
	spool_open(&s, &world, &arena);
	fill(&s, SPOOL_MEMORY_MAX / 15);
	assert_int_equal(s.file, -1);
	fill(&s, 2);
	assert_true(s.file >= 0);
	assert_true(spool_whole(&s, &arena, 1 << 20, &text));
	assert_int_equal(text.n, (SPOOL_MEMORY_MAX / 15 + 2) * 15);
	assert_true(str_ends(text, STR("line 000000000\nline 000000001\n")));
	spool_close(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(other_bytes_become_replacements, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_log_that_fits_is_whole, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_excerpt_has_head_and_tail_and_says_what_was_cut, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_excerpt_is_text_whatever_the_bytes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_full_disk_cuts_the_middle, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_disk_full_from_the_start_loses_nothing_small, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_disk_full_from_the_start_cuts_the_middle_of_what_is_large, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(only_a_long_log_takes_a_file, set_up, tear_down),
	};

	return RUN(tests);
}
