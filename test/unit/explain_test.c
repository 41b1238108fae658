/* What explain() says of runs in each state that a run can be in. */
#include "test.h"

#include "engine/explain.h"
#include "engine/ids.h"

enum { NOW = 1000000 };

static struct arena arena;

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/*
 * A run from text: an order a word, `<state letter><claim>:<dependencies>[/<failure reason>[=message]]`. The claim is '-' none, 'w' a
 * worker's, 'e' an ender's, 'R' a result is there; dependencies are letters (a is the first), '!' allows it to fail, '?' means that
 * it has no row.
 */
struct scene {
	struct plan plan;
	struct run_row run;
	struct result wish;
	struct explain_facts facts;
};

static void
read_order(struct scene *s, struct str word, size_t i, struct order_row *row, struct explain_seats *seats)
{
	struct str rest = word, head = str_cut(&rest, ':'), deps = str_cut(&rest, '/'), reason = str_cut(&rest, '=');
	struct plan_order *o = &s->plan.orders[i];
	uint32_t *list = arena_new_n(&arena, uint32_t, deps.n + 1);

	*row = (struct order_row){ .num = (unsigned)i + 1,
		.status = (enum state)head.p[0],
		.target = TARGET_LAMBDA,
		.timeout_s = 60,
		.dispatched_at_ms = NOW - 20000,
		.accepted_at_ms = head.p[0] == 'd' ? 0 : NOW - 10000,
		.finished_at_ms = state_terminal((enum state)head.p[0]) ? NOW - 1000 : 0,
		.failure_reason = reason,
		.message = rest.p ? rest : STR("") };
	*o = (struct plan_order){ .name = arena_printf(&arena, "%c", (char)('a' + i)),
		.must_succeed = true,
		.deps = list };
	for (size_t k = 0; k < deps.n; k++) {
		if (deps.p[k] == '!')
			o->must_succeed = false;
		else if (deps.p[k] == '?')
			row->num = 0;
		else
			list[o->dep_count++] = (uint32_t)(deps.p[k] - 'a');
	}
	*seats = (struct explain_seats){ .seats = 1,
		.claimed = head.p[1] != '-',
		.ender = head.p[1] == 'e',
		.reported = head.p[1] == 'R',
		.claimed_at_ms = head.p[1] != '-' ? NOW - 5000 : 0 };
}

static struct scene *
scene(const char *orders)
{
	struct scene *s = arena_new(&arena, struct scene);
	struct order_row *rows = arena_new_n(&arena, struct order_row, 32);
	struct explain_seats *seats = arena_new_n(&arena, struct explain_seats, 32);
	struct str rest = str_z(orders);
	size_t n = 0;

	s->plan.orders = arena_new_n(&arena, struct plan_order, 32);
	for (; rest.p; n++)
		read_order(s, str_cut(&rest, ' '), n, &rows[n], &seats[n]);
	s->plan.n = n;
	s->run = (struct run_row){ .status = RUN_ACTIVE,
		.created_at_ms = NOW - 30000,
		.deadline_ms = NOW + 3600000,
		.reconciled_at_ms = NOW - 30000,
		.order_count = (unsigned)n,
		.packing_until_ms = NOW + 200000 };
	s->facts = (struct explain_facts){ .run = &s->run,
		.plan = &s->plan,
		.n = n,
		.rows = rows,
		.started = seats,
		.queue_ms = { 3600000, 28800000, 3600000 },
		.now_ms = NOW };
	return s;
}

/* ---- the run ---------------------------------------------------------------------------------------------------- */

static void
hold(struct scene *s, int64_t lease_ms)
{
	s->run.orchestrator_id = STR("O");
	s->run.lease_until_ms = NOW + lease_ms;
}

