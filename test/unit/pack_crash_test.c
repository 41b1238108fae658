/* Every step of packing can be repeated, after a death at any call, and beside another sender. */
#include "pack_bench.h"

#include "engine/ids.h"
#include "test.h"

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
		assert_true(k > 10 && k < BENCH_DEATHS_MAX);
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
	assert_true(k > 10 && k < BENCH_DEATHS_MAX);
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
	assert_true(k > 10 && k < BENCH_DEATHS_MAX);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_death_at_any_call_is_made_good_by_a_repeated_submit),
		cmocka_unit_test(two_deaths_are_made_good_too),
		cmocka_unit_test(a_sender_that_dies_beside_another_does_no_harm),
		cmocka_unit_test(refusals_that_pass_are_waited_out),
		cmocka_unit_test(packed_orders_are_not_packed_again),
		cmocka_unit_test(two_senders_of_one_job_make_one_run),
		cmocka_unit_test(two_jobs_of_one_run_id_make_one_run),
	};

	return RUN(tests);
}
