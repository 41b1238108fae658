/* mask: what is secret never comes out, however it is written and wherever the input is cut; all else does, at once. */
#include "test.h"

#undef COUNT
#include "codec/base64.h"
#include "exec/mask.h"

#define SECRET "p@ss \"w\\rd/+%~\n\xc3\xa9?Z"

static struct arena arena;

static int
set_up(void **state)
{
	(void)state;
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct mask
mask_of(const char *const *values, size_t n)
{
	struct mask m;

	mask_init(&m, &arena);
	for (size_t i = 0; i < n; i++)
		mask_add(&m, str_z(values[i]));
	mask_seal(&m);
	return m;
}

#define MASK_OF(...) mask_of((const char *[]){ __VA_ARGS__ }, COUNT(((const char *[]){ __VA_ARGS__ })))

static void
collect(void *ctx, struct str masked)
{
	buf_add(ctx, masked);
}

/* The text in pieces: up to `first`, then `step` bytes each. */
static struct str
in_pieces(const struct mask *m, struct str text, size_t first, size_t step)
{
	struct buf out = buf_in(&arena);
	struct mask_stream s;

	mask_open(&s, m, &arena, collect, &out);
	mask_feed(&s, str_sub(text, 0, first));
	for (size_t at = first; at < text.n; at += step)
		mask_feed(&s, str_sub(text, at, at + step));
	mask_end(&s);
	return buf_str(&out);
}

static void
expect(const char *name, struct str got, const char *want)
{
	if (!str_eqz(got, want))
		fail_msg("%s: got \"%.*s\", want \"%s\"", name, STR_ARG(got), want);
}

static const struct {
	const char *name, *value, *in, *want;
} forms[] = {
	{ "as it is", "hunter2!", "x hunter2! y", "x *** y" },
	{ "at both ends", "hunter2!", "hunter2!hunter2!", "******" },
	{ "not a part of it", "hunter2!", "hunter2 hunter", "hunter2 hunter" },
	{ "other case is other text", "hunter2!", "Hunter2!", "Hunter2!" },
	{ "percent, upper case", "a/b+c d:e", "?a%2Fb%2Bc%20d%3Ae&", "?***&" },
	{ "percent, lower case", "a/b+c d:e", "?a%2fb%2bc%20d%3ae&", "?***&" },
	{ "plus for a space", "a/b+c d:e", "?a%2Fb%2Bc+d%3Ae&", "?***&" },
	{ "plus for itself", "a/b+c d:e", "?a%2Fb+c%20d:e&", "?***&" },
	{ "percent where none is needed", "hunter2!", "%68un%74er2%21", "***" },
	{ "a percent of its own", "a%41b", "a%41b a%2541b aAb", "*** *** aAb" },
	{ "JSON", "a\"b\\c/d\n", "{\"k\":\"a\\\"b\\\\c/d\\n\"}", "{\"k\":\"***\"}" },
	{ "JSON with escaped slashes", "a\"b\\c/d\n", "a\\\"b\\\\c\\/d\\u000a", "***" },
	{ "JSON beyond ASCII", "p\xc3\xa9\xf0\x9f\x98\x80z", "\"p\\u00e9\\ud83d\\ude00z\"", "\"***\"" },
	{ "JSON for HTML", "a<b>&c", "\"a\\u003cb\\u003E\\u0026c\"", "\"***\"" },
	{ "base64, alignment 0", "hunter2!", "aHVudGVyMiE=", "***=" },
	{ "base64, alignment 1", "hunter2!", "eGh1bnRlcjIh", "e***" },
	{ "base64, alignment 2", "hunter2!", "eHlodW50ZXIyIQ==", "eH***==" },
	{ "base64, more behind", "hunter2!", "aHVudGVyMiF4eXo=", "***4eXo=" },
	{ "base64, standard", "\xfb\xff\xfe\xff\xfb", "+//+//s=", "***=" },
	{ "base64, URL-safe", "\xfb\xff\xfe\xff\xfb", "-__-__s", "***" },
	{ "one line of several", "-----BEGIN\n  abcdef\n}\n", "x\nabcdef\n}\n", "x\n***\n}\n" },
	{ "several lines", "-----BEGIN\nabcdef\n", "x-----BEGIN\nabcdef\ny", "x***y" },
	{ "a key in JSON, read", "{\"k\": \"BEGIN\\nabc/def\\nEND\\n\"}", "x\nabc/def\n", "x\n***\n" },
	{ "escapes that echo reads", "ab\\ncd\\tef\\\\gh\\", "x ab\ncd\tef\\gh\\", "x ***" },
	{ "what looks like an escape", "a\\xb\\u12\\", "a\\xb\\u12\\ a\\xb", "*** a\\xb" },
	{ "four bytes", "abcd", "abcabcdbcd", "abc***bcd" },
	{ "a signed URL", "zzzz", "get https://b.s3.aws/k?X-Amz-Date=1&X-Amz-Signature=abc now", "get *** now" },
	{ "a signed URL in JSON", "zzzz", "{\"u\":\"http://b/k?a=b\\u0026X-Amz-Signature=abc\"}", "{\"u\":\"***\"}" },
	{ "a URL without signature", "zzzz", "get http://b/k?X-Amz-Date=1 h ht htt http http:/",
	    "get http://b/k?X-Amz-Date=1 h ht htt http http:/" },
};

static void
values_are_masked_however_they_are_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(forms); i++) {
		struct mask m = MASK_OF(forms[i].value);

		expect(forms[i].name, mask_text(&m, &arena, str_z(forms[i].in)), forms[i].want);
	}
}

