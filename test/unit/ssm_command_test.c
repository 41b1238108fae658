#include "test.h"

#include "aws/services.h"
#include "fake_net.h"

#define FAULT(code) { .status = 400, .body = "{\"__type\":\"" code "\",\"message\":\"m\"}" }

static const struct http_header parameters[] = {
	{ { "StartUrl", 8 }, { "https://x/\"", 11 } },
	{ { "ExecutionTimeout", 16 }, { "660", 3 } },
};
static const struct ssm_command command = {
	.document = { "doc", 3 },
	.instance = { "i-1", 3 },
	.comment = { "run/0001/ff", 11 },
	.parameters = parameters,
	.parameter_count = COUNT(parameters),
	.delivery_s = 3600,
};

static void
a_command_is_sent_to_one_instance(void **state)
{
	(void)state;
	static const struct fake_reply reply = { .status = 200, .body = "{\"Command\":{\"CommandId\":\"c-1\"}}" };
	struct fake_net f;
	struct str id;

	fake_open(&f, &reply, 1);
	assert_int_equal(ssm_send_command(&f.aws, &f.arena, &command, &id, NULL), 0);
	assert_true(str_eqz(id, "c-1"));
	assert_true(str_eqz(fake_header(&f, 0, "X-Amz-Target"), "AmazonSSM.SendCommand"));
	assert_string_equal(arena_z(&f.arena, f.seen[0].body),
	    "{\"DocumentName\":\"doc\",\"InstanceIds\":[\"i-1\"],\"Parameters\":{\"StartUrl\":[\"https://x/\\\"\"],"
	    "\"ExecutionTimeout\":[\"660\"]},\"TimeoutSeconds\":3600,\"Comment\":\"run/0001/ff\"}");
	fake_close(&f);
}

/* It has no token that would make a repeat harmless. */
static void
a_command_whose_answer_is_lost_is_not_sent_again(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct fake_reply reply;
		size_t calls;
		bool ambiguous;
	} cases[] = {
		{ "lost", { .fail = ERR_NET, .ambiguous = true }, 1, true },
		{ "no connection", { .fail = ERR_NET }, 6, false },
		{ "an error of theirs", { .status = 500, .body = "" }, 1, true },
		{ "throttled", FAULT("ThrottlingException"), 6, false },
		{ "refused", FAULT("InvalidInstanceId"), 1, false },
		{ "no id", { .status = 200, .body = "{}" }, 1, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fake_net f;
		struct str id;
		struct err e;

		fake_open(&f, &cases[i].reply, 1);
		err_clear(&e);
		assert_case(cases[i].name, ssm_send_command(&f.aws, &f.arena, &command, &id, &e) == -1);
		if (f.calls != cases[i].calls)
			fail_msg("%s: %zu calls", cases[i].name, f.calls);
		assert_case(cases[i].name, e.ambiguous == cases[i].ambiguous);
		fake_close(&f);
	}
}

static void
a_command_is_found_by_its_comment_over_all_pages(void **state)
{
	(void)state;
	static const struct fake_reply pages[] = {
		{ .status = 200,
		    .body =
			"{\"Commands\":[{\"CommandId\":\"c-9\",\"Comment\":\"run/0001/fe\"}],\"NextToken\":\"n\"}" },
		{ .status = 200, .body = "{\"Commands\":[{\"CommandId\":\"c-8\",\"Comment\":\"run/0001/ff\"}]}" },
	};
	struct fake_net f;
	struct str id;
	struct err e;

	fake_open(&f, pages, COUNT(pages));
	assert_int_equal(ssm_command_find(&f.aws, &f.arena, STR("i-1"), STR("run/0001/ff"), 1767323045000, &id, NULL),
	    0);
	assert_true(str_eqz(id, "c-8"));
	assert_string_equal(arena_z(&f.arena, f.seen[0].body),
	    "{\"InstanceId\":\"i-1\",\"Filters\":[{\"key\":\"InvokedAfter\",\"value\":\"2026-01-02T03:04:05Z\"}],\"MaxResults\":50}");
	assert_true(str_find(f.seen[1].body, STR("\"NextToken\":\"n\"")) < f.seen[1].body.n);
	assert_int_equal(ssm_command_find(&f.aws, &f.arena, STR("i-1"), STR("other"), 0, &id, &e), -1);
	assert_int_equal(e.code, ERR_NOT_FOUND);
	fake_close(&f);
}

