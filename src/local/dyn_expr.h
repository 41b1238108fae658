/*
 * dyn_expr: DynamoDB's expressions (Developer Guide, "Using expressions in DynamoDB"): conditions, filters, key conditions,
 * projections and updates are read into trees, which are then evaluated on items. Refusals are in DynamoDB's words.
 */
#ifndef LOCAL_DYN_EXPR_H
#define LOCAL_DYN_EXPR_H

#include "local/dyn_value.h"

/* ---- names and values -------------------------------------------------------------------------------------------- */

struct dyn_name {
	struct str placeholder, name;
	bool used;
};

struct dyn_bound {
	struct str placeholder;
	struct dyn_value value;
	bool used;
};

/* ExpressionAttributeNames and -Values of one request. */
struct dyn_names {
	struct arena *arena;
	struct dyn_name *names;
	size_t name_count;
	struct dyn_bound *values;
	size_t value_count;
	bool expressions; /* at least one was read */
};

/* From the members of `in` (a request or a part of one). */
int dyn_names_read(struct arena *a, struct json in, struct dyn_names *out, struct err *e);
/* After all expressions were read: those that none of them uses are refused. */
int dyn_names_check(const struct dyn_names *n, struct err *e);

bool dyn_reserved(struct str name);

/* ---- paths ------------------------------------------------------------------------------------------------------- */

struct dyn_step {
	struct str name; /* p == NULL: index */
	size_t index;
};

struct dyn_path {
	struct dyn_step *steps;
	size_t n;
};

/* What is there in an item; NULL when nothing is. */
const struct dyn_value *dyn_path_find(const struct dyn_value *item, const struct dyn_path *p);
/* "a.b[1]", as messages show them. */
struct str dyn_path_text(struct arena *a, const struct dyn_path *p);

/* ---- conditions -------------------------------------------------------------------------------------------------- */

enum dyn_node_type {
	/* operands */
	DYN_PATH,
	DYN_BOUND,
	DYN_SIZE,
	/* comparisons of a with b */
	DYN_EQ,
	DYN_NE,
	DYN_LT,
	DYN_LE,
	DYN_GT,
	DYN_GE,
	DYN_BETWEEN,
	DYN_IN,
	/* functions */
	DYN_EXISTS,
	DYN_NOT_EXISTS,
	DYN_IS_TYPE,
	DYN_BEGINS_WITH,
	DYN_CONTAINS,
	/* of conditions */
	DYN_AND,
	DYN_OR,
	DYN_NOT,
};

struct dyn_node {
	enum dyn_node_type type;
	struct dyn_path path;          /* DYN_PATH */
	const struct dyn_value *value; /* DYN_BOUND */
	struct dyn_node **arg;
	size_t n;
};

/* `kind` is what it is called in messages: "ConditionExpression". */
int dyn_condition_read(struct dyn_names *names, const char *kind, struct str text, struct dyn_node **out,
    struct err *e);
/* `item` may be NULL: there is none. */
bool dyn_condition_holds(const struct dyn_node *node, const struct dyn_value *item);

/* ---- projections ------------------------------------------------------------------------------------------------- */

struct dyn_paths {
	struct dyn_path *p;
	size_t n;
};

int dyn_projection_read(struct dyn_names *names, struct str text, struct dyn_paths *out, struct err *e);
/* What `paths` find in an item, as an item in `a`. With no paths at all: the item itself. */
struct dyn_value dyn_project(struct arena *a, const struct dyn_paths *paths, const struct dyn_value *item);
/* One path is a part of another, or the same: refused. */
int dyn_paths_check(struct arena *a, const char *kind, const struct dyn_paths *paths, struct err *e);

/* ---- updates ----------------------------------------------------------------------------------------------------- */

enum dyn_action_type { DYN_SET_ACTION, DYN_REMOVE_ACTION, DYN_ADD_ACTION, DYN_DELETE_ACTION };

enum dyn_term_type { DYN_TERM_PATH, DYN_TERM_VALUE, DYN_TERM_IF_NOT_EXISTS, DYN_TERM_LIST_APPEND };

/* An operand of SET. */
struct dyn_term {
	enum dyn_term_type type;
	struct dyn_path path;          /* PATH, IF_NOT_EXISTS */
	const struct dyn_value *value; /* VALUE */
	struct dyn_term *a, *b;        /* IF_NOT_EXISTS: b; LIST_APPEND: both */
};

struct dyn_action {
	enum dyn_action_type type;
	struct dyn_path path;
	struct dyn_term *a, *b;        /* SET: a, or a (sign) b */
	char sign;                     /* '+', '-' or 0 */
	const struct dyn_value *value; /* ADD, DELETE */
};

struct dyn_update {
	struct dyn_action *actions;
	size_t n;
	struct dyn_paths paths; /* of all actions */
};

int dyn_update_read(struct dyn_names *names, struct str text, struct dyn_update *out, struct err *e);
/* The new item, in `a`; it shares parts with the old one. Operands are read from `old`. */
int dyn_update_apply(struct arena *a, const struct dyn_update *u, const struct dyn_value *old, struct dyn_value *out,
    struct err *e);

/* ---- inside: the parser that all of them share ------------------------------------------------------------------- */

struct dyn_token {
	char type; /* 'w' word, '#', ':', '9' number, '<' comparison, '(' ')' ',' '.' '[' ']' '+' '-', 0 end */
	struct str text;
};

struct dyn_parser {
	struct dyn_names *names;
	struct arena *arena;
	const char *kind;
	struct str text;
	size_t at;
	struct dyn_token token;
	size_t open, close; /* of the parentheses that were read last: where they begin, and what is behind them */
	struct err *e;
};

int dyn_parser_init(struct dyn_parser *p, struct dyn_names *names, const char *kind, struct str text, struct err *e);
int dyn_next(struct dyn_parser *p);
int dyn_syntax(struct dyn_parser *p);
/* A word, in any case. */
bool dyn_at_word(const struct dyn_parser *p, const char *word);
/* Takes this token, or fails. */
int dyn_take(struct dyn_parser *p, char type);
int dyn_parse_path(struct dyn_parser *p, struct dyn_path *out);
int dyn_parse_value(struct dyn_parser *p, const struct dyn_value **out);

#endif
