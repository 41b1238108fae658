#include "test.h"

#include "codec/base64.h"
#include "engine/request.h"
#include "job_text.h"

#define RUN_A "0f8fad5b-d9cb-469f-a165-70867728950e"
#define RUN_B "1b4e28ba-2fa1-11d2-883f-0016d3cca427"
#define JOB_B64 "eyJhIjoxfQ==" /* {"a":1} */

static struct arena arena;

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

struct outcome {
	struct request r;
	struct job_issues is;
	int result, status;
};

static struct outcome
read_event(struct str event)
{
	struct outcome o = { .is = job_issues_in(&arena) };

	o.result = request_read(&arena, event, STR(RUN_B), &o.r, &o.is, &o.status);
	return o;
}

static struct outcome
read_quoted(const char *event)
{
	return read_event(quoted(&arena, event));
}

/* An HTTP event with a body, which is written with ' for " too. */
static struct outcome
post(const char *body)
{
	struct buf b = buf_in(&arena);

	buf_addz(&b, "{\"httpMethod\":\"POST\",\"path\":\"/init\",\"body\":");
	json_escape(&b, quoted(&arena, body));
	buf_addc(&b, '}');
	return read_event(buf_str(&b));
}

static void
assert_str(struct str got, const char *want)
{
	if (!str_eqz(got, want))
		fail_msg("\"" STR_FMT "\", not \"%s\"", STR_ARG(got), want);
}

#define BODY "'body':'{\\'job_parameters_b64\\':\\'" JOB_B64 "\\'}'"

static const struct {
	const char *name, *event;
	enum request_kind kind;
	const char *path, *run;
} shapes[] = {
	{ "API Gateway v1", "{'httpMethod':'POST','path':'/init','headers':null," BODY ",'isBase64Encoded':false}",
	    REQUEST_HTTP, "/init", RUN_B },
	{ "API Gateway v2",
	    "{'version':'2.0','rawPath':'/ssm','requestContext':{'stage':'$default','http':{'method':'POST'}}," BODY
	    "}",
	    REQUEST_HTTP, "/ssm", RUN_B },
	{ "v2 with a stage",
	    "{'rawPath':'/prod/init','requestContext':{'stage':'prod','http':{'method':'POST'}}," BODY "}",
	    REQUEST_HTTP, "/init", RUN_B },
	{ "a path that begins like the stage",
	    "{'rawPath':'/initiate','requestContext':{'stage':'init','http':{'method':'POST'}}," BODY "}", REQUEST_HTTP,
	    "/initiate", RUN_B },
	{ "Function URL, base64",
	    "{'rawPath':'/','requestContext':{'http':{'method':'POST'}},'isBase64Encoded':true,"
	    "'body':'eyJqb2JfcGFyYW1ldGVycyI6eyJhIjoxfX0='}",
	    REQUEST_HTTP, "/", RUN_B },
	{ "SNS",
	    "{'Records':[{'EventSource':'aws:sns','Sns':{'MessageId':'" RUN_A "','Message':"
	    "'{\\'job_parameters\\':{\\'a\\':1}}'}}]}",
	    REQUEST_SNS, "", RUN_A },
	{ "SNS with another kind of id",
	    "{'Records':[{'Sns':{'MessageId':'X','Message':'{\\'job_parameters\\':{\\'a\\':1}}'}}]}", REQUEST_SNS, "",
	    RUN_B },
	{ "direct, base64", "{'job_parameters_b64':'" JOB_B64 "'}", REQUEST_DIRECT, "", RUN_B },
	{ "direct, plain, with a run_id", "{'job_parameters':{'a':1},'run_id':'" RUN_A "'}", REQUEST_DIRECT, "",
	    RUN_A },
	{ "direct, null for what is absent",
	    "{'job_parameters':{'a':1},'run_id':null,'trace_id':null,'job_parameters_b64':null}", REQUEST_DIRECT, "",
	    RUN_B },
};

