/* What /_local/ shows. */
#include <unistd.h>

#include "codec/url.h"
#include "local/build.h"
#include "local/control.h"
#include "local/host.h"
#include "local/sandbox.h"

enum { TAIL_BYTES = 4096, CALLS_MAX = 20000 };

struct process *
control_process(struct local *l, struct str label)
{
	for (struct sandbox *s = l->sandboxes; s; s = s->next)
		if (str_eq(s->process.label, label))
			return &s->process;
	for (struct build *b = l->builds; b; b = b->next)
		if (str_eq(b->process.label, label))
			return &b->process;
	for (struct host_command *h = l->commands; h; h = h->next)
		if (str_eq(h->process.label, label))
			return &h->process;
	return NULL;
}

static void
put_process(struct json_writer *w, const struct process *p)
{
	json_put_str(w, "process", p->label);
	json_put_str(w, "role", p->role);
	json_put_i64(w, "pid", p->pid);
	json_put_i64(w, "keeper_pid", p->keeper);
	if (p->run_id[0]) {
		json_put_str(w, "run_id", str_z(p->run_id));
		json_put_str(w, "order_num", str_z(p->order_num));
	}
	json_put_bool(w, "dying", p->dying);
}

static void
put_load(struct json_writer *w, const struct cloud_load *load)
{
	json_put_object(w, "load");
	json_put_i64(w, "invocations", (int64_t)load->invocations);
	json_put_i64(w, "invocations_queued", (int64_t)load->invocations_queued);
	json_put_i64(w, "events_waiting", (int64_t)load->events_waiting);
	json_put_i64(w, "builds", (int64_t)load->builds);
	json_put_i64(w, "builds_queued", (int64_t)load->builds_queued);
	json_put_i64(w, "commands", (int64_t)load->commands);
	json_put_i64(w, "commands_waiting", (int64_t)load->commands_waiting);
	json_put_i64(w, "executions", (int64_t)load->executions);
	json_close(w);
}

void
control_state(struct local *l, struct httpd_exchange *x, struct json_writer *w)
{
	struct cloud_load load = cloud_load(l->cloud);
	int64_t next_ms = cloud_next_ms(l->cloud);

	(void)x;
	json_put_i64(w, "time_ms", local_now_ms(l));
	json_put_i64(w, "pid", getpid());
	json_put_i64(w, "connections", (int64_t)l->httpd.connection_count);
	if (next_ms != INT64_MAX)
		json_put_i64(w, "next_ms", next_ms);
	/* Nothing runs and nothing is queued; state machines may sleep. */
	json_put_bool(w, "idle",
	    !load.invocations && !load.invocations_queued && !load.events_waiting && !load.builds &&
		!load.builds_queued && !load.commands && !load.commands_waiting);
	put_load(w, &load);
	json_put_array(w, "sandboxes");
	for (struct sandbox *s = l->sandboxes; s; s = s->next) {
		json_object(w);
		put_process(w, &s->process);
		json_put_str(w, "function", str_z(s->kind->program));
		json_put_bool(w, "busy", s->id != 0);
		json_close(w);
	}
	json_close(w);
	json_put_array(w, "builds");
	for (struct build *b = l->builds; b; b = b->next) {
		json_object(w);
		put_process(w, &b->process);
		json_close(w);
	}
	json_close(w);
	json_put_array(w, "commands");
	for (struct host_command *h = l->commands; h; h = h->next) {
		json_object(w);
		put_process(w, &h->process);
		json_put_str(w, "instance_id", h->instance);
		json_close(w);
	}
	json_close(w);
}

struct calls_view {
	struct json_writer *w;
	int64_t last;
	size_t n;
};

static bool
put_call(void *ctx, const struct cloud_record *r)
{
	struct calls_view *v = ctx;

	json_object(v->w);
	json_put_i64(v->w, "n", (int64_t)r->serial);
	json_put_i64(v->w, "at_ms", r->at_ms);
	json_put_str(v->w, "role", r->role);
	json_put_str(v->w, "process", r->process);
	json_put_str(v->w, "service", str_z(cloud_service_name(r->service)));
	json_put_str(v->w, "operation", str_z(r->operation));
	json_put_i64(v->w, "status", r->status);
	json_put_str(v->w, "error", r->error);
	json_put_str(v->w, "detail", r->detail);
	json_close(v->w);
	v->last = (int64_t)r->serial;
	return ++v->n < CALLS_MAX;
}

void
control_calls(struct local *l, struct httpd_exchange *x, struct json_writer *w)
{
	struct str query = x->target, since = { 0 };
	struct calls_view v = { .w = w };

	str_cut(&query, '?');
	if (url_query_get(query, STR("since"), &since))
		str_i64(since, &v.last);
	json_put_array(w, "calls");
	cloud_calls(l->cloud, v.last > 0 ? (uint64_t)v.last : 0, put_call, &v);
	json_close(w);
	json_put_i64(w, "last", v.last);
}

static void
put_count(void *ctx, const struct cloud_count *n)
{
	struct json_writer *w = ctx;

	json_object(w);
	json_put_str(w, "role", n->role);
	json_put_str(w, "service", str_z(cloud_service_name(n->service)));
	json_put_str(w, "operation", str_z(n->operation));
	json_put_i64(w, "calls", (int64_t)n->calls);
	json_put_i64(w, "refused", (int64_t)n->refused);
	json_close(w);
}

void
control_counts(struct local *l, struct httpd_exchange *x, struct json_writer *w)
{
	(void)x;
	json_put_array(w, "counts");
	cloud_counts(l->cloud, put_count, w);
	json_close(w);
}

static void
put_tail(const struct process *p, struct httpd_exchange *x, struct json_writer *w)
{
	json_object(w);
	put_process(w, p);
	json_put_str(w, "tail", process_tail(p, x->arena, TAIL_BYTES));
	json_close(w);
}

void
control_tails(struct local *l, struct httpd_exchange *x, struct json_writer *w)
{
	json_put_array(w, "tails");
	for (struct sandbox *s = l->sandboxes; s; s = s->next)
		if (s->id && s->kind == &deploy_functions[DEPLOY_WORKER])
			put_tail(&s->process, x, w);
	for (struct build *b = l->builds; b; b = b->next)
		put_tail(&b->process, x, w);
	for (struct host_command *h = l->commands; h; h = h->next)
		put_tail(&h->process, x, w);
	json_close(w);
}
