/*
 * dyn_condition: conditions, read by recursive descent and evaluated on items.
 *
 *   or        := and ("OR" and)*
 *   and       := not ("AND" not)*
 *   not       := "NOT" not | primary
 *   primary   := "(" or ")" | function | operand comparison
 *   operand   := path | ":value" | "size(" path ")"
 */
#include <string.h>

#include "local/dyn_expr.h"
#include "local/operation.h"

enum { IN_MAX = 100 };

static int parse_or(struct dyn_parser *p, struct dyn_node **out);

static struct dyn_node *
node(struct dyn_parser *p, enum dyn_node_type type, size_t n)
{
	struct dyn_node *out = arena_new(p->arena, struct dyn_node);

	out->type = type;
	out->n = n;
	out->arg = arena_new_n(p->arena, struct dyn_node *, n);
	return out;
}

static int
parse_operand(struct dyn_parser *p, struct dyn_node **out)
{
	size_t after = p->at;

	while (after < p->text.n && p->text.p[after] == ' ')
		after++;
	if (p->token.type == ':') {
		*out = node(p, DYN_BOUND, 0);
		return dyn_parse_value(p, &(*out)->value);
	}
	if (p->token.type == 'w' && str_eqz(p->token.text, "size") && after < p->text.n && p->text.p[after] == '(') {
		*out = node(p, DYN_SIZE, 1);
		(*out)->arg[0] = node(p, DYN_PATH, 0);
		return dyn_next(p) < 0 || dyn_take(p, '(') < 0 || dyn_parse_path(p, &(*out)->arg[0]->path) < 0 ||
			dyn_take(p, ')') < 0 ?
		    -1 :
		    0;
	}
	*out = node(p, DYN_PATH, 0);
	return dyn_parse_path(p, &(*out)->path);
}

/* ---- functions -------------------------------------------------------------------------------------------------- */

static const struct {
	const char *name;
	enum dyn_node_type type;
	size_t args;
} functions[] = {
	{ "attribute_exists", DYN_EXISTS, 1 },
	{ "attribute_not_exists", DYN_NOT_EXISTS, 1 },
	{ "attribute_type", DYN_IS_TYPE, 2 },
	{ "begins_with", DYN_BEGINS_WITH, 2 },
	{ "contains", DYN_CONTAINS, 2 },
};

static int
wrong_operand(struct dyn_parser *p, const char *op, enum dyn_type t)
{
	return fault_validation(p->e,
	    "Invalid %s: Incorrect operand type for operator or function; operator or function: %s, operand type: %s",
	    p->kind, op, dyn_type_name(t));
}

static int
check_function(struct dyn_parser *p, const struct dyn_node *f, const char *name)
{
	const struct dyn_node *last = f->arg[f->n - 1];
	enum dyn_type t;

	if (f->type != DYN_CONTAINS && f->arg[0]->type != DYN_PATH && f->n == 1)
		return fault_validation(p->e,
		    "Invalid %s: Operator or function requires a document path; operator or function: %s", p->kind,
		    name);
	if (f->type == DYN_BEGINS_WITH && last->type == DYN_BOUND && last->value->type != DYN_S &&
	    last->value->type != DYN_B)
		return wrong_operand(p, name, last->value->type);
	if (f->type != DYN_IS_TYPE)
		return 0;
	if (last->type != DYN_BOUND || last->value->type != DYN_S)
		return wrong_operand(p, name, last->type == DYN_BOUND ? last->value->type : DYN_M);
	if (dyn_type_find(last->value->s, &t))
		return 0;
	return fault_validation(p->e, "Invalid %s: Invalid attribute type name found; type: " STR_FMT, p->kind,
	    STR_ARG(last->value->s));
}

static int
parse_function(struct dyn_parser *p, size_t which, struct dyn_node **out)
{
	struct dyn_node *f = *out = node(p, functions[which].type, functions[which].args);

	if (dyn_next(p) < 0 || dyn_take(p, '(') < 0)
		return -1;
	for (size_t i = 0; i < f->n; i++)
		if ((i && dyn_take(p, ',') < 0) || parse_operand(p, &f->arg[i]) < 0)
			return -1;
	return dyn_take(p, ')') < 0 ? -1 : check_function(p, f, functions[which].name);
}

/* ---- comparisons ------------------------------------------------------------------------------------------------ */

static const struct {
	const char *sign;
	enum dyn_node_type type;
} comparisons[] = {
	{ "=", DYN_EQ },
	{ "<>", DYN_NE },
	{ "<", DYN_LT },
	{ "<=", DYN_LE },
	{ ">", DYN_GT },
	{ ">=", DYN_GE },
};

static int
check_ordered(struct dyn_parser *p, const struct dyn_node *n, const char *op)
{
	for (size_t i = 0; i < n->n; i++)
		if (n->arg[i]->type == DYN_BOUND && n->arg[i]->value->type > DYN_B)
			return wrong_operand(p, op, n->arg[i]->value->type);
	return 0;
}

