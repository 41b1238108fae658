/*
 * The event's item: trace_id, sk `<order_name>:<epoch ms>:<event_type>`, order_name, epoch (ms), event_type, status, flow_id,
 * run_id, order_num, and where there is something to say execution_url, log_location, message, data (a map); ttl (s).
 */
#include "engine/order_event.h"

#include "aws/dynamodb.h"
#include "engine/ids.h"

enum { BATCH = 25, VALUE_DEPTH = 32 };

/* JSON as DynamoDB's typed values. */
static void
put_value(struct json_writer *w, struct json j, int depth)
{
	struct str text;
	bool flag;

	json_object(w);
	switch (depth > VALUE_DEPTH ? JSON_NULL : json_type(j)) {
	case JSON_STRING:
		json_put_str(w, "S", json_str(j, &text, NULL) == 0 ? text : STR(""));
		break;
	case JSON_NUMBER:
		json_put_str(w, "N", json_raw(j));
		break;
	case JSON_BOOL:
		json_put_bool(w, "BOOL", json_bool(j, &flag, NULL) == 0 && flag);
		break;
	case JSON_ARRAY:
		json_put_array(w, "L");
		for (struct json m = json_first(j); json_exists(m); m = json_next(m))
			put_value(w, m, depth + 1);
		json_close(w);
		break;
	case JSON_OBJECT:
		json_put_object(w, "M");
		for (struct json m = json_first(j); json_exists(m); m = json_next(m)) {
			json_key_write(w, json_key(m));
			put_value(w, m, depth + 1);
		}
		json_close(w);
		break;
	default:
		json_put_bool(w, "NULL", true);
	}
	json_close(w);
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
	json_object(w);
	ddb_put_s(w, "trace_id", ev->trace_id);
	ddb_put_s(w, "sk",
	    arena_printf(a, STR_FMT ":%lld:" STR_FMT, STR_ARG(ev->order_name), (long long)ev->epoch_ms,
		STR_ARG(ev->event_type)));
	ddb_put_s(w, "order_name", ev->order_name);
	ddb_put_n(w, "epoch", ev->epoch_ms);
	ddb_put_s(w, "event_type", ev->event_type);
	ddb_put_s(w, "status", ev->status);
	ddb_put_s(w, "flow_id", ev->flow_id);
	ddb_put_s(w, "run_id", ev->run_id);
	ddb_put_s(w, "order_num", order_num(a, ev->num));
	put_optional(w, "execution_url", ev->execution_url);
	put_optional(w, "log_location", ev->log_location);
	put_optional(w, "message", ev->message);
	if (json_type(ev->data) == JSON_OBJECT) {
		json_key_write(w, STR("data"));
		put_value(w, ev->data, 0);
	}
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
