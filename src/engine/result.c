/*
 * result.json: {"schema_version":"v1","status","log","exit_code"?,"started_at"?,"finished_at"?,"log_truncated","failure_reason"?,
 * "message"?,"log_location"?,"by"?,"events"?}. Foreign workers write just status and log, and their times in whatever unit.
 */
#include "engine/result.h"

#include <limits.h>

#include "codec/date.h"

enum { NOTE_MAX = 96, REASON_MAX = 512, MESSAGE_MAX = 2048 };

/* Later than 1973 in ms, earlier than 5138 in seconds: below it a number of ours would be too old, above it one of theirs too far. */
static const int64_t least_ms = 100000000000;

static void
put_unless_empty(struct json_writer *w, const char *key, struct str value)
{
	if (value.n)
		json_put_str(w, key, value);
}

static void
put_events(struct json_writer *w, const struct result *r, struct str events_json)
{
	if (events_json.n) {
		json_put_raw(w, "events", events_json);
	} else if (json_exists(r->events)) {
		json_key_write(w, STR("events"));
		json_write_copy(w, r->events);
	}
}

void
result_write(struct buf *out, const struct result *r, struct str events_json)
{
	struct json_writer w = json_writer(out);

	json_object(&w);
	json_put_str(&w, "schema_version", STR("v1"));
	json_put_str(&w, "status", str_z(state_name(r->status)));
	json_put_str(&w, "log", r->log);
	if (r->has_exit_code)
		json_put_i64(&w, "exit_code", r->exit_code);
	if (r->started_at_ms)
		json_put_i64(&w, "started_at", r->started_at_ms);
	if (r->finished_at_ms)
		json_put_i64(&w, "finished_at", r->finished_at_ms);
	json_put_bool(&w, "log_truncated", r->log_truncated);
	put_unless_empty(&w, "failure_reason", r->failure_reason);
	put_unless_empty(&w, "message", r->message);
	put_unless_empty(&w, "log_location", r->log_location);
	put_unless_empty(&w, "by", r->by);
	put_events(&w, r, events_json);
	json_close(&w);
}

struct str
result_log_clamp(struct arena *a, struct str log, size_t max, bool *cut)
{
	struct buf b = buf_in(a);

	if (log.n <= max)
		return log;
	*cut = true;
	struct str head = str_head(log, (max - NOTE_MAX) / 2), tail = str_tail(log, (max - NOTE_MAX) / 2);
	buf_add(&b, head);
	buf_printf(&b, "\n[... %zu bytes are left out here ...]\n", log.n - head.n - tail.n);
	buf_add(&b, tail);
	return buf_str(&b);
}

static int64_t
read_time(struct json j)
{
	int64_t n = 0;
	struct str raw = json_raw(j);

	if (json_type(j) == JSON_STRING && date_read(json_str_or(j, STR("")), DATE_ISO, &n, NULL) == 0)
		return n > 0 ? n : 0;
	if (json_type(j) != JSON_NUMBER || !str_i64(str_cut(&raw, '.'), &n) || n < 0)
		return 0;
	return n < least_ms ? n * 1000 : n;
}

static void
read_exit_code(struct json j, struct result *out)
{
	int64_t n;

	if (json_i64(j, &n, NULL) < 0 || n < INT_MIN || n > INT_MAX)
		return;
	out->exit_code = (int)n;
	out->has_exit_code = true;
}

static void
unreadable(struct result *out, struct str why)
{
	out->status = STATE_FAILED;
	out->failure_reason = STR("bad_result");
	out->message = why;
}

static void
read_status(struct arena *a, struct json j, struct result *out)
{
	struct str word = json_str_or(j, STR(""));
	struct str shown = str_head(word, 40);

	if (state_parse(word, &out->status) && state_terminal(out->status))
		return;
	if (word.n == 0)
		unreadable(out, STR("result.json has no status"));
	else
		unreadable(out, arena_printf(a, "result.json has an unknown status \"" STR_FMT "\"", STR_ARG(shown)));
}

/* What people are told becomes part of rows and events, which have limits of their own. */
static struct str
read_text(struct json root, const char *key, size_t max)
{
	return str_head(json_str_or(json_get(root, key), STR("")), max);
}

void
result_read(struct arena *a, struct str text, struct result *out)
{
	static const struct json_limits limits = { .bytes = RESULT_BYTES_MAX, .values = RESULT_VALUES_MAX };
	struct err e = { 0 };
	struct json root;

	*out = (struct result){ 0 };
	if (json_parse(a, text, &limits, &root, NULL, &e) < 0) {
		unreadable(out, arena_printf(a, "result.json cannot be read: %s", e.msg));
		return;
	}
	out->log_truncated = json_bool_or(json_get(root, "log_truncated"), false);
	out->log = result_log_clamp(a, json_str_or(json_get(root, "log"), STR("")), RESULT_LOG_MAX,
	    &out->log_truncated);
	out->started_at_ms = read_time(json_get(root, "started_at"));
	out->finished_at_ms = read_time(json_get(root, "finished_at"));
	out->failure_reason = read_text(root, "failure_reason", REASON_MAX);
	out->message = read_text(root, "message", MESSAGE_MAX);
	out->log_location = read_text(root, "log_location", MESSAGE_MAX);
	out->by = read_text(root, "by", REASON_MAX);
	if (json_type(json_get(root, "events")) == JSON_ARRAY)
		out->events = json_get(root, "events");
	read_exit_code(json_get(root, "exit_code"), out);
	read_status(a, json_get(root, "status"), out);
}
