/*
 * Files that are squeezed on their way into an archive, piece by piece. What fits one block is packed in memory, and stored where
 * that does not make it smaller; what is larger goes out block by block.
 */
#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "codec/crc.h"
#include "codec/zip_write.h"

static_assert((int)SQUEEZE_ROOM <= (int)ZIP_IO_BYTES, "a block fits the buffer");

static size_t
squeeze_held(struct zip_writer *w, bool last, struct str *packed)
{
	struct zip_packer *k = w->packer;
	struct str block = { k->in, k->held };

	k->item.crc = crc32_update(k->item.crc, block.p, block.n);
	k->item.size += block.n;
	*packed = (struct str){ k->out, squeeze_block(&k->squeeze, block, last, (uint8_t *)k->out) };
	return packed->n;
}

/* What is held goes out, behind the entry's header where it is the first. */
static int
put_block(struct zip_writer *w, bool last, struct err *e)
{
	struct zip_packer *k = w->packer;
	struct str packed;

	if (!k->streaming && zip_put_local(w, &k->item, e) < 0)
		return -1;
	k->streaming = true;
	k->item.packed += squeeze_held(w, last, &packed);
	k->held = 0;
	return zip_put(w, packed.p, packed.n, e);
}

static int
end_stream(struct zip_writer *w, struct err *e)
{
	return put_block(w, true, e) < 0 ? -1 : zip_put_tail(w, &w->packer->item, e);
}

static int
end_whole(struct zip_writer *w, struct err *e)
{
	struct zip_packer *k = w->packer;
	struct str packed, plain = { k->in, k->held };
	/* Inflating costs time, too. */
	bool smaller = squeeze_held(w, true, &packed) < plain.n - plain.n / 32;

	k->item.flags = 0;
	k->item.method = smaller ? ZIP_DEFLATED : ZIP_STORED;
	return zip_put_whole(w, &k->item, smaller ? packed : plain, e);
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
	struct zip_packer *k = w->packer;
	struct buf name = buf_over(k->path, sizeof(k->path));

	k->held = 0;
	k->streaming = false;
	k->squeeze.bits = k->squeeze.bit_count = 0;
	if (zip_item_begin(&name, &k->item, path, S_IFREG | (mode & 0777), e) < 0)
		return -1;
	k->item.method = ZIP_DEFLATED;
	k->item.flags = ZIP_FLAG_DESCRIPTOR;
	return 0;
}

int
zip_piece(struct zip_writer *w, struct str piece, struct err *e)
{
	struct zip_packer *k = w->packer;

	while (piece.n) {
		struct str some = str_sub(piece, 0, SQUEEZE_BLOCK - k->held);

		memcpy(k->in + k->held, some.p, some.n);
		k->held += some.n;
		piece = str_sub(piece, some.n, piece.n);
		if (k->held == SQUEEZE_BLOCK && put_block(w, false, e) < 0)
			return named(w, -1, e);
	}
	return 0;
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
