/* commandd_view: what is told of commands: ListCommands, ListCommandInvocations, GetCommandInvocation. */
#include "codec/date.h"
#include "local/commandd.h"

enum { PAGE_MAX = 50, PLUGIN_OUTPUT_MAX = 2500, PLUGIN_NAME_LEAST = 4 };

/* ---- pages ------------------------------------------------------------------------------------------------------ */

int
commandd_page(struct op *o, int least, struct commandd_page *out, struct err *e)
{
	int64_t max = json_i64_or(json_get(o->in, "MaxResults"), PAGE_MAX), from = 0;
	struct str token = param_str(o->in, "NextToken");

	if (max < least || max > PAGE_MAX)
		return fault_validation(e, "MaxResults must be %d to %d", least, PAGE_MAX);
	if (token.n && (!str_i64(token, &from) || from < 0))
		return fault(e, 400, "InvalidNextToken", "NextToken is none that was given out");
	*out = (struct commandd_page){ (size_t)from, (size_t)max };
	return 0;
}

void
commandd_page_next(struct op *o, size_t at, size_t count)
{
	if (at < count)
		json_put_str(&o->out, "NextToken", arena_printf(o->arena, "%zu", at));
}

/* ---- a command as a whole --------------------------------------------------------------------------------------- */

struct sum {
	size_t of[COMMANDD_STATUSES], completed, errors;
	bool cancelling;
};

static struct sum
sum_of(const struct commandd_command *k)
{
	struct sum s = { 0 };

	for (size_t i = 0; i < k->count; i++) {
		const struct commandd_invocation *v = &k->invocations[i];
		/* One that is told to end for its time has not ended yet. */
		enum commandd_status status = v->stage == COMMANDD_RUNNING ? COMMANDD_IN_PROGRESS : v->status;

		s.of[status]++;
		s.completed += v->stage == COMMANDD_ENDED;
		s.errors += status == COMMANDD_FAILED || status == COMMANDD_EXECUTION_TIMED_OUT;
		s.cancelling |= v->stage == COMMANDD_RUNNING && v->cancelling;
	}
	return s;
}

/* The first of these that any invocation has is the command's. */
static enum commandd_status
status_of(const struct sum *s)
{
	static const enum commandd_status weighty[] = { COMMANDD_IN_PROGRESS, COMMANDD_PENDING, COMMANDD_FAILED,
		COMMANDD_UNDELIVERABLE, COMMANDD_EXECUTION_TIMED_OUT, COMMANDD_DELIVERY_TIMED_OUT, COMMANDD_CANCELLED };

	for (size_t i = 0; i < COUNT(weighty); i++)
		if (s->of[weighty[i]])
			return weighty[i] == COMMANDD_PENDING && s->completed ? COMMANDD_IN_PROGRESS : weighty[i];
	return COMMANDD_SUCCESS;
}

static void
write_status(struct json_writer *w, enum commandd_status status, bool cancelling)
{
	json_put_str(w, "Status", str_z(cancelling ? "Cancelling" : commandd_statuses[status].status));
	json_put_str(w, "StatusDetails", str_z(cancelling ? "Cancelling" : commandd_statuses[status].details));
}

void
commandd_write(struct op *o, const struct commandd_command *k)
{
	struct json_writer *w = &o->out;
	struct sum s = sum_of(k);

	json_object(w);
	json_put_str(w, "CommandId", k->id);
	json_put_str(w, "DocumentName", k->document);
	json_put_str(w, "DocumentVersion", k->version);
	json_put_str(w, "Comment", k->comment);
	write_time(w, "ExpiresAfter", k->requested_ms + 1000LL * (k->timeout_s + k->execution_timeout_s));
	json_put_raw(w, "Parameters", k->parameters);
	json_put_array(w, "InstanceIds");
	for (size_t i = 0; i < k->count; i++)
		json_write_str(w, k->invocations[i].instance);
	json_close(w);
	json_put_raw(w, "Targets", STR("[]"));
	write_time(w, "RequestedDateTime", k->requested_ms);
	write_status(w, status_of(&s), s.cancelling);
	json_put_str(w, "MaxConcurrency", STR("50"));
	json_put_str(w, "MaxErrors", STR("0"));
	json_put_i64(w, "TargetCount", (int64_t)k->count);
	json_put_i64(w, "CompletedCount", (int64_t)s.completed);
	json_put_i64(w, "ErrorCount", (int64_t)s.errors);
	json_put_i64(w, "DeliveryTimedOutCount", (int64_t)s.of[COMMANDD_DELIVERY_TIMED_OUT]);
	json_put_i64(w, "TimeoutSeconds", k->timeout_s);
	json_close(w);
}

