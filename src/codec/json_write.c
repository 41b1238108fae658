#include "codec/json.h"

struct json_writer
json_writer(struct buf *out)
{
	return (struct json_writer){ .out = out, .first = true };
}

/* The bytes at the beginning beyond ASCII, as they are or with replacement characters; returns how many they were. */
static size_t
put_wide(struct buf *out, struct str s)
{
	size_t n = 0, bad;

	while (n < s.n && (uint8_t)s.p[n] >= 0x80)
		n++;
	for (s = str_sub(s, 0, n); !str_utf8(s, &bad); s = str_sub(s, bad + 1, s.n)) {
		buf_add(out, str_sub(s, 0, bad));
		buf_addz(out, "\xef\xbf\xbd");
	}
	buf_add(out, s);
	return n;
}

static void
put_escape(struct buf *out, char c)
{
	static const char plain[] = "\"\\\b\f\n\r\t", letter[] = "\"\\bfnrt";

	for (size_t i = 0; i < sizeof(plain) - 1; i++)
		if (c == plain[i]) {
			buf_addc(out, '\\');
			buf_addc(out, letter[i]);
			return;
		}
	buf_printf(out, "\\u%04x", (unsigned)(uint8_t)c);
}

void
json_escape(struct buf *out, struct str s)
{
	buf_addc(out, '"');
	while (s.n) {
		size_t run = str_json_plain(s);

		buf_add(out, str_sub(s, 0, run));
		s = str_sub(s, run, s.n);
		run = put_wide(out, s);
		if (run == 0 && s.n) {
			put_escape(out, s.p[0]);
			run = 1;
		}
		s = str_sub(s, run, s.n);
	}
	buf_addc(out, '"');
}

static void
new_line(struct json_writer *w)
{
	if (!w->pretty)
		return;
	buf_addc(w->out, '\n');
	for (uint32_t i = 0; i < w->depth; i++)
		buf_addz(w->out, "  ");
}

static bool
in_object(const struct json_writer *w)
{
	return w->depth && w->scope[w->depth - 1] == '}';
}

static void
separate(struct json_writer *w)
{
	if (!w->first)
		buf_addc(w->out, ',');
	if (w->depth)
		new_line(w);
	w->first = false;
}

/* Whether a value may stand here, with what goes before it. */
static bool
begin_value(struct json_writer *w)
{
	if (w->failed || (in_object(w) && !w->key_next) || (!w->depth && !w->first)) {
		w->failed = true;
		return false;
	}
	if (!w->key_next)
		separate(w);
	w->key_next = false;
	return true;
}

void
json_key_write(struct json_writer *w, struct str key)
{
	if (w->failed || !in_object(w) || w->key_next) {
		w->failed = true;
		return;
	}
	separate(w);
	json_escape(w->out, key);
	buf_addz(w->out, w->pretty ? ": " : ":");
	w->key_next = true;
}

static void
open_scope(struct json_writer *w, char opener, char closer)
{
	if (!begin_value(w))
		return;
	if (w->depth == JSON_WRITE_DEPTH) {
		w->failed = true;
		return;
	}
	buf_addc(w->out, opener);
	w->scope[w->depth++] = closer;
	w->first = true;
}

void
json_object(struct json_writer *w)
{
	open_scope(w, '{', '}');
}

void
json_array(struct json_writer *w)
{
	open_scope(w, '[', ']');
}

void
json_close(struct json_writer *w)
{
	if (w->failed || !w->depth || w->key_next) {
		w->failed = true;
		return;
	}
	char closer = w->scope[--w->depth];

	if (!w->first)
		new_line(w);
	buf_addc(w->out, closer);
	w->first = false;
}

void
json_write_raw(struct json_writer *w, struct str json)
{
	if (begin_value(w))
		buf_add(w->out, json);
}

void
json_write_str(struct json_writer *w, struct str s)
{
	if (begin_value(w))
		json_escape(w->out, s);
}

void
json_write_i64(struct json_writer *w, int64_t n)
{
	if (begin_value(w))
		buf_printf(w->out, "%lld", (long long)n);
}

void
json_write_bool(struct json_writer *w, bool b)
{
	json_write_raw(w, b ? STR("true") : STR("false"));
}

void
json_write_null(struct json_writer *w)
{
	json_write_raw(w, STR("null"));
}

void
json_write_copy(struct json_writer *w, struct json j)
{
	if (json_exists(j))
		json_write_raw(w, json_raw(j));
	else
		w->failed = true;
}

void
json_put_str(struct json_writer *w, const char *key, struct str s)
{
	json_key_write(w, str_z(key));
	json_write_str(w, s);
}

void
json_put_i64(struct json_writer *w, const char *key, int64_t n)
{
	json_key_write(w, str_z(key));
	json_write_i64(w, n);
}

void
json_put_bool(struct json_writer *w, const char *key, bool b)
{
	json_key_write(w, str_z(key));
	json_write_bool(w, b);
}

void
json_put_raw(struct json_writer *w, const char *key, struct str json)
{
	json_key_write(w, str_z(key));
	json_write_raw(w, json);
}

void
json_put_object(struct json_writer *w, const char *key)
{
	json_key_write(w, str_z(key));
	json_object(w);
}

void
json_put_array(struct json_writer *w, const char *key)
{
	json_key_write(w, str_z(key));
	json_array(w);
}

bool
json_done(const struct json_writer *w)
{
	return !w->failed && !w->depth && !w->first && !w->out->failed;
}
