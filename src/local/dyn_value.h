/*
 * dyn_value: attribute values (DynamoDB API Reference, AttributeValue) and items, which are values of type M. Values in the
 * tables lie in one piece of memory each and never change: an update makes a new one.
 */
#ifndef LOCAL_DYN_VALUE_H
#define LOCAL_DYN_VALUE_H

#include "codec/json.h"

enum dyn_type { DYN_S, DYN_N, DYN_B, DYN_BOOL, DYN_NULL, DYN_L, DYN_M, DYN_SS, DYN_NS, DYN_BS, DYN_TYPES };

struct dyn_attr;

struct dyn_value {
	enum dyn_type type;
	bool truth;             /* BOOL */
	size_t n;               /* elements, members */
	struct str s;           /* S, N (canonical), B (the bytes) */
	struct dyn_value *list; /* L; SS, NS and BS as values of S, N and B */
	struct dyn_attr *map;   /* M */
};

struct dyn_attr {
	struct str name;
	struct dyn_value value;
};

enum { DYN_ITEM_BYTES_MAX = 400 * 1024 };

const char *dyn_type_name(enum dyn_type t);
/* False when there is none of that name. */
bool dyn_type_find(struct str name, enum dyn_type *out);

/* Reads {"S":"..."} and the like into `a`. ValidationException or SerializationException. */
int dyn_value_read(struct arena *a, struct json in, struct dyn_value *out, struct err *e);
/* Reads an object of them: an item, a key. */
int dyn_item_read(struct arena *a, struct json in, struct dyn_value *out, struct err *e);
void dyn_value_write(struct json_writer *w, const struct dyn_value *v);
/* Opens and closes an object of the item's attributes. */
void dyn_item_write(struct json_writer *w, const struct dyn_value *item);

/* A member of an M; NULL when there is none. */
struct dyn_value *dyn_get(const struct dyn_value *map, struct str name);
/* Sets a member of an M whose members lie in `a`. */
void dyn_set(struct arena *a, struct dyn_value *map, struct str name, const struct dyn_value *value);
void dyn_remove(struct dyn_value *map, struct str name);

/* Sets are equal in any order. */
bool dyn_equal(const struct dyn_value *a, const struct dyn_value *b);
/* Of the same type: S and B by bytes, N by size. */
int dyn_cmp(const struct dyn_value *a, const struct dyn_value *b);
/* Membership in a set or a list. */
bool dyn_has(const struct dyn_value *list, const struct dyn_value *element);
/* Size as DynamoDB counts it (Developer Guide, "Item sizes and formats"). */
size_t dyn_bytes(const struct dyn_value *v);
size_t dyn_item_bytes(const struct dyn_value *item);
struct dyn_value dyn_from_i64(struct arena *a, int64_t n);

/* A copy on the heap in one piece; heap_free() frees it. */
struct dyn_value *dyn_copy(const struct dyn_value *v);

#endif
