#include "engine/target.h"

#include <assert.h>

#include "aws/s3.h"
#include "aws/services.h"
#include "engine/ids.h"
#include "engine/start.h"

enum {
	CODEBUILD_EXTRA_S = 600,
	CODEBUILD_MINUTES_MIN = 5,
	CODEBUILD_MINUTES_MAX = 2160,
	CODEBUILD_QUEUE_MINUTES_MAX = 480
};

static int
clamp(int64_t n, int least, int most)
{
	return n < least ? least : n > most ? most : (int)n;
}

enum started
start_failure(const struct err *e)
{
	static const char *const capacity[] = { "TooManyRequestsException", "ThrottlingException", "Throttling",
		"AccountLimitExceededException", "RequestLimitExceeded", "EC2ThrottledException",
		"ENILimitReachedException", "ProvisionedThroughputExceededException", "ExecutionLimitExceeded" };

	for (size_t i = 0; i < COUNT(capacity); i++)
		if (err_is_aws(e, capacity[i]))
			return START_NO_CAPACITY;
	return err_is_final(e) ? START_REFUSED : START_UNKNOWN;
}

static struct str
bundle_url(struct engine *g, struct arena *a, const struct plan *p, unsigned num)
{
	return arena_printf(a, "s3://" STR_FMT "/" STR_FMT, STR_ARG(g->config.internal_bucket),
	    STR_ARG(key_bundle(a, p->run_id, num)));
}

static enum started
lambda_start(const struct target_start *s, struct arena *a, struct order_start *out, struct err *e)
{
	struct engine *g = s->engine;
	const struct plan *p = s->plan;
	unsigned num = s->seats.num;
	const struct plan_order *o = &p->orders[num - 1];
	struct buf payload = buf_in(a);
	struct json_writer w = json_writer(&payload);
	struct str callback;

	if (s3_presign(g->aws, a, "PUT", g->config.internal_bucket, key_result(a, p->run_id, num, STR("")),
		o->presign_s, true, &callback, e) < 0)
		return START_UNKNOWN;
	json_object(&w);
	json_put_str(&w, START_S3_LOCATION, bundle_url(g, a, p, num));
	json_put_str(&w, START_INTERNAL_BUCKET, g->config.internal_bucket);
	json_put_str(&w, START_SOPS_KEY, o->sops_key_path);
	json_put_str(&w, START_CALLBACK_URL, callback);
	json_put_str(&w, START_RUN_ID, p->run_id);
	json_put_str(&w, START_ORDER_NUM, order_num(a, num));
	json_close(&w);
	if (lambda_invoke_async(g->aws, a, g->config.worker_lambda, buf_str(&payload), &out->execution_id, e) < 0)
		return start_failure(e);
	out->execution_url = arena_printf(a,
	    "https://" STR_FMT ".console.aws.amazon.com/lambda/home?region=" STR_FMT "#/functions/" STR_FMT,
	    STR_ARG(g->aws->region), STR_ARG(g->aws->region), STR_ARG(g->config.worker_lambda));
	return STARTED;
}

/* Everything here follows from the plan alone, so that a repeat with the same token is the same request. */
static enum started
codebuild_start_order(const struct target_start *s, struct arena *a, struct order_start *out, struct err *e)
{
	struct engine *g = s->engine;
	const struct plan *p = s->plan;
	unsigned num = s->seats.num;
	const struct plan_order *o = &p->orders[num - 1];
	struct http_header environment[] = {
		{ STR(START_ENV_S3_LOCATION), bundle_url(g, a, p, num) },
		{ STR(START_ENV_INTERNAL_BUCKET), g->config.internal_bucket },
		{ STR(START_ENV_SOPS_KEY), o->sops_key_path },
		{ STR(START_ENV_RUN_ID), p->run_id },
		{ STR(START_ENV_ORDER_NUM), order_num(a, num) },
	};
	struct codebuild_start start = {
		.project = g->config.codebuild_project,
		.token = arena_printf(a, STR_FMT "-" STR_FMT, STR_ARG(p->run_id), STR_ARG(order_num(a, num))),
		.image = o->image,
		.environment = environment,
		.environment_count = COUNT(environment),
		.timeout_minutes = clamp((o->timeout_s + CODEBUILD_EXTRA_S + 59) / 60, CODEBUILD_MINUTES_MIN,
		    CODEBUILD_MINUTES_MAX),
		.queued_timeout_minutes = clamp(g->config.codebuild_queue_s / 60, CODEBUILD_MINUTES_MIN,
		    CODEBUILD_QUEUE_MINUTES_MAX),
	};
	struct codebuild_build build;

	if (codebuild_start(g->aws, a, &start, &build, e) < 0)
		return start_failure(e);
	out->execution_id = build.id;
	out->execution_url = build.url;
	return STARTED;
}

/* Lambda has no way to stop an invocation. */
static int
lambda_stop(const struct seats *s, struct arena *a, const struct seat_held *held, struct err *e)
{
	(void)s;
	(void)a;
	(void)held;
	(void)e;
	return 0;
}

static int
codebuild_stop_order(const struct seats *s, struct arena *a, const struct seat_held *held, struct err *e)
{
	/* A claim names the build by its ARN, which ends in its id. */
	struct str arn = held->holder.execution_id;
	size_t slash = str_rchr(arn, '/');
	struct str id = slash < arn.n ? str_sub(arn, slash + 1, arn.n) : arn;

	if (!id.n || codebuild_stop(s->engine->aws, a, id, e) == 0 || e->code == ERR_NOT_FOUND)
		return 0;
	return -1;
}

const struct target_info targets[TARGETS] = {
	[TARGET_LAMBDA] = { .start = lambda_start, .stop = lambda_stop },
	[TARGET_CODEBUILD] = { .start = codebuild_start_order, .stop = codebuild_stop_order },
	[TARGET_SSM] = { .start = target_host_start, .stop = target_host_stop },
};

int
target_stop(struct engine *g, struct arena *a, struct str run, const struct order_row *row, struct err *e)
{
	struct seats seats = seats_of_row(g, run, row);

	for (size_t i = 0; i < seats.n; i++) {
		struct seat_held held = { .host = seats.hosts[i] };
		bool claimed = claim_read(g, a, run, row->num, held.host, &held.holder, e) == 0;

		if (!claimed && e->code != ERR_NOT_FOUND)
			return -1;
		if (!claimed && !held.host.n)
			held.holder = (struct claim){ .execution_id = row->execution_id };
		if (!held.holder.ender && targets[row->target].stop(&seats, a, &held, e) < 0)
			return -1;
	}
	return 0;
}
