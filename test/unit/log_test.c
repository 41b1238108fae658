#include "test.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/io.h"
#include "base/log.h"
#include "codec/date.h"
#include "codec/json.h"

static struct arena arena;

/* What standard error was given by one call. */
static struct str
written(enum log_level level, const char *message)
{
	int fds[2], saved = dup(STDERR_FILENO);
	struct buf out = buf_in(&arena);

	assert_int_equal(pipe(fds), 0);
	dup2(fds[1], STDERR_FILENO);
	log_write(level, "%s", message);
	dup2(saved, STDERR_FILENO);
	close(saved);
	close(fds[1]);
	assert_int_equal(io_read_all(fds[0], &out, 1 << 20, NULL), 0);
	close(fds[0]);
	return buf_str(&out);
}

/* The line as a document; the test fails when it is none, or not one line. */
static struct json
line(enum log_level level, const char *message)
{
	struct str text = written(level, message);
	struct json_limits strict = { .strict = true };
	struct json j = JSON_NONE;
	struct err e = { 0 };

	assert_int_equal(str_chr(text, '\n'), text.n - 1);
	if (json_parse(&arena, text, &strict, &j, NULL, &e) < 0)
		fail_msg("%s in %.*s", e.msg, (int)text.n, text.p);
	return j;
}

static struct str
text_of(struct json j, const char *key)
{
	return json_str_or(json_get(j, key), STR("(none)"));
}

static int
set_up(void **state)
{
	(void)state;
	log_init("orchestrator", LOG_DEBUG);
	log_context(STR(""));
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void
a_line_names_level_program_and_run(void **state)
{
	(void)state;
	static const char *const names[] = { "debug", "info", "warn", "error" };
	int64_t before_ms = clock_realtime_ms(), logged_ms = 0;
	struct json j;

	for (size_t i = 0; i < COUNT(names); i++)
		assert_true(str_eqz(text_of(line((enum log_level)i, "x"), "level"), names[i]));
	j = line(LOG_INFO, "moved");
	assert_true(str_eqz(text_of(j, "program"), "orchestrator"));
	assert_true(str_eqz(text_of(j, "message"), "moved"));
	assert_true(str_eqz(text_of(j, "run_id"), "(none)"));
	assert_int_equal(text_of(j, "time").n, 24);
	assert_int_equal(date_read(text_of(j, "time"), DATE_ISO, &logged_ms, NULL), 0);
	assert_true(logged_ms >= before_ms && logged_ms <= clock_realtime_ms());
	log_context(STR("6a8f2c1e-0000-4000-8000-000000000001"));
	assert_true(str_eqz(text_of(line(LOG_INFO, "x"), "run_id"), "6a8f2c1e-0000-4000-8000-000000000001"));
	log_context(STR(""));
	assert_true(str_eqz(text_of(line(LOG_INFO, "x"), "run_id"), "(none)"));
}

static void
lines_under_the_least_level_are_dropped(void **state)
{
	(void)state;
	log_init("worker", LOG_WARN);
	assert_int_equal(written(LOG_INFO, "x").n, 0);
	assert_int_not_equal(written(LOG_WARN, "x").n, 0);
}

static void
any_bytes_make_a_document(void **state)
{
	(void)state;
	static const struct {
		const char *in, *want;
	} cases[] = {
		{ "say \"no\" \\ yes", "say \"no\" \\ yes" },
		{ "a\n\t\r\x01\x1f\x7f", "a\n\t\r\x01\x1f\x7f" },
		{ "gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x8e\x89",
		    "gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x8e\x89" },
		{ "\xff"
		  "a\xc3",
		    "\xef\xbf\xbd"
		    "a\xef\xbf\xbd" },
		{ "\xed\xa0\x80"
		  "b",
		    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
		    "b" },
		{ "\xc3\"", "\xef\xbf\xbd\"" },
		{ "", "" },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		assert_case(cases[i].in, str_eqz(text_of(line(LOG_INFO, cases[i].in), "message"), cases[i].want));
}

static void
a_hostile_context_stays_a_string(void **state)
{
	(void)state;
	struct json j;

	log_context(STR("\",\"level\":\"debug\n\xff"));
	j = line(LOG_INFO, "x");
	assert_true(str_eqz(text_of(j, "run_id"), "\",\"level\":\"debug\n\xef\xbf\xbd"));
	log_context(STR("0123456789012345678901234567890123456789"));
	assert_int_equal(text_of(line(LOG_INFO, "x"), "run_id").n, 39);
}

/* Characters of every length at every offset of the cut. */
static void
long_messages_are_cut_between_characters(void **state)
{
	(void)state;
	static const char *const units[] = { "x", "\"", "\x01", "\xff", "\xc3\xbc", "\xe2\x82\xac",
		"\xf0\x9f\x8e\x89" };
	char message[9000];

	for (size_t i = 0; i < COUNT(units); i++)
		for (size_t shift = 0; shift < 8; shift++) {
			size_t n = shift;
			struct str text;

			memset(message, 'a', shift);
			for (; n + 8 < sizeof(message); n += strlen(units[i]))
				memcpy(message + n, units[i], strlen(units[i]));
			message[n] = 0;
			text = text_of(line(LOG_ERROR, message), "message");
			assert_true(str_ends(text, STR("...")));
			text = str_sub(text, 0, text.n - 3);
			assert_true(text.n > 600 && text.n < 4096);
			assert_true(units[i][0] == '\xff' || memcmp(text.p, message, text.n) == 0);
			assert_true(written(LOG_ERROR, message).n <= 4096);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_line_names_level_program_and_run, set_up, tear_down),
		cmocka_unit_test_setup_teardown(lines_under_the_least_level_are_dropped, set_up, tear_down),
		cmocka_unit_test_setup_teardown(any_bytes_make_a_document, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_hostile_context_stays_a_string, set_up, tear_down),
		cmocka_unit_test_setup_teardown(long_messages_are_cut_between_characters, set_up, tear_down),
	};
	return RUN(tests);
}
