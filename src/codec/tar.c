#include "codec/tar.h"

#include <string.h>

/*
 * A tar file is a row of blocks of 512 bytes: a header, then the entry's content filled up to whole blocks. A block of
 * zeros is the end. Long names come as entries of their own before the one that they are for: pax's of type 'x', with
 * records "<length> <key>=<value>\n", and GNU's of types 'L' and 'K', with the name alone.
 *
 *   0 name 100 · 100 mode 8 · 124 size 12 · 148 checksum 8 · 156 type 1 · 157 link name 100 · 257 magic 6 · 345 prefix 155
 */
enum { BLOCK = 512, PATH_MAX_BYTES = 4096 };
static const size_t extension_max = 1 << 20;

enum stage { AT_HEADER, IN_EXTENSION, IN_CONTENT, IN_PADDING, AT_END };

struct state {
	enum stage stage;
	uint8_t block[BLOCK];
	size_t filled;    /* of the block */
	uint64_t left;    /* of the content or the extension */
	uint32_t padding; /* behind it */
	char extension_type;
	struct buf extension;
	/* what extensions say about the next entry */
	bool has_path, has_target, has_size;
	uint64_t size;
	struct buf long_path, long_target;
	/* the entry's */
	struct buf path, target;
	uint64_t total;
	uint32_t entries;
};

static int
broken(struct err *e, const char *what)
{
	return err_set(e, ERR_INPUT, "tar: %s", what);
}

static struct buf
path_buf(struct arena *a)
{
	return buf_over(arena_alloc(a, PATH_MAX_BYTES + 1), PATH_MAX_BYTES + 1);
}

int
tar_open(struct tar *t, struct arena *a, const struct tar_limits *limits, struct err *e)
{
	struct state *s = arena_new(a, struct state);

	(void)e;
	*t = (struct tar){ .arena = a, .state = s };
	t->limits.total_bytes = limits && limits->total_bytes ? limits->total_bytes : (uint64_t)2 << 30;
	t->limits.entries = limits && limits->entries ? limits->entries : 200000;
	s->extension = buf_in(a);
	s->extension.limit = extension_max + 1;
	s->long_path = path_buf(a);
	s->long_target = path_buf(a);
	s->path = path_buf(a);
	s->target = path_buf(a);
	return 0;
}

/* ---- headers ---- */

/* A field up to its first zero byte. */
static struct str
field(const uint8_t *block, size_t at, size_t n)
{
	struct str s = { (const char *)block + at, n };

	return str_sub(s, 0, str_chr(s, 0));
}

/* Octal digits between spaces; or, with the first bit set, a binary number (GNU). */
static int
number(const uint8_t *p, size_t n, uint64_t *out, struct err *e)
{
	uint64_t v = 0;
	size_t i = 0;

	if (p[0] & 0x80) {
		v = p[0] & 0x7f;
		for (i = 1; i < n; i++) {
			if (v >> 55)
				return broken(e, "a number in a header is too large");
			v = v << 8 | p[i];
		}
		*out = v;
		return 0;
	}
	while (i < n && p[i] == ' ')
		i++;
	for (; i < n && p[i] >= '0' && p[i] <= '7'; i++)
		v = v << 3 | (uint64_t)(p[i] - '0');
	for (; i < n; i++)
		if (p[i] && p[i] != ' ')
			return broken(e, "a number in a header is not octal");
	*out = v;
	return 0;
}

static bool
all_zero(const uint8_t *block)
{
	return block[0] == 0 && memcmp(block, block + 1, BLOCK - 1) == 0;
}

/* The sum of the header's bytes, its own field taken as spaces. */
static int
check_sum(const uint8_t *block, struct err *e)
{
	uint64_t want, sum = 8 * ' ';

	for (size_t i = 0; i < BLOCK; i++)
		sum += i < 148 || i >= 156 ? block[i] : 0;
	if (number(block + 148, 8, &want, e) < 0)
		return -1;
	return sum == want ? 0 : broken(e, "a header's checksum is wrong: not a tar file, or damaged");
}

static void
content_follows(struct state *s, enum stage stage, uint64_t n)
{
	s->stage = stage;
	s->left = n;
	s->padding = (uint32_t)((BLOCK - n % BLOCK) % BLOCK);
}

/* The name as the header has it: ustar's prefix counts, GNU's use of that place does not. */
static int
take_path(struct state *s, struct err *e)
{
	char space[100 + 1 + 155];
	struct buf raw = buf_over(space, sizeof(space));
	struct str prefix = field(s->block, 345, 155),
		   name = s->has_path ? buf_str(&s->long_path) : field(s->block, 0, 100);

	if (!s->has_path && memcmp(s->block + 257, "ustar", 6) == 0 && prefix.n) {
		buf_add(&raw, prefix);
		buf_addc(&raw, '/');
		buf_add(&raw, name);
		name = buf_str(&raw);
	}
	buf_clear(&s->path);
	if (tree_is_root(name))
		return 0;
	return tree_path(&s->path, name, e);
}

