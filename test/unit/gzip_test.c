#include "test.h"

#include "base/io.h"
#include "codec/crc.h"
#include "codec/gzip.h"

static struct arena arena;

static int
forget(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct str
the_text(void)
{
	struct buf out = buf_in(&arena);

	for (int i = 0; i < 300; i++)
		buf_printf(&out, "line %d of the text\n", i);
	return buf_str(&out);
}

/* Inflates in pieces of `in_step` in and `out_step` out. */
static int
inflate_all(enum gzip_wrap wrap, struct str packed, size_t in_step, size_t out_step, struct buf *out, bool *done,
    struct err *e)
{
	struct inflate z;

	assert_int_equal(inflate_open(&z, &arena, wrap, e), 0);
	for (size_t at = 0; at < packed.n; at += in_step) {
		struct str in = str_sub(packed, at, at + in_step);
		size_t got;

		do {
			char piece[256];

			if (inflate_step(&z, &in, piece, out_step, &got, e) < 0)
				return -1;
			buf_add(out, (struct str){ piece, got });
		} while (in.n || got);
	}
	*done = z.done;
	return 0;
}

static struct str
deflate_all(enum gzip_wrap wrap, struct str text, int level, size_t in_step, size_t out_step)
{
	struct buf out = buf_in(&arena);
	struct deflate z;
	bool done = false;

	assert_int_equal(deflate_open(&z, &arena, wrap, level, NULL), 0);
	for (size_t at = 0; !done; at += in_step) {
		struct str in = str_sub(text, at, at + in_step);
		bool last = at + in_step >= text.n;
		size_t got;

		do {
			char piece[256];

			assert_int_equal(deflate_step(&z, &in, last, piece, out_step, &got, &done, NULL), 0);
			buf_add(&out, (struct str){ piece, got });
		} while (in.n || got);
	}
	return buf_str(&out);
}

/* The file was made by Python's gzip module: two members, the first one named. */
static void
a_file_of_two_members_is_read_in_any_pieces(void **state)
{
	(void)state;
	static const size_t steps[] = { 1, 2, 3, 7, 100, 100000 };
	struct str packed, text = the_text();

	assert_int_equal(io_read_file(&arena, "test/vectors/two_members.gz", 1 << 20, &packed, NULL), 0);
	for (size_t i = 0; i < COUNT(steps); i++) {
		struct buf out = buf_in(&arena);
		bool done = false;

		assert_int_equal(inflate_all(GZIP_FILE, packed, steps[i], 1 + i * 50, &out, &done, NULL), 0);
		assert_true(done);
		assert_true(str_eq(buf_str(&out), text));
	}
}

static void
a_file_cut_anywhere_is_not_done(void **state)
{
	(void)state;
	struct str packed = deflate_all(GZIP_FILE, STR("a text to cut"), 6, 100, 100);

	for (size_t n = 0; n < packed.n; n++) {
		struct buf out = buf_in(&arena);
		bool done = false;

		assert_int_equal(inflate_all(GZIP_FILE, str_sub(packed, 0, n), 1000, 200, &out, &done, NULL), 0);
		assert_false(done);
	}
}

static void
no_changed_byte_changes_the_text(void **state)
{
	(void)state;
	struct str packed = deflate_all(GZIP_FILE, STR("a text to change, a text to change"), 6, 100, 100);
	char *bytes = arena_z(&arena, packed);

	for (size_t i = 10; i < packed.n; i++) {
		struct buf out = buf_in(&arena);
		bool done = false;
		struct err e;

		bytes[i] ^= 0x10;
		int rc = inflate_all(GZIP_FILE, (struct str){ bytes, packed.n }, 1000, 200, &out, &done, &e);
		/* Some bits before the sum mean nothing. */
		assert_true(rc < 0 ? e.code == ERR_INPUT :
				     !done || str_eqz(buf_str(&out), "a text to change, a text to change"));
		bytes[i] ^= 0x10;
	}
}

static void
zeros_may_follow_and_junk_may_not(void **state)
{
	(void)state;
	struct buf packed = buf_in(&arena), out = buf_in(&arena);
	bool done = false;
	struct err e;

	buf_add(&packed, deflate_all(GZIP_FILE, STR("text"), 1, 100, 100));
	buf_add(&packed, (struct str){ "\0\0\0\0\0", 5 });
	assert_int_equal(inflate_all(GZIP_FILE, buf_str(&packed), 3, 200, &out, &done, &e), 0);
	assert_true(done && str_eqz(buf_str(&out), "text"));
	buf_addz(&packed, "junk");
	assert_int_equal(inflate_all(GZIP_FILE, buf_str(&packed), 3, 200, &out, &done, &e), -1);
	assert_string_equal(e.msg, "compressed data is broken: incorrect header check");
}

static void
what_is_deflated_inflates(void **state)
{
	(void)state;
	static const struct {
		enum gzip_wrap wrap;
		int level;
		size_t in_step, out_step;
	} cases[] = {
		{ GZIP_RAW, 1, 1000000, 256 },
		{ GZIP_RAW, 0, 1, 1 },
		{ GZIP_FILE, 9, 7, 3 },
		{ GZIP_RAW, 6, 1, 256 },
		{ GZIP_FILE, 1, 1000000, 1 },
	};
	struct str text = the_text();

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = buf_in(&arena), nothing = buf_in(&arena);
		struct str packed = deflate_all(cases[i].wrap, text, cases[i].level, cases[i].in_step,
		    cases[i].out_step);
		bool done = false;

		assert_int_equal(inflate_all(cases[i].wrap, packed, 50, 50, &out, &done, NULL), 0);
		assert_true(done && str_eq(buf_str(&out), text));
		assert_true(cases[i].level == 0 ? packed.n > text.n : packed.n < text.n / 2);
		packed = deflate_all(cases[i].wrap, STR(""), cases[i].level, 1, cases[i].out_step);
		assert_int_equal(inflate_all(cases[i].wrap, packed, 50, 50, &nothing, &done, NULL), 0);
		assert_true(done && !nothing.n);
	}
}

