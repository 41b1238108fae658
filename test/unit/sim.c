#include "sim.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aws/s3.h"
#include "aws/services.h"
#include "codec/url.h"
#include "engine/claim.h"
#include "engine/ids.h"
#include "engine/order_row.h"
#include "engine/run.h"
#include "engine/signal.h"
#include "engine/watch.h"
#include "local/deploy.h"
#include "local/heap.h"
#include "net/client.h"

enum { ACTORS_MAX = 512, SANDBOXES_MAX = 512, TIME_MAX_MS = 6 * 3600 * 1000, STACK_BYTES = 1 << 20, STALL_MS = 75000 };

enum role { ROLE_ORCHESTRATOR, ROLE_WATCHDOG, ROLE_WORKER, ROLES };

struct sim;

/* What a warm function keeps. */
struct sandbox {
	uint64_t serial;
	bool used;
	struct arena arena;
	struct world world;
	struct aws aws;
	struct engine engine;
	struct run_cache cache;
};

/* An invocation under way. */
struct actor {
	struct sim *sim;
	struct sandbox *sandbox;
	pthread_t thread;
	pthread_cond_t turn;
	bool ended, dead;
	int64_t wake_ms;
	enum role role;
	uint64_t id;
	bool build;
	struct arena arena;
	struct str payload, answer;
	struct str service_id; /* the request's, or the build's */
	bool failed;
};

struct sim {
	struct sim_options o;
	const struct sim_order *orders;
	size_t n;
	struct sim_result *out;
	struct cloud *cloud;
	struct deploy_names names;
	int64_t now_ms, start_ms;
	uint64_t random;
	pthread_mutex_t lock;
	pthread_cond_t back;
	struct actor *running;
	struct actor *actors[ACTORS_MAX];
	size_t actor_count;
	struct sandbox *sandboxes[SANDBOXES_MAX];
	struct sandbox user; /* looks on, without faults */
	struct str run;
	bool done_seen, cancelled;
};