static bool
was_sent_to(const struct commandd_command *k, struct str instance)
{
	size_t i = 0;

	while (i < k->count && !str_eq(k->invocations[i].instance, instance))
		i++;
	return !instance.n || i < k->count;
}

/* Which commands a list is of: that of an id, those sent to a host, all. */
static int
check_selection(struct op *o, struct str *id, struct str *instance, struct err *e)
{
	*id = param_str(o->in, "CommandId");
	*instance = o->detail = param_str(o->in, "InstanceId");
	return id->n && !commandd_find(o, *id, e) ? -1 : 0;
}

/* Of `Filters`: those that look at the time of the request. */
struct times {
	int64_t after_ms, before_ms;
};

static const struct param filter_params[] = { { "key", PARAM_STR, true }, { "value", PARAM_STR, true } };

static int
read_filters(struct json filters, struct times *out, struct err *e)
{
	*out = (struct times){ INT64_MIN, INT64_MAX };
	for (struct json f = json_first(filters); json_exists(f); f = json_next(f)) {
		struct str key = param_str(f, "key");
		bool after = str_eqz(key, "InvokedAfter");

		if (params_check(f, filter_params, COUNT(filter_params), "Filters", e) < 0)
			return -1;
		if (!after && !str_eqz(key, "InvokedBefore"))
			return fault(e, 400, "InvalidFilterKey", "The local AWS does not have the filter " STR_FMT,
			    STR_ARG(key));
		if (date_read(param_str(f, "value"), DATE_ISO, after ? &out->after_ms : &out->before_ms, NULL) < 0)
			return fault_validation(e, "Filters: a time such as 2030-01-02T03:04:05Z is expected");
	}
	return 0;
}

/* The newest first. */
int
commandd_list(struct op *o, struct err *e)
{
	const struct commandd *d = o->cloud->commandd;
	struct commandd_page page;
	struct str id, instance;
	struct times times;
	size_t n = 0, at;

	if (check_selection(o, &id, &instance, e) < 0 || commandd_page(o, 1, &page, e) < 0 ||
	    read_filters(json_get(o->in, "Filters"), &times, e) < 0)
		return -1;
	json_put_array(&o->out, "Commands");
	for (at = page.from; at < d->count && n < page.max; at++) {
		const struct commandd_command *k = d->all[d->count - 1 - at];

		if ((id.n && !str_eq(id, k->id)) || !was_sent_to(k, instance) || k->requested_ms < times.after_ms ||
		    k->requested_ms > times.before_ms)
			continue;
		commandd_write(o, k);
		n++;
	}
	json_close(&o->out);
	commandd_page_next(o, id.n && n ? d->count : at, d->count);
	return 0;
}

/* ---- invocations ------------------------------------------------------------------------------------------------ */

static void
write_invocation_status(struct json_writer *w, const struct commandd_invocation *v)
{
	bool running = v->stage == COMMANDD_RUNNING;

	write_status(w, running ? COMMANDD_IN_PROGRESS : v->status, running && v->cancelling);
}

static void
write_common(struct json_writer *w, const struct commandd_invocation *v)
{
	json_put_str(w, "CommandId", v->command->id);
	json_put_str(w, "InstanceId", v->instance);
	json_put_str(w, "Comment", v->command->comment);
	json_put_str(w, "DocumentName", v->command->document);
	json_put_str(w, "DocumentVersion", v->command->version);
	write_invocation_status(w, v);
}

