/*
 * dyn_update: update expressions (DynamoDB Developer Guide, "Update expressions"), read.
 *
 *   update  := clause+            each of the four at most once
 *   clause  := "SET" path "=" sum {"," ..} | "REMOVE" path {"," ..} | "ADD" path value {"," ..} | "DELETE" path value {"," ..}
 *   sum     := term [("+" | "-") term]
 *   term    := path | value | "if_not_exists(" path "," term ")" | "list_append(" term "," term ")"
 */
#include <string.h>

#include "local/dyn_expr.h"
#include "local/operation.h"

enum { TERM_DEPTH_MAX = 16 };

static const char *const clauses[] = {
	[DYN_SET_ACTION] = "SET",
	[DYN_REMOVE_ACTION] = "REMOVE",
	[DYN_ADD_ACTION] = "ADD",
	[DYN_DELETE_ACTION] = "DELETE",
};

static int parse_term(struct dyn_parser *p, struct dyn_term **out, int depth);

static int
parse_function(struct dyn_parser *p, struct dyn_term *t, int depth)
{
	bool append = str_eqz(p->token.text, "list_append");

	t->type = append ? DYN_TERM_LIST_APPEND : DYN_TERM_IF_NOT_EXISTS;
	if (dyn_next(p) < 0 || dyn_take(p, '(') < 0)
		return -1;
	if (append ? parse_term(p, &t->a, depth + 1) < 0 : dyn_parse_path(p, &t->path) < 0)
		return -1;
	return dyn_take(p, ',') < 0 || parse_term(p, &t->b, depth + 1) < 0 || dyn_take(p, ')') < 0 ? -1 : 0;
}

static int
parse_term(struct dyn_parser *p, struct dyn_term **out, int depth)
{
	struct dyn_term *t = *out = arena_new(p->arena, struct dyn_term);

	if (depth > TERM_DEPTH_MAX)
		return dyn_syntax(p);
	if (p->token.type == ':') {
		t->type = DYN_TERM_VALUE;
		return dyn_parse_value(p, &t->value);
	}
	if (p->token.type == 'w' && (str_eqz(p->token.text, "if_not_exists") || str_eqz(p->token.text, "list_append")))
		return parse_function(p, t, depth);
	t->type = DYN_TERM_PATH;
	return dyn_parse_path(p, &t->path);
}

static int
parse_set(struct dyn_parser *p, struct dyn_action *action)
{
	if (!str_eqz(p->token.text, "="))
		return dyn_syntax(p);
	if (dyn_next(p) < 0 || parse_term(p, &action->a, 0) < 0)
		return -1;
	if (p->token.type != '+' && p->token.type != '-')
		return 0;
	action->sign = p->token.type;
	return dyn_next(p) < 0 ? -1 : parse_term(p, &action->b, 0);
}

static int
check_value(struct dyn_parser *p, const struct dyn_action *action)
{
	enum dyn_type t = action->value->type;
	bool add = action->type == DYN_ADD_ACTION;

	if ((t >= DYN_SS && t <= DYN_BS) || (add && t == DYN_N))
		return 0;
	return fault_validation(p->e,
	    "Invalid UpdateExpression: Incorrect operand type for operator or function; operator: %s, operand "
	    "type: %s, typeSet: ALLOWED_FOR_%s_OPERAND",
	    clauses[action->type], dyn_type_name(t), clauses[action->type]);
}

static int
parse_action(struct dyn_parser *p, enum dyn_action_type type, struct dyn_update *out)
{
	struct dyn_action *action = &out->actions[out->n];

	*action = (struct dyn_action){ .type = type };
	if (dyn_parse_path(p, &action->path) < 0)
		return -1;
	out->n++;
	if (type == DYN_REMOVE_ACTION)
		return 0;
	if (type == DYN_SET_ACTION)
		return parse_set(p, action);
	return dyn_parse_value(p, &action->value) < 0 ? -1 : check_value(p, action);
}

static int
parse_clause(struct dyn_parser *p, bool *seen, struct dyn_update *out)
{
	for (size_t i = 0; i < COUNT(clauses); i++) {
		if (!dyn_at_word(p, clauses[i]))
			continue;
		if (seen[i])
			return fault_validation(p->e,
			    "Invalid UpdateExpression: The \"%s\" section can only be used once in an update expression;",
			    clauses[i]);
		seen[i] = true;
		do {
			if (dyn_next(p) < 0 || parse_action(p, (enum dyn_action_type)i, out) < 0)
				return -1;
		} while (p->token.type == ',');
		return 0;
	}
	return dyn_syntax(p);
}

/* Each action but the first of a clause follows a comma. */
static size_t
actions_most(struct str text)
{
	size_t n = COUNT(clauses);

	for (size_t i = 0; i < text.n; i++)
		n += text.p[i] == ',';
	return n;
}

int
dyn_update_read(struct dyn_names *names, struct str text, struct dyn_update *out, struct err *e)
{
	bool seen[COUNT(clauses)] = { false };
	struct dyn_parser p;

	*out = (struct dyn_update){ .actions = arena_new_n(names->arena, struct dyn_action, actions_most(text)) };
	if (dyn_parser_init(&p, names, "UpdateExpression", text, e) < 0)
		return -1;
	do {
		if (parse_clause(&p, seen, out) < 0)
			return -1;
	} while (p.token.type);
	out->paths.p = arena_new_n(names->arena, struct dyn_path, out->n);
	for (; out->paths.n < out->n; out->paths.n++)
		out->paths.p[out->paths.n] = out->actions[out->paths.n].path;
	return dyn_paths_check(names->arena, p.kind, &out->paths, e);
}
