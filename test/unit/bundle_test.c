#include "engine/bundle.h"

#include "test.h"

/* ---- the environment ---- */

static const struct pair job_vars[] = {
	{ { "Z", 1 }, { "job", 3 } },
	{ { "A", 1 }, { "job", 3 } },
	{ { "B", 1 }, { "job", 3 } },
};
static const struct pair parameter_vars[] = {
	{ { "A", 1 }, { "ssm", 3 } },
	{ { "B", 1 }, { "ssm", 3 } },
	{ { "TIMEOUT", 7 }, { "1", 1 } },
};
static const struct pair secret_vars[] = {
	{ { "B", 1 }, { "sm", 2 } },
	{ { "B", 1 }, { "twice", 5 } },
};
static struct str commands[] = { { "echo \"x\"", 8 }, { "true", 4 } };

static struct order
order_for(enum target target)
{
	return (struct order){ .num = 12,
		.name = STR("deploy"),
		.target = target,
		.timeout_s = 60,
		.cmds = commands,
		.cmd_count = 2,
		.env = (struct pair *)job_vars,
		.env_count = COUNT(job_vars) };
}

static void
make_env(struct arena *a, const struct order *o, struct bundle_env *env)
{
	static const struct bundle_ids ids = { { "run", 3 }, { "trace", 5 }, { "flow", 4 }, { "https://x/", 10 } };
	static const struct secret parameter = { { "/db", 3 }, (struct pair *)parameter_vars, COUNT(parameter_vars) };
	static const struct secret manager = { { "aws:::secretd:db", 16 }, (struct pair *)secret_vars,
		COUNT(secret_vars) };
	/* The order in which they are named does not decide. */
	const struct secret *secrets[] = { &manager, &parameter };

	bundle_env(a, o, secrets, COUNT(secrets), &ids, env);
}

static void
later_sources_win_and_the_engine_last(void **state)
{
	struct arena a = ARENA_EMPTY;
	struct order o = order_for(TARGET_LAMBDA);
	struct bundle_env env;

	(void)state;
	make_env(&a, &o, &env);
	assert_string_equal(arena_z(&a, bundle_env_json(&a, &env)),
	    "{\"A\":\"ssm\",\"B\":\"twice\",\"CALLBACK_URL\":\"https://x/\",\"CMDS\":\"[\\\"echo \\\\\\\"x\\\\\\\"\\\",\\\"true\\\"]\","
	    "\"FLOW_ID\":\"flow\",\"ORDER_ID\":\"deploy\",\"ORDER_NUM\":\"0012\",\"RUN_ID\":\"run\",\"TIMEOUT\":\"60\","
	    "\"TRACE_ID\":\"trace\",\"Z\":\"job\"}");
	arena_release(&a);
}

static void
sources_name_what_was_fetched_but_not_what_the_engine_overruled(void **state)
{
	struct arena a = ARENA_EMPTY;
	struct order o = order_for(TARGET_LAMBDA);
	struct bundle_env env;

	(void)state;
	make_env(&a, &o, &env);
	assert_string_equal(arena_z(&a, env.sources), "aws:::secretd:db\tB B\n/db\tA B\n");
	arena_release(&a);
}

/* ---- the archive ---- */

static int
add_memory(void *ctx, const void *p, size_t n, struct err *e)
{
	(void)e;
	buf_add(ctx, (struct str){ p, n });
	return 0;
}

static int
read_memory(void *ctx, uint64_t offset, void *p, size_t n, struct err *e)
{
	const struct str *text = ctx;

	if (offset + n > text->n)
		return err_set(e, ERR_INPUT, "out of the archive");
	memcpy(p, text->p + offset, n);
	return 0;
}

static const struct {
	const char *name;
	enum target target;
	bool stripped;
	const char *want; /* path and mode of every entry, one a line */
	bool bears_values;
} bundles[] = {
	{ "for a worker", TARGET_LAMBDA, false, "secrets.enc.json 600\nenv_vars.env 644\nsecrets.src 644\n", true },
	{ "stripped", TARGET_CODEBUILD, true, "env_vars.env 644\nsecrets.src 644\n", false },
	{ "for a host", TARGET_SSM, false, "env_vars.json 600\ncmds.json 600\nsecrets.src 644\n", true },
	{ "for a host, stripped", TARGET_SSM, true, "cmds.json 600\nsecrets.src 644\n", false },
};

static struct str
list(struct arena *a, struct str *zip, bool *bears_values)
{
	struct buf out = buf_in(a);
	struct zip_entry entry;
	bool more;
	struct zip z;
	struct err e;

	*bears_values = false;
	assert_int_equal(zip_open(&z, a, &(struct zip_source){ read_memory, zip, zip->n }, NULL, &e), 0);
	while (zip_next(&z, &entry, &more, &e) == 0 && more) {
		struct str content;

		buf_printf(&out, STR_FMT " %o\n", STR_ARG(entry.tree.path), (unsigned)entry.tree.mode);
		assert_int_equal(zip_read(&z, entry.tree.path, 65536, &content, &e), 0);
		*bears_values = *bears_values || str_find(content, STR("twice")) < content.n;
	}
	return (struct str){ buf_z(&out), out.n };
}

static void
a_bundle_has_what_its_target_needs(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bundles); i++) {
		struct arena a = ARENA_EMPTY;
		struct order o = order_for(bundles[i].target);
		struct buf out = buf_in(&a);
		struct bundle_env env;
		struct bundle b = { .order = &o,
			.env = &env,
			.sealed = STR("{\"sealed\":\"twice\"}"),
			.stripped = bundles[i].stripped };
		struct str zip, got;
		struct err e;
		bool bears;

		make_env(&a, &o, &env);
		assert_int_equal(bundle_write(&a, &b, &(struct zip_sink){ add_memory, &out }, &e), 0);
		zip = buf_str(&out);
		got = list(&a, &zip, &bears);
		assert_string_equal(got.p, bundles[i].want);
		assert_case(bundles[i].name, bears == bundles[i].bears_values);
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(later_sources_win_and_the_engine_last),
		cmocka_unit_test(sources_name_what_was_fetched_but_not_what_the_engine_overruled),
		cmocka_unit_test(a_bundle_has_what_its_target_needs),
	};

	return RUN(tests);
}
