#include "local/dyn_number.h"
#include "test.h"

static void
text_of(const struct dyn_number *n, char out[static 200])
{
	struct buf b = buf_over(out, 200);

	dyn_number_write(&b, n);
	(void)buf_z(&b);
}

static const struct {
	const char *in, *want;
} written[] = {
	{ "0", "0" },
	{ "-0", "0" },
	{ "000", "0" },
	{ "5", "5" },
	{ "5.0", "5" },
	{ "05.50", "5.5" },
	{ "-1e3", "-1000" },
	{ "1.5E+2", "150" },
	{ "12e-3", "0.012" },
	{ ".5", "0.5" },
	{ "+7", "7" },
	{ "9223372036854775807", "9223372036854775807" },
	{ "12345678901234567890123456789012345678", "12345678901234567890123456789012345678" },
	{ "1e-130", "1E-130" },
	{ "9.9e125", "9.9E+125" },
	{ "123456789012345678901234567890123456780", "1.2345678901234567890123456789012345678E+38" },
};

static const struct {
	const char *in, *want;
} refused[] = {
	{ "", "cannot be converted" },
	{ "a", "cannot be converted" },
	{ "1a", "cannot be converted" },
	{ "1e", "cannot be converted" },
	{ "1e+-2", "cannot be converted" },
	{ "--1", "cannot be converted" },
	{ " 1", "cannot be converted" },
	{ ".", "cannot be converted" },
	{ "1.2.3", "cannot be converted" },
	{ "0x10", "cannot be converted" },
	{ "Infinity", "cannot be converted" },
	{ "123456789012345678901234567890123456789", "38 significant" },
	{ "1e126", "overflow" },
	{ "1e-131", "underflow" },
	{ "1e99999999999999999999", "cannot be converted" },
};

static const struct {
	const char *a, *b, *want;
} sums[] = {
	{ "1", "1", "2" },
	{ "0", "-5", "-5" },
	{ "5", "-5", "0" },
	{ "9", "1", "10" },
	{ "0.1", "0.2", "0.3" },
	{ "1", "-0.001", "0.999" },
	{ "-7", "3", "-4" },
	{ "3", "-7", "-4" },
	{ "999999999999999999", "1", "1000000000000000000" },
	{ "99999999999999999999999999999999999999", "1", "1E+38" },
	{ "1e20", "1", "100000000000000000001" },
	{ "-1", "-1", "-2" },
	{ "12345678901234567890123456789012345678", "-12345678901234567890123456789012345677", "1" },
};

static const struct {
	const char *a, *b;
	int want;
} orders[] = {
	{ "1", "2", -1 },
	{ "10", "9", 1 },
	{ "-1", "1", -1 },
	{ "-10", "-9", -1 },
	{ "0", "0", 0 },
	{ "0", "-1", 1 },
	{ "0.1", "0.01", 1 },
	{ "1E+50", "5", 1 },
	{ "1.5", "1.50001", -1 },
	{ "123", "123", 0 },
};

static void
numbers_have_one_canonical_form(void **state)
{
	struct dyn_number n;
	char text[200];

	(void)state;
	for (size_t i = 0; i < COUNT(written); i++) {
		assert_case(written[i].in, dyn_number_read(str_z(written[i].in), &n, NULL) == 0);
		text_of(&n, text);
		assert_string_equal(text, written[i].want);
	}
}

static void
what_is_no_number_is_refused(void **state)
{
	struct dyn_number n;

	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct err e = { 0 };

		assert_case(refused[i].in, dyn_number_read(str_z(refused[i].in), &n, &e) < 0);
		assert_case(refused[i].in, strstr(e.msg, refused[i].want));
	}
}

static void
sums_are_exact(void **state)
{
	struct dyn_number a, b, sum;
	char text[200];

	(void)state;
	for (size_t i = 0; i < COUNT(sums); i++) {
		dyn_number_read(str_z(sums[i].a), &a, NULL);
		dyn_number_read(str_z(sums[i].b), &b, NULL);
		assert_case(sums[i].a, dyn_number_add(&a, &b, &sum, NULL) == 0);
		text_of(&sum, text);
		assert_string_equal(text, sums[i].want);
	}
}

static void
a_sum_that_needs_too_many_digits_is_refused(void **state)
{
	struct dyn_number a, b, sum;
	struct err e = { 0 };

	(void)state;
	dyn_number_read(STR("1e125"), &a, NULL);
	dyn_number_read(STR("1"), &b, NULL);
	assert_true(dyn_number_add(&a, &b, &sum, &e) < 0);
	assert_non_null(strstr(e.msg, "38 significant"));
}

static void
order_is_by_value(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(orders); i++) {
		int c = dyn_number_cmp_text(str_z(orders[i].a), str_z(orders[i].b));

		assert_case(orders[i].a, (c > 0) - (c < 0) == orders[i].want);
		c = dyn_number_cmp_text(str_z(orders[i].b), str_z(orders[i].a));
		assert_case(orders[i].b, (c > 0) - (c < 0) == -orders[i].want);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_have_one_canonical_form),
		cmocka_unit_test(what_is_no_number_is_refused),
		cmocka_unit_test(sums_are_exact),
		cmocka_unit_test(a_sum_that_needs_too_many_digits_is_refused),
		cmocka_unit_test(order_is_by_value),
	};

	return RUN(tests);
}
