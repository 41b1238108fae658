/*
 * dyn_transact: TransactWriteItems: all conditions are evaluated before anything is written. A ClientRequestToken makes the
 * same request within ten minutes take effect once.
 */
#include "codec/hash.h"
#include "local/dyn_ops.h"

enum { ACTIONS_MAX = 100, TOKEN_MS = 10 * 60 * 1000 };

static const struct param item_params[] = {
	{ "Put", PARAM_OBJECT, false },
	{ "Update", PARAM_OBJECT, false },
	{ "Delete", PARAM_OBJECT, false },
	{ "ConditionCheck", PARAM_OBJECT, false },
};

#define COMMON \
	{ "TableName", PARAM_STR, true }, { "ConditionExpression", PARAM_STR, false }, \
	    { "ExpressionAttributeNames", PARAM_OBJECT, false }, { "ExpressionAttributeValues", PARAM_OBJECT, false }, \
	{ \
		"ReturnValuesOnConditionCheckFailure", PARAM_STR, false \
	}

static const struct param put_params[] = { COMMON, { "Item", PARAM_OBJECT, true } };
static const struct param update_params[] = { COMMON, { "Key", PARAM_OBJECT, true },
	{ "UpdateExpression", PARAM_STR, true } };
static const struct param key_params[] = { COMMON, { "Key", PARAM_OBJECT, true } };

static const struct {
	const char *name;
	enum dyn_write_kind kind;
	const struct param *params;
	size_t n;
} kinds[] = {
	{ "Put", DYN_PUT, put_params, COUNT(put_params) },
	{ "Update", DYN_UPDATE, update_params, COUNT(update_params) },
	{ "Delete", DYN_DELETE, key_params, COUNT(key_params) },
	{ "ConditionCheck", DYN_CHECK, key_params, COUNT(key_params) },
};

/* ---- tokens ----------------------------------------------------------------------------------------------------- */

struct token {
	struct str key;
	uint8_t request[SHA256_LEN];
	int64_t until_ms;
};

static void
token_free(struct token *t)
{
	heap_str_free(&t->key);
	heap_free(t);
}

void
dyn_tokens_free(struct dyn *d)
{
	size_t at = 0;

	for (struct token *t; (t = map_next(&d->tokens, &at));)
		token_free(t);
	map_free(&d->tokens);
}

/* 1: this request has taken effect already. */
static int
token_check(struct op *o, struct str key, struct err *e)
{
	struct token *t = key.n ? map_get(&o->cloud->dyn->tokens, key) : NULL;
	uint8_t request[SHA256_LEN];

	if (key.n > 36)
		return fault_validation(e, "ClientRequestToken must have at most 36 characters");
	if (!t)
		return 0;
	if (t->until_ms <= o->now_ms) {
		token_free(map_remove(&o->cloud->dyn->tokens, key));
		return 0;
	}
	sha256(json_raw(json_get(o->in, "TransactItems")), request);
	if (!mem_eq_constant_time(request, t->request, sizeof(request)))
		return fault(e, 400, "IdempotentParameterMismatchException",
		    "The request uses the same client token as a previous, but "
		    "non-identical request.");
	return 1;
}

static void
token_keep(struct op *o, struct str key)
{
	struct token *t;

	if (!key.n)
		return;
	t = heap_new(struct token);
	t->key = heap_str(key);
	t->until_ms = o->now_ms + TOKEN_MS;
	sha256(json_raw(json_get(o->in, "TransactItems")), t->request);
	map_put(&o->cloud->dyn->tokens, t->key, t);
}

/* ---- the transaction -------------------------------------------------------------------------------------------- */

struct reason {
	const char *code; /* NULL: none */
	struct str message;
};

