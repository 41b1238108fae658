#include "local/local.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"
#include "base/log.h"
#include "codec/json.h"
#include "local/build.h"
#include "local/host.h"
#include "local/keeper.h"
#include "local/sandbox.h"

enum { SANDBOX_IDLE_MS = 10 * 60 * 1000 };

static int64_t
now_for_httpd(void *ctx)
{
	return local_now_ms(ctx);
}

static int
make_user(struct local *l, struct err *e)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	unsigned char random[16 + 40];
	char *text = arena_alloc(l->arena, sizeof(random) + 1);

	if (getrandom(random, sizeof(random), 0) != sizeof(random))
		return err_sys(e, "random numbers");
	for (size_t i = 0; i < sizeof(random); i++)
		text[i] = letters[random[i] % 32];
	l->access_key_id = arena_printf(l->arena, "AKIA%.16s", text);
	l->secret_access_key = (struct str){ text + 16, 40 };
	cloud_credential_add(l->cloud,
	    &(struct cloud_credential){ .access_key_id = l->access_key_id,
		.secret_access_key = l->secret_access_key,
		.role = STR("user"),
		.process = STR("user"),
		.real_time = true });
	return 0;
}

/* As many descriptors as we may have: each sandbox has a port, a keeper and its connections. */
static void
raise_limits(void)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) == 0) {
		r.rlim_cur = r.rlim_max < 65536 ? r.rlim_max : 65536;
		setrlimit(RLIMIT_NOFILE, &r);
	}
}

static int
open_services(struct local *l, struct err *e)
{
	const struct local_options *o = &l->options;
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	int workers = o->worker_concurrency > 0 ? o->worker_concurrency :
						  LOCAL_WORKERS_PER_CORE * (int)(cores > 0 ? cores : 1);
	uint64_t seed;

	if (getrandom(&seed, sizeof(seed), 0) != sizeof(seed))
		return err_sys(e, "random numbers");
	l->names = deploy_names(l->arena, str_z(o->prefix ? o->prefix : "aws-exe-sys"));
	l->cloud = deploy_cloud(l->arena, &l->names, workers, o->control, seed, e);
	if (!l->cloud || make_user(l, e) < 0)
		return -1;
	return deploy_host_worker(l->arena, &l->names, l->cloud, local_now_ms(l), e);
}

static int
open_port(struct local *l, struct err *e)
{
	l->bodies = (struct bodies){ .dir = l->home.objects };
	l->port = l->options.port;
	if (loop_open(&l->loop, e) < 0)
		return -1;
	httpd_init(&l->httpd, &l->loop, l->arena, now_for_httpd, l);
	if (httpd_listen(&l->httpd, &l->port, &l->bodies, gateway_handle, l, &l->front, e) < 0)
		return -1;
	l->endpoint = arena_printf(l->arena, "http://127.0.0.1:%u", (unsigned)l->port);
	return 0;
}

int
local_open(struct local **out, struct arena *a, const struct local_options *o, struct err *e)
{
	struct local *l = arena_new(a, struct local);

	*l = (struct local){ .arena = a,
		.options = *o,
		.loop = { .epoll = -1 },
		.home = { .lock = -1 },
		.sandbox_idle_ms = SANDBOX_IDLE_MS };
	raise_limits();
	/* It holds everybody's credentials. A sanitizer's look at its own process at the end needs it open. */
#ifndef __SANITIZE_ADDRESS__
	prctl(PR_SET_DUMPABLE, 0);
#endif
	if (home_open(&l->home, a, e) == 0 && clock_create(l->home.clock, &l->clock, e) == 0 &&
	    open_services(l, e) == 0 && open_port(l, e) == 0) {
		*out = l;
		return 0;
	}
	local_close(l, NULL);
	return err_wrap(e, "start the local AWS");
}

struct cloud *
local_cloud(struct local *l)
{
	return l->cloud;
}

int64_t
local_time_ms(const struct local *l)
{
	return local_now_ms(l);
}

/* ---- what it says of itself ------------------------------------------------------------------------------------- */

static void
describe_variable(void *ctx, const char *name, struct str value)
{
	json_put_str(ctx, name, value);
}

static void
describe_environment(struct local *l, struct json_writer *w)
{
	json_put_object(w, "environment");
	json_put_str(w, "AWS_ENDPOINT_URL", l->endpoint);
	json_put_str(w, "AWS_REGION", STR("us-east-1"));
	json_put_str(w, "AWS_DEFAULT_REGION", STR("us-east-1"));
	json_put_str(w, "AWS_ACCESS_KEY_ID", l->access_key_id);
	json_put_str(w, "AWS_SECRET_ACCESS_KEY", l->secret_access_key);
	deploy_variables(&l->names, cloud_machine_arn(l->cloud, l->arena, l->names.machine), describe_variable, w);
	json_close(w);
}

static void
describe_resources(struct local *l, struct json_writer *w)
{
	json_put_object(w, "resources");
	for (size_t i = 0; i < DEPLOY_FUNCTIONS; i++)
		json_put_str(w, deploy_functions[i].program, l->names.functions[i]);
	json_put_str(w, "state_machine", l->names.machine);
	json_close(w);
}

