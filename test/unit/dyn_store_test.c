#include "cloud_help.h"

#define D CLOUD_DYNAMODB

static void
put(struct help *h, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	help_expect(h, D, "PutItem", text, "{}");
}

static void
a_condition_protects_an_item(void **state)
{
	struct help h;

	(void)state;
	help_open(&h);
	put(&h,
	    "{'TableName':'orders','Item':{'pk':{'S':'a'},'n':{'N':'1'}},'ConditionExpression':'attribute_not_exists(pk)'}");
	help_refuse(&h, D, "PutItem",
	    "{'TableName':'orders','Item':{'pk':{'S':'a'}},'ConditionExpression':'attribute_not_exists(pk)'}",
	    "ConditionalCheckFailedException", "The conditional request failed");
	help_refuse(&h, D, "PutItem",
	    "{'TableName':'orders','Item':{'pk':{'S':'a'}},'ConditionExpression':'attribute_not_exists(pk)',"
	    "'ReturnValuesOnConditionCheckFailure':'ALL_OLD'}",
	    "ConditionalCheckFailedException", "'Item':{'pk':{'S':'a'},'n':{'N':'1'}}");
	help_expect(&h, D, "GetItem", "{'TableName':'orders','Key':{'pk':{'S':'a'}}}",
	    "{'Item':{'pk':{'S':'a'},'n':{'N':'1'}}}");
	help_expect(&h, D, "GetItem", "{'TableName':'orders','Key':{'pk':{'S':'b'}}}", "{}");
	help_close(&h);
}

static void
return_values_show_before_and_after(void **state)
{
	static const struct {
		const char *update, *values, *want;
	} cases[] = {
		{ "SET n = n + :one", "NONE", "{}" },
		{ "SET n = n + :one", "ALL_OLD",
		    "{'Attributes':{'pk':{'S':'a'},'n':{'N':'2'},'m':{'M':{'x':{'N':'1'},'y':{'N':'2'}}}}}" },
		{ "SET n = n + :one", "ALL_NEW",
		    "{'Attributes':{'pk':{'S':'a'},'n':{'N':'4'},'m':{'M':{'x':{'N':'1'},'y':{'N':'2'}}}}}" },
		{ "SET n = n + :one", "UPDATED_OLD", "{'Attributes':{'n':{'N':'4'}}}" },
		{ "SET n = n + :one, m.x = :one", "UPDATED_NEW",
		    "{'Attributes':{'n':{'N':'6'},'m':{'M':{'x':{'N':'1'}}}}}" },
		{ "SET fresh = :one", "UPDATED_OLD", "{}" },
		{ "SET held = if_not_exists(holder, n), holder = :one", "UPDATED_NEW",
		    "{'Attributes':{'held':{'N':'6'},'holder':{'N':'1'}}}" },
	};
	struct help h;
	char text[512];

	(void)state;
	help_open(&h);
	put(&h, "{'TableName':'orders','Item':{'pk':{'S':'a'},'n':{'N':'1'},'m':{'M':{'x':{'N':'1'},'y':{'N':'2'}}}}}");
	for (size_t i = 0; i < COUNT(cases); i++) {
		snprintf(text, sizeof(text),
		    "{'TableName':'orders','Key':{'pk':{'S':'a'}},'UpdateExpression':'%s','ReturnValues':'%s',"
		    "'ExpressionAttributeValues':{':one':{'N':'1'}}}",
		    cases[i].update, cases[i].values);
		help_expect(&h, D, "UpdateItem", text, cases[i].want);
	}
	help_expect(&h, D, "DeleteItem", "{'TableName':'orders','Key':{'pk':{'S':'zz'}},'ReturnValues':'ALL_OLD'}",
	    "{}");
	help_close(&h);
}

