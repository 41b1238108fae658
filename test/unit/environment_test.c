/* environment: what commands get of the bundle, and how a worker is told which order is its own. */
#include "test.h"

#include <stdlib.h>

#undef COUNT
#include "engine/start.h"
#include "exec/environment.h"
#include "exec/task.h"

static struct arena arena;
static const struct confine confine = { .home = "/h", .temp = "/t", .events = "/e" };

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct json
parsed(const char *text)
{
	struct json j;
	struct err e;

	if (json_parse(&arena, str_z(text), NULL, &j, NULL, &e) < 0)
		fail_msg("%s", e.msg);
	return j;
}

static void
the_environment_is_the_bundle_over_a_few_of_ours(void **state)
{
	static const char *const want[] = { "PATH=/p", "HOME=mine", "TMPDIR=/t", "LANG=C.UTF-8", "B=x=y\n",
		"TIMEOUT=60", "RUN_ID=r", "AWS_EXE_SYS_EVENTS_DIR=/e" };
	struct unpacked u = { 0 };
	struct err e;

	(void)state;
	assert_int_equal(
	    environment_read(&arena,
		parsed("{\"CMDS\":\"[\\\"a\\\",\\\"b c\\\"]\",\"B\":\"x=y\\n\",\"HOME\":\"mine\",\"TIMEOUT\":\"60\","
		       "\"CALLBACK_URL\":\"http://u\",\"RUN_ID\":\"r\",\"AWS_EXE_SYS_EVENTS_DIR\":\"no\"}"),
		&confine, "/p", &u, &e),
	    0);
	for (size_t i = 0; i < COUNT(want); i++)
		assert_string_equal(u.environment[i], want[i]);
	assert_null(u.environment[COUNT(want)]);
	assert_int_equal(u.command_count, 2);
	assert_true(str_eqz(u.commands[1], "b c"));
	assert_int_equal(u.timeout_s, 60);
	assert_true(str_eqz(u.callback_url, "http://u"));
}

static const struct {
	const char *name, *in, *want;
} refused[] = {
	{ "no object", "[]", "expected an object" },
	{ "no commands", "{\"CMDS\":\"[]\",\"TIMEOUT\":\"1\"}", "CMDS: expected a list of commands" },
	{ "a zero byte in a command", "{\"CMDS\":\"[\\\"a\\\\u0000b\\\"]\",\"TIMEOUT\":\"1\"}",
	    "CMDS[0]: holds a zero byte" },
	{ "no time-out", "{\"CMDS\":\"[\\\"a\\\"]\"}", "TIMEOUT: expected a number of seconds" },
	{ "a time-out that is none", "{\"CMDS\":\"[\\\"a\\\"]\",\"TIMEOUT\":\"5m\"}",
	    "TIMEOUT: expected a number of seconds" },
	{ "a zero byte", "{\"CMDS\":\"[\\\"a\\\"]\",\"TIMEOUT\":\"1\",\"K\":\"secret\\u0000\"}",
	    "K: its value holds a zero byte" },
};

static void
a_bundle_that_is_wrong_is_named_and_not_shown(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct unpacked u = { 0 };
		struct err e;

		assert_case(refused[i].name,
		    environment_read(&arena, parsed(refused[i].in), &confine, NULL, &u, &e) < 0);
		if (strcmp(e.msg, refused[i].want) != 0)
			fail_msg("%s: \"%s\"", refused[i].name, e.msg);
	}
}

static void
path_has_a_default(void **state)
{
	struct unpacked u = { 0 };

	(void)state;
	assert_int_equal(environment_read(&arena, parsed("{\"CMDS\":\"[\\\"a\\\"]\",\"TIMEOUT\":\"1\"}"), &confine, "",
			     &u, NULL),
	    0);
	assert_string_equal(u.environment[0], "PATH=" ENVIRONMENT_PATH);
}

