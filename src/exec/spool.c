#include "exec/spool.h"

#include <inttypes.h>
#include <string.h>

#include "base/log.h"

/* Of an excerpt, for the line in the middle. */
enum { LINE_MAX_BYTES = 1024 };

static const struct str replacement = { "\xef\xbf\xbd", 3 };

static void
give_up_file(struct spool *s, const struct err *e)
{
	log_warn("the log is cut: %s", e->msg);
	s->full = true;
	s->tail = arena_alloc(s->arena, SPOOL_TAIL_MAX);
}

void
spool_open(struct spool *s, struct world *w, struct arena *a)
{
	*s = (struct spool){ .world = w, .arena = a, .file = -1, .memory = buf_in(a) };
}

/* From memory to a file; where that is not possible it stays there. */
static int
move_to_file(struct spool *s, struct err *e)
{
	int file = world_temp_open(s->world, e);

	if (file < 0)
		return -1;
	if (world_temp_write(s->world, file, 0, s->memory.p, s->memory.n, e) < 0) {
		world_temp_close(s->world, file);
		return -1;
	}
	s->file = file;
	return 0;
}

static int
keep(struct spool *s, struct str text, struct err *e)
{
	if (s->file < 0 && s->memory.n + text.n <= SPOOL_MEMORY_MAX) {
		buf_add(&s->memory, text);
		return 0;
	}
	if (s->file < 0 && move_to_file(s, e) < 0)
		return -1;
	return world_temp_write(s->world, s->file, s->size, text.p, text.n, e);
}

static void
keep_tail(struct spool *s, struct str text)
{
	if (text.n > SPOOL_TAIL_MAX) {
		s->tail_n += text.n - SPOOL_TAIL_MAX;
		text = str_sub(text, text.n - SPOOL_TAIL_MAX, text.n);
	}
	while (text.n) {
		size_t at = s->tail_n % SPOOL_TAIL_MAX, n = SPOOL_TAIL_MAX - at;

		if (n > text.n)
			n = text.n;
		memcpy(s->tail + at, text.p, n);
		s->tail_n += n;
		text = str_sub(text, n, text.n);
	}
}

void
spool_write(struct spool *s, struct str text)
{
	struct err e;

	s->total += text.n;
	if (!s->full) {
		if (keep(s, text, &e) == 0) {
			s->size += (int64_t)text.n;
			return;
		}
		give_up_file(s, &e);
	}
	keep_tail(s, text);
}

void
spool_close(struct spool *s)
{
	if (s->file >= 0)
		world_temp_close(s->world, s->file);
	s->file = -1;
}

/* Bytes that were kept; what cannot be read is left out. */
static struct str
read_kept(struct spool *s, struct arena *a, int64_t from, size_t n)
{
	size_t have = 0, got = 1;
	struct err e;
	char *p;

	if (s->file < 0)
		return str_sub(buf_str(&s->memory), (size_t)from, (size_t)from + n);
	p = arena_alloc(a, n + 1);
	while (have < n && got) {
		if (world_temp_read(s->world, s->file, from + (int64_t)have, p + have, n - have, &got, &e) < 0) {
			log_warn("the log cannot be read back: %s", e.msg);
			break;
		}
		have += got;
	}
	return (struct str){ p, have };
}

static struct str
read_ring(struct spool *s, struct arena *a)
{
	size_t at = s->tail_n % SPOOL_TAIL_MAX;
	struct buf out = buf_in(a);

	if (s->tail_n <= SPOOL_TAIL_MAX)
		return (struct str){ s->tail, (size_t)s->tail_n };
	buf_add(&out, (struct str){ s->tail + at, SPOOL_TAIL_MAX - at });
	buf_add(&out, (struct str){ s->tail, at });
	return buf_str(&out);
}

size_t
spool_clean(struct buf *out, struct str in, size_t max)
{
	size_t taken = 0, until = out->n + max;

	while (taken < in.n && out->n < until) {
		struct str rest = str_sub(in, taken, in.n), good;
		size_t at = rest.n;

		if (!str_utf8(rest, &at))
			rest.n = at;
		good = str_head(rest, until - out->n);
		buf_add(out, good);
		taken += good.n;
		if (good.n < rest.n)
			break;
		if (taken < in.n) {
			if (until - out->n < replacement.n)
				break;
			buf_add(out, replacement);
			taken++;
		}
	}
	return taken;
}

bool
spool_whole(struct spool *s, struct arena *a, size_t max, struct str *out)
{
	struct buf text = buf_in(a);
	struct str raw;

	if (s->full || s->total > max)
		return false;
	raw = read_kept(s, a, 0, (size_t)s->size);
	if (str_utf8(raw, NULL)) {
		*out = raw;
		return true;
	}
	if (spool_clean(&text, raw, max) < raw.n)
		return false;
	*out = buf_str(&text);
	return true;
}

struct str
spool_excerpt(struct spool *s, struct arena *a, size_t max, struct str remark)
{
	size_t head_max = max / 4, tail_max = max - head_max - LINE_MAX_BYTES, taken;
	size_t tail_bytes = (uint64_t)s->size < tail_max ? (size_t)s->size : tail_max;
	struct buf out = buf_in(a), end = buf_in(a);
	struct str head = read_kept(s, a, 0, (uint64_t)s->size < head_max + 4 ? (size_t)s->size : head_max + 4), tail;

	tail = s->full ? read_ring(s, a) : read_kept(s, a, s->size - (int64_t)tail_bytes, tail_bytes);
	taken = spool_clean(&out, head, head_max);
	/* Never the same bytes twice. */
	if (s->total - taken < tail.n)
		tail = str_sub(tail, tail.n - (size_t)(s->total - taken), tail.n);
	tail = str_tail(tail, tail_max);
	spool_clean(&end, tail, 3 * tail.n);
	buf_printf(&out, "\n[aws-exe-sys: %" PRIu64 " bytes are cut here%s" STR_FMT "]\n", s->total - taken - tail.n,
	    remark.n ? "; " : "", STR_ARG(str_head(remark, LINE_MAX_BYTES - 128)));
	buf_add(&out, str_tail(buf_str(&end), max - out.n));
	return buf_str(&out);
}
