#include "test.h"

#include <stdlib.h>
#include <unistd.h>

#include "fake_net.h"

#define ANSWER(expiration) \
	"{\"AccessKeyId\":\"AK\",\"SecretAccessKey\":\"SK\",\"Token\":\"TK\",\"Expiration\":\"" expiration "\"}"

static const struct fake_reply good[] = { { .status = 200, .body = ANSWER("2026-01-02T04:04:05Z") } };

static void
from_the_environment_first(void **state)
{
	(void)state;
	struct fake_net f;
	struct aws_credentials c;

	fake_open(&f, good, 1);
	setenv("AWS_SESSION_TOKEN", "TOKEN", 1);
	setenv("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/x", 1);
	assert_int_equal(credentials_find(&f.aws, &f.arena, &c, NULL), 0);
	assert_true(str_eqz(c.access_key_id, "AKID") && str_eqz(c.secret_access_key, "SECRET"));
	assert_true(str_eqz(c.session_token, "TOKEN"));
	assert_int_equal(c.expires_ms, 0);
	assert_int_equal(f.calls, 0);
	fake_close(&f);
}

static void
from_the_container_of_ecs(void **state)
{
	(void)state;
	struct fake_net f;
	struct aws_credentials c;

	fake_open(&f, good, 1);
	fake_clear_environment();
	setenv("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/id?x=y", 1);
	assert_int_equal(credentials_find(&f.aws, &f.arena, &c, NULL), 0);
	assert_true(str_eqz(f.seen[0].host, "169.254.170.2") && !f.seen[0].tls);
	assert_true(str_eqz(f.seen[0].target, "/v2/credentials/id?x=y"));
	assert_true(
	    str_eqz(c.access_key_id, "AK") && str_eqz(c.secret_access_key, "SK") && str_eqz(c.session_token, "TK"));
	assert_int_equal(c.expires_ms, 1767326645000);
	fake_close(&f);
}

static void
the_token_comes_from_its_file_each_time(void **state)
{
	(void)state;
	char path[] = "/tmp/credentials_test.XXXXXX";
	int fd = mkstemp(path);
	struct fake_net f;
	struct aws_credentials c;

	fake_open(&f, good, 1);
	fake_clear_environment();
	setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.23/v1/credentials", 1);
	setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN", "not this", 1);
	setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", path, 1);
	assert_int_equal(write(fd, "one\n", 4), 4);
	assert_int_equal(credentials_find(&f.aws, &f.arena, &c, NULL), 0);
	assert_true(str_eqz(fake_header(&f, 0, "authorization"), "one"));
	assert_int_equal(pwrite(fd, "two\n", 4, 0), 4);
	assert_int_equal(credentials_find(&f.aws, &f.arena, &c, NULL), 0);
	assert_true(str_eqz(fake_header(&f, 1, "authorization"), "two"));
	close(fd);
	unlink(path);
	fake_close(&f);
}

