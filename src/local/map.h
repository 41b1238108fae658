/*
 * map: a hash table from bytes to pointers, with open addressing. Keys are views into what the values own; values are never
 * NULL. Order of iteration depends on the keys alone, not on addresses.
 */
#ifndef LOCAL_MAP_H
#define LOCAL_MAP_H

#include "base/str.h"

struct map_slot {
	struct str key;
	void *value; /* NULL: free */
	uint64_t hash;
};

struct map {
	struct map_slot *slots;
	size_t cap, n; /* cap is a power of two, or 0 */
};

uint64_t map_hash(struct str key);
/* NULL when there is none. */
void *map_get(const struct map *m, struct str key);
/* Adds, or replaces key and value; gives the old value or NULL. */
void *map_put(struct map *m, struct str key, void *value);
/* Takes it out; gives the value or NULL. */
void *map_remove(struct map *m, struct str key);
/* The next value; `*at` starts at 0. NULL at the end. Nothing may be put or removed meanwhile. */
void *map_next(const struct map *m, size_t *at);
void map_free(struct map *m);

#endif
