/* Jobs as they are accepted: fields, defaults, names, dependencies, warnings. Their mistakes are in job_refusal_test.c. */
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

/* Parses JSON written with ' for "; fails the test when it is refused. */
static struct job
accept_as(enum job_entry entry, const char *text, const char *want_warnings)
{
	struct job job;
	struct job_issues is = job_issues_in(&arena);

	if (job_parse(&arena, quoted(&arena, text), entry, &job, &is) < 0)
		fail_msg("refused: %s", listed(&arena, is.errors));
	assert_string_equal(listed(&arena, is.warnings), want_warnings);
	return job;
}

static struct job
accept(const char *text)
{
	return accept_as(JOB_INIT, text, "");
}

static void
assert_str(struct str got, const char *want)
{
	if (!str_eqz(got, want))
		fail_msg("\"" STR_FMT "\", not \"%s\"", STR_ARG(got), want);
}

static void
defaults_are_the_contract_s(void **state)
{
	struct job j = accept(
	    "{'username':'alice','git_repo':'org/repo','orders':[{'cmds':['make plan'],'timeout':60}]}");
	const struct order *o = j.orders;

	(void)state;
	assert_str(j.git_provider, "github");
	assert_str(j.flow_label, "exec");
	assert_int_equal(j.presign_expiry_s, 7200);
	assert_int_equal(j.job_timeout_s, 3600);
	assert_false(j.commands_only || j.stripped_copy);
	assert_true(
	    !j.pr_number.n && !j.issue_number.n && !j.pr_search_tag.n && !j.commit_hash.n && !j.git_token_location.n);
	assert_int_equal(j.order_count, 1);
	assert_int_equal(o->num, 1);
	assert_str(o->name, "make-plan");
	assert_str(o->queue_id, "0001");
	assert_int_equal(o->target, TARGET_CODEBUILD);
	assert_int_equal(o->timeout_s, 60);
	assert_true(o->must_succeed);
	assert_str(o->git_repo, "org/repo");
	assert_true(!o->git_folder.n && !o->image.n && !o->s3_location.n && !o->sops_key.n && !o->ssm_targets.n);
	assert_int_equal(o->env_count + o->dep_count + o->ssm_path_count + o->secret_path_count, 0);
}

static void
every_field_of_a_job_is_read(void **state)
{
	struct job j = accept(
	    "{'username':'team:a b','git_repo':'org/sub/repo','git_provider':'gitlab','git_token_location':"
	    "'aws:::secretd:git/token','commit_hash':'release/1.2','pr_number':17,'pr_comment_search_tag':'#tag',"
	    "'flow_label':'nightly-1','presign_expiry':43200,'job_timeout':72000,'commands_only':true,"
	    "'stripped_copy':true,'orders':[{'cmds':['true'],'timeout':1}]}");

	(void)state;
	assert_str(j.username, "team:a b");
	assert_str(j.git_repo, "org/sub/repo");
	assert_str(j.git_provider, "gitlab");
	assert_str(j.git_token_location, "aws:::secretd:git/token");
	assert_str(j.commit_hash, "release/1.2");
	assert_str(j.pr_number, "17");
	assert_str(j.pr_search_tag, "#tag");
	assert_str(j.flow_label, "nightly-1");
	assert_int_equal(j.presign_expiry_s, 43200);
	assert_int_equal(j.job_timeout_s, 72000);
	assert_true(j.commands_only && j.stripped_copy);
	assert_str(j.orders[0].git_repo, "org/sub/repo");
	assert_str(j.orders[0].commit_hash, "release/1.2");
	assert_str(j.orders[0].code, "");
	j = accept(
	    "{'username':'a','issue_number':'8','git_repo':'o/r','git_token_location':'/t','commands_only':true,'orders':[{'cmds':['true'],'timeout':1}]}");
	assert_str(j.issue_number, "8");
}

