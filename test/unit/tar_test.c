#include "test.h"

#include <stdlib.h>

#include "base/io.h"
#include "codec/tar.h"

static struct arena arena;

static int
forget(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct str
load(const char *name)
{
	struct str path = arena_printf(&arena, "test/vectors/tar/%s", name), bytes;
	struct err e;

	if (io_read_file(&arena, path.p, 1 << 20, &bytes, &e) < 0)
		fail_msg("%s", e.msg);
	return bytes;
}

/* What one event says, in words; long paths are cut. */
static void
put_event(struct buf *out, const struct tar *t, enum tar_event event)
{
	const struct tree_entry *entry = &t->entry;

	if (event == TAR_DATA) {
		buf_add(out, t->data);
		return;
	}
	/* The end stays the end, whatever follows. */
	if (event == TAR_END) {
		if (!str_ends(buf_str(out), STR("\nend")))
			buf_addz(out, "\nend");
		return;
	}
	buf_printf(out, "\n%c %o ", event == TAR_LINK ? 'h' : "fdl"[entry->type], entry -> mode);
	buf_add(out, entry->path);
	if (entry->type == TREE_SYMLINK || event == TAR_LINK)
		buf_printf(out, " -> " STR_FMT, STR_ARG(entry->target));
	if (entry->type == TREE_FILE && event == TAR_ENTRY)
		buf_printf(out, " %llu=", (unsigned long long)entry->size);
}

static int
events(struct tar *t, struct str *in, struct buf *out, struct err *e)
{
	enum tar_event event;

	do {
		if (tar_next(t, in, &event, e) < 0)
			return -1;
		if (event != TAR_MORE)
			put_event(out, t, event);
	} while (event != TAR_MORE && event != TAR_END);
	return 0;
}

/* The events of an archive, fed in pieces of `step`. */
static int
dump(struct str bytes, size_t step, struct buf *out, struct err *e)
{
	struct tar t;

	assert_int_equal(tar_open(&t, &arena, NULL, e), 0);
	for (size_t at = 0; at < bytes.n; at += step) {
		struct str in = str_sub(bytes, at, at + step);

		if (events(&t, &in, out, e) < 0)
			return -1;
		assert_int_equal(in.n, 0);
	}
	return tar_finish(&t, e);
}

#define SHORT \
	"\nd 755 bin\nl 777 bin/link -> ../docs/readme\nf 755 bin/run 18=#!/bin/sh\necho hi\n\nd 755 docs\nd 755 docs/deep" \
	"\nf 600 docs/deep/none 0=\nf 640 docs/deep/\xc3\xa4 7=umlaut\n\nf 644 docs/readme 400="

static struct str
want_of(const char *form)
{
	struct buf want = buf_in(&arena);
	bool with_long = strcmp(form, "gnu.tar") == 0 || strcmp(form, "pax.tar") == 0;

	buf_addz(&want, SHORT);
	for (int i = 0; i < 50; i++)
		buf_addz(&want, "read me\n");
	buf_addz(&want, "\nd 700 empty\nh 644 hard -> docs/readme");
	if (with_long) {
		struct buf path = buf_in(&arena);

		buf_addz(&path, "long");
		buf_printf(&want, "\nd 755 " STR_FMT, STR_ARG(buf_str(&path)));
		for (int i = 0; i < 20; i++) {
			buf_printf(&path, "/folder%02d", i);
			buf_printf(&want, "\nd 755 " STR_FMT, STR_ARG(buf_str(&path)));
		}
		buf_printf(&want, "\nf 644 " STR_FMT "/", STR_ARG(buf_str(&path)));
		for (int i = 0; i < 120; i++)
			buf_addc(&want, 'f');
		buf_addz(&want, " 9=far down\n\nl 777 longlink -> ");
		for (int i = 0; i < 150; i++)
			buf_addc(&want, 'x');
	}
	buf_addz(&want, "\nl 777 manual -> docs\nend");
	return buf_str(&want);
}

static void
every_form_of_gnu_tar_is_read_in_any_pieces(void **state)
{
	(void)state;
	static const char *const names[] = { "gnu.tar", "pax.tar", "ustar.tar", "v7.tar" };
	static const size_t steps[] = { 1, 7, 511, 512, 513, 4096, 1000000 };

	for (size_t i = 0; i < COUNT(names); i++) {
		struct str bytes = load(names[i]), want = want_of(names[i]);

		for (size_t k = 0; k < COUNT(steps); k++) {
			struct buf out = buf_in(&arena);
			struct err e = { 0 };

			if (dump(bytes, steps[k], &out, &e) < 0)
				fail_msg("%s by %zu: %s", names[i], steps[k], e.msg);
			if (!str_eq(buf_str(&out), want))
				fail_msg("%s by %zu: %s\ninstead of %s", names[i], steps[k], buf_z(&out), want.p);
		}
	}
}

static void
it_does_not_matter_where_the_input_is_split(void **state)
{
	(void)state;
	struct str bytes = load("pax_size.tar");

	for (size_t n = 0; n <= bytes.n; n++) {
		struct buf out = buf_over((char[512]){ 0 }, 512);
		struct str first = str_sub(bytes, 0, n), second = str_sub(bytes, n, bytes.n);
		struct tar t;

		assert_int_equal(tar_open(&t, &arena, NULL, NULL), 0);
		assert_int_equal(events(&t, &first, &out, NULL), 0);
		assert_int_equal(events(&t, &second, &out, NULL), 0);
		assert_int_equal(tar_finish(&t, NULL), 0);
		assert_string_equal(buf_z(&out), "\nf 644 b/c 3=xyz\nf 644 d 1=1\nend");
		arena_reset(&arena);
		bytes = load("pax_size.tar");
	}
}

static void
what_is_said_for_all_entries_is_passed_over(void **state)
{
	(void)state;
	struct buf out = buf_in(&arena);

	assert_int_equal(dump(load("global.tar"), 100, &out, NULL), 0);
	assert_string_equal(buf_z(&out), "\nf 644 a 1=x\nend");
}

static void
hostile_archives_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *name, *want;
	} refused[] = {
		{ "dotdot.tar", "tar: path \"a/../../b\" leaves the tree by \"..\"" },
		{ "absolute.tar", "tar: path \"/etc/x\" is absolute" },
		{ "fifo.tar", "tar: \"a\" is neither file, folder nor link (type '6')" },
		{ "device.tar", "tar: \"a\" is neither file, folder nor link (type '3')" },
		{ "sparse.tar", "tar: \"a\" is neither file, folder nor link (type 'S')" },
		{ "pax_sparse.tar", "tar: a sparse file is not supported" },
		{ "symlink_out.tar", "tar: path \"d/a\" is a symlink that leaves the tree" },
		{ "link_out.tar", "tar: hard link \"a\": path \"../b\" leaves the tree by \"..\"" },
	};

	for (size_t i = 0; i < COUNT(refused); i++) {
		struct buf out = buf_in(&arena);
		struct err e = { 0 };

		assert_case(refused[i].name, dump(load(refused[i].name), 512, &out, &e) == -1);
		assert_string_equal(e.msg, refused[i].want);
		assert_case(refused[i].name, e.code == ERR_INPUT);
	}
}

