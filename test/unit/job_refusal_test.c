/* What is wrong with a job: every rule with its message. data table */
#include "test.h"

#include "engine/ids.h"
#include "engine/job.h"
#include "job_text.h"

static struct arena arena;

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct job_issues
refuse_as(enum job_entry entry, struct str text)
{
	struct job job;
	struct job_issues is = job_issues_in(&arena);

	if (job_parse(&arena, text, entry, &job, &is) == 0)
		fail_msg("accepted: " STR_FMT, STR_ARG(str_sub(text, 0, 200)));
	return is;
}

static struct job_issues
refuse(const char *text)
{
	return refuse_as(JOB_INIT, quoted(&arena, text));
}

static void
expect(const char *text, const char *want)
{
	struct job_issues is = refuse(text);

	assert_string_equal(listed(&arena, is.errors), want);
}

#define U "'username':'a','commands_only':true,"
#define O "'orders':[" ORDER("") "]"
#define NAMED \
	"must be letters, digits, '-', '_', '.' and spaces inside, and not begin with '.' or '_': it becomes part of keys and paths"

static const struct {
	const char *job, *want;
} job_rules[] = {
	{ "[]", "the job must be an object, got a list" },
	{ "'x'", "the job must be an object, got a string" },
	{ "{}", "username: required, but missing\norders: required, but missing" },
	{ "{'username':null," O "}",
	    "username: required, but missing\n"
	    "orders[0] (true): has no code: give s3_location or git_repo, or the job commands_only: true" },
	{ "{'commands_only':true,'username':7," O "}", "username: expected a string, got a number" },
	{ "{'commands_only':true,'username':' '," O "}", "username: must not be empty" },
	{ "{'commands_only':true,'username':'a\\nb'," O "}", "username: must not hold control characters" },
	{ "{'commands_only':true,'username':'a\\u0000b'," O "}", "username: must not hold a NUL character" },
	{ "{" U "'git_repo':'https://github.com/o/r'," O "}", "git_repo: must be org/repo, not a URL" },
	{ "{" U "'git_repo':'repo'," O "}", "git_repo: must be org/repo, not a URL" },
	{ "{" U "'git_repo':'~/repo'," O "}", "git_repo: must be org/repo, not a URL" },
	{ "{" U "'git_repo':'org/~repo'," O "}", "git_repo: must be org/repo, not a URL" },
	{ "{" U "'git_repo':'org/../x'," O "}", "git_repo: must be org/repo, not a URL" },
	{ "{" U "'git_provider':'svn'," O "}", "git_provider: must be github, gitlab or bitbucket" },
	{ "{" U "'git_token_location':'gcp:::secret:x'," O "}",
	    "git_token_location: has an unknown prefix: aws:::ssm:<path> and aws:::secretd:<path> are known" },
	{ "{" U "'git_token_location':'aws:::ssm:'," O "}", "git_token_location: has no path behind aws:::ssm:" },
	{ "{" U "'git_token_location':'aws:::secretd:'," O "}",
	    "git_token_location: has no path behind aws:::secretd:" },
	{ "{" U "'git_token_location':'a b'," O "}", "git_token_location: must not hold spaces or control characters" },
	{ "{" U "'git_ssh_key_location':'/key'," O "}",
	    "git_ssh_key_location: code comes over HTTPS, where an SSH key does not help: give git_token_location" },
	{ "{" U "'commit_hash':'-x'," O "}", "commit_hash: must be a commit, a tag or a branch" },
	{ "{" U "'commit_hash':'a..b'," O "}", "commit_hash: must be a commit, a tag or a branch" },
	{ "{" U "'commit_hash':'a b'," O "}", "commit_hash: must be a commit, a tag or a branch" },
	{ "{" U "'pr_number':'x'," O "}", "pr_number: must be a whole number above 0" },
	{ "{" U "'pr_number':0," O "}", "pr_number: must be a whole number above 0" },
	{ "{" U "'pr_number':1.5," O "}", "pr_number: expected a string or a whole number, got a number" },
	{ "{" U "'issue_number':[]," O "}", "issue_number: expected a string or a whole number, got a list" },
	{ "{" U "'pr_comment_search_tag':'a\\tb'," O "}", "pr_comment_search_tag: must not hold control characters" },
	{ "{" U "'flow_label':'a:b'," O "}", "flow_label: " NAMED },
	{ "{" U "'presign_expiry':43201," O "}", "presign_expiry: 43201 s, at most 43200 s are allowed" },
	{ "{" U "'presign_expiry':0," O "}", "presign_expiry: expected whole seconds above 0, got 0" },
	{ "{" U "'job_timeout':72001," O "}", "job_timeout: 72001 s, at most 72000 s are allowed" },
	{ "{" U "'job_timeout':'1h'," O "}", "job_timeout: expected whole seconds above 0, got \"1h\"" },
	{ "{" U "'job_timeout':99999999999," O "}", "job_timeout: 2147483647 s, at most 72000 s are allowed" },
	{ "{'username':'a','commands_only':'yes'," O "}",
	    "commands_only: expected true or false, got a string\n"
	    "orders[0] (true): has no code: give s3_location or git_repo, or the job commands_only: true" },
	{ "{" U "'stripped_copy':1," O "}", "stripped_copy: expected true or false, got a number" },
	{ "{" U "'orders':{}}", "orders: expected a list of orders, got an object" },
	{ "{" U "'orders':[]}", "orders: 0 orders, from 1 to 10000 are allowed" },
	{ "{" U "'orders':[1]}", "orders[0] (order-0001): expected an object, got a number" },
};

