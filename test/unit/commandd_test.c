#include "cloud_help.h"

#define S CLOUD_SSM
#define HOST "i-0123456789abcdef0"
#define OTHER "i-0123456789abcdef1"

static void
open_with_hosts(struct help *h)
{
	struct cloud_variable web = { STR("Role"), STR("web") }, db = { STR("Role"), STR("db") };

	help_open(h);
	cloud_host_add(h->cloud, h->now_ms, STR(HOST), &web, 1);
	cloud_host_add(h->cloud, h->now_ms, STR(OTHER), &db, 1);
}

/* The id of a command that is sent to HOST; `more` are further members of the request. */
static const char *
send_it(struct help *h, const char *parameters, const char *more)
{
	char text[1024];
	struct json answer;

	snprintf(text, sizeof(text),
	    "{'DocumentName':'exe-run','InstanceIds':['" HOST "'],'Parameters':{'Url':['http://a/b']%s}%s}", parameters,
	    more);
	json_parse(&h->arena, str_z(help_call(h, S, "SendCommand", text)), NULL, &answer, NULL, NULL);
	return json_str_or(json_get(json_get(answer, "Command"), "CommandId"), STR("?")).p;
}

static void
expect_status(struct help *h, const char *id, const char *status, const char *details)
{
	char text[256], want[256];
	const char *got;

	snprintf(text, sizeof(text), "{'CommandId':'%s','InstanceId':'" HOST "'}", id);
	snprintf(want, sizeof(want), "\"Status\":\"%s\",\"StatusDetails\":\"%s\"", status, details);
	got = help_call(h, S, "GetCommandInvocation", text);
	if (!strstr(got, want))
		fail_msg("got: %s\nwant: %s", got, want);
	snprintf(text, sizeof(text), "{'CommandId':'%s'}", id);
	got = help_call(h, S, "ListCommands", text);
	if (!strstr(got, want))
		fail_msg("got: %s\nwant: %s", got, want);
}

static void
end_with(struct help *h, uint64_t id, int exit_code)
{
	const struct cloud_command_result r = { exit_code, STR("out"), STR("err") };

	cloud_command_end(h->cloud, h->now_ms, id, &r);
}

/* What EventBridge tells of it. */
static void
expect_event(struct help *h, const char *status)
{
	struct cloud_effect f = help_effect(h, CLOUD_INVOKE);
	struct str want = arena_printf(&h->arena, "\"status\":\"%s\"", status);

	assert_true(str_eqz(f.function, "watchdog"));
	assert_true(str_find(f.payload, want) < f.payload.n);
}

static const struct {
	const char *body, *code, *text;
} refused[] = {
	{ "{'DocumentName':'none','InstanceIds':['" HOST "']}", "InvalidDocument", "none" },
	{ "{'DocumentName':'exe-run','DocumentVersion':'2','InstanceIds':['" HOST "']}", "InvalidDocumentVersion",
	    "2" },
	{ "{'DocumentName':'exe-run','InstanceIds':['i-00000000']}", "InvalidInstanceId", "not in a valid state" },
	{ "{'DocumentName':'exe-run','InstanceIds':['" HOST "','" HOST "']}", "DuplicateInstanceId", HOST },
	{ "{'DocumentName':'exe-run','InstanceIds':[]}", "ValidationException", "1 to 50" },
	{ "{'DocumentName':'exe-run','Targets':[]}", "ValidationException", "Targets" },
	{ "{'DocumentName':'exe-run','InstanceIds':['" HOST "'],'TimeoutSeconds':29}", "ValidationException",
	    "TimeoutSeconds" },
	{ "{'DocumentName':'exe-run','InstanceIds':['" HOST "'],'TimeoutSeconds':2592001}", "ValidationException",
	    "TimeoutSeconds" },
	{ "{'DocumentName':'exe-run','InstanceIds':['" HOST "']}", "InvalidParameters", "\\'Url\\' requires a value" },
	{ "{'DocumentName':'exe-run','InstanceIds':['" HOST "'],'Parameters':{'Url':['ftp://x']}}", "InvalidParameters",
	    "allowed pattern" },
	{ "{'DocumentName':'exe-run','InstanceIds':['" HOST "'],'Parameters':{'Url':['http://x'],'Who':['me']}}",
	    "InvalidParameters", "does not define" },
	{ "{'DocumentName':'exe-run','InstanceIds':['" HOST "'],'Parameters':{'Url':['http://x','http://y']}}",
	    "InvalidParameters", "one value" },
	{ "{'DocumentName':'exe-run','InstanceIds':['" HOST "'],'Parameters':{'Url':'http://x'}}", "InvalidParameters",
	    "one value" },
	{ "{'DocumentName':'exe-run','InstanceIds':['" HOST "'],'Parameters':{'Url':['http://x'],'Mode':['odd']}}",
	    "InvalidParameters", "allowed values" },
};

