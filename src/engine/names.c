#include "engine/names.h"

/* FNV-1a, 64 bits, its upper bits folded in. */
static uint64_t
hash_of(struct str name)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < name.n; i++)
		h = (h ^ (unsigned char)name.p[i]) * 0x100000001b3u;
	return h ^ (h >> 29);
}

struct names
names_new(struct arena *a, size_t n)
{
	struct names t = { .cap = 16 };

	while (t.cap < 2 * n)
		t.cap *= 2;
	t.slots = arena_new_n(a, struct name_slot, t.cap);
	return t;
}

/* The slot that has `name`, or the free one where it belongs. */
static struct name_slot *
find(const struct names *t, struct str name, uint64_t hash)
{
	size_t at = (size_t)hash & (t->cap - 1);

	while (t->slots[at].used && (t->slots[at].hash != hash || !str_eq(t->slots[at].name, name)))
		at = (at + 1) & (t->cap - 1);
	return &t->slots[at];
}

uint32_t *
names_get(const struct names *t, struct str name)
{
	struct name_slot *slot = find(t, name, hash_of(name));

	return slot->used ? &slot->value : NULL;
}

bool
names_add(struct names *t, struct str name, uint32_t value, uint32_t *was)
{
	uint64_t hash = hash_of(name);
	struct name_slot *slot = find(t, name, hash);

	if (slot->used) {
		if (was)
			*was = slot->value;
		return false;
	}
	*slot = (struct name_slot){ name, hash, value, true };
	return true;
}
