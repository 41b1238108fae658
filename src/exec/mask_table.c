#include "exec/mask_table.h"

#include <stdlib.h>

enum { BITMAP_BITS_MIN = 15, BITMAP_BITS_MAX = 24, BITS_A_KEY = 64, STARTS_A_VALUE = 1 + 2 * (1 + 4 + 16) };

void
mask_init(struct mask *m, struct arena *a)
{
	*m = (struct mask){ .arena = a };
}

static void
add(struct mask *m, struct str text)
{
	struct mask_value *more;

	if (m->n == m->cap) {
		m->cap = m->cap ? 2 * m->cap : 16;
		more = arena_new_n(m->arena, struct mask_value, m->cap);
		if (m->n)
			memcpy(more, m->values, m->n * sizeof(*more));
		m->values = more;
	}
	m->values[m->n++] = (struct mask_value){ text, UINT32_MAX };
	if (text.n > m->longest)
		m->longest = text.n;
}

/* And its lines: a key may be printed line by line, or indented. */
static void
add_lines(struct mask *m, struct str value)
{
	struct str rest = value;

	if (value.n >= MASK_VALUE_MIN)
		add(m, value);
	while (rest.p) {
		struct str line = str_trim(str_cut(&rest, '\n'));

		if (line.n >= MASK_VALUE_MIN && line.n < value.n)
			add(m, line);
	}
}

/* What a reader of JSON, or an `echo` that knows escapes, makes of it; an escape that is none stays as it is. */
static struct str
unescaped(struct arena *a, struct str value)
{
	struct arena scratch = ARENA_EMPTY;
	struct buf out = buf_in(&scratch);
	uint8_t *decoded = arena_alloc(&scratch, value.n + 4);
	uint32_t *ends = arena_new_n(&scratch, uint32_t, value.n + 4);
	struct str text;

	while (value.n) {
		struct mask_reader r;

		mask_reader_init(&r, FORM_JSON, value, true, 0, decoded, ends);
		mask_reader_fill(&r, value.n);
		buf_add(&out, (struct str){ (const char *)r.out, r.out_n });
		value = str_sub(value, r.at, value.n);
		buf_add(&out, str_sub(value, 0, 1));
		value = str_sub(value, 1, value.n);
	}
	text = arena_str(a, buf_str(&out));
	arena_release(&scratch);
	return text;
}

bool
mask_add(struct mask *m, struct str value)
{
	if (value.n < MASK_VALUE_MIN)
		return false;
	add_lines(m, value);
	if (str_chr(value, '\\') < value.n)
		add_lines(m, unescaped(m->arena, value));
	return true;
}

static int
by_text(const void *a, const void *b)
{
	return str_cmp(((const struct mask_value *)a)->text, ((const struct mask_value *)b)->text);
}

static void
sort(struct mask *m)
{
	size_t kept = 0;

	if (m->n)
		qsort(m->values, m->n, sizeof(*m->values), by_text);
	for (size_t i = 0; i < m->n; i++)
		if (kept == 0 || !str_eq(m->values[kept - 1].text, m->values[i].text))
			m->values[kept++] = m->values[i];
	m->n = kept;
	/* What a value begins with stands before it, and so does all that begins with that. */
	for (size_t i = 1; i < m->n; i++) {
		uint32_t j = (uint32_t)i - 1;

		while (j != UINT32_MAX && !str_starts(m->values[i].text, m->values[j].text))
			j = m->values[j].prefix;
		m->values[i].prefix = j;
	}
}

static uint8_t *
bitmap(struct mask *m, size_t keys, unsigned *shift)
{
	unsigned bits = BITMAP_BITS_MIN;

	while (bits < BITMAP_BITS_MAX && (size_t)1 << bits < keys * BITS_A_KEY)
		bits++;
	*shift = 32 - bits;
	return arena_alloc(m->arena, (size_t)1 << (bits - 3));
}

