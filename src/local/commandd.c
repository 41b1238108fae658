#include "local/commandd.h"

#include <string.h>

enum { COMMENT_MAX = 100, TIMEOUT_LEAST_S = 30, TIMEOUT_MOST_S = 2592000, TIMEOUT_S = 3600 };

/* ---- what there is ---------------------------------------------------------------------------------------------- */

static void
document_put(struct commandd *d, struct commandd_document *doc)
{
	commandd_document_free(map_put(&d->documents, doc->name, doc));
}

struct commandd *
commandd_new(struct cloud *c, const struct cloud_config *config, struct err *e)
{
	struct commandd *d = c->commandd = heap_new(struct commandd);

	d->on_end = heap_str(config->command_on_end);
	for (size_t i = 0; i < config->document_count; i++) {
		struct commandd_document *doc = commandd_document_new(config->documents[i].name,
		    config->documents[i].content, e);

		if (!doc) {
			err_wrap(e, "document " STR_FMT, STR_ARG(config->documents[i].name));
			if (e)
				e->code = ERR_CONFIG;
			return NULL;
		}
		document_put(d, doc);
	}
	return d;
}

static void
command_free(struct cloud *c, struct commandd_command *k)
{
	struct str *const texts[] = { &k->id, &k->document, &k->version, &k->comment, &k->parameters, &k->step,
		&k->script };

	for (size_t i = 0; i < COUNT(texts); i++)
		heap_str_free(texts[i]);
	for (size_t i = 0; i < k->variable_count; i++) {
		heap_str_free(&k->variables[i].name);
		heap_str_free(&k->variables[i].value);
	}
	for (size_t i = 0; i < k->count; i++) {
		timers_clear(&c->timers, &k->invocations[i].timer);
		heap_str_free(&k->invocations[i].instance);
		heap_str_free(&k->invocations[i].out);
		heap_str_free(&k->invocations[i].error);
	}
	heap_free(k->variables);
	heap_free(k->invocations);
	heap_free(k);
}

void
commandd_free(struct cloud *c)
{
	struct commandd *d = c->commandd;
	size_t at = 0;

	if (!d)
		return;
	for (size_t i = 0; i < d->count; i++)
		command_free(c, d->all[i]);
	for (size_t i = 0; i < d->host_count; i++)
		commandd_host_free(d->hosts[i]);
	for (struct commandd_document *doc; (doc = map_next(&d->documents, &at));)
		commandd_document_free(doc);
	map_free(&d->documents);
	map_free(&d->commands);
	heap_free(d->hosts);
	heap_free(d->all);
	heap_str_free(&d->on_end);
	heap_free(d);
}

int
commandd_create_document(struct op *o, struct err *e)
{
	struct str name = param_str(o->in, "Name"), type = param_str(o->in, "DocumentType"),
		   format = param_str(o->in, "DocumentFormat");
	struct commandd_document *doc;

	o->detail = name;
	if (name.n < 3 || name.n > 128 || str_starts(name, STR("aws")) || str_starts(name, STR("amazon")) ||
	    str_starts(name, STR("amzn")))
		return fault_validation(e, "Name must have 3 to 128 characters and not begin with aws, amazon or amzn");
	if ((type.n && !str_eqz(type, "Command")) || (format.n && !str_eqz(format, "JSON")))
		return fault_validation(e, "The local AWS has documents of the type Command in JSON only");
	if (map_get(&o->cloud->commandd->documents, name))
		return fault(e, 400, "DocumentAlreadyExists", "The specified document already exists.");
	doc = commandd_document_new(name, param_str(o->in, "Content"), e);
	if (!doc)
		return fault(e, 400, "InvalidDocumentContent", "%s", e ? e->msg : "");
	document_put(o->cloud->commandd, doc);
	json_put_object(&o->out, "DocumentDescription");
	json_put_str(&o->out, "Name", name);
	json_put_str(&o->out, "Status", STR("Active"));
	json_put_str(&o->out, "DocumentVersion", STR("1"));
	json_put_str(&o->out, "DocumentType", STR("Command"));
	json_put_str(&o->out, "DocumentFormat", STR("JSON"));
	json_put_str(&o->out, "SchemaVersion", STR("2.2"));
	json_close(&o->out);
	return 0;
}

/* ---- SendCommand ------------------------------------------------------------------------------------------------ */

