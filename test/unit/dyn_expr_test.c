#include "cloud_help.h"
#include "local/dyn_expr.h"

/* The item and the values that all expressions here are about. */
static const char item_text[] =
    "{'id':{'S':'x'},'n':{'N':'5'},'big':{'N':'12345678901234567890'},'t':{'BOOL':true},'nul':{'NULL':true},'txt':{'S':'hello'},"
    "'bin':{'B':'AQI='},'ss':{'SS':['a','b']},'ns':{'NS':['1','2']},'lst':{'L':[{'S':'zero'},{'N':'1'},{'M':{'k':{'S':'deep'}}}]},"
    "'mp':{'M':{'a':{'N':'1'},'b':{'M':{'c':{'S':'d'}}}}},'status':{'S':'queued'},'a.b':{'S':'dotted'},'accent':{'S':'\xc3\xa9t\xc3\xa9'}}";
static const char request_text[] =
    "{'ExpressionAttributeNames':{'#s':'status','#d':'a.b','#n':'n'},'ExpressionAttributeValues':{':x':{'S':'x'},':five':{'N':'5'},"
    "':six':{'N':'6'},':one':{'N':'1'},':two':{'N':'2.0'},':three':{'N':'3'},':big':{'N':'12345678901234567889'},':hel':{'S':'hel'},':queued':{'S':'queued'},"
    "':a':{'S':'a'},':S':{'S':'S'},':SS':{'S':'SS'},':odd':{'S':'odd'},':t':{'BOOL':true},':null':{'NULL':true},':bin':{'B':'AQ=='},"
    "':ab':{'SS':['b','a']},':c':{'SS':['c']},':ns':{'NS':['2','3']},':list':{'L':[{'S':'more'}]},':empty':{'L':[]},':map':{'M':{'a':{'N':'1'}}}}}";

struct fixture {
	struct arena arena;
	struct dyn_value item;
	struct dyn_names names;
};

static void
fixture_open(struct fixture *f)
{
	struct json item, request;

	*f = (struct fixture){ 0 };
	assert_int_equal(json_parse(&f->arena, quoted(&f->arena, item_text), NULL, &item, NULL, NULL), 0);
	assert_int_equal(json_parse(&f->arena, quoted(&f->arena, request_text), NULL, &request, NULL, NULL), 0);
	assert_int_equal(dyn_item_read(&f->arena, item, &f->item, NULL), 0);
	assert_int_equal(dyn_names_read(&f->arena, request, &f->names, NULL), 0);
}

