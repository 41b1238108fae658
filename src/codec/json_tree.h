/*
 * json_tree: what json.c builds and json_read.c looks at. Not for others.
 *
 * A node is a value or a key; a member's key is the node before its value. `pool` holds the children of every container
 * side by side, so that the i-th and the next one are found at once.
 */
#ifndef CODEC_JSON_TREE_H
#define CODEC_JSON_TREE_H

#include "codec/json.h"

struct json_node {
	uint32_t start, end; /* in the text; without the quotes of a string */
	uint32_t parent;     /* the container that holds it; JSON_NO_NODE for the root */
	uint32_t slot;       /* where in the pool a value is */
	union {
		struct {
			uint32_t first, count; /* a container's part of the pool */
		};
		const struct str *decoded; /* a string's text, once somebody asked */
	};
	enum json_type type;
};

struct json_tree {
	struct arena *arena;
	struct str text;
	struct json_node *nodes;
	uint32_t count;
	uint32_t *pool;
	uint32_t *sorted;    /* the same slots, those of large objects sorted by key and then by place */
	uint32_t *line_ends; /* made when a place is first asked for */
	uint32_t lines;
};

/* Objects with more members than this are sorted. */
enum { JSON_SMALL_OBJECT = 16 };

/* A document; or something that is missing from one: then `of` and `of_node` say where it would be. */
struct json_doc {
	struct json_tree *tree;
	const struct json_doc *of;
	const char *key; /* NULL for an element */
	size_t index;    /* of the element; the length of the key */
	uint32_t of_node;
};

/* The text of a string node with a zero behind it. */
struct str json_decoded(struct json_tree *t, uint32_t node);
/* The key of the value in a slot, without the zero: most keys are in the source as they are. */
struct str json_slot_key(struct json_tree *t, uint32_t slot);

#endif
