#include "test.h"

#include <stdlib.h>

#include "codec/json.h"
#include "json_cases.h"

static struct arena arena;

static struct json
parse(const char *text)
{
	struct json doc;
	struct err e = { 0 };

	if (json_parse(&arena, str_z(text), NULL, &doc, NULL, &e) < 0)
		fail_msg("%s: %s", text, e.msg);
	return doc;
}

static void
reads_the_grammar_and_nothing_else(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(json_cases); i++) {
		const struct json_case *c = &json_cases[i];
		struct json doc;
		struct json_place place;
		struct err e;
		char *exact = malloc(c->n + 1); /* of the text's size, so that reading beyond it is noticed */

		memcpy(exact, c->text, c->n);
		int got = json_parse(&arena, (struct str){ exact, c->n }, NULL, &doc, &place, &e);
		assert_case(c->name, got == (c->kind == 'y' ? 0 : -1));
		assert_case(c->name, (place.fault == JSON_OK) == (c->kind == 'y'));
		assert_case(c->name, json_exists(doc) == (c->kind == 'y'));
		free(exact);
	}
}

static void
a_text_cut_anywhere_is_refused(void **state)
{
	(void)state;
	struct str text = STR("{\"a\": [1, -2.5e+3, true, false, null, \"x\\u00e4\\n\xc3\xa4\"], \"b\": {\"c\": {}}}");

	for (size_t n = 0; n < text.n; n++) {
		char *exact = malloc(n + 1);
		struct json doc;
		struct err e;

		memcpy(exact, text.p, n);
		assert_int_equal(json_parse(&arena, (struct str){ exact, n }, NULL, &doc, NULL, &e), -1);
		free(exact);
	}
}

static void
refusals_say_where_and_what(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		enum json_fault fault;
		const char *want;
	} refused[] = {
		{ "", JSON_BAD_GRAMMAR, "line 1, column 1: expected a value, got the end of the text" },
		{ "{\n\"a\": 1,\n\"b\": 2]", JSON_BAD_GRAMMAR,
		    "line 3, column 7: expected ',' or '}' after a member, got ']'" },
		{ "[1 2]", JSON_BAD_GRAMMAR, "line 1, column 4: expected ',' or ']' after an element, got '2'" },
		{ "{\"a\":1,}", JSON_BAD_GRAMMAR,
		    "line 1, column 8: expected a key in double quotes after ',', got '}'" },
		{ "{a:1}", JSON_BAD_GRAMMAR, "line 1, column 2: expected a key in double quotes or '}', got 'a'" },
		{ "{\"a\" 1}", JSON_BAD_GRAMMAR, "line 1, column 6: expected ':' after a key, got '1'" },
		{ "[x]", JSON_BAD_GRAMMAR, "line 1, column 2: expected a value or ']', got 'x'" },
		{ "[1,]", JSON_BAD_GRAMMAR, "line 1, column 4: expected a value, got ']'" },
		{ "[012]", JSON_BAD_GRAMMAR, "line 1, column 2: a number has no leading zeros" },
		{ "[1.]", JSON_BAD_GRAMMAR, "line 1, column 4: expected a digit in a number, got ']'" },
		{ "1 2", JSON_BAD_GRAMMAR, "line 1, column 3: expected nothing more after the document, got '2'" },
		{ "[\"a\nb\"]", JSON_BAD_GRAMMAR, "line 1, column 4: a control character in a string must be escaped" },
		{ "[\n  \"a]", JSON_BAD_GRAMMAR, "line 2, column 3: the string that begins here is not closed" },
		{ "\"\\x\"", JSON_BAD_GRAMMAR,
		    "line 1, column 3: expected one of \"\\/bfnrtu after a backslash, got 'x'" },
		{ "\"\\u12g4\"", JSON_BAD_GRAMMAR, "line 1, column 6: expected four hex digits after \\u, got 'g'" },
		{ "\xef\xbb\xbf{}", JSON_BAD_GRAMMAR, "line 1, column 1: expected a value, got the byte 0xef" },
		{ "[\"\xc3\xa4\xff\"]", JSON_BAD_UTF8, "line 1, column 5: a string holds bytes that are not UTF-8" },
	};

	for (size_t i = 0; i < COUNT(refused); i++) {
		struct json doc;
		struct json_place place;
		struct err e = { 0 };

		assert_case(refused[i].in, json_parse(&arena, str_z(refused[i].in), NULL, &doc, &place, &e) == -1);
		assert_string_equal(e.msg, refused[i].want);
		assert_case(refused[i].in, e.code == ERR_INPUT && place.fault == refused[i].fault);
	}
}