static void
an_update_makes_the_item_that_is_not_there(void **state)
{
	struct help h;

	(void)state;
	help_open(&h);
	help_expect(&h, D, "UpdateItem",
	    "{'TableName':'orders','Key':{'pk':{'S':'a'}},'UpdateExpression':'ADD n :one','ReturnValues':'ALL_NEW',"
	    "'ExpressionAttributeValues':{':one':{'N':'1'}}}",
	    "{'Attributes':{'pk':{'S':'a'},'n':{'N':'1'}}}");
	help_expect(&h, D, "UpdateItem", "{'TableName':'orders','Key':{'pk':{'S':'b'}}}", "{}");
	help_expect(&h, D, "GetItem", "{'TableName':'orders','Key':{'pk':{'S':'b'}}}", "{'Item':{'pk':{'S':'b'}}}");
	help_close(&h);
}

static const struct {
	const char *op, *body, *code, *text;
} refused[] = {
	{ "PutItem", "{'TableName':'nope','Item':{'pk':{'S':'a'}}}", "ResourceNotFoundException",
	    "Table: nope not found" },
	{ "PutItem", "{'TableName':'orders','Item':{'x':{'S':'a'}}}", "ValidationException",
	    "Missing the key pk in the item" },
	{ "PutItem", "{'TableName':'orders','Item':{'pk':{'N':'1'}}}", "ValidationException",
	    "Type mismatch for key pk expected: S actual: N" },
	{ "PutItem", "{'TableName':'orders','Item':{'pk':{'S':''}}}", "ValidationException",
	    "cannot contain an empty string value. Key: pk" },
	{ "PutItem", "{'TableName':'orders','Item':{'pk':{'S':'a'},'run_id':{'N':'1'}}}", "ValidationException",
	    "Type mismatch for Index Key run_id" },
	{ "PutItem", "{'TableName':'orders','Item':{'pk':{'S':'a'},'s':{'SS':[]}}}", "ValidationException",
	    "may not be empty" },
	{ "PutItem", "{'TableName':'orders','Item':{'pk':{'S':'a'},'s':{'SS':['x','x']}}}", "ValidationException",
	    "contains duplicates" },
	{ "PutItem", "{'TableName':'orders','Item':{'pk':{'S':'a'},'n':{'N':'abc'}}}", "ValidationException",
	    "cannot be converted to a numeric value" },
	{ "PutItem", "{'TableName':'orders','Item':{'pk':{'S':'a'},'n':{'N':5}}}", "SerializationException", "type N" },
	{ "PutItem", "{'TableName':'orders','Item':{'pk':{'S':'a'},'n':{'X':'5'}}}", "ValidationException",
	    "unknown type X" },
	{ "PutItem", "{'TableName':'orders','Item':{'pk':{'S':'a'},'n':{}}}", "ValidationException", "is empty" },
	{ "PutItem", "{'TableName':'orders','Item':{'pk':{'S':'a'}},'Expected':{}}", "ValidationException",
	    "Unknown parameter Expected" },
	{ "PutItem", "{'TableName':5,'Item':{'pk':{'S':'a'}}}", "SerializationException",
	    "TableName must be a string" },
	{ "PutItem", "{'Item':{'pk':{'S':'a'}}}", "ValidationException", "TableName is missing" },
	{ "PutItem", "{'TableName':'orders','Item':{'pk':{'S':'a'}},'ReturnValues':'ALL_NEW'}", "ValidationException",
	    "Return values set to invalid value" },
	{ "PutItem", "{'TableName':'orders'", "SerializationException", "line 1" },
	{ "PutItem", "{'TableName':'orders','Item':{'pk':{'S':'a'}},'ExpressionAttributeNames':{'#a':'b'}}",
	    "ValidationException", "can only be specified when using expressions" },
	{ "PutItem",
	    "{'TableName':'orders','Item':{'pk':{'S':'a'}},'ConditionExpression':'attribute_exists(pk)','ExpressionAttributeNames':{'#a':'b'}}",
	    "ValidationException", "unused in expressions: keys: {#a}" },
	{ "PutItem",
	    "{'TableName':'orders','Item':{'pk':{'S':'a'}},'ConditionExpression':'attribute_exists(pk)','ExpressionAttributeValues':{':a':{'S':'b'}}}",
	    "ValidationException", "unused in expressions: keys: {:a}" },
	{ "PutItem",
	    "{'TableName':'orders','Item':{'pk':{'S':'a'}},'ConditionExpression':'pk = :a','ExpressionAttributeValues':{}}",
	    "ValidationException", "must not be empty" },
	{ "GetItem", "{'TableName':'orders','Key':{'pk':{'S':'a'},'x':{'S':'b'}}}", "ValidationException",
	    "does not match the schema" },
	{ "GetItem", "{'TableName':'events','Key':{'pk':{'S':'a'}}}", "ValidationException",
	    "does not match the schema" },
	{ "UpdateItem",
	    "{'TableName':'orders','Key':{'pk':{'S':'a'}},'UpdateExpression':'SET pk = :a','ExpressionAttributeValues':{':a':{'S':'b'}}}",
	    "ValidationException", "Cannot update attribute pk. This attribute is part of the key" },
	{ "Query",
	    "{'TableName':'orders','IndexName':'nope','KeyConditionExpression':'pk = :a','ExpressionAttributeValues':{':a':{'S':'b'}}}",
	    "ValidationException", "does not have the specified index: nope" },
	{ "Query",
	    "{'TableName':'events','KeyConditionExpression':'sk = :a','ExpressionAttributeValues':{':a':{'S':'b'}}}",
	    "ValidationException", "missed key schema element: pk" },
	{ "Query",
	    "{'TableName':'events','KeyConditionExpression':'pk > :a','ExpressionAttributeValues':{':a':{'S':'b'}}}",
	    "ValidationException", "Query key condition not supported" },
	{ "Query",
	    "{'TableName':'events','KeyConditionExpression':'pk = :a OR sk = :a','ExpressionAttributeValues':{':a':{'S':'b'}}}",
	    "ValidationException", "not supported" },
	{ "Query",
	    "{'TableName':'events','KeyConditionExpression':'pk = :a','ExpressionAttributeValues':{':a':{'N':'1'}}}",
	    "ValidationException", "does not match schema type" },
	{ "Query",
	    "{'TableName':'orders','IndexName':'by_run','ConsistentRead':true,'KeyConditionExpression':'run_id = :a','ExpressionAttributeValues':"
	    "{':a':{'S':'b'}}}",
	    "ValidationException", "Consistent reads are not supported" },
	{ "Query",
	    "{'TableName':'events','Limit':0,'KeyConditionExpression':'pk = :a','ExpressionAttributeValues':{':a':{'S':'b'}}}",
	    "ValidationException", "Limit" },
	{ "BatchGetItem", "{'RequestItems':{'orders':{'Keys':[{'pk':{'S':'a'}},{'pk':{'S':'a'}}]}}}",
	    "ValidationException", "duplicates" },
	{ "BatchGetItem", "{'RequestItems':{'orders':{'Keys':[{'pk':{'S':'a'}}],'AttributesToGet':['pk']}}}",
	    "ValidationException", "Unknown parameter RequestItems.AttributesToGet" },
	{ "BatchWriteItem",
	    "{'RequestItems':{'orders':[{'PutRequest':{'Item':{'pk':{'S':'a'}}}},{'DeleteRequest':{'Key':{'pk':{'S':'a'}}}}]}}",
	    "ValidationException", "duplicates" },
	{ "TransactWriteItems", "{'TransactItems':[]}", "ValidationException", "between 1 and 100" },
	{ "TransactWriteItems",
	    "{'TransactItems':[{'Delete':{'TableName':'orders','Key':{'pk':{'S':'a'}}}},{'ConditionCheck':{'TableName':'orders',"
	    "'Key':{'pk':{'S':'a'}},'ConditionExpression':'attribute_exists(pk)'}}]}",
	    "ValidationException", "multiple operations on one item" },
	{ "TransactWriteItems",
	    "{'TransactItems':[{'Delete':{'TableName':'orders','Key':{'pk':{'S':'a'}},'ReturnValues':'NONE'}}]}",
	    "ValidationException", "Unknown parameter Delete.ReturnValues" },
};

