/* watch: a run that goes on elsewhere, followed until it is done: at a humane rate, through short failures, with the view that
 * `local` has. */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

#include "cli/view.h"

/* Follows the run to its end; `job` (NULL when it is not at hand) gives the orders before there is a plan. Ctrl-C ends the watching and
 * leaves the run alone. The exit code: the run's. */
int watch_run(struct cli *cli, struct engine *g, struct str run_id, const struct job *job);

/* The end of a run that was followed: everything about it, as text or JSON. The exit code. */
int watch_sum_up(const struct cli *cli, struct follow *f, struct view *v);

#endif
