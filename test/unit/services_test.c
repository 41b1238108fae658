#include "test.h"

#include "aws/services.h"
#include "fake_net.h"

#define FAULT(code) { .status = 400, .body = "{\"__type\":\"" code "\",\"message\":\"m\"}" }

static void
an_event_is_queued_with_lambda(void **state)
{
	(void)state;
	static const struct fake_reply replies[] = {
		{ .status = 202, .body = "", .header = { { "x-amzn-RequestId", 16 }, { "id-1", 4 } } },
	};
	struct fake_net f;
	struct str id;

	fake_open(&f, replies, 1);
	assert_int_equal(lambda_invoke_async(&f.aws, &f.arena, STR("arn:aws:lambda:r:1:function:f"), STR("{\"a\":1}"),
			     &id, NULL),
	    0);
	assert_true(str_eqz(id, "id-1"));
	assert_true(
	    str_eqz(f.seen[0].target, "/2015-03-31/functions/arn%3Aaws%3Alambda%3Ar%3A1%3Afunction%3Af/invocations"));
	assert_true(str_eqz(fake_header(&f, 0, "x-amz-invocation-type"), "Event"));
	assert_true(str_eqz(f.seen[0].body, "{\"a\":1}"));
	fake_close(&f);
}

static void
an_event_is_not_queued_twice(void **state)
{
	(void)state;
	static const struct fake_reply lost = { .fail = ERR_NET, .ambiguous = true };
	static const struct fake_reply busy = { .status = 429, .body = "{\"__type\":\"TooManyRequestsException\"}" };
	struct fake_net f;
	struct str id;
	struct err e;

	fake_open(&f, &lost, 1);
	assert_int_equal(lambda_invoke_async(&f.aws, &f.arena, STR("f"), STR("{}"), &id, &e), -1);
	assert_int_equal(f.calls, 1);
	assert_true(e.ambiguous);
	fake_close(&f);
	fake_open(&f, &busy, 1);
	assert_int_equal(lambda_invoke_async(&f.aws, &f.arena, STR("f"), STR("{}"), &id, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	assert_int_equal(f.calls, 3);
	fake_close(&f);
}

static void
a_function_that_failed_says_why(void **state)
{
	(void)state;
	static const struct fake_reply failed = { .status = 200,
		.body = "{\"errorMessage\":\"no disk\",\"errorType\":\"X\"}",
		.header = { { "X-Amz-Function-Error", 20 }, { "Unhandled", 9 } } };
	static const struct fake_reply fine = { .status = 200, .body = "{\"status\":\"ok\"}" };
	struct fake_net f;
	struct str answer;
	struct err e;

	fake_open(&f, &failed, 1);
	assert_int_equal(lambda_invoke(&f.aws, &f.arena, STR("f"), STR("{}"), &answer, &e), -1);
	assert_int_equal(e.code, ERR_PROTO);
	assert_non_null(strstr(e.msg, "no disk"));
	fake_close(&f);
	fake_open(&f, &fine, 1);
	assert_int_equal(lambda_invoke(&f.aws, &f.arena, STR("f"), STR("{}"), &answer, NULL), 0);
	assert_true(str_eqz(answer, "{\"status\":\"ok\"}"));
	assert_true(f.seen[0].timeout_ms > 900000);
	fake_close(&f);
}

static void
a_build_is_started_with_its_overrides(void **state)
{
	(void)state;
	static const struct fake_reply replies[] = {
		{ .status = 200,
		    .body = "{\"build\":{\"id\":\"p:1\",\"arn\":\"arn:b\",\"buildStatus\":\"IN_PROGRESS\","
			    "\"logs\":{\"deepLink\":\"https://logs\"}}}" },
	};
	static const struct http_header environment[] = { { { "A", 1 }, { "1", 1 } }, { { "B", 1 }, { "\"", 1 } } };
	const struct codebuild_start whole = { STR("p"), STR("tok"), STR("img"), environment, 2, 10, 480 };
	const struct codebuild_start bare = { .project = STR("p") };
	struct codebuild_build b;
	struct fake_net f;

	fake_open(&f, replies, 1);
	assert_int_equal(codebuild_start(&f.aws, &f.arena, &whole, &b, NULL), 0);
	assert_true(str_eqz(f.seen[0].body,
	    "{\"projectName\":\"p\",\"idempotencyToken\":\"tok\",\"imageOverride\":\"img\","
	    "\"timeoutInMinutesOverride\":10,\"queuedTimeoutInMinutesOverride\":480,\"environmentVariablesOverride\":["
	    "{\"name\":\"A\",\"value\":\"1\",\"type\":\"PLAINTEXT\"},{\"name\":\"B\",\"value\":\"\\\"\",\"type\":\"PLAINTEXT\"}]}"));
	assert_true(str_eqz(b.id, "p:1") && str_eqz(b.arn, "arn:b") && str_eqz(b.status, "IN_PROGRESS"));
	assert_true(str_eqz(b.url, "https://logs"));
	assert_int_equal(codebuild_start(&f.aws, &f.arena, &bare, &b, NULL), 0);
	assert_true(str_eqz(f.seen[1].body, "{\"projectName\":\"p\",\"environmentVariablesOverride\":[]}"));
	fake_close(&f);
}

static void
a_build_that_is_not_there_is_not_found(void **state)
{
	(void)state;
	static const struct fake_reply none = { .status = 200, .body = "{\"builds\":[],\"buildsNotFound\":[\"x\"]}" };
	struct codebuild_build b;
	struct fake_net f;
	struct err e;

	fake_open(&f, &none, 1);
	assert_int_equal(codebuild_get(&f.aws, &f.arena, STR("x"), &b, &e), -1);
	assert_int_equal(e.code, ERR_NOT_FOUND);
	assert_int_equal(codebuild_stop(&f.aws, &f.arena, STR("x"), NULL), 0);
	assert_true(str_eqz(fake_header(&f, 1, "x-amz-target"), "CodeBuild_20161006.StopBuild"));
	fake_close(&f);
}

static int
start_execution(struct fake_net *f, struct err *e)
{
	struct str arn;

	return states_start(&f->aws, &f->arena, STR("arn:m"), STR("n"), STR("{}"), &arn, e);
}

static int
execution_status(struct fake_net *f, struct err *e)
{
	struct str status;

	return states_status(&f->aws, &f->arena, STR("arn:e"), &status, e);
}

static int
put_parameter(struct fake_net *f, struct err *e)
{
	const struct ssm_put put = { STR("/p"), STR("secret"), true, 1767323045678 };

	return ssm_put_parameter(&f->aws, &f->arena, &put, e);
}

static int
get_parameter(struct fake_net *f, struct err *e)
{
	struct str value;
	int rc = ssm_get_parameter(&f->aws, &f->arena, STR("/p"), 0, &value, e);

	assert_true(rc < 0 || str_eqz(value, "secret"));
	return rc;
}

static int
delete_parameter(struct fake_net *f, struct err *e)
{
	return ssm_delete_parameter(&f->aws, &f->arena, STR("/p"), e);
}

static int
get_secret(struct fake_net *f, struct err *e)
{
	struct str value;
	int rc = secrets_get(&f->aws, &f->arena, STR("id"), &value, e);

	assert_true(rc < 0 || str_eqz(value, "secret"));
	return rc;
}

static const struct {
	const char *name;
	int (*call)(struct fake_net *f, struct err *e);
	struct fake_reply reply;
	const char *target, *sent; /* sent may be NULL */
	int rc;
	enum err_code want;
} calls[] = {
	{ "start", start_execution, { .status = 200, .body = "{\"executionArn\":\"arn:e\"}" },
	    "AWSStepFunctions.StartExecution", "{\"stateMachineArn\":\"arn:m\",\"name\":\"n\",\"input\":\"{}\"}", 0,
	    ERR_NONE },
	{ "started", start_execution, FAULT("ExecutionAlreadyExists"), "AWSStepFunctions.StartExecution", NULL, -1,
	    ERR_REFUSED },
	{ "started oddly", start_execution, { .status = 200, .body = "{}" }, "AWSStepFunctions.StartExecution", NULL,
	    -1, ERR_PROTO },
	{ "status", execution_status, { .status = 200, .body = "{\"status\":\"RUNNING\"}" },
	    "AWSStepFunctions.DescribeExecution", "{\"executionArn\":\"arn:e\"}", 0, ERR_NONE },
	{ "no status", execution_status, FAULT("ExecutionDoesNotExist"), "AWSStepFunctions.DescribeExecution", NULL, -1,
	    ERR_NOT_FOUND },
	{ "put", put_parameter, { .status = 200, .body = "{}" }, "AmazonSSM.PutParameter",
	    "{\"Name\":\"/p\",\"Value\":\"secret\",\"Type\":\"SecureString\",\"Overwrite\":false,\"Tier\":\"Advanced\","
	    "\"Policies\":\"[{\\\"Type\\\":\\\"Expiration\\\",\\\"Version\\\":\\\"1.0\\\",\\\"Attributes\\\":"
	    "{\\\"Timestamp\\\":\\\"2026-01-02T03:04:05.678Z\\\"}}]\"}",
	    0, ERR_NONE },
	{ "put before", put_parameter, FAULT("ParameterAlreadyExists"), "AmazonSSM.PutParameter", NULL, -1,
	    ERR_REFUSED },
	{ "get", get_parameter, { .status = 200, .body = "{\"Parameter\":{\"Value\":\"secret\"}}" },
	    "AmazonSSM.GetParameter", "{\"Name\":\"/p\",\"WithDecryption\":true}", 0, ERR_NONE },
	{ "get nothing", get_parameter, FAULT("ParameterNotFound"), "AmazonSSM.GetParameter", NULL, -1, ERR_NOT_FOUND },
	{ "get oddly", get_parameter, { .status = 200, .body = "{}" }, "AmazonSSM.GetParameter", NULL, -1, ERR_PROTO },
	{ "delete", delete_parameter, { .status = 200, .body = "{}" }, "AmazonSSM.DeleteParameter", "{\"Name\":\"/p\"}",
	    0, ERR_NONE },
	{ "delete nothing", delete_parameter, FAULT("ParameterNotFound"), "AmazonSSM.DeleteParameter", NULL, 0,
	    ERR_NONE },
	{ "delete not", delete_parameter, FAULT("AccessDeniedException"), "AmazonSSM.DeleteParameter", NULL, -1,
	    ERR_AWS },
	{ "secret", get_secret, { .status = 200, .body = "{\"SecretString\":\"secret\"}" },
	    "secretsmanager.GetSecretValue", "{\"SecretId\":\"id\"}", 0, ERR_NONE },
	{ "binary secret", get_secret, { .status = 200, .body = "{\"SecretBinary\":\"c2VjcmV0\"}" },
	    "secretsmanager.GetSecretValue", NULL, 0, ERR_NONE },
	{ "no secret", get_secret, FAULT("ResourceNotFoundException"), "secretsmanager.GetSecretValue", NULL, -1,
	    ERR_NOT_FOUND },
	{ "odd secret", get_secret, { .status = 200, .body = "{}" }, "secretsmanager.GetSecretValue", NULL, -1,
	    ERR_PROTO },
};

static void
calls_send_what_their_pages_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(calls); i++) {
		struct fake_net f;
		struct err e;

		fake_open(&f, &calls[i].reply, 1);
		assert_case(calls[i].name, calls[i].call(&f, &e) == calls[i].rc);
		assert_case(calls[i].name, calls[i].rc == 0 || e.code == calls[i].want);
		assert_case(calls[i].name, str_eqz(fake_header(&f, 0, "x-amz-target"), calls[i].target));
		if (calls[i].sent && !str_eqz(f.seen[0].body, calls[i].sent))
			fail_msg("%s: " STR_FMT, calls[i].name, STR_ARG(f.seen[0].body));
		assert_case(calls[i].name, calls[i].rc == 0 || !strstr(e.msg, "secret\""));
		fake_close(&f);
	}
}

