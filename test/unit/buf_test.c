#include "test.h"

#include "base/buf.h"

static void
text_grows_in_its_arena(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;
	struct buf b = buf_in(&a), other = buf_in(&a);

	for (int i = 0; i < 10000; i++) {
		buf_printf(&b, "%d,", i);
		buf_addc(&other, '.');
	}
	assert_false(b.failed || other.failed);
	assert_int_equal(b.n, 48890);
	assert_int_equal(other.n, 10000);
	assert_true(str_starts(buf_str(&b), STR("0,1,2,3,")));
	assert_true(str_ends(buf_str(&b), STR(",9998,9999,")));
	assert_int_equal(str_find(buf_str(&other), STR(",")), 10000);
	arena_release(&a);
}

static void
fixed_memory_records_what_did_not_fit(void **state)
{
	(void)state;
	static const struct {
		const char *first, *second, *want;
		bool failed;
	} cases[] = {
		{ "abcd", "efgh", "abcdefgh", false },
		{ "abcd", "efghi", "abcd", true },
		{ "", "", "", false },
		{ "abcdefghi", "a", "", true },
		{ "abcdefgh", "", "abcdefgh", false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char space[9] = "........";
		struct buf b = buf_over(space, 8);

		buf_addz(&b, cases[i].first);
		buf_addz(&b, cases[i].second);
		assert_case(cases[i].first, b.failed == cases[i].failed);
		assert_case(cases[i].first, str_eqz(buf_str(&b), cases[i].want));
		assert_int_equal(space[8], 0);
	}
}

static void
nothing_is_added_after_a_failure(void **state)
{
	(void)state;
	char space[4];
	struct buf b = buf_over(space, sizeof(space));

	buf_addz(&b, "abc");
	buf_addz(&b, "de");
	buf_addc(&b, 'x');
	assert_true(b.failed);
	assert_true(str_eqz(buf_str(&b), "abc"));
	assert_string_equal(buf_z(&b), "");
	buf_clear(&b);
	buf_addz(&b, "new");
	assert_false(b.failed);
	assert_string_equal(buf_z(&b), "new");
}

static void
limits_are_kept_to_the_byte(void **state)
{
	(void)state;
	static const size_t limits[] = { 1, 100, 255, 256, 257, 300, 5000 };
	struct arena a = ARENA_EMPTY;

	for (size_t i = 0; i < COUNT(limits); i++) {
		struct buf b = buf_in(&a);

		b.limit = limits[i];
		for (size_t n = 0; n < limits[i]; n++)
			buf_addc(&b, 'x');
		assert_false(b.failed);
		buf_addc(&b, 'x');
		assert_true(b.failed);
		assert_int_equal(b.n, limits[i]);
	}
	arena_release(&a);
}

static void
impossible_sizes_are_refused(void **state)
{
	(void)state;
	static const size_t sizes[] = { SIZE_MAX, SIZE_MAX - 1, SIZE_MAX / 2, ((size_t)1 << 30) + 1 };
	struct arena a = ARENA_EMPTY;

	for (size_t i = 0; i < COUNT(sizes); i++) {
		struct buf b = buf_in(&a);

		buf_addc(&b, 'x');
		assert_null(buf_room(&b, sizes[i]));
		assert_true(b.failed);
		assert_int_equal(b.n, 1);
	}
	arena_release(&a);
}

static void
printed_text_needs_room_for_its_zero(void **state)
{
	(void)state;
	char space[6];
	struct buf b = buf_over(space, sizeof(space));

	buf_printf(&b, "%s", "hello");
	assert_false(b.failed);
	assert_string_equal(buf_z(&b), "hello");
	buf_clear(&b);
	buf_printf(&b, "%s", "hello!");
	assert_true(b.failed);
	assert_int_equal(b.n, 0);
}

static void
room_is_written_by_the_caller(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;
	struct buf b = buf_in(&a);
	char *to;

	buf_addz(&b, "ab");
	to = buf_room(&b, 1000);
	assert_non_null(to);
	memset(to, 'c', 1000);
	b.n += 1000;
	assert_int_equal(b.n, 1002);
	assert_string_equal(buf_z(&b) + 999, "ccc");
	assert_true(str_eqz(buf_str(&(struct buf){ 0 }), ""));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_grows_in_its_arena),
		cmocka_unit_test(fixed_memory_records_what_did_not_fit),
		cmocka_unit_test(nothing_is_added_after_a_failure),
		cmocka_unit_test(limits_are_kept_to_the_byte),
		cmocka_unit_test(impossible_sizes_are_refused),
		cmocka_unit_test(printed_text_needs_room_for_its_zero),
		cmocka_unit_test(room_is_written_by_the_caller),
	};
	return RUN(tests);
}
