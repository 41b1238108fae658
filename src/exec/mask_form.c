#include "exec/mask_form.h"

#include <string.h>

#include "codec/hex.h"

/* What one step came to: bytes, the end of the form, or the end of the input in the middle of something. */
enum step { STEP_GOT, STEP_CLOSED, STEP_SHORT };

int
base64_digit(uint8_t c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '+' || c == '-')
		return 62;
	return c == '/' || c == '_' ? 63 : -1;
}

void
mask_reader_init(struct mask_reader *r, enum mask_form form, struct str in, bool last, size_t run, uint8_t *out,
    uint32_t *ends)
{
	*r = (struct mask_reader){
		.form = form,
		.in = (const uint8_t *)in.p,
		.n = in.n,
		.last = last,
		.line = run,
		.out = out,
		.ends = ends,
	};
	if (form == FORM_RAW)
		r->out = (uint8_t *)in.p;
}

static enum step
give(struct mask_reader *r, const uint8_t *bytes, size_t n, size_t taken)
{
	r->at += taken;
	for (size_t i = 0; i < n; i++) {
		r->out[r->out_n] = bytes[i];
		r->ends[r->out_n++] = (uint32_t)r->at;
	}
	return STEP_GOT;
}

/* `n` hex digits at in[from]. */
static enum step
hex_at(const struct mask_reader *r, size_t from, size_t n, uint32_t *value)
{
	*value = 0;
	for (size_t i = from; i < from + n; i++) {
		int digit;

		if (i >= r->n)
			return STEP_SHORT;
		digit = hex_digit((char)r->in[i]);
		if (digit < 0)
			return STEP_CLOSED;
		*value = *value << 4 | (uint32_t)digit;
	}
	return STEP_GOT;
}

static enum step
step_url(struct mask_reader *r)
{
	uint8_t c = r->in[r->at];
	uint32_t value;
	enum step got;

	if (c == '%') {
		got = hex_at(r, r->at + 1, 2, &value);
		c = (uint8_t)value;
		return got == STEP_GOT ? give(r, &c, 1, 3) : got;
	}
	if (c == '+' && r->form == FORM_URL_PLUS)
		c = ' ';
	return give(r, &c, 1, 1);
}

static size_t
utf8(uint32_t rune, uint8_t out[static 4])
{
	if (rune < 0x80) {
		out[0] = (uint8_t)rune;
		return 1;
	}
	if (rune < 0x800) {
		out[0] = (uint8_t)(0xc0 | rune >> 6);
		out[1] = (uint8_t)(0x80 | (rune & 0x3f));
		return 2;
	}
	if (rune < 0x10000) {
		out[0] = (uint8_t)(0xe0 | rune >> 12);
		out[1] = (uint8_t)(0x80 | (rune >> 6 & 0x3f));
		out[2] = (uint8_t)(0x80 | (rune & 0x3f));
		return 3;
	}
	out[0] = (uint8_t)(0xf0 | rune >> 18);
	out[1] = (uint8_t)(0x80 | (rune >> 12 & 0x3f));
	out[2] = (uint8_t)(0x80 | (rune >> 6 & 0x3f));
	out[3] = (uint8_t)(0x80 | (rune & 0x3f));
	return 4;
}

/* \uXXXX, or two of them for a rune beyond the first plane. */
static enum step
step_json_rune(struct mask_reader *r)
{
	uint32_t rune, low;
	uint8_t bytes[4];
	size_t taken = 6;
	enum step got = hex_at(r, r->at + 2, 4, &rune);

	if (got != STEP_GOT)
		return got;
	if (rune >= 0xd800 && rune < 0xdc00) {
		for (size_t i = 0; i < 2; i++) {
			if (r->at + 6 + i >= r->n)
				return STEP_SHORT;
			if (r->in[r->at + 6 + i] != "\\u"[i])
				return STEP_CLOSED;
		}
		got = hex_at(r, r->at + 8, 4, &low);
		if (got != STEP_GOT)
			return got;
		rune = 0x10000 + ((rune & 0x3ff) << 10) + (low & 0x3ff);
		taken = 12;
	}
	return give(r, bytes, utf8(rune, bytes), taken);
}

static enum step
step_json(struct mask_reader *r)
{
	static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
	uint8_t c = r->in[r->at];
	const char *name;

	if (c != '\\')
		return give(r, &c, 1, 1);
	if (r->at + 1 >= r->n)
		return STEP_SHORT;
	if (r->in[r->at + 1] == 'u')
		return step_json_rune(r);
	name = memchr(names, r->in[r->at + 1], sizeof(names) - 1);
	return name ? give(r, (const uint8_t *)&meant[name - names], 1, 2) : STEP_CLOSED;
}

/* The length of a line end, escaped (\n in a JSON string) or not; 0: none; -1: may become one. */
static int
line_end(const struct mask_reader *r)
{
	uint8_t c = r->in[r->at];

	if (c == '\n' || c == '\r')
		return 1;
	if (c != '\\')
		return 0;
	if (r->at + 1 >= r->n)
		return -1;
	return r->in[r->at + 1] == 'n' || r->in[r->at + 1] == 'r' ? 2 : 0;
}

/* Where lines are folded, the one before was long; the next character goes on. */
static enum step
unfold(struct mask_reader *r)
{
	int n = line_end(r);

	if (n == 0 || (r->line < FOLD_MIN && !r->folded))
		return STEP_CLOSED;
	if (n < 0)
		return STEP_SHORT;
	r->at += (size_t)n;
	r->line = 0;
	r->folded = true;
	return STEP_GOT;
}

static enum step
step_base64(struct mask_reader *r)
{
	while (r->bit_count < 8) {
		int digit;
		enum step got;

		if (r->at >= r->n)
			return STEP_SHORT;
		digit = base64_digit(r->in[r->at]);
		if (digit < 0) {
			/* A value does not begin with a line end. */
			got = r->at ? unfold(r) : STEP_CLOSED;
			if (got != STEP_GOT)
				return got;
			continue;
		}
		r->bits = r->bits << 6 | (uint32_t)digit;
		r->bit_count += r->at ? 6 : 6 - 2 * (unsigned)(r->form - FORM_BASE64_0);
		r->at++;
		r->line++;
		r->folded = false;
	}
	r->bit_count -= 8;
	return give(r, (const uint8_t[]){ (uint8_t)(r->bits >> r->bit_count) }, 1, 0);
}

static void
fill_raw(struct mask_reader *r, size_t want)
{
	r->out_n = r->at = want < r->n ? want : r->n;
	r->closed = r->last && r->out_n < want;
}

void
mask_reader_fill(struct mask_reader *r, size_t want)
{
	enum step got = STEP_GOT;

	if (r->form == FORM_RAW) {
		fill_raw(r, want);
		return;
	}
	while (r->out_n < want && !r->closed && got == STEP_GOT) {
		if (r->at >= r->n)
			got = STEP_SHORT;
		else if (r->form == FORM_JSON)
			got = step_json(r);
		else if (r->form < FORM_JSON)
			got = step_url(r);
		else
			got = step_base64(r);
		if (got == STEP_CLOSED || (got == STEP_SHORT && r->last))
			r->closed = true;
	}
}

size_t
mask_reader_end(const struct mask_reader *r, size_t n)
{
	return r->form == FORM_RAW ? n : r->ends[n - 1];
}
