/*
 * Packing's promises, with the real engine over the pure services: what a run consists of, that every step can be repeated
 * after a death at any call, by two senders at once, and in further invocations, and that what cannot be packed ends the run.
 */
#include "engine/pack.h"

#include <stdlib.h>

#include "aws/dynamodb.h"
#include "aws/s3.h"
#include "aws/services.h"
#include "codec/base64.h"
#include "codec/zip.h"
#include "engine/claim.h"
#include "engine/ids.h"
#include "engine/order_row.h"
#include "engine/run_row.h"
#include "rig.h"
#include "test.h"

#define RUN_ID "11111111-2222-4333-8444-555555555555"

enum { ANSWER_MS = 20000, STOP_MS = 240000, DEATHS_MAX = 400 };

/* ---- jobs ---- */

/* `n` orders of which `more` is what all of them have besides commands and a time-out. */
static struct str
job_text(struct arena *a, size_t n, const char *more)
{
	struct buf b = buf_in(a);

	buf_addz(&b, "{\"username\":\"ann\",\"commands_only\":true,\"job_timeout\":3600,\"orders\":[");
	for (size_t i = 0; i < n; i++)
		buf_printf(&b,
		    "%s{\"order_name\":\"o%zu\",\"cmds\":[\"echo %zu\"],\"timeout\":60,\"execution_target\":\"lambda\"%s}",
		    i ? "," : "", i + 1, i, more);
	buf_addz(&b, "]}");
	return buf_str(&b);
}

struct submit {
	struct sender *by;
	struct arena *arena;
	struct str text;
	const char *trace_id;
	int64_t answer_ms; /* 0: ANSWER_MS */
	int64_t stop_ms;   /* 0: STOP_MS */
	/* what came of it */
	int rc;
	struct packed packed;
	struct job_issues issues;
	struct err err;
};

static void
submit(void *ctx)
{
	struct submit *s = ctx;
	struct job *job = arena_new(s->arena, struct job);
	int64_t now_ms = s->by->rig->now_ms;
	struct pack p = { .job = job,
		.job_json = s->text,
		.run_id = STR(RUN_ID),
		.trace_id = str_z(s->trace_id),
		.entry = JOB_INIT,
		.issues = &s->issues };

	s->issues = job_issues_in(s->arena);
	if (job_parse(s->arena, s->text, JOB_INIT, job, &s->issues) < 0)
		fail_msg("%s", job_issue_text(s->arena, s->issues.errors).p);
	p.flow_id = flow_id(s->arena, job->username, p.trace_id, job->flow_label);
	p.answer_by_ms = now_ms + (s->answer_ms ? s->answer_ms : ANSWER_MS);
	p.stop_by_ms = now_ms + (s->stop_ms ? s->stop_ms : STOP_MS);
	memset(&s->err, 0, sizeof(s->err));
	s->rc = pack_job(&s->by->engine, s->arena, &p, &s->packed, &s->err);
}

/* One sender, one job, and what came of it. */
struct bench {
	struct rig rig;
	struct sender sender;
	struct arena arena;
	struct submit submit;
};

static void
bench_open(struct bench *b, size_t orders, const char *more)
{
	memset(b, 0, sizeof(*b));
	rig_open(&b->rig);
	sender_open(&b->sender, &b->rig);
	b->submit = (struct submit){ .by = &b->sender,
		.arena = &b->arena,
		.text = job_text(&b->arena, orders, more),
		.trace_id = "aaaaaaaa" };
}

static void
bench_close(struct bench *b)
{
	sender_close(&b->sender);
	arena_release(&b->arena);
	rig_close(&b->rig);
}

/* ---- what a run looks like ---- */

static struct run_row
row_of(struct bench *b)
{
	struct sender s;
	struct run_row row;
	struct err e;

	sender_open(&s, &b->rig);
	if (run_row_get(&s.engine, &b->arena, STR(RUN_ID), &row, &e) < 0) {
		row = (struct run_row){ 0 };
		assert_int_equal(e.code, ERR_NOT_FOUND);
	}
	sender_close(&s);
	return row;
}

static size_t
rows_in(struct bench *b, size_t n)
{
	struct order_row *rows = arena_new_n(&b->arena, struct order_row, n);
	unsigned *nums = arena_new_n(&b->arena, unsigned, n);
	struct sender s;
	size_t count = 0;
	struct err e;

	for (size_t i = 0; i < n; i++)
		nums[i] = (unsigned)i + 1;
	sender_open(&s, &b->rig);
	assert_int_equal(order_rows_get(&s.engine, &b->arena, STR(RUN_ID), nums, n, rows, &e), 0);
	sender_close(&s);
	for (size_t i = 0; i < n; i++)
		count += rows[i].num == i + 1;
	return count;
}