static const struct {
	const char *text;
	bool want;
} conditions[] = {
	{ "id = :x", true },
	{ "id <> :x", false },
	{ "n = :five", true },
	{ "n = :six", false },
	{ "n < :six", true },
	{ "n <= :five", true },
	{ "n > :five", false },
	{ "n >= :five", true },
	{ "big > :big", true },
	{ "big < :big", false },
	{ ":five = n", true },
	{ "nix = :x", false },
	{ "nix <> :x", true },
	{ "nix < :x", false },
	{ "id = :five", false },
	{ "id <> :five", true },
	{ "id < :five", false },
	{ "t = :t", true },
	{ "nul = :null", true },
	{ "ss = :ab", true },
	{ "n = #n", true },
	{ "n = mp.a", false },
	{ "n BETWEEN :one AND :six", true },
	{ "n BETWEEN :six AND :six", false },
	{ "n between :five and :five", true },
	{ "n IN (:one, :five)", true },
	{ "n IN (:one)", false },
	{ "id in (:five, :x)", true },
	{ "nix IN (:x)", false },
	{ "attribute_exists(id)", true },
	{ "attribute_exists(nix)", false },
	{ "attribute_exists(mp.b.c)", true },
	{ "attribute_exists(mp.b.x)", false },
	{ "attribute_not_exists(nix)", true },
	{ "attribute_not_exists(lst[2].k)", false },
	{ "attribute_not_exists(lst[3])", true },
	{ "attribute_exists(id.x)", false },
	{ "attribute_type(id, :S)", true },
	{ "attribute_type(ss, :S)", false },
	{ "attribute_type(ss, :SS)", true },
	{ "begins_with(txt, :hel)", true },
	{ "begins_with(txt, :x)", false },
	{ "begins_with(n, :hel)", false },
	{ "begins_with(bin, :bin)", true },
	{ "contains(txt, :hel)", true },
	{ "contains(txt, :x)", false },
	{ "contains(ss, :a)", true },
	{ "contains(ss, :x)", false },
	{ "contains(ns, :two)", true },
	{ "contains(lst, :one)", true },
	{ "contains(n, :five)", false },
	{ "size(txt) = :five", true },
	{ "size(ss) = :two", true },
	{ "size(lst) < :two", false },
	{ "size(n) = :five", false },
	{ "size(nix) < :five", false },
	{ "size(accent) = :three", true },
	{ "size(mp) = :two", true },
	{ "#s = :queued", true },
	{ "#d = :x", false },
	{ "attribute_exists(#d)", true },
	{ "lst[1] = :one", true },
	{ "lst[2].k = :x", false },
	{ "id = :x AND n = :six OR t = :t", true },
	{ "t = :t OR id = :x AND n = :six", true },
	{ "(t = :t OR id = :x) AND n = :six", false },
	{ "NOT id = :x", false },
	{ "NOT id = :x OR t = :t", true },
	{ "NOT (id = :x AND n = :six)", true },
	{ "NOT NOT id = :x", true },
	{ "id = :x and not n = :six", true },
	{ "(id = :x) AND (n = :five)", true },
	{ "(id = :x AND (n = :six OR n = :five))", true },
	{ "id=:x AND n<:six", true },
	{ "\tid\n=\r:x ", true },
	{ "size ( txt ) = :five", true },
};

static const struct {
	const char *text, *want;
} refused[] = {
	{ "", "The expression can not be empty" },
	{ "id", "Syntax error; token: \"<EOF>\"" },
	{ "id =", "Syntax error" },
	{ "id = :x AND", "Syntax error" },
	{ "id = :x extra", "Syntax error; token: \"extra\"" },
	{ "id == :x", "Syntax error; token: \"=\"" },
	{ "id = 'x'", "Syntax error; token: \"'\"" },
	{ "id = 5", "Syntax error; token: \"5\"" },
	{ "(id = :x", "Syntax error" },
	{ "id = :x)", "Syntax error" },
	{ "((id = :x))", "redundant parentheses" },
	{ "NOT ((id = :x))", "redundant parentheses" },
	{ "((id = :x)) AND n = :five", "redundant parentheses" },
	{ "id = :nope", "value used in expression is not defined; attribute value: :nope" },
	{ "#nope = :x", "name used in the document path is not defined; attribute name: #nope" },
	{ "status = :x", "Attribute name is a reserved keyword; reserved keyword: status" },
	{ "mp.Name = :x", "reserved keyword: Name" },
	{ "n < :t", "Incorrect operand type for operator or function; operator or function: <, operand type: BOOL" },
	{ "n BETWEEN :six AND :one", "BETWEEN operator requires upper bound" },
	{ "n BETWEEN :six", "Syntax error" },
	{ "begins_with(id, :five)",
	    "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N" },
	{ "attribute_type(id, :odd)", "Invalid attribute type name found; type: odd" },
	{ "attribute_type(id, :five)", "operand type: N" },
	{ "attribute_exists(:x)", "requires a document path" },
	{ "attribute_exists(id, n)", "Syntax error" },
	{ "lst[x] = :x", "Syntax error" },
	{ "lst[-1] = :x", "Syntax error" },
	{ "lst[1 = :x", "Syntax error" },
	{ "mp. = :x", "Syntax error" },
	{ "n IN ()", "Syntax error" },
	{ "n IN :x", "Syntax error" },
	{ "\xff = :x", "Syntax error" },
};

