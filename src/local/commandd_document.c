/*
 * commandd_document: a Command document (Systems Manager User Guide, "Data elements and parameters", schema 2.2): parameters,
 * checked against their type, allowedPattern and allowedValues, put into the step as {{ name }}, or given to it as SSM_<name>
 * where interpolationType is ENV_VAR; {{ name }} of such a one stays as it is. Strict: a member that means something which is not
 * here is refused.
 */
#include <regex.h>

#include "codec/json.h"
#include "local/commandd.h"

enum { STEP_TIMEOUT_S = 3600, STEP_TIMEOUT_MAX_S = 172800 };

static const struct param document_members[] = {
	{ "schemaVersion", PARAM_STR, true },
	{ "description", PARAM_STR, false },
	{ "parameters", PARAM_OBJECT, false },
	{ "mainSteps", PARAM_ARRAY, true },
};
static const struct param step_members[] = {
	{ "action", PARAM_STR, true },
	{ "name", PARAM_STR, true },
	{ "description", PARAM_STR, false },
	{ "precondition", PARAM_OBJECT, false },
	{ "inputs", PARAM_OBJECT, true },
};

static int
invalid_document(struct err *e, const char *text, struct str name)
{
	return fault(e, 400, "InvalidDocumentContent", "%s" STR_FMT, text, STR_ARG(name));
}

/* ---- parameters ------------------------------------------------------------------------------------------------- */

static bool
is_list(struct json parameter)
{
	return str_eqz(json_str_or(json_get(parameter, "type"), STR("")), "StringList");
}

static bool
is_variable(struct json parameter)
{
	return str_eqz(json_str_or(json_get(parameter, "interpolationType"), STR("")), "ENV_VAR");
}

static struct json
parameter_of(const struct commandd_document *d, struct str name)
{
	return json_get_str(json_get(d->content, "parameters"), name);
}

/* The values that count: the request's, else the default; a string or a list. Missing: there are none. */
static struct json
values_of(struct json parameter, struct json parameters)
{
	struct json given = json_get_str(parameters, json_key(parameter));

	return json_exists(given) ? given : json_get(parameter, "default");
}

/* Compiled at each use: a document outlives no request that would gain by more. */
static bool
matches(struct arena *a, struct str pattern, struct str value)
{
	regex_t re;
	bool yes;

	if (regcomp(&re, arena_z(a, pattern), REG_EXTENDED | REG_NOSUB) != 0)
		return false;
	yes = regexec(&re, arena_z(a, value), 0, NULL, 0) == 0;
	regfree(&re);
	return yes;
}

static bool
among(struct json list, struct str value)
{
	struct json v = json_first(list);

	while (json_exists(v) && !str_eq(json_str_or(v, STR("")), value))
		v = json_next(v);
	return json_exists(v);
}

static int
check_value(struct arena *a, struct json parameter, struct json value, struct err *e)
{
	struct str pattern = json_str_or(json_get(parameter, "allowedPattern"), STR("")), text;
	struct str name = json_key(parameter);

	if (json_str(value, &text, NULL) < 0)
		return fault(e, 400, "InvalidParameters", "Parameter \"" STR_FMT "\" must hold strings", STR_ARG(name));
	if (pattern.n && !matches(a, pattern, text))
		return fault(e, 400, "InvalidParameters",
		    "Parameter \"" STR_FMT "\" does not match its allowed pattern " STR_FMT, STR_ARG(name),
		    STR_ARG(pattern));
	if (json_exists(json_get(parameter, "allowedValues")) && !among(json_get(parameter, "allowedValues"), text))
		return fault(e, 400, "InvalidParameters", "Parameter \"" STR_FMT "\" is not among its allowed values",
		    STR_ARG(name));
	return 0;
}

static int
check_parameter(struct arena *a, struct json parameter, struct json parameters, struct err *e)
{
	struct json given = json_get_str(parameters, json_key(parameter));
	struct str name = json_key(parameter);

	if (!json_exists(given))
		return json_exists(json_get(parameter, "default")) ?
		    0 :
		    fault(e, 400, "InvalidParameters", "Parameter \"" STR_FMT "\" requires a value", STR_ARG(name));
	if (json_type(given) != JSON_ARRAY || (!is_list(parameter) && json_len(given) != 1))
		return fault(e, 400, "InvalidParameters", "Parameter \"" STR_FMT "\" must have %s", STR_ARG(name),
		    is_list(parameter) ? "a list of values" : "one value");
	for (struct json v = json_first(given); json_exists(v); v = json_next(v))
		if (check_value(a, parameter, v, e) < 0)
			return -1;
	return 0;
}

