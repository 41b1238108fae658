/*
 * dyn_query: Query and Scan. A page ends after Limit items, or 1 MB of them, counted before the filter; then LastEvaluatedKey
 * says where the next one starts.
 */
#include "local/dyn_ops.h"

#include <stdlib.h>

enum { PAGE_BYTES_MAX = 1024 * 1024 };

/* What Query and Scan have in common. */
struct page {
	struct dyn_table *table;
	struct dyn_view *view;
	struct dyn_node *filter;
	struct dyn_paths paths;
	struct dyn_value start; /* ExclusiveStartKey */
	bool has_start, count_only, consistent;
	int64_t limit; /* 0: none */
	/* so far */
	size_t seen, matched, bytes;
	const struct dyn_value *last;
	bool full;
	struct buf items;
	struct json_writer out;
};

static int
read_select(struct json in, struct page *p, struct err *e)
{
	struct str select = param_str(in, "Select");
	bool all = str_eqz(select, "ALL_ATTRIBUTES") || str_eqz(select, "ALL_PROJECTED_ATTRIBUTES");

	p->count_only = str_eqz(select, "COUNT");
	if (!select.n || (str_eqz(select, "SPECIFIC_ATTRIBUTES") && p->paths.n))
		return 0;
	if (p->paths.n)
		return fault_validation(e, "Cannot specify the ProjectionExpression when choosing to get " STR_FMT,
		    STR_ARG(select));
	if (!p->count_only && !all)
		return fault_validation(e, "Select does not fit the request: " STR_FMT, STR_ARG(select));
	return 0;
}

/* The start key has the keys of the table and of the index. */
static int
read_start(struct op *o, struct page *p, struct err *e)
{
	struct json in = json_get(o->in, "ExclusiveStartKey");
	struct dyn_value keys;

	p->has_start = json_type(in) == JSON_OBJECT;
	if (!p->has_start)
		return 0;
	if (dyn_item_read(o->arena, in, &p->start, e) < 0)
		return -1;
	keys = dyn_keys_of(o->arena, p->table, p->view, &p->start);
	if (keys.n != p->start.n || dyn_item_check(p->table, &p->start, e) < 0 || !dyn_get(&keys, p->view->hash.name) ||
	    (p->view->range.name.n && !dyn_get(&keys, p->view->range.name)))
		return fault_validation(e, "The provided starting key is invalid");
	return 0;
}

static int
read_filter(struct op *o, struct dyn_names *names, struct page *p, struct err *e)
{
	struct json text = json_get(o->in, "FilterExpression");

	return json_exists(text) ?
	    dyn_condition_read(names, "FilterExpression", json_str_or(text, STR("")), &p->filter, e) :
	    0;
}

static int
read_page(struct op *o, struct dyn_names *names, struct page *p, struct err *e)
{
	struct str index = param_str(o->in, "IndexName");

	*p = (struct page){ .items = buf_in(o->arena), .table = dyn_table(o->cloud, param_str(o->in, "TableName"), e) };
	o->detail = param_str(o->in, "TableName");
	if (!p->table)
		return -1;
	p->view = index.n ? dyn_index(p->table, index, e) : &p->table->primary;
	p->consistent = json_bool_or(json_get(o->in, "ConsistentRead"), false);
	if (!p->view)
		return -1;
	if (p->consistent && index.n)
		return fault_validation(e, "Consistent reads are not supported on global secondary indexes");
	if (json_exists(json_get(o->in, "Limit")) &&
	    (json_i64(json_get(o->in, "Limit"), &p->limit, NULL) < 0 || p->limit < 1))
		return fault_validation(e, "Limit must be greater than or equal to 1");
	if (read_filter(o, names, p, e) < 0 || dyn_read_projection(names, o->in, &p->paths, e) < 0)
		return -1;
	return read_select(o->in, p, e) < 0 ? -1 : read_start(o, p, e);
}