static struct json
sealed_of(struct bench *b, unsigned num)
{
	struct str zip = rig_object(&b->rig, &b->arena, key_bundle(&b->arena, STR(RUN_ID), num));
	struct json j;

	assert_true(zip.n > 0);
	assert_int_equal(json_parse(&b->arena, rig_unzip(&b->arena, zip, "secrets.enc.json"), NULL, &j, NULL, NULL), 0);
	return j;
}

static struct str
variable(struct bench *b, unsigned num, const char *name)
{
	return json_str_or(json_get(json_get(sealed_of(b, num), "plain"), name), STR(""));
}

static struct str
parameter(struct bench *b, struct str name)
{
	struct str value = STR("");
	struct sender s;
	struct err e;

	sender_open(&s, &b->rig);
	if (ssm_get_parameter(&s.aws, &b->arena, name, 0, &value, &e) < 0)
		assert_int_equal(e.code, ERR_NOT_FOUND);
	value = arena_str(&b->arena, value);
	sender_close(&s);
	return value;
}

/* Everything is there, and all bundles can be opened with the one key. */
static void
expect_active(const char *name, struct bench *b, size_t n)
{
	struct run_row row = row_of(b);
	struct str key = parameter(b, key_sops(&b->arena, b->rig.names.ssm_prefix, STR(RUN_ID)));
	struct str recipient = row.recipient;

	assert_case(name, row.status == RUN_ACTIVE);
	assert_case(name, row.order_count == n);
	assert_case(name, rows_in(b, n) == n);
	/* AGE-SECRET-KEY-1K<n> is the key of age1k<n>. */
	assert_case(name,
	    recipient.n > 5 && str_eq(str_sub(recipient, 5, recipient.n), str_sub(str_trim(key), 17, key.n)));
	for (unsigned i = 1; i <= n; i++)
		assert_case(name, str_eq(json_str_or(json_get(sealed_of(b, i), "for"), STR("")), recipient));
	assert_case(name, rig_object(&b->rig, &b->arena, key_plan(&b->arena, STR(RUN_ID))).n > 0);
	assert_case(name, rig_count(&b->rig, key_result(&b->arena, STR(RUN_ID), 0, STR(""))) == 1);
	assert_case(name, rig_count(&b->rig, STR("tmp/exec/" RUN_ID "/pending-")) == 0);
}

static void
a_job_becomes_an_active_run(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, 3, ",\"env_vars\":{\"COLOR\":\"red\"}");
	submit(&b.submit);
	assert_int_equal(b.submit.rc, 0);
	assert_int_equal(b.submit.packed.how, PACKED);
	expect_active("three orders", &b, 3);
	assert_true(str_eqz(variable(&b, 2, "COLOR"), "red"));
	assert_true(str_eqz(variable(&b, 2, "CMDS"), "[\"echo 1\"]"));
	assert_true(str_eqz(variable(&b, 2, "ORDER_ID"), "o2"));
	assert_true(str_eqz(variable(&b, 2, "ORDER_NUM"), "0002"));
	assert_true(str_eqz(variable(&b, 2, "RUN_ID"), RUN_ID));
	assert_true(str_eqz(variable(&b, 2, "TRACE_ID"), "aaaaaaaa"));
	assert_true(str_eqz(variable(&b, 2, "FLOW_ID"), "ann:aaaaaaaa-exec"));
	assert_true(str_eqz(variable(&b, 2, "TIMEOUT"), "60"));
	assert_true(
	    str_find(variable(&b, 2, "CALLBACK_URL"), STR("0002/result.json?")) < variable(&b, 2, "CALLBACK_URL").n);
	bench_close(&b);
}

static long
calls_for(size_t orders)
{
	struct bench b;
	long calls;

	bench_open(&b, orders, "");
	submit(&b.submit);
	assert_int_equal(b.submit.packed.how, PACKED);
	calls = b.rig.calls;
	bench_close(&b);
	return calls;
}

static void
an_order_costs_one_upload_and_a_share_of_a_transaction(void **state)
{
	(void)state;
	assert_int_equal(calls_for(450) - calls_for(50), 400 + 400 / 50);
	assert_true(calls_for(50) < 50 + 16);
}

