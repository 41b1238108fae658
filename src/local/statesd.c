#include "local/statesd.h"

#include <string.h>

enum { NAME_MAX_CHARS = 80, INPUT_BYTES_MAX = 256 * 1024, PAGE_MAX = 1000, PAGE_DEFAULT = 100 };

static const char *const status_names[] = {
	[STATESD_RUNNING] = "RUNNING",
	[STATESD_SUCCEEDED] = "SUCCEEDED",
	[STATESD_FAILED] = "FAILED",
	[STATESD_TIMED_OUT] = "TIMED_OUT",
	[STATESD_ABORTED] = "ABORTED",
};

/* ---- machines --------------------------------------------------------------------------------------------------- */

struct statesd *
statesd_new(const struct cloud_config *config, struct err *e)
{
	struct statesd *s = heap_new(struct statesd);

	s->machines = heap_alloc(config->machine_count * sizeof(*s->machines));
	for (; s->n < config->machine_count; s->n++) {
		struct statesd_machine *m = &s->machines[s->n];
		struct str text = arena_str(&m->arena, config->machines[s->n].definition);

		m->name = arena_str(&m->arena, config->machines[s->n].name);
		if (json_parse(&m->arena, text, NULL, &m->definition, NULL, e) < 0 || asl_check(m->definition, e) < 0) {
			err_wrap(e, "state machine " STR_FMT, STR_ARG(m->name));
			if (e)
				e->code = ERR_CONFIG;
			s->n++;
			statesd_drop(s);
			return NULL;
		}
	}
	return s;
}

static void
execution_free(struct statesd_execution *x)
{
	heap_str_free(&x->arn);
	heap_str_free(&x->name);
	heap_str_free(&x->input);
	heap_str_free(&x->output);
	heap_str_free(&x->error);
	heap_str_free(&x->cause);
	heap_str_free(&x->data);
	heap_free(x);
}

void
statesd_drop(struct statesd *s)
{
	for (size_t i = 0; s && i < s->n; i++)
		arena_release(&s->machines[i].arena);
	for (size_t i = 0; s && i < s->count; i++)
		execution_free(s->all[i]);
	if (!s)
		return;
	map_free(&s->executions);
	heap_free(s->all);
	heap_free(s->machines);
	heap_free(s);
}

void
statesd_free(struct cloud *c)
{
	statesd_drop(c->statesd);
}

void
statesd_load(const struct cloud *c, struct cloud_load *load)
{
	load->executions = c->statesd->running;
}

int
cloud_template(struct arena *a, struct str template, const struct str *names, const struct str *values, size_t n,
    struct str *out, struct err *e)
{
	struct buf b = buf_in(a);

	for (;;) {
		size_t at = str_find(template, STR("${")), end, i = 0;
		struct str name;

		buf_add(&b, str_sub(template, 0, at));
		if (at == template.n)
			break;
		template = str_sub(template, at + 2, template.n);
		end = str_chr(template, '}');
		name = str_sub(template, 0, end);
		while (i < n && !str_eq(names[i], name))
			i++;
		if (i == n)
			return err_set(e, ERR_CONFIG, "the template wants ${" STR_FMT "}, which has no value",
			    STR_ARG(name));
		buf_add(&b, values[i]);
		template = str_sub(template, end + 1, template.n);
	}
	*out = buf_str(&b);
	return 0;
}

static struct statesd_machine *
machine_of(struct op *o, struct str arn, struct err *e)
{
	for (size_t i = 0; i < o->cloud->statesd->n; i++) {
		struct statesd_machine *m = &o->cloud->statesd->machines[i];

		if (str_eq(cloud_machine_arn(o->cloud, o->arena, m->name), arn))
			return m;
	}
	fault(e, 400, "StateMachineDoesNotExist", "State Machine Does Not Exist: '" STR_FMT "'", STR_ARG(arn));
	return NULL;
}

/* ---- executions ------------------------------------------------------------------------------------------------- */

static struct statesd_execution *
execution_of(struct op *o, struct err *e)
{
	struct str arn = param_str(o->in, "executionArn");
	struct statesd_execution *x = map_get(&o->cloud->statesd->executions, arn);

	o->detail = arn;
	if (!x)
		fault(e, 400, "ExecutionDoesNotExist", "Execution Does Not Exist: '" STR_FMT "'", STR_ARG(arn));
	return x;
}

static bool
good_name(struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		if ((unsigned char)name.p[i] <= ' ' || strchr("<>{}[]?*\"#%\\^|~`$&,;:/\x7f", name.p[i]))
			return false;
	return name.n && name.n <= NAME_MAX_CHARS;
}

static struct statesd_execution *
execution_new(struct op *o, struct statesd_machine *m, struct str arn, struct str name, struct str input)
{
	struct statesd *s = o->cloud->statesd;
	struct statesd_execution *x = heap_new(struct statesd_execution);

	*x = (struct statesd_execution){ .machine = m,
		.arn = heap_str(arn),
		.name = heap_str(name),
		.input = heap_str(input),
		.start_ms = o->now_ms,
		.serial = s->count };
	if (s->count == s->cap) {
		s->cap = s->cap ? 2 * s->cap : 64;
		s->all = heap_resize(s->all, s->cap, sizeof(struct statesd_execution *));
	}
	s->all[s->count++] = x;
	s->running++;
	map_put(&s->executions, x->arn, x);
	return x;
}

