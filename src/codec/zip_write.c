/* The writer of zip.h. What is in memory gets its sizes in the local header; a stream gets them behind it. */
#include "codec/zip.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "codec/crc.h"
#include "codec/date.h"
#include "codec/zip_format.h"

enum { LEVEL_FAST = 1, LEVEL_NONE = 0, VERSION = 20 };

struct zip_packer {
	struct deflate deflate;
	uint32_t dos_time;
	char in[ZIP_IO_BYTES], out[ZIP_IO_BYTES];
};

/* An entry on its way. */
struct item {
	struct str path; /* plain; a folder's with '/' behind it */
	uint32_t mode;   /* with the file's type */
	uint16_t method, flags;
	uint32_t crc;
	uint64_t packed, size, header;
};

/* Where content comes from: memory, or a descriptor when `fd` is not negative. */
struct feed {
	int fd;
	struct str left;
};

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

static int
put(struct zip_writer *w, const void *p, size_t n, struct err *e)
{
	w->offset += n;
	return n ? w->sink.write(w->sink.ctx, p, n, e) : 0;
}

/* The 26 bytes that both headers have, from the version needed on. */
static uint8_t *
put_common(uint8_t *p, const struct zip_writer *w, const struct item *it)
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
too_large(const struct item *it, struct err *e)
{
	return err_set(e, ERR_LIMIT, "zip: \"" STR_FMT "\" makes the archive 4 GiB or larger, which is not written",
	    STR_ARG(it->path));
}

static int
put_local(struct zip_writer *w, struct item *it, struct err *e)
{
	uint8_t head[ZIP_LOCAL_LEN];

	if (str_utf8(it->path, NULL))
		it->flags |= ZIP_FLAG_UTF8;
	it->header = w->offset;
	if (w->offset >= UINT32_MAX || it->size >= UINT32_MAX || w->entries == UINT32_MAX)
		return too_large(it, e);
	put_common(zip_put32(head, ZIP_LOCAL), w, it);
	if (put(w, head, sizeof(head), e) < 0)
		return -1;
	return put(w, it->path.p, it->path.n, e);
}

static int
put_central(struct zip_writer *w, const struct item *it, struct err *e)
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
	return w->dir.failed ? err_set(e, ERR_LIMIT, "zip: too many entries") : 0;
}

/* An entry whose packed content is in memory. */
static int
put_whole(struct zip_writer *w, struct item *it, struct str packed, struct err *e)
{
	it->packed = packed.n;
	if (put_local(w, it, e) < 0 || put(w, packed.p, packed.n, e) < 0)
		return -1;
	return put_central(w, it, e);
}

static int
deflater(struct zip_writer *w, int level, struct err *e)
{
	struct deflate *d = &w->packer->deflate;

	if (!d->state && deflate_open(d, w->arena, GZIP_RAW, level, e) < 0)
		return -1;
	deflate_again(d, level);
	return 0;
}

/* Deflates a piece of at most ZIP_IO_BYTES; false when it would not become smaller by a thirty-second part. */
static int
pack_piece(struct zip_writer *w, struct str piece, struct str *packed, bool *smaller, struct err *e)
{
	size_t got;

	if (deflater(w, LEVEL_FAST, e) < 0)
		return -1;
	size_t cap = piece.n - piece.n / 32;
	if (deflate_step(&w->packer->deflate, &piece, true, w->packer->out, cap, &got, smaller, e) < 0)
		return -1;
	*packed = (struct str){ w->packer->out, got };
	return 0;
}

/* ---- streams ---- */