static void
send_refuses_what_aws_refuses(void **state)
{
	char comment[256];
	struct help h;

	(void)state;
	open_with_hosts(&h);
	for (size_t i = 0; i < COUNT(refused); i++)
		help_refuse(&h, S, "SendCommand", refused[i].body, refused[i].code, refused[i].text);
	snprintf(comment, sizeof(comment), "{'DocumentName':'exe-run','InstanceIds':['" HOST "'],'Comment':'%0101d'}",
	    0);
	help_refuse(&h, S, "SendCommand", comment, "ValidationException", "Comment");
	help_effect(&h, CLOUD_NOTHING);
	help_close(&h);
}

static void
parameters_are_put_in_or_given_as_variables(void **state)
{
	struct cloud_effect f;
	struct help h;

	(void)state;
	open_with_hosts(&h);
	send_it(&h, ",'Mode':['slow'],'Lines':['a','b {{Mode}}']", "");
	f = help_effect(&h, CLOUD_COMMAND_START);
	/* What a variable gives is never text of the script; nor is what a value says looked at again. */
	assert_true(str_eqz(f.script, "echo slow {{Url}} {{ssm:x}} {{\na\nb {{Mode}}\n"));
	assert_int_equal(f.variable_count, 1);
	assert_true(str_eqz(f.variables[0].name, "SSM_Url") && str_eqz(f.variables[0].value, "http://a/b"));
	assert_true(str_eqz(f.instance, HOST));
	help_close(&h);
}

static void
a_command_runs_and_is_told(void **state)
{
	struct cloud_effect f;
	const char *id;
	struct help h;

	(void)state;
	open_with_hosts(&h);
	id = send_it(&h, "", ",'Comment':'c'");
	f = help_effect(&h, CLOUD_COMMAND_START);
	expect_status(&h, id, "InProgress", "InProgress");
	end_with(&h, f.id, 0);
	expect_status(&h, id, "Success", "Success");
	f = help_effect(&h, CLOUD_INVOKE);
	assert_true(str_find(f.payload, STR("\"detail-type\":\"EC2 Command Invocation Status-change Notification\"")) <
	    f.payload.n);
	assert_true(str_find(f.payload, STR("\"time\":\"2025-01-01T00:00:00Z\"")) < f.payload.n);
	assert_true(str_find(f.payload, STR("instance/" HOST "\"]")) < f.payload.n);
	assert_true(str_find(f.payload, STR("\"instance-id\":\"" HOST "\"")) < f.payload.n);
	assert_true(str_find(f.payload, str_z(id)) < f.payload.n);
	help_close(&h);
}

static void
a_failure_a_cancel_and_a_timeout_are_told_apart(void **state)
{
	static const char *const ways[][2] = { { "Failed", "Failed" }, { "Cancelled", "Cancelled" },
		{ "TimedOut", "ExecutionTimedOut" } };
	struct help h;

	(void)state;
	for (size_t i = 0; i < COUNT(ways); i++) {
		struct cloud_effect f;
		const char *id;

		open_with_hosts(&h);
		id = send_it(&h, ",'Time':['60']", "");
		f = help_effect(&h, CLOUD_COMMAND_START);
		if (i == 1) {
			help_expect(&h, S, "CancelCommand",
			    arena_printf(&h.arena, "{'CommandId':'%s','InstanceIds':['" HOST "']}", id).p, "{}");
			expect_status(&h, id, "Cancelling", "Cancelling");
		} else if (i == 2) {
			help_skip(&h);
			assert_int_equal(h.now_ms, 1000LL * HELP_START_MS + 60000);
			expect_status(&h, id, "InProgress", "InProgress");
		}
		if (i > 0)
			assert_int_equal(help_effect(&h, CLOUD_COMMAND_STOP).id, f.id);
		end_with(&h, f.id, 137);
		expect_status(&h, id, ways[i][0], ways[i][1]);
		expect_event(&h, ways[i][0]);
		/* Once. */
		end_with(&h, f.id, 0);
		expect_status(&h, id, ways[i][0], ways[i][1]);
		help_effect(&h, CLOUD_NOTHING);
		help_close(&h);
	}
}