static int
check_hosts(struct op *o, struct json ids, struct err *e)
{
	size_t n = json_len(ids);

	if (n < 1 || n > COMMANDD_HOSTS_MAX)
		return fault_validation(e, "InstanceIds must hold 1 to %d ids", COMMANDD_HOSTS_MAX);
	for (struct json id = json_first(ids); json_exists(id); id = json_next(id)) {
		struct str text = json_str_or(id, STR(""));

		if (!commandd_host(o->cloud, text))
			return fault(e, 400, "InvalidInstanceId",
			    "Instances [[" STR_FMT "]] not in a valid state for account " STR_FMT, STR_ARG(text),
			    STR_ARG(o->cloud->account_id));
		for (struct json other = json_next(id); json_exists(other); other = json_next(other))
			if (str_eq(text, json_str_or(other, STR(""))))
				return fault(e, 400, "DuplicateInstanceId",
				    "You can't specify an instance ID twice: " STR_FMT, STR_ARG(text));
	}
	return 0;
}

static int
check_send(struct op *o, struct commandd_document **doc, int *timeout_s, struct err *e)
{
	struct str name = param_str(o->in, "DocumentName"), version = param_str(o->in, "DocumentVersion");
	int64_t timeout = json_i64_or(json_get(o->in, "TimeoutSeconds"), TIMEOUT_S);

	if (timeout < TIMEOUT_LEAST_S || timeout > TIMEOUT_MOST_S)
		return fault_validation(e, "TimeoutSeconds must be %d to %d", TIMEOUT_LEAST_S, TIMEOUT_MOST_S);
	if (param_str(o->in, "Comment").n > COMMENT_MAX)
		return fault_validation(e, "Comment must have %d characters at most", COMMENT_MAX);
	*timeout_s = (int)timeout;
	*doc = map_get(&o->cloud->commandd->documents, name);
	if (!*doc)
		return fault(e, 400, "InvalidDocument", "Document with name " STR_FMT " does not exist.",
		    STR_ARG(name));
	if (version.n && !str_eqz(version, "$DEFAULT") && !str_eqz(version, "$LATEST") && !str_eqz(version, "1"))
		return fault(e, 400, "InvalidDocumentVersion", "The document has no version " STR_FMT,
		    STR_ARG(version));
	return check_hosts(o, json_get(o->in, "InstanceIds"), e);
}

static void
copy_variables(struct commandd_command *k, const struct commandd_run *run)
{
	k->variables = heap_alloc((run->variable_count + 1) * sizeof(*k->variables));
	for (; k->variable_count < run->variable_count; k->variable_count++)
		k->variables[k->variable_count] = (struct cloud_variable){ heap_str(
									       run->variables[k->variable_count].name),
			heap_str(run->variables[k->variable_count].value) };
}

static void
make_invocations(struct op *o, struct commandd_command *k, struct json ids)
{
	k->invocations = heap_alloc(json_len(ids) * sizeof(*k->invocations));
	for (struct json id = json_first(ids); json_exists(id); id = json_next(id)) {
		struct str instance = json_str_or(id, STR(""));

		k->invocations[k->count++] = (struct commandd_invocation){ .serial = ++o->cloud->ids,
			.command = k,
			.host = commandd_host(o->cloud, instance),
			.instance = heap_str(instance),
			.exit_code = -1 };
	}
}

static struct commandd_command *
command_new(struct op *o, const struct commandd_document *doc, const struct commandd_run *run, int timeout_s)
{
	struct commandd *d = o->cloud->commandd;
	struct commandd_command *k = heap_new(struct commandd_command);
	struct json parameters = json_get(o->in, "Parameters");
	struct str version = param_str(o->in, "DocumentVersion");

	k->id = heap_str(state_uuid(o->cloud, o->arena));
	k->document = heap_str(doc->name);
	k->version = heap_str(version.n ? version : STR("$DEFAULT"));
	k->comment = heap_str(param_str(o->in, "Comment"));
	k->parameters = heap_str(json_type(parameters) == JSON_OBJECT ? json_raw(parameters) : STR("{}"));
	k->step = heap_str(run->step);
	k->script = heap_str(run->script);
	k->requested_ms = o->now_ms;
	k->timeout_s = timeout_s;
	k->execution_timeout_s = run->timeout_s;
	copy_variables(k, run);
	make_invocations(o, k, json_get(o->in, "InstanceIds"));
	if (d->count == d->cap) {
		d->cap = d->cap ? 2 * d->cap : 64;
		d->all = heap_resize(d->all, d->cap, sizeof(struct commandd_command *));
	}
	d->all[d->count++] = k;
	map_put(&d->commands, k->id, k);
	return k;
}