/* An archive may end between entries without the blocks of zeros; anywhere else it is cut off. */
static void
an_archive_cut_inside_an_entry_is_noticed(void **state)
{
	(void)state;
	struct str bytes = load("pax_size.tar");

	for (size_t n = 0; n <= bytes.n; n++) {
		struct buf out = buf_over((char[512]){ 0 }, 512);
		struct err e = { 0 };
		/* Before all; behind extended header, header and content; behind the second file; behind a block of zeros. */
		bool want = n == 0 || n == 2048 || n == 3072 || n >= 3584;
		int rc = dump(str_sub(bytes, 0, n), 1000, &out, &e);

		if ((rc == 0) != want)
			fail_msg("cut at %zu: %s", n, rc ? e.msg : "taken");
		if (rc < 0)
			assert_string_equal(e.msg, "tar: the archive is cut off");
		arena_reset(&arena);
		bytes = load("pax_size.tar");
	}
}

static void
any_changed_byte_gets_an_answer(void **state)
{
	(void)state;
	static const char *const names[] = { "pax_size.tar", "ustar.tar", "gnu.tar" };

	for (size_t i = 0; i < COUNT(names); i++) {
		size_t n = load(names[i]).n;

		for (size_t at = 0; at < n; at += i ? 5 : 1) {
			struct str whole = load(names[i]);
			struct buf out = buf_in(&arena);
			char *bytes = arena_alloc(&arena, n);
			struct err e = { 0 };

			memcpy(bytes, whole.p, n);
			bytes[at] ^= (char)(1 << at % 8);
			int rc = dump((struct str){ bytes, n }, n, &out, &e);
			assert_true(rc == 0 || (rc == -1 && e.msg[0]));
			arena_reset(&arena);
		}
	}
}

/* A header with a right checksum around the fields given. */
static struct str
header(const char *name, const char *size, char type)
{
	uint8_t *block = arena_alloc(&arena, 512);
	unsigned sum = 0;

	memcpy(block, name, strlen(name));
	memcpy(block + 124, size, 12);
	memcpy(block + 100, "0000644", 8);
	memset(block + 148, ' ', 8);
	block[156] = (uint8_t)type;
	for (int i = 0; i < 512; i++)
		sum += block[i];
	snprintf((char *)block + 148, 8, "%06o", sum);
	return (struct str){ (char *)block, 512 };
}

