/*
 * fault: what tests want to happen to the k-th request of a function, before it takes effect or after: the caller is killed,
 * the answer is lost, or the service refuses.
 */
#ifndef LOCAL_FAULT_H
#define LOCAL_FAULT_H

#include "codec/json.h"
#include "local/local_inside.h"

enum fault_action {
	FAULT_NONE,
	FAULT_KILL,
	FAULT_DROP_ANSWER,
	FAULT_THROTTLE,
	FAULT_ERROR,
	FAULT_REFUSE,
	FAULT_ACTIONS
};
enum fault_when { FAULT_BEFORE, FAULT_AFTER };

/* Counts the request against every fault that is armed; says what is to be done with it, and when. */
enum fault_action fault_check(struct local *l, const struct cloud_call *call, enum fault_when *when);
/* Arms one: {"function","operation"?,"nth","times"?,"when","action"}: from the nth matching request from now on, `times` (1) of
 * them. `function` is a program's name, a function's name, "codebuild", "host" or "user". */
int fault_arm(struct local *l, struct json fault, unsigned *serial, struct err *e);
/* Writes them as an array. */
void fault_list(struct local *l, struct json_writer *w);
void fault_clear(struct local *l);

#endif
