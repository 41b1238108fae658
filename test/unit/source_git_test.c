/* A repository's archive on its whole way: tar.gz, zip, an order's bundle, the worker's folder. */
#include "zip_help.h"

#include "codec/gzip.h"
#include "engine/bundle.h"
#include "engine/source_git.h"

enum { BLOCK = 512 };

/* ---- archives ---- */

static void
put_field(char *block, size_t at, size_t n, const char *text)
{
	memcpy(block + at, text, strlen(text) < n ? strlen(text) : n);
}

static void
add(struct buf *tar, const char *name, char type, const char *target, struct str content)
{
	char block[BLOCK] = { 0 }, number[16];
	unsigned sum = 0;

	put_field(block, 0, 100, name);
	put_field(block, 100, 8, type == '5' ? "0000775" : "0000755");
	snprintf(number, sizeof(number), "%011zo", content.n);
	put_field(block, 124, 12, number);
	memset(block + 148, ' ', 8);
	block[156] = type;
	put_field(block, 157, 100, target);
	put_field(block, 257, 8, "ustar");
	memcpy(block + 263, "00", 2);
	for (size_t i = 0; i < BLOCK; i++)
		sum += (unsigned char)block[i];
	snprintf(number, sizeof(number), "%06o", sum);
	put_field(block, 148, 7, number);
	block[154] = 0;
	buf_add(tar, (struct str){ block, BLOCK });
	buf_add(tar, content);
	for (size_t n = content.n; n % BLOCK; n++)
		buf_addc(tar, 0);
}

static struct str
packed(struct str tar)
{
	char space[4096];
	struct buf out = buf_in(&arena);
	struct deflate z;
	bool done = false;
	size_t got;

	assert_int_equal(deflate_open(&z, &arena, GZIP_FILE, 1, NULL), 0);
	while (!done) {
		assert_int_equal(deflate_step(&z, &tar, true, space, sizeof(space), &got, &done, NULL), 0);
		buf_add(&out, (struct str){ space, got });
	}
	return buf_str(&out);
}

/* One entry, in words: "f path=content", "l path>target", "h path>target", "d path", or a type and a path; lists with ';'. */
static struct str
archive(const char *entries)
{
	struct buf tar = buf_in(&arena);
	struct str rest = str_z(entries);

	while (rest.n) {
		struct str one = str_cut(&rest, ';'), text = str_sub(one, 2, one.n), name = text;
		char type = one.p[0] == 'f' ? '0' :
		    one.p[0] == 'l'         ? '2' :
		    one.p[0] == 'h'         ? '1' :
		    one.p[0] == 'd'         ? '5' :
					      one.p[0];

		name = str_cut(&text, type == '0' ? '=' : '>');
		add(&tar, arena_z(&arena, name), type, type == '0' ? "" : arena_z(&arena, text),
		    type == '0' ? text : STR(""));
	}
	for (int i = 0; i < 2 * BLOCK; i++)
		buf_addc(&tar, 0);
	return buf_str(&tar);
}

/* ---- the way ---- */

struct way {
	struct world world;
	struct temp in, out;
	struct git_notes notes;
	struct arena arena;
};

static int
way_read(struct way *w, struct str bytes, bool flat, struct err *e)
{
	*w = (struct way){ 0 };
	assert_int_equal(world_os_init(&w->world, e), 0);
	assert_int_equal(temp_open(&w->in, &w->world, e), 0);
	assert_int_equal(temp_open(&w->out, &w->world, e), 0);
	assert_int_equal(world_temp_write(&w->world, w->in.file, 0, bytes.p, bytes.n, e), 0);
	w->in.bytes = bytes.n;
	return git_archive_read(&w->arena, &w->in, flat, &w->out, &w->notes, e);
}

static void
way_close(struct way *w)
{
	temp_close(&w->in);
	temp_close(&w->out);
	arena_release(&w->arena);
}

