#include "pack_bench.h"

#include "aws/services.h"
#include "engine/ids.h"
#include "engine/order_row.h"
#include "test.h"

struct str
job_text(struct arena *a, size_t n, const char *more)
{
	struct buf b = buf_in(a);

	buf_addz(&b, "{\"username\":\"ann\",\"commands_only\":true,\"job_timeout\":3600,\"orders\":[");
	for (size_t i = 0; i < n; i++)
		buf_printf(&b,
		    "%s{\"order_name\":\"o%zu\",\"cmds\":[\"echo %zu\"],\"timeout\":60,\"execution_target\":\"lambda\"%s}",
		    i ? "," : "", i + 1, i, more);
	buf_addz(&b, "]}");
	return buf_str(&b);
}

void
submit(void *ctx)
{
	struct submit *s = ctx;
	struct job *job = arena_new(s->arena, struct job);
	int64_t now_ms = s->by->rig->now_ms;
	struct pack p = { .job = job,
		.job_json = s->text,
		.run_id = STR(BENCH_RUN),
		.trace_id = str_z(s->trace_id),
		.entry = JOB_INIT,
		.issues = &s->issues };

	s->issues = job_issues_in(s->arena);
	if (job_parse(s->arena, s->text, JOB_INIT, job, &s->issues) < 0)
		fail_msg("%s", job_issue_text(s->arena, s->issues.errors).p);
	p.flow_id = flow_id(s->arena, job->username, p.trace_id, job->flow_label);
	p.answer_by_ms = now_ms + (s->answer_ms ? s->answer_ms : BENCH_ANSWER_MS);
	p.stop_by_ms = now_ms + (s->stop_ms ? s->stop_ms : BENCH_STOP_MS);
	memset(&s->err, 0, sizeof(s->err));
	s->rc = pack_job(&s->by->engine, s->arena, &p, &s->packed, &s->err);
}

void
bench_open(struct bench *b, size_t orders, const char *more)
{
	memset(b, 0, sizeof(*b));
	rig_open(&b->rig);
	sender_open(&b->sender, &b->rig);
	b->submit = (struct submit){ .by = &b->sender,
		.arena = &b->arena,
		.text = job_text(&b->arena, orders, more),
		.trace_id = "aaaaaaaa" };
}

void
bench_close(struct bench *b)
{
	sender_close(&b->sender);
	arena_release(&b->arena);
	rig_close(&b->rig);
}

struct run_row
row_of(struct bench *b)
{
	struct sender s;
	struct run_row row;
	struct err e;

	sender_open(&s, &b->rig);
	if (run_row_get(&s.engine, &b->arena, STR(BENCH_RUN), &row, &e) < 0) {
		row = (struct run_row){ 0 };
		assert_int_equal(e.code, ERR_NOT_FOUND);
	}
	sender_close(&s);
	return row;
}

size_t
rows_in(struct bench *b, size_t n)
{
	struct order_row *rows = arena_new_n(&b->arena, struct order_row, n);
	unsigned *nums = arena_new_n(&b->arena, unsigned, n);
	struct sender s;
	size_t count = 0;
	struct err e;

	for (size_t i = 0; i < n; i++)
		nums[i] = (unsigned)i + 1;
	sender_open(&s, &b->rig);
	assert_int_equal(order_rows_get(&s.engine, &b->arena, STR(BENCH_RUN), nums, n, rows, &e), 0);
	sender_close(&s);
	for (size_t i = 0; i < n; i++)
		count += rows[i].num == i + 1;
	return count;
}

struct json
sealed_of(struct bench *b, unsigned num)
{
	struct str zip = rig_object(&b->rig, &b->arena, key_bundle(&b->arena, STR(BENCH_RUN), num));
	struct json j;

	assert_true(zip.n > 0);
	assert_int_equal(json_parse(&b->arena, rig_unzip(&b->arena, zip, "secrets.enc.json"), NULL, &j, NULL, NULL), 0);
	return j;
}

struct str
variable(struct bench *b, unsigned num, const char *name)
{
	return json_str_or(json_get(json_get(sealed_of(b, num), "plain"), name), STR(""));
}

static struct str
parameter(struct bench *b, struct str name)
{
	struct str value = STR("");
	struct sender s;
	struct err e;

	sender_open(&s, &b->rig);
	if (ssm_get_parameter(&s.aws, &b->arena, name, 0, &value, &e) < 0)
		assert_int_equal(e.code, ERR_NOT_FOUND);
	value = arena_str(&b->arena, value);
	sender_close(&s);
	return value;
}

void
expect_active(const char *name, struct bench *b, size_t n)
{
	struct run_row row = row_of(b);
	struct str key = parameter(b, key_sops(&b->arena, b->rig.names.ssm_prefix, STR(BENCH_RUN)));
	struct str recipient = row.recipient;

	assert_case(name, row.status == RUN_ACTIVE);
	assert_case(name, row.order_count == n);
	assert_case(name, rows_in(b, n) == n);
	/* AGE-SECRET-KEY-1K<n> is the key of age1k<n>. */
	assert_case(name,
	    recipient.n > 5 && str_eq(str_sub(recipient, 5, recipient.n), str_sub(str_trim(key), 17, key.n)));
	for (unsigned i = 1; i <= n; i++)
		assert_case(name, str_eq(json_str_or(json_get(sealed_of(b, i), "for"), STR("")), recipient));
	assert_case(name, rig_object(&b->rig, &b->arena, key_plan(&b->arena, STR(BENCH_RUN))).n > 0);
	assert_case(name, rig_count(&b->rig, key_result(&b->arena, STR(BENCH_RUN), 0, STR(""))) == 1);
	assert_case(name, rig_count(&b->rig, STR("tmp/exec/" BENCH_RUN "/pending-")) == 0);
}

void
expect_ended(const char *name, struct bench *b, const char *reason)
{
	struct run_row row = row_of(b);

	assert_case(name, row.status == RUN_PACKING && row.fence == 1);
	if (str_find(row.packing_failure, str_z(reason)) == row.packing_failure.n)
		fail_msg("%s: \"" STR_FMT "\" does not say \"%s\"", name, STR_ARG(row.packing_failure), reason);
	assert_case(name, rig_count(&b->rig, key_result(&b->arena, STR(BENCH_RUN), 0, STR(""))) == 1);
}