static void
conditions_are_evaluated(void **state)
{
	struct fixture f;

	(void)state;
	fixture_open(&f);
	for (size_t i = 0; i < COUNT(conditions); i++) {
		struct dyn_node *node;
		struct err e = { 0 };

		if (dyn_condition_read(&f.names, "ConditionExpression", str_z(conditions[i].text), &node, &e) < 0)
			fail_msg("%s: %s", conditions[i].text, e.msg);
		assert_case(conditions[i].text, dyn_condition_holds(node, &f.item) == conditions[i].want);
	}
	arena_release(&f.arena);
}

static void
bad_conditions_are_refused_in_dynamodbs_words(void **state)
{
	struct fixture f;

	(void)state;
	fixture_open(&f);
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct dyn_node *node;
		struct err e = { 0 };

		assert_case(refused[i].text,
		    dyn_condition_read(&f.names, "ConditionExpression", str_z(refused[i].text), &node, &e) < 0);
		if (!strstr(e.msg, refused[i].want) || !err_is_aws(&e, "ValidationException"))
			fail_msg("%s\n got: %s\nwant: %s", refused[i].text, e.msg, refused[i].want);
	}
	arena_release(&f.arena);
}

static void
every_beginning_of_a_condition_is_read_or_refused(void **state)
{
	const char text[] =
	    "NOT (size(txt) = :five AND (attribute_type(lst[2].k, :S) OR n BETWEEN :one AND :six)) AND id IN (:x, #n)";
	struct fixture f;

	(void)state;
	fixture_open(&f);
	for (size_t n = 0; n < sizeof(text); n++) {
		struct dyn_node *node;
		struct err e = { 0 };
		int ret = dyn_condition_read(&f.names, "ConditionExpression", (struct str){ text, n }, &node, &e);

		assert_true(ret == 0 || err_is_aws(&e, "ValidationException"));
	}
	arena_release(&f.arena);
}

static void
no_item_satisfies_only_what_asks_for_nothing(void **state)
{
	static const struct {
		const char *text;
		bool want;
	} cases[] = {
		{ "attribute_not_exists(id)", true },
		{ "attribute_exists(id)", false },
		{ "id = :x", false },
		{ "id <> :x", true },
		{ "size(id) < :five", false },
		{ "NOT id = :x", true },
	};
	struct dyn_node *node;
	struct fixture f;

	(void)state;
	fixture_open(&f);
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(dyn_condition_read(&f.names, "ConditionExpression", str_z(cases[i].text), &node, NULL),
		    0);
		assert_case(cases[i].text, dyn_condition_holds(node, NULL) == cases[i].want);
	}
	arena_release(&f.arena);
}

/* ---- updates ---------------------------------------------------------------------------------------------------- */

static const struct {
	const char *text, *path, *want;
} updates[] = {
	{ "SET id = :five", "id", "{'N':'5'}" },
	{ "SET fresh = :x", "fresh", "{'S':'x'}" },
	{ "SET n = n + :one", "n", "{'N':'6'}" },
	{ "SET n = n - :six", "n", "{'N':'-1'}" },
	{ "SET n = :one + n", "n", "{'N':'6'}" },
	{ "SET taken = if_not_exists(holder, :x)", "taken", "{'S':'x'}" },
	{ "SET taken = if_not_exists(id, :five)", "taken", "{'S':'x'}" },
	{ "SET n = if_not_exists(cnt, :five) + :one", "n", "{'N':'6'}" },
	{ "SET lst = list_append(lst, :list)", "lst[3]", "{'S':'more'}" },
	{ "SET lst = list_append(:list, lst)", "lst[0]", "{'S':'more'}" },
	{ "SET fresh = list_append(if_not_exists(fresh, :empty), :list)", "fresh", "{'L':[{'S':'more'}]}" },
	{ "SET lst[1] = :x", "lst", "{'L':[{'S':'zero'},{'S':'x'},{'M':{'k':{'S':'deep'}}}]}" },
	{ "SET lst[9] = :x", "lst[3]", "{'S':'x'}" },
	{ "SET lst[2].k = :x", "lst[2]", "{'M':{'k':{'S':'x'}}}" },
	{ "SET mp.b.e = :x", "mp.b", "{'M':{'c':{'S':'d'},'e':{'S':'x'}}}" },
	{ "SET #s = :x, n = :one", "n", "{'N':'1'}" },
	{ "SET id = n, n = id", "n", "{'S':'x'}" },
	{ "set id = :five remove n", "id", "{'N':'5'}" },
	{ "REMOVE id", "id", NULL },
	{ "REMOVE mp.b.c", "mp.b", "{'M':{}}" },
	{ "REMOVE lst[0]", "lst", "{'L':[{'N':'1'},{'M':{'k':{'S':'deep'}}}]}" },
	{ "REMOVE lst[0], lst[1]", "lst", "{'L':[{'M':{'k':{'S':'deep'}}}]}" },
	{ "REMOVE nix", "nix", NULL },
	{ "ADD n :one", "n", "{'N':'6'}" },
	{ "ADD cnt :one", "cnt", "{'N':'1'}" },
	{ "ADD ss :c", "ss", "{'SS':['a','b','c']}" },
	{ "ADD ss :ab", "ss", "{'SS':['a','b']}" },
	{ "ADD fresh :c", "fresh", "{'SS':['c']}" },
	{ "ADD ns :ns", "ns", "{'NS':['1','2','3']}" },
	{ "DELETE ns :ns", "ns", "{'NS':['1']}" },
	{ "DELETE ss :ab", "ss", NULL },
	{ "DELETE nix :ab", "nix", NULL },
	{ "SET n = :one ADD cnt :one REMOVE id DELETE ss :ab", "cnt", "{'N':'1'}" },
};

