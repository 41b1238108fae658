/*
 * The promises of the run protocol (docs/protocol.md), over many schedules with faults. A failure names its seed:
 * SIM_SEED=n runs that one alone, SIM_TRACE=1 shows what failed on the way.
 */
#include "sim.h"

#include <stdlib.h>

#include "test.h"

static const struct sim_order chain[] = {
	{ .name = "a" },
	{ .name = "b", .deps = { 0 }, .dep_count = 1, .target = TARGET_CODEBUILD },
	{ .name = "c", .deps = { 1 }, .dep_count = 1 },
};

/* A join behind a fan-out; one order may fail; clean-up after a failure; what a failure stops, stops more. */
static const struct sim_order graph[] = {
	{ .name = "plan" },
	{ .name = "net", .deps = { 0 }, .dep_count = 1 },
	{ .name = "db", .deps = { 0 }, .dep_count = 1, .target = TARGET_CODEBUILD },
	{ .name = "lint", .fails = true, .must_not_matter = true },
	{ .name = "app", .deps = { 1, 2, 3 }, .dep_count = 3 },
	{ .name = "smoke", .deps = { 4 }, .dep_count = 1, .fails = true },
	{ .name = "notify", .deps = { 5 }, .dep_count = 1, .must_not_matter = true },
	{ .name = "promote", .deps = { 5 }, .dep_count = 1 },
	{ .name = "announce", .deps = { 7 }, .dep_count = 1 },
};

static const struct sim_order fan[] = {
	{ .name = "f1" },
	{ .name = "f2" },
	{ .name = "f3" },
	{ .name = "f4" },
	{ .name = "f5" },
	{ .name = "f6" },
	{ .name = "f7" },
	{ .name = "f8" },
	{ .name = "join", .deps = { 0, 1, 2, 3, 4, 5, 6, 7 }, .dep_count = 8 },
};

/* Seats of all kinds beside each other, and one host of two fails. */
static const struct sim_order hosts[] = {
	{ .name = "patch", .target = TARGET_SSM },
	{ .name = "check", .deps = { 0 }, .dep_count = 1 },
	{ .name = "restart", .deps = { 0 }, .dep_count = 1, .target = TARGET_SSM, .fails = true },
	{ .name = "report", .deps = { 2 }, .dep_count = 1, .target = TARGET_SSM, .must_not_matter = true },
	{ .name = "promote", .deps = { 1, 2 }, .dep_count = 2, .target = TARGET_SSM },
};

/* What becomes of an order when nothing but its commands decides. */
static enum state
expected(const struct sim_order *orders, size_t i, bool *blocked)
{
	*blocked = false;
	for (size_t d = 0; d < orders[i].dep_count; d++) {
		const struct sim_order *dep = &orders[orders[i].deps[d]];
		bool ignored;

		if (expected(orders, orders[i].deps[d], &ignored) != STATE_SUCCEEDED && !dep->must_not_matter &&
		    !orders[i].must_not_matter)
			*blocked = true;
	}
	return *blocked || orders[i].fails ? STATE_FAILED : STATE_SUCCEEDED;
}

static void
check_orders(const char *where, const struct sim_options *o, const struct sim_order *orders, size_t n,
    const struct sim_result *r)
{
	bool surprises = o->dead_workers || o->cancel || o->host_goes || o->host_away;

	for (size_t i = 0; i < n; i++) {
		bool blocked;
		enum state want = expected(orders, i, &blocked);

		if (!state_terminal((enum state)r->states[i]))
			fail_msg("%s: order %s is '%c'", where, orders[i].name, r->states[i]);
		if (!surprises && r->states[i] != (char)want)
			fail_msg("%s: order %s is '%c', expected '%c'", where, orders[i].name, r->states[i], want);
		for (int h = 0; !surprises && h < (orders[i].target == TARGET_SSM ? SIM_HOSTS : 1); h++)
			if (r->starts[i][h] != !blocked)
				fail_msg("%s: order %s started %d times (host %d)", where, orders[i].name,
				    r->starts[i][h], h);
	}
}

