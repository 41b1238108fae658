#include "local/lambdad_inside.h"

bool
lambdad_sandbox_room(const struct cloud *c, const struct lambdad_function *fn)
{
	size_t own = (size_t)fn->f.concurrency, all = (size_t)c->knobs.lambda_concurrency;

	return (!own || fn->running < own) && (!all || c->lambdad->invocations.n < all);
}

void
lambdad_sandbox_free(struct cloud *c, struct lambdad_sandbox *s)
{
	for (struct lambdad_sandbox **p = &s->fn->idle; *p; p = &(*p)->next)
		if (*p == s) {
			*p = s->next;
			break;
		}
	map_remove(&c->lambdad->sandboxes, lambdad_key(&s->serial));
	timers_clear(&c->timers, &s->deadline);
	heap_free(s);
}

/* Ends what runs in it and gives the event back; the sandbox is idle then. */
static struct lambdad_event *
sandbox_leave(struct cloud *c, struct lambdad_sandbox *s)
{
	struct lambdad_event *ev = s->event;

	timers_clear(&c->timers, &s->deadline);
	map_remove(&c->lambdad->invocations, lambdad_key(&s->invocation));
	s->event = NULL;
	s->fn->running--;
	s->next = s->fn->idle;
	s->fn->idle = s;
	return ev;
}

static struct str
error_object(struct arena *a, const char *type, struct str message)
{
	struct buf b = buf_in(a);

	buf_addz(&b, "{\"errorMessage\":");
	json_escape(&b, message);
	buf_printf(&b, ",\"errorType\":\"%s\"}", type);
	return buf_str(&b);
}

static void
deadline_due(struct cloud *c, int64_t now_ms, void *of)
{
	struct lambdad_sandbox *s = of;
	struct arena scratch = ARENA_EMPTY, *mem;
	struct cloud_effect *kill = effect_add(c, CLOUD_KILL, s->invocation, &mem);
	struct lambdad_event *ev = sandbox_leave(c, s);
	struct str text = arena_printf(&scratch, "RequestId: " STR_FMT " Error: Task timed out after %d.00 seconds",
	    STR_ARG(ev->request_id), s->fn->f.timeout_s);

	kill->sandbox = s->serial;
	kill->function = arena_str(mem, s->fn->f.name);
	lambdad_sandbox_free(c, s);
	lambdad_event_end(c, now_ms, ev, "Unhandled", error_object(&scratch, "Sandbox.Timedout", text));
	arena_release(&scratch);
	lambdad_pump(c, now_ms);
}

static struct lambdad_sandbox *
sandbox_new(struct cloud *c, struct lambdad_function *fn)
{
	struct lambdad_sandbox *s = heap_new(struct lambdad_sandbox);

	s->serial = ++c->ids;
	s->fn = fn;
	s->deadline.fire = deadline_due;
	s->deadline.of = s;
	map_put(&c->lambdad->sandboxes, lambdad_key(&s->serial), s);
	return s;
}

void
lambdad_sandbox_run(struct cloud *c, int64_t now_ms, struct lambdad_event *ev)
{
	struct lambdad_sandbox *s = ev->fn->idle;
	struct cloud_effect *run;
	struct arena *mem;
	bool cold = !s;

	if (cold)
		s = sandbox_new(c, ev->fn);
	else
		ev->fn->idle = s->next;
	s->event = ev;
	s->invocation = ++c->ids;
	ev->attempts++;
	ev->fn->running++;
	map_put(&c->lambdad->invocations, lambdad_key(&s->invocation), s);
	run = effect_add(c, CLOUD_INVOKE, s->invocation, &mem);
	run->function = arena_str(mem, ev->fn->f.name);
	run->sandbox = s->serial;
	run->cold = cold;
	run->request_id = arena_str(mem, ev->request_id);
	run->payload = arena_str(mem, ev->payload);
	run->deadline_ms = now_ms + 1000LL * ev->fn->f.timeout_s;
}

void
lambdad_pump(struct cloud *c, int64_t now_ms)
{
	for (size_t i = 0; i < c->lambdad->n; i++) {
		struct lambdad_function *fn = &c->lambdad->fns[i];

		while (fn->queue && lambdad_sandbox_room(c, fn)) {
			struct lambdad_event *ev = fn->queue;

			lambdad_event_dequeue(c, ev);
			lambdad_sandbox_run(c, now_ms, ev);
		}
	}
}

int64_t
cloud_invocation_started(struct cloud *c, int64_t now_ms, uint64_t id)
{
	struct lambdad_sandbox *s = map_get(&c->lambdad->invocations, lambdad_key(&id));

	if (!s)
		return 0;
	timers_set(&c->timers, &s->deadline, now_ms + 1000LL * s->fn->f.timeout_s);
	return s->deadline.due_ms;
}

bool
cloud_invocation_end(struct cloud *c, int64_t now_ms, uint64_t id, enum cloud_outcome outcome, struct str payload)
{
	struct lambdad_sandbox *s = map_get(&c->lambdad->invocations, lambdad_key(&id));
	struct arena scratch = ARENA_EMPTY;
	struct lambdad_event *ev;

	if (!s)
		return false;
	ev = sandbox_leave(c, s);
	if (outcome == CLOUD_CRASHED) {
		lambdad_sandbox_free(c, s);
		payload = error_object(&scratch, "Runtime.ExitError",
		    arena_printf(&scratch, "RequestId: " STR_FMT " Error: " STR_FMT, STR_ARG(ev->request_id),
			STR_ARG(payload.n ? payload : STR("Runtime exited without providing a reason"))));
	}
	lambdad_event_end(c, now_ms, ev, outcome == CLOUD_OK ? NULL : "Unhandled", payload.n ? payload : STR("null"));
	arena_release(&scratch);
	lambdad_pump(c, now_ms);
	return true;
}

void
cloud_sandbox_gone(struct cloud *c, int64_t now_ms, uint64_t sandbox)
{
	struct lambdad_sandbox *s = map_get(&c->lambdad->sandboxes, lambdad_key(&sandbox));

	if (s && s->event)
		cloud_invocation_end(c, now_ms, s->invocation, CLOUD_CRASHED, STR(""));
	else if (s)
		lambdad_sandbox_free(c, s);
}
