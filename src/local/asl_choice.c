/* asl_choice: rules of Choice states, and which Retry or Catch wants an error. */
#include "local/asl.h"
#include "local/dyn_number.h"

/* ---- comparisons ------------------------------------------------------------------------------------------------ */

enum sign { LESS = 1, EQUAL = 2, GREATER = 4 };

static const struct {
	const char *name;
	enum json_type type;
	int signs; /* of value compared with operand */
} comparisons[] = {
	{ "BooleanEquals", JSON_BOOL, EQUAL },
	{ "StringEquals", JSON_STRING, EQUAL },
	{ "StringLessThan", JSON_STRING, LESS },
	{ "StringLessThanEquals", JSON_STRING, LESS | EQUAL },
	{ "StringGreaterThan", JSON_STRING, GREATER },
	{ "StringGreaterThanEquals", JSON_STRING, GREATER | EQUAL },
	{ "NumericEquals", JSON_NUMBER, EQUAL },
	{ "NumericLessThan", JSON_NUMBER, LESS },
	{ "NumericLessThanEquals", JSON_NUMBER, LESS | EQUAL },
	{ "NumericGreaterThan", JSON_NUMBER, GREATER },
	{ "NumericGreaterThanEquals", JSON_NUMBER, GREATER | EQUAL },
};

static const struct {
	const char *name;
	enum json_type type;
} kinds[] = {
	{ "IsNull", JSON_NULL },
	{ "IsString", JSON_STRING },
	{ "IsNumeric", JSON_NUMBER },
	{ "IsBoolean", JSON_BOOL },
};

static enum sign
sign_of(int c)
{
	return c < 0 ? LESS : c > 0 ? GREATER : EQUAL;
}

static enum sign
compare(enum json_type type, struct json a, struct json b)
{
	struct dyn_number x, y;

	if (type == JSON_BOOL)
		return json_bool_or(a, false) == json_bool_or(b, false) ? EQUAL : LESS;
	if (type == JSON_STRING)
		return sign_of(str_cmp(json_str_or(a, STR("")), json_str_or(b, STR(""))));
	dyn_number_read(json_raw(a), &x, NULL);
	dyn_number_read(json_raw(b), &y, NULL);
	return sign_of(dyn_number_cmp(&x, &y));
}

static int
test(struct json rule, struct json value, bool *holds, struct err *e)
{
	struct json operand = json_get(rule, "IsPresent");

	if (json_exists(operand)) {
		*holds = json_exists(value) == json_bool_or(operand, true);
		return 0;
	}
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (json_exists(operand = json_get(rule, kinds[i].name))) {
			*holds = (json_type(value) == kinds[i].type) == json_bool_or(operand, true);
			return 0;
		}
	if (!json_exists(value))
		return err_set(e, ERR_INPUT, "the Choice's Variable \"" STR_FMT "\" is not in the state's data",
		    STR_ARG(json_str_or(json_get(rule, "Variable"), STR(""))));
	for (size_t i = 0; i < COUNT(comparisons); i++)
		if (json_exists(operand = json_get(rule, comparisons[i].name))) {
			*holds = json_type(value) == comparisons[i].type && json_type(operand) == comparisons[i].type &&
			    (compare(comparisons[i].type, value, operand) & comparisons[i].signs);
			return 0;
		}
	return err_set(e, ERR_INPUT, "the local AWS does not have the comparison of a Choice rule");
}

static int rule_holds(struct arena *a, struct json rule, struct json data, struct json context, bool *holds,
    struct err *e);

static int
list_holds(struct arena *a, struct json list, bool all, struct json data, struct json context, bool *holds,
    struct err *e)
{
	for (struct json r = json_first(list); json_exists(r); r = json_next(r)) {
		if (rule_holds(a, r, data, context, holds, e) < 0)
			return -1;
		if (*holds != all)
			return 0;
	}
	return 0;
}

static int
rule_holds(struct arena *a, struct json rule, struct json data, struct json context, bool *holds, struct err *e)
{
	struct json and = json_get(rule, "And"), or = json_get(rule, "Or"), not = json_get(rule, "Not"), value;

	*holds = false;
	if (json_exists(and) || json_exists(or))
		return list_holds(a, json_exists(and) ? and : or, json_exists(and), data, context, holds, e);
	if (json_exists(not)) {
		if (rule_holds(a, not, data, context, holds, e) < 0)
			return -1;
		*holds = !*holds;
		return 0;
	}
	if (asl_path(a, data, context, json_str_or(json_get(rule, "Variable"), STR("")), &value, e) < 0)
		return -1;
	return test(rule, value, holds, e);
}

int
asl_choose(struct arena *a, struct json state, struct json data, struct json context, struct str *next, struct err *e)
{
	struct json choices = json_get(state, "Choices");
	bool holds;

	for (struct json rule = json_first(choices); json_exists(rule); rule = json_next(rule)) {
		if (rule_holds(a, rule, data, context, &holds, e) < 0)
			return -1;
		if (holds)
			return json_str(json_get(rule, "Next"), next, e);
	}
	*next = json_str_or(json_get(state, "Default"), (struct str){ 0 });
	return 0;
}

/* ---- errors ----------------------------------------------------------------------------------------------------- */

static bool
wants(struct json errors, struct str error)
{
	for (struct json m = json_first(errors); json_exists(m); m = json_next(m)) {
		struct str name = json_str_or(m, STR(""));

		if (str_eq(name, error) || str_eqz(name, "States.ALL") ||
		    (str_eqz(name, "States.TaskFailed") && !str_eqz(error, "States.Timeout")))
			return true;
	}
	return false;
}

struct json
asl_handler(struct json list, struct str error, size_t *at)
{
	*at = 0;
	for (struct json h = json_first(list); json_exists(h); h = json_next(h), ++*at)
		if (wants(json_get(h, "ErrorEquals"), error))
			return h;
	return JSON_NONE;
}

/* Thousandths of a decimal such as 1.5, so that no floating point is needed. */
static int64_t
thousandths(struct json j, int64_t otherwise)
{
	struct dyn_number n;
	int64_t out = 0;

	if (json_type(j) != JSON_NUMBER || dyn_number_read(json_raw(j), &n, NULL) < 0 || n.negative || n.exp > 6)
		return otherwise;
	for (int i = 0; i < n.exp + 3; i++)
		out = out * 10 + (i < n.n ? n.d[i] : 0);
	return out;
}

int64_t
asl_backoff_ms(struct json retrier, int n)
{
	int64_t rate = thousandths(json_get(retrier, "BackoffRate"), 2000),
		most = json_i64_or(json_get(retrier, "MaxDelaySeconds"), 31622400);
	int64_t ms = 1000 * json_i64_or(json_get(retrier, "IntervalSeconds"), 1);

	if (n >= json_i64_or(json_get(retrier, "MaxAttempts"), 3))
		return -1;
	while (n-- && ms < 1000 * most)
		ms = ms * rate / 1000;
	return ms < 1000 * most ? ms : 1000 * most;
}
