#include "test.h"

#include <stdlib.h>

#include "aws/endpoint.h"
#include "fake_net.h"

static const struct {
	const char *name, *variable, *value, *region;
	enum aws_service service;
	const char *host, *path;
	uint16_t port;
	bool tls, custom;
} found[] = {
	{ "region", NULL, NULL, "eu-west-1", AWS_DYNAMODB, "dynamodb.eu-west-1.amazonaws.com", "", 443, true, false },
	{ "china", NULL, NULL, "cn-north-1", AWS_STATES, "states.cn-north-1.amazonaws.com.cn", "", 443, true, false },
	{ "all", "AWS_ENDPOINT_URL", "http://127.0.0.1:4566", "r", AWS_SSM, "127.0.0.1", "", 4566, false, true },
	{ "own", "AWS_ENDPOINT_URL_SFN", "https://sfn.example.com", "r", AWS_STATES, "sfn.example.com", "", 443, true,
	    true },
	{ "others", "AWS_ENDPOINT_URL_SFN", "http://x", "r", AWS_S3, "s3.r.amazonaws.com", "", 443, true, false },
	{ "path", "AWS_ENDPOINT_URL_S3", "http://h:80/a/b/", "r", AWS_S3, "h", "/a/b", 80, false, true },
	{ "two words", "AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://h", "r", AWS_SECRETSMANAGER, "h", "", 80, false,
	    true },
	{ "empty", "AWS_ENDPOINT_URL", "", "r", AWS_LAMBDA, "lambda.r.amazonaws.com", "", 443, true, false },
};

static void
endpoints_come_from_variables_or_the_region(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(found); i++) {
		struct arena a = ARENA_EMPTY;
		struct aws_endpoint at;

		fake_clear_environment();
		if (found[i].variable)
			setenv(found[i].variable, found[i].value, 1);
		assert_case(found[i].name,
		    endpoint_find(&a, found[i].service, str_z(found[i].region), NULL, &at, NULL) == 0);
		assert_case(found[i].name, str_eqz(at.host, found[i].host) && str_eqz(at.path, found[i].path));
		assert_case(found[i].name, at.port == found[i].port && at.tls == found[i].tls);
		assert_case(found[i].name, at.custom == found[i].custom);
		arena_release(&a);
	}
}

static void
the_own_variable_comes_before_the_common_one(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;
	struct aws_endpoint at;

	fake_clear_environment();
	setenv("AWS_ENDPOINT_URL", "http://all", 1);
	setenv("AWS_ENDPOINT_URL_DYNAMODB", "http://own", 1);
	assert_int_equal(endpoint_find(&a, AWS_DYNAMODB, STR("r"), NULL, &at, NULL), 0);
	assert_true(str_eqz(at.host, "own"));
	assert_int_equal(endpoint_find(&a, AWS_S3, STR("r"), NULL, &at, NULL), 0);
	assert_true(str_eqz(at.host, "all"));
	arena_release(&a);
}

static void
what_is_no_url_is_refused_by_name(void **state)
{
	(void)state;
	static const char *const values[] = { "localhost:4566", "ftp://h", "http://", "http://h?x=y", "http://u:p@h" };

	for (size_t i = 0; i < COUNT(values); i++) {
		struct arena a = ARENA_EMPTY;
		struct aws_endpoint at;
		struct err e;

		fake_clear_environment();
		setenv("AWS_ENDPOINT_URL_S3", values[i], 1);
		assert_case(values[i], endpoint_find(&a, AWS_S3, STR("r"), NULL, &at, &e) < 0);
		assert_case(values[i], e.code == ERR_CONFIG && strstr(e.msg, "AWS_ENDPOINT_URL_S3") == e.msg);
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(endpoints_come_from_variables_or_the_region),
		cmocka_unit_test(the_own_variable_comes_before_the_common_one),
		cmocka_unit_test(what_is_no_url_is_refused_by_name),
	};

	return RUN(tests);
}