/* splitmix64 */
static uint64_t
draw(struct sim *s, uint64_t below)
{
	uint64_t z = (s->random += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (z ^ (z >> 31)) % below;
}

static void
promise(struct sim *s, bool kept, const char *what)
{
	if (!kept && !s->out->broken)
		s->out->broken = what;
}

/* ---- the world of an actor ---- */

struct extra {
	struct sim *sim;
	struct actor *actor; /* NULL: the user */
};

static struct extra *
extra(struct world *w)
{
	return w->extra;
}

/* Gives the turn back and waits for the next. */
static void
yield(struct actor *me)
{
	struct sim *s = me->sim;

	pthread_mutex_lock(&s->lock);
	s->running = NULL;
	pthread_cond_signal(&s->back);
	while (s->running != me)
		pthread_cond_wait(&me->turn, &s->lock);
	pthread_mutex_unlock(&s->lock);
}

static int64_t
sim_now_ms(struct world *w)
{
	return extra(w)->sim->now_ms;
}

static void
sim_sleep_ms(struct world *w, int64_t ms)
{
	struct actor *me = extra(w)->actor;

	if (!me || me->dead)
		return;
	me->wake_ms = me->sim->now_ms + ms;
	yield(me);
}

static void
sim_random(struct world *w, void *out, size_t n)
{
	for (size_t i = 0; i < n; i++)
		((unsigned char *)out)[i] = (unsigned char)draw(extra(w)->sim, 256);
}

static void
sim_parallel(struct world *w, size_t n, void (*fn)(void *ctx, size_t i), void *ctx)
{
	(void)w;
	for (size_t i = 0; i < n; i++)
		fn(ctx, i);
}

static void
perform(struct sim *s, struct arena *a, const struct http_request *req, struct cloud_answer *answer)
{
	struct http_header *headers = arena_new_n(a, struct http_header, req->header_count + 1);
	struct cloud_request r = { .method = req->method,
		.target = req->target,
		.headers = headers,
		.header_count = req->header_count + 1,
		.body = { .bytes = req->body } };
	struct cloud_call call;

	headers[0] = (struct http_header){ STR("Host"), arena_printf(a, STR_FMT ":%u", STR_ARG(req->host), req->port) };
	if (req->header_count)
		memcpy(headers + 1, req->headers, req->header_count * sizeof(*headers));
	if (cloud_identify(s->cloud, a, s->now_ms, s->now_ms, &r, &call, answer) == 0)
		cloud_perform(s->cloud, a, s->now_ms, &r, &call, answer);
	s->out->calls++;
	if (call.service == CLOUD_S3 && str_ends(call.key, STR("/done")) &&
	    str_eqz(str_z(call.operation), "PutObject") && answer->status == 200) {
		promise(s, !s->done_seen, "done is written once");
		s->done_seen = true;
	}
}

static void
copy_answer(struct arena *a, const struct cloud_answer *answer, struct http_response *res)
{
	*res = (struct http_response){ .status = answer->status,
		.header_count = answer->header_count,
		.body = arena_str(a, answer->body),
		.body_bytes = answer->body.n };
	for (size_t i = 0; i < answer->header_count; i++)
		res->headers[i] = (struct http_header){ arena_str(a, answer->headers[i].name),
			arena_str(a, answer->headers[i].value) };
}

enum fault { FAULT_NONE, FAULT_CRASH_BEFORE, FAULT_CRASH_AFTER, FAULT_LOST, FAULT_REFUSED, FAULT_STALL };

/* Each kind has a budget; a call draws a fault now and then while there is some left. */
static enum fault
draw_fault(struct sim *s, struct actor *me)
{
	bool function = me->role != ROLE_WORKER;

	if (s->o.crashes > 0 && function && draw(s, 25) == 0) {
		s->o.crashes--;
		return draw(s, 2) ? FAULT_CRASH_BEFORE : FAULT_CRASH_AFTER;
	}
	if (s->o.stalls > 0 && function && draw(s, 15) == 0) {
		s->o.stalls--;
		return FAULT_STALL;
	}
	if (s->o.lost > 0 && draw(s, 15) == 0) {
		s->o.lost--;
		return FAULT_LOST;
	}
	if (s->o.refused > 0 && draw(s, 15) == 0) {
		s->o.refused--;
		return FAULT_REFUSED;
	}
	return FAULT_NONE;
}

static int
sim_call(struct world *w, struct arena *a, const struct http_request *req, struct http_response *res, struct err *e)
{
	struct actor *me = extra(w)->actor;
	struct sim *s = extra(w)->sim;
	enum fault fault = FAULT_NONE;
	struct cloud_answer answer;

	if (me && !me->dead) {
		yield(me);
		fault = me->dead ? FAULT_NONE : draw_fault(s, me);
	}
	if (fault == FAULT_STALL)
		sim_sleep_ms(w, STALL_MS);
	if (me && (me->dead || fault == FAULT_CRASH_BEFORE)) {
		me->dead = true;
		return err_set(e, ERR_NET, "crashed");
	}
	if (fault == FAULT_REFUSED) {
		*res = (struct http_response){ .status = 500 };
		return 0;
	}
	perform(s, a, req, &answer);
	if (fault == FAULT_CRASH_AFTER)
		me->dead = true;
	if (fault == FAULT_CRASH_AFTER || fault == FAULT_LOST) {
		err_set(e, ERR_NET, "the answer is lost");
		e->ambiguous = true;
		return -1;
	}
	copy_answer(a, &answer, res);
	return 0;
}

/* ---- functions ---- */

static void
sandbox_open(struct sandbox *b, struct sim *s)
{
	static struct engine_options all = { .program = "sim",
		.needs = NEED_ORDERS_TABLE | NEED_EVENTS_TABLE | NEED_LOCKS_TABLE | NEED_INTERNAL_BUCKET |
		    NEED_DONE_BUCKET | NEED_WORKER_LAMBDA | NEED_CODEBUILD_PROJECT | NEED_WATCHDOG_SFN };
	struct extra *x;
	struct err e;

	*b = (struct sandbox){ .used = true };
	x = arena_new(&b->arena, struct extra);
	x->sim = s;
	if (engine_open(&b->engine, &b->world, &b->aws, &b->arena, &all, &e) < 0) {
		fprintf(stderr, "sim: %s\n", e.msg);
		abort();
	}
	b->world.extra = x;
	b->world.own.now_ms = b->world.own.monotonic_ms = sim_now_ms;
	b->world.own.sleep_ms = sim_sleep_ms;
	b->world.own.random = sim_random;
	b->world.own.parallel = sim_parallel;
	b->world.own.call = sim_call;
}

static void
sandbox_close(struct sandbox *b)
{
	client_detach(&b->world);
	arena_release(&b->cache.arena);
	arena_release(&b->aws.own);
	arena_release(&b->arena);
}

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
static struct order_row
look(struct sim *s, struct arena *a, unsigned num)
{
	struct order_row row = { 0 };
	struct err e;

	if (order_rows_get(&s->user.engine, a, s->run, &num, 1, &row, &e) < 0)
		promise(s, false, "rows can be read");
	return row;
}

static void
commands_start(struct sim *s, struct arena *a, unsigned num)
{
	const struct sim_order *o = &s->orders[num - 1];

	promise(s, ++s->out->starts[num - 1] == 1, "commands start at most once");
	promise(s, !s->done_seen, "no commands start after done");
	for (size_t i = 0; i < o->dep_count; i++) {
		struct order_row dep = look(s, a, o->deps[i] + 1);
		bool blocks = dep.status != STATE_SUCCEEDED && !s->orders[o->deps[i]].must_not_matter &&
		    !o->must_not_matter;

		promise(s, state_terminal(dep.status), "no order starts before its dependencies are terminal");
		promise(s, !blocks, "no order starts behind a failed dependency");
	}
}

/* What a worker does, without the commands. */
static int
run_worker(struct actor *me, struct str run, unsigned num, struct err *e)
{
	struct engine *g = &me->sandbox->engine;
	struct sim *s = me->sim;
	struct result r = { .status = s->orders[num - 1].fails ? STATE_FAILED : STATE_SUCCEEDED,
		.log = STR("out\n"),
		.by = STR("worker") };
	struct claim mine = { .id = engine_attempt_id(g, &me->arena, me->service_id), .execution_id = me->service_id },
		     holder;
	struct result wish;

	if (claim_take(g, &me->arena, run, num, STR(""), &mine, &holder, e) < 0) {
		if (e->code != ERR_REFUSED)
			return -1;
		return holder.ender ? result_put(g, &me->arena, run, num, STR(""), &holder.ending, STR(""), NULL, e) :
				      0;
	}
	if (end_wish_get(g, &me->arena, run, &wish, e) == 0) {
		wish.finished_at_ms = s->now_ms;
		return result_put(g, &me->arena, run, num, STR(""), &wish, STR(""), NULL, e);
	}
	if (e->code != ERR_NOT_FOUND || me->dead)
		return -1;
	commands_start(s, &me->arena, num);
	r.started_at_ms = s->now_ms;
	world_sleep_ms(g->world, (int64_t)draw(s, (uint64_t)s->o.worker_ms + 1));
	if (s->o.dead_workers > 0 && draw(s, 3) == 0) {
		s->o.dead_workers--;
		me->dead = true;
		return -1;
	}
	r.finished_at_ms = s->now_ms;
	for (int i = 0; i < 20; i++) {
		if (result_put(g, &me->arena, run, num, STR(""), &r, STR(""), NULL, e) == 0 || me->dead)
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
	return run_worker(me, json_str_or(json_get(event, "run_id"), STR("")), num, e);
}

static void *
actor_main(void *ctx)
{
	static int (*const roles[ROLES])(struct actor *me, struct err *e) = {
		[ROLE_ORCHESTRATOR] = run_orchestrator,
		[ROLE_WATCHDOG] = run_watchdog,
		[ROLE_WORKER] = run_worker_event,
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

/* ---- the scheduler ---- */

static struct sandbox *
sandbox_of(struct sim *s, uint64_t serial)
{
	size_t free_at = SANDBOXES_MAX;

	for (size_t i = 0; i < SANDBOXES_MAX; i++) {
		if (s->sandboxes[i] && s->sandboxes[i]->used && serial && s->sandboxes[i]->serial == serial)
			return s->sandboxes[i];
		if (free_at == SANDBOXES_MAX && (!s->sandboxes[i] || !s->sandboxes[i]->used))
			free_at = i;
	}
	if (free_at == SANDBOXES_MAX)
		abort();
	if (!s->sandboxes[free_at])
		s->sandboxes[free_at] = heap_new(struct sandbox);
	sandbox_open(s->sandboxes[free_at], s);
	s->sandboxes[free_at]->serial = serial;
	return s->sandboxes[free_at];
}

static struct actor *
actor_start(struct sim *s, struct sandbox *b, enum role role, struct str payload)
{
	struct actor *me = heap_new(struct actor);
	pthread_attr_t attributes;

	me->sim = s;
	me->sandbox = b;
	me->role = role;
	me->payload = arena_str(&me->arena, payload);
	((struct extra *)b->world.extra)->actor = me;
	pthread_cond_init(&me->turn, NULL);
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK_BYTES);
	if (pthread_create(&me->thread, &attributes, actor_main, me) != 0)
		abort();
	pthread_attr_destroy(&attributes);
	s->actors[s->actor_count++] = me;
	return me;
}

static enum role
role_of(struct sim *s, struct str function)
{
	if (str_eq(function, s->names.functions[DEPLOY_ORCHESTRATOR]))
		return ROLE_ORCHESTRATOR;
	return str_eq(function, s->names.functions[DEPLOY_WORKER]) ? ROLE_WORKER : ROLE_WATCHDOG;
}

static struct str
build_payload(struct arena *a, const struct cloud_effect *f)
{
	struct str run = STR(""), num = STR("");

	for (size_t i = 0; i < f->variable_count; i++) {
		if (str_eqz(f->variables[i].name, "AWS_EXE_SYS_RUN_ID"))
			run = f->variables[i].value;
		if (str_eqz(f->variables[i].name, "AWS_EXE_SYS_ORDER_NUM"))
			num = f->variables[i].value;
	}
	return arena_printf(a, "{\"run_id\":\"" STR_FMT "\",\"order_num\":\"" STR_FMT "\"}", STR_ARG(run),
	    STR_ARG(num));
}

static void
take_effects(struct sim *s, struct arena *a)
{
	struct cloud_effect f;
	struct actor *me;

	while (cloud_effect_next(s->cloud, &f)) {
		if (f.type == CLOUD_INVOKE && cloud_invocation_started(s->cloud, s->now_ms, f.id)) {
			me = actor_start(s, sandbox_of(s, f.sandbox), role_of(s, f.function), f.payload);
			me->id = f.id;
			me->service_id = arena_str(&me->arena, f.request_id);
		} else if (f.type == CLOUD_BUILD_START) {
			me = actor_start(s, sandbox_of(s, 0), ROLE_WORKER, build_payload(a, &f));
			me->id = f.id;
			me->build = true;
			me->service_id = arena_str(&me->arena, f.build_id);
		} else if (f.type == CLOUD_KILL || f.type == CLOUD_BUILD_STOP) {
			for (size_t i = 0; i < s->actor_count; i++)
				if (s->actors[i]->id == f.id && s->actors[i]->build == (f.type == CLOUD_BUILD_STOP)) {
					s->actors[i]->dead = true;
					s->actors[i]->wake_ms = 0;
				}
		}
	}
}

static void
actor_end(struct sim *s, size_t i)
{
	struct actor *me = s->actors[i];

	pthread_join(me->thread, NULL);
	if (me->build)
		cloud_build_end(s->cloud, s->now_ms, me->id, me->dead || me->failed);
	else
		cloud_invocation_end(s->cloud, s->now_ms, me->id,
		    me->dead       ? CLOUD_CRASHED :
			me->failed ? CLOUD_FAILED :
				     CLOUD_OK,
		    me->answer);
	if (me->dead || me->build) {
		sandbox_close(me->sandbox);
		me->sandbox->used = false;
	}
	pthread_cond_destroy(&me->turn);
	arena_release(&me->arena);
	heap_free(me);
	s->actors[i] = s->actors[--s->actor_count];
}

/* Lets one of those that can go on do so up to its next call. False when nobody can. */
static bool
step(struct sim *s)
{
	size_t ready[ACTORS_MAX], n = 0, i;
	struct actor *me;

	for (i = 0; i < s->actor_count; i++)
		if (s->actors[i]->wake_ms <= s->now_ms)
			ready[n++] = i;
	if (n == 0)
		return false;
	i = ready[draw(s, n)];
	me = s->actors[i];
	pthread_mutex_lock(&s->lock);
	s->running = me;
	pthread_cond_signal(&me->turn);
	while (s->running)
		pthread_cond_wait(&s->back, &s->lock);
	pthread_mutex_unlock(&s->lock);
	if (me->ended)
		actor_end(s, i);
	return true;
}

static bool
advance(struct sim *s)
{
	int64_t next_ms = cloud_next_ms(s->cloud);

	for (size_t i = 0; i < s->actor_count; i++)
		if (s->actors[i]->wake_ms < next_ms)
			next_ms = s->actors[i]->wake_ms;
	if (next_ms == INT64_MAX || next_ms - s->start_ms > TIME_MAX_MS)
		return false;
	if (next_ms > s->now_ms)
		s->now_ms = next_ms;
	cloud_tick(s->cloud, s->now_ms);
	return true;
}

static void
maybe_cancel(struct sim *s, struct arena *a)
{
	struct result wish = { .status = STATE_FAILED,
		.failure_reason = STR("cancelled"),
		.started_at_ms = s->now_ms,
		.finished_at_ms = s->now_ms,
		.by = STR("a person") };
	struct err e;

	if (!s->o.cancel || s->cancelled || draw(s, 60) != 0)
		return;
	s->cancelled = true;
	if (end_wish_put(&s->user.engine, a, s->run, &wish, &e) < 0)
		promise(s, false, "a wish can be written");
}

/* ---- a job ---- */

static void
put_variable(void *ctx, const char *name, struct str value)
{
	setenv(name, arena_z(ctx, value), 1);
}

static void
set_environment(struct sim *s, struct arena *a)
{
	struct cloud_credential user = { .access_key_id = STR("AKIASIM"),
		.secret_access_key = STR("secret"),
		.role = STR("user"),
		.process = STR("sim") };

	deploy_variables(&s->names, cloud_machine_arn(s->cloud, a, s->names.machine), put_variable, a);
	setenv("AWS_REGION", "us-east-1", 1);
	setenv("AWS_ACCESS_KEY_ID", "AKIASIM", 1);
	setenv("AWS_SECRET_ACCESS_KEY", "secret", 1);
	unsetenv("AWS_SESSION_TOKEN");
	setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1", 1);
	setenv("AWS_EXE_SYS_LOG_LEVEL", getenv("SIM_TRACE") ? "info" : "error", 1);
	cloud_credential_add(s->cloud, &user);
}

static void
must(int result, const struct err *e)
{
	if (result == 0)
		return;
	fprintf(stderr, "sim: %s\n", e->msg);
	abort();
}

static void
fill_orders(struct sim *s, struct arena *a, struct plan *plan, struct order *orders, struct order_new *rows)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct sim_order *o = &s->orders[i];

		plan->orders[i] = (struct plan_order){ .name = str_z(o->name),
			.target = o->target,
			.timeout_s = 60,
			.presign_s = 7200,
			.must_succeed = !o->must_not_matter,
			.deps = o->deps,
			.dep_count = (uint32_t)o->dep_count,
			.sops_key_path = STR("/k") };
		orders[i] = (struct order){ .num = (unsigned)i + 1,
			.name = str_z(o->name),
			.queue_id = str_z(o->name),
			.target = o->target,
			.timeout_s = 60,
			.must_succeed = !o->must_not_matter,
			.deps = (uint32_t *)o->deps,
			.dep_count = o->dep_count };
		orders[i].cmds = arena_new(a, struct str);
		orders[i].cmds[0] = STR("true");
		orders[i].cmd_count = 1;
		rows[i] = (struct order_new){ .order = &orders[i],
			.run_id = s->run,
			.trace_id = plan->trace_id,
			.flow_id = plan->flow_id,
			.s3_location = STR("s3://b/k"),
			.callback_url = STR("s3://b/r"),
			.created_at_ms = s->now_ms,
			.ttl_s = s->now_ms / 1000 + 86400 };
	}
}

/* Does what packing does, without the bundles. */
static void
submit(struct sim *s, struct arena *a)
{
	struct engine *g = &s->user.engine;
	struct run_row row = { .run_id = s->run,
		.deadline_ms = s->now_ms + 3600000,
		.created_at_ms = s->now_ms,
		.order_count = (unsigned)s->n,
		.job_sha256 = STR("x"),
		.flow_id = STR("u:00000000-exec"),
		.trace_id = STR("00000000"),
		.username = STR("u") },
		       existing;
	struct plan plan = { .run_id = s->run,
		.trace_id = row.trace_id,
		.flow_id = row.flow_id,
		.deadline_ms = row.deadline_ms,
		.orders = arena_new_n(a, struct plan_order, s->n),
		.n = s->n };
	struct order *orders = arena_new_n(a, struct order, s->n);
	struct order_new *rows = arena_new_n(a, struct order_new, s->n);
	struct board board = { .states = arena_alloc(a, s->n), .n = s->n };
	struct str name = arena_printf(a, STR_FMT "-0000", STR_ARG(s->run)), arn;
	struct buf text = buf_in(a);
	struct s3_put put = S3_PUT;
	struct err e;

	memset(board.states, STATE_QUEUED, s->n);
	fill_orders(s, a, &plan, orders, rows);
	plan_write(&text, &plan);
	must(run_row_create(g, a, &row, &existing, &e), &e);
	must(states_start(g->aws, a, g->config.watchdog_sfn, name,
		 arena_printf(a, "{\"run_id\":\"" STR_FMT "\",\"order_num\":\"0000\"}", STR_ARG(s->run)), &arn, &e),
	    &e);
	must(order_rows_insert(g, a, s->run, rows, s->n, &e), &e);
	put.bucket = g->config.internal_bucket;
	put.key = key_plan(a, s->run);
	put.body = buf_str(&text);
	must(s3_put(g->aws, a, &put, NULL, &e), &e);
	must(board_put(g, a, &row, &board, &e), &e);
	must(run_row_commit(g, a, s->run, &e), &e);
	must(run_kick(g, a, s->run, &e), &e);
}

static void
judge(struct sim *s, struct arena *a)
{
	struct engine *g = &s->user.engine;
	struct s3_object done;
	struct run_row row;
	struct err e;

	for (size_t i = 0; i < s->n; i++)
		s->out->states[i] = (char)look(s, a, (unsigned)i + 1).status;
	if (s3_get(g->aws, a, g->config.done_bucket, key_done(a, s->run), 65536, &done, &e) == 0)
		s->out->done = done.body;
	s->out->finished = s->out->done.n && run_row_get(g, a, s->run, &row, &e) == 0 && row.status == RUN_COMPLETED;
	s->out->took_ms = s->now_ms - s->start_ms;
}

static void
sim_open(struct sim *s, struct arena *a)
{
	struct cloud_knobs *knobs;
	struct err e;

	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->back, NULL);
	s->names = deploy_names(a, STR("sim"));
	s->cloud = deploy_cloud(a, &s->names, 4, false, s->o.seed, &e);
	if (!s->cloud)
		must(-1, &e);
	knobs = cloud_knobs(s->cloud);
	knobs->event_repeats = s->o.event_repeats ? s->o.event_repeats : 1;
	knobs->event_delay_max_ms = s->o.event_delay_ms;
	knobs->watchdog_runs = s->o.watchdog_runs;
	knobs->watchdog_orders = s->o.watchdog_orders;
	set_environment(s, a);
	sandbox_open(&s->user, s);
}

