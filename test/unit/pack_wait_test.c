/* Packing that goes on in further invocations. */
#include "pack_bench.h"

#include "test.h"

/* Delivers the continuation, again while it fails, as Lambda does. */
static int
deliver(struct bench *b, struct sender *s)
{
	struct str event = arena_str(&b->arena, b->rig.continuation);
	struct err e = { 0 };

	return pack_continue(&s->engine, &b->arena, event, b->rig.now_ms + BENCH_STOP_MS, &e);
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
	assert_int_equal(rig_count(&b.rig, STR("tmp/exec/" BENCH_RUN "/pending-")), 1);
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
		assert_true(k > 10 && k < BENCH_DEATHS_MAX);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_does_not_fit_goes_on_in_another_invocation),
		cmocka_unit_test(the_waiting_job_is_sealed),
		cmocka_unit_test(a_continuation_that_dies_is_delivered_again),
		cmocka_unit_test(short_invocations_come_to_the_end_together),
	};

	return RUN(tests);
}
