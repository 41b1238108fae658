#include "local/dyn_store.h"

#include <string.h>

/* ---- configuration ---------------------------------------------------------------------------------------------- */

static struct cloud_key
key_copy(struct cloud_key k)
{
	return (struct cloud_key){ heap_str(k.name), k.type };
}

struct dyn *
dyn_new(const struct cloud_config *config)
{
	struct dyn *d = heap_new(struct dyn);

	d->n = config->table_count;
	d->tables = heap_alloc(d->n * sizeof(*d->tables));
	for (size_t i = 0; i < d->n; i++) {
		const struct cloud_table_config *in = &config->tables[i];
		struct dyn_table *t = &d->tables[i];

		t->primary = (struct dyn_view){ .name = heap_str(in->name),
			.hash = key_copy(in->hash),
			.range = key_copy(in->range) };
		t->index_count = in->index_count;
		t->indexes = heap_alloc(in->index_count * sizeof(*t->indexes));
		for (size_t k = 0; k < in->index_count; k++)
			t->indexes[k] = (struct dyn_view){ .name = heap_str(in->indexes[k].name),
				.hash = key_copy(in->indexes[k].hash),
				.range = key_copy(in->indexes[k].range) };
	}
	return d;
}

static void
partition_free(struct dyn_partition *p)
{
	heap_str_free(&p->key);
	heap_free(p->rows);
	heap_free(p);
}

static void
view_free(struct dyn_view *v, bool rows)
{
	size_t at = 0;

	for (struct dyn_partition *p; (p = map_next(&v->partitions, &at));) {
		for (size_t i = 0; rows && i < p->n; i++) {
			heap_free(p->rows[i]->item);
			heap_free(p->rows[i]);
		}
		partition_free(p);
	}
	map_free(&v->partitions);
	heap_str_free(&v->name);
	heap_str_free(&v->hash.name);
	heap_str_free(&v->range.name);
}

void
dyn_free(struct dyn *d)
{
	if (!d)
		return;
	for (size_t i = 0; i < d->n; i++) {
		for (size_t k = 0; k < d->tables[i].index_count; k++)
			view_free(&d->tables[i].indexes[k], false);
		heap_free(d->tables[i].indexes);
		view_free(&d->tables[i].primary, true);
	}
	dyn_tokens_free(d);
	heap_free(d->tables);
	heap_free(d);
}

struct dyn_table *
dyn_table(const struct cloud *c, struct str name, struct err *e)
{
	size_t at = str_find(name, STR(":table/"));

	if (at < name.n)
		name = str_sub(name, at + 7, name.n);
	for (size_t i = 0; i < c->dyn->n; i++)
		if (str_eq(c->dyn->tables[i].primary.name, name))
			return &c->dyn->tables[i];
	fault(e, 400, "ResourceNotFoundException", "Requested resource not found: Table: " STR_FMT " not found",
	    STR_ARG(name));
	return NULL;
}

struct dyn_view *
dyn_index(struct dyn_table *t, struct str name, struct err *e)
{
	for (size_t i = 0; i < t->index_count; i++)
		if (str_eq(t->indexes[i].name, name))
			return &t->indexes[i];
	fault_validation(e, "The table does not have the specified index: " STR_FMT, STR_ARG(name));
	return NULL;
}

/* ---- rows in views ---------------------------------------------------------------------------------------------- */

static int
cmp_by(struct cloud_key k, const struct dyn_value *a, const struct dyn_value *b)
{
	return k.name.n ? dyn_cmp(dyn_get(a, k.name), dyn_get(b, k.name)) : 0;
}

int
dyn_order(const struct dyn_table *t, const struct dyn_view *v, const struct dyn_value *a, const struct dyn_value *b)
{
	int c = cmp_by(v->range, a, b);

	if (c || v == &t->primary)
		return c;
	c = cmp_by(t->primary.hash, a, b);
	return c ? c : cmp_by(t->primary.range, a, b);
}

struct dyn_partition *
dyn_partition(const struct dyn_view *v, const struct dyn_value *hash)
{
	return map_get(&v->partitions, hash->s);
}

