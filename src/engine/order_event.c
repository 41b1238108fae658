/*
 * The event's item: trace_id, sk `<order_name>:<epoch ms>:<event_type>`, order_name, epoch (ms), event_type, status, flow_id,
 * run_id, order_num, and where there is something to say execution_url, log_location, message, data (a map); ttl (s).
 */
#include "engine/order_event.h"

#include "aws/dynamodb.h"
#include "engine/ids.h"

enum {
	BATCH = 25,
	WORD_MAX = 128, /* of type and status: the type is part of a key of 1 KiB at most */
	MESSAGE_MAX = 4096,
	DATA_MAX = 64 * 1024,
	DEPTH_MAX = 20,    /* of 32 */
	NUMBER_MAX = 38,   /* characters; DynamoDB keeps 38 digits */
	EXPONENT_MAX = 80, /* behind so many, of 125 */
};

/* Whether DynamoDB takes a number as it was written. Some that it would take are left out: they become text, and nothing is lost. */
static bool
number_fits(struct str raw)
{
	size_t at = 0;
	int64_t exponent = 0;

	while (at < raw.n && raw.p[at] != 'e' && raw.p[at] != 'E')
		at++;
	if (at > NUMBER_MAX)
		return false;
	if (at == raw.n)
		return true;
	at += 1 + (raw.p[at + 1] == '+');
	return str_i64(str_sub(raw, at, raw.n), &exponent) && exponent >= -EXPONENT_MAX && exponent <= EXPONENT_MAX;
}

static bool
is_container(struct json j)
{
	return json_type(j) == JSON_ARRAY || json_type(j) == JSON_OBJECT;
}

static void put_value(struct json_writer *w, struct json j, int depth);

/* The last of two members with one key counts; a key must not be empty. */
static void
put_members(struct json_writer *w, struct json object, int depth)
{
	json_put_object(w, "M");
	for (struct json m = json_first(object); json_exists(m); m = json_next(m)) {
		struct str key = json_key(m);

		if (json_get_str(object, key).node != m.node)
			continue;
		json_key_write(w, key.n ? key : STR("(empty)"));
		put_value(w, m, depth + 1);
	}
	json_close(w);
}

static void
put_elements(struct json_writer *w, struct json array, int depth)
{
	json_put_array(w, "L");
	for (struct json m = json_first(array); json_exists(m); m = json_next(m))
		put_value(w, m, depth + 1);
	json_close(w);
}

/* JSON as DynamoDB's typed values; what DynamoDB has no room for stands there as the text of its JSON. */
static void
put_value(struct json_writer *w, struct json j, int depth)
{
	enum json_type type = json_type(j);

	json_object(w);
	if ((type == JSON_NUMBER && !number_fits(json_raw(j))) || (depth > DEPTH_MAX && is_container(j)))
		json_put_str(w, "S", json_raw(j));
	else if (type == JSON_STRING)
		json_put_str(w, "S", json_str_or(j, STR("")));
	else if (type == JSON_NUMBER)
		json_put_str(w, "N", json_raw(j));
	else if (type == JSON_BOOL)
		json_put_bool(w, "BOOL", json_bool_or(j, false));
	else if (type == JSON_ARRAY)
		put_elements(w, j, depth);
	else if (type == JSON_OBJECT)
		put_members(w, j, depth);
	else
		json_put_bool(w, "NULL", true);
	json_close(w);
}

/* `data`, or a word about it: an item has room for 400 KB. */
static void
put_data(struct json_writer *w, struct arena *a, struct json data)
{
	struct json shown = data;

	if (json_type(data) != JSON_OBJECT)
		return;
	if (json_raw(data).n > DATA_MAX)
		json_parse(a,
		    arena_printf(a, "{\"left_out\":\"%zu bytes of data, at most %d are kept\"}", json_raw(data).n,
			DATA_MAX),
		    NULL, &shown, NULL, NULL);
	json_key_write(w, STR("data"));
	put_value(w, shown, 0);
}

static void
put_optional(struct json_writer *w, const char *name, struct str s)
{
	if (s.n)
		ddb_put_s(w, name, s);
}

void
order_event_item(struct engine *g, struct arena *a, struct json_writer *w, const struct order_event *ev)
{
	struct str type = str_head(ev->event_type, WORD_MAX);

	json_object(w);
	ddb_put_s(w, "trace_id", ev->trace_id);
	ddb_put_s(w, "sk",
	    arena_printf(a, STR_FMT ":%lld:" STR_FMT, STR_ARG(ev->order_name), (long long)ev->epoch_ms, STR_ARG(type)));
	ddb_put_s(w, "order_name", ev->order_name);
	ddb_put_n(w, "epoch", ev->epoch_ms);
	ddb_put_s(w, "event_type", type);
	ddb_put_s(w, "status", str_head(ev->status, WORD_MAX));
	ddb_put_s(w, "flow_id", ev->flow_id);
	ddb_put_s(w, "run_id", ev->run_id);
	ddb_put_s(w, "order_num", order_num(a, ev->num));
	put_optional(w, "execution_url", ev->execution_url);
	put_optional(w, "log_location", ev->log_location);
	put_optional(w, "message", str_head(ev->message, MESSAGE_MAX));
	put_data(w, a, ev->data);
	ddb_put_n(w, "ttl", ev->epoch_ms / 1000 + g->config.event_ttl_s);
	json_close(w);
}

static int
put_batch(struct engine *g, struct arena *a, const struct order_event *events, size_t n, struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);

	json_object(&w);
	json_put_object(&w, "RequestItems");
	json_key_write(&w, g->config.events_table);
	json_array(&w);
	for (size_t i = 0; i < n; i++) {
		json_object(&w);
		json_put_object(&w, "PutRequest");
		json_key_write(&w, STR("Item"));
		order_event_item(g, a, &w, &events[i]);
		json_close(&w);
		json_close(&w);
	}
	json_close(&w);
	json_close(&w);
	json_close(&w);
	return ddb_batch_write(g->aws, a, buf_str(&body), e);
}

int
order_events_put(struct engine *g, struct arena *a, const struct order_event *events, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i += BATCH)
		if (put_batch(g, a, events + i, n - i < BATCH ? n - i : BATCH, e) < 0)
			return err_wrap(e, "order events");
	return 0;
}