static void
sizes_are_octal_or_binary_and_capped(void **state)
{
	(void)state;
	static const struct {
		const char *size, *want;
	} cases[] = {
		{ "00000000012\0", "\nf 644 a 10=" },
		{ "        12 \0", "\nf 644 a 10=" },
		{ "\x80\0\0\0\0\0\0\0\0\0\0\x0a", "\nf 644 a 10=" },
		{ "777777777777", "tar: more than 2147483648 bytes in all" },
		{ "0000000008\0\0", "tar: a number in a header is not octal" },
		{ "\x80\0\0\x01\0\0\0\0\0\0\0\0", "tar: a number in a header is too large" },
		{ "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", "tar: a number in a header is too large" },
		{ "20000000000\0", "\nf 644 a 2147483648=" },
		{ "20000000001\0", "tar: more than 2147483648 bytes in all" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str in = header("a", cases[i].size, '0');
		struct buf out = buf_in(&arena);
		struct tar t;
		struct err e = { 0 };

		assert_int_equal(tar_open(&t, &arena, NULL, NULL), 0);
		assert_string_equal(events(&t, &in, &out, &e) < 0 ? e.msg : buf_z(&out), cases[i].want);
	}
}

static void
limits_hold(void **state)
{
	(void)state;
	struct str bytes = load("ustar.tar");
	static const struct {
		struct tar_limits limits;
		const char *want;
	} cases[] = {
		{ { 425, 11 }, "" },
		{ { 424, 11 }, "tar: more than 424 bytes in all" },
		{ { 425, 10 }, "tar: more than 10 entries" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = buf_in(&arena);
		struct str in = bytes;
		struct tar t;
		struct err e = { 0 };

		tar_open(&t, &arena, &cases[i].limits, NULL);
		events(&t, &in, &out, &e);
		if (cases[i].want[0])
			assert_string_equal(e.msg, cases[i].want);
		assert_int_equal(e.code, cases[i].want[0] ? ERR_LIMIT : ERR_NONE);
	}
}

static void
an_endless_extended_header_is_refused(void **state)
{
	(void)state;
	struct str in = header("a", "00004000001\0", 'x');
	struct buf out = buf_in(&arena);
	struct tar t;
	struct err e;

	tar_open(&t, &arena, NULL, NULL);
	assert_int_equal(events(&t, &in, &out, &e), -1);
	assert_string_equal(e.msg, "tar: an extended header is larger than 1 MiB");
}

static void
broken_extended_headers_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *records, *want;
	} cases[] = {
		{ "9 a=bcde\n", "" },
		{ "5 a=\n", "" },
		{ "9 a=bcde", "broken" },
		{ "8 a=bcde\n", "broken" },
		{ "99 a=b\n", "broken" },
		{ "-9 a=bcd\n", "broken" },
		{ "x", "broken" },
		{ "7 abcd\n", "broken" },
		{ "2 ", "broken" },
		{ "18446744073709551617 a=b\n", "broken" },
		{ "11 size=-1\n", "number" },
		{ "10 size=x\n", "number" },
		{ "6 a=b\n6 c=d\n", "" },
		{ "6 a=b\n6 c=d", "broken" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char size[32], *block = arena_alloc(&arena, 512);
		struct buf out = buf_in(&arena);
		struct tar t;
		struct err e = { 0 };

		snprintf(size, sizeof(size), "%011zo", strlen(cases[i].records));
		memcpy(block, cases[i].records, strlen(cases[i].records));
		struct str in = header("x", size, 'x'), content = { block, 512 };
		tar_open(&t, &arena, NULL, NULL);
		assert_int_equal(events(&t, &in, &out, &e), 0);
		int rc = events(&t, &content, &out, &e);
		assert_case(cases[i].records, rc == (cases[i].want[0] ? -1 : 0) && strstr(e.msg, cases[i].want));
	}
}

#define TEST(f) cmocka_unit_test_teardown(f, forget)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_form_of_gnu_tar_is_read_in_any_pieces),
		TEST(it_does_not_matter_where_the_input_is_split),
		TEST(what_is_said_for_all_entries_is_passed_over),
		TEST(hostile_archives_are_refused),
		TEST(an_archive_cut_inside_an_entry_is_noticed),
		TEST(any_changed_byte_gets_an_answer),
		TEST(sizes_are_octal_or_binary_and_capped),
		TEST(limits_hold),
		TEST(an_endless_extended_header_is_refused),
		TEST(broken_extended_headers_are_refused),
	};
	return RUN(tests);
}
