#include "test.h"

#include "codec/date.h"

static char space[256];

static void
dates_survive_both_ways(void **state)
{
	(void)state;
	static const struct {
		int64_t ms;
		enum date_form form;
		const char *want;
	} cases[] = {
		{ 0, DATE_ISO, "1970-01-01T00:00:00.000Z" },
		{ 1767323045678, DATE_ISO, "2026-01-02T03:04:05.678Z" },
		{ 1767323045000, DATE_BASIC, "20260102T030405Z" },
		{ 1767323045000, DATE_HTTP, "Fri, 02 Jan 2026 03:04:05 GMT" },
		{ 784111777000, DATE_HTTP, "Sun, 06 Nov 1994 08:49:37 GMT" },
		{ 951782400000, DATE_ISO, "2000-02-29T00:00:00.000Z" },
		{ 1709164799999, DATE_ISO, "2024-02-28T23:59:59.999Z" },
		{ 1709251200000, DATE_ISO, "2024-03-01T00:00:00.000Z" },
		{ -1, DATE_ISO, "1969-12-31T23:59:59.999Z" },
		{ -2203977600000, DATE_ISO, "1900-02-28T00:00:00.000Z" },
		{ 253402300799999, DATE_ISO, "9999-12-31T23:59:59.999Z" },
		{ -62135596800000, DATE_ISO, "0001-01-01T00:00:00.000Z" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = buf_over(space, sizeof(space));
		int64_t back = -12345;

		date_write(&out, cases[i].ms, cases[i].form);
		assert_string_equal(buf_z(&out), cases[i].want);
		assert_case(cases[i].want, date_read(buf_str(&out), cases[i].form, &back, NULL) == 0);
		assert_case(cases[i].want, back == cases[i].ms);
	}
}

static void
every_day_of_eight_centuries_is_the_next_ones_eve(void **state)
{
	(void)state;
	for (int64_t day = -150000; day < 150000; day++) {
		struct buf out = buf_over(space, sizeof(space));
		int64_t back = 0;

		date_write(&out, day * 86400000, DATE_HTTP);
		assert_int_equal(date_read(buf_str(&out), DATE_HTTP, &back, NULL), 0);
		assert_true(back == day * 86400000);
	}
}

static void
fractions_of_any_length_are_read(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		int64_t want;
	} cases[] = {
		{ "1970-01-01T00:00:01Z", 1000 },
		{ "1970-01-01T00:00:01.5Z", 1500 },
		{ "1970-01-01T00:00:01.05Z", 1050 },
		{ "1970-01-01T00:00:01.123456789Z", 1123 },
		{ "1970-01-01T02:00:01+02:00", 1000 },
		{ "1969-12-31T20:30:01.5-0330", 1500 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t ms = 0;

		assert_case(cases[i].in, date_read(str_z(cases[i].in), DATE_ISO, &ms, NULL) == 0);
		assert_case(cases[i].in, ms == cases[i].want);
	}
}

#define NOT_ISO(text) "expected a date such as 2026-01-02T03:04:05.678Z, got \"" text "\""

static void
other_forms_and_impossible_dates_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		enum date_form form;
		const char *want;
	} refused[] = {
		{ "", DATE_ISO, NOT_ISO("") },
		{ "2026-01-02T03:04:05", DATE_ISO, NOT_ISO("2026-01-02T03:04:05") },
		{ "2026-01-02T03:04:05.Z", DATE_ISO, NOT_ISO("2026-01-02T03:04:05.Z") },
		{ "2026-01-02T03:04:05.1234567890Z", DATE_ISO, NOT_ISO("2026-01-02T03:04:05.1234567890Z") },
		{ "2026-01-02T03:04:05Zx", DATE_ISO, NOT_ISO("2026-01-02T03:04:05Zx") },
		{ "2026-01-02T03:04:05+1:00", DATE_ISO, NOT_ISO("2026-01-02T03:04:05+1:00") },
		{ "2026-01-02T03:04:05+01:60", DATE_ISO, NOT_ISO("2026-01-02T03:04:05+01:60") },
		{ "2026-1-02T03:04:05Z", DATE_ISO, NOT_ISO("2026-1-02T03:04:05Z") },
		{ "2026-13-02T03:04:05Z", DATE_ISO, "\"2026-13-02T03:04:05Z\" is a date that does not exist" },
		{ "2026-00-02T03:04:05Z", DATE_ISO, "\"2026-00-02T03:04:05Z\" is a date that does not exist" },
		{ "2025-02-29T03:04:05Z", DATE_ISO, "\"2025-02-29T03:04:05Z\" is a date that does not exist" },
		{ "1900-02-29T03:04:05Z", DATE_ISO, "\"1900-02-29T03:04:05Z\" is a date that does not exist" },
		{ "2026-01-00T03:04:05Z", DATE_ISO, "\"2026-01-00T03:04:05Z\" is a date that does not exist" },
		{ "20260102T240000Z", DATE_BASIC, "\"20260102T240000Z\" is a date that does not exist" },
		{ "20260102T006000Z", DATE_BASIC, "\"20260102T006000Z\" is a date that does not exist" },
		{ "20260102T000060Z", DATE_BASIC, "\"20260102T000060Z\" is a date that does not exist" },
		{ "2026-01-02", DATE_BASIC, "expected a date such as 20260102T030405Z, got \"2026-01-02\"" },
		{ "Thu, 02 Jan 2026 03:04:05 GMT", DATE_HTTP,
		    "\"Thu, 02 Jan 2026 03:04:05 GMT\" names a day of the week that it is not" },
		{ "Fri, 02 Foo 2026 03:04:05 GMT", DATE_HTTP,
		    "expected a date such as Fri, 02 Jan 2026 03:04:05 GMT, got \"Fri, 02 Foo 2026 03:04:05 GMT\"" },
		{ "Fri, 02 Jan 2026 03:04:05 UTC", DATE_HTTP,
		    "expected a date such as Fri, 02 Jan 2026 03:04:05 GMT, got \"Fri, 02 Jan 2026 03:04:05 UTC\"" },
	};

	for (size_t i = 0; i < COUNT(refused); i++) {
		struct err e = { 0 };
		int64_t ms = 77;

		assert_case(refused[i].in, date_read(str_z(refused[i].in), refused[i].form, &ms, &e) == -1);
		assert_case(refused[i].in, e.code == ERR_INPUT && ms == 77);
		assert_string_equal(e.msg, refused[i].want);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_survive_both_ways),
		cmocka_unit_test(every_day_of_eight_centuries_is_the_next_ones_eve),
		cmocka_unit_test(fractions_of_any_length_are_read),
		cmocka_unit_test(other_forms_and_impossible_dates_are_refused),
	};
	return RUN(tests);
}