static void
rules_of_the_job(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(job_rules); i++)
		expect(job_rules[i].job, job_rules[i].want);
}

#define W "orders[0] (true): "
#define T "'timeout':60"
#define C "'cmds':['true']"
#define CT C "," T
#define SSM CT ",'execution_target':'ssm','ssm_targets':"

static const struct {
	const char *order, *want;
} order_rules[] = {
	{ "'order_name':'x'",
	    "orders[0] (x): cmds: required, but missing\norders[0] (x): timeout: required, but missing" },
	{ "'order_name':'x','cmds':[]," T, "orders[0] (x): cmds: must not be empty" },
	{ "'order_name':'x','cmds':'make'," T, "orders[0] (x): cmds: expected a list of strings, got a string" },
	{ "'cmds':['true','',7,' ']," T,
	    W "cmds[1]: must not be empty\n" W "cmds[2]: expected a string, got a number\n" W
	      "cmds[3]: must not be empty" },
	{ "'cmds':['true','a\\u0000b']," T, W "cmds[1]: must not hold a NUL character" },
	{ C ",'timeout':'5m'", W "timeout: expected whole seconds above 0, got \"5m\"" },
	{ C ",'timeout':0", W "timeout: expected whole seconds above 0, got 0" },
	{ C ",'timeout':-5", W "timeout: expected whole seconds above 0, got -5" },
	{ C ",'timeout':1.5", W "timeout: expected whole seconds above 0, got 1.5" },
	{ C ",'timeout':[60]", W "timeout: expected whole seconds above 0, got a list" },
	{ C ",'timeout':541,'execution_target':'lambda'", W "timeout: 541 s, at most 540 s are allowed on lambda" },
	{ C ",'timeout':28801", W "timeout: 28801 s, at most 28800 s are allowed on codebuild" },
	{ C ",'timeout':39601,'execution_target':'ssm','ssm_targets':{'instance_ids':['i-0a']}",
	    W "timeout: 39601 s, at most 39600 s are allowed on ssm" },
	{ CT ",'order_name':'a/b'", "orders[0]: order_name: " NAMED },
	{ CT ",'order_name':'../x'", "orders[0]: order_name: " NAMED },
	{ CT ",'order_name':'_job'", "orders[0]: order_name: " NAMED },
	{ CT ",'order_name':''", "orders[0]: order_name: " NAMED },
	{ CT ",'order_name':5", "orders[0]: order_name: expected a string, got a number" },
	{ CT ",'execution_target':'ec2'", W "execution_target: must be lambda, codebuild or ssm" },
	{ CT ",'execution_target':1", W "execution_target: must be lambda, codebuild or ssm" },
	{ CT ",'use_lambda':'yes'", W "use_lambda: expected true or false, got a string" },
	{ CT ",'use_lambda':true,'execution_target':'codebuild'",
	    W "use_lambda: true contradicts execution_target codebuild" },
	{ CT ",'use_lambda':false,'execution_target':'lambda'",
	    W "use_lambda: false contradicts execution_target lambda" },
	{ CT ",'git_repo':'x'", W "git_repo: must be org/repo, not a URL" },
	{ CT ",'commit_hash':'a~1'", W "commit_hash: must be a commit, a tag or a branch" },
	{ CT ",'git_folder':'/etc'",
	    "orders[0] (etc): git_folder: must be a path inside the repository, such as infra/network" },
	{ CT ",'git_folder':'a/../../b'", "orders[0] (b): git_folder: must not leave the repository by '..'" },
	{ CT ",'git_folder':7", W "git_folder: expected a string, got a number" },
	{ CT ",'image':'a b'", W "image: must be a container image, such as registry/name:tag" },
	{ CT ",'s3_location':'https://x/y'", W "s3_location: must be s3://bucket/key of a zip" },
	{ CT ",'s3_location':'s3://bucket'", W "s3_location: must be s3://bucket/key of a zip" },
	{ CT ",'s3_location':'s3://bucket/'", W "s3_location: must be s3://bucket/key of a zip" },
	{ CT ",'s3_location':'s3://Bu_cket/k'", W "s3_location: must be s3://bucket/key of a zip" },
	{ CT ",'env_vars':[]", W "env_vars: expected an object of strings, got a list" },
	{ CT ",'env_vars':{'A':[],'B':null}",
	    W "env_vars: \"A\": expected a string, got a list\n" W "env_vars: \"B\": expected a string, got null" },
	{ CT ",'env_vars':{'1A':'x','A-B':'x','':'x'}",
	    W "env_vars: \"1A\" is no name for a variable: [A-Za-z_][A-Za-z0-9_]*, 128 bytes at most\n" W
	      "env_vars: \"A-B\" is no name for a variable: [A-Za-z_][A-Za-z0-9_]*, 128 bytes at most\n" W
	      "env_vars: \"\" is no name for a variable: [A-Za-z_][A-Za-z0-9_]*, 128 bytes at most" },
	{ CT ",'env_vars':{'A':'x\\u0000y'}", W "env_vars: \"A\" must not hold a NUL character" },
	{ CT ",'ssm_paths':'/a'", W "ssm_paths: expected a list of strings, got a string" },
	{ CT ",'ssm_paths':['','vault:::x:y']",
	    W "ssm_paths[0]: must not be empty\n" W
	      "ssm_paths[1]: has an unknown prefix: aws:::ssm:<path> and aws:::secretd:<path> are known" },
	{ CT ",'ssm_paths':['aws:::secretd:x']",
	    W "ssm_paths[0]: is in Secrets Manager: Parameter Store is meant here" },
	{ CT ",'secret_manager_paths':['aws:::ssm:x']",
	    W "secret_manager_paths[0]: is in Parameter Store: Secrets Manager is meant here" },
	{ CT ",'sops_key':'" AGE_KEY "'",
	    W "sops_key: needs sops_key_ssm_path, the parameter that holds its private half" },
	{ CT ",'sops_key_ssm_path':'/k'",
	    W "sops_key_ssm_path: needs sops_key, the recipient (age1...) that it belongs to" },
	{ CT ",'sops_key':'AGE-SECRET-KEY-1QQ','sops_key_ssm_path':'/k'",
	    W "sops_key: must be an age recipient (age1...), the public half of the key" },
	{ CT ",'sops_key':'age1short','sops_key_ssm_path':'/k'",
	    W "sops_key: must be an age recipient (age1...), the public half of the key" },
	{ CT ",'sops_key':'" AGE_KEY "','sops_key_ssm_path':'aws:::secretd:k'",
	    W "sops_key_ssm_path: is in Secrets Manager: Parameter Store is meant here" },
	{ CT ",'execution_target':'ssm'", W "ssm_targets: required on hosts, but missing" },
	{ SSM "[]", W "ssm_targets: expected an object, got a list" },
	{ SSM "{}", W "ssm_targets: must have either instance_ids or tags" },
	{ SSM "{'instance_ids':['i-0a'],'tags':{'a':'b'}}", W "ssm_targets: must have either instance_ids or tags" },
	{ SSM "{'instance_ids':[]}",
	    W "ssm_targets: instance_ids: expected a list that is not empty, got an empty one" },
	{ SSM "{'instance_ids':['web-1',7]}",
	    W "ssm_targets: instance_ids: must be an instance id, such as i-0123456789abcdef0\n" W
	      "ssm_targets: instance_ids: expected a string, got a number" },
	{ SSM "{'tags':{}}", W "ssm_targets: tags: expected an object that is not empty, got an empty one" },
	{ SSM "{'tags':{'a':[],'b':5,'c':['']}}",
	    W "ssm_targets: tags: a list of values must not be empty\n" W
	      "ssm_targets: tags: expected a string, got a number\n" W "ssm_targets: tags: must not be empty" },
	{ SSM "{'tags':{'a':'b'}},'ssm_document_name':'a b'",
	    W "ssm_document_name: must be the name of an SSM document" },
	{ CT ",'queue_id':{}", W "queue_id: expected a string or a whole number, got an object" },
	{ CT ",'queue_id':''", W "queue_id: must not be empty" },
	{ CT ",'must_succeed':'no'", W "must_succeed: expected true or false, got a string" },
	{ CT ",'dependencies':'x'", W "dependencies: expected a list of queue_ids or order_names, got a string" },
	{ CT ",'dependencies':['nobody',{},0,'00001']",
	    W "dependencies: no order has the queue_id or order_name \"nobody\"\n" W
	      "dependencies: expected a queue_id or an order_name, got an object\n" W
	      "dependencies: no order has the queue_id or order_name \"0\"\n" W
	      "dependencies: no order has the queue_id or order_name \"00001\"" },
	{ CT ",'dependencies':['true']", W "dependencies: \"true\" is the order itself" },
};

