#include "codec/hex.h"

static const char digits[] = "0123456789abcdef";

void
hex_encode(struct buf *out, const void *p, size_t n)
{
	const uint8_t *from = p;
	char *to = n <= SIZE_MAX / 2 ? buf_room(out, 2 * n) : NULL;

	if (!to)
		return;
	for (size_t i = 0; i < n; i++) {
		*to++ = digits[from[i] >> 4];
		*to++ = digits[from[i] & 15];
	}
	out->n += 2 * n;
}

int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

int
hex_decode(struct buf *out, struct str in, struct err *e)
{
	for (size_t i = 0; i < in.n; i++)
		if (hex_digit(in.p[i]) < 0)
			return err_set(e, ERR_INPUT, "offset %zu: expected a hex digit", i);
	if (in.n % 2)
		return err_set(e, ERR_INPUT, "offset %zu: the last byte has one hex digit, it needs two", in.n - 1);

	char *to = buf_room(out, in.n / 2);
	if (!to)
		return 0;
	for (size_t i = 0; i < in.n; i += 2)
		*to++ = (char)(hex_digit(in.p[i]) << 4 | hex_digit(in.p[i + 1]));
	out->n += in.n / 2;
	return 0;
}
