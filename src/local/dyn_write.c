#include "local/dyn_write.h"

static int
read_condition(struct dyn_names *names, struct json in, struct dyn_write *w, struct err *e)
{
	struct json text = json_get(in, "ConditionExpression");
	struct str when_refused = param_str(in, "ReturnValuesOnConditionCheckFailure");

	if (when_refused.n && !str_eqz(when_refused, "NONE") && !str_eqz(when_refused, "ALL_OLD"))
		return fault_validation(e, "ReturnValuesOnConditionCheckFailure must be NONE or ALL_OLD");
	w->return_item = str_eqz(when_refused, "ALL_OLD");
	if (!json_exists(text))
		return w->kind == DYN_CHECK ? fault_validation(e, "ConditionExpression is missing") : 0;
	return dyn_condition_read(names, "ConditionExpression", json_str_or(text, STR("")), &w->condition, e);
}

static int
read_update(struct dyn_names *names, struct json in, struct dyn_write *w, struct err *e)
{
	struct json text = json_get(in, "UpdateExpression");

	if (w->kind != DYN_UPDATE || !json_exists(text))
		return 0;
	if (dyn_update_read(names, json_str_or(text, STR("")), &w->update, e) < 0)
		return -1;
	for (size_t i = 0; i < w->update.n; i++) {
		struct str name = w->update.actions[i].path.steps[0].name;

		if (dyn_is_key(w->table, name))
			return fault_validation(e,
			    "One or more parameter values were invalid: Cannot update attribute " STR_FMT
			    ". This attribute is part of the key",
			    STR_ARG(name));
	}
	return 0;
}

int
dyn_write_read(struct cloud *c, struct arena *a, struct json in, enum dyn_write_kind kind, struct dyn_write *w,
    struct err *e)
{
	struct dyn_names names;

	*w = (struct dyn_write){ .kind = kind, .table = dyn_table(c, param_str(in, "TableName"), e) };
	if (!w->table)
		return -1;
	if (kind == DYN_PUT ?
		dyn_item_read(a, json_get(in, "Item"), &w->key, e) < 0 || dyn_item_check(w->table, &w->key, e) < 0 :
		dyn_key_read(a, w->table, json_get(in, "Key"), &w->key, e) < 0)
		return -1;
	if (dyn_names_read(a, in, &names, e) < 0 || read_condition(&names, in, w, e) < 0 ||
	    read_update(&names, in, w, e) < 0)
		return -1;
	return dyn_names_check(&names, e);
}

int
dyn_write_plan(struct arena *a, struct dyn_write *w, struct err *e)
{
	w->old = dyn_find(w->table, &w->key);
	if (w->condition && !dyn_condition_holds(w->condition, w->old))
		return fault(e, 400, "ConditionalCheckFailedException", "The conditional request failed");
	w->new = w->key;
	if (w->kind != DYN_UPDATE)
		return 0;
	/* An update of an item that is not there makes one. */
	if (dyn_update_apply(a, &w->update, w->old ? w->old : &w->key, &w->new, e) < 0)
		return -1;
	return dyn_item_check(w->table, &w->new, e);
}

void
dyn_write_commit(struct dyn_write *w)
{
	if (w->kind == DYN_DELETE)
		dyn_delete(w->table, &w->key);
	else if (w->kind != DYN_CHECK)
		dyn_put(w->table, &w->new);
}

size_t
dyn_write_units(const struct dyn_write *w)
{
	size_t old = w->old ? dyn_item_bytes(w->old) : 0, new = w->kind == DYN_DELETE ? 0 : dyn_item_bytes(&w->new);
	size_t bytes = old > new ? old : new;

	return 2 * (bytes ? (bytes + 1023) / 1024 : 1);
}

size_t
dyn_read_units(size_t bytes, bool consistent)
{
	return (bytes ? (bytes + 4095) / 4096 : 1) * (consistent ? 2 : 1);
}

int
dyn_capacity(struct op *o, const struct dyn_table *t, size_t half_units, struct err *e)
{
	struct str want = param_str(o->in, "ReturnConsumedCapacity");

	if (!want.n || str_eqz(want, "NONE"))
		return 0;
	if (!str_eqz(want, "TOTAL") && !str_eqz(want, "INDEXES"))
		return fault_validation(e, "ReturnConsumedCapacity must be INDEXES, TOTAL or NONE");
	json_put_object(&o->out, "ConsumedCapacity");
	json_put_str(&o->out, "TableName", t->primary.name);
	json_put_raw(&o->out, "CapacityUnits",
	    arena_printf(o->arena, "%zu.%d", half_units / 2, half_units % 2 ? 5 : 0));
	json_close(&o->out);
	return 0;
}
