/* dyn_parse: the tokens of expressions, and what all of them have: names, values, document paths. */
#include <string.h>
#include <strings.h>

#include "local/dyn_expr.h"
#include "local/operation.h"

enum { EXPRESSION_BYTES_MAX = 4096 };

/* ---- names and values ------------------------------------------------------------------------------------------- */

static int
bad_key(struct err *e, const char *member, struct str key)
{
	return fault_validation(e, "%s contains invalid key: Syntax error; key: \"" STR_FMT "\"", member, STR_ARG(key));
}

static bool
placeholder(struct str s, char first)
{
	for (size_t i = 1; i < s.n; i++)
		if (!memchr("_", s.p[i], 1) && !((s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z') &&
		    !(s.p[i] >= '0' && s.p[i] <= '9'))
			return false;
	return s.n > 1 && s.p[0] == first;
}

static int
read_names(struct dyn_names *out, struct json in, struct err *e)
{
	out->names = arena_new_n(out->arena, struct dyn_name, json_len(in));
	for (struct json m = json_first(in); json_exists(m); m = json_next(m)) {
		struct dyn_name *n = &out->names[out->name_count++];

		n->placeholder = json_key(m);
		if (!placeholder(n->placeholder, '#'))
			return bad_key(e, "ExpressionAttributeNames", n->placeholder);
		if (json_str(m, &n->name, NULL) < 0 || !n->name.n)
			return fault_validation(e, "ExpressionAttributeNames contains invalid value for key " STR_FMT,
			    STR_ARG(n->placeholder));
	}
	return 0;
}

static int
read_values(struct dyn_names *out, struct json in, struct err *e)
{
	out->values = arena_new_n(out->arena, struct dyn_bound, json_len(in));
	for (struct json m = json_first(in); json_exists(m); m = json_next(m)) {
		struct dyn_bound *v = &out->values[out->value_count++];

		v->placeholder = json_key(m);
		if (!placeholder(v->placeholder, ':'))
			return bad_key(e, "ExpressionAttributeValues", v->placeholder);
		if (dyn_value_read(out->arena, m, &v->value, e) < 0)
			return -1;
	}
	return 0;
}

int
dyn_names_read(struct arena *a, struct json in, struct dyn_names *out, struct err *e)
{
	struct json names = json_get(in, "ExpressionAttributeNames"),
		    values = json_get(in, "ExpressionAttributeValues");

	*out = (struct dyn_names){ .arena = a };
	if (json_type(names) == JSON_OBJECT && !json_len(names))
		return fault_validation(e, "ExpressionAttributeNames must not be empty");
	if (json_type(values) == JSON_OBJECT && !json_len(values))
		return fault_validation(e, "ExpressionAttributeValues must not be empty");
	return read_names(out, names, e) < 0 || read_values(out, values, e) < 0 ? -1 : 0;
}

int
dyn_names_check(const struct dyn_names *n, struct err *e)
{
	if (!n->expressions && n->name_count)
		return fault_validation(e, "ExpressionAttributeNames can only be specified when using expressions");
	if (!n->expressions && n->value_count)
		return fault_validation(e, "ExpressionAttributeValues can only be specified when using expressions");
	for (size_t i = 0; i < n->name_count; i++)
		if (!n->names[i].used)
			return fault_validation(e,
			    "Value provided in ExpressionAttributeNames unused in expressions: keys: {" STR_FMT "}",
			    STR_ARG(n->names[i].placeholder));
	for (size_t i = 0; i < n->value_count; i++)
		if (!n->values[i].used)
			return fault_validation(e,
			    "Value provided in ExpressionAttributeValues unused in expressions: keys: {" STR_FMT "}",
			    STR_ARG(n->values[i].placeholder));
	return 0;
}

/* ---- tokens ----------------------------------------------------------------------------------------------------- */

static bool
in_word(char c)
{
	return c == '_' || ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9');
}

static size_t
word_length(struct str s)
{
	size_t n = 0;

	while (n < s.n && in_word(s.p[n]))
		n++;
	return n;
}

static size_t
token_length(struct str s, char *type)
{
	char c = s.p[0];

	*type = c;
	if (c == '#' || c == ':')
		return 1 + word_length(str_sub(s, 1, s.n));
	if (c >= '0' && c <= '9') {
		*type = '9';
		return word_length(s);
	}
	if (in_word(c)) {
		*type = 'w';
		return word_length(s);
	}
	if (memchr("<>=", c, 3)) {
		*type = '<';
		return 1 + (s.n > 1 && (c == '<' || c == '>') && (s.p[1] == '=' || (c == '<' && s.p[1] == '>')));
	}
	return memchr("(),.[]+-", c, 8) ? 1 : 0;
}

int
dyn_next(struct dyn_parser *p)
{
	struct str rest;

	while (p->at < p->text.n && memchr(" \t\r\n", p->text.p[p->at], 4))
		p->at++;
	rest = str_sub(p->text, p->at, p->text.n);
	p->token = (struct dyn_token){ 0, STR("<EOF>") };
	if (!rest.n)
		return 0;
	p->token.text.n = token_length(rest, &p->token.type);
	p->token.text = str_sub(rest, 0, p->token.text.n ? p->token.text.n : 1);
	if (p->token.type == 0 || !token_length(rest, &p->token.type))
		return dyn_syntax(p);
	p->at += p->token.text.n;
	return 0;
}

int
dyn_syntax(struct dyn_parser *p)
{
	size_t end = p->at, from = end > p->token.text.n + 10 ? end - p->token.text.n - 10 : 0;

	return fault_validation(p->e, "Invalid %s: Syntax error; token: \"" STR_FMT "\", near: \"" STR_FMT "\"",
	    p->kind, STR_ARG(p->token.text), STR_ARG(str_sub(p->text, from, end + 10)));
}

int
dyn_parser_init(struct dyn_parser *p, struct dyn_names *names, const char *kind, struct str text, struct err *e)
{
	*p = (struct dyn_parser){ .names = names,
		.arena = names->arena,
		.kind = kind,
		.text = text,
		.open = SIZE_MAX,
		.e = e };
	names->expressions = true;
	if (!text.n)
		return fault_validation(e, "Invalid %s: The expression can not be empty;", kind);
	if (text.n > EXPRESSION_BYTES_MAX)
		return fault_validation(e,
		    "Invalid %s: Expression size has exceeded the maximum allowed size; expression size: %zu", kind,
		    text.n);
	return dyn_next(p);
}

bool
dyn_at_word(const struct dyn_parser *p, const char *word)
{
	return p->token.type == 'w' && p->token.text.n == strlen(word) &&
	    !strncasecmp(p->token.text.p, word, p->token.text.n);
}

int
dyn_take(struct dyn_parser *p, char type)
{
	return p->token.type == type ? dyn_next(p) : dyn_syntax(p);
}

/* ---- values and paths ------------------------------------------------------------------------------------------- */

int
dyn_parse_value(struct dyn_parser *p, const struct dyn_value **out)
{
	if (p->token.type != ':')
		return dyn_syntax(p);
	for (size_t i = 0; i < p->names->value_count; i++) {
		struct dyn_bound *v = &p->names->values[i];

		if (str_eq(v->placeholder, p->token.text)) {
			v->used = true;
			*out = &v->value;
			return dyn_next(p);
		}
	}
	return fault_validation(p->e,
	    "Invalid %s: An expression attribute value used in expression is not defined; attribute value: " STR_FMT,
	    p->kind, STR_ARG(p->token.text));
}

static int
named(struct dyn_parser *p, struct str *out)
{
	for (size_t i = 0; i < p->names->name_count; i++) {
		struct dyn_name *n = &p->names->names[i];

		if (str_eq(n->placeholder, p->token.text)) {
			n->used = true;
			*out = n->name;
			return dyn_next(p);
		}
	}
	return fault_validation(p->e,
	    "Invalid %s: An expression attribute name used in the document path is not defined; attribute name: " STR_FMT,
	    p->kind, STR_ARG(p->token.text));
}

static int
parse_name(struct dyn_parser *p, struct str *out)
{
	if (p->token.type == '#')
		return named(p, out);
	if (p->token.type != 'w')
		return dyn_syntax(p);
	if (dyn_reserved(p->token.text))
		return fault_validation(p->e,
		    "Invalid %s: Attribute name is a reserved keyword; reserved keyword: " STR_FMT, p->kind,
		    STR_ARG(p->token.text));
	*out = p->token.text;
	return dyn_next(p);
}

static int
parse_index(struct dyn_parser *p, size_t *out)
{
	int64_t n;

	if (dyn_take(p, '[') < 0)
		return -1;
	if (p->token.type != '9' || !str_i64(p->token.text, &n) || n > 1000000)
		return dyn_syntax(p);
	*out = (size_t)n;
	return dyn_next(p) < 0 || dyn_take(p, ']') < 0 ? -1 : 0;
}

int
dyn_parse_path(struct dyn_parser *p, struct dyn_path *out)
{
	enum { STEPS_MAX = 32 };
	struct dyn_step steps[STEPS_MAX] = { 0 };

	out->n = 0;
	if (parse_name(p, &steps[out->n++].name) < 0)
		return -1;
	while (p->token.type == '.' || p->token.type == '[') {
		if (out->n == STEPS_MAX)
			return fault_validation(p->e, "Invalid %s: The document path has too many nesting elements",
			    p->kind);
		if (p->token.type == '.' ? dyn_next(p) < 0 || parse_name(p, &steps[out->n].name) < 0 :
					   parse_index(p, &steps[out->n].index) < 0)
			return -1;
		out->n++;
	}
	out->steps = arena_new_n(p->arena, struct dyn_step, out->n);
	memcpy(out->steps, steps, out->n * sizeof(*steps));
	return 0;
}

const struct dyn_value *
dyn_path_find(const struct dyn_value *item, const struct dyn_path *p)
{
	const struct dyn_value *v = item;

	for (size_t i = 0; v && i < p->n; i++) {
		if (p->steps[i].name.p)
			v = v->type == DYN_M ? dyn_get(v, p->steps[i].name) : NULL;
		else
			v = v->type == DYN_L && p->steps[i].index < v->n ? &v->list[p->steps[i].index] : NULL;
	}
	return v;
}

struct str
dyn_path_text(struct arena *a, const struct dyn_path *p)
{
	struct buf b = buf_in(a);

	for (size_t i = 0; i < p->n; i++)
		if (p->steps[i].name.p)
			buf_printf(&b, "%s" STR_FMT, i ? ", " : "", STR_ARG(p->steps[i].name));
		else
			buf_printf(&b, ", [%zu]", p->steps[i].index);
	return buf_str(&b);
}
