/*
 * order_event: the order_events table: what happened, for people and for those who wait. Keys are made of times that are stored
 * elsewhere, never of the clock, so that writing one again writes the same.
 */
#ifndef ENGINE_ORDER_EVENT_H
#define ENGINE_ORDER_EVENT_H

#include "engine/engine.h"

#define EVENT_JOB_NAME "_job"

struct order_event {
	struct str trace_id, flow_id, run_id, order_name;
	unsigned num; /* 0 for the job's own */
	int64_t epoch_ms;
	struct str event_type, status, message, execution_url, log_location; /* the last three may be empty */
	struct json data; /* an object, nested under `data`; may be missing */
};

/* What comes from outside is made to fit: an item that DynamoDB refuses would keep its order from ending. */
/* The item as DynamoDB JSON ({"trace_id":{"S":..},..}). */
void order_event_item(struct engine *g, struct arena *a, struct json_writer *w, const struct order_event *ev);
/* Writes any number; batches of 25. */
int order_events_put(struct engine *g, struct arena *a, const struct order_event *events, size_t n, struct err *e);

#endif
