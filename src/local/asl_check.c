/* asl_check: a definition is one that the interpreter can run. */
#include "local/asl.h"

#define ANY "Type", "Comment"
#define NEXT "Next", "End"
#define IN_OUT "InputPath", "OutputPath"

/* The fields of each type; `moves_on`: has Next or End. */
static const struct {
	const char *type, *fields[16];
	bool moves_on;
} types[] = {
	{ "Task",
	    { ANY, NEXT, IN_OUT, "Resource", "Parameters", "ResultSelector", "ResultPath", "TimeoutSeconds", "Retry",
		"Catch" },
	    true },
	{ "Pass", { ANY, NEXT, IN_OUT, "Parameters", "Result", "ResultPath" }, true },
	{ "Wait", { ANY, NEXT, IN_OUT, "Seconds", "SecondsPath", "Timestamp", "TimestampPath" }, true },
	{ "Choice", { ANY, IN_OUT, "Choices", "Default" }, false },
	{ "Succeed", { ANY, IN_OUT }, false },
	{ "Fail", { ANY, "Error", "Cause" }, false },
};

static const char *const top_fields[] = { "Comment", "StartAt", "States", "TimeoutSeconds", "Version",
	"QueryLanguage" };
static const char *const retrier_fields[] = { "ErrorEquals", "IntervalSeconds", "BackoffRate", "MaxAttempts",
	"MaxDelaySeconds", "JitterStrategy", "Comment" };
static const char *const catcher_fields[] = { "ErrorEquals", "Next", "ResultPath", "Comment" };

static bool
in_list(struct str name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n && list[i]; i++)
		if (str_eqz(name, list[i]))
			return true;
	return false;
}

static int
check_fields(struct json in, struct str where, const char *const *list, size_t n, struct err *e)
{
	for (struct json m = json_first(in); json_exists(m); m = json_next(m))
		if (!in_list(json_key(m), list, n))
			return err_set(e, ERR_CONFIG,
			    "state machine: " STR_FMT ": the local AWS does not have the field " STR_FMT,
			    STR_ARG(where), STR_ARG(json_key(m)));
	return 0;
}

/* The state that a field names is there. */
static int
check_target(struct json states, struct str where, struct json target, struct err *e)
{
	struct str name = json_str_or(target, STR(""));

	if (json_exists(json_get_str(states, name)))
		return 0;
	return err_set(e, ERR_CONFIG, "state machine: " STR_FMT ": there is no state \"" STR_FMT "\"", STR_ARG(where),
	    STR_ARG(name));
}

static int
check_handlers(struct json states, struct str where, struct json state, struct err *e)
{
	struct json retry = json_get(state, "Retry"), catch = json_get(state, "Catch");

	for (struct json r = json_first(retry); json_exists(r); r = json_next(r))
		if (check_fields(r, where, retrier_fields, COUNT(retrier_fields), e) < 0)
			return -1;
	for (struct json k = json_first(catch); json_exists(k); k = json_next(k))
		if (check_fields(k, where, catcher_fields, COUNT(catcher_fields), e) < 0 ||
		    check_target(states, where, json_get(k, "Next"), e) < 0)
			return -1;
	return 0;
}

static int
check_task(struct str where, struct json state, struct err *e)
{
	struct str resource = json_str_or(json_get(state, "Resource"), STR(""));
	struct json parameters = json_get(state, "Parameters");

	if (str_starts(resource, STR("arn:aws:lambda:")))
		return 0;
	if (!str_eqz(resource, "arn:aws:states:::lambda:invoke"))
		return err_set(e, ERR_CONFIG,
		    "state machine: " STR_FMT ": the local AWS does not have the resource \"" STR_FMT "\"",
		    STR_ARG(where), STR_ARG(resource));
	if (!json_exists(json_get(parameters, "FunctionName")) && !json_exists(json_get(parameters, "FunctionName.$")))
		return err_set(e, ERR_CONFIG, "state machine: " STR_FMT ": Parameters.FunctionName is missing",
		    STR_ARG(where));
	return 0;
}

static int
check_choices(struct json states, struct str where, struct json state, struct err *e)
{
	struct json choices = json_get(state, "Choices"), otherwise = json_get(state, "Default");

	if (!json_len(choices))
		return err_set(e, ERR_CONFIG, "state machine: " STR_FMT ": Choices is empty", STR_ARG(where));
	for (struct json k = json_first(choices); json_exists(k); k = json_next(k))
		if (check_target(states, where, json_get(k, "Next"), e) < 0)
			return -1;
	return json_exists(otherwise) ? check_target(states, where, otherwise, e) : 0;
}

static int
check_state(struct json states, struct json state, struct err *e)
{
	struct str where = json_key(state), type = json_str_or(json_get(state, "Type"), STR(""));
	struct json next = json_get(state, "Next");

	for (size_t i = 0; i < COUNT(types); i++) {
		if (!str_eqz(type, types[i].type))
			continue;
		if (check_fields(state, where, types[i].fields, COUNT(types[i].fields), e) < 0)
			return -1;
		if (types[i].moves_on && json_exists(next) == json_bool_or(json_get(state, "End"), false))
			return err_set(e, ERR_CONFIG, "state machine: " STR_FMT ": needs either Next or End",
			    STR_ARG(where));
		if (json_exists(next) && check_target(states, where, next, e) < 0)
			return -1;
		if (str_eqz(type, "Task") && check_task(where, state, e) < 0)
			return -1;
		return str_eqz(type, "Choice") ? check_choices(states, where, state, e) :
						 check_handlers(states, where, state, e);
	}
	return err_set(e, ERR_CONFIG,
	    "state machine: " STR_FMT ": the local AWS does not have the type \"" STR_FMT "\"", STR_ARG(where),
	    STR_ARG(type));
}

int
asl_check(struct json definition, struct err *e)
{
	struct json states = json_get(definition, "States");

	if (check_fields(definition, STR("the definition"), top_fields, COUNT(top_fields), e) < 0 ||
	    check_target(states, STR("StartAt"), json_get(definition, "StartAt"), e) < 0)
		return -1;
	for (struct json s = json_first(states); json_exists(s); s = json_next(s))
		if (check_state(states, s, e) < 0)
			return -1;
	return 0;
}