static void
a_repeated_submit_answers_the_same_and_packs_nothing(void **state)
{
	struct bench b;
	long bundles;

	(void)state;
	bench_open(&b, 3, "");
	submit(&b.submit);
	bundles = b.rig.bundles;
	b.submit.trace_id = "bbbbbbbb";
	submit(&b.submit);
	assert_int_equal(b.submit.rc, 0);
	assert_int_equal(b.submit.packed.how, PACKED);
	assert_true(str_eqz(b.submit.packed.trace_id, "aaaaaaaa"));
	assert_true(str_eqz(b.submit.packed.flow_id, "ann:aaaaaaaa-exec"));
	assert_int_equal(b.rig.bundles, bundles);
	bench_close(&b);
}

static void
another_job_under_the_same_run_id_is_a_conflict(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, 3, "");
	submit(&b.submit);
	b.submit.text = job_text(&b.arena, 4, "");
	submit(&b.submit);
	assert_int_equal(b.submit.rc, 0);
	assert_int_equal(b.submit.packed.how, PACK_CONFLICT);
	assert_int_equal(row_of(&b).order_count, 3);
	bench_close(&b);
}

/* ---- deaths ---- */

/* Another sender brings the same job after the first died at its k-th call. False when the first lived. */
static bool
die_and_repeat(int k, bool after, size_t orders)
{
	struct sender second;
	char name[64];
	struct bench b;
	bool died;

	snprintf(name, sizeof(name), "death %s call %d", after ? "after" : "before", k);
	bench_open(&b, orders, "");
	b.sender.die_at = k;
	b.sender.die_after = after;
	submit(&b.submit);
	died = b.sender.dead;
	sender_open(&second, &b.rig);
	b.submit.by = &second;
	b.submit.trace_id = "bbbbbbbb";
	submit(&b.submit);
	assert_case(name, b.submit.rc == 0);
	assert_case(name, b.submit.packed.how == PACKED);
	expect_active(name, &b, orders);
	assert_case(name, str_eq(b.submit.packed.trace_id, row_of(&b).trace_id));
	sender_close(&second);
	bench_close(&b);
	return died;
}

static void
a_death_at_any_call_is_made_good_by_a_repeated_submit(void **state)
{
	(void)state;
	for (int after = 0; after < 2; after++) {
		int k = 1;

		while (die_and_repeat(k, after, 3))
			k++;
		assert_true(k > 10 && k < DEATHS_MAX);
	}
}

/* Two senders die, each at a call of its own; the third brings it to the end. False when both lived. */
static bool
die_twice(int k, int j, int how)
{
	struct sender senders[2];
	char name[64];
	struct bench b;
	bool died = false;

	snprintf(name, sizeof(name), "deaths at calls %d and %d, %d", k, j, how);
	bench_open(&b, 1, "");
	for (int i = 0; i < 2; i++) {
		sender_open(&senders[i], &b.rig);
		senders[i].die_at = i ? j : k;
		senders[i].die_after = how >> i & 1;
		b.submit.by = &senders[i];
		submit(&b.submit);
		died = died || senders[i].dead;
		sender_close(&senders[i]);
	}
	b.submit.by = &b.sender;
	submit(&b.submit);
	assert_case(name, b.submit.rc == 0 && b.submit.packed.how == PACKED);
	expect_active(name, &b, 1);
	bench_close(&b);
	return died;
}

static void
two_deaths_are_made_good_too(void **state)
{
	(void)state;
	for (int how = 0; how < 4; how++)
		for (int k = 1; die_twice(k, 0, how); k++)
			for (int j = 1; j < 16; j++)
				die_twice(k, j, how);
}

/* A sender dies in the middle of the other's work. False when it lived, or never came. */
static bool
die_between(int k, int j, bool after)
{
	struct sender second;
	struct submit other;
	char name[64];
	struct bench b;
	bool died;

	snprintf(name, sizeof(name), "death at call %d between, at call %d", j, k);
	bench_open(&b, 1, "");
	sender_open(&second, &b.rig);
	second.die_at = j;
	second.die_after = after;
	other = b.submit;
	other.by = &second;
	b.sender.interrupt_at = k;
	b.sender.interrupt = submit;
	b.sender.ctx = &other;
	submit(&b.submit);
	died = second.dead;
	assert_case(name, b.submit.rc == 0 && b.submit.packed.how == PACKED);
	expect_active(name, &b, 1);
	sender_close(&second);
	bench_close(&b);
	return died;
}

