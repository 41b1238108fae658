/* What callers of init_job and ssm_config are told, over the pure services. */
#include "engine/entry.h"

#include "aws/services.h"
#include "codec/base64.h"
#include "codec/hash.h"
#include "codec/hex.h"
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
	{ "the webhook without a secret", HTTP, "/webhook", NULL, "{\"zen\":\"x\"}", 500,
	    "AWS_EXE_SYS_WEBHOOK_SECRET must be its credential location" },
	{ "no JSON", HTTP, NULL, NULL, "{", 400, "\"status\":\"error\"" },
	{ "several mistakes", HTTP, NULL, NULL, BODY("{\"orders\":[{\"cmds\":[]}]}"), 400, "mistakes, see errors" },
	{ "for hosts", HTTP, NULL, NULL,
	    BODY(JOB(",\"execution_target\":\"ssm\",\"ssm_targets\":{\"instance_ids\":[\"i-0123456789abcdef0\"]}")),
	    200, "\"status\":\"ok\"" },
	{ "code from git", HTTP, NULL, NULL,
	    BODY("{\"username\":\"ann\",\"git_repo\":\"o/r\",\"orders\":[{\"cmds\":[\"true\"],\"timeout\":60" LAMBDA
		 "}]}"),
	    400, "o/r (default branch): GitHub: GET /repos/o/r/tarball: HTTP status 403: it wants a token" },
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
		struct entry entry = { .engine = &sender.engine, .kind = JOB_INIT };
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
	struct entry entry = { .engine = &sender.engine, .kind = JOB_INIT };
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

/* ---- the webhook ---- */

#define LOCATION "/hooks/secret"
#define OLD "first secret"
#define NEW "second secret"

struct hook {
	struct rig rig;
	struct sender sender;
	struct entry entry;
};

static void
hook_open(struct hook *h)
{
	*h = (struct hook){ 0 };
	rig_open(&h->rig);
	sender_open(&h->sender, &h->rig);
	h->entry = (struct entry){ .engine = &h->sender.engine, .kind = JOB_INIT };
	h->sender.engine.config.webhook_secret = STR(LOCATION);
}

static void
hook_close(struct hook *h)
{
	arena_release(&h->entry.gate.arena);
	sender_close(&h->sender);
	rig_close(&h->rig);
}

static void
store_secret(struct hook *h, const char *json)
{
	struct arena a = ARENA_EMPTY;
	struct buf text = buf_in(&a);
	struct ssm_put put = { .name = STR(LOCATION) };
	struct err e;

	base64_encode(&text, str_z(json));
	put.value = buf_str(&text);
	if (ssm_delete_parameter(&h->sender.aws, &a, put.name, &e) < 0 ||
	    ssm_put_parameter(&h->sender.aws, &a, &put, &e) < 0)
		fail_msg("%s", e.msg);
	arena_release(&a);
}

struct delivery {
	const char *body, *signed_for; /* NULL: the body's own signature */
	const char *secret;            /* NULL: no signature */
	const char *event;             /* X-GitHub-Event */
	bool base64;
};

static void
write_signature(struct json_writer *w, struct arena *a, const struct delivery *d)
{
	uint8_t digest[SHA256_LEN];
	struct buf value = buf_in(a);

	hmac_sha256(str_z(d->secret), str_z(d->signed_for ? d->signed_for : d->body), digest);
	buf_addz(&value, "sha256=");
	hex_encode(&value, digest, sizeof(digest));
	json_put_str(w, "x-hub-signature-256", buf_str(&value));
}

/* The HTTP status of the answer; `says` is a part of it. */
static int
deliver(struct hook *h, const struct delivery *d, const char *says)
{
	struct arena a = ARENA_EMPTY;
	struct buf event = buf_in(&a), body = buf_in(&a);
	struct json_writer w = json_writer(&event);
	struct invocation inv = { .arena = &a, .request_id = STR("r"), .deadline_ms = h->rig.now_ms + 300000 };
	struct str answer = STR("");
	struct json j;
	struct err e = { 0 };
	int status;

	if (d->base64)
		base64_encode(&body, str_z(d->body));
	else
		buf_addz(&body, d->body);
	json_object(&w);
	json_put_str(&w, "httpMethod", STR("POST"));
	json_put_str(&w, "path", STR("/webhook"));
	json_put_object(&w, "headers");
	if (d->secret)
		write_signature(&w, &a, d);
	if (d->event)
		json_put_str(&w, "X-GitHub-Event", str_z(d->event));
	json_close(&w);
	json_put_str(&w, "body", buf_str(&body));
	json_put_bool(&w, "isBase64Encoded", d->base64);
	json_close(&w);
	inv.event = buf_str(&event);
	assert_int_equal(entry_handle(&h->entry, &inv, &answer, &e), 0);
	assert_int_equal(json_parse(&a, answer, NULL, &j, NULL, NULL), 0);
	status = (int)json_i64_or(json_get(j, "statusCode"), 0);
	if (str_find(answer, str_z(says)) == answer.n)
		fail_msg(STR_FMT, STR_ARG(answer));
	arena_release(&a);
	return status;
}

