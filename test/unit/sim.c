#include "sim_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aws/s3.h"
#include "aws/services.h"
#include "engine/claim.h"
#include "engine/ids.h"
#include "local/heap.h"

const char *const sim_hosts[SIM_HOSTS] = { "i-0aaaaaaaaaaaaaaa1", "i-0aaaaaaaaaaaaaaa2" };

/* Alternately by tag and by name. */
static struct str
targets_of(const struct sim_order *o, size_t i)
{
	if (o->target != TARGET_SSM)
		return STR("");
	return i % 2 ? STR("{\"instance_ids\":[\"i-0aaaaaaaaaaaaaaa1\",\"i-0aaaaaaaaaaaaaaa2\"]}") :
		       STR("{\"tags\":{\"Role\":[\"web\",\"db\"]}}");
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

	if (!s->o.cancel || s->cancelled || sim_draw(s, 60) != 0)
		return;
	s->cancelled = true;
	if (end_wish_put(&s->user.engine, a, s->run, &wish, &e) < 0)
		sim_promise(s, false, "a wish can be written");
}

static void
add_host(struct sim *s, size_t i)
{
	struct cloud_variable tag = { STR("Role"), i ? STR("db") : STR("web") };

	cloud_host_add(s->cloud, s->now_ms, str_z(sim_hosts[i]), &tag, 1);
}

/* Once each: it goes, and where it was only away it comes back. */
static void
maybe_move_host(struct sim *s)
{
	struct str last = str_z(sim_hosts[SIM_HOSTS - 1]);

	if (!(s->o.host_goes || s->o.host_away) || s->last_host == HOST_BACK || sim_draw(s, 60) != 0)
		return;
	if (s->last_host == HOST_AWAY) {
		add_host(s, SIM_HOSTS - 1);
		s->last_host = HOST_BACK;
	} else if (s->o.host_away) {
		cloud_host_away(s->cloud, s->now_ms, last, NULL);
		s->last_host = HOST_AWAY;
	} else {
		cloud_host_remove(s->cloud, s->now_ms, last, NULL);
		s->last_host = HOST_BACK;
	}
}

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
	setenv("AWS_EXE_SYS_HOST_WORKER_X86_64",
	    "s3://b/worker#0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", 1);
	setenv("AWS_EXE_SYS_GITHUB_URL", "http://git.test", 1);
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
			.ssm_targets = targets_of(o, i),
			.sops_key_path = STR("/k") };
		orders[i] = (struct order){ .num = (unsigned)i + 1,
			.name = str_z(o->name),
			.queue_id = str_z(o->name),
			.target = o->target,
			.ssm_targets = targets_of(o, i),
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

/* A bundle that hosts do not look into. */
static void
put_bundle(struct sim *s, struct arena *a, unsigned num)
{
	struct engine *g = &s->user.engine;
	struct s3_put put = S3_PUT;
	struct err e;

	put.bucket = g->config.internal_bucket;
	put.key = key_bundle(a, s->run, num);
	put.body = STR("zip");
	put.checksum = true;
	must(s3_put(g->aws, a, &put, NULL, &e), &e);
}

/* base64 of {"T":"t"} */
static void
put_token(struct sim *s, struct arena *a)
{
	struct ssm_put put = { .name = STR("/token"), .value = STR("eyJUIjoidCJ9") };
	struct err e;

	must(ssm_put_parameter(s->user.engine.aws, a, &put, &e), &e);
}

/* Does what packing does, without the bundles of workers that would fetch them. */
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
		.username = STR("u"),
		.comment = s->o.comments ? STR("[\"github\",\"o/r\",\"pr\",\"7\",\"/token\"]") : STR("") },
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
	if (s->o.comments)
		put_token(s, a);
	must(run_row_create(g, a, &row, &existing, &e), &e);
	must(states_start(g->aws, a, g->config.watchdog_sfn, name,
		 arena_printf(a, "{\"run_id\":\"" STR_FMT "\",\"order_num\":\"0000\"}", STR_ARG(s->run)), &arn, &e),
	    &e);
	for (size_t i = 0; i < s->n; i++)
		if (s->orders[i].target == TARGET_SSM)
			put_bundle(s, a, (unsigned)i + 1);
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
		s->out->states[i] = (char)sim_look(s, a, (unsigned)i + 1).status;
	if (s3_get(g->aws, a, g->config.done_bucket, key_done(a, s->run), 65536, &done, &e) == 0)
		s->out->done = done.body;
	s->out->finished = s->out->done.n && run_row_get(g, a, s->run, &row, &e) == 0 && row.status == RUN_COMPLETED;
	s->out->took_ms = s->now_ms - s->start_ms;
	sim_comments_judge(s, a);
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
	for (int kind = 0; kind < CLOUD_EVENT_KINDS; kind++) {
		knobs->events[kind].repeats = s->o.event_repeats ? s->o.event_repeats : 1;
		knobs->events[kind].delay_max_ms = s->o.event_delay_ms;
	}
	if (s->o.no_signals)
		knobs->events[CLOUD_EVENT_SIGNAL].repeats = 0;
	knobs->watchdog_runs = s->o.watchdog_runs;
	knobs->watchdog_orders = s->o.watchdog_orders;
	set_environment(s, a);
	sim_sandbox_open(&s->user, s);
	for (size_t i = 0; i < SIM_HOSTS; i++)
		add_host(s, i);
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
		sim_step(s);
	}
	for (size_t i = 0; i < SANDBOXES_MAX; i++) {
		if (s->sandboxes[i] && s->sandboxes[i]->used)
			sim_sandbox_close(s->sandboxes[i]);
		heap_free(s->sandboxes[i]);
	}
	sim_sandbox_close(&s->user);
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
	sim_take_effects(&s, a);
	while (sim_step(&s) || sim_advance(&s)) {
		maybe_cancel(&s, a);
		maybe_move_host(&s);
		cloud_tick(s.cloud, s.now_ms);
		sim_take_effects(&s, a);
	}
	judge(&s, a);
	sim_close(&s);
}