static void
every_field_of_an_order_is_read(void **state)
{
	struct job j = accept(JOB(",'job_timeout':72000,'git_repo':'org/repo','commit_hash':'main'",
	    "{'order_name':'one','cmds':['a','b c'],'timeout':28800,'git_repo':'~o/r','commit_hash':'v1','git_folder':"
	    "'./infra//net/','image':'ghcr.io/x/tofu:1.8@sha256:00','env_vars':{'A':'x','_b2':5,'C':true,'D':-1.5e3,'E':''},"
	    "'ssm_paths':['/p/a','aws:::ssm:/p/b'],'secret_manager_paths':['db/pw','aws:::secretd:x'],'sops_key':'" AGE_KEY
	    "','sops_key_ssm_path':'aws:::ssm:/keys/k','queue_id':'q','must_succeed':false},"
	    "{'order_name':'two','cmds':['true'],'timeout':540,'execution_target':'lambda','s3_location':'s3://bucket/a/b.zip',"
	    "'dependencies':['q'],'queue_id':7}"));
	const struct order *o = &j.orders[0];
	static const char *const env[][2] = { { "A", "x" }, { "_b2", "5" }, { "C", "true" }, { "D", "-1.5e3" },
		{ "E", "" } };

	(void)state;
	assert_str(o->name, "one");
	assert_int_equal(o->cmd_count, 2);
	assert_str(o->cmds[1], "b c");
	assert_int_equal(o->timeout_s, 28800);
	assert_str(o->git_repo, "~o/r");
	assert_str(o->commit_hash, "v1");
	assert_str(o->git_folder, "infra/net");
	assert_str(o->code, "~o/r at v1");
	assert_str(o->image, "ghcr.io/x/tofu:1.8@sha256:00");
	assert_int_equal(o->env_count, COUNT(env));
	for (size_t i = 0; i < COUNT(env); i++) {
		assert_str(o->env[i].name, env[i][0]);
		assert_str(o->env[i].value, env[i][1]);
	}
	assert_str(o->ssm_paths[0], "/p/a");
	assert_str(o->ssm_paths[1], "aws:::ssm:/p/b");
	assert_str(o->secret_paths[0], "aws:::secretd:db/pw");
	assert_str(o->secret_paths[1], "aws:::secretd:x");
	assert_str(o->sops_key, AGE_KEY);
	assert_str(o->sops_key_ssm_path, "/keys/k");
	assert_false(o->must_succeed);
	assert_str(j.orders[1].queue_id, "7");
	assert_int_equal(j.orders[1].target, TARGET_LAMBDA);
	assert_str(j.orders[1].s3_location, "s3://bucket/a/b.zip");
	assert_true(!j.orders[1].git_repo.n && !j.orders[1].commit_hash.n);
	assert_int_equal(j.orders[1].dep_count, 1);
	assert_int_equal(j.orders[1].deps[0], 0);
}

static void
old_payloads_choose_the_target_by_use_lambda(void **state)
{
	static const struct {
		const char *fields;
		enum target want;
	} cases[] = {
		{ ",'use_lambda':true", TARGET_LAMBDA },
		{ ",'use_lambda':false", TARGET_CODEBUILD },
		{ ",'use_lambda':null", TARGET_CODEBUILD },
		{ ",'use_lambda':true,'execution_target':'lambda'", TARGET_LAMBDA },
		{ ",'use_lambda':false,'execution_target':'codebuild'", TARGET_CODEBUILD },
		{ ",'execution_target':'lambda'", TARGET_LAMBDA },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str order = arena_printf(&arena, "{'cmds':['true'],'timeout':60%s}", cases[i].fields);

		assert_case(cases[i].fields, accept(job_of(&arena, order)).orders[0].target == cases[i].want);
	}
}

static void
null_counts_as_absent(void **state)
{
	struct job j = accept(
	    "{'username':'a','git_repo':null,'pr_number':null,'job_timeout':null,'commands_only':true,'orders':["
	    "{'cmds':['true'],'timeout':5,'order_name':null,'env_vars':null,'dependencies':null,'queue_id':null,"
	    "'s3_location':null,'ssm_targets':null,'image':null,'must_succeed':null}]}");

	(void)state;
	assert_int_equal(j.job_timeout_s, 3600);
	assert_str(j.orders[0].name, "true");
	assert_true(j.orders[0].must_succeed);
}

