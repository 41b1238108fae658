#include "test.h"

#include <limits.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fmt.h"

#define CASE(...) \
	do { \
		char ours[200], theirs[200]; \
		int want = snprintf(theirs, sizeof(theirs), __VA_ARGS__); \
		assert_int_equal(fmt_text(ours, sizeof(ours), __VA_ARGS__), want); \
		assert_string_equal(ours, theirs); \
	} while (0)

static void
it_writes_what_printf_writes(void **state)
{
	(void)state;
	CASE("nothing to fill in");
	CASE("%s", "");
	CASE("%s and %s", "one", "two, which is longer than sixteen bytes");
	CASE("[%10s] [%-10s] [%2s] [%-2s]", "right", "left", "over", "over");
	CASE("[%.3s] [%.0s] [%10.2s] [%-10.2s] [%.9s]", "prefix", "gone", "right", "left", "short");
	CASE("[%.*s] [%*s] [%-*s] [%*s]", 2, "prefix", 8, "right", 8, "left", -8, "left");
	CASE("[%.*s]", -1, "a negative precision is none");
	CASE("%d %i %u", 0, -1, 1u);
	CASE("%d %d %u", INT_MIN, INT_MAX, UINT_MAX);
	CASE("%ld %ld %lu", LONG_MIN, LONG_MAX, ULONG_MAX);
	CASE("%lld %lld %llu", LLONG_MIN, LLONG_MAX, ULLONG_MAX);
	CASE("%zu %zu %jd %ju", (size_t)0, SIZE_MAX, INTMAX_MIN, UINTMAX_MAX);
	CASE("[%5d] [%-5d] [%05d] [%05d]", 42, 42, 42, -42);
	CASE("[%2d] [%02d] [%.3d] [%8.3d] [%.0d]", 12345, 12345, 7, -7, 0);
	CASE("%x %X %04x %08llx", 0xbeefu, 0xBEEFu, 0xau, 0xdeadbeefULL);
	CASE("%o %04o %jo", 0755u, 8u, UINTMAX_MAX);
	CASE("[%+d] [%+d] [%+05d] [%+d]", 1, -1, 42, 0);
	CASE("%c%c%%%c", 'a', 'b', 'c');
}

static void
what_does_not_fit_is_cut_and_counted(void **state)
{
	(void)state;
	char space[8] = ".......";

	assert_int_equal(fmt_text(space, 5, "%s%d", "abc", 1234), 7);
	assert_string_equal(space, "abc1");
	assert_int_equal(space[5], '.');
	assert_int_equal(fmt_text(space, 1, "%s", "abc"), 3);
	assert_string_equal(space, "");
	assert_int_equal(fmt_text(NULL, 0, "%08d", 5), 8);
}

/* A format is a constant that the compiler has checked; one that is not ours must not make arguments be taken for what they are not. */
static void
an_unknown_directive_is_copied_with_all_that_follows(void **state)
{
	(void)state;
	char out[40];

	assert_int_equal(fmt_text(out, sizeof(out), "%d: %g of %s", 1, 2.0, "x"), 11);
	assert_string_equal(out, "1: %g of %s");
}

static void
arguments_stay_for_a_second_writing(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;
	char wide[400];

	memset(wide, 'w', sizeof(wide) - 1);
	wide[sizeof(wide) - 1] = 0;
	/* Longer than is guessed, so it is measured first and written then. */
	struct str s = arena_printf(&a, "%d %s %d", 1, wide, 2);
	assert_int_equal(s.n, 403);
	assert_true(str_starts(s, STR("1 w")) && str_ends(s, STR("w 2")));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_writes_what_printf_writes),
		cmocka_unit_test(what_does_not_fit_is_cut_and_counted),
		cmocka_unit_test(an_unknown_directive_is_copied_with_all_that_follows),
		cmocka_unit_test(arguments_stay_for_a_second_writing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