static void
a_sender_that_dies_beside_another_does_no_harm(void **state)
{
	(void)state;
	for (int after = 0; after < 2; after++)
		for (int k = 1; die_between(k, 1, after); k++)
			for (int j = 2; die_between(k, j, after); j++)
				;
}

/* Longer than the retries of one call. */
static void
refusals_that_pass_are_waited_out(void **state)
{
	struct bench b;

	(void)state;
	for (int k = 6; k < 13; k++) {
		bench_open(&b, 10, ",\"ssm_paths\":[\"/team/db\"]");
		cloud_put_parameter(b.rig.cloud, b.rig.now_ms, STR("/team/db"), STR("e30="));
		b.sender.refuse_from = k;
		b.sender.refuse_to = k + 5;
		submit(&b.submit);
		assert_int_equal(b.submit.rc, 0);
		assert_int_equal(b.submit.packed.how, PACKED);
		expect_active("refusals", &b, 10);
		bench_close(&b);
	}
}

static void
packed_orders_are_not_packed_again(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, 130, "");
	/* Two groups of rows are in, and some bundles of the third are up. */
	b.sender.die_at = 120;
	submit(&b.submit);
	assert_true(b.sender.dead);
	assert_int_equal(rows_in(&b, 130), 100);
	sender_close(&b.sender);
	sender_open(&b.sender, &b.rig);
	b.rig.bundles = 0;
	submit(&b.submit);
	assert_int_equal(b.rig.bundles, 30);
	expect_active("130", &b, 130);
	bench_close(&b);
}

/* ---- two senders ---- */

static bool
meet(int k, const char *first_trace, struct str second_text, enum pack_how want)
{
	struct sender second;
	struct submit other;
	char name[64];
	struct bench b;
	bool met;

	snprintf(name, sizeof(name), "another sender at call %d", k);
	bench_open(&b, 3, "");
	sender_open(&second, &b.rig);
	other = b.submit;
	other.by = &second;
	other.trace_id = "bbbbbbbb";
	if (second_text.n)
		other.text = second_text;
	b.submit.trace_id = first_trace;
	b.sender.interrupt_at = k;
	b.sender.interrupt = submit;
	b.sender.ctx = &other;
	submit(&b.submit);
	met = b.sender.calls >= k;
	assert_case(name, b.submit.rc == 0);
	assert_case(name, b.submit.packed.how == (k == 1 && want == PACK_CONFLICT && met ? PACK_CONFLICT : PACKED));
	if (met && want == PACKED) {
		assert_case(name, other.rc == 0 && other.packed.how == PACKED);
		assert_case(name, str_eq(other.packed.trace_id, b.submit.packed.trace_id));
		expect_active(name, &b, 3);
	}
	if (met && want == PACK_CONFLICT && k > 1)
		assert_case(name, other.rc == 0 && other.packed.how == PACK_CONFLICT);
	sender_close(&second);
	bench_close(&b);
	return met;
}

static void
two_senders_of_one_job_make_one_run(void **state)
{
	int k = 1;

	(void)state;
	while (meet(k, "aaaaaaaa", STR(""), PACKED))
		k++;
	assert_true(k > 10 && k < DEATHS_MAX);
}

static void
two_jobs_of_one_run_id_make_one_run(void **state)
{
	struct arena a = ARENA_EMPTY;
	struct str other = job_text(&a, 3, ",\"env_vars\":{\"X\":\"1\"}");
	int k = 1;

	(void)state;
	while (meet(k, "aaaaaaaa", other, PACK_CONFLICT))
		k++;
	assert_true(k > 10 && k < DEATHS_MAX);
	arena_release(&a);
}

/* ---- going on elsewhere ---- */

/* Delivers the continuation, again while it fails, as Lambda does. */
static int
deliver(struct bench *b, struct sender *s)
{
	struct str event = arena_str(&b->arena, b->rig.continuation);
	struct err e = { 0 };

	return pack_continue(&s->engine, &b->arena, event, b->rig.now_ms + STOP_MS, &e);
}

