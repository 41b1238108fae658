#include "engine/seats.h"

#include "aws/s3.h"
#include "engine/ids.h"

enum { EVENTS_BYTES_MAX = 2 * 1024 * 1024, PLACE_MAX = 200 };

struct seats
seats_single(struct engine *g, struct str run, unsigned num)
{
	static const struct str nameless = { "", 0 };

	return (struct seats){ g, run, num, &nameless, 1, 0 };
}

struct seats
seats_of_row(struct engine *g, struct str run, const struct order_row *row)
{
	if (!row->host_count)
		return seats_single(g, run, row->num);
	return (struct seats){ g, run, row->num, row->hosts, row->host_count, row->dispatched_at_ms };
}

int
seats_end(const struct seats *s, struct arena *a, const struct result *ending, bool write_off, struct seat_held *held,
    size_t *open, struct err *e)
{
	*open = 0;
	for (size_t i = 0; i < s->n; i++) {
		struct seat_held *h = &held[*open];
		struct result stands;
		enum seat_end how;

		if (seat_end(s->engine, a, s->run, s->num, s->hosts[i], ending, write_off, &how, &h->holder, &stands,
			e) < 0)
			return -1;
		h->host = s->hosts[i];
		*open += how == SEAT_WORKER;
	}
	return 0;
}

/* Which results of the order there are. */
struct found {
	const struct str *keys; /* of the hosts */
	struct str own;
	bool *have, whole; /* whole: the order's own */
	size_t n, count;
};

static bool
find_one(void *ctx, const struct s3_listed *object)
{
	struct found *f = ctx;

	f->whole |= str_eq(object->key, f->own);
	for (size_t i = 0; i < f->n; i++)
		if (!f->have[i] && str_eq(object->key, f->keys[i])) {
			f->have[i] = true;
			f->count++;
		}
	return true;
}

static int
find_results(const struct seats *s, struct arena *a, struct found *f, struct err *e)
{
	struct str *keys = arena_new_n(a, struct str, s->n), prefix = key_results_of(a, s->run, s->num);

	for (size_t i = 0; i < s->n; i++)
		keys[i] = key_result(a, s->run, s->num, s->hosts[i]);
	*f = (struct found){ .keys = keys,
		.own = key_result(a, s->run, s->num, STR("")),
		.have = arena_new_n(a, bool, s->n),
		.n = s->n };
	return s3_list(s->engine->aws, s->engine->config.internal_bucket, prefix, STR(""), find_one, f, e);
}

/* What the hosts' commands told, as one list; what is too much of it is left out. */
static void
add_events(struct json_writer *w, const struct result *r, struct str host, size_t *count)
{
	for (struct json j = json_first(r->events); json_exists(j) && *count < RESULT_EVENTS_MAX; j = json_next(j)) {
		if (w->out->n > EVENTS_BYTES_MAX)
			return;
		json_object(w);
		json_put_str(w, "event_type", json_str_or(json_get(j, "event_type"), STR("event")));
		json_put_str(w, "status", json_str_or(json_get(j, "status"), STR("info")));
		json_put_str(w, "host", host);
		if (json_type(json_get(j, "data")) == JSON_OBJECT) {
			json_key_write(w, STR("data"));
			json_write_copy(w, json_get(j, "data"));
		}
		json_close(w);
		++*count;
	}
}

/* One host's, a copy of what is needed in `a`: the bodies are large, so they are looked at one after another. */
static int
read_host(const struct seats *s, struct arena *a, struct str host, struct json_writer *events, size_t *event_count,
    struct host_result *out, struct err *e)
{
	struct arena scratch = ARENA_EMPTY;
	struct result *r = &out->result;
	int got = result_get_refused(s->engine, &scratch, s->run, s->num, host, r, e);

	if (got == 0) {
		add_events(events, r, host, event_count);
		out->host = host;
		out->log_bytes = r->log.n;
		out->log_place = r->log_location.n && r->log_location.n <= PLACE_MAX ?
		    arena_str(a, r->log_location) :
		    arena_printf(a, "s3://" STR_FMT "/" STR_FMT, STR_ARG(s->engine->config.internal_bucket),
			STR_ARG(key_result(a, s->run, s->num, host)));
		r->log = arena_str(a, str_tail(r->log, ROW_LOG_MAX));
		r->failure_reason = arena_str(a, r->failure_reason);
		r->message = arena_str(a, r->message);
		r->log_location = r->by = STR("");
		r->events = JSON_NONE;
	}
	arena_release(&scratch);
	return got;
}

static int
sum_up(const struct seats *s, struct arena *a, struct err *e)
{
	struct host_result *hosts = arena_new_n(a, struct host_result, s->n);
	struct buf events = buf_in(a);
	struct json_writer w = json_writer(&events);
	struct result sum;
	size_t count = 0;

	json_array(&w);
	for (size_t i = 0; i < s->n; i++)
		if (read_host(s, a, s->hosts[i], &w, &count, &hosts[i], e) < 0)
			return -1;
	json_close(&w);
	seats_sum(a, hosts, s->n, &sum);
	return result_put(s->engine, a, s->run, s->num, STR(""), &sum, count ? buf_str(&events) : STR(""), e);
}

int
seats_result(const struct seats *s, struct arena *a, struct result *out, struct err *e)
{
	struct found found;

	if (s->hosts[0].n) {
		if (find_results(s, a, &found, e) < 0)
			return err_wrap(e, "order " STR_FMT, STR_ARG(order_num(a, s->num)));
		if (!found.whole && found.count < s->n)
			return err_set(e, ERR_NOT_FOUND, "order " STR_FMT ": %zu of %zu hosts have a result",
			    STR_ARG(order_num(a, s->num)), found.count, s->n);
		if (!found.whole && sum_up(s, a, e) < 0)
			return -1;
	}
	return result_get_refused(s->engine, a, s->run, s->num, STR(""), out, e);
}