/* False when the page is full. */
static bool
take_item(struct op *o, struct page *p, const struct dyn_value *item)
{
	p->seen++;
	p->bytes += dyn_item_bytes(item);
	p->last = item;
	if (!p->filter || dyn_condition_holds(p->filter, item)) {
		struct dyn_value out = dyn_project(o->arena, &p->paths, item);

		p->matched++;
		if (!p->count_only)
			dyn_item_write(&p->out, &out);
	}
	p->full = (p->limit && p->seen == (size_t)p->limit) || p->bytes >= PAGE_BYTES_MAX;
	return !p->full;
}

static int
answer(struct op *o, struct page *p, struct err *e)
{
	json_close(&p->out);
	if (!p->count_only)
		json_put_raw(&o->out, "Items", buf_str(&p->items));
	json_put_i64(&o->out, "Count", (int64_t)p->matched);
	json_put_i64(&o->out, "ScannedCount", (int64_t)p->seen);
	if (p->full) {
		struct dyn_value key = dyn_keys_of(o->arena, p->table, p->view, p->last);

		json_key_write(&o->out, STR("LastEvaluatedKey"));
		dyn_item_write(&o->out, &key);
	}
	return dyn_capacity(o, p->table, dyn_read_units(p->bytes, p->consistent), e);
}

/* ---- Query ------------------------------------------------------------------------------------------------------ */

struct key_condition {
	const struct dyn_value *hash;
	const struct dyn_node *range; /* NULL: none */
};

static int
unsupported(struct err *e)
{
	return fault_validation(e, "Query key condition not supported");
}

/* One comparison of a key attribute with values; sorts it into `k`. */
static int
read_key_part(const struct dyn_view *v, const struct dyn_node *n, struct key_condition *k, struct err *e)
{
	struct str name = n->n && n->arg[0]->type == DYN_PATH && n->arg[0]->path.n == 1 ?
	    n->arg[0]->path.steps[0].name :
	    (struct str){ 0 };
	bool hash = name.p && str_eq(name, v->hash.name),
	     range = name.p && v->range.name.n && str_eq(name, v->range.name);

	if (!hash && !range)
		return name.p ?
		    fault_validation(e, "Query condition missed key schema element: " STR_FMT, STR_ARG(v->hash.name)) :
		    unsupported(e);
	for (size_t i = 1; i < n->n; i++) {
		char type = hash ? v->hash.type : v->range.type;

		if (n->arg[i]->type != DYN_BOUND)
			return unsupported(e);
		if (dyn_type_name(n->arg[i]->value->type)[0] != type || dyn_type_name(n->arg[i]->value->type)[1])
			return fault_validation(e,
			    "One or more parameter values were invalid: Condition parameter type does not match schema type");
	}
	if (hash && (n->type != DYN_EQ || k->hash))
		return fault_validation(e, "Query key condition not supported: the partition key needs one equality");
	if (range &&
	    (k->range || n->type == DYN_NE || n->type == DYN_IN || (n->type > DYN_IN && n->type != DYN_BEGINS_WITH)))
		return unsupported(e);
	if (hash)
		k->hash = n->arg[1]->value;
	else
		k->range = n;
	return 0;
}

static int
read_key_condition(struct op *o, struct dyn_names *names, const struct page *p, struct key_condition *k, struct err *e)
{
	struct dyn_node *n;

	*k = (struct key_condition){ 0 };
	if (dyn_condition_read(names, "KeyConditionExpression", param_str(o->in, "KeyConditionExpression"), &n, e) < 0)
		return -1;
	if (n->type == DYN_AND) {
		if (read_key_part(p->view, n->arg[0], k, e) < 0 || read_key_part(p->view, n->arg[1], k, e) < 0)
			return -1;
	} else if (read_key_part(p->view, n, k, e) < 0) {
		return -1;
	}
	if (k->hash)
		return 0;
	return fault_validation(e, "Query condition missed key schema element: " STR_FMT, STR_ARG(p->view->hash.name));
}

