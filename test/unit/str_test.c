#include "test.h"

#include "base/str.h"

static void
bytes_are_compared_as_bytes(void **state)
{
	(void)state;
	static const struct {
		struct str a, b;
		int want;
	} cases[] = {
		{ STR(""), STR(""), 0 },
		{ STR("a"), STR("a"), 0 },
		{ STR("a"), STR("ab"), -1 },
		{ STR("b"), STR("ab"), 1 },
		{ STR("a\0b"), STR("a\0c"), -1 },
		{ STR("\x80"), STR("a"), 1 },
		{ { 0 }, STR(""), 0 },
		{ { 0 }, STR("a"), -1 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		int order = str_cmp(cases[i].a, cases[i].b), back = str_cmp(cases[i].b, cases[i].a);

		assert_int_equal((order > 0) - (order < 0), cases[i].want);
		assert_int_equal((back > 0) - (back < 0), -cases[i].want);
		assert_int_equal(str_eq(cases[i].a, cases[i].b), cases[i].want == 0);
	}
	assert_true(str_eqz(STR("abc"), "abc"));
	assert_false(str_eqz(STR("abc\0"), "abc"));
	assert_true(str_eqz((struct str){ 0 }, NULL));
}

static void
only_ascii_letters_have_two_cases(void **state)
{
	(void)state;
	static const struct {
		const char *a, *b;
		bool want;
	} cases[] = {
		{ "Content-Length", "cONTENT-lENGTH", true },
		{ "az", "AZ", true },
		{ "", "", true },
		{ "a", "ab", false },
		{ "@", "`", false },
		{ "[", "{", false },
		{ "\xc3\x84", "\xc3\xa4", false },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		assert_case(cases[i].a, str_eq_nocase(str_z(cases[i].a), str_z(cases[i].b)) == cases[i].want);
}

static void
searches_give_the_length_when_there_is_none(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		char c;
		size_t first, last;
	} chars[] = {
		{ "", '/', 0, 0 },
		{ "abc", '/', 3, 3 },
		{ "/", '/', 0, 0 },
		{ "a/b/c", '/', 1, 3 },
		{ "abc/", '/', 3, 3 },
	};
	static const struct {
		const char *in, *needle;
		size_t want;
	} texts[] = {
		{ "", "x", 0 },
		{ "abc", "abcd", 3 },
		{ "abc", "abc", 0 },
		{ "abcabd", "abd", 3 },
		{ "abc", "", 0 },
		{ "aab", "ab", 1 },
		{ "abc", "c", 2 },
	};

	for (size_t i = 0; i < COUNT(chars); i++) {
		assert_int_equal(str_chr(str_z(chars[i].in), chars[i].c), chars[i].first);
		assert_int_equal(str_rchr(str_z(chars[i].in), chars[i].c), chars[i].last);
	}
	for (size_t i = 0; i < COUNT(texts); i++)
		assert_int_equal(str_find(str_z(texts[i].in), str_z(texts[i].needle)), texts[i].want);
	assert_int_equal(str_find(STR("a\0b"), STR("\0b")), 1);
	assert_int_equal(str_chr((struct str){ 0 }, 'x'), 0);
}

static void
starts_and_ends_want_the_whole_part(void **state)
{
	(void)state;
	static const struct {
		const char *in, *part;
		bool starts, ends;
	} cases[] = {
		{ "abc", "ab", true, false },
		{ "abc", "bc", false, true },
		{ "abc", "abc", true, true },
		{ "abc", "", true, true },
		{ "", "", true, true },
		{ "bc", "abc", false, false },
		{ "abab", "ab", true, true },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_case(cases[i].in, str_starts(str_z(cases[i].in), str_z(cases[i].part)) == cases[i].starts);
		assert_case(cases[i].in, str_ends(str_z(cases[i].in), str_z(cases[i].part)) == cases[i].ends);
	}
}

static void
parts_are_clamped(void **state)
{
	(void)state;
	static const struct {
		size_t from, to;
		const char *want;
	} cases[] = {
		{ 0, 3, "abc" },
		{ 1, 2, "b" },
		{ 1, SIZE_MAX, "bc" },
		{ SIZE_MAX, SIZE_MAX, "" },
		{ 2, 1, "" },
		{ 3, 3, "" },
	};
	static const struct {
		const char *in, *want;
	} trimmed[] = {
		{ " a b\t\r\n", "a b" },
		{ "", "" },
		{ " \t\r\n", "" },
		{ "a", "a" },
		{ "\va\f", "\va\f" },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		assert_case(cases[i].want, str_eqz(str_sub(STR("abc"), cases[i].from, cases[i].to), cases[i].want));
	assert_int_equal(str_sub((struct str){ 0 }, 0, 9).n, 0);
	for (size_t i = 0; i < COUNT(trimmed); i++)
		assert_case(trimmed[i].in, str_eqz(str_trim(str_z(trimmed[i].in)), trimmed[i].want));
}

static void
cut_gives_every_part_once(void **state)
{
	(void)state;
	static const struct {
		const char *in, *parts[4];
	} cases[] = {
		{ "a,b,c", { "a", "b", "c" } },
		{ "a", { "a" } },
		{ "", { "" } },
		{ ",", { "", "" } },
		{ "a,", { "a", "" } },
		{ ",,a", { "", "", "a" } },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str rest = str_z(cases[i].in);
		size_t n = 0;

		for (; rest.p; n++) {
			struct str part = str_cut(&rest, ',');

			assert_case(cases[i].in, n < COUNT(cases[i].parts) && cases[i].parts[n]);
			assert_case(cases[i].in, str_eqz(part, cases[i].parts[n]));
		}
		assert_case(cases[i].in, n == COUNT(cases[i].parts) || !cases[i].parts[n]);
	}
}

static void
numbers_are_whole_and_fit(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		bool want;
		int64_t n;
	} cases[] = {
		{ "0", true, 0 },
		{ "-0", true, 0 },
		{ "007", true, 7 },
		{ "-12", true, -12 },
		{ "9223372036854775807", true, INT64_MAX },
		{ "-9223372036854775808", true, INT64_MIN },
		{ "9223372036854775808", false, 0 },
		{ "-9223372036854775809", false, 0 },
		{ "92233720368547758070", false, 0 },
		{ "18446744073709551616", false, 0 },
		{ "99999999999999999999999999", false, 0 },
		{ "", false, 0 },
		{ "-", false, 0 },
		{ "--1", false, 0 },
		{ "+1", false, 0 },
		{ " 1", false, 0 },
		{ "1 ", false, 0 },
		{ "1.0", false, 0 },
		{ "1e3", false, 0 },
		{ "0x1", false, 0 },
		{ "\xb2", false, 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t n = -77;

		assert_case(cases[i].in, str_i64(str_z(cases[i].in), &n) == cases[i].want);
		assert_case(cases[i].in, n == (cases[i].want ? cases[i].n : -77));
	}
	assert_false(str_i64(STR("1\0"), &(int64_t){ 0 }));
}

static void
utf8_says_where_it_is_bad(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct str in;
		size_t bad;
	} cases[] = {
		{ "all lengths", STR("a\xc2\x80\xe0\xa0\x80\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"), SIZE_MAX },
		{ "zero byte", STR("a\0b"), SIZE_MAX },
		{ "empty", STR(""), SIZE_MAX },
		{ "byte order mark", STR("\xef\xbb\xbf"), SIZE_MAX },
		{ "lone continuation", STR("ab\x80"), 2 },
		{ "overlong of two", STR("a\xc1\xbf"), 1 },
		{ "overlong of three", STR("\xe0\x9f\xbf"), 0 },
		{ "overlong of four", STR("\xf0\x8f\xbf\xbf"), 0 },
		{ "surrogate", STR("ab\xed\xa0\x80"), 2 },
		{ "over U+10FFFF", STR("\xf4\x90\x80\x80"), 0 },
		{ "lead of five", STR("\xf8\x88\x80\x80\x80"), 0 },
		{ "0xff", STR("a\xff"), 1 },
		{ "cut in two", STR("a\xc3"), 1 },
		{ "cut in three", STR("a\xe2\x82"), 1 },
		{ "cut in four", STR("a\xf0\x9f\x92"), 1 },
		{ "ASCII inside", STR("\xe2\x28\xa1"), 0 },
		{ "bad behind good", STR("\xc3\xa4\xc3"), 2 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t at = SIZE_MAX;

		assert_case(cases[i].name, str_utf8(cases[i].in, &at) == (cases[i].bad == SIZE_MAX));
		assert_case(cases[i].name, at == cases[i].bad);
		assert_case(cases[i].name, str_utf8(cases[i].in, NULL) == (cases[i].bad == SIZE_MAX));
	}
}

/* How many sequences of `n` bytes that start with `lead` are good: its continuations run over all bytes; those behind the
 * third only over the edges of what is allowed. */
static unsigned
good_sequences(unsigned char lead, size_t n)
{
	static const unsigned char edges[] = { 0x7f, 0x80, 0xbf, 0xc0 };
	unsigned good = 0;

	for (unsigned b = 0; b < 256; b++)
		for (unsigned c = 0; c < (n > 2 ? COUNT(edges) : 1); c++)
			for (unsigned d = 0; d < (n > 3 ? COUNT(edges) : 1); d++) {
				char text[] = { (char)lead, (char)b, (char)edges[c], (char)edges[d] };

				good += str_utf8((struct str){ text, n }, NULL);
			}
	return good;
}

/* Unicode, table 3-7, row by row. */
static void
utf8_takes_exactly_what_unicode_allows(void **state)
{
	(void)state;
	static const struct {
		unsigned char from, to;
		size_t n;
		unsigned want;
	} rows[] = {
		{ 0x80, 0xc1, 2, 0 },
		{ 0xc2, 0xdf, 2, 64 },
		{ 0xe0, 0xe0, 3, 32 * 2 },
		{ 0xe1, 0xec, 3, 64 * 2 },
		{ 0xed, 0xed, 3, 32 * 2 },
		{ 0xee, 0xef, 3, 64 * 2 },
		{ 0xf0, 0xf0, 4, 48 * 4 },
		{ 0xf1, 0xf3, 4, 64 * 4 },
		{ 0xf4, 0xf4, 4, 16 * 4 },
		{ 0xf5, 0xff, 4, 0 },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		for (unsigned lead = rows[i].from; lead <= rows[i].to; lead++)
			assert_int_equal(good_sequences((unsigned char)lead, rows[i].n), rows[i].want);
}

static void
every_byte_that_json_escapes_ends_a_plain_run(void **state)
{
	(void)state;
	char text[24];

	for (unsigned c = 0; c < 256; c++) {
		bool stays = c >= 0x20 && c < 0x80 && c != '"' && c != '\\';

		for (size_t at = 0; at < sizeof(text); at++) {
			memset(text, 'x', sizeof(text));
			text[at] = (char)c;
			assert_int_equal(str_json_plain((struct str){ text, sizeof(text) }), stays ? sizeof(text) : at);
		}
	}
	assert_int_equal(str_json_plain(STR("")), 0);
	assert_int_equal(str_json_plain(STR("short")), 5);
}

static void
constant_time_compare_sees_every_bit(void **state)
{
	(void)state;
	unsigned char a[32] = { 0 }, b[32] = { 0 };

	assert_true(mem_eq_constant_time(a, b, sizeof(a)));
	assert_true(mem_eq_constant_time(a, b, 0));
	for (size_t bit = 0; bit < 8 * sizeof(b); bit++) {
		b[bit / 8] = (unsigned char)(1 << bit % 8);
		assert_false(mem_eq_constant_time(a, b, sizeof(a)));
		b[bit / 8] = 0;
	}
	memset(b, 'x', sizeof(b));
	mem_wipe(b, sizeof(b) - 1);
	assert_memory_equal(a, b, sizeof(b) - 1);
	assert_int_equal(b[sizeof(b) - 1], 'x');
	mem_wipe(NULL, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_are_compared_as_bytes),
		cmocka_unit_test(only_ascii_letters_have_two_cases),
		cmocka_unit_test(searches_give_the_length_when_there_is_none),
		cmocka_unit_test(starts_and_ends_want_the_whole_part),
		cmocka_unit_test(parts_are_clamped),
		cmocka_unit_test(cut_gives_every_part_once),
		cmocka_unit_test(numbers_are_whole_and_fit),
		cmocka_unit_test(utf8_says_where_it_is_bad),
		cmocka_unit_test(utf8_takes_exactly_what_unicode_allows),
		cmocka_unit_test(every_byte_that_json_escapes_ends_a_plain_run),
		cmocka_unit_test(constant_time_compare_sees_every_bit),
	};
	return RUN(tests);
}