static void
limits_hold(void **state)
{
	(void)state;
	struct json_limits limits = { .bytes = 8, .depth = 3 };
	struct json doc;
	struct json_place place;
	struct err e;

	assert_int_equal(json_parse(&arena, STR("[[[1]]] "), &limits, &doc, &place, &e), 0);
	assert_int_equal(json_parse(&arena, STR("[[[1]]]  "), &limits, &doc, &place, &e), -1);
	assert_string_equal(e.msg, "JSON of 9 bytes: at most 8 are allowed");
	assert_int_equal(e.code, ERR_LIMIT);
	assert_int_equal(place.fault, JSON_TOO_LARGE);
	assert_int_equal(json_parse(&arena, STR("[[[[]]]]"), &limits, &doc, &place, &e), -1);
	assert_string_equal(e.msg, "line 1, column 4: nested deeper than 3");
	assert_int_equal(e.code, ERR_LIMIT);
	assert_int_equal(place.fault, JSON_TOO_DEEP);
	limits = (struct json_limits){ .values = 4 };
	assert_int_equal(json_parse(&arena, STR("{\"a\":[1]}"), &limits, &doc, &place, &e), 0);
	assert_int_equal(json_parse(&arena, STR("{\"a\":[1,2]}"), &limits, &doc, &place, &e), -1);
	assert_string_equal(e.msg, "JSON of 5 values: at most 4 are allowed");
	assert_int_equal(place.fault, JSON_TOO_LARGE);
}

static void
strict_refuses_what_the_grammar_allows(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		enum json_fault fault;
		const char *want;
	} refused[] = {
		{ "{\"a\":1,\n \"a\":2}", JSON_DUPLICATE_KEY,
		    "line 2, column 2: the key \"a\" is twice in one object" },
		{ "[{\"ab\":1, \"\\u0061b\":2}]", JSON_DUPLICATE_KEY,
		    "line 1, column 11: the key \"\\u0061b\" is twice in one object" },
		{ "\"\\ud800\"", JSON_LONE_SURROGATE,
		    "line 1, column 2: half of a surrogate pair stands alone: no character" },
		{ "\"a\\udc00\"", JSON_LONE_SURROGATE,
		    "line 1, column 3: half of a surrogate pair stands alone: no character" },
		{ "\"\\ud800\\ud800\\udc00\"", JSON_LONE_SURROGATE,
		    "line 1, column 2: half of a surrogate pair stands alone: no character" },
		{ "\"\\ud800\\ud800\"]", JSON_BAD_GRAMMAR,
		    "line 1, column 15: expected nothing more after the document, got ']'" },
	};
	struct json_limits limits = { .strict = true };
	struct json doc;
	struct json_place place;
	struct err e;

	for (size_t i = 0; i < COUNT(refused); i++) {
		assert_case(refused[i].in, json_parse(&arena, str_z(refused[i].in), &limits, &doc, &place, &e) == -1);
		assert_string_equal(e.msg, refused[i].want);
		assert_case(refused[i].in, place.fault == refused[i].fault);
	}
	assert_int_equal(json_parse(&arena, STR("{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":\"\\ud83d\\ude39\"}]}"),
			     &limits, &doc, &place, &e),
	    0);
}

/* An object of `n` members k0, k1, ..; the one at `again` repeats the key of the one at `first`. */
static struct str
large_object(size_t n, size_t again, size_t first)
{
	struct buf out = buf_in(&arena);

	buf_addc(&out, '{');
	for (size_t i = 0; i < n; i++)
		buf_printf(&out, "%s\"k%zu\":%zu", i ? "," : "", i == again ? first : i, i);
	buf_addc(&out, '}');
	return buf_str(&out);
}

static void
large_objects_are_searched_and_checked_too(void **state)
{
	(void)state;
	struct json_limits strict = { .strict = true };
	char key[32];

	for (size_t n = 1; n < 60; n++) {
		struct str text = large_object(n, n, 0);
		struct json doc;
		struct json_place place;

		assert_int_equal(json_parse(&arena, text, &strict, &doc, &place, NULL), 0);
		for (size_t i = 0; i < n; i++) {
			snprintf(key, sizeof(key), "k%zu", i);
			assert_int_equal(json_i64_or(json_get(doc, key), -1), i);
		}
		assert_false(json_exists(json_get(doc, "k")));
		assert_false(json_exists(json_get(doc, "z")));
		assert_false(json_exists(json_get(doc, "")));
		for (size_t i = 1; i < n; i++) {
			text = large_object(n, i, i / 2);
			assert_int_equal(json_parse(&arena, text, &strict, &doc, &place, NULL), -1);
			assert_int_equal(place.fault, JSON_DUPLICATE_KEY);
			assert_int_equal(json_parse(&arena, text, NULL, &doc, &place, NULL), 0);
			snprintf(key, sizeof(key), "k%zu", i / 2);
			assert_int_equal(json_i64_or(json_get(doc, key), -1), i);
		}
		arena_reset(&arena);
	}
}

