#include "local/buildd.h"

#include <string.h>

enum { TOKEN_MS = 5 * 60 * 1000, IDS_MAX = 100, TIMEOUT_LEAST = 5, TIMEOUT_MOST = 2160, QUEUED_MOST = 480 };

/* ---- projects --------------------------------------------------------------------------------------------------- */

struct buildd *
buildd_new(const struct cloud_config *config)
{
	struct buildd *d = heap_new(struct buildd);

	d->projects = heap_alloc(config->project_count * sizeof(*d->projects));
	for (; d->n < config->project_count; d->n++) {
		struct cloud_project_config *p = &d->projects[d->n].p;

		*p = config->projects[d->n];
		p->name = heap_str(p->name);
		p->image = heap_str(p->image.n ? p->image : STR("local"));
		p->on_end = heap_str(p->on_end);
		p->timeout_minutes = p->timeout_minutes ? p->timeout_minutes : 60;
		p->queued_timeout_minutes = p->queued_timeout_minutes ? p->queued_timeout_minutes : QUEUED_MOST;
	}
	return d;
}

static void
build_free(struct buildd_build *b)
{
	heap_str_free(&b->id);
	heap_str_free(&b->arn);
	heap_str_free(&b->image);
	heap_str_free(&b->buildspec);
	heap_str_free(&b->token);
	for (size_t i = 0; i < b->variable_count; i++) {
		heap_str_free(&b->variables[i].name);
		heap_str_free(&b->variables[i].value);
	}
	heap_free(b->variables);
	heap_free(b);
}

void
buildd_free(struct cloud *c)
{
	struct buildd *d = c->buildd;

	if (!d)
		return;
	for (size_t i = 0; i < d->count; i++)
		build_free(d->all[i]);
	for (size_t i = 0; i < d->n; i++) {
		heap_str_free(&d->projects[i].p.name);
		heap_str_free(&d->projects[i].p.image);
		heap_str_free(&d->projects[i].p.on_end);
	}
	map_free(&d->builds);
	map_free(&d->tokens);
	heap_free(d->all);
	heap_free(d->projects);
	heap_free(d);
}

struct buildd_project *
buildd_project(struct cloud *c, struct str name, struct err *e)
{
	for (size_t i = 0; i < c->buildd->n; i++)
		if (str_eq(c->buildd->projects[i].p.name, name))
			return &c->buildd->projects[i];
	fault(e, 400, "ResourceNotFoundException", "Project cannot be found: " STR_FMT, STR_ARG(name));
	return NULL;
}

/* ---- StartBuild ------------------------------------------------------------------------------------------------- */

static const struct param variable_params[] = { { "name", PARAM_STR, true }, { "value", PARAM_STR, true },
	{ "type", PARAM_STR, false } };

static int
invalid(struct err *e, const char *message)
{
	return fault(e, 400, "InvalidInputException", "%s", message);
}

static int
check_variables(struct json list, struct err *e)
{
	for (struct json v = json_first(list); json_exists(v); v = json_next(v)) {
		struct str type = param_str(v, "type");

		if (params_check(v, variable_params, COUNT(variable_params), "environmentVariablesOverride", e) < 0)
			return -1;
		if (!param_str(v, "name").n)
			return invalid(e, "Invalid environment variable: its name is empty");
		if (type.n && !str_eqz(type, "PLAINTEXT"))
			return invalid(e, "Invalid environment variable: the local AWS has the type PLAINTEXT only");
	}
	return 0;
}

static int
minutes(struct json in, const char *name, int otherwise, int most, int *out, struct err *e)
{
	int64_t n = json_i64_or(json_get(in, name), otherwise);

	if (n < TIMEOUT_LEAST || n > most)
		return fault(e, 400, "InvalidInputException", "%s must be %d to %d", name, TIMEOUT_LEAST, most);
	*out = (int)n;
	return 0;
}

static void
copy_variables(struct buildd_build *b, struct json list)
{
	b->variables = heap_alloc(json_len(list) * sizeof(*b->variables));
	for (struct json v = json_first(list); json_exists(v); v = json_next(v))
		b->variables[b->variable_count++] = (struct cloud_variable){ heap_str(param_str(v, "name")),
			heap_str(param_str(v, "value")) };
}

static struct buildd_build *
build_new(struct op *o, struct buildd_project *p, int timeout, int queued_timeout)
{
	struct buildd *d = o->cloud->buildd;
	struct buildd_build *b = heap_new(struct buildd_build);
	struct str image = param_str(o->in, "imageOverride");

	b->serial = ++o->cloud->ids;
	b->project = p;
	b->number = ++p->number;
	b->id = heap_str(
	    arena_printf(o->arena, STR_FMT ":" STR_FMT, STR_ARG(p->p.name), STR_ARG(state_uuid(o->cloud, o->arena))));
	b->arn = heap_str(arena_printf(o->arena, "arn:aws:codebuild:" STR_FMT ":" STR_FMT ":build/" STR_FMT,
	    STR_ARG(o->cloud->region), STR_ARG(o->cloud->account_id), STR_ARG(b->id)));
	b->image = heap_str(image.n ? image : p->p.image);
	b->buildspec = heap_str(param_str(o->in, "buildspecOverride"));
	b->timeout_minutes = timeout;
	b->queued_timeout_minutes = queued_timeout;
	b->start_ms = o->now_ms;
	copy_variables(b, json_get(o->in, "environmentVariablesOverride"));
	if (d->count == d->cap) {
		d->cap = d->cap ? 2 * d->cap : 64;
		d->all = heap_resize(d->all, d->cap, sizeof(struct buildd_build *));
	}
	d->all[d->count++] = b;
	map_put(&d->builds, b->id, b);
	return b;
}

