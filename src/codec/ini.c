#include "codec/ini.h"
#include "base/buf.h"

struct reader {
	struct arena *arena;
	struct ini_entry *at;
	size_t n, room;
	struct str section;
	struct ini_entry *open; /* the setting that deeper lines belong to; NULL: none */
	bool block;             /* its value is empty: what follows are settings inside it */
	size_t indent;          /* of the line that opened it */
	struct buf longer;      /* its value, when it goes on */
	size_t blank;           /* empty lines since: a value that goes on has them in it */
};

static struct ini_entry *
add(struct reader *r, struct ini_entry new)
{
	if (r->n == r->room) {
		struct ini_entry *larger = arena_new_n(r->arena, struct ini_entry, 2 * r->room + 16);

		for (size_t i = 0; i < r->n; i++)
			larger[i] = r->at[i];
		r->at = larger;
		r->room = 2 * r->room + 16;
	}
	r->at[r->n] = new;
	return &r->at[r->n++];
}

static size_t
indent_of(struct str line)
{
	size_t n = 0;

	while (n < line.n && (line.p[n] == ' ' || line.p[n] == '\t'))
		n++;
	return n;
}

static struct str
lower(struct arena *a, struct str s)
{
	char *p = arena_z(a, s);

	for (size_t i = 0; i < s.n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] | 0x20);
	return (struct str){ p, s.n };
}

/* Up to the first of `marks`; false when there is none, or nothing before it. */
static bool
split(struct str line, const char *marks, struct str *name, struct str *value)
{
	size_t end = line.n;

	for (; *marks; marks++)
		if (str_chr(line, *marks) < end)
			end = str_chr(line, *marks);
	*name = str_trim(str_sub(line, 0, end));
	*value = str_trim(str_sub(line, end + 1, line.n));
	return end < line.n && name->n;
}

static bool
read_section(struct reader *r, struct str line)
{
	size_t end = str_rchr(line, ']');

	if (end == line.n || end < 2)
		return false;
	r->section = str_sub(line, 1, end);
	r->open = NULL;
	add(r, (struct ini_entry){ .section = r->section });
	return true;
}

static bool
read_setting(struct reader *r, struct str line, size_t indent)
{
	struct ini_entry new = { .section = r->section };

	if (!r->section.n || !split(line, "=:", &new.name, &new.value))
		return false;
	new.name = lower(r->arena, new.name);
	r->open = add(r, new);
	r->block = new.value.n == 0;
	r->blank = r->longer.n = 0;
	r->indent = indent;
	return true;
}

static struct str
go_on(struct reader *r, struct str line)
{
	if (!r->longer.n) {
		r->longer = buf_in(r->arena);
		buf_add(&r->longer, r->open->value);
	}
	for (size_t i = 0; i <= r->blank; i++)
		buf_addc(&r->longer, '\n');
	buf_add(&r->longer, line);
	r->blank = 0;
	return buf_str(&r->longer);
}

static bool
read_deeper(struct reader *r, struct str line)
{
	struct ini_entry sub = { .section = r->section, .name = r->open->name };

	if (!r->block) {
		r->open->value = go_on(r, line);
		return true;
	}
	if (!split(line, "=", &sub.sub, &sub.value))
		return false;
	/* Adding may move what is open. */
	size_t open = (size_t)(r->open - r->at);
	add(r, sub);
	r->open = &r->at[open];
	return true;
}

static bool
read_line(struct reader *r, struct str line)
{
	size_t indent = indent_of(line);

	line = str_trim(line);
	r->blank += line.n == 0;
	if (!line.n || line.p[0] == '#' || line.p[0] == ';')
		return true;
	if (r->open && indent > r->indent)
		return read_deeper(r, line);
	if (line.p[0] == '[')
		return read_section(r, line);
	return read_setting(r, line, indent);
}

int
ini_read(struct arena *a, struct str text, struct ini *out, struct err *e)
{
	struct reader r = { .arena = a };

	for (unsigned line = 1; text.p && text.n; line++)
		if (!read_line(&r, str_cut(&text, '\n')))
			return err_set(e, ERR_INPUT, "line %u: expected [section] or name = value", line);
	*out = (struct ini){ r.at, r.n };
	return 0;
}
