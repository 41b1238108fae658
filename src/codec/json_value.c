/* The typed getters of json.h. */
#include "codec/json.h"

#include "codec/json_tree.h"

enum { SHOWN_BYTES = 40 };

/* What is there, for a person: a string or number shortened, else its kind. */
static void
put_found(struct buf *out, struct json j)
{
	struct str raw = json_raw(j);
	size_t end = SHOWN_BYTES;

	switch (json_type(j)) {
	case JSON_MISSING:
		buf_addz(out, "but it is missing");
		return;
	case JSON_ARRAY:
		buf_addz(out, "got an array");
		return;
	case JSON_OBJECT:
		buf_addz(out, "got an object");
		return;
	default:
		break;
	}
	buf_addz(out, "got ");
	if (raw.n <= SHOWN_BYTES + 2) {
		buf_add(out, raw);
		return;
	}
	while (end && (raw.p[end] & 0xc0) == 0x80)
		end--;
	buf_add(out, str_sub(raw, 0, end));
	buf_addz(out, json_type(j) == JSON_STRING ? "...\"" : "...");
}

static int
wrong(struct json j, const char *expected, struct err *e)
{
	if (!j.doc)
		return err_set(e, ERR_INPUT, "expected %s, but it is missing", expected);
	struct buf text = buf_in(j.doc->tree->arena);

	json_path(&text, j);
	if (text.n)
		buf_addz(&text, ": ");
	buf_printf(&text, "expected %s, ", expected);
	put_found(&text, j);
	return err_set(e, ERR_INPUT, "%s", buf_z(&text));
}

int
json_str(struct json j, struct str *out, struct err *e)
{
	if (json_type(j) != JSON_STRING)
		return wrong(j, "a string", e);
	*out = json_decoded(j.doc->tree, j.node);
	return 0;
}

int
json_bool(struct json j, bool *out, struct err *e)
{
	if (json_type(j) != JSON_BOOL)
		return wrong(j, "true or false", e);
	*out = json_raw(j).p[0] == 't';
	return 0;
}

/* A number's digits without the point, and the power of ten that they are times. */
struct decimal {
	struct str mantissa; /* with the point */
	int64_t digits, power;
	bool negative;
};

static struct decimal
decimal(struct str raw)
{
	struct decimal d = { .negative = raw.p[0] == '-' };
	size_t end = str_chr(raw, 'e') < raw.n ? str_chr(raw, 'e') : str_chr(raw, 'E');

	d.mantissa = str_sub(raw, d.negative, end);
	size_t point = str_chr(d.mantissa, '.');
	bool has_point = point < d.mantissa.n;
	struct str exponent = str_sub(raw, end + 1, raw.n);
	bool down = str_starts(exponent, STR("-"));

	d.digits = (int64_t)(d.mantissa.n - has_point);
	/* Clamped above any length that a text can have: more would not change the outcome. */
	for (size_t i = 0; i < exponent.n; i++)
		if (exponent.p[i] >= '0' && exponent.p[i] <= '9' && d.power < (int64_t)1 << 40)
			d.power = d.power * 10 + (exponent.p[i] - '0');
	d.power = (down ? -d.power : d.power) - (int64_t)(has_point ? d.mantissa.n - point - 1 : 0);
	return d;
}

enum whole { WHOLE, FRACTION, TOO_BIG };

/* Counts downwards from zero, which reaches one further than upwards. */
static enum whole
whole_value(const struct decimal *d, int64_t *out)
{
	int64_t keep = d->digits + d->power, seen = 0, v = 0;
	bool over = false;

	for (size_t i = 0; i < d->mantissa.n; i++) {
		char c = d->mantissa.p[i];

		if (c == '.')
			continue;
		if (seen++ >= keep) {
			if (c != '0')
				return FRACTION;
			continue;
		}
		over = over || __builtin_mul_overflow(v, 10, &v) || __builtin_sub_overflow(v, c - '0', &v);
	}
	for (; v && !over && seen < keep; seen++)
		over = __builtin_mul_overflow(v, 10, &v);
	if (over || (!d->negative && v == INT64_MIN))
		return TOO_BIG;
	*out = d->negative ? v : -v;
	return WHOLE;
}

int
json_i64(struct json j, int64_t *out, struct err *e)
{
	if (json_type(j) != JSON_NUMBER)
		return wrong(j, "a whole number", e);
	struct decimal d = decimal(json_raw(j));

	switch (whole_value(&d, out)) {
	case FRACTION:
		return wrong(j, "a whole number", e);
	case TOO_BIG:
		return wrong(j, "a whole number of 64 bits", e);
	default:
		return 0;
	}
}

struct str
json_str_or(struct json j, struct str otherwise)
{
	struct str s;

	return json_type(j) == JSON_STRING && json_str(j, &s, NULL) == 0 ? s : otherwise;
}

int64_t
json_i64_or(struct json j, int64_t otherwise)
{
	int64_t n;

	return json_type(j) == JSON_NUMBER && json_i64(j, &n, NULL) == 0 ? n : otherwise;
}

bool
json_bool_or(struct json j, bool otherwise)
{
	bool b;

	return json_type(j) == JSON_BOOL && json_bool(j, &b, NULL) == 0 ? b : otherwise;
}
