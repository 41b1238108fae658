#include "test.h"

#include "engine/seats.h"

static struct arena arena;

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct host_result
host(const char *name, enum state status, int exit_code, const char *reason, struct str log)
{
	return (struct host_result){ .host = str_z(name),
		.log_place = arena_printf(&arena, "s3://b/%s", name),
		.result = { .status = status,
		    .has_exit_code = exit_code >= 0,
		    .exit_code = exit_code,
		    .failure_reason = str_z(reason),
		    .started_at_ms = 1000 + (int64_t)strlen(reason),
		    .finished_at_ms = 2000 + (int64_t)strlen(reason),
		    .log = str_tail(log, ROW_LOG_MAX) },
		.log_bytes = log.n };
}

#define S STATE_SUCCEEDED
#define F STATE_FAILED
#define T STATE_TIMED_OUT

static const struct {
	const char *name;
	struct {
		enum state status;
		int exit_code;
		const char *reason;
	} hosts[3];
	size_t n;
	enum state status;
	int exit_code; /* -1: none */
	const char *reason, *message;
} sums[] = {
	{ "all did", { { S, 0, "" }, { S, 0, "" } }, 2, S, 0, "", "" },
	{ "one failed", { { S, 0, "" }, { F, 7, "oops" }, { S, 0, "" } }, 3, F, 7, "oops",
	    "1 of 3 hosts did not succeed: i-1 (failed, exit code 7: oops)" },
	{ "the first that failed counts", { { F, 3, "oops" }, { F, 7, "oops" } }, 2, F, 3, "oops",
	    "2 of 2 hosts did not succeed: i-0 (failed, exit code 3: oops), i-1 (failed, exit code 7: oops)" },
	{ "for different reasons", { { F, 3, "oops" }, { F, -1, "worker_lost" } }, 2, F, 3, "hosts_failed",
	    "2 of 2 hosts did not succeed: i-0 (failed, exit code 3: oops), i-1 (failed: worker_lost)" },
	{ "a time-out is told", { { F, 3, "oops" }, { T, -1, "timeout" }, { S, 0, "" } }, 3, T, 3, "hosts_failed",
	    "2 of 3 hosts did not succeed: i-0 (failed, exit code 3: oops), i-1 (timed_out: timeout)" },
	{ "a cancel is the reason", { { F, 3, "oops" }, { F, -1, "cancelled" } }, 2, F, 3, "cancelled", NULL },
	{ "a deadline before all", { { F, -1, "cancelled" }, { T, -1, "deadline" }, { S, 0, "" } }, 3, T, -1,
	    "deadline", NULL },
};

static void
an_order_is_the_sum_of_its_hosts(void **state)
{
	static const char *const names[] = { "i-0", "i-1", "i-2" };

	(void)state;
	for (size_t i = 0; i < COUNT(sums); i++) {
		struct host_result hosts[3];
		struct result sum;

		for (size_t k = 0; k < sums[i].n; k++)
			hosts[k] = host(names[k], sums[i].hosts[k].status, sums[i].hosts[k].exit_code,
			    sums[i].hosts[k].reason, STR("out\n"));
		seats_sum(&arena, hosts, sums[i].n, &sum);
		assert_case(sums[i].name, sum.status == sums[i].status);
		assert_case(sums[i].name, sum.has_exit_code == (sums[i].exit_code >= 0));
		assert_case(sums[i].name, !sum.has_exit_code || sum.exit_code == sums[i].exit_code);
		if (!str_eqz(sum.failure_reason, sums[i].reason))
			fail_msg("%s: " STR_FMT, sums[i].name, STR_ARG(sum.failure_reason));
		if (sums[i].message && !str_eqz(sum.message, sums[i].message))
			fail_msg("%s: " STR_FMT, sums[i].name, STR_ARG(sum.message));
		assert_case(sums[i].name, !sum.log_truncated);
		for (size_t k = 0; k < sums[i].n; k++) {
			assert_case(sums[i].name, sum.started_at_ms <= hosts[k].result.started_at_ms);
			assert_case(sums[i].name, sum.finished_at_ms >= hosts[k].result.finished_at_ms);
		}
	}
}

