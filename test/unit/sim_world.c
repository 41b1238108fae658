#include "sim_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/client.h"

/* splitmix64 */
uint64_t
sim_draw(struct sim *s, uint64_t below)
{
	uint64_t z = (s->random += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (z ^ (z >> 31)) % below;
}

void
sim_promise(struct sim *s, bool kept, const char *what)
{
	if (!kept && !s->out->broken)
		s->out->broken = what;
}

static struct extra *
extra(struct world *w)
{
	return w->extra;
}

/* Gives the turn back and waits for the next. */
void
sim_yield(struct actor *me)
{
	struct sim *s = me->sim;

	pthread_mutex_lock(&s->lock);
	s->running = NULL;
	pthread_cond_signal(&s->back);
	while (s->running != me)
		pthread_cond_wait(&me->turn, &s->lock);
	pthread_mutex_unlock(&s->lock);
}

static int64_t
sim_now_ms(struct world *w)
{
	struct actor *me = extra(w)->actor;

	/* Nobody who is dead waits for anything. */
	if (me && me->dead)
		me->dead_ms += DEAD_MS;
	return extra(w)->sim->now_ms + (me ? me->dead_ms : 0);
}

static void
sim_sleep_ms(struct world *w, int64_t ms)
{
	struct actor *me = extra(w)->actor;

	if (!me || me->dead)
		return;
	me->wake_ms = me->sim->now_ms + ms;
	sim_yield(me);
}

static void
sim_random(struct world *w, void *out, size_t n)
{
	for (size_t i = 0; i < n; i++)
		((unsigned char *)out)[i] = (unsigned char)sim_draw(extra(w)->sim, 256);
}

static void
sim_parallel(struct world *w, size_t n, void (*fn)(void *ctx, size_t i), void *ctx)
{
	(void)w;
	for (size_t i = 0; i < n; i++)
		fn(ctx, i);
}

static void
perform(struct sim *s, struct arena *a, const struct http_request *req, struct cloud_answer *answer)
{
	struct http_header *headers = arena_new_n(a, struct http_header, req->header_count + 1);
	struct cloud_request r = { .method = req->method,
		.target = req->target,
		.headers = headers,
		.header_count = req->header_count + 1,
		.body = { .bytes = req->body } };
	struct cloud_call call;

	headers[0] = (struct http_header){ STR("Host"), arena_printf(a, STR_FMT ":%u", STR_ARG(req->host), req->port) };
	if (req->header_count)
		memcpy(headers + 1, req->headers, req->header_count * sizeof(*headers));
	if (cloud_identify(s->cloud, a, s->now_ms, s->now_ms, &r, &call, answer) == 0)
		cloud_perform(s->cloud, a, s->now_ms, &r, &call, answer);
	s->out->calls++;
	if (call.service == CLOUD_S3 && str_ends(call.key, STR("/done")) &&
	    str_eqz(str_z(call.operation), "PutObject") && answer->status == 200) {
		sim_promise(s, !s->done_seen, "done is written once");
		s->done_seen = true;
	}
}

static void
copy_answer(struct arena *a, const struct cloud_answer *answer, struct http_response *res)
{
	*res = (struct http_response){ .status = answer->status,
		.header_count = answer->header_count,
		.body = arena_str(a, answer->body),
		.body_bytes = answer->body.n };
	for (size_t i = 0; i < answer->header_count; i++)
		res->headers[i] = (struct http_header){ arena_str(a, answer->headers[i].name),
			arena_str(a, answer->headers[i].value) };
}

enum fault { FAULT_NONE, FAULT_CRASH_BEFORE, FAULT_CRASH_AFTER, FAULT_LOST, FAULT_REFUSED, FAULT_STALL };

/* Each kind has a budget; a call draws a fault now and then while there is some left. */
static enum fault
draw_fault(struct sim *s, struct actor *me)
{
	bool function = me->role != ROLE_WORKER && me->role != ROLE_HOST;

	if (s->o.crashes > 0 && function && sim_draw(s, 25) == 0) {
		s->o.crashes--;
		return sim_draw(s, 2) ? FAULT_CRASH_BEFORE : FAULT_CRASH_AFTER;
	}
	if (s->o.stalls > 0 && function && sim_draw(s, 15) == 0) {
		s->o.stalls--;
		return FAULT_STALL;
	}
	if (s->o.lost > 0 && sim_draw(s, 15) == 0) {
		s->o.lost--;
		return FAULT_LOST;
	}
	if (s->o.refused > 0 && sim_draw(s, 15) == 0) {
		s->o.refused--;
		return FAULT_REFUSED;
	}
	return FAULT_NONE;
}

static int
sim_call(struct world *w, struct arena *a, const struct http_request *req, struct http_response *res, struct err *e)
{
	struct actor *me = extra(w)->actor;
	struct sim *s = extra(w)->sim;
	enum fault fault = FAULT_NONE;
	struct cloud_answer answer;

	if (me && !me->dead) {
		sim_yield(me);
		fault = me->dead ? FAULT_NONE : draw_fault(s, me);
	}
	if (fault == FAULT_STALL) {
		s->overslept = true;
		sim_sleep_ms(w, STALL_MS);
	}
	if (me && (me->dead || fault == FAULT_CRASH_BEFORE)) {
		me->dead = true;
		return err_set(e, ERR_NET, "crashed");
	}
	if (fault == FAULT_REFUSED) {
		*res = (struct http_response){ .status = 500 };
		return 0;
	}
	if (str_eqz(req->host, "git.test"))
		sim_comments_serve(s, a, req, &answer);
	else
		perform(s, a, req, &answer);
	if (fault == FAULT_CRASH_AFTER)
		me->dead = true;
	if (fault == FAULT_CRASH_AFTER || fault == FAULT_LOST) {
		err_set(e, ERR_NET, "the answer is lost");
		e->ambiguous = true;
		return -1;
	}
	copy_answer(a, &answer, res);
	return 0;
}

void
sim_sandbox_open(struct sandbox *b, struct sim *s)
{
	static struct engine_options all = { .program = "sim",
		.needs = NEED_ORDERS_TABLE | NEED_EVENTS_TABLE | NEED_LOCKS_TABLE | NEED_INTERNAL_BUCKET |
		    NEED_DONE_BUCKET | NEED_WORKER_LAMBDA | NEED_CODEBUILD_PROJECT | NEED_WATCHDOG_SFN };
	struct extra *x;
	struct err e;

	*b = (struct sandbox){ .used = true };
	x = arena_new(&b->arena, struct extra);
	x->sim = s;
	if (engine_open(&b->engine, &b->world, &b->aws, &b->arena, &all, &e) < 0) {
		fprintf(stderr, "sim: %s\n", e.msg);
		abort();
	}
	b->world.extra = x;
	b->world.own.now_ms = b->world.own.monotonic_ms = sim_now_ms;
	b->world.own.sleep_ms = sim_sleep_ms;
	b->world.own.random = sim_random;
	b->world.own.parallel = sim_parallel;
	b->world.own.call = sim_call;
}

void
sim_sandbox_close(struct sandbox *b)
{
	client_detach(&b->world);
	arena_release(&b->cache.arena);
	arena_release(&b->cache.comments.arena);
	arena_release(&b->aws.own);
	arena_release(&b->arena);
}