void
local_describe(struct local *l, struct buf *out)
{
	struct json_writer w = json_writer(out);

	json_object(&w);
	json_put_str(&w, "endpoint", l->endpoint);
	json_put_str(&w, "region", STR("us-east-1"));
	json_put_str(&w, "access_key_id", l->access_key_id);
	json_put_str(&w, "secret_access_key", l->secret_access_key);
	json_put_str(&w, "directory", str_z(l->home.path));
	json_put_i64(&w, "pid", getpid());
	describe_environment(l, &w);
	describe_resources(l, &w);
	json_close(&w);
}

/* ---- serving ---------------------------------------------------------------------------------------------------- */

static void
carry_out(struct local *l, const struct cloud_effect *effect)
{
	switch (effect->type) {
	case CLOUD_INVOKE:
		sandbox_invoke(l, effect);
		break;
	case CLOUD_KILL:
		sandbox_timed_out(l, effect);
		break;
	case CLOUD_ANSWER:
		gateway_answer_late(l, effect->id, &effect->answer);
		break;
	case CLOUD_BUILD_START:
		build_start(l, effect);
		break;
	case CLOUD_BUILD_STOP:
		build_stop(l, effect);
		break;
	case CLOUD_COMMAND_START:
		host_start(l, effect);
		break;
	case CLOUD_COMMAND_STOP:
		host_stop(l, effect);
		break;
	case CLOUD_DROP_BODY:
		bodies_drop(&l->bodies, effect->id);
		break;
	case CLOUD_NOTHING:
		break;
	}
}

/* Does what is due and what follows from it. */
static void
advance(struct local *l)
{
	struct cloud_effect effect;

	if (cloud_next_ms(l->cloud) <= local_now_ms(l))
		cloud_tick(l->cloud, local_now_ms(l));
	while (cloud_effect_next(l->cloud, &effect))
		carry_out(l, &effect);
}

/* Nothing runs, and something sleeps: time may jump to where that wakes up. */
static void
skip_time(struct local *l)
{
	struct cloud_load load = cloud_load(l->cloud);
	int64_t next_ms = cloud_next_ms(l->cloud);
	bool sleeps = load.executions || load.events_waiting || load.invocations_queued || load.commands_waiting;

	if (load.invocations || load.builds || load.commands || !sleeps || next_ms == INT64_MAX ||
	    next_ms <= local_now_ms(l))
		return;
	clock_set(l->clock, l->clock->rate_milli, next_ms - local_now_ms(l));
}

static int
wait_ms(struct local *l)
{
	int64_t due_ms = cloud_next_ms(l->cloud);
	int64_t real_ms = due_ms == INT64_MAX ? INT64_MAX : clock_real_ms(l->clock, due_ms - local_now_ms(l));

	return real_ms > 60000 ? 60000 : (int)real_ms;
}

struct life {
	struct loop_source source;
	struct local *local;
};

static void
life_ready(struct loop_source *source, uint32_t events)
{
	(void)events;
	((struct life *)source)->local->stop = true;
}

int
local_serve(struct local *l, const int *lives, size_t n, struct err *e)
{
	struct life watched[LOCAL_LIVES_MAX];
	int result = 0;

	for (size_t i = 0; i < n && result == 0; i++) {
		watched[i] = (struct life){ .source = { .fd = lives[i], .ready = life_ready }, .local = l };
		result = loop_watch(&l->loop, &watched[i].source, EPOLLIN, e);
	}
	while (result == 0 && !l->stop) {
		advance(l);
		sandbox_retire(l);
		if (l->auto_skip)
			skip_time(l);
		result = loop_wait(&l->loop, wait_ms(l), e);
	}
	for (size_t i = 0; i < n; i++)
		loop_forget(&l->loop, &watched[i].source);
	return result;
}

/* ---- the end ---------------------------------------------------------------------------------------------------- */

/* A keeper whose socket is closed kills all that it has. */
static void
end_process(struct process *p)
{
	io_close(&p->source.fd);
	while (waitpid(p->keeper, NULL, 0) < 0 && errno == EINTR)
		;
	arena_release(&p->arena);
}

static void
end_processes(struct local *l)
{
	/* All are told first, so that they end side by side. */
	for (struct sandbox *s = l->sandboxes; s; s = s->next)
		keeper_kill(s->process.source.fd);
	for (struct build *b = l->builds; b; b = b->next)
		keeper_kill(b->process.source.fd);
	for (struct host_command *h = l->commands; h; h = h->next)
		keeper_kill(h->process.source.fd);
	for (struct sandbox *s = l->sandboxes; s; s = s->next) {
		end_process(&s->process);
		arena_release(&s->arena);
	}
	for (struct build *b = l->builds; b; b = b->next)
		end_process(&b->process);
	for (struct host_command *h = l->commands; h; h = h->next)
		end_process(&h->process);
}

int
local_close(struct local *l, struct err *e)
{
	httpd_close(&l->httpd);
	end_processes(l);
	if (l->cloud)
		cloud_free(l->cloud);
	loop_close(&l->loop);
	return home_close(&l->home, e);
}
