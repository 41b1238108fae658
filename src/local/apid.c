#include "local/apid.h"

#include "codec/base64.h"
#include "codec/url.h"
#include "local/lambdad.h"

enum { ANSWER_BYTES_MAX = 6 * 1024 * 1024 };

/* ---- routes ----------------------------------------------------------------------------------------------------- */

struct apid *
apid_new(const struct cloud_config *config)
{
	struct apid *d = heap_new(struct apid);

	d->routes = heap_alloc((config->route_count + 1) * sizeof(*d->routes));
	for (d->n = 0; d->n < config->route_count; d->n++) {
		const struct cloud_route *r = &config->routes[d->n];

		d->routes[d->n] = (struct apid_route){ heap_str(r->path), heap_str(r->function), r->open };
	}
	return d;
}

void
apid_free(struct apid *d)
{
	for (size_t i = 0; d && i < d->n; i++) {
		heap_str_free(&d->routes[i].path);
		heap_str_free(&d->routes[i].function);
	}
	if (d)
		heap_free(d->routes);
	heap_free(d);
}

const struct apid_route *
apid_find(const struct cloud *c, struct str path)
{
	for (size_t i = 0; i < c->apid->n; i++)
		if (str_eq(c->apid->routes[i].path, path))
			return &c->apid->routes[i];
	return NULL;
}

struct str
apid_function_of(struct str host)
{
	struct str rest = host, name = str_cut(&rest, '.');

	return str_eqz(str_cut(&rest, '.'), "lambda-url") ? name : (struct str){ 0 };
}

/* ---- the event (API Gateway Developer Guide, "Lambda proxy integrations for HTTP APIs") --------------------------- */

static struct str
header(const struct op *o, const char *name)
{
	return http_header_get(o->req->headers, o->req->header_count, name);
}

/* Names in lower case; those that come twice are joined. */
static void
write_headers(struct op *o, struct json_writer *w)
{
	json_put_object(w, "headers");
	for (size_t i = 0; i < o->req->header_count; i++) {
		struct str name = arena_str(o->arena, o->req->headers[i].name);
		struct buf value = buf_in(o->arena);
		bool first = true;

		for (size_t k = 0; k < o->req->header_count; k++) {
			if (!str_eq_nocase(name, o->req->headers[k].name))
				continue;
			first = first && k >= i;
			if (value.n)
				buf_addc(&value, ',');
			buf_add(&value, o->req->headers[k].value);
		}
		if (!first)
			continue;
		for (size_t k = 0; k < name.n; k++)
			((char *)name.p)[k] |= name.p[k] >= 'A' && name.p[k] <= 'Z' ? 0x20 : 0;
		json_key_write(w, name);
		json_write_str(w, buf_str(&value));
	}
	json_close(w);
}

static void
write_context(struct op *o, struct json_writer *w, struct str route_key)
{
	json_put_object(w, "requestContext");
	json_put_str(w, "accountId", o->cloud->account_id);
	json_put_str(w, "apiId", STR("local"));
	json_put_str(w, "domainName", header(o, "host"));
	json_put_object(w, "http");
	json_put_str(w, "method", o->req->method);
	json_put_str(w, "path", o->call->path);
	json_put_str(w, "protocol", STR("HTTP/1.1"));
	json_put_str(w, "sourceIp", STR("127.0.0.1"));
	json_put_str(w, "userAgent", header(o, "user-agent"));
	json_close(w);
	json_put_str(w, "requestId", o->request_id);
	json_put_str(w, "routeKey", route_key);
	json_put_str(w, "stage", STR("$default"));
	json_put_i64(w, "timeEpoch", o->now_ms);
	json_close(w);
}

/* Text goes as it is, anything else in base64. */
static void
write_body(struct op *o, struct json_writer *w)
{
	static const char *const texts[] = { "text/", "application/json", "application/javascript", "application/xml" };
	struct str type = header(o, "content-type"), body = o->req->body.bytes;
	struct buf encoded = buf_in(o->arena);
	bool text = false;

	for (size_t i = 0; i < COUNT(texts); i++)
		text |= str_starts(type, str_z(texts[i])) && str_utf8(body, NULL);
	if (!text)
		base64_encode(&encoded, body);
	json_put_str(w, "body", text ? body : buf_str(&encoded));
	json_put_bool(w, "isBase64Encoded", !text);
}