static const struct {
	const char *text, *want;
} bad_updates[] = {
	{ "", "can not be empty" },
	{ "SET", "Syntax error" },
	{ "SET id", "Syntax error" },
	{ "SET id = ", "Syntax error" },
	{ "SET id = :x,", "Syntax error" },
	{ "id = :x", "Syntax error; token: \"id\"" },
	{ "SET id = :x SET n = :one", "The \"SET\" section can only be used once" },
	{ "SET status = :x", "reserved keyword: status" },
	{ "SET id = :nope", "attribute value: :nope" },
	{ "SET id = :x, id = :x", "Two document paths overlap" },
	{ "SET mp = :map REMOVE mp.a", "Two document paths overlap" },
	{ "SET n = n + n + n", "Syntax error; token: \"+\"" },
	{ "SET n = (n + :one)", "Syntax error" },
	{ "ADD id :x", "Incorrect operand type for operator or function; operator: ADD, operand type: S" },
	{ "ADD id n", "Syntax error" },
	{ "DELETE ss :five", "operator: DELETE, operand type: N" },
	{ "REMOVE id = :x", "Syntax error" },
	{ "SET n = nix", "refers to an attribute that does not exist in the item" },
	{ "SET n = id + :one", "incorrect data type" },
	{ "SET n = list_append(id, :list)", "incorrect data type" },
	{ "ADD id :one", "incorrect data type" },
	{ "ADD n :ab", "incorrect data type" },
	{ "SET nix.a = :x", "document path provided in the update expression is invalid" },
	{ "SET id.a = :x", "document path provided in the update expression is invalid" },
	{ "SET mp[0] = :x", "document path provided in the update expression is invalid" },
};

static int
update(struct fixture *f, const char *text, struct dyn_value *out, struct err *e)
{
	struct dyn_update u;

	return dyn_update_read(&f->names, str_z(text), &u, e) < 0 ? -1 :
								    dyn_update_apply(&f->arena, &u, &f->item, out, e);
}

static void
updates_make_new_items(void **state)
{
	struct fixture f;

	(void)state;
	fixture_open(&f);
	for (size_t i = 0; i < COUNT(updates); i++) {
		struct buf b = buf_in(&f.arena);
		struct json_writer w = json_writer(&b);
		const struct dyn_value *found;
		struct dyn_value out;
		struct dyn_paths paths;
		struct err e = { 0 };

		if (update(&f, updates[i].text, &out, &e) < 0)
			fail_msg("%s: %s", updates[i].text, e.msg);
		assert_int_equal(dyn_projection_read(&f.names, str_z(updates[i].path), &paths, NULL), 0);
		found = dyn_path_find(&out, &paths.p[0]);
		assert_case(updates[i].text, !found == !updates[i].want);
		if (!found)
			continue;
		dyn_value_write(&w, found);
		if (strcmp(buf_z(&b), quoted(&f.arena, updates[i].want).p))
			fail_msg("%s\n got: %s\nwant: %s", updates[i].text, buf_z(&b), updates[i].want);
	}
	arena_release(&f.arena);
}

