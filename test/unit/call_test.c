#include "test.h"

#include <stdlib.h>

#include "aws/call.h"
#include "fake_net.h"
#include "net/client.h"
#include "server.h"

#define ERROR(code) "{\"__type\":\"com.amazonaws.x#" code "\",\"message\":\"why\"}"

static const struct fake_reply fine[] = { { .status = 200, .body = "{\"a\":1}" } };

static void
a_json_call_is_a_signed_post(void **state)
{
	(void)state;
	struct fake_net f;
	struct aws_answer ans;
	struct json out;

	fake_open(&f, fine, 1);
	assert_int_equal(aws_json(&f.aws, &f.arena, AWS_DYNAMODB, "PutItem", STR("{}"), &ans, &out, NULL), 0);
	assert_int_equal(json_i64_or(json_get(out, "a"), 0), 1);
	assert_false(ans.repeated);
	assert_true(str_eqz(f.seen[0].method, "POST") && str_eqz(f.seen[0].target, "/") && f.seen[0].tls);
	assert_true(str_eqz(f.seen[0].host, "dynamodb.eu-west-1.amazonaws.com"));
	assert_true(str_eqz(f.seen[0].body, "{}"));
	assert_true(str_eqz(fake_header(&f, 0, "X-Amz-Target"), "DynamoDB_20120810.PutItem"));
	assert_true(str_eqz(fake_header(&f, 0, "X-Amz-Date"), "20260102T030405Z"));
	assert_true(str_eqz(fake_header(&f, 0, "Content-Type"), "application/x-amz-json-1.0"));
	assert_true(str_starts(fake_header(&f, 0, "Authorization"),
	    STR("AWS4-HMAC-SHA256 Credential=AKID/20260102/eu-west-1/dynamodb/aws4_request, "
		"SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=")));
	fake_close(&f);
}

