/* What a call does about a refusal: newer credentials, another clock, fewer repeats, the right region. */
#include "test.h"

#include <stdlib.h>

#include "aws/call.h"
#include "fake_net.h"

#define ERROR(code) "{\"__type\":\"com.amazonaws.x#" code "\",\"message\":\"why\"}"

static const struct fake_reply fine[] = { { .status = 200, .body = "{\"a\":1}" } };

#define CONTAINER(id) \
	"{\"AccessKeyId\":\"" id "\",\"SecretAccessKey\":\"S\",\"Token\":\"T\",\"Expiration\":\"2026-01-02T09:04:05Z\"}"

static void
from_the_container(struct fake_net *f)
{
	fake_clear_environment();
	setenv("AWS_REGION", "eu-west-1", 1);
	setenv("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x", 1);
	aws_release(&f->aws);
	assert_int_equal(aws_init(&f->aws, &f->w, &aws_sources_function, &f->arena, NULL), 0);
}

static void
refused_credentials_are_renewed_once_and_the_call_repeated(void **state)
{
	(void)state;
	static const struct {
		const char *name, *second; /* the key that is found after the refusal */
		struct fake_reply refusal, after;
		size_t calls;
		int rc;
	} cases[] = {
		{ "renewed", "AK2", { .status = 400, .body = ERROR("ExpiredTokenException") },
		    { .status = 200, .body = "{}" }, 4, 0 },
		{ "renewed and refused again", "AK2", { .status = 400, .body = ERROR("UnrecognizedClientException") },
		    { .status = 400, .body = ERROR("UnrecognizedClientException") }, 4, -1 },
		{ "the same", "AK1", { .status = 400, .body = ERROR("ExpiredTokenException") },
		    { .status = 200, .body = "{}" }, 3, -1 },
		{ "of no account", "AK2", { .status = 400, .body = ERROR("AccessDeniedException") },
		    { .status = 200, .body = "{}" }, 2, -1 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		bool same = strcmp(cases[i].second, "AK1") == 0;
		struct fake_reply replies[] = {
			{ .status = 200, .body = CONTAINER("AK1") },
			{ .status = 200, .body = "{}" },
			cases[i].refusal,
			{ .status = 200, .body = same ? CONTAINER("AK1") : CONTAINER("AK2") },
			cases[i].after,
		};
		struct fake_net f;
		struct str auth;

		fake_open(&f, replies, COUNT(replies));
		from_the_container(&f);
		assert_int_equal(aws_json(&f.aws, &f.arena, AWS_SSM, "Op", STR("{}"), NULL, NULL, NULL), 0);
		f.now_ms += 60000;
		assert_case(cases[i].name,
		    aws_json(&f.aws, &f.arena, AWS_SSM, "Op", STR("{}"), NULL, NULL, NULL) == cases[i].rc);
		assert_case(cases[i].name, f.calls == cases[i].calls + 1);
		auth = fake_header(&f, f.calls - 1, "Authorization");
		if (cases[i].rc == 0)
			assert_case(cases[i].name, str_find(auth, str_z(cases[i].second)) < auth.n);
		fake_close(&f);
	}
}

/* What an instance's service gives while it cannot renew them: AWS says how long they serve. */
static void
credentials_that_come_expired_are_used_and_asked_for_again(void **state)
{
	(void)state;
	static const struct fake_reply replies[] = {
		{ .status = 200,
		    .body =
			"{\"AccessKeyId\":\"OLD\",\"SecretAccessKey\":\"S\",\"Token\":\"T\",\"Expiration\":\"2026-01-02T03:00:00Z\"}" },
		{ .status = 200, .body = "{}" },
		{ .status = 200, .body = "{}" },
		{ .status = 200, .body = CONTAINER("NEW") },
		{ .status = 200, .body = "{}" },
	};
	static const struct {
		int64_t after_ms;
		size_t calls;
		const char *key;
	} steps[] = { { 0, 2, "OLD" }, { 9000, 3, "OLD" }, { 2000, 5, "NEW" } };
	struct fake_net f;

	fake_open(&f, replies, COUNT(replies));
	from_the_container(&f);
	for (size_t i = 0; i < COUNT(steps); i++) {
		struct str auth;

		f.now_ms += steps[i].after_ms;
		assert_int_equal(aws_json(&f.aws, &f.arena, AWS_SSM, "Op", STR("{}"), NULL, NULL, NULL), 0);
		assert_int_equal(f.calls, steps[i].calls);
		auth = fake_header(&f, f.calls - 1, "Authorization");
		assert_case(steps[i].key, str_find(auth, str_z(steps[i].key)) < auth.n);
	}
	fake_close(&f);
}

/* 2026-01-02T03:04:05Z here; an hour later, or a minute, there. */
static void
a_wrong_clock_goes_by_the_services(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct fake_reply refusal;
		const char *date; /* that the next one is signed with; NULL: there is none */
	} cases[] = {
		{ "an hour",
		    { .status = 403,
			.body = ERROR("InvalidSignatureException"),
			.header = { { "Date", 4 }, { "Fri, 02 Jan 2026 04:04:05 GMT", 29 } } },
		    "20260102T040405Z" },
		{ "a day before",
		    { .status = 403,
			.body = ERROR("RequestExpired"),
			.header = { { "Date", 4 }, { "Thu, 01 Jan 2026 03:04:05 GMT", 29 } } },
		    "20260101T030405Z" },
		{ "a minute: the key is wrong",
		    { .status = 403,
			.body = ERROR("InvalidSignatureException"),
			.header = { { "Date", 4 }, { "Fri, 02 Jan 2026 03:05:05 GMT", 29 } } },
		    NULL },
		{ "another error",
		    { .status = 403,
			.body = ERROR("AccessDenied"),
			.header = { { "Date", 4 }, { "Fri, 02 Jan 2026 04:04:05 GMT", 29 } } },
		    NULL },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fake_reply replies[] = { cases[i].refusal, { .status = 200, .body = "{}" } };
		struct fake_net f;
		int rc;

		fake_open(&f, replies, 2);
		rc = aws_json(&f.aws, &f.arena, AWS_SSM, "Op", STR("{}"), NULL, NULL, NULL);
		assert_case(cases[i].name, rc == (cases[i].date ? 0 : -1));
		assert_case(cases[i].name, f.calls == (cases[i].date ? 2 : 1) && f.slept_ms == 0);
		if (cases[i].date) {
			assert_case(cases[i].name, str_eqz(fake_header(&f, 1, "X-Amz-Date"), cases[i].date));
			assert_int_equal(aws_json(&f.aws, &f.arena, AWS_S3, "Op", STR(""), NULL, NULL, NULL), 0);
			assert_case("kept", str_eqz(fake_header(&f, 2, "X-Amz-Date"), cases[i].date));
		}
		fake_close(&f);
	}
}

