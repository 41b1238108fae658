/* The board's item: pk `board:<run>`, states (a letter an order), fence, last_end (ms), ttl (s). */
#include <string.h>

#include "aws/dynamodb.h"
#include "engine/ids.h"
#include "engine/run_row.h"

int
board_get(struct engine *g, struct arena *a, struct str run, struct board *out, struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);
	struct json answer, item;
	struct str states;

	json_object(&w);
	json_put_str(&w, "TableName", g->config.locks_table);
	json_put_object(&w, "Key");
	ddb_put_s(&w, "pk", pk_board(a, run));
	json_close(&w);
	json_put_bool(&w, "ConsistentRead", true);
	json_close(&w);
	if (ddb_call(g->aws, a, "GetItem", buf_str(&body), &answer, NULL, e) < 0)
		return err_wrap(e, "run " STR_FMT ": board", STR_ARG(run));
	item = json_get(answer, "Item");
	if (!json_exists(item))
		return err_set(e, ERR_NOT_FOUND, "run " STR_FMT ": it has no board", STR_ARG(run));
	states = ddb_s(item, "states");
	*out = (struct board){ .states = arena_z(a, states),
		.n = states.n,
		.fence = ddb_n(item, "fence", 0),
		.last_end_ms = ddb_n(item, "last_end", 0) };
	return 0;
}

int
board_put(struct engine *g, struct arena *a, const struct run_row *row, const struct board *board, struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);
	bool first = board->fence == 0;
	struct json answer;

	json_object(&w);
	json_put_str(&w, "TableName", g->config.locks_table);
	json_put_object(&w, "Item");
	ddb_put_s(&w, "pk", pk_board(a, row->run_id));
	ddb_put_s(&w, "run_id", row->run_id);
	ddb_put_s(&w, "states", (struct str){ board->states, board->n });
	ddb_put_n(&w, "fence", board->fence);
	ddb_put_n(&w, "last_end", board->last_end_ms);
	ddb_put_n(&w, "ttl", run_ttl_s(row->deadline_ms));
	json_close(&w);
	json_put_str(&w, "ConditionExpression",
	    first ? STR("attribute_not_exists(pk)") : STR("attribute_not_exists(pk) OR fence <= :fence"));
	if (!first) {
		json_put_object(&w, "ExpressionAttributeValues");
		ddb_put_n(&w, ":fence", board->fence);
		json_close(&w);
	}
	json_close(&w);
	if (ddb_call(g->aws, a, "PutItem", buf_str(&body), &answer, NULL, e) == 0)
		return 0;
	if (e->code != ERR_REFUSED)
		return err_wrap(e, "run " STR_FMT ": write the board", STR_ARG(row->run_id));
	return first ?
	    0 :
	    err_set(e, ERR_LOST, "run " STR_FMT ": a later holder has written the board", STR_ARG(row->run_id));
}