static void
what_does_not_fit_goes_on_in_another_invocation(void **state)
{
	struct sender next;
	struct bench b;

	(void)state;
	bench_open(&b, 300, ",\"env_vars\":{\"HUSH\":\"tango-secret\"}");
	b.rig.call_ms = 100;
	submit(&b.submit);
	assert_int_equal(b.submit.rc, 0);
	assert_int_equal(b.submit.packed.how, PACK_CONTINUES);
	assert_int_equal(row_of(&b).status, RUN_PACKING);
	assert_int_equal(rig_count(&b.rig, STR("tmp/exec/" RUN_ID "/pending-")), 1);
	assert_true(str_find(b.rig.continuation, STR("tango-secret")) == b.rig.continuation.n);
	sender_open(&next, &b.rig);
	assert_int_equal(deliver(&b, &next), 0);
	expect_active("300", &b, 300);
	assert_true(b.rig.bundles < 300 + 50);
	sender_close(&next);
	bench_close(&b);
}

static void
the_waiting_job_is_sealed(void **state)
{
	struct json event, key, object;
	struct bench b;
	struct str sealed;

	(void)state;
	bench_open(&b, 300, ",\"env_vars\":{\"HUSH\":\"tango-secret\"}");
	b.rig.call_ms = 100;
	submit(&b.submit);
	assert_int_equal(json_parse(&b.arena, b.rig.continuation, NULL, &event, NULL, NULL), 0);
	key = json_get(json_get(event, "continue"), "key");
	object = json_get(json_get(event, "continue"), "object");
	assert_int_equal(json_str_or(key, STR("")).n, 64);
	sealed = rig_object(&b.rig, &b.arena, json_str_or(object, STR("")));
	assert_true(sealed.n > b.submit.text.n);
	assert_true(str_find(sealed, STR("tango-secret")) == sealed.n);
	assert_true(str_find(sealed, STR("orders")) == sealed.n);
	bench_close(&b);
}

static bool
die_while_going_on(int k, bool after)
{
	struct sender next;
	char name[64];
	struct bench b;
	bool died;

	snprintf(name, sizeof(name), "death %s call %d of a continuation", after ? "after" : "before", k);
	bench_open(&b, 8, "");
	b.rig.call_ms = 1500;
	submit(&b.submit);
	assert_case(name, b.submit.packed.how == PACK_CONTINUES);
	sender_open(&next, &b.rig);
	next.die_at = k;
	next.die_after = after;
	deliver(&b, &next);
	died = next.dead;
	sender_close(&next);
	sender_open(&next, &b.rig);
	assert_case(name, deliver(&b, &next) == 0);
	expect_active(name, &b, 8);
	sender_close(&next);
	bench_close(&b);
	return died;
}

static void
a_continuation_that_dies_is_delivered_again(void **state)
{
	(void)state;
	for (int after = 0; after < 2; after++) {
		int k = 1;

		while (die_while_going_on(k, after))
			k++;
		assert_true(k > 10 && k < DEATHS_MAX);
	}
}

static void
short_invocations_come_to_the_end_together(void **state)
{
	struct bench b;
	int rounds = 0;

	(void)state;
	bench_open(&b, 300, "");
	b.rig.call_ms = 100;
	b.submit.answer_ms = b.submit.stop_ms = 3000;
	submit(&b.submit);
	while (row_of(&b).status == RUN_PACKING && rounds++ < 100) {
		struct str event = arena_str(&b.arena, b.rig.continuation);
		struct sender next;
		struct err e;

		b.rig.call_ms = 100;
		sender_open(&next, &b.rig);
		assert_int_equal(pack_continue(&next.engine, &b.arena, event, b.rig.now_ms + 3000, &e), 0);
		sender_close(&next);
		b.rig.call_ms = 0;
	}
	assert_true(rounds > 5);
	expect_active("300", &b, 300);
	bench_close(&b);
}

/* ---- what ends a packing ---- */

static void
expect_ended(const char *name, struct bench *b, const char *reason)
{
	struct run_row row = row_of(b);

	assert_case(name, row.status == RUN_PACKING && row.fence == 1);
	if (str_find(row.packing_failure, str_z(reason)) == row.packing_failure.n)
		fail_msg("%s: \"" STR_FMT "\" does not say \"%s\"", name, STR_ARG(row.packing_failure), reason);
	assert_case(name, rig_count(&b->rig, key_result(&b->arena, STR(RUN_ID), 0, STR(""))) == 1);
}