static void
an_update_leaves_the_old_item_alone(void **state)
{
	struct fixture f;
	struct dyn_value *before, out;

	(void)state;
	fixture_open(&f);
	before = dyn_copy(&f.item);
	for (size_t i = 0; i < COUNT(updates); i++) {
		assert_int_equal(update(&f, updates[i].text, &out, NULL), 0);
		assert_case(updates[i].text, dyn_equal(before, &f.item));
	}
	free(before);
	arena_release(&f.arena);
}

static void
bad_updates_are_refused_in_dynamodbs_words(void **state)
{
	struct dyn_value out;
	struct fixture f;

	(void)state;
	fixture_open(&f);
	for (size_t i = 0; i < COUNT(bad_updates); i++) {
		struct err e = { 0 };

		assert_case(bad_updates[i].text, update(&f, bad_updates[i].text, &out, &e) < 0);
		if (!strstr(e.msg, bad_updates[i].want))
			fail_msg("%s\n got: %s\nwant: %s", bad_updates[i].text, e.msg, bad_updates[i].want);
	}
	arena_release(&f.arena);
}

/* ---- projections ------------------------------------------------------------------------------------------------ */

static void
projections_keep_the_shape(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "id", "{'id':{'S':'x'}}" },
		{ "id, nix, n", "{'id':{'S':'x'},'n':{'N':'5'}}" },
		{ "mp.b.c, mp.a", "{'mp':{'M':{'b':{'M':{'c':{'S':'d'}}},'a':{'N':'1'}}}}" },
		{ "lst[1]", "{'lst':{'L':[{'N':'1'}]}}" },
		{ "lst[2].k", "{'lst':{'L':[{'M':{'k':{'S':'deep'}}}]}}" },
		{ "#s", "{'status':{'S':'queued'}}" },
		{ "nix.x", "{}" },
	};
	struct fixture f;

	(void)state;
	fixture_open(&f);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf b = buf_in(&f.arena);
		struct json_writer w = json_writer(&b);
		struct dyn_paths paths;
		struct dyn_value out;

		assert_int_equal(dyn_projection_read(&f.names, str_z(cases[i].text), &paths, NULL), 0);
		out = dyn_project(&f.arena, &paths, &f.item);
		dyn_item_write(&w, &out);
		assert_string_equal(buf_z(&b), quoted(&f.arena, cases[i].want).p);
	}
	arena_release(&f.arena);
}

static void
reserved_words_are_known_in_any_case(void **state)
{
	(void)state;
	assert_true(dyn_reserved(STR("status")) && dyn_reserved(STR("ABORT")) && dyn_reserved(STR("Zone")) &&
	    dyn_reserved(STR("Name")));
	assert_false(dyn_reserved(STR("statu")) || dyn_reserved(STR("statuss")) || dyn_reserved(STR("fence")) ||
	    dyn_reserved(STR("")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conditions_are_evaluated),
		cmocka_unit_test(bad_conditions_are_refused_in_dynamodbs_words),
		cmocka_unit_test(every_beginning_of_a_condition_is_read_or_refused),
		cmocka_unit_test(no_item_satisfies_only_what_asks_for_nothing),
		cmocka_unit_test(updates_make_new_items),
		cmocka_unit_test(an_update_leaves_the_old_item_alone),
		cmocka_unit_test(bad_updates_are_refused_in_dynamodbs_words),
		cmocka_unit_test(projections_keep_the_shape),
		cmocka_unit_test(reserved_words_are_known_in_any_case),
	};

	return RUN(tests);
}