static void
every_way_in_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(shapes); i++) {
		struct outcome o = read_quoted(shapes[i].event);

		if (o.result < 0)
			fail_msg("%s: %s", shapes[i].name, listed(&arena, o.is.errors));
		assert_case(shapes[i].name, o.r.kind == shapes[i].kind && o.status == 0 && o.is.warning_count == 0);
		assert_str(o.r.path, shapes[i].path);
		assert_str(o.r.job, "{\"a\":1}");
		assert_str(o.r.run_id, shapes[i].run);
		assert_int_equal(o.r.trace_id.n, 0);
	}
}

static void
the_request_s_run_id_comes_before_the_message_s(void **state)
{
	struct outcome o = read_quoted(
	    "{'Records':[{'Sns':{'MessageId':'" RUN_B "','Message':'{\\'job_parameters\\':{},"
	    "\\'run_id\\':\\'" RUN_A "\\',\\'trace_id\\':\\'0123abcd\\'}'}}]}");

	(void)state;
	assert_int_equal(o.result, 0);
	assert_str(o.r.run_id, RUN_A);
	assert_str(o.r.trace_id, "0123abcd");
}

static void
a_request_id_that_is_no_uuid_is_not_used(void **state)
{
	struct request r;
	struct job_issues is = job_issues_in(&arena);
	int status;

	(void)state;
	assert_int_equal(request_read(&arena, STR("{\"job_parameters\":{}}"), STR("req-1"), &r, &is, &status), 0);
	assert_int_equal(r.run_id.n, 0);
}

static const struct {
	const char *body;
	int status;
	const char *want;
} refused[] = {
	{ "", 400, "request body: is empty: expected an object with job_parameters_b64" },
	{ " \n\t", 400, "request body: is empty: expected an object with job_parameters_b64" },
	{ "{'job_parameters':{},}", 400, NULL },
	{ "[]", 400, "the request must be an object with job_parameters_b64, got a list" },
	{ "null", 400, "the request must be an object with job_parameters_b64, got null" },
	{ "{}", 400, "job_parameters_b64: required, but missing: the base64 of the job's JSON" },
	{ "{'username':'a','orders':[]}", 400,
	    "job_parameters_b64: this is a bare job: wrap it as {\"job_parameters\": {...}}, or its base64 as "
	    "{\"job_parameters_b64\": \"...\"}" },
	{ "{'job_parameters':{},'job_parameters_b64':'e30='}", 400,
	    "job_parameters: job_parameters_b64 is there too: give one of them" },
	{ "{'job_parameters':'e30='}", 400,
	    "job_parameters: expected the job as an object, got a string: base64 goes into job_parameters_b64" },
	{ "{'job_parameters':[]}", 400, "job_parameters: expected the job as an object, got a list" },
	{ "{'job_parameters_b64':{}}", 400, "job_parameters_b64: expected a string of base64, got an object" },
	{ "{'job_parameters_b64':''}", 400, "job_parameters_b64: the job is empty" },
	{ "{'job_parameters':{},'run_id':'run-1'}", 400,
	    "run_id: must be a UUID in lower case, such as 0f8fad5b-d9cb-469f-a165-70867728950e" },
	{ "{'job_parameters':{},'trace_id':'0123ABCD'}", 400, "trace_id: must be 8 hex characters in lower case" },
	{ "{'run_id':7,'trace_id':'x','job_parameters':7}", 400,
	    "trace_id: must be 8 hex characters in lower case\n"
	    "run_id: must be a UUID in lower case, such as 0f8fad5b-d9cb-469f-a165-70867728950e\n"
	    "job_parameters: expected the job as an object, got a number" },
	{ "{'continue':{'x':1}}", 400, "job_parameters_b64: required, but missing: the base64 of the job's JSON" },
};

static void
mistakes_of_the_request_are_said(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct outcome o = post(refused[i].body);

		assert_case(refused[i].body,
		    o.result == -1 && o.status == refused[i].status && o.r.kind == REQUEST_HTTP);
		if (refused[i].want)
			assert_string_equal(listed(&arena, o.is.errors), refused[i].want);
	}
}