static void
what_dynamodb_refuses_is_refused(void **state)
{
	struct help h;

	(void)state;
	help_open(&h);
	for (size_t i = 0; i < COUNT(refused); i++)
		help_refuse(&h, D, refused[i].op, refused[i].body, refused[i].code, refused[i].text);
	help_close(&h);
}

static void
an_item_over_400_kb_is_refused(void **state)
{
	char *text = malloc(500 * 1024);
	struct help h;

	(void)state;
	help_open(&h);
	for (int over = 0; over < 2; over++) {
		/* names and values: "pk", "a", "text" and the digits */
		int n = 400 * 1024 - 7 + over;

		snprintf(text, 500 * 1024, "{'TableName':'orders','Item':{'pk':{'S':'a'},'text':{'S':'%0*d'}}}", n, 0);
		help_call(&h, D, "PutItem", text);
		assert_int_equal(h.status, over ? 400 : 200);
	}
	free(text);
	help_close(&h);
}

/* ---- queries ---------------------------------------------------------------------------------------------------- */

/* The values of one attribute of all items of the answer, with a space between them, and "+" when there are more pages. */
static const char *
items_of(struct help *h, const char *operation, const char *body, const char *attribute)
{
	struct buf b = buf_in(&h->arena);
	struct json answer;

	assert_int_equal(json_parse(&h->arena, str_z(help_call(h, D, operation, body)), NULL, &answer, NULL, NULL), 0);
	if (h->status != 200)
		fail_msg("%s: %s", body, json_raw(answer).p);
	for (struct json m = json_first(json_get(answer, "Items")); json_exists(m); m = json_next(m)) {
		struct str value = json_str_or(json_first(json_get(m, attribute)), STR("?"));

		buf_printf(&b, "%s" STR_FMT, b.n ? " " : "", STR_ARG(value));
	}
	if (json_exists(json_get(answer, "LastEvaluatedKey")))
		buf_addz(&b, " +");
	return buf_z(&b);
}