static void
write_plugin(struct op *o, const struct commandd_invocation *v)
{
	struct json_writer *w = &o->out;
	struct str both = v->error.n ?
	    arena_printf(o->arena, STR_FMT "\n----------ERROR-------\n" STR_FMT, STR_ARG(v->out), STR_ARG(v->error)) :
	    v->out;

	json_object(w);
	json_put_str(w, "Name", v->command->step);
	write_invocation_status(w, v);
	json_put_i64(w, "ResponseCode", v->exit_code);
	write_time(w, "ResponseStartDateTime", v->start_ms);
	if (v->end_ms)
		write_time(w, "ResponseFinishDateTime", v->end_ms);
	json_put_str(w, "Output", str_head(both, PLUGIN_OUTPUT_MAX));
	json_close(w);
}

static void
write_invocation(struct op *o, const struct commandd_invocation *v, bool details)
{
	struct json_writer *w = &o->out;

	json_object(w);
	write_common(w, v);
	write_time(w, "RequestedDateTime", v->command->requested_ms);
	json_put_array(w, "CommandPlugins");
	if (details && v->start_ms)
		write_plugin(o, v);
	json_close(w);
	json_close(w);
}

/* By commands, the newest first, at most a page and the rest of a command. */
int
commandd_list_invocations(struct op *o, struct err *e)
{
	const struct commandd *d = o->cloud->commandd;
	bool details = json_bool_or(json_get(o->in, "Details"), false);
	struct commandd_page page;
	struct str id, instance;
	size_t n = 0, at = 0, end;

	if (check_selection(o, &id, &instance, e) < 0 || commandd_page(o, 1, &page, e) < 0)
		return -1;
	end = page.from + page.max;
	json_put_array(&o->out, "CommandInvocations");
	for (size_t i = d->count; i > 0; i--)
		for (size_t k = 0; k < d->all[i - 1]->count; k++) {
			const struct commandd_invocation *v = &d->all[i - 1]->invocations[k];

			if ((id.n && !str_eq(id, v->command->id)) || (instance.n && !str_eq(instance, v->instance)))
				continue;
			n++;
			if (at++ >= page.from && at <= end)
				write_invocation(o, v, details);
		}
	json_close(&o->out);
	commandd_page_next(o, end, n);
	return 0;
}

static const struct commandd_invocation *
invocation_of(struct op *o, struct str id, struct str instance)
{
	const struct commandd_command *k = map_get(&o->cloud->commandd->commands, id);

	for (size_t i = 0; k && i < k->count; i++)
		if (str_eq(k->invocations[i].instance, instance))
			return &k->invocations[i];
	return NULL;
}

static void
put_date(struct op *o, const char *key, int64_t ms)
{
	struct buf text = buf_in(o->arena);

	if (ms)
		date_write(&text, ms, DATE_ISO);
	json_put_str(&o->out, key, buf_str(&text));
}

static struct str
elapsed(struct op *o, const struct commandd_invocation *v)
{
	int64_t ms = v->end_ms - v->start_ms;

	return v->end_ms && v->start_ms ?
	    arena_printf(o->arena, "PT%lld.%03dS", (long long)(ms / 1000), (int)(ms % 1000)) :
	    STR("");
}

int
commandd_get_invocation(struct op *o, struct err *e)
{
	const struct commandd_invocation *v = invocation_of(o, param_str(o->in, "CommandId"),
	    param_str(o->in, "InstanceId"));
	struct str plugin = param_str(o->in, "PluginName");

	o->detail = param_str(o->in, "CommandId");
	if (!v)
		return fault(e, 400, "InvocationDoesNotExist", "The command has no invocation on that host");
	if (plugin.n && !str_eq(plugin, v->command->step))
		return fault(e, 400, plugin.n < PLUGIN_NAME_LEAST ? "ValidationException" : "InvalidPluginName",
		    "The document has no step " STR_FMT, STR_ARG(plugin));
	write_common(&o->out, v);
	json_put_str(&o->out, "PluginName", v->command->step);
	json_put_i64(&o->out, "ResponseCode", v->exit_code);
	put_date(o, "ExecutionStartDateTime", v->start_ms);
	put_date(o, "ExecutionEndDateTime", v->end_ms);
	json_put_str(&o->out, "ExecutionElapsedTime", elapsed(o, v));
	json_put_str(&o->out, "StandardOutputContent", v->out);
	json_put_str(&o->out, "StandardOutputUrl", STR(""));
	json_put_str(&o->out, "StandardErrorContent", v->error);
	json_put_str(&o->out, "StandardErrorUrl", STR(""));
	return 0;
}
