/* Whatever strangers put into the bucket, a run goes on and ends: what AWS would refuse is made to fit, or left out. */
#include "pack_bench.h"

#include "aws/dynamodb.h"
#include "aws/s3.h"
#include "engine/claim.h"
#include "engine/ids.h"
#include "engine/order_row.h"
#include "engine/run.h"
#include "engine/watch.h"
#include "test.h"

#define RUN_ID STR(BENCH_RUN)

static struct run_cache cache;

static void
put(struct bench *b, struct str key, struct str body)
{
	struct s3_put put = S3_PUT;
	struct err e;

	put.bucket = b->sender.engine.config.internal_bucket;
	put.key = key;
	put.body = body;
	if (s3_put(&b->sender.aws, &b->arena, &put, NULL, &e) < 0)
		fail_msg("%s", e.msg);
}

static int
tell(struct bench *b, const unsigned *nums, size_t n, struct err *e)
{
	*e = (struct err){ 0 };
	return run_handle(&b->sender.engine, &cache, &b->arena, RUN_ID, nums, n, STR("test"), b->rig.now_ms + 600000,
	    e);
}

static void
must_tell(struct bench *b, unsigned num)
{
	struct err e;

	if (tell(b, &num, 1, &e) < 0)
		fail_msg("order %u: %s", num, e.msg);
}

/* As another function, which has kept nothing, sees the run. */
static void
forget(void)
{
	arena_release(&cache.arena);
	cache = (struct run_cache){ 0 };
}

/* A job of n orders on Lambda, all of them started. */
static void
open_running(struct bench *b, size_t n)
{
	forget();
	bench_open(b, n, "");
	submit(&b->submit);
	assert_int_equal(b->submit.packed.how, PACKED);
	must_tell(b, 0);
}

static void
close_running(struct bench *b)
{
	forget();
	bench_close(b);
}

static struct order_row
order(struct bench *b, unsigned num)
{
	struct order_row row;
	struct err e;

	assert_int_equal(order_rows_get(&b->sender.engine, &b->arena, RUN_ID, &num, 1, &row, &e), 0);
	return row;
}

static struct str
done(struct bench *b)
{
	struct s3_object object;
	struct err e;

	if (s3_get(&b->sender.aws, &b->arena, b->sender.engine.config.done_bucket, key_done(&b->arena, RUN_ID), 65536,
		&object, &e) < 0)
		return STR("");
	return object.body;
}

static struct str
repeated(struct arena *a, const char *piece, size_t times)
{
	struct buf b = buf_in(a);

	for (size_t i = 0; i < times; i++)
		buf_addz(&b, piece);
	return buf_str(&b);
}