static int
check_parameters(struct arena *a, const struct commandd_document *d, struct json parameters, struct err *e)
{
	struct json all = json_get(d->content, "parameters");

	for (struct json p = json_first(parameters); json_exists(p); p = json_next(p))
		if (!json_exists(json_get_str(all, json_key(p))))
			return fault(e, 400, "InvalidParameters",
			    "document " STR_FMT " does not define the parameter \"" STR_FMT "\"", STR_ARG(d->name),
			    STR_ARG(json_key(p)));
	for (struct json p = json_first(all); json_exists(p); p = json_next(p))
		if (check_parameter(a, p, parameters, e) < 0)
			return -1;
	return 0;
}

/* ---- a document ------------------------------------------------------------------------------------------------- */

static const struct param parameter_members[] = {
	{ "type", PARAM_STR, true },
	{ "description", PARAM_STR, false },
	{ "displayType", PARAM_STR, false },
	{ "allowedPattern", PARAM_STR, false },
	{ "allowedValues", PARAM_ARRAY, false },
	{ "interpolationType", PARAM_STR, false },
};

/* "default" is a string or a list, which a table of types does not say. */
static int
check_members(struct json parameter, struct err *e)
{
	for (struct json m = json_first(parameter); json_exists(m); m = json_next(m)) {
		size_t i = 0;

		while (i < COUNT(parameter_members) && !str_eqz(json_key(m), parameter_members[i].name))
			i++;
		if (i == COUNT(parameter_members) && !str_eqz(json_key(m), "default"))
			return invalid_document(e,
			    "The local AWS does not have this member of a parameter: ", json_key(m));
	}
	return 0;
}

static int
check_definition(struct json parameter, struct err *e)
{
	struct str type = json_str_or(json_get(parameter, "type"), STR("")), name = json_key(parameter);
	struct str pattern = json_str_or(json_get(parameter, "allowedPattern"), STR(""));
	struct json interpolation = json_get(parameter, "interpolationType"), value = json_get(parameter, "default");
	struct arena scratch = ARENA_EMPTY;
	regex_t re;
	bool bad;

	if (check_members(parameter, e) < 0)
		return -1;
	if (!str_eqz(type, "String") && !str_eqz(type, "StringList"))
		return invalid_document(e, "type must be String or StringList: parameter ", name);
	if (json_exists(interpolation) && !is_variable(parameter))
		return invalid_document(e, "interpolationType must be ENV_VAR: parameter ", name);
	if (json_exists(value) && json_type(value) != (is_list(parameter) ? JSON_ARRAY : JSON_STRING))
		return invalid_document(e, "default is of another type: parameter ", name);
	bad = regcomp(&re, arena_z(&scratch, pattern), REG_EXTENDED | REG_NOSUB) != 0;
	arena_release(&scratch);
	if (bad)
		return invalid_document(e, "allowedPattern is no regular expression: parameter ", name);
	regfree(&re);
	return 0;
}

static int
check_step(struct json steps, struct err *e)
{
	struct json step = json_at(steps, 0), inputs = json_get(step, "inputs");
	static const char *const known[] = { "runCommand", "timeoutSeconds" };

	if (json_len(steps) != 1 || !str_eqz(json_str_or(json_get(step, "action"), STR("")), "aws:runShellScript"))
		return invalid_document(e, "The local AWS runs documents of one step, aws:runShellScript", STR(""));
	if (params_check(step, step_members, COUNT(step_members), "mainSteps[0]", e) < 0)
		return -1;
	for (struct json m = json_first(inputs); json_exists(m); m = json_next(m)) {
		size_t i = 0;

		while (i < COUNT(known) && !str_eqz(json_key(m), known[i]))
			i++;
		if (i == COUNT(known))
			return invalid_document(e,
			    "The local AWS does not have this input of aws:runShellScript: ", json_key(m));
	}
	if (!json_len(json_get(inputs, "runCommand")) && json_type(json_get(inputs, "runCommand")) != JSON_STRING)
		return invalid_document(e, "inputs.runCommand must hold commands", STR(""));
	return 0;
}

static int
check_document(struct json content, struct err *e)
{
	if (json_type(content) != JSON_OBJECT ||
	    !str_eqz(json_str_or(json_get(content, "schemaVersion"), STR("")), "2.2"))
		return invalid_document(e, "The document must be of schema 2.2", STR(""));
	if (params_check(content, document_members, COUNT(document_members), "", e) < 0)
		return -1;
	for (struct json p = json_first(json_get(content, "parameters")); json_exists(p); p = json_next(p))
		if (check_definition(p, e) < 0)
			return -1;
	return check_step(json_get(content, "mainSteps"), e);
}

struct commandd_document *
commandd_document_new(struct str name, struct str content, struct err *e)
{
	struct commandd_document *d = heap_new(struct commandd_document);

	d->name = arena_str(&d->mem, name);
	if (json_parse(&d->mem, arena_str(&d->mem, content), NULL, &d->content, NULL, e) == 0 &&
	    check_document(d->content, e) == 0)
		return d;
	commandd_document_free(d);
	return NULL;
}

void
commandd_document_free(struct commandd_document *d)
{
	if (!d)
		return;
	arena_release(&d->mem);
	heap_free(d);
}

