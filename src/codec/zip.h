/*
 * zip: reading and writing archives (PKWARE APPNOTE 6.3.10) in constant memory, over a source and a sink that are
 * functions, so that neither needs to be a file or in memory. Unix permissions and symlinks travel in the external
 * attributes, as Info-ZIP writes them. Stored and deflated entries, zip64 read; encryption and multi-disk refused.
 */
#ifndef CODEC_ZIP_H
#define CODEC_ZIP_H

#include "codec/tree.h"

/* Random access to an archive: fills `p` with exactly `n` bytes at `offset`. */
struct zip_source {
	int (*read)(void *ctx, uint64_t offset, void *p, size_t n, struct err *e);
	void *ctx;
	uint64_t size;
};

/* Where an archive goes: appended in order. */
struct zip_sink {
	int (*write)(void *ctx, const void *p, size_t n, struct err *e);
	void *ctx;
};

struct zip_limits {
	uint64_t total_bytes; /* of all files, inflated; 0 means 2 GiB */
	uint32_t entries;     /* 0 means 200,000 */
};

struct zip_entry {
	struct tree_entry tree;
	uint64_t header_offset, packed_size;
	uint32_t crc;
	uint16_t method; /* 0 stored, 8 deflated */
};

struct zip {
	struct zip_source source;
	struct arena *arena;
	struct zip_limits limits;
	uint32_t entries;
	uint64_t dir_offset, dir_size;
	/* iteration */
	uint32_t index;
	uint64_t at;
	struct zip_buffers *buffers; /* in the arena, of a fixed size */
};

/* Finds the central directory and looks through it. ERR_INPUT when it is none, or claims what cannot be: entries that
 * overlap or lie outside, stored ones of two sizes; ERR_LIMIT when it promises more than the limits. */
int zip_open(struct zip *z, struct arena *a, const struct zip_source *source, const struct zip_limits *limits,
    struct err *e);
/* The next entry of the directory; `*more` is false at the end. Checks its name (tree_path), symlink targets included. The
 * entry's strings end with a zero byte and live until the next one. */
int zip_next(struct zip *z, struct zip_entry *entry, bool *more, struct err *e);
void zip_rewind(struct zip *z);
/* Inflates an entry's content into the sink. ERR_INPUT when size or CRC are not what the directory says. */
int zip_extract(struct zip *z, const struct zip_entry *entry, const struct zip_sink *sink, struct err *e);
/* A file's entry whole, at most `max` bytes, in the archive's arena. ERR_NOT_FOUND when there is none of that name. */
int zip_read(struct zip *z, struct str path, size_t max, struct str *out, struct err *e);
/* Writes everything under `prefix` ("" for all; the prefix is taken off) into the existing folder `dirfd`, never through a
 * symlink, never over a file that is there. Folders stay writable for their owner. */
int zip_unpack(struct zip *z, struct str prefix, int dirfd, struct err *e);

/* Where a writer leaves its directory until the end, when it may be too large for memory: written in order, then read. */
struct zip_shelf {
	int (*write)(void *ctx, uint64_t offset, const void *p, size_t n, struct err *e);
	int (*read)(void *ctx, uint64_t offset, void *p, size_t n, struct err *e);
	void *ctx;
};

struct zip_writer {
	struct zip_sink sink;
	struct zip_shelf shelf; /* set after opening, or none */
	struct arena *arena;
	struct buf dir; /* that part of the directory which is not on the shelf */
	uint64_t shelved;
	uint64_t offset;
	uint32_t entries;
	int64_t time_ms;           /* of every entry: same input, same bytes */
	struct zip_packer *packer; /* in the arena, of a fixed size */
};

void zip_writer_open(struct zip_writer *w, struct arena *a, const struct zip_sink *sink, int64_t time_ms);
/* A file that is in memory. Files are deflated fast rather than small, and not at all when it does not pay. */
int zip_add(struct zip_writer *w, struct str path, uint32_t mode, struct str content, struct err *e);
/* A file that comes in pieces of any size: begun, any number of them, ended; nothing else is added meanwhile. */
int zip_begin(struct zip_writer *w, struct str path, uint32_t mode, struct err *e);
int zip_piece(struct zip_writer *w, struct str piece, struct err *e);
int zip_end(struct zip_writer *w, struct err *e);
/* The same as it is: for what would hardly become smaller, and for programs that need no deflate for anything else. */
int zip_store(struct zip_writer *w, struct str path, uint32_t mode, struct str content, struct err *e);
int zip_add_dir(struct zip_writer *w, struct str path, uint32_t mode, struct err *e);
int zip_add_symlink(struct zip_writer *w, struct str path, struct str target, struct err *e);
/* A file of any size from a descriptor, deflated as it is read. */
int zip_add_fd(struct zip_writer *w, struct str path, uint32_t mode, int fd, struct err *e);
/* An entry of another archive as it is, without inflating it, under another name. */
int zip_copy(struct zip_writer *w, struct zip *from, const struct zip_entry *entry, struct str path, struct err *e);
/* Everything under an existing folder in the order of the names, symlinks as symlinks; those that leave it are refused;
 * other types are skipped. */
int zip_add_tree(struct zip_writer *w, int dirfd, struct err *e);
/* Writes the directory. ERR_LIMIT for an archive, or a file before, of 4 GiB or more; the number of entries is free. */
int zip_writer_close(struct zip_writer *w, struct err *e);

/* Whether an entry of that path was added by one of the calls above is the caller's to know: names are not compared. */

#endif