static void
a_host_that_is_away_is_waited_for(void **state)
{
	const char *lost, *kept, *cancelled;
	struct help h;

	(void)state;
	open_with_hosts(&h);
	assert_int_equal(cloud_host_away(h.cloud, h.now_ms, STR(HOST), NULL), 0);
	lost = send_it(&h, "", ",'TimeoutSeconds':30");
	kept = send_it(&h, "", ",'TimeoutSeconds':300");
	cancelled = send_it(&h, "", "");
	help_call(&h, S, "CancelCommand", arena_printf(&h.arena, "{'CommandId':'%s'}", cancelled).p);
	expect_event(&h, "Cancelled");
	help_effect(&h, CLOUD_NOTHING);
	assert_int_equal(cloud_load(h.cloud).commands_waiting, 2);
	help_skip(&h);
	expect_status(&h, lost, "TimedOut", "DeliveryTimedOut");
	expect_event(&h, "TimedOut");
	expect_status(&h, kept, "Pending", "Pending");
	cloud_host_add(h.cloud, h.now_ms, STR(HOST), NULL, 0);
	help_effect(&h, CLOUD_COMMAND_START);
	expect_status(&h, kept, "InProgress", "InProgress");
	help_close(&h);
}

static void
a_host_that_is_gone_takes_its_commands_along(void **state)
{
	struct cloud_effect f;
	const char *id;
	struct help h;

	(void)state;
	open_with_hosts(&h);
	id = send_it(&h, "", "");
	f = help_effect(&h, CLOUD_COMMAND_START);
	assert_int_equal(cloud_host_remove(h.cloud, h.now_ms, STR(HOST), NULL), 0);
	assert_int_equal(help_effect(&h, CLOUD_COMMAND_STOP).id, f.id);
	expect_event(&h, "Failed");
	expect_status(&h, id, "Failed", "Undeliverable");
	end_with(&h, f.id, 137);
	help_effect(&h, CLOUD_NOTHING);
	help_refuse(&h, S, "SendCommand",
	    "{'DocumentName':'exe-run','InstanceIds':['" HOST "'],'Parameters':{'Url':['http://x']}}",
	    "InvalidInstanceId", HOST);
	assert_int_equal(cloud_host_remove(h.cloud, h.now_ms, STR(HOST), NULL), -1);
	help_close(&h);
}

static void
hosts_run_five_commands_at_once(void **state)
{
	uint64_t first = 0;
	struct help h;

	(void)state;
	open_with_hosts(&h);
	for (int i = 0; i < 7; i++)
		send_it(&h, "", "");
	for (int i = 0; i < 5; i++) {
		struct cloud_effect f = help_effect(&h, CLOUD_COMMAND_START);

		first = i == 0 ? f.id : first;
	}
	help_effect(&h, CLOUD_NOTHING);
	end_with(&h, first, 0);
	expect_event(&h, "Success");
	help_effect(&h, CLOUD_COMMAND_START);
	assert_int_equal(cloud_load(h.cloud).commands, 5);
	assert_int_equal(cloud_load(h.cloud).commands_waiting, 1);
	help_close(&h);
}

