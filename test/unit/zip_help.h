/*
 * zip_help: what the tests of zip share: archives in memory, a temporary folder for each test, an archive as text.
 */
#ifndef ZIP_HELP_H
#define ZIP_HELP_H

#include "test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "codec/zip.h"

static struct arena arena;
static char dir[64]; /* a temporary folder for each test */
static int dirfd_ = -1;

static inline int
prepare(void **state)
{
	(void)state;
	snprintf(dir, sizeof(dir), "/tmp/zip_test.XXXXXX");
	assert_non_null(mkdtemp(dir));
	dirfd_ = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return dirfd_ < 0 ? -1 : 0;
}

static inline int
forget(void **state)
{
	(void)state;
	io_close(&dirfd_);
	arena_release(&arena);
	return io_remove_tree(dir, NULL);
}

static inline int
read_memory(void *ctx, uint64_t offset, void *p, size_t n, struct err *e)
{
	(void)e;
	memcpy(p, ((struct str *)ctx)->p + offset, n);
	return 0;
}

static inline int
write_memory(void *ctx, const void *p, size_t n, struct err *e)
{
	(void)e;
	buf_add(ctx, (struct str){ p, n });
	return 0;
}

static inline int
open_memory(struct zip *z, struct str *bytes, struct err *e)
{
	return zip_open(z, &arena, &(struct zip_source){ read_memory, bytes, bytes->n }, NULL, e);
}

static inline struct str
load(const char *name)
{
	struct str path = arena_printf(&arena, "test/vectors/zip/%s", name), bytes;
	struct err e;

	if (io_read_file(&arena, path.p, 1 << 20, &bytes, &e) < 0)
		fail_msg("%s", e.msg);
	return bytes;
}

/* Every entry in a line: kind, mode, path, and content or target. */
static inline int
dump(struct str bytes, struct buf *out, struct err *e)
{
	struct zip z;
	struct zip_entry entry;
	bool more;

	if (open_memory(&z, &bytes, e) < 0)
		return -1;
	for (;;) {
		struct buf content = buf_in(&arena);
		struct zip_sink sink = { write_memory, &content };

		if (zip_next(&z, &entry, &more, e) < 0)
			return -1;
		if (!more)
			return 0;
		if (entry.tree.type == TREE_FILE && zip_extract(&z, &entry, &sink, e) < 0)
			return -1;
		buf_printf(out, "%c %o " STR_FMT "%s", "fdl"[entry.tree.type], entry.tree.mode,
		    STR_ARG(entry.tree.path), entry.tree.type == TREE_DIR ? "" : "=");
		buf_add(out, entry.tree.type == TREE_FILE ? str_sub(buf_str(&content), 0, 20) : entry.tree.target);
		buf_addc(out, '\n');
	}
}

static inline int
unpack(const char *name, const char *prefix, struct err *e)
{
	struct str bytes = load(name);
	struct zip z;

	assert_int_equal(open_memory(&z, &bytes, NULL), 0);
	return zip_unpack(&z, str_z(prefix), dirfd_, e);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, prepare, forget)

#endif