static void
buckets_go_into_the_host_where_they_can(void **state)
{
	(void)state;
	static const struct {
		const char *bucket, *endpoint, *host, *target;
	} cases[] = {
		{ "plain-bucket", NULL, "plain-bucket.s3.eu-west-1.amazonaws.com", "/k?q=1" },
		{ "with.dot", NULL, "s3.eu-west-1.amazonaws.com", "/with.dot/k?q=1" },
		{ "Upper@Case", NULL, "s3.eu-west-1.amazonaws.com", "/Upper%40Case/k?q=1" },
		{ "plain-bucket", "http://127.0.0.1:9000/p", "127.0.0.1", "/p/plain-bucket/k?q=1" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fake_net f;
		struct aws_request req = AWS_REQUEST;
		struct aws_answer ans;

		fake_open(&f, fine, 1);
		if (cases[i].endpoint) {
			setenv("AWS_ENDPOINT_URL", cases[i].endpoint, 1);
			aws_release(&f.aws);
			assert_int_equal(aws_init(&f.aws, &f.w, &aws_sources_function, &f.arena, NULL), 0);
		}
		req.service = AWS_S3;
		req.operation = "GetObject";
		req.method = STR("GET");
		req.bucket = str_z(cases[i].bucket);
		req.path = STR("/k");
		req.query = STR("q=1");
		assert_case(cases[i].bucket, aws_call(&f.aws, &f.arena, &req, &ans, NULL) == 0);
		assert_case(cases[i].bucket, str_eqz(f.seen[0].host, cases[i].host));
		assert_case(cases[i].bucket, str_eqz(f.seen[0].target, cases[i].target));
		assert_int_equal(fake_header(&f, 0, "x-amz-content-sha256").n, 64);
		fake_close(&f);
	}
}

static void
a_url_is_called_signed_for_its_region(void **state)
{
	(void)state;
	static const struct {
		const char *url, *host, *target, *scope;
		enum aws_service service;
	} cases[] = {
		{ "https://id.execute-api.us-west-2.amazonaws.com/prod/init?x=1",
		    "id.execute-api.us-west-2.amazonaws.com", "/prod/init?x=1", "/us-west-2/execute-api/",
		    AWS_EXECUTE_API },
		{ "https://id.lambda-url.ap-south-1.on.aws", "id.lambda-url.ap-south-1.on.aws", "/",
		    "/ap-south-1/lambda/", AWS_LAMBDA },
		{ "https://jobs.example.com/init", "jobs.example.com", "/init", "/eu-west-1/execute-api/",
		    AWS_EXECUTE_API },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fake_net f;
		struct aws_request req = AWS_REQUEST;
		struct aws_answer ans;
		struct str authorization;

		fake_open(&f, fine, 1);
		req.service = cases[i].service;
		req.operation = "POST /init";
		req.body = STR("{}");
		assert_case(cases[i].url, aws_call_url(&f.aws, &f.arena, str_z(cases[i].url), req, &ans, NULL) == 0);
		assert_case(cases[i].url, str_eqz(f.seen[0].host, cases[i].host) && f.seen[0].tls);
		assert_case(cases[i].url, str_eqz(f.seen[0].target, cases[i].target));
		assert_case(cases[i].url, str_eqz(f.seen[0].method, "POST") && str_eqz(f.seen[0].body, "{}"));
		assert_case(cases[i].url, str_eqz(fake_header(&f, 0, "Content-Type"), "application/json"));
		authorization = fake_header(&f, 0, "Authorization");
		assert_case(cases[i].url, str_find(authorization, str_z(cases[i].scope)) < authorization.n);
		fake_close(&f);
	}
}

static void
a_url_that_refuses_says_why(void **state)
{
	(void)state;
	static const struct fake_reply refused = { .status = 403, .body = "{\"message\":\"Forbidden\"}" };
	struct aws_request req = AWS_REQUEST;
	struct aws_answer ans;
	struct fake_net f;
	struct err e;

	fake_open(&f, &refused, 1);
	req.service = AWS_EXECUTE_API;
	req.operation = "POST /init";
	assert_int_equal(aws_call_url(&f.aws, &f.arena, STR("https://h/init"), req, &ans, &e), -1);
	assert_string_equal(e.msg, "HTTP API POST /init: Forbidden: Forbidden");
	assert_int_equal(e.status, 403);
	assert_true(str_eqz(ans.http.body, refused.body));
	assert_int_equal(aws_call_url(&f.aws, &f.arena, STR("jobs.example.com"), req, &ans, &e), -1);
	assert_int_equal(e.code, ERR_INPUT);
	assert_int_equal(f.calls, 1);
	fake_close(&f);
}

/* What a failure means: how often it is tried, and what is said of it. */
static const struct {
	const char *name;
	struct fake_reply reply;
	size_t calls, calls_once;
	enum err_code code;
	const char *aws, *message;
	bool ambiguous;
} failures[] = {
	{ "refused", { .fail = ERR_NET }, 3, 3, ERR_NET, "", "SSM Op: scripted failure", false },
	{ "lost answer", { .fail = ERR_NET, .ambiguous = true }, 3, 1, ERR_NET, "", "SSM Op: scripted failure", true },
	{ "time-out", { .fail = ERR_TIMEOUT, .ambiguous = true }, 3, 1, ERR_TIMEOUT, "", "SSM Op: ", true },
	{ "TLS", { .fail = ERR_TLS }, 1, 1, ERR_TLS, "", "SSM Op: ", false },
	{ "500", { .status = 500, .body = ERROR("InternalServerError") }, 3, 1, ERR_AWS, "InternalServerError",
	    "SSM Op: InternalServerError: why", true },
	{ "503 without a body", { .status = 503, .body = "" }, 3, 1, ERR_AWS, "ServiceUnavailable",
	    "SSM Op: ServiceUnavailable", true },
	{ "501", { .status = 501, .body = "" }, 1, 1, ERR_AWS, "HTTP501", "SSM Op: HTTP501", true },
	{ "throttled", { .status = 400, .body = ERROR("ThrottlingException") }, 3, 3, ERR_AWS, "ThrottlingException",
	    "SSM Op: ThrottlingException: why", false },
	{ "slow down", { .status = 503, .body = ERROR("SlowDown") }, 3, 3, ERR_AWS, "SlowDown", "SSM Op: ", false },
	{ "429", { .status = 429, .body = "" }, 3, 3, ERR_AWS, "TooManyRequests", "SSM Op: TooManyRequests", false },
	{ "no capacity left", { .status = 400, .body = ERROR("LimitExceededException") }, 1, 1, ERR_AWS,
	    "LimitExceededException", "SSM Op: ", false },
	{ "refused by condition", { .status = 400, .body = ERROR("ConditionalCheckFailedException") }, 1, 1, ERR_AWS,
	    "ConditionalCheckFailedException", "SSM Op: ", false },
	{ "conflict", { .status = 409, .body = ERROR("ConditionalRequestConflict") }, 3, 3, ERR_AWS,
	    "ConditionalRequestConflict", "SSM Op: ", false },
	{ "somebody else's update", { .status = 400, .body = ERROR("TooManyUpdates") }, 3, 3, ERR_AWS, "TooManyUpdates",
	    "SSM Op: TooManyUpdates: why", false },
	{ "404 without a code", { .status = 404, .body = "" }, 1, 1, ERR_AWS, "NotFound", "SSM Op: NotFound", false },
	{ "code in a header",
	    { .status = 404,
		.body = "{\"Message\":\"why\"}",
		.header = { { "X-Amzn-ErrorType", 16 }, { "ResourceNotFoundException:http://x", 34 } } },
	    1, 1, ERR_AWS, "ResourceNotFoundException", "SSM Op: ResourceNotFoundException: why", false },
	{ "HTML", { .status = 403, .body = "<html>" }, 1, 1, ERR_AWS, "Forbidden", "SSM Op: Forbidden", false },
};

static void
failures_are_told_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(failures) * 2; i++) {
		struct aws_request req = AWS_REQUEST;
		struct aws_answer ans;
		struct fake_net f;
		struct err e;
		const char *name = failures[i / 2].name;
		bool once = i % 2;

		fake_open(&f, &failures[i / 2].reply, 1);
		req.service = AWS_SSM;
		req.operation = "Op";
		req.once = once;
		assert_case(name, aws_call(&f.aws, &f.arena, &req, &ans, &e) < 0);
		assert_case(name, e.code == failures[i / 2].code);
		assert_case(name, strcmp(e.aws, failures[i / 2].aws) == 0);
		if (strstr(e.msg, failures[i / 2].message) != e.msg)
			fail_msg("%s: %s", name, e.msg);
		assert_case(name, e.ambiguous == failures[i / 2].ambiguous);
		assert_case(name, f.calls == (once ? failures[i / 2].calls_once : failures[i / 2].calls));
		fake_close(&f);
	}
}