/* From the archive to files below `dir`. */
static int
way_go(struct str bytes, bool flat, const char *folder, struct err *e)
{
	struct source source = { .name = STR("o/r at main") };
	struct buf bundle = buf_in(&arena);
	struct str text;
	struct way w;
	struct zip z;
	struct zip_writer writer;
	int rc = way_read(&w, bytes, flat, e);

	source.zip = w.out;
	zip_writer_open(&writer, &arena, &(struct zip_sink){ write_memory, &bundle }, 0);
	if (rc == 0)
		rc = source_copy(&arena, &source, str_z(folder), &writer, e);
	if (rc == 0)
		rc = zip_writer_close(&writer, e);
	text = buf_str(&bundle);
	if (rc == 0)
		rc = open_memory(&z, &text, e);
	if (rc == 0)
		rc = zip_unpack(&z, STR(BUNDLE_CODE), dirfd_, e);
	way_close(&w);
	return rc;
}

static void
expect_file(const char *name, const char *path, const char *content)
{
	struct str got;
	struct err e = { 0 };

	if (io_read_file(&arena, arena_printf(&arena, "%s/%s", dir, path).p, 1 << 20, &got, &e) < 0)
		fail_msg("%s: %s", name, e.msg);
	if (!str_eqz(got, content))
		fail_msg("%s: %s holds \"%.*s\"", name, path, (int)got.n, got.p);
}

static const struct {
	const char *name, *entries;
	bool flat;
	const char *folder, *path, *content;
} good[] = {
	{ "a file", "d t/;f t/a=1", false, "", "a", "1" },
	{ "no entry for the folder", "f t/a/b=1", false, "", "a/b", "1" },
	{ "dots", "f ./t/./a=1", false, "", "a", "1" },
	{ "no folder around", "f a=1;f b/c=2", true, "", "b/c", "2" },
	{ "a folder of it", "f t/a=1;f t/b/c=2", false, "b", "c", "2" },
	{ "a symlink", "f t/a=1;l t/b/l>../a", false, "", "b/l", "1" },
	{ "a hard link", "f t/a=1;h t/b>t/a;f t/c=3", false, "", "b", "1" },
	{ "hard links of one file", "f t/a=1;h t/b>t/a;h t/c>t/a", false, "", "c", "1" },
	{ "a hard link to a symlink", "f t/a=1;l t/l>a;h t/b>t/l", false, "", "b", "1" },
	{ "a hard link without a folder around", "f a=1;h b>a", true, "", "b", "1" },
	{ "names that differ in case", "f t/a=1;f t/A=2", false, "", "A", "2" },
	{ "names that differ in composition", "f t/\xc3\xbc=1;f t/u\xcc\x88=2", false, "", "\xc3\xbc", "1" },
	{ "a name that looks like the way out", "f t/..a=1;f t/...=2", false, "", "...", "2" },
};

static void
a_tree_arrives_as_it_is(void **state)
{
	for (size_t i = 0; i < COUNT(good); i++) {
		struct err e = { 0 };

		if (way_go(packed(archive(good[i].entries)), good[i].flat, good[i].folder, &e) < 0)
			fail_msg("%s: %s", good[i].name, e.msg);
		expect_file(good[i].name, good[i].path, good[i].content);
		forget(state);
		prepare(state);
	}
}