/* %s is as many of `piece` as `times` says. */
static const struct {
	const char *name, *text, *piece;
	size_t times;
	enum state want;
} results[] = {
	{ "a type too long for a key", "{\"status\":\"succeeded\",\"events\":[{\"event_type\":\"%s\"}]}", "t", 5000,
	    STATE_SUCCEEDED },
	{ "a type of odd characters", "{\"status\":\"succeeded\",\"events\":[{\"event_type\":\"%s\"}]}",
	    "\\ud800:\\u0001", 40, STATE_SUCCEEDED },
	{ "an empty type", "{\"status\":\"succeeded\",\"events\":[{\"event_type\":\"%s\"}]}", "", 0, STATE_SUCCEEDED },
	{ "a number of too many digits", "{\"status\":\"succeeded\",\"events\":[{\"data\":{\"pi\":3.%s}}]}", "14159265",
	    6, STATE_SUCCEEDED },
	{ "a number too large", "{\"status\":\"succeeded\",\"events\":[{\"data\":{\"n\":1e%s}}]}", "9", 3,
	    STATE_SUCCEEDED },
	{ "a number too small", "{\"status\":\"succeeded\",\"events\":[{\"data\":{\"n\":-1E-%s}}]}", "9", 30,
	    STATE_SUCCEEDED },
	{ "deep data", "{\"status\":\"succeeded\",\"events\":[{\"data\":{\"d\":%s}}]}", "{\"d\":[", 0,
	    STATE_SUCCEEDED },
	{ "large data", "{\"status\":\"succeeded\",\"events\":[{\"data\":{\"d\":\"%s\"}}]}", "12345678", 60000,
	    STATE_SUCCEEDED },
	{ "large status", "{\"status\":\"succeeded\",\"events\":[{\"status\":\"%s\"}]}", "12345678", 60000,
	    STATE_SUCCEEDED },
	{ "keys that are empty or twice",
	    "{\"status\":\"succeeded\",\"events\":[{\"data\":{\"\":1,\"a\":1,\"a\":2%s}}]}", "", 0, STATE_SUCCEEDED },
	{ "events that are none", "{\"status\":\"succeeded\",\"events\":[null,7,\"x\",[],{\"data\":[]}%s]}", ",{}", 300,
	    STATE_SUCCEEDED },
	{ "a long reason", "{\"status\":\"failed\",\"failure_reason\":\"%s\"}", "reason ", 100000, STATE_FAILED },
	{ "a long message", "{\"status\":\"timed_out\",\"failure_reason\":\"x\",\"message\":\"%s\"}", "\\u00e9", 200000,
	    STATE_TIMED_OUT },
	{ "a long location", "{\"status\":\"failed\",\"log_location\":\"s3://%s\"}", "b/", 250000, STATE_FAILED },
	{ "odd times and codes",
	    "{\"status\":\"failed\",\"exit_code\":1e99,\"started_at\":-1e999,\"finished_at\":9223372036854775807%s}",
	    "", 0, STATE_FAILED },
	{ "no JSON", "%s", "[", 1000, STATE_FAILED },
	{ "an unknown status", "{\"status\":\"%s\"}", "running", 10000, STATE_FAILED },
};

static void
an_order_ends_whatever_its_result_holds(void **state)
{
	struct bench b;

	(void)state;
	open_running(&b, COUNT(results));
	for (unsigned i = 0; i < COUNT(results); i++) {
		struct str piece = repeated(&b.arena, results[i].piece, results[i].times);

		/* Brackets have an end. */
		if (strcmp(results[i].name, "deep data") == 0)
			piece = arena_printf(&b.arena, STR_FMT "0" STR_FMT, STR_ARG(repeated(&b.arena, "{\"d\":[", 28)),
			    STR_ARG(repeated(&b.arena, "]}", 28)));
		put(&b, key_result(&b.arena, RUN_ID, i + 1, STR("")),
		    arena_printf(&b.arena, results[i].text, arena_z(&b.arena, piece)));
		must_tell(&b, i + 1);
		assert_case(results[i].name, order(&b, i + 1).status == results[i].want);
	}
	assert_true(str_starts(done(&b), STR("{\"status\":\"timed_out\"")));
	close_running(&b);
}

static void
records_that_repeat_an_order_are_one_piece_of_news(void **state)
{
	const unsigned nums[] = { 1, 0, 1, 1, 0 };
	struct bench b;
	struct err e;

	(void)state;
	open_running(&b, 1);
	put(&b, key_result(&b.arena, RUN_ID, 1, STR("")), STR("{\"status\":\"succeeded\",\"log\":\"\"}"));
	if (tell(&b, nums, COUNT(nums), &e) < 0)
		fail_msg("%s", e.msg);
	assert_int_equal(order(&b, 1).status, STATE_SUCCEEDED);
	close_running(&b);
}

