/*
 * commandd_run: the life of an invocation: waiting for its host, running, ended, and who is told (EventBridge's "EC2 Command
 * Invocation Status-change Notification").
 */
#include "codec/date.h"
#include "local/commandd.h"
#include "local/delivery.h"

enum { WORKERS = 5 /* commands at once on a host: the agent's CommandWorkersLimit */ };

const struct commandd_status_info commandd_statuses[COMMANDD_STATUSES] = {
	[COMMANDD_PENDING] = { "Pending", "Pending" },
	[COMMANDD_IN_PROGRESS] = { "InProgress", "InProgress" },
	[COMMANDD_SUCCESS] = { "Success", "Success" },
	[COMMANDD_FAILED] = { "Failed", "Failed" },
	[COMMANDD_CANCELLED] = { "Cancelled", "Cancelled" },
	[COMMANDD_DELIVERY_TIMED_OUT] = { "TimedOut", "DeliveryTimedOut" },
	[COMMANDD_EXECUTION_TIMED_OUT] = { "TimedOut", "ExecutionTimedOut" },
	[COMMANDD_UNDELIVERABLE] = { "Failed", "Undeliverable" },
};

/* ---- the event -------------------------------------------------------------------------------------------------- */

static void
write_detail(struct arena *a, struct json_writer *w, const struct commandd_invocation *v)
{
	struct buf requested = buf_in(a);

	date_write(&requested, v->command->requested_ms, DATE_ISO);
	json_put_object(w, "detail");
	json_put_str(w, "command-id", v->command->id);
	json_put_str(w, "document-name", v->command->document);
	json_put_str(w, "instance-id", v->instance);
	json_put_str(w, "requested-date-time", buf_str(&requested));
	json_put_str(w, "status", str_z(commandd_statuses[v->status].status));
	json_close(w);
}

static void
tell(struct cloud *c, int64_t now_ms, const struct commandd_invocation *v)
{
	struct arena scratch = ARENA_EMPTY;
	struct buf text = buf_in(&scratch);
	struct json_writer w = json_writer(&text);

	if (!c->commandd->on_end.n)
		return;
	delivery_envelope(c, &scratch, now_ms, &w, "EC2 Command Invocation Status-change Notification", "aws.ssm",
	    arena_printf(&scratch, "arn:aws:ec2:" STR_FMT ":" STR_FMT ":instance/" STR_FMT, STR_ARG(c->region),
		STR_ARG(c->account_id), STR_ARG(v->instance)));
	write_detail(&scratch, &w, v);
	json_close(&w);
	delivery_send(c, now_ms, CLOUD_EVENT_SIGNAL, c->commandd->on_end, buf_str(&text));
	arena_release(&scratch);
	lambdad_pump(c, now_ms);
}

/* ---- its life --------------------------------------------------------------------------------------------------- */

static void
ended(struct cloud *c, int64_t now_ms, struct commandd_invocation *v, enum commandd_status status)
{
	timers_clear(&c->timers, &v->timer);
	v->stage = COMMANDD_ENDED;
	v->status = status;
	v->end_ms = now_ms;
	tell(c, now_ms, v);
}

static void
unqueue(struct commandd_invocation *v)
{
	struct commandd_host *h = v->host;
	struct commandd_invocation **at = &h->waiting, *last = NULL;

	while (*at != v) {
		last = *at;
		at = &(*at)->next;
	}
	*at = v->next;
	if (h->waiting_end == v)
		h->waiting_end = last;
}

static void
stop(struct cloud *c, const struct commandd_invocation *v)
{
	struct arena *mem;
	struct cloud_effect *f = effect_add(c, CLOUD_COMMAND_STOP, v->serial, &mem);

	f->instance = arena_str(mem, v->instance);
}

static void
time_is_over(struct cloud *c, int64_t now_ms, void *of)
{
	struct commandd_invocation *v = of;

	if (v->stage == COMMANDD_WAITING) {
		unqueue(v);
		ended(c, now_ms, v, COMMANDD_DELIVERY_TIMED_OUT);
		return;
	}
	v->status = COMMANDD_EXECUTION_TIMED_OUT;
	stop(c, v);
}