static void
a_missing_credential_ends_the_run_and_names_order_and_path(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, 3, ",\"ssm_paths\":[\"/team/absent\"]");
	submit(&b.submit);
	assert_int_equal(b.submit.rc, -1);
	assert_int_equal(b.submit.err.code, ERR_NOT_FOUND);
	assert_non_null(strstr(b.submit.err.msg, "orders[0] (o1)"));
	assert_non_null(strstr(b.submit.err.msg, "/team/absent"));
	assert_int_equal(b.submit.issues.error_count, 3);
	expect_ended("missing", &b, "orders[0] (o1)");
	/* Nothing more becomes of it, whoever comes again. */
	submit(&b.submit);
	assert_int_equal(b.submit.rc, 0);
	assert_int_equal(b.submit.packed.how, PACK_ENDED);
	bench_close(&b);
}

static void
credentials_are_fetched_once_and_later_ones_win(void **state)
{
	struct buf pairs = { 0 };
	long before = calls_for(20);
	struct str zip, sources;
	struct bench b;

	(void)state;
	bench_open(&b, 20,
	    ",\"env_vars\":{\"A\":\"env\",\"B\":\"env\",\"C\":\"env\"},\"ssm_paths\":[\"/team/db\"],"
	    "\"secret_manager_paths\":[\"aws:::secretd:prod/api-token\",\"aws:::secretd:prod/more\"]");
	pairs = buf_in(&b.arena);
	base64_encode(&pairs, STR("{\"B\":\"ssm\",\"C\":\"ssm\",\"RUN_ID\":\"mine\"}"));
	cloud_put_parameter(b.rig.cloud, b.rig.now_ms, STR("/team/db"), buf_str(&pairs));
	cloud_put_secret(b.rig.cloud, b.rig.now_ms, STR("prod/api-token"), STR("tango"));
	cloud_put_secret(b.rig.cloud, b.rig.now_ms, STR("prod/more"), STR("{\"C\":7,\"D\":true}"));
	submit(&b.submit);
	assert_int_equal(b.submit.rc, 0);
	assert_int_equal(b.rig.calls - before, 3);
	assert_true(str_eqz(variable(&b, 20, "A"), "env"));
	assert_true(str_eqz(variable(&b, 20, "B"), "ssm"));
	assert_true(str_eqz(variable(&b, 20, "C"), "7"));
	assert_true(str_eqz(variable(&b, 20, "D"), "true"));
	assert_true(str_eqz(variable(&b, 20, "API_TOKEN"), "tango"));
	assert_true(str_eqz(variable(&b, 20, "RUN_ID"), RUN_ID));
	zip = rig_object(&b.rig, &b.arena, key_bundle(&b.arena, STR(RUN_ID), 20));
	sources = rig_unzip(&b.arena, zip, "secrets.src");
	assert_true(str_find(sources, STR("\tB C\n")) < sources.n);
	assert_true(str_find(sources, STR("aws:::secretd:prod/api-token\tAPI_TOKEN\n")) < sources.n);
	assert_true(str_find(sources, STR("aws:::secretd:prod/more\tC D\n")) < sources.n);
	bench_close(&b);
}

struct wisher {
	struct rig *rig;
	struct arena *arena;
};

/* Half a minute passes, in which somebody wishes the run to end. */
static void
wish(void *ctx)
{
	struct wisher *me = ctx;
	struct result end = { .status = STATE_FAILED,
		.failure_reason = STR("cancelled"),
		.message = STR("ann did"),
		.by = STR("ann") };
	struct sender s;
	struct err e;

	sender_open(&s, me->rig);
	if (end_wish_put(&s.engine, me->arena, STR(RUN_ID), &end, &e) < 0)
		fail_msg("%s", e.msg);
	sender_close(&s);
	me->rig->now_ms += PACKING_RENEW_MS;
}

static void
an_end_wish_ends_the_packing(void **state)
{
	struct bench b;
	struct wisher wisher;

	(void)state;
	bench_open(&b, 30, "");
	wisher = (struct wisher){ &b.rig, &b.arena };
	b.sender.interrupt_at = 12;
	b.sender.interrupt = wish;
	b.sender.ctx = &wisher;
	b.submit.answer_ms = STOP_MS;
	submit(&b.submit);
	assert_int_equal(b.submit.rc, 0);
	assert_int_equal(b.submit.packed.how, PACK_ENDED);
	assert_true(b.rig.bundles < 30);
	expect_ended("wish", &b, "cancelled: ann did");
	bench_close(&b);
}

static void
the_deadline_ends_the_packing(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, 30, "");
	b.rig.call_ms = 200000;
	b.submit.answer_ms = b.submit.stop_ms = 5000000;
	submit(&b.submit);
	assert_int_equal(b.submit.packed.how, PACK_ENDED);
	expect_ended("deadline", &b, "deadline");
	bench_close(&b);
}

