#include "test.h"

#include "engine/ids.h"
#include "engine/plan.h"

static struct arena arena;

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* A plan from text, an order a word: dependencies as letters (a is the first), '!' for must_succeed false, '-' for nothing. */
static struct plan
plan_from(const char *text)
{
	struct plan p = { .orders = arena_new_n(&arena, struct plan_order, 32) };
	struct str rest = str_z(text);

	while (rest.p) {
		struct str word = str_cut(&rest, ' ');
		uint32_t *deps = arena_new_n(&arena, uint32_t, word.n + 1);
		struct plan_order *o = &p.orders[p.n++];

		*o = (struct plan_order){ .must_succeed = true, .deps = deps };
		for (size_t i = 0; i < word.n; i++) {
			if (word.p[i] == '!')
				o->must_succeed = false;
			else if (word.p[i] != '-')
				deps[o->dep_count++] = (uint32_t)(word.p[i] - 'a');
		}
	}
	return p;
}

static void
append(struct buf *b, const uint32_t *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_addc(b, (char)('a' + list[i]));
}

static const struct {
	const char *name, *plan, *states, *want; /* ready/stopped/stopped_by/states afterwards */
} next[] = {
	{ "nothing depends on anything", "- - -", "...", "abc///..." },
	{ "a chain starts at its head", "- a b", "...", "a///..." },
	{ "a chain goes on", "- a b", "s..", "b///s.." },
	{ "what runs is not ready again", "- - a", "rd.", "///rd." },
	{ "a join waits for all", "- - ab", "sr.", "///sr." },
	{ "a join starts when all are in", "- - ab", "ss.", "c///ss." },
	{ "a failure stops its dependents", "- a", "f.", "/b/a/ff" },
	{ "a time-out stops its dependents", "- a", "t.", "/b/a/tf" },
	{ "and theirs at once", "- a b c", "f...", "/bcd/abc/ffff" },
	{ "though others still run", "- - ab", "fr.", "/c/a/frf" },
	{ "an order allowed to fail stops nothing", "! a", "f.", "b///f." },
	{ "an order allowed to fail is not stopped", "- !a", "f.", "b///f." },
	{ "nor does it pass a failure on", "- !a b", "f..", "b///f.." },
	{ "clean-up is ready by a cascade", "- a !b", "f..", "c/b/a/ff." },
	{ "clean-up waits for what runs", "- - !ab", "fr.", "///fr." },
	{ "numbers are no order of execution", "b c -", "..f", "/ab/bc/fff" },
	{ "the first blocker is named", "- - - bca", ".ft.", "a/d/b/.ftf" },
	{ "a diamond is stopped once", "- a a bc", "f...", "/bcd/aab/ffff" },
	{ "all over", "- a", "ss", "///ss" },
};

static void
next_is_what_the_states_call_for(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(next); i++) {
		struct plan p = plan_from(next[i].plan);
		struct buf got = buf_in(&arena);
		struct plan_next out;
		char states[32];

		memcpy(states, next[i].states, strlen(next[i].states) + 1);
		plan_next(&arena, &p, states, &out);
		append(&got, out.ready, out.ready_count);
		buf_addc(&got, '/');
		append(&got, out.stopped, out.stopped_count);
		buf_addc(&got, '/');
		append(&got, out.stopped_by, out.stopped_count);
		buf_printf(&got, "/%s", states);
		if (strcmp(buf_z(&got), next[i].want) != 0)
			fail_msg("%s: %s, not %s", next[i].name, buf_z(&got), next[i].want);
	}
}

static const struct {
	const char *name, *plan, *states, *want;
} sums[] = {
	{ "all well", "- - -", "sss", "succeeded 3 0 0" },
	{ "one failed", "- - -", "sfs", "failed 2 1 0" },
	{ "a time-out outweighs failures", "- - -", "ftf", "timed_out 0 2 1" },
	{ "what may fail does not count", "- ! !", "sft", "succeeded 1 1 1" },
	{ "not over", "- -", "fr", "running 0 1 0" },
	{ "not begun", "-", ".", "running 0 0 0" },
};

static void
summary_is_a_function_of_the_states(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(sums); i++) {
		struct plan p = plan_from(sums[i].plan);
		struct plan_summary s = plan_summarise(&p, sums[i].states);
		struct str got = arena_printf(&arena, "%s %u %u %u", state_name(s.status), s.succeeded, s.failed,
		    s.timed_out);

		assert_string_equal(got.p, sums[i].want);
		assert_case(sums[i].name, s.finished == (s.status != STATE_RUNNING));
	}
}