static void
the_same_memory_serves_stream_after_stream(void **state)
{
	(void)state;
	struct deflate d;
	struct inflate z;
	char packed[256], text[256];
	size_t before = 0;

	assert_int_equal(deflate_open(&d, &arena, GZIP_RAW, 1, NULL), 0);
	assert_int_equal(inflate_open(&z, &arena, GZIP_RAW, NULL), 0);
	for (int i = 0; i < 100; i++) {
		struct str in = STR("the same text, the same text"), piece;
		size_t got, back;
		bool done;

		deflate_again(&d, i % 3);
		inflate_again(&z);
		assert_int_equal(deflate_step(&d, &in, true, packed, sizeof(packed), &got, &done, NULL), 0);
		assert_true(done);
		piece = (struct str){ packed, got };
		assert_int_equal(inflate_step(&z, &piece, text, sizeof(text), &back, NULL), 0);
		assert_true(z.done);
		assert_true(str_eqz((struct str){ text, back }, "the same text, the same text"));
		if (i == 3)
			before = arena.total_bytes;
	}
	assert_int_equal(arena.total_bytes, before);
}

static void
crc_is_the_published_one_in_any_pieces(void **state)
{
	(void)state;
	const char *text = "123456789";

	assert_int_equal(crc32_update(0, text, 9), 0xcbf43926);
	assert_int_equal(crc32_update(0, NULL, 0), 0);
	for (size_t i = 0; i <= 9; i++)
		assert_int_equal(crc32_update(crc32_update(0, text, i), text + i, 9 - i), 0xcbf43926);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_file_of_two_members_is_read_in_any_pieces, forget),
		cmocka_unit_test_teardown(a_file_cut_anywhere_is_not_done, forget),
		cmocka_unit_test_teardown(no_changed_byte_changes_the_text, forget),
		cmocka_unit_test_teardown(zeros_may_follow_and_junk_may_not, forget),
		cmocka_unit_test_teardown(what_is_deflated_inflates, forget),
		cmocka_unit_test_teardown(the_same_memory_serves_stream_after_stream, forget),
		cmocka_unit_test_teardown(crc_is_the_published_one_in_any_pieces, forget),
	};
	return RUN(tests);
}
