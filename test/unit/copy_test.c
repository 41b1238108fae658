#include "test.h"

enum { MOST = 600, AROUND = 80 };

/* Not inlined, nor known to the compiler: what is tested is the library's function. */
static void *(*volatile copy)(void *restrict, const void *restrict, size_t) = memcpy;
static void *(*volatile move)(void *, const void *, size_t) = memmove;

static unsigned char from[MOST + 2 * AROUND], to[MOST + 2 * AROUND], want[MOST + 2 * AROUND];

static void
fill(void)
{
	for (size_t i = 0; i < sizeof(from); i++) {
		from[i] = (unsigned char)(i * 31 + (i >> 8));
		to[i] = want[i] = (unsigned char)~from[i];
	}
}

static void
copies_are_exact_at_every_length_and_alignment(void **state)
{
	(void)state;
	for (size_t n = 0; n <= MOST; n++)
		for (size_t shift = 0; shift < 17; shift++) {
			fill();
			for (size_t i = 0; i < n; i++)
				want[AROUND - shift + i] = from[shift + i];
			assert_ptr_equal(copy(to + AROUND - shift, from + shift, n), to + AROUND - shift);
			assert_memory_equal(to, want, sizeof(to));
		}
}

static void
overlapping_moves_are_exact_both_ways(void **state)
{
	(void)state;
	for (size_t n = 0; n <= MOST; n = n < 140 ? n + 1 : n + 37)
		for (size_t at = 0; at <= 2 * AROUND; at++) {
			fill();
			memcpy(want, from, sizeof(want));
			for (size_t i = 0; i < n; i++)
				want[at + i] = (unsigned char)((AROUND + i) * 31 + ((AROUND + i) >> 8));
			assert_ptr_equal(move(from + at, from + AROUND, n), from + at);
			assert_memory_equal(from, want, sizeof(from));
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(copies_are_exact_at_every_length_and_alignment),
		cmocka_unit_test(overlapping_moves_are_exact_both_ways),
	};
	return RUN(tests);
}