static void
a_query_sorts_by_the_type_of_the_sort_key(void **state)
{
	static const struct {
		const char *condition, *values, *more, *want;
	} cases[] = {
		{ "pk = :p", "", "", "-3 0.5 2 10 100" },
		{ "pk = :p AND sk > :a", ",':a':{'N':'2'}", "", "10 100" },
		{ "pk = :p AND sk >= :a", ",':a':{'N':'2'}", "", "2 10 100" },
		{ "pk = :p AND sk < :a", ",':a':{'N':'2'}", "", "-3 0.5" },
		{ "sk <= :a AND pk = :p", ",':a':{'N':'2.0'}", "", "-3 0.5 2" },
		{ "pk = :p AND sk = :a", ",':a':{'N':'2'}", "", "2" },
		{ "pk = :p AND sk BETWEEN :a AND :b", ",':a':{'N':'0'},':b':{'N':'10'}", "", "0.5 2 10" },
		{ "pk = :p AND sk > :a", ",':a':{'N':'1000'}", "", "" },
		{ "pk = :p", "", ",'ScanIndexForward':false", "100 10 2 0.5 -3" },
		{ "pk = :p AND sk > :a", ",':a':{'N':'2'}", ",'ScanIndexForward':false", "100 10" },
		{ "pk = :p AND sk < :a", ",':a':{'N':'2'}", ",'ScanIndexForward':false", "0.5 -3" },
		{ "pk = :p", "", ",'Limit':2", "-3 0.5 +" },
		{ "pk = :p", "", ",'Limit':5", "-3 0.5 2 10 100 +" },
		{ "pk = :p", "", ",'Limit':6", "-3 0.5 2 10 100" },
		{ "pk = :p", "", ",'Limit':2,'ExclusiveStartKey':{'pk':{'S':'p'},'sk':{'N':'0.5'}}", "2 10 +" },
		{ "pk = :p", "", ",'ScanIndexForward':false,'ExclusiveStartKey':{'pk':{'S':'p'},'sk':{'N':'10'}}",
		    "2 0.5 -3" },
		{ "pk = :p", ",':x':{'N':'2'}", ",'FilterExpression':'n <> :x'", "-3 0.5 10 100" },
		{ "pk = :p", ",':x':{'N':'2'}", ",'FilterExpression':'n = :x','Limit':2", " +" },
	};
	static const char *const keys[] = { "10", "2", "-3", "100", "0.5" };
	struct help h;

	(void)state;
	help_open(&h);
	for (size_t i = 0; i < COUNT(keys); i++)
		put(&h, "{'TableName':'numbers','Item':{'pk':{'S':'p'},'sk':{'N':'%s'},'n':{'N':'%s'}}}", keys[i],
		    keys[i]);
	put(&h, "{'TableName':'numbers','Item':{'pk':{'S':'q'},'sk':{'N':'1'}}}");
	for (size_t i = 0; i < COUNT(cases); i++) {
		char text[512];
		const char *got;

		snprintf(text, sizeof(text),
		    "{'TableName':'numbers','KeyConditionExpression':'%s','ExpressionAttributeValues':{':p':{'S':'p'}%s}%s}",
		    cases[i].condition, cases[i].values, cases[i].more);
		got = items_of(&h, "Query", text, "sk");
		if (strcmp(got, cases[i].want))
			fail_msg("%s %s\n got: %s\nwant: %s", cases[i].condition, cases[i].more, got, cases[i].want);
	}
	help_close(&h);
}

