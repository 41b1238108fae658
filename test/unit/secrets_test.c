#include "engine/secrets.h"

#include "codec/base64.h"
#include "fake_net.h"
#include "test.h"

static const struct {
	const char *in;
	enum secret_store store;
	const char *path;    /* or */
	const char *refused; /* a part of the message */
} locations[] = {
	{ "aws:::ssm:/team/db", SECRET_SSM, "/team/db", NULL },
	{ "/team/db", SECRET_SSM, "/team/db", NULL },
	{ "db", SECRET_SSM, "db", NULL },
	{ "aws:::secretd:prod/db", SECRET_MANAGER, "prod/db", NULL },
	{ "aws:::secretd:arn:aws:secretsmanager:eu-west-1:1:secret:prod/db", SECRET_MANAGER,
	    "arn:aws:secretsmanager:eu-west-1:1:secret:prod/db", NULL },
	{ "gcp:::secret:x", SECRET_SSM, NULL, "gcp:::secret:x: a credential location is aws:::ssm:<path>" },
	{ "aws:::vault:x", SECRET_SSM, NULL, "aws:::vault:x: a credential location is" },
	{ "aws:::ssm:", SECRET_SSM, NULL, "has no path" },
	{ "", SECRET_SSM, NULL, "has no path" },
};

static void
a_location_names_store_and_path(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(locations); i++) {
		enum secret_store store;
		struct str path;
		struct err e;
		int rc = secret_location(str_z(locations[i].in), &store, &path, &e);

		if (locations[i].refused) {
			assert_case(locations[i].in, rc == -1 && e.code == ERR_INPUT);
			assert_case(locations[i].in, strstr(e.msg, locations[i].refused) != NULL);
			continue;
		}
		assert_case(locations[i].in, rc == 0 && store == locations[i].store);
		assert_case(locations[i].in, str_eqz(path, locations[i].path));
	}
}

static const struct {
	const char *name, *location;
	const char *value;   /* of the parameter (before base64), or of the secret */
	bool plain;          /* a parameter's value as it is, not base64 */
	const char *want;    /* NAME=value, one a line; or */
	const char *refused; /* the whole message */
} values[] = {
	{ "pairs", "/team/db", "{\"USER\":\"ann\",\"PASS\":\"se cret\"}", false, "USER=ann\nPASS=se cret\n", NULL },
	{ "no pairs", "/team/db", "{}", false, "", NULL },
	{ "a number", "/team/db", "{\"A\":\"x\",\"PORT\":5432}", false, NULL,
	    "/team/db: member 2 is none of the strings that it may hold" },
	{ "nesting", "/team/db", "{\"A\":{\"B\":\"tango\"}}", false, NULL,
	    "/team/db: member 1 is none of the strings that it may hold" },
	{ "a list", "/team/db", "[\"tango\"]", false, NULL,
	    "/team/db: the parameter's value is not base64 of a JSON object" },
	{ "no JSON", "/team/db", "tango", false, NULL,
	    "/team/db: the parameter's value is not base64 of a JSON object" },
	{ "no base64", "/team/db", "{tango}", true, NULL, "/team/db: the parameter's value is not base64" },
	{ "a bad name", "/team/db", "{\"tango!\":\"x\"}", false, NULL,
	    "/team/db: the name of member 1 cannot be an environment variable's" },
	{ "sops' own", "/team/db", "{\"sops\":\"x\"}", false, NULL,
	    "/team/db: the name of member 1 cannot be an environment variable's" },
	{ "a NUL", "/team/db", "{\"A\":\"tan\\u0000go\"}", false, NULL,
	    "/team/db: the value of member 1 has a NUL byte, which no environment can hold" },
	{ "a plain secret", "aws:::secretd:prod/api-token", "tango", false, "API_TOKEN=tango\n", NULL },
	{ "a secret's pairs", "aws:::secretd:prod/db", "{\"A\":\"x\",\"PORT\":5432,\"TLS\":true}", false,
	    "A=x\nPORT=5432\nTLS=true\n", NULL },
	{ "a secret nested", "aws:::secretd:prod/db", "{\"A\":[\"tango\"]}", false, NULL,
	    "aws:::secretd:prod/db: member 1 is none of the strings, numbers and booleans that it may hold" },
	{ "a list is a string", "aws:::secretd:list", "[1,2]", false, "LIST=[1,2]\n", NULL },
	{ "no name in the path", "aws:::secretd:prod/a.b", "tango", false, NULL,
	    "aws:::secretd:prod/a.b: the secret is a plain string, and the end of its path cannot be an environment variable's name; store "
	    "a JSON object" },
};

