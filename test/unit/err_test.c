#include "test.h"

#include <errno.h>

#include "base/err.h"

static char long_text[3000];

static void
set_says_it_all(void **state)
{
	(void)state;
	static const struct {
		enum err_code code;
		bool retryable;
	} cases[] = {
		{ ERR_INPUT, false },
		{ ERR_NET, true },
		{ ERR_TIMEOUT, true },
		{ ERR_TLS, false },
		{ ERR_AWS, false },
		{ ERR_LOST, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct err e = { .status = 500, .ambiguous = true, .aws = "Old", .retryable = !cases[i].retryable };

		assert_int_equal(err_set(&e, cases[i].code, "order %d", 3), -1);
		assert_int_equal(e.code, cases[i].code);
		assert_int_equal(e.retryable, cases[i].retryable);
		assert_int_equal(e.status, 0);
		assert_false(e.ambiguous);
		assert_string_equal(e.aws, "");
		assert_string_equal(e.msg, "order 3");
	}
}

static void
sys_keeps_errno(void **state)
{
	(void)state;
	struct err e;

	errno = ENOENT;
	assert_int_equal(err_sys(&e, "%s: open", "a"), -1);
	assert_int_equal(e.code, ERR_SYS);
	assert_int_equal(e.status, ENOENT);
	assert_string_equal(e.msg, "a: open: No such file or directory");
}

static void
wrap_adds_in_front_and_keeps_the_rest(void **state)
{
	(void)state;
	struct err e;

	err_set(&e, ERR_AWS, "AccessDenied: no");
	e.status = 403;
	e.ambiguous = true;
	strcpy(e.aws, "AccessDenied");
	assert_int_equal(err_wrap(&e, "fetch s3://%s", "b/k"), -1);
	assert_int_equal(err_wrap(&e, "order 0003 (deploy-rds)"), -1);
	assert_string_equal(e.msg, "order 0003 (deploy-rds): fetch s3://b/k: AccessDenied: no");
	assert_int_equal(e.code, ERR_AWS);
	assert_int_equal(e.status, 403);
	assert_true(e.ambiguous);
	assert_true(err_is_aws(&e, "AccessDenied"));
	assert_false(err_is_aws(&e, "Access"));
	assert_false(err_is_aws(NULL, "AccessDenied"));
}

static void
expect_cut(const struct err *e, const char *start)
{
	assert_int_equal(strlen(e->msg), sizeof(e->msg) - 1);
	assert_string_equal(e->msg + sizeof(e->msg) - 4, "...");
	assert_memory_equal(e->msg, start, strlen(start));
}

static void
what_is_too_long_ends_in_dots(void **state)
{
	(void)state;
	struct err e;

	err_set(&e, ERR_INPUT, "%s", long_text);
	expect_cut(&e, "xxx");
	err_wrap(&e, "order 0001");
	expect_cut(&e, "order 0001: xxx");
	err_set(&e, ERR_INPUT, "short");
	err_wrap(&e, "%s", long_text);
	expect_cut(&e, "xxx");
	errno = EIO;
	err_sys(&e, "%s", long_text);
	expect_cut(&e, "xxx");
	errno = ENOENT;
	err_sys(&e, "%.1020s", long_text);
	expect_cut(&e, "xxx");
}

static void
the_longest_message_is_whole(void **state)
{
	(void)state;
	struct err e;

	err_set(&e, ERR_INPUT, "%.1023s", long_text);
	assert_int_equal(strlen(e.msg), 1023);
	assert_int_equal(e.msg[1022], 'x');
	err_set(&e, ERR_INPUT, "%.1020s", long_text);
	err_wrap(&e, "a");
	assert_int_equal(strlen(e.msg), 1023);
	assert_int_equal(e.msg[1022], 'x');
}

static void
nobody_needs_to_want_to_know(void **state)
{
	(void)state;
	struct err e = { .code = ERR_NET, .msg = "x" };

	assert_int_equal(err_set(NULL, ERR_INPUT, "x"), -1);
	assert_int_equal(err_sys(NULL, "x"), -1);
	assert_int_equal(err_wrap(NULL, "x"), -1);
	err_clear(NULL);
	err_clear(&e);
	assert_int_equal(e.code, ERR_NONE);
	assert_string_equal(e.msg, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(set_says_it_all),
		cmocka_unit_test(sys_keeps_errno),
		cmocka_unit_test(wrap_adds_in_front_and_keeps_the_rest),
		cmocka_unit_test(what_is_too_long_ends_in_dots),
		cmocka_unit_test(the_longest_message_is_whole),
		cmocka_unit_test(nobody_needs_to_want_to_know),
	};

	memset(long_text, 'x', sizeof(long_text) - 1);
	return RUN(tests);
}
