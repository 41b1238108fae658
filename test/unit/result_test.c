#include "test.h"

#include "engine/result.h"

static struct arena arena;

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void
a_result_reads_back_as_it_was_written(void **state)
{
	const struct result r = { .status = STATE_TIMED_OUT,
		.log = STR("line \"1\"\n\xc3\xa9"),
		.has_exit_code = true,
		.exit_code = -9,
		.log_truncated = true,
		.started_at_ms = 1700000000123,
		.finished_at_ms = 1700000009456,
		.failure_reason = STR("deadline"),
		.message = STR("after 3600 s"),
		.log_location = STR("s3://b/k"),
		.by = STR("watchdog") };
	struct buf text = buf_in(&arena);
	struct result q;

	(void)state;
	result_write(&text, &r, STR("[{\"event_type\":\"plan\",\"status\":\"info\",\"data\":{\"adds\":3}}]"));
	result_read(&arena, buf_str(&text), &q);
	assert_int_equal(q.status, STATE_TIMED_OUT);
	assert_true(str_eq(q.log, r.log) && q.log_truncated && q.has_exit_code && q.exit_code == -9);
	assert_int_equal(q.started_at_ms, r.started_at_ms);
	assert_int_equal(q.finished_at_ms, r.finished_at_ms);
	assert_true(str_eq(q.failure_reason, r.failure_reason) && str_eq(q.message, r.message));
	assert_true(str_eq(q.log_location, r.log_location) && str_eq(q.by, r.by));
	assert_int_equal(json_i64_or(json_get(json_get(json_at(q.events, 0), "data"), "adds"), 0), 3);

	struct buf again = buf_in(&arena);
	result_write(&again, &q, STR(""));
	assert_true(str_eq(buf_str(&text), buf_str(&again)));
}

static void
the_shape_is_the_contract(void **state)
{
	const struct result r = { .status = STATE_SUCCEEDED,
		.log = STR("ok\n"),
		.has_exit_code = true,
		.started_at_ms = 1,
		.finished_at_ms = 2 };
	struct buf text = buf_in(&arena);

	(void)state;
	result_write(&text, &r, STR(""));
	assert_string_equal(buf_z(&text),
	    "{\"schema_version\":\"v1\",\"status\":\"succeeded\",\"log\":\"ok\\n\",\"exit_code\":0,"
	    "\"started_at\":1,\"finished_at\":2,\"log_truncated\":false}");
}

static const struct {
	const char *text, *want; /* status, reason, message, log */
} foreign[] = {
	{ "{\"status\":\"succeeded\",\"log\":\"hi\"}", "succeeded|||hi" },
	{ "{\"status\":\"failed\"}", "failed|||" },
	{ "{\"status\":\"timed_out\",\"log\":7,\"exit_code\":\"x\",\"events\":{}}", "timed_out|||" },
	{ "{\"status\":\"running\",\"log\":\"hi\"}",
	    "failed|bad_result|result.json has an unknown status \"running\"|hi" },
	{ "{\"status\":\"done\",\"log\":\"hi\"}", "failed|bad_result|result.json has an unknown status \"done\"|hi" },
	{ "{\"log\":\"hi\"}", "failed|bad_result|result.json has no status|hi" },
	{ "{\"status\":null}", "failed|bad_result|result.json has no status|" },
	{ "[]", "failed|bad_result|result.json has no status|" },
	{ "\"succeeded\"", "failed|bad_result|result.json has no status|" },
};

static void
foreign_results_are_read_leniently(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(foreign); i++) {
		struct result r;

		result_read(&arena, str_z(foreign[i].text), &r);
		struct str got = arena_printf(&arena, "%s|" STR_FMT "|" STR_FMT "|" STR_FMT, state_name(r.status),
		    STR_ARG(r.failure_reason), STR_ARG(r.message), STR_ARG(r.log));
		assert_string_equal(got.p, foreign[i].want);
		assert_false(r.has_exit_code || json_exists(r.events));
	}
}

static void
what_is_no_json_is_a_failure_that_says_so(void **state)
{
	static const char *const texts[] = { "", "{", "ok", "{\"status\":\"succeeded\"}x", "\xff" };

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct result r;

		result_read(&arena, str_z(texts[i]), &r);
		assert_int_equal(r.status, STATE_FAILED);
		assert_true(str_starts(r.message, STR("result.json cannot be read: line 1, column ")));
		assert_true(str_eqz(r.failure_reason, "bad_result"));
	}
}

