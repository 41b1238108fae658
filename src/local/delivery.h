/*
 * delivery: events that services send to functions: S3's notifications, and what tells of an execution that ended (EventBridge's
 * events, Lambda's on-failure destinations). Each goes out at once, or as the knobs of its kind say: late, more than once, never.
 */
#ifndef LOCAL_DELIVERY_H
#define LOCAL_DELIVERY_H

#include "local/state.h"

void delivery_send(struct cloud *c, int64_t now_ms, enum cloud_event_kind kind, struct str function,
    struct str payload);

/* The beginning of EventBridge's envelope, up to `detail`, about one resource; the caller adds that and closes the object. */
void delivery_envelope(struct cloud *c, struct arena *a, int64_t now_ms, struct json_writer *w, const char *detail_type,
    const char *source, struct str resource);

#endif
