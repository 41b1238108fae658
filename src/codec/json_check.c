#include "codec/json_check.h"

#include "base/fmt.h"
#include "codec/hex.h"

/* What may come next. */
enum want { WANT_VALUE, WANT_FIRST_ELEMENT, WANT_FIRST_KEY, WANT_KEY, WANT_COLON, WANT_NEXT, WANT_END };

static int
peek(const struct json_check *c)
{
	return c->at < c->text.n ? (uint8_t)c->text.p[c->at] : -1;
}

static bool
fault(struct json_check *c, enum json_fault kind, const char *problem)
{
	c->fault = kind;
	fmt_text(c->problem, sizeof(c->problem), "%s", problem);
	return false;
}

static bool
expected(struct json_check *c, const char *what)
{
	int got = peek(c);

	c->fault = JSON_BAD_GRAMMAR;
	if (got < 0)
		fmt_text(c->problem, sizeof(c->problem), "expected %s, got the end of the text", what);
	else if (got > ' ' && got < 0x7f)
		fmt_text(c->problem, sizeof(c->problem), "expected %s, got '%c'", what, got);
	else
		fmt_text(c->problem, sizeof(c->problem), "expected %s, got the byte 0x%02x", what, (unsigned)got);
	return false;
}

static void
skip_white_space(struct json_check *c)
{
	for (; c->at < c->text.n; c->at++) {
		char b = c->text.p[c->at];

		if (b != ' ' && b != '\n' && b != '\t' && b != '\r')
			return;
	}
}

/* The unit of UTF-16 that four hex digits say, or -1. */
static int
unit(struct str s)
{
	int v = 0;

	if (s.n < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		int digit = hex_digit(s.p[i]);

		if (digit < 0)
			return -1;
		v = v << 4 | digit;
	}
	return v;
}

int32_t
json_code_point(struct str s, uint32_t *used)
{
	int first = unit(s);

	*used = 4;
	if (first < 0xd800 || first > 0xdbff || !str_starts(str_sub(s, 4, s.n), STR("\\u")))
		return first;
	int second = unit(str_sub(s, 6, s.n));
	if (second < 0xdc00 || second > 0xdfff)
		return first;
	*used = 10;
	return 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
}

static bool
check_code_point(struct json_check *c)
{
	uint32_t used;
	int32_t point = json_code_point(str_sub(c->text, c->at, c->text.n), &used);

	if (point < 0) {
		while (peek(c) >= 0 && hex_digit((char)peek(c)) >= 0)
			c->at++;
		return expected(c, "four hex digits after \\u");
	}
	if (point >= 0xd800 && point <= 0xdfff && c->lone_surrogate == JSON_NOWHERE)
		c->lone_surrogate = c->at - 2;
	c->at += used;
	return true;
}

static bool
check_escape(struct json_check *c)
{
	c->at++;
	switch (peek(c)) {
	case 'u':
		c->at++;
		return check_code_point(c);
	case '"':
	case '\\':
	case '/':
	case 'b':
	case 'f':
	case 'n':
	case 'r':
	case 't':
		c->at++;
		return true;
	default:
		return expected(c, "one of \"\\/bfnrtu after a backslash");
	}
}

/* UTF-8 is checked a run at a time: between escapes and quotes. */
static bool
check_plain(struct json_check *c)
{
	uint32_t from = c->at;
	uint8_t all = 0;
	size_t bad;

	for (; c->at < c->text.n; c->at++) {
		uint8_t b = (uint8_t)c->text.p[c->at];

		if (b < ' ' || b == '"' || b == '\\')
			break;
		all |= b;
	}
	if (!(all & 0x80) || str_utf8(str_sub(c->text, from, c->at), &bad))
		return true;
	c->at = from + (uint32_t)bad;
	return fault(c, JSON_BAD_UTF8, "a string holds bytes that are not UTF-8");
}

static bool
check_string(struct json_check *c)
{
	uint32_t quote = c->at++;

	c->values++;
	for (;;) {
		if (!check_plain(c))
			return false;
		switch (peek(c)) {
		case '"':
			c->at++;
			return true;
		case '\\':
			if (!check_escape(c))
				return false;
			break;
		case -1:
			c->at = quote;
			return fault(c, JSON_BAD_GRAMMAR, "the string that begins here is not closed");
		default:
			return fault(c, JSON_BAD_GRAMMAR, "a control character in a string must be escaped");
		}
	}
}

