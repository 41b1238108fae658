#include "engine/request.h"

#include "codec/base64.h"
#include "engine/ids.h"
#include "engine/job_read.h"

enum { EVENT_BYTES_MAX = 16 * 1024 * 1024, BAD_REQUEST = 400, BAD_METHOD = 405, TOO_LARGE = 413 };

/* One request while it is read. */
struct reading {
	struct arena *a;
	struct request *r;
	struct job_issues *is;
	int *status;
};

/* The first mistake's status is the answer's. */
static int
refused(struct reading *rd, int http)
{
	if (*rd->status == 0)
		*rd->status = http;
	return -1;
}

static int __attribute__((format(printf, 6, 7)))
refuse(struct reading *rd, int http, const char *code, const char *where, struct json at, const char *fmt, ...)
{
	struct buf b = buf_in(rd->a);
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	job_error(rd->is, code, str_z(where), json_where(at), STR_FMT, STR_ARG(buf_str(&b)));
	return refused(rd, http);
}

static bool
is_given(struct json j)
{
	return json_type(j) != JSON_MISSING && json_type(j) != JSON_NULL;
}

/* ---- the event around the request ---- */

/* HTTP APIs put the stage before the path unless it is $default. */
static struct str
without_stage(struct str path, struct str stage)
{
	struct str rest = str_sub(path, 1 + stage.n, path.n);

	if (stage.n && path.n && path.p[0] == '/' && str_starts(str_sub(path, 1, path.n), stage) && rest.n &&
	    rest.p[0] == '/')
		return rest;
	return path;
}

static struct str
last_part(struct str path)
{
	while (str_ends(path, STR("/")))
		path = str_sub(path, 0, path.n - 1);
	return str_rchr(path, '/') < path.n ? str_sub(path, str_rchr(path, '/') + 1, path.n) : path;
}

/* The path behind a domain name of one's own may begin with anything, and the route that took it says what it is: whatever may be
 * the one way in that the gateway does not guard is taken for it. */
static bool
is_webhook(const struct request *r)
{
	const struct str says[] = { r->path, json_str_or(json_get(r->event, "routeKey"), STR("")),
		json_str_or(json_get(r->event, "resource"), STR("")) };

	for (size_t i = 0; i < COUNT(says); i++)
		if (str_eq_nocase(last_part(says[i]), STR("webhook")))
			return true;
	return false;
}

static int
decode(struct reading *rd, const char *where, struct json at, struct str in, struct str *out)
{
	struct buf b = buf_in(rd->a);
	struct err e = { 0 };

	if (base64_decode(&b, in, &e) < 0)
		return refuse(rd, BAD_REQUEST, "base64", where, at, "no base64: %s", e.msg);
	*out = buf_str(&b);
	return 0;
}

static int
read_http(struct reading *rd)
{
	struct request *r = rd->r;
	struct json context = json_get(r->event, "requestContext"), http = json_get(context, "http");
	struct json body = json_get(r->event, "body");

	r->kind = REQUEST_HTTP;
	if (is_given(http)) {
		struct str stage = json_str_or(json_get(context, "stage"), STR(""));

		r->method = json_str_or(json_get(http, "method"), STR(""));
		r->path = without_stage(json_str_or(json_get(r->event, "rawPath"), STR("")), stage);
	} else {
		r->method = json_str_or(json_get(r->event, "httpMethod"), STR(""));
		r->path = json_str_or(json_get(r->event, "path"), STR(""));
	}
	r->webhook = is_webhook(r);
	if (!str_eqz(r->method, "POST"))
		return refuse(rd, BAD_METHOD, "method", "", JSON_NONE, "method %.20s is not allowed: use POST",
		    arena_z(rd->a, r->method));
	r->body = json_str_or(body, STR(""));
	if (json_bool_or(json_get(r->event, "isBase64Encoded"), false))
		return decode(rd, "request body", JSON_NONE, r->body, &r->body);
	return 0;
}

static int
read_sns(struct reading *rd)
{
	struct request *r = rd->r;
	struct json records = json_get(r->event, "Records"), sns = json_get(json_at(records, 0), "Sns");
	struct json message = json_get(sns, "Message");

	r->kind = REQUEST_SNS;
	if (json_len(records) != 1 || json_type(message) != JSON_STRING)
		return refuse(rd, BAD_REQUEST, "request", "", JSON_NONE, "expected one SNS record with a message");
	r->body = json_str_or(message, STR(""));
	r->run_id = json_str_or(json_get(sns, "MessageId"), STR(""));
	if (!run_id_valid(r->run_id))
		r->run_id = STR("");
	return 0;
}

static int
read_envelope(struct reading *rd)
{
	struct json event = rd->r->event;

	if (is_given(json_get(json_get(event, "requestContext"), "http")) || is_given(json_get(event, "httpMethod")))
		return read_http(rd);
	if (is_given(json_get(event, "Records")))
		return read_sns(rd);
	if (json_type(json_get(event, "continue")) == JSON_OBJECT)
		rd->r->kind = REQUEST_CONTINUE;
	return 0;
}

/* ---- the request itself ---- */

static int
read_id(struct reading *rd, struct json object, const char *field, bool (*valid)(struct str), const char *form,
    struct str *out)
{
	struct json j = json_get(object, field);
	struct str s = json_str_or(j, STR(""));

	if (!is_given(j))
		return 0;
	if (!valid(s))
		return refuse(rd, BAD_REQUEST, "value", field, j, "must be %s", form);
	*out = s;
	return 0;
}

static int
read_encoded_job(struct reading *rd, struct json j)
{
	if (json_type(j) != JSON_STRING)
		return refuse(rd, BAD_REQUEST, "type", "job_parameters_b64", j, "expected a string of base64, got %s",
		    job_type_name(j));
	return decode(rd, "job_parameters_b64", j, json_str_or(j, STR("")), &rd->r->job);
}

