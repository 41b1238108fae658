#include "codec/json.h"

#include <limits.h>
#include <stdlib.h>

#define JSMN_STATIC
#define JSMN_PARENT_LINKS
#include <jsmn.h>

#include "codec/json_check.h"
#include "codec/json_tree.h"

static const size_t bytes_default = (size_t)64 << 20;
static const uint32_t depth_default = 64;

static struct json_place
place_at(struct str text, size_t at, enum json_fault fault)
{
	struct json_place place = { .fault = fault, .line = 1, .column = (uint32_t)at + 1 };

	for (size_t i = 0; i < at && i < text.n; i++)
		if (text.p[i] == '\n') {
			place.line++;
			place.column = (uint32_t)(at - i);
		}
	return place;
}

static int
refuse(struct str text, size_t at, enum json_fault fault, const char *problem, struct json_place *place, struct err *e)
{
	enum err_code code = fault == JSON_TOO_DEEP ? ERR_LIMIT : ERR_INPUT;

	*place = place_at(text, at, fault);
	return err_set(e, code, "line %u, column %u: %s", place->line, place->column, problem);
}

/* jsmn's tokens become nodes: a value's parent is its container there, whether it has a key or not. */
static void
copy_tokens(struct json_tree *t, const jsmntok_t *tok)
{
	for (uint32_t i = 0; i < t->count; i++) {
		struct json_node *node = &t->nodes[i];
		int parent = tok[i].parent;
		bool is_key = parent >= 0 && tok[parent].type == JSMN_OBJECT;

		if (parent >= 0 && tok[parent].type == JSMN_STRING)
			parent = tok[parent].parent;
		*node = (struct json_node){ .start = (uint32_t)tok[i].start,
			.end = (uint32_t)tok[i].end,
			.parent = parent < 0 ? JSON_NO_NODE : (uint32_t)parent,
			.slot = is_key ? JSON_NO_NODE : 0 };
		char first = t->text.p[node->start];
		node->type = tok[i].type == JSMN_OBJECT ? JSON_OBJECT :
		    tok[i].type == JSMN_ARRAY           ? JSON_ARRAY :
		    tok[i].type == JSMN_STRING          ? JSON_STRING :
		    first == 'n'                        ? JSON_NULL :
		    first == 't' || first == 'f'        ? JSON_BOOL :
							  JSON_NUMBER;
	}
}

static void
link_children(struct json_tree *t, const jsmntok_t *tok)
{
	uint32_t used = 0;

	t->pool = arena_new_n(t->arena, uint32_t, t->count);
	for (uint32_t i = 0; i < t->count; i++) {
		struct json_node *node = &t->nodes[i];

		if (node->type == JSON_OBJECT || node->type == JSON_ARRAY) {
			node->first = used;
			used += (uint32_t)tok[i].size;
		}
		if (node->parent == JSON_NO_NODE || node->slot == JSON_NO_NODE)
			continue;
		struct json_node *parent = &t->nodes[node->parent];
		node->slot = parent->first + parent->count++;
		t->pool[node->slot] = i;
	}
}

static void
build(struct json_tree *t)
{
	struct arena scratch = ARENA_EMPTY;
	jsmntok_t *tok = arena_new_n(&scratch, jsmntok_t, t->count);
	jsmn_parser parser;

	jsmn_init(&parser);
	/* The check that went before has counted them. (assert() would bring all of printf() with it.) */
	if (jsmn_parse(&parser, t->text.p, t->text.n, tok, t->count) != (int)t->count)
		abort();
	t->nodes = arena_new_n(t->arena, struct json_node, t->count);
	copy_tokens(t, tok);
	link_children(t, tok);
	arena_release(&scratch);
}

static int
compare_slots(const void *a, const void *b, void *ctx)
{
	struct json_tree *t = ctx;
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	int order = str_cmp(json_slot_key(t, x), json_slot_key(t, y));

	return order ? order : (x > y) - (x < y);
}

/* Sorting keeps look-ups, and the search for equal keys, from being quadratic in what a stranger sends. */
static void
sort_large_objects(struct json_tree *t)
{
	for (uint32_t i = 0; i < t->count; i++) {
		struct json_node *l = &t->nodes[i];

		if (t->nodes[i].type != JSON_OBJECT || l->count <= JSON_SMALL_OBJECT)
			continue;
		if (!t->sorted)
			t->sorted = arena_new_n(t->arena, uint32_t, t->count);
		for (uint32_t k = 0; k < l->count; k++)
			t->sorted[l->first + k] = l->first + k;
		qsort_r(t->sorted + l->first, l->count, sizeof(uint32_t), compare_slots, t);
	}
}