static void
a_result_over_the_limit_is_a_failure(void **state)
{
	struct result r;
	char *text = arena_alloc(&arena, RESULT_BYTES_MAX + 1);

	(void)state;
	memset(text, ' ', RESULT_BYTES_MAX + 1);
	result_read(&arena, (struct str){ text, RESULT_BYTES_MAX + 1 }, &r);
	assert_int_equal(r.status, STATE_FAILED);
	assert_true(str_starts(r.message, STR("result.json cannot be read: JSON of 8388609 bytes")));
}

/* Many are read at once, and every value takes memory. */
static void
a_result_of_too_many_values_is_a_failure(void **state)
{
	struct buf text = buf_in(&arena);
	struct result r;

	(void)state;
	buf_addz(&text, "{\"status\":\"succeeded\",\"events\":[0");
	for (size_t i = 0; i < RESULT_VALUES_MAX; i++)
		buf_addz(&text, ",0");
	buf_addz(&text, "]}");
	result_read(&arena, buf_str(&text), &r);
	assert_int_equal(r.status, STATE_FAILED);
	assert_true(str_starts(r.message, STR("result.json cannot be read: JSON of ")));
}

static const struct {
	const char *value;
	int64_t want;
} times[] = {
	{ "1700000000123", 1700000000123 },
	{ "1700000000", 1700000000000 },
	{ "1700000000.75", 1700000000000 },
	{ "\"2023-11-14T22:13:20Z\"", 1700000000000 },
	{ "\"yesterday\"", 0 },
	{ "-5", 0 },
	{ "1e300", 0 },
	{ "null", 0 },
	{ "{}", 0 },
};

static void
times_come_in_whatever_unit(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(times); i++) {
		struct result r;

		result_read(&arena, arena_printf(&arena, "{\"status\":\"failed\",\"started_at\":%s}", times[i].value),
		    &r);
		assert_case(times[i].value, r.started_at_ms == times[i].want);
	}
}

static void
a_long_log_keeps_its_head_and_tail(void **state)
{
	enum { MAX = 4096 };

	(void)state;
	for (size_t shift = 0; shift < 8; shift++) {
		struct buf log = buf_in(&arena);
		bool cut = false;

		buf_printf(&log, "first%.*s", (int)shift, "........");
		while (log.n < 3 * MAX)
			buf_addz(&log, "\xe2\x82\xac");
		buf_addz(&log, "last");
		struct str got = result_log_clamp(&arena, buf_str(&log), MAX, &cut);
		assert_true(cut && got.n <= MAX && got.n > MAX - 128);
		assert_true(str_starts(got, STR("first")) && str_ends(got, STR("last")) && str_utf8(got, NULL));

		size_t note = str_find(got, STR("\n[... "));
		struct str head = str_sub(got, 0, note), rest = str_sub(got, note + 1, got.n);
		struct str line = str_cut(&rest, '\n');
		struct str want = arena_printf(&arena, "[... %zu bytes are left out here ...]",
		    log.n - head.n - rest.n);
		assert_true(str_eq(line, want));
	}
}

static void
a_log_that_fits_is_left_alone(void **state)
{
	bool cut = false;
	struct str log = STR("short");

	(void)state;
	struct str got = result_log_clamp(&arena, log, 1024, &cut);
	assert_true(got.p == log.p && got.n == log.n && !cut);
}

static void
a_foreign_log_over_the_limit_is_cut(void **state)
{
	struct buf text = buf_in(&arena);
	struct result r;

	(void)state;
	buf_addz(&text, "{\"status\":\"succeeded\",\"log\":\"");
	for (size_t i = 0; i < RESULT_LOG_MAX / 8 + 1; i++)
		buf_addz(&text, "abcdefgh");
	buf_addz(&text, "\"}");
	result_read(&arena, buf_str(&text), &r);
	assert_int_equal(r.status, STATE_SUCCEEDED);
	assert_true(r.log_truncated && r.log.n <= RESULT_LOG_MAX && r.log.n > RESULT_LOG_MAX - 128);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_result_reads_back_as_it_was_written, release),
		cmocka_unit_test_teardown(the_shape_is_the_contract, release),
		cmocka_unit_test_teardown(foreign_results_are_read_leniently, release),
		cmocka_unit_test_teardown(what_is_no_json_is_a_failure_that_says_so, release),
		cmocka_unit_test_teardown(a_result_over_the_limit_is_a_failure, release),
		cmocka_unit_test_teardown(a_result_of_too_many_values_is_a_failure, release),
		cmocka_unit_test_teardown(times_come_in_whatever_unit, release),
		cmocka_unit_test_teardown(a_long_log_keeps_its_head_and_tail, release),
		cmocka_unit_test_teardown(a_log_that_fits_is_left_alone, release),
		cmocka_unit_test_teardown(a_foreign_log_over_the_limit_is_cut, release),
	};

	return RUN(tests);
}