/* ---- answers ---------------------------------------------------------------------------------------------------- */

static void
write_environment(struct json_writer *w, const struct buildd_build *b)
{
	json_put_object(w, "environment");
	json_put_str(w, "type", STR("LINUX_CONTAINER"));
	json_put_str(w, "image", b->image);
	json_put_str(w, "computeType", STR("BUILD_GENERAL1_SMALL"));
	json_put_array(w, "environmentVariables");
	for (size_t i = 0; i < b->variable_count; i++) {
		json_object(w);
		json_put_str(w, "name", b->variables[i].name);
		json_put_str(w, "value", b->variables[i].value);
		json_put_str(w, "type", STR("PLAINTEXT"));
		json_close(w);
	}
	json_close(w);
	json_close(w);
}

static void
write_phase(struct json_writer *w, const char *type, enum buildd_status status, int64_t start_ms, int64_t end_ms)
{
	json_object(w);
	json_put_str(w, "phaseType", str_z(type));
	write_time(w, "startTime", start_ms);
	if (end_ms) {
		json_put_str(w, "phaseStatus", str_z(buildd_status_name(status)));
		write_time(w, "endTime", end_ms);
		json_put_i64(w, "durationInSeconds", (end_ms - start_ms) / 1000);
	}
	json_close(w);
}

static void
write_phases(struct json_writer *w, const struct buildd_build *b)
{
	json_put_array(w, "phases");
	write_phase(w, "SUBMITTED", BUILDD_SUCCEEDED, b->start_ms, b->start_ms);
	write_phase(w, "QUEUED", b->run_ms ? BUILDD_SUCCEEDED : b->status, b->start_ms,
	    b->run_ms ? b->run_ms : b->end_ms);
	if (b->run_ms)
		write_phase(w, "BUILD", b->status, b->run_ms, b->end_ms);
	if (b->end_ms)
		write_phase(w, "COMPLETED", BUILDD_IN_PROGRESS, b->end_ms, 0);
	json_close(w);
}

static void
write_build(struct op *o, const struct buildd_build *b)
{
	struct json_writer *w = &o->out;
	struct str phase = b->end_ms ? STR("COMPLETED") : b->stage == BUILDD_QUEUED ? STR("QUEUED") : STR("BUILD");

	json_object(w);
	json_put_str(w, "id", b->id);
	json_put_str(w, "arn", b->arn);
	json_put_i64(w, "buildNumber", b->number);
	json_put_str(w, "projectName", b->project->p.name);
	write_time(w, "startTime", b->start_ms);
	if (b->end_ms)
		write_time(w, "endTime", b->end_ms);
	json_put_str(w, "currentPhase", phase);
	json_put_str(w, "buildStatus", str_z(buildd_status_name(b->status)));
	json_put_bool(w, "buildComplete", b->end_ms != 0);
	json_put_i64(w, "timeoutInMinutes", b->timeout_minutes);
	json_put_i64(w, "queuedTimeoutInMinutes", b->queued_timeout_minutes);
	write_phases(w, b);
	write_environment(w, b);
	json_put_object(w, "logs");
	json_put_str(w, "groupName", arena_printf(o->arena, "/aws/codebuild/" STR_FMT, STR_ARG(b->project->p.name)));
	json_put_str(w, "streamName", str_sub(b->id, b->project->p.name.n + 1, b->id.n));
	json_put_str(w, "deepLink", buildd_log(o->cloud, o->arena, b));
	json_close(w);
	json_close(w);
}

static int
answer_build(struct op *o, const struct buildd_build *b)
{
	json_key_write(&o->out, STR("build"));
	write_build(o, b);
	return 0;
}

/* ---- operations ------------------------------------------------------------------------------------------------- */

/* The build that this token has started; -1 where the request differs. */
static int
by_token(struct op *o, struct str key, const uint8_t request[static SHA256_LEN], struct buildd_build **out,
    struct err *e)
{
	struct buildd_build *b = key.n ? map_get(&o->cloud->buildd->tokens, key) : NULL;

	*out = b && o->now_ms - b->start_ms < TOKEN_MS ? b : NULL;
	if (*out && !mem_eq_constant_time(request, b->request, SHA256_LEN))
		return invalid(e, "The idempotency token was used for a request with other parameters");
	return 0;
}

