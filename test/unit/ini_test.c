#include "test.h"

#include "base/buf.h"
#include "codec/ini.h"

/* section|name|sub=value; for each entry */
static struct str
shown(struct arena *a, const struct ini *f)
{
	struct buf b = buf_in(a);

	for (size_t i = 0; i < f->n; i++)
		buf_printf(&b, STR_FMT "|" STR_FMT "|" STR_FMT "=" STR_FMT ";", STR_ARG(f->at[i].section),
		    STR_ARG(f->at[i].name), STR_ARG(f->at[i].sub), STR_ARG(f->at[i].value));
	(void)buf_z(&b);
	return buf_str(&b);
}

static void
settings_are_read_as_configparser_reads_them(void **state)
{
	(void)state;
	static const struct {
		const char *in, *want;
	} cases[] = {
		{ "", "" },
		{ "\n# nothing\n; here\n", "" },
		{ "[a]", "a||=;" },
		{ "[a]\nx=1", "a||=;a|x|=1;" },
		{ "[a]\r\nx = 1\r\n", "a||=;a|x|=1;" },
		{ "[a]\nX : 1 = 2\n", "a||=;a|x|=1 = 2;" },
		{ "[ a b ]\nname with spaces = v w\n", " a b ||=; a b |name with spaces|=v w;" },
		{ "[a]\nx = 1 # no comment\n", "a||=;a|x|=1 # no comment;" },
		{ "[a]\nx = 1\n\n  # a comment\n  2\ny=3\n", "a||=;a|x|=1\n\n2;a|y|=3;" },
		{ "[a]\nx =\ny =\n  p = 1\n  Q= 2=3\nz=4\n", "a||=;a|x|=;a|y|=;a|y|p=1;a|y|Q=2=3;a|z|=4;" },
		{ "  [a]\n  x = 1\n  y = 2\n", "a||=;a|x|=1;a|y|=2;" },
		{ "[a]\n  x = 1\ny = 2\n", "a||=;a|x|=1;a|y|=2;" },
		{ "[a]\nx=1\n[b]\nx=2\n[a]\nx=3\n", "a||=;a|x|=1;b||=;b|x|=2;a||=;a|x|=3;" },
		{ "[a]b]\n", "a]b||=;" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena a = ARENA_EMPTY;
		struct ini f;

		assert_case(cases[i].in, ini_read(&a, str_z(cases[i].in), &f, NULL) == 0);
		assert_string_equal(shown(&a, &f).p, cases[i].want);
		arena_release(&a);
	}
}

static void
what_is_none_is_refused_by_its_line_alone(void **state)
{
	(void)state;
	static const struct {
		const char *in, *want;
	} cases[] = {
		{ "x = secret\n", "line 1: expected [section] or name = value" },
		{ "[a]\n\nsecret\n", "line 3: expected [section] or name = value" },
		{ "[a]\n= secret\n", "line 2: expected [section] or name = value" },
		{ "[a\nx = 1\n", "line 1: expected [section] or name = value" },
		{ "[]\n", "line 1: expected [section] or name = value" },
		{ "[a]\nx =\n  secret\n", "line 3: expected [section] or name = value" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena a = ARENA_EMPTY;
		struct err e = { 0 };
		struct ini f;

		assert_case(cases[i].in, ini_read(&a, str_z(cases[i].in), &f, &e) == -1 && e.code == ERR_INPUT);
		assert_string_equal(e.msg, cases[i].want);
		arena_release(&a);
	}
}

static void
a_file_of_nothing_but_deeper_lines_takes_memory_of_its_size(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY, b = ARENA_EMPTY;
	struct buf text = buf_in(&a);
	struct ini f;

	buf_addz(&text, "[a]\nx = 1\n");
	while (text.n < 1 << 20)
		buf_addz(&text, " y\n\n");
	assert_int_equal(ini_read(&b, buf_str(&text), &f, NULL), 0);
	assert_int_equal(f.n, 2);
	assert_true(f.at[1].value.n > text.n / 2 && b.total_bytes < 8 * text.n);
	arena_release(&a);
	arena_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(settings_are_read_as_configparser_reads_them),
		cmocka_unit_test(a_file_of_nothing_but_deeper_lines_takes_memory_of_its_size),
		cmocka_unit_test(what_is_none_is_refused_by_its_line_alone),
	};

	return RUN(tests);
}
