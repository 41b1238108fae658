#include "cloud_help.h"

#define B CLOUD_CODEBUILD

/* The id of a build that is started; `more` are further members of the request. */
static const char *
start(struct help *h, const char *more)
{
	char text[512];
	struct json answer;

	snprintf(text, sizeof(text), "{'projectName':'builder'%s}", more);
	json_parse(&h->arena, str_z(help_call(h, B, "StartBuild", text)), NULL, &answer, NULL, NULL);
	return json_str_or(json_get(json_get(answer, "build"), "id"), STR("?")).p;
}

static void
expect_status(struct help *h, const char *id, const char *status, const char *phase)
{
	char text[256], want[256];
	const char *got;

	snprintf(text, sizeof(text), "{'ids':['%s']}", id);
	snprintf(want, sizeof(want), "\"currentPhase\":\"%s\",\"buildStatus\":\"%s\"", phase, status);
	got = help_call(h, B, "BatchGetBuilds", text);
	if (!strstr(got, want))
		fail_msg("got: %s\nwant: %s", got, want);
}

static void
builds_over_the_capacity_queue(void **state)
{
	struct cloud_effect first;
	const char *ids[3];
	struct help h;

	(void)state;
	help_open(&h);
	for (int i = 0; i < 3; i++)
		ids[i] = start(&h, "");
	first = help_effect(&h, CLOUD_BUILD_START);
	assert_true(str_eqz(first.build_id, ids[0]));
	help_effect(&h, CLOUD_BUILD_START);
	help_effect(&h, CLOUD_NOTHING);
	expect_status(&h, ids[2], "IN_PROGRESS", "QUEUED");
	expect_status(&h, ids[0], "IN_PROGRESS", "BUILD");
	cloud_build_end(h.cloud, h.now_ms, first.id, 1);
	expect_status(&h, ids[0], "FAILED", "COMPLETED");
	help_effect(&h, CLOUD_INVOKE);
	assert_true(str_eqz(help_effect(&h, CLOUD_BUILD_START).build_id, ids[2]));
	help_close(&h);
}

static void
a_build_is_told_what_it_was_started_with(void **state)
{
	struct cloud_effect effect;
	struct help h;

	(void)state;
	help_open(&h);
	start(&h,
	    ",'environmentVariablesOverride':[{'name':'A','value':'1','type':'PLAINTEXT'},{'name':'B','value':'2'}],"
	    "'imageOverride':'alpine','timeoutInMinutesOverride':7,'buildspecOverride':'version: 0.2'");
	effect = help_effect(&h, CLOUD_BUILD_START);
	assert_int_equal(effect.variable_count, 2);
	assert_true(str_eqz(effect.variables[1].name, "B") && str_eqz(effect.variables[1].value, "2"));
	assert_true(str_eqz(effect.image, "alpine") && str_eqz(effect.buildspec, "version: 0.2") &&
	    effect.timeout_minutes == 7);
	help_close(&h);
}

static void
an_ended_build_is_told_to_the_rule(void **state)
{
	struct cloud_effect effect;
	struct help h;

	(void)state;
	help_open(&h);
	start(&h, ",'environmentVariablesOverride':[{'name':'RUN_ID','value':'r'}]");
	effect = help_effect(&h, CLOUD_BUILD_START);
	cloud_build_end(h.cloud, h.now_ms, effect.id, 0);
	effect = help_effect(&h, CLOUD_INVOKE);
	assert_true(str_eqz(effect.function, "watchdog"));
	assert_true(
	    str_find(effect.payload, STR("\"detail-type\":\"CodeBuild Build State Change\"")) < effect.payload.n);
	assert_true(str_find(effect.payload, STR("\"build-status\":\"SUCCEEDED\"")) < effect.payload.n);
	assert_true(str_find(effect.payload, STR("{\"name\":\"RUN_ID\",\"type\":\"PLAINTEXT\",\"value\":\"r\"}")) <
	    effect.payload.n);
	help_close(&h);
}

static void
a_token_starts_one_build_in_five_minutes(void **state)
{
	const char *first, *second;
	struct help h;

	(void)state;
	help_open(&h);
	first = start(&h, ",'idempotencyToken':'t'");
	second = start(&h, ",'idempotencyToken':'t'");
	assert_string_equal(first, second);
	help_refuse(&h, B, "StartBuild", "{'projectName':'builder','idempotencyToken':'t','imageOverride':'x'}",
	    "InvalidInputException", "idempotency token");
	h.now_ms += 5 * 60 * 1000;
	assert_string_not_equal(start(&h, ",'idempotencyToken':'t'"), first);
	help_close(&h);
}

