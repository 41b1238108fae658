#include "local/s3d_chunked.h"

#include "base/buf.h"
#include "test.h"

static const char body[] =
    "5;chunk-signature=ab\r\nhello\r\nB\r\n to \r\n you.\r\n0\r\nx-amz-checksum-crc32:AAAABQ==\r\n\r\n";

/* Feeds `in` in pieces cut at `split`; the content, or NULL with the error. */
static const char *
decode(struct arena *a, struct s3d_chunked *d, struct str in, size_t split, struct err *e)
{
	const struct str pieces[] = { str_sub(in, 0, split), str_sub(in, split, in.n) };
	struct buf b = buf_in(a);

	s3d_chunked_init(d);
	for (size_t i = 0; i < COUNT(pieces); i++) {
		struct str rest = pieces[i], out;

		while (rest.n && !d->done) {
			if (s3d_chunked_next(d, &rest, &out, e) < 0)
				return NULL;
			buf_add(&b, out);
		}
	}
	return buf_z(&b);
}

static void
a_body_is_decoded_whatever_its_pieces(void **state)
{
	struct arena a = ARENA_EMPTY;
	struct s3d_chunked d;

	(void)state;
	for (size_t split = 0; split < sizeof(body); split++) {
		assert_string_equal(decode(&a, &d, str_z(body), split, NULL), "hello to \r\n you.");
		assert_true(d.done && d.crc32_given && d.crc32 == 5);
	}
	arena_release(&a);
}

static void
a_body_cut_anywhere_is_not_done(void **state)
{
	struct arena a = ARENA_EMPTY;
	struct s3d_chunked d;

	(void)state;
	for (size_t n = 0; n + 1 < sizeof(body); n++) {
		assert_non_null(decode(&a, &d, (struct str){ body, n }, n / 2, NULL));
		assert_false(d.done);
	}
	arena_release(&a);
}

static void
a_malformed_body_is_refused(void **state)
{
	static const struct {
		const char *in, *want;
	} cases[] = {
		{ "x\r\nhello\r\n0\r\n\r\n", "malformed chunk size" },
		{ "\r\n", "malformed chunk size" },
		{ "-1\r\n", "malformed chunk size" },
		{ "5 \r\nhello\r\n", "malformed chunk size" },
		{ "fffffffffffffffff\r\n", "malformed chunk size" },
		{ "4\r\nhello\r\n0\r\n\r\n", "longer than its size" },
		{ "0\r\nx-amz-checksum-crc32:AAA=\r\n\r\n", "malformed x-amz-checksum-crc32" },
	};
	struct arena a = ARENA_EMPTY;
	struct s3d_chunked d;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct err e = { 0 };

		assert_case(cases[i].in, !decode(&a, &d, str_z(cases[i].in), 0, &e));
		assert_case(cases[i].in, e.code == ERR_PROTO && strstr(e.msg, cases[i].want));
	}
	arena_release(&a);
}

static void
an_endless_line_is_refused(void **state)
{
	char line[4000];
	struct arena a = ARENA_EMPTY;
	struct s3d_chunked d;
	struct err e = { 0 };

	(void)state;
	memset(line, '1', sizeof(line));
	assert_null(decode(&a, &d, (struct str){ line, sizeof(line) }, 100, &e));
	assert_non_null(strstr(e.msg, "longer than 1024"));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_body_is_decoded_whatever_its_pieces),
		cmocka_unit_test(a_body_cut_anywhere_is_not_done),
		cmocka_unit_test(a_malformed_body_is_refused),
		cmocka_unit_test(an_endless_line_is_refused),
	};

	return RUN(tests);
}
