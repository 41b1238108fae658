#include "engine/update.h"

#include <string.h>

/* DynamoDB refuses names that no expression uses. */
static void
write_names(struct json_writer *w, const struct update_what *what)
{
	bool status = strstr(what->update, "#s") || (what->condition && strstr(what->condition, "#s"));

	if (!status && !what->l_name)
		return;
	json_put_object(w, "ExpressionAttributeNames");
	if (status)
		json_put_str(w, "#s", STR("status"));
	if (what->l_name)
		json_put_str(w, "#l", str_z(what->l_name));
	json_close(w);
}

/* Everything up to the open object of values. */
static void
write_head(struct json_writer *w, const struct update_what *what, bool alone)
{
	json_put_str(w, "TableName", what->table);
	json_put_object(w, "Key");
	ddb_put_s(w, "pk", what->pk);
	json_close(w);
	json_put_str(w, "UpdateExpression", str_z(what->update));
	if (what->condition) {
		json_put_str(w, "ConditionExpression", str_z(what->condition));
		json_put_str(w, "ReturnValuesOnConditionCheckFailure", STR("ALL_OLD"));
	}
	if (alone && what->return_values)
		json_put_str(w, "ReturnValues", str_z(what->return_values));
	write_names(w, what);
	json_put_object(w, "ExpressionAttributeValues");
}

void
update_open(struct update *u, struct arena *a, const struct update_what *what)
{
	u->body = buf_in(a);
	u->w = json_writer(&u->body);
	json_object(&u->w);
	write_head(&u->w, what, true);
}

int
update_send(struct update *u, struct aws *aws, struct arena *a, struct json *item, bool *repeated, struct err *e)
{
	struct json answer = JSON_NONE;
	int result;

	json_close(&u->w);
	json_close(&u->w);
	result = ddb_call(aws, a, "UpdateItem", buf_str(&u->body), &answer, repeated, e);
	*item = json_get(answer, result < 0 ? "Item" : "Attributes");
	return result;
}

void
update_write(struct json_writer *w, const struct update_what *what, void (*values)(struct json_writer *w, void *ctx),
    void *ctx)
{
	json_object(w);
	json_put_object(w, "Update");
	write_head(w, what, false);
	values(w, ctx);
	json_close(w);
	json_close(w);
	json_close(w);
}
