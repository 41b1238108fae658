#include "local/sandbox.h"

#include <ctype.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/log.h"
#include "base/world.h"
#include "codec/json.h"

static struct sandbox *
find(struct local *l, uint64_t serial)
{
	struct sandbox *s = l->sandboxes;

	while (s && s->serial != serial)
		s = s->next;
	return s;
}

/* In Lambda's words. */
static struct str
how_it_ended(struct process *p)
{
	int code = process_exit_code(p);
	char *name;

	if (code < 0)
		return STR("Runtime could not be started");
	if (code == 0)
		return STR("Runtime exited without providing a reason");
	if (!WIFSIGNALED(p->status))
		return arena_printf(&p->arena, "Runtime exited with error: exit status %d", code);
	name = arena_z(&p->arena, str_z(strsignal(WTERMSIG(p->status))));
	name[0] = (char)tolower((unsigned char)name[0]);
	return arena_printf(&p->arena, "Runtime exited with error: signal: %s", name);
}

static void
over(struct process *p)
{
	struct sandbox *s = (struct sandbox *)p;
	struct local *l = p->local;

	/* With its port go its connections, and a /next that waits. */
	httpd_unlisten(&l->httpd, s->listener);
	s->listener = NULL;
	if (s->id)
		cloud_invocation_end(l->cloud, local_now_ms(l), s->id, CLOUD_CRASHED, how_it_ended(p));
	else if (s->serial)
		cloud_sandbox_gone(l->cloud, local_now_ms(l), s->serial);
	s->id = 0;
}

static void
release(struct local *l, struct sandbox *s)
{
	struct sandbox **at = &l->sandboxes;

	while (*at != s)
		at = &(*at)->next;
	*at = s->next;
	arena_release(&s->arena);
	s->next = l->sandboxes_free;
	l->sandboxes_free = s;
}

static void
gone(struct process *p)
{
	release(p->local, (struct sandbox *)p);
}

static struct sandbox *
allocate(struct local *l)
{
	struct sandbox *s = l->sandboxes_free;

	if (s)
		l->sandboxes_free = s->next;
	else
		s = arena_new(l->arena, struct sandbox);
	*s = (struct sandbox){ .next = l->sandboxes, .process = { .over = over, .gone = gone } };
	l->sandboxes = s;
	return s;
}

static int
start(struct sandbox *s, struct err *e)
{
	struct process *p = &s->process;
	const char *argv[2] = { NULL };
	uint16_t port = 0;

	if (runtime_api_open(s, &port, e) < 0)
		return -1;
	process_variable(p, "AWS_LAMBDA_RUNTIME_API", arena_printf(&p->arena, "127.0.0.1:%u", (unsigned)port));
	process_variable(p, "AWS_LAMBDA_FUNCTION_NAME", s->function);
	process_variable(p, "AWS_LAMBDA_FUNCTION_VERSION", STR("$LATEST"));
	process_variable(p, "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", arena_printf(&p->arena, "%d", s->kind->memory_mb));
	process_variable(p, "AWS_LAMBDA_INITIALIZATION_TYPE", STR("on-demand"));
	process_variable(p, "AWS_LAMBDA_LOG_GROUP_NAME",
	    arena_printf(&p->arena, "/aws/lambda/" STR_FMT, STR_ARG(s->function)));
	process_variable(p, "AWS_LAMBDA_LOG_STREAM_NAME", p->label);
	if (world_program(&p->arena, s->kind->program, &argv[0], e) < 0)
		return -1;
	return process_start(p, argv, e);
}