static void
broken_json_and_base64_have_a_place(void **state)
{
	struct outcome o = post("{'job_parameters':{},\n}");

	(void)state;
	assert_string_equal(o.is.errors->code, "json");
	assert_int_equal(o.is.errors->line, 2);
	assert_int_equal(o.is.errors->column, 1);
	assert_true(str_starts(job_issue_text(&arena, o.is.errors), STR("request body: line 2, column 1: ")));
	o = post("{'job_parameters_b64':'eyJh*joxfQ=='}");
	assert_string_equal(o.is.errors->code, "base64");
	assert_true(str_starts(job_issue_text(&arena, o.is.errors), STR("job_parameters_b64: no base64: offset 4: ")));
	o = read_quoted("{'httpMethod':'POST','isBase64Encoded':true,'body':'a'}");
	assert_int_equal(o.status, 400);
	assert_true(str_starts(job_issue_text(&arena, o.is.errors), STR("request body: no base64: ")));
}

static void
events_that_are_none_are_refused(void **state)
{
	static const struct {
		const char *event, *want;
	} cases[] = {
		{ "", "event: line 1, column 1: " },
		{ "{", "event: line 1, column 2: " },
		{ "[]", "the request must be an object with job_parameters_b64, got a list" },
		{ "{'Records':[]}", "expected one SNS record with a message" },
		{ "{'Records':[{'s3':{}}]}", "expected one SNS record with a message" },
		{ "{'Records':7}", "expected one SNS record with a message" },
		{ "{'Records':[{'Sns':{'Message':'{}'}},{'Sns':{'Message':'{}'}}]}",
		    "expected one SNS record with a message" },
		{ "{'Records':[{'Sns':{'Message':''}}]}", "SNS message: is empty" },
		{ "{'continue':7}", "job_parameters_b64: required, but missing" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct outcome o = read_quoted(cases[i].event);

		assert_case(cases[i].event, o.result == -1 && o.status == 400 && o.r.kind != REQUEST_HTTP);
		if (strncmp(listed(&arena, o.is.errors), cases[i].want, strlen(cases[i].want)) != 0)
			fail_msg("%s: %s", cases[i].event, listed(&arena, o.is.errors));
	}
}

static void
only_post_is_allowed(void **state)
{
	static const char *const events[] = { "{'httpMethod':'GET','path':'/init'}",
		"{'rawPath':'/init','requestContext':{'http':{'method':'PUT'}}," BODY "}", "{'httpMethod':7}" };
	static const char *const want[] = { "method GET is not allowed: use POST",
		"method PUT is not allowed: use POST", "method  is not allowed: use POST" };

	(void)state;
	for (size_t i = 0; i < COUNT(events); i++) {
		struct outcome o = read_quoted(events[i]);

		assert_case(events[i], o.result == -1 && o.status == 405);
		assert_string_equal(listed(&arena, o.is.errors), want[i]);
	}
}

static void
a_job_over_the_limit_is_413(void **state)
{
	struct buf job = buf_in(&arena), event = buf_in(&arena);

	(void)state;
	while (job.n <= JOB_BYTES_MAX)
		buf_addz(&job, "                                ");
	buf_addz(&event, "{\"job_parameters_b64\":\"");
	base64_encode(&event, buf_str(&job));
	buf_addz(&event, "\"}");
	struct outcome o = read_event(buf_str(&event));
	assert_int_equal(o.result, -1);
	assert_int_equal(o.status, 413);
	assert_string_equal(listed(&arena, o.is.errors), "the job has 4194336 bytes, at most 4194304 are allowed");
}

static void
our_own_continuation_comes_only_directly(void **state)
{
	struct outcome o = read_quoted("{'continue':{'run_id':'x'}}");

	(void)state;
	assert_int_equal(o.result, 0);
	assert_int_equal(o.r.kind, REQUEST_CONTINUE);
	o = read_quoted("{'Records':[{'Sns':{'Message':'{\\'continue\\':{}}'}}],'continue':{}}");
	assert_int_equal(o.result, -1);
	assert_int_equal(o.r.kind, REQUEST_SNS);
	o = read_quoted("{'httpMethod':'POST','continue':{},'body':'{}'}");
	assert_int_equal(o.result, -1);
	assert_int_equal(o.r.kind, REQUEST_HTTP);
}

/* Whatever the gateway may have let in without a look at who sent it. */
static const struct {
	const char *name, *event;
	bool webhook;
} ways[] = {
	{ "the path", "{'httpMethod':'POST','path':'/webhook','body':'anything'}", true },
	{ "with a slash", "{'httpMethod':'POST','path':'/webhook/','body':'anything'}", true },
	{ "in capitals", "{'httpMethod':'POST','path':'/WebHook','body':'anything'}", true },
	{ "behind a stage",
	    "{'rawPath':'/prod/webhook','requestContext':{'stage':'prod','http':{'method':'POST'}},'body':'anything'}",
	    true },
	{ "behind a domain's own path",
	    "{'rawPath':'/ci/webhook','requestContext':{'http':{'method':'POST'}},'body':'anything'}", true },
	{ "by its route",
	    "{'rawPath':'/x','routeKey':'POST /webhook','requestContext':{'http':{'method':'POST'}},'body':'anything'}",
	    true },
	{ "by its resource", "{'httpMethod':'POST','path':'/x','resource':'/webhook','body':'anything'}", true },
	{ "another path", "{'httpMethod':'POST','path':'/webhooks','body':'{}'}", false },
	{ "a stage of that name", "{'rawPath':'/webhook/init','requestContext':{'http':{'method':'POST'}},'body':'{}'}",
	    false },
};

static void
a_webhook_s_body_is_left_until_its_signature_is_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(ways); i++) {
		struct outcome o = read_quoted(ways[i].event);

		assert_case(ways[i].name, o.r.webhook == ways[i].webhook);
		if (!ways[i].webhook)
			continue;
		assert_case(ways[i].name, o.result == 0 && str_eqz(o.r.body, "anything") && o.r.job.n == 0);
		assert_case(ways[i].name,
		    request_read_webhook(&arena, &o.r, &o.is, &o.status) == -1 && o.status == 400);
	}
}

