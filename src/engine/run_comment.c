#include "engine/run_comment.h"

#include "codec/json.h"

static const struct {
	const char *name;
	size_t offset;
} texts[] = {
	{ "id", offsetof(struct run_comment, id) },
	{ "told", offsetof(struct run_comment, told) },
}, times[] = {
	{ "creating_until", offsetof(struct run_comment, creating_until_ms) },
	{ "written", offsetof(struct run_comment, written_ms) },
	{ "hold_until", offsetof(struct run_comment, hold_until_ms) },
	{ "failed", offsetof(struct run_comment, failed_ms) },
	{ "spent", offsetof(struct run_comment, spent_ms) },
};

#define AT(type, c, field) ((type *)((char *)(c) + (field).offset))

struct str
run_comment_text(struct arena *a, const struct run_comment *c)
{
	struct buf text = buf_in(a);
	struct json_writer w = json_writer(&text);

	/* What is empty is left out: the row stays small. */
	json_object(&w);
	for (size_t i = 0; i < COUNT(texts); i++)
		if (AT(const struct str, c, texts[i])->n)
			json_put_str(&w, texts[i].name, *AT(const struct str, c, texts[i]));
	for (size_t i = 0; i < COUNT(times); i++)
		if (*AT(const int64_t, c, times[i]))
			json_put_i64(&w, times[i].name, *AT(const int64_t, c, times[i]));
	if (c->failures)
		json_put_i64(&w, "failures", c->failures);
	if (c->limited)
		json_put_bool(&w, "limited", true);
	if (c->stale)
		json_put_bool(&w, "stale", true);
	json_close(&w);
	return buf_str(&text);
}

void
run_comment_read(struct arena *a, struct str text, struct run_comment *out)
{
	struct json j;

	*out = (struct run_comment){ 0 };
	if (!text.n || json_parse(a, text, NULL, &j, NULL, NULL) < 0)
		return;
	for (size_t i = 0; i < COUNT(texts); i++)
		*AT(struct str, out, texts[i]) = json_str_or(json_get(j, texts[i].name), STR(""));
	for (size_t i = 0; i < COUNT(times); i++)
		*AT(int64_t, out, times[i]) = json_i64_or(json_get(j, times[i].name), 0);
	out->failures = (int)json_i64_or(json_get(j, "failures"), 0);
	out->limited = json_bool_or(json_get(j, "limited"), false);
	out->stale = json_bool_or(json_get(j, "stale"), false);
}
