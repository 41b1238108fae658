#include "local/lambdad_inside.h"

struct str
lambdad_key(const uint64_t *n)
{
	return (struct str){ (const char *)n, sizeof(*n) };
}

static void
function_init(struct lambdad_function *fn, const struct cloud_function_config *in)
{
	fn->f = *in;
	fn->f.name = heap_str(in->name);
	fn->f.role = heap_str(in->role);
	fn->f.on_failure = heap_str(in->on_failure);
	if (!fn->f.timeout_s)
		fn->f.timeout_s = 3;
	if (!fn->f.memory_mb)
		fn->f.memory_mb = 128;
	if (!fn->f.event_age_s)
		fn->f.event_age_s = LAMBDAD_AGE_S;
}

struct lambdad *
lambdad_new(struct cloud *c, const struct cloud_config *config, struct err *e)
{
	struct lambdad *l = heap_new(struct lambdad);

	c->lambdad = l;
	l->n = config->function_count;
	l->fns = heap_alloc(l->n * sizeof(*l->fns));
	for (size_t i = 0; i < l->n; i++)
		function_init(&l->fns[i], &config->functions[i]);
	for (size_t i = 0; i < l->n; i++) {
		struct str to = l->fns[i].f.on_failure;

		if (to.n && !lambdad_find(c, to)) {
			err_set(e, ERR_CONFIG,
			    "function " STR_FMT ": its on-failure destination " STR_FMT " is not configured",
			    STR_ARG(l->fns[i].f.name), STR_ARG(to));
			return NULL;
		}
	}
	return l;
}

const struct cloud_function_config *
lambdad_nth(const struct cloud *c, size_t i)
{
	return i < c->lambdad->n ? &c->lambdad->fns[i].f : NULL;
}

const struct cloud_function_config *
lambdad_config(const struct cloud *c, struct str name_or_arn)
{
	const struct lambdad_function *fn = lambdad_find(c, name_or_arn);

	return fn ? &fn->f : NULL;
}

/* name, name:qualifier, account:function:name, or the whole ARN */
struct lambdad_function *
lambdad_find(const struct cloud *c, struct str name)
{
	size_t at = str_find(name, STR("function:"));

	if (at < name.n)
		name = str_sub(name, at + 9, name.n);
	name = str_cut(&name, ':');
	for (size_t i = 0; i < c->lambdad->n; i++)
		if (str_eq(c->lambdad->fns[i].f.name, name))
			return &c->lambdad->fns[i];
	return NULL;
}

bool
lambdad_has(const struct cloud *c, struct str function)
{
	return lambdad_find(c, function);
}

int
cloud_function_concurrency(struct cloud *c, struct str function, int n, struct err *e)
{
	struct lambdad_function *fn = lambdad_find(c, function);

	if (!fn)
		return err_set(e, ERR_NOT_FOUND, "no function " STR_FMT, STR_ARG(function));
	fn->f.concurrency = n;
	return 0;
}

int
cloud_function_timeout(struct cloud *c, struct str function, int timeout_s, struct err *e)
{
	struct lambdad_function *fn = lambdad_find(c, function);

	if (!fn)
		return err_set(e, ERR_NOT_FOUND, "no function " STR_FMT, STR_ARG(function));
	fn->f.timeout_s = timeout_s > 0 ? timeout_s : 3;
	return 0;
}

/* ---- in and out ------------------------------------------------------------------------------------------------- */

int
lambdad_submit(struct cloud *c, struct arena *a, int64_t now_ms, const struct lambdad_request *r,
    struct str *request_id, struct lambdad_event **event, struct err *e)
{
	struct lambdad_function *fn = lambdad_find(c, r->function);
	struct lambdad_event *ev;

	if (!fn)
		return fault(e, 404, "ResourceNotFoundException", "Function not found: " STR_FMT, STR_ARG(r->function));
	if (r->how == LAMBDAD_SYNC && !lambdad_sandbox_room(c, fn))
		return fault(e, 429, "TooManyRequestsException", "Rate Exceeded.");
	ev = heap_new(struct lambdad_event);
	*ev = (struct lambdad_event){ .fn = fn,
		.request_id = heap_str(state_uuid(c, a)),
		.payload = heap_str(r->payload.n ? r->payload : STR("{}")),
		.first_ms = now_ms,
		.how = r->how,
		.done = r->done,
		.ctx = r->ctx,
		.timer = { .fire = lambdad_event_due, .of = ev } };
	if (request_id)
		*request_id = arena_str(a, ev->request_id);
	if (event)
		*event = ev;
	if (r->how == LAMBDAD_SYNC)
		lambdad_sandbox_run(c, now_ms, ev);
	else
		lambdad_event_enqueue(c, ev);
	return 0;
}

void
lambdad_forget(struct lambdad_event *event)
{
	event->done = NULL;
}

int
cloud_invoke_async(struct cloud *c, int64_t now_ms, struct str function, struct str payload, struct err *e)
{
	struct arena scratch = ARENA_EMPTY;
	const struct lambdad_request r = { .function = function, .payload = payload };
	int ret = lambdad_submit(c, &scratch, now_ms, &r, NULL, NULL, e);

	if (ret < 0 && e)
		e->code = ERR_NOT_FOUND;
	arena_release(&scratch);
	lambdad_pump(c, now_ms);
	return ret;
}

void
lambdad_load(const struct cloud *c, struct cloud_load *load)
{
	load->invocations = c->lambdad->invocations.n;
	load->events_waiting += c->lambdad->waiting_n;
	for (size_t i = 0; i < c->lambdad->n; i++)
		load->invocations_queued += c->lambdad->fns[i].queued;
}

static void
events_free(struct cloud *c, struct lambdad_event *ev)
{
	for (struct lambdad_event *next; ev; ev = next) {
		next = ev->next;
		lambdad_event_free(c, ev);
	}
}

void
lambdad_free(struct cloud *c)
{
	struct lambdad *l = c->lambdad;
	size_t at = 0;

	if (!l)
		return;
	for (struct lambdad_sandbox *s; (s = map_next(&l->sandboxes, &at));) {
		if (s->event)
			lambdad_event_free(c, s->event);
		timers_clear(&c->timers, &s->deadline);
		heap_free(s);
	}
	map_free(&l->sandboxes);
	map_free(&l->invocations);
	events_free(c, l->waiting);
	for (size_t i = 0; i < l->n; i++) {
		events_free(c, l->fns[i].queue);
		heap_str_free(&l->fns[i].f.name);
		heap_str_free(&l->fns[i].f.role);
		heap_str_free(&l->fns[i].f.on_failure);
	}
	heap_free(l->fns);
	heap_free(l);
}
