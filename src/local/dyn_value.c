#include "local/dyn_value.h"

#include <string.h>

#include "codec/base64.h"
#include "local/dyn_number.h"
#include "local/heap.h"
#include "local/operation.h"

static const char *const type_names[DYN_TYPES] = { "S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS" };

const char *
dyn_type_name(enum dyn_type t)
{
	return type_names[t];
}

bool
dyn_type_find(struct str name, enum dyn_type *out)
{
	for (int t = 0; t < DYN_TYPES; t++)
		if (str_eqz(name, type_names[t])) {
			*out = (enum dyn_type)t;
			return true;
		}
	return false;
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

static int
wrong_json(enum dyn_type t, struct err *e)
{
	return fault(e, 400, "SerializationException", "An attribute value of type %s is not written as that type is",
	    type_names[t]);
}

static int
read_scalar(struct arena *a, enum dyn_type t, struct json in, struct dyn_value *out, struct err *e)
{
	struct dyn_number n;
	struct buf b = buf_in(a);
	struct str text;

	if (json_type(in) != JSON_STRING || json_str(in, &text, NULL) < 0)
		return wrong_json(t, e);
	*out = (struct dyn_value){ .type = t, .s = text };
	if (t == DYN_S)
		return 0;
	if (t == DYN_N) {
		if (dyn_number_read(text, &n, e) < 0)
			return -1;
		dyn_number_write(&b, &n);
	} else if (base64_decode(&b, text, NULL) < 0) {
		return fault(e, 400, "SerializationException", "A value of type B is not base64");
	}
	out->s = buf_str(&b);
	return 0;
}

static int
read_set(struct arena *a, enum dyn_type t, struct json in, struct dyn_value *out, struct err *e)
{
	size_t i = 0;

	if (json_type(in) != JSON_ARRAY)
		return wrong_json(t, e);
	if (!json_len(in))
		return fault_validation(e, "One or more parameter values were invalid: An %s set  may not be empty",
		    t == DYN_SS     ? "string" :
			t == DYN_NS ? "number" :
				      "binary");
	*out = (struct dyn_value){ .type = t, .list = arena_new_n(a, struct dyn_value, json_len(in)) };
	for (struct json m = json_first(in); json_exists(m); m = json_next(m), i++) {
		if (read_scalar(a, t - DYN_SS + DYN_S, m, &out->list[i], e) < 0)
			return -1;
		if (dyn_has(out, &out->list[i]))
			return fault_validation(e,
			    "One or more parameter values were invalid: Input collection contains duplicates.");
		out->n = i + 1;
	}
	return 0;
}

static int
read_list(struct arena *a, struct json in, struct dyn_value *out, struct err *e)
{
	if (json_type(in) != JSON_ARRAY)
		return wrong_json(DYN_L, e);
	*out = (struct dyn_value){ .type = DYN_L, .list = arena_new_n(a, struct dyn_value, json_len(in)) };
	for (struct json m = json_first(in); json_exists(m); m = json_next(m))
		if (dyn_value_read(a, m, &out->list[out->n++], e) < 0)
			return -1;
	return 0;
}

int
dyn_item_read(struct arena *a, struct json in, struct dyn_value *out, struct err *e)
{
	if (json_type(in) != JSON_OBJECT)
		return wrong_json(DYN_M, e);
	*out = (struct dyn_value){ .type = DYN_M, .map = arena_new_n(a, struct dyn_attr, json_len(in)) };
	for (struct json m = json_first(in); json_exists(m); m = json_next(m)) {
		out->map[out->n].name = json_key(m);
		if (dyn_value_read(a, m, &out->map[out->n++].value, e) < 0)
			return -1;
	}
	return 0;
}

static int
read_constant(enum dyn_type t, struct json in, struct dyn_value *out, struct err *e)
{
	*out = (struct dyn_value){ .type = t };
	if (json_type(in) != JSON_BOOL)
		return wrong_json(t, e);
	json_bool(in, &out->truth, NULL);
	if (t == DYN_NULL && !out->truth)
		return fault_validation(e,
		    "One or more parameter values were invalid: Null attribute value types must have the value of true");
	return 0;
}

int
dyn_value_read(struct arena *a, struct json in, struct dyn_value *out, struct err *e)
{
	struct json member = json_first(in);
	enum dyn_type t;

	if (json_type(in) != JSON_OBJECT)
		return fault(e, 400, "SerializationException",
		    "An attribute value must be an object such as {\"S\":\"text\"}");
	if (json_len(in) != 1)
		return fault_validation(e, "Supplied AttributeValue %s",
		    json_len(in) ?
			"has more than one datatypes set, must contain exactly one of the supported datatypes" :
			"is empty, must contain exactly one of the supported datatypes");
	if (!dyn_type_find(json_key(member), &t))
		return fault_validation(e, "Supplied AttributeValue has the unknown type " STR_FMT,
		    STR_ARG(json_key(member)));
	switch (t) {
	case DYN_S:
	case DYN_N:
	case DYN_B:
		return read_scalar(a, t, member, out, e);
	case DYN_SS:
	case DYN_NS:
	case DYN_BS:
		return read_set(a, t, member, out, e);
	case DYN_L:
		return read_list(a, member, out, e);
	case DYN_M:
		return dyn_item_read(a, member, out, e);
	default:
		return read_constant(t, member, out, e);
	}
}

/* ---- writing ---------------------------------------------------------------------------------------------------- */

static void
write_scalar(struct json_writer *w, const struct dyn_value *v)
{
	struct arena scratch = ARENA_EMPTY;
	struct buf b = buf_in(&scratch);

	if (v->type == DYN_B)
		base64_encode(&b, v->s);
	json_write_str(w, v->type == DYN_B ? buf_str(&b) : v->s);
	arena_release(&scratch);
}

void
dyn_item_write(struct json_writer *w, const struct dyn_value *item)
{
	json_object(w);
	for (size_t i = 0; i < item->n; i++) {
		json_key_write(w, item->map[i].name);
		dyn_value_write(w, &item->map[i].value);
	}
	json_close(w);
}

static void
write_list(struct json_writer *w, const struct dyn_value *v)
{
	json_array(w);
	for (size_t i = 0; i < v->n; i++)
		if (v->type == DYN_L)
			dyn_value_write(w, &v->list[i]);
		else
			write_scalar(w, &v->list[i]);
	json_close(w);
}

void
dyn_value_write(struct json_writer *w, const struct dyn_value *v)
{
	json_object(w);
	json_key_write(w, str_z(type_names[v->type]));
	if (v->type <= DYN_B)
		write_scalar(w, v);
	else if (v->type == DYN_BOOL || v->type == DYN_NULL)
		json_write_bool(w, v->truth);
	else if (v->type == DYN_M)
		dyn_item_write(w, v);
	else
		write_list(w, v);
	json_close(w);
}

/* ---- looking and comparing -------------------------------------------------------------------------------------- */

struct dyn_value *
dyn_get(const struct dyn_value *map, struct str name)
{
	for (size_t i = 0; i < map->n; i++)
		if (str_eq(map->map[i].name, name))
			return &map->map[i].value;
	return NULL;
}

void
dyn_set(struct arena *a, struct dyn_value *map, struct str name, const struct dyn_value *value)
{
	struct dyn_value *old = dyn_get(map, name);
	struct dyn_attr *more;

	if (old) {
		*old = *value;
		return;
	}
	more = arena_new_n(a, struct dyn_attr, map->n + 1);
	if (map->n)
		memcpy(more, map->map, map->n * sizeof(*more));
	more[map->n++] = (struct dyn_attr){ name, *value };
	map->map = more;
}

void
dyn_remove(struct dyn_value *map, struct str name)
{
	for (size_t i = 0; i < map->n; i++)
		if (str_eq(map->map[i].name, name)) {
			memmove(map->map + i, map->map + i + 1, (--map->n - i) * sizeof(*map->map));
			return;
		}
}

bool
dyn_has(const struct dyn_value *list, const struct dyn_value *element)
{
	for (size_t i = 0; i < list->n; i++)
		if (dyn_equal(&list->list[i], element))
			return true;
	return false;
}

bool
dyn_equal(const struct dyn_value *a, const struct dyn_value *b)
{
	if (a->type != b->type || a->n != b->n)
		return false;
	if (a->type <= DYN_B)
		return str_eq(a->s, b->s);
	if (a->type == DYN_BOOL || a->type == DYN_NULL)
		return a->truth == b->truth;
	for (size_t i = 0; i < a->n; i++) {
		const struct dyn_value *other = a->type == DYN_M ? dyn_get(b, a->map[i].name) : NULL;
		bool same = a->type == DYN_M ? other && dyn_equal(&a->map[i].value, other) :
		    a->type == DYN_L         ? dyn_equal(&a->list[i], &b->list[i]) :
					       dyn_has(b, &a->list[i]);

		if (!same)
			return false;
	}
	return true;
}

int
dyn_cmp(const struct dyn_value *a, const struct dyn_value *b)
{
	return a->type == DYN_N ? dyn_number_cmp_text(a->s, b->s) : str_cmp(a->s, b->s);
}

struct dyn_value
dyn_from_i64(struct arena *a, int64_t n)
{
	return (struct dyn_value){ .type = DYN_N, .s = arena_printf(a, "%lld", (long long)n) };
}

size_t
dyn_bytes(const struct dyn_value *v)
{
	size_t n = v->type == DYN_L || v->type == DYN_M ? 3 : 0;

	switch (v->type) {
	case DYN_S:
	case DYN_B:
		return v->s.n;
	case DYN_N:
		return (v->s.n + 1) / 2 + 1;
	case DYN_BOOL:
	case DYN_NULL:
		return 1;
	default:
		break;
	}
	for (size_t i = 0; i < v->n; i++)
		n += v->type == DYN_M ? v->map[i].name.n + dyn_bytes(&v->map[i].value) + 1 :
					dyn_bytes(&v->list[i]) + (v->type == DYN_L);
	return n;
}

size_t
dyn_item_bytes(const struct dyn_value *item)
{
	size_t n = 0;

	for (size_t i = 0; i < item->n; i++)
		n += item->map[i].name.n + dyn_bytes(&item->map[i].value);
	return n;
}

/* ---- copies ----------------------------------------------------------------------------------------------------- */

static size_t
aligned(size_t n)
{
	return (n + 7) & ~(size_t)7;
}

/* Bytes of everything that hangs on `v`. */
static size_t
hanging(const struct dyn_value *v)
{
	size_t n = aligned(v->s.n);

	for (size_t i = 0; i < v->n; i++)
		n += v->type == DYN_M ?
		    sizeof(struct dyn_attr) + aligned(v->map[i].name.n) + hanging(&v->map[i].value) :
		    sizeof(struct dyn_value) + hanging(&v->list[i]);
	return n;
}

static void *
cut(char **free_bytes, size_t n)
{
	void *p = *free_bytes;

	*free_bytes += aligned(n);
	return p;
}

static struct str
copy_str(char **free_bytes, struct str s)
{
	char *p = cut(free_bytes, s.n);

	if (s.n)
		memcpy(p, s.p, s.n);
	return (struct str){ p, s.n };
}

static void
copy_into(char **free_bytes, struct dyn_value *out, const struct dyn_value *v)
{
	*out = *v;
	out->s = copy_str(free_bytes, v->s);
	if (v->type == DYN_M)
		out->map = cut(free_bytes, v->n * sizeof(*v->map));
	else if (v->n)
		out->list = cut(free_bytes, v->n * sizeof(*v->list));
	for (size_t i = 0; i < v->n; i++) {
		if (v->type == DYN_M)
			out->map[i].name = copy_str(free_bytes, v->map[i].name);
		copy_into(free_bytes, v->type == DYN_M ? &out->map[i].value : &out->list[i],
		    v->type == DYN_M ? &v->map[i].value : &v->list[i]);
	}
}

struct dyn_value *
dyn_copy(const struct dyn_value *v)
{
	char *p = heap_alloc(sizeof(*v) + hanging(v));
	struct dyn_value *out = (struct dyn_value *)(void *)p;

	p += aligned(sizeof(*v));
	copy_into(&p, out, v);
	return out;
}
