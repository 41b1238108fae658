#include "local/cloud.h"

#include <string.h>

#include "local/state.h"

static const char *const service_names[CLOUD_SERVICES + 1] = {
	[CLOUD_DYNAMODB] = "dynamodb",
	[CLOUD_S3] = "s3",
	[CLOUD_LAMBDA] = "lambda",
	[CLOUD_STATES] = "states",
	[CLOUD_CODEBUILD] = "codebuild",
	[CLOUD_SSM] = "ssm",
	[CLOUD_SECRETSMANAGER] = "secretsmanager",
	[CLOUD_STS] = "sts",
	[CLOUD_EXECUTE_API] = "execute-api",
	[CLOUD_SERVICES] = "?",
};

const char *
cloud_service_name(enum cloud_service s)
{
	return service_names[s];
}

struct cloud *
cloud_new(const struct cloud_config *config, struct err *e)
{
	struct cloud *c = heap_new(struct cloud);

	c->region = heap_str(config->region.n ? config->region : STR("us-east-1"));
	c->account_id = heap_str(config->account_id.n ? config->account_id : STR("000000000000"));
	c->random = config->seed;
	c->call_log = config->call_log;
	c->effects_end = &c->effects;
	c->records_end = &c->records;
	c->knobs = (struct cloud_knobs){ .events = { { .repeats = 1 }, { .repeats = 1 } },
		.watchdog_runs = true,
		.watchdog_orders = true };
	c->dyn = dyn_new(config);
	c->ssmd = ssmd_new();
	c->secretsd = secretsd_new();
	c->apid = apid_new(config);
	c->buildd = buildd_new(config);
	/* These hang themselves in, so that what they began is freed with the rest. */
	if (lambdad_new(c, config, e) && s3d_new(c, config, e) && commandd_new(c, config, e))
		c->statesd = statesd_new(config, e);
	if (c->statesd)
		return c;
	cloud_free(c);
	return NULL;
}

void
cloud_free(struct cloud *c)
{
	if (!c)
		return;
	timers_free(&c->timers);
	statesd_free(c);
	lambdad_free(c);
	buildd_free(c);
	commandd_free(c);
	deliveries_free(c);
	s3d_free(c);
	dyn_free(c->dyn);
	ssmd_free(c->ssmd);
	secretsd_free(c->secretsd);
	apid_free(c->apid);
	effects_free(c);
	records_free(c);
	credentials_clear(c);
	heap_str_free(&c->region);
	heap_str_free(&c->account_id);
	heap_free(c);
}

