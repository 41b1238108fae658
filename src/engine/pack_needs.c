/* What orders need from elsewhere: credentials and code. Each distinct location is fetched once, however many orders name it. */
#include "base/log.h"
#include "engine/pack_inside.h"

enum {
	SECRETS_KEPT_BYTES = 64 * 1024 * 1024,
	SOURCES_KEPT_BYTES = 256 * 1024 * 1024,
};

/* The locations of one kind that an order names. */
static size_t
named(const struct order *o, enum need_kind kind, const struct str **out)
{
	switch (kind) {
	case NEED_PARAMETER:
		*out = o->ssm_paths;
		return o->ssm_path_count;
	case NEED_SECRET:
		*out = o->secret_paths;
		return o->secret_path_count;
	case NEED_CODE:
		*out = &o->code;
		return o->code.n ? 1 : 0;
	case NEED_KINDS:
		break;
	}
	return 0;
}

static void
find_kind(struct packing *k, enum need_kind kind)
{
	struct needs *needs = &k->needs[kind];
	const struct str *locations;
	size_t total = 0;

	for (size_t i = 0; i < k->job->order_count; i++)
		total += named(&k->job->orders[i], kind, &locations);
	needs->index = names_new(k->arena, total);
	needs->all = arena_new_n(k->arena, struct need, total);
	for (size_t i = 0; i < k->job->order_count; i++) {
		const struct order *o = &k->job->orders[i];
		size_t n = named(o, kind, &locations);

		for (size_t j = 0; j < n; j++) {
			uint32_t at = (uint32_t)needs->n;

			if (names_add(&needs->index, locations[j], at, &at))
				needs->all[needs->n++] = (struct need){ .kind = kind,
					.location = locations[j],
					.order = o,
					.source.zip.file = -1 };
			needs->all[at].last = o->num;
		}
	}
}

void
pack_needs_find(struct packing *k)
{
	for (enum need_kind kind = 0; kind < NEED_KINDS; kind++)
		find_kind(k, kind);
}

static struct need *
need_of(const struct packing *k, enum need_kind kind, struct str location)
{
	const struct needs *needs = &k->needs[kind];

	return &needs->all[*names_get(&needs->index, location)];
}

const struct need *
pack_need(const struct packing *k, enum need_kind kind, struct str location)
{
	return need_of(k, kind, location);
}

/* To be fetched: not there, and not refused for good. */
static bool
is_due(const struct need *need)
{
	return need->wanted && !need->have && (!need->failed || need->err->retryable);
}

static size_t
count_due(const struct needs *needs)
{
	size_t n = 0;

	for (size_t i = 0; i < needs->n; i++)
		n += is_due(&needs->all[i]);
	return n;
}

bool
pack_needs_want(struct packing *k, const struct order *o)
{
	bool code = false;

	for (enum need_kind kind = 0; kind < NEED_KINDS; kind++) {
		const struct str *locations;
		size_t n = named(o, kind, &locations);

		for (size_t i = 0; i < n; i++) {
			struct need *need = need_of(k, kind, locations[i]);
			bool first = !need->wanted;

			need->wanted = true;
			code = code || (first && kind == NEED_CODE && is_due(need));
		}
	}
	return code;
}

static int
fetch(struct packing *k, struct need *need, struct err *e)
{
	if (need->kind == NEED_CODE)
		return pack_code_fetch(k, need, e);
	/* Whoever may submit a job must not come by what lets others submit. */
	if (secret_same(need->location, k->g->config.webhook_secret))
		return err_set(e, ERR_INPUT, STR_FMT ": the webhook's secret is no credential of a job's",
		    STR_ARG(need->location));
	return secret_fetch(k->g, &need->arena, need->location, SECRET_PATIENCE_MS, &need->secret, e);
}

static void
keep_failure(struct packing *k, struct need *need, const struct err *e)
{
	if (need->kind == NEED_CODE && (e->code == ERR_LIMIT || e->code == ERR_TIMEOUT) && k->source_max) {
		/* Somebody waits for an answer: the invocation that goes on has the time. */
		log_info("code cannot be fetched before the answer: %s", e->msg);
		pack_stop(k, PACK_LATE, NULL);
		return;
	}
	/* The time was over before a limited rate allowed more. */
	if (e->again_at_ms && e->retryable && atomic_load(&k->state) != PACK_GOING)
		return;
	need->failed = true;
	need->err = arena_new(&need->arena, struct err);
	*need->err = *e;
	/* What AWS refuses of what the job names is the job's mistake: a bucket that is not there, a path that nobody may read. */
	if (err_is_final(e) && !e->again_at_ms)
		need->err->code = ERR_INPUT;
}