static void
what_has_no_effect_is_a_warning(void **state)
{
	struct outcome o = post("{'job_parameters':{},'done_endpt':'s3://mine/x','jobs':1}");

	(void)state;
	assert_int_equal(o.result, 0);
	assert_true(o.r.done_endpt);
	assert_string_equal(listed(&arena, o.is.warnings),
	    "jobs: unknown field: it has no effect\n"
	    "done_endpt: not used: the outcome is written to s3://<done bucket>/<run_id>/done");
}

static void
an_acceptance_has_the_contract_s_shape(void **state)
{
	struct job_issues is = job_issues_in(&arena);
	const struct accepted ok = { STR("r"), STR("t"), STR("f"), STR("s3://b/r/done"), STR("tag"), &is };
	const struct request direct = { .kind = REQUEST_DIRECT }, http = { .kind = REQUEST_HTTP };

	(void)state;
	job_warning(&is, "unused", STR("x"), (struct json_place){ 0 }, "a \"b\"");
	assert_true(str_eqz(request_ok(&arena, &direct, &ok),
	    "{\"status\":\"ok\",\"run_id\":\"r\",\"trace_id\":\"t\",\"flow_id\":\"f\",\"done_endpt\":\"s3://b/r/done\","
	    "\"pr_search_tag\":\"tag\",\"warnings\":[\"x: a \\\"b\\\"\"]}"));
	assert_true(str_eqz(request_ok(&arena, &http, &ok),
	    "{\"statusCode\":200,\"headers\":{\"content-type\":\"application/json\"},\"body\":\"{\\\"status\\\":\\\"ok\\\","
	    "\\\"run_id\\\":\\\"r\\\",\\\"trace_id\\\":\\\"t\\\",\\\"flow_id\\\":\\\"f\\\","
	    "\\\"done_endpt\\\":\\\"s3://b/r/done\\\",\\\"pr_search_tag\\\":\\\"tag\\\",\\\"warnings\\\":["
	    "\\\"x: a \\\\\\\"b\\\\\\\"\\\"]}\",\"isBase64Encoded\":false}"));
}

