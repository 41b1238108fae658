/*
 * parallel: a small pool of threads behind world_parallel(). Threads start when first needed (never before the first
 * /next) and stay. The caller's thread works too; a call from inside a task runs its tasks one after another.
 */
#ifndef NET_PARALLEL_H
#define NET_PARALLEL_H

#include "base/world.h"

/* At most `width` tasks at once (the caller's thread included). */
int parallel_attach(struct world *w, struct arena *a, int width, struct err *e);
/* Ends the threads; for tests and programs that end. */
void parallel_detach(struct world *w);

#endif
