/*
 * dyn_apply: update expressions, carried out. The new item shares with the old one what did not change; operands are read
 * from the old one, so the order of the actions does not matter.
 */
#include <string.h>

#include "local/dyn_expr.h"
#include "local/dyn_number.h"
#include "local/operation.h"

static int
invalid_path(struct err *e)
{
	return fault_validation(e, "The document path provided in the update expression is invalid for update");
}

static int
wrong_type(struct err *e)
{
	return fault_validation(e, "An operand in the update expression has an incorrect data type");
}

static int
not_there(struct err *e)
{
	return fault_validation(e, "The provided expression refers to an attribute that does not exist in the item");
}

/* ---- operands --------------------------------------------------------------------------------------------------- */

static int term_value(struct arena *a, const struct dyn_term *t, const struct dyn_value *old, struct dyn_value *out,
    struct err *e);

static int
append(struct arena *a, const struct dyn_term *t, const struct dyn_value *old, struct dyn_value *out, struct err *e)
{
	struct dyn_value x, y;

	if (term_value(a, t->a, old, &x, e) < 0 || term_value(a, t->b, old, &y, e) < 0)
		return -1;
	if (x.type != DYN_L || y.type != DYN_L)
		return wrong_type(e);
	*out = (struct dyn_value){ .type = DYN_L, .list = arena_new_n(a, struct dyn_value, x.n + y.n), .n = x.n + y.n };
	for (size_t i = 0; i < out->n; i++)
		out->list[i] = i < x.n ? x.list[i] : y.list[i - x.n];
	return 0;
}

static int
term_value(struct arena *a, const struct dyn_term *t, const struct dyn_value *old, struct dyn_value *out, struct err *e)
{
	const struct dyn_value *found;

	if (t->type == DYN_TERM_LIST_APPEND)
		return append(a, t, old, out, e);
	found = t->type == DYN_TERM_VALUE ? t->value : dyn_path_find(old, &t->path);
	if (!found && t->type == DYN_TERM_IF_NOT_EXISTS)
		return term_value(a, t->b, old, out, e);
	if (!found)
		return not_there(e);
	*out = *found;
	return 0;
}

static int
add(struct arena *a, const struct dyn_value *x, const struct dyn_value *y, bool negate, struct dyn_value *out,
    struct err *e)
{
	struct dyn_number m, n, sum;
	struct buf b = buf_in(a);

	if (x->type != DYN_N || y->type != DYN_N)
		return wrong_type(e);
	if (dyn_number_read(x->s, &m, e) < 0 || dyn_number_read(y->s, &n, e) < 0)
		return -1;
	if (negate && n.n)
		n.negative = !n.negative;
	if (dyn_number_add(&m, &n, &sum, e) < 0)
		return -1;
	dyn_number_write(&b, &sum);
	*out = (struct dyn_value){ .type = DYN_N, .s = buf_str(&b) };
	return 0;
}

static int
set_value(struct arena *a, const struct dyn_action *action, const struct dyn_value *old, struct dyn_value *out,
    struct err *e)
{
	struct dyn_value x, y;

	if (!action->b)
		return term_value(a, action->a, old, out, e);
	if (term_value(a, action->a, old, &x, e) < 0 || term_value(a, action->b, old, &y, e) < 0)
		return -1;
	return add(a, &x, &y, action->sign == '-', out, e);
}

/* ---- places ----------------------------------------------------------------------------------------------------- */

/* Gives a container members of its own, so that they can change. */
static void
own(struct arena *a, struct dyn_value *v)
{
	void *mine = arena_alloc(a, (v->n + 1) * (v->type == DYN_M ? sizeof(*v->map) : sizeof(*v->list)));

	if (v->n)
		memcpy(mine, v->type == DYN_M ? (void *)v->map : (void *)v->list,
		    v->n * (v->type == DYN_M ? sizeof(*v->map) : sizeof(*v->list)));
	if (v->type == DYN_M)
		v->map = mine;
	else
		v->list = mine;
}

/* The container of the path's last step, with members of its own on all the way; NULL when it is not there. */
static struct dyn_value *
container(struct arena *a, struct dyn_value *item, const struct dyn_path *path)
{
	struct dyn_value *v = item;

	for (size_t i = 0;; i++) {
		const struct dyn_step *step = &path->steps[i];

		if (v->type != (step->name.p ? DYN_M : DYN_L))
			return NULL;
		if (i || path->n > 1)
			own(a, v);
		if (i + 1 == path->n)
			return v;
		v = step->name.p ? dyn_get(v, step->name) : step->index < v->n ? &v->list[step->index] : NULL;
		if (!v)
			return NULL;
	}
}

