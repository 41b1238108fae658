#include "zip_help.h"

static struct str
noise(size_t n)
{
	char *p = arena_alloc(&arena, n);
	uint32_t x = 1;

	for (size_t i = 0; i < n; i++) {
		x = x * 1664525 + 1013904223;
		p[i] = (char)(x >> 24);
	}
	return (struct str){ p, n };
}

static struct zip_writer
writer(struct buf *out)
{
	struct zip_writer w;

	*out = buf_in(&arena);
	zip_writer_open(&w, &arena, &(struct zip_sink){ write_memory, out }, 1767323046000);
	return w;
}

static void
write_some(struct zip_writer *w)
{
	assert_int_equal(zip_add_dir(w, STR("d"), 0750, NULL), 0);
	assert_int_equal(zip_add(w, STR("d/text"), 0640, STR("some text, some text, some text, some text"), NULL), 0);
	assert_int_equal(zip_add(w, STR("./d//short"), 0104755, STR("x"), NULL), 0);
	assert_int_equal(zip_add(w, STR("none"), 0600, STR(""), NULL), 0);
	assert_int_equal(zip_add_symlink(w, STR("d/link"), STR("../none"), NULL), 0);
}

static int
put_on_shelf(void *ctx, uint64_t offset, const void *p, size_t n, struct err *e)
{
	struct buf *shelf = ctx;

	(void)e;
	assert_true(shelf->n == offset);
	buf_add(shelf, (struct str){ p, n });
	return 0;
}

static int
take_off_shelf(void *ctx, uint64_t offset, void *p, size_t n, struct err *e)
{
	struct buf *shelf = ctx;

	(void)e;
	assert_true(offset + n <= shelf->n);
	memcpy(p, shelf->p + offset, n);
	return 0;
}

static void
what_is_written_reads_back(void **state)
{
	(void)state;
	struct buf bytes, again, out = buf_in(&arena);
	struct zip_writer w = writer(&bytes);
	struct err e = { 0 };

	write_some(&w);
	assert_int_equal(zip_writer_close(&w, NULL), 0);
	if (dump(buf_str(&bytes), &out, &e) < 0)
		fail_msg("%s", e.msg);
	assert_string_equal(buf_z(&out),
	    "d 750 d\nf 640 d/text=some text, some text\nf 755 d/short=x\nf 600 none=\nl 777 d/link=../none\n");
	w = writer(&again);
	write_some(&w);
	assert_int_equal(zip_writer_close(&w, NULL), 0);
	assert_true(str_eq(buf_str(&bytes), buf_str(&again)));
}

static void
an_empty_archive_is_one(void **state)
{
	(void)state;
	struct buf bytes, out = buf_in(&arena);
	struct zip_writer w = writer(&bytes);

	assert_int_equal(zip_writer_close(&w, NULL), 0);
	assert_int_equal(bytes.n, 22);
	assert_int_equal(dump(buf_str(&bytes), &out, NULL), 0);
	assert_int_equal(out.n, 0);
}