static void
rules_of_an_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(order_rules); i++)
		expect(job_of(&arena, arena_printf(&arena, "{%s}", order_rules[i].order)), order_rules[i].want);
}

static void
names_of_the_engine_are_refused(void **state)
{
	static const char *const owned[] = { "CMDS", "CALLBACK_URL", "TRACE_ID", "RUN_ID", "ORDER_ID", "ORDER_NUM",
		"FLOW_ID", "TIMEOUT", "AWS_EXE_SYS_EVENTS_DIR", "AWS_EXE_SYS_", "AWS_EXE_SYS_ANYTHING", "sops" };
	static const char *const free_ones[] = { "cmds", "TIMEOUT_S", "AWS_EXE_SYSTEM", "AWS_REGION", "PATH", "_" };

	(void)state;
	for (size_t i = 0; i < COUNT(owned); i++) {
		struct str order = arena_printf(&arena, ORDER(",'env_vars':{'%s':'x'}"), owned[i]);
		struct str want = arena_printf(&arena, W "env_vars: \"%s\" belongs to the engine: choose another name",
		    owned[i]);

		expect(job_of(&arena, order), want.p);
	}
	for (size_t i = 0; i < COUNT(free_ones); i++)
		assert_null(env_name_fault(str_z(free_ones[i])));
}

