#include "test.h"

#include "codec/base64.h"

static void
rfc_4648_vectors_both_ways(void **state)
{
	(void)state;
	static const struct {
		const char *raw, *want;
	} cases[] = {
		{ "", "" },
		{ "f", "Zg==" },
		{ "fo", "Zm8=" },
		{ "foo", "Zm9v" },
		{ "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" },
		{ "foobar", "Zm9vYmFy" },
		{ "\xfb\xff\xbf", "+/+/" },
	};
	char space[64], back_space[64];

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = buf_over(space, strlen(cases[i].want)),
			   back = buf_over(back_space, strlen(cases[i].raw));

		base64_encode(&out, str_z(cases[i].raw));
		assert_case(cases[i].want, str_eqz(buf_str(&out), cases[i].want));
		assert_case(cases[i].want, base64_decode(&back, buf_str(&out), NULL) == 0);
		assert_case(cases[i].want, str_eqz(buf_str(&back), cases[i].raw) && !back.failed);
	}
}

static void
every_length_survives(void **state)
{
	(void)state;
	char raw[300], space[512], back_space[300];

	for (size_t n = 0; n <= sizeof(raw); n++) {
		struct buf out = buf_over(space, sizeof(space)), back = buf_over(back_space, n);

		for (size_t i = 0; i < n; i++)
			raw[i] = (char)(i * 37 + n);
		base64_encode(&out, (struct str){ raw, n });
		assert_int_equal(out.n, (n + 2) / 3 * 4);
		assert_int_equal(base64_decode(&back, buf_str(&out), NULL), 0);
		assert_int_equal(back.n, n);
		assert_memory_equal(back_space, raw, n);
	}
}

static void
folded_lines_and_the_url_alphabet_are_read(void **state)
{
	(void)state;
	static const struct {
		const char *in, *want;
	} cases[] = {
		{ "Zm9v\r\nYmFy\r\n", "foobar" },
		{ "Z\nm\n8\n=\n", "fo" },
		{ "-_-_", "\xfb\xff\xbf" },
		{ "\n", "" },
	};
	char space[64];

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = buf_over(space, sizeof(space));

		assert_case(cases[i].in, base64_decode(&out, str_z(cases[i].in), NULL) == 0);
		assert_case(cases[i].in, str_eqz(buf_str(&out), cases[i].want));
	}
}

static void
decode_says_where_it_broke(void **state)
{
	(void)state;
	static const struct {
		const char *in, *want;
	} refused[] = {
		{ "Zg", "offset 2: the last group of four is not complete" },
		{ "Zg=", "offset 3: the last group of four is not complete" },
		{ "Z", "offset 1: the last group of four is not complete" },
		{ "Zm9vY", "offset 5: the last group of four is not complete" },
		{ "=", "offset 0: '=' may only fill up the last group of four" },
		{ "Z===", "offset 1: '=' may only fill up the last group of four" },
		{ "Zm9v=", "offset 4: '=' may only fill up the last group of four" },
		{ "Zg==Zg==", "offset 4: data after the padding" },
		{ "Zg===", "offset 4: '=' may only fill up the last group of four" },
		{ "Zg=g", "offset 3: data after the padding" },
		{ "Zh==", "offset 3: bits left over before the padding" },
		{ "Zm9=", "offset 3: bits left over before the padding" },
		{ "Zm 9v", "offset 2: not a base64 character" },
		{ "Zm9v\xc3\xa4", "offset 4: not a base64 character" },
	};
	char space[64];

	for (size_t i = 0; i < COUNT(refused); i++) {
		struct buf out = buf_over(space, sizeof(space));
		struct err e;

		buf_addz(&out, "kept");
		assert_case(refused[i].in, base64_decode(&out, str_z(refused[i].in), &e) == -1);
		assert_case(refused[i].in, e.code == ERR_INPUT);
		assert_string_equal(e.msg, refused[i].want);
		assert_case(refused[i].in, str_eqz(buf_str(&out), "kept"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rfc_4648_vectors_both_ways),
		cmocka_unit_test(every_length_survives),
		cmocka_unit_test(folded_lines_and_the_url_alphabet_are_read),
		cmocka_unit_test(decode_says_where_it_broke),
	};
	return RUN(tests);
}