int
commandd_send(struct op *o, struct err *e)
{
	struct commandd_document *doc = NULL;
	struct commandd_command *k;
	struct commandd_run run;
	int timeout_s = 0;

	o->detail = json_str_or(json_at(json_get(o->in, "InstanceIds"), 0), STR(""));
	if (check_send(o, &doc, &timeout_s, e) < 0 ||
	    commandd_document_fill(o->arena, doc, json_get(o->in, "Parameters"), &run, e) < 0)
		return -1;
	k = command_new(o, doc, &run, timeout_s);
	json_key_write(&o->out, STR("Command"));
	commandd_write(o, k);
	for (size_t i = 0; i < k->count; i++)
		commandd_queue(o->cloud, o->now_ms, &k->invocations[i]);
	return 0;
}

/* ---- CancelCommand ---------------------------------------------------------------------------------------------- */

struct commandd_command *
commandd_find(struct op *o, struct str id, struct err *e)
{
	struct commandd_command *k = map_get(&o->cloud->commandd->commands, id);

	o->detail = id;
	if (!k)
		fault(e, 400, "InvalidCommandId", "No command has the id " STR_FMT, STR_ARG(id));
	return k;
}

static struct commandd_invocation *
invocation_on(struct commandd_command *k, struct str instance)
{
	for (size_t i = 0; i < k->count; i++)
		if (str_eq(k->invocations[i].instance, instance))
			return &k->invocations[i];
	return NULL;
}

int
commandd_cancel_command(struct op *o, struct err *e)
{
	struct commandd_command *k = commandd_find(o, param_str(o->in, "CommandId"), e);
	struct json ids = json_get(o->in, "InstanceIds");

	if (!k)
		return -1;
	for (struct json id = json_first(ids); json_exists(id); id = json_next(id))
		if (!invocation_on(k, json_str_or(id, STR(""))))
			return fault(e, 400, "InvalidInstanceId", "The command was not sent to " STR_FMT,
			    STR_ARG(json_str_or(id, STR(""))));
	for (struct json id = json_first(ids); json_exists(id); id = json_next(id))
		commandd_cancel(o->cloud, o->now_ms, invocation_on(k, json_str_or(id, STR(""))));
	for (size_t i = 0; i < k->count && !json_len(ids); i++)
		commandd_cancel(o->cloud, o->now_ms, &k->invocations[i]);
	return 0;
}

/* ---- operations ------------------------------------------------------------------------------------------------- */

static const struct param document_params[] = {
	{ "Name", PARAM_STR, true },
	{ "Content", PARAM_STR, true },
	{ "DocumentType", PARAM_STR, false },
	{ "DocumentFormat", PARAM_STR, false },
};
static const struct param send_params[] = {
	{ "DocumentName", PARAM_STR, true },
	{ "DocumentVersion", PARAM_STR, false },
	{ "InstanceIds", PARAM_ARRAY, true },
	{ "Parameters", PARAM_OBJECT, false },
	{ "TimeoutSeconds", PARAM_INT, false },
	{ "Comment", PARAM_STR, false },
};
static const struct param cancel_params[] = { { "CommandId", PARAM_STR, true }, { "InstanceIds", PARAM_ARRAY, false } };
static const struct param list_params[] = {
	{ "CommandId", PARAM_STR, false },
	{ "InstanceId", PARAM_STR, false },
	{ "Filters", PARAM_ARRAY, false },
	{ "MaxResults", PARAM_INT, false },
	{ "NextToken", PARAM_STR, false },
};
static const struct param invocations_params[] = {
	{ "CommandId", PARAM_STR, false },
	{ "InstanceId", PARAM_STR, false },
	{ "Details", PARAM_BOOL, false },
	{ "MaxResults", PARAM_INT, false },
	{ "NextToken", PARAM_STR, false },
};
static const struct param get_params[] = {
	{ "CommandId", PARAM_STR, true },
	{ "InstanceId", PARAM_STR, true },
	{ "PluginName", PARAM_STR, false },
};
static const struct param hosts_params[] = {
	{ "Filters", PARAM_ARRAY, false },
	{ "MaxResults", PARAM_INT, false },
	{ "NextToken", PARAM_STR, false },
};

static const struct operation list[] = {
	OPERATION("SendCommand", commandd_send, send_params),
	OPERATION("CancelCommand", commandd_cancel_command, cancel_params),
	OPERATION("ListCommands", commandd_list, list_params),
	OPERATION("ListCommandInvocations", commandd_list_invocations, invocations_params),
	OPERATION("GetCommandInvocation", commandd_get_invocation, get_params),
	OPERATION("DescribeInstanceInformation", commandd_describe_hosts, hosts_params),
	OPERATION("CreateDocument", commandd_create_document, document_params),
};

const struct operations commandd_operations = { list, COUNT(list) };
