#include "exec/mask.h"

#include <string.h>

#include "exec/mask_form.h"
#include "exec/mask_table.h"

enum { CHUNK = 16 * 1024, LOOK_FIRST = 16, LOOK_MORE = 4 };

/* What is at a place of the input. */
enum verdict { PLAIN, SECRET, UNDECIDED };

/* A piece of input that is looked through. */
struct scan {
	struct mask_stream *s;
	const uint8_t *in;
	size_t n;
	bool last;
	size_t at;          /* the place that is looked at */
	size_t close_until; /* places before this are looked at closely: an escape begins within four bytes */
};

/* How much input the encodings of the longest value may take (\u00XX a byte), and a URL. */
static size_t
reach(const struct mask *m)
{
	size_t n = 6 * m->longest + 64;

	return n > MASK_URL_MAX + 64 ? n : MASK_URL_MAX + 64;
}

static void
scratch(struct mask_stream *s, struct arena *a)
{
	s->decoded = arena_alloc(a, s->mask->longest + 8);
	s->ends = arena_new_n(a, uint32_t, s->mask->longest + 8);
}

void
mask_open(struct mask_stream *s, const struct mask *m, struct arena *a, mask_sink *sink, void *ctx)
{
	*s = (struct mask_stream){ .mask = m, .sink = sink, .ctx = ctx };
	s->held_cap = reach(m) + CHUNK;
	s->held = arena_alloc(a, s->held_cap);
	scratch(s, a);
}

/* Base64 characters in a row right before in[at], as many as tell a folded line from another. */
static size_t
run_before(const struct scan *c, size_t at)
{
	size_t n = 0;

	while (n < at && n < FOLD_MIN && base64_digit(c->in[at - n - 1]) >= 0)
		n++;
	return n == at ? n + c->s->run : n;
}

/* A cheap look at the first byte in a form tells most places from the beginning of a value. */
static bool
may_begin(const struct scan *c, enum mask_form form)
{
	const uint8_t *p = c->in + c->at;
	uint8_t first = *p;
	int high, low;

	if (form < FORM_BASE64_0)
		return c->s->mask->firsts[first] ||
		    (form != FORM_RAW && (first == '%' || first == '+' || first == '\\'));
	high = base64_digit(first);
	low = c->at + 1 < c->n ? base64_digit(p[1]) : -1;
	if (high < 0 || low < 0)
		return high >= 0;
	return c->s->mask->firsts[(uint8_t)((high << 6 | low) >> (4 - 2 * (form - FORM_BASE64_0)))];
}

/* One form at the present place. `*end`: where the longest match ends; `*common`: how far the text is some value's. */
static enum verdict
try_form(struct scan *c, enum mask_form form, size_t *end, size_t *shared)
{
	const struct mask *m = c->s->mask;
	size_t left = c->n - c->at, most = reach(m);
	struct str in = { (const char *)c->in + c->at, left < most ? left : most };
	struct mask_found f = { 0 };
	struct mask_reader r;

	mask_reader_init(&r, form, in, c->last || left >= most, form >= FORM_BASE64_0 ? run_before(c, c->at) : 0,
	    c->s->decoded, c->s->ends);
	mask_reader_fill(&r, MASK_VALUE_MIN);
	if (r.out_n >= MASK_VALUE_MIN && !mask_is_key(m, r.out))
		return PLAIN;
	if (r.out_n < MASK_VALUE_MIN && r.closed)
		return PLAIN;
	for (size_t want = LOOK_FIRST;; want *= LOOK_MORE) {
		mask_reader_fill(&r, want < m->longest ? want : m->longest);
		f = mask_find(m, &r);
		if (!f.longer || r.closed || r.out_n < want)
			break;
	}
	*shared = f.common;
	if (f.longer && !r.closed)
		return UNDECIDED;
	if (f.length == 0)
		return PLAIN;
	*end = mask_reader_end(&r, f.length);
	return SECRET;
}

/* A form differs from the raw one only where its escape occurs in what they share, or right behind. */
static bool
differs(const struct scan *c, enum mask_form form, size_t shared)
{
	static const char escapes[FORMS][2] = { [FORM_URL] = "%%", [FORM_URL_PLUS] = "%+", [FORM_JSON] = "\\\\" };
	size_t left = c->n - c->at, n = shared < MASK_VALUE_MIN ? MASK_VALUE_MIN : shared + 1;

	if (form == FORM_RAW || form >= FORM_BASE64_0)
		return true;
	if (n > left)
		n = left;
	return memchr(c->in + c->at, escapes[form][0], n) || memchr(c->in + c->at, escapes[form][1], n);
}