static void
where_nobody_can_go_on_the_packing_ends_with_the_reason(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, 30, "");
	b.sender.engine.self = STR("");
	b.rig.call_ms = 1000;
	b.submit.answer_ms = b.submit.stop_ms = 20000;
	submit(&b.submit);
	assert_int_equal(b.submit.rc, -1);
	expect_ended("no function", &b, "packing did not end in time");
	bench_close(&b);
}

/* ---- a run_id that was used before ---- */

static void
a_run_id_whose_watchdog_is_over_is_a_conflict_and_leaves_no_row(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, 3, "");
	b.rig.watchdogs_end = true;
	submit(&b.submit);
	assert_int_equal(b.submit.packed.how, PACKED);
	/* A day later the row has expired; here it is taken away. */
	{
		struct str pk = arena_printf(&b.arena, "lock:" RUN_ID), body;
		struct json answer;
		struct err e;

		body = arena_printf(&b.arena,
		    "{\"TableName\":\"" STR_FMT "\",\"Key\":{\"pk\":{\"S\":\"" STR_FMT "\"}}}",
		    STR_ARG(b.rig.names.locks_table), STR_ARG(pk));
		assert_int_equal(ddb_call(&b.sender.aws, &b.arena, "DeleteItem", body, &answer, NULL, &e), 0);
	}
	b.submit.text = job_text(&b.arena, 2, "");
	submit(&b.submit);
	assert_int_equal(b.submit.rc, 0);
	assert_int_equal(b.submit.packed.how, PACK_CONFLICT);
	assert_int_equal(row_of(&b).order_count, 0);
	bench_close(&b);
}

static void
a_run_id_that_is_done_is_a_conflict_and_leaves_no_row(void **state)
{
	struct bench b;
	struct err e;

	(void)state;
	bench_open(&b, 3, "");
	assert_int_equal(cloud_put_object(b.rig.cloud, b.rig.now_ms, b.rig.names.done_bucket, STR(RUN_ID "/done"),
			     STR("{}"), &e),
	    0);
	submit(&b.submit);
	assert_int_equal(b.submit.rc, 0);
	assert_int_equal(b.submit.packed.how, PACK_CONFLICT);
	assert_int_equal(row_of(&b).order_count, 0);
	bench_close(&b);
}

/* ---- code ---- */

static int
add_memory(void *ctx, const void *p, size_t n, struct err *e)
{
	(void)e;
	buf_add(ctx, (struct str){ p, n });
	return 0;
}

static void
put_code(struct bench *b, const char *key)
{
	struct buf zip = buf_in(&b->arena);
	struct zip_writer w;
	struct err e;

	zip_writer_open(&w, &b->arena, &(struct zip_sink){ add_memory, &zip }, 0);
	zip_add(&w, STR("README"), 0644, STR("all of it"), &e);
	zip_add(&w, STR("infra/net/main.tf"), 0640, STR("resource"), &e);
	zip_add(&w, STR("infra/run.sh"), 0755, STR("#!/bin/sh"), &e);
	zip_add_symlink(&w, STR("infra/net/link"), STR("../run.sh"), &e);
	assert_int_equal(zip_writer_close(&w, &e), 0);
	assert_int_equal(cloud_put_object(b->rig.cloud, b->rig.now_ms, b->rig.names.internal_bucket, str_z(key),
			     buf_str(&zip), &e),
	    0);
}

static const struct {
	const char *name, *folder;
	const char *there, *content; /* a file of the bundle */
	const char *refused;         /* or the end of the error */
} codes[] = {
	{ "all of it", "", "code/infra/net/main.tf", "resource", NULL },
	{ "a folder", "infra", "code/net/main.tf", "resource", NULL },
	{ "a link out of the folder", "infra/net", NULL, NULL, "link" },
	{ "no such folder", "infra/absent", NULL, NULL, "has no folder infra/absent" },
	{ "a file for a folder", "README", NULL, NULL, "README is a file" },
	{ "half a name", "inf", NULL, NULL, "has no folder inf" },
};

