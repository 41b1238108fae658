#include "cloud_help.h"
#include "local/embed.h"

#define M "arn:aws:states:us-east-1:000000000000:stateMachine:machine"
#define X "arn:aws:states:us-east-1:000000000000:execution:machine:"

static void
start(struct help *h, const char *name, const char *input)
{
	struct buf b = buf_in(&h->arena);

	buf_printf(&b, "{'stateMachineArn':'" M "','name':'%s','input':", name);
	json_escape(&b, quoted(&h->arena, input));
	buf_addz(&b, "}");
	help_call(h, CLOUD_STATES, "StartExecution", buf_z(&b));
}

static const char *
describe(struct help *h, const char *name)
{
	char text[256];

	snprintf(text, sizeof(text), "{'executionArn':'" X "%s'}", name);
	return help_call(h, CLOUD_STATES, "DescribeExecution", text);
}

/* Its status, and its output or error. */
static void
expect_end(struct help *h, const char *name, const char *status, const char *member, const char *want)
{
	struct json answer;
	const char *got = describe(h, name);

	json_parse(&h->arena, str_z(got), NULL, &answer, NULL, NULL);
	if (!str_eqz(json_str_or(json_get(answer, "status"), STR("")), status) ||
	    !str_eq(json_str_or(json_get(answer, member), STR("")), quoted(&h->arena, want)))
		fail_msg("%s\n got: %s\nwant: %s, %s", name, got, status, want);
}

static const struct {
	const char *name, *states, *input, *status, *member, *want;
} machines[] = {
	{ "pass", "'A':{'Type':'Pass','End':true}", "{'x':1}", "SUCCEEDED", "output", "{'x':1}" },
	{ "result", "'A':{'Type':'Pass','Result':{'y':2},'ResultPath':'$.r','Next':'B'},'B':{'Type':'Succeed'}",
	    "{'x':1}", "SUCCEEDED", "output", "{'x':1,'r':{'y':2}}" },
	{ "deep result", "'A':{'Type':'Pass','Result':2,'ResultPath':'$.r.s','End':true}", "{'r':{'t':1}}", "SUCCEEDED",
	    "output", "{'r':{'t':1,'s':2}}" },
	{ "discarded", "'A':{'Type':'Pass','Result':2,'ResultPath':null,'End':true}", "{'x':1}", "SUCCEEDED", "output",
	    "{'x':1}" },
	{ "parameters",
	    "'A':{'Type':'Pass','Parameters':{'a.$':'$.x[1]','b':[{'c.$':'$.y'}],'d':'$.x','n.$':'$$.Execution.Name'},'End':true}",
	    "{'x':[1,2],'y':'z'}", "SUCCEEDED", "output", "{'a':2,'b':[{'c':'z'}],'d':'$.x','n':'parameters'}" },
	{ "paths", "'A':{'Type':'Pass','InputPath':'$.a','OutputPath':'$.b','End':true}", "{'a':{'b':[1]}}",
	    "SUCCEEDED", "output", "[1]" },
	{ "no path", "'A':{'Type':'Pass','InputPath':'$.nope','End':true}", "{}", "FAILED", "error", "States.Runtime" },
	{ "fail", "'A':{'Type':'Fail','Error':'E','Cause':'C'}", "{}", "FAILED", "error", "E" },
	{ "bool", "'A':{'Type':'Choice','Choices':[{'Variable':'$.x','BooleanEquals':true,'Next':'Y'}],'Default':'N'}",
	    "{'x':true}", "SUCCEEDED", "output", "'y'" },
	{ "default",
	    "'A':{'Type':'Choice','Choices':[{'Variable':'$.x','BooleanEquals':true,'Next':'Y'}],'Default':'N'}",
	    "{'x':false}", "SUCCEEDED", "output", "'n'" },
	{ "nothing", "'A':{'Type':'Choice','Choices':[{'Variable':'$.x','BooleanEquals':true,'Next':'Y'}]}", "{'x':1}",
	    "FAILED", "error", "States.NoChoiceMatched" },
	{ "absent",
	    "'A':{'Type':'Choice','Choices':[{'Variable':'$.x','BooleanEquals':true,'Next':'Y'}],'Default':'N'}", "{}",
	    "FAILED", "error", "States.Runtime" },
	{ "present",
	    "'A':{'Type':'Choice','Choices':[{'And':[{'Variable':'$.x','IsPresent':true},{'Variable':'$.x','NumericGreaterThan':1.5}],"
	    "'Next':'Y'}],'Default':'N'}",
	    "{'x':2}", "SUCCEEDED", "output", "'y'" },
	{ "and stops",
	    "'A':{'Type':'Choice','Choices':[{'And':[{'Variable':'$.x','IsPresent':true},{'Variable':'$.x','NumericGreaterThan':1.5}],"
	    "'Next':'Y'}],'Default':'N'}",
	    "{}", "SUCCEEDED", "output", "'n'" },
	{ "or",
	    "'A':{'Type':'Choice','Choices':[{'Or':[{'Variable':'$.x','StringEquals':'a'},{'Not':{'Variable':'$.x','StringEquals':'b'}}],"
	    "'Next':'Y'}],'Default':'N'}",
	    "{'x':'b'}", "SUCCEEDED", "output", "'n'" },
};

