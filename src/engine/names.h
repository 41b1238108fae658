/*
 * names: a table from text to a number, for the names of a job's orders and the texts that a plan shares. Open addressing in an
 * arena; the room is known beforehand. Keys are views that the caller keeps. Pure.
 */
#ifndef ENGINE_NAMES_H
#define ENGINE_NAMES_H

#include "base/arena.h"

struct name_slot {
	struct str name;
	uint64_t hash;
	uint32_t value;
	bool used;
};

struct names {
	struct name_slot *slots;
	size_t cap; /* a power of two, at least twice the room */
};

/* Room for `n` names. */
struct names names_new(struct arena *a, size_t n);
/* The value of `name`, to read or to change; NULL when it is not there. */
uint32_t *names_get(const struct names *t, struct str name);
/* Adds `name` with `value` unless it is there already: then false, and *was (may be NULL) is the value it has. */
bool names_add(struct names *t, struct str name, uint32_t value, uint32_t *was);

#endif