static const char by_run[] = "{'TableName':'orders','IndexName':'by_run','KeyConditionExpression':'run_id = :r',"
			     "'ExpressionAttributeValues':{':r':{'S':'%s'}}}";

static const char *
orders_of(struct help *h, const char *run)
{
	char text[256];

	snprintf(text, sizeof(text), by_run, run);
	return items_of(h, "Query", text, "pk");
}

static void
an_index_follows_its_items(void **state)
{
	struct help h;

	(void)state;
	help_open(&h);
	put(&h, "{'TableName':'orders','Item':{'pk':{'S':'a'},'run_id':{'S':'r'},'num':{'S':'2'}}}");
	put(&h, "{'TableName':'orders','Item':{'pk':{'S':'c'},'run_id':{'S':'r'},'num':{'S':'1'}}}");
	put(&h, "{'TableName':'orders','Item':{'pk':{'S':'b'},'run_id':{'S':'r'},'num':{'S':'2'}}}");
	put(&h, "{'TableName':'orders','Item':{'pk':{'S':'d'},'run_id':{'S':'r'}}}");
	assert_string_equal(orders_of(&h, "r"), "c a b");
	help_call(&h, D, "UpdateItem",
	    "{'TableName':'orders','Key':{'pk':{'S':'a'}},'UpdateExpression':'SET num = :x','ExpressionAttributeValues':"
	    "{':x':{'S':'9'}}}");
	assert_string_equal(orders_of(&h, "r"), "c b a");
	help_call(&h, D, "UpdateItem",
	    "{'TableName':'orders','Key':{'pk':{'S':'d'}},'UpdateExpression':'SET num = :x','ExpressionAttributeValues':"
	    "{':x':{'S':'0'}}}");
	assert_string_equal(orders_of(&h, "r"), "d c b a");
	help_call(&h, D, "UpdateItem",
	    "{'TableName':'orders','Key':{'pk':{'S':'c'}},'UpdateExpression':'REMOVE run_id'}");
	put(&h, "{'TableName':'orders','Item':{'pk':{'S':'b'},'run_id':{'S':'s'},'num':{'S':'1'}}}");
	help_call(&h, D, "DeleteItem", "{'TableName':'orders','Key':{'pk':{'S':'d'}}}");
	assert_string_equal(orders_of(&h, "r"), "a");
	assert_string_equal(orders_of(&h, "s"), "b");
	help_close(&h);
}

