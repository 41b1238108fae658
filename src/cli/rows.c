#include "cli/rows.h"

#include <stdlib.h>

#include "aws/dynamodb.h"
#include "aws/s3.h"
#include "engine/ids.h"

enum { DONE_MAX = 64 * 1024 };

#define FIELDS \
	"order_num, order_name, #status, execution_target, must_succeed, exit_code, accepted_at, started_at, finished_at, " \
	"failure_reason, message, log_location"

static void
read_row(struct row *row, struct arena *a, struct json item)
{
	int64_t exit_code = ddb_n(item, "exit_code", -1);

	*row = (struct row){
		.name = arena_str(a, ddb_s(item, "order_name")),
		.target = arena_str(a, ddb_s(item, "execution_target")),
		.state = STATE_QUEUED,
		.must_succeed = ddb_bool(item, "must_succeed"),
		.has_exit_code = exit_code >= 0,
		.exit_code = (int)exit_code,
		.accepted_at_ms = ddb_n(item, "accepted_at", 0),
		.started_at_ms = ddb_n(item, "started_at", 0),
		.finished_at_ms = ddb_n(item, "finished_at", 0),
		.failure_reason = arena_str(a, ddb_s(item, "failure_reason")),
		.message = arena_str(a, ddb_s(item, "message")),
		.log = arena_str(a, ddb_s(item, "log")),
		.log_location = arena_str(a, ddb_s(item, "log_location")),
	};
	order_num_parse(ddb_s(item, "order_num"), &row->num);
	state_parse(ddb_s(item, "status"), &row->state);
}

static void
write_query(struct buf *out, struct engine *g, struct str run, bool logs, struct json from)
{
	struct json_writer w = json_writer(out);

	json_object(&w);
	json_put_str(&w, "TableName", g->config.orders_table);
	json_put_str(&w, "IndexName", STR("run_id-order_num-index"));
	json_put_str(&w, "KeyConditionExpression", STR("run_id = :run"));
	json_put_str(&w, "ProjectionExpression", logs ? STR(FIELDS ", #log") : STR(FIELDS));
	json_put_object(&w, "ExpressionAttributeNames");
	json_put_str(&w, "#status", STR("status"));
	if (logs)
		json_put_str(&w, "#log", STR("log"));
	json_close(&w);
	json_put_object(&w, "ExpressionAttributeValues");
	ddb_put_s(&w, ":run", run);
	json_close(&w);
	if (json_exists(from)) {
		json_key_write(&w, STR("ExclusiveStartKey"));
		json_write_copy(&w, from);
	}
	json_close(&w);
}

static void
append(struct rows *rows, struct arena *a, struct json items, size_t *cap)
{
	for (size_t i = 0; i < json_len(items); i++) {
		if (rows->n == *cap) {
			struct row *more = arena_new_n(a, struct row, *cap ? *cap * 2 : 64);

			for (size_t k = 0; k < rows->n; k++)
				more[k] = rows->all[k];
			rows->all = more;
			*cap = *cap ? *cap * 2 : 64;
		}
		read_row(&rows->all[rows->n++], a, json_at(items, i));
	}
}

static int
by_number(const void *x, const void *y)
{
	unsigned a = ((const struct row *)x)->num, b = ((const struct row *)y)->num;

	return (a > b) - (a < b);
}

int
rows_load(struct rows *rows, struct engine *g, struct arena *a, struct str run, bool logs, struct err *e)
{
	struct arena page = ARENA_EMPTY, before = ARENA_EMPTY;
	struct json from = JSON_NONE;
	size_t cap = 0;
	int result;

	*rows = (struct rows){ 0 };
	do {
		struct buf body = buf_in(&page);
		struct json answer;

		write_query(&body, g, run, logs, from);
		result = ddb_call(g->aws, &page, "Query", buf_str(&body), &answer, NULL, e);
		if (result < 0)
			break;
		append(rows, a, json_get(answer, "Items"), &cap);
		from = json_get(answer, "LastEvaluatedKey");
		/* The key is needed for one page more. */
		arena_release(&before);
		before = page;
		page = ARENA_EMPTY;
	} while (json_exists(from));
	arena_release(&page);
	arena_release(&before);
	if (result < 0)
		return err_wrap(e, "run " STR_FMT ": orders", STR_ARG(run));
	if (rows->n)
		qsort(rows->all, rows->n, sizeof(*rows->all), by_number);
	return 0;
}

int
row_log(const struct row *row, struct engine *g, struct arena *a, struct str run, struct str *log, struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);
	struct json answer;

	json_object(&w);
	json_put_str(&w, "TableName", g->config.orders_table);
	json_put_object(&w, "Key");
	ddb_put_s(&w, "pk", pk_order(a, run, row->num));
	json_close(&w);
	json_put_str(&w, "ProjectionExpression", STR("#log"));
	json_put_object(&w, "ExpressionAttributeNames");
	json_put_str(&w, "#log", STR("log"));
	json_close(&w);
	json_close(&w);
	if (ddb_call(g->aws, a, "GetItem", buf_str(&body), &answer, NULL, e) < 0)
		return err_wrap(e, "run " STR_FMT ": log", STR_ARG(run));
	*log = ddb_s(json_get(answer, "Item"), "log");
	return 0;
}

struct str
row_why(struct arena *a, const struct row *row)
{
	if (!row->message.n)
		return row->failure_reason;
	return arena_printf(a, STR_FMT ": " STR_FMT, STR_ARG(row->failure_reason), STR_ARG(row->message));
}

void
row_write(const struct row *row, struct json_writer *w)
{
	struct arena a = ARENA_EMPTY;

	json_object(w);
	json_put_str(w, "order_num", order_num(&a, row->num));
	json_put_str(w, "order_name", row->name);
	json_put_str(w, "status", str_z(state_name(row->state)));
	json_put_str(w, "execution_target", row->target);
	json_put_bool(w, "must_succeed", row->must_succeed);
	if (row->has_exit_code)
		json_put_i64(w, "exit_code", row->exit_code);
	if (row->started_at_ms)
		json_put_i64(w, "started_at", row->started_at_ms);
	if (row->finished_at_ms)
		json_put_i64(w, "finished_at", row->finished_at_ms);
	if (row->failure_reason.n)
		json_put_str(w, "failure_reason", row->failure_reason);
	if (row->message.n)
		json_put_str(w, "message", row->message);
	json_close(w);
	arena_release(&a);
}

int64_t
row_duration_ms(const struct row *row, int64_t now_ms)
{
	int64_t from_ms = row->started_at_ms ? row->started_at_ms : row->accepted_at_ms;
	int64_t to_ms = state_terminal(row->state) ? row->finished_at_ms : now_ms;

	return from_ms && to_ms >= from_ms ? to_ms - from_ms : -1;
}

int
rows_done(struct engine *g, struct arena *a, struct str run, struct json *done, struct err *e)
{
	struct s3_object object;

	if (s3_get(g->aws, a, g->config.done_bucket, key_done(a, run), DONE_MAX, &object, e) < 0)
		return -1;
	if (json_parse(a, object.body, NULL, done, NULL, e) < 0)
		return err_wrap(e, "run " STR_FMT ": done", STR_ARG(run));
	return 0;
}
