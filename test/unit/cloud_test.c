#include "cloud_help.h"

/* ---- Parameter Store -------------------------------------------------------------------------------------------- */

#define P CLOUD_SSM

static void
a_parameter_is_not_overwritten_unasked(void **state)
{
	struct help h;

	(void)state;
	help_open(&h);
	help_expect(&h, P, "PutParameter", "{'Name':'/p','Value':'v','Type':'SecureString'}",
	    "{'Version':1,'Tier':'Standard'}");
	help_refuse(&h, P, "PutParameter", "{'Name':'/p','Value':'w','Type':'SecureString'}", "ParameterAlreadyExists",
	    "overwrite");
	assert_non_null(
	    strstr(help_call(&h, P, "GetParameter", "{'Name':'/p','WithDecryption':true}"), "\"Value\":\"v\""));
	assert_null(strstr(help_call(&h, P, "GetParameter", "{'Name':'/p'}"), "\"Value\":\"v\""));
	help_expect(&h, P, "PutParameter", "{'Name':'/p','Value':'w','Overwrite':true}",
	    "{'Version':2,'Tier':'Standard'}");
	help_expect(&h, P, "DeleteParameter", "{'Name':'/p'}", "{}");
	help_refuse(&h, P, "DeleteParameter", "{'Name':'/p'}", "ParameterNotFound", "");
	help_close(&h);
}

static void
a_parameter_expires_by_its_policy(void **state)
{
	struct help h;

	(void)state;
	help_open(&h);
	help_call(&h, P, "PutParameter",
	    "{'Name':'/p','Value':'v','Type':'SecureString','Tier':'Advanced','Policies':'[{\\'Type\\':\\'Expiration\\',"
	    "\\'Version\\':\\'1.0\\',\\'Attributes\\':{\\'Timestamp\\':\\'2025-01-01T01:00:00Z\\'}}]'}");
	assert_int_equal(h.status, 200);
	h.now_ms += 3600 * 1000 - 1;
	help_call(&h, P, "GetParameter", "{'Name':'/p'}");
	assert_int_equal(h.status, 200);
	h.now_ms++;
	help_refuse(&h, P, "GetParameter", "{'Name':'/p'}", "ParameterNotFound", "");
	help_close(&h);
}

static void
what_parameter_store_refuses_is_refused(void **state)
{
	static const struct {
		const char *body, *code, *text;
	} cases[] = {
		{ "{'Name':'aws/p','Value':'v','Type':'String'}", "ValidationException", "prefixed" },
		{ "{'Name':'/ssm/p','Value':'v','Type':'String'}", "ValidationException", "prefixed" },
		{ "{'Name':'/p','Value':'v'}", "ValidationException", "Type" },
		{ "{'Name':'/p','Value':'','Type':'String'}", "ValidationException", "4096" },
		{ "{'Name':'/p','Value':'v','Type':'String','Tier':'Gold'}", "ValidationException", "Tier" },
		{ "{'Name':'/p','Value':'v','Type':'String','Policies':'[]'}", "ValidationException", "Advanced" },
		{ "{'Name':'/p','Value':'v','Type':'String','Tier':'Advanced','Policies':'{'}",
		    "InvalidPolicyAttributeException", "JSON list" },
		{ "{'Name':'/p','Value':'v','Type':'String','Tags':[]}", "ValidationException",
		    "Unknown parameter Tags" },
	};
	struct help h;

	(void)state;
	help_open(&h);
	for (size_t i = 0; i < COUNT(cases); i++)
		help_refuse(&h, P, "PutParameter", cases[i].body, cases[i].code, cases[i].text);
	help_close(&h);
}

/* ---- Secrets Manager -------------------------------------------------------------------------------------------- */