static void
plain_http_goes_nowhere_else(void **state)
{
	(void)state;
	static const struct {
		const char *uri;
		bool want;
	} cases[] = {
		{ "http://127.0.0.1:8080/x", true },
		{ "http://localhost/x", true },
		{ "http://[::1]/x", true },
		{ "http://169.254.170.2/x", true },
		{ "http://169.254.170.23/x", true },
		{ "http://[fd00:ec2::23]/x", true },
		{ "https://anything.example.com/x", true },
		{ "http://example.com/x", false },
		{ "http://169.254.169.254/x", false },
		{ "http://127.0.0.1.example.com/x", false },
		{ "http://10.0.0.1/x", false },
		{ "ftp://127.0.0.1/x", false },
		{ "/x", false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fake_net f;
		struct aws_credentials c;
		struct err e;

		fake_open(&f, good, 1);
		fake_clear_environment();
		setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", cases[i].uri, 1);
		assert_case(cases[i].uri, (credentials_find(&f.aws, &f.arena, &c, &e) == 0) == cases[i].want);
		if (!cases[i].want)
			assert_case(cases[i].uri, e.code == ERR_CONFIG && f.calls == 0);
		fake_close(&f);
	}
}

static const struct {
	const char *name;
	struct fake_reply reply;
	const char *want;
	size_t calls;
} broken[] = {
	{ "no JSON", { .status = 200, .body = "<html>" }, "not JSON", 1 },
	{ "no key", { .status = 200, .body = "{\"SecretAccessKey\":\"SK\"}" }, "no AccessKeyId", 1 },
	{ "no secret", { .status = 200, .body = "{\"AccessKeyId\":\"AK\"}" }, "no SecretAccessKey", 1 },
	{ "no date", { .status = 200, .body = ANSWER("tomorrow") }, "Expiration", 1 },
	{ "refused", { .status = 401, .body = "secret text" }, "status 401", 1 },
	{ "overloaded", { .status = 503, .body = "" }, "status 503", 3 },
	{ "away", { .fail = ERR_NET }, "scripted", 3 },
};

static void
a_broken_container_endpoint_says_how(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(broken); i++) {
		struct fake_net f;
		struct aws_credentials c;
		struct err e;

		fake_open(&f, &broken[i].reply, 1);
		fake_clear_environment();
		setenv("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x", 1);
		assert_case(broken[i].name, credentials_find(&f.aws, &f.arena, &c, &e) < 0);
		if (!strstr(e.msg, broken[i].want) || strstr(e.msg, "secret"))
			fail_msg("%s: %s", broken[i].name, e.msg);
		assert_case(broken[i].name, f.calls == broken[i].calls);
		fake_close(&f);
	}
}

static void
a_plain_address_elsewhere_is_named_by_its_variable(void **state)
{
	(void)state;
	static const struct {
		const char *name, *value;
	} cases[] = {
		{ "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", ".example.com/x" },
		{ "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://example.com/x" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fake_net f;
		struct aws_credentials c;
		struct err e;

		fake_open(&f, good, 1);
		fake_clear_environment();
		setenv(cases[i].name, cases[i].value, 1);
		assert_case(cases[i].name, credentials_find(&f.aws, &f.arena, &c, &e) < 0 && f.calls == 0);
		assert_case(cases[i].name, e.code == ERR_CONFIG && strstr(e.msg, cases[i].name));
		fake_close(&f);
	}
}

static void
half_of_the_keys_is_an_error(void **state)
{
	(void)state;
	struct fake_net f;
	struct aws_credentials c;
	struct err e;

	fake_open(&f, good, 1);
	unsetenv("AWS_SECRET_ACCESS_KEY");
	assert_int_equal(credentials_find(&f.aws, &f.arena, &c, &e), -1);
	assert_int_equal(e.code, ERR_CONFIG);
	assert_non_null(strstr(e.msg, "AWS_SECRET_ACCESS_KEY is not set"));
	fake_close(&f);
}

static void
nowhere_names_all_places(void **state)
{
	(void)state;
	struct fake_net f;
	struct aws_credentials c;
	struct err e;

	fake_open(&f, good, 1);
	fake_clear_environment();
	assert_int_equal(credentials_find(&f.aws, &f.arena, &c, &e), -1);
	assert_int_equal(e.code, ERR_CONFIG);
	assert_non_null(strstr(e.msg, "AWS_ACCESS_KEY_ID"));
	assert_non_null(strstr(e.msg, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"));
	fake_close(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(from_the_environment_first),
		cmocka_unit_test(a_plain_address_elsewhere_is_named_by_its_variable),
		cmocka_unit_test(from_the_container_of_ecs),
		cmocka_unit_test(the_token_comes_from_its_file_each_time),
		cmocka_unit_test(plain_http_goes_nowhere_else),
		cmocka_unit_test(a_broken_container_endpoint_says_how),
		cmocka_unit_test(half_of_the_keys_is_an_error),
		cmocka_unit_test(nowhere_names_all_places),
	};

	return RUN(tests);
}