static void
a_page_ends_after_a_megabyte(void **state)
{
	char *text = malloc(200 * 1024);
	struct help h;

	(void)state;
	help_open(&h);
	for (int i = 0; i < 8; i++) {
		snprintf(text, 200 * 1024,
		    "{'TableName':'events','Item':{'pk':{'S':'p'},'sk':{'S':'%d'},'text':{'S':'%0*d'}}}", i, 180 * 1024,
		    0);
		help_expect(&h, D, "PutItem", text, "{}");
	}
	assert_string_equal(items_of(&h, "Query",
				"{'TableName':'events','KeyConditionExpression':'pk = :p','ExpressionAttributeValues':"
				"{':p':{'S':'p'}},'ProjectionExpression':'sk'}",
				"sk"),
	    "0 1 2 3 4 5 +");
	assert_string_equal(items_of(&h, "Scan",
				"{'TableName':'events','ExclusiveStartKey':{'pk':{'S':'p'},'sk':{'S':'5'}}}", "sk"),
	    "6 7");
	free(text);
	help_close(&h);
}

static void
a_scan_sees_every_item_once_whatever_its_pages(void **state)
{
	enum { ITEMS = 40 };
	struct help h;

	(void)state;
	help_open(&h);
	for (int i = 0; i < ITEMS; i++)
		put(&h, "{'TableName':'events','Item':{'pk':{'S':'p%d'},'sk':{'S':'%d'}}}", i % 7, i);
	for (int limit = 1; limit < 12; limit++) {
		int seen[ITEMS] = { 0 }, total = 0;
		struct str start = STR("");

		do {
			struct json answer;
			struct str text = arena_printf(&h.arena, "{'TableName':'events','Limit':%d" STR_FMT "}", limit,
			    STR_ARG(start));

			json_parse(&h.arena, str_z(help_call(&h, D, "Scan", text.p)), NULL, &answer, NULL, NULL);
			for (struct json m = json_first(json_get(answer, "Items")); json_exists(m);
			    m = json_next(m), total++)
				seen[atoi(json_str_or(json_first(json_get(m, "sk")), STR("0")).p)]++;
			start = json_exists(json_get(answer, "LastEvaluatedKey")) ?
			    arena_printf(&h.arena, ",'ExclusiveStartKey':" STR_FMT,
				STR_ARG(json_raw(json_get(answer, "LastEvaluatedKey")))) :
			    STR("");
		} while (start.n);
		assert_int_equal(total, ITEMS);
		for (int i = 0; i < ITEMS; i++)
			assert_int_equal(seen[i], 1);
	}
	help_close(&h);
}

/* ---- batches and transactions ----------------------------------------------------------------------------------- */

static void
batches_write_and_read(void **state)
{
	struct help h;

	(void)state;
	help_open(&h);
	put(&h, "{'TableName':'orders','Item':{'pk':{'S':'old'}}}");
	help_expect(&h, D, "BatchWriteItem",
	    "{'RequestItems':{'orders':[{'PutRequest':{'Item':{'pk':{'S':'a'},'n':{'N':'1'}}}},"
	    "{'DeleteRequest':{'Key':{'pk':{'S':'old'}}}}],'events':[{'PutRequest':{'Item':{'pk':{'S':'e'},'sk':{'S':'1'}}}}]}}",
	    "{'UnprocessedItems':{}}");
	help_expect(&h, D, "BatchGetItem",
	    "{'RequestItems':{'orders':{'Keys':[{'pk':{'S':'a'}},{'pk':{'S':'old'}}],'ProjectionExpression':'n'},"
	    "'events':{'Keys':[{'pk':{'S':'e'},'sk':{'S':'1'}}]}}}",
	    "{'Responses':{'orders':[{'n':{'N':'1'}}],'events':[{'pk':{'S':'e'},'sk':{'S':'1'}}]},'UnprocessedKeys':{}}");
	help_close(&h);
}

