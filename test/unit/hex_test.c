#include "test.h"

#include "codec/hex.h"

static void
both_ways_agree(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct str raw;
		const char *want;
	} cases[] = {
		{ "nothing", { "", 0 }, "" },
		{ "every kind of digit", { "\x00\x1f\xa9\xff", 4 }, "001fa9ff" },
	};
	char space[64], back_space[64];

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = buf_over(space, sizeof(space)), back = buf_over(back_space, sizeof(back_space));

		hex_encode(&out, cases[i].raw.p, cases[i].raw.n);
		assert_case(cases[i].name, str_eqz(buf_str(&out), cases[i].want));
		assert_case(cases[i].name, hex_decode(&back, buf_str(&out), NULL) == 0);
		assert_case(cases[i].name, str_eq(buf_str(&back), cases[i].raw));
	}
}

static void
every_byte_survives(void **state)
{
	(void)state;
	char space[3], back_space[1];

	for (int c = 0; c < 256; c++) {
		uint8_t b = (uint8_t)c;
		struct buf out = buf_over(space, 2), back = buf_over(back_space, 1);

		hex_encode(&out, &b, 1);
		assert_int_equal(hex_decode(&back, buf_str(&out), NULL), 0);
		assert_int_equal(back.n, 1);
		assert_int_equal((uint8_t)back_space[0], c);
	}
}

static void
upper_case_is_read(void **state)
{
	(void)state;
	char space[8];
	struct buf out = buf_over(space, sizeof(space));

	assert_int_equal(hex_decode(&out, STR("DEADbeef"), NULL), 0);
	assert_memory_equal(space, "\xde\xad\xbe\xef", 4);
}

static void
decode_says_where_it_broke(void **state)
{
	(void)state;
	static const struct {
		const char *in, *want;
	} refused[] = {
		{ "0", "offset 0: the last byte has one hex digit, it needs two" },
		{ "abc", "offset 2: the last byte has one hex digit, it needs two" },
		{ "0g", "offset 1: expected a hex digit" },
		{ " 00", "offset 0: expected a hex digit" },
		{ "0x00", "offset 1: expected a hex digit" },
	};
	char space[64];

	for (size_t i = 0; i < COUNT(refused); i++) {
		struct buf out = buf_over(space, sizeof(space));
		struct err e;

		buf_addz(&out, "kept");
		assert_case(refused[i].in, hex_decode(&out, str_z(refused[i].in), &e) == -1);
		assert_case(refused[i].in, e.code == ERR_INPUT);
		assert_string_equal(e.msg, refused[i].want);
		assert_case(refused[i].in, str_eqz(buf_str(&out), "kept"));
	}
}

static void
what_does_not_fit_is_recorded(void **state)
{
	(void)state;
	char space[3];
	struct buf out = buf_over(space, sizeof(space));

	hex_encode(&out, "ab", 2);
	assert_true(out.failed);
	assert_int_equal(out.n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_ways_agree),
		cmocka_unit_test(every_byte_survives),
		cmocka_unit_test(upper_case_is_read),
		cmocka_unit_test(decode_says_where_it_broke),
		cmocka_unit_test(what_does_not_fit_is_recorded),
	};
	return RUN(tests);
}