static void
sim_close(struct sim *s)
{
	/* Whoever is still in the middle of something dies. */
	while (s->actor_count) {
		for (size_t i = 0; i < s->actor_count; i++) {
			s->actors[i]->dead = true;
			s->actors[i]->wake_ms = 0;
		}
		step(s);
	}
	for (size_t i = 0; i < SANDBOXES_MAX; i++) {
		if (s->sandboxes[i] && s->sandboxes[i]->used)
			sandbox_close(s->sandboxes[i]);
		heap_free(s->sandboxes[i]);
	}
	sandbox_close(&s->user);
	cloud_free(s->cloud);
	pthread_cond_destroy(&s->back);
	pthread_mutex_destroy(&s->lock);
}

void
sim_run(struct arena *a, const struct sim_options *o, const struct sim_order *orders, size_t n, struct sim_result *out)
{
	struct sim s = { .o = *o,
		.orders = orders,
		.n = n,
		.out = out,
		.now_ms = 1800000000000,
		.start_ms = 1800000000000,
		.random = o->seed,
		.run = STR("0a0b0c0d-0000-4000-8000-000000000001") };

	*out = (struct sim_result){ 0 };
	sim_open(&s, a);
	submit(&s, a);
	cloud_tick(s.cloud, s.now_ms);
	take_effects(&s, a);
	while (step(&s) || advance(&s)) {
		maybe_cancel(&s, a);
		cloud_tick(s.cloud, s.now_ms);
		take_effects(&s, a);
	}
	judge(&s, a);
	sim_close(&s);
}