/* ---- filling it in ---------------------------------------------------------------------------------------------- */

/* A list in the middle of a text is written as JSON. */
static void
add_values(struct buf *out, struct json values)
{
	if (json_type(values) == JSON_STRING)
		buf_add(out, json_str_or(values, STR("")));
	else
		buf_add(out, json_raw(values));
}

/* The value of a parameter that is put into texts; missing for any other name. A request's String is a list of one. */
static struct json
to_put_in(const struct commandd_document *d, struct json parameters, struct str name)
{
	struct json parameter = parameter_of(d, name), values;

	if (!json_exists(parameter) || is_variable(parameter))
		return JSON_NONE;
	values = values_of(parameter, parameters);
	return !is_list(parameter) && json_type(values) == JSON_ARRAY ? json_at(values, 0) : values;
}

static struct str
put_in(struct arena *a, const struct commandd_document *d, struct json parameters, struct str text)
{
	struct buf out = buf_in(a);

	for (;;) {
		size_t open = str_find(text, STR("{{")), close = str_find(str_sub(text, open, text.n), STR("}}"));
		struct json value = JSON_NONE;

		buf_add(&out, str_sub(text, 0, open));
		if (open == text.n)
			return buf_str(&out);
		text = str_sub(text, open, text.n);
		value = to_put_in(d, parameters, str_trim(str_sub(text, 2, close)));
		if (close < text.n && json_exists(value)) {
			add_values(&out, value);
			text = str_sub(text, close + 2, text.n);
		} else {
			buf_addz(&out, "{{");
			text = str_sub(text, 2, text.n);
		}
	}
}

static void
add_line(struct buf *out, struct str line)
{
	if (out->n)
		buf_addc(out, '\n');
	buf_add(out, line);
}

/* "{{ commands }}" alone, of a list, is that many lines. */
static void
add_command(struct arena *a, struct buf *out, const struct commandd_document *d, struct json parameters,
    struct str text)
{
	struct str bare = str_trim(text);
	struct json list = JSON_NONE;

	if (str_starts(bare, STR("{{")) && str_ends(bare, STR("}}")))
		list = to_put_in(d, parameters, str_trim(str_sub(bare, 2, bare.n - 2)));
	if (json_type(list) != JSON_ARRAY) {
		add_line(out, put_in(a, d, parameters, text));
		return;
	}
	for (struct json line = json_first(list); json_exists(line); line = json_next(line))
		add_line(out, json_str_or(line, STR("")));
}

static struct str
script_of(struct arena *a, const struct commandd_document *d, struct json parameters, struct json commands)
{
	struct buf out = buf_in(a);

	if (json_type(commands) == JSON_STRING)
		add_command(a, &out, d, parameters, json_str_or(commands, STR("")));
	for (struct json c = json_first(commands); json_exists(c); c = json_next(c))
		add_command(a, &out, d, parameters, json_str_or(c, STR("")));
	buf_addc(&out, '\n');
	return buf_str(&out);
}

static void
variables_of(struct arena *a, const struct commandd_document *d, struct json parameters, struct commandd_run *out)
{
	struct json all = json_get(d->content, "parameters");

	out->variables = arena_new_n(a, struct cloud_variable, json_len(all) + 1);
	for (struct json p = json_first(all); json_exists(p); p = json_next(p)) {
		struct json values = values_of(p, parameters);
		struct buf text = buf_in(a);

		if (!is_variable(p))
			continue;
		add_values(&text, !is_list(p) && json_type(values) == JSON_ARRAY ? json_at(values, 0) : values);
		out->variables[out->variable_count++] = (struct cloud_variable){
			arena_printf(a, "SSM_" STR_FMT, STR_ARG(json_key(p))), buf_str(&text)
		};
	}
}

/* A number, as one or in a string; one that is none, or out of range, is the default, as for the agent. */
static int
timeout_of(struct arena *a, const struct commandd_document *d, struct json parameters, struct json value)
{
	struct str text = json_type(value) == JSON_STRING ? json_str_or(value, STR("")) : json_raw(value);
	int64_t n;

	text = put_in(a, d, parameters, text);
	return str_i64(text, &n) && n >= 5 && n <= STEP_TIMEOUT_MAX_S ? (int)n : STEP_TIMEOUT_S;
}

int
commandd_document_fill(struct arena *a, const struct commandd_document *d, struct json parameters,
    struct commandd_run *out, struct err *e)
{
	struct json step = json_at(json_get(d->content, "mainSteps"), 0), inputs = json_get(step, "inputs");

	if (check_parameters(a, d, parameters, e) < 0)
		return -1;
	*out = (struct commandd_run){ .step = json_str_or(json_get(step, "name"), STR("")),
		.script = script_of(a, d, parameters, json_get(inputs, "runCommand")),
		.timeout_s = timeout_of(a, d, parameters, json_get(inputs, "timeoutSeconds")) };
	variables_of(a, d, parameters, out);
	return 0;
}