static const struct {
	const char *name, *plan, *want;
} cycles[] = {
	{ "none", "- a ab", "" },
	{ "two", "b a", "aba " },
	{ "with a tail on both sides", "b c b c -", "bcb " },
	{ "three", "b c a", "abca " },
	{ "two groups, each once", "b a d c", "aba cdc " },
	{ "a group that leads to another", "b ac d c", "cdc aba " },
	{ "several cycles in one group are one report", "bc a a", "aba " },
	{ "a shortcut that leads nowhere", "dc - a -", "aca " },
	{ "a cycle that the walk enters from outside", "b c b", "bcb " },
};

struct found {
	struct buf text;
};

static void
note_cycle(void *ctx, const uint32_t *path, size_t len)
{
	struct found *f = ctx;

	append(&f->text, path, len + 1);
	buf_addc(&f->text, ' ');
}

static struct order *
orders_of(const struct plan *p)
{
	struct order *orders = arena_new_n(&arena, struct order, p->n);

	for (size_t i = 0; i < p->n; i++) {
		orders[i].deps = (uint32_t *)(uintptr_t)p->orders[i].deps;
		orders[i].dep_count = p->orders[i].dep_count;
	}
	return orders;
}

static void
each_group_of_cycles_is_found_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cycles); i++) {
		struct plan p = plan_from(cycles[i].plan);
		struct found f = { buf_in(&arena) };

		plan_cycles(orders_of(&p), p.n, note_cycle, &f);
		if (strcmp(buf_z(&f.text), cycles[i].want) != 0)
			fail_msg("%s: %s, not %s", cycles[i].name, buf_z(&f.text), cycles[i].want);
	}
}

static void
count_length(void *ctx, const uint32_t *path, size_t len)
{
	assert_int_equal(path[0], path[len]);
	*(size_t *)ctx += len;
}

static void
a_chain_of_ten_thousand_needs_no_deep_stack(void **state)
{
	enum { N = ORDERS_MAX };
	struct order *orders = arena_new_n(&arena, struct order, N);
	struct plan p = { .orders = arena_new_n(&arena, struct plan_order, N), .n = N };
	uint32_t *deps = arena_new_n(&arena, uint32_t, N);
	char *states = arena_alloc(&arena, N);
	struct plan_next out;
	size_t length = 0;

	(void)state;
	for (size_t i = 0; i < N; i++) {
		deps[i] = (uint32_t)(i + N - 1) % N;
		orders[i] = (struct order){ .deps = &deps[i], .dep_count = 1 };
		p.orders[i] = (struct plan_order){ .deps = &deps[i], .dep_count = i > 0, .must_succeed = true };
		states[i] = i ? STATE_QUEUED : STATE_FAILED;
	}
	plan_cycles(orders, N, count_length, &length);
	assert_int_equal(length, N);
	plan_next(&arena, &p, states, &out);
	assert_int_equal(out.stopped_count, N - 1);
	assert_int_equal(out.stopped_by[N - 2], N - 2);
}

static struct plan
sample(size_t n)
{
	struct plan p = { .run_id = STR("0f8fad5b-d9cb-469f-a165-70867728950e"),
		.trace_id = STR("0123abcd"),
		.flow_id = STR("al\"ice:0123abcd-exec"),
		.deadline_ms = 1700000003600000,
		.n = n };

	p.orders = arena_new_n(&arena, struct plan_order, n);
	for (size_t i = 0; i < n; i++) {
		uint32_t *deps = arena_new_n(&arena, uint32_t, 3);
		size_t count = i < 3 ? i : 3;

		for (size_t k = 0; k < count; k++)
			deps[k] = (uint32_t)(i - count + k);
		p.orders[i] = (struct plan_order){ .name = arena_printf(&arena, "order %zu of a team with long names",
						       i),
			.target = (enum target)(i % TARGETS),
			.timeout_s = (int)i + 1,
			.presign_s = 7200,
			.must_succeed = i % 3 != 0,
			.deps = deps,
			.dep_count = (uint32_t)count,
			.image = i % 5 ? STR("") : STR("registry/tools:1.2"),
			.ssm_targets = i % TARGETS == TARGET_SSM ? STR("{\"tags\":{\"Role\":\"db\"}}") : STR(""),
			.ssm_document = i % 7 ? STR("") : STR("exe-sys-own"),
			.sops_key_path = STR("/exe-sys/sops-keys/0f8fad5b-d9cb-469f-a165-70867728950e/0000") };
	}
	return p;
}

