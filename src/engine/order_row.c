/*
 * The order's item: pk `<run>:<num>` and the attributes that the payload's reference lists; times in ms since the epoch but for
 * `ttl` (s). `fence` is that of the holder who wrote it last.
 */
#include "engine/order_row.h"

#include <string.h>

#include "engine/ids.h"
#include "engine/update.h"

enum { BATCH_GET = 100, TOKEN_BYTES = 16 };

static void
read_row(struct arena *a, struct json item, struct order_row *out)
{
	*out = (struct order_row){
		.status = STATE_QUEUED,
		.name = ddb_s(item, "order_name"),
		.timeout_s = (int)ddb_n(item, "timeout", 0),
		.dispatched_at_ms = ddb_n(item, "dispatched_at", 0),
		.accepted_at_ms = ddb_n(item, "accepted_at", 0),
		.started_at_ms = ddb_n(item, "started_at", 0),
		.finished_at_ms = ddb_n(item, "finished_at", 0),
		.execution_id = ddb_s(item, "execution_id"),
		.execution_url = ddb_s(item, "execution_url"),
		.failure_reason = ddb_s(item, "failure_reason"),
		.message = ddb_s(item, "message"),
		.log = ddb_s(item, "log"),
		.log_location = ddb_s(item, "log_location"),
	};
	order_num_parse(ddb_s(item, "order_num"), &out->num);
	state_parse(ddb_s(item, "status"), &out->status);
	for (size_t i = 0; i < TARGETS; i++)
		if (str_eqz(ddb_s(item, "execution_target"), target_names[i]))
			out->target = (enum target)i;
	out->host_count = ddb_strings(a, item, "hosts", &out->hosts);
}

/* Reading. */

struct getting {
	struct arena *arena;
	const unsigned *nums;
	size_t n;
	struct order_row *out;
};

static void
got_row(void *ctx, struct json item)
{
	struct getting *get = ctx;
	struct order_row row;

	read_row(get->arena, item, &row);
	for (size_t i = 0; i < get->n; i++)
		if (get->nums[i] == row.num)
			get->out[i] = row;
}

#define PROJECTED \
	"order_num, order_name, #s, execution_target, #o, dispatched_at, accepted_at, started_at, finished_at, " \
	"execution_id, execution_url, failure_reason, message, hosts"

static void
write_keys(struct engine *g, struct arena *a, struct json_writer *w, struct str run, const unsigned *nums, size_t n,
    bool logs)
{
	json_object(w);
	json_put_object(w, "RequestItems");
	json_key_write(w, g->config.orders_table);
	json_object(w);
	json_put_bool(w, "ConsistentRead", true);
	json_put_str(w, "ProjectionExpression", logs ? STR(PROJECTED ", #l, log_location") : STR(PROJECTED));
	json_put_object(w, "ExpressionAttributeNames");
	json_put_str(w, "#s", STR("status"));
	json_put_str(w, "#o", STR("timeout"));
	if (logs)
		json_put_str(w, "#l", STR("log"));
	json_close(w);
	json_put_array(w, "Keys");
	for (size_t i = 0; i < n; i++) {
		json_object(w);
		ddb_put_s(w, "pk", pk_order(a, run, nums[i]));
		json_close(w);
	}
	json_close(w);
	json_close(w);
	json_close(w);
	json_close(w);
}

static int
get_rows(struct engine *g, struct arena *a, struct str run, const unsigned *nums, size_t n, bool logs,
    struct order_row *out, struct err *e)
{
	memset(out, 0, n * sizeof(*out));
	for (size_t i = 0; i < n; i += BATCH_GET) {
		size_t some = n - i < BATCH_GET ? n - i : BATCH_GET;
		struct getting get = { a, nums + i, some, out + i };
		struct buf body = buf_in(a);
		struct json_writer w = json_writer(&body);

		write_keys(g, a, &w, run, nums + i, some, logs);
		if (ddb_batch_get(g->aws, a, g->config.orders_table, buf_str(&body), got_row, &get, e) < 0)
			return err_wrap(e, "run " STR_FMT ": orders", STR_ARG(run));
	}
	return 0;
}

int
order_rows_get(struct engine *g, struct arena *a, struct str run, const unsigned *nums, size_t n, struct order_row *out,
    struct err *e)
{
	return get_rows(g, a, run, nums, n, false, out, e);
}