static const struct {
	const char *name, *orders, *want;
} whole_rules[] = {
	{ "given names twice", ORDER(",'order_name':'x'") "," ORDER("") "," ORDER(",'order_name':'x'"),
	    "orders[2] (x): order_name: \"x\" is the name of orders[0] too" },
	{ "queue_ids twice", ORDER(",'order_name':'a','queue_id':'q'") "," ORDER(",'order_name':'b','queue_id':'q'"),
	    "orders[1] (b): queue_id: \"q\" is the queue_id of orders[0] too" },
	{ "a queue_id that is another's number",
	    ORDER(",'order_name':'a'") "," ORDER(",'order_name':'b','queue_id':'0001'"),
	    "orders[0] (a): queue_id: has none, and its number \"0001\" is the queue_id of orders[1]: give it one" },
	{ "two wait for each other",
	    ORDER(",'order_name':'a','dependencies':['b']") "," ORDER(",'order_name':'b','dependencies':['a']"),
	    "orders[0] (a): dependencies: wait for each other: a -> b -> a" },
	{ "two cycles, each once",
	    ORDER(",'order_name':'a','dependencies':[2]") "," ORDER(",'order_name':'b','dependencies':[3]") "," ORDER(
		",'order_name':'c','dependencies':[1]") "," ORDER(",'order_name':'d','dependencies':['e','a']") "," ORDER(",'order_name':'e','dependencies':['d']"),
	    "orders[0] (a): dependencies: wait for each other: a -> b -> c -> a\n"
	    "orders[3] (d): dependencies: wait for each other: d -> e -> d" },
	{ "mistakes of several orders come back together",
	    "{'order_name':'deploy','cmds':[],'timeout':0}," ORDER(
		",'order_name':'b','dependencies':['c']") ","
							  "{'cmds':['x'],'timeout':900,'use_lambda':true,'order_name':'c','dependencies':['b','zz'],'env_vars':{'RUN_ID':1}}",
	    "orders[0] (deploy): cmds: must not be empty\n"
	    "orders[0] (deploy): timeout: expected whole seconds above 0, got 0\n"
	    "orders[2] (c): env_vars: \"RUN_ID\" belongs to the engine: choose another name\n"
	    "orders[2] (c): timeout: 900 s, at most 540 s are allowed on lambda\n"
	    "orders[2] (c): dependencies: no order has the queue_id or order_name \"zz\"\n"
	    "orders[1] (b): dependencies: wait for each other: b -> c -> b" },
};