static void
states_do_what_the_language_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(machines); i++) {
		char text[1024], name[64];
		struct help h;

		snprintf(text, sizeof(text),
		    "{'StartAt':'A','States':{%s,'Y':{'Type':'Pass','Result':'y','End':true},'N':{'Type':'Pass','Result':'n','End':true}}}",
		    machines[i].states);
		snprintf(name, sizeof(name), "%s", machines[i].name);
		for (char *p = name; *p; p++)
			if (*p == ' ')
				*p = '-';
		help_open_with(&h, text);
		start(&h, name, machines[i].input);
		expect_end(&h, name, machines[i].status, machines[i].member, machines[i].want);
		help_close(&h);
	}
}

static const struct {
	const char *definition, *want;
} refused[] = {
	{ "{", "line 1" },
	{ "{'StartAt':'A','States':{}}", "there is no state \"A\"" },
	{ "{'StartAt':'A','States':{'A':{'Type':'Parallel','End':true}}}", "does not have the type \"Parallel\"" },
	{ "{'StartAt':'A','States':{'A':{'Type':'Pass'}}}", "needs either Next or End" },
	{ "{'StartAt':'A','States':{'A':{'Type':'Pass','Next':'B'}}}", "there is no state \"B\"" },
	{ "{'StartAt':'A','States':{'A':{'Type':'Pass','Assign':{},'End':true}}}", "does not have the field Assign" },
	{ "{'StartAt':'A','States':{'A':{'Type':'Task','Resource':'arn:aws:states:::sqs:sendMessage','End':true}}}",
	    "does not have the resource" },
	{ "{'StartAt':'A','States':{'A':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Parameters':{},'End':true}}}",
	    "Parameters.FunctionName is missing" },
	{ "{'StartAt':'A','States':{'A':{'Type':'Choice','Choices':[]}}}", "Choices is empty" },
};

static void
a_definition_that_cannot_be_run_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct arena a = ARENA_EMPTY;
		const struct cloud_machine_config machine = { STR("machine"), quoted(&a, refused[i].definition) };
		const struct cloud_config config = { .machines = &machine, .machine_count = 1 };
		struct err e = { 0 };

		assert_case(refused[i].want, cloud_new(&config, &e) == NULL);
		if (e.code != ERR_CONFIG || !strstr(e.msg, refused[i].want))
			fail_msg("%s\n got: %s\nwant: %s", refused[i].definition, e.msg, refused[i].want);
		arena_release(&a);
	}
}

/* ---- the watchdog ----------------------------------------------------------------------------------------------- */

static void
watchdog_open(struct help *h)
{
	const struct str names[] = { STR("watchdog_check_arn") },
			 values[] = { STR("arn:aws:lambda:us-east-1:000000000000:function:watchdog") };
	struct arena a = ARENA_EMPTY;
	struct str definition;

	assert_int_equal(cloud_template(&a, embed_watchdog(), names, values, 1, &definition, NULL), 0);
	help_open_with(h, arena_z(&a, definition));
	arena_release(&a);
}

static void
answer_check(struct help *h, enum cloud_outcome outcome, const char *payload)
{
	struct cloud_effect effect = help_effect(h, CLOUD_INVOKE);

	assert_true(str_eqz(effect.function, "watchdog"));
	assert_true(str_eqz(effect.payload, "{\"run_id\":\"r\",\"order_num\":\"0001\"}"));
	cloud_invocation_started(h->cloud, h->now_ms, effect.id);
	cloud_invocation_end(h->cloud, h->now_ms, effect.id, outcome, quoted(&h->arena, payload));
}

static void
the_watchdog_sleeps_as_long_as_it_is_told(void **state)
{
	struct help h;

	(void)state;
	watchdog_open(&h);
	start(&h, "r-0001", "{'run_id':'r','order_num':'0001'}");
	for (int seconds = 1; seconds < 100000; seconds *= 17) {
		char text[64];
		int64_t before_ms = h.now_ms;

		snprintf(text, sizeof(text), "{'done':false,'wait_seconds':%d}", seconds);
		answer_check(&h, CLOUD_OK, text);
		help_effect(&h, CLOUD_NOTHING);
		help_skip(&h);
		assert_int_equal(h.now_ms, before_ms + 1000LL * seconds);
	}
	answer_check(&h, CLOUD_OK, "{'done':true,'wait_seconds':0}");
	assert_non_null(strstr(describe(&h, "r-0001"), "\"status\":\"SUCCEEDED\""));
	assert_int_equal(cloud_load(h.cloud).executions, 0);
	help_close(&h);
}