static int
check_start(struct str name, struct json input, struct str text, struct err *e)
{
	if (!good_name(name))
		return fault(e, 400, "InvalidName", "Invalid Name: '" STR_FMT "'", STR_ARG(name));
	if (text.n > INPUT_BYTES_MAX)
		return fault(e, 400, "InvalidExecutionInput", "The input is longer than %d bytes", INPUT_BYTES_MAX);
	if (json_exists(input))
		return 0;
	return fault(e, 400, "InvalidExecutionInput", "Invalid State Machine Execution Input: it is no JSON");
}

static int
start_execution(struct op *o, struct err *e)
{
	struct statesd_machine *m = machine_of(o, param_str(o->in, "stateMachineArn"), e);
	struct str name = json_str_or(json_get(o->in, "name"), state_uuid(o->cloud, o->arena));
	struct str input = json_str_or(json_get(o->in, "input"), STR("{}")), arn;
	struct statesd_execution *x;

	o->detail = name;
	if (!m || check_start(name, asl_json(o->arena, input), input, e) < 0)
		return -1;
	arn = arena_printf(o->arena, "arn:aws:states:" STR_FMT ":" STR_FMT ":execution:" STR_FMT ":" STR_FMT,
	    STR_ARG(o->cloud->region), STR_ARG(o->cloud->account_id), STR_ARG(m->name), STR_ARG(name));
	x = map_get(&o->cloud->statesd->executions, arn);
	if (x && (x->status != STATESD_RUNNING || !str_eq(x->input, input)))
		return fault(e, 400, "ExecutionAlreadyExists", "Execution Already Exists: '" STR_FMT "'", STR_ARG(arn));
	if (!x) {
		x = execution_new(o, m, arn, name, input);
		statesd_run(o->cloud, o->now_ms, x);
	}
	json_put_str(&o->out, "executionArn", x->arn);
	write_time(&o->out, "startDate", x->start_ms);
	return 0;
}

static void
write_summary(struct op *o, const struct statesd_execution *x)
{
	struct json_writer *w = &o->out;

	json_put_str(w, "executionArn", x->arn);
	json_put_str(w, "stateMachineArn", cloud_machine_arn(o->cloud, o->arena, x->machine->name));
	json_put_str(w, "name", x->name);
	json_put_str(w, "status", str_z(status_names[x->status]));
	write_time(w, "startDate", x->start_ms);
	if (x->status != STATESD_RUNNING)
		write_time(w, "stopDate", x->stop_ms);
}

static int
describe_execution(struct op *o, struct err *e)
{
	struct statesd_execution *x = execution_of(o, e);

	if (!x)
		return -1;
	write_summary(o, x);
	json_put_str(&o->out, "input", x->input);
	if (x->output.p)
		json_put_str(&o->out, "output", x->output);
	if (x->error.n)
		json_put_str(&o->out, "error", x->error);
	if (x->cause.n)
		json_put_str(&o->out, "cause", x->cause);
	return 0;
}

static int
stop_execution(struct op *o, struct err *e)
{
	struct statesd_execution *x = execution_of(o, e);

	if (!x)
		return -1;
	if (x->status == STATESD_RUNNING) {
		heap_str_set(&x->error, param_str(o->in, "error"));
		heap_str_set(&x->cause, param_str(o->in, "cause"));
	}
	statesd_end(o->cloud, o->now_ms, x, STATESD_ABORTED);
	write_time(&o->out, "stopDate", x->stop_ms);
	return 0;
}

/* The newest first; a page's token is the serial number behind which the next one starts. */
static int
list_executions(struct op *o, struct err *e)
{
	struct statesd_machine *m = machine_of(o, param_str(o->in, "stateMachineArn"), e);
	struct str filter = param_str(o->in, "statusFilter"), token = param_str(o->in, "nextToken");
	int64_t max = json_i64_or(json_get(o->in, "maxResults"), PAGE_DEFAULT),
		from = (int64_t)o->cloud->statesd->count, n = 0;

	if (!m)
		return -1;
	if (max < 0 || max > PAGE_MAX ||
	    (token.n && (!str_i64(token, &from) || from < 0 || from > (int64_t)o->cloud->statesd->count)))
		return fault(e, 400, "InvalidToken",
		    "maxResults must be 0 to 1000 and nextToken one that was given out");
	max = max ? max : PAGE_DEFAULT;
	o->detail = m->name;
	json_put_array(&o->out, "executions");
	for (; from > 0 && n < max; from--) {
		const struct statesd_execution *x = o->cloud->statesd->all[from - 1];

		if (x->machine != m || (filter.n && !str_eqz(filter, status_names[x->status])))
			continue;
		json_object(&o->out);
		write_summary(o, x);
		json_close(&o->out);
		n++;
	}
	json_close(&o->out);
	if (from > 0)
		json_put_str(&o->out, "nextToken", arena_printf(o->arena, "%lld", (long long)from));
	return 0;
}

static const struct param start_params[] = { { "stateMachineArn", PARAM_STR, true }, { "name", PARAM_STR, false },
	{ "input", PARAM_STR, false } };
static const struct param execution_params[] = { { "executionArn", PARAM_STR, true } };
static const struct param stop_params[] = { { "executionArn", PARAM_STR, true }, { "error", PARAM_STR, false },
	{ "cause", PARAM_STR, false } };
static const struct param list_params[] = { { "stateMachineArn", PARAM_STR, true },
	{ "statusFilter", PARAM_STR, false }, { "maxResults", PARAM_INT, false }, { "nextToken", PARAM_STR, false } };

static const struct operation list[] = {
	OPERATION("StartExecution", start_execution, start_params),
	OPERATION("DescribeExecution", describe_execution, execution_params),
	OPERATION("StopExecution", stop_execution, stop_params),
	OPERATION("ListExecutions", list_executions, list_params),
};

const struct operations statesd_operations = { list, COUNT(list) };
