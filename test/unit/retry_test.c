#include "test.h"

#include <limits.h>

#include "fake_net.h"
#include "net/retry.h"

/* Random numbers of the fake world are all ones, so every wait is UINT32_MAX modulo (ceiling + 1). */
static int64_t
wait_of(int64_t ceiling_ms)
{
	return (int64_t)(UINT32_MAX % (uint64_t)(ceiling_ms + 1));
}

static void
waits_double_up_to_the_cap(void **state)
{
	(void)state;
	static const int64_t ceilings[] = { 100, 200, 400, 500, 500 };
	struct retry r = { .attempts_max = 10, .base_ms = 100, .cap_ms = 500 };
	struct fake_net f;

	fake_open(&f, NULL, 0);
	for (size_t i = 0; i < COUNT(ceilings); i++) {
		f.slept_ms = 0;
		assert_true(retry_wait(&r, &f.w, 0));
		assert_int_equal(f.slept_ms, wait_of(ceilings[i]));
	}
	fake_close(&f);
}

static void
the_standard_is_three_attempts(void **state)
{
	(void)state;
	struct retry standard = RETRY_STANDARD, unsaid = { 0 };
	struct fake_net f;

	fake_open(&f, NULL, 0);
	for (int i = 0; i < 2; i++) {
		assert_true(retry_wait(&standard, &f.w, 0));
		assert_true(retry_wait(&unsaid, &f.w, 0));
	}
	assert_false(retry_wait(&standard, &f.w, 0));
	assert_false(retry_wait(&unsaid, &f.w, 0));
	fake_close(&f);
}

static void
no_attempt_starts_after_the_deadline(void **state)
{
	(void)state;
	struct retry r = { .attempts_max = INT_MAX, .base_ms = 1000, .cap_ms = 1000 };
	struct fake_net f;
	int attempts = 1;

	fake_open(&f, NULL, 0);
	r.until_ms = f.now_ms + 20000;
	while (retry_wait(&r, &f.w, 0))
		attempts++;
	assert_true(f.now_ms <= r.until_ms);
	assert_int_equal(attempts, 1 + 20000 / wait_of(1000));
	fake_close(&f);
}

static void
a_server_may_ask_for_more_patience(void **state)
{
	(void)state;
	struct retry r = RETRY_STANDARD;
	struct fake_net f;

	fake_open(&f, NULL, 0);
	assert_true(retry_wait(&r, &f.w, 7000));
	assert_int_equal(f.slept_ms, 7000);
	fake_close(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(waits_double_up_to_the_cap),
		cmocka_unit_test(the_standard_is_three_attempts),
		cmocka_unit_test(no_attempt_starts_after_the_deadline),
		cmocka_unit_test(a_server_may_ask_for_more_patience),
	};

	return RUN(tests);
}