static void
the_watchdog_never_fails(void **state)
{
	static const struct {
		enum cloud_outcome outcome;
		const char *payload;
	} bad[] = {
		{ CLOUD_FAILED, "{'errorType':'E','errorMessage':'no'}" },
		{ CLOUD_CRASHED, "" },
		{ CLOUD_FAILED, "not json" },
		{ CLOUD_OK, "{}" },
		{ CLOUD_OK, "{'done':'yes'}" },
		{ CLOUD_OK, "{'done':false,'wait_seconds':-1}" },
		{ CLOUD_OK, "null" },
		{ CLOUD_OK, "[]" },
		{ CLOUD_OK, "{'done':false,'wait_seconds':'5'}" },
		{ CLOUD_OK, "not json" },
	};
	struct help h;

	(void)state;
	watchdog_open(&h);
	start(&h, "r-0001", "{'run_id':'r','order_num':'0001'}");
	for (int round = 0; round < 20; round++)
		for (size_t i = 0; i < COUNT(bad); i++) {
			answer_check(&h, bad[i].outcome, bad[i].payload);
			help_skip(&h);
		}
	answer_check(&h, CLOUD_OK, "{'done':true}");
	assert_non_null(strstr(describe(&h, "r-0001"), "\"status\":\"SUCCEEDED\""));
	help_close(&h);
}

static void
a_throttled_check_is_tried_again(void **state)
{
	struct help h;

	(void)state;
	watchdog_open(&h);
	cloud_knobs(h.cloud)->lambda_concurrency = 1;
	cloud_invoke_async(h.cloud, h.now_ms, STR("orchestrator"), STR("{}"), NULL);
	help_effect(&h, CLOUD_INVOKE);
	start(&h, "r-0001", "{'run_id':'r','order_num':'0001'}");
	help_effect(&h, CLOUD_NOTHING);
	cloud_knobs(h.cloud)->lambda_concurrency = 0;
	help_skip(&h);
	answer_check(&h, CLOUD_OK, "{'done':true}");
	help_close(&h);
}

static void
switched_off_watchdogs_stand_still(void **state)
{
	struct help h;

	(void)state;
	watchdog_open(&h);
	cloud_knobs(h.cloud)->watchdog_runs = false;
	start(&h, "r-0000", "{'run_id':'r','order_num':'0001'}");
	start(&h, "r-0001", "{'run_id':'r','order_num':'0001'}");
	answer_check(&h, CLOUD_OK, "{'done':true}");
	help_effect(&h, CLOUD_NOTHING);
	assert_non_null(strstr(describe(&h, "r-0000"), "\"status\":\"RUNNING\""));
	cloud_knobs(h.cloud)->watchdog_runs = true;
	cloud_tick(h.cloud, h.now_ms);
	answer_check(&h, CLOUD_OK, "{'done':true}");
	assert_non_null(strstr(describe(&h, "r-0000"), "\"status\":\"SUCCEEDED\""));
	help_close(&h);
}

static void
a_name_is_one_execution(void **state)
{
	struct help h;

	(void)state;
	watchdog_open(&h);
	start(&h, "r-0001", "{'run_id':'r','order_num':'0001'}");
	h.now_ms += 5000;
	start(&h, "r-0001", "{'run_id':'r','order_num':'0001'}");
	assert_int_equal(h.status, 200);
	assert_int_equal(cloud_load(h.cloud).executions, 1);
	start(&h, "r-0001", "{'run_id':'other'}");
	assert_string_equal(h.error, "ExecutionAlreadyExists");
	answer_check(&h, CLOUD_OK, "{'done':true}");
	start(&h, "r-0001", "{'run_id':'r','order_num':'0001'}");
	assert_string_equal(h.error, "ExecutionAlreadyExists");
	start(&h, "a b", "{}");
	assert_string_equal(h.error, "InvalidName");
	start(&h, "x", "{");
	assert_string_equal(h.error, "InvalidExecutionInput");
	help_close(&h);
}

static void
a_stopped_execution_ignores_its_tasks_answer(void **state)
{
	struct cloud_effect effect;
	struct help h;

	(void)state;
	watchdog_open(&h);
	start(&h, "r-0001", "{'run_id':'r','order_num':'0001'}");
	effect = help_effect(&h, CLOUD_INVOKE);
	help_call(&h, CLOUD_STATES, "StopExecution", "{'executionArn':'" X "r-0001','cause':'enough'}");
	cloud_invocation_end(h.cloud, h.now_ms, effect.id, CLOUD_OK, STR("{\"done\":false,\"wait_seconds\":5}"));
	assert_non_null(strstr(describe(&h, "r-0001"), "\"status\":\"ABORTED\""));
	assert_true(cloud_next_ms(h.cloud) == INT64_MAX);
	help_close(&h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(states_do_what_the_language_says),
		cmocka_unit_test(a_definition_that_cannot_be_run_is_refused),
		cmocka_unit_test(the_watchdog_sleeps_as_long_as_it_is_told),
		cmocka_unit_test(the_watchdog_never_fails),
		cmocka_unit_test(a_throttled_check_is_tried_again),
		cmocka_unit_test(switched_off_watchdogs_stand_still),
		cmocka_unit_test(a_name_is_one_execution),
		cmocka_unit_test(a_stopped_execution_ignores_its_tasks_answer),
	};

	return RUN(tests);
}
