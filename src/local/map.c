#include "local/map.h"

#include <string.h>

#include "local/heap.h"

enum { CAP_LEAST = 16 };

/* FNV-1a over the bytes, then a mix so that the low bits are good. */
uint64_t
map_hash(struct str key)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < key.n; i++)
		h = (h ^ (uint8_t)key.p[i]) * 0x100000001b3u;
	return h ^ (h >> 29);
}

/* The slot of the key, or the free one where it belongs. */
static struct map_slot *
slot_of(const struct map *m, struct str key, uint64_t hash)
{
	for (size_t i = hash;; i++) {
		struct map_slot *s = &m->slots[i & (m->cap - 1)];

		if (!s->value || (s->hash == hash && str_eq(s->key, key)))
			return s;
	}
}

static void
grow(struct map *m)
{
	struct map old = *m;

	m->cap = old.cap ? 2 * old.cap : CAP_LEAST;
	m->slots = heap_alloc(m->cap * sizeof(*m->slots));
	for (size_t i = 0; i < old.cap; i++)
		if (old.slots[i].value)
			*slot_of(m, old.slots[i].key, old.slots[i].hash) = old.slots[i];
	heap_free(old.slots);
}

void *
map_get(const struct map *m, struct str key)
{
	return m->n ? slot_of(m, key, map_hash(key))->value : NULL;
}

void *
map_put(struct map *m, struct str key, void *value)
{
	uint64_t hash = map_hash(key);
	struct map_slot *s;
	void *old;

	if (4 * (m->n + 1) > 3 * m->cap)
		grow(m);
	s = slot_of(m, key, hash);
	old = s->value;
	m->n += !old;
	*s = (struct map_slot){ key, value, hash };
	return old;
}

/* Moves back what had to step aside for the slot that is free now. */
static void
close_gap(struct map *m, size_t gap)
{
	size_t mask = m->cap - 1;

	for (size_t i = (gap + 1) & mask; m->slots[i].value; i = (i + 1) & mask) {
		size_t home = m->slots[i].hash & mask;

		if (((i - home) & mask) < ((i - gap) & mask))
			continue;
		m->slots[gap] = m->slots[i];
		m->slots[i].value = NULL;
		gap = i;
	}
}

void *
map_remove(struct map *m, struct str key)
{
	struct map_slot *s = m->n ? slot_of(m, key, map_hash(key)) : NULL;
	void *old = s ? s->value : NULL;

	if (!old)
		return NULL;
	s->value = NULL;
	m->n--;
	close_gap(m, (size_t)(s - m->slots));
	return old;
}

void *
map_next(const struct map *m, size_t *at)
{
	while (*at < m->cap)
		if (m->slots[(*at)++].value)
			return m->slots[*at - 1].value;
	return NULL;
}

void
map_free(struct map *m)
{
	heap_free(m->slots);
	*m = (struct map){ 0 };
}
