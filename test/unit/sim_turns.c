#include "sim_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "local/heap.h"

static struct sandbox *
sandbox_of(struct sim *s, uint64_t serial)
{
	size_t free_at = SANDBOXES_MAX;

	for (size_t i = 0; i < SANDBOXES_MAX; i++) {
		if (s->sandboxes[i] && s->sandboxes[i]->used && serial && s->sandboxes[i]->serial == serial)
			return s->sandboxes[i];
		if (free_at == SANDBOXES_MAX && (!s->sandboxes[i] || !s->sandboxes[i]->used))
			free_at = i;
	}
	if (free_at == SANDBOXES_MAX)
		abort();
	if (!s->sandboxes[free_at])
		s->sandboxes[free_at] = heap_new(struct sandbox);
	sim_sandbox_open(s->sandboxes[free_at], s);
	s->sandboxes[free_at]->serial = serial;
	return s->sandboxes[free_at];
}

static struct actor *
actor_start(struct sim *s, struct sandbox *b, enum role role, struct str payload)
{
	struct actor *me = heap_new(struct actor);
	pthread_attr_t attributes;

	me->sim = s;
	me->sandbox = b;
	me->role = role;
	me->payload = arena_str(&me->arena, payload);
	((struct extra *)b->world.extra)->actor = me;
	pthread_cond_init(&me->turn, NULL);
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK_BYTES);
	if (pthread_create(&me->thread, &attributes, sim_actor_main, me) != 0)
		abort();
	pthread_attr_destroy(&attributes);
	s->actors[s->actor_count++] = me;
	return me;
}

static enum role
role_of(struct sim *s, struct str function)
{
	if (str_eq(function, s->names.functions[DEPLOY_ORCHESTRATOR]))
		return ROLE_ORCHESTRATOR;
	return str_eq(function, s->names.functions[DEPLOY_WORKER]) ? ROLE_WORKER : ROLE_WATCHDOG;
}

static struct str
build_payload(struct arena *a, const struct cloud_effect *f)
{
	struct str run = STR(""), num = STR("");

	for (size_t i = 0; i < f->variable_count; i++) {
		if (str_eqz(f->variables[i].name, "AWS_EXE_SYS_RUN_ID"))
			run = f->variables[i].value;
		if (str_eqz(f->variables[i].name, "AWS_EXE_SYS_ORDER_NUM"))
			num = f->variables[i].value;
	}
	return arena_printf(a, "{\"run_id\":\"" STR_FMT "\",\"order_num\":\"" STR_FMT "\"}", STR_ARG(run),
	    STR_ARG(num));
}

void
sim_take_effects(struct sim *s, struct arena *a)
{
	struct cloud_effect f;
	struct actor *me;

	while (cloud_effect_next(s->cloud, &f)) {
		if (f.type == CLOUD_INVOKE && cloud_invocation_started(s->cloud, s->now_ms, f.id)) {
			me = actor_start(s, sandbox_of(s, f.sandbox), role_of(s, f.function), f.payload);
			me->id = f.id;
			me->service_id = arena_str(&me->arena, f.request_id);
		} else if (f.type == CLOUD_BUILD_START) {
			me = actor_start(s, sandbox_of(s, 0), ROLE_WORKER, build_payload(a, &f));
			me->id = f.id;
			me->build = true;
			me->service_id = arena_str(&me->arena, f.build_id);
		} else if (f.type == CLOUD_COMMAND_START) {
			me = actor_start(s, sandbox_of(s, 0), ROLE_HOST, f.variables[0].value);
			me->id = f.id;
			me->instance = arena_str(&me->arena, f.instance);
		} else if (f.type == CLOUD_KILL || f.type == CLOUD_BUILD_STOP || f.type == CLOUD_COMMAND_STOP) {
			for (size_t i = 0; i < s->actor_count; i++)
				if (s->actors[i]->id == f.id && s->actors[i]->build == (f.type == CLOUD_BUILD_STOP) &&
				    (s->actors[i]->instance.n > 0) == (f.type == CLOUD_COMMAND_STOP)) {
					s->actors[i]->dead = true;
					s->actors[i]->wake_ms = 0;
				}
		}
	}
}

static void
actor_end(struct sim *s, size_t i)
{
	struct actor *me = s->actors[i];

	pthread_join(me->thread, NULL);
	if (me->instance.n)
		cloud_command_end(s->cloud, s->now_ms, me->id,
		    &(struct cloud_command_result){ .exit_code = me->dead || me->failed });
	else if (me->build)
		cloud_build_end(s->cloud, s->now_ms, me->id, me->dead || me->failed);
	else
		cloud_invocation_end(s->cloud, s->now_ms, me->id,
		    me->dead       ? CLOUD_CRASHED :
			me->failed ? CLOUD_FAILED :
				     CLOUD_OK,
		    me->answer);
	if (me->dead || me->build || me->instance.n) {
		sim_sandbox_close(me->sandbox);
		me->sandbox->used = false;
	}
	pthread_cond_destroy(&me->turn);
	arena_release(&me->arena);
	heap_free(me);
	s->actors[i] = s->actors[--s->actor_count];
}

/* Lets one of those that can go on do so up to its next call. False when nobody can. */
bool
sim_step(struct sim *s)
{
	size_t ready[ACTORS_MAX], n = 0, i;
	struct actor *me;

	for (i = 0; i < s->actor_count; i++)
		if (s->actors[i]->wake_ms <= s->now_ms)
			ready[n++] = i;
	if (n == 0)
		return false;
	i = ready[sim_draw(s, n)];
	me = s->actors[i];
	pthread_mutex_lock(&s->lock);
	s->running = me;
	pthread_cond_signal(&me->turn);
	while (s->running)
		pthread_cond_wait(&s->back, &s->lock);
	pthread_mutex_unlock(&s->lock);
	if (me->ended)
		actor_end(s, i);
	return true;
}

bool
sim_advance(struct sim *s)
{
	int64_t next_ms = cloud_next_ms(s->cloud);

	for (size_t i = 0; i < s->actor_count; i++)
		if (s->actors[i]->wake_ms < next_ms)
			next_ms = s->actors[i]->wake_ms;
	if (next_ms == INT64_MAX || next_ms - s->start_ms > TIME_MAX_MS)
		return false;
	if (next_ms > s->now_ms)
		s->now_ms = next_ms;
	cloud_tick(s->cloud, s->now_ms);
	return true;
}
