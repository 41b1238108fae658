/*
 * view: a run as it goes on, for a person. On a terminal a picture that is drawn again in place: what runs, with its last line
 * of output, what ended, what waits, and the time. Elsewhere a line whenever an order changes.
 */
#ifndef CLI_VIEW_H
#define CLI_VIEW_H

#include "cli/follow.h"
#include "cli/text.h"

struct view_tail {
	unsigned num;
	struct str line;
};

struct view {
	const struct cli *cli;
	int64_t began_ms;        /* clock_boottime_ms() */
	size_t drawn;            /* lines of the picture that stands there */
	const char *note;        /* such as: cancelling; NULL */
	struct view_tail *tails; /* of what runs; set before each update */
	size_t tail_count;
};

void view_open(struct view *v, const struct cli *cli);
/* After each look. */
void view_update(struct view *v, const struct follow *f);
/* The picture goes; then come the ends of logs (all where there are few orders, else those that failed), each order's outcome and
 * the job's. */
void view_summary(struct view *v, const struct follow *f);

#endif
