#include "test.h"

#include "codec/json.h"

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

static char space[4096];

static void
escapes_what_must_be_escaped(void **state)
{
	(void)state;
	static const struct {
		struct str in;
		const char *want;
	} cases[] = {
		{ { "", 0 }, "\"\"" },
		{ { "a/b", 3 }, "\"a/b\"" },
		{ { "\"\\\b\f\n\r\t", 7 }, "\"\\\"\\\\\\b\\f\\n\\r\\t\"" },
		{ { "\0\x1f\x7f", 3 }, "\"\\u0000\\u001f\x7f\"" },
		{ { "\xc3\xa4", 2 }, "\"\xc3\xa4\"" },
		{ { "a\xff\xc3", 3 }, "\"a\xef\xbf\xbd\xef\xbf\xbd\"" },
		{ { "\xc3\"", 2 }, "\"\xef\xbf\xbd\\\"\"" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = buf_over(space, sizeof(space));

		json_escape(&out, cases[i].in);
		assert_string_equal(buf_z(&out), cases[i].want);
	}
}

static void
write_everything(struct json_writer *w)
{
	json_object(w);
	json_put_str(w, "s", STR("x\n"));
	json_put_i64(w, "n", INT64_MIN);
	json_put_bool(w, "b", true);
	json_put_raw(w, "r", STR("[1]"));
	json_put_array(w, "a");
	json_write_null(w);
	json_write_bool(w, false);
	json_array(w);
	json_close(w);
	json_close(w);
	json_put_object(w, "o");
	json_close(w);
	json_key_write(w, STR("c"));
	json_write_copy(w, parse("{\"k\" : 1.50}"));
	json_close(w);
}

static void
writes_documents(void **state)
{
	(void)state;
	struct buf out = buf_over(space, sizeof(space));
	struct json_writer w = json_writer(&out);

	write_everything(&w);
	assert_true(json_done(&w));
	assert_string_equal(buf_z(&out),
	    "{\"s\":\"x\\n\",\"n\":-9223372036854775808,\"b\":true,\"r\":[1],\"a\":[null,false,[]],"
	    "\"o\":{},\"c\":{\"k\" : 1.50}}");
	parse(buf_z(&out));

	buf_clear(&out);
	w = json_writer(&out);
	w.pretty = true;
	write_everything(&w);
	assert_true(json_done(&w));
	assert_string_equal(buf_z(&out),
	    "{\n  \"s\": \"x\\n\",\n  \"n\": -9223372036854775808,\n  \"b\": true,\n  \"r\": [1],\n"
	    "  \"a\": [\n    null,\n    false,\n    []\n  ],\n  \"o\": {},\n  \"c\": {\"k\" : 1.50}\n}");
}

static void
misuse_nothing(struct json_writer *w)
{
	(void)w;
}
static void
misuse_open(struct json_writer *w)
{
	json_array(w);
}
static void
misuse_close(struct json_writer *w)
{
	json_close(w);
}
static void
misuse_no_key(struct json_writer *w)
{
	json_object(w);
	json_write_null(w);
	json_close(w);
}
static void
misuse_no_value(struct json_writer *w)
{
	json_object(w);
	json_key_write(w, STR("a"));
	json_close(w);
}
static void
misuse_two_keys(struct json_writer *w)
{
	json_object(w);
	json_key_write(w, STR("a"));
	json_put_bool(w, "b", 1);
	json_close(w);
}
static void
misuse_key_in_array(struct json_writer *w)
{
	json_array(w);
	json_put_bool(w, "b", 1);
	json_close(w);
}
static void
misuse_key_at_root(struct json_writer *w)
{
	json_put_bool(w, "b", 1);
}
static void
misuse_two_roots(struct json_writer *w)
{
	json_write_null(w);
	json_write_null(w);
}
static void
misuse_copy_missing(struct json_writer *w)
{
	json_write_copy(w, JSON_NONE);
}

static void
misuse_too_deep(struct json_writer *w)
{
	for (int i = 0; i <= JSON_WRITE_DEPTH; i++)
		json_array(w);
	for (int i = 0; i <= JSON_WRITE_DEPTH; i++)
		json_close(w);
}

static void
refuses_to_write_a_malformed_document(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		void (*write)(struct json_writer *);
	} cases[] = {
		{ "nothing", misuse_nothing },
		{ "left open", misuse_open },
		{ "close without open", misuse_close },
		{ "value without key", misuse_no_key },
		{ "key without value", misuse_no_value },
		{ "two keys", misuse_two_keys },
		{ "key in an array", misuse_key_in_array },
		{ "key at the root", misuse_key_at_root },
		{ "two documents", misuse_two_roots },
		{ "copy of what is missing", misuse_copy_missing },
		{ "too deep", misuse_too_deep },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = buf_over(space, sizeof(space));
		struct json_writer w = json_writer(&out);

		cases[i].write(&w);
		assert_case(cases[i].name, !json_done(&w));
	}
}

static void
a_full_buffer_is_no_document(void **state)
{
	(void)state;
	struct buf out = buf_over(space, 3);
	struct json_writer w = json_writer(&out);

	json_write_str(&w, STR("ab"));
	assert_false(json_done(&w));
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
		cmocka_unit_test_teardown(escapes_what_must_be_escaped, forget),
		cmocka_unit_test_teardown(writes_documents, forget),
		cmocka_unit_test_teardown(refuses_to_write_a_malformed_document, forget),
		cmocka_unit_test_teardown(a_full_buffer_is_no_document, forget),
	};
	return RUN(tests);
}
