/* The run row while its job is packed: made, kept alive, committed, or ended. */
#include "engine/ids.h"
#include "engine/run_row_inside.h"

static void
write_new_row(struct engine *g, struct arena *a, struct json_writer *w, const struct run_row *row)
{
	ddb_put_s(w, "pk", pk_run(a, row->run_id));
	ddb_put_s(w, "run_id", row->run_id);
	ddb_put_s(w, "status", str_z(run_status_names[RUN_PACKING]));
	ddb_put_n(w, "packing_until", world_now_ms(g->world) + PACKING_MS);
	ddb_put_n(w, "fence", 0);
	ddb_put_n(w, "news", 0);
	ddb_put_n(w, "deadline", row->deadline_ms);
	ddb_put_n(w, "created_at", row->created_at_ms);
	ddb_put_n(w, "order_count", row->order_count);
	ddb_put_s(w, "job_sha256", row->job_sha256);
	ddb_put_s(w, "flow_id", row->flow_id);
	ddb_put_s(w, "trace_id", row->trace_id);
	ddb_put_s(w, "username", row->username);
	if (row->comment.n)
		ddb_put_s(w, "pr_comment", row->comment);
	ddb_put_n(w, "ttl", run_ttl_s(row->deadline_ms));
}

int
run_row_create(struct engine *g, struct arena *a, const struct run_row *row, struct run_row *existing, struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);
	bool repeated = false;
	struct json answer;

	json_object(&w);
	json_put_str(&w, "TableName", g->config.locks_table);
	json_put_object(&w, "Item");
	write_new_row(g, a, &w, row);
	json_close(&w);
	json_put_str(&w, "ConditionExpression", STR("attribute_not_exists(pk)"));
	json_put_str(&w, "ReturnValuesOnConditionCheckFailure", STR("ALL_OLD"));
	json_close(&w);
	if (ddb_call(g->aws, a, "PutItem", buf_str(&body), &answer, &repeated, e) == 0)
		return 0;
	if (e->code == ERR_REFUSED) {
		run_row_read(a, row->run_id, json_get(answer, "Item"), existing);
		/* Our own first attempt, whose answer was lost. */
		if (repeated && existing->created_at_ms == row->created_at_ms &&
		    str_eq(existing->job_sha256, row->job_sha256) && str_eq(existing->trace_id, row->trace_id))
			return 0;
	}
	return err_wrap(e, "run " STR_FMT ": create", STR_ARG(row->run_id));
}

/* The condition of everything that packing writes. */
#define STILL_PACKING "#s = :packing AND fence = :zero"

static void
put_still_packing(struct json_writer *w)
{
	ddb_put_s(w, ":packing", str_z(run_status_names[RUN_PACKING]));
	ddb_put_n(w, ":zero", 0);
}

int
run_row_remove(struct engine *g, struct arena *a, const struct run_row *row, struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);
	struct json answer;

	json_object(&w);
	json_put_str(&w, "TableName", g->config.locks_table);
	json_put_object(&w, "Key");
	ddb_put_s(&w, "pk", pk_run(a, row->run_id));
	json_close(&w);
	json_put_str(&w, "ConditionExpression", STR(STILL_PACKING " AND job_sha256 = :sha AND created_at = :at"));
	json_put_object(&w, "ExpressionAttributeNames");
	json_put_str(&w, "#s", STR("status"));
	json_close(&w);
	json_put_object(&w, "ExpressionAttributeValues");
	put_still_packing(&w);
	ddb_put_s(&w, ":sha", row->job_sha256);
	ddb_put_n(&w, ":at", row->created_at_ms);
	json_close(&w);
	json_close(&w);
	if (ddb_call(g->aws, a, "DeleteItem", buf_str(&body), &answer, NULL, e) < 0 && e->code != ERR_REFUSED)
		return err_wrap(e, "run " STR_FMT ": remove", STR_ARG(row->run_id));
	return 0;
}

/* Sends an update of the packing; refused, *row is what stands instead and the error is ERR_LOST. */
static int
packing_send(struct engine *g, struct arena *a, struct str run, struct update *u, struct run_row *row, bool *repeated,
    struct err *e)
{
	struct json item;

	put_still_packing(&u->w);
	if (update_send(u, g->aws, a, &item, repeated, e) == 0)
		return 0;
	if (e->code != ERR_REFUSED)
		return err_wrap(e, "run " STR_FMT, STR_ARG(run));
	run_row_read(a, run, item, row);
	return err_set(e, ERR_LOST, "run " STR_FMT ": it is no longer being packed by this sender", STR_ARG(run));
}

int
run_row_heartbeat(struct engine *g, struct arena *a, struct str run, struct err *e)
{
	struct update_what what = run_row_update(g, a, run, "SET packing_until = :until", STILL_PACKING, NULL);
	struct run_row row;
	struct update u;

	update_open(&u, a, &what);
	ddb_put_n(&u.w, ":until", world_now_ms(g->world) + PACKING_MS);
	return packing_send(g, a, run, &u, &row, NULL, e);
}

int
run_row_set_recipient(struct engine *g, struct arena *a, struct str run, struct str recipient, struct err *e)
{
	struct update_what what = run_row_update(g, a, run, "SET recipient = :recipient", STILL_PACKING, NULL);
	struct run_row row;
	struct update u;

	update_open(&u, a, &what);
	ddb_put_s(&u.w, ":recipient", recipient);
	return packing_send(g, a, run, &u, &row, NULL, e);
}

int
run_row_commit(struct engine *g, struct arena *a, struct str run, struct err *e)
{
	struct update_what what = run_row_update(g, a, run, "SET #s = :active REMOVE packing_until", STILL_PACKING,
	    NULL);
	struct run_row row = { 0 };
	struct update u;

	update_open(&u, a, &what);
	ddb_put_s(&u.w, ":active", str_z(run_status_names[RUN_ACTIVE]));
	if (packing_send(g, a, run, &u, &row, NULL, e) == 0)
		return 0;
	return e->code == ERR_LOST && row.status == RUN_ACTIVE ? 0 : -1;
}

int
run_row_end_packing(struct engine *g, struct arena *a, struct str run, struct str reason, struct err *e)
{
	struct update_what what = run_row_update(g, a, run,
	    "SET packing_failure = :reason, packing_ended = :now ADD fence :one", STILL_PACKING, NULL);
	struct run_row row = { 0 };
	bool repeated = false;
	struct update u;

	update_open(&u, a, &what);
	ddb_put_s(&u.w, ":reason", reason);
	ddb_put_n(&u.w, ":now", world_now_ms(g->world));
	ddb_put_n(&u.w, ":one", 1);
	if (packing_send(g, a, run, &u, &row, &repeated, e) == 0)
		return 0;
	/* Our own first attempt may be what refuses the second. */
	return e->code == ERR_LOST && repeated && str_eq(row.packing_failure, reason) ? 0 : -1;
}