static void
a_success_after_a_lost_answer_says_so(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct fake_reply replies[2];
		bool repeated;
	} cases[] = {
		{ "lost", { { .fail = ERR_NET, .ambiguous = true }, { .status = 200, .body = "{}" } }, true },
		{ "500", { { .status = 500, .body = "" }, { .status = 200, .body = "{}" } }, true },
		{ "refused", { { .fail = ERR_NET }, { .status = 200, .body = "{}" } }, false },
		{ "throttled", { { .status = 429, .body = "" }, { .status = 200, .body = "{}" } }, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fake_net f;
		struct aws_answer ans;

		fake_open(&f, cases[i].replies, 2);
		assert_case(cases[i].name, aws_json(&f.aws, &f.arena, AWS_SSM, "Op", STR("{}"), &ans, NULL, NULL) == 0);
		assert_case(cases[i].name, ans.repeated == cases[i].repeated && f.calls == 2);
		fake_close(&f);
	}
}

static void
a_refusal_after_a_lost_answer_is_ambiguous(void **state)
{
	(void)state;
	static const struct fake_reply replies[] = {
		{ .fail = ERR_NET, .ambiguous = true },
		{ .status = 400, .body = ERROR("ConditionalCheckFailedException") },
	};
	struct fake_net f;
	struct aws_answer ans;
	struct err e;

	fake_open(&f, replies, 2);
	assert_int_equal(aws_json(&f.aws, &f.arena, AWS_DYNAMODB, "PutItem", STR("{}"), &ans, NULL, &e), -1);
	assert_true(err_is_aws(&e, "ConditionalCheckFailedException"));
	assert_true(e.ambiguous && ans.repeated);
	assert_true(f.seen[1].fresh);
	fake_close(&f);
}

static void
a_silent_connection_is_not_tried_again(void **state)
{
	(void)state;
	static const struct fake_reply replies[] = { { .fail = ERR_TIMEOUT }, { .status = 200, .body = "{}" } };
	struct fake_net f;

	fake_open(&f, replies, 2);
	assert_int_equal(aws_json(&f.aws, &f.arena, AWS_SSM, "Op", STR("{}"), NULL, NULL, NULL), 0);
	assert_true(!f.seen[0].fresh && f.seen[1].fresh);
	fake_close(&f);
}