static void
cuts_change_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(forms); i++) {
		struct mask m = MASK_OF(forms[i].value);
		struct str in = str_z(forms[i].in);

		for (size_t cut = 0; cut <= in.n; cut++) {
			expect(forms[i].name, in_pieces(&m, in, cut, in.n), forms[i].want);
			expect(forms[i].name, in_pieces(&m, in, cut, 1), forms[i].want);
		}
	}
}

static void
the_longest_of_several_counts(void **state)
{
	struct mask m = MASK_OF("abcd", "abcdef", "abcdefgh", "efgh", "cdefghij");

	(void)state;
	expect("longest", mask_text(&m, &arena, STR("-abcdefgh-")), "-***-");
	expect("middle", mask_text(&m, &arena, STR("-abcdefg-")), "-***g-");
	expect("short", mask_text(&m, &arena, STR("-abcde-")), "-***e-");
	expect("overlapping ones are one", mask_text(&m, &arena, STR("-abcdefghij-")), "-***-");
	expect("neighbours are two", mask_text(&m, &arena, STR("-efghabcd-")), "-******-");
}

/* What a shell's `base64 -w` prints of `before`, the value and `behind`. */
static struct str
folded(struct str before, struct str value, size_t width, const char *line_end)
{
	struct buf plain = buf_in(&arena), coded = buf_in(&arena), out = buf_in(&arena);

	buf_add(&plain, before);
	buf_add(&plain, value);
	buf_addz(&plain, "and more behind it");
	base64_encode(&coded, buf_str(&plain));
	for (size_t at = 0; at < coded.n; at += width) {
		buf_add(&out, str_sub(buf_str(&coded), at, at + width));
		buf_addz(&out, line_end);
	}
	return buf_str(&out);
}

static void
folded_base64_is_masked_wherever_it_is_folded(void **state)
{
	static const char value[] = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
	static const char *const ends[] = { "\n", "\r\n", "\\n" };
	struct mask m = MASK_OF(value);

	(void)state;
	for (size_t before = 0; before < 90; before++) {
		for (size_t i = 0; i < COUNT(ends); i++) {
			struct str padding =
			    str_sub(str_z(
					"................................................................."
					"............................................................................"),
				0, before);
			struct str text = folded(padding, str_z(value), i == 1 ? 64 : 76, ends[i]);
			struct str got = mask_text(&m, &arena, text);
			size_t width = i == 1 ? 64 : 76, digits = before * 8 / 6;

			/* The lines before the value's first bit are there, and nothing but what comes after it. */
			assert_int_equal(str_find(got, STR(MASK_MARK)), digits + digits / width * strlen(ends[i]));
			assert_true(got.n - str_find(got, STR(MASK_MARK)) <= 3 + 28 + 2 * strlen(ends[i]));
			assert_true(str_eq(in_pieces(&m, text, before, 1), got));
		}
	}
}

static void
no_encoding_of_a_value_comes_out(void **state)
{
	static const char hostile[] = SECRET;
	struct mask m = MASK_OF(hostile);

	(void)state;
	for (size_t before = 0; before < 7; before++) {
		for (size_t behind = 0; behind < 4; behind++) {
			struct buf plain = buf_in(&arena), coded = buf_in(&arena);
			struct str got;

			buf_add(&plain, str_sub(STR("abcdefg"), 0, before));
			buf_addz(&plain, hostile);
			buf_add(&plain, str_sub(STR("wxyz"), 0, behind));
			base64_encode(&coded, buf_str(&plain));
			for (size_t cut = 0; cut <= coded.n; cut++) {
				got = in_pieces(&m, buf_str(&coded), cut, coded.n + 1);
				assert_true(str_find(got, STR(MASK_MARK)) <= before * 4 / 3);
				assert_true(got.n <= before * 4 / 3 + 3 + behind * 4 / 3 + 4);
			}
		}
	}
}

static size_t passed;

static void
count(void *ctx, struct str masked)
{
	(void)ctx;
	passed += masked.n;
}

