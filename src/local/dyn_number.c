#include "local/dyn_number.h"

#include <string.h>

#include "local/operation.h"

enum { EXP_MAX = 126, EXP_MIN = -129, SPAN = EXP_MAX - EXP_MIN + DYN_DIGITS + 4 };

/* Makes a number of `n` digits, of any size, whose first stands for 10 to (exp - 1). */
static int
normalize(bool negative, const char *d, int n, int exp, struct dyn_number *out, struct err *e)
{
	while (n && !d[0]) {
		d++;
		n--;
		exp--;
	}
	while (n && !d[n - 1])
		n--;
	memset(out, 0, sizeof(*out));
	if (!n)
		return 0;
	if (n > DYN_DIGITS)
		return fault_validation(e, "Attempting to store more than 38 significant digits in a Number");
	if (exp > EXP_MAX)
		return fault_validation(e,
		    "Number overflow. Attempting to store a number with magnitude larger than supported range");
	if (exp < EXP_MIN)
		return fault_validation(e,
		    "Number underflow. Attempting to store a number with magnitude smaller than supported range");
	out->negative = negative;
	out->n = n;
	out->exp = exp;
	memcpy(out->d, d, (size_t)n);
	return 0;
}

static int
not_numeric(struct str text, struct err *e)
{
	return fault_validation(e, "The parameter cannot be converted to a numeric value: " STR_FMT,
	    STR_ARG(str_sub(text, 0, 64)));
}

static bool
digit(struct str s)
{
	return s.n && s.p[0] >= '0' && s.p[0] <= '9';
}

/* The exponent behind the mantissa, bounded so that sums with it cannot overflow. */
static bool
read_exponent(struct str s, int64_t *exp)
{
	*exp = 0;
	if (!s.n)
		return true;
	if (s.p[0] != 'e' && s.p[0] != 'E')
		return false;
	s = str_sub(s, 1, s.n);
	if (s.n && s.p[0] == '+') {
		s = str_sub(s, 1, s.n);
		if (!digit(s))
			return false;
	}
	return str_i64(s, exp) && *exp > -100000 && *exp < 100000;
}

int
dyn_number_read(struct str text, struct dyn_number *out, struct err *e)
{
	char d[512];
	int n = 0, point = -1;
	struct str s = text;
	bool negative = s.n && s.p[0] == '-';
	int64_t exp;

	if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
		s = str_sub(s, 1, s.n);
	for (; digit(s) || (s.n && s.p[0] == '.' && point < 0); s = str_sub(s, 1, s.n)) {
		if (s.p[0] == '.')
			point = n;
		else if (n == sizeof(d))
			return not_numeric(text, e);
		else
			d[n++] = (char)(s.p[0] - '0');
	}
	if (!n || !read_exponent(s, &exp))
		return not_numeric(text, e);
	return normalize(negative, d, n, (point < 0 ? n : point) + (int)exp, out, e);
}

static void
digits(struct buf *b, const struct dyn_number *n, int from, int to)
{
	for (int i = from; i < to; i++)
		buf_addc(b, (char)('0' + (i < n->n ? n->d[i] : 0)));
}

void
dyn_number_write(struct buf *b, const struct dyn_number *n)
{
	if (n->negative)
		buf_addc(b, '-');
	if (!n->n) {
		buf_addc(b, '0');
	} else if (n->exp > DYN_DIGITS || n->exp < -DYN_DIGITS) {
		digits(b, n, 0, 1);
		if (n->n > 1)
			buf_addc(b, '.');
		digits(b, n, 1, n->n);
		buf_printf(b, "E%+d", n->exp - 1);
	} else if (n->exp <= 0) {
		buf_addz(b, "0.");
		for (int i = n->exp; i < 0; i++)
			buf_addc(b, '0');
		digits(b, n, 0, n->n);
	} else {
		digits(b, n, 0, n->exp);
		if (n->n > n->exp)
			buf_addc(b, '.');
		digits(b, n, n->exp, n->n);
	}
}

static int
cmp_magnitude(const struct dyn_number *a, const struct dyn_number *b)
{
	int n = a->n < b->n ? a->n : b->n;
	int c;

	if (!a->n || !b->n)
		return (a->n > 0) - (b->n > 0);
	if (a->exp != b->exp)
		return a->exp < b->exp ? -1 : 1;
	c = memcmp(a->d, b->d, (size_t)n);
	return c ? c : a->n - b->n;
}

int
dyn_number_cmp(const struct dyn_number *a, const struct dyn_number *b)
{
	if (a->negative != b->negative)
		return a->negative ? -1 : 1;
	return a->negative ? -cmp_magnitude(a, b) : cmp_magnitude(a, b);
}

/* Adds `n` times `sign` onto columns whose first stands for 10 to (exp - 1). */
static void
add_columns(int *columns, int exp, const struct dyn_number *n, int sign)
{
	for (int i = 0; i < n->n; i++)
		columns[exp - n->exp + i] += sign * n->d[i];
}

int
dyn_number_add(const struct dyn_number *a, const struct dyn_number *b, struct dyn_number *out, struct err *e)
{
	const struct dyn_number *large = cmp_magnitude(a, b) >= 0 ? a : b, *small = large == a ? b : a;
	int columns[SPAN] = { 0 }, carry = 0, exp = large->exp + 1;
	char d[SPAN];

	/* The result has the sign of the larger one: its columns never end below zero. */
	if (!small->n) {
		*out = *large;
		return 0;
	}
	add_columns(columns, exp, large, 1);
	add_columns(columns, exp, small, a->negative == b->negative ? 1 : -1);
	for (int i = SPAN - 1; i >= 0; i--) {
		int sum = columns[i] + carry;

		carry = sum < 0 ? -1 : sum / 10;
		d[i] = (char)(sum - 10 * carry);
	}
	return normalize(large->negative, d, SPAN, exp, out, e);
}

/* Whole and short enough to compare as text of the same sign. */
static bool
whole(struct str s)
{
	return s.n && s.n < 20 && str_chr(s, '.') == s.n && str_chr(s, 'E') == s.n;
}

int
dyn_number_cmp_text(struct str a, struct str b)
{
	struct dyn_number x, y;

	if (whole(a) && whole(b) && a.p[0] != '-' && b.p[0] != '-')
		return a.n != b.n ? (a.n < b.n ? -1 : 1) : memcmp(a.p, b.p, a.n);
	dyn_number_read(a, &x, NULL);
	dyn_number_read(b, &y, NULL);
	return dyn_number_cmp(&x, &y);
}