static void
start(struct cloud *c, int64_t now_ms, struct commandd_invocation *v)
{
	const struct commandd_command *k = v->command;
	struct arena *mem;
	struct cloud_effect *f = effect_add(c, CLOUD_COMMAND_START, v->serial, &mem);
	struct cloud_variable *variables = arena_new_n(mem, struct cloud_variable, k->variable_count + 1);

	for (size_t i = 0; i < k->variable_count; i++)
		variables[i] = (struct cloud_variable){ arena_str(mem, k->variables[i].name),
			arena_str(mem, k->variables[i].value) };
	f->variables = variables;
	f->variable_count = k->variable_count;
	f->instance = arena_str(mem, v->instance);
	f->command_id = arena_str(mem, k->id);
	f->comment = arena_str(mem, k->comment);
	f->script = arena_str(mem, k->script);
	unqueue(v);
	v->stage = COMMANDD_RUNNING;
	v->status = COMMANDD_IN_PROGRESS;
	v->start_ms = now_ms;
	v->host->running++;
	timers_set(&c->timers, &v->timer, now_ms + 1000LL * k->execution_timeout_s);
}

void
commandd_deliver(struct cloud *c, int64_t now_ms, struct commandd_host *h)
{
	while (h->online && h->waiting && h->running < WORKERS)
		start(c, now_ms, h->waiting);
}

void
commandd_queue(struct cloud *c, int64_t now_ms, struct commandd_invocation *v)
{
	struct commandd_host *h = v->host;

	*(h->waiting_end ? &h->waiting_end->next : &h->waiting) = v;
	h->waiting_end = v;
	v->timer.fire = time_is_over;
	v->timer.of = v;
	timers_set(&c->timers, &v->timer, now_ms + 1000LL * v->command->timeout_s);
	commandd_deliver(c, now_ms, h);
}

void
commandd_cancel(struct cloud *c, int64_t now_ms, struct commandd_invocation *v)
{
	if (v->stage == COMMANDD_WAITING) {
		unqueue(v);
		ended(c, now_ms, v, COMMANDD_CANCELLED);
	} else if (v->stage == COMMANDD_RUNNING && v->status == COMMANDD_IN_PROGRESS && !v->cancelling) {
		v->cancelling = true;
		stop(c, v);
	}
}

void
commandd_host_lost(struct cloud *c, int64_t now_ms, struct commandd_host *h)
{
	struct commandd *d = c->commandd;

	for (size_t i = 0; i < d->count; i++)
		for (size_t k = 0; k < d->all[i]->count; k++) {
			struct commandd_invocation *v = &d->all[i]->invocations[k];

			if (v->host != h)
				continue;
			v->host = NULL;
			if (v->stage == COMMANDD_RUNNING)
				stop(c, v);
			if (v->stage != COMMANDD_ENDED)
				ended(c, now_ms, v, COMMANDD_UNDELIVERABLE);
		}
}

/* ---- its end ---------------------------------------------------------------------------------------------------- */

static struct commandd_invocation *
running(const struct cloud *c, uint64_t serial)
{
	const struct commandd *d = c->commandd;

	/* The latest ones are the likely ones. */
	for (size_t i = d->count; i > 0; i--)
		for (size_t k = 0; k < d->all[i - 1]->count; k++)
			if (d->all[i - 1]->invocations[k].serial == serial)
				return &d->all[i - 1]->invocations[k];
	return NULL;
}

/* The first part, as the agent keeps it. */
static struct str
kept(struct str text, size_t max, const char *note)
{
	struct arena scratch = ARENA_EMPTY;
	size_t room = max - str_z(note).n;
	struct str out;

	out = heap_str(
	    text.n <= max ? text : arena_printf(&scratch, STR_FMT "%s", STR_ARG(str_head(text, room)), note));
	arena_release(&scratch);
	return out;
}

void
cloud_command_end(struct cloud *c, int64_t now_ms, uint64_t id, const struct cloud_command_result *r)
{
	struct commandd_invocation *v = running(c, id);
	enum commandd_status status = r->exit_code ? COMMANDD_FAILED : COMMANDD_SUCCESS;

	if (!v || v->stage != COMMANDD_RUNNING)
		return;
	v->exit_code = r->exit_code < 0 ? 1 : r->exit_code;
	v->out = kept(r->out, COMMANDD_OUT_MAX, "\n---Output truncated---");
	v->error = kept(r->error, COMMANDD_ERR_MAX, "\n---Error truncated----");
	if (v->cancelling)
		status = COMMANDD_CANCELLED;
	else if (v->status == COMMANDD_EXECUTION_TIMED_OUT)
		status = v->status;
	v->host->running--;
	ended(c, now_ms, v, status);
	commandd_deliver(c, now_ms, v->host);
}

void
commandd_load(const struct cloud *c, struct cloud_load *load)
{
	const struct commandd *d = c->commandd;

	for (size_t i = 0; i < d->host_count; i++) {
		load->commands += d->hosts[i]->running;
		for (const struct commandd_invocation *v = d->hosts[i]->waiting; v; v = v->next)
			load->commands_waiting++;
	}
}