static const struct {
	const char *order, *want;
} derived[] = {
	{ "'git_folder':'infra/network','cmds':['tofu plan']", "network" },
	{ "'git_folder':'infra/net work/','cmds':['x']", "net-work" },
	{ "'git_folder':'.','cmds':['tofu plan']", "tofu-plan" },
	{ "'git_folder':'.github','cmds':['tofu plan']", "tofu-plan" },
	{ "'cmds':['tofu apply -auto-approve']", "tofu-apply" },
	{ "'cmds':['./scripts/deploy.sh prod']", "deploy.sh-prod" },
	{ "'cmds':['  echo $TOKEN']", "echo" },
	{ "'cmds':['curl https://user:pw@host/x']", "curl" },
	{ "'cmds':['TOKEN=abc tofu plan']", "order-0001" },
	{ "'cmds':['set -e\\ncd x']", "set" },
	{ "'cmds':['{ :; }']", "order-0001" },
	{ "'cmds':['gr\xc3\xbc\xc3\x9f']", "gr" },
};

static void
names_are_derived_from_folder_or_command(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(derived); i++) {
		struct str order = arena_printf(&arena, "{%s,'timeout':60}", derived[i].order);

		assert_str(accept(job_of(&arena, order)).orders[0].name, derived[i].want);
	}
}

static void
derived_names_make_way(void **state)
{
	static const char *const want[] = { "make", "make-3", "make-2", "make-4", "make-2-2", "make-5" };
	struct job j = accept(JOB("",
	    "{'cmds':['make'],'timeout':1},{'cmds':['make'],'timeout':1},"
	    "{'order_name':'make-2','cmds':['make'],'timeout':1},{'cmds':['make'],'timeout':1},"
	    "{'git_folder':'make-2','cmds':['make'],'timeout':1},{'cmds':['make'],'timeout':1}"));

	(void)state;
	for (size_t i = 0; i < COUNT(want); i++)
		assert_str(j.orders[i].name, want[i]);
}