static bool
ends_in_slash(const struct state *s)
{
	return str_ends(s->has_path ? buf_str(&s->long_path) : field(s->block, 0, 100), STR("/"));
}

static int
take_symlink(struct tar *t, struct str target, struct err *e)
{
	struct state *s = t->state;

	t->entry.type = TREE_SYMLINK;
	buf_clear(&s->target);
	buf_add(&s->target, target);
	t->entry.target = buf_str(&s->target);
	return tree_target(t->entry.path, target, e);
}

static int
take_link(struct tar *t, struct str target, struct err *e)
{
	struct state *s = t->state;

	buf_clear(&s->target);
	if (tree_path(&s->target, target, e) < 0)
		return err_wrap(e, "hard link \"" STR_FMT "\"", STR_ARG(t->entry.path));
	t->entry.target = buf_str(&s->target);
	return 0;
}

static int
take_file(struct tar *t, uint64_t size, struct err *e)
{
	struct state *s = t->state;

	if (size > t->limits.total_bytes - s->total)
		return err_set(e, ERR_LIMIT, "more than %llu bytes in all", (unsigned long long)t->limits.total_bytes);
	s->total += size;
	t->entry.size = size;
	content_follows(s, IN_CONTENT, size);
	return 0;
}

static int
take_type(struct tar *t, uint64_t size, enum tar_event *event, struct err *e)
{
	struct state *s = t->state;
	struct str target = s->has_target ? buf_str(&s->long_target) : field(s->block, 157, 100);

	char type = (char)s->block[156];

	/* The oldest form has no type for folders. */
	if ((type == 0 || type == '0') && ends_in_slash(s))
		type = '5';
	*event = TAR_ENTRY;
	switch (type) {
	case 0:
	case '0':
	case '7':
		return take_file(t, size, e);
	case '5':
		t->entry.type = TREE_DIR;
		return 0;
	case '1':
		*event = TAR_LINK;
		return take_link(t, target, e);
	case '2':
		return take_symlink(t, target, e);
	default:
		return err_set(e, ERR_INPUT, "\"" STR_FMT "\" is neither file, folder nor link (type '%c')",
		    STR_ARG(t->entry.path), type > ' ' && type < 0x7f ? type : '?');
	}
}

/* The entry that a header announces. The archive's own root is none: then *event stays TAR_MORE. */
static int
take_entry(struct tar *t, uint64_t size, enum tar_event *event, struct err *e)
{
	struct state *s = t->state;
	uint64_t mode;

	if (number(s->block + 100, 8, &mode, e) < 0)
		return -1;
	if (take_path(s, e) < 0)
		return err_wrap(e, "tar");
	if (s->path.n && s->entries++ >= t->limits.entries)
		return err_set(e, ERR_LIMIT, "tar: more than %u entries", t->limits.entries);
	t->entry = (struct tree_entry){ .type = TREE_FILE, .path = buf_str(&s->path), .mode = (uint32_t)mode & 0777 };
	if (s->path.n && take_type(t, s->has_size ? s->size : size, event, e) < 0)
		return err_wrap(e, "tar");
	s->has_path = s->has_target = s->has_size = false;
	return 0;
}

static int
take_header(struct tar *t, enum tar_event *event, struct err *e)
{
	struct state *s = t->state;
	uint64_t size;

	if (all_zero(s->block)) {
		s->stage = AT_END;
		return 0;
	}
	if (check_sum(s->block, e) < 0 || number(s->block + 124, 12, &size, e) < 0)
		return -1;
	s->extension_type = (char)s->block[156];
	if (!s->extension_type || !strchr("xgLK", s->extension_type))
		return take_entry(t, size, event, e);
	if (size > extension_max)
		return err_set(e, ERR_LIMIT, "tar: an extended header is larger than 1 MiB");
	buf_clear(&s->extension);
	content_follows(s, IN_EXTENSION, size);
	return 0;
}

/* ---- extended headers ---- */

static int
set_name(struct buf *to, bool *has, struct str name, struct err *e)
{
	if (name.n > PATH_MAX_BYTES)
		return broken(e, "a path is longer than 4096 bytes");
	buf_clear(to);
	buf_add(to, name);
	*has = true;
	return 0;
}