int
order_rows_get_logs(struct engine *g, struct arena *a, struct str run, const unsigned *nums, size_t n,
    struct order_row *out, struct err *e)
{
	return get_rows(g, a, run, nums, n, true, out, e);
}

/* Moving: the row's update, and the event that tells of it, as one transaction. An event is named after the status but for
 * `dispatched`. */

struct move {
	struct engine *g;
	struct arena *arena;
	const struct plan *plan;
	unsigned num;
	int64_t fence, at_ms;
	const struct str *hosts; /* of a move to `dispatching` */
	size_t host_count;
	const struct order_start *start; /* of a move to `running` */
	const struct result *result;     /* of a terminal move */
	bool only_queued;
};

static struct str
pk_of(const struct move *m)
{
	return pk_order(m->arena, m->plan->run_id, m->num);
}

static void
write_event(struct json_writer *w, const struct move *m, const char *status)
{
	const struct plan_order *o = &m->plan->orders[m->num - 1];
	struct order_event ev = { .trace_id = m->plan->trace_id,
		.flow_id = m->plan->flow_id,
		.run_id = m->plan->run_id,
		.order_name = o->name,
		.num = m->num,
		.epoch_ms = m->at_ms,
		.event_type = m->start || m->result ? str_z(status) : STR("dispatched"),
		.status = str_z(status) };

	if (m->start)
		ev.execution_url = m->start->execution_url;
	if (m->result) {
		ev.message = m->result->failure_reason.n ? m->result->failure_reason : STR("");
		ev.log_location = m->result->log_location;
		if (m->result->message.n)
			ev.message = arena_printf(m->arena, STR_FMT ": " STR_FMT, STR_ARG(ev.message),
			    STR_ARG(m->result->message));
	}
	json_object(w);
	json_put_object(w, "Put");
	json_put_str(w, "TableName", m->g->config.events_table);
	json_key_write(w, STR("Item"));
	order_event_item(m->g, m->arena, w, &ev);
	json_close(w);
	json_close(w);
}

/* Sends [update, event]. Refused: *now is the row as it is. */
static int
move_send(const struct move *m, const struct update_what *what, void (*values)(struct json_writer *w, void *ctx),
    const char *status, struct order_row *now, struct err *e)
{
	struct buf body = buf_in(m->arena);
	struct json_writer w = json_writer(&body);
	struct json reasons, item;

	json_object(&w);
	json_put_str(&w, "ClientRequestToken", world_random_hex(m->g->world, m->arena, TOKEN_BYTES));
	json_put_array(&w, "TransactItems");
	update_write(&w, what, values, (void *)m);
	write_event(&w, m, status);
	json_close(&w);
	json_close(&w);
	if (ddb_transact(m->g->aws, m->arena, buf_str(&body), &reasons, e) == 0)
		return 0;
	if (e->code == ERR_REFUSED) {
		item = json_get(json_at(reasons, 0), "Item");
		if (!json_exists(item))
			return err_set(e, ERR_NOT_FOUND, "run " STR_FMT ": order " STR_FMT " has no row",
			    STR_ARG(m->plan->run_id), STR_ARG(order_num(m->arena, m->num)));
		read_row(m->arena, item, now);
		return -1;
	}
	return err_wrap(e, "order " STR_FMT " (" STR_FMT ")", STR_ARG(order_num(m->arena, m->num)),
	    STR_ARG(m->plan->orders[m->num - 1].name));
}

static void
dispatch_values(struct json_writer *w, void *ctx)
{
	const struct move *m = ctx;

	ddb_put_s(w, ":dispatching", STR("dispatching"));
	ddb_put_s(w, ":queued", STR("queued"));
	ddb_put_n(w, ":at", m->at_ms);
	ddb_put_n(w, ":fence", m->fence);
	if (m->host_count)
		ddb_put_list(w, ":hosts", m->hosts, m->host_count);
}

