/*
 * follow: a run as it goes on, seen through ordinary AWS calls: the board (one small item) tells what changed, the rows of
 * what changed are read, and the `done` object ends it.
 */
#ifndef CLI_FOLLOW_H
#define CLI_FOLLOW_H

#include "cli/rows.h"
#include "engine/job.h"

struct follow {
	struct engine *engine;
	struct arena *arena;  /* of what is kept */
	struct arena scratch; /* of one look */
	struct str run_id;
	struct rows rows;  /* all orders, by number */
	char *letters;     /* as last seen */
	bool packed;       /* there is a board: the orders are queued */
	struct json done;  /* once there is one */
	unsigned *changed; /* by the last look: order numbers */
	size_t changed_count;
};

void follow_open(struct follow *f, struct engine *g, struct arena *a, struct str run_id);
/* The orders, where the job is at hand; else they come from the plan, once the run is packed. */
void follow_job(struct follow *f, const struct job *job);
/* One look. */
int follow_look(struct follow *f, struct err *e);
bool follow_done(const struct follow *f);
/* Reads every row once more, to have all there is about them but their logs. */
int follow_finish(struct follow *f, struct err *e);
void follow_close(struct follow *f);

#endif
