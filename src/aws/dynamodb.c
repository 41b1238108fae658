#include "aws/dynamodb.h"

/* Batches and transactions meet other writers' capacity: more patience than a single call. */
#define RETRY_BATCH ((struct retry){ .attempts_max = 10, .base_ms = 50, .cap_ms = 5000 })

enum { NUMBER_CHARS = 24 };

static void
typed(struct json_writer *w, const char *name, const char *type, struct str value)
{
	json_put_object(w, name);
	json_put_str(w, type, value);
	json_close(w);
}

void
ddb_put_s(struct json_writer *w, const char *name, struct str s)
{
	typed(w, name, "S", s);
}

void
ddb_put_n(struct json_writer *w, const char *name, int64_t n)
{
	char text[NUMBER_CHARS];
	struct buf b = buf_over(text, sizeof(text));

	buf_printf(&b, "%lld", (long long)n);
	typed(w, name, "N", buf_str(&b));
}

void
ddb_put_bool(struct json_writer *w, const char *name, bool b)
{
	json_put_object(w, name);
	json_put_bool(w, "BOOL", b);
	json_close(w);
}

void
ddb_put_strings(struct json_writer *w, const char *name, const struct str *s, size_t n)
{
	if (n == 0)
		return;
	json_put_object(w, name);
	json_put_array(w, "SS");
	for (size_t i = 0; i < n; i++)
		json_write_str(w, s[i]);
	json_close(w);
	json_close(w);
}

void
ddb_put_list(struct json_writer *w, const char *name, const struct str *s, size_t n)
{
	json_put_object(w, name);
	json_put_array(w, "L");
	for (size_t i = 0; i < n; i++) {
		json_object(w);
		json_put_str(w, "S", s[i]);
		json_close(w);
	}
	json_close(w);
	json_close(w);
}

struct str
ddb_s(struct json item, const char *name)
{
	return json_str_or(json_get(json_get(item, name), "S"), STR(""));
}

int64_t
ddb_n(struct json item, const char *name, int64_t otherwise)
{
	int64_t n;

	return str_i64(json_str_or(json_get(json_get(item, name), "N"), STR("")), &n) ? n : otherwise;
}

bool
ddb_bool(struct json item, const char *name)
{
	return json_bool_or(json_get(json_get(item, name), "BOOL"), false);
}

size_t
ddb_strings(struct arena *a, struct json item, const char *name, struct str **out)
{
	struct json set = json_get(json_get(item, name), "SS"), list = json_get(json_get(item, name), "L");
	bool plain = json_exists(set);
	struct json all = plain ? set : list;
	size_t n = 0;

	*out = arena_new_n(a, struct str, json_len(all) + 1);
	for (struct json m = json_first(all); json_exists(m); m = json_next(m))
		(*out)[n++] = arena_str(a, json_str_or(plain ? m : json_get(m, "S"), STR("")));
	return n;
}

/* The body of an error answer, which may carry items. */
static void
read_refusal(struct arena *a, const struct aws_answer *ans, struct json *doc)
{
	if (json_parse(a, ans->http.body, NULL, doc, NULL, NULL) < 0)
		*doc = JSON_NONE;
}

int
ddb_call(struct aws *aws, struct arena *a, const char *operation, struct str body, struct json *out, bool *repeated,
    struct err *e)
{
	struct aws_answer ans;
	struct json own;
	struct err mine;
	int rc;

	if (!e)
		e = &mine;
	if (!out)
		out = &own;
	rc = aws_json(aws, a, AWS_DYNAMODB, operation, body, &ans, out, e);
	if (repeated)
		*repeated = ans.repeated;
	if (rc == 0 || !err_is_aws(e, "ConditionalCheckFailedException"))
		return rc;
	read_refusal(a, &ans, out);
	e->code = ERR_REFUSED;
	return -1;
}

/* {"RequestItems": what was left over} */
static struct str
again(struct arena *a, struct json left)
{
	struct buf b = buf_in(a);
	struct json_writer w = json_writer(&b);

	json_object(&w);
	json_put_raw(&w, "RequestItems", json_raw(left));
	json_close(&w);
	return buf_str(&b);
}

/* A batch operation until nothing is left under `member`; `take` sees each answer. */
static int
batch(struct aws *aws, struct arena *a, const char *operation, const char *member, struct str body,
    void (*take)(void *ctx, struct json answer), void *ctx, struct err *e)
{
	struct retry r = RETRY_BATCH;
	struct json answer, left;

	for (;;) {
		if (ddb_call(aws, a, operation, body, &answer, NULL, e) < 0)
			return -1;
		if (take)
			take(ctx, answer);
		left = json_get(answer, member);
		if (json_len(left) == 0)
			return 0;
		body = again(a, left);
		if (!retry_wait(&r, aws->world, 0))
			break;
	}
	err_set(e, ERR_LIMIT, "DynamoDB %s: %s after %d attempts: the table has no capacity", operation, member,
	    r.attempt);
	if (e)
		e->retryable = true;
	return -1;
}

int
ddb_batch_write(struct aws *aws, struct arena *a, struct str body, struct err *e)
{
	return batch(aws, a, "BatchWriteItem", "UnprocessedItems", body, NULL, NULL, e);
}

struct each {
	struct str table;
	void (*each)(void *ctx, struct json item);
	void *ctx;
};

static void
take_items(void *ctx, struct json answer)
{
	const struct each *x = ctx;
	struct json items = json_get_str(json_get(answer, "Responses"), x->table);

	for (struct json i = json_first(items); json_exists(i); i = json_next(i))
		x->each(x->ctx, i);
}

int
ddb_batch_get(struct aws *aws, struct arena *a, struct str table, struct str body,
    void (*each)(void *ctx, struct json item), void *ctx, struct err *e)
{
	struct each x = { table, each, ctx };

	return batch(aws, a, "BatchGetItem", "UnprocessedKeys", body, take_items, &x, e);
}

static bool
has_reason(struct json reasons, const char *code)
{
	for (struct json r = json_first(reasons); json_exists(r); r = json_next(r))
		if (str_eqz(json_str_or(json_get(r, "Code"), STR("")), code))
			return true;
	return false;
}

/* Cancelled for others' sake alone: the same transaction may pass now. */
static bool
is_conflict(struct json reasons)
{
	return has_reason(reasons, "TransactionConflict") || has_reason(reasons, "ThrottlingError") ||
	    has_reason(reasons, "ProvisionedThroughputExceeded");
}

int
ddb_transact(struct aws *aws, struct arena *a, struct str body, struct json *reasons, struct err *e)
{
	struct retry r = RETRY_BATCH;
	struct aws_answer ans;
	struct json doc;
	struct err own;

	if (!e)
		e = &own;
	if (!reasons)
		reasons = &doc;
	do {
		*reasons = JSON_NONE;
		if (aws_json(aws, a, AWS_DYNAMODB, "TransactWriteItems", body, &ans, NULL, e) == 0)
			return 0;
		if (!err_is_aws(e, "TransactionCanceledException"))
			return -1;
		read_refusal(a, &ans, &doc);
		*reasons = json_get(doc, "CancellationReasons");
		if (has_reason(*reasons, "ConditionalCheckFailed")) {
			e->code = ERR_REFUSED;
			return -1;
		}
		e->retryable = is_conflict(*reasons);
	} while (e->retryable && retry_wait(&r, aws->world, 0));
	return -1;
}