static void
plain_text_is_not_held_back(void **state)
{
	static const char *const lines[] = { "step one done\n", "45% of it\n", "Proceed? [y/N] ", "a\\b\n",
		"x = y + z;\n", "see http://example.org/ \n", "deadbeef\n" };
	struct mask m = MASK_OF("hunter2!", SECRET, "AKIAIOSFODNN7EXAMPLE", "-----BEGIN KEY-----\nabcdefgh\n");
	struct mask_stream s;

	(void)state;
	mask_open(&s, &m, &arena, count, NULL);
	for (size_t i = 0; i < COUNT(lines); i++) {
		passed = 0;
		mask_feed(&s, str_z(lines[i]));
		assert_case(lines[i], passed == strlen(lines[i]));
	}
	passed = 0;
	mask_feed(&s, STR("hunter2"));
	assert_int_equal(passed, 0);
	mask_feed(&s, STR("?"));
	assert_int_equal(passed, 8);
}

/* Masks as the words say it: every occurrence is covered, overlapping ones together. */
static struct str
covered(const char *const *values, size_t n, struct str text)
{
	struct buf out = buf_in(&arena);
	size_t end = 0;

	for (size_t at = 0; at < text.n; at++) {
		size_t longest = 0;

		for (size_t i = 0; i < n; i++)
			if (str_starts(str_sub(text, at, text.n), str_z(values[i])) && strlen(values[i]) > longest)
				longest = strlen(values[i]);
		if (longest && at >= end)
			buf_addz(&out, MASK_MARK);
		if (longest && at + longest > end)
			end = at + longest;
		if (at >= end)
			buf_addc(&out, text.p[at]);
	}
	return buf_str(&out);
}

static void
overlaps_are_masked_as_the_words_say(void **state)
{
	static const char *const values[] = { "((()", "(())(", "))))", "()()()()(", "()(((", "((((((((", ")()))" };
	struct mask m = mask_of(values, COUNT(values));
	uint32_t random = 1;
	char text[200];

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct str in = { text, sizeof(text) };

		for (size_t i = 0; i < sizeof(text); i++) {
			random = random * 1664525 + 1013904223;
			text[i] = random >> 31 ? '(' : ')';
		}
		assert_true(str_eq(mask_text(&m, &arena, in), covered(values, COUNT(values), in)));
		assert_true(
		    str_eq(in_pieces(&m, in, random % 200, 1 + random % 7), covered(values, COUNT(values), in)));
		arena_reset(&arena);
		m = mask_of(values, COUNT(values));
	}
}

static void
a_thousand_values_that_begin_alike_stay_small(void **state)
{
	enum { VALUES = 1000, LENGTH = 4096 };
	static char text[LENGTH + 1];
	struct arena own = ARENA_EMPTY;
	struct mask_stream s;
	struct mask m;
	uint32_t random = 7;

	(void)state;
	for (size_t i = 0; i < LENGTH; i++) {
		random = random * 1664525 + 1013904223;
		text[i] = (char)('!' + (random >> 16) % 90);
	}
	mask_init(&m, &own);
	for (size_t i = 0; i < VALUES; i++)
		assert_true(mask_add(&m, (struct str){ text, LENGTH - 4 * i }));
	mask_seal(&m);
	passed = 0;
	mask_open(&s, &m, &own, count, NULL);
	for (size_t i = 0; i < VALUES; i++) {
		mask_feed(&s, (struct str){ text, LENGTH - 4 * i });
		mask_feed(&s, STR("\n"));
	}
	mask_end(&s);
	assert_int_equal(passed, VALUES * 4);
	assert_true(own.total_bytes < 8 * 1024 * 1024);
	arena_release(&own);
}

static void
short_values_are_refused_and_everything_else_passes(void **state)
{
	struct mask m;

	(void)state;
	mask_init(&m, &arena);
	assert_false(mask_add(&m, STR("")));
	assert_false(mask_add(&m, STR("abc")));
	mask_seal(&m);
	expect("nothing to mask", mask_text(&m, &arena, STR("abc a\nb %41 \\u0041 +")), "abc a\nb %41 \\u0041 +");
	expect("no text", mask_text(&m, &arena, STR("")), "");
}

static void
any_bytes_pass_whole(void **state)
{
	struct mask m = MASK_OF("hunter2!", SECRET);
	static char text[70000];
	uint32_t random = 3;

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++) {
		random = random * 1664525 + 1013904223;
		text[i] = (char)(random >> 24);
	}
	assert_true(
	    str_eq(in_pieces(&m, (struct str){ text, sizeof(text) }, 0, 4093), (struct str){ text, sizeof(text) }));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(values_are_masked_however_they_are_written, set_up, tear_down),
		cmocka_unit_test_setup_teardown(cuts_change_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_longest_of_several_counts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(folded_base64_is_masked_wherever_it_is_folded, set_up, tear_down),
		cmocka_unit_test_setup_teardown(no_encoding_of_a_value_comes_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(plain_text_is_not_held_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(overlaps_are_masked_as_the_words_say, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_thousand_values_that_begin_alike_stay_small, set_up, tear_down),
		cmocka_unit_test_setup_teardown(short_values_are_refused_and_everything_else_passes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(any_bytes_pass_whole, set_up, tear_down),
	};

	return RUN(tests);
}
