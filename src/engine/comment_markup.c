#include "engine/comment_markup.h"

enum { TICKS_MAX = 20, URL_MAX = 1024 };

static size_t
longest_ticks(struct str s)
{
	size_t longest = 0, run = 0;

	for (size_t i = 0; i < s.n; i++) {
		run = s.p[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

static void
ticks(struct buf *out, size_t n)
{
	while (n--)
		buf_addc(out, '`');
}

static bool
is_control(char c)
{
	return (unsigned char)c < ' ' || c == 0x7f;
}

/* Characters that turn the direction of what follows them (U+202A to U+202E, U+2066 to U+2069) could show another text than
 * there is. */
static size_t
turns(struct str s, size_t i)
{
	const unsigned char *p = (const unsigned char *)s.p + i;

	if (s.n - i < 3 || p[0] != 0xe2)
		return 0;
	return (p[1] == 0x80 && p[2] >= 0xaa && p[2] <= 0xae) || (p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9) ? 3 : 0;
}

/* One line: what cannot be seen is one space, '|' a broken bar, many backticks are fewer. */
static void
put_line(struct buf *out, struct str text)
{
	size_t run = 0;

	for (size_t i = 0; i < text.n; i++) {
		size_t skip = turns(text, i);

		run = text.p[i] == '`' ? run + 1 : 0;
		if (skip)
			i += skip - 1;
		else if (text.p[i] == '|')
			buf_addz(out, "\xc2\xa6");
		else if (!is_control(text.p[i]) && run <= TICKS_MAX)
			buf_addc(out, text.p[i]);
		else if (is_control(text.p[i]) && out->n && out->p[out->n - 1] != ' ')
			buf_addc(out, ' ');
	}
}

void
markup_code(struct buf *out, struct str text, size_t max)
{
	char memory[2048];
	struct buf line = buf_over(memory, sizeof(memory));
	struct str shown = str_head(str_trim(text), max < sizeof(memory) / 2 ? max : sizeof(memory) / 2);
	bool cut = shown.n < str_trim(text).n;

	put_line(&line, shown);
	shown = str_trim(buf_str(&line));
	if (shown.n == 0)
		return;
	size_t fence = longest_ticks(shown) + 1;
	/* Beside a backtick the fence needs a space, which is not shown. */
	bool pad = shown.p[0] == '`' || shown.p[shown.n - 1] == '`';

	ticks(out, fence);
	buf_addz(out, pad ? " " : "");
	buf_add(out, shown);
	buf_addz(out, cut ? "\xe2\x80\xa6" : "");
	buf_addz(out, pad && !cut ? " " : "");
	buf_addz(out, pad && cut ? " " : "");
	ticks(out, fence);
}

void
markup_html(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c == '<' || c == '>' || c == '&' || c == '"' || c == '\'' || c == '`')
			buf_printf(out, "&#%d;", c);
		else
			buf_addc(out, is_control(c) ? ' ' : c);
	}
}

void
markup_link(struct buf *out, const char *text, struct str url)
{
	if (!str_starts(url, STR("https://")) || url.n > URL_MAX)
		return;
	for (size_t i = 0; i < url.n; i++)
		if (url.p[i] <= ' ' || url.p[i] > '~' ||
		    str_chr(STR("()<>[]\\|`\"'*"), url.p[i]) < sizeof("()<>[]\\|`\"'*") - 1)
			return;
	buf_printf(out, "[%s](" STR_FMT ")", text, STR_ARG(url));
}

/* The length of an escape sequence of a terminal (ECMA-48): ESC [ .. a letter, ESC ] .. BEL, ESC and one more. */
static size_t
escape_length(struct str s)
{
	size_t i = 2;

	if (s.n < 2)
		return s.n;
	if (s.p[1] == '[') {
		while (i < s.n && s.p[i] >= ' ' && s.p[i] < '@')
			i++;
		return i < s.n ? i + 1 : s.n;
	}
	if (s.p[1] != ']')
		return 2;
	while (i < s.n && s.p[i] != '\a' && s.p[i] != '\033' && s.p[i] != '\n')
		i++;
	return i < s.n && s.p[i] == '\a' ? i + 1 : i;
}

struct str
markup_plain(struct arena *a, struct str log)
{
	struct buf out = buf_in(a);
	size_t run = 0;

	for (size_t i = 0; i < log.n;) {
		size_t skip = log.p[i] == '\033' ? escape_length(str_sub(log, i, log.n)) : turns(log, i);

		if (skip) {
			i += skip;
			continue;
		}
		run = log.p[i] == '`' ? run + 1 : 0;
		if ((!is_control(log.p[i]) || log.p[i] == '\n' || log.p[i] == '\t') && run <= TICKS_MAX)
			buf_addc(&out, log.p[i]);
		i++;
	}
	return buf_str(&out);
}

void
markup_block(struct buf *out, struct str plain)
{
	size_t fence = longest_ticks(plain) + 1;

	fence = fence < 3 ? 3 : fence;
	ticks(out, fence);
	buf_addz(out, "text\n");
	buf_add(out, plain);
	if (!str_ends(plain, STR("\n")))
		buf_addc(out, '\n');
	ticks(out, fence);
	buf_addc(out, '\n');
}
