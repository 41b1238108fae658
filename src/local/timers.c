#include "local/timers.h"

#include "local/heap.h"

static bool
earlier(const struct timer *a, const struct timer *b)
{
	return a->due_ms != b->due_ms ? a->due_ms < b->due_ms : a->order < b->order;
}

static void
put(struct timers *ts, size_t place, struct timer *t)
{
	ts->heap[place - 1] = t;
	t->place = place;
}

static void
sift(struct timers *ts, struct timer *t, size_t place)
{
	while (place > 1 && earlier(t, ts->heap[place / 2 - 1])) {
		put(ts, place, ts->heap[place / 2 - 1]);
		place /= 2;
	}
	for (size_t child; (child = 2 * place) <= ts->n; place = child) {
		if (child < ts->n && earlier(ts->heap[child], ts->heap[child - 1]))
			child++;
		if (!earlier(ts->heap[child - 1], t))
			break;
		put(ts, place, ts->heap[child - 1]);
	}
	put(ts, place, t);
}

void
timers_set(struct timers *ts, struct timer *t, int64_t due_ms)
{
	timers_clear(ts, t);
	if (ts->n == ts->cap) {
		ts->cap = ts->cap ? 2 * ts->cap : 64;
		ts->heap = heap_resize(ts->heap, ts->cap, sizeof(*ts->heap));
	}
	t->due_ms = due_ms;
	t->order = ++ts->set;
	sift(ts, t, ++ts->n);
}

void
timers_clear(struct timers *ts, struct timer *t)
{
	size_t place = t->place;
	struct timer *last;

	if (!place)
		return;
	t->place = 0;
	last = ts->heap[--ts->n];
	if (last != t)
		sift(ts, last, place);
}

int64_t
timers_next_ms(const struct timers *ts)
{
	return ts->n ? ts->heap[0]->due_ms : INT64_MAX;
}

struct timer *
timers_due(struct timers *ts, int64_t now_ms)
{
	struct timer *t = ts->n && ts->heap[0]->due_ms <= now_ms ? ts->heap[0] : NULL;

	if (t)
		timers_clear(ts, t);
	return t;
}

void
timers_free(struct timers *ts)
{
	for (size_t i = 0; i < ts->n; i++)
		ts->heap[i]->place = 0;
	heap_free(ts->heap);
	*ts = (struct timers){ 0 };
}