static int
parse_comparison(struct dyn_parser *p, struct dyn_node *a, struct dyn_node **out)
{
	for (size_t i = 0; i < COUNT(comparisons); i++) {
		if (!str_eqz(p->token.text, comparisons[i].sign))
			continue;
		*out = node(p, comparisons[i].type, 2);
		(*out)->arg[0] = a;
		if (dyn_next(p) < 0 || parse_operand(p, &(*out)->arg[1]) < 0)
			return -1;
		return (*out)->type >= DYN_LT ? check_ordered(p, *out, comparisons[i].sign) : 0;
	}
	return dyn_syntax(p);
}

static int
parse_between(struct dyn_parser *p, struct dyn_node *a, struct dyn_node **out)
{
	struct dyn_node *n = *out = node(p, DYN_BETWEEN, 3);
	const struct dyn_value *low, *high;

	n->arg[0] = a;
	if (dyn_next(p) < 0 || parse_operand(p, &n->arg[1]) < 0)
		return -1;
	if (!dyn_at_word(p, "AND"))
		return dyn_syntax(p);
	if (dyn_next(p) < 0 || parse_operand(p, &n->arg[2]) < 0 || check_ordered(p, n, "BETWEEN") < 0)
		return -1;
	low = n->arg[1]->value;
	high = n->arg[2]->value;
	if (low && high && (low->type != high->type || dyn_cmp(low, high) > 0))
		return fault_validation(p->e,
		    "Invalid %s: The BETWEEN operator requires upper bound to be greater than or equal to lower "
		    "bound; lower bound operand: AttributeValue: {%s}, upper bound operand: AttributeValue: {%s}",
		    p->kind, dyn_type_name(low->type), dyn_type_name(high->type));
	return 0;
}

static int
parse_in(struct dyn_parser *p, struct dyn_node *a, struct dyn_node **out)
{
	struct dyn_node *n = *out = node(p, DYN_IN, 1 + IN_MAX);

	n->n = 1;
	n->arg[0] = a;
	if (dyn_next(p) < 0 || dyn_take(p, '(') < 0)
		return -1;
	do {
		if (n->n > 1 && dyn_next(p) < 0)
			return -1;
		if (n->n > IN_MAX)
			return fault_validation(p->e, "Invalid %s: The IN operator is provided with too many operands",
			    p->kind);
		if (parse_operand(p, &n->arg[n->n++]) < 0)
			return -1;
	} while (p->token.type == ',');
	return dyn_take(p, ')');
}

/* ---- conditions of conditions ----------------------------------------------------------------------------------- */

/* Where the token that is next begins. */
static size_t
here(const struct dyn_parser *p)
{
	return p->token.type ? p->at - p->token.text.n : p->at;
}

static int
parse_parenthesis(struct dyn_parser *p, struct dyn_node **out)
{
	size_t open = here(p), inner;

	if (dyn_next(p) < 0)
		return -1;
	inner = here(p);
	if (parse_or(p, out) < 0)
		return -1;
	if (p->open == inner && p->close == here(p))
		return fault_validation(p->e, "Invalid %s: The expression has redundant parentheses;", p->kind);
	if (dyn_take(p, ')') < 0)
		return -1;
	p->open = open;
	p->close = here(p);
	return 0;
}

static int
parse_primary(struct dyn_parser *p, struct dyn_node **out)
{
	struct dyn_node *a;

	if (p->token.type == '(')
		return parse_parenthesis(p, out);
	for (size_t i = 0; p->token.type == 'w' && i < COUNT(functions); i++)
		if (str_eqz(p->token.text, functions[i].name))
			return parse_function(p, i, out);
	if (parse_operand(p, &a) < 0)
		return -1;
	if (dyn_at_word(p, "BETWEEN"))
		return parse_between(p, a, out);
	if (dyn_at_word(p, "IN"))
		return parse_in(p, a, out);
	return parse_comparison(p, a, out);
}

static int
parse_not(struct dyn_parser *p, struct dyn_node **out)
{
	if (!dyn_at_word(p, "NOT"))
		return parse_primary(p, out);
	*out = node(p, DYN_NOT, 1);
	return dyn_next(p) < 0 || parse_not(p, &(*out)->arg[0]) < 0 ? -1 : 0;
}

/* Operands of `word`, joined from the left. */
static int
parse_chain(struct dyn_parser *p, const char *word, enum dyn_node_type type,
    int (*part)(struct dyn_parser *, struct dyn_node **), struct dyn_node **out)
{
	if (part(p, out) < 0)
		return -1;
	while (dyn_at_word(p, word)) {
		struct dyn_node *n = node(p, type, 2);

		n->arg[0] = *out;
		if (dyn_next(p) < 0 || part(p, &n->arg[1]) < 0)
			return -1;
		*out = n;
	}
	return 0;
}

static int
parse_and(struct dyn_parser *p, struct dyn_node **out)
{
	return parse_chain(p, "AND", DYN_AND, parse_not, out);
}

static int
parse_or(struct dyn_parser *p, struct dyn_node **out)
{
	return parse_chain(p, "OR", DYN_OR, parse_and, out);
}

int
dyn_condition_read(struct dyn_names *names, const char *kind, struct str text, struct dyn_node **out, struct err *e)
{
	struct dyn_parser p;

	if (dyn_parser_init(&p, names, kind, text, e) < 0 || parse_or(&p, out) < 0)
		return -1;
	return p.token.type ? dyn_syntax(&p) : 0;
}