static void
strings_are_decoded(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		struct str want;
	} cases[] = {
		{ "\"\"", { "", 0 } },
		{ "\"plain\"", { "plain", 5 } },
		{ "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", { "\"\\/\b\f\n\r\t", 8 } },
		{ "\"a\\u0000b\"", { "a\0b", 3 } },
		{ "\"\\u00e4\\u20ac\\uD83D\\uDE39\"", { "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\xb9", 9 } },
		{ "\"\\uD83Dx\"", { "\xef\xbf\xbdx", 4 } },
		{ "\"\\uDE39\\uD83D\"", { "\xef\xbf\xbd\xef\xbf\xbd", 6 } },
		{ "\"\\u007f\\u0080\\u07ff\\u0800\\uffff\"", { "\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf", 11 } },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct json doc = parse(cases[i].in);
		struct str got, again;

		assert_case(cases[i].in, json_str(doc, &got, NULL) == 0 && json_str(doc, &again, NULL) == 0);
		assert_case(cases[i].in, str_eq(got, cases[i].want) && got.p[got.n] == 0 && got.p == again.p);
		assert_case(cases[i].in, str_eqz(json_raw(doc), cases[i].in));
	}
}

static void
the_tree_is_as_written(void **state)
{
	(void)state;
	struct json doc = parse("{\"a\": [10, [], {\"x\\u0079\": null}, 13], \"b\": {}, \"\": false, \"c\" : \"d\"}");
	static const struct {
		const char *key;
		enum json_type type;
		const char *raw;
	} want[] = {
		{ "a", JSON_ARRAY, "[10, [], {\"x\\u0079\": null}, 13]" },
		{ "b", JSON_OBJECT, "{}" },
		{ "", JSON_BOOL, "false" },
		{ "c", JSON_STRING, "\"d\"" },
	};
	size_t n = 0;

	assert_int_equal(json_type(doc), JSON_OBJECT);
	assert_int_equal(json_len(doc), 4);
	for (struct json m = json_first(doc); json_exists(m); m = json_next(m), n++) {
		assert_true(str_eqz(json_key(m), want[n].key));
		assert_int_equal(json_type(m), want[n].type);
		assert_true(str_eqz(json_raw(m), want[n].raw));
		assert_int_equal(json_get(doc, want[n].key).node, m.node);
	}
	assert_int_equal(n, 4);

	struct json a = json_get(doc, "a");
	assert_int_equal(json_len(a), 4);
	assert_int_equal(json_i64_or(json_at(a, 3), 0), 13);
	assert_int_equal(json_len(json_at(a, 1)), 0);
	assert_false(json_exists(json_first(json_at(a, 1))));
	assert_int_equal(json_type(json_get(json_at(a, 2), "xy")), JSON_NULL);
	assert_true(str_eqz(json_key(json_first(json_at(a, 2))), "xy"));
	assert_true(str_eqz(json_key(json_at(a, 2)), ""));
	assert_false(json_exists(json_next(doc)));
}

static void
handles_outlive_the_text(void **state)
{
	(void)state;
	char text[] = "{\"key\": \"value\"}";
	struct json doc;

	assert_int_equal(json_parse(&arena, str_z(text), NULL, &doc, NULL, NULL), 0);
	memset(text, 'x', sizeof(text));
	assert_true(str_eqz(json_str_or(json_get(doc, "key"), STR("")), "value"));
}

static void
whole_numbers_in_any_clothes(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		int64_t want;
	} cases[] = {
		{ "5", 5 },
		{ "5.0", 5 },
		{ "5e0", 5 },
		{ "-0", 0 },
		{ "0.000", 0 },
		{ "0e999999999999999999999", 0 },
		{ "0.0e-5", 0 },
		{ "1.5e1", 15 },
		{ "1200e-2", 12 },
		{ "12.00e+2", 1200 },
		{ "0.0012E4", 12 },
		{ "9223372036854775807", INT64_MAX },
		{ "-9223372036854775808", INT64_MIN },
		{ "-9.223372036854775808e18", INT64_MIN },
		{ "1e18", 1000000000000000000 },
		{ "1000000000000000000000e-20", 10 },
	};
	static const struct {
		const char *in, *want;
	} refused[] = {
		{ "1.5", "expected a whole number, got 1.5" },
		{ "1e-1", "expected a whole number, got 1e-1" },
		{ "1e-99999999999999999999", "expected a whole number, got 1e-99999999999999999999" },
		{ "9223372036854775808", "expected a whole number of 64 bits, got 9223372036854775808" },
		{ "-9223372036854775809", "expected a whole number of 64 bits, got -9223372036854775809" },
		{ "1e19", "expected a whole number of 64 bits, got 1e19" },
		{ "1e99999999999999999999", "expected a whole number of 64 bits, got 1e99999999999999999999" },
		{ "\"5\"", "expected a whole number, got \"5\"" },
		{ "null", "expected a whole number, got null" },
		{ "[5]", "expected a whole number, got an array" },
		{ "{}", "expected a whole number, got an object" },
	};
	int64_t n;
	struct err e;

	for (size_t i = 0; i < COUNT(cases); i++) {
		n = 77;
		assert_case(cases[i].in, json_i64(parse(cases[i].in), &n, NULL) == 0);
		assert_case(cases[i].in, n == cases[i].want);
	}
	for (size_t i = 0; i < COUNT(refused); i++) {
		assert_case(refused[i].in, json_i64(parse(refused[i].in), &n, &e) == -1);
		assert_string_equal(e.msg, refused[i].want);
		assert_case(refused[i].in, json_i64_or(parse(refused[i].in), 42) == 42);
	}
}

