#include "test.h"

#include "aws/dynamodb.h"
#include "fake_net.h"

static void
values_are_written_as_attribute_values(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;
	struct buf b = buf_in(&a);
	struct json_writer w = json_writer(&b);
	static const struct str two[] = { { "x", 1 }, { "y\"", 2 } };

	json_object(&w);
	ddb_put_s(&w, "s", STR("text"));
	ddb_put_n(&w, "n", INT64_MIN);
	ddb_put_bool(&w, "b", true);
	ddb_put_strings(&w, "set", two, 2);
	ddb_put_strings(&w, "none", two, 0);
	ddb_put_list(&w, "list", two, 2);
	ddb_put_list(&w, "empty", two, 0);
	json_close(&w);
	assert_true(json_done(&w));
	assert_string_equal(buf_z(&b),
	    "{\"s\":{\"S\":\"text\"},\"n\":{\"N\":\"-9223372036854775808\"},\"b\":{\"BOOL\":true},"
	    "\"set\":{\"SS\":[\"x\",\"y\\\"\"]},\"list\":{\"L\":[{\"S\":\"x\"},{\"S\":\"y\\\"\"}]},\"empty\":{\"L\":[]}}");
	arena_release(&a);
}

static void
values_of_another_type_are_absent(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;
	struct json item;
	struct str *strings;

	assert_int_equal(
	    json_parse(&a,
		STR("{\"s\":{\"S\":\"t\"},\"n\":{\"N\":\"42\"},\"b\":{\"BOOL\":true},\"ss\":{\"SS\":[\"x\",\"y\"]},"
		    "\"l\":{\"L\":[{\"S\":\"z\"}]},\"bad\":{\"N\":\"4x\"}}"),
		NULL, &item, NULL, NULL),
	    0);
	assert_true(str_eqz(ddb_s(item, "s"), "t"));
	assert_true(str_eqz(ddb_s(item, "n"), "") && str_eqz(ddb_s(item, "absent"), ""));
	assert_int_equal(ddb_n(item, "n", 0), 42);
	assert_int_equal(ddb_n(item, "s", 7), 7);
	assert_int_equal(ddb_n(item, "bad", 7), 7);
	assert_true(ddb_bool(item, "b") && !ddb_bool(item, "n") && !ddb_bool(item, "absent"));
	assert_int_equal(ddb_strings(&a, item, "ss", &strings), 2);
	assert_true(str_eqz(strings[0], "x") && str_eqz(strings[1], "y"));
	assert_int_equal(ddb_strings(&a, item, "l", &strings), 1);
	assert_true(str_eqz(strings[0], "z"));
	assert_int_equal(ddb_strings(&a, item, "s", &strings), 0);
	arena_release(&a);
}

static void
a_refused_condition_shows_the_item(void **state)
{
	(void)state;
	static const struct fake_reply replies[] = {
		{ .status = 400,
		    .body = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\","
			    "\"Message\":\"The conditional request failed\",\"Item\":{\"pk\":{\"S\":\"a\"}}}" },
	};
	struct fake_net f;
	struct json out;
	struct err e;
	bool repeated = true;

	fake_open(&f, replies, 1);
	assert_int_equal(ddb_call(&f.aws, &f.arena, "PutItem", STR("{}"), &out, &repeated, &e), -1);
	assert_int_equal(e.code, ERR_REFUSED);
	assert_true(str_eqz(ddb_s(json_get(out, "Item"), "pk"), "a"));
	assert_false(repeated);
	assert_string_equal(e.msg, "DynamoDB PutItem: ConditionalCheckFailedException: The conditional request failed");
	fake_close(&f);
}

static void
what_was_left_unwritten_is_written(void **state)
{
	(void)state;
	static const struct fake_reply replies[] = {
		{ .status = 200, .body = "{\"UnprocessedItems\":{\"t\":[{\"PutRequest\":{}}]}}" },
		{ .status = 200, .body = "{\"UnprocessedItems\":{}}" },
	};
	struct fake_net f;

	fake_open(&f, replies, 2);
	assert_int_equal(ddb_batch_write(&f.aws, &f.arena, STR("{\"RequestItems\":{}}"), NULL), 0);
	assert_int_equal(f.calls, 2);
	assert_true(str_eqz(f.seen[1].body, "{\"RequestItems\":{\"t\":[{\"PutRequest\":{}}]}}"));
	fake_close(&f);
}

