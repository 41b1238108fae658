/*
 * result: result.json, what came of one seat of an order; and end.json, the wish to end a run early, which has the same shape.
 * Times are ms since the epoch. Pure.
 */
#ifndef ENGINE_RESULT_H
#define ENGINE_RESULT_H

#include "engine/plan.h"

enum {
	RESULT_LOG_MAX = 1024 * 1024,
	ROW_LOG_MAX = 64 * 1024,
	RESULT_BYTES_MAX = 8 * 1024 * 1024,
	RESULT_EVENTS_MAX = 100,
	EVENT_VALUES_MAX = 2500, /* keys and values of an event's JSON: many results are read at once */
	RESULT_VALUES_MAX = RESULT_EVENTS_MAX * (EVENT_VALUES_MAX + 10)
};

struct result {
	enum state status; /* terminal */
	struct str log;
	bool has_exit_code, log_truncated;
	int exit_code;
	int64_t started_at_ms, finished_at_ms; /* 0 when not known */
	struct str
	    failure_reason; /* a word such as `cancelled`, `deadline`, `dependency_failed`, or a sentence; may be empty */
	struct str message;      /* more about the reason, for people; may be empty */
	struct str log_location; /* s3://... of the full log; may be empty */
	struct json
	    events;    /* array of {"event_type","status","data":{..}} from the commands; missing when there are none */
	struct str by; /* who ended it: `worker`, `watchdog`, `orchestrator`, or a person's name in an end wish */
};

void result_write(struct buf *out, const struct result *r, struct str events_json);
/* `log` itself, or when it is longer its head and tail with a line between that says how many bytes are missing, `max` bytes in all
 * (1 KiB at least), in `a`; then *cut is set to true. */
struct str result_log_clamp(struct arena *a, struct str log, size_t max, bool *cut);
/* Lenient, and what is too long for people is cut: only status and log are needed; an unknown status or no JSON is a failed result that says so (failure_reason
 * `bad_result`). Times in seconds or as ISO 8601 are understood. Never fails. */
void result_read(struct arena *a, struct str text, struct result *out);

#endif
