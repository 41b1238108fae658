#include "local/operation.h"

#include <stdarg.h>
#include <string.h>

#include "codec/xml.h"

static const struct {
	enum cloud_service service;
	const struct operations *operations;
} tables[] = {
	{ CLOUD_DYNAMODB, &dyn_operations },
	{ CLOUD_S3, &s3d_operations },
	{ CLOUD_LAMBDA, &lambdad_operations },
	{ CLOUD_STATES, &statesd_operations },
	{ CLOUD_CODEBUILD, &buildd_operations },
	{ CLOUD_SSM, &ssmd_operations },
	{ CLOUD_SSM, &commandd_operations },
	{ CLOUD_SECRETSMANAGER, &secretsd_operations },
	{ CLOUD_STS, &stsd_operations },
	{ CLOUD_EXECUTE_API, &apid_operations },
};

const struct operation *
operation_find(enum cloud_service s, struct str name)
{
	for (size_t t = 0; t < COUNT(tables); t++)
		for (size_t i = 0; tables[t].service == s && i < tables[t].operations->n; i++)
			if (str_eqz(name, tables[t].operations->list[i].name))
				return &tables[t].operations->list[i];
	return NULL;
}

static void
fault_va(struct err *e, int status, const char *code, const char *fmt, va_list ap)
{
	struct arena scratch = ARENA_EMPTY;
	struct buf text = buf_in(&scratch);

	buf_vprintf(&text, fmt, ap);
	err_set(e, ERR_AWS, "%s", buf_z(&text));
	if (e) {
		struct buf b = buf_over(e->aws, sizeof(e->aws));

		buf_addz(&b, code);
		(void)buf_z(&b);
		e->status = status;
	}
	arena_release(&scratch);
}

int
fault(struct err *e, int status, const char *code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fault_va(e, status, code, fmt, ap);
	va_end(ap);
	return -1;
}

int
fault_validation(struct err *e, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fault_va(e, 400, "ValidationException", fmt, ap);
	va_end(ap);
	return -1;
}

static const struct {
	const char *name;
	enum json_type type;
} types[] = {
	[PARAM_STR] = { "a string", JSON_STRING },
	[PARAM_INT] = { "a whole number", JSON_NUMBER },
	[PARAM_NUMBER] = { "a number", JSON_NUMBER },
	[PARAM_BOOL] = { "a boolean", JSON_BOOL },
	[PARAM_OBJECT] = { "an object", JSON_OBJECT },
	[PARAM_ARRAY] = { "a list", JSON_ARRAY },
};

static bool
fits(struct json value, enum param_type type)
{
	int64_t n;

	return json_type(value) == types[type].type && (type != PARAM_INT || json_i64(value, &n, NULL) == 0);
}

static const struct param *
known(const struct param *params, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eqz(name, params[i].name))
			return &params[i];
	return NULL;
}

int
params_check(struct json in, const struct param *params, size_t n, const char *where, struct err *e)
{
	const char *dot = *where ? "." : "";

	for (struct json m = json_first(in); json_exists(m); m = json_next(m)) {
		const struct param *p = known(params, n, json_key(m));

		if (!p)
			return fault_validation(e, "Unknown parameter %s%s" STR_FMT ": the local AWS does not have it",
			    where, dot, STR_ARG(json_key(m)));
		if (json_type(m) != JSON_NULL && !fits(m, p->type))
			return fault(e, 400, "SerializationException", "Parameter %s%s%s must be %s", where, dot,
			    p->name, types[p->type].name);
	}
	for (size_t i = 0; i < n; i++) {
		enum json_type t = json_type(json_get(in, params[i].name));

		if (params[i].required && (t == JSON_MISSING || t == JSON_NULL))
			return fault_validation(e, "Parameter %s%s%s is missing", where, dot, params[i].name);
	}
	return 0;
}

struct str
param_str(struct json in, const char *name)
{
	return json_str_or(json_get(in, name), STR(""));
}

void
answer_header(struct arena *a, struct cloud_answer *ans, const char *name, struct str value)
{
	if (ans->header_count < CLOUD_ANSWER_HEADERS)
		ans->headers[ans->header_count++] = (struct http_header){ str_z(name), arena_str(a, value) };
}

static void
error_xml(struct buf *b, enum cloud_service s, const struct err *e, struct str resource)
{
	buf_addz(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	buf_addz(b, s == CLOUD_S3 ? "<Error>" : "<ErrorResponse><Error><Type>Sender</Type>");
	buf_printf(b, "<Code>%s</Code><Message>", e->aws);
	xml_escape(b, str_z(e->msg));
	buf_addz(b, "</Message>");
	if (s == CLOUD_S3) {
		buf_addz(b, "<Resource>");
		xml_escape(b, resource);
		buf_addz(b, "</Resource><RequestId>local</RequestId></Error>");
	} else {
		buf_addz(b, "</Error><RequestId>local</RequestId></ErrorResponse>");
	}
}

/* SerializationException's "Message" and the others' "message" are both read by every SDK. */
static void
error_json(struct buf *b, enum cloud_service s, const struct err *e, struct str more)
{
	const char *prefix = s != CLOUD_DYNAMODB   ? "" :
	    !strcmp(e->aws, "ValidationException") ? "com.amazon.coral.validate#" :
						     "com.amazonaws.dynamodb.v20120810#";

	buf_printf(b, "{\"__type\":\"%s%s\",\"%s\":", prefix, e->aws, s == CLOUD_LAMBDA ? "Message" : "message");
	json_escape(b, str_z(e->msg));
	buf_add(b, more);
	buf_addc(b, '}');
}

static bool
speaks_xml(enum cloud_service s)
{
	return s == CLOUD_S3 || s == CLOUD_STS || s == CLOUD_SERVICES;
}

void
answer_error(struct arena *a, enum cloud_service s, const struct err *e, struct str more, struct str resource,
    struct cloud_answer *ans)
{
	struct err own = *e;
	struct buf b = buf_in(a);

	if (own.code != ERR_AWS)
		fault(&own, 400, speaks_xml(s) ? "InvalidRequest" : "SerializationException", "%s", e->msg);
	*ans = (struct cloud_answer){ .status = own.status, .head_bytes = -1 };
	ans->error = arena_z(a, str_z(own.aws));
	if (speaks_xml(s)) {
		error_xml(&b, s, &own, resource);
		answer_header(a, ans, "Content-Type", STR("application/xml"));
	} else {
		error_json(&b, s, &own, more);
		answer_header(a, ans, "Content-Type",
		    s == CLOUD_LAMBDA ? STR("application/json") : STR("application/x-amz-json-1.1"));
		answer_header(a, ans, "x-amzn-ErrorType", str_z(own.aws));
	}
	ans->body = buf_str(&b);
}

void
write_time(struct json_writer *w, const char *key, int64_t ms)
{
	char text[40];
	struct buf b = buf_over(text, sizeof(text));

	buf_printf(&b, "%lld.%03d", (long long)(ms / 1000), (int)(ms % 1000));
	json_put_raw(w, key, buf_str(&b));
}