static void
files_of_any_size_and_kind_survive(void **state)
{
	(void)state;
	static const size_t sizes[] = { 0, 1, 31, 65535, 65536, 65537, 131072, 1000000 };

	for (size_t i = 0; i < 4 * COUNT(sizes); i++) {
		size_t n = sizes[i / 4];
		struct str content = i % 2 ? noise(n) : (struct str){ arena_alloc(&arena, n + 1), n }, got;
		struct buf bytes;
		struct zip_writer w = writer(&bytes);
		struct zip z;
		struct err e = { 0 };

		if (i % 4 < 2) {
			assert_int_equal(zip_add(&w, STR("f"), 0644, content, &e), 0);
		} else {
			int fd = openat(dirfd_, "f", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

			assert_int_equal(io_write_all(fd, content, NULL), 0);
			assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
			assert_int_equal(zip_add_fd(&w, STR("f"), 0644, fd, &e), 0);
			io_close(&fd);
		}
		assert_int_equal(zip_writer_close(&w, NULL), 0);
		struct str archive = buf_str(&bytes);
		assert_true(archive.n < (i % 2 ? n + n / 1000 : n / 50) + 200);
		assert_int_equal(open_memory(&z, &archive, &e), 0);
		if (zip_read(&z, STR("f"), n, &got, &e) < 0)
			fail_msg("%zu: %s", i, e.msg);
		assert_true(str_eq(got, content));
		arena_reset(&arena);
	}
}

static void
entries_are_copied_as_they_are(void **state)
{
	(void)state;
	struct str from = load("infozip.zip");
	struct buf bytes, out = buf_in(&arena), want = buf_in(&arena);
	struct zip_writer w = writer(&bytes);
	struct zip z;
	struct zip_entry entry;
	bool more;

	assert_int_equal(open_memory(&z, &from, NULL), 0);
	while (zip_next(&z, &entry, &more, NULL) == 0 && more)
		assert_int_equal(zip_copy(&w, &z, &entry, entry.tree.path, NULL), 0);
	assert_int_equal(zip_writer_close(&w, NULL), 0);
	assert_int_equal(dump(from, &want, NULL), 0);
	assert_int_equal(dump(buf_str(&bytes), &out, NULL), 0);
	assert_string_equal(buf_z(&out), buf_z(&want));
}

static void
bad_paths_and_targets_are_not_written(void **state)
{
	(void)state;
	struct buf bytes;
	struct zip_writer w = writer(&bytes);
	struct err e;

	assert_int_equal(zip_add(&w, STR("../x"), 0644, STR("x"), &e), -1);
	assert_string_equal(e.msg, "zip: path \"../x\" leaves the tree by \"..\"");
	assert_int_equal(zip_add_symlink(&w, STR("x"), STR("../x"), &e), -1);
	assert_string_equal(e.msg, "zip: path \"x\" is a symlink that leaves the tree");
	assert_int_equal(bytes.n, 0);
}

static void
a_folder_goes_in_and_comes_out_the_same(void **state)
{
	(void)state;
	struct buf bytes, out = buf_in(&arena), want = buf_in(&arena);
	struct zip_writer w = writer(&bytes);
	struct err e = { 0 };

	assert_int_equal(unpack("infozip.zip", "", NULL), 0);
	assert_int_equal(mkfifoat(dirfd_, "docs/fifo", 0600), 0);
	if (zip_add_tree(&w, dirfd_, &e) < 0)
		fail_msg("%s", e.msg);
	assert_int_equal(zip_writer_close(&w, NULL), 0);
	assert_int_equal(dump(load("infozip.zip"), &want, NULL), 0);
	assert_int_equal(dump(buf_str(&bytes), &out, NULL), 0);
	assert_string_equal(buf_z(&out), buf_z(&want));
	assert_int_equal(symlinkat("../../x", dirfd_, "docs/out"), 0);
	w = writer(&bytes);
	assert_int_equal(zip_add_tree(&w, dirfd_, &e), -1);
	assert_string_equal(e.msg, "zip: path \"docs/out\" is a symlink that leaves the tree");
}

static void
folders_nested_without_end_are_refused(void **state)
{
	struct buf out = buf_in(&arena);
	struct zip_sink sink = { write_memory, &out };
	struct zip_writer w;
	struct err e = { 0 };
	int fd = dup(dirfd_);

	(void)state;
	for (int i = 0; i < 300; i++) {
		int next;

		assert_int_equal(mkdirat(fd, "d", 0700), 0);
		next = openat(fd, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		io_close(&fd);
		fd = next;
	}
	io_close(&fd);
	zip_writer_open(&w, &arena, &sink, 0);
	assert_int_equal(zip_add_tree(&w, dirfd_, &e), -1);
	assert_string_equal(e.msg, "folders lie in each other more than 200 deep");
}

/* What is kept in memory meanwhile does not grow with the entries. */
static void
a_directory_may_lie_on_a_shelf(void **state)
{
	struct buf out = buf_in(&arena), shelf = buf_in(&arena);
	struct arena own = ARENA_EMPTY;
	struct zip_writer w;
	struct str bytes;
	struct zip z;

	(void)state;
	zip_writer_open(&w, &own, &(struct zip_sink){ write_memory, &out }, 0);
	w.shelf = (struct zip_shelf){ put_on_shelf, take_off_shelf, &shelf };
	for (int i = 0; i < 20000; i++)
		assert_int_equal(zip_add_dir(&w, arena_printf(&arena, "a-folder-with-a-name-%d", i), 0755, NULL), 0);
	assert_int_equal(zip_writer_close(&w, NULL), 0);
	assert_true(shelf.n > 1000000 && own.total_bytes < 700 * 1024);
	bytes = buf_str(&out);
	assert_int_equal(open_memory(&z, &bytes, NULL), 0);
	assert_int_equal(z.entries, 20000);
	arena_release(&own);
}

static void
more_entries_than_sixteen_bits_count(void **state)
{
	(void)state;
	static const uint32_t counts[] = { 65534, 65535, 65536, 70000 };

	for (size_t i = 0; i < COUNT(counts); i++) {
		struct buf bytes;
		struct zip_writer w = writer(&bytes);
		struct zip z;
		struct zip_entry entry;
		struct err e = { 0 };
		uint32_t n = 0;
		bool more;
		char name[16];

		for (uint32_t k = 0; k < counts[i]; k++) {
			snprintf(name, sizeof(name), "%u", k);
			assert_int_equal(zip_add(&w, str_z(name), 0644, STR("x"), &e), 0);
		}
		assert_int_equal(zip_writer_close(&w, NULL), 0);
		struct str archive = buf_str(&bytes);
		if (open_memory(&z, &archive, &e) < 0)
			fail_msg("%s", e.msg);
		while (zip_next(&z, &entry, &more, &e) == 0 && more)
			n++;
		assert_int_equal(n, counts[i]);
		arena_release(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_written_reads_back),
		TEST(an_empty_archive_is_one),
		TEST(files_of_any_size_and_kind_survive),
		TEST(entries_are_copied_as_they_are),
		TEST(bad_paths_and_targets_are_not_written),
		TEST(a_folder_goes_in_and_comes_out_the_same),
		TEST(folders_nested_without_end_are_refused),
		TEST(a_directory_may_lie_on_a_shelf),
		TEST(more_entries_than_sixteen_bits_count),
	};
	return RUN(tests);
}
