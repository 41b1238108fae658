/* What a run consists of when its job is packed, with the real engine over the pure services. */
#include "pack_bench.h"

#include "aws/dynamodb.h"
#include "codec/base64.h"
#include "codec/zip.h"
#include "engine/ids.h"
#include "test.h"

static void
a_job_becomes_an_active_run(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, 3, ",\"env_vars\":{\"COLOR\":\"red\"}");
	submit(&b.submit);
	assert_int_equal(b.submit.rc, 0);
	assert_int_equal(b.submit.packed.how, PACKED);
	expect_active("three orders", &b, 3);
	assert_true(str_eqz(variable(&b, 2, "COLOR"), "red"));
	assert_true(str_eqz(variable(&b, 2, "CMDS"), "[\"echo 1\"]"));
	assert_true(str_eqz(variable(&b, 2, "ORDER_ID"), "o2"));
	assert_true(str_eqz(variable(&b, 2, "ORDER_NUM"), "0002"));
	assert_true(str_eqz(variable(&b, 2, "RUN_ID"), BENCH_RUN));
	assert_true(str_eqz(variable(&b, 2, "TRACE_ID"), "aaaaaaaa"));
	assert_true(str_eqz(variable(&b, 2, "FLOW_ID"), "ann:aaaaaaaa-exec"));
	assert_true(str_eqz(variable(&b, 2, "TIMEOUT"), "60"));
	assert_true(
	    str_find(variable(&b, 2, "CALLBACK_URL"), STR("0002/result.json?")) < variable(&b, 2, "CALLBACK_URL").n);
	bench_close(&b);
}

static long
calls_for(size_t orders)
{
	struct bench b;
	long calls;

	bench_open(&b, orders, "");
	submit(&b.submit);
	assert_int_equal(b.submit.packed.how, PACKED);
	calls = b.rig.calls;
	bench_close(&b);
	return calls;
}

static void
an_order_costs_one_upload_and_a_share_of_a_transaction(void **state)
{
	(void)state;
	assert_int_equal(calls_for(450) - calls_for(50), 400 + 400 / 50);
	assert_true(calls_for(50) < 50 + 16);
}

static void
a_repeated_submit_answers_the_same_and_packs_nothing(void **state)
{
	struct bench b;
	long bundles;

	(void)state;
	bench_open(&b, 3, "");
	submit(&b.submit);
	bundles = b.rig.bundles;
	b.submit.trace_id = "bbbbbbbb";
	submit(&b.submit);
	assert_int_equal(b.submit.rc, 0);
	assert_int_equal(b.submit.packed.how, PACKED);
	assert_true(str_eqz(b.submit.packed.trace_id, "aaaaaaaa"));
	assert_true(str_eqz(b.submit.packed.flow_id, "ann:aaaaaaaa-exec"));
	assert_int_equal(b.rig.bundles, bundles);
	bench_close(&b);
}

static void
another_job_under_the_same_run_id_is_a_conflict(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, 3, "");
	submit(&b.submit);
	b.submit.text = job_text(&b.arena, 4, "");
	submit(&b.submit);
	assert_int_equal(b.submit.rc, 0);
	assert_int_equal(b.submit.packed.how, PACK_CONFLICT);
	assert_int_equal(row_of(&b).order_count, 3);
	bench_close(&b);
}

static void
credentials_are_fetched_once_and_later_ones_win(void **state)
{
	struct buf pairs = { 0 };
	long before = calls_for(20);
	struct str zip, sources;
	struct bench b;

	(void)state;
	bench_open(&b, 20,
	    ",\"env_vars\":{\"A\":\"env\",\"B\":\"env\",\"C\":\"env\"},\"ssm_paths\":[\"/team/db\"],"
	    "\"secret_manager_paths\":[\"aws:::secretd:prod/api-token\",\"aws:::secretd:prod/more\"]");
	pairs = buf_in(&b.arena);
	base64_encode(&pairs, STR("{\"B\":\"ssm\",\"C\":\"ssm\",\"RUN_ID\":\"mine\"}"));
	cloud_put_parameter(b.rig.cloud, b.rig.now_ms, STR("/team/db"), buf_str(&pairs));
	cloud_put_secret(b.rig.cloud, b.rig.now_ms, STR("prod/api-token"), STR("tango"));
	cloud_put_secret(b.rig.cloud, b.rig.now_ms, STR("prod/more"), STR("{\"C\":7,\"D\":true}"));
	submit(&b.submit);
	assert_int_equal(b.submit.rc, 0);
	assert_int_equal(b.rig.calls - before, 3);
	assert_true(str_eqz(variable(&b, 20, "A"), "env"));
	assert_true(str_eqz(variable(&b, 20, "B"), "ssm"));
	assert_true(str_eqz(variable(&b, 20, "C"), "7"));
	assert_true(str_eqz(variable(&b, 20, "D"), "true"));
	assert_true(str_eqz(variable(&b, 20, "API_TOKEN"), "tango"));
	assert_true(str_eqz(variable(&b, 20, "RUN_ID"), BENCH_RUN));
	zip = rig_object(&b.rig, &b.arena, key_bundle(&b.arena, STR(BENCH_RUN), 20));
	sources = rig_unzip(&b.arena, zip, "secrets.src");
	assert_true(str_find(sources, STR("\tB C\n")) < sources.n);
	assert_true(str_find(sources, STR("aws:::secretd:prod/api-token\tAPI_TOKEN\n")) < sources.n);
	assert_true(str_find(sources, STR("aws:::secretd:prod/more\tC D\n")) < sources.n);
	bench_close(&b);
}