static int
start_build(struct op *o, struct err *e)
{
	struct str name = param_str(o->in, "projectName"), token = param_str(o->in, "idempotencyToken"), key = STR("");
	struct buildd_project *p = buildd_project(o->cloud, name, e);
	struct buildd_build *b;
	uint8_t request[SHA256_LEN];
	int timeout, queued;

	o->detail = name;
	if (!p || check_variables(json_get(o->in, "environmentVariablesOverride"), e) < 0 ||
	    minutes(o->in, "timeoutInMinutesOverride", p->p.timeout_minutes, TIMEOUT_MOST, &timeout, e) < 0 ||
	    minutes(o->in, "queuedTimeoutInMinutesOverride", p->p.queued_timeout_minutes, QUEUED_MOST, &queued, e) < 0)
		return -1;
	if (token.n)
		key = arena_printf(o->arena, STR_FMT " " STR_FMT, STR_ARG(name), STR_ARG(token));
	sha256(json_raw(o->in), request);
	if (by_token(o, key, request, &b, e) < 0)
		return -1;
	if (!b) {
		b = build_new(o, p, timeout, queued);
		b->token = heap_str(key);
		memcpy(b->request, request, sizeof(request));
		if (key.n)
			map_put(&o->cloud->buildd->tokens, b->token, b);
		buildd_queue(o->cloud, o->now_ms, b);
	}
	return answer_build(o, b);
}

static struct buildd_build *
find(struct op *o, struct str id)
{
	size_t at = str_find(id, STR(":build/"));

	return map_get(&o->cloud->buildd->builds, at < id.n ? str_sub(id, at + 7, id.n) : id);
}

static int
stop_build(struct op *o, struct err *e)
{
	struct buildd_build *b = find(o, param_str(o->in, "id"));

	o->detail = param_str(o->in, "id");
	if (!b)
		return fault(e, 400, "ResourceNotFoundException", "Build not found: " STR_FMT, STR_ARG(o->detail));
	buildd_stop(o->cloud, o->now_ms, b, BUILDD_STOPPED);
	return answer_build(o, b);
}

static int
batch_get_builds(struct op *o, struct err *e)
{
	struct json ids = json_get(o->in, "ids");

	if (!json_len(ids) || json_len(ids) > IDS_MAX)
		return invalid(e, "ids must hold 1 to 100 ids");
	o->detail = json_str_or(json_at(ids, 0), STR(""));
	json_put_array(&o->out, "builds");
	for (struct json id = json_first(ids); json_exists(id); id = json_next(id)) {
		const struct buildd_build *b = find(o, json_str_or(id, STR("")));

		if (b)
			write_build(o, b);
	}
	json_close(&o->out);
	json_put_array(&o->out, "buildsNotFound");
	for (struct json id = json_first(ids); json_exists(id); id = json_next(id))
		if (!find(o, json_str_or(id, STR(""))))
			json_write_str(&o->out, json_str_or(id, STR("")));
	json_close(&o->out);
	return 0;
}

/* All of them in one page of 100, the newest first unless sortOrder says else. */
static int
list_builds(struct op *o, struct err *e)
{
	struct buildd_project *p = buildd_project(o->cloud, param_str(o->in, "projectName"), e);
	struct buildd *d = o->cloud->buildd;
	struct str token = param_str(o->in, "nextToken");
	bool ascending = str_eqz(param_str(o->in, "sortOrder"), "ASCENDING");
	int64_t from = 0;
	size_t n = 0;

	o->detail = param_str(o->in, "projectName");
	if (!p)
		return -1;
	if (token.n && (!str_i64(token, &from) || from < 0))
		return invalid(e, "nextToken is none that was given out");
	json_put_array(&o->out, "ids");
	for (; (size_t)from < d->count && n < IDS_MAX; from++) {
		const struct buildd_build *b = d->all[ascending ? (size_t)from : d->count - 1 - (size_t)from];

		if (b->project != p)
			continue;
		json_write_str(&o->out, b->id);
		n++;
	}
	json_close(&o->out);
	if ((size_t)from < d->count)
		json_put_str(&o->out, "nextToken", arena_printf(o->arena, "%lld", (long long)from));
	return 0;
}

static const struct param start_params[] = {
	{ "projectName", PARAM_STR, true },
	{ "idempotencyToken", PARAM_STR, false },
	{ "environmentVariablesOverride", PARAM_ARRAY, false },
	{ "imageOverride", PARAM_STR, false },
	{ "buildspecOverride", PARAM_STR, false },
	{ "timeoutInMinutesOverride", PARAM_INT, false },
	{ "queuedTimeoutInMinutesOverride", PARAM_INT, false },
};
static const struct param id_params[] = { { "id", PARAM_STR, true } };
static const struct param ids_params[] = { { "ids", PARAM_ARRAY, true } };
static const struct param list_params[] = { { "projectName", PARAM_STR, true }, { "sortOrder", PARAM_STR, false },
	{ "nextToken", PARAM_STR, false } };

static const struct operation list[] = {
	OPERATION("StartBuild", start_build, start_params),
	OPERATION("StopBuild", stop_build, id_params),
	OPERATION("BatchGetBuilds", batch_get_builds, ids_params),
	OPERATION("ListBuildsForProject", list_builds, list_params),
};

const struct operations buildd_operations = { list, COUNT(list) };
