/* dyn: DynamoDB (API Reference, JSON protocol): the table of its operations, and what there is to know of tables. */
#include "local/dyn_ops.h"

static struct str
table_arn(struct op *o, const struct dyn_table *t)
{
	return arena_printf(o->arena, "arn:aws:dynamodb:" STR_FMT ":" STR_FMT ":table/" STR_FMT,
	    STR_ARG(o->cloud->region), STR_ARG(o->cloud->account_id), STR_ARG(t->primary.name));
}

static void
write_schema(struct json_writer *w, const struct dyn_view *v)
{
	const struct cloud_key *keys[] = { &v->hash, &v->range };

	json_put_array(w, "KeySchema");
	for (size_t i = 0; i < COUNT(keys); i++) {
		if (!keys[i]->name.n)
			continue;
		json_object(w);
		json_put_str(w, "AttributeName", keys[i]->name);
		json_put_str(w, "KeyType", i ? STR("RANGE") : STR("HASH"));
		json_close(w);
	}
	json_close(w);
}

static bool
told(const struct dyn_table *t, size_t view, struct str name)
{
	for (size_t i = 0; i < view; i++) {
		const struct dyn_view *v = i ? &t->indexes[i - 1] : &t->primary;

		if (str_eq(v->hash.name, name) || str_eq(v->range.name, name))
			return true;
	}
	return false;
}

static void
write_definitions(struct json_writer *w, const struct dyn_table *t)
{
	json_put_array(w, "AttributeDefinitions");
	for (size_t i = 0; i <= t->index_count; i++) {
		const struct dyn_view *v = i ? &t->indexes[i - 1] : &t->primary;
		const struct cloud_key *keys[] = { &v->hash, &v->range };

		for (size_t k = 0; k < COUNT(keys); k++) {
			if (!keys[k]->name.n || told(t, i, keys[k]->name))
				continue;
			json_object(w);
			json_put_str(w, "AttributeName", keys[k]->name);
			json_put_str(w, "AttributeType", (struct str){ &keys[k]->type, 1 });
			json_close(w);
		}
	}
	json_close(w);
}

static void
write_indexes(struct op *o, const struct dyn_table *t)
{
	struct json_writer *w = &o->out;

	if (!t->index_count)
		return;
	json_put_array(w, "GlobalSecondaryIndexes");
	for (size_t i = 0; i < t->index_count; i++) {
		json_object(w);
		json_put_str(w, "IndexName", t->indexes[i].name);
		write_schema(w, &t->indexes[i]);
		json_put_raw(w, "Projection", STR("{\"ProjectionType\":\"ALL\"}"));
		json_put_str(w, "IndexStatus", STR("ACTIVE"));
		json_close(w);
	}
	json_close(w);
}

static int
describe_table(struct op *o, struct err *e)
{
	struct dyn_table *t = dyn_table(o->cloud, param_str(o->in, "TableName"), e);
	struct json_writer *w = &o->out;

	o->detail = param_str(o->in, "TableName");
	if (!t)
		return -1;
	json_put_object(w, "Table");
	json_put_str(w, "TableName", t->primary.name);
	json_put_str(w, "TableArn", table_arn(o, t));
	json_put_str(w, "TableStatus", STR("ACTIVE"));
	json_put_i64(w, "ItemCount", (int64_t)t->items);
	json_put_raw(w, "BillingModeSummary", STR("{\"BillingMode\":\"PAY_PER_REQUEST\"}"));
	write_definitions(w, t);
	write_schema(w, &t->primary);
	write_indexes(o, t);
	json_close(w);
	return 0;
}

static int
list_tables(struct op *o, struct err *e)
{
	(void)e;
	json_put_array(&o->out, "TableNames");
	for (size_t i = 0; i < o->cloud->dyn->n; i++)
		json_write_str(&o->out, o->cloud->dyn->tables[i].primary.name);
	json_close(&o->out);
	return 0;
}

#define TABLE { "TableName", PARAM_STR, true }
#define KEY { "Key", PARAM_OBJECT, true }
#define NAMES { "ExpressionAttributeNames", PARAM_OBJECT, false }
#define VALUES { "ExpressionAttributeValues", PARAM_OBJECT, false }
#define CAPACITY \
	{ "ReturnConsumedCapacity", PARAM_STR, false }, \
	{ \
		"ReturnItemCollectionMetrics", PARAM_STR, false \
	}
#define CONDITION \
	{ "ConditionExpression", PARAM_STR, false }, { "ReturnValuesOnConditionCheckFailure", PARAM_STR, false }, \
	{ \
		"ReturnValues", PARAM_STR, false \
	}
#define PAGE \
	{ "FilterExpression", PARAM_STR, false }, { "ProjectionExpression", PARAM_STR, false }, \
	    { "Limit", PARAM_INT, false }, { "ExclusiveStartKey", PARAM_OBJECT, false }, \
	    { "Select", PARAM_STR, false }, { "ConsistentRead", PARAM_BOOL, false }, \
	{ \
		"IndexName", PARAM_STR, false \
	}

static const struct param put_params[] = { TABLE, NAMES, VALUES, CAPACITY, CONDITION, { "Item", PARAM_OBJECT, true } };
static const struct param update_params[] = { TABLE, KEY, NAMES, VALUES, CAPACITY, CONDITION,
	{ "UpdateExpression", PARAM_STR, false } };
static const struct param delete_params[] = { TABLE, KEY, NAMES, VALUES, CAPACITY, CONDITION };
static const struct param get_params[] = { TABLE, KEY, NAMES, CAPACITY, { "ProjectionExpression", PARAM_STR, false },
	{ "ConsistentRead", PARAM_BOOL, false } };
static const struct param query_params[] = { TABLE, NAMES, VALUES, CAPACITY, PAGE,
	{ "KeyConditionExpression", PARAM_STR, true }, { "ScanIndexForward", PARAM_BOOL, false } };
static const struct param scan_params[] = { TABLE, NAMES, VALUES, CAPACITY, PAGE };
static const struct param batch_params[] = { { "RequestItems", PARAM_OBJECT, true }, CAPACITY };
static const struct param transact_params[] = { { "TransactItems", PARAM_ARRAY, true },
	{ "ClientRequestToken", PARAM_STR, false }, CAPACITY };
static const struct param table_params[] = { TABLE };
static const struct param list_params[] = { { "Limit", PARAM_INT, false } };

static const struct operation list[] = {
	OPERATION("PutItem", dyn_put_item, put_params),
	OPERATION("UpdateItem", dyn_update_item, update_params),
	OPERATION("DeleteItem", dyn_delete_item, delete_params),
	OPERATION("GetItem", dyn_get_item, get_params),
	OPERATION("Query", dyn_query, query_params),
	OPERATION("Scan", dyn_scan, scan_params),
	OPERATION("BatchGetItem", dyn_batch_get_item, batch_params),
	OPERATION("BatchWriteItem", dyn_batch_write_item, batch_params),
	OPERATION("TransactWriteItems", dyn_transact_write_items, transact_params),
	OPERATION("DescribeTable", describe_table, table_params),
	OPERATION("ListTables", list_tables, list_params),
};

const struct operations dyn_operations = { list, COUNT(list) };
