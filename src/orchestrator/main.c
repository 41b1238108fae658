/*
 * orchestrator: woken by S3 events about results, kicks and end wishes; moves their runs forward (engine/run.h).
 */
#include "aws/runtime.h"
#include "base/log.h"
#include "codec/url.h"
#include "engine/ids.h"
#include "engine/run.h"

enum { LEAVE_MS = 60 * 1000 };

struct orchestrator {
	struct engine engine;
	struct run_cache cache;
};

struct news {
	struct str run;
	unsigned *nums;
	size_t n;
};

/* The news of one run, found or added. `all` has room for every record. */
static struct news *
news_of(struct arena *a, struct news *all, size_t *count, struct str run, size_t records)
{
	for (size_t i = 0; i < *count; i++)
		if (str_eq(all[i].run, run))
			return &all[i];
	all[*count] = (struct news){ .run = run, .nums = arena_new_n(a, unsigned, records) };
	return &all[(*count)++];
}

/* Sorts the event's records by run. What is no result's key is passed over: the bucket's rule is wider than ours. */
static size_t
read_records(struct arena *a, struct json records, struct news *all)
{
	size_t count = 0;

	for (struct json r = json_first(records); json_exists(r); r = json_next(r)) {
		struct str raw = json_str_or(json_get(json_get(json_get(r, "s3"), "object"), "key"), STR(""));
		struct buf key = buf_in(a);
		struct news *news;
		struct str run;
		unsigned num;

		/* S3 encodes keys in events as forms do. */
		if (url_decode(&key, raw, URL_QUERY, NULL) < 0 || !key_result_parse(buf_str(&key), &run, &num)) {
			log_warn("a record about " STR_FMT ": not a result's key", STR_ARG(raw));
			continue;
		}
		news = news_of(a, all, &count, run, json_len(records));
		news->nums[news->n++] = num;
	}
	return count;
}

/* A minute before the function's own end, or earlier where it has less than three. */
static int64_t
leave_by_ms(struct orchestrator *o, const struct invocation *inv)
{
	int64_t left_ms = inv->deadline_ms - world_now_ms(o->engine.world);

	return inv->deadline_ms - (left_ms / 3 < LEAVE_MS ? left_ms / 3 : LEAVE_MS);
}

static int
handle(void *ctx, struct invocation *inv, struct str *answer, struct err *e)
{
	struct orchestrator *o = ctx;
	struct json event, records;
	struct news *all;
	int result = 0;
	size_t count;

	*answer = STR("{}");
	if (json_parse(inv->arena, inv->event, NULL, &event, NULL, e) < 0)
		return err_wrap(e, "event");
	records = json_get(event, "Records");
	all = arena_new_n(inv->arena, struct news, json_len(records));
	count = read_records(inv->arena, records, all);
	for (size_t i = 0; i < count; i++) {
		struct err one = { 0 };

		log_context(all[i].run);
		if (run_handle(&o->engine, &o->cache, inv->arena, all[i].run, all[i].nums, all[i].n, inv->request_id,
			leave_by_ms(o, inv), &one) == 0)
			continue;
		log_error("%s", one.msg);
		*e = one;
		result = -1;
	}
	log_context(STR(""));
	return result;
}

int
main(void)
{
	static const enum aws_service warm[] = { AWS_DYNAMODB, AWS_S3, AWS_LAMBDA, AWS_STATES };
	struct arena process = ARENA_EMPTY;
	struct orchestrator o = { 0 };
	struct world world;
	struct aws aws;
	struct err e = { 0 };
	struct engine_options options = { .program = "orchestrator",
		.warm = warm,
		.warm_count = COUNT(warm),
		.needs = NEED_ORDERS_TABLE | NEED_EVENTS_TABLE | NEED_LOCKS_TABLE | NEED_INTERNAL_BUCKET |
		    NEED_DONE_BUCKET | NEED_WORKER_LAMBDA | NEED_CODEBUILD_PROJECT | NEED_WATCHDOG_SFN };

	if (engine_open(&o.engine, &world, &aws, &process, &options, &e) == 0 &&
	    runtime_serve(&world, handle, &o, &e) == 0)
		return 0;
	log_error("%s", e.msg);
	runtime_init_error(&world, &e);
	return 1;
}