/* Each failed call repeats twice at 14 of 500: after 17 calls there is no repeat left; good answers give it back. */
static void
a_service_that_is_down_is_not_buried_under_repeats(void **state)
{
	(void)state;
	static const struct fake_reply down = { .status = 500, .body = "" };
	struct fake_reply reply = down;
	struct fake_net f;

	fake_open(&f, &reply, 1);
	for (int i = 0; i < 40; i++)
		aws_json(&f.aws, &f.arena, AWS_SSM, "Op", STR("{}"), NULL, NULL, NULL);
	assert_int_equal(f.calls, 40 + 500 / 14);
	aws_json(&f.aws, &f.arena, AWS_S3, "Op", STR("{}"), NULL, NULL, NULL);
	assert_int_equal(f.calls, 40 + 500 / 14 + 3);
	reply = fine[0];
	for (int i = 0; i < 14; i++)
		aws_json(&f.aws, &f.arena, AWS_SSM, "Op", STR("{}"), NULL, NULL, NULL);
	f.calls = 0;
	reply = down;
	aws_json(&f.aws, &f.arena, AWS_SSM, "Op", STR("{}"), NULL, NULL, NULL);
	assert_int_equal(f.calls, 2);
	fake_close(&f);
}

/* Random numbers are all ones here, so that waits show the ceiling's lower bits alone: their sum grows all the same. */
static void
throttled_answers_slow_down_the_repeats_of_all(void **state)
{
	(void)state;
	static const struct fake_reply throttled = { .status = 400, .body = ERROR("ThrottlingException") };
	struct fake_reply reply = throttled;
	struct pace calm = { 0 };
	struct fake_net f;

	fake_open(&f, &reply, 1);
	aws_json(&f.aws, &f.arena, AWS_SSM, "Op", STR("{}"), NULL, NULL, NULL);
	assert_int_equal(f.aws.pace[AWS_SSM].pressure, 3);
	for (int i = 0; i < 10; i++)
		aws_json(&f.aws, &f.arena, AWS_SSM, "Op", STR("{}"), NULL, NULL, NULL);
	assert_int_equal(f.aws.pace[AWS_SSM].pressure, 8);
	assert_memory_equal(&f.aws.pace[AWS_DYNAMODB], &calm, sizeof(calm));
	reply = fine[0];
	f.slept_ms = 0;
	for (int i = 0; i < 8; i++)
		assert_int_equal(aws_json(&f.aws, &f.arena, AWS_SSM, "Op", STR("{}"), NULL, NULL, NULL), 0);
	assert_int_equal(f.slept_ms, 0);
	assert_int_equal(f.aws.pace[AWS_SSM].pressure, 0);
	fake_close(&f);
}