static const struct {
	const char *name, *entries;
	bool flat;
	const char *want;
} bad[] = {
	{ "the way out", "f t/../../a=1", false, "path \"t/../../a\" leaves the tree by \"..\"" },
	{ "absolute", "f /etc/a=1", false, "path \"/etc/a\" is absolute" },
	{ "a symlink out of the archive", "l t/l>../../a", false, "path \"t/l\" is a symlink that leaves the tree" },
	{ "a symlink out of the tree alone", "l t/l>../a", false, "path \"l\" is a symlink that leaves the tree" },
	{ "an absolute symlink", "l t/l>/etc/passwd", false, "path \"t/l\" is a symlink to an absolute path" },
	{ "a symlink through another", "l t/l>a/../../b", false, "has \"..\" behind a name" },
	{ "a symlink for a tree", "l t>..", false, "is a symlink that leaves the tree" },
	{ "a file for a tree", "f t=1", false, "the archive's own folder \"t\" is a file" },
	{ "two trees", "f t/a=1;f u/b=1", false, "\"u/b\" lies beside the archive's own folder \"t\"" },
	{ "a file through a symlink", "d t/d;l t/l>d;f t/l/a=1", false, "\"l\" on its way is there and no folder" },
	{ "a file over a symlink", "f t/a=1;l t/l>a;f t/l=2", false, "unpack \"l\": it is there already" },
	{ "a name twice", "f t/a=1;f t/./a=2", false, "unpack \"a\": it is there already" },
	{ "a file for a folder", "f t/a=1;f t/a/b=2", false, "\"a\" on its way is there and no folder" },
	{ "a hard link out", "h t/a>../b", false, "hard link \"t/a\": path \"../b\" leaves the tree" },
	{ "a hard link to an absolute path", "h t/a>/etc/passwd", false,
	    "hard link \"t/a\": path \"/etc/passwd\" is absolute" },
	{ "a hard link beside the tree", "f t/b=1;h t/a>b", false, "\"b\" lies beside" },
	{ "a hard link to nothing", "f t/b=1;h t/a>t/c", false,
	    "hard link \"a\": there is no file \"c\" in the archive" },
	{ "a hard link to itself", "f t/b=1;h t/a>t/a", false,
	    "hard link \"a\": there is no file \"a\" in the archive" },
	{ "a hard link to a folder", "d t/b;h t/a>t/b", false, "hard link \"a\" to the folder \"b\"" },
	{ "a device", "3 t/a", false, "\"t/a\" is neither file, folder nor link (type '3')" },
	{ "a block device", "4 t/a", false, "\"t/a\" is neither file, folder nor link (type '4')" },
	{ "a fifo", "6 t/a", false, "\"t/a\" is neither file, folder nor link (type '6')" },
	{ "a control character", "f t/a\nb=1", false, "holds a control character" },
	{ "a backslash", "f t/..\\a=1", false, "holds a backslash" },
};

static void
what_leaves_the_tree_is_refused_by_its_name(void **state)
{
	struct stat st;

	for (size_t i = 0; i < COUNT(bad); i++) {
		struct err e = { 0 };

		assert_case(bad[i].name, way_go(packed(archive(bad[i].entries)), bad[i].flat, "", &e) == -1);
		if (!strstr(e.msg, bad[i].want))
			fail_msg("%s: %s", bad[i].name, e.msg);
		assert_case(bad[i].name, e.code == ERR_INPUT);
		assert_case(bad[i].name, fstatat(dirfd_, "../a", &st, AT_SYMLINK_NOFOLLOW) < 0);
		forget(state);
		prepare(state);
	}
}

/* ---- broken ones ---- */

static struct str
some_archive(void)
{
	char content[3000];

	for (size_t i = 0; i < sizeof(content); i++)
		content[i] = (char)('a' + (i * i + i / 7) % 23);
	struct buf tar = buf_in(&arena);
	add(&tar, "t/", '5', "", STR(""));
	add(&tar, "t/a", '0', "", (struct str){ content, sizeof(content) });
	add(&tar, "t/b", '0', "", STR("b"));
	add(&tar, "t/l", '2', "a", STR(""));
	add(&tar, "t/h", '1', "t/a", STR(""));
	for (int i = 0; i < 2 * BLOCK; i++)
		buf_addc(&tar, 0);
	return buf_str(&tar);
}

/* Between entries an archive may end without the blocks of zeros, if gzip says that this is all. */
static void
an_archive_cut_at_any_block_is_refused(void **state)
{
	struct str tar = some_archive();

	(void)state;
	for (size_t n = 0; n < tar.n; n += BLOCK) {
		static const size_t between[] = { 0, 1, 8, 10, 11, 12, 13 }; /* blocks */
		struct way w;
		struct err e = { 0 };
		bool whole = false;
		int rc = way_read(&w, packed(str_sub(tar, 0, n)), false, &e);

		for (size_t i = 0; i < COUNT(between); i++)
			whole = whole || n == between[i] * BLOCK;
		if ((rc == 0) != whole)
			fail_msg("cut at block %zu: %s", n / BLOCK, rc ? e.msg : "taken");
		way_close(&w);
	}
}

static void
a_download_cut_anywhere_is_refused(void **state)
{
	struct str whole = packed(some_archive());

	(void)state;
	for (size_t n = 0; n < whole.n; n++) {
		struct way w;
		struct err e = { 0 };

		assert_int_equal(way_read(&w, str_sub(whole, 0, n), false, &e), -1);
		assert_int_equal(e.code, ERR_INPUT);
		way_close(&w);
	}
}