/* The service's answer with that value. */
static struct str
answer(struct arena *a, size_t i)
{
	bool secret = strstr(values[i].location, "secretd") != NULL;
	struct buf text = buf_in(a), out = buf_in(a);
	struct json_writer w = json_writer(&out);

	if (secret || values[i].plain)
		buf_addz(&text, values[i].value);
	else
		base64_encode(&text, str_z(values[i].value));
	json_object(&w);
	if (secret) {
		json_put_str(&w, "SecretString", buf_str(&text));
	} else {
		json_put_object(&w, "Parameter");
		json_put_str(&w, "Value", buf_str(&text));
		json_close(&w);
	}
	json_close(&w);
	return (struct str){ buf_z(&out), out.n };
}

static void
a_value_becomes_variables_or_an_error_without_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(values); i++) {
		struct arena a = ARENA_EMPTY;
		struct fake_reply reply = { .status = 200, .body = answer(&a, i).p };
		struct buf got = buf_in(&a);
		struct fake_net net;
		struct engine g = { .world = &net.w, .aws = &net.aws };
		struct secret secret;
		struct err e;
		int rc;

		fake_open(&net, &reply, 1);
		rc = secret_fetch(&g, &a, str_z(values[i].location), SECRET_PATIENCE_MS, &secret, &e);
		if (values[i].refused) {
			assert_case(values[i].name, rc == -1);
			assert_string_equal(e.msg, values[i].refused);
			assert_case(values[i].name, strstr(e.msg, "tango") == NULL);
		} else {
			assert_case(values[i].name, rc == 0);
			for (size_t k = 0; k < secret.count; k++)
				buf_printf(&got, STR_FMT "=" STR_FMT "\n", STR_ARG(secret.pairs[k].name),
				    STR_ARG(secret.pairs[k].value));
			assert_string_equal(buf_z(&got), values[i].want);
		}
		fake_close(&net);
		arena_release(&a);
	}
}

static const struct {
	const char *name, *location, *body, *path;
} absent[] = {
	{ "parameter", "/team/absent", "{\"__type\":\"ParameterNotFound\"}", "/team/absent" },
	{ "secret", "aws:::secretd:prod/absent", "{\"__type\":\"ResourceNotFoundException\",\"message\":\"no\"}",
	    "prod/absent" },
};

static void
what_does_not_exist_is_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(absent); i++) {
		struct fake_reply reply = { .status = 400, .body = absent[i].body };
		struct arena a = ARENA_EMPTY;
		struct fake_net net;
		struct engine g = { .world = &net.w, .aws = &net.aws };
		struct secret secret;
		struct err e;

		fake_open(&net, &reply, 1);
		assert_case(absent[i].name,
		    secret_fetch(&g, &a, str_z(absent[i].location), SECRET_PATIENCE_MS, &secret, &e) == -1);
		assert_case(absent[i].name, e.code == ERR_NOT_FOUND);
		assert_case(absent[i].name, strstr(e.msg, absent[i].path) != NULL);
		fake_close(&net);
		arena_release(&a);
	}
}

static void
one_secret_has_several_names(void **state)
{
	(void)state;
	static const struct {
		const char *location, *other;
		bool want;
	} cases[] = {
		{ "/hook", "/hook", true },
		{ "aws:::ssm:/hook", "/hook", true },
		{ "/hook:3", "aws:::ssm:/hook", true },
		{ "arn:aws:ssm:us-east-1:123456789012:parameter/hook", "/hook", true },
		{ "aws:::secretd:arn:aws:secretsmanager:us-east-1:123456789012:secret:hook-AbCdEf",
		    "aws:::secretd:hook", true },
		{ "aws:::secretd:hook", "aws:::secretd:hook", true },
		{ "/hooks", "/hook", false },
		{ "/team/hook", "/hook", false },
		{ "aws:::secretd:/hook", "/hook", false },
		{ "/hook", "", false },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		assert_case(cases[i].location,
		    secret_same(str_z(cases[i].location), str_z(cases[i].other)) == cases[i].want);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_secret_has_several_names),
		cmocka_unit_test(a_location_names_store_and_path),
		cmocka_unit_test(a_value_becomes_variables_or_an_error_without_it),
		cmocka_unit_test(what_does_not_exist_is_named),
	};

	return RUN(tests);
}
