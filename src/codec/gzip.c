#include "codec/gzip.h"

#include <limits.h>

#define ZLIB_CONST
#include <zlib.h>

#include "codec/crc.h"

/* Here, since zlib has a fast one and only this file knows zlib. */
uint32_t
crc32_update(uint32_t crc, const void *p, size_t n)
{
	return n ? (uint32_t)crc32_z(crc, p, n) : crc;
}

static void *
from_arena(void *arena, unsigned items, unsigned size)
{
	return arena_array(arena, items, size);
}

static void
to_arena(void *arena, void *p)
{
	(void)arena;
	(void)p;
}

static z_stream *
stream_in(struct arena *a)
{
	z_stream *s = arena_new(a, z_stream);

	s->zalloc = from_arena;
	s->zfree = to_arena;
	s->opaque = a;
	return s;
}

/* zlib's own way to say which wrapping: negative for none, 16 more for gzip's. */
static int
window_bits(enum gzip_wrap wrap)
{
	return wrap == GZIP_RAW ? -MAX_WBITS : MAX_WBITS + 16;
}

static unsigned
clamp(size_t n)
{
	return n < UINT_MAX ? (unsigned)n : UINT_MAX;
}

int
inflate_open(struct inflate *z, struct arena *a, enum gzip_wrap wrap, struct err *e)
{
	*z = (struct inflate){ .state = stream_in(a), .wrap = wrap };
	if (inflateInit2((z_stream *)z->state, window_bits(wrap)) != Z_OK)
		return err_set(e, ERR_SYS, "zlib does not start to inflate");
	return 0;
}

void
inflate_again(struct inflate *z)
{
	inflateReset(z->state);
	z->done = false;
}

/* Behind a gzip member: another member, or zeros that fill up a block, or nothing. */
static void
between_members(struct inflate *z, struct str *in)
{
	while (in->n && in->p[0] == 0)
		*in = str_sub(*in, 1, in->n);
	if (in->n)
		inflate_again(z);
}

int
inflate_step(struct inflate *z, struct str *in, void *out, size_t cap, size_t *got, struct err *e)
{
	z_stream *s = z->state;

	*got = 0;
	if (z->done && z->wrap == GZIP_FILE)
		between_members(z, in);
	if (z->done || !cap)
		return 0;
	unsigned take = clamp(in->n), room = clamp(cap);
	s->next_in = (const Bytef *)in->p;
	s->avail_in = take;
	s->next_out = out;
	s->avail_out = room;
	int rc = inflate(s, Z_NO_FLUSH);
	*in = str_sub(*in, take - s->avail_in, in->n);
	*got = room - s->avail_out;
	if (rc == Z_STREAM_END)
		z->done = true;
	else if (rc != Z_OK && rc != Z_BUF_ERROR)
		return err_set(e, ERR_INPUT, "compressed data is broken: %s",
		    s->msg ? s->msg : "it wants a dictionary");
	return 0;
}

int
deflate_open(struct deflate *z, struct arena *a, enum gzip_wrap wrap, int level, struct err *e)
{
	z->state = stream_in(a);
	if (deflateInit2((z_stream *)z->state, level, Z_DEFLATED, window_bits(wrap), 8, Z_DEFAULT_STRATEGY) != Z_OK)
		return err_set(e, ERR_SYS, "zlib does not start to deflate at level %d", level);
	return 0;
}

void
deflate_again(struct deflate *z, int level)
{
	deflateReset(z->state);
	deflateParams(z->state, level, Z_DEFAULT_STRATEGY);
}

int
deflate_step(struct deflate *z, struct str *in, bool last, void *out, size_t cap, size_t *got, bool *done,
    struct err *e)
{
	z_stream *s = z->state;
	unsigned take = clamp(in->n), room = clamp(cap);

	s->next_in = (const Bytef *)in->p;
	s->avail_in = take;
	s->next_out = out;
	s->avail_out = room;
	int rc = deflate(s, last && take == in->n ? Z_FINISH : Z_NO_FLUSH);
	*in = str_sub(*in, take - s->avail_in, in->n);
	*got = room - s->avail_out;
	*done = rc == Z_STREAM_END;
	if (rc != Z_OK && rc != Z_STREAM_END && rc != Z_BUF_ERROR)
		return err_set(e, ERR_INPUT, "zlib does not deflate: error %d", rc);
	return 0;
}