static void
set_up(struct scene *s, const char *how)
{
	struct str words = str_z(how);

	while (words.p) {
		struct str w = str_cut(&words, ' ');

		if (str_eqz(w, "held"))
			hold(s, 45000);
		else if (str_eqz(w, "late"))
			hold(s, 29999);
		else if (str_eqz(w, "dead"))
			hold(s, -1);
		else if (str_eqz(w, "news"))
			s->run.inbox_count = 1;
		else if (str_eqz(w, "over"))
			s->run.inbox_over = true;
		else if (str_eqz(w, "starved"))
			s->run.starved = true;
		else if (str_eqz(w, "packing"))
			s->run.status = RUN_PACKING;
		else if (str_eqz(w, "silent"))
			s->run.packing_until_ms = NOW - 1;
		else if (str_eqz(w, "broken"))
			s->run.fence = 1, s->run.packing_failure = STR("no such secret");
		else if (str_eqz(w, "wish"))
			s->facts.wish = &s->wish;
		else if (str_eqz(w, "late_run"))
			s->run.deadline_ms = NOW - 1;
		else if (str_eqz(w, "planless"))
			s->facts.plan = NULL;
		else if (str_eqz(w, "done"))
			s->facts.done_status = STR("failed"), s->run.status = RUN_COMPLETED;
		else if (str_eqz(w, "completed"))
			s->run.status = RUN_COMPLETED;
		else if (str_eqz(w, "gone"))
			s->facts.run = NULL;
	}
	s->wish = (struct result){ .failure_reason = STR("cancelled"), .by = STR("ana"), .finished_at_ms = NOW - 2000 };
}

static const struct {
	const char *name, *how, *want; /* status: code@next-now .. */
} runs[] = {
	{ "nobody has heard of it", "gone", "unknown: unknown_run@0" },
	{ "packed at this moment", "packing", "packing: packing@200000" },
	{ "its packing died", "packing silent", "packing: packing_silent@60000" },
	{ "its packing failed", "packing broken", "packing: packing_failed@60000" },
	{ "a live orchestrator holds it", "held", "active: held@45000" },
	{ "one that is late", "late", "active: held_late@29999" },
	{ "a dead one", "dead", "active: held_dead@60000" },
	{ "news lie there", "news", "active: news_wait@60000" },
	{ "more news than fit", "over", "active: news_wait@60000" },
	{ "all is quiet", "", "active: not_held@330000" },
	{ "no capacity", "starved", "active: not_held@0 no_capacity@60000" },
	{ "held, and no capacity before", "held starved", "active: held@45000 no_capacity@60000" },
	{ "cancelled", "wish", "active: not_held@330000 ending@148000" },
	{ "cancelled while packed", "packing wish", "packing: packing@200000 ending@148000" },
	{ "past its deadline", "late_run", "active: not_held@330000 past_deadline@60000" },
	{ "past its deadline, and told so", "late_run wish held", "active: held@45000 ending@148000" },
	{ "without a plan", "planless", "active: not_held@330000 plan_lost@0" },
	{ "finished", "done", "failed: finished@0" },
	{ "finished, and its done gone", "completed", "completed: finished@0" },
	{ "finished long ago", "done gone", "failed: finished@0" },
};

static void
a_run_is_where_it_is_for_a_reason(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(runs); i++) {
		struct scene *s = scene("r-:");
		struct buf got = buf_in(&arena);
		struct explained out;

		set_up(s, runs[i].how);
		explain(&arena, &s->facts, &out);
		buf_printf(&got, "%s:", out.status);
		for (size_t k = 0; k < out.run_count; k++)
			buf_printf(&got, " %s@%lld", explain_codes[out.run[k].code].code,
			    (long long)(out.run[k].next_at_ms ? out.run[k].next_at_ms - NOW : 0));
		if (strcmp(buf_z(&got), runs[i].want) != 0)
			fail_msg("%s: %s, not %s", runs[i].name, buf_z(&got), runs[i].want);
	}
}

/* ---- its orders ------------------------------------------------------------------------------------------------- */

