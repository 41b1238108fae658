#include "zip_help.h"

static void
archives_of_other_programs_are_read(void **state)
{
	(void)state;
	static const struct {
		const char *name, *want;
	} cases[] = {
		{ "infozip.zip",
		    "d 755 bin\nl 777 bin/link=../docs/readme\nf 755 bin/run=#!/bin/sh\necho hi\n\nd 755 docs\nd 755 docs/deep\n"
		    "f 600 docs/deep/none=\nf 640 docs/deep/\xc3\xa4=umlaut\n\nf 644 docs/readme=read me\nread me\nread\nd 700 empty\n"
		    "l 777 manual=docs\n" },
		{ "descriptor.zip", "f 644 a=a text, a text, a te\nf 644 b=\n" },
		{ "good.zip", "f 644 a=some text\n" },
		{ "prepended.zip", "f 644 a=some text\n" },
		{ "zip64.zip", "f 644 a=some text\n" },
		{ "deflated.zip", "f 644 a=00000000000000000000\n" },
		{ "case.zip", "f 644 File=1\nf 644 file=2\n" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = buf_in(&arena);
		struct err e = { 0 };

		if (dump(load(cases[i].name), &out, &e) < 0)
			fail_msg("%s: %s", cases[i].name, e.msg);
		assert_string_equal(buf_z(&out), cases[i].want);
	}
}

static void
hostile_archives_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *name, *want;
	} refused[] = {
		{ "encrypted.zip", "zip: \"docs/readme\" is encrypted, which is not supported" },
		{ "bzip2.zip", "zip: \"a\" is packed by method 12, which is not supported" },
		{ "dotdot.zip", "zip: path \"a/../../b\" leaves the tree by \"..\"" },
		{ "absolute.zip", "zip: path \"/etc/x\" is absolute" },
		{ "backslash.zip", "zip: path \"a\\b\" holds a backslash" },
		{ "control.zip", "zip: path \"a\nb\" holds a control character" },
		{ "fifo.zip", "zip: an entry is neither file, folder nor symlink" },
		{ "symlink_out.zip", "path \"d/a\" is a symlink that leaves the tree" },
		{ "symlink_absolute.zip", "path \"a\" is a symlink to an absolute path" },
		{ "symlink_long.zip", "zip: a symlink is longer than 4096 bytes" },
		{ "bad_crc.zip", "\"a\": zip: its checksum is wrong" },
		{ "two_sizes.zip", "zip: a stored entry has two sizes" },
		{ "beyond.zip", "zip: an entry lies beyond the directory" },
		{ "header_beyond.zip", "zip: an entry lies beyond the directory" },
		{ "no_header.zip", "\"a\": zip: no header where the directory says" },
		{ "too_many.zip", "zip: the directory is too short for its entries" },
		{ "too_few.zip", "zip: the directory holds more than it says" },
		{ "directory_beyond.zip", "zip: the directory lies beyond the end record" },
		{ "directory_short.zip", "zip: the directory is longer than it says" },
		{ "disks.zip", "zip: an archive in several parts is not supported" },
		{ "entry_disk.zip", "zip: an archive in several parts is not supported" },
		{ "overlap.zip", "zip: entries overlap" },
		{ "longer.zip", "\"a\": zip: it is longer than the directory says" },
		{ "shorter.zip", "\"a\": zip: it is shorter than the directory says" },
		{ "cut.zip", "\"a\": zip: it is shorter than the directory says" },
		{ "behind_end.zip", "\"a\": zip: it goes on behind its end" },
		{ "bad_stream.zip", "\"a\": compressed data is broken: invalid block type" },
		{ "zip64_no_locator.zip", "zip: no zip64 record though there should be one" },
		{ "zip64_far.zip", "zip: a record lies beyond the end of the archive" },
		{ "zip64_huge.zip", "zip: more than 200000 entries" },
		{ "zip64_short_field.zip", "zip: a zip64 field is too short" },
		{ "zip64_no_field.zip", "zip: a zip64 field is missing" },
	};

	for (size_t i = 0; i < COUNT(refused); i++) {
		struct buf out = buf_in(&arena);
		struct err e = { 0 };

		assert_case(refused[i].name, dump(load(refused[i].name), &out, &e) == -1);
		if (strcmp(e.msg, refused[i].want) != 0)
			fail_msg("%s: \"%s\" instead of \"%s\"", refused[i].name, e.msg, refused[i].want);
		assert_case(refused[i].name, e.code == (strstr(e.msg, "zip: more than") ? ERR_LIMIT : ERR_INPUT));
	}
}