static void
a_claim_that_nobody_can_read_is_a_claim(void **state)
{
	static const struct {
		const char *name, *piece;
		size_t times;
	} claims[] = { { "no JSON", "x", 1 }, { "empty", "", 0 }, { "deep", "[", 5000 },
		{ "large", "0123456789", 50000 } };
	struct bench b;
	struct err e;

	(void)state;
	open_running(&b, COUNT(claims));
	for (unsigned i = 0; i < COUNT(claims); i++) {
		struct watch_order watched = { RUN_ID, i + 1 };
		struct watch_answer answer;

		put(&b, key_claim(&b.arena, RUN_ID, i + 1, STR("")),
		    repeated(&b.arena, claims[i].piece, claims[i].times));
		if (watch_check(&b.sender.engine, &b.arena, &watched, &answer, &e) < 0)
			fail_msg("%s: %s", claims[i].name, e.msg);
		/* From the claim on: 60 s, and the grace on Lambda. */
		assert_case(claims[i].name, !answer.done && answer.wait_s <= 150);
		b.rig.now_ms += 151000;
		assert_int_equal(watch_check(&b.sender.engine, &b.arena, &watched, &answer, &e), 0);
		assert_case(claims[i].name, answer.done);
		must_tell(&b, i + 1);
		assert_case(claims[i].name, order(&b, i + 1).status == STATE_TIMED_OUT);
	}
	close_running(&b);
}

