/* dyn_batch: BatchGetItem and BatchWriteItem. */
#include "local/dyn_ops.h"

enum { GET_MAX = 100, WRITE_MAX = 25, ANSWER_BYTES_MAX = 16 * 1024 * 1024 };

static const struct param get_params[] = {
	{ "Keys", PARAM_ARRAY, true },
	{ "ProjectionExpression", PARAM_STR, false },
	{ "ExpressionAttributeNames", PARAM_OBJECT, false },
	{ "ConsistentRead", PARAM_BOOL, false },
};

struct got {
	struct op *o;
	size_t keys, bytes;
	struct buf left; /* UnprocessedKeys */
	struct json_writer unprocessed;
};

static int
check_duplicate(const struct dyn_table *t, const struct dyn_value *keys, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if (dyn_same_key(t, &keys[i], &keys[n]))
			return fault_validation(e, "Provided list of item keys contains duplicates");
	return 0;
}

static int
read_keys(struct got *g, const struct dyn_table *t, struct json list, struct dyn_value *keys, struct err *e)
{
	size_t n = 0;

	for (struct json k = json_first(list); json_exists(k); k = json_next(k), n++)
		if (dyn_key_read(g->o->arena, t, k, &keys[n], e) < 0 || check_duplicate(t, keys, n, e) < 0)
			return -1;
	if (n)
		return 0;
	return fault_validation(e,
	    "1 validation error detected: Value at 'requestItems.member.keys' failed to satisfy constraint: "
	    "Member must have length greater than or equal to 1");
}

/* What the answer has no room for is given back as it came, from key `from` on. */
static void
leave(struct got *g, struct json part, size_t from)
{
	struct json_writer *w = &g->unprocessed;

	json_key_write(w, json_key(part));
	json_object(w);
	for (struct json m = json_first(part); json_exists(m); m = json_next(m)) {
		json_key_write(w, json_key(m));
		if (!str_eqz(json_key(m), "Keys")) {
			json_write_copy(w, m);
			continue;
		}
		json_array(w);
		for (size_t i = from; i < json_len(m); i++)
			json_write_copy(w, json_at(m, i));
		json_close(w);
	}
	json_close(w);
}

static int
get_table(struct got *g, struct json part, struct err *e)
{
	struct op *o = g->o;
	struct dyn_table *t = dyn_table(o->cloud, json_key(part), e);
	struct json list = json_get(part, "Keys");
	struct dyn_value *keys = arena_new_n(o->arena, struct dyn_value, json_len(list));
	struct dyn_names names;
	struct dyn_paths paths;

	o->detail = json_key(part);
	if (!t || params_check(part, get_params, COUNT(get_params), "RequestItems", e) < 0)
		return -1;
	g->keys += json_len(list);
	if (g->keys > GET_MAX)
		return fault_validation(e, "Too many items requested for the BatchGetItem call");
	if (read_keys(g, t, list, keys, e) < 0 || dyn_names_read(o->arena, part, &names, e) < 0 ||
	    dyn_read_projection(&names, part, &paths, e) < 0 || dyn_names_check(&names, e) < 0)
		return -1;
	json_key_write(&o->out, json_key(part));
	json_array(&o->out);
	for (size_t i = 0; i < json_len(list); i++) {
		const struct dyn_value *item = dyn_find(t, &keys[i]);
		struct dyn_value out;

		if (!item)
			continue;
		g->bytes += dyn_item_bytes(item);
		if (g->bytes > ANSWER_BYTES_MAX) {
			leave(g, part, i);
			break;
		}
		out = dyn_project(o->arena, &paths, item);
		dyn_item_write(&o->out, &out);
	}
	json_close(&o->out);
	return 0;
}

int
dyn_batch_get_item(struct op *o, struct err *e)
{
	struct got g = { .o = o, .left = buf_in(o->arena) };
	struct json items = json_get(o->in, "RequestItems");

	g.unprocessed = json_writer(&g.left);
	json_object(&g.unprocessed);
	json_put_object(&o->out, "Responses");
	for (struct json part = json_first(items); json_exists(part); part = json_next(part))
		if (json_type(part) != JSON_OBJECT)
			return fault(e, 400, "SerializationException", "RequestItems." STR_FMT " must be an object",
			    STR_ARG(json_key(part)));
		else if (get_table(&g, part, e) < 0)
			return -1;
	json_close(&o->out);
	json_close(&g.unprocessed);
	json_put_raw(&o->out, "UnprocessedKeys", buf_str(&g.left));
	if (g.keys)
		return 0;
	return fault_validation(e, "The batch get request list for a table cannot be null or empty");
}

/* ---- writing ---------------------------------------------------------------------------------------------------- */

static const struct param write_params[] = {
	{ "PutRequest", PARAM_OBJECT, false },
	{ "DeleteRequest", PARAM_OBJECT, false },
};
static const struct param put_params[] = { { "Item", PARAM_OBJECT, true } };
static const struct param delete_params[] = { { "Key", PARAM_OBJECT, true } };

struct wish {
	struct dyn_table *table;
	bool delete;
	struct dyn_value item;
};

static int
read_wish(struct op *o, struct json in, struct wish *w, struct err *e)
{
	struct json put = json_get(in, "PutRequest"), delete = json_get(in, "DeleteRequest");

	if (params_check(in, write_params, COUNT(write_params), "RequestItems", e) < 0)
		return -1;
	if (json_len(in) != 1)
		return fault_validation(e,
		    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
	w->delete = json_exists(delete);
	if (w->delete)
		return params_check(delete, delete_params, COUNT(delete_params), "DeleteRequest", e) < 0 ?
		    -1 :
		    dyn_key_read(o->arena, w->table, json_get(delete, "Key"), &w->item, e);
	if (params_check(put, put_params, COUNT(put_params), "PutRequest", e) < 0 ||
	    dyn_item_read(o->arena, json_get(put, "Item"), &w->item, e) < 0)
		return -1;
	return dyn_item_check(w->table, &w->item, e);
}

static int
read_table(struct op *o, struct json part, struct wish *wishes, size_t *n, struct err *e)
{
	struct dyn_table *t = dyn_table(o->cloud, json_key(part), e);

	o->detail = json_key(part);
	if (!t)
		return -1;
	for (struct json in = json_first(part); json_exists(in); in = json_next(in)) {
		if (*n == WRITE_MAX)
			return fault_validation(e, "Too many items requested for the BatchWriteItem call");
		wishes[*n] = (struct wish){ .table = t };
		if (read_wish(o, in, &wishes[*n], e) < 0)
			return -1;
		for (size_t i = 0; i < *n; i++)
			if (wishes[i].table == t && dyn_same_key(t, &wishes[i].item, &wishes[*n].item))
				return fault_validation(e, "Provided list of item keys contains duplicates");
		++*n;
	}
	return 0;
}

int
dyn_batch_write_item(struct op *o, struct err *e)
{
	struct wish *wishes = arena_new_n(o->arena, struct wish, WRITE_MAX);
	struct json items = json_get(o->in, "RequestItems");
	size_t n = 0;

	for (struct json part = json_first(items); json_exists(part); part = json_next(part))
		if (read_table(o, part, wishes, &n, e) < 0)
			return -1;
	if (!n)
		return fault_validation(e, "The batch write request list for a table cannot be null or empty");
	for (size_t i = 0; i < n; i++)
		if (wishes[i].delete)
			dyn_delete(wishes[i].table, &wishes[i].item);
		else
			dyn_put(wishes[i].table, &wishes[i].item);
	json_put_object(&o->out, "UnprocessedItems");
	json_close(&o->out);
	return 0;
}