static void
rules_of_the_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(whole_rules); i++)
		expect(job_of(&arena, str_z(whole_rules[i].orders)), whole_rules[i].want);
}

static void
code_needs_a_source(void **state)
{
	static const char *const fine[] = { "{'username':'a','git_repo':'o/r'," O "}",
		"{'username':'a','orders':[" ORDER(",'git_repo':'o/r'") "]}",
		"{'username':'a','orders':[" ORDER(",'s3_location':'s3://bucket/k'") "]}" };

	(void)state;
	expect("{'username':'a'," O "}", W "has no code: give s3_location or git_repo, or the job commands_only: true");
	for (size_t i = 0; i < COUNT(fine); i++) {
		struct job job;
		struct job_issues is = job_issues_in(&arena);

		assert_case(fine[i], job_parse(&arena, quoted(&arena, fine[i]), JOB_INIT, &job, &is) == 0);
	}
}

static void
the_entry_for_hosts_takes_only_hosts(void **state)
{
	static const struct {
		const char *fields, *want;
	} cases[] = {
		{ ",'execution_target':'lambda'",
		    W "execution_target: /ssm takes orders for hosts (ssm) only: send this job to /init" },
		{ ",'use_lambda':false",
		    W "use_lambda: /ssm takes orders for hosts (ssm) only: send this job to /init" },
		{ "", W "ssm_targets: required on hosts, but missing" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *text = job_of(&arena, arena_printf(&arena, ORDER("%s"), cases[i].fields));
		struct job_issues is = refuse_as(JOB_SSM, quoted(&arena, text));

		assert_string_equal(listed(&arena, is.errors), cases[i].want);
	}
}

static void
sizes_have_limits(void **state)
{
	enum { HALF = ORDER_TEXT_MAX / 2 };
	char *half = arena_alloc(&arena, HALF + 1), *name = arena_alloc(&arena, NAME_MAX_BYTES + 2);

	(void)state;
	memset(half, 'x', HALF);
	memset(name, 'n', NAME_MAX_BYTES + 1);
	struct str order = arena_printf(&arena,
	    "{'order_name':'o','cmds':['%s','%s','y'],'timeout':5,'env_vars':{'A':'%s','B':'%s'}}", half, half, half,
	    half);
	expect(job_of(&arena, order),
	    "orders[0] (o): cmds: 65537 bytes, at most 65536 are allowed\n"
	    "orders[0] (o): env_vars: 65538 bytes, at most 65536 are allowed");
	order = arena_printf(&arena, ORDER(",'order_name':'%s'"), name);
	expect(job_of(&arena, order), "orders[0]: order_name: longer than 128 bytes");
	order = arena_printf(&arena, ORDER(",'queue_id':'%s'"), name);
	expect(job_of(&arena, order), W "queue_id: longer than 128 bytes");
	expect(arena_printf(&arena, "{'commands_only':true,'username':'%s'," O "}", name).p,
	    "username: longer than 128 bytes");
}

static void
a_job_over_the_limit_is_refused_unread(void **state)
{
	char *text = arena_alloc(&arena, JOB_BYTES_MAX + 1);

	(void)state;
	memset(text, '[', JOB_BYTES_MAX + 1);
	struct job_issues is = refuse_as(JOB_INIT, (struct str){ text, JOB_BYTES_MAX + 1 });
	assert_string_equal(is.errors->code, "limit");
	assert_string_equal(listed(&arena, is.errors), "JSON of 4194305 bytes: at most 4194304 are allowed");
}

static void
ten_thousand_and_one_orders_are_too_many(void **state)
{
	struct buf b = buf_in(&arena);

	(void)state;
	buf_addz(&b, "{'username':'a','orders':[0");
	for (int i = 0; i < ORDERS_MAX; i++)
		buf_addz(&b, ",0");
	buf_addz(&b, "]}");
	expect(buf_z(&b), "orders: 10001 orders, from 1 to 10000 are allowed");
}

static const struct {
	const char *text, *code;
	unsigned line, column;
} broken[] = {
	{ "", "json", 1, 1 },
	{ "{'a':1,}", "json", 1, 8 },
	{ "{\n  'a': 1\n  'b': 2\n}", "json", 3, 3 },
	{ "{'a':1} x", "json", 1, 9 },
	{ "{'a':'\\ud800'}", "surrogate", 1, 7 },
	{ "{'a':1,\n 'a':2}", "duplicate_key", 2, 2 },
	{ "{'a':\n'\xff'}", "utf8", 2, 2 },
};

static void
broken_json_is_one_mistake_with_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(broken); i++) {
		struct job_issues is = refuse(broken[i].text);
		struct str place = arena_printf(&arena, "line %u, column %u: ", broken[i].line, broken[i].column);

		assert_case(broken[i].text, is.error_count == 1 && is.warning_count == 0);
		assert_string_equal(is.errors->code, broken[i].code);
		assert_int_equal(is.errors->line, broken[i].line);
		assert_int_equal(is.errors->column, broken[i].column);
		assert_int_equal(is.errors->where.n, 0);
		assert_true(str_starts(is.errors->message, place));
	}
}