static int
read_plain_job(struct reading *rd, struct json j)
{
	if (json_type(j) != JSON_OBJECT)
		return refuse(rd, BAD_REQUEST, "type", "job_parameters", j, "expected the job as an object, got %s%s",
		    job_type_name(j), json_type(j) == JSON_STRING ? ": base64 goes into job_parameters_b64" : "");
	rd->r->job = json_raw(j);
	return 0;
}

static int
read_job(struct reading *rd, struct json object)
{
	struct json plain = json_get(object, "job_parameters"), encoded = json_get(object, "job_parameters_b64");

	if (is_given(plain) && is_given(encoded))
		return refuse(rd, BAD_REQUEST, "conflict", "job_parameters", plain,
		    "job_parameters_b64 is there too: give one of them");
	if (!is_given(plain) && !is_given(encoded) && is_given(json_get(object, "orders")))
		return refuse(rd, BAD_REQUEST, "missing", "job_parameters_b64", object,
		    "this is a bare job: wrap it as {\"job_parameters\": {...}}, or its base64 as {\"job_parameters_b64\": \"...\"}");
	if (!is_given(plain) && !is_given(encoded))
		return refuse(rd, BAD_REQUEST, "missing", "job_parameters_b64", object,
		    "required, but missing: the base64 of the job's JSON");
	if ((is_given(plain) ? read_plain_job(rd, plain) : read_encoded_job(rd, encoded)) < 0)
		return -1;
	if (rd->r->job.n == 0)
		return refuse(rd, BAD_REQUEST, "missing", "job_parameters_b64", encoded, "the job is empty");
	if (rd->r->job.n > JOB_BYTES_MAX)
		return refuse(rd, TOO_LARGE, "limit", "", JSON_NONE, "the job has %zu bytes, at most %d are allowed",
		    rd->r->job.n, JOB_BYTES_MAX);
	return 0;
}

static void
warn_of_others(struct reading *rd, struct json object)
{
	static const char *const known[] = { "job_parameters", "job_parameters_b64", "trace_id", "run_id",
		"done_endpt" };

	for (struct json m = json_first(object); json_exists(m); m = json_next(m)) {
		struct str key = arena_str(rd->a, job_shown(json_key(m)));
		size_t i = 0;

		while (i < COUNT(known) && !str_eqz(key, known[i]))
			i++;
		if (i == COUNT(known))
			job_warning(rd->is, "unknown_field", key, json_where(m), "unknown field: it has no effect");
	}
	rd->r->done_endpt = is_given(json_get(object, "done_endpt"));
	if (rd->r->done_endpt)
		job_warning(rd->is, "unused", STR("done_endpt"), json_where(json_get(object, "done_endpt")),
		    JOB_DONE_ENDPT_NOTE);
}

/* Everything is looked at, so that all mistakes come back together. */
static int
read_object(struct reading *rd, struct json object)
{
	static const char run_form[] = "a UUID in lower case, such as 0f8fad5b-d9cb-469f-a165-70867728950e";
	int result = 0;

	if (json_type(object) != JSON_OBJECT)
		return refuse(rd, BAD_REQUEST, "type", "", object,
		    "the request must be an object with job_parameters_b64, got %s", job_type_name(object));
	result |= read_id(rd, object, "trace_id", trace_id_valid, "8 hex characters in lower case", &rd->r->trace_id);
	result |= read_id(rd, object, "run_id", run_id_valid, run_form, &rd->r->run_id);
	result |= read_job(rd, object);
	warn_of_others(rd, object);
	return result;
}

/* The request is the body of an HTTP request or SNS message, or the event itself. */
static int
read_request(struct reading *rd)
{
	struct request *r = rd->r;
	struct json object = r->event;
	struct str where = r->kind == REQUEST_SNS ? STR("SNS message") : STR("request body");

	if (r->kind == REQUEST_DIRECT)
		return read_object(rd, object);
	if (str_trim(r->body).n == 0) {
		job_error(rd->is, "missing", where, (struct json_place){ 0 },
		    "is empty: expected an object with job_parameters_b64");
		return refused(rd, BAD_REQUEST);
	}
	if (job_json(rd->a, r->body, EVENT_BYTES_MAX, where, &object, rd->is) < 0)
		return refused(rd, r->body.n > EVENT_BYTES_MAX ? TOO_LARGE : BAD_REQUEST);
	return read_object(rd, object);
}

int
request_read(struct arena *a, struct str event, struct str request_id, struct request *r, struct job_issues *is,
    int *status)
{
	const struct json_limits limits = { .bytes = EVENT_BYTES_MAX };
	struct reading rd = { a, r, is, status };
	struct json_place place;
	struct err e = { 0 };

	*r = (struct request){ .kind = REQUEST_DIRECT };
	*status = 0;
	if (json_parse(a, event, &limits, &r->event, &place, &e) < 0) {
		job_error(is, place.fault == JSON_TOO_LARGE ? "limit" : "json", STR("event"), place, "%s", e.msg);
		return refused(&rd, place.fault == JSON_TOO_LARGE ? TOO_LARGE : BAD_REQUEST);
	}
	int result = read_envelope(&rd);
	if (result == 0 && r->kind != REQUEST_CONTINUE && !r->webhook)
		result = read_request(&rd);
	if (r->run_id.n == 0 && run_id_valid(request_id))
		r->run_id = request_id;
	return result;
}

int
request_read_webhook(struct arena *a, struct request *r, struct job_issues *is, int *status)
{
	struct reading rd = { a, r, is, status };

	*status = 0;
	return read_request(&rd);
}