static const struct {
	const char *name, *orders, *how, *want; /* of each order: code(on)@next-now */
} orders[] = {
	{ "waits for what runs", "rw: .-:a", "", "running@55000 waits_for_orders(a)@0" },
	{ "for those that are not over", "s-: rw: .-: .-:abc", "held",
	    "succeeded@0 running@55000 ready@0 waits_for_orders(bc)@0" },
	{ "is ready, and somebody sees to it", ".-:", "held", "ready@0" },
	{ "is ready, and nobody sees to it", ".-:", "", "ready@330000" },
	{ "is ready under a dead holder", ".-:", "dead", "ready@60000" },
	{ "is ready under one that is late", ".-:", "late", "ready@89999" },
	{ "has no capacity", "d-: .-:", "starved", "waits_for_capacity@60000 waits_for_capacity@60000" },
	{ "is being started", "d-:", "held", "starting@0" },
	{ "is being started again", "d-:", "held starved", "starting@0" },
	{ "was not confirmed", "d-:", "dead", "starting@60000" },
	{ "runs though nobody has confirmed it", "dw:", "", "running@55000" },
	{ "waits in Lambda's queue", "r-:", "", "not_claimed@3740000" },
	{ "has a result", "rR:", "news", "result_waits@60000" },
	{ "was ended from outside", "re:", "", "being_ended@330000" },
	{ "will be stopped", "f-:/boom .-:a", "dead", "failed@0 will_be_stopped(a)@60000" },
	{ "what may fail stops nothing", "f-:!/boom .-:a", "held", "failed@0 ready@0" },
	{ "was stopped", "f-:/boom f-:a/dependency_failed=a f-:b/dependency_failed=b", "done",
	    "failed@0 dependency_failed(a<a)@0 dependency_failed(b<a)@0" },
	{ "numbers are no order of execution", "f-:b/dependency_failed=b f-:c/dependency_failed=c t-:/timeout", "done",
	    "dependency_failed(b<c)@0 dependency_failed(c<c)@0 timed_out@0" },
	{ "stopped by one that nobody knows", "f-:/dependency_failed=z", "done", "dependency_failed(<a)@0" },
	{ "stopped in a circle", "f-:b/dependency_failed=b f-:a/dependency_failed=a", "done",
	    "dependency_failed(b<a)@0 dependency_failed(a<b)@0" },
	{ "ends", "t-:/watchdog t-:/deadline f-:/cancelled f-:/start_refused=no t-: f-:", "done",
	    "watchdog@0 deadline@0 cancelled@0 start_refused@0 timed_out@0 failed@0" },
	{ "is cancelled", "s-: rw: r-: rR: .-: d-:", "wish held",
	    "succeeded@0 being_ended@148000 being_ended@0 result_waits@0 being_ended@0 being_ended@0" },
	{ "is packed, and not", ".-: .-:?", "packing", "waits_for_packing@0 not_packed@0" },
	{ "its packing failed", ".-: .-:?", "packing broken", "will_fail@60000 will_fail@60000" },
	{ "its packing died", ".-: .-:?", "packing silent", "will_fail@60000 will_fail@60000" },
	{ "its row is gone", ".-:?", "", "row_missing@330000" },
	{ "without a plan", ".-: rw:", "planless", "ready@330000 running@55000" },
};

static struct str
shown(const struct finding *f)
{
	struct buf b = buf_in(&arena);

	buf_addz(&b, explain_codes[f->code].code);
	if (f->on_count || f->code == EXPLAIN_DEPENDENCY_FAILED) {
		buf_addc(&b, '(');
		for (size_t k = 0; k < f->on_count; k++)
			buf_addc(&b, (char)('a' + f->on[k]));
		if (f->code == EXPLAIN_DEPENDENCY_FAILED)
			buf_printf(&b, "<%c", (char)('a' + f->cause));
		buf_addc(&b, ')');
	}
	buf_printf(&b, "@%lld", (long long)(f->next_at_ms ? f->next_at_ms - NOW : 0));
	return buf_str(&b);
}

static void
an_order_is_where_it_is_for_a_reason(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(orders); i++) {
		struct scene *s = scene(orders[i].orders);
		struct buf got = buf_in(&arena);
		struct explained out;

		set_up(s, orders[i].how);
		explain(&arena, &s->facts, &out);
		for (size_t k = 0; k < out.order_count; k++) {
			if (k)
				buf_addc(&got, ' ');
			buf_add(&got, shown(&out.orders[k]));
			assert_case(orders[i].name, out.orders[k].why.n > 0);
		}
		if (strcmp(buf_z(&got), orders[i].want) != 0)
			fail_msg("%s: %s, not %s", orders[i].name, buf_z(&got), orders[i].want);
	}
}