static void
code_comes_from_the_archive_and_its_folder(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(codes); i++) {
		const char *folder = codes[i].folder;
		struct bench b;

		bench_open(&b, 3, "");
		b.submit.text = job_text(&b.arena, 3,
		    arena_printf(&b.arena, ",\"s3_location\":\"s3://" STR_FMT "/code.zip\"%s%s%s",
			STR_ARG(b.rig.names.internal_bucket), *folder ? ",\"git_folder\":\"" : "", folder,
			*folder ? "\"" : "")
			.p);
		put_code(&b, "code.zip");
		submit(&b.submit);
		if (codes[i].refused) {
			assert_case(codes[i].name, b.submit.rc == -1);
			if (!strstr(b.submit.err.msg, codes[i].refused))
				fail_msg("%s: %s", codes[i].name, b.submit.err.msg);
			expect_ended(codes[i].name, &b, "orders[0] (o1)");
		} else {
			struct str zip = rig_object(&b.rig, &b.arena, key_bundle(&b.arena, STR(RUN_ID), 3));

			assert_case(codes[i].name, b.submit.rc == 0);
			assert_true(str_eqz(rig_unzip(&b.arena, zip, codes[i].there), codes[i].content));
		}
		bench_close(&b);
	}
}

static void
what_this_version_does_not_pack_is_said_before_there_is_a_run(void **state)
{
	static const struct {
		const char *more, *want;
	} cases[] = {
		{ "\"execution_target\":\"ssm\",\"ssm_targets\":{\"instance_ids\":[\"i-0123456789abcdef0\"]}",
		    "ssm is not available" },
		{ "\"execution_target\":\"lambda\",\"git_repo\":\"o/r\"", "give s3_location" },
		{ "\"execution_target\":\"lambda\",\"s3_location\":\"s3://bucket/k.zip\",\"env_vars\":{\"sops\":\"x\"}",
		    "sops keeps" },
	};
	struct arena a = ARENA_EMPTY;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str text = arena_printf(&a,
		    "{\"username\":\"ann\",\"orders\":[{\"cmds\":[\"true\"],\"timeout\":60,"
		    "\"order_name\":\"x\",%s}]}",
		    cases[i].more);
		struct job_issues is = job_issues_in(&a);
		struct job job;

		if (job_parse(&a, text, JOB_INIT, &job, &is) < 0 && i != 0)
			fail_msg("%s", job_issue_text(&a, is.errors).p);
		if (is.error_count)
			continue;
		assert_case(cases[i].want, pack_check(&job, &is) == -1);
		if (!strstr(job_issue_text(&a, is.errors).p, cases[i].want))
			fail_msg("%s", job_issue_text(&a, is.errors).p);
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_job_becomes_an_active_run),
		cmocka_unit_test(an_order_costs_one_upload_and_a_share_of_a_transaction),
		cmocka_unit_test(a_repeated_submit_answers_the_same_and_packs_nothing),
		cmocka_unit_test(another_job_under_the_same_run_id_is_a_conflict),
		cmocka_unit_test(a_death_at_any_call_is_made_good_by_a_repeated_submit),
		cmocka_unit_test(two_deaths_are_made_good_too),
		cmocka_unit_test(a_sender_that_dies_beside_another_does_no_harm),
		cmocka_unit_test(refusals_that_pass_are_waited_out),
		cmocka_unit_test(packed_orders_are_not_packed_again),
		cmocka_unit_test(two_senders_of_one_job_make_one_run),
		cmocka_unit_test(two_jobs_of_one_run_id_make_one_run),
		cmocka_unit_test(what_does_not_fit_goes_on_in_another_invocation),
		cmocka_unit_test(the_waiting_job_is_sealed),
		cmocka_unit_test(a_continuation_that_dies_is_delivered_again),
		cmocka_unit_test(short_invocations_come_to_the_end_together),
		cmocka_unit_test(a_missing_credential_ends_the_run_and_names_order_and_path),
		cmocka_unit_test(credentials_are_fetched_once_and_later_ones_win),
		cmocka_unit_test(an_end_wish_ends_the_packing),
		cmocka_unit_test(the_deadline_ends_the_packing),
		cmocka_unit_test(where_nobody_can_go_on_the_packing_ends_with_the_reason),
		cmocka_unit_test(a_run_id_whose_watchdog_is_over_is_a_conflict_and_leaves_no_row),
		cmocka_unit_test(a_run_id_that_is_done_is_a_conflict_and_leaves_no_row),
		cmocka_unit_test(code_comes_from_the_archive_and_its_folder),
		cmocka_unit_test(what_this_version_does_not_pack_is_said_before_there_is_a_run),
	};

	return RUN(tests);
}