static void
set_bit(uint8_t *map, unsigned shift, const uint8_t *p)
{
	uint32_t i = mask_load(p) * 0x9e3779b1u >> shift;

	map[i >> 3] |= (uint8_t)(1 << (i & 7));
}

/* The first four characters in base64 when the value begins at bit `skip` of the first: its upper bits may be any. */
static void
base64_starts(struct mask *m, const uint8_t *v, unsigned skip)
{
	static const char standard[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	static const char url_safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	uint32_t value = (uint32_t)v[0] << 16 | (uint32_t)v[1] << 8 | v[2];

	for (uint32_t before = 0; before < 1u << skip; before++) {
		uint32_t digits = (before << (24 - skip)) | value >> skip;
		uint8_t one[4], other[4];

		for (unsigned i = 0; i < 4; i++) {
			one[i] = (uint8_t)standard[digits >> (18 - 6 * i) & 63];
			other[i] = (uint8_t)url_safe[digits >> (18 - 6 * i) & 63];
		}
		set_bit(m->starts, m->starts_shift, one);
		set_bit(m->starts, m->starts_shift, other);
	}
}

void
mask_seal(struct mask *m)
{
	sort(m);
	m->keys = bitmap(m, m->n, &m->keys_shift);
	m->starts = bitmap(m, m->n * STARTS_A_VALUE, &m->starts_shift);
	set_bit(m->starts, m->starts_shift, (const uint8_t *)"http");
	for (size_t i = 0; i < m->n; i++) {
		const uint8_t *v = (const uint8_t *)m->values[i].text.p;

		m->firsts[*v] = true;
		m->spaces |= memchr(v, ' ', m->values[i].text.n) != NULL;
		set_bit(m->keys, m->keys_shift, v);
		set_bit(m->starts, m->starts_shift, v);
		for (unsigned skip = 0; skip <= 4; skip += 2)
			base64_starts(m, v, skip);
	}
}

/* The first value that sorts after `text`. */
static size_t
first_after(const struct mask *m, struct str text)
{
	size_t from = 0, to = m->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (str_cmp(m->values[middle].text, text) <= 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static size_t
common(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n, i = 0;

	while (i < n && a.p[i] == b.p[i])
		i++;
	return i;
}

/* Some value goes on behind `text`, in the next byte's upper `bits` bits with `next`. */
static bool
goes_on(const struct mask *m, struct mask_reader const *r, struct str text)
{
	unsigned bits = r->bit_count;
	uint8_t next = (uint8_t)(r->bits << (8 - bits));
	size_t i;

	if (bits == 0) {
		i = first_after(m, text);
		return i < m->n && str_starts(m->values[i].text, text);
	}
	/* The room behind what was decoded takes the bits as if they were a byte; that byte itself counts too. */
	r->out[text.n] = next;
	i = first_after(m, (struct str){ text.p, text.n + 1 });
	if (i > 0 && str_starts(m->values[i - 1].text, (struct str){ text.p, text.n + 1 }))
		return true;
	return i < m->n && m->values[i].text.n > text.n && str_starts(m->values[i].text, text) &&
	    (uint8_t)m->values[i].text.p[text.n] >> (8 - bits) == next >> (8 - bits);
}

struct mask_found
mask_find(const struct mask *m, const struct mask_reader *r)
{
	struct str text = { (const char *)r->out, r->out_n };
	struct mask_found f = { 0 };
	size_t i = first_after(m, text);
	uint32_t at = i ? (uint32_t)i - 1 : UINT32_MAX;

	if (i < m->n)
		f.common = common(m->values[i].text, text);
	if (i > 0) {
		size_t before = common(m->values[i - 1].text, text);

		while (at != UINT32_MAX && m->values[at].text.n > before)
			at = m->values[at].prefix;
		f.length = at == UINT32_MAX ? 0 : m->values[at].text.n;
		if (before > f.common)
			f.common = before;
	}
	f.longer = goes_on(m, r, text);
	return f;
}