/* Over its time a worker is its watchdog's; a claim's own time counts, not that of the start. */
static void
time_decides_about_a_worker(void **state)
{
	static const struct {
		int64_t after_ms;
		enum explain_code want;
		int64_t next_ms;
	} cases[] = {
		{ 0, EXPLAIN_RUNNING, 55000 },
		{ 55000, EXPLAIN_RUNNING, 0 },
		{ 55001, EXPLAIN_OVERTIME, 90000 - 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct scene *s = scene("rw:");
		struct explained out;

		s->facts.now_ms += cases[i].after_ms;
		explain(&arena, &s->facts, &out);
		assert_int_equal(out.orders[0].code, cases[i].want);
		assert_int_equal(out.orders[0].next_at_ms - s->facts.now_ms, cases[i].next_ms);
	}
}

/* Both the first and the last words of a sentence count: names, hosts, causes. */
static void
sentences_name_names(void **state)
{
	static const struct {
		const char *orders, *want; /* of the last order */
	} cases[] = {
		{ "rw: .-:a", "waits for a" },
		{ "rw: rw: .-:ab", "waits for a and b" },
		{ "rw: rw: rw: rw: rw: .-:abcde", "waits for a, b, c and 2 more" },
		{ "f-:/boom .-:a", "a did not succeed" },
		{ "f-:/command_1", "command_1" },
		{ "f-:!/boom", "boom (it is allowed to)" },
		{ "f-:/start_refused=AccessDenied", "its start was refused: AccessDenied" },
		{ "f-:/boom f-:a/dependency_failed=a f-:b/dependency_failed=b",
		    "b, which it depends on, did not succeed; it began with a" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct scene *s = scene(cases[i].orders);
		struct explained out;

		explain(&arena, &s->facts, &out);
		assert_string_equal(arena_z(&arena, out.orders[out.order_count - 1].why), cases[i].want);
	}
}

static void
hosts_are_counted(void **state)
{
	struct scene *s = scene("rw:");
	struct explain_seats seats = { .seats = 3, .claimed = 2, .reported = 1, .claimed_at_ms = NOW - 1000 };
	struct explained out;

	(void)state;
	s->facts.started = &seats;
	explain(&arena, &s->facts, &out);
	assert_int_equal(out.orders[0].code, EXPLAIN_RUNNING);
	assert_string_equal(arena_z(&arena, out.orders[0].why),
	    "a worker runs its commands (begun on 2 of 3 hosts, reported by 1)");
}

/* Ten thousand orders that stop each other in a chain, the last number first. */
static void
a_long_chain_is_no_trouble(void **state)
{
	enum { N = 10000 };
	struct scene *s = scene("f-:/boom");
	struct order_row *rows = arena_new_n(&arena, struct order_row, N);
	struct explained out;

	(void)state;
	s->plan.orders = arena_new_n(&arena, struct plan_order, N);
	for (unsigned i = 0; i < N; i++) {
		s->plan.orders[i].name = arena_printf(&arena, "o%u", i);
		s->plan.orders[i].must_succeed = true;
		rows[i] = (struct order_row){ .num = i + 1,
			.status = STATE_FAILED,
			.failure_reason = STR("dependency_failed"),
			.message = arena_printf(&arena, "o%u", i + 1) };
	}
	rows[N - 1].failure_reason = STR("boom");
	s->plan.n = s->facts.n = N;
	s->facts.rows = rows;
	explain(&arena, &s->facts, &out);
	for (unsigned i = 0; i < N - 1; i++)
		assert_int_equal(out.orders[i].cause, N - 1);
}

static void
every_code_has_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < EXPLAIN_CODES; i++)
		assert_true(explain_codes[i].code && explain_codes[i].headline);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_run_is_where_it_is_for_a_reason, release),
		cmocka_unit_test_teardown(an_order_is_where_it_is_for_a_reason, release),
		cmocka_unit_test_teardown(time_decides_about_a_worker, release),
		cmocka_unit_test_teardown(sentences_name_names, release),
		cmocka_unit_test_teardown(hosts_are_counted, release),
		cmocka_unit_test_teardown(a_long_chain_is_no_trouble, release),
		cmocka_unit_test(every_code_has_words),
	};

	return RUN(tests);
}
