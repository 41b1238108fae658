/*
 * zip_format: the records of a zip archive, for the zip*.c files. All numbers are little-endian.
 *
 *   local header     30 bytes, name, extra; then the content; with flag 3 a descriptor of 16 bytes behind it
 *   central header   46 bytes, name, extra, comment: one for each entry, together the directory
 *   zip64 end        56 bytes, zip64 locator 20 bytes: when a number does not fit the next one
 *   end              22 bytes, comment: the last thing in the file
 */
#ifndef CODEC_ZIP_FORMAT_H
#define CODEC_ZIP_FORMAT_H

#include "codec/gzip.h"
#include "codec/zip.h"

enum {
	ZIP_LOCAL = 0x04034b50,
	ZIP_LOCAL_LEN = 30,
	ZIP_DESCRIPTOR = 0x08074b50,
	ZIP_DESCRIPTOR_LEN = 16,
	ZIP_CENTRAL = 0x02014b50,
	ZIP_CENTRAL_LEN = 46,
	ZIP_END = 0x06054b50,
	ZIP_END_LEN = 22,
	ZIP_END64 = 0x06064b50,
	ZIP_END64_LEN = 56,
	ZIP_LOCATOR64 = 0x07064b50,
	ZIP_LOCATOR64_LEN = 20,

	ZIP_STORED = 0,
	ZIP_DEFLATED = 8,
	ZIP_FLAG_ENCRYPTED = 1 << 0,
	ZIP_FLAG_DESCRIPTOR = 1 << 3,
	ZIP_FLAG_UTF8 = 1 << 11,
	ZIP_HOST_UNIX = 3,
	ZIP_HOST_MACOS = 19,
	ZIP_IO_BYTES = 64 * 1024,
	ZIP_PATH_MAX = 4096,
};

static inline uint16_t
zip_get16(const uint8_t *p)
{
	return (uint16_t)(p[0] | p[1] << 8);
}

static inline uint32_t
zip_get32(const uint8_t *p)
{
	return zip_get16(p) | (uint32_t)zip_get16(p + 2) << 16;
}

static inline uint64_t
zip_get64(const uint8_t *p)
{
	return zip_get32(p) | (uint64_t)zip_get32(p + 4) << 32;
}

static inline uint8_t *
zip_put16(uint8_t *p, uint32_t v)
{
	p[0] = (uint8_t)v;
	p[1] = (uint8_t)(v >> 8);
	return p + 2;
}

static inline uint8_t *
zip_put32(uint8_t *p, uint32_t v)
{
	return zip_put16(zip_put16(p, v), v >> 16);
}

static inline uint8_t *
zip_put64(uint8_t *p, uint64_t v)
{
	return zip_put32(zip_put32(p, (uint32_t)v), (uint32_t)(v >> 32));
}

/* The end record with the longest comment fits. */
enum { ZIP_WINDOW_BYTES = ZIP_END_LEN + UINT16_MAX };

struct zip_buffers {
	uint64_t window_at; /* of the archive, for the directory */
	size_t window_n;
	uint8_t *window; /* ZIP_WINDOW_BYTES of a large archive, or a small one's all */
	struct inflate inflate;
	char *in, *out; /* ZIP_IO_BYTES, or a small archive's all; out only when something is deflated */
	size_t in_bytes;
	char path[ZIP_PATH_MAX + 1], target[ZIP_PATH_MAX + 1]; /* of the entry at hand */
};

/* A central header, as it is. */
struct zip_central {
	uint16_t made_by, flags, method, name_n, extra_n, comment_n;
	uint32_t crc, attributes;
	uint64_t packed, size, header;
	uint64_t name_at, next_at;
};

/* ERR_INPUT: "zip: <what>" */
int zip_broken(struct err *e, const char *what);
/* A view of `n` bytes of the archive, at most ZIP_WINDOW_BYTES, valid until the next one. */
int zip_view(struct zip *z, uint64_t at, size_t n, const uint8_t **p, struct err *e);
int zip_read_central(struct zip *z, uint64_t at, struct zip_central *c, struct err *e);
/* Exactly `n` bytes of the archive; ERR_INPUT when they are not all inside. */
int zip_read_at(struct zip *z, uint64_t at, void *p, size_t n, struct err *e);
/* Where an entry's content begins: behind its local header, all of it before the directory. */
int zip_content_offset(struct zip *z, const struct zip_entry *entry, uint64_t *at, struct err *e);

#endif
