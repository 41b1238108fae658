#include "base/buf.h"

#include <string.h>

#include "base/fmt.h"

enum { BUF_FIRST = 256 };
static const size_t buf_limit_default = (size_t)1 << 30;

struct buf
buf_in(struct arena *a)
{
	return (struct buf){ .arena = a };
}

struct buf
buf_over(void *p, size_t cap)
{
	return (struct buf){ .p = p, .cap = cap };
}

static bool
grow(struct buf *b, size_t need)
{
	size_t limit = b->limit ? b->limit : buf_limit_default;
	size_t cap = b->cap ? b->cap : BUF_FIRST;
	char *p;

	if (!b->arena || need > limit)
		return false;
	while (cap < need)
		cap *= 2;
	if (cap > limit)
		cap = limit;
	if (b->p && arena_extend(b->arena, b->p, b->cap, cap)) {
		b->cap = cap;
		return true;
	}
	p = arena_alloc(b->arena, cap);
	if (b->n)
		memcpy(p, b->p, b->n);
	b->p = p;
	b->cap = cap;
	return true;
}

char *
buf_room(struct buf *b, size_t n)
{
	if (b->failed)
		return NULL;
	if (n > b->cap - b->n && (n > SIZE_MAX / 2 - b->n || !grow(b, b->n + n))) {
		b->failed = true;
		return NULL;
	}
	return b->p + b->n;
}

/* Most of what is added is short, and for that a call with a string instruction takes longer than the copying. */
static void
copy(char *to, const char *from, size_t n)
{
	uint64_t first, last;

	if (n > 2 * sizeof(first)) {
		memcpy(to, from, n);
	} else if (n >= sizeof(first)) {
		memcpy(&first, from, sizeof(first));
		memcpy(&last, from + n - sizeof(last), sizeof(last));
		memcpy(to, &first, sizeof(first));
		memcpy(to + n - sizeof(last), &last, sizeof(last));
	} else {
		while (n--)
			*to++ = *from++;
	}
}

void
buf_add(struct buf *b, struct str s)
{
	char *to = s.n ? buf_room(b, s.n) : NULL;

	if (!to)
		return;
	copy(to, s.p, s.n);
	b->n += s.n;
}

void
buf_addz(struct buf *b, const char *z)
{
	buf_add(b, str_z(z));
}

void
buf_addc(struct buf *b, char c)
{
	char *to = buf_room(b, 1);

	if (!to)
		return;
	*to = c;
	b->n++;
}

void
buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
	size_t left = b->failed ? 0 : b->cap - b->n;
	char *to;
	size_t n;

	/* Mostly it fits into what is there. */
	n = fmt_vtext(left ? b->p + b->n : NULL, left, fmt, ap);
	if (n >= left) {
		to = buf_room(b, n + 1);
		if (!to)
			return;
		fmt_vtext(to, n + 1, fmt, ap);
	}
	b->n += n;
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(b, fmt, ap);
	va_end(ap);
}

struct str
buf_str(const struct buf *b)
{
	return (struct str){ b->p, b->n };
}

const char *
buf_z(struct buf *b)
{
	char *end = buf_room(b, 1);

	if (!end)
		return "";
	*end = 0;
	return b->p;
}

void
buf_clear(struct buf *b)
{
	b->n = 0;
	b->failed = false;
}