#define SIGNED_JOB NAMED(RUN_A, JOB(LAMBDA))

static void
a_job_that_is_signed_is_taken(void **state)
{
	struct hook h;

	(void)state;
	hook_open(&h);
	store_secret(&h, "{\"A\":\"" OLD "\"}");
	assert_int_equal(deliver(&h, &(struct delivery){ SIGNED_JOB, .secret = OLD }, RUN_A), 200);
	assert_int_equal(deliver(&h, &(struct delivery){ SIGNED_JOB, .secret = OLD, .base64 = true }, RUN_A), 200);
	assert_int_equal(deliver(&h, &(struct delivery){ "{\"zen\":1}", .secret = OLD, .event = "ping" }, "ok"), 200);
	assert_int_equal(deliver(&h, &(struct delivery){ "{\"zen\":1}", .secret = OLD }, "job_parameters_b64"), 400);
	assert_int_equal(deliver(&h, &(struct delivery){ "no JSON", .secret = OLD }, "error"), 400);
	hook_close(&h);
}

static void
what_is_not_signed_touches_nothing(void **state)
{
	static const char reencoded[] = "{ \"run_id\": \"" RUN_A "\", \"job_parameters\": " JOB(LAMBDA) " }";
	struct hook h;

	(void)state;
	hook_open(&h);
	store_secret(&h, "{\"A\":\"" OLD "\"}");
	assert_int_equal(deliver(&h, &(struct delivery){ .body = SIGNED_JOB }, "is not signed"), 401);
	assert_int_equal(deliver(&h, &(struct delivery){ SIGNED_JOB, .secret = NEW }, "signature is wrong"), 401);
	assert_int_equal(deliver(&h, &(struct delivery){ SIGNED_JOB, .secret = OLD, .signed_for = reencoded }, "wrong"),
	    401);
	assert_int_equal(deliver(&h, &(struct delivery){ "{\"zen\":1}", .secret = NEW, .event = "ping" }, "wrong"),
	    401);
	assert_int_equal((int)rig_count(&h.rig, STR("")), 0);
	hook_close(&h);
}

static void
two_secrets_are_good_while_one_is_replaced(void **state)
{
	const struct delivery by_old = { SIGNED_JOB, .secret = OLD }, by_new = { SIGNED_JOB, .secret = NEW };
	struct hook h;
	long before;

	(void)state;
	hook_open(&h);
	store_secret(&h, "{\"A\":\"" OLD "\"}");
	assert_int_equal(deliver(&h, &by_old, "ok"), 200);
	store_secret(&h, "{\"A\":\"" OLD "\",\"B\":\"" NEW "\"}");
	/* Kept for a minute, without a call. */
	before = h.rig.calls;
	assert_int_equal(deliver(&h, &by_new, "wrong"), 401);
	assert_int_equal(h.rig.calls - before, 0);
	h.rig.now_ms += 61000;
	assert_int_equal(deliver(&h, &by_old, "ok"), 200);
	assert_int_equal(deliver(&h, &by_new, "ok"), 200);
	store_secret(&h, "{\"B\":\"" NEW "\"}");
	h.rig.now_ms += 61000;
	assert_int_equal(deliver(&h, &by_old, "wrong"), 401);
	assert_int_equal(deliver(&h, &by_new, "ok"), 200);
	hook_close(&h);
}

/* An older secret is not used when the present one cannot be had, and none is as good as one that is empty. */
static void
without_its_secret_the_webhook_is_closed(void **state)
{
	const struct delivery good = { SIGNED_JOB, .secret = OLD };
	struct hook h;

	(void)state;
	hook_open(&h);
	assert_int_equal(deliver(&h, &good, LOCATION), 500);
	store_secret(&h, "{\"A\":\"\"}");
	assert_int_equal(deliver(&h, &(struct delivery){ SIGNED_JOB, .secret = "" }, "it holds no value"), 500);
	store_secret(&h, "{\"A\":\"" OLD "\"}");
	assert_int_equal(deliver(&h, &good, "ok"), 200);
	h.rig.now_ms += 61000;
	h.sender.refuse_from = h.sender.calls + 1;
	h.sender.refuse_to = h.sender.calls + 1000;
	assert_int_equal(deliver(&h, &good, "the webhook's secret"), 503);
	h.sender.refuse_to = 0;
	assert_int_equal(deliver(&h, &good, "ok"), 200);
	h.sender.engine.config.webhook_secret = STR("");
	assert_int_equal(deliver(&h, &good, "no secret is configured"), 500);
	hook_close(&h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(callers_are_told_what_became_of_their_jobs),
		cmocka_unit_test(a_record_that_meets_trouble_is_delivered_again),
		cmocka_unit_test(a_job_that_is_signed_is_taken),
		cmocka_unit_test(what_is_not_signed_touches_nothing),
		cmocka_unit_test(two_secrets_are_good_while_one_is_replaced),
		cmocka_unit_test(without_its_secret_the_webhook_is_closed),
	};

	return RUN(tests);
}
