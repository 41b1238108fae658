#include "codec/base64.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void
base64_encode(struct buf *out, struct str in)
{
	size_t n = in.n <= SIZE_MAX / 2 ? (in.n + 2) / 3 * 4 : SIZE_MAX;
	char *to = buf_room(out, n);

	if (!to)
		return;
	for (size_t i = 0; i < in.n; i += 3) {
		size_t left = in.n - i;
		uint32_t v = (uint32_t)(uint8_t)in.p[i] << 16;

		if (left > 1)
			v |= (uint32_t)(uint8_t)in.p[i + 1] << 8;
		if (left > 2)
			v |= (uint8_t)in.p[i + 2];
		*to++ = alphabet[v >> 18];
		*to++ = alphabet[v >> 12 & 63];
		*to++ = left > 1 ? alphabet[v >> 6 & 63] : '=';
		*to++ = left > 2 ? alphabet[v & 63] : '=';
	}
	out->n += n;
}

enum { PAD = 64, FOLD = 65, BAD = 66 };

/* What a byte of the text means: 0..63, padding, a line end, or nothing. */
static int
sextet(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	switch (c) {
	case '+':
	case '-':
		return 62;
	case '/':
	case '_':
		return 63;
	case '=':
		return PAD;
	case '\r':
	case '\n':
		return FOLD;
	default:
		return BAD;
	}
}

/* A group of four digits, some of them perhaps padding. */
struct group {
	uint32_t bits;
	unsigned digits, pads;
};

static int
group_add(struct group *g, int v, size_t at, struct err *e)
{
	if (v == BAD)
		return err_set(e, ERR_INPUT, "offset %zu: not a base64 character", at);
	if (v == PAD && g->digits < 2)
		return err_set(e, ERR_INPUT, "offset %zu: '=' may only fill up the last group of four", at);
	if (v != PAD && g->pads)
		return err_set(e, ERR_INPUT, "offset %zu: data after the padding", at);
	if (v == PAD) {
		g->pads++;
		v = 0;
	} else {
		g->digits++;
	}
	g->bits = g->bits << 6 | (uint32_t)v;
	return 0;
}

/* Writes the one to three bytes of a full group. */
static int
group_flush(struct group *g, char **to, size_t at, struct err *e)
{
	unsigned n = 3 - g->pads;

	/* Bits that no byte takes must be zero, or two texts would mean the same. */
	if (g->bits & ((1u << (8 * g->pads)) - 1))
		return err_set(e, ERR_INPUT, "offset %zu: bits left over before the padding", at);
	for (unsigned i = 0; i < n; i++)
		*(*to)++ = (char)(g->bits >> (16 - 8 * i));
	g->bits = 0;
	g->digits = 0; /* but not `pads`: nothing may follow them */
	return 0;
}

int
base64_decode(struct buf *out, struct str in, struct err *e)
{
	struct group g = { 0 };
	size_t digits = 0;

	for (size_t i = 0; i < in.n; i++)
		digits += sextet(in.p[i]) < PAD;
	char *start = buf_room(out, digits / 4 * 3 + digits % 4 * 3 / 4), *to = start;
	if (!start && digits > 1)
		return 0;
	for (size_t i = 0; i < in.n; i++) {
		int v = sextet(in.p[i]);

		if (v == FOLD)
			continue;
		if (group_add(&g, v, i, e) < 0)
			return -1;
		if (g.digits + g.pads == 4 && group_flush(&g, &to, i, e) < 0)
			return -1;
	}
	if (g.digits)
		return err_set(e, ERR_INPUT, "offset %zu: the last group of four is not complete", in.n);
	if (start)
		out->n += (size_t)(to - start);
	return 0;
}