static void
an_archive_cut_anywhere_is_refused(void **state)
{
	(void)state;
	static const char *const names[] = { "infozip.zip", "zip64.zip" };

	for (size_t i = 0; i < COUNT(names); i++) {
		struct str whole = load(names[i]);

		for (size_t n = 0; n < whole.n; n++) {
			struct buf out = buf_over((char[4096]){ 0 }, 4096);
			char *exact = malloc(n + 1);

			memcpy(exact, whole.p, n);
			assert_int_equal(dump((struct str){ exact, n }, &out, NULL), -1);
			free(exact);
		}
		arena_reset(&arena);
	}
}

/* Nothing is promised but an answer, and the sanitizers watch. */
static void
any_changed_byte_gets_an_answer(void **state)
{
	(void)state;
	static const char *const names[] = { "infozip.zip", "zip64.zip", "deflated.zip", "descriptor.zip" };

	for (size_t i = 0; i < COUNT(names); i++) {
		size_t n = load(names[i]).n;

		for (size_t at = 0; at < 3 * n; at++) {
			static const char masks[] = { 1, (char)0x80, (char)0xff };
			struct str whole = load(names[i]);
			struct buf out = buf_in(&arena);
			char *bytes = arena_alloc(&arena, whole.n);

			memcpy(bytes, whole.p, whole.n);
			bytes[at / 3] ^= masks[at % 3];
			struct err e = { 0 };
			int rc = dump((struct str){ bytes, n }, &out, &e);
			assert_true(rc == 0 || (rc == -1 && e.msg[0]));
			arena_reset(&arena);
		}
	}
}

static void
limits_hold(void **state)
{
	(void)state;
	struct str bytes = load("infozip.zip");
	struct zip_source source = { read_memory, &bytes, bytes.n };
	struct zip z;
	struct err e;

	assert_int_equal(zip_open(&z, &arena, &source, &(struct zip_limits){ .total_bytes = 443, .entries = 10 }, &e),
	    0);
	assert_int_equal(zip_open(&z, &arena, &source, &(struct zip_limits){ .total_bytes = 442 }, &e), -1);
	assert_string_equal(e.msg, "zip: more than 442 bytes in all");
	assert_int_equal(zip_open(&z, &arena, &source, &(struct zip_limits){ .entries = 9 }, &e), -1);
	assert_string_equal(e.msg, "zip: more than 9 entries");
	assert_int_equal(e.code, ERR_LIMIT);
}

