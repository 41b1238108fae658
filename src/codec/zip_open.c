/* zip_open() and the directory: what an archive claims, checked before anything is taken out of it. */
#include "codec/zip.h"

#include <stdlib.h>
#include "codec/zip_format.h"

int
zip_broken(struct err *e, const char *what)
{
	return err_set(e, ERR_INPUT, "zip: %s", what);
}

int
zip_read_at(struct zip *z, uint64_t at, void *p, size_t n, struct err *e)
{
	if (at > z->source.size || n > z->source.size - at)
		return zip_broken(e, "a record lies beyond the end of the archive");
	return z->source.read(z->source.ctx, at, p, n, e);
}

/* The directory is read in large pieces. */
int
zip_view(struct zip *z, uint64_t at, size_t n, const uint8_t **p, struct err *e)
{
	struct zip_buffers *b = z->buffers;

	if (at < b->window_at || at - b->window_at > b->window_n || n > b->window_n - (at - b->window_at)) {
		uint64_t left = at < z->source.size ? z->source.size - at : 0;
		size_t take = n > ZIP_IO_BYTES ? n : left < ZIP_IO_BYTES ? (size_t)left : ZIP_IO_BYTES;

		b->window_n = 0;
		if (n > take || zip_read_at(z, at, b->window, take, e) < 0)
			return n > take ? zip_broken(e, "a record lies beyond the end of the archive") : -1;
		b->window_at = at;
		b->window_n = take;
	}
	*p = b->window + (at - b->window_at);
	return 0;
}

/* ---- the end of the archive ---- */

struct end {
	uint64_t at, entries, dir_size, dir_offset;
};

/* The numbers of a record that are too large for the old end record. */
static int
read_end64(struct zip *z, struct end *end, struct err *e)
{
	const uint8_t *p;

	if (end->at < ZIP_LOCATOR64_LEN || zip_view(z, end->at - ZIP_LOCATOR64_LEN, ZIP_LOCATOR64_LEN, &p, e) < 0)
		return zip_broken(e, "no zip64 record though there should be one");
	if (zip_get32(p) != ZIP_LOCATOR64 || zip_get32(p + 4) != 0 || zip_get32(p + 16) > 1)
		return zip_broken(e, "no zip64 record though there should be one");
	end->at = zip_get64(p + 8);
	if (zip_view(z, end->at, ZIP_END64_LEN, &p, e) < 0)
		return -1;
	if (zip_get32(p) != ZIP_END64)
		return zip_broken(e, "no zip64 record where it should be");
	if (zip_get32(p + 16) || zip_get32(p + 20) || zip_get64(p + 24) != zip_get64(p + 32))
		return zip_broken(e, "an archive in several parts is not supported");
	end->entries = zip_get64(p + 32);
	end->dir_size = zip_get64(p + 40);
	end->dir_offset = zip_get64(p + 48);
	return 0;
}

static int
find_end(struct zip *z, struct end *end, struct err *e)
{
	size_t n = z->source.size < ZIP_WINDOW_BYTES ? (size_t)z->source.size : ZIP_WINDOW_BYTES;
	const uint8_t *tail, *p = NULL;

	if (n < ZIP_END_LEN)
		return zip_broken(e, "not an archive: too short");
	if (zip_view(z, z->source.size - n, n, &tail, e) < 0)
		return -1;
	for (size_t at = n - ZIP_END_LEN + 1; at-- && !p;)
		if (zip_get32(tail + at) == ZIP_END && zip_get16(tail + at + 20) == n - at - ZIP_END_LEN)
			p = tail + at;
	if (!p)
		return zip_broken(e, "not an archive, or cut off: no end record");
	*end = (struct end){ .at = z->source.size - n + (uint64_t)(p - tail),
		.entries = zip_get16(p + 10),
		.dir_size = zip_get32(p + 12),
		.dir_offset = zip_get32(p + 16) };
	bool large = end->entries == UINT16_MAX || end->dir_size == UINT32_MAX || end->dir_offset == UINT32_MAX;
	if (large)
		return read_end64(z, end, e);
	if (zip_get16(p + 4) || zip_get16(p + 6) || zip_get16(p + 8) != end->entries)
		return zip_broken(e, "an archive in several parts is not supported");
	return 0;
}

/* ---- the directory ---- */

/* Numbers of 32 bits that are all ones stand in the zip64 extra field, in this order. */
static int
read_extra64(struct zip *z, struct zip_central *c, struct err *e)
{
	uint64_t *const fields[] = { &c->size, &c->packed, &c->header };
	const uint8_t *p;

	if (zip_view(z, c->name_at + c->name_n, c->extra_n, &p, e) < 0)
		return -1;
	for (size_t left = c->extra_n; left >= 4;) {
		size_t n = zip_get16(p + 2), used = 0;

		if (n > left - 4)
			break;
		for (size_t i = 0; zip_get16(p) == 1 && i < COUNT(fields); i++) {
			if (*fields[i] != UINT32_MAX)
				continue;
			if (n - used < 8)
				return zip_broken(e, "a zip64 field is too short");
			*fields[i] = zip_get64(p + 4 + used);
			used += 8;
		}
		if (zip_get16(p) == 1)
			return 0;
		p += 4 + n;
		left -= 4 + n;
	}
	return zip_broken(e, "a zip64 field is missing");
}