static void
mistakes_have_a_place_and_a_code(void **state)
{
	static const struct {
		const char *code;
		unsigned line, column;
	} want[] = {
		{ "type", 2, 16 },
		{ "value", 4, 12 },
		{ "missing", 3, 3 },
		{ "dependency", 5, 22 },
	};
	struct job_issues is = refuse("{'username':'a','commands_only':true,\n 'job_timeout':'x','orders':[\n  {"
				      "'order_name':'one',\n  'cmds': [''],\n   'dependencies': [ 'x']}]}");
	size_t i = 0;

	(void)state;
	for (const struct job_issue *issue = is.errors; issue; issue = issue->next, i++) {
		assert_true(i < COUNT(want));
		assert_string_equal(issue->code, want[i].code);
		assert_int_equal(issue->line, want[i].line);
		assert_int_equal(issue->column, want[i].column);
	}
	assert_int_equal(i, COUNT(want));
	assert_int_equal(is.error_count, COUNT(want));
}

static void
a_long_cycle_is_shown_in_part(void **state)
{
	struct buf b = buf_in(&arena), want = buf_in(&arena);

	(void)state;
	for (int i = 0; i < ORDERS_MAX; i++)
		buf_printf(&b, "%s" ORDER(",'order_name':'o%d','dependencies':['o%d']"), i ? "," : "", i,
		    (i + 1) % ORDERS_MAX);
	buf_addz(&want, "orders[0] (o0): dependencies: wait for each other: ");
	for (int i = 0; i < 20; i++)
		buf_printf(&want, "o%d -> ", i);
	buf_addz(&want, "... (9980 more) -> o0");
	expect(job_of(&arena, buf_str(&b)), buf_z(&want));
}