/* The first row that sorts at or behind the lower end of the condition. */
static size_t
first_row(const struct page *p, const struct dyn_partition *part, const struct dyn_node *range)
{
	const struct dyn_value *low = range && range->type != DYN_LT && range->type != DYN_LE ? range->arg[1]->value :
												NULL;
	size_t from = 0, to = low ? part->n : 0;

	while (from < to) {
		size_t middle = (from + to) / 2;

		if (dyn_cmp(dyn_get(part->rows[middle]->item, p->view->range.name), low) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* Whether a row is behind the start key, in the direction of the query. */
static bool
after_start(const struct page *p, const struct dyn_value *item, bool forward)
{
	int c = p->has_start ? dyn_order(p->table, p->view, item, &p->start) : 0;

	return !p->has_start || (forward ? c > 0 : c < 0);
}

static void
walk(struct op *o, struct page *p, const struct dyn_partition *part, const struct key_condition *k, bool forward)
{
	size_t from = first_row(p, part, k->range), to = from, i;

	while (to < part->n &&
	    (!k->range || dyn_condition_holds(k->range, part->rows[to]->item) ||
		(k->range->type == DYN_GT &&
		    dyn_cmp(dyn_get(part->rows[to]->item, p->view->range.name), k->range->arg[1]->value) == 0)))
		to++;
	for (size_t step = from; step < to; step++) {
		const struct dyn_value *item;

		i = forward ? step : to - 1 - (step - from);
		item = part->rows[i]->item;
		if (k->range && !dyn_condition_holds(k->range, item))
			continue;
		if (after_start(p, item, forward) && !take_item(o, p, item))
			return;
	}
}

int
dyn_query(struct op *o, struct err *e)
{
	const struct dyn_partition *part;
	struct key_condition k;
	struct dyn_names names;
	struct page p;

	if (dyn_names_read(o->arena, o->in, &names, e) < 0 || read_page(o, &names, &p, e) < 0 ||
	    read_key_condition(o, &names, &p, &k, e) < 0 || dyn_names_check(&names, e) < 0)
		return -1;
	p.out = json_writer(&p.items);
	json_array(&p.out);
	part = dyn_partition(p.view, k.hash);
	if (part)
		walk(o, &p, part, &k, json_bool_or(json_get(o->in, "ScanIndexForward"), true));
	return answer(o, &p, e);
}

/* ---- Scan ------------------------------------------------------------------------------------------------------- */

static int
by_hash(const void *x, const void *y)
{
	const struct dyn_partition *const *a = x, *const *b = y;
	uint64_t h = map_hash((*a)->key), k = map_hash((*b)->key);

	return h != k ? (h < k ? -1 : 1) : str_cmp((*a)->key, (*b)->key);
}

/* Partitions in an order that new ones do not change. */
static const struct dyn_partition **
partitions(struct op *o, const struct dyn_view *v, size_t *n)
{
	const struct dyn_partition **out = arena_new_n(o->arena, const struct dyn_partition *, v->partitions.n + 1), *p;
	size_t at = 0;

	*n = 0;
	while ((p = map_next(&v->partitions, &at)))
		out[(*n)++] = p;
	qsort(out, *n, sizeof(struct dyn_partition *), by_hash);
	return out;
}

static void
scan(struct op *o, struct page *p)
{
	size_t n;
	const struct dyn_partition **parts = partitions(o, p->view, &n);
	const struct dyn_partition start = { .key = p->has_start ? dyn_get(&p->start, p->view->hash.name)->s :
								   STR("") },
				   *s = &start;

	for (size_t i = 0; i < n; i++) {
		int c = p->has_start ? by_hash(&parts[i], &s) : 1;

		for (size_t k = 0; c >= 0 && k < parts[i]->n; k++) {
			const struct dyn_value *item = parts[i]->rows[k]->item;

			if ((c > 0 || after_start(p, item, true)) && !take_item(o, p, item))
				return;
		}
	}
}

int
dyn_scan(struct op *o, struct err *e)
{
	struct dyn_names names;
	struct page p;

	if (dyn_names_read(o->arena, o->in, &names, e) < 0 || read_page(o, &names, &p, e) < 0 ||
	    dyn_names_check(&names, e) < 0)
		return -1;
	p.out = json_writer(&p.items);
	json_array(&p.out);
	scan(o, &p);
	return answer(o, &p, e);
}