static bool
check_digits(struct json_check *c)
{
	if (peek(c) < '0' || peek(c) > '9')
		return expected(c, "a digit in a number");
	while (peek(c) >= '0' && peek(c) <= '9')
		c->at++;
	return true;
}

static bool
check_number(struct json_check *c)
{
	c->values++;
	if (peek(c) == '-')
		c->at++;
	bool zero = peek(c) == '0';
	uint32_t first = c->at;
	if (!check_digits(c))
		return false;
	if (zero && c->at > first + 1) {
		c->at = first;
		return fault(c, JSON_BAD_GRAMMAR, "a number has no leading zeros");
	}
	if (peek(c) == '.') {
		c->at++;
		if (!check_digits(c))
			return false;
	}
	if (peek(c) == 'e' || peek(c) == 'E') {
		c->at++;
		if (peek(c) == '+' || peek(c) == '-')
			c->at++;
		return check_digits(c);
	}
	return true;
}

static bool
check_word(struct json_check *c, const char *what)
{
	static const struct str words[] = { { "true", 4 }, { "false", 5 }, { "null", 4 } };

	for (size_t i = 0; i < COUNT(words); i++) {
		if (!str_starts(str_sub(c->text, c->at, c->text.n), words[i]))
			continue;
		c->at += (uint32_t)words[i].n;
		c->values++;
		return true;
	}
	return expected(c, what);
}

static bool
open_scope(struct json_check *c, char closer)
{
	if (c->depth == c->depth_max) {
		c->fault = JSON_TOO_DEEP;
		fmt_text(c->problem, sizeof(c->problem), "nested deeper than %u", c->depth_max);
		return false;
	}
	c->closers[c->depth++] = closer;
	c->at++;
	c->values++;
	return true;
}

static enum want
after_value(const struct json_check *c)
{
	return c->depth ? WANT_NEXT : WANT_END;
}

static bool
step_close(struct json_check *c, enum want *want)
{
	c->depth--;
	c->at++;
	*want = after_value(c);
	return true;
}

static bool
step_value(struct json_check *c, enum want *want)
{
	const char *what = *want == WANT_FIRST_ELEMENT ? "a value or ']'" : "a value";

	switch (peek(c)) {
	case '{':
		*want = WANT_FIRST_KEY;
		return open_scope(c, '}');
	case '[':
		*want = WANT_FIRST_ELEMENT;
		return open_scope(c, ']');
	case ']':
		return *want == WANT_FIRST_ELEMENT ? step_close(c, want) : expected(c, what);
	}
	*want = after_value(c);
	if (peek(c) == '"')
		return check_string(c);
	if (peek(c) == '-' || (peek(c) >= '0' && peek(c) <= '9'))
		return check_number(c);
	return check_word(c, what);
}

static bool
step_key(struct json_check *c, enum want *want)
{
	if (peek(c) == '}' && *want == WANT_FIRST_KEY)
		return step_close(c, want);
	if (peek(c) != '"')
		return expected(c,
		    *want == WANT_FIRST_KEY ? "a key in double quotes or '}'" : "a key in double quotes after ','");
	*want = WANT_COLON;
	return check_string(c);
}

static bool
step_next(struct json_check *c, enum want *want)
{
	bool object = c->closers[c->depth - 1] == '}';

	if (peek(c) == c->closers[c->depth - 1])
		return step_close(c, want);
	if (peek(c) != ',')
		return expected(c, object ? "',' or '}' after a member" : "',' or ']' after an element");
	c->at++;
	*want = object ? WANT_KEY : WANT_VALUE;
	return true;
}

static bool
step_colon(struct json_check *c, enum want *want)
{
	if (peek(c) != ':')
		return expected(c, "':' after a key");
	c->at++;
	*want = WANT_VALUE;
	return true;
}

static bool
step_end(struct json_check *c, enum want *want)
{
	(void)want;
	return expected(c, "nothing more after the document");
}

bool
json_check(struct json_check *c)
{
	static bool (*const steps[])(struct json_check *, enum want *) = {
		[WANT_VALUE] = step_value,
		[WANT_FIRST_ELEMENT] = step_value,
		[WANT_FIRST_KEY] = step_key,
		[WANT_KEY] = step_key,
		[WANT_COLON] = step_colon,
		[WANT_NEXT] = step_next,
		[WANT_END] = step_end,
	};
	enum want want = WANT_VALUE;

	c->lone_surrogate = JSON_NOWHERE;
	for (;;) {
		skip_white_space(c);
		if (want == WANT_END && c->at == c->text.n)
			return true;
		if (!steps[want](c, &want))
			return false;
	}
}