static void
a_refusal_lists_all_mistakes(void **state)
{
	struct job_issues is = job_issues_in(&arena);
	const struct request r = { .kind = REQUEST_DIRECT };
	const struct json_place nowhere = { 0 };
	struct err e = { 0 };

	(void)state;
	job_error(&is, "value", STR("orders[3] (deploy-rds)"), nowhere, "timeout: %s", "no");
	assert_true(str_eqz(request_refused(&arena, &r, 400, &is, NULL, STR(""), STR("")),
	    "{\"status\":\"error\",\"error\":\"orders[3] (deploy-rds): timeout: no\","
	    "\"errors\":[\"orders[3] (deploy-rds): timeout: no\"]}"));
	job_error(&is, "value", STR("username"), nowhere, "missing");
	assert_true(str_eqz(request_refused(&arena, &r, 400, &is, NULL, STR("r"), STR("t")),
	    "{\"status\":\"error\",\"error\":\"2 mistakes, see errors\",\"errors\":[\"orders[3] (deploy-rds): timeout: no\","
	    "\"username: missing\"],\"run_id\":\"r\",\"trace_id\":\"t\"}"));
	err_set(&e, ERR_REFUSED, "run_id is in use");
	assert_true(str_eqz(request_refused(&arena, &r, 409, NULL, &e, STR("r"), STR("")),
	    "{\"status\":\"error\",\"error\":\"run_id is in use\",\"errors\":[\"run_id is in use\"],\"run_id\":\"r\"}"));
}

static void
answers_fit_what_lambda_carries(void **state)
{
	struct job_issues is = job_issues_in(&arena);
	const struct request r = { .kind = REQUEST_HTTP };

	(void)state;
	for (int i = 0; i < JOB_ISSUES_MAX; i++)
		job_error(&is, "value", STR("orders[9999]"), (struct json_place){ 0 }, "%0200d", i);
	struct str answer = request_refused(&arena, &r, 400, &is, NULL, STR(""), STR(""));
	assert_true(answer.n < 6 * 1024 * 1024);
	assert_true(str_find(answer, STR("there are more than are listed here")) < answer.n);
	assert_true(str_starts(answer, STR("{\"statusCode\":400,")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(every_way_in_is_read, release),
		cmocka_unit_test_teardown(the_request_s_run_id_comes_before_the_message_s, release),
		cmocka_unit_test_teardown(a_request_id_that_is_no_uuid_is_not_used, release),
		cmocka_unit_test_teardown(mistakes_of_the_request_are_said, release),
		cmocka_unit_test_teardown(broken_json_and_base64_have_a_place, release),
		cmocka_unit_test_teardown(events_that_are_none_are_refused, release),
		cmocka_unit_test_teardown(only_post_is_allowed, release),
		cmocka_unit_test_teardown(a_job_over_the_limit_is_413, release),
		cmocka_unit_test_teardown(our_own_continuation_comes_only_directly, release),
		cmocka_unit_test_teardown(a_webhook_s_body_is_left_until_its_signature_is_known, release),
		cmocka_unit_test_teardown(what_has_no_effect_is_a_warning, release),
		cmocka_unit_test_teardown(an_acceptance_has_the_contract_s_shape, release),
		cmocka_unit_test_teardown(a_refusal_lists_all_mistakes, release),
		cmocka_unit_test_teardown(answers_fit_what_lambda_carries, release),
	};

	return RUN(tests);
}
