/* What cannot be packed, or is not wanted any more, ends the run with the reason. */
#include "pack_bench.h"

#include "engine/claim.h"
#include "test.h"

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
	if (end_wish_put(&s.engine, me->arena, STR(BENCH_RUN), &end, &e) < 0)
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
	b.submit.answer_ms = BENCH_STOP_MS;
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_missing_credential_ends_the_run_and_names_order_and_path),
		cmocka_unit_test(an_end_wish_ends_the_packing),
		cmocka_unit_test(the_deadline_ends_the_packing),
		cmocka_unit_test(where_nobody_can_go_on_the_packing_ends_with_the_reason),
	};

	return RUN(tests);
}