/* splitmix64 */
uint64_t
state_random(struct cloud *c)
{
	uint64_t z = c->random += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

uint64_t
state_random_below(struct cloud *c, uint64_t n)
{
	return n ? state_random(c) % n : 0;
}

struct str
state_uuid(struct cloud *c, struct arena *a)
{
	uint64_t x = state_random(c), y = state_random(c);

	return arena_printf(a, "%08x-%04x-4%03x-%04x-%012llx", (unsigned)(x >> 32), (unsigned)(x >> 16 & 0xffff),
	    (unsigned)(x & 0xfff), (unsigned)(0x8000 | (y >> 48 & 0x3fff)), (unsigned long long)(y & 0xffffffffffff));
}

struct str
cloud_function_arn(struct cloud *c, struct arena *a, struct str name)
{
	return arena_printf(a, "arn:aws:lambda:" STR_FMT ":" STR_FMT ":function:" STR_FMT, STR_ARG(c->region),
	    STR_ARG(c->account_id), STR_ARG(name));
}

struct str
cloud_machine_arn(struct cloud *c, struct arena *a, struct str name)
{
	return arena_printf(a, "arn:aws:states:" STR_FMT ":" STR_FMT ":stateMachine:" STR_FMT, STR_ARG(c->region),
	    STR_ARG(c->account_id), STR_ARG(name));
}

struct cloud_knobs *
cloud_knobs(struct cloud *c)
{
	return &c->knobs;
}

int64_t
cloud_next_ms(const struct cloud *c)
{
	return timers_next_ms(&c->timers);
}

void
cloud_tick(struct cloud *c, int64_t now_ms)
{
	/* The knobs may have changed. */
	statesd_resume(c, now_ms);
	buildd_pump(c, now_ms);
	for (struct timer *t; (t = timers_due(&c->timers, now_ms));)
		t->fire(c, now_ms, t->of);
	lambdad_pump(c, now_ms);
}

struct cloud_load
cloud_load(const struct cloud *c)
{
	struct cloud_load load = { 0 };

	lambdad_load(c, &load);
	buildd_load(c, &load);
	commandd_load(c, &load);
	statesd_load(c, &load);
	deliveries_load(c, &load);
	return load;
}

/* ---- performing ------------------------------------------------------------------------------------------------- */

static bool
speaks_json(enum cloud_service s)
{
	return s != CLOUD_S3 && s != CLOUD_STS && s != CLOUD_LAMBDA && s != CLOUD_EXECUTE_API;
}

static int
parse(struct op *o, const struct operation *op, struct err *e)
{
	const struct json_limits limits = { .bytes = 16u << 20, .depth = 64 };
	struct str text = o->req->body.bytes;

	if (json_parse(o->arena, text.n ? text : STR("{}"), &limits, &o->in, NULL, e) < 0)
		return fault(e, 400, "SerializationException", "The request is no JSON document: %s", e ? e->msg : "");
	if (json_type(o->in) != JSON_OBJECT)
		return fault(e, 400, "SerializationException", "The request must be a JSON object");
	return params_check(o->in, op->params, op->param_count, "", e);
}

static int
run_json(struct op *o, const struct operation *op, struct err *e)
{
	struct buf body = buf_in(o->arena);

	o->out = json_writer(&body);
	json_object(&o->out);
	if (parse(o, op, e) < 0 || op->run(o, e) < 0)
		return -1;
	json_close(&o->out);
	if (!json_done(&o->out))
		return fault(e, 500, "InternalServerError", "The local AWS wrote a malformed answer to %s", op->name);
	o->answer->status = 200;
	o->answer->body = buf_str(&body);
	answer_header(o->arena, o->answer, "Content-Type",
	    o->call->service == CLOUD_DYNAMODB || o->call->service == CLOUD_STATES ? STR("application/x-amz-json-1.0") :
										     STR("application/x-amz-json-1.1"));
	return 0;
}

static int
run(struct op *o, struct err *e)
{
	const struct operation *op = operation_find(o->call->service, str_z(o->call->operation));

	if (!op)
		return fault(e, 400, "UnknownOperationException", "The local AWS does not have %s %s",
		    cloud_service_name(o->call->service), o->call->operation);
	if (o->req->body.handle && o->call->service != CLOUD_S3)
		return fault(e, 413, "RequestTooLargeException", "The request's body is too large");
	return speaks_json(o->call->service) ? run_json(o, op, e) : op->run(o, e);
}

void
cloud_perform(struct cloud *c, struct arena *a, int64_t now_ms, const struct cloud_request *req,
    const struct cloud_call *call, struct cloud_answer *answer)
{
	struct op o = { .cloud = c, .arena = a, .now_ms = now_ms, .req = req, .call = call, .answer = answer };
	struct err e = { 0 };

	*answer = (struct cloud_answer){ .head_bytes = -1 };
	if (run(&o, &e) < 0)
		answer_error(a, call->service, &e, o.more, call->path, answer);
	if (str_eqz(req->method, "HEAD"))
		answer->body = (struct str){ 0 };
	answer_header(a, answer, call->service == CLOUD_S3 ? "x-amz-request-id" : "x-amzn-RequestId",
	    o.request_id.n ? o.request_id : state_uuid(c, a));
	if (req->body.handle && !o.kept_body)
		effect_add(c, CLOUD_DROP_BODY, req->body.handle, NULL);
	record_add(c, now_ms, call, answer->status, answer->error, o.detail);
	lambdad_pump(c, now_ms);
}

void
cloud_refuse(struct arena *a, const struct cloud_call *call, int status, const char *code, struct str message,
    struct cloud_answer *answer)
{
	struct err e;

	fault(&e, status, code, STR_FMT, STR_ARG(message));
	answer_error(a, call->service, &e, STR(""), call->path, answer);
}