static int
take_pax_value(struct state *s, struct str key, struct str value, struct err *e)
{
	int64_t size;

	if (str_starts(key, STR("GNU.sparse.")))
		return broken(e, "a sparse file is not supported");
	if (str_eqz(key, "path"))
		return set_name(&s->long_path, &s->has_path, value, e);
	if (str_eqz(key, "linkpath"))
		return set_name(&s->long_target, &s->has_target, value, e);
	if (!str_eqz(key, "size"))
		return 0;
	if (!str_i64(value, &size) || size < 0)
		return broken(e, "a size in an extended header is no number");
	s->size = (uint64_t)size;
	s->has_size = true;
	return 0;
}

/* Records for all that follows ('g') are only looked at: what programs write there (a commit) is not for us. */
static int
take_pax(struct state *s, struct str text, bool global, struct err *e)
{
	while (text.n) {
		int64_t n;
		size_t space = str_chr(text, ' ');

		if (!str_i64(str_sub(text, 0, space), &n) || n < (int64_t)space + 3 || (uint64_t)n > text.n ||
		    text.p[n - 1] != '\n')
			return broken(e, "an extended header is broken");
		struct str record = str_sub(text, space + 1, (size_t)n - 1);
		size_t equals = str_chr(record, '=');
		if (equals == record.n)
			return broken(e, "an extended header is broken");
		if (!global &&
		    take_pax_value(s, str_sub(record, 0, equals), str_sub(record, equals + 1, record.n), e) < 0)
			return -1;
		text = str_sub(text, (size_t)n, text.n);
	}
	return 0;
}

static int
take_extension(struct state *s, struct err *e)
{
	struct str text = buf_str(&s->extension), name = str_sub(text, 0, str_chr(text, 0));

	switch (s->extension_type) {
	case 'L':
		return set_name(&s->long_path, &s->has_path, name, e);
	case 'K':
		return set_name(&s->long_target, &s->has_target, name, e);
	default:
		return take_pax(s, text, s->extension_type == 'g', e);
	}
}

/* ---- the stream ---- */

/* Takes up to `n` bytes off the input. */
static struct str
take(struct str *in, uint64_t n)
{
	struct str s = str_sub(*in, 0, n < in->n ? (size_t)n : in->n);

	*in = str_sub(*in, s.n, in->n);
	return s;
}

static int
step_header(struct tar *t, struct str *in, enum tar_event *event, struct err *e)
{
	struct state *s = t->state;
	struct str piece = take(in, BLOCK - s->filled);

	memcpy(s->block + s->filled, piece.p, piece.n);
	s->filled += piece.n;
	if (s->filled < BLOCK)
		return 0;
	s->filled = 0;
	return take_header(t, event, e);
}

static int
step_extension(struct state *s, struct str *in, struct err *e)
{
	struct str piece = take(in, s->left);

	buf_add(&s->extension, piece);
	s->left -= piece.n;
	if (s->left)
		return 0;
	s->stage = IN_PADDING;
	return take_extension(s, e);
}

static void
step_content(struct tar *t, struct str *in, enum tar_event *event)
{
	struct state *s = t->state;

	t->data = take(in, s->left);
	s->left -= t->data.n;
	if (!s->left)
		s->stage = IN_PADDING;
	if (t->data.n)
		*event = TAR_DATA;
}

static void
step_padding(struct state *s, struct str *in)
{
	s->padding -= (uint32_t)take(in, s->padding).n;
	if (!s->padding)
		s->stage = AT_HEADER;
}

int
tar_next(struct tar *t, struct str *in, enum tar_event *event, struct err *e)
{
	struct state *s = t->state;
	int rc = 0;

	for (*event = TAR_MORE; rc == 0 && *event == TAR_MORE;) {
		/* What takes no input goes on without any. */
		bool idle = (s->stage == IN_PADDING && !s->padding) || (s->stage == IN_CONTENT && !s->left) ||
		    (s->stage == IN_EXTENSION && !s->left);

		if (s->stage == AT_END) {
			*in = str_sub(*in, in->n, in->n);
			*event = TAR_END;
			return 0;
		}
		if (!in->n && !idle)
			return 0;
		switch (s->stage) {
		case AT_HEADER:
			rc = step_header(t, in, event, e);
			break;
		case IN_EXTENSION:
			rc = step_extension(s, in, e);
			break;
		case IN_CONTENT:
			step_content(t, in, event);
			break;
		default:
			step_padding(s, in);
		}
	}
	return rc;
}

int
tar_finish(struct tar *t, struct err *e)
{
	struct state *s = t->state;
	bool content = s->stage == IN_CONTENT || s->stage == IN_PADDING;
	bool whole = s->stage == AT_END || (s->stage == AT_HEADER && !s->filled) ||
	    (content && !s->left && !s->padding);

	if (!whole || s->has_path || s->has_target || s->has_size)
		return broken(e, "the archive is cut off");
	return 0;
}

bool
tar_at_end(const struct tar *t)
{
	return ((const struct state *)t->state)->stage == AT_END;
}
