#include "sim_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aws/s3.h"
#include "codec/url.h"
#include "engine/claim.h"
#include "engine/ids.h"
#include "engine/signal.h"
#include "engine/start.h"
#include "engine/watch.h"
#include "exec/task.h"

static int
run_orchestrator(struct actor *me, struct err *e)
{
	struct json event, key;
	struct buf decoded = buf_in(&me->arena);
	struct str run;
	unsigned num;

	if (json_parse(&me->arena, me->payload, NULL, &event, NULL, e) < 0)
		return -1;
	key = json_get(json_get(json_get(json_at(json_get(event, "Records"), 0), "s3"), "object"), "key");
	if (url_decode(&decoded, json_str_or(key, STR("")), URL_QUERY, e) < 0)
		return -1;
	if (!key_result_parse(buf_str(&decoded), &run, &num))
		return err_set(e, ERR_PROTO, "not a result's key");
	return run_handle(&me->sandbox->engine, &me->sandbox->cache, &me->arena, run, &num, 1, STR("service"),
	    me->sim->now_ms + 540000, e);
}

static int
run_watchdog(struct actor *me, struct err *e)
{
	struct watch_answer answer;
	struct signal_event signal;
	struct watch_order order;
	struct json event;

	if (json_parse(&me->arena, me->payload, NULL, &event, NULL, e) < 0)
		return -1;
	if (signal_read(&me->arena, event, &signal))
		return signal_handle(&me->sandbox->engine, &me->arena, &signal, e);
	order.run_id = json_str_or(json_get(event, "run_id"), STR(""));
	if (!order_num_parse(json_str_or(json_get(event, "order_num"), STR("")), &order.num))
		return err_set(e, ERR_PROTO, "no order number");
	if (watch_check(&me->sandbox->engine, &me->arena, &order, &answer, e) < 0)
		return -1;
	me->answer = arena_printf(&me->arena, "{\"done\":%s,\"wait_seconds\":%lld}", answer.done ? "true" : "false",
	    (long long)answer.wait_s);
	return 0;
}

/* The row of an order as the table has it, looked at from outside. */
struct order_row
sim_look(struct sim *s, struct arena *a, unsigned num)
{
	struct order_row row = { 0 };
	struct err e;

	if (order_rows_get(&s->user.engine, a, s->run, &num, 1, &row, &e) < 0)
		sim_promise(s, false, "rows can be read");
	return row;
}

static size_t
host_index(struct str host)
{
	size_t i = 0;

	while (host.n && i + 1 < SIM_HOSTS && !str_eqz(host, sim_hosts[i]))
		i++;
	return i;
}

static void
commands_start(struct sim *s, struct arena *a, unsigned num, struct str host)
{
	const struct sim_order *o = &s->orders[num - 1];

	sim_promise(s, ++s->out->starts[num - 1][host_index(host)] == 1, "commands start at most once");
	sim_promise(s, !s->done_seen, "no commands start after done");
	for (size_t i = 0; i < o->dep_count; i++) {
		struct order_row dep = sim_look(s, a, o->deps[i] + 1);
		bool blocks = dep.status != STATE_SUCCEEDED && !s->orders[o->deps[i]].must_not_matter &&
		    !o->must_not_matter;

		sim_promise(s, state_terminal(dep.status), "no order starts before its dependencies are terminal");
		sim_promise(s, !blocks, "no order starts behind a failed dependency");
	}
}