static void
a_bucket_elsewhere_is_said_to_be_where_it_is(void **state)
{
	(void)state;
	static const struct {
		struct fake_reply reply;
		const char *want;
	} cases[] = {
		{ { .status = 301, .body = "", .header = { { "x-amz-bucket-region", 19 }, { "us-west-2", 9 } } },
		    "S3 GetObject: PermanentRedirect (the bucket is in us-west-2: set AWS_REGION to it)" },
		{ { .status = 400,
		      .body = "<Error><Code>AuthorizationHeaderMalformed</Code><Message>wrong</Message>"
			      "<Region>sa-east-1</Region></Error>" },
		    "S3 GetObject: AuthorizationHeaderMalformed: wrong (the bucket is in sa-east-1: set AWS_REGION to it)" },
		{ { .status = 403,
		      .body = "<Error><Code>AccessDenied</Code></Error>",
		      .header = { { "x-amz-bucket-region", 19 }, { "us-west-2", 9 } } },
		    "S3 GetObject: AccessDenied" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct aws_request req = AWS_REQUEST;
		struct aws_answer ans;
		struct fake_net f;
		struct err e;

		fake_open(&f, &cases[i].reply, 1);
		req.service = AWS_S3;
		req.operation = "GetObject";
		req.method = STR("GET");
		req.bucket = STR("bucket");
		assert_int_equal(aws_call(&f.aws, &f.arena, &req, &ans, &e), -1);
		assert_string_equal(e.msg, cases[i].want);
		fake_close(&f);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refused_credentials_are_renewed_once_and_the_call_repeated),
		cmocka_unit_test(credentials_that_come_expired_are_used_and_asked_for_again),
		cmocka_unit_test(a_wrong_clock_goes_by_the_services),
		cmocka_unit_test(a_service_that_is_down_is_not_buried_under_repeats),
		cmocka_unit_test(throttled_answers_slow_down_the_repeats_of_all),
		cmocka_unit_test(a_bucket_elsewhere_is_said_to_be_where_it_is),
	};

	return RUN(tests);
}