/* What was told last, unless the provider was in trouble just then. */
static void
check_comment(const char *where, const struct sim_options *o, const struct sim_result *r)
{
	bool trouble = o->crashes || o->stalls || o->lost || o->refused;

	if (r->comments > 1)
		fail_msg("%s: %d comments", where, r->comments);
	if (trouble)
		return;
	if (r->comments != 1 || str_find(r->comment, STR("Run in progress")) < r->comment.n)
		fail_msg("%s: %d comments, that says:\n" STR_FMT, where, r->comments, STR_ARG(r->comment));
	if (str_find(r->comment, STR(" running")) < r->comment.n || str_find(r->comment, STR(" queued")) < r->comment.n)
		fail_msg("%s: it does not tell the end:\n" STR_FMT, where, STR_ARG(r->comment));
}

static void
one_schedule(const char *name, const struct sim_options *o, const struct sim_order *orders, size_t n)
{
	struct arena a = ARENA_EMPTY;
	struct sim_result r;
	char where[128];

	snprintf(where, sizeof(where), "%s, SIM_SEED=%llu", name, (unsigned long long)o->seed);
	sim_run(&a, o, orders, n, &r);
	if (r.broken)
		fail_msg("%s: broken: %s", where, r.broken);
	if (!r.finished)
		fail_msg("%s: the run did not end (states %s, done %.*s)", where, r.states, (int)r.done.n,
		    r.done.p ? r.done.p : "");
	check_orders(where, o, orders, n, &r);
	if (o->comments)
		check_comment(where, o, &r);
	arena_release(&a);
}

/* Sanitizers look for what is wrong with memory, which a few schedules show as well as many, and take ten times as long. */
static uint64_t
share(uint64_t schedules)
{
#ifdef __SANITIZE_ADDRESS__
	schedules /= 6;
#endif
	return schedules;
}

static void
many_schedules(const char *name, struct sim_options o, uint64_t schedules)
{
	static const struct {
		const struct sim_order *orders;
		size_t n;
	} jobs[] = { { chain, COUNT(chain) }, { graph, COUNT(graph) }, { fan, COUNT(fan) }, { hosts, COUNT(hosts) } };
	const char *only = getenv("SIM_SEED");

	for (uint64_t seed = 1; seed <= share(schedules); seed++) {
		if (only && strtoull(only, NULL, 10) != seed)
			continue;
		o.seed = seed;
		one_schedule(name, &o, jobs[seed % COUNT(jobs)].orders, jobs[seed % COUNT(jobs)].n);
	}
}

static void
a_run_ends_without_any_kick(void **state)
{
	(void)state;
	many_schedules("plain", (struct sim_options){ .worker_ms = 30000 }, 150);
	many_schedules("at once", (struct sim_options){ .worker_ms = 0 }, 150);
}

static void
repeated_and_late_events_change_nothing(void **state)
{
	(void)state;
	many_schedules("repeats",
	    (struct sim_options){ .worker_ms = 2000, .event_repeats = 3, .event_delay_ms = 20000 }, 150);
}

static void
a_function_may_die_at_any_call(void **state)
{
	(void)state;
	many_schedules("crashes",
	    (struct sim_options){ .worker_ms = 20000, .crashes = 3, .watchdog_runs = true, .watchdog_orders = true },
	    300);
}

static void
a_holder_may_lose_its_lease_and_wake_up(void **state)
{
	(void)state;
	many_schedules("stalls",
	    (struct sim_options){ .worker_ms = 100000, .stalls = 3, .watchdog_runs = true, .watchdog_orders = true },
	    300);
}

static void
answers_may_be_lost(void **state)
{
	(void)state;
	many_schedules("lost",
	    (struct sim_options){ .worker_ms = 5000,
		.lost = 6,
		.refused = 4,
		.watchdog_runs = true,
		.watchdog_orders = true },
	    300);
}

static void
a_dead_worker_is_noticed(void **state)
{
	(void)state;
	many_schedules("dead workers",
	    (struct sim_options){ .worker_ms = 5000,
		.dead_workers = 2,
		.watchdog_runs = true,
		.watchdog_orders = true },
	    150);
}

