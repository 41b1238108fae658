/* The orders' code: from S3 or from the job's git provider, once for all that share it; and what people should know of it. */
#include "base/log.h"
#include "engine/order_event.h"
#include "engine/pack_inside.h"

enum {
	LIMIT_WAIT_MAX_MS = 15 * 60 * 1000, /* for a rate that is limited longer an error says until when */
	WAIT_STEP_MS = 2000,                /* heartbeats and end wishes go on meanwhile */
	FETCH_MAX_MS = 240000,
	FETCH_MIN_MS = 1000,
};

#define SOURCE_BYTES_MAX ((uint64_t)2 << 30)

int
pack_code_open(struct packing *k, struct err *e)
{
	if (k->vcs.provider)
		return 0;
	if (provider_open(k->g, k->arena, k->job->git_provider, k->job->git_token_location, SECRET_PATIENCE_MS, &k->vcs,
		e) == 0)
		return 0;
	k->vcs.provider = NULL;
	return -1;
}

/* Time for one download: the answer's where somebody waits for it, else this invocation's. */
static int
time_left_ms(const struct packing *k)
{
	int64_t until_ms = k->source_max ? k->stop_ms : k->p->stop_by_ms;
	int64_t left_ms = until_ms - world_now_ms(k->g->world);

	return left_ms < FETCH_MIN_MS ? FETCH_MIN_MS : left_ms > FETCH_MAX_MS ? FETCH_MAX_MS : (int)left_ms;
}

/* True when the provider may be asked again. Else the error stands, as final where waiting would take too long. */
static bool
wait_for_rate(struct packing *k, struct err *e)
{
	struct world *w = k->g->world;
	int64_t at_ms = e->again_at_ms, now_ms = world_now_ms(w);
	struct arena a = ARENA_EMPTY;
	bool going = true;

	if (at_ms > now_ms + LIMIT_WAIT_MAX_MS || at_ms >= k->row.deadline_ms) {
		e->retryable = false;
		return false;
	}
	log_warn("%s", e->msg);
	/* Who waits for an answer is given one. */
	if (k->source_max && at_ms >= k->stop_ms)
		pack_stop(k, PACK_LATE, NULL);
	while (going && now_ms < at_ms) {
		int64_t left_ms = at_ms - now_ms;

		going = pack_going(k, &a);
		if (going)
			world_sleep_ms(w, left_ms < WAIT_STEP_MS ? left_ms : WAIT_STEP_MS);
		arena_reset(&a);
		now_ms = world_now_ms(w);
	}
	going = going && pack_going(k, &a);
	arena_release(&a);
	return going;
}

static int
fetch_git(struct packing *k, struct need *need, uint64_t max, struct err *e)
{
	struct vcs_tarball t = { .repo = need->order->git_repo, .ref = need->order->commit_hash, .max = max };

	do {
		arena_reset(&need->arena);
		t.timeout_ms = time_left_ms(k);
		if (source_fetch_git(&need->arena, &k->vcs, need->location, &t, &need->source, e) == 0)
			return 0;
	} while (e->again_at_ms && wait_for_rate(k, e));
	return -1;
}

int
pack_code_fetch(struct packing *k, struct need *need, struct err *e)
{
	uint64_t max = k->source_max ? k->source_max : SOURCE_BYTES_MAX;

	if (need->order->s3_location.n)
		return source_fetch(k->g, &need->arena, need->location, max, &need->source, e);
	return fetch_git(k, need, max, e);
}

/* The time in the event's key follows from the job alone: whoever fetches the same again says the same again. */
static void
tell(struct packing *k, size_t i, const struct need *need)
{
	struct order_event ev = { .trace_id = k->row.trace_id,
		.flow_id = k->row.flow_id,
		.run_id = k->row.run_id,
		.order_name = STR(EVENT_JOB_NAME),
		.epoch_ms = k->row.created_at_ms + (int64_t)i,
		.event_type = STR("code_warning"),
		.status = STR("warning"),
		.message = arena_printf(k->arena, STR_FMT ": " STR_FMT, STR_ARG(need->location),
		    STR_ARG(need->source.notes)) };
	struct err e;

	log_warn("code: " STR_FMT, STR_ARG(ev.message));
	if (order_events_put(k->g, k->arena, &ev, 1, &e) < 0)
		log_warn("code_warning: %s", e.msg);
	if (k->p->issues)
		job_warning(k->p->issues, "code", need->location, (struct json_place){ 0 }, STR_FMT,
		    STR_ARG(need->source.notes));
}

void
pack_code_notes(struct packing *k)
{
	struct needs *needs = &k->needs[NEED_CODE];

	for (size_t i = 0; i < needs->n; i++) {
		struct need *need = &needs->all[i];

		if (!need->have || need->noted || !need->source.notes.n)
			continue;
		need->noted = true;
		tell(k, i, need);
	}
}
