#include "cli/text.h"

#include <string.h>

static const struct {
	enum state state;
	const char *word, *colour;
} looks[] = {
	{ STATE_QUEUED, "waiting", "" },
	{ STATE_DISPATCHING, "starting", "\033[36m" },
	{ STATE_RUNNING, "running", "\033[36m" },
	{ STATE_SUCCEEDED, "succeeded", "\033[32m" },
	{ STATE_FAILED, "failed", "\033[31m" },
	{ STATE_TIMED_OUT, "timed_out", "\033[33m" },
};

static size_t
look_of(enum state state)
{
	size_t i = 0;

	while (i + 1 < COUNT(looks) && looks[i].state != state)
		i++;
	return i;
}

const char *
text_state_word(enum state state)
{
	return looks[look_of(state)].word;
}

void
text_state(struct buf *out, const struct cli *cli, enum state state, int width)
{
	size_t i = look_of(state);
	bool colour = cli->colour && looks[i].colour[0];

	if (colour)
		buf_addz(out, looks[i].colour);
	buf_addz(out, looks[i].word);
	if (colour)
		buf_addz(out, "\033[0m");
	buf_printf(out, "%*s", width > (int)strlen(looks[i].word) ? width - (int)strlen(looks[i].word) : 0, "");
}

void
text_duration(struct buf *out, int64_t ms)
{
	if (ms < 0)
		return;
	if (ms < 60000)
		buf_printf(out, "%d.%ds", (int)(ms / 1000), (int)(ms % 1000 / 100));
	else if (ms < 3600000)
		buf_printf(out, "%dm%02ds", (int)(ms / 60000), (int)(ms % 60000 / 1000));
	else
		buf_printf(out, "%dh%02dm", (int)(ms / 3600000), (int)(ms % 3600000 / 60000));
}

static bool
is_control(char c)
{
	return (unsigned char)c < 32 || c == 127;
}

/* Bytes behind the first of a character in UTF-8 take no column. */
static bool
continues(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

void
text_cell(struct buf *out, struct str s, size_t width)
{
	size_t columns = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (!continues(s.p[i]) && columns++ == width)
			return;
		buf_addc(out, is_control(s.p[i]) ? ' ' : s.p[i]);
	}
	for (; columns < width; columns++)
		buf_addc(out, ' ');
}

void
text_safe(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_control(s.p[i]) || s.p[i] == '\n' || s.p[i] == '\t')
			buf_addc(out, s.p[i]);
}

void
text_line(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_addc(out, is_control(s.p[i]) ? ' ' : s.p[i]);
}

struct str
text_last_lines(struct str s, size_t lines)
{
	size_t at = s.n;

	if (at && s.p[at - 1] == '\n')
		at--;
	for (; at > 0; at--)
		if (s.p[at - 1] == '\n' && --lines == 0)
			break;
	return str_sub(s, at, s.n);
}

void
text_bold(struct buf *out, const struct cli *cli, bool on)
{
	if (cli->colour)
		buf_addz(out, on ? "\033[1m" : "\033[0m");
}
