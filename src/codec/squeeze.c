/*
 * A block, bit by bit from the lowest: its last flag (1), its kind (2: 0 stored, 1 fixed codes), then
 *   stored: up to a whole byte; length (16), its complement (16), the bytes
 *   fixed:  codes of 7 to 9 bits for literals, the end and lengths, each length with the code of a distance (5) behind it, and the
 *           lower bits of both as they are (RFC 1951, sections 3.2.4 to 3.2.6)
 * Codes begin with their highest bit, all other numbers with their lowest.
 */
#include "codec/squeeze.h"

#include <string.h>

enum {
	STORED = 0,
	FIXED = 1,
	END = 256,
	FIRST_LENGTH = 257,
	LONGEST_CODE = 285,
	MATCH_MIN = 4,
	MATCH_MAX = 258,
	DISTANCE_MAX = 32768,
	STORED_HEAD = 5,
};

struct output {
	struct squeeze *s;
	uint8_t *at;
};

static void
put(struct output *o, uint32_t value, unsigned n)
{
	struct squeeze *s = o->s;

	s->bits |= (uint64_t)value << s->bit_count;
	for (s->bit_count += n; s->bit_count >= 8; s->bit_count -= 8) {
		*o->at++ = (uint8_t)s->bits;
		s->bits >>= 8;
	}
}

static uint32_t
reversed(uint32_t code, unsigned n)
{
	uint32_t r = 0;

	for (; n; n--, code >>= 1)
		r = r << 1 | (code & 1);
	return r;
}

/* A literal, the end, or a length's code. */
static void
put_code(struct output *o, unsigned symbol)
{
	static const struct {
		uint16_t below, code, from;
		uint8_t bits;
	} ranges[] = { { 144, 0x30, 0, 8 }, { 256, 0x190, 144, 9 }, { 280, 0, 256, 7 }, { 288, 0xc0, 280, 8 } };
	size_t i = 0;

	while (symbol >= ranges[i].below)
		i++;
	put(o, reversed(ranges[i].code + symbol - ranges[i].from, ranges[i].bits), ranges[i].bits);
}

static unsigned
log2_of(uint32_t n)
{
	return n ? 31 - (unsigned)__builtin_clz(n) : 0;
}

static void
put_match(struct output *o, unsigned length, unsigned distance)
{
	uint32_t l = length - 3, d = distance - 1;
	unsigned extra = l < 4 ? 0 : log2_of(l) - 2;

	if (length == MATCH_MAX) {
		put_code(o, LONGEST_CODE);
	} else {
		put_code(o, FIRST_LENGTH + (extra << 2) + (l >> extra));
		put(o, l & ((1u << extra) - 1), extra);
	}
	extra = d < 2 ? 0 : log2_of(d) - 1;
	put(o, reversed((extra << 1) + (d >> extra), 5), 5);
	put(o, d & ((1u << extra) - 1), extra);
}

static uint32_t
four_bytes(const char *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static uint16_t *
place_of(struct squeeze *s, uint32_t bytes)
{
	return &s->seen[bytes * 2654435761u >> (32 - SQUEEZE_HASH_BITS)];
}

/* How much from `at` on was there before; 0 for less than is worth it. */
static size_t
match(struct squeeze *s, struct str in, size_t at, size_t *distance)
{
	uint32_t bytes = four_bytes(in.p + at);
	uint16_t *place = place_of(s, bytes);
	size_t before = *place, n = MATCH_MIN, most = in.n - at < MATCH_MAX ? in.n - at : MATCH_MAX;

	*place = (uint16_t)(at + 1);
	if (!before--)
		return 0;
	*distance = at - before;
	if (*distance > DISTANCE_MAX || four_bytes(in.p + before) != bytes)
		return 0;
	while (n < most && in.p[before + n] == in.p[at + n])
		n++;
	return n;
}

static void
put_fixed(struct output *o, struct str in)
{
	size_t at = 0, distance = 0;

	memset(o->s->seen, 0, sizeof(o->s->seen));
	while (at < in.n) {
		size_t n = in.n - at < MATCH_MIN ? 0 : match(o->s, in, at, &distance);

		if (!n) {
			put_code(o, (uint8_t)in.p[at++]);
			continue;
		}
		put_match(o, (unsigned)n, (unsigned)distance);
		/* What lies inside of it may be met again, too. */
		for (size_t i = at + 1; i < at + n && in.n - i >= MATCH_MIN; i++)
			*place_of(o->s, four_bytes(in.p + i)) = (uint16_t)(i + 1);
		at += n;
	}
	put_code(o, END);
}

static void
put_stored(struct output *o, struct str in)
{
	put(o, 0, -o->s->bit_count & 7);
	put(o, (uint32_t)in.n, 16);
	put(o, ~(uint32_t)in.n & 0xffff, 16);
	if (in.n)
		memcpy(o->at, in.p, in.n);
	o->at += in.n;
}

size_t
squeeze_block(struct squeeze *s, struct str in, bool last, uint8_t *out)
{
	uint64_t bits = s->bits;
	unsigned bit_count = s->bit_count;
	struct output o = { s, out };

	put(&o, last | FIXED << 1, 3);
	put_fixed(&o, in);
	if ((size_t)(o.at - out) > in.n + STORED_HEAD) {
		s->bits = bits;
		s->bit_count = bit_count;
		o.at = out;
		put(&o, last | STORED << 1, 3);
		put_stored(&o, in);
	}
	if (last)
		put(&o, 0, -s->bit_count & 7);
	return (size_t)(o.at - out);
}