static const char transaction[] =
    "{'ClientRequestToken':'t','TransactItems':[{'Update':{'TableName':'orders','Key':{'pk':{'S':'a'}},"
    "'UpdateExpression':'ADD n :one','ExpressionAttributeValues':{':one':{'N':'%s'}}}},{'ConditionCheck':{'TableName':'orders',"
    "'Key':{'pk':{'S':'b'}},'ConditionExpression':'attribute_not_exists(pk)','ReturnValuesOnConditionCheckFailure':'ALL_OLD'}}]}";

static const char *
count_of(struct help *h)
{
	return help_call(h, D, "GetItem", "{'TableName':'orders','Key':{'pk':{'S':'a'}},'ProjectionExpression':'n'}");
}

static void
a_transaction_does_all_or_nothing(void **state)
{
	struct help h;
	char text[512];

	(void)state;
	help_open(&h);
	snprintf(text, sizeof(text), transaction, "1");
	put(&h, "{'TableName':'orders','Item':{'pk':{'S':'b'}}}");
	help_refuse(&h, D, "TransactWriteItems", text, "TransactionCanceledException",
	    "'CancellationReasons':[{'Code':'None'},"
	    "{'Code':'ConditionalCheckFailed','Message':'The conditional request failed','Item':{'pk':{'S':'b'}}}]");
	assert_string_equal(count_of(&h), "{}");
	help_call(&h, D, "DeleteItem", "{'TableName':'orders','Key':{'pk':{'S':'b'}}}");
	help_expect(&h, D, "TransactWriteItems", text, "{}");
	assert_string_equal(count_of(&h), "{\"Item\":{\"n\":{\"N\":\"1\"}}}");
	help_close(&h);
}

static void
a_token_makes_a_transaction_happen_once_in_ten_minutes(void **state)
{
	struct help h;
	char text[512];

	(void)state;
	help_open(&h);
	snprintf(text, sizeof(text), transaction, "1");
	help_expect(&h, D, "TransactWriteItems", text, "{}");
	help_expect(&h, D, "TransactWriteItems", text, "{}");
	assert_string_equal(count_of(&h), "{\"Item\":{\"n\":{\"N\":\"1\"}}}");
	snprintf(text, sizeof(text), transaction, "2");
	help_refuse(&h, D, "TransactWriteItems", text, "IdempotentParameterMismatchException", "non-identical");
	h.now_ms += 10 * 60 * 1000;
	help_expect(&h, D, "TransactWriteItems", text, "{}");
	assert_string_equal(count_of(&h), "{\"Item\":{\"n\":{\"N\":\"3\"}}}");
	help_close(&h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_condition_protects_an_item),
		cmocka_unit_test(return_values_show_before_and_after),
		cmocka_unit_test(an_update_makes_the_item_that_is_not_there),
		cmocka_unit_test(what_dynamodb_refuses_is_refused),
		cmocka_unit_test(an_item_over_400_kb_is_refused),
		cmocka_unit_test(a_query_sorts_by_the_type_of_the_sort_key),
		cmocka_unit_test(an_index_follows_its_items),
		cmocka_unit_test(a_page_ends_after_a_megabyte),
		cmocka_unit_test(a_scan_sees_every_item_once_whatever_its_pages),
		cmocka_unit_test(batches_write_and_read),
		cmocka_unit_test(a_transaction_does_all_or_nothing),
		cmocka_unit_test(a_token_makes_a_transaction_happen_once_in_ten_minutes),
	};

	return RUN(tests);
}
