/*
 * test: what every unit test includes: cmocka with the headers that it wants, and a few words for tables.
 */
#ifndef TEST_H
#define TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Runs the tests of an array of struct CMUnitTest; main() returns this. */
#define RUN(tests) cmocka_run_group_tests_name(__FILE__, tests, NULL, NULL)

/* Fails unless `cond` holds, and says for which case of a table. */
#define assert_case(name, cond) \
	do { \
		if (!(cond)) \
			fail_msg("%s: %s", (name), #cond); \
	} while (0)

#endif