static void
a_command_tells_what_it_was_for(void **state)
{
	(void)state;
	static const struct fake_reply replies[] = {
		{ .status = 200,
		    .body = "{\"Commands\":[{\"Comment\":\"run/0001/ff\",\"StatusDetails\":\"Undeliverable\"}]}" },
		{ .status = 200, .body = "{\"Commands\":[]}" },
		FAULT("InvalidCommandId"),
		{ .status = 200, .body = "{\"StandardErrorContent\":\"oh\\nno\"}" },
	};
	struct fake_net f;
	struct ssm_sent sent;
	struct str text;
	struct err e;

	fake_open(&f, replies, COUNT(replies));
	assert_int_equal(ssm_command_get(&f.aws, &f.arena, STR("c-1"), &sent, NULL), 0);
	assert_true(str_eqz(sent.comment, "run/0001/ff") && str_eqz(sent.status, "Undeliverable"));
	for (int i = 0; i < 2; i++) {
		assert_int_equal(ssm_command_get(&f.aws, &f.arena, STR("c-1"), &sent, &e), -1);
		assert_int_equal(e.code, ERR_NOT_FOUND);
	}
	assert_int_equal(ssm_command_errors(&f.aws, &f.arena, STR("c-1"), STR("i-1"), &text, NULL), 0);
	assert_true(str_eqz(text, "oh\nno"));
	assert_true(str_eqz(f.seen[3].body, "{\"CommandId\":\"c-1\",\"InstanceId\":\"i-1\"}"));
	fake_close(&f);
}

static void
a_command_is_cancelled_on_its_instance(void **state)
{
	(void)state;
	static const struct fake_reply reply = { .status = 200, .body = "{}" };
	struct fake_net f;

	fake_open(&f, &reply, 1);
	assert_int_equal(ssm_cancel_command(&f.aws, &f.arena, STR("c-1"), STR("i-1"), NULL), 0);
	assert_true(str_eqz(f.seen[0].body, "{\"CommandId\":\"c-1\",\"InstanceIds\":[\"i-1\"]}"));
	fake_close(&f);
}

static void
instances_are_those_online_with_all_the_tags(void **state)
{
	(void)state;
	static const struct fake_reply pages[] = {
		{ .status = 200,
		    .body =
			"{\"InstanceInformationList\":[{\"InstanceId\":\"i-1\"},{\"InstanceId\":\"i-2\"}],\"NextToken\":\"n\"}" },
		{ .status = 200, .body = "{\"InstanceInformationList\":[{\"InstanceId\":\"i-3\"}]}" },
	};
	const struct str db[] = { STR("db"), STR("d b") }, live = STR("live");
	const struct ssm_tag tags[] = { { STR("Role"), db, 2 }, { STR("Stage"), &live, 1 } };
	struct str ids[3];
	struct fake_net f;
	struct err e;
	size_t n;

	fake_open(&f, pages, COUNT(pages));
	assert_int_equal(ssm_instances(&f.aws, &f.arena, tags, COUNT(tags), ids, 3, &n, NULL), 0);
	assert_int_equal(n, 3);
	assert_true(str_eqz(ids[0], "i-1") && str_eqz(ids[2], "i-3"));
	assert_string_equal(arena_z(&f.arena, f.seen[0].body),
	    "{\"Filters\":[{\"Key\":\"PingStatus\",\"Values\":[\"Online\"]},{\"Key\":\"PlatformTypes\",\"Values\":[\"Linux\"]},{\"Key\":\"tag:Role\",\"Values\":[\"db\",\"d b\"]},"
	    "{\"Key\":\"tag:Stage\",\"Values\":[\"live\"]}],\"MaxResults\":50}");
	fake_close(&f);

	fake_open(&f, pages, COUNT(pages));
	assert_int_equal(ssm_instances(&f.aws, &f.arena, tags, COUNT(tags), ids, 2, &n, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	assert_string_equal(e.msg, "the tags are those of more than 2 hosts");
	fake_close(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_command_is_sent_to_one_instance),
		cmocka_unit_test(a_command_whose_answer_is_lost_is_not_sent_again),
		cmocka_unit_test(a_command_is_found_by_its_comment_over_all_pages),
		cmocka_unit_test(a_command_tells_what_it_was_for),
		cmocka_unit_test(a_command_is_cancelled_on_its_instance),
		cmocka_unit_test(instances_are_those_online_with_all_the_tags),
	};

	return RUN(tests);
}
