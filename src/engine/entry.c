#include "engine/entry.h"

#include "base/log.h"
#include "engine/ids.h"
#include "engine/pack.h"
#include "engine/request.h"

enum {
	ANSWER_MS = 20000,      /* of the 30 s that API Gateway waits */
	STOP_MARGIN_MS = 60000, /* before the function's own end; a third of a short one's time */
	EXIT_SYSTEM = 111,
};

/* An invocation of a job on its way to an answer. */
struct visit {
	struct entry *entry;
	struct invocation *inv;
	struct request request;
	struct job_issues issues;
	struct job job;
	struct pack pack;
};

static int64_t
stop_by_ms(const struct entry *entry, const struct invocation *inv)
{
	int64_t left_ms = inv->deadline_ms - world_now_ms(entry->engine->world);
	int64_t margin_ms = left_ms / 3 < STOP_MARGIN_MS ? left_ms / 3 : STOP_MARGIN_MS;

	return inv->deadline_ms - margin_ms;
}

static struct str
refused(struct visit *v, int status, const struct err *err)
{
	/* What is wrong with orders is listed; the error itself would only say it again. */
	if (v->issues.error_count)
		err = NULL;
	/* Who sent a record of SNS reads no answer. */
	if (!err && v->issues.error_count)
		log_warn("answered %d, %zu mistakes, the first: " STR_FMT, status, v->issues.error_count,
		    STR_ARG(job_issue_text(v->inv->arena, v->issues.errors)));
	return request_refused(v->inv->arena, &v->request, status, &v->issues, err, v->pack.run_id, v->pack.trace_id);
}

static struct str
accepted(struct visit *v, const struct packed *packed)
{
	struct arena *a = v->inv->arena;
	struct str done = key_done(a, v->pack.run_id), bucket = v->entry->engine->config.done_bucket;

	return request_ok(a, &v->request,
	    &(struct accepted){
		.run_id = v->pack.run_id,
		.trace_id = packed->trace_id,
		.flow_id = packed->flow_id,
		.done_endpt = arena_printf(a, "s3://" STR_FMT "/" STR_FMT, STR_ARG(bucket), STR_ARG(done)),
		.pr_search_tag = v->job.pr_search_tag.n ? v->job.pr_search_tag : v->pack.run_id,
		.issues = &v->issues,
	    });
}

/* Whose mistake an error is, as an HTTP status. */
static int
status_of(const struct err *e)
{
	switch (e->code) {
	case ERR_INPUT:
	case ERR_NOT_FOUND:
	case ERR_LIMIT:
		return e->retryable ? 503 : 400;
	case ERR_AWS:
	case ERR_PROTO:
	case ERR_TLS:
		return e->retryable ? 503 : 502;
	case ERR_NET:
	case ERR_TIMEOUT:
		return 503;
	default:
		return 500;
	}
}

/* The job's mistakes, all at once; nothing has been written yet. */
static int
check(struct visit *v)
{
	return job_parse(v->inv->arena, v->request.job, v->entry->kind, &v->job, &v->issues);
}

static void
fill_pack(struct visit *v)
{
	struct world *w = v->entry->engine->world;
	struct arena *a = v->inv->arena;
	const struct request *r = &v->request;
	struct pack *p = &v->pack;

	p->job = &v->job;
	p->job_json = r->job;
	p->run_id = r->run_id.n ? r->run_id : run_id_new(w, a);
	p->trace_id = r->trace_id.n ? r->trace_id : trace_id_new(w, a);
	p->flow_id = flow_id(a, v->job.username, p->trace_id, v->job.flow_label);
	p->entry = v->entry->kind;
	p->issues = &v->issues;
	p->stop_by_ms = stop_by_ms(v->entry, v->inv);
	p->answer_by_ms = r->kind == REQUEST_HTTP ? world_now_ms(w) + ANSWER_MS : p->stop_by_ms;
}

