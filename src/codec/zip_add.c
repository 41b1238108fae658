/*
 * Files that are deflated on their way into an archive, piece by piece. What fits one piece is packed in memory, and stored
 * where that does not make it smaller; of what is larger the first piece decides for all.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "codec/crc.h"
#include "codec/zip_write.h"

enum { LEVEL_FAST = 1, LEVEL_NONE = 0 };

static int
deflater(struct zip_writer *w, int level, struct err *e)
{
	struct deflate *d = &w->packer->deflate;

	if (!d->state && deflate_open(d, w->arena, GZIP_RAW, level, e) < 0)
		return -1;
	deflate_again(d, level);
	return 0;
}

/* Deflates a piece of at most ZIP_IO_BYTES; not *smaller when that would not save a thirty-second part. */
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

static int
put_deflated(struct zip_writer *w, struct str piece, bool last, struct err *e)
{
	struct zip_item *it = &w->packer->item;
	size_t got;
	bool done;

	it->crc = crc32_update(it->crc, piece.p, piece.n);
	it->size += piece.n;
	do {
		if (deflate_step(&w->packer->deflate, &piece, last, w->packer->out, sizeof(w->packer->out), &got, &done,
			e) < 0)
			return -1;
		it->packed += got;
		if (zip_put(w, w->packer->out, got, e) < 0)
			return -1;
	} while (piece.n || got == sizeof(w->packer->out) || (last && !done));
	return 0;
}

/* The first piece is full: the entry's header goes out, and the piece. */
static int
begin_stream(struct zip_writer *w, struct str piece, struct err *e)
{
	struct zip_item *it = &w->packer->item;
	struct str ignored;
	bool smaller;

	it->method = ZIP_DEFLATED;
	it->flags = ZIP_FLAG_DESCRIPTOR;
	w->packer->streaming = true;
	if (pack_piece(w, piece, &ignored, &smaller, e) < 0 || deflater(w, smaller ? LEVEL_FAST : LEVEL_NONE, e) < 0)
		return -1;
	return zip_put_local(w, it, e) < 0 ? -1 : put_deflated(w, piece, false, e);
}

static int
end_stream(struct zip_writer *w, struct err *e)
{
	if (put_deflated(w, STR(""), true, e) < 0)
		return -1;
	return zip_put_tail(w, &w->packer->item, e);
}

static int
end_whole(struct zip_writer *w, struct err *e)
{
	struct zip_item *it = &w->packer->item;
	struct str piece = { w->packer->in, w->packer->held }, packed;
	bool smaller;

	if (pack_piece(w, piece, &packed, &smaller, e) < 0)
		return -1;
	it->crc = crc32_update(0, piece.p, piece.n);
	it->size = piece.n;
	it->method = smaller ? ZIP_DEFLATED : ZIP_STORED;
	return zip_put_whole(w, it, smaller ? packed : piece, e);
}

/* What the entry's own failures are told with. */
static int
named(const struct zip_writer *w, int result, struct err *e)
{
	return result < 0 ? err_wrap(e, "\"" STR_FMT "\"", STR_ARG(w->packer->item.path)) : 0;
}

int
zip_begin(struct zip_writer *w, struct str path, uint32_t mode, struct err *e)
{
	struct buf name = buf_over(w->packer->path, sizeof(w->packer->path));

	w->packer->held = 0;
	w->packer->streaming = false;
	return zip_item_begin(&name, &w->packer->item, path, S_IFREG | (mode & 0777), e);
}

int
zip_piece(struct zip_writer *w, struct str piece, struct err *e)
{
	struct zip_packer *k = w->packer;
	int result = 0;

	while (result == 0 && piece.n && !k->streaming) {
		struct str some = str_sub(piece, 0, sizeof(k->in) - k->held);

		memcpy(k->in + k->held, some.p, some.n);
		k->held += some.n;
		piece = str_sub(piece, some.n, piece.n);
		if (k->held == sizeof(k->in))
			result = begin_stream(w, (struct str){ k->in, k->held }, e);
	}
	if (result == 0 && piece.n)
		result = put_deflated(w, piece, false, e);
	return named(w, result, e);
}

int
zip_end(struct zip_writer *w, struct err *e)
{
	return named(w, (w->packer->streaming ? end_stream : end_whole)(w, e), e);
}

int
zip_add(struct zip_writer *w, struct str path, uint32_t mode, struct str content, struct err *e)
{
	if (zip_begin(w, path, mode, e) < 0 || zip_piece(w, content, e) < 0)
		return -1;
	return zip_end(w, e);
}

int
zip_add_fd(struct zip_writer *w, struct str path, uint32_t mode, int fd, struct err *e)
{
	char piece[16 * 1024];
	ssize_t got;

	if (zip_begin(w, path, mode, e) < 0)
		return -1;
	while ((got = read(fd, piece, sizeof(piece))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return named(w, err_sys(e, "read"), e);
		if (zip_piece(w, (struct str){ piece, (size_t)got }, e) < 0)
			return -1;
	}
	return zip_end(w, e);
}