static int
read_action(struct op *o, struct json in, struct dyn_write *w, struct err *e)
{
	if (json_type(in) != JSON_OBJECT || params_check(in, item_params, COUNT(item_params), "TransactItems", e) < 0)
		return json_type(in) == JSON_OBJECT ?
		    -1 :
		    fault(e, 400, "SerializationException", "TransactItems must hold objects");
	if (json_len(in) != 1)
		return fault_validation(e, "TransactItems can only contain one of Check, Put, Update or Delete");
	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct json part = json_get(in, kinds[i].name);

		if (json_exists(part))
			return params_check(part, kinds[i].params, kinds[i].n, kinds[i].name, e) < 0 ?
			    -1 :
			    dyn_write_read(o->cloud, o->arena, part, kinds[i].kind, w, e);
	}
	return -1;
}

static int
read_actions(struct op *o, struct json items, struct dyn_write *w, struct err *e)
{
	size_t n = 0;

	for (struct json in = json_first(items); json_exists(in); in = json_next(in), n++) {
		if (read_action(o, in, &w[n], e) < 0)
			return -1;
		for (size_t i = 0; i < n; i++)
			if (w[i].table == w[n].table && dyn_same_key(w[n].table, &w[i].key, &w[n].key))
				return fault_validation(e,
				    "Transaction request cannot include multiple operations on one item");
	}
	o->detail = n ? w[0].table->primary.name : STR("");
	return 0;
}

static size_t
plan(struct op *o, struct dyn_write *w, struct reason *reasons, size_t n)
{
	size_t failed = 0;

	for (size_t i = 0; i < n; i++) {
		struct err e = { 0 };

		if (dyn_write_plan(o->arena, &w[i], &e) == 0)
			continue;
		failed++;
		reasons[i].code = err_is_aws(&e, "ConditionalCheckFailedException") ? "ConditionalCheckFailed" :
										      "ValidationError";
		reasons[i].message = arena_str(o->arena, str_z(e.msg));
	}
	return failed;
}

static void
write_reason(struct json_writer *w, const struct dyn_write *write, const struct reason *r)
{
	json_object(w);
	json_put_str(w, "Code", r->code ? str_z(r->code) : STR("None"));
	if (r->code)
		json_put_str(w, "Message", r->message);
	if (r->code && write->return_item && write->old) {
		json_key_write(w, STR("Item"));
		dyn_item_write(w, write->old);
	}
	json_close(w);
}

static int
cancel(struct op *o, const struct dyn_write *w, const struct reason *reasons, size_t n, struct err *e)
{
	struct buf more = buf_in(o->arena), codes = buf_in(o->arena);
	struct json_writer writer = json_writer(&more);

	buf_addz(&more, ",\"CancellationReasons\":");
	json_array(&writer);
	for (size_t i = 0; i < n; i++) {
		write_reason(&writer, &w[i], &reasons[i]);
		buf_printf(&codes, "%s%s", i ? ", " : "", reasons[i].code ? reasons[i].code : "None");
	}
	json_close(&writer);
	o->more = buf_str(&more);
	return fault(e, 400, "TransactionCanceledException",
	    "Transaction cancelled, please refer cancellation reasons for specific reasons [%s]", buf_z(&codes));
}

int
dyn_transact_write_items(struct op *o, struct err *e)
{
	struct json items = json_get(o->in, "TransactItems");
	struct str token = param_str(o->in, "ClientRequestToken");
	size_t n = json_len(items);
	struct reason *reasons = arena_new_n(o->arena, struct reason, n);
	struct dyn_write *w = arena_new_n(o->arena, struct dyn_write, n);
	int known;

	if (!n || n > ACTIONS_MAX)
		return fault_validation(e,
		    "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have "
		    "length between 1 and 100");
	if (read_actions(o, items, w, e) < 0 || (known = token_check(o, token, e)) < 0)
		return -1;
	if (known)
		return 0;
	if (plan(o, w, reasons, n))
		return cancel(o, w, reasons, n, e);
	for (size_t i = 0; i < n; i++)
		dyn_write_commit(&w[i]);
	token_keep(o, token);
	return 0;
}
