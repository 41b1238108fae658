/* What callers of init_job and ssm_config are told, over the pure services. */
#include "engine/entry.h"

#include "codec/base64.h"
#include "engine/ids.h"
#include "rig.h"
#include "test.h"

#define RUN_A "11111111-2222-4333-8444-555555555555"
#define RUN_B "99999999-2222-4333-8444-555555555555"

#define JOB(more) \
	"{\"username\":\"ann\",\"commands_only\":true,\"orders\":[{\"cmds\":[\"true\"],\"timeout\":60" more "}]}"
#define LAMBDA ",\"execution_target\":\"lambda\""
#define BODY(job) "{\"job_parameters\":" job "}"
#define NAMED(id, job) "{\"run_id\":\"" id "\",\"job_parameters\":" job "}"

enum form { DIRECT, HTTP, SNS };

struct call {
	const char *name;
	enum form form;
	const char *path, *method; /* of HTTP; NULL: /init, POST */
	const char *body;
	int status;       /* of HTTP */
	const char *says; /* a part of the answer */
};

static const struct call calls[] = {
	{ "a job over HTTP", HTTP, NULL, NULL, NAMED(RUN_A, JOB(LAMBDA)), 200, "\"run_id\":\"" RUN_A "\"" },
	{ "the same again", HTTP, NULL, NULL, NAMED(RUN_A, JOB(LAMBDA)), 200, "\"status\":\"ok\"" },
	{ "another under its run_id", HTTP, NULL, NULL, NAMED(RUN_A, JOB(LAMBDA ",\"order_name\":\"other\"")), 409,
	    "run_id " RUN_A " belongs to another job" },
	{ "invoked directly", DIRECT, NULL, NULL, NAMED(RUN_B, JOB(LAMBDA)), 0, "s3://" },
	{ "the id of the request", DIRECT, NULL, NULL, BODY(JOB(LAMBDA)), 0,
	    "\"run_id\":\"00000000-1111-4222-8333-444444444444\"" },
	{ "the id of the message", SNS, NULL, NULL, BODY(JOB(LAMBDA)), 0,
	    "\"run_id\":\"aaaaaaaa-1111-4222-8333-444444444444\"" },
	{ "GET", HTTP, NULL, "GET", "", 405, "method" },
	{ "the webhook", HTTP, "/webhook", NULL, "{\"zen\":\"x\"}", 404, "/webhook is not served by this version" },
	{ "no JSON", HTTP, NULL, NULL, "{", 400, "\"status\":\"error\"" },
	{ "several mistakes", HTTP, NULL, NULL, BODY("{\"orders\":[{\"cmds\":[]}]}"), 400, "mistakes, see errors" },
	{ "for hosts", HTTP, NULL, NULL,
	    BODY(JOB(",\"execution_target\":\"ssm\",\"ssm_targets\":{\"instance_ids\":[\"i-0123456789abcdef0\"]}")),
	    400, "execution_target ssm is not available in this version" },
	{ "code from git", HTTP, NULL, NULL,
	    BODY("{\"username\":\"ann\",\"git_repo\":\"o/r\",\"orders\":[{\"cmds\":[\"true\"],\"timeout\":60" LAMBDA
		 "}]}"),
	    400, "code from git is not available in this version; give s3_location" },
	{ "a credential that is not there", HTTP, NULL, NULL, BODY(JOB(LAMBDA ",\"ssm_paths\":[\"/absent\"]")), 400,
	    "/absent" },
	{ "code that is not there", HTTP, NULL, NULL, BODY(JOB(LAMBDA ",\"s3_location\":\"s3://rig-code/absent.zip\"")),
	    400, "s3://rig-code/absent.zip" },
};

static struct str
event_of(struct arena *a, const struct call *c)
{
	struct buf out = buf_in(a);
	struct json_writer w = json_writer(&out);

	if (c->form == DIRECT)
		return str_z(c->body);
	json_object(&w);
	if (c->form == SNS) {
		json_put_array(&w, "Records");
		json_object(&w);
		json_put_object(&w, "Sns");
		json_put_str(&w, "MessageId", STR("aaaaaaaa-1111-4222-8333-444444444444"));
		json_put_str(&w, "Message", str_z(c->body));
		json_close(&w);
		json_close(&w);
		json_close(&w);
	} else {
		json_put_str(&w, "httpMethod", str_z(c->method ? c->method : "POST"));
		json_put_str(&w, "path", str_z(c->path ? c->path : "/init"));
		json_put_str(&w, "body", str_z(c->body));
	}
	json_close(&w);
	return buf_str(&out);
}

static void
check_answer(struct arena *a, const struct call *c, struct str answer)
{
	struct json j, wrapped;

	assert_case(c->name, json_parse(a, answer, NULL, &j, NULL, NULL) == 0);
	if (c->form == HTTP) {
		if (json_i64_or(json_get(j, "statusCode"), 0) != c->status)
			fail_msg("%s: " STR_FMT, c->name, STR_ARG(answer));
		answer = json_str_or(json_get(j, "body"), STR(""));
		assert_case(c->name, json_parse(a, answer, NULL, &wrapped, NULL, NULL) == 0);
	}
	if (str_find(answer, str_z(c->says)) == answer.n)
		fail_msg("%s: " STR_FMT, c->name, STR_ARG(answer));
}

static void
callers_are_told_what_became_of_their_jobs(void **state)
{
	struct sender sender;
	struct rig rig;

	(void)state;
	rig_open(&rig);
	sender_open(&sender, &rig);
	for (size_t i = 0; i < COUNT(calls); i++) {
		struct entry entry = { &sender.engine, JOB_INIT };
		struct arena a = ARENA_EMPTY;
		struct invocation inv = { .arena = &a,
			.request_id = i == 4 ? STR("00000000-1111-4222-8333-444444444444") : STR("r"),
			.event = event_of(&a, &calls[i]),
			.deadline_ms = rig.now_ms + 300000 };
		struct str answer = STR("");
		struct err e = { 0 };

		if (entry_handle(&entry, &inv, &answer, &e) < 0)
			fail_msg("%s: %s", calls[i].name, e.msg);
		check_answer(&a, &calls[i], answer);
		arena_release(&a);
	}
	sender_close(&sender);
	rig_close(&rig);
}

/* Nobody reads the answer to an SNS record: an error of AWS's brings the record again. */
static void
a_record_that_meets_trouble_is_delivered_again(void **state)
{
	struct call call = { "SNS", SNS, NULL, NULL, BODY(JOB(LAMBDA)), 0, "\"status\":\"ok\"" };
	struct sender sender;
	struct arena a = ARENA_EMPTY;
	struct rig rig;
	struct entry entry = { &sender.engine, JOB_INIT };
	struct invocation inv = { .arena = &a, .request_id = STR("r") };
	struct str answer;
	struct err e = { 0 };

	(void)state;
	rig_open(&rig);
	sender_open(&sender, &rig);
	inv.event = event_of(&a, &call);
	inv.deadline_ms = rig.now_ms + 300000;
	sender.refuse_from = 1;
	sender.refuse_to = 1000;
	assert_int_equal(entry_handle(&entry, &inv, &answer, &e), -1);
	sender.refuse_to = 0;
	assert_int_equal(entry_handle(&entry, &inv, &answer, &e), 0);
	check_answer(&a, &call, answer);
	sender_close(&sender);
	arena_release(&a);
	rig_close(&rig);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(callers_are_told_what_became_of_their_jobs),
		cmocka_unit_test(a_record_that_meets_trouble_is_delivered_again),
	};

	return RUN(tests);
}