static void
throttling_is_waited_out_with_patience(void **state)
{
	(void)state;
	static const struct fake_reply busy = FAULT("ThrottlingException");
	struct fake_net f;
	struct str value;
	struct err e;
	int64_t start;

	fake_open(&f, &busy, 1);
	start = f.now_ms;
	assert_int_equal(ssm_get_parameter(&f.aws, &f.arena, STR("/p"), 120000, &value, &e), -1);
	assert_true(f.calls > 10);
	assert_true(f.now_ms - start > 60000 && f.now_ms - start <= 120000);
	assert_non_null(strstr(e.msg, "/p: SSM GetParameter: ThrottlingException"));
	fake_close(&f);
}

static void
an_execution_is_named_after_its_machine(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;

	assert_true(str_eqz(states_execution_arn(&a, STR("arn:aws:states:r:1:stateMachine:watch"), STR("run-0001")),
	    "arn:aws:states:r:1:execution:watch:run-0001"));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_event_is_queued_with_lambda),
		cmocka_unit_test(an_event_is_not_queued_twice),
		cmocka_unit_test(a_function_that_failed_says_why),
		cmocka_unit_test(a_build_is_started_with_its_overrides),
		cmocka_unit_test(a_build_that_is_not_there_is_not_found),
		cmocka_unit_test(calls_send_what_their_pages_say),
		cmocka_unit_test(throttling_is_waited_out_with_patience),
		cmocka_unit_test(an_execution_is_named_after_its_machine),
	};

	return RUN(tests);
}