/* Where an item is in a partition, or would be. */
static size_t
row_place(const struct dyn_table *t, const struct dyn_view *v, const struct dyn_partition *p,
    const struct dyn_value *item)
{
	size_t low = 0, high = p->n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (dyn_order(t, v, p->rows[middle]->item, item) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
view_add(const struct dyn_table *t, struct dyn_view *v, struct dyn_row *row)
{
	const struct dyn_value *hash = dyn_get(row->item, v->hash.name);
	struct dyn_partition *p = dyn_partition(v, hash);
	size_t at;

	if (!p) {
		p = heap_new(struct dyn_partition);
		p->key = heap_str(hash->s);
		map_put(&v->partitions, p->key, p);
	}
	if (p->n == p->cap) {
		p->cap = p->cap ? 2 * p->cap : 1;
		p->rows = heap_resize(p->rows, p->cap, sizeof(struct dyn_row *));
	}
	at = row_place(t, v, p, row->item);
	memmove(p->rows + at + 1, p->rows + at, (p->n++ - at) * sizeof(struct dyn_row *));
	p->rows[at] = row;
}

static void
view_remove(const struct dyn_table *t, struct dyn_view *v, const struct dyn_value *item)
{
	struct dyn_partition *p = dyn_partition(v, dyn_get(item, v->hash.name));
	size_t at = row_place(t, v, p, item);

	memmove(p->rows + at, p->rows + at + 1, (--p->n - at) * sizeof(struct dyn_row *));
	if (p->n)
		return;
	map_remove(&v->partitions, p->key);
	partition_free(p);
}

/* An item without the keys of an index is not in it. */
static bool
in_view(const struct dyn_view *v, const struct dyn_value *item)
{
	return dyn_get(item, v->hash.name) && (!v->range.name.n || dyn_get(item, v->range.name));
}

static bool
same_in_view(const struct dyn_view *v, const struct dyn_value *a, const struct dyn_value *b)
{
	if (!in_view(v, a) || !in_view(v, b))
		return in_view(v, a) == in_view(v, b);
	return cmp_by(v->hash, a, b) == 0 && cmp_by(v->range, a, b) == 0;
}

/* ---- items ------------------------------------------------------------------------------------------------------ */

static struct dyn_row *
find_row(const struct dyn_table *t, const struct dyn_value *key)
{
	const struct dyn_partition *p = dyn_partition(&t->primary, dyn_get(key, t->primary.hash.name));
	size_t at = p ? row_place(t, &t->primary, p, key) : 0;

	return p && at < p->n && dyn_order(t, &t->primary, p->rows[at]->item, key) == 0 ? p->rows[at] : NULL;
}

const struct dyn_value *
dyn_find(const struct dyn_table *t, const struct dyn_value *key)
{
	const struct dyn_row *row = find_row(t, key);

	return row ? row->item : NULL;
}

static void
add_row(struct dyn_table *t, struct dyn_value *item)
{
	struct dyn_row *row = heap_new(struct dyn_row);

	row->item = item;
	view_add(t, &t->primary, row);
	for (size_t i = 0; i < t->index_count; i++)
		if (in_view(&t->indexes[i], item))
			view_add(t, &t->indexes[i], row);
	t->items++;
}

void
dyn_put(struct dyn_table *t, const struct dyn_value *in)
{
	struct dyn_row *row = find_row(t, in);
	struct dyn_value *item = dyn_copy(in), *old;

	if (!row) {
		add_row(t, item);
		return;
	}
	old = row->item;
	for (size_t i = 0; i < t->index_count; i++)
		if (in_view(&t->indexes[i], old) && !same_in_view(&t->indexes[i], old, item))
			view_remove(t, &t->indexes[i], old);
	row->item = item;
	for (size_t i = 0; i < t->index_count; i++)
		if (in_view(&t->indexes[i], item) && !same_in_view(&t->indexes[i], old, item))
			view_add(t, &t->indexes[i], row);
	heap_free(old);
}

void
dyn_delete(struct dyn_table *t, const struct dyn_value *key)
{
	struct dyn_row *row = find_row(t, key);

	if (!row)
		return;
	for (size_t i = 0; i < t->index_count; i++)
		if (in_view(&t->indexes[i], row->item))
			view_remove(t, &t->indexes[i], row->item);
	view_remove(t, &t->primary, row->item);
	heap_free(row->item);
	heap_free(row);
	t->items--;
}