static void
a_build_ends_for_its_time_running_or_queued(void **state)
{
	struct cloud_effect effect;
	const char *ids[3];
	struct help h;

	(void)state;
	help_open(&h);
	ids[0] = start(&h, ",'timeoutInMinutesOverride':20");
	effect = help_effect(&h, CLOUD_BUILD_START);
	ids[1] = start(&h, ",'timeoutInMinutesOverride':30");
	help_effect(&h, CLOUD_BUILD_START);
	ids[2] = start(&h, ",'queuedTimeoutInMinutesOverride':5");
	help_skip(&h);
	expect_status(&h, ids[2], "TIMED_OUT", "COMPLETED");
	help_effect(&h, CLOUD_INVOKE);
	help_skip(&h);
	assert_int_equal(help_effect(&h, CLOUD_BUILD_STOP).id, effect.id);
	expect_status(&h, ids[0], "TIMED_OUT", "COMPLETED");
	assert_int_equal(cloud_load(h.cloud).builds, 2);
	cloud_build_end(h.cloud, h.now_ms, effect.id, 137);
	assert_int_equal(cloud_load(h.cloud).builds, 1);
	expect_status(&h, ids[0], "TIMED_OUT", "COMPLETED");
	help_close(&h);
}

static void
a_stopped_build_stays_stopped(void **state)
{
	struct cloud_effect effect;
	char text[128];
	const char *id;
	struct help h;

	(void)state;
	help_open(&h);
	id = start(&h, "");
	effect = help_effect(&h, CLOUD_BUILD_START);
	snprintf(text, sizeof(text), "{'id':'%s'}", id);
	help_call(&h, B, "StopBuild", text);
	assert_int_equal(help_effect(&h, CLOUD_BUILD_STOP).id, effect.id);
	cloud_build_end(h.cloud, h.now_ms, effect.id, 0);
	expect_status(&h, id, "STOPPED", "COMPLETED");
	help_close(&h);
}

static void
what_codebuild_refuses_is_refused(void **state)
{
	static const struct {
		const char *op, *body, *code, *text;
	} cases[] = {
		{ "StartBuild", "{'projectName':'nope'}", "ResourceNotFoundException", "nope" },
		{ "StartBuild", "{'projectName':'builder','timeoutInMinutesOverride':4}", "InvalidInputException",
		    "5 to 2160" },
		{ "StartBuild", "{'projectName':'builder','timeoutInMinutesOverride':2161}", "InvalidInputException",
		    "5 to 2160" },
		{ "StartBuild", "{'projectName':'builder','queuedTimeoutInMinutesOverride':481}",
		    "InvalidInputException", "5 to 480" },
		{ "StartBuild", "{'projectName':'builder','sourceVersion':'x'}", "ValidationException",
		    "Unknown parameter sourceVersion" },
		{ "StartBuild",
		    "{'projectName':'builder','environmentVariablesOverride':[{'name':'A','value':'/p','type':'PARAMETER_STORE'}]}",
		    "InvalidInputException", "PLAINTEXT only" },
		{ "StopBuild", "{'id':'builder:x'}", "ResourceNotFoundException", "builder:x" },
		{ "BatchGetBuilds", "{'ids':[]}", "InvalidInputException", "1 to 100" },
	};
	struct help h;

	(void)state;
	help_open(&h);
	for (size_t i = 0; i < COUNT(cases); i++)
		help_refuse(&h, B, cases[i].op, cases[i].body, cases[i].code, cases[i].text);
	help_expect(&h, B, "BatchGetBuilds", "{'ids':['builder:x']}", "{'builds':[],'buildsNotFound':['builder:x']}");
	help_close(&h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(builds_over_the_capacity_queue),
		cmocka_unit_test(a_build_is_told_what_it_was_started_with),
		cmocka_unit_test(an_ended_build_is_told_to_the_rule),
		cmocka_unit_test(a_token_starts_one_build_in_five_minutes),
		cmocka_unit_test(a_build_ends_for_its_time_running_or_queued),
		cmocka_unit_test(a_stopped_build_stays_stopped),
		cmocka_unit_test(what_codebuild_refuses_is_refused),
	};

	return RUN(tests);
}
