#include "codec/json.h"

#include <string.h>

#include "codec/json_check.h"
#include "codec/json_tree.h"
#include "codec/utf8.h"

/* No escape is shorter than what it stands for, so `to` has room. */
static size_t
unescape(char *to, struct str in)
{
	static const char plain[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
	char *start = to;

	while (in.n) {
		size_t run = str_chr(in, '\\');

		memcpy(to, in.p, run);
		to += run;
		if (run == in.n)
			break;
		if (in.p[run + 1] == 'u') {
			uint32_t used, point = (uint32_t)json_code_point(str_sub(in, run + 2, in.n), &used);

			to += utf8_put(to, point);
			run += used;
		} else {
			*to++ = meant[strchr(plain, in.p[run + 1]) - plain];
		}
		in = str_sub(in, run + 2, in.n);
	}
	return (size_t)(to - start);
}

struct str
json_decoded(struct json_tree *t, uint32_t node)
{
	struct json_node *n = &t->nodes[node];

	if (!n->decoded) {
		struct str *s = arena_new(t->arena, struct str);
		char *p = arena_alloc(t->arena, n->end - n->start + 1);

		*s = (struct str){ p, unescape(p, str_sub(t->text, n->start, n->end)) };
		n->decoded = s;
	}
	return *n->decoded;
}

struct str
json_slot_key(struct json_tree *t, uint32_t slot)
{
	const struct json_node *key = &t->nodes[t->pool[slot] - 1];
	struct str raw = str_sub(t->text, key->start, key->end);

	return str_chr(raw, '\\') == raw.n ? raw : json_decoded(t, t->pool[slot] - 1);
}

bool
json_exists(struct json j)
{
	return j.doc && j.node != JSON_NO_NODE;
}

enum json_type
json_type(struct json j)
{
	return json_exists(j) ? j.doc->tree->nodes[j.node].type : JSON_MISSING;
}

static struct json
missing(struct json from, struct str key, size_t index)
{
	if (!from.doc)
		return JSON_NONE;
	struct arena *a = from.doc->tree->arena;
	struct json_doc *doc = arena_new(a, struct json_doc);

	*doc = (struct json_doc){ .tree = from.doc->tree, .of = from.doc, .of_node = from.node, .index = index };
	if (key.p) {
		doc->key = arena_z(a, key);
		doc->index = key.n;
	}
	return (struct json){ doc, JSON_NO_NODE };
}

/* The last slot among the sorted ones whose key is not behind `key`. */
static uint32_t
search(struct json_tree *t, const struct json_node *l, struct str key)
{
	uint32_t low = 0, high = l->count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (str_cmp(json_slot_key(t, t->sorted[l->first + mid]), key) <= 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low ? t->sorted[l->first + low - 1] : JSON_NO_NODE;
}

struct json
json_get_str(struct json j, struct str key)
{
	if (json_type(j) != JSON_OBJECT)
		return missing(j, key.p ? key : STR(""), 0);
	struct json_tree *t = j.doc->tree;
	const struct json_node *l = &t->nodes[j.node];

	if (l->count > JSON_SMALL_OBJECT) {
		uint32_t slot = search(t, l, key);

		if (slot != JSON_NO_NODE && str_eq(json_slot_key(t, slot), key))
			return (struct json){ j.doc, t->pool[slot] };
		return missing(j, key.p ? key : STR(""), 0);
	}
	/* Backwards: of two equal keys the last counts. */
	for (uint32_t i = l->count; i; i--)
		if (str_eq(json_slot_key(t, l->first + i - 1), key))
			return (struct json){ j.doc, t->pool[l->first + i - 1] };
	return missing(j, key.p ? key : STR(""), 0);
}

struct json
json_get(struct json j, const char *key)
{
	return json_get_str(j, str_z(key));
}

size_t
json_len(struct json j)
{
	enum json_type type = json_type(j);

	return type == JSON_ARRAY || type == JSON_OBJECT ? j.doc->tree->nodes[j.node].count : 0;
}

struct json
json_at(struct json j, size_t i)
{
	if (json_type(j) != JSON_ARRAY || i >= json_len(j))
		return missing(j, (struct str){ 0 }, i);
	struct json_tree *t = j.doc->tree;

	return (struct json){ j.doc, t->pool[t->nodes[j.node].first + i] };
}

struct json
json_first(struct json j)
{
	if (!json_len(j))
		return JSON_NONE;
	return (struct json){ j.doc, j.doc->tree->pool[j.doc->tree->nodes[j.node].first] };
}

struct json
json_next(struct json j)
{
	if (!json_exists(j))
		return JSON_NONE;
	const struct json_tree *t = j.doc->tree;
	const struct json_node *node = &t->nodes[j.node];

	if (node->parent == JSON_NO_NODE)
		return JSON_NONE;
	const struct json_node *parent = &t->nodes[node->parent];
	if (node->slot + 1 == parent->first + parent->count)
		return JSON_NONE;
	return (struct json){ j.doc, t->pool[node->slot + 1] };
}

static bool
is_member(struct json j)
{
	const struct json_node *node = &j.doc->tree->nodes[j.node];

	return node->parent != JSON_NO_NODE && j.doc->tree->nodes[node->parent].type == JSON_OBJECT;
}

struct str
json_key(struct json j)
{
	return json_exists(j) && is_member(j) ? json_slot_key(j.doc->tree, j.doc->tree->nodes[j.node].slot) : STR("");
}

struct str
json_raw(struct json j)
{
	if (!json_exists(j))
		return STR("");
	const struct json_node *node = &j.doc->tree->nodes[j.node];
	uint32_t quote = node->type == JSON_STRING;

	return str_sub(j.doc->tree->text, node->start - quote, node->end + quote);
}

/* ---- where it is ---- */

static void
find_line_ends(struct json_tree *t)
{
	uint32_t n = 0;

	for (size_t i = 0; i < t->text.n; i++)
		n += t->text.p[i] == '\n';
	t->line_ends = arena_new_n(t->arena, uint32_t, n + 1);
	for (uint32_t i = 0; i < t->text.n; i++)
		if (t->text.p[i] == '\n')
			t->line_ends[t->lines++] = i;
}

struct json_place
json_where(struct json j)
{
	if (!json_exists(j))
		return (struct json_place){ 0 };
	struct json_tree *t = j.doc->tree;
	uint32_t at = (uint32_t)(json_raw(j).p - t->text.p), low = 0;

	if (!t->line_ends)
		find_line_ends(t);
	for (uint32_t high = t->lines; low < high;) {
		uint32_t mid = low + (high - low) / 2;

		if (t->line_ends[mid] < at)
			low = mid + 1;
		else
			high = mid;
	}
	return (struct json_place){ .line = low + 1, .column = low ? at - t->line_ends[low - 1] : at + 1 };
}

static void
put_key(struct buf *out, struct str key, bool first)
{
	bool plain = key.n > 0;

	for (size_t i = 0; i < key.n; i++) {
		char c = key.p[i];

		plain &= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
		    c == '-';
	}
	if (!first && plain)
		buf_addc(out, '.');
	if (plain) {
		buf_add(out, key);
		return;
	}
	buf_addc(out, '[');
	json_escape(out, key);
	buf_addc(out, ']');
}

static struct json
container(struct json j)
{
	if (j.node == JSON_NO_NODE)
		return (struct json){ j.doc->of, j.doc->of_node };
	uint32_t parent = j.doc->tree->nodes[j.node].parent;

	return parent == JSON_NO_NODE ? JSON_NONE : (struct json){ j.doc, parent };
}

static void
put_step(struct buf *out, struct json j, bool first)
{
	if (j.node == JSON_NO_NODE && j.doc->key) {
		put_key(out, (struct str){ j.doc->key, j.doc->index }, first);
	} else if (j.node == JSON_NO_NODE) {
		buf_printf(out, "[%zu]", j.doc->index);
	} else if (is_member(j)) {
		put_key(out, json_key(j), first);
	} else {
		const struct json_node *node = &j.doc->tree->nodes[j.node];

		buf_printf(out, "[%u]", node->slot - j.doc->tree->nodes[node->parent].first);
	}
}

void
json_path(struct buf *out, struct json j)
{
	size_t steps = 0;

	if (!j.doc)
		return;
	for (struct json up = container(j); up.doc; up = container(up))
		steps++;
	/* From the root down: the path is as deep as the text is nested, which is capped. */
	for (size_t i = 0; i < steps; i++) {
		struct json step = j;

		for (size_t up = i + 1; up < steps; up++)
			step = container(step);
		put_step(out, step, i == 0);
	}
}
