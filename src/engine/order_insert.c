/* New rows of the orders table, as init_job writes them: in transactions that also check that the run is still being packed. */
#include <string.h>

#include "aws/dynamodb.h"
#include "codec/base64.h"
#include "engine/ids.h"
#include "engine/order_row.h"

enum { ROWS_MAX = 50, BYTES_MAX = 3 * 1024 * 1024, TOKEN_BYTES = 16 };

static void
put_optional(struct json_writer *w, const char *name, struct str s)
{
	if (s.n)
		ddb_put_s(w, name, s);
}

static struct str
git_b64(struct arena *a, const struct order_new *row)
{
	struct buf json = buf_in(a), out = buf_in(a);
	struct json_writer w = json_writer(&json);

	json_object(&w);
	json_put_str(&w, "repo", row->order->git_repo);
	json_put_str(&w, "token_location", row->git_token_location);
	json_put_str(&w, "folder", row->order->git_folder);
	json_put_str(&w, "commit_hash", row->order->commit_hash);
	json_close(&w);
	base64_encode(&out, buf_str(&json));
	return buf_str(&out);
}

static void
put_dependencies(struct json_writer *w, struct arena *a, const struct order_new *row)
{
	struct str *deps = arena_new_n(a, struct str, row->order->dep_count);

	for (size_t i = 0; i < row->order->dep_count; i++)
		deps[i] = order_num(a, row->order->deps[i] + 1);
	ddb_put_list(w, "dependencies", deps, row->order->dep_count);
}

static void
put_row(struct json_writer *w, struct arena *a, const struct order_new *row)
{
	const struct order *o = row->order;

	ddb_put_s(w, "pk", pk_order(a, row->run_id, o->num));
	ddb_put_s(w, "run_id", row->run_id);
	ddb_put_s(w, "order_num", order_num(a, o->num));
	ddb_put_s(w, "trace_id", row->trace_id);
	ddb_put_s(w, "flow_id", row->flow_id);
	ddb_put_s(w, "order_name", o->name);
	ddb_put_list(w, "cmds", o->cmds, o->cmd_count);
	ddb_put_s(w, "status", STR("queued"));
	ddb_put_s(w, "queue_id", o->queue_id);
	ddb_put_s(w, "s3_location", row->s3_location);
	ddb_put_s(w, "callback_url", row->callback_url);
	ddb_put_s(w, "execution_target", str_z(target_names[o->target]));
	put_dependencies(w, a, row);
	ddb_put_bool(w, "must_succeed", o->must_succeed);
	ddb_put_n(w, "timeout", o->timeout_s);
	ddb_put_n(w, "created_at", row->created_at_ms);
	ddb_put_n(w, "last_update", row->created_at_ms);
	ddb_put_n(w, "ttl", row->ttl_s);
	put_optional(w, "sops_key_ssm_path", row->sops_key_ssm_path);
	put_optional(w, "ssm_targets", o->ssm_targets);
	put_optional(w, "ssm_document_name", o->ssm_document);
	put_optional(w, "image", o->image);
	if (o->git_repo.n)
		ddb_put_s(w, "git_b64", git_b64(a, row));
}

/* The run's row must still be as packing wants it, or nothing is inserted. */
static void
write_run_check(struct engine *g, struct arena *a, struct json_writer *w, struct str run)
{
	json_object(w);
	json_put_object(w, "ConditionCheck");
	json_put_str(w, "TableName", g->config.locks_table);
	json_put_object(w, "Key");
	ddb_put_s(w, "pk", pk_run(a, run));
	json_close(w);
	json_put_str(w, "ConditionExpression", STR("#s = :packing AND fence = :zero"));
	json_put_object(w, "ExpressionAttributeNames");
	json_put_str(w, "#s", STR("status"));
	json_close(w);
	json_put_object(w, "ExpressionAttributeValues");
	ddb_put_s(w, ":packing", STR("packing"));
	ddb_put_n(w, ":zero", 0);
	json_close(w);
	json_close(w);
	json_close(w);
}

static void
write_put(struct engine *g, struct arena *a, struct json_writer *w, const struct order_new *row)
{
	json_object(w);
	json_put_object(w, "Put");
	json_put_str(w, "TableName", g->config.orders_table);
	json_put_object(w, "Item");
	put_row(w, a, row);
	json_close(w);
	json_put_str(w, "ConditionExpression", STR("attribute_not_exists(pk)"));
	json_close(w);
	json_close(w);
}

/* One transaction of n rows. ERR_REFUSED: *reasons has the run's verdict first and then one for each row. */
static int
insert_some(struct engine *g, struct arena *a, struct str run, const struct order_new *const *rows, size_t n,
    struct json *reasons, struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);

	json_object(&w);
	json_put_str(&w, "ClientRequestToken", world_random_hex(g->world, a, TOKEN_BYTES));
	json_put_array(&w, "TransactItems");
	write_run_check(g, a, &w, run);
	for (size_t i = 0; i < n; i++)
		write_put(g, a, &w, rows[i]);
	json_close(&w);
	json_close(&w);
	return ddb_transact(g->aws, a, buf_str(&body), reasons, e);
}

static bool
condition_failed(struct json reasons, size_t i)
{
	return str_eqz(json_str_or(json_get(json_at(reasons, i), "Code"), STR("")), "ConditionalCheckFailed");
}

/* Inserts them; those that are there already are taken out of `rows` and the rest is tried again. */
static int
insert_missing(struct engine *g, struct arena *a, struct str run, const struct order_new **rows, size_t n,
    struct err *e)
{
	while (n) {
		size_t left = 0;
		struct json reasons;

		if (insert_some(g, a, run, rows, n, &reasons, e) == 0)
			return 0;
		if (e->code != ERR_REFUSED)
			return err_wrap(e, "run " STR_FMT ": insert orders", STR_ARG(run));
		if (condition_failed(reasons, 0))
			return err_set(e, ERR_LOST, "run " STR_FMT ": it is no longer being packed", STR_ARG(run));
		for (size_t i = 0; i < n; i++)
			if (!condition_failed(reasons, i + 1))
				rows[left++] = rows[i];
		if (left == n)
			return err_wrap(e, "run " STR_FMT ": insert orders", STR_ARG(run));
		n = left;
	}
	return 0;
}

/* An upper bound of a row's share of the request. */
static size_t
row_bytes(const struct order_new *row)
{
	size_t bytes = 4096 + row->order->ssm_targets.n + row->callback_url.n + row->s3_location.n +
	    16 * row->order->dep_count;

	for (size_t i = 0; i < row->order->cmd_count; i++)
		bytes += 2 * row->order->cmds[i].n + 16;
	return bytes;
}

int
order_rows_insert(struct engine *g, struct arena *a, struct str run, const struct order_new *rows, size_t n,
    struct err *e)
{
	for (size_t i = 0; i < n;) {
		const struct order_new *some[ROWS_MAX];
		size_t count = 0, bytes = 0;

		while (i < n && count < ROWS_MAX && (count == 0 || bytes + row_bytes(&rows[i]) <= BYTES_MAX)) {
			bytes += row_bytes(&rows[i]);
			some[count++] = &rows[i++];
		}
		if (insert_missing(g, a, run, some, count, e) < 0)
			return -1;
	}
	return 0;
}
