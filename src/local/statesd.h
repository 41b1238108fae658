/*
 * statesd: Step Functions: executions of the configured state machines, run by statesd_run.c, and the operations on them.
 */
#ifndef LOCAL_STATESD_H
#define LOCAL_STATESD_H

#include "local/asl.h"
#include "local/lambdad.h"

enum statesd_status { STATESD_RUNNING, STATESD_SUCCEEDED, STATESD_FAILED, STATESD_TIMED_OUT, STATESD_ABORTED };

enum { STATESD_RETRIERS_MAX = 8, STATESD_EVENTS_MAX = 25000 };

struct statesd_machine {
	struct str name;
	struct arena arena; /* of the definition */
	struct json definition;
};

struct statesd_execution {
	struct statesd_machine *machine;
	struct str arn, name, input;
	struct str output, error, cause;
	enum statesd_status status;
	int64_t start_ms, stop_ms;
	size_t serial; /* from 0, as started */

	/* where it is */
	struct json state;
	struct str data; /* what the state was given */
	enum { STATESD_ENTER, STATESD_TASK, STATESD_WAIT, STATESD_BACKOFF } doing;
	bool paused; /* watchdogs are off: stands at the beginning of `state`, or of its next attempt */
	struct statesd_execution *next_paused;
	int attempts[STATESD_RETRIERS_MAX]; /* of each retrier of the state */
	int events;                         /* of its history, about */
	struct lambdad_event *task;
	struct timer timer; /* end of a wait, of a back-off, or of a task's time */
};

struct statesd {
	struct statesd_machine *machines;
	size_t n;
	struct map executions;          /* by ARN */
	struct statesd_execution **all; /* as started */
	size_t count, cap, running;
	struct statesd_execution *paused;
};

void statesd_drop(struct statesd *s);

/* statesd_run.c: begins at StartAt; ends it from outside. */
void statesd_run(struct cloud *c, int64_t now_ms, struct statesd_execution *x);
void statesd_end(struct cloud *c, int64_t now_ms, struct statesd_execution *x, enum statesd_status status);

#endif