static void
a_table_that_never_has_room_ends_it(void **state)
{
	(void)state;
	static const struct fake_reply never[] = {
		{ .status = 200, .body = "{\"UnprocessedItems\":{\"t\":[{\"PutRequest\":{}}]}}" },
	};
	struct fake_net f;
	struct err e;

	fake_open(&f, never, 1);
	assert_int_equal(ddb_batch_write(&f.aws, &f.arena, STR("{}"), &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	assert_true(e.retryable);
	assert_int_equal(f.calls, 10);
	fake_close(&f);
}

static void
collect(void *ctx, struct json item)
{
	buf_add(ctx, ddb_s(item, "k"));
}

static void
keys_left_over_are_read_too(void **state)
{
	(void)state;
	static const struct fake_reply replies[] = {
		{ .status = 200,
		    .body =
			"{\"Responses\":{\"t\":[{\"k\":{\"S\":\"a\"}},{\"k\":{\"S\":\"b\"}}],\"u\":[{\"k\":{\"S\":\"no\"}}]},"
			"\"UnprocessedKeys\":{\"t\":{\"ConsistentRead\":true,\"Keys\":[{}]}}}" },
		{ .status = 200, .body = "{\"Responses\":{\"t\":[{\"k\":{\"S\":\"c\"}}]}}" },
	};
	struct fake_net f;
	struct buf found;

	fake_open(&f, replies, 2);
	found = buf_in(&f.arena);
	assert_int_equal(ddb_batch_get(&f.aws, &f.arena, STR("t"), STR("{}"), collect, &found, NULL), 0);
	assert_true(str_eqz(buf_str(&found), "abc"));
	assert_true(str_eqz(f.seen[1].body, "{\"RequestItems\":{\"t\":{\"ConsistentRead\":true,\"Keys\":[{}]}}}"));
	fake_close(&f);
}

#define CANCELLED(reasons) \
	"{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\",\"Message\":\"cancelled\"," \
	"\"CancellationReasons\":" reasons "}"

static const struct {
	const char *name;
	struct fake_reply first;
	int want;
	enum err_code code;
	size_t calls;
} cancellations[] = {
	{ "condition",
	    { .status = 400, .body = CANCELLED("[{\"Code\":\"None\"},{\"Code\":\"ConditionalCheckFailed\"}]") }, -1,
	    ERR_REFUSED, 1 },
	{ "conflict", { .status = 400, .body = CANCELLED("[{\"Code\":\"TransactionConflict\"}]") }, 0, ERR_NONE, 2 },
	{ "both",
	    { .status = 400,
		.body = CANCELLED("[{\"Code\":\"TransactionConflict\"},{\"Code\":\"ConditionalCheckFailed\"}]") },
	    -1, ERR_REFUSED, 1 },
	{ "other", { .status = 400, .body = CANCELLED("[{\"Code\":\"ValidationError\"}]") }, -1, ERR_AWS, 1 },
	{ "in progress", { .status = 400, .body = "{\"__type\":\"x#TransactionInProgressException\"}" }, 0, ERR_NONE,
	    2 },
};

static void
transactions_are_repeated_for_conflicts_alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cancellations); i++) {
		const struct fake_reply replies[] = { cancellations[i].first, { .status = 200, .body = "{}" } };
		struct fake_net f;
		struct json reasons;
		struct err e;

		fake_open(&f, replies, 2);
		assert_case(cancellations[i].name,
		    ddb_transact(&f.aws, &f.arena, STR("{}"), &reasons, &e) == cancellations[i].want);
		assert_case(cancellations[i].name, f.calls == cancellations[i].calls);
		if (cancellations[i].want < 0)
			assert_case(cancellations[i].name, e.code == cancellations[i].code);
		if (cancellations[i].code == ERR_REFUSED)
			assert_case(cancellations[i].name, json_len(reasons) == 2);
		assert_case(cancellations[i].name, ddb_transact(&f.aws, &f.arena, STR("{}"), NULL, NULL) == 0);
		fake_close(&f);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_written_as_attribute_values),
		cmocka_unit_test(values_of_another_type_are_absent),
		cmocka_unit_test(a_refused_condition_shows_the_item),
		cmocka_unit_test(what_was_left_unwritten_is_written),
		cmocka_unit_test(a_table_that_never_has_room_ends_it),
		cmocka_unit_test(keys_left_over_are_read_too),
		cmocka_unit_test(transactions_are_repeated_for_conflicts_alone),
	};

	return RUN(tests);
}
