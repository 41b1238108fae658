/*
 * signal: a service says that an execution of an order ended: Lambda's on-failure destination, EventBridge's "CodeBuild Build State
 * Change" and "EC2 Command Invocation Status-change Notification". All may come late, twice, or not at all, and before the result that the worker has put. A signal counts only for the
 * execution that holds the seat's claim: an order may have been started twice.
 */
#ifndef ENGINE_SIGNAL_H
#define ENGINE_SIGNAL_H

#include "engine/engine.h"

struct signal_event {
	struct str run_id;
	unsigned num;
	struct str host;         /* whose seat it is; empty for the only one */
	struct str command_id;   /* of a host's command: it knows run, order and start, which are not known yet */
	struct str execution_id; /* Lambda's request id, a build's ARN, a host's start id */
	bool clean;              /* the service saw nothing wrong */
	struct str reason;       /* the service's own words */
};

/* False when the event is no signal. One that names no order of ours (yet) has num 0. */
bool signal_read(struct arena *a, struct json event, struct signal_event *out);

/* After a short grace for a result that is on its way, ends the order as `failed` with the service's reason. */
int signal_handle(struct engine *g, struct arena *a, struct signal_event *s, struct err *e);

#endif