/* gzip's checksum sees what tar's do not: nothing that was changed is taken for the code. */
static void
no_changed_byte_changes_the_code(void **state)
{
	struct str whole = packed(some_archive());
	struct way first, w;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(way_read(&first, whole, false, &e), 0);
	for (size_t at = 0; at < whole.n; at++) {
		char *changed = arena_z(&arena, whole), a[8192], b[8192];

		changed[at] ^= 0x10;
		if (way_read(&w, (struct str){ changed, whole.n }, false, &e) == 0) {
			assert_true(w.out.bytes == first.out.bytes && w.out.bytes < sizeof(a));
			assert_int_equal(temp_read(&w.out, 0, a, w.out.bytes, &e), 0);
			assert_int_equal(temp_read(&first.out, 0, b, w.out.bytes, &e), 0);
			assert_memory_equal(a, b, w.out.bytes);
		}
		way_close(&w);
	}
	way_close(&first);
}

static void
add_member(struct buf *out, size_t zeros)
{
	static const char nothing[1 << 16];
	struct buf plain = buf_in(&arena);

	while (plain.n < zeros)
		buf_add(&plain, (struct str){ nothing, sizeof(nothing) });
	buf_add(out, packed(buf_str(&plain)));
}

static void
what_goes_on_and_on_is_refused(void **state)
{
	struct buf behind = buf_in(&arena), large = buf_in(&arena);
	struct way w;
	struct err e = { 0 };

	(void)state;
	buf_add(&behind, packed(archive("f t/a=1")));
	add_member(&behind, 3 << 20);
	assert_int_equal(way_read(&w, buf_str(&behind), false, &e), -1);
	assert_string_equal(e.msg, "the archive goes on and on behind its end");
	way_close(&w);

	add(&large, "t/a", '0', "", STR(""));
	memcpy(large.p + 124, "77777777777", 11); /* 8 GiB, and a checksum to match */
	unsigned sum = 0;
	memset(large.p + 148, ' ', 8);
	for (size_t i = 0; i < BLOCK; i++)
		sum += (unsigned char)large.p[i];
	snprintf(large.p + 148, 8, "%06o", sum);
	assert_int_equal(way_read(&w, packed(buf_str(&large)), false, &e), -1);
	assert_string_equal(e.msg, "tar: more than 2147483648 bytes in all");
	way_close(&w);
}

/* ---- what is missing ---- */

static void
what_an_archive_lacks_is_noted(void **state)
{
	static const struct {
		const char *name, *entries, *want;
	} cases[] = {
		{ "nothing", "f t/a=1", "" },
		{ "pointers",
		    "f t/a=version https://git-lfs.github.com/spec/v1\noid;f t/b=1;f t/c=version "
		    "https://git-lfs.github.com/spec/v1\n",
		    "files of Git LFS are only pointers in it (2): a, c" },
		{ "a file about pointers", "f t/a=see version https://git-lfs.github.com/spec/v1", "" },
		{ "submodules",
		    "f t/.gitmodules=[submodule \"x\"]\n\tpath = v/x\n\turl = u\n[submodule \"y\"]\r\n path=y y\r\n",
		    "submodules are not in it (2): v/x, y y" },
		{ "a deeper file of that name", "f t/a/.gitmodules=path = x", "" },
		{ "many", "f t/.gitmodules=path=1\npath=2\npath=3\npath=4\npath=5\npath=6\npath=7",
		    "submodules are not in it (7): 1, 2, 3, 4, 5, ..." },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct way w;
		struct err e = { 0 };

		if (way_read(&w, packed(archive(cases[i].entries)), false, &e) < 0)
			fail_msg("%s: %s", cases[i].name, e.msg);
		assert_string_equal(arena_z(&arena, git_notes_text(&w.arena, &w.notes)), cases[i].want);
		way_close(&w);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_tree_arrives_as_it_is),
		TEST(what_leaves_the_tree_is_refused_by_its_name),
		TEST(an_archive_cut_at_any_block_is_refused),
		TEST(a_download_cut_anywhere_is_refused),
		TEST(no_changed_byte_changes_the_code),
		TEST(what_goes_on_and_on_is_refused),
		TEST(what_an_archive_lacks_is_noted),
	};

	return RUN(tests);
}
