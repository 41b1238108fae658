#include "base/buf.h"

#include <stdio.h>
#include <string.h>

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

void
buf_add(struct buf *b, struct str s)
{
	char *to = s.n ? buf_room(b, s.n) : NULL;

	if (!to)
		return;
	memcpy(to, s.p, s.n);
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
	buf_add(b, (struct str){ &c, 1 });
}

void
buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;
	char *to;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	to = n >= 0 ? buf_room(b, (size_t)n + 1) : NULL;
	if (!to)
		return;
	vsnprintf(to, (size_t)n + 1, fmt, ap);
	b->n += (size_t)n;
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
