/* dyn_ops: DynamoDB's operations, a file for each family. */
#ifndef LOCAL_DYN_OPS_H
#define LOCAL_DYN_OPS_H

#include "local/dyn_write.h"

int dyn_put_item(struct op *o, struct err *e);
int dyn_update_item(struct op *o, struct err *e);
int dyn_delete_item(struct op *o, struct err *e);
int dyn_get_item(struct op *o, struct err *e);
int dyn_query(struct op *o, struct err *e);
int dyn_scan(struct op *o, struct err *e);
int dyn_batch_get_item(struct op *o, struct err *e);
int dyn_batch_write_item(struct op *o, struct err *e);
int dyn_transact_write_items(struct op *o, struct err *e);

/* A projection of `in`, whose names are checked when there is nothing else in the request. */
int dyn_read_projection(struct dyn_names *names, struct json in, struct dyn_paths *out, struct err *e);

#endif