static void
one_entry_can_be_read_whole(void **state)
{
	(void)state;
	struct str bytes = load("infozip.zip"), content;
	struct zip z;
	struct err e;

	assert_int_equal(open_memory(&z, &bytes, NULL), 0);
	assert_int_equal(zip_read(&z, STR("bin/run"), 18, &content, &e), 0);
	assert_true(str_eqz(content, "#!/bin/sh\necho hi\n"));
	assert_int_equal(zip_read(&z, STR("docs/deep/none"), 0, &content, &e), 0);
	assert_int_equal(content.n, 0);
	assert_int_equal(zip_read(&z, STR("bin/run"), 17, &content, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	assert_string_equal(e.msg, "zip: \"bin/run\" has more than 17 bytes");
	assert_int_equal(zip_read(&z, STR("bin"), 100, &content, &e), -1);
	assert_int_equal(e.code, ERR_NOT_FOUND);
	assert_string_equal(e.msg, "zip: there is no \"bin\"");
}

static void
memory_does_not_grow_with_what_is_extracted(void **state)
{
	(void)state;
	struct str bytes = load("deflated.zip");
	struct zip z;
	struct zip_entry entry;
	bool more;
	size_t before = 0;

	assert_int_equal(open_memory(&z, &bytes, NULL), 0);
	assert_int_equal(zip_next(&z, &entry, &more, NULL), 0);
	for (int i = 0; i < 200; i++) {
		struct buf out = buf_over(malloc(100000), 100000);
		struct zip_sink sink = { write_memory, &out };

		assert_int_equal(zip_extract(&z, &entry, &sink, NULL), 0);
		assert_int_equal(out.n, 100000);
		free(out.p);
		if (i == 0)
			before = arena.total_bytes;
	}
	assert_int_equal(arena.total_bytes, before);
}

/* ---- unpacking ---- */

static void
assert_there(const char *path, mode_t mode, const char *content)
{
	struct str full = arena_printf(&arena, "%s/%s", dir, path), got;
	struct stat st;
	char target[64] = "";

	assert_case(path, lstat(full.p, &st) == 0);
	assert_case(path, (st.st_mode & (S_IFMT | 07777)) == mode);
	if (S_ISLNK(mode)) {
		assert_case(path, readlink(full.p, target, sizeof(target) - 1) > 0);
		assert_string_equal(target, content);
	} else if (S_ISREG(mode) && mode & 0400) {
		assert_case(path, io_read_file(&arena, full.p, 4096, &got, NULL) == 0);
		assert_case(path, str_starts(got, str_z(content)));
	}
}

static void
unpacking_keeps_modes_and_symlinks(void **state)
{
	(void)state;
	struct err e = { 0 };
	mode_t before = umask(077);

	if (unpack("infozip.zip", "", &e) < 0)
		fail_msg("%s", e.msg);
	umask(before);
	assert_there("bin", S_IFDIR | 0755, "");
	assert_there("bin/run", S_IFREG | 0755, "#!/bin/sh\necho hi\n");
	assert_there("bin/link", S_IFLNK | 0777, "../docs/readme");
	assert_there("docs/deep/\xc3\xa4", S_IFREG | 0640, "umlaut\n");
	assert_there("docs/deep/none", S_IFREG | 0600, "");
	assert_there("docs/readme", S_IFREG | 0644, "read me\nread me\n");
	assert_there("empty", S_IFDIR | 0700, "");
	assert_there("manual", S_IFLNK | 0777, "docs");
}

static void
a_prefix_is_taken_off(void **state)
{
	(void)state;
	struct err e = { 0 };
	struct stat st;

	assert_int_equal(unpack("infozip.zip", "docs/deep/", &e), 0);
	assert_there("none", S_IFREG | 0600, "");
	assert_there("\xc3\xa4", S_IFREG | 0640, "umlaut\n");
	assert_int_equal(fstatat(dirfd_, "bin", &st, AT_SYMLINK_NOFOLLOW), -1);
	assert_int_equal(fstatat(dirfd_, "readme", &st, AT_SYMLINK_NOFOLLOW), -1);
	/* Inside of the archive this symlink stays in it; what is unpacked it would leave. */
	assert_int_equal(unpack("prefix.zip", "repo-1", &e), -1);
	assert_string_equal(e.msg, "path \"up\" is a symlink that leaves the tree");
}

static void
unpacking_writes_through_nothing_and_over_nothing(void **state)
{
	(void)state;
	static const struct {
		const char *name, *want;
	} refused[] = {
		{ "through_symlink.zip", "unpack \"d/file\": \"d\" on its way is there and no folder" },
		{ "symlink_then_file.zip", "unpack \"a\": it is there already" },
		{ "twice.zip", "unpack \"a\": it is there already" },
		{ "file_as_folder.zip", "unpack \"a/b\": \"a\" on its way is there and no folder" },
	};
	struct stat st;

	for (size_t i = 0; i < COUNT(refused); i++) {
		struct err e = { 0 };

		assert_case(refused[i].name, unpack(refused[i].name, "", &e) == -1);
		assert_string_equal(e.msg, refused[i].want);
		forget(state);
		prepare(state);
	}
	assert_int_equal(mkdirat(dirfd_, "elsewhere", 0700), 0);
	assert_int_equal(symlinkat("elsewhere", dirfd_, "bin"), 0);
	assert_int_equal(unpack("infozip.zip", "", NULL), -1);
	assert_int_equal(fstatat(dirfd_, "elsewhere/run", &st, AT_SYMLINK_NOFOLLOW), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(archives_of_other_programs_are_read),
		TEST(hostile_archives_are_refused),
		TEST(an_archive_cut_anywhere_is_refused),
		TEST(any_changed_byte_gets_an_answer),
		TEST(limits_hold),
		TEST(one_entry_can_be_read_whole),
		TEST(unpacking_keeps_modes_and_symlinks),
		TEST(a_prefix_is_taken_off),
		TEST(unpacking_writes_through_nothing_and_over_nothing),
		TEST(memory_does_not_grow_with_what_is_extracted),
	};
	return RUN(tests);
}
