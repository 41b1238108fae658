#include "test.h"

#include <stdlib.h>

#include "engine/config.h"

static const char *const variables[] = { "ORDERS_TABLE", "ORDER_EVENTS_TABLE", "LOCKS_TABLE", "INTERNAL_BUCKET",
	"DONE_BUCKET", "WORKER_LAMBDA", "CODEBUILD_PROJECT", "WATCHDOG_SFN", "SSM_DOCUMENT", "SSM_PREFIX",
	"EVENT_TTL_SECONDS", "LAMBDA_QUEUE_SECONDS", "CODEBUILD_QUEUE_SECONDS", "PR_COMMENTS",
	"CODEBUILD_COMMANDS_AS_ROOT", "GITHUB_URL", "GITLAB_URL", "BITBUCKET_URL", "BITBUCKET_KIND", "WEBHOOK_SECRET" };

static void
set(const char *name, const char *value)
{
	char full[80];

	snprintf(full, sizeof full, "AWS_EXE_SYS_%s", name);
	if (value)
		setenv(full, value, 1);
	else
		unsetenv(full);
}

static int
clear(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(variables); i++)
		set(variables[i], NULL);
	return 0;
}

static void
defaults_stand_where_nothing_is_set(void **state)
{
	struct config c;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(config_load(&c, 0, &e), 0);
	assert_true(str_eqz(c.ssm_prefix, "exe-sys"));
	assert_int_equal(c.event_ttl_s, 7776000);
	assert_int_equal(c.lambda_queue_s, 3600);
	assert_int_equal(c.codebuild_queue_s, 28800);
	assert_true(c.pr_comments);
	assert_false(c.codebuild_commands_as_root);
	assert_true(str_eqz(c.github_url, "https://github.com") && str_eqz(c.gitlab_url, "https://gitlab.com"));
	assert_true(str_eqz(c.bitbucket_url, "https://bitbucket.org") && c.bitbucket_kind.n == 0);
	assert_int_equal(c.orders_table.n, 0);
}

static void
variables_reach_their_fields(void **state)
{
	struct config c;
	struct err e = { 0 };
	const unsigned all = NEED_ORDERS_TABLE | NEED_EVENTS_TABLE | NEED_LOCKS_TABLE | NEED_INTERNAL_BUCKET |
	    NEED_DONE_BUCKET | NEED_WORKER_LAMBDA | NEED_CODEBUILD_PROJECT | NEED_WATCHDOG_SFN | NEED_SSM_DOCUMENT;

	(void)state;
	for (size_t i = 0; i < 9; i++)
		set(variables[i], variables[i]);
	set("SSM_PREFIX", "/team/exe/");
	set("EVENT_TTL_SECONDS", "60");
	set("LAMBDA_QUEUE_SECONDS", "61");
	set("CODEBUILD_QUEUE_SECONDS", "62");
	set("PR_COMMENTS", "off");
	set("CODEBUILD_COMMANDS_AS_ROOT", "true");
	set("GITLAB_URL", "https://git.example.com");
	set("BITBUCKET_KIND", "server");
	assert_int_equal(config_load(&c, all, &e), 0);
	const struct str *fields[] = { &c.orders_table, &c.events_table, &c.locks_table, &c.internal_bucket,
		&c.done_bucket, &c.worker_lambda, &c.codebuild_project, &c.watchdog_sfn, &c.ssm_document };
	for (size_t i = 0; i < COUNT(fields); i++)
		assert_case(variables[i], str_eqz(*fields[i], variables[i]));
	assert_true(str_eqz(c.ssm_prefix, "team/exe"));
	assert_int_equal(c.event_ttl_s, 60);
	assert_int_equal(c.lambda_queue_s, 61);
	assert_int_equal(c.codebuild_queue_s, 62);
	assert_true(str_eqz(c.gitlab_url, "https://git.example.com") && str_eqz(c.bitbucket_kind, "server"));
	assert_false(c.pr_comments);
	assert_true(c.codebuild_commands_as_root);
}

static void
every_missing_and_malformed_variable_is_named(void **state)
{
	struct config c;
	struct err e = { 0 };

	(void)state;
	set("LOCKS_TABLE", "");
	set("DONE_BUCKET", "done");
	set("LAMBDA_QUEUE_SECONDS", "1h");
	set("PR_COMMENTS", "maybe");
	assert_int_equal(config_load(&c, NEED_ORDERS_TABLE | NEED_LOCKS_TABLE | NEED_DONE_BUCKET, &e), -1);
	assert_int_equal(e.code, ERR_CONFIG);
	assert_string_equal(e.msg,
	    "set in the environment what is missing: AWS_EXE_SYS_ORDERS_TABLE, AWS_EXE_SYS_LOCKS_TABLE; "
	    "AWS_EXE_SYS_LAMBDA_QUEUE_SECONDS must be whole seconds from 1 to 21600; "
	    "AWS_EXE_SYS_PR_COMMENTS must be on or off");
}

static void
malformed_values_are_refused(void **state)
{
	static const struct {
		const char *name, *value, *want;
	} cases[] = {
		{ "EVENT_TTL_SECONDS", "0",
		    "in the environment: AWS_EXE_SYS_EVENT_TTL_SECONDS must be whole seconds from 1 to 3153600000" },
		{ "CODEBUILD_QUEUE_SECONDS", "28801",
		    "in the environment: AWS_EXE_SYS_CODEBUILD_QUEUE_SECONDS must be whole seconds from 1 to 28800" },
		{ "CODEBUILD_COMMANDS_AS_ROOT", "yes please",
		    "in the environment: AWS_EXE_SYS_CODEBUILD_COMMANDS_AS_ROOT must be on or off" },
		{ "BITBUCKET_KIND", "dc", "in the environment: AWS_EXE_SYS_BITBUCKET_KIND must be cloud or server" },
		{ "SSM_PREFIX", "/", "in the environment: AWS_EXE_SYS_SSM_PREFIX must be a name such as exe-sys" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct config c;
		struct err e = { 0 };

		clear(NULL);
		set(cases[i].name, cases[i].value);
		assert_case(cases[i].name, config_load(&c, 0, &e) == -1);
		assert_string_equal(e.msg, cases[i].want);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(defaults_stand_where_nothing_is_set, clear, clear),
		cmocka_unit_test_setup_teardown(variables_reach_their_fields, clear, clear),
		cmocka_unit_test_setup_teardown(every_missing_and_malformed_variable_is_named, clear, clear),
		cmocka_unit_test_setup_teardown(malformed_values_are_refused, clear, clear),
	};

	return RUN(tests);
}