/* A new sandbox; NULL when it could not be started. */
static struct sandbox *
create(struct local *l, const struct cloud_effect *effect, struct err *e)
{
	const struct deploy_function *kind = deploy_function_find(&l->names, effect->function);
	struct sandbox *s = allocate(l);
	struct process *p = &s->process;
	struct str label;

	if (!kind) {
		release(l, s);
		err_set(e, ERR_NOT_FOUND, STR_FMT ": no such function", STR_ARG(effect->function));
		return NULL;
	}
	s->kind = kind;
	s->serial = effect->sandbox;
	label = arena_printf(&p->arena, "%s-%llu", kind->program, (unsigned long long)s->serial);
	s->function = arena_str(&p->arena, effect->function);
	if (l->function_credentials_ms)
		p->credentials_end_ms = local_now_ms(l) + l->function_credentials_ms;
	if (process_prepare(p, l, effect->function, label, e) < 0) {
		release(l, s);
		return NULL;
	}
	if (start(s, e) == 0)
		return s;
	if (s->listener)
		httpd_unlisten(&l->httpd, s->listener);
	process_discard(p);
	release(l, s);
	return NULL;
}

/* Which order the event is about, for views, records and faults. */
static void
note_order(struct sandbox *s)
{
	struct process *p = &s->process;
	struct json event;
	struct stat st;
	struct str run, num;

	p->run_id[0] = p->order_num[0] = 0;
	p->log_from = stat(p->log, &st) == 0 ? st.st_size : 0;
	if (s->kind != &deploy_functions[DEPLOY_WORKER] && s->kind != &deploy_functions[DEPLOY_WATCHDOG_CHECK])
		return;
	if (json_parse(&s->arena, s->payload, NULL, &event, NULL, NULL) < 0)
		return;
	run = json_str_or(json_get(event, "run_id"), STR(""));
	num = json_str_or(json_get(event, "order_num"), STR(""));
	if (run.n >= sizeof(p->run_id) || num.n >= sizeof(p->order_num))
		return;
	memcpy(p->run_id, run.p, run.n + 1);
	memcpy(p->order_num, num.p, num.n + 1);
}

void
sandbox_invoke(struct local *l, const struct cloud_effect *effect)
{
	struct sandbox *s;
	struct err e;

	/* Workers that never start: the event is taken, and nothing comes of it. */
	if (l->workers_off && str_eq(effect->function, l->names.functions[DEPLOY_WORKER])) {
		cloud_invocation_end(l->cloud, local_now_ms(l), effect->id, CLOUD_OK, STR("null"));
		return;
	}
	s = find(l, effect->sandbox);
	if (!s)
		s = create(l, effect, &e);
	if (!s) {
		log_error("%s", e.msg);
		cloud_invocation_end(l->cloud, local_now_ms(l), effect->id, CLOUD_CRASHED,
		    STR("Runtime could not be started"));
		return;
	}
	arena_reset(&s->arena);
	s->id = effect->id;
	s->given = false;
	s->request_id = arena_str(&s->arena, effect->request_id);
	s->payload = arena_str(&s->arena, effect->payload);
	note_order(s);
	runtime_api_offer(s);
}

void
sandbox_timed_out(struct local *l, const struct cloud_effect *effect)
{
	struct sandbox *s = find(l, effect->sandbox);

	if (!s)
		return;
	/* Both are ended for the cloud: there is nothing to report. */
	s->id = 0;
	s->serial = 0;
	process_kill(&s->process);
}

void
sandbox_retire(struct local *l)
{
	int64_t now_ms = clock_boottime_ms();

	for (struct sandbox *s = l->sandboxes; s; s = s->next) {
		if (s->id || !s->serial || s->process.dying || now_ms - s->idle_since_ms < l->sandbox_idle_ms)
			continue;
		/* First, so that nothing more is given to it. */
		cloud_sandbox_gone(l->cloud, local_now_ms(l), s->serial);
		s->serial = 0;
		process_kill(&s->process);
	}
}

bool
sandbox_report(struct sandbox *s, enum cloud_outcome outcome, struct str payload)
{
	struct local *l = s->process.local;
	uint64_t id = s->id;

	if (!id || !s->given || s->process.dying)
		return false;
	s->id = 0;
	s->idle_since_ms = clock_boottime_ms();
	s->process.run_id[0] = s->process.order_num[0] = 0;
	return cloud_invocation_end(l->cloud, local_now_ms(l), id, outcome, payload);
}