static void
fetched_values_are_masked_and_short_ones_named(void **state)
{
	struct unpacked u = { 0 };
	struct mask m;

	(void)state;
	mask_init(&m, &arena);
	environment_mask(&arena,
	    parsed("{\"A\":\"secret-a\",\"B\":\"abc\",\"C\":\"plain-c\",\"D\":\"secret-d\",\"E\":\"\"}"),
	    STR("aws:::ssm:/x y\tA B\naws:::secretd:z\tD E GONE\nno-names\n"), &m, &u);
	mask_seal(&m);
	assert_true(str_eqz(mask_text(&m, &arena, STR("secret-a abc plain-c secret-d")), "*** abc plain-c ***"));
	assert_int_equal(u.unmasked_count, 1);
	assert_true(str_eqz(u.unmasked[0], "B"));
}

#define RUN_ID "01234567-89ab-4cde-8f01-23456789abcd"

static const struct {
	const char *name, *in, *want;
} events[] = {
	{ "whole",
	    "{\"s3_location\":\"s3://b/k\",\"internal_bucket\":\"i\",\"sops_key_ssm_path\":\"/p\",\"callback_url\":\"http://u\","
	    "\"run_id\":\"" RUN_ID "\",\"order_num\":\"0012\",\"more\":1}",
	    "" },
	{ "without a URL",
	    "{\"s3_location\":\"s3://b/k\",\"internal_bucket\":\"i\",\"sops_key_ssm_path\":\"/p\",\"run_id\":\"" RUN_ID
	    "\",\"order_num\":\"0012\"}",
	    "" },
	{ "no object", "7", "the event: s3_location: expected a string, but it is missing" },
	{ "no JSON", "{", NULL },
	{ "a wrong location",
	    "{\"s3_location\":\"/b/k\",\"internal_bucket\":\"i\",\"sops_key_ssm_path\":\"/p\",\"run_id\":\"" RUN_ID
	    "\",\"order_num\":\"0012\"}",
	    "s3_location: expected s3://bucket/key" },
	{ "the run itself",
	    "{\"s3_location\":\"s3://b/k\",\"internal_bucket\":\"i\",\"sops_key_ssm_path\":\"/p\",\"run_id\":\"" RUN_ID
	    "\",\"order_num\":\"0000\"}",
	    "order_num: expected an order's number such as 0001" },
	{ "a run that is none",
	    "{\"s3_location\":\"s3://b/k\",\"internal_bucket\":\"i\",\"sops_key_ssm_path\":\"/p\",\"run_id\":\"../x\","
	    "\"order_num\":\"0012\"}",
	    "run_id: expected a lower-case UUID" },
};

static void
an_event_says_which_order_it_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(events); i++) {
		struct task t = { 0 };
		struct str bucket;
		struct err e = { 0 };
		int result = task_from_event(&t, &arena, str_z(events[i].in), &bucket, &e);

		assert_case(events[i].name, (result == 0) == (events[i].want && !*events[i].want));
		if (events[i].want && strcmp(e.msg, events[i].want) != 0)
			fail_msg("%s: \"%s\"", events[i].name, e.msg);
		if (result == 0) {
			assert_case(events[i].name, t.num == 12 && str_eqz(bucket, "i") && str_eqz(t.sops_key, "/p"));
			assert_case(events[i].name, str_eqz(t.run_id, RUN_ID) && str_eqz(t.s3_location, "s3://b/k"));
		}
	}
}