static void
hosts_are_found_by_tag_and_ping(void **state)
{
	const char *got;
	struct help h;

	(void)state;
	open_with_hosts(&h);
	cloud_host_away(h.cloud, h.now_ms, STR(OTHER), NULL);
	got = help_call(&h, S, "DescribeInstanceInformation", "{'Filters':[{'Key':'tag:Role','Values':['web','db']}]}");
	assert_non_null(strstr(got, HOST));
	assert_non_null(strstr(got, OTHER));
	got = help_call(&h, S, "DescribeInstanceInformation",
	    "{'Filters':[{'Key':'tag:Role','Values':['web','db']},{'Key':'PingStatus','Values':['Online']}]}");
	assert_non_null(strstr(got, HOST));
	assert_null(strstr(got, OTHER));
	help_expect(&h, S, "DescribeInstanceInformation", "{'Filters':[{'Key':'tag:Rol','Values':['web']}]}",
	    "{'InstanceInformationList':[]}");
	help_refuse(&h, S, "DescribeInstanceInformation", "{'Filters':[{'Key':'Color','Values':['red']}]}",
	    "InvalidFilterKey", "Color");
	help_refuse(&h, S, "DescribeInstanceInformation", "{'MaxResults':4}", "ValidationException", "5 to 50");
	help_close(&h);
}

/* Every host is on one page, and on one only. */
static void
hosts_come_in_pages(void **state)
{
	const char *request = "{'MaxResults':5}";
	size_t pages = 0, hosts = 0;
	struct help h;

	(void)state;
	help_open(&h);
	for (int i = 0; i < 12; i++)
		cloud_host_add(h.cloud, h.now_ms, arena_printf(&h.arena, "i-%08d", i), NULL, 0);
	while (request) {
		struct str token;
		struct json page;

		json_parse(&h.arena, str_z(help_call(&h, S, "DescribeInstanceInformation", request)), NULL, &page, NULL,
		    NULL);
		hosts += json_len(json_get(page, "InstanceInformationList"));
		pages++;
		token = json_str_or(json_get(page, "NextToken"), STR(""));
		request = token.n ?
		    arena_printf(&h.arena, "{'MaxResults':5,'NextToken':'" STR_FMT "'}", STR_ARG(token)).p :
		    NULL;
	}
	assert_int_equal(pages, 3);
	assert_int_equal(hosts, 12);
	help_close(&h);
}

static void
commands_are_listed(void **state)
{
	const char *first, *second, *got;
	struct help h;

	(void)state;
	open_with_hosts(&h);
	first = send_it(&h, "", "");
	h.now_ms += 60000;
	second = send_it(&h, "", "");
	got = help_call(&h, S, "ListCommands", "{'InstanceId':'" HOST "','MaxResults':1}");
	assert_non_null(strstr(got, second));
	assert_null(strstr(got, first));
	assert_non_null(strstr(got, "NextToken"));
	got = help_call(&h, S, "ListCommands", "{'Filters':[{'key':'InvokedBefore','value':'2025-01-01T00:00:01Z'}]}");
	assert_non_null(strstr(got, first));
	assert_null(strstr(got, second));
	help_expect(&h, S, "ListCommands", "{'InstanceId':'" OTHER "'}", "{'Commands':[]}");
	help_refuse(&h, S, "ListCommands", "{'CommandId':'00000000-0000-4000-8000-000000000000'}", "InvalidCommandId",
	    "0000");
	help_refuse(&h, S, "ListCommands", "{'NextToken':'x'}", "InvalidNextToken", "NextToken");
	help_refuse(&h, S, "GetCommandInvocation",
	    arena_printf(&h.arena, "{'CommandId':'%s','InstanceId':'" OTHER "'}", first).p, "InvocationDoesNotExist",
	    "invocation");
	help_refuse(&h, S, "GetCommandInvocation",
	    arena_printf(&h.arena, "{'CommandId':'%s','InstanceId':'" HOST "','PluginName':'else'}", first).p,
	    "InvalidPluginName", "else");
	help_close(&h);
}