/* ---- a run_id that was used before ---- */

static void
a_run_id_whose_watchdog_is_over_is_a_conflict_and_leaves_no_row(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, 3, "");
	b.rig.watchdogs_end = true;
	submit(&b.submit);
	assert_int_equal(b.submit.packed.how, PACKED);
	/* A day later the row has expired; here it is taken away. */
	{
		struct str pk = arena_printf(&b.arena, "lock:" BENCH_RUN), body;
		struct json answer;
		struct err e;

		body = arena_printf(&b.arena,
		    "{\"TableName\":\"" STR_FMT "\",\"Key\":{\"pk\":{\"S\":\"" STR_FMT "\"}}}",
		    STR_ARG(b.rig.names.locks_table), STR_ARG(pk));
		assert_int_equal(ddb_call(&b.sender.aws, &b.arena, "DeleteItem", body, &answer, NULL, &e), 0);
	}
	b.submit.text = job_text(&b.arena, 2, "");
	submit(&b.submit);
	assert_int_equal(b.submit.rc, 0);
	assert_int_equal(b.submit.packed.how, PACK_CONFLICT);
	assert_int_equal(row_of(&b).order_count, 0);
	bench_close(&b);
}

static void
a_run_id_that_is_done_is_a_conflict_and_leaves_no_row(void **state)
{
	struct bench b;
	struct err e;

	(void)state;
	bench_open(&b, 3, "");
	assert_int_equal(cloud_put_object(b.rig.cloud, b.rig.now_ms, b.rig.names.done_bucket, STR(BENCH_RUN "/done"),
			     STR("{}"), &e),
	    0);
	submit(&b.submit);
	assert_int_equal(b.submit.rc, 0);
	assert_int_equal(b.submit.packed.how, PACK_CONFLICT);
	assert_int_equal(row_of(&b).order_count, 0);
	bench_close(&b);
}

/* ---- code ---- */

static int
add_memory(void *ctx, const void *p, size_t n, struct err *e)
{
	(void)e;
	buf_add(ctx, (struct str){ p, n });
	return 0;
}

static void
put_code(struct bench *b, const char *key)
{
	struct buf zip = buf_in(&b->arena);
	struct zip_writer w;
	struct err e;

	zip_writer_open(&w, &b->arena, &(struct zip_sink){ add_memory, &zip }, 0);
	zip_add(&w, STR("README"), 0644, STR("all of it"), &e);
	zip_add(&w, STR("infra/net/main.tf"), 0640, STR("resource"), &e);
	zip_add(&w, STR("infra/run.sh"), 0755, STR("#!/bin/sh"), &e);
	zip_add_symlink(&w, STR("infra/net/link"), STR("../run.sh"), &e);
	assert_int_equal(zip_writer_close(&w, &e), 0);
	assert_int_equal(cloud_put_object(b->rig.cloud, b->rig.now_ms, b->rig.names.internal_bucket, str_z(key),
			     buf_str(&zip), &e),
	    0);
}

static const struct {
	const char *name, *folder;
	const char *there, *content; /* a file of the bundle */
	const char *refused;         /* or the end of the error */
} codes[] = {
	{ "all of it", "", "code/infra/net/main.tf", "resource", NULL },
	{ "a folder", "infra", "code/net/main.tf", "resource", NULL },
	{ "a link out of the folder", "infra/net", NULL, NULL, "link" },
	{ "no such folder", "infra/absent", NULL, NULL, "has no folder infra/absent" },
	{ "a file for a folder", "README", NULL, NULL, "README is a file" },
	{ "half a name", "inf", NULL, NULL, "has no folder inf" },
};

static void
code_comes_from_the_archive_and_its_folder(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(codes); i++) {
		const char *folder = codes[i].folder;
		struct bench b;

		bench_open(&b, 3, "");
		b.submit.text = job_text(&b.arena, 3,
		    arena_printf(&b.arena, ",\"s3_location\":\"s3://" STR_FMT "/code.zip\"%s%s%s",
			STR_ARG(b.rig.names.internal_bucket), *folder ? ",\"git_folder\":\"" : "", folder,
			*folder ? "\"" : "")
			.p);
		put_code(&b, "code.zip");
		submit(&b.submit);
		if (codes[i].refused) {
			assert_case(codes[i].name, b.submit.rc == -1);
			if (!strstr(b.submit.err.msg, codes[i].refused))
				fail_msg("%s: %s", codes[i].name, b.submit.err.msg);
			expect_ended(codes[i].name, &b, "orders[0] (o1)");
		} else {
			struct str zip = rig_object(&b.rig, &b.arena, key_bundle(&b.arena, STR(BENCH_RUN), 3));

			assert_case(codes[i].name, b.submit.rc == 0);
			assert_true(str_eqz(rig_unzip(&b.arena, zip, codes[i].there), codes[i].content));
		}
		bench_close(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_job_becomes_an_active_run),
		cmocka_unit_test(an_order_costs_one_upload_and_a_share_of_a_transaction),
		cmocka_unit_test(a_repeated_submit_answers_the_same_and_packs_nothing),
		cmocka_unit_test(another_job_under_the_same_run_id_is_a_conflict),
		cmocka_unit_test(credentials_are_fetched_once_and_later_ones_win),
		cmocka_unit_test(a_run_id_whose_watchdog_is_over_is_a_conflict_and_leaves_no_row),
		cmocka_unit_test(a_run_id_that_is_done_is_a_conflict_and_leaves_no_row),
		cmocka_unit_test(code_comes_from_the_archive_and_its_folder),
	};

	return RUN(tests);
}