static bool
same_key(struct json_tree *t, uint32_t slot, uint32_t other)
{
	return str_eq(json_slot_key(t, slot), json_slot_key(t, other));
}

/* The first member (in the text) of object `i` whose key an earlier one has: its slot, or JSON_NO_NODE. */
static uint32_t
repeated_key(struct json_tree *t, uint32_t i)
{
	struct json_node *l = &t->nodes[i];
	uint32_t least = JSON_NO_NODE, end = l->first + l->count;

	if (l->count > JSON_SMALL_OBJECT) {
		for (uint32_t k = l->first + 1; k < end; k++)
			if (t->sorted[k] < least && same_key(t, t->sorted[k - 1], t->sorted[k]))
				least = t->sorted[k];
		return least;
	}
	for (uint32_t slot = l->first + 1; slot < end; slot++)
		for (uint32_t before = l->first; before < slot; before++)
			if (same_key(t, before, slot))
				return slot;
	return least;
}

static int
refuse_repeated_keys(struct json_tree *t, struct json_place *place, struct err *e)
{
	for (uint32_t i = 0; i < t->count; i++) {
		uint32_t slot = t->nodes[i].type == JSON_OBJECT ? repeated_key(t, i) : JSON_NO_NODE;

		if (slot == JSON_NO_NODE)
			continue;
		const struct json_node *key = &t->nodes[t->pool[slot] - 1];
		struct str raw = str_sub(t->text, key->start, key->end);
		struct str shown = str_sub(raw, 0, 60);
		struct str problem = arena_printf(t->arena, "the key \"" STR_FMT "\" is twice in one object",
		    STR_ARG(shown));
		return refuse(t->text, key->start - 1, JSON_DUPLICATE_KEY, problem.p, place, e);
	}
	return 0;
}

static int
check(struct json_tree *t, const struct json_limits *limits, struct json_place *place, struct err *e)
{
	size_t max = limits->bytes ? limits->bytes : bytes_default;
	struct json_check c = { .text = t->text, .depth_max = limits->depth ? limits->depth : depth_default };

	if (t->text.n > max || t->text.n > INT_MAX) {
		*place = (struct json_place){ JSON_TOO_LARGE, 1, 1 };
		return err_set(e, ERR_LIMIT, "JSON of %zu bytes: at most %zu are allowed", t->text.n, max);
	}
	c.closers = arena_alloc(t->arena, c.depth_max < t->text.n ? c.depth_max : t->text.n);
	if (!json_check(&c))
		return refuse(t->text, c.at, c.fault, c.problem, place, e);
	if (limits->strict && c.lone_surrogate != JSON_NOWHERE)
		return refuse(t->text, c.lone_surrogate, JSON_LONE_SURROGATE,
		    "half of a surrogate pair stands alone: no character", place, e);
	if (limits->values && c.values > limits->values) {
		*place = (struct json_place){ JSON_TOO_LARGE, 1, 1 };
		return err_set(e, ERR_LIMIT, "JSON of %zu values: at most %zu are allowed", (size_t)c.values,
		    limits->values);
	}
	t->count = c.values;
	return 0;
}

int
json_parse(struct arena *a, struct str text, const struct json_limits *limits, struct json *out,
    struct json_place *place, struct err *e)
{
	static const struct json_limits none;
	struct json_place ignored;
	struct json_tree checked = { .arena = a, .text = text };

	limits = limits ? limits : &none;
	place = place ? place : &ignored;
	*place = (struct json_place){ 0 };
	*out = JSON_NONE;
	if (check(&checked, limits, place, e) < 0)
		return -1;

	struct json_doc *doc = arena_new(a, struct json_doc);
	struct json_tree *t = doc->tree = arena_new(a, struct json_tree);
	*t = checked;
	t->text = arena_str(a, text);
	build(t);
	sort_large_objects(t);
	if (limits->strict && refuse_repeated_keys(t, place, e) < 0)
		return -1;
	*out = (struct json){ doc, 0 };
	return 0;
}