static struct need *
forget_failure(struct need *need)
{
	arena_reset(&need->arena);
	need->failed = false;
	return need;
}

struct fetching {
	struct packing *k;
	struct need **due;
};

static void
fetch_one(void *ctx, size_t i)
{
	const struct fetching *f = ctx;
	struct need *need = f->due[i];
	struct arena scratch = ARENA_EMPTY;
	struct err e = { 0 };

	if (!need->failed && pack_going(f->k, &scratch)) {
		need->have = fetch(f->k, need, &e) == 0;
		if (!need->have)
			keep_failure(f->k, need, &e);
	}
	arena_release(&scratch);
}

/* A repository needs the provider's token first, which all of them share. */
static void
open_provider(struct packing *k, struct need **due, size_t n)
{
	struct err e = { 0 };

	for (size_t i = 0; i < n; i++)
		if (due[i]->kind == NEED_CODE && !due[i]->order->s3_location.n && pack_code_open(k, &e) < 0)
			keep_failure(k, due[i], &e);
}

void
pack_needs_fetch(struct packing *k)
{
	struct fetching f = { .k = k };
	size_t n = 0;

	for (enum need_kind kind = 0; kind < NEED_KINDS; kind++)
		n += count_due(&k->needs[kind]);
	f.due = arena_new_n(k->arena, struct need *, n);
	n = 0;
	for (enum need_kind kind = 0; kind < NEED_KINDS; kind++)
		for (size_t i = 0; i < k->needs[kind].n; i++)
			if (is_due(&k->needs[kind].all[i]))
				f.due[n++] = forget_failure(&k->needs[kind].all[i]);
	open_provider(k, f.due, n);
	world_parallel(k->g->world, n, fetch_one, &f);
	pack_code_notes(k);
}

bool
pack_needs_met(struct packing *k, const struct order *o, const struct err **why)
{
	bool met = true;

	*why = NULL;
	for (enum need_kind kind = 0; kind < NEED_KINDS; kind++) {
		const struct str *locations;
		size_t n = named(o, kind, &locations);

		for (size_t i = 0; i < n; i++) {
			const struct need *need = need_of(k, kind, locations[i]);

			met = met && need->have;
			if (need->failed && !*why)
				*why = need->err;
		}
	}
	return met;
}

static uint64_t
bytes_of(const struct need *need)
{
	return need->have ? need->arena.total_bytes + need->source.zip.bytes : 0;
}

static void
let_go(struct need *need)
{
	if (need->have && need->kind == NEED_CODE)
		source_close(&need->source);
	arena_release(&need->arena);
	need->have = need->failed = false;
}

/* What no order from `next` on needs goes first, then all but the largest: to fetch that one again would cost most. */
static void
trim_kind(struct needs *needs, uint64_t most, unsigned next)
{
	struct need *largest = NULL;
	uint64_t bytes = 0;

	for (size_t i = 0; i < needs->n; i++)
		bytes += bytes_of(&needs->all[i]);
	for (size_t i = 0; i < needs->n && bytes > most; i++) {
		struct need *need = &needs->all[i];

		if (!need->have || need->last >= next)
			continue;
		bytes -= bytes_of(need);
		let_go(need);
	}
	for (size_t i = 0; i < needs->n; i++)
		if (!largest || bytes_of(&needs->all[i]) > bytes_of(largest))
			largest = &needs->all[i];
	for (size_t i = 0; i < needs->n && bytes > most; i++) {
		if (!needs->all[i].have || &needs->all[i] == largest)
			continue;
		bytes -= bytes_of(&needs->all[i]);
		let_go(&needs->all[i]);
	}
}

void
pack_needs_trim(struct packing *k, unsigned next)
{
	static const uint64_t most[NEED_KINDS] = {
		[NEED_PARAMETER] = SECRETS_KEPT_BYTES,
		[NEED_SECRET] = SECRETS_KEPT_BYTES,
		[NEED_CODE] = SOURCES_KEPT_BYTES,
	};

	for (enum need_kind kind = 0; kind < NEED_KINDS; kind++) {
		for (size_t i = 0; i < k->needs[kind].n; i++)
			k->needs[kind].all[i].wanted = false;
		trim_kind(&k->needs[kind], most[kind], next);
	}
}

void
pack_needs_release(struct packing *k)
{
	for (enum need_kind kind = 0; kind < NEED_KINDS; kind++)
		for (size_t i = 0; i < k->needs[kind].n; i++)
			let_go(&k->needs[kind].all[i]);
}