static void
output_is_cut_as_the_agent_cuts_it(void **state)
{
	static char much[30000];
	struct cloud_command_result r = { 0, { much, sizeof(much) }, { much, sizeof(much) } };
	struct cloud_effect f;
	struct json answer;
	const char *id;
	struct str text;
	struct help h;

	(void)state;
	memset(much, 'x', sizeof(much));
	open_with_hosts(&h);
	id = send_it(&h, "", "");
	f = help_effect(&h, CLOUD_COMMAND_START);
	cloud_command_end(h.cloud, h.now_ms, f.id, &r);
	json_parse(&h.arena,
	    str_z(help_call(&h, S, "GetCommandInvocation",
		arena_printf(&h.arena, "{'CommandId':'%s','InstanceId':'" HOST "'}", id).p)),
	    NULL, &answer, NULL, NULL);
	text = json_str_or(json_get(answer, "StandardOutputContent"), STR(""));
	assert_int_equal(text.n, 24000);
	assert_true(str_ends(text, STR("---Output truncated---")));
	text = json_str_or(json_get(answer, "StandardErrorContent"), STR(""));
	assert_int_equal(text.n, 8000);
	assert_true(str_ends(text, STR("---Error truncated----")));
	help_close(&h);
}

static const struct {
	const char *content, *text;
} no_documents[] = {
	{ "[]", "schema 2.2" },
	{ "{'schemaVersion':'1.2'}", "schema 2.2" },
	{ "{'schemaVersion':'2.2','mainSteps':[]}", "one step" },
	{ "{'schemaVersion':'2.2','assumeRole':'x','mainSteps':[]}", "assumeRole" },
	{ "{'schemaVersion':'2.2','mainSteps':[{'action':'aws:runDocument','name':'a','inputs':{}}]}", "one step" },
	{ "{'schemaVersion':'2.2','mainSteps':[{'action':'aws:runShellScript','name':'a','inputs':{'runCommand':[]}}]}",
	    "must hold commands" },
	{ "{'schemaVersion':'2.2','mainSteps':[{'action':'aws:runShellScript','name':'a','inputs':{'runCommand':['a'],"
	  "'workingDirectory':'/'}}]}",
	    "workingDirectory" },
	{ "{'schemaVersion':'2.2','parameters':{'A':{'type':'Number'}},'mainSteps':[]}", "String or StringList" },
	{ "{'schemaVersion':'2.2','parameters':{'A':{'type':'String','allowedPattern':'('}},'mainSteps':[]}",
	    "no regular expression" },
	{ "{'schemaVersion':'2.2','parameters':{'A':{'type':'String','interpolationType':'TEXT'}},'mainSteps':[]}",
	    "ENV_VAR" },
	{ "{'schemaVersion':'2.2','parameters':{'A':{'type':'String','default':['a']}},'mainSteps':[]}",
	    "another type" },
	{ "{'schemaVersion':'2.2','parameters':{'A':{'type':'String','minChars':1}},'mainSteps':[]}", "minChars" },
};

static void
documents_are_checked(void **state)
{
	struct help h;

	(void)state;
	help_open(&h);
	for (size_t i = 0; i < COUNT(no_documents); i++) {
		struct buf request = buf_in(&h.arena);

		buf_addz(&request, "{\"Name\":\"mine\",\"Content\":");
		json_escape(&request, quoted(&h.arena, no_documents[i].content));
		buf_addc(&request, '}');
		help_refuse(&h, S, "CreateDocument", buf_z(&request), "InvalidDocumentContent", no_documents[i].text);
	}
	help_refuse(&h, S, "CreateDocument", "{'Name':'aws-x','Content':'{}'}", "ValidationException", "Name");
	help_refuse(&h, S, "CreateDocument", "{'Name':'exe-run','Content':'{}'}", "DocumentAlreadyExists", "exists");
	help_close(&h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(send_refuses_what_aws_refuses),
		cmocka_unit_test(parameters_are_put_in_or_given_as_variables),
		cmocka_unit_test(a_command_runs_and_is_told),
		cmocka_unit_test(a_failure_a_cancel_and_a_timeout_are_told_apart),
		cmocka_unit_test(a_host_that_is_away_is_waited_for),
		cmocka_unit_test(a_host_that_is_gone_takes_its_commands_along),
		cmocka_unit_test(hosts_run_five_commands_at_once),
		cmocka_unit_test(hosts_are_found_by_tag_and_ping),
		cmocka_unit_test(hosts_come_in_pages),
		cmocka_unit_test(commands_are_listed),
		cmocka_unit_test(output_is_cut_as_the_agent_cuts_it),
		cmocka_unit_test(documents_are_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
