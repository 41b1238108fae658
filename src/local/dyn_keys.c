/* dyn_keys: what keys and items must be like to go into a table. */
#include "local/dyn_store.h"

enum { HASH_BYTES_MAX = 2048, RANGE_BYTES_MAX = 1024 };

static bool
has_type(const struct dyn_value *v, char type)
{
	const char *name = dyn_type_name(v->type);

	return name[0] == type && !name[1];
}

static int
check_key(struct cloud_key k, const struct dyn_value *v, size_t max, struct err *e)
{
	if (v->type != DYN_N && !v->s.n)
		return fault_validation(e,
		    "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain "
		    "an empty %s value. Key: " STR_FMT,
		    v->type == DYN_S ? "string" : "binary", STR_ARG(k.name));
	if (v->s.n > max)
		return fault_validation(e,
		    "One or more parameter values were invalid: Size of key attribute " STR_FMT
		    " has exceeded the maximum size limit of %zu bytes",
		    STR_ARG(k.name), max);
	return 0;
}

static int
check_primary(struct cloud_key k, const struct dyn_value *item, size_t max, struct err *e)
{
	const struct dyn_value *v = dyn_get(item, k.name);

	if (!k.name.n)
		return 0;
	if (!v)
		return fault_validation(e,
		    "One or more parameter values were invalid: Missing the key " STR_FMT " in the item",
		    STR_ARG(k.name));
	if (!has_type(v, k.type))
		return fault_validation(e,
		    "One or more parameter values were invalid: Type mismatch for key " STR_FMT
		    " expected: %c actual: %s",
		    STR_ARG(k.name), k.type, dyn_type_name(v->type));
	return check_key(k, v, max, e);
}

static int
check_index(const struct dyn_view *v, struct cloud_key k, const struct dyn_value *item, size_t max, struct err *e)
{
	const struct dyn_value *value = k.name.n ? dyn_get(item, k.name) : NULL;

	if (!value)
		return 0;
	if (!has_type(value, k.type))
		return fault_validation(e,
		    "One or more parameter values were invalid: Type mismatch for Index Key " STR_FMT
		    " Expected: %c Actual: %s IndexName: " STR_FMT,
		    STR_ARG(k.name), k.type, dyn_type_name(value->type), STR_ARG(v->name));
	return check_key(k, value, max, e);
}

int
dyn_item_check(const struct dyn_table *t, const struct dyn_value *item, struct err *e)
{
	if (check_primary(t->primary.hash, item, HASH_BYTES_MAX, e) < 0 ||
	    check_primary(t->primary.range, item, RANGE_BYTES_MAX, e) < 0)
		return -1;
	for (size_t i = 0; i < t->index_count; i++)
		if (check_index(&t->indexes[i], t->indexes[i].hash, item, HASH_BYTES_MAX, e) < 0 ||
		    check_index(&t->indexes[i], t->indexes[i].range, item, RANGE_BYTES_MAX, e) < 0)
			return -1;
	if (dyn_item_bytes(item) > DYN_ITEM_BYTES_MAX)
		return fault_validation(e, "Item size has exceeded the maximum allowed size");
	return 0;
}

int
dyn_key_read(struct arena *a, const struct dyn_table *t, struct json in, struct dyn_value *out, struct err *e)
{
	const struct cloud_key *keys[] = { &t->primary.hash, &t->primary.range };
	const size_t max[] = { HASH_BYTES_MAX, RANGE_BYTES_MAX };
	size_t n = 1 + (t->primary.range.name.n > 0);

	if (dyn_item_read(a, in, out, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		const struct dyn_value *v = dyn_get(out, keys[i]->name);

		if (!v || out->n != n || !has_type(v, keys[i]->type))
			return fault_validation(e, "The provided key element does not match the schema");
		if (check_key(*keys[i], v, max[i], e) < 0)
			return -1;
	}
	return 0;
}

bool
dyn_is_key(const struct dyn_table *t, struct str name)
{
	return str_eq(name, t->primary.hash.name) || (t->primary.range.name.n && str_eq(name, t->primary.range.name));
}

bool
dyn_same_key(const struct dyn_table *t, const struct dyn_value *a, const struct dyn_value *b)
{
	struct str range = t->primary.range.name;

	return dyn_equal(dyn_get(a, t->primary.hash.name), dyn_get(b, t->primary.hash.name)) &&
	    (!range.n || dyn_equal(dyn_get(a, range), dyn_get(b, range)));
}

struct dyn_value
dyn_keys_of(struct arena *a, const struct dyn_table *t, const struct dyn_view *view, const struct dyn_value *item)
{
	const struct str names[] = { t->primary.hash.name, t->primary.range.name, view->hash.name, view->range.name };
	struct dyn_value out = { .type = DYN_M };

	for (size_t i = 0; i < COUNT(names); i++) {
		const struct dyn_value *v = names[i].n ? dyn_get(item, names[i]) : NULL;

		if (v)
			dyn_set(a, &out, names[i], v);
	}
	return out;
}
