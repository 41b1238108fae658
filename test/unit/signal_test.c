#include "test.h"

#include "engine/signal.h"

#define RUN_ID "01234567-89ab-4cde-8f01-23456789abcd"
#define COMMAND(status) \
	"{\"source\":\"aws.ssm\",\"detail-type\":\"EC2 Command Invocation Status-change Notification\",\"detail\":{\"command-id\":\"c-1\"," \
	"\"document-name\":\"d\",\"instance-id\":\"i-1\",\"status\":\"" status "\"}}"
#define BUILD(status) \
	"{\"source\":\"aws.codebuild\",\"detail\":{\"build-id\":\"arn:b\",\"build-status\":\"" status "\"," \
	"\"additional-information\":{\"environment\":{\"environment-variables\":[" \
	"{\"name\":\"AWS_EXE_SYS_RUN_ID\",\"value\":\"" RUN_ID \
	"\"},{\"name\":\"AWS_EXE_SYS_ORDER_NUM\",\"value\":\"0012\"}]}}}}"

static const struct {
	const char *name, *event;
	bool signal;
	unsigned num;
	const char *command, *host, *execution;
	bool clean;
	const char *reason;
} events[] = {
	{ "a look", "{\"run_id\":\"" RUN_ID "\",\"order_num\":\"0012\"}", false, 0, "", "", "", false, "" },
	{ "a function",
	    "{\"requestContext\":{\"requestId\":\"r-1\",\"condition\":\"RetriesExhausted\"},\"requestPayload\":{\"run_id\":\"" RUN_ID
	    "\",\"order_num\":\"0012\"},\"responsePayload\":{\"errorMessage\":\"killed\"}}",
	    true, 12, "", "", "r-1", false, "Lambda: RetriesExhausted: killed" },
	{ "a build", BUILD("FAILED"), true, 12, "", "", "arn:b", false, "CodeBuild: the build ended as FAILED" },
	{ "a clean build", BUILD("SUCCEEDED"), true, 12, "", "", "arn:b", true, NULL },
	{ "a build that begins", BUILD("IN_PROGRESS"), true, 0, "", "", "arn:b", false, NULL },
	{ "a command that failed", COMMAND("Failed"), true, 0, "c-1", "i-1", "", false,
	    "SSM: the command ended as Failed" },
	{ "one that timed out", COMMAND("TimedOut"), true, 0, "c-1", "i-1", "", false,
	    "SSM: the command ended as TimedOut" },
	{ "a clean command", COMMAND("Success"), true, 0, "c-1", "i-1", "", true, NULL },
	{ "a command under way", COMMAND("InProgress"), true, 0, "", "", "", false, NULL },
	{ "one that waits", COMMAND("Pending"), true, 0, "", "", "", false, NULL },
	{ "one that is being ended", COMMAND("Cancelling"), true, 0, "", "", "", false, NULL },
	{ "a command without detail", "{\"source\":\"aws.ssm\"}", true, 0, "", "", "", false, NULL },
	{ "another service", "{\"source\":\"aws.ec2\"}", false, 0, "", "", "", false, "" },
};

static void
events_of_services_are_told_apart(void **state)
{
	struct arena a = ARENA_EMPTY;

	(void)state;
	for (size_t i = 0; i < COUNT(events); i++) {
		struct signal_event s;
		struct json event;

		assert_int_equal(json_parse(&a, str_z(events[i].event), NULL, &event, NULL, NULL), 0);
		assert_case(events[i].name, signal_read(&a, event, &s) == events[i].signal);
		assert_case(events[i].name, s.num == events[i].num && s.clean == events[i].clean);
		assert_case(events[i].name,
		    str_eqz(s.command_id, events[i].command) && str_eqz(s.host, events[i].host));
		assert_case(events[i].name, str_eqz(s.execution_id, events[i].execution));
		if (events[i].reason && !str_eqz(s.reason, events[i].reason))
			fail_msg("%s: " STR_FMT, events[i].name, STR_ARG(s.reason));
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(events_of_services_are_told_apart) };

	return RUN(tests);
}
