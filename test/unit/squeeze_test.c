#include "test.h"

#include "base/buf.h"
#include "codec/gzip.h"
#include "codec/squeeze.h"

static struct arena arena;
static uint32_t seed;

static int
forget(void **state)
{
	(void)state;
	arena_release(&arena);
	seed = 1;
	return 0;
}

static uint32_t
draw(void)
{
	seed = seed * 1664525 + 1013904223;
	return seed >> 8;
}

/* In blocks of `step`; an empty last one too, where `step` divides the length. */
static struct str
squeezed(struct str in, size_t step)
{
	struct squeeze *s = arena_new(&arena, struct squeeze);
	uint8_t *room = arena_alloc(&arena, SQUEEZE_ROOM);
	struct buf out = buf_in(&arena);
	bool last = false;

	while (!last) {
		struct str block = str_sub(in, 0, step);

		last = block.n < step;
		in = str_sub(in, block.n, in.n);
		size_t n = squeeze_block(s, block, last, room);
		assert_true(n <= SQUEEZE_ROOM && n <= block.n + 6);
		buf_add(&out, (struct str){ (char *)room, n });
	}
	assert_int_equal(s->bit_count, 0);
	return buf_str(&out);
}

static void
expect_back(const char *name, struct str in, size_t step)
{
	struct str packed = squeezed(in, step);
	char *back = arena_alloc(&arena, in.n + 1);
	struct inflate z;
	struct err e = { 0 };
	size_t n = 0, got = 1;

	assert_int_equal(inflate_open(&z, &arena, GZIP_RAW, &e), 0);
	while (!z.done && got) {
		if (inflate_step(&z, &packed, back + n, in.n + 1 - n, &got, &e) < 0)
			fail_msg("%s: %s", name, e.msg);
		n += got;
		got += z.done;
	}
	assert_case(name, z.done && n == in.n && packed.n == 0);
	assert_case(name, in.n == 0 || memcmp(back, in.p, n) == 0);
}

/* Bytes of one kind; `n` of them. */
static struct str
some(const char *kind, size_t n)
{
	char *p = arena_alloc(&arena, n + 1);

	for (size_t i = 0; i < n; i++)
		p[i] = kind[0] == 'z' ? 0 :
		    kind[0] == 'r'    ? (char)draw() :
		    kind[0] == 'h'    ? (char)(0x90 | draw() % 0x70) :
		    kind[0] == 'f'    ? "abcd"[draw() % 4] :
		    kind[0] == 'p'    ? (char)(i % 7 * 31) :
		    i < 5000          ? (char)draw() :
					p[i - 5000 + (draw() % 900 == 0)];
	return (struct str){ p, n };
}

static void
any_inflate_reads_it(void **state)
{
	static const char *const kinds[] = { "zeros", "random", "high", "four letters", "period",
		"copies of far away" };
	static const size_t sizes[] = { 0, 1, 2, 3, 4, 5, 7, 8, 257, 258, 259, 260, 4096, 32768, 32773,
		SQUEEZE_BLOCK - 1, SQUEEZE_BLOCK, SQUEEZE_BLOCK + 1, 3 * SQUEEZE_BLOCK, 200000 };
	static const size_t steps[] = { SQUEEZE_BLOCK, 1000, 13 };

	(void)state;
	for (size_t k = 0; k < COUNT(kinds); k++)
		for (size_t i = 0; i < COUNT(sizes); i++)
			for (size_t s = 0; s < COUNT(steps); s++) {
				if (sizes[i] / steps[s] > 2000)
					continue;
				expect_back(kinds[k], some(kinds[k], sizes[i]), steps[s]);
				arena_reset(&arena);
			}
}

/* Every length and many a distance of a match. */
static void
every_length_comes_back(void **state)
{
	(void)state;
	for (size_t length = 4; length <= 300; length++)
		for (size_t distance = length; distance < 40000; distance = distance * 3 / 2 + 1) {
			struct str text = some("random", distance + length + 3);

			memcpy((char *)(uintptr_t)text.p + distance, text.p, length);
			expect_back("a match", text, SQUEEZE_BLOCK);
			arena_reset(&arena);
		}
}

static void
what_repeats_becomes_small(void **state)
{
	(void)state;
	assert_true(squeezed(some("zeros", 50000), SQUEEZE_BLOCK).n < 500);
	assert_true(squeezed(some("four letters", 50000), SQUEEZE_BLOCK).n < 32000);
	assert_true(squeezed(some("copies of far away", 50000), SQUEEZE_BLOCK).n < 8000);
	assert_int_equal(squeezed(STR(""), SQUEEZE_BLOCK).n, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(any_inflate_reads_it, forget, forget),
		cmocka_unit_test_setup_teardown(every_length_comes_back, forget, forget),
		cmocka_unit_test_setup_teardown(what_repeats_becomes_small, forget, forget),
	};

	return RUN(tests);
}