static void
a_secret_is_found_by_name_and_by_arn(void **state)
{
	struct help h;

	(void)state;
	help_open(&h);
	cloud_put_secret(h.cloud, h.now_ms, STR("a/b"), STR("one"));
	assert_non_null(strstr(help_call(&h, CLOUD_SECRETSMANAGER, "GetSecretValue",
				   "{'SecretId':'arn:aws:secretsmanager:us-east-1:000000000000:secret:a/b-local1'}"),
	    "\"SecretString\":\"one\""));
	help_call(&h, CLOUD_SECRETSMANAGER, "PutSecretValue", "{'SecretId':'a/b','SecretString':'two'}");
	assert_non_null(strstr(help_call(&h, CLOUD_SECRETSMANAGER, "GetSecretValue", "{'SecretId':'a/b'}"),
	    "\"SecretString\":\"two\""));
	help_refuse(&h, CLOUD_SECRETSMANAGER, "CreateSecret", "{'Name':'a/b','SecretString':'x'}",
	    "ResourceExistsException", "a/b");
	help_call(&h, CLOUD_SECRETSMANAGER, "DeleteSecret", "{'SecretId':'a/b','ForceDeleteWithoutRecovery':true}");
	help_refuse(&h, CLOUD_SECRETSMANAGER, "GetSecretValue", "{'SecretId':'a/b'}", "ResourceNotFoundException", "");
	help_close(&h);
}

/* ---- records ---------------------------------------------------------------------------------------------------- */

struct seen {
	uint64_t calls, refused, records, last;
	bool detail;
};

static void
see_count(void *ctx, const struct cloud_count *n)
{
	struct seen *seen = ctx;

	assert_true(str_eqz(n->role, "user") && n->service == CLOUD_DYNAMODB && !strcmp(n->operation, "GetItem"));
	seen->calls += n->calls;
	seen->refused += n->refused;
}

static bool
see_record(void *ctx, const struct cloud_record *r)
{
	struct seen *seen = ctx;

	seen->records++;
	seen->last = r->serial;
	seen->detail |= str_eqz(r->detail, "orders") && str_eqz(r->process, "test");
	return true;
}

static void
every_call_is_recorded_with_its_caller(void **state)
{
	struct seen seen = { 0 };
	struct help h;

	(void)state;
	help_open(&h);
	for (int i = 0; i < 3; i++)
		help_call(&h, CLOUD_DYNAMODB, "GetItem",
		    i ? "{'TableName':'orders','Key':{'pk':{'S':'a'}}}" :
			"{'TableName':'nope','Key':{'pk':{'S':'a'}}}");
	cloud_counts(h.cloud, see_count, &seen);
	assert_true(seen.calls == 3 && seen.refused == 1);
	cloud_calls(h.cloud, 0, see_record, &seen);
	assert_true(seen.records == 3 && seen.last == 3 && seen.detail);
	cloud_calls(h.cloud, 2, see_record, &seen);
	assert_int_equal(seen.records, 4);
	cloud_records_clear(h.cloud);
	cloud_calls(h.cloud, 0, see_record, &seen);
	assert_int_equal(seen.records, 4);
	help_close(&h);
}

static void
a_configuration_that_names_nobody_is_refused(void **state)
{
	const struct cloud_notification rule = { STR("b"), STR(""), STR(""), STR("nobody") };
	const struct cloud_function_config function = { .name = STR("f"), .on_failure = STR("nobody") };
	struct err e = { 0 };

	(void)state;
	assert_null(cloud_new(&(struct cloud_config){ .notifications = &rule, .notification_count = 1 }, &e));
	assert_non_null(strstr(e.msg, "nobody"));
	assert_null(cloud_new(&(struct cloud_config){ .functions = &function, .function_count = 1 }, &e));
	assert_non_null(strstr(e.msg, "nobody"));
}

static void
a_template_without_a_value_is_refused(void **state)
{
	const struct str names[] = { STR("a") }, values[] = { STR("1") };
	struct arena a = ARENA_EMPTY;
	struct err e = { 0 };
	struct str out;

	(void)state;
	assert_int_equal(cloud_template(&a, STR("x${a}y${a}$z"), names, values, 1, &out, &e), 0);
	assert_true(str_eqz(out, "x1y1$z"));
	assert_int_equal(cloud_template(&a, STR("${a}${b}"), names, values, 1, &out, &e), -1);
	assert_non_null(strstr(e.msg, "${b}"));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_parameter_is_not_overwritten_unasked),
		cmocka_unit_test(a_parameter_expires_by_its_policy),
		cmocka_unit_test(what_parameter_store_refuses_is_refused),
		cmocka_unit_test(a_secret_is_found_by_name_and_by_arn),
		cmocka_unit_test(every_call_is_recorded_with_its_caller),
		cmocka_unit_test(a_configuration_that_names_nobody_is_refused),
		cmocka_unit_test(a_template_without_a_value_is_refused),
	};

	return RUN(tests);
}
