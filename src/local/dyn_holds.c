/* dyn_holds: whether a condition holds for an item. */
#include "local/dyn_expr.h"

/* Code points of text, bytes of binary, elements of the others. */
static bool
size_of(const struct dyn_value *v, struct dyn_value *out, char text[static 24])
{
	size_t n = v->n;
	struct buf b = buf_over(text, 24);

	if (v->type == DYN_N || v->type == DYN_BOOL || v->type == DYN_NULL)
		return false;
	if (v->type == DYN_B)
		n = v->s.n;
	for (size_t i = 0; v->type == DYN_S && i < v->s.n; i++)
		n += (v->s.p[i] & 0xc0) != 0x80;
	buf_printf(&b, "%zu", n);
	*out = (struct dyn_value){ .type = DYN_N, .s = buf_str(&b) };
	return true;
}

struct operand {
	struct dyn_value size;
	char text[24];
};

static const struct dyn_value *
operand(const struct dyn_node *n, const struct dyn_value *item, struct operand *mem)
{
	const struct dyn_value *v;

	if (n->type == DYN_BOUND)
		return n->value;
	if (n->type == DYN_PATH)
		return dyn_path_find(item, &n->path);
	v = dyn_path_find(item, &n->arg[0]->path);
	return v && size_of(v, &mem->size, mem->text) ? &mem->size : NULL;
}

static bool
ordered(enum dyn_node_type type, const struct dyn_value *a, const struct dyn_value *b)
{
	int c;

	if (!a || !b || a->type != b->type || a->type > DYN_B)
		return false;
	c = dyn_cmp(a, b);
	return type == DYN_LT ? c < 0 : type == DYN_LE ? c <= 0 : type == DYN_GT ? c > 0 : c >= 0;
}

static bool
contains(const struct dyn_value *a, const struct dyn_value *b)
{
	if (!a || !b)
		return false;
	if (a->type == DYN_S || a->type == DYN_B)
		return a->type == b->type && (!b->s.n || str_find(a->s, b->s) < a->s.n);
	return (a->type == DYN_L || a->type >= DYN_SS) && dyn_has(a, b);
}

static bool
function_holds(const struct dyn_node *n, const struct dyn_value *a, const struct dyn_value *b)
{
	switch (n->type) {
	case DYN_EXISTS:
		return a;
	case DYN_NOT_EXISTS:
		return !a;
	case DYN_IS_TYPE:
		return a && str_eqz(b->s, dyn_type_name(a->type));
	case DYN_BEGINS_WITH:
		return a && b && a->type == b->type && (a->type == DYN_S || a->type == DYN_B) && str_starts(a->s, b->s);
	case DYN_CONTAINS:
		return contains(a, b);
	case DYN_EQ:
		return a && b && dyn_equal(a, b);
	case DYN_NE:
		return !a || !b ? a != b : !dyn_equal(a, b);
	default:
		return ordered(n->type, a, b);
	}
}

static bool
list_holds(const struct dyn_node *n, const struct dyn_value *a, const struct dyn_value *item)
{
	struct operand mem;

	if (n->type == DYN_BETWEEN)
		return ordered(DYN_GE, a, operand(n->arg[1], item, &mem)) &&
		    ordered(DYN_LE, a, operand(n->arg[2], item, &mem));
	for (size_t i = 1; a && i < n->n; i++) {
		const struct dyn_value *b = operand(n->arg[i], item, &mem);

		if (b && dyn_equal(a, b))
			return true;
	}
	return false;
}

bool
dyn_condition_holds(const struct dyn_node *n, const struct dyn_value *item)
{
	const struct dyn_value *a, *b;
	struct operand mem_a, mem_b;

	if (n->type == DYN_AND)
		return dyn_condition_holds(n->arg[0], item) && dyn_condition_holds(n->arg[1], item);
	if (n->type == DYN_OR)
		return dyn_condition_holds(n->arg[0], item) || dyn_condition_holds(n->arg[1], item);
	if (n->type == DYN_NOT)
		return !dyn_condition_holds(n->arg[0], item);
	a = operand(n->arg[0], item, &mem_a);
	if (n->type == DYN_BETWEEN || n->type == DYN_IN)
		return list_holds(n, a, item);
	b = n->n > 1 ? operand(n->arg[1], item, &mem_b) : NULL;
	return function_holds(n, a, b);
}