static void
a_build_says_it_in_its_environment(void **state)
{
	struct task t = { 0 };
	struct str bucket;
	struct err e;

	(void)state;
	setenv(START_ENV_S3_LOCATION, "s3://b/k", 1);
	setenv(START_ENV_INTERNAL_BUCKET, "i", 1);
	setenv(START_ENV_SOPS_KEY, "/p", 1);
	setenv(START_ENV_RUN_ID, RUN_ID, 1);
	unsetenv(START_ENV_ORDER_NUM);
	assert_int_equal(task_from_environment(&t, &arena, &bucket, &e), -1);
	assert_string_equal(e.msg, "AWS_EXE_SYS_ORDER_NUM is not set");
	setenv(START_ENV_ORDER_NUM, "10000", 1);
	assert_int_equal(task_from_environment(&t, &arena, &bucket, &e), 0);
	assert_int_equal(t.num, 10000);
	assert_int_equal(t.grant_count, 0);
}

#define START_FILE \
	"worker_url_x86_64 http://w\nbundle_url http://b\ninternal_bucket i\nregion eu-west-1\nrun_id " RUN_ID \
	"\norder_num 0012\n" \
	"host i-0a\nstart_id ff\nclaim_put http://cp?a=b\nclaim_get http://cg\nresult_put http://rp\nwish_get http://wg\nstart_delete http://sd\n"

static void
a_host_is_told_by_a_file(void **state)
{
	static const struct {
		const char *method, *key, *url;
	} grants[] = {
		{ "PUT", "tmp/callbacks/runs/" RUN_ID "/0012/hosts/i-0a/result.json", "http://rp" },
		{ "PUT", "tmp/exec/" RUN_ID "/0012/hosts/i-0a/claim.json", "http://cp?a=b" },
		{ "GET", "tmp/exec/" RUN_ID "/0012/hosts/i-0a/claim.json", "http://cg" },
		{ "GET", "tmp/callbacks/runs/" RUN_ID "/0000/end/result.json", "http://wg" },
		{ "PUT", "tmp/logs/" RUN_ID "/0012/hosts/i-0a/output.log", "http://lp" },
		{ "DELETE", "tmp/exec/" RUN_ID "/0012/hosts/i-0a/start/ff", "http://sd" },
	};
	struct task t = { 0 };
	struct str bucket, region;
	struct err e;

	(void)state;
	assert_int_equal(task_from_file(&t, &arena, STR(START_FILE), &bucket, &region, &e), -1);
	assert_string_equal(e.msg, "the start file has no log_put");
	assert_int_equal(task_from_file(&t, &arena, STR(START_FILE "log_put http://lp\nlater more"), &bucket, &region,
			     &e),
	    0);
	assert_true(str_eqz(bucket, "i") && str_eqz(region, "eu-west-1") && t.num == 12 && str_eqz(t.run_id, RUN_ID));
	assert_true(str_eqz(t.host, "i-0a") && str_eqz(t.execution_id, "ff") && t.sops_key.n == 0);
	assert_int_equal(t.grant_count, COUNT(grants));
	for (size_t i = 0; i < COUNT(grants); i++) {
		assert_case(grants[i].key, str_eqz(t.grants[i].key, grants[i].key) && str_eqz(t.grants[i].bucket, "i"));
		assert_case(grants[i].key,
		    str_eqz(t.grants[i].method, grants[i].method) && str_eqz(t.grants[i].url, grants[i].url));
	}
	assert_int_equal(task_from_file(&t, &arena, STR(START_FILE "log_put http://lp\nhost ../x"), &bucket, &region,
			     &e),
	    -1);
	assert_string_equal(e.msg, "host: expected an instance's id");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(the_environment_is_the_bundle_over_a_few_of_ours, tear_down),
		cmocka_unit_test_teardown(a_bundle_that_is_wrong_is_named_and_not_shown, tear_down),
		cmocka_unit_test_teardown(path_has_a_default, tear_down),
		cmocka_unit_test_teardown(fetched_values_are_masked_and_short_ones_named, tear_down),
		cmocka_unit_test_teardown(an_event_says_which_order_it_is, tear_down),
		cmocka_unit_test_teardown(a_build_says_it_in_its_environment, tear_down),
		cmocka_unit_test_teardown(a_host_is_told_by_a_file, tear_down),
	};

	return RUN(tests);
}
