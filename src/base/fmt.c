#include "base/fmt.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct sink {
	char *out;
	size_t cap, n; /* n: of the whole text, written or not */
};

/* One directive: flags, width, precision (-1: none), length. */
struct directive {
	bool left, zero, plus;
	int width, precision;
	enum { LENGTH_INT, LENGTH_LONG, LENGTH_LONG_LONG, LENGTH_SIZE, LENGTH_MAX } length;
};

enum { DIGITS_MAX = 22 }; /* of 64 bits in octal */

static void
put(struct sink *s, const char *p, size_t n)
{
	size_t room = s->n < s->cap ? s->cap - s->n : 0, fits = n < room ? n : room;
	char *to = s->out + s->n;

	s->n += n;
	/* Most pieces are shorter than a call of memcpy() is worth. */
	if (fits > 16) {
		memcpy(to, p, fits);
		return;
	}
	while (fits--)
		*to++ = *p++;
}

static void
pad(struct sink *s, char c, int n)
{
	for (; n > 0; n--)
		put(s, &c, 1);
}

/* The number of `*`, or of the digits at *p, which moves on. */
static int
number(const char **p, int star)
{
	int n = 0;

	if (**p == '*') {
		++*p;
		return star;
	}
	for (; **p >= '0' && **p <= '9'; ++*p)
		n = n < 100000 ? n * 10 + (**p - '0') : n;
	return n;
}

static void
put_text(struct sink *s, const struct directive *d, const char *text)
{
	size_t n;
	int padding;

	if (!text)
		text = "(null)";
	n = d->precision < 0 ? strlen(text) : strnlen(text, (size_t)d->precision);
	padding = n < (size_t)d->width ? d->width - (int)n : 0;
	if (!d->left)
		pad(s, ' ', padding);
	put(s, text, n);
	if (d->left)
		pad(s, ' ', padding);
}

static void
put_number(struct sink *s, const struct directive *d, uintmax_t n, const char *sign, unsigned base, char ten)
{
	char text[DIGITS_MAX];
	int at = sizeof(text), digits, zeros, padding, signs = *sign ? 1 : 0;

	for (; n; n /= base)
		text[--at] = (char)(n % base < 10 ? '0' + (char)(n % base) : ten + (char)(n % base - 10));
	digits = (int)sizeof(text) - at;
	zeros = (d->precision < 0 ? 1 : d->precision) - digits;
	if (d->zero && !d->left && d->precision < 0 && d->width - signs - digits > zeros)
		zeros = d->width - signs - digits;
	padding = d->width - signs - digits - (zeros > 0 ? zeros : 0);
	if (!d->left)
		pad(s, ' ', padding);
	put(s, sign, (size_t)signs);
	pad(s, '0', zeros);
	put(s, text + at, (size_t)digits);
	if (d->left)
		pad(s, ' ', padding);
}

/* A va_list is an array on some machines: inside a struct it can be handed on by its address on all of them. */
struct arguments {
	va_list ap;
};

static uintmax_t
take_unsigned(const struct directive *d, struct arguments *a)
{
	switch (d->length) {
	case LENGTH_LONG:
		return va_arg(a->ap, unsigned long);
	case LENGTH_LONG_LONG:
		return va_arg(a->ap, unsigned long long);
	case LENGTH_SIZE:
		return va_arg(a->ap, size_t);
	case LENGTH_MAX:
		return va_arg(a->ap, uintmax_t);
	default:
		return va_arg(a->ap, unsigned);
	}
}

static void
put_signed(struct sink *s, const struct directive *d, struct arguments *a)
{
	uintmax_t bits = take_unsigned(d, a);
	intmax_t n = d->length == LENGTH_INT ? (int)(unsigned)bits :
	    d->length == LENGTH_LONG         ? (long)(unsigned long)bits :
					       (intmax_t)bits;

	put_number(s, d, n < 0 ? -(uintmax_t)n : (uintmax_t)n, n < 0 ? "-" : d->plus ? "+" : "", 10, 0);
}

/* Flags, width, precision and length in front of the letter that *p then points at. */
static struct directive
read_directive(const char **p, struct arguments *a)
{
	struct directive d = { .precision = -1 };

	for (; **p == '-' || **p == '0' || **p == '+'; ++*p) {
		d.left |= **p == '-';
		d.zero |= **p == '0';
		d.plus |= **p == '+';
	}
	d.width = number(p, **p == '*' ? va_arg(a->ap, int) : 0);
	if (d.width < 0) {
		d.left = true;
		d.width = -d.width;
	}
	if (**p == '.') {
		++*p;
		d.precision = number(p, **p == '*' ? va_arg(a->ap, int) : 0);
	}
	for (;; ++*p) {
		if (**p == 'l')
			d.length = d.length == LENGTH_LONG ? LENGTH_LONG_LONG : LENGTH_LONG;
		else if (**p == 'z' || **p == 'j')
			d.length = **p == 'z' ? LENGTH_SIZE : LENGTH_MAX;
		else
			return d;
	}
}

/* False when there is no such directive. */
static bool
put_directive(struct sink *s, const struct directive *d, char letter, struct arguments *a)
{
	char c;

	switch (letter) {
	case 's':
		put_text(s, d, va_arg(a->ap, const char *));
		return true;
	case 'd':
	case 'i':
		put_signed(s, d, a);
		return true;
	case 'u':
		put_number(s, d, take_unsigned(d, a), "", 10, 0);
		return true;
	case 'o':
		put_number(s, d, take_unsigned(d, a), "", 8, 0);
		return true;
	case 'x':
	case 'X':
		put_number(s, d, take_unsigned(d, a), "", 16, letter == 'x' ? 'a' : 'A');
		return true;
	case 'c':
		c = (char)va_arg(a->ap, int);
		put(s, &c, 1);
		return true;
	case '%':
		put(s, "%", 1);
		return true;
	default:
		return false;
	}
}

static void
put_all(struct sink *s, const char *fmt, struct arguments *a)
{
	for (;;) {
		size_t n = 0;
		const char *p;
		struct directive d;

		while (fmt[n] && fmt[n] != '%')
			n++;
		put(s, fmt, n);
		fmt += n;
		if (!*fmt)
			return;
		p = fmt + 1;
		d = read_directive(&p, a);
		if (!put_directive(s, &d, *p, a)) {
			put(s, fmt, strlen(fmt));
			return;
		}
		fmt = p + 1;
	}
}

size_t
fmt_vtext(char *out, size_t cap, const char *fmt, va_list ap)
{
	struct sink s = { out, cap ? cap - 1 : 0, 0 };
	struct arguments a;

	va_copy(a.ap, ap);
	put_all(&s, fmt, &a);
	va_end(a.ap);
	if (cap)
		out[s.n < s.cap ? s.n : s.cap] = 0;
	return s.n;
}

size_t
fmt_text(char *out, size_t cap, const char *fmt, ...)
{
	va_list ap;
	size_t n;

	va_start(ap, fmt);
	n = fmt_vtext(out, cap, fmt, ap);
	va_end(ap);
	return n;
}