static bool
ends_url(uint8_t c)
{
	return c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>' || c == '`' || c == 0x7f;
}

/* A URL with a signature, from its scheme to what cannot be of it. */
static enum verdict
try_url(struct scan *c, size_t *end)
{
	static const struct str schemes[] = { { "http://", 7 }, { "https://", 8 } };
	struct str text = { (const char *)c->in + c->at, c->n - c->at };
	bool begins = false, may = false;
	size_t n = 0;

	if (c->at < c->s->plain_until)
		return PLAIN;
	for (size_t i = 0; i < COUNT(schemes); i++) {
		begins |= str_starts(text, schemes[i]);
		may |= text.n < schemes[i].n && str_starts(schemes[i], text);
	}
	if (!begins)
		return may && !c->last ? UNDECIDED : PLAIN;
	while (n < text.n && n < MASK_URL_MAX && !ends_url((uint8_t)text.p[n]))
		n++;
	if (n == text.n && n < MASK_URL_MAX && !c->last)
		return UNDECIDED;
	text.n = n;
	if (str_find(text, STR("X-Amz-Signature")) == n) {
		c->s->plain_until = c->at + n;
		return PLAIN;
	}
	*end = n;
	return SECRET;
}

static enum verdict
look(struct scan *c, size_t *end)
{
	size_t shared = 0, one = 0;
	bool undecided = false;
	enum verdict v;

	*end = 0;
	for (enum mask_form form = 0; form < FORMS; form++) {
		if (!may_begin(c, form) || !differs(c, form, shared))
			continue;
		v = try_form(c, form, &one, form == FORM_RAW ? &shared : &(size_t){ 0 });
		undecided |= v == UNDECIDED;
		if (v == SECRET && one > *end)
			*end = one;
	}
	v = c->in[c->at] == 'h' ? try_url(c, &one) : PLAIN;
	if (v == SECRET && one > *end)
		*end = one;
	if (undecided || v == UNDECIDED)
		return UNDECIDED;
	return *end ? SECRET : PLAIN;
}

/* Whether what four bytes look like does not tell what they are: an escape, or the end of a folded line. */
static bool
unclear(const struct scan *c, size_t at)
{
	switch (c->in[at]) {
	case '%':
	case '\\':
		return c->s->mask->n > 0;
	case '+':
		return c->s->mask->spaces;
	case '\n':
	case '\r':
		return c->s->mask->n > 0 && run_before(c, at) >= FOLD_MIN;
	}
	return false;
}

/* Goes to the next place that wants a closer look; false when there is none before the last three bytes. */
static bool
seek(struct scan *c)
{
	const struct mask *m = c->s->mask;
	const uint8_t *starts = m->starts;
	unsigned shift = m->starts_shift;
	size_t at = c->at;

	for (; at + MASK_VALUE_MIN <= c->n; at++) {
		/* One comparison for what is most of a text: letters, digits and blanks are no escapes. */
		uint8_t newest = c->in[at + 3];

		if ((newest < ' ' || newest == '%' || newest == '+' || newest == '\\') && unclear(c, at + 3))
			c->close_until = at + 4;
		if (mask_bit(starts, shift, mask_load(c->in + at)) || at < c->close_until)
			break;
	}
	c->at = at;
	return at + MASK_VALUE_MIN <= c->n;
}

static void
write_until(struct scan *c, size_t to)
{
	struct mask_stream *s = c->s;

	if (to > s->done) {
		s->sink(s->ctx, (struct str){ (const char *)c->in + s->done, to - s->done });
		s->done = to;
	}
}

/* Masks what begins here and ends at `end`. What overlaps with what is masked already only makes that longer. */
static void
cover(struct scan *c, size_t end)
{
	struct mask_stream *s = c->s;

	write_until(c, c->at);
	if (c->at == s->done)
		s->sink(s->ctx, STR(MASK_MARK));
	if (end > s->done)
		s->done = end;
}

/* Looks through the input and writes what is decided. Returns how much of it is. */
static size_t
scan(struct mask_stream *s, const uint8_t *in, size_t n, bool last)
{
	struct scan c = { .s = s, .in = in, .n = n, .last = last };
	size_t end, run;

	for (size_t i = 0; i < 3 && i < n; i++)
		if (unclear(&c, i))
			c.close_until = i + 1;
	while (seek(&c) || c.at < n) {
		enum verdict v = look(&c, &end);

		if (v == UNDECIDED)
			break;
		if (v == SECRET)
			cover(&c, c.at + end);
		c.at++;
	}
	write_until(&c, c.at);
	run = run_before(&c, c.at);
	s->run = run < FOLD_MIN ? run : FOLD_MIN;
	s->done -= c.at;
	s->plain_until = s->plain_until > c.at ? s->plain_until - c.at : 0;
	return c.at;
}

void
mask_feed(struct mask_stream *s, struct str in)
{
	while (in.n) {
		size_t room = s->held_cap - s->held_n, take = in.n < room ? in.n : room, used;

		memcpy(s->held + s->held_n, in.p, take);
		s->held_n += take;
		in = str_sub(in, take, in.n);
		used = scan(s, s->held, s->held_n, false);
		s->held_n -= used;
		memmove(s->held, s->held + used, s->held_n);
	}
}

void
mask_end(struct mask_stream *s)
{
	scan(s, s->held, s->held_n, true);
	mem_wipe(s->held, s->held_n);
	s->held_n = s->done = s->run = s->plain_until = 0;
}

static void
append(void *ctx, struct str masked)
{
	buf_add(ctx, masked);
}

struct str
mask_text(const struct mask *m, struct arena *a, struct str text)
{
	struct buf out = buf_in(a);
	struct mask_stream s = { .mask = m, .sink = append, .ctx = &out };

	scratch(&s, a);
	scan(&s, (const uint8_t *)text.p, text.n, true);
	return buf_str(&out);
}