int
order_row_dispatch(struct engine *g, struct arena *a, const struct plan *p, unsigned num, int64_t fence, int64_t at_ms,
    const struct str *hosts, size_t host_count, struct order_row *now, struct err *e)
{
	struct move m = { .g = g,
		.arena = a,
		.plan = p,
		.num = num,
		.fence = fence,
		.at_ms = at_ms,
		.hosts = hosts,
		.host_count = host_count };
	struct update_what what = { .table = g->config.orders_table, .pk = pk_of(&m), .condition = "#s = :queued" };

	what.update = host_count ?
	    "SET #s = :dispatching, dispatched_at = :at, last_update = :at, fence = :fence, hosts = :hosts" :
	    "SET #s = :dispatching, dispatched_at = :at, last_update = :at, fence = :fence";

	return move_send(&m, &what, dispatch_values, "dispatching", now, e);
}

static void
running_values(struct json_writer *w, void *ctx)
{
	const struct move *m = ctx;

	ddb_put_s(w, ":running", STR("running"));
	ddb_put_s(w, ":dispatching", STR("dispatching"));
	ddb_put_s(w, ":id", m->start->execution_id);
	ddb_put_s(w, ":url", m->start->execution_url);
	ddb_put_s(w, ":sfn", m->start->watchdog_url);
	ddb_put_n(w, ":at", m->at_ms);
	ddb_put_n(w, ":fence", m->fence);
}

int
order_row_running(struct engine *g, struct arena *a, const struct plan *p, unsigned num, int64_t fence,
    const struct order_start *start, struct order_row *now, struct err *e)
{
	struct move m = { .g = g,
		.arena = a,
		.plan = p,
		.num = num,
		.fence = fence,
		.at_ms = start->accepted_at_ms,
		.start = start };
	struct update_what what = { .table = g->config.orders_table,
		.pk = pk_of(&m),
		.update =
		    "SET #s = :running, execution_id = :id, execution_url = :url, step_function_url = :sfn, accepted_at = :at, "
		    "last_update = :at, fence = :fence",
		.condition = "#s = :dispatching" };

	if (move_send(&m, &what, running_values, "running", now, e) == 0)
		return 0;
	/* Running by a start of before, or by the first attempt of this write: what was wanted. */
	return e->code == ERR_REFUSED && now->status == STATE_RUNNING ? 0 : -1;
}

static void
finish_values(struct json_writer *w, void *ctx)
{
	const struct move *m = ctx;
	const struct result *r = m->result;

	ddb_put_s(w, ":status", str_z(state_name(r->status)));
	ddb_put_s(w, ":log", str_tail(r->log, ROW_LOG_MAX));
	ddb_put_n(w, ":started", r->started_at_ms);
	ddb_put_n(w, ":finished", m->at_ms);
	ddb_put_n(w, ":fence", m->fence);
	if (r->has_exit_code)
		ddb_put_n(w, ":exit", r->exit_code);
	if (r->failure_reason.n)
		ddb_put_s(w, ":reason", r->failure_reason);
	if (r->message.n)
		ddb_put_s(w, ":message", r->message);
	if (r->log_location.n)
		ddb_put_s(w, ":location", r->log_location);
	if (m->only_queued) {
		ddb_put_s(w, ":queued", STR("queued"));
		return;
	}
	ddb_put_s(w, ":succeeded", STR("succeeded"));
	ddb_put_s(w, ":failed", STR("failed"));
	ddb_put_s(w, ":timed_out", STR("timed_out"));
}

int
order_row_finish(struct engine *g, struct arena *a, const struct plan *p, unsigned num, int64_t fence,
    const struct result *r, bool only_queued, struct order_row *now, struct err *e)
{
	struct move m = { .g = g,
		.arena = a,
		.plan = p,
		.num = num,
		.fence = fence,
		.at_ms = r->finished_at_ms,
		.result = r,
		.only_queued = only_queued };
	struct update_what what = { .table = g->config.orders_table,
		.pk = pk_of(&m),
		.l_name = "log",
		.condition = only_queued ? "#s = :queued" :
					   "attribute_exists(pk) AND NOT #s IN (:succeeded, :failed, :timed_out)" };

	what.update = arena_printf(a,
	    "SET #s = :status, #l = :log, started_at = :started, finished_at = :finished, last_update = :finished, fence = :fence%s%s%s%s",
	    r->has_exit_code ? ", exit_code = :exit" : "", r->failure_reason.n ? ", failure_reason = :reason" : "",
	    r->message.n ? ", message = :message" : "", r->log_location.n ? ", log_location = :location" : "")
			  .p;
	return move_send(&m, &what, finish_values, state_name(r->status), now, e);
}