static void
dependencies_mean_queue_ids_names_or_numbers(void **state)
{
	/* The first is named like the second's queue_id: that wins. */
	struct job j = accept(JOB("",
	    "{'order_name':'x','cmds':['a'],'timeout':1},"
	    "{'order_name':'b','queue_id':'x','cmds':['a'],'timeout':1},"
	    "{'order_name':'c','cmds':['a'],'timeout':1,'dependencies':['x']},"
	    "{'order_name':'d','cmds':['a'],'timeout':1,'dependencies':['c','b',3,'0001',1,1.0]},"
	    "{'order_name':'e','queue_id':4711,'cmds':['a'],'timeout':1,'dependencies':[]},"
	    "{'order_name':'f','cmds':['a'],'timeout':1,'dependencies':[4711,'4711']}"));
	static const struct {
		size_t n;
		uint32_t deps[3];
	} want[] = {
		{ 0, { 0 } },
		{ 0, { 0 } },
		{ 1, { 1 } },
		{ 3, { 0, 1, 2 } },
		{ 0, { 0 } },
		{ 1, { 4 } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(want); i++) {
		assert_int_equal(j.orders[i].dep_count, want[i].n);
		for (size_t k = 0; k < want[i].n; k++)
			assert_int_equal(j.orders[i].deps[k], want[i].deps[k]);
	}
}

static void
jobs_for_hosts_are_read(void **state)
{
	static const char one[] = "{'instance_ids':['i-0123456789abcdef0','mi-0a']}";
	static const char two[] = "{'tags':{'Role':'db','Env':['prod','stage']}}";
	struct str orders = arena_printf(&arena,
	    "{'cmds':['uptime'],'timeout':60,'execution_target':'ssm','ssm_targets':%s},"
	    "{'cmds':['uptime'],'timeout':60,'execution_target':'ssm','ssm_targets':%s,'ssm_document_name':'exe-sys-doc'}",
	    one, two);
	struct job j = accept(job_of(&arena, orders));

	(void)state;
	assert_int_equal(j.orders[0].target, TARGET_SSM);
	assert_true(str_eq(j.orders[0].ssm_targets, quoted(&arena, one)));
	assert_true(str_eq(j.orders[1].ssm_targets, quoted(&arena, two)));
	assert_str(j.orders[1].ssm_document, "exe-sys-doc");
	j = accept_as(JOB_SSM, JOB("", "{'cmds':['uptime'],'timeout':60,'ssm_targets':{'tags':{'a':'b'}}}"), "");
	assert_int_equal(j.orders[0].target, TARGET_SSM);
	assert_str(j.flow_label, "ssm");
}

#define HOSTS "'ssm_targets':{'instance_ids':['i-0a']}"

static const struct {
	const char *name, *job, *want;
} warned[] = {
	{ "unknown field of the job", JOB(",'usrname':1", ORDER("")), "usrname: unknown field: it has no effect" },
	{ "unknown field of an order", JOB("", ORDER(",'order_name':'x','timout':5")),
	    "orders[0] (x): timout: unknown field: it has no effect" },
	{ "timeout over the job's", JOB(",'job_timeout':30", ORDER("")),
	    "orders[0] (true): timeout: 60 s, but the job ends after 30 s (job_timeout)" },
	{ "done_endpt", JOB(",'done_endpt':'s3://x/y'", ORDER("")),
	    "done_endpt: not used: the outcome is written to s3://<done bucket>/<run_id>/done" },
	{ "image on Lambda", JOB("", ORDER(",'execution_target':'lambda','image':'alpine'")),
	    "orders[0] (true): image: not used: only CodeBuild runs an order in an image" },
	{ "targets without hosts", JOB("", ORDER("," HOSTS ",'ssm_document_name':'doc'")),
	    "orders[0] (true): ssm_targets: not used: the order does not run on hosts\n"
	    "orders[0] (true): ssm_document_name: not used: the order does not run on hosts" },
	{ "a key for hosts",
	    JOB("", ORDER(",'execution_target':'ssm'," HOSTS ",'sops_key':'" AGE_KEY "','sops_key_ssm_path':'/k'")),
	    "orders[0] (true): sops_key: not used: what goes to hosts is packed without SOPS\n"
	    "orders[0] (true): sops_key_ssm_path: not used: what goes to hosts is packed without SOPS" },
	{ "hours on hosts",
	    JOB(",'job_timeout':7200", "{'cmds':['true'],'timeout':3601,'execution_target':'ssm'," HOSTS "}"),
	    "orders[0] (true): timeout: over an hour on hosts: the result's URL may expire before; give the instances the policy to "
	    "write it themselves" },
	{ "two sources of code", JOB("", ORDER(",'s3_location':'s3://buc/k','git_repo':'o/r','commit_hash':'main'")),
	    "orders[0] (true): git_repo: not used: the code comes from s3_location\n"
	    "orders[0] (true): commit_hash: not used: the code comes from s3_location" },
	{ "two places for the comment",
	    JOB(",'pr_number':1,'issue_number':2,'git_repo':'o/r','git_token_location':'/t'", ORDER("")),
	    "issue_number: not used: the comment goes to pr_number" },
	{ "a comment without a token", JOB(",'issue_number':2,'git_repo':'o/r'", ORDER("")), "" },
	{ "a comment without a repository", JOB(",'issue_number':2,'git_token_location':'/t'", ORDER("")),
	    "issue_number: no comment is kept: it needs the job's git_repo" },
	{ "SSH key beside a token", JOB(",'git_ssh_key_location':'/k','git_token_location':'/t'", ORDER("")),
	    "git_ssh_key_location: not used: code comes over HTTPS, with git_token_location" },
	{ "unknown field of targets",
	    JOB("", ORDER(",'execution_target':'ssm','ssm_targets':{'instance_ids':['i-0a'],'x':1}")),
	    "orders[0] (true): ssm_targets: x: unknown field: it has no effect" },
};

static void
what_has_no_effect_is_a_warning(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(warned); i++)
		accept_as(JOB_INIT, warned[i].job, warned[i].want);
}