static void
more_mistakes_than_anybody_reads_are_counted(void **state)
{
	struct buf b = buf_in(&arena);
	size_t n = 0;

	(void)state;
	buf_addz(&b, "{'order_name':'x','timeout':5,'cmds':[0");
	for (int i = 0; i < JOB_ISSUES_MAX + 4; i++)
		buf_addz(&b, ",0");
	buf_addz(&b, "]}");
	struct job_issues is = refuse(job_of(&arena, buf_str(&b)));
	const struct job_issue *last = NULL;
	for (const struct job_issue *i = is.errors; i; i = i->next, n++)
		last = i;
	assert_int_equal(is.error_count, JOB_ISSUES_MAX + 5);
	assert_int_equal(n, JOB_ISSUES_MAX + 1);
	assert_string_equal(job_issue_text(&arena, last).p, "there are more than are listed here");
}

/* Cut anywhere, a job is refused, and never read beyond its end. */
static void
every_beginning_of_a_job_is_refused(void **state)
{
	struct str text = quoted(&arena, JOB("", ORDER(",'env_vars':{'A':'\\u00e9'},'dependencies':[]")));

	(void)state;
	for (size_t n = 0; n < text.n; n++) {
		struct arena part = ARENA_EMPTY;
		struct job job;
		struct job_issues is = job_issues_in(&part);
		char *exact = arena_alloc(&part, n);

		memcpy(exact, text.p, n);
		assert_int_equal(job_parse(&part, (struct str){ exact, n }, JOB_INIT, &job, &is), -1);
		assert_string_equal(is.errors->code, "json");
		arena_release(&part);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(rules_of_the_job, release),
		cmocka_unit_test_teardown(rules_of_an_order, release),
		cmocka_unit_test_teardown(names_of_the_engine_are_refused, release),
		cmocka_unit_test_teardown(rules_of_the_whole, release),
		cmocka_unit_test_teardown(code_needs_a_source, release),
		cmocka_unit_test_teardown(the_entry_for_hosts_takes_only_hosts, release),
		cmocka_unit_test_teardown(sizes_have_limits, release),
		cmocka_unit_test_teardown(a_job_over_the_limit_is_refused_unread, release),
		cmocka_unit_test_teardown(ten_thousand_and_one_orders_are_too_many, release),
		cmocka_unit_test_teardown(broken_json_is_one_mistake_with_its_place, release),
		cmocka_unit_test_teardown(mistakes_have_a_place_and_a_code, release),
		cmocka_unit_test_teardown(a_long_cycle_is_shown_in_part, release),
		cmocka_unit_test_teardown(more_mistakes_than_anybody_reads_are_counted, release),
		cmocka_unit_test_teardown(every_beginning_of_a_job_is_refused, release),
	};

	return RUN(tests);
}