static void
a_wish_ends_orders_as_failed_whatever_it_says(void **state)
{
	static const struct {
		const char *wish, *status, *reason;
	} wishes[] = {
		{ "{\"status\":\"succeeded\"}", "failed", "cancelled" },
		{ "{\"status\":\"failed\",\"failure_reason\":\"enough\"}", "failed", "cancelled" },
		{ "{\"status\":\"timed_out\"}", "timed_out", "deadline" },
		{ "stop it", "failed", "cancelled" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(wishes); i++) {
		struct bench b;
		struct str text;

		open_running(&b, 2);
		put(&b, key_end(&b.arena, RUN_ID), str_z(wishes[i].wish));
		must_tell(&b, 0);
		text = done(&b);
		assert_case(wishes[i].wish, str_eqz(order(&b, 1).failure_reason, wishes[i].reason));
		assert_case(wishes[i].wish,
		    str_starts(text, arena_printf(&b.arena, "{\"status\":\"%s\"", wishes[i].status)));
		close_running(&b);
	}
}

static void
delete_item(struct bench *b, struct str table, struct str pk)
{
	struct str body = arena_printf(&b->arena,
	    "{\"TableName\":\"" STR_FMT "\",\"Key\":{\"pk\":{\"S\":\"" STR_FMT "\"}}}", STR_ARG(table), STR_ARG(pk));
	struct err e;

	if (ddb_call(&b->sender.aws, &b->arena, "DeleteItem", body, NULL, NULL, &e) < 0)
		fail_msg("%s", e.msg);
}

static void
a_run_whose_board_is_gone_goes_on(void **state)
{
	struct bench b;

	(void)state;
	open_running(&b, 2);
	for (unsigned num = 1; num <= 2; num++) {
		delete_item(&b, b.sender.engine.config.locks_table, pk_board(&b.arena, RUN_ID));
		forget();
		put(&b, key_result(&b.arena, RUN_ID, num, STR("")), STR("{\"status\":\"succeeded\",\"log\":\"\"}"));
		must_tell(&b, num);
		assert_int_equal(order(&b, num).status, STATE_SUCCEEDED);
	}
	assert_true(str_starts(done(&b), STR("{\"status\":\"succeeded\"")));
	close_running(&b);
}

static void
an_order_whose_row_is_gone_has_failed(void **state)
{
	struct bench b;

	(void)state;
	open_running(&b, 2);
	delete_item(&b, b.sender.engine.config.orders_table, pk_order(&b.arena, RUN_ID, 2));
	put(&b, key_result(&b.arena, RUN_ID, 1, STR("")), STR("{\"status\":\"succeeded\",\"log\":\"\"}"));
	must_tell(&b, 0);
	assert_true(str_starts(done(&b),
	    STR("{\"status\":\"failed\",\"summary\":{\"succeeded\":1,\"failed\":1,\"timed_out\":0}")));
	close_running(&b);
}

static void
delete_plan(struct bench *b)
{
	struct err e;

	if (s3_delete(&b->sender.aws, &b->arena, b->sender.engine.config.internal_bucket, key_plan(&b->arena, RUN_ID),
		&e) < 0)
		fail_msg("%s", e.msg);
	forget();
}

static void
a_run_whose_plan_is_gone_ends_when_its_workers_have(void **state)
{
	struct claim mine = { .id = STR("w"), .execution_id = STR("w") }, holder;
	struct bench b;
	struct err e;

	(void)state;
	open_running(&b, 3);
	put(&b, key_result(&b.arena, RUN_ID, 1, STR("")), STR("{\"status\":\"succeeded\",\"log\":\"\"}"));
	assert_int_equal(claim_take(&b.sender.engine, &b.arena, RUN_ID, 2, STR(""), &mine, &holder, &e), 0);
	delete_plan(&b);
	must_tell(&b, 1);
	assert_int_equal(order(&b, 1).status, STATE_SUCCEEDED);
	assert_int_equal(order(&b, 2).status, STATE_RUNNING);
	assert_int_equal(order(&b, 3).status, STATE_FAILED);
	assert_true(str_eqz(order(&b, 3).failure_reason, "plan_lost"));
	assert_true(str_find(order(&b, 3).message, STR("plan.json")) < order(&b, 3).message.n);
	assert_int_equal(done(&b).n, 0);

	put(&b, key_result(&b.arena, RUN_ID, 2, STR("")), STR("{\"status\":\"succeeded\",\"log\":\"\"}"));
	must_tell(&b, 2);
	assert_true(str_starts(done(&b),
	    STR("{\"status\":\"failed\",\"summary\":{\"succeeded\":2,\"failed\":1,\"timed_out\":0}")));
	assert_int_equal(row_of(&b).status, RUN_COMPLETED);
	close_running(&b);
}

static void
an_error_is_delivered_again_and_makes_no_event_of_its_own(void **state)
{
	struct bench b;
	struct err e;
	unsigned num = 1;
	struct str kick;

	(void)state;
	open_running(&b, 1);
	kick = key_result(&b.arena, RUN_ID, 0, STR(""));
	assert_int_equal(s3_delete(&b.sender.aws, &b.arena, b.sender.engine.config.internal_bucket, kick, &e), 0);
	put(&b, key_result(&b.arena, RUN_ID, 1, STR("")), STR("{\"status\":\"succeeded\",\"log\":\"\"}"));
	/* The result cannot be read, at any of the attempts. */
	b.sender.refuse_from = b.sender.calls + 2;
	b.sender.refuse_to = b.sender.calls + 4;
	assert_int_equal(tell(&b, &num, 1, &e), -1);
	assert_int_equal(rig_count(&b.rig, kick), 0);
	assert_int_equal(row_of(&b).orchestrator_id.n, 0);
	assert_true(row_of(&b).inbox_over);
	must_tell(&b, 1);
	assert_int_equal(order(&b, 1).status, STATE_SUCCEEDED);
	close_running(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_order_ends_whatever_its_result_holds),
		cmocka_unit_test(records_that_repeat_an_order_are_one_piece_of_news),
		cmocka_unit_test(a_claim_that_nobody_can_read_is_a_claim),
		cmocka_unit_test(a_wish_ends_orders_as_failed_whatever_it_says),
		cmocka_unit_test(a_run_whose_board_is_gone_goes_on),
		cmocka_unit_test(an_order_whose_row_is_gone_has_failed),
		cmocka_unit_test(a_run_whose_plan_is_gone_ends_when_its_workers_have),
		cmocka_unit_test(an_error_is_delivered_again_and_makes_no_event_of_its_own),
	};

	return RUN(tests);
}
