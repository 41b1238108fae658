/* spawn: runs a program to its end: the real world's `spawn` (base/world.h). Input and output go through pipes only. */
#ifndef BASE_SPAWN_H
#define BASE_SPAWN_H

#include "base/world.h"

int spawn_run(struct world *w, struct arena *a, const struct spawn *s, struct spawned *out, struct err *e);

#endif
