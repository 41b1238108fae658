/*
 * dynamodb: items, conditions, batches (DynamoDB API Reference, JSON protocol). Requests are written with the JSON writer
 * plus the small helpers here for attribute values; answers are read as items through getters. Operations take their whole
 * request body, so that expressions stand as text where they are used.
 */
#ifndef AWS_DYNAMODB_H
#define AWS_DYNAMODB_H

#include "aws/call.h"

/* Attribute values into a writer, as members of an open object. */
void ddb_put_s(struct json_writer *w, const char *name, struct str s);
void ddb_put_n(struct json_writer *w, const char *name, int64_t n);
void ddb_put_bool(struct json_writer *w, const char *name, bool b);
void ddb_put_strings(struct json_writer *w, const char *name, const struct str *s,
    size_t n);                                                                             /* SS; nothing when n is 0 */
void ddb_put_list(struct json_writer *w, const char *name, const struct str *s, size_t n); /* L of S */

/* Attributes out of an item ({"name":{"S":".."}}); "" and `otherwise` where absent or of another type. */
struct str ddb_s(struct json item, const char *name);
int64_t ddb_n(struct json item, const char *name, int64_t otherwise);
bool ddb_bool(struct json item, const char *name);
/* Members of an SS or of an L of S, into `a`. */
size_t ddb_strings(struct arena *a, struct json item, const char *name, struct str **out);

/* One operation. A ConditionalCheckFailedException is ERR_REFUSED, and *out then holds the answer's "Item" where the request
 * asked for it (ReturnValuesOnConditionCheckFailure). `repeated` (may be NULL): see aws_answer. */
int ddb_call(struct aws *aws, struct arena *a, const char *operation, struct str body, struct json *out, bool *repeated,
    struct err *e);

/* Writes up to 25 puts, a body {"RequestItems":{..}} again with what was left unprocessed, until none is. */
int ddb_batch_write(struct aws *aws, struct arena *a, struct str body, struct err *e);

/* Reads up to 100 keys, strongly consistent when the body says so; calls `each` for every item found, again for what was
 * left unprocessed. */
int ddb_batch_get(struct aws *aws, struct arena *a, struct str table, struct str body,
    void (*each)(void *ctx, struct json item), void *ctx, struct err *e);

/* A transaction. ERR_REFUSED when cancelled for a condition; *reasons is then the array "CancellationReasons" (with "Item"
 * where asked for). Conflicts with other transactions are retried. The body should have a ClientRequestToken. */
int ddb_transact(struct aws *aws, struct arena *a, struct str body, struct json *reasons, struct err *e);

#endif