static void
the_log_says_which_host_said_what_and_what_went_wrong_first(void **state)
{
	struct host_result hosts[] = {
		host("i-0", S, 0, "", STR("fine\n")),
		host("i-1", F, 7, "oops", STR("broken")),
		host("i-2", S, 0, "", STR("")),
	};
	struct result sum;

	(void)state;
	seats_sum(&arena, hosts, COUNT(hosts), &sum);
	assert_string_equal(arena_z(&arena, sum.log),
	    "==== i-1: failed, exit code 7: oops ====\nbroken\n"
	    "==== i-0: succeeded, exit code 0 ====\nfine\n"
	    "==== i-2: succeeded, exit code 0 ====\n");
}

static size_t
count(struct str text, struct str what)
{
	size_t n = 0;

	for (size_t at; (at = str_find(text, what)) < text.n; n++)
		text = str_sub(text, at + what.n, text.n);
	return n;
}

/* Whatever the hosts print, and however many they are: it fits a row, each has its heading, and nearly all room is what failed. */
static void
the_log_fits_a_row(void **state)
{
	static const size_t sizes[] = { 0, 100, 70000, 1 << 20 };
	static const size_t numbers[] = { 1, 2, 3, HOSTS_MAX };
	char *big = arena_alloc(&arena, 1 << 20);

	(void)state;
	memset(big, 'x', 1 << 20);
	for (size_t s = 0; s < COUNT(sizes); s++)
		for (size_t i = 0; i < COUNT(numbers); i++)
			for (size_t bad = 0; bad <= numbers[i]; bad += numbers[i] > 3 ? 25 : 1) {
				struct host_result hosts[HOSTS_MAX];
				struct str log = { big, sizes[s] };
				struct result sum;

				for (size_t k = 0; k < numbers[i]; k++)
					hosts[k] = host(arena_printf(&arena, "i-%017zu", k).p, k < bad ? F : S, 1,
					    "a reason of some length that is told", log);
				seats_sum(&arena, hosts, numbers[i], &sum);
				assert_true(sum.log.n <= ROW_LOG_MAX && sum.message.n < 2048);
				assert_int_equal(count(sum.log, STR("==== i-")), numbers[i]);
				assert_int_equal(sum.log_truncated,
				    sizes[s] > 65000 || (sizes[s] * numbers[i] > ROW_LOG_MAX));
				if (bad == 1 && sizes[s] > 65000)
					assert_true(count(str_sub(sum.log, 0, str_find(sum.log, STR("\n==== i-"))),
							STR("x")) > ROW_LOG_MAX - 1000 * numbers[i]);
			}
}

static void
a_cut_log_says_where_all_of_it_is(void **state)
{
	char *big = arena_alloc(&arena, 100000);
	struct host_result hosts[] = { host("i-0", S, 0, "", (struct str){ big, 100000 }) };
	struct result sum;

	(void)state;
	memset(big, 'x', 100000);
	seats_sum(&arena, hosts, 1, &sum);
	assert_true(sum.log_truncated);
	assert_true(str_starts(sum.log,
	    STR("==== i-0: succeeded, exit code 0 ====\n[the last 64896 bytes; all of it: s3://b/i-0]\nx")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(an_order_is_the_sum_of_its_hosts, tear_down),
		cmocka_unit_test_teardown(the_log_says_which_host_said_what_and_what_went_wrong_first, tear_down),
		cmocka_unit_test_teardown(the_log_fits_a_row, tear_down),
		cmocka_unit_test_teardown(a_cut_log_says_where_all_of_it_is, tear_down),
	};

	return RUN(tests);
}
