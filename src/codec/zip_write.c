/* The writer of zip.h: headers, directory, and entries that are stored as they are. zip_add.c squeezes. */
#include "codec/zip.h"

#include <string.h>
#include <sys/stat.h>

#include "codec/crc.h"
#include "codec/date.h"
#include "codec/zip_write.h"

enum { VERSION = 20 };

static uint32_t
dos_time(int64_t time_ms)
{
	struct date_parts t = date_parts(time_ms);

	if (t.year < 1980)
		return 1u << 21 | 1u << 16; /* its first day */
	if (t.year > 2107)
		t = (struct date_parts){ .year = 2107, .month = 12, .day = 31 };
	return (uint32_t)(t.year - 1980) << 25 | (uint32_t)t.month << 21 | (uint32_t)t.day << 16 |
	    (uint32_t)t.hour << 11 | (uint32_t)t.minute << 5 | (uint32_t)t.second / 2;
}

void
zip_writer_open(struct zip_writer *w, struct arena *a, const struct zip_sink *sink, int64_t time_ms)
{
	*w = (struct zip_writer){ .sink = *sink, .arena = a, .dir = buf_in(a), .time_ms = time_ms };
	w->packer = arena_new(a, struct zip_packer);
	w->packer->dos_time = dos_time(time_ms);
}

int
zip_put(struct zip_writer *w, const void *p, size_t n, struct err *e)
{
	w->offset += n;
	return n ? w->sink.write(w->sink.ctx, p, n, e) : 0;
}

/* The 26 bytes that both headers have, from the version needed on. */
static uint8_t *
put_common(uint8_t *p, const struct zip_writer *w, const struct zip_item *it)
{
	p = zip_put16(p, VERSION);
	p = zip_put16(p, it->flags);
	p = zip_put16(p, it->method);
	p = zip_put32(p, w->packer->dos_time);
	p = zip_put32(p, it->crc);
	p = zip_put32(p, (uint32_t)it->packed);
	p = zip_put32(p, (uint32_t)it->size);
	p = zip_put16(p, (uint32_t)it->path.n);
	return zip_put16(p, 0);
}

static int
too_large(const struct zip_item *it, struct err *e)
{
	return err_set(e, ERR_LIMIT, "zip: \"" STR_FMT "\" makes the archive 4 GiB or larger, which is not written",
	    STR_ARG(it->path));
}

int
zip_put_local(struct zip_writer *w, struct zip_item *it, struct err *e)
{
	uint8_t head[ZIP_LOCAL_LEN];

	if (str_utf8(it->path, NULL))
		it->flags |= ZIP_FLAG_UTF8;
	it->header = w->offset;
	if (w->offset >= UINT32_MAX || it->size >= UINT32_MAX || w->entries == UINT32_MAX)
		return too_large(it, e);
	put_common(zip_put32(head, ZIP_LOCAL), w, it);
	if (zip_put(w, head, sizeof(head), e) < 0)
		return -1;
	return zip_put(w, it->path.p, it->path.n, e);
}

static int
shelve(struct zip_writer *w, struct err *e)
{
	if (w->shelf.write(w->shelf.ctx, w->shelved, w->dir.p, w->dir.n, e) < 0)
		return -1;
	w->shelved += w->dir.n;
	buf_clear(&w->dir);
	return 0;
}

/* The directory from the shelf, and what is in memory. */
static int
put_dir(struct zip_writer *w, struct err *e)
{
	for (uint64_t at = 0; at < w->shelved;) {
		uint64_t left = w->shelved - at;
		size_t n = left < ZIP_IO_BYTES ? (size_t)left : ZIP_IO_BYTES;

		if (w->shelf.read(w->shelf.ctx, at, w->packer->in, n, e) < 0 || zip_put(w, w->packer->in, n, e) < 0)
			return -1;
		at += n;
	}
	return zip_put(w, w->dir.p, w->dir.n, e);
}

int
zip_put_central(struct zip_writer *w, const struct zip_item *it, struct err *e)
{
	uint8_t head[ZIP_CENTRAL_LEN] = { 0 }, *p = zip_put32(head, ZIP_CENTRAL);

	if (it->size >= UINT32_MAX || it->packed >= UINT32_MAX)
		return too_large(it, e);
	p = put_common(zip_put16(p, ZIP_HOST_UNIX << 8 | VERSION), w, it);
	/* no comment, first part, no hint about the content */
	p = zip_put32(zip_put16(p, 0), 0);
	p = zip_put32(p, it->mode << 16 | (S_ISDIR(it->mode) ? 0x10 : 0));
	zip_put32(p, (uint32_t)it->header);
	buf_add(&w->dir, (struct str){ (char *)head, sizeof(head) });
	buf_add(&w->dir, it->path);
	w->entries++;
	if (w->dir.failed)
		return err_set(e, ERR_LIMIT, "zip: too many entries");
	return w->shelf.write && w->dir.n >= ZIP_IO_BYTES ? shelve(w, e) : 0;
}

int
zip_put_tail(struct zip_writer *w, const struct zip_item *it, struct err *e)
{
	uint8_t tail[ZIP_DESCRIPTOR_LEN], *p = zip_put32(tail, ZIP_DESCRIPTOR);

	p = zip_put32(p, it->crc);
	p = zip_put32(p, (uint32_t)it->packed);
	zip_put32(p, (uint32_t)it->size);
	return zip_put(w, tail, sizeof(tail), e) < 0 ? -1 : zip_put_central(w, it, e);
}

