/*
 * update: the shape that every UpdateItem of ours has, so that a step's expressions stand together where it is made. The one
 * table key is `pk`; #s is always `status`.
 */
#ifndef ENGINE_UPDATE_H
#define ENGINE_UPDATE_H

#include "aws/dynamodb.h"

struct update {
	struct buf body;
	struct json_writer w;
};

struct update_what {
	struct str table, pk;
	const char *update, *condition; /* the condition may be NULL */
	const char *return_values;      /* "ALL_NEW", "ALL_OLD"; NULL for none */
	const char *l_name; /* what #l stands for, when the expression has it: a reserved word such as log; else NULL */
};

/* Opens the request up to its values: the caller puts them (ddb_put_*) into u->w and sends. A refusal answers with the item. */
void update_open(struct update *u, struct arena *a, const struct update_what *what);
/* ERR_REFUSED: *item is then the item as it is (missing: there is none). Else what return_values asked for. */
int update_send(struct update *u, struct aws *aws, struct arena *a, struct json *item, bool *repeated, struct err *e);
/* The same as an element of a transaction's TransactItems; `values` puts the values. */
void update_write(struct json_writer *w, const struct update_what *what,
    void (*values)(struct json_writer *w, void *ctx), void *ctx);

#endif