static int
submit(struct visit *v, struct str *answer, struct err *e)
{
	struct packed packed = { 0 };
	int status;

	fill_pack(v);
	log_context(v->pack.run_id);
	if (pack_job(v->entry->engine, v->inv->arena, &v->pack, &packed, e) < 0) {
		status = status_of(e);
		log_error("%s", e->msg);
		/* Nobody reads this answer; Lambda can deliver the record again. */
		if (v->request.kind == REQUEST_SNS && status >= 500)
			return -1;
		*answer = refused(v, status, e);
		return 0;
	}
	if (packed.how == PACKED || packed.how == PACK_CONTINUES) {
		*answer = accepted(v, &packed);
		return 0;
	}
	err_set(e, ERR_REFUSED, STR_FMT, STR_ARG(packed.reason));
	if (packed.how == PACK_ENDED)
		err_wrap(e, "run " STR_FMT " has ended; give another run_id", STR_ARG(v->pack.run_id));
	*answer = refused(v, 409, e);
	return 0;
}

/* A job that was read without mistakes, on its way to an answer. */
static int
take_job(struct visit *v, struct str *answer, struct err *e)
{
	if (check(v) == 0)
		return submit(v, answer, e);
	v->pack.run_id = v->request.run_id;
	*answer = refused(v, 400, NULL);
	return 0;
}

/* GitHub asks once whether anybody is there. */
static bool
is_ping(const struct request *r)
{
	struct json headers = json_get(r->event, "headers");

	for (struct json m = json_first(headers); json_exists(m); m = json_next(m))
		if (str_eq_nocase(json_key(m), STR("x-github-event")))
			return str_eqz(json_str_or(m, STR("")), "ping");
	return false;
}

static int
webhook(struct visit *v, struct str *answer, struct err *e)
{
	struct err why = { 0 };
	int status;

	if (webhook_gate_pass(&v->entry->gate, v->entry->engine, v->inv->arena, &v->request, &status, &why) < 0) {
		log_warn("answered %d: %s", status, why.msg);
		*answer = refused(v, status, &why);
		return 0;
	}
	if (is_ping(&v->request)) {
		*answer = request_pong(v->inv->arena, &v->request);
		return 0;
	}
	if (request_read_webhook(v->inv->arena, &v->request, &v->issues, &status) == 0)
		return take_job(v, answer, e);
	*answer = refused(v, status, NULL);
	return 0;
}

int
entry_handle(void *ctx, struct invocation *inv, struct str *answer, struct err *e)
{
	struct visit v = { .entry = ctx, .inv = inv, .issues = job_issues_in(inv->arena) };
	int status = 0;
	int read = request_read(inv->arena, inv->event, inv->request_id, &v.request, &v.issues, &status);

	log_context(STR(""));
	if (read < 0) {
		*answer = refused(&v, status, NULL);
	} else if (v.request.webhook) {
		return webhook(&v, answer, e);
	} else if (v.request.kind == REQUEST_CONTINUE) {
		*answer = STR("{}");
		return pack_continue(v.entry->engine, inv->arena, inv->event, stop_by_ms(v.entry, inv), e);
	} else {
		return take_job(&v, answer, e);
	}
	return 0;
}

int
entry_main(const char *program, enum job_entry kind)
{
	static const enum aws_service warm[] = { AWS_DYNAMODB, AWS_S3, AWS_SSM, AWS_STATES };
	struct arena arena = ARENA_EMPTY;
	struct engine engine;
	struct world world = { 0 };
	struct aws aws;
	struct entry entry = { .engine = &engine, .kind = kind };
	struct err e = { 0 };
	struct engine_options options = {
		.program = program,
		.needs = NEED_ORDERS_TABLE | NEED_EVENTS_TABLE | NEED_LOCKS_TABLE | NEED_INTERNAL_BUCKET |
		    NEED_DONE_BUCKET | NEED_WATCHDOG_SFN,
		.warm = warm,
		.warm_count = COUNT(warm),
	};

	if (engine_open(&engine, &world, &aws, &arena, &options, &e) < 0) {
		log_error("start: %s", e.msg);
		runtime_init_error(&world, &e);
		return EXIT_SYSTEM;
	}
	if (runtime_serve(&world, entry_handle, &entry, &e) < 0) {
		log_error("%s", e.msg);
		return EXIT_SYSTEM;
	}
	return 0;
}