/* Behind its end an element is appended. */
static int
put(struct arena *a, struct dyn_value *item, const struct dyn_path *path, const struct dyn_value *value, struct err *e)
{
	struct dyn_value *in = container(a, item, path);
	const struct dyn_step *last = &path->steps[path->n - 1];

	if (!in)
		return invalid_path(e);
	if (last->name.p)
		dyn_set(a, in, last->name, value);
	else
		in->list[last->index < in->n ? last->index : in->n++] = *value;
	return 0;
}

/* Elements are marked, and taken out when all actions are done: indexes mean the old list. */
static int
take_out(struct arena *a, struct dyn_value *item, const struct dyn_path *path, struct err *e)
{
	struct dyn_value *in = container(a, item, path);
	const struct dyn_step *last = &path->steps[path->n - 1];

	if (!in)
		return path->n > 1 ? invalid_path(e) : 0;
	if (last->name.p)
		dyn_remove(in, last->name);
	else if (last->index < in->n)
		in->list[last->index].type = DYN_TYPES;
	return 0;
}

static void
close_ranks(struct dyn_value *list)
{
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		if (list->list[i].type != DYN_TYPES)
			list->list[n++] = list->list[i];
	list->n = n;
}

/* ---- ADD and DELETE --------------------------------------------------------------------------------------------- */

static int
add_action(struct arena *a, const struct dyn_action *action, const struct dyn_value *now, struct dyn_value *out,
    struct err *e)
{
	const struct dyn_value *v = action->value;
	const struct dyn_value zero = { .type = DYN_N, .s = STR("0") };

	if (v->type == DYN_N)
		return add(a, now ? now : &zero, v, false, out, e);
	*out = now ? *now : (struct dyn_value){ .type = v->type };
	if (out->type != v->type)
		return wrong_type(e);
	out->list = arena_new_n(a, struct dyn_value, out->n + v->n);
	for (size_t i = 0; i < out->n; i++)
		out->list[i] = now->list[i];
	for (size_t i = 0; i < v->n; i++)
		if (!dyn_has(out, &v->list[i]))
			out->list[out->n++] = v->list[i];
	return 0;
}

static int
delete_action(struct arena *a, const struct dyn_action *action, const struct dyn_value *now, struct dyn_value *out,
    struct err *e)
{
	*out = (struct dyn_value){ .type = action->value->type, .list = arena_new_n(a, struct dyn_value, now->n) };
	if (now->type != out->type)
		return wrong_type(e);
	for (size_t i = 0; i < now->n; i++)
		if (!dyn_has(action->value, &now->list[i]))
			out->list[out->n++] = now->list[i];
	return 0;
}

static int
act(struct arena *a, const struct dyn_action *action, const struct dyn_value *old, struct dyn_value *item,
    struct err *e)
{
	const struct dyn_value *now = dyn_path_find(old, &action->path);
	struct dyn_value v;

	switch (action->type) {
	case DYN_SET_ACTION:
		return set_value(a, action, old, &v, e) < 0 ? -1 : put(a, item, &action->path, &v, e);
	case DYN_ADD_ACTION:
		return add_action(a, action, now, &v, e) < 0 ? -1 : put(a, item, &action->path, &v, e);
	case DYN_REMOVE_ACTION:
		return take_out(a, item, &action->path, e);
	default:
		break;
	}
	if (!now)
		return 0;
	if (delete_action(a, action, now, &v, e) < 0)
		return -1;
	return v.n ? put(a, item, &action->path, &v, e) : take_out(a, item, &action->path, e);
}

int
dyn_update_apply(struct arena *a, const struct dyn_update *u, const struct dyn_value *old, struct dyn_value *out,
    struct err *e)
{
	*out = *old;
	own(a, out);
	for (size_t i = 0; i < u->n; i++)
		if (act(a, &u->actions[i], old, out, e) < 0)
			return -1;
	for (size_t i = 0; i < u->n; i++) {
		const struct dyn_path *path = &u->actions[i].path;

		if (!path->steps[path->n - 1].name.p) {
			struct dyn_value *in = container(a, out, path);

			if (in)
				close_ranks(in);
		}
	}
	return 0;
}
