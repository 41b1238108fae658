#include "base/str.h"

#include <stdint.h>
#include <string.h>

struct str
str_z(const char *z)
{
	return z ? (struct str){ z, strlen(z) } : (struct str){ 0 };
}

bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool
str_eqz(struct str a, const char *z)
{
	return str_eq(a, str_z(z));
}

static unsigned char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c + ('a' - 'A')) : (unsigned char)c;
}

bool
str_eq_nocase(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	return true;
}

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && str_eq(str_sub(s, s.n - suffix.n, s.n), suffix);
}

size_t
str_chr(struct str s, char c)
{
	const char *at = s.n ? memchr(s.p, c, s.n) : NULL;

	return at ? (size_t)(at - s.p) : s.n;
}

size_t
str_rchr(struct str s, char c)
{
	for (size_t i = s.n; i > 0; i--)
		if (s.p[i - 1] == c)
			return i - 1;
	return s.n;
}

size_t
str_find(struct str s, struct str needle)
{
	const char *at = needle.n <= s.n && s.n ? memmem(s.p, s.n, needle.p, needle.n) : NULL;

	return at ? (size_t)(at - s.p) : s.n;
}

struct str
str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return (struct str){ s.p ? s.p + from : NULL, to - from };
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str
str_trim(struct str s)
{
	size_t from = 0, to = s.n;

	while (from < to && is_space(s.p[from]))
		from++;
	while (to > from && is_space(s.p[to - 1]))
		to--;
	return str_sub(s, from, to);
}

struct str
str_cut(struct str *rest, char c)
{
	struct str all = *rest;
	size_t at = str_chr(all, c);

	*rest = at < all.n ? str_sub(all, at + 1, all.n) : (struct str){ 0 };
	return str_sub(all, 0, at);
}

bool
str_i64(struct str s, int64_t *out)
{
	bool minus = s.n > 0 && s.p[0] == '-';
	uint64_t n = 0, most = minus ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
	size_t i = minus;

	if (i == s.n)
		return false;
	for (; i < s.n; i++) {
		unsigned digit = (unsigned)(unsigned char)s.p[i] - '0';

		if (digit > 9 || n > (most - digit) / 10)
			return false;
		n = n * 10 + digit;
	}
	*out = minus ? (int64_t)(0 - n) : (int64_t)n;
	return true;
}

/* The length of the well-formed sequence at `p`, 0 when there is none (Unicode, table 3-7). */
static size_t
utf8_sequence(const unsigned char *p, size_t left)
{
	size_t n = p[0] < 0x80 ? 1 : p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : p[0] < 0xf5 ? 4 : 0;
	unsigned char low = p[0] == 0xe0 ? 0xa0 : p[0] == 0xf0 ? 0x90 : 0x80;
	unsigned char high = p[0] == 0xed ? 0x9f : p[0] == 0xf4 ? 0x8f : 0xbf;

	if (n > left)
		return 0;
	if (n > 1 && (p[1] < low || p[1] > high))
		return 0;
	for (size_t i = 2; i < n; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	return n;
}

bool
str_utf8(struct str s, size_t *at)
{
	size_t i = 0;

	while (i < s.n) {
		size_t n = utf8_sequence((const unsigned char *)s.p + i, s.n - i);

		if (n == 0) {
			if (at)
				*at = i;
			return false;
		}
		i += n;
	}
	return true;
}

static bool
is_json_plain(unsigned char c)
{
	return c >= ' ' && c < 0x80 && c != '"' && c != '\\';
}

/* Eight bytes at once: each term sets the high bit of a byte that is beyond ASCII, below a space, a quote or a backslash, and a
 * borrow can come only from such a byte. */
static bool
are_json_plain(const char *p)
{
	const uint64_t ones = 0x0101010101010101, high = 0x80 * ones;
	uint64_t v, quote, backslash;

	memcpy(&v, p, sizeof(v));
	quote = v ^ '"' * ones;
	backslash = v ^ '\\' * ones;
	return ((v | (v - ' ' * ones) | (quote - ones) | (backslash - ones)) & high) == 0;
}

size_t
str_json_plain(struct str s)
{
	size_t n = 0;

	while (n + 8 <= s.n && are_json_plain(s.p + n))
		n += 8;
	while (n < s.n && is_json_plain((unsigned char)s.p[n]))
		n++;
	return n;
}

static bool
is_continuation(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* Of what is no UTF-8 at most a character's length is given up. */
enum { CONTINUATIONS_MAX = 3 };

struct str
str_head(struct str s, size_t max)
{
	size_t n = s.n < max ? s.n : max, least = n < CONTINUATIONS_MAX ? 0 : n - CONTINUATIONS_MAX;

	while (n > least && n < s.n && is_continuation(s.p[n]))
		n--;
	return str_sub(s, 0, n);
}

struct str
str_tail(struct str s, size_t max)
{
	size_t from = s.n < max ? 0 : s.n - max, most = from + CONTINUATIONS_MAX;

	while (from > 0 && from < s.n && from < most && is_continuation(s.p[from]))
		from++;
	return str_sub(s, from, s.n);
}

bool
mem_eq_constant_time(const void *a, const void *b, size_t n)
{
	const volatile unsigned char *x = a, *y = b;
	unsigned char differs = 0;

	for (size_t i = 0; i < n; i++)
		differs |= x[i] ^ y[i];
	return differs == 0;
}

void
mem_wipe(void *p, size_t n)
{
	if (n)
		explicit_bzero(p, n);
}
