/*
 * dyn_write: one conditional write, alone or as a part of a transaction: read from its request, planned (condition and update
 * evaluated, nothing changed), committed.
 */
#ifndef LOCAL_DYN_WRITE_H
#define LOCAL_DYN_WRITE_H

#include "local/dyn_expr.h"
#include "local/dyn_store.h"

enum dyn_write_kind { DYN_PUT, DYN_UPDATE, DYN_DELETE, DYN_CHECK };

struct dyn_write {
	enum dyn_write_kind kind;
	struct dyn_table *table;
	struct dyn_value key;       /* PUT: the item */
	struct dyn_node *condition; /* NULL: none */
	struct dyn_update update;   /* no action: none */
	bool return_item;           /* ReturnValuesOnConditionCheckFailure: ALL_OLD */
	/* planned */
	const struct dyn_value *old; /* NULL: there was none */
	struct dyn_value new;
};

/* `in`: the request, or the member Put, Update, ... of a transaction's item. */
int dyn_write_read(struct cloud *c, struct arena *a, struct json in, enum dyn_write_kind kind, struct dyn_write *w,
    struct err *e);
/* ConditionalCheckFailedException, or ValidationException where the update does not fit the item. */
int dyn_write_plan(struct arena *a, struct dyn_write *w, struct err *e);
/* w->old is gone then. */
void dyn_write_commit(struct dyn_write *w);

/* "ConsumedCapacity" where the request asks for it; `units` are halves. */
int dyn_capacity(struct op *o, const struct dyn_table *t, size_t half_units, struct err *e);
/* Units as DynamoDB counts them, in halves. */
size_t dyn_write_units(const struct dyn_write *w);
size_t dyn_read_units(size_t bytes, bool consistent);

#endif