int
zip_put_whole(struct zip_writer *w, struct zip_item *it, struct str packed, struct err *e)
{
	it->packed = packed.n;
	if (zip_put_local(w, it, e) < 0 || zip_put(w, packed.p, packed.n, e) < 0)
		return -1;
	return zip_put_central(w, it, e);
}

/* ---- what callers add ---- */

/* Checks the path and makes it plain, in `space`. */
int
zip_item_begin(struct buf *space, struct zip_item *it, struct str path, uint32_t mode, struct err *e)
{
	if (tree_path(space, path, e) < 0)
		return err_wrap(e, "zip");
	if (S_ISDIR(mode))
		buf_addc(space, '/');
	*it = (struct zip_item){ .path = buf_str(space), .mode = mode };
	return 0;
}

/* Never deflated: a program that adds nothing else does without that code. */
static int
store(struct zip_writer *w, struct str path, uint32_t mode, struct str content, struct err *e)
{
	char space[ZIP_PATH_MAX + 1];
	struct buf name = buf_over(space, sizeof(space));
	struct zip_item it;

	if (zip_item_begin(&name, &it, path, mode, e) < 0)
		return -1;
	it.method = ZIP_STORED;
	it.crc = crc32_update(0, content.p, content.n);
	it.size = content.n;
	if (zip_put_whole(w, &it, content, e) < 0)
		return err_wrap(e, "\"" STR_FMT "\"", STR_ARG(path));
	return 0;
}

int
zip_store(struct zip_writer *w, struct str path, uint32_t mode, struct str content, struct err *e)
{
	return store(w, path, S_IFREG | (mode & 0777), content, e);
}

int
zip_add_dir(struct zip_writer *w, struct str path, uint32_t mode, struct err *e)
{
	return store(w, path, S_IFDIR | (mode & 0777), STR(""), e);
}

int
zip_add_symlink(struct zip_writer *w, struct str path, struct str target, struct err *e)
{
	if (tree_target(path, target, e) < 0)
		return err_wrap(e, "zip");
	return store(w, path, S_IFLNK | 0777, target, e);
}

static int
copy_content(struct zip_writer *w, struct zip *from, const struct zip_entry *entry, struct err *e)
{
	uint64_t at, left = entry->packed_size;

	if (zip_content_offset(from, entry, &at, e) < 0)
		return -1;
	while (left) {
		size_t n = left < ZIP_IO_BYTES ? (size_t)left : ZIP_IO_BYTES;

		if (zip_read_at(from, at, w->packer->in, n, e) < 0 || zip_put(w, w->packer->in, n, e) < 0)
			return -1;
		at += n;
		left -= n;
	}
	return 0;
}

int
zip_copy(struct zip_writer *w, struct zip *from, const struct zip_entry *entry, struct str path, struct err *e)
{
	static const uint32_t types[] = { [TREE_FILE] = S_IFREG, [TREE_DIR] = S_IFDIR, [TREE_SYMLINK] = S_IFLNK };
	char space[ZIP_PATH_MAX + 1];
	struct buf name = buf_over(space, sizeof(space));
	struct zip_item it;

	if (entry->tree.type == TREE_SYMLINK && tree_target(path, entry->tree.target, e) < 0)
		return err_wrap(e, "zip");
	if (zip_item_begin(&name, &it, path, types[entry->tree.type] | entry->tree.mode, e) < 0)
		return -1;
	it.method = entry->method;
	it.crc = entry->crc;
	it.packed = entry->packed_size;
	it.size = entry->tree.size;
	if (it.packed >= UINT32_MAX)
		return too_large(&it, e);
	if (zip_put_local(w, &it, e) < 0 || copy_content(w, from, entry, e) < 0)
		return err_wrap(e, "\"" STR_FMT "\"", STR_ARG(path));
	return zip_put_central(w, &it, e);
}

/* More entries than the end record can count. */
static int
put_end64(struct zip_writer *w, uint64_t dir_offset, uint64_t dir_bytes, struct err *e)
{
	uint8_t end[ZIP_END64_LEN + ZIP_LOCATOR64_LEN] = { 0 }, *p = end;
	uint64_t at = w->offset;

	p = zip_put64(zip_put32(p, ZIP_END64), ZIP_END64_LEN - 12);
	p = zip_put16(zip_put16(p, ZIP_HOST_UNIX << 8 | 45), 45);
	p = zip_put64(p, 0); /* this part, the directory's part */
	p = zip_put64(zip_put64(p, w->entries), w->entries);
	p = zip_put64(zip_put64(p, dir_bytes), dir_offset);
	p = zip_put64(zip_put32(zip_put32(p, ZIP_LOCATOR64), 0), at);
	zip_put32(p, 1); /* parts */
	return zip_put(w, end, sizeof(end), e);
}

int
zip_writer_close(struct zip_writer *w, struct err *e)
{
	uint8_t end[ZIP_END_LEN] = { 0 }, *p = zip_put32(end, ZIP_END);
	uint64_t dir_offset = w->offset, dir_bytes = w->shelved + w->dir.n;
	uint32_t entries = w->entries < UINT16_MAX ? w->entries : UINT16_MAX;

	if (dir_offset + dir_bytes >= UINT32_MAX)
		return err_set(e, ERR_LIMIT, "zip: an archive of 4 GiB or more is not written");
	if (put_dir(w, e) < 0)
		return -1;
	if (entries == UINT16_MAX && put_end64(w, dir_offset, dir_bytes, e) < 0)
		return -1;
	p = zip_put32(p, 0); /* this part, the directory's part */
	p = zip_put16(zip_put16(p, entries), entries);
	zip_put32(zip_put32(p, (uint32_t)dir_bytes), (uint32_t)dir_offset);
	return zip_put(w, end, sizeof(end), e);
}
