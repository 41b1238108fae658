#include "codec/xml.h"

#include "codec/hex.h"
#include "codec/utf8.h"

struct xml
xml_reader(struct str text)
{
	return (struct xml){ .text = text };
}

static int
broken(const struct xml *x, const char *what, struct err *e)
{
	return err_set(e, ERR_PROTO, "XML, offset %zu: %s", x->at, what);
}

static struct str
rest(const struct xml *x)
{
	return str_sub(x->text, x->at, x->text.n);
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool
ends_name(char c)
{
	return is_space(c) || c == '/' || c == '>' || c == '=' || c == '<' || c == '"' || c == '\'' || c == '&';
}

static struct str
without_prefix(struct str name)
{
	size_t colon = str_chr(name, ':');

	return colon < name.n ? str_sub(name, colon + 1, name.n) : name;
}

/* Moves behind `end`. */
static int
skip_past(struct xml *x, size_t skip, struct str end, const char *what, struct err *e)
{
	struct str s = str_sub(x->text, x->at + skip, x->text.n);
	size_t at = str_find(s, end);

	if (at == s.n)
		return broken(x, what, e);
	x->at += skip + at + end.n;
	return 0;
}

/* ---- text ---- */

/* The number of &#10; or &#x0a;: a character that XML has, or -1. */
static int32_t
reference_number(struct str digits)
{
	bool hex = str_starts(digits, STR("x"));
	int32_t v = 0;

	digits = str_sub(digits, hex, digits.n);
	if (!digits.n)
		return -1;
	for (size_t i = 0; i < digits.n; i++) {
		int digit = hex_digit(digits.p[i]);

		if (digit < 0 || (!hex && digit > 9))
			return -1;
		v = v * (hex ? 16 : 10) + digit;
		if (v > 0x10ffff)
			return -1;
	}
	bool control = v < 0x20 && v != '\t' && v != '\n' && v != '\r';
	return control || (v >= 0xd800 && v <= 0xdfff) ? -1 : v;
}

static int
take_reference(struct xml *x, struct buf *out, struct err *e)
{
	static const struct {
		struct str name;
		char c;
	} entities[] = { { { "amp", 3 }, '&' }, { { "lt", 2 }, '<' }, { { "gt", 2 }, '>' }, { { "quot", 4 }, '"' },
		{ { "apos", 4 }, '\'' } };
	struct str s = str_sub(x->text, x->at + 1, x->at + 16);
	struct str name = str_sub(s, 0, str_chr(s, ';'));
	char utf8[4];

	if (name.n == s.n)
		return broken(x, "'&' without ';'", e);
	for (size_t i = 0; i < COUNT(entities); i++)
		if (str_eq(name, entities[i].name)) {
			buf_addc(out, entities[i].c);
			x->at += name.n + 2;
			return 0;
		}
	int32_t point = str_starts(name, STR("#")) ? reference_number(str_sub(name, 1, name.n)) : -1;
	if (point < 0)
		return broken(x, "an entity that is not known", e);
	buf_add(out, (struct str){ utf8, utf8_put(utf8, (uint32_t)point) });
	x->at += name.n + 2;
	return 0;
}

static int
take_text(struct xml *x, struct buf *out, struct err *e)
{
	while (x->at < x->text.n && x->text.p[x->at] != '<') {
		struct str s = rest(x);
		size_t run = 0;

		while (run < s.n && s.p[run] != '<' && s.p[run] != '&')
			run++;
		buf_add(out, str_sub(s, 0, run));
		x->at += run;
		if (run < s.n && s.p[run] == '&' && take_reference(x, out, e) < 0)
			return -1;
	}
	return 0;
}

static int
take_cdata(struct xml *x, struct buf *out, struct err *e)
{
	size_t from = x->at + 9;

	if (skip_past(x, 9, STR("]]>"), "a CDATA section without end", e) < 0)
		return -1;
	buf_add(out, str_sub(x->text, from, x->at - 3));
	return 0;
}

/* ---- tags ---- */

static int
take_name(struct xml *x, size_t skip, struct str *name, struct err *e)
{
	size_t from = x->at + skip, to = from;

	while (to < x->text.n && !ends_name(x->text.p[to]))
		to++;
	if (to == from)
		return broken(x, "a tag without a name", e);
	*name = str_sub(x->text, from, to);
	x->at = to;
	return 0;
}

/* The rest of a start tag. Attributes are looked at no further than where they end. */
static int
skip_attributes(struct xml *x, bool *empty, struct err *e)
{
	for (char quote = 0; x->at < x->text.n; x->at++) {
		char c = x->text.p[x->at];

		if (quote) {
			quote = c == quote ? 0 : quote;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == '<') {
			break;
		} else if (c == '>') {
			*empty = x->text.p[x->at - 1] == '/';
			x->at++;
			return 0;
		}
	}
	return broken(x, "a tag without '>'", e);
}

static int
take_open(struct xml *x, enum xml_event *event, struct err *e)
{
	struct str name;

	if (!x->depth && x->root_seen)
		return broken(x, "a second root element", e);
	if (x->depth == XML_DEPTH)
		return broken(x, "nested too deep", e);
	if (take_name(x, 1, &name, e) < 0 || skip_attributes(x, &x->close_next, e) < 0)
		return -1;
	x->root_seen = true;
	x->opened[x->depth++] = name;
	x->name = without_prefix(name);
	*event = XML_OPEN;
	return 0;
}

static int
take_close(struct xml *x, enum xml_event *event, struct err *e)
{
	struct str name;

	if (take_name(x, 2, &name, e) < 0)
		return -1;
	while (x->at < x->text.n && is_space(x->text.p[x->at]))
		x->at++;
	if (!str_starts(rest(x), STR(">")))
		return broken(x, "a tag without '>'", e);
	if (!x->depth || !str_eq(name, x->opened[x->depth - 1]))
		return broken(x, "an end tag that closes nothing", e);
	x->at++;
	x->depth--;
	x->name = without_prefix(name);
	*event = XML_CLOSE;
	return 0;
}

static int
take_end(struct xml *x, enum xml_event *event, struct err *e)
{
	if (x->depth)
		return broken(x, "the text ends inside an element", e);
	if (!x->root_seen)
		return broken(x, "no element", e);
	*event = XML_END;
	return 0;
}

static int
take_character_data(struct xml *x, struct buf *out, struct err *e)
{
	size_t from = x->at;
	bool cdata = str_starts(rest(x), STR("<"));

	buf_clear(out);
	if ((cdata ? take_cdata(x, out, e) : take_text(x, out, e)) < 0)
		return -1;
	if (!x->depth && (cdata || str_trim(buf_str(out)).n)) {
		x->at = from;
		return broken(x, "text outside of the root element", e);
	}
	return 0;
}

int
xml_next(struct xml *x, enum xml_event *event, struct buf *out, struct err *e)
{
	if (x->close_next) {
		x->close_next = false;
		x->depth--;
		*event = XML_CLOSE;
		return 0;
	}
	for (;;) {
		struct str s = rest(x);
		int rc = 0;

		if (!s.n)
			return take_end(x, event, e);
		if (!str_starts(s, STR("<")) || str_starts(s, STR("<![CDATA["))) {
			if (take_character_data(x, out, e) < 0)
				return -1;
			*event = XML_TEXT;
			if (x->depth)
				return 0;
			continue;
		}
		if (str_starts(s, STR("<?")))
			rc = skip_past(x, 2, STR("?>"), "a processing instruction without end", e);
		else if (str_starts(s, STR("<!--")))
			rc = skip_past(x, 4, STR("-->"), "a comment without end", e);
		else if (str_starts(s, STR("<!")))
			return broken(x, "a document type, which is refused", e);
		else
			return str_starts(s, STR("</")) ? take_close(x, event, e) : take_open(x, event, e);
		if (rc < 0)
			return -1;
	}
}

int
xml_find(struct arena *a, struct str text, const char *name, struct str *out, struct err *e)
{
	struct xml x = xml_reader(text);
	struct buf piece = buf_in(a), whole = buf_in(a);
	uint32_t depth = 0; /* of the element, once it is open */
	enum xml_event event;

	do {
		if (xml_next(&x, &event, &piece, e) < 0)
			return -1;
		if (event == XML_OPEN && !depth && str_eqz(x.name, name))
			depth = x.depth;
		else if (event == XML_TEXT && depth && x.depth == depth)
			buf_add(&whole, buf_str(&piece));
		else if (event == XML_CLOSE && depth && x.depth < depth) {
			*out = arena_str(a, buf_str(&whole));
			return 0;
		}
	} while (event != XML_END);
	return err_set(e, ERR_NOT_FOUND, "XML has no element <%s>", name);
}

void
xml_escape(struct buf *out, struct str s)
{
	static const struct {
		char c;
		const char *text;
	} escapes[] = { { '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" }, { '\'', "&apos;" },
		{ '\r', "&#13;" } };

	for (size_t i = 0; i < s.n; i++) {
		const char *text = NULL;

		for (size_t k = 0; k < COUNT(escapes); k++)
			if (s.p[i] == escapes[k].c)
				text = escapes[k].text;
		if (text)
			buf_addz(out, text);
		else
			buf_addc(out, s.p[i]);
	}
}