static void
what_an_order_has_no_use_for_is_gone(void **state)
{
	struct job j = accept_as(JOB_INIT, warned[4].job, warned[4].want);

	(void)state;
	assert_int_equal(j.orders[0].image.n, 0);
	j = accept_as(JOB_INIT, warned[5].job, warned[5].want);
	assert_int_equal(j.orders[0].ssm_targets.n + j.orders[0].ssm_document.n, 0);
	j = accept_as(JOB_INIT, warned[6].job, warned[6].want);
	assert_int_equal(j.orders[0].sops_key.n + j.orders[0].sops_key_ssm_path.n, 0);
	j = accept_as(JOB_INIT, warned[8].job, warned[8].want);
	assert_int_equal(j.orders[0].git_repo.n + j.orders[0].commit_hash.n, 0);
}

static void
urls_last_as_long_as_the_order(void **state)
{
	static const struct {
		const char *expiry;
		int timeout, want;
	} cases[] = {
		{ "", 60, 7200 },
		{ ",'presign_expiry':60", 60, 960 },
		{ ",'presign_expiry':60", 540, 1440 },
		{ "", 28800, 29700 },
		{ ",'presign_expiry':43200", 28800, 43200 },
		{ "", 6300, 7200 },
		{ "", 6301, 7201 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str text = arena_printf(&arena,
		    "{'username':'a','commands_only':true,'job_timeout':72000%s,'orders':["
		    "{'cmds':['true'],'timeout':%d}]}",
		    cases[i].expiry, cases[i].timeout);
		struct job j = accept(text.p);

		assert_int_equal(job_presign_s(&j, &j.orders[0]), cases[i].want);
	}
}

/* Many orders of one derived name, each depending on the ten before it. */
static void
ten_thousand_orders_are_read(void **state)
{
	struct buf b = buf_in(&arena);
	struct job_issues is = job_issues_in(&arena);
	struct job j;

	(void)state;
	buf_addz(&b, "{\"username\":\"a\",\"commands_only\":true,\"orders\":[");
	for (int i = 0; i < ORDERS_MAX; i++) {
		buf_printf(&b, "%s{\"cmds\":[\"make apply\"],\"timeout\":60,\"dependencies\":[", i ? "," : "");
		for (int k = i < 10 ? 0 : i - 10; k < i; k++)
			buf_printf(&b, "%s%d", k > 0 && k > i - 10 ? "," : "", k + 1);
		buf_addz(&b, "]}");
	}
	buf_addz(&b, "]}");
	if (job_parse(&arena, buf_str(&b), JOB_INIT, &j, &is) < 0)
		fail_msg("%s", listed(&arena, is.errors));
	assert_int_equal(j.order_count, ORDERS_MAX);
	assert_str(j.orders[ORDERS_MAX - 1].name, "make-apply-10000");
	assert_str(j.orders[ORDERS_MAX - 1].queue_id, "10000");
	assert_int_equal(j.orders[ORDERS_MAX - 1].dep_count, 10);
	assert_int_equal(j.orders[ORDERS_MAX - 1].deps[0], ORDERS_MAX - 11);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(defaults_are_the_contract_s, release),
		cmocka_unit_test_teardown(every_field_of_a_job_is_read, release),
		cmocka_unit_test_teardown(every_field_of_an_order_is_read, release),
		cmocka_unit_test_teardown(old_payloads_choose_the_target_by_use_lambda, release),
		cmocka_unit_test_teardown(null_counts_as_absent, release),
		cmocka_unit_test_teardown(names_are_derived_from_folder_or_command, release),
		cmocka_unit_test_teardown(derived_names_make_way, release),
		cmocka_unit_test_teardown(dependencies_mean_queue_ids_names_or_numbers, release),
		cmocka_unit_test_teardown(jobs_for_hosts_are_read, release),
		cmocka_unit_test_teardown(what_has_no_effect_is_a_warning, release),
		cmocka_unit_test_teardown(what_an_order_has_no_use_for_is_gone, release),
		cmocka_unit_test_teardown(urls_last_as_long_as_the_order, release),
		cmocka_unit_test_teardown(ten_thousand_orders_are_read, release),
	};

	return RUN(tests);
}