static struct str
write_event(struct op *o, struct str route_key)
{
	struct buf b = buf_in(o->arena);
	struct json_writer w = json_writer(&b);

	json_object(&w);
	json_put_str(&w, "version", STR("2.0"));
	json_put_str(&w, "routeKey", route_key);
	json_put_str(&w, "rawPath", o->call->path);
	json_put_str(&w, "rawQueryString", o->call->query.p ? o->call->query : STR(""));
	write_headers(o, &w);
	write_context(o, &w, route_key);
	write_body(o, &w);
	json_close(&w);
	return buf_str(&b);
}

/* ---- the answer ------------------------------------------------------------------------------------------------- */

static void
answer_message(struct arena *a, struct cloud_answer *ans, int status, const char *message)
{
	*ans = (struct cloud_answer){ .status = status, .head_bytes = -1 };
	ans->body = arena_printf(a, "{\"message\":\"%s\"}", message);
	answer_header(a, ans, "Content-Type", STR("application/json"));
}

/* {"statusCode","headers","body","isBase64Encoded"}; without a status all of it is the body (payload format 2.0). */
static void
answer_function(struct arena *a, struct cloud_answer *ans, struct json doc, struct str payload)
{
	struct json headers = json_get(doc, "headers");
	struct str body = json_str_or(json_get(doc, "body"), STR(""));
	struct buf decoded = buf_in(a);

	*ans = (struct cloud_answer){ .status = (int)json_i64_or(json_get(doc, "statusCode"), 200), .head_bytes = -1 };
	if (!json_exists(json_get(doc, "statusCode")))
		body = payload;
	else if (json_bool_or(json_get(doc, "isBase64Encoded"), false) && base64_decode(&decoded, body, NULL) == 0)
		body = buf_str(&decoded);
	ans->body = arena_str(a, body);
	for (struct json h = json_first(headers); json_exists(h); h = json_next(h))
		answer_header(a, ans, arena_z(a, json_key(h)), json_str_or(h, STR("")));
	if (json_len(headers) == 0)
		answer_header(a, ans, "Content-Type", STR("application/json"));
}

static void
invoked(struct cloud *c, int64_t now_ms, void *ctx, const char *error, struct str payload)
{
	struct arena *mem;
	struct cloud_effect *effect = effect_add(c, CLOUD_ANSWER, (uint64_t)(uintptr_t)ctx, &mem);
	struct json doc;

	(void)now_ms;
	if (error || json_parse(mem, payload, NULL, &doc, NULL, NULL) < 0)
		answer_message(mem, &effect->answer, error ? 500 : 502, "Internal Server Error");
	else
		answer_function(mem, &effect->answer, doc, payload);
}

static int
hand_over(struct op *o, struct str function, struct str route_key, struct err *e)
{
	uint64_t ticket = ++o->cloud->ids;
	struct lambdad_request r = { .function = function,
		.how = LAMBDAD_SYNC,
		.done = invoked,
		.ctx = (void *)(uintptr_t)ticket };

	o->detail = function;
	o->request_id = state_uuid(o->cloud, o->arena);
	r.payload = write_event(o, route_key);
	if (o->req->body.bytes.n > ANSWER_BYTES_MAX || r.payload.n > ANSWER_BYTES_MAX)
		return fault(e, 413, "RequestEntityTooLarge", "Request Entity Too Large");
	if (lambdad_submit(o->cloud, o->arena, o->now_ms, &r, NULL, NULL, e) < 0)
		return fault(e, 503, "ServiceUnavailable", "Service Unavailable");
	o->answer->status = 200;
	o->answer->pending = ticket;
	return 0;
}

static int
invoke_api(struct op *o, struct err *e)
{
	const struct apid_route *route = apid_find(o->cloud, o->call->path);

	if (!route || !str_eqz(o->req->method, "POST"))
		return fault(e, 404, "NotFound", "Not Found");
	return hand_over(o, route->function, arena_printf(o->arena, "POST " STR_FMT, STR_ARG(route->path)), e);
}

int
apid_function_url(struct op *o, struct err *e)
{
	struct str function = apid_function_of(header(o, "host"));

	if (!lambdad_has(o->cloud, function))
		return fault(e, 404, "NotFound", "there is no function of the name \"" STR_FMT "\"", STR_ARG(function));
	return hand_over(o, function, STR("$default"), e);
}

static const struct operation list[] = { { .name = "InvokeApi", .run = invoke_api } };

const struct operations apid_operations = { list, COUNT(list) };
