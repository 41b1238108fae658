/* lambdad_api: Lambda's REST operations (AWS Lambda API Reference: Invoke, GetFunction, ListFunctions). */
#include "local/lambdad.h"

#include "codec/json.h"
#include "local/apid.h"

enum { ASYNC_BYTES_MAX = 256 * 1024, SYNC_BYTES_MAX = 6 * 1024 * 1024 };

static void
answer_sync(struct arena *a, struct cloud_answer *ans, const char *error, struct str payload)
{
	*ans = (struct cloud_answer){ .status = 200, .head_bytes = -1, .body = arena_str(a, payload) };
	answer_header(a, ans, "Content-Type", STR("application/json"));
	answer_header(a, ans, "X-Amz-Executed-Version", STR("$LATEST"));
	if (error)
		answer_header(a, ans, "X-Amz-Function-Error", str_z(error));
}

static void
invoked(struct cloud *c, int64_t now_ms, void *ctx, const char *error, struct str payload)
{
	struct arena *mem;
	struct cloud_effect *effect = effect_add(c, CLOUD_ANSWER, (uint64_t)(uintptr_t)ctx, &mem);

	(void)now_ms;
	answer_sync(mem, &effect->answer, error, payload);
}

static int
check_payload(struct op *o, bool async, struct err *e)
{
	struct str payload = o->req->body.bytes;
	size_t max = async ? ASYNC_BYTES_MAX : SYNC_BYTES_MAX;
	const struct json_limits limits = { .depth = 512 };
	struct json doc;

	if (payload.n > max)
		return fault(e, 413, "RequestTooLargeException",
		    "%zu byte payload is too large for the %s invocation type (limit %zu bytes)", payload.n,
		    async ? "Event" : "RequestResponse", max);
	if (payload.n && json_parse(o->arena, payload, &limits, &doc, NULL, e) < 0)
		return fault(e, 400, "InvalidRequestContentException", "Could not parse request body into json: %s",
		    e ? e->msg : "");
	return 0;
}

static int
submit(struct op *o, bool async, struct err *e)
{
	uint64_t ticket = ++o->cloud->ids;
	const struct lambdad_request r = { .function = o->call->key,
		.payload = o->req->body.bytes,
		.how = async ? LAMBDAD_ASYNC : LAMBDAD_SYNC,
		.done = async ? NULL : invoked,
		.ctx = (void *)(uintptr_t)ticket };

	if (lambdad_submit(o->cloud, o->arena, o->now_ms, &r, &o->request_id, NULL, e) < 0)
		return -1;
	o->answer->status = async ? 202 : 200;
	o->answer->pending = async ? 0 : ticket;
	return 0;
}

static int
invoke(struct op *o, struct err *e)
{
	struct str type = http_header_get(o->req->headers, o->req->header_count, "x-amz-invocation-type");
	bool async = str_eqz(type, "Event");

	o->detail = o->call->key;
	if (o->call->query.n && !str_eqz(o->call->query, "Qualifier=%24LATEST"))
		return fault(e, 400, "InvalidParameterValueException",
		    "Unknown parameter Qualifier: the local AWS has only $LATEST");
	if (type.n && !async && !str_eqz(type, "RequestResponse") && !str_eqz(type, "DryRun"))
		return fault(e, 400, "InvalidParameterValueException",
		    "InvocationType must be Event, RequestResponse or DryRun");
	if (!lambdad_has(o->cloud, o->call->key))
		return fault(e, 404, "ResourceNotFoundException", "Function not found: " STR_FMT,
		    STR_ARG(cloud_function_arn(o->cloud, o->arena, o->call->key)));
	if (check_payload(o, async, e) < 0)
		return -1;
	if (str_eqz(type, "DryRun")) {
		o->answer->status = 204;
		return 0;
	}
	return submit(o, async, e);
}

static void
write_function(struct op *o, struct json_writer *w, const struct cloud_function_config *f)
{
	json_put_str(w, "FunctionName", f->name);
	json_put_str(w, "FunctionArn", cloud_function_arn(o->cloud, o->arena, f->name));
	json_put_str(w, "Role",
	    arena_printf(o->arena, "arn:aws:iam::" STR_FMT ":role/" STR_FMT, STR_ARG(o->cloud->account_id),
		STR_ARG(f->role)));
	json_put_str(w, "PackageType", STR("Image"));
	json_put_i64(w, "Timeout", f->timeout_s);
	json_put_i64(w, "MemorySize", f->memory_mb);
	json_put_str(w, "Version", STR("$LATEST"));
	json_put_str(w, "State", STR("Active"));
	json_put_str(w, "LastUpdateStatus", STR("Successful"));
}

static int
answer_json(struct op *o, struct json_writer *w)
{
	json_close(w);
	o->answer->status = 200;
	o->answer->body = buf_str(w->out);
	answer_header(o->arena, o->answer, "Content-Type", STR("application/json"));
	return 0;
}

static int
get_function(struct op *o, struct err *e)
{
	const struct cloud_function_config *f = lambdad_config(o->cloud, o->call->key);
	struct buf b = buf_in(o->arena);
	struct json_writer w = json_writer(&b);

	o->detail = o->call->key;
	if (!f)
		return fault(e, 404, "ResourceNotFoundException", "Function not found: " STR_FMT,
		    STR_ARG(cloud_function_arn(o->cloud, o->arena, o->call->key)));
	json_object(&w);
	json_put_object(&w, "Configuration");
	write_function(o, &w, f);
	json_close(&w);
	json_put_object(&w, "Concurrency");
	if (f->concurrency)
		json_put_i64(&w, "ReservedConcurrentExecutions", f->concurrency);
	json_close(&w);
	return answer_json(o, &w);
}

static int
list_functions(struct op *o, struct err *e)
{
	const struct cloud_function_config *f;
	struct buf b = buf_in(o->arena);
	struct json_writer w = json_writer(&b);

	(void)e;
	json_object(&w);
	json_put_array(&w, "Functions");
	for (size_t i = 0; (f = lambdad_nth(o->cloud, i)); i++) {
		json_object(&w);
		write_function(o, &w, f);
		json_close(&w);
	}
	json_close(&w);
	return answer_json(o, &w);
}

static const struct operation list[] = {
	{ .name = "Invoke", .run = invoke },
	{ .name = "GetFunction", .run = get_function },
	{ .name = "ListFunctions", .run = list_functions },
	{ .name = "InvokeFunctionUrl", .run = apid_function_url },
};

const struct operations lambdad_operations = { list, COUNT(list) };