static void
signals_may_be_late_repeated_or_lost(void **state)
{
	(void)state;
	many_schedules("late signals",
	    (struct sim_options){ .worker_ms = 5000,
		.dead_workers = 2,
		.event_repeats = 3,
		.event_delay_ms = 60000,
		.watchdog_runs = true,
		.watchdog_orders = true },
	    150);
	many_schedules("no signals",
	    (struct sim_options){ .worker_ms = 5000,
		.dead_workers = 2,
		.no_signals = true,
		.watchdog_runs = true,
		.watchdog_orders = true },
	    100);
}

/* Whatever the moment: before it is resolved, started, while it works, after its result. */
static void
a_host_may_go_and_come(void **state)
{
	static const struct sim_options ways[] = {
		{ .worker_ms = 30000, .host_goes = true, .watchdog_runs = true, .watchdog_orders = true },
		{ .worker_ms = 30000, .host_away = true, .watchdog_runs = true, .watchdog_orders = true },
		{ .worker_ms = 30000,
		    .host_goes = true,
		    .no_signals = true,
		    .watchdog_runs = true,
		    .watchdog_orders = true },
		{ .worker_ms = 30000,
		    .host_goes = true,
		    .crashes = 2,
		    .lost = 3,
		    .refused = 2,
		    .event_repeats = 2,
		    .event_delay_ms = 20000,
		    .watchdog_runs = true,
		    .watchdog_orders = true },
	};
	const char *only = getenv("SIM_SEED");

	(void)state;
	for (uint64_t seed = 1; seed <= share(240); seed++) {
		struct sim_options o = ways[seed % COUNT(ways)];

		o.seed = seed;
		if (!only || strtoull(only, NULL, 10) == seed)
			one_schedule("hosts that go", &o, hosts, COUNT(hosts));
	}
}

static void
a_cancel_ends_every_order(void **state)
{
	(void)state;
	many_schedules("cancel",
	    (struct sim_options){ .worker_ms = 30000, .cancel = true, .watchdog_runs = true, .watchdog_orders = true },
	    150);
}

static void
everything_at_once(void **state)
{
	(void)state;
	many_schedules("everything",
	    (struct sim_options){ .worker_ms = 30000,
		.cancel = true,
		.crashes = 2,
		.lost = 3,
		.refused = 2,
		.dead_workers = 1,
		.event_repeats = 2,
		.event_delay_ms = 5000,
		.watchdog_runs = true,
		.watchdog_orders = true },
	    400);
}

static void
one_comment_tells_of_a_run(void **state)
{
	const struct sim_options plain = { .comments = true, .worker_ms = 30000, .watchdog_runs = true };
	struct sim_options o = plain;

	(void)state;
	many_schedules("comment", o, 60);
	o.event_repeats = 3;
	o.event_delay_ms = 20000;
	many_schedules("comment, repeats", o, 60);
	o = plain;
	o.watchdog_orders = true;
	o.crashes = 4;
	many_schedules("comment, crashes", o, 200);
	o.crashes = 0;
	o.stalls = 4;
	o.worker_ms = 100000;
	many_schedules("comment, stalls", o, 200);
	o.stalls = 0;
	o.lost = 10;
	o.refused = 4;
	many_schedules("comment, lost answers", o, 200);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_ends_without_any_kick),
		cmocka_unit_test(repeated_and_late_events_change_nothing),
		cmocka_unit_test(a_function_may_die_at_any_call),
		cmocka_unit_test(a_holder_may_lose_its_lease_and_wake_up),
		cmocka_unit_test(answers_may_be_lost),
		cmocka_unit_test(a_dead_worker_is_noticed),
		cmocka_unit_test(signals_may_be_late_repeated_or_lost),
		cmocka_unit_test(a_host_may_go_and_come),
		cmocka_unit_test(a_cancel_ends_every_order),
		cmocka_unit_test(everything_at_once),
		cmocka_unit_test(one_comment_tells_of_a_run),
	};

	return RUN(tests);
}
