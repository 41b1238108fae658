#include "codec/zip.h"

#include <sys/stat.h>

#include "codec/crc.h"
#include "codec/zip_format.h"

void
zip_rewind(struct zip *z)
{
	z->index = 0;
	z->at = z->dir_offset;
}

/* ---- entries ---- */

/* What Info-ZIP leaves in the upper half of the attributes is a Unix mode. */
static int
take_mode(const struct zip_central *c, bool slash, struct tree_entry *tree, struct err *e)
{
	unsigned host = c->made_by >> 8,
		 mode = host == ZIP_HOST_UNIX || host == ZIP_HOST_MACOS ? c->attributes >> 16 : 0;

	tree->type = slash ? TREE_DIR : TREE_FILE;
	tree->mode = mode ? mode & 0777 : slash ? 0755 : 0644;
	tree->size = c->size;
	switch (mode & S_IFMT) {
	case 0:
	case S_IFREG:
		return 0;
	case S_IFDIR:
		tree->type = TREE_DIR;
		return 0;
	case S_IFLNK:
		tree->type = TREE_SYMLINK;
		return 0;
	default:
		return zip_broken(e, "an entry is neither file, folder nor symlink");
	}
}

static int
sink_to_buf(void *ctx, const void *p, size_t n, struct err *e)
{
	buf_add(ctx, (struct str){ p, n });
	return ((struct buf *)ctx)->failed ? err_set(e, ERR_LIMIT, "zip: an entry is too large here") : 0;
}

static int
take_target(struct zip *z, struct zip_entry *entry, struct err *e)
{
	struct buf target = buf_over(z->buffers->target, ZIP_PATH_MAX);
	struct zip_sink sink = { sink_to_buf, &target };

	if (entry->tree.size > ZIP_PATH_MAX)
		return zip_broken(e, "a symlink is longer than 4096 bytes");
	if (zip_extract(z, entry, &sink, e) < 0 || tree_target(entry->tree.path, buf_str(&target), e) < 0)
		return -1;
	entry->tree.target = buf_str(&target);
	z->buffers->target[target.n] = 0;
	return 0;
}

static int
take_entry(struct zip *z, const struct zip_central *c, struct str raw, struct zip_entry *entry, struct err *e)
{
	struct buf path = buf_over(z->buffers->path, ZIP_PATH_MAX);

	*entry = (struct zip_entry){ .header_offset = c->header,
		.packed_size = c->packed,
		.crc = c->crc,
		.method = c->method };
	if (tree_path(&path, raw, e) < 0)
		return err_wrap(e, "zip");
	entry->tree.path = buf_str(&path);
	z->buffers->path[path.n] = 0;
	if (c->flags & ZIP_FLAG_ENCRYPTED)
		return err_set(e, ERR_INPUT, "zip: \"%s\" is encrypted, which is not supported", entry->tree.path.p);
	if (c->method != ZIP_STORED && c->method != ZIP_DEFLATED)
		return err_set(e, ERR_INPUT, "zip: \"%s\" is packed by method %u, which is not supported",
		    entry->tree.path.p, c->method);
	if (take_mode(c, str_ends(raw, STR("/")), &entry->tree, e) < 0)
		return -1;
	return entry->tree.type == TREE_SYMLINK ? take_target(z, entry, e) : 0;
}

int
zip_next(struct zip *z, struct zip_entry *entry, bool *more, struct err *e)
{
	for (*more = false; z->index < z->entries; z->index++) {
		struct zip_central c;
		const uint8_t *name;

		if (zip_read_central(z, z->at, &c, e) < 0 || zip_view(z, c.name_at, c.name_n, &name, e) < 0)
			return -1;
		z->at = c.next_at;
		struct str raw = { (const char *)name, c.name_n };
		if (tree_is_root(raw))
			continue;
		z->index++;
		*more = true;
		return take_entry(z, &c, raw, entry, e);
	}
	return 0;
}