int
zip_read_central(struct zip *z, uint64_t at, struct zip_central *c, struct err *e)
{
	const uint8_t *p;

	if (zip_view(z, at, ZIP_CENTRAL_LEN, &p, e) < 0)
		return -1;
	if (zip_get32(p) != ZIP_CENTRAL)
		return zip_broken(e, "the directory is broken");
	*c = (struct zip_central){ .made_by = zip_get16(p + 4),
		.flags = zip_get16(p + 8),
		.method = zip_get16(p + 10),
		.crc = zip_get32(p + 16),
		.packed = zip_get32(p + 20),
		.size = zip_get32(p + 24),
		.name_n = zip_get16(p + 28),
		.extra_n = zip_get16(p + 30),
		.comment_n = zip_get16(p + 32),
		.attributes = zip_get32(p + 38),
		.header = zip_get32(p + 42),
		.name_at = at + ZIP_CENTRAL_LEN };
	c->next_at = c->name_at + c->name_n + c->extra_n + c->comment_n;
	if (zip_get16(p + 34))
		return zip_broken(e, "an archive in several parts is not supported");
	if (c->next_at > z->dir_offset + z->dir_size)
		return zip_broken(e, "the directory is longer than it says");
	if (c->size == UINT32_MAX || c->packed == UINT32_MAX || c->header == UINT32_MAX)
		return read_extra64(z, c, e);
	return 0;
}

/* Bytes of the archive that are one entry's alone. */
struct range {
	uint64_t from, to;
};

static int
compare_ranges(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

static int
survey_entry(struct zip *z, const struct zip_central *c, struct range *r, uint64_t *total, struct err *e)
{
	uint64_t head = (uint64_t)ZIP_LOCAL_LEN + c->name_n, limit = z->limits.total_bytes;

	if (c->header > z->dir_offset || head > z->dir_offset - c->header ||
	    c->packed > z->dir_offset - c->header - head)
		return zip_broken(e, "an entry lies beyond the directory");
	if (c->method == ZIP_STORED && c->packed != c->size)
		return zip_broken(e, "a stored entry has two sizes");
	if (c->size > limit - *total)
		return err_set(e, ERR_LIMIT, "zip: more than %llu bytes in all", (unsigned long long)limit);
	*total += c->size;
	*r = (struct range){ c->header, c->header + head + c->packed };
	return 0;
}

/* Entries that share bytes are how a small archive becomes an endless one. */
static int
survey(struct zip *z, struct arena *scratch, struct err *e)
{
	struct range *ranges = arena_new_n(scratch, struct range, z->entries);
	uint64_t at = z->dir_offset, total = 0;

	for (uint32_t i = 0; i < z->entries; i++) {
		struct zip_central c;

		if (zip_read_central(z, at, &c, e) < 0 || survey_entry(z, &c, &ranges[i], &total, e) < 0)
			return -1;
		at = c.next_at;
	}
	if (at != z->dir_offset + z->dir_size)
		return zip_broken(e, "the directory holds more than it says");
	qsort(ranges, z->entries, sizeof(*ranges), compare_ranges);
	for (uint32_t i = 1; i < z->entries; i++)
		if (ranges[i].from < ranges[i - 1].to)
			return zip_broken(e, "entries overlap");
	return 0;
}

int
zip_open(struct zip *z, struct arena *a, const struct zip_source *source, const struct zip_limits *limits,
    struct err *e)
{
	struct arena scratch = ARENA_EMPTY;
	struct end end = { 0 };

	*z = (struct zip){ .source = *source, .arena = a };
	z->limits.total_bytes = limits && limits->total_bytes ? limits->total_bytes : (uint64_t)2 << 30;
	z->limits.entries = limits && limits->entries ? limits->entries : 200000;
	z->buffers = arena_new(a, struct zip_buffers);
	z->buffers->window = arena_alloc(a, source->size < ZIP_WINDOW_BYTES ? (size_t)source->size : ZIP_WINDOW_BYTES);
	z->buffers->in_bytes = source->size < ZIP_IO_BYTES ? (size_t)source->size : ZIP_IO_BYTES;
	z->buffers->in = arena_alloc(a, z->buffers->in_bytes);
	if (find_end(z, &end, e) < 0)
		return -1;
	if (end.dir_offset > end.at || end.dir_size > end.at - end.dir_offset)
		return zip_broken(e, "the directory lies beyond the end record");
	if (end.entries > z->limits.entries)
		return err_set(e, ERR_LIMIT, "zip: more than %u entries", z->limits.entries);
	if (end.entries * ZIP_CENTRAL_LEN > end.dir_size)
		return zip_broken(e, "the directory is too short for its entries");
	z->entries = (uint32_t)end.entries;
	z->dir_offset = end.dir_offset;
	z->dir_size = end.dir_size;
	zip_rewind(z);
	int rc = survey(z, &scratch, e);
	arena_release(&scratch);
	return rc;
}