static void
assert_same_order(const struct plan_order *a, const struct plan_order *b)
{
	assert_true(
	    str_eq(a->name, b->name) && str_eq(a->image, b->image) && str_eq(a->sops_key_path, b->sops_key_path));
	assert_true(str_eq(a->ssm_targets, b->ssm_targets) && str_eq(a->ssm_document, b->ssm_document));
	assert_int_equal(a->target, b->target);
	assert_int_equal(a->timeout_s, b->timeout_s);
	assert_int_equal(a->presign_s, b->presign_s);
	assert_int_equal(a->must_succeed, b->must_succeed);
	assert_int_equal(a->dep_count, b->dep_count);
	for (uint32_t k = 0; k < a->dep_count; k++)
		assert_int_equal(a->deps[k], b->deps[k]);
}

static void
a_plan_reads_back_as_it_was_written(void **state)
{
	const size_t sizes[] = { 1, 7, ORDERS_MAX };

	(void)state;
	for (size_t s = 0; s < COUNT(sizes); s++) {
		struct plan p = sample(sizes[s]), q;
		struct buf text = buf_in(&arena);
		struct err e = { 0 };

		plan_write(&text, &p);
		assert_true(text.n < 2 * 1024 * 1024);
		if (plan_read(&arena, buf_str(&text), &q, &e) < 0)
			fail_msg("%s", e.msg);
		assert_true(
		    str_eq(p.run_id, q.run_id) && str_eq(p.trace_id, q.trace_id) && str_eq(p.flow_id, q.flow_id));
		assert_int_equal(p.deadline_ms, q.deadline_ms);
		assert_int_equal(p.n, q.n);
		for (size_t i = 0; i < p.n; i++)
			assert_same_order(&p.orders[i], &q.orders[i]);
	}
}

#define HEAD "{\"v\":2,\"run_id\":\"r\",\"trace_id\":\"t\",\"flow_id\":\"f\",\"deadline_ms\":5,"

static const struct {
	const char *text, *want;
} refused[] = {
	{ "", "plan.json: line 1, column 1" },
	{ "[]", "plan.json: v: " },
	{ "{\"v\":1}", "plan.json: version 1, this program reads 2" },
	{ HEAD "\"texts\":[],\"orders\":[]}", "plan.json: texts: expected a list that is not empty" },
	{ HEAD "\"texts\":[\"\"],\"orders\":[]}", "plan.json: orders: expected a list of 1 to 10000" },
	{ HEAD "\"texts\":[\"\"],\"orders\":[[]]}", "plan.json: order 1: expected a list of 9 values or more" },
	{ HEAD "\"texts\":[\"\"],\"orders\":[[\"a\",3,1,1,1,0,0,0,0]]}", "plan.json: order 1: 3 is not from 0 to 2" },
	{ HEAD "\"texts\":[\"\"],\"orders\":[[\"a\",0,1,1,1,1,0,0,0]]}", "plan.json: order 1: 1 is not from 0 to 0" },
	{ HEAD "\"texts\":[\"\"],\"orders\":[[\"a\",0,1,1,1,0,0,0,0,1]]}", "plan.json: order 1: 1 is not from 0 to 0" },
	{ HEAD "\"texts\":[\"\"],\"orders\":[[\"a\",0,1,1,1,0,0,0,0,-1]]}",
	    "plan.json: order 1: -1 is not from 0 to 0" },
	{ HEAD "\"texts\":[\"\"],\"orders\":[[7,0,1,1,1,0,0,0,0]]}", "plan.json: order 1: orders[0][0]: " },
};

static void
a_damaged_plan_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct plan p;
		struct err e = { 0 };

		assert_case(refused[i].text, plan_read(&arena, str_z(refused[i].text), &p, &e) == -1);
		if (strncmp(e.msg, refused[i].want, strlen(refused[i].want)) != 0)
			fail_msg("%s: %s", refused[i].text, e.msg);
	}
}

static void
states_have_names(void **state)
{
	static const char letters[] = ".drsft";
	enum state back;

	(void)state;
	for (size_t i = 0; letters[i]; i++) {
		assert_true(state_parse(str_z(state_name((enum state)letters[i])), &back));
		assert_int_equal(back, letters[i]);
		assert_int_equal(state_terminal(back), i >= 3);
	}
	assert_false(state_parse(STR("done"), &back));
	assert_false(state_parse(STR(""), &back));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(next_is_what_the_states_call_for, release),
		cmocka_unit_test_teardown(summary_is_a_function_of_the_states, release),
		cmocka_unit_test_teardown(each_group_of_cycles_is_found_once, release),
		cmocka_unit_test_teardown(a_chain_of_ten_thousand_needs_no_deep_stack, release),
		cmocka_unit_test_teardown(a_plan_reads_back_as_it_was_written, release),
		cmocka_unit_test_teardown(a_damaged_plan_is_refused, release),
		cmocka_unit_test_teardown(states_have_names, release),
	};

	return RUN(tests);
}