int
zip_content_offset(struct zip *z, const struct zip_entry *entry, uint64_t *at, struct err *e)
{
	uint8_t head[ZIP_LOCAL_LEN];

	if (zip_read_at(z, entry->header_offset, head, sizeof(head), e) < 0)
		return -1;
	if (zip_get32(head) != ZIP_LOCAL)
		return zip_broken(e, "no header where the directory says");
	*at = entry->header_offset + ZIP_LOCAL_LEN + zip_get16(head + 26) + zip_get16(head + 28);
	if (*at > z->dir_offset || entry->packed_size > z->dir_offset - *at)
		return zip_broken(e, "an entry lies beyond the directory");
	return 0;
}

/* ---- content ---- */

/* What has come out of an entry. */
struct output {
	const struct zip_entry *entry;
	const struct zip_sink *sink;
	uint64_t n;
	uint32_t crc;
};

static int
put_content(struct output *o, const char *p, size_t n, struct err *e)
{
	if (n > o->entry->tree.size - o->n)
		return zip_broken(e, "it is longer than the directory says");
	o->n += n;
	o->crc = crc32_update(o->crc, p, n);
	return n ? o->sink->write(o->sink->ctx, p, n, e) : 0;
}

static int
put_inflated(struct zip_buffers *b, struct output *o, struct str in, struct err *e)
{
	size_t got;

	do {
		if (inflate_step(&b->inflate, &in, b->out, ZIP_IO_BYTES, &got, e) < 0 ||
		    put_content(o, b->out, got, e) < 0)
			return -1;
	} while (got || (in.n && !b->inflate.done));
	return in.n ? zip_broken(e, "it goes on behind its end") : 0;
}

static int
extract(struct zip *z, struct output *o, struct err *e)
{
	struct zip_buffers *b = z->buffers;
	uint64_t at, left = o->entry->packed_size;
	bool deflated = o->entry->method == ZIP_DEFLATED;

	if (zip_content_offset(z, o->entry, &at, e) < 0)
		return -1;
	if (deflated && !b->inflate.state && inflate_open(&b->inflate, z->arena, GZIP_RAW, e) < 0)
		return -1;
	if (deflated && !b->out)
		b->out = arena_alloc(z->arena, ZIP_IO_BYTES);
	if (deflated)
		inflate_again(&b->inflate);
	while (left) {
		size_t n = left < b->in_bytes ? (size_t)left : b->in_bytes;

		if (zip_read_at(z, at, b->in, n, e) < 0)
			return -1;
		if ((deflated ? put_inflated(b, o, (struct str){ b->in, n }, e) : put_content(o, b->in, n, e)) < 0)
			return -1;
		at += n;
		left -= n;
	}
	if (o->n != o->entry->tree.size || (deflated && !b->inflate.done))
		return zip_broken(e, "it is shorter than the directory says");
	if (o->crc != o->entry->crc)
		return zip_broken(e, "its checksum is wrong");
	return 0;
}

int
zip_extract(struct zip *z, const struct zip_entry *entry, const struct zip_sink *sink, struct err *e)
{
	struct output o = { .entry = entry, .sink = sink };

	if (extract(z, &o, e) < 0)
		return err_wrap(e, "\"" STR_FMT "\"", STR_ARG(entry->tree.path));
	return 0;
}

int
zip_read(struct zip *z, struct str path, size_t max, struct str *out, struct err *e)
{
	struct zip again = *z;
	struct zip_entry entry;
	bool more;

	zip_rewind(&again);
	do {
		if (zip_next(&again, &entry, &more, e) < 0)
			return -1;
		if (!more)
			return err_set(e, ERR_NOT_FOUND, "zip: there is no \"" STR_FMT "\"", STR_ARG(path));
	} while (entry.tree.type != TREE_FILE || !str_eq(entry.tree.path, path));
	if (entry.tree.size > max)
		return err_set(e, ERR_LIMIT, "zip: \"" STR_FMT "\" has more than %zu bytes", STR_ARG(path), max);

	char *space = arena_alloc(z->arena, (size_t)entry.tree.size + 1);
	struct buf content = buf_over(space, (size_t)entry.tree.size);
	struct zip_sink sink = { sink_to_buf, &content };
	if (zip_extract(&again, &entry, &sink, e) < 0)
		return -1;
	*out = buf_str(&content);
	return 0;
}