/* What a service says of a signature that it refuses: the whole request, as it should have been signed. */
static void
a_refused_signature_does_not_show_the_token(void **state)
{
	(void)state;
	static const struct fake_reply reply = { .status = 400,
		.body =
		    "{\"__type\":\"InvalidSignatureException\",\"message\":\"The signature does not match.\\n\\n"
		    "The Canonical String for this request should have been\\n'POST\\nx-amz-security-token:TOKEN'\"}" };
	struct fake_net f;
	struct err e;

	fake_open(&f, &reply, 1);
	assert_int_equal(aws_json(&f.aws, &f.arena, AWS_SSM, "Op", STR("{}"), NULL, NULL, &e), -1);
	assert_string_equal(e.msg, "SSM Op: InvalidSignatureException: The signature does not match.");
	fake_close(&f);
}

static void
retry_after_is_waited_for(void **state)
{
	(void)state;
	static const struct fake_reply replies[] = {
		{ .status = 503, .body = "", .header = { { "Retry-After", 11 }, { "4", 1 } } },
		{ .status = 200, .body = "{}" },
	};
	struct fake_net f;

	fake_open(&f, replies, 2);
	assert_int_equal(aws_json(&f.aws, &f.arena, AWS_SSM, "Op", STR("{}"), NULL, NULL, NULL), 0);
	assert_int_equal(f.slept_ms, 4000);
	fake_close(&f);
}

static void
container_credentials_are_renewed_before_they_end(void **state)
{
	(void)state;
	static const struct fake_reply replies[] = {
		{ .status = 200,
		    .body =
			"{\"AccessKeyId\":\"AK1\",\"SecretAccessKey\":\"S\",\"Token\":\"T\",\"Expiration\":\"2026-01-02T03:14:05Z\"}" },
		{ .status = 200, .body = "{}" },
		{ .status = 200, .body = "{}" },
		{ .status = 200,
		    .body =
			"{\"AccessKeyId\":\"AK2\",\"SecretAccessKey\":\"S\",\"Token\":\"T\",\"Expiration\":\"2026-01-02T04:14:05Z\"}" },
		{ .status = 200, .body = "{}" },
	};
	static const char *const keys[] = { "", "AK1", "AK1", "", "AK2" };
	struct fake_net f;

	fake_open(&f, replies, COUNT(replies));
	fake_clear_environment();
	setenv("AWS_REGION", "eu-west-1", 1);
	setenv("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x", 1);
	aws_release(&f.aws);
	assert_int_equal(aws_init(&f.aws, &f.w, &aws_sources_function, &f.arena, NULL), 0);
	assert_int_equal(f.calls, 0);
	for (int i = 0; i < 3; i++) {
		if (i == 2)
			f.now_ms += 5 * 60 * 1000 + 1000;
		assert_int_equal(aws_json(&f.aws, &f.arena, AWS_SSM, "Op", STR("{}"), NULL, NULL, NULL), 0);
	}
	assert_int_equal(f.calls, COUNT(keys));
	for (size_t i = 0; i < COUNT(keys); i++)
		if (*keys[i]) {
			assert_true(str_find(fake_header(&f, i, "authorization"), str_z(keys[i])) <
			    fake_header(&f, i, "authorization").n);
			assert_true(str_eqz(fake_header(&f, i, "x-amz-security-token"), "T"));
		}
	fake_close(&f);
}

static void
credentials_that_cannot_be_renewed_serve_to_their_end(void **state)
{
	(void)state;
	static const struct fake_reply replies[] = {
		{ .status = 200,
		    .body =
			"{\"AccessKeyId\":\"AK1\",\"SecretAccessKey\":\"S\",\"Token\":\"T\",\"Expiration\":\"2026-01-02T03:05:05Z\"}" },
		{ .status = 200, .body = "{}" },
		{ .status = 200, .body = "{}" },
		{ .status = 404, .body = "" },
		{ .status = 200, .body = "{}" },
		{ .status = 404, .body = "" },
	};
	/* when, and how many requests there are then: one to the service each, and now and then one for credentials */
	static const struct {
		int64_t after_ms;
		size_t calls;
		int rc;
	} steps[] = { { 0, 2, 0 }, { 1000, 3, 0 }, { 12000, 5, 0 }, { 60000, 6, -1 } };
	struct fake_net f;

	fake_open(&f, replies, COUNT(replies));
	fake_clear_environment();
	setenv("AWS_REGION", "eu-west-1", 1);
	setenv("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x", 1);
	aws_release(&f.aws);
	assert_int_equal(aws_init(&f.aws, &f.w, &aws_sources_function, &f.arena, NULL), 0);
	for (size_t i = 0; i < COUNT(steps); i++) {
		f.now_ms += steps[i].after_ms;
		assert_int_equal(aws_json(&f.aws, &f.arena, AWS_SSM, "Op", STR("{}"), NULL, NULL, NULL), steps[i].rc);
		assert_int_equal(f.calls, steps[i].calls);
	}
	fake_close(&f);
}

