/*
 * zip_write: what the writer's files share. An entry's local header goes out before its content, its central one is kept for
 * the directory at the end. What is in memory gets its sizes in the local header; a stream gets them behind it.
 */
#ifndef CODEC_ZIP_WRITE_H
#define CODEC_ZIP_WRITE_H

#include "codec/squeeze.h"
#include "codec/zip_format.h"

/* An entry on its way. */
struct zip_item {
	struct str path; /* plain; a folder's with '/' behind it */
	uint32_t mode;   /* with the file's type */
	uint16_t method, flags;
	uint32_t crc;
	uint64_t packed, size, header;
};

struct zip_packer {
	uint32_t dos_time;
	char in[ZIP_IO_BYTES];
	/* of a file that comes in pieces (zip_add.c) */
	struct squeeze squeeze;
	struct zip_item item;
	size_t held;    /* of `in`: what has come so far */
	bool streaming; /* blocks of it are out */
	char path[ZIP_PATH_MAX + 1], out[ZIP_IO_BYTES];
};

/* Checks the path and makes it plain, in `space`, which has room for a byte more. */
int zip_item_begin(struct buf *space, struct zip_item *it, struct str path, uint32_t mode, struct err *e);
int zip_put(struct zip_writer *w, const void *p, size_t n, struct err *e);
int zip_put_local(struct zip_writer *w, struct zip_item *it, struct err *e);
int zip_put_central(struct zip_writer *w, const struct zip_item *it, struct err *e);
/* Behind a stream: its sizes, and its central header. */
int zip_put_tail(struct zip_writer *w, const struct zip_item *it, struct err *e);
/* An entry whose packed content is in memory. */
int zip_put_whole(struct zip_writer *w, struct zip_item *it, struct str packed, struct err *e);

#endif