static void
getters_fail_with_the_path(void **state)
{
	(void)state;
	struct json doc = parse("{\"orders\": [1, {}, {\"timeout\": \"5m\", \"env vars\": {\"A\": 1}}],"
				"\"long\": \"abcdefghijklmnopqrstuvwxyzabcdefghijklm\xc3\xa4zzzz\"}");
	struct json order = json_at(json_get(doc, "orders"), 2);
	struct str s;
	int64_t n;
	bool b;
	struct err e;

	json_i64(json_get(order, "timeout"), &n, &e);
	assert_string_equal(e.msg, "orders[2].timeout: expected a whole number, got \"5m\"");
	json_str(json_get(json_get(order, "env vars"), "A"), &s, &e);
	assert_string_equal(e.msg, "orders[2][\"env vars\"].A: expected a string, got 1");
	json_bool(json_get(order, "x"), &b, &e);
	assert_string_equal(e.msg, "orders[2].x: expected true or false, but it is missing");
	json_str(json_get(json_at(json_get(json_get(doc, "no"), "such"), 7), "path"), &s, &e);
	assert_string_equal(e.msg, "no.such[7].path: expected a string, but it is missing");
	json_str(json_at(json_get(doc, "orders"), 3), &s, &e);
	assert_string_equal(e.msg, "orders[3]: expected a string, but it is missing");
	json_i64(json_get(doc, "long"), &n, &e);
	assert_string_equal(e.msg, "long: expected a whole number, got \"abcdefghijklmnopqrstuvwxyzabcdefghijklm...\"");
	json_str(JSON_NONE, &s, &e);
	assert_string_equal(e.msg, "expected a string, but it is missing");
	json_str(json_get(JSON_NONE, "a"), &s, &e);
	assert_string_equal(e.msg, "expected a string, but it is missing");
	json_str(doc, &s, &e);
	assert_string_equal(e.msg, "expected a string, got an object");
}

static void
values_know_their_place(void **state)
{
	(void)state;
	struct json doc = parse("\n{\"a\": 1,\r\n  \"b\": [\n\"\xc3\xa4\", \"x\"]}");
	static const struct {
		const char *key;
		int at;
		uint32_t line, column;
	} cases[] = {
		{ "a", -1, 2, 7 },
		{ "b", -1, 3, 8 },
		{ "b", 0, 4, 1 },
		{ "b", 1, 4, 7 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct json j = json_get(doc, cases[i].key);
		struct json_place place = json_where(cases[i].at < 0 ? j : json_at(j, (size_t)cases[i].at));

		assert_int_equal(place.line, cases[i].line);
		assert_int_equal(place.column, cases[i].column);
	}
	assert_int_equal(json_where(json_get(doc, "z")).line, 0);
}

static int
forget(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(reads_the_grammar_and_nothing_else, forget),
		cmocka_unit_test_teardown(a_text_cut_anywhere_is_refused, forget),
		cmocka_unit_test_teardown(refusals_say_where_and_what, forget),
		cmocka_unit_test_teardown(limits_hold, forget),
		cmocka_unit_test_teardown(strict_refuses_what_the_grammar_allows, forget),
		cmocka_unit_test_teardown(large_objects_are_searched_and_checked_too, forget),
		cmocka_unit_test_teardown(strings_are_decoded, forget),
		cmocka_unit_test_teardown(the_tree_is_as_written, forget),
		cmocka_unit_test_teardown(handles_outlive_the_text, forget),
		cmocka_unit_test_teardown(whole_numbers_in_any_clothes, forget),
		cmocka_unit_test_teardown(getters_fail_with_the_path, forget),
		cmocka_unit_test_teardown(values_know_their_place, forget),
	};
	return RUN(tests);
}