static void
serve_fine(struct server *s, int fd, int nth)
{
	(void)nth;
	while (server_read(s, fd))
		server_answer(fd, "{}");
}

static void
a_warm_client_opens_no_connection(void **state)
{
	(void)state;
	static const enum aws_service services[] = { AWS_DYNAMODB, AWS_S3, AWS_SSM };
	static const struct str buckets[] = { { "one", 3 }, { "two", 3 } };
	struct arena a = ARENA_EMPTY;
	struct server s;
	struct world w;
	struct aws aws;

	server_start(&s, serve_fine, NULL);
	fake_clear_environment();
	setenv("AWS_REGION", "r", 1);
	setenv("AWS_ACCESS_KEY_ID", "AKID", 1);
	setenv("AWS_SECRET_ACCESS_KEY", "SECRET", 1);
	setenv("AWS_ENDPOINT_URL", arena_printf(&a, "http://localhost:%d", s.port).p, 1);
	assert_int_equal(world_os_init(&w, NULL), 0);
	assert_int_equal(client_attach(&w, &a, NULL, NULL), 0);
	assert_int_equal(aws_init(&aws, &w, &aws_sources_function, &a, NULL), 0);
	aws_warm_buckets(&aws, services, COUNT(services), buckets, COUNT(buckets), 10000);
	for (size_t i = 0; i < COUNT(services); i++)
		assert_int_equal(aws_json(&aws, &a, services[i], "Op", STR("{}"), NULL, NULL, NULL), 0);
	assert_int_equal(s.connections, 1);
	assert_non_null(strstr(s.last, "\r\nUser-Agent: aws-exe-sys\r\n"));
	client_detach(&w);
	server_stop(&s);
	aws_release(&aws);
	arena_release(&a);
	fake_clear_environment();
}

static void
a_missing_region_is_named(void **state)
{
	(void)state;
	struct fake_net f;
	struct aws aws;
	struct err e;

	fake_open(&f, fine, 1);
	fake_clear_environment();
	assert_int_equal(aws_init(&aws, &f.w, &aws_sources_function, &f.arena, &e), -1);
	assert_int_equal(e.code, ERR_CONFIG);
	assert_non_null(strstr(e.msg, "AWS_REGION"));
	setenv("AWS_DEFAULT_REGION", "bad/region", 1);
	assert_int_equal(aws_init(&aws, &f.w, &aws_sources_function, &f.arena, &e), -1);
	fake_close(&f);
}

static void
an_answer_that_is_no_json_is_a_protocol_error(void **state)
{
	(void)state;
	static const struct fake_reply replies[] = { { .status = 200, .body = "{\"a\":" } };
	struct fake_net f;
	struct json out;
	struct err e;

	fake_open(&f, replies, 1);
	assert_int_equal(aws_json(&f.aws, &f.arena, AWS_SSM, "Op", STR("{}"), NULL, &out, &e), -1);
	assert_int_equal(e.code, ERR_PROTO);
	fake_close(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_json_call_is_a_signed_post),
		cmocka_unit_test(buckets_go_into_the_host_where_they_can),
		cmocka_unit_test(a_url_is_called_signed_for_its_region),
		cmocka_unit_test(a_url_that_refuses_says_why),
		cmocka_unit_test(failures_are_told_apart),
		cmocka_unit_test(a_success_after_a_lost_answer_says_so),
		cmocka_unit_test(a_refusal_after_a_lost_answer_is_ambiguous),
		cmocka_unit_test(retry_after_is_waited_for),
		cmocka_unit_test(container_credentials_are_renewed_before_they_end),
		cmocka_unit_test(credentials_that_cannot_be_renewed_serve_to_their_end),
		cmocka_unit_test(a_silent_connection_is_not_tried_again),
		cmocka_unit_test(a_refused_signature_does_not_show_the_token),
		cmocka_unit_test(a_warm_client_opens_no_connection),
		cmocka_unit_test(a_missing_region_is_named),
		cmocka_unit_test(an_answer_that_is_no_json_is_a_protocol_error),
	};

	return RUN(tests);
}
