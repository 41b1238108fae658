#include "test.h"

#include <stdlib.h>

#include "engine/ids.h"

#define RUN_A "0f8fad5b-d9cb-469f-a165-70867728950e"

static struct arena arena;

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void
order_numbers_have_one_form(void **state)
{
	static const struct {
		const char *text;
		int want;
	} cases[] = {
		{ "0000", 0 },
		{ "0001", 1 },
		{ "0042", 42 },
		{ "9999", 9999 },
		{ "10000", 10000 },
		{ "10001", -1 },
		{ "00001", -1 },
		{ "1", -1 },
		{ "", -1 },
		{ "+001", -1 },
		{ "-001", -1 },
		{ "00a1", -1 },
		{ "100000", -1 },
		{ " 001", -1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		unsigned n = 77;
		bool ok = order_num_parse(str_z(cases[i].text), &n);

		assert_case(cases[i].text, ok == (cases[i].want >= 0));
		assert_case(cases[i].text, n == (ok ? (unsigned)cases[i].want : 77));
		if (ok)
			assert_string_equal(order_num(&arena, n).p, cases[i].text);
	}
}

static void
run_ids_are_lower_case_uuids(void **state)
{
	static const struct {
		const char *text;
		bool want;
	} cases[] = {
		{ RUN_A, true },
		{ "00000000-0000-0000-0000-000000000000", true },
		{ "0F8FAD5B-d9cb-469f-a165-70867728950e", false },
		{ "0f8fad5b-d9cb-469f-a165-70867728950", false },
		{ "0f8fad5b-d9cb-469f-a165-70867728950ee", false },
		{ "0f8fad5bd9cb-469f-a165-70867728950e--", false },
		{ "0f8fad5b-d9cb-469f-a165-70867728950g", false },
		{ "../../../../../../../../../../../../", false },
		{ "", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_case(cases[i].text, run_id_valid(str_z(cases[i].text)) == cases[i].want);
}

static void
draw_bytes(struct world *w, void *out, size_t n)
{
	for (size_t i = 0; i < n; i++)
		((unsigned char *)out)[i] = (unsigned char)(*(unsigned char *)w->extra + 17 * i);
}

static void
drawn_ids_have_the_right_form(void **state)
{
	static const struct world_ops ops = { .random = draw_bytes };

	(void)state;
	for (unsigned seed = 0; seed < 256; seed++) {
		unsigned char first = (unsigned char)seed;
		struct world w = { .ops = &ops, .extra = &first };
		struct str run = run_id_new(&w, &arena);

		assert_true(run_id_valid(run));
		assert_int_equal(run.p[14], '4');
		assert_non_null(strchr("89ab", run.p[19]));
		assert_true(trace_id_valid(trace_id_new(&w, &arena)));
	}
}

static void
flow_ids_parse_back_whatever_the_parts_hold(void **state)
{
	static const struct {
		const char *user, *label;
	} cases[] = {
		{ "alice", "exec" },
		{ "a:b", "exec" },
		{ "alice", "nightly-apply-2" },
		{ "team:cafebabe-x", "ssm" },
		{ "x:00000000-y:11111111-z", "a-b-c" },
		{ "", "" },
		{ ":", "-" },
		{ "a@b.example", "exec" },
		{ "gr\xc3\xbc\xc3\x9f", "exec" },
		{ ":deadbeef-", "deadbeef-" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str user, trace, label;
		struct str id = flow_id(&arena, str_z(cases[i].user), STR("deadbeef"), str_z(cases[i].label));

		assert_case(id.p, flow_id_parse(id, &user, &trace, &label));
		assert_case(id.p, str_eqz(user, cases[i].user));
		assert_case(id.p, str_eqz(trace, "deadbeef"));
		assert_case(id.p, str_eqz(label, cases[i].label));
	}
}

static void
what_is_no_flow_id_is_refused(void **state)
{
	static const char *const cases[] = { "", "alice", "alice:deadbeef", "alice:deadbee-x", "alice:DEADBEEF-exec",
		"deadbeef-exec", "alice:deadbeef_exec" };

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str part;

		assert_case(cases[i], !flow_id_parse(str_z(cases[i]), &part, &part, &part));
	}
}

static void
legs_parse_back(void **state)
{
	struct str trace;
	int64_t at;

	(void)state;
	struct str leg = trace_leg(&arena, STR("0123abcd"), 1700000000999);
	assert_string_equal(leg.p, "0123abcd:1700000000");
	assert_true(trace_leg_parse(leg, &trace, &at));
	assert_true(str_eqz(trace, "0123abcd"));
	assert_int_equal(at, 1700000000);
	assert_false(trace_leg_parse(STR("0123abcd:"), &trace, &at));
	assert_false(trace_leg_parse(STR("0123abc:1"), &trace, &at));
	assert_false(trace_leg_parse(STR("0123abcd"), &trace, &at));
}

static void
names_are_safe_in_keys_and_paths(void **state)
{
	static const struct {
		const char *name;
		bool want;
	} cases[] = {
		{ "deploy-rds", true },
		{ "Plan 2.b_c", true },
		{ "a", true },
		{ "-x", true },
		{ "a..b", true },
		{ "", false },
		{ ".", false },
		{ "..", false },
		{ ".git", false },
		{ "_job", false },
		{ " a", false },
		{ "a ", false },
		{ "a/b", false },
		{ "a:b", false },
		{ "a\nb", false },
		{ "a\\b", false },
		{ "gr\xc3\xbc\xc3\x9f", false },
		{ "a*", false },
	};
	char longest[NAME_MAX_BYTES + 1];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_case(cases[i].name, name_safe(str_z(cases[i].name)) == cases[i].want);
	memset(longest, 'a', sizeof longest);
	assert_true(name_safe((struct str){ longest, NAME_MAX_BYTES }));
	assert_false(name_safe((struct str){ longest, NAME_MAX_BYTES + 1 }));
	assert_false(name_safe((struct str){ "a\0b", 3 }));
}

static void
keys_are_where_the_contract_has_them(void **state)
{
	struct str run = STR(RUN_A), none = STR(""), host = STR("i-0123456789abcdef0");

	(void)state;
	assert_string_equal(key_bundle(&arena, run, 7).p, "tmp/exec/" RUN_A "/0007/exec.zip");
	assert_string_equal(key_stripped(&arena, run, 7).p, "tmp/exec/" RUN_A "/0007/exec.stripped.zip");
	assert_string_equal(key_claim(&arena, run, 7, none).p, "tmp/exec/" RUN_A "/0007/claim.json");
	assert_string_equal(key_claim(&arena, run, 7, host).p,
	    "tmp/exec/" RUN_A "/0007/hosts/i-0123456789abcdef0/claim.json");
	assert_string_equal(key_result(&arena, run, 10000, none).p, "tmp/callbacks/runs/" RUN_A "/10000/result.json");
	assert_string_equal(key_result(&arena, run, 1, host).p,
	    "tmp/callbacks/runs/" RUN_A "/0001/hosts/i-0123456789abcdef0/result.json");
	assert_string_equal(key_result(&arena, run, 0, none).p, "tmp/callbacks/runs/" RUN_A "/0000/result.json");
	assert_string_equal(key_end(&arena, run).p, "tmp/callbacks/runs/" RUN_A "/0000/end/result.json");
	assert_string_equal(key_plan(&arena, run).p, "tmp/exec/" RUN_A "/plan.json");
	assert_string_equal(key_log(&arena, run, 3, STR("")).p, "tmp/logs/" RUN_A "/0003/output.log");
	assert_string_equal(key_log(&arena, run, 3, STR("i-0a")).p, "tmp/logs/" RUN_A "/0003/hosts/i-0a/output.log");
	assert_string_equal(key_start(&arena, run, 3, STR("i-0a"), STR("ff")).p,
	    "tmp/exec/" RUN_A "/0003/hosts/i-0a/start/ff");
	assert_string_equal(key_done(&arena, run).p, RUN_A "/done");
	assert_string_equal(key_results(&arena, run).p, "tmp/callbacks/runs/" RUN_A "/");
	assert_string_equal(pk_run(&arena, run).p, "lock:" RUN_A);
	assert_string_equal(pk_board(&arena, run).p, "board:" RUN_A);
	assert_string_equal(pk_order(&arena, run, 12).p, RUN_A ":0012");
	assert_string_equal(key_sops(&arena, STR("exe-sys"), run).p, "/exe-sys/sops-keys/" RUN_A "/0000");
}

static void
result_keys_tell_run_and_number(void **state)
{
	static const struct {
		const char *rest;
		int want;
	} cases[] = {
		{ RUN_A "/0001/result.json", 1 },
		{ RUN_A "/0000/result.json", 0 },
		{ RUN_A "/0000/end/result.json", 0 },
		{ RUN_A "/10000/result.json", 10000 },
		{ RUN_A "/0002/hosts/i-0a/result.json", 2 },
		{ RUN_A "/0001/end/result.json", -1 },
		{ RUN_A "/0001/result.jso", -1 },
		{ RUN_A "/0001/result.json/", -1 },
		{ RUN_A "/1/result.json", -1 },
		{ RUN_A "/0001//result.json", -1 },
		{ RUN_A "/0001/hosts//result.json", -1 },
		{ RUN_A "/0001/hosts/a/b/result.json", -1 },
		{ RUN_A "/0000/hosts/i-0a/result.json", -1 },
		{ "not-a-run/0001/result.json", -1 },
		{ RUN_A "/0001", -1 },
		{ RUN_A, -1 },
		{ "", -1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str run = { 0 };
		unsigned num = 0;
		struct str key = arena_printf(&arena, "tmp/callbacks/runs/%s", cases[i].rest);
		bool ok = key_result_parse(key, &run, &num);

		assert_case(cases[i].rest, ok == (cases[i].want >= 0));
		if (ok)
			assert_case(cases[i].rest, str_eqz(run, RUN_A) && num == (unsigned)cases[i].want);
	}
	assert_false(
	    key_result_parse(STR("tmp/exec/" RUN_A "/0001/result.json"), &(struct str){ 0 }, &(unsigned){ 0 }));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(order_numbers_have_one_form, release),
		cmocka_unit_test_teardown(run_ids_are_lower_case_uuids, release),
		cmocka_unit_test_teardown(drawn_ids_have_the_right_form, release),
		cmocka_unit_test_teardown(flow_ids_parse_back_whatever_the_parts_hold, release),
		cmocka_unit_test_teardown(what_is_no_flow_id_is_refused, release),
		cmocka_unit_test_teardown(legs_parse_back, release),
		cmocka_unit_test_teardown(names_are_safe_in_keys_and_paths, release),
		cmocka_unit_test_teardown(keys_are_where_the_contract_has_them, release),
		cmocka_unit_test_teardown(result_keys_tell_run_and_number, release),
	};

	return RUN(tests);
}
