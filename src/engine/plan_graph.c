/* The decisions over the graph: linear in the orders and their dependencies, and without recursion: chains may be long. */
#include "engine/plan.h"

#include <string.h>

/* Who depends on whom: the dependents of i are to[from[i]] ... to[from[i + 1] - 1]. */
struct dependents {
	uint32_t *from, *to;
};

static struct dependents
dependents_of(struct arena *a, const struct plan *p)
{
	struct dependents d = { .from = arena_new_n(a, uint32_t, p->n + 2) };

	for (size_t i = 0; i < p->n; i++)
		for (uint32_t k = 0; k < p->orders[i].dep_count; k++)
			d.from[p->orders[i].deps[k] + 2]++;
	for (size_t i = 2; i < p->n + 2; i++)
		d.from[i] += d.from[i - 1];
	d.to = arena_new_n(a, uint32_t, d.from[p->n + 1] + 1);
	/* Filling moves from[i + 1] from the start of i's part to its end, which is the start of the next. */
	for (size_t i = 0; i < p->n; i++)
		for (uint32_t k = 0; k < p->orders[i].dep_count; k++)
			d.to[d.from[p->orders[i].deps[k] + 1]++] = (uint32_t)i;
	return d;
}

static bool
blocks(const struct plan *p, const char *states, uint32_t dep, const struct plan_order *o)
{
	bool bad = states[dep] == STATE_FAILED || states[dep] == STATE_TIMED_OUT;

	return bad && o->must_succeed && p->orders[dep].must_succeed;
}

/* The first dependency that blocks, or dep_count. */
static uint32_t
first_block(const struct plan *p, const char *states, const struct plan_order *o)
{
	uint32_t k = 0;

	while (k < o->dep_count && !blocks(p, states, o->deps[k], o))
		k++;
	return k;
}

static bool
deps_terminal(const char *states, const struct plan_order *o)
{
	for (uint32_t k = 0; k < o->dep_count; k++)
		if (!state_terminal((enum state)states[o->deps[k]]))
			return false;
	return true;
}

/* Stops what depends on the orders that are in `stopped`, whose end the new ones are put at. */
static void
cascade(struct arena *a, const struct plan *p, char *states, uint32_t *stopped, size_t *count)
{
	struct dependents d = *count ? dependents_of(a, p) : (struct dependents){ 0 };

	for (size_t done = 0; done < *count; done++)
		for (uint32_t k = d.from[stopped[done]]; k < d.from[stopped[done] + 1]; k++) {
			uint32_t i = d.to[k];

			if (states[i] != STATE_QUEUED || !blocks(p, states, stopped[done], &p->orders[i]))
				continue;
			states[i] = STATE_FAILED;
			stopped[(*count)++] = i;
		}
}

/* In ascending order, each with the first of the dependencies that block it. */
static void
list_stopped(struct arena *a, const struct plan *p, const char *states, const uint32_t *stopped, struct plan_next *out)
{
	bool *is_stopped = arena_new_n(a, bool, p->n);
	size_t n = 0;

	out->stopped = arena_new_n(a, uint32_t, out->stopped_count);
	out->stopped_by = arena_new_n(a, uint32_t, out->stopped_count);
	for (size_t i = 0; i < out->stopped_count; i++)
		is_stopped[stopped[i]] = true;
	for (size_t i = 0; i < p->n; i++) {
		const struct plan_order *o = &p->orders[i];

		if (!is_stopped[i])
			continue;
		out->stopped[n] = (uint32_t)i;
		out->stopped_by[n++] = o->deps[first_block(p, states, o)];
	}
}

void
plan_next(struct arena *a, const struct plan *p, char *states, struct plan_next *out)
{
	uint32_t *stopped = arena_new_n(a, uint32_t, p->n);

	*out = (struct plan_next){ .ready = arena_new_n(a, uint32_t, p->n) };
	for (size_t i = 0; i < p->n; i++)
		if (states[i] == STATE_QUEUED && first_block(p, states, &p->orders[i]) < p->orders[i].dep_count)
			stopped[out->stopped_count++] = (uint32_t)i;
	for (size_t i = 0; i < out->stopped_count; i++)
		states[stopped[i]] = STATE_FAILED;
	cascade(a, p, states, stopped, &out->stopped_count);
	if (out->stopped_count)
		list_stopped(a, p, states, stopped, out);
	/* Clean-up orders get ready by what was just stopped. */
	for (size_t i = 0; i < p->n; i++)
		if (states[i] == STATE_QUEUED && deps_terminal(states, &p->orders[i]))
			out->ready[out->ready_count++] = (uint32_t)i;
}