/* The next piece; it is empty at the end. */
static int
feed_next(struct feed *f, struct zip_packer *packer, struct str *piece, struct err *e)
{
	size_t n = 0;

	if (f->fd < 0) {
		*piece = str_sub(f->left, 0, ZIP_IO_BYTES);
		f->left = str_sub(f->left, piece->n, f->left.n);
		return 0;
	}
	while (n < sizeof(packer->in)) {
		ssize_t got = read(f->fd, packer->in + n, sizeof(packer->in) - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_sys(e, "read");
		if (!got)
			break;
		n += (size_t)got;
	}
	*piece = (struct str){ packer->in, n };
	return 0;
}

static int
put_deflated(struct zip_writer *w, struct item *it, struct str piece, bool last, struct err *e)
{
	size_t got;
	bool done;

	it->crc = crc32_update(it->crc, piece.p, piece.n);
	it->size += piece.n;
	do {
		if (deflate_step(&w->packer->deflate, &piece, last, w->packer->out, sizeof(w->packer->out), &got, &done,
			e) < 0)
			return -1;
		it->packed += got;
		if (put(w, w->packer->out, got, e) < 0)
			return -1;
	} while (piece.n || got == sizeof(w->packer->out) || (last && !done));
	return 0;
}

/* What the first piece is like decides for all of them. */
static int
put_stream(struct zip_writer *w, struct item *it, struct feed *f, struct str piece, struct err *e)
{
	uint8_t tail[ZIP_DESCRIPTOR_LEN], *p = zip_put32(tail, ZIP_DESCRIPTOR);
	struct str ignored;
	bool smaller;

	it->method = ZIP_DEFLATED;
	it->flags = ZIP_FLAG_DESCRIPTOR;
	if (pack_piece(w, piece, &ignored, &smaller, e) < 0 || deflater(w, smaller ? LEVEL_FAST : LEVEL_NONE, e) < 0)
		return -1;
	if (put_local(w, it, e) < 0)
		return -1;
	while (piece.n)
		if (put_deflated(w, it, piece, false, e) < 0 || feed_next(f, w->packer, &piece, e) < 0)
			return -1;
	if (put_deflated(w, it, piece, true, e) < 0)
		return -1;
	p = zip_put32(p, it->crc);
	p = zip_put32(p, (uint32_t)it->packed);
	zip_put32(p, (uint32_t)it->size);
	if (put(w, tail, sizeof(tail), e) < 0)
		return -1;
	return put_central(w, it, e);
}

static int
put_feed(struct zip_writer *w, struct item *it, struct feed *f, struct err *e)
{
	struct str piece, packed;
	bool smaller;

	if (feed_next(f, w->packer, &piece, e) < 0)
		return -1;
	if (piece.n == ZIP_IO_BYTES)
		return put_stream(w, it, f, piece, e);
	if (pack_piece(w, piece, &packed, &smaller, e) < 0)
		return -1;
	it->crc = crc32_update(0, piece.p, piece.n);
	it->size = piece.n;
	it->method = smaller ? ZIP_DEFLATED : ZIP_STORED;
	return put_whole(w, it, smaller ? packed : piece, e);
}

/* ---- what callers add ---- */

/* Checks the path and makes it plain, in `space`. */
static int
begin(struct buf *space, struct item *it, struct str path, uint32_t mode, struct err *e)
{
	if (tree_path(space, path, e) < 0)
		return err_wrap(e, "zip");
	if (S_ISDIR(mode))
		buf_addc(space, '/');
	*it = (struct item){ .path = buf_str(space), .mode = mode };
	return 0;
}

static int
add(struct zip_writer *w, struct str path, uint32_t mode, struct feed f, struct err *e)
{
	char space[ZIP_PATH_MAX + 1];
	struct buf name = buf_over(space, sizeof(space));
	struct item it;

	if (begin(&name, &it, path, mode, e) < 0)
		return -1;
	if (put_feed(w, &it, &f, e) < 0)
		return err_wrap(e, "\"" STR_FMT "\"", STR_ARG(path));
	return 0;
}

/* Never deflated: a program that adds nothing else does without that code. */
static int
store(struct zip_writer *w, struct str path, uint32_t mode, struct str content, struct err *e)
{
	char space[ZIP_PATH_MAX + 1];
	struct buf name = buf_over(space, sizeof(space));
	struct item it;

	if (begin(&name, &it, path, mode, e) < 0)
		return -1;
	it.method = ZIP_STORED;
	it.crc = crc32_update(0, content.p, content.n);
	it.size = content.n;
	if (put_whole(w, &it, content, e) < 0)
		return err_wrap(e, "\"" STR_FMT "\"", STR_ARG(path));
	return 0;
}

int
zip_store(struct zip_writer *w, struct str path, uint32_t mode, struct str content, struct err *e)
{
	return store(w, path, S_IFREG | (mode & 0777), content, e);
}

int
zip_add(struct zip_writer *w, struct str path, uint32_t mode, struct str content, struct err *e)
{
	return add(w, path, S_IFREG | (mode & 0777), (struct feed){ -1, content }, e);
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

int
zip_add_fd(struct zip_writer *w, struct str path, uint32_t mode, int fd, struct err *e)
{
	return add(w, path, S_IFREG | (mode & 0777), (struct feed){ fd, STR("") }, e);
}

static int
copy_content(struct zip_writer *w, struct zip *from, const struct zip_entry *entry, struct err *e)
{
	uint64_t at, left = entry->packed_size;

	if (zip_content_offset(from, entry, &at, e) < 0)
		return -1;
	while (left) {
		size_t n = left < ZIP_IO_BYTES ? (size_t)left : ZIP_IO_BYTES;

		if (zip_read_at(from, at, w->packer->in, n, e) < 0 || put(w, w->packer->in, n, e) < 0)
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
	struct item it;

	if (entry->tree.type == TREE_SYMLINK && tree_target(path, entry->tree.target, e) < 0)
		return err_wrap(e, "zip");
	if (begin(&name, &it, path, types[entry->tree.type] | entry->tree.mode, e) < 0)
		return -1;
	it.method = entry->method;
	it.crc = entry->crc;
	it.packed = entry->packed_size;
	it.size = entry->tree.size;
	if (it.packed >= UINT32_MAX)
		return too_large(&it, e);
	if (put_local(w, &it, e) < 0 || copy_content(w, from, entry, e) < 0)
		return err_wrap(e, "\"" STR_FMT "\"", STR_ARG(path));
	return put_central(w, &it, e);
}

/* More entries than the end record can count. */
static int
put_end64(struct zip_writer *w, uint64_t dir_offset, struct err *e)
{
	uint8_t end[ZIP_END64_LEN + ZIP_LOCATOR64_LEN] = { 0 }, *p = end;
	uint64_t at = w->offset;

	p = zip_put64(zip_put32(p, ZIP_END64), ZIP_END64_LEN - 12);
	p = zip_put16(zip_put16(p, ZIP_HOST_UNIX << 8 | 45), 45);
	p = zip_put64(p, 0); /* this part, the directory's part */
	p = zip_put64(zip_put64(p, w->entries), w->entries);
	p = zip_put64(zip_put64(p, w->dir.n), dir_offset);
	p = zip_put64(zip_put32(zip_put32(p, ZIP_LOCATOR64), 0), at);
	zip_put32(p, 1); /* parts */
	return put(w, end, sizeof(end), e);
}

int
zip_writer_close(struct zip_writer *w, struct err *e)
{
	uint8_t end[ZIP_END_LEN] = { 0 }, *p = zip_put32(end, ZIP_END);
	uint64_t dir_offset = w->offset;
	uint32_t entries = w->entries < UINT16_MAX ? w->entries : UINT16_MAX;

	if (dir_offset + w->dir.n >= UINT32_MAX)
		return err_set(e, ERR_LIMIT, "zip: an archive of 4 GiB or more is not written");
	if (put(w, w->dir.p, w->dir.n, e) < 0)
		return -1;
	if (entries == UINT16_MAX && put_end64(w, dir_offset, e) < 0)
		return -1;
	p = zip_put32(p, 0); /* this part, the directory's part */
	p = zip_put16(zip_put16(p, entries), entries);
	zip_put32(zip_put32(p, (uint32_t)w->dir.n), (uint32_t)dir_offset);
	return put(w, end, sizeof(end), e);
}
