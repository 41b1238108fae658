/*
 * watch: deadlines. Of one order: sleeps until claim + timeout + grace and ends it then. Of the run (number 0): every minute a
 * look at the run row, a kick where something is stuck, the end wish at the run's deadline.
 */
#ifndef ENGINE_WATCH_H
#define ENGINE_WATCH_H

#include "engine/engine.h"

enum watch_times { RUN_LOOK_S = 60, RECONCILE_MS = 5 * 60 * 1000 };

struct watch_order {
	struct str run_id;
	unsigned num; /* 0: the run's */
};

struct watch_answer {
	bool done;
	int64_t wait_s; /* until the next look */
};

int watch_check(struct engine *g, struct arena *a, const struct watch_order *o, struct watch_answer *out,
    struct err *e);

#endif