/* What a worker does, without the commands. */
static int
run_worker(struct actor *me, struct str run, unsigned num, struct str host, struct err *e)
{
	struct engine *g = &me->sandbox->engine;
	struct sim *s = me->sim;
	bool fails = s->orders[num - 1].fails && (!host.n || host_index(host) == SIM_HOSTS - 1);
	struct result r = { .status = fails ? STATE_FAILED : STATE_SUCCEEDED,
		.log = STR("out\n"),
		.by = STR("worker") };
	struct claim mine = { .id = engine_attempt_id(g, &me->arena, me->service_id), .execution_id = me->service_id },
		     holder;
	struct result wish;

	if (claim_take(g, &me->arena, run, num, host, &mine, &holder, e) < 0) {
		if (e->code != ERR_REFUSED)
			return -1;
		return holder.ender ? result_put(g, &me->arena, run, num, host, &holder.ending, STR(""), e) : 0;
	}
	if (end_wish_get(g, &me->arena, run, &wish, e) == 0) {
		wish.finished_at_ms = s->now_ms;
		return result_put(g, &me->arena, run, num, host, &wish, STR(""), e);
	}
	if (e->code != ERR_NOT_FOUND || me->dead)
		return -1;
	commands_start(s, &me->arena, num, host);
	r.started_at_ms = s->now_ms;
	world_sleep_ms(g->world, (int64_t)sim_draw(s, (uint64_t)s->o.worker_ms + 1));
	if (s->o.dead_workers > 0 && sim_draw(s, 3) == 0) {
		s->o.dead_workers--;
		me->dead = true;
		return -1;
	}
	r.finished_at_ms = s->now_ms;
	for (int i = 0; i < 20; i++) {
		if (result_put(g, &me->arena, run, num, host, &r, STR(""), e) == 0 || me->dead)
			return 0;
		world_sleep_ms(g->world, 5000);
	}
	return -1;
}

static int
run_worker_event(struct actor *me, struct err *e)
{
	struct json event;
	unsigned num = 0;

	if (json_parse(&me->arena, me->payload, NULL, &event, NULL, e) < 0)
		return -1;
	if (!order_num_parse(json_str_or(json_get(event, "order_num"), STR("")), &num) || num == 0)
		return err_set(e, ERR_PROTO, "no order number");
	return run_worker(me, json_str_or(json_get(event, "run_id"), STR("")), num, STR(""), e);
}

/* What the document does, and then the worker, which has the URLs of the start file alone. */
static int
run_host(struct actor *me, struct err *e)
{
	struct aws_grant start = { STR("GET"), STR("start"), STR("start"), me->payload };
	struct aws *aws = &me->sandbox->aws;
	struct str bucket, region;
	struct s3_object file;
	struct task t = { 0 };

	aws->grants = &start;
	aws->grant_count = 1;
	if (s3_get(aws, &me->arena, STR("start"), STR("start"), START_FILE_BYTES_MAX, &file, e) < 0 ||
	    task_from_file(&t, &me->arena, file.body, &bucket, &region, e) < 0)
		return -1;
	sim_promise(me->sim, str_eq(t.host, me->instance), "a host is started as itself");
	aws->grants = t.grants;
	aws->grant_count = t.grant_count;
	me->service_id = t.execution_id;
	return run_worker(me, t.run_id, t.num, t.host, e);
}

void *
sim_actor_main(void *ctx)
{
	static int (*const roles[ROLES])(struct actor *me, struct err *e) = {
		[ROLE_ORCHESTRATOR] = run_orchestrator,
		[ROLE_WATCHDOG] = run_watchdog,
		[ROLE_WORKER] = run_worker_event,
		[ROLE_HOST] = run_host,
	};
	struct actor *me = ctx;
	struct sim *s = me->sim;
	struct err e = { 0 };

	pthread_mutex_lock(&s->lock);
	while (s->running != me)
		pthread_cond_wait(&me->turn, &s->lock);
	pthread_mutex_unlock(&s->lock);
	me->answer = STR("{}");
	me->failed = roles[me->role](me, &e) < 0;
	if (me->failed && getenv("SIM_TRACE"))
		fprintf(stderr, "%lld role %d failed: %s\n", (long long)s->now_ms, (int)me->role, e.msg);
	pthread_mutex_lock(&s->lock);
	me->ended = true;
	s->running = NULL;
	pthread_cond_signal(&s->back);
	pthread_mutex_unlock(&s->lock);
	return NULL;
}