struct plan_summary
plan_summarise(const struct plan *p, const char *states)
{
	struct plan_summary s = { .finished = true, .status = STATE_SUCCEEDED };

	for (size_t i = 0; i < p->n; i++) {
		enum state state = (enum state)states[i];

		s.succeeded += state == STATE_SUCCEEDED;
		s.failed += state == STATE_FAILED;
		s.timed_out += state == STATE_TIMED_OUT;
		s.finished = s.finished && state_terminal(state);
		if (!p->orders[i].must_succeed)
			continue;
		if (state == STATE_TIMED_OUT || (state == STATE_FAILED && s.status == STATE_SUCCEEDED))
			s.status = state;
	}
	if (!s.finished)
		s.status = STATE_RUNNING;
	return s;
}

/* Tarjan's search for groups of orders that wait for each other, with its stacks in memory. */
struct search {
	const struct order *orders;
	uint32_t *entered;  /* when the search came here, from 1; 0: not yet */
	uint32_t *low;      /* the earliest one that can be reached and is still open */
	uint32_t *group;    /* the one that opened the group it belongs to, + 1; 0: open */
	uint32_t *next_dep; /* where the search goes on */
	uint32_t *open, *path;
	size_t open_count, path_count;
	uint32_t clock;
};

static void
enter(struct search *s, uint32_t i)
{
	s->entered[i] = s->low[i] = ++s->clock;
	s->open[s->open_count++] = i;
	s->path[s->path_count++] = i;
}

static void
lower(uint32_t *low, uint32_t to)
{
	if (to < *low)
		*low = to;
}

/* Leaves `i`; if it opened its group, the group is complete: its size, else 0. */
static size_t
leave(struct search *s, uint32_t i)
{
	size_t size = 0;

	s->path_count--;
	if (s->path_count)
		lower(&s->low[s->path[s->path_count - 1]], s->low[i]);
	if (s->low[i] != s->entered[i])
		return 0;
	for (uint32_t member = UINT32_MAX; member != i; size++) {
		member = s->open[--s->open_count];
		s->group[member] = i + 1;
	}
	return size;
}

/* The next step from the order on top of the path; the size of a group that became complete, which *root opened. */
static size_t
step(struct search *s, uint32_t *root)
{
	uint32_t i = s->path[s->path_count - 1];
	const struct order *o = &s->orders[i];

	*root = i;
	if (s->next_dep[i] == o->dep_count)
		return leave(s, i);
	uint32_t dep = o->deps[s->next_dep[i]++];
	if (s->group[dep])
		return 0;
	if (s->entered[dep])
		lower(&s->low[i], s->entered[dep]);
	else
		enter(s, dep);
	return 0;
}

/* Walks inside a group, always to the first dependency that belongs to it, until it comes to where it has been. */
static size_t
walk(struct search *s, uint32_t root, uint32_t *path)
{
	size_t n = 0, from = 0;

	for (uint32_t i = root;; n++) {
		const struct order *o = &s->orders[i];
		uint32_t k = 0;

		path[n] = i;
		s->entered[i] = 0; /* walked over */
		while (s->group[o->deps[k]] != root + 1)
			k++;
		i = o->deps[k];
		if (s->entered[i])
			continue;
		path[++n] = i;
		while (path[from] != i)
			from++;
		memmove(path, path + from, (n + 1 - from) * sizeof *path);
		return n - from;
	}
}

void
plan_cycles(const struct order *orders, size_t n, void (*found)(void *ctx, const uint32_t *path, size_t len), void *ctx)
{
	struct arena scratch = ARENA_EMPTY;
	struct search s = { .orders = orders };
	uint32_t *path = arena_new_n(&scratch, uint32_t, n + 1), root;

	s.entered = arena_new_n(&scratch, uint32_t, n);
	s.low = arena_new_n(&scratch, uint32_t, n);
	s.group = arena_new_n(&scratch, uint32_t, n);
	s.next_dep = arena_new_n(&scratch, uint32_t, n);
	s.open = arena_new_n(&scratch, uint32_t, n);
	s.path = arena_new_n(&scratch, uint32_t, n);
	for (size_t i = 0; i < n; i++) {
		if (s.group[i])
			continue;
		enter(&s, (uint32_t)i);
		while (s.path_count)
			if (step(&s, &root) > 1)
				found(ctx, path, walk(&s, root, path));
	}
	arena_release(&scratch);
}
