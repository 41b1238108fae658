/*
 * dyn_store: tables: items by primary key, and the same items by the keys of the global secondary indexes. Items of one
 * partition key are kept sorted by the sort key; in an index those with equal keys by their primary key. An index is as fresh
 * as its table.
 */
#ifndef LOCAL_DYN_STORE_H
#define LOCAL_DYN_STORE_H

#include "local/dyn_value.h"
#include "local/state.h"

struct dyn_row {
	struct dyn_value *item;
};

struct dyn_partition {
	struct str key;
	struct dyn_row **rows;
	size_t n, cap;
};

/* The table itself, or an index. */
struct dyn_view {
	struct str name;
	struct cloud_key hash, range; /* range.name empty: none */
	struct map partitions;
};

struct dyn_table {
	struct dyn_view primary, *indexes;
	size_t index_count;
	size_t items;
};

struct dyn {
	struct dyn_table *tables;
	size_t n;
	struct map tokens; /* of transactions; dyn_transact.c */
};

/* ResourceNotFoundException. */
struct dyn_table *dyn_table(const struct cloud *c, struct str name, struct err *e);
/* ValidationException. */
struct dyn_view *dyn_index(struct dyn_table *t, struct str name, struct err *e);

/* Reads a Key: exactly the table's key attributes, of their types. */
int dyn_key_read(struct arena *a, const struct dyn_table *t, struct json in, struct dyn_value *out, struct err *e);
/* An item may be put: its keys are there, of their types and not empty, index keys too, its size is within the limit. */
int dyn_item_check(const struct dyn_table *t, const struct dyn_value *item, struct err *e);
bool dyn_is_key(const struct dyn_table *t, struct str name);
bool dyn_same_key(const struct dyn_table *t, const struct dyn_value *a, const struct dyn_value *b);
/* The attributes of `item` that are keys of the table and of `view`, in `a`. */
struct dyn_value dyn_keys_of(struct arena *a, const struct dyn_table *t, const struct dyn_view *view,
    const struct dyn_value *item);

/* The item of that key (an item, or its key attributes); NULL when there is none. Valid until it is replaced. */
const struct dyn_value *dyn_find(const struct dyn_table *t, const struct dyn_value *key);
void dyn_put(struct dyn_table *t, const struct dyn_value *item);
void dyn_delete(struct dyn_table *t, const struct dyn_value *key);

/* The rows with this value of the view's partition key, sorted; NULL when there are none. */
struct dyn_partition *dyn_partition(const struct dyn_view *v, const struct dyn_value *hash);
/* How two items of one partition sort in a view. */
int dyn_order(const struct dyn_table *t, const struct dyn_view *v, const struct dyn_value *a,
    const struct dyn_value *b);

/* dyn_transact.c */
void dyn_tokens_free(struct dyn *d);

#endif
