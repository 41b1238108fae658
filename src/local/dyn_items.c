/* dyn_items: PutItem, UpdateItem, DeleteItem, GetItem. */
#include "local/dyn_ops.h"

enum { ALL_OLD = 1, ALL_NEW = 2, UPDATED_OLD = 4, UPDATED_NEW = 8 };

static const struct {
	const char *name;
	int value;
} return_values[] = {
	{ "NONE", 0 },
	{ "ALL_OLD", ALL_OLD },
	{ "ALL_NEW", ALL_NEW },
	{ "UPDATED_OLD", UPDATED_OLD },
	{ "UPDATED_NEW", UPDATED_NEW },
};

static int
read_return_values(struct json in, int allowed, int *out, struct err *e)
{
	struct str want = param_str(in, "ReturnValues");

	*out = 0;
	if (!want.n)
		return 0;
	for (size_t i = 0; i < COUNT(return_values); i++)
		if (str_eqz(want, return_values[i].name) &&
		    (return_values[i].value & allowed) == return_values[i].value) {
			*out = return_values[i].value;
			return 0;
		}
	return fault_validation(e, "Return values set to invalid value: " STR_FMT, STR_ARG(want));
}

/* The item goes into the refusal, where that was asked for. */
static void
add_item(struct op *o, const struct dyn_write *w)
{
	struct buf b = buf_in(o->arena);
	struct json_writer writer = json_writer(&b);

	if (!w->return_item || !w->old)
		return;
	buf_addz(&b, ",\"Item\":");
	dyn_item_write(&writer, w->old);
	o->more = buf_str(&b);
}

static void
write_attributes(struct op *o, const struct dyn_write *w, int want)
{
	const struct dyn_value *item = want & (ALL_OLD | UPDATED_OLD) ? w->old : &w->new;
	const struct dyn_paths all = { 0 };
	struct dyn_value out;

	if (!want || !item)
		return;
	out = dyn_project(o->arena, want & (UPDATED_OLD | UPDATED_NEW) ? &w->update.paths : &all, item);
	if (!out.n || (want & (UPDATED_OLD | UPDATED_NEW) && !w->update.n))
		return;
	json_key_write(&o->out, STR("Attributes"));
	dyn_item_write(&o->out, &out);
}

static int
write_item(struct op *o, enum dyn_write_kind kind, int allowed, struct err *e)
{
	struct dyn_write w;
	int want;

	o->detail = param_str(o->in, "TableName");
	if (read_return_values(o->in, allowed, &want, e) < 0 ||
	    dyn_write_read(o->cloud, o->arena, o->in, kind, &w, e) < 0)
		return -1;
	if (dyn_write_plan(o->arena, &w, e) < 0) {
		if (err_is_aws(e, "ConditionalCheckFailedException"))
			add_item(o, &w);
		return -1;
	}
	write_attributes(o, &w, want);
	if (dyn_capacity(o, w.table, dyn_write_units(&w), e) < 0)
		return -1;
	dyn_write_commit(&w);
	return 0;
}

int
dyn_put_item(struct op *o, struct err *e)
{
	return write_item(o, DYN_PUT, ALL_OLD, e);
}

int
dyn_update_item(struct op *o, struct err *e)
{
	return write_item(o, DYN_UPDATE, ALL_OLD | ALL_NEW | UPDATED_OLD | UPDATED_NEW, e);
}

int
dyn_delete_item(struct op *o, struct err *e)
{
	return write_item(o, DYN_DELETE, ALL_OLD, e);
}

int
dyn_read_projection(struct dyn_names *names, struct json in, struct dyn_paths *out, struct err *e)
{
	struct json text = json_get(in, "ProjectionExpression");

	*out = (struct dyn_paths){ 0 };
	return json_exists(text) ? dyn_projection_read(names, json_str_or(text, STR("")), out, e) : 0;
}

int
dyn_get_item(struct op *o, struct err *e)
{
	struct dyn_table *t = dyn_table(o->cloud, param_str(o->in, "TableName"), e);
	const struct dyn_value *item;
	struct dyn_value key, out;
	struct dyn_names names;
	struct dyn_paths paths;

	o->detail = param_str(o->in, "TableName");
	if (!t || dyn_key_read(o->arena, t, json_get(o->in, "Key"), &key, e) < 0 ||
	    dyn_names_read(o->arena, o->in, &names, e) < 0 || dyn_read_projection(&names, o->in, &paths, e) < 0 ||
	    dyn_names_check(&names, e) < 0)
		return -1;
	item = dyn_find(t, &key);
	if (item) {
		out = dyn_project(o->arena, &paths, item);
		json_key_write(&o->out, STR("Item"));
		dyn_item_write(&o->out, &out);
	}
	return dyn_capacity(o, t,
	    dyn_read_units(item ? dyn_item_bytes(item) : 0, json_bool_or(json_get(o->in, "ConsistentRead"), false)), e);
}
