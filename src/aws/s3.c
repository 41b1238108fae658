#include "aws/identity.h"
#include "aws/s3.h"
#include "codec/date.h"
#include "codec/url.h"

enum { EXPIRES_MAX_S = 12 * 3600 };

/* Conditional writes that meet each other are told to come again. */
static const struct retry put_retry = { .attempts_max = 6, .base_ms = 50, .cap_ms = 5000 };

int
s3_url_parse(struct str text, struct str *bucket, struct str *key, struct err *e)
{
	struct str rest = str_sub(text, 5, text.n);

	if (!str_starts(text, STR("s3://")))
		return err_set(e, ERR_INPUT, "not an S3 location: expected s3://bucket/key");
	*bucket = str_cut(&rest, '/');
	*key = rest;
	if (bucket->n == 0 || key->n == 0)
		return err_set(e, ERR_INPUT, "S3 location without %s: expected s3://bucket/key",
		    bucket->n ? "key" : "bucket");
	return 0;
}

static struct str
key_path(struct arena *a, struct str key)
{
	struct buf b = buf_in(a);

	buf_addc(&b, '/');
	url_encode(&b, key, URL_PATH);
	return buf_str(&b);
}

static struct aws_request
object_request(struct arena *a, const char *operation, const char *method, struct str bucket, struct str key)
{
	struct aws_request req = AWS_REQUEST;

	req.service = AWS_S3;
	req.operation = operation;
	req.method = str_z(method);
	req.bucket = bucket;
	req.path = key_path(a, key);
	return req;
}

static struct str
granted(const struct aws *aws, struct str method, struct str bucket, struct str key)
{
	for (size_t i = 0; i < aws->grant_count; i++) {
		const struct aws_grant *g = &aws->grants[i];

		if (str_eq(g->method, method) && str_eq(g->bucket, bucket) && str_eq(g->key, key))
			return g->url;
	}
	return STR("");
}

/* By the URL that we were given for it. One that is of no use (it expired, or the session that signed it did) is replaced by our
 * own signature, where there is anything to sign with. */
static int
call_granted(struct aws *aws, struct arena *a, const struct aws_request *req, struct str url, struct aws_answer *ans,
    struct err *e)
{
	struct aws_request by_url = *req;
	struct err refused;

	by_url.signed_url = url;
	if (aws_call(aws, a, &by_url, ans, &refused) == 0)
		return 0;
	*e = refused;
	if (refused.status != 400 && refused.status != 403)
		return -1;
	if (aws_call(aws, a, req, ans, e) == 0)
		return 0;
	return err_wrap(e, "%s; signed by ourselves", refused.msg);
}

/* The call, its errors named after the object and told apart. */
static int
call_object(struct aws *aws, struct arena *a, const struct aws_request *req, struct str key, struct aws_answer *ans,
    struct err *e)
{
	struct str url = granted(aws, req->method, req->bucket, key);
	struct err own;

	if (!e)
		e = &own;
	if ((url.n ? call_granted(aws, a, req, url, ans, e) : aws_call(aws, a, req, ans, e)) == 0)
		return 0;
	if (err_is_aws(e, "NoSuchKey") || err_is_aws(e, "NotFound"))
		e->code = ERR_NOT_FOUND;
	else if (e->code == ERR_AWS && e->status == 412)
		e->code = ERR_REFUSED;
	return err_wrap(e, "s3://" STR_FMT "/" STR_FMT, STR_ARG(req->bucket), STR_ARG(key));
}

static void
describe(const struct http_response *res, struct s3_object *out)
{
	struct str length = http_header_get(res->headers, res->header_count, "content-length");
	struct str modified = http_header_get(res->headers, res->header_count, "last-modified");
	int64_t n;

	*out = (struct s3_object){ .body = res->body, .size_bytes = res->body_bytes };
	if (res->body_bytes == 0 && str_i64(length, &n) && n > 0)
		out->size_bytes = (uint64_t)n; /* HEAD */
	date_read(modified, DATE_HTTP, &out->last_modified_ms, NULL);
	out->etag = http_header_get(res->headers, res->header_count, "etag");
	out->checksum = http_header_get(res->headers, res->header_count, "x-amz-checksum-sha256");
}

static int
get(struct aws *aws, struct arena *a, const struct aws_request *req, struct str key, struct s3_object *out,
    struct err *e)
{
	struct aws_answer ans;

	if (call_object(aws, a, req, key, &ans, e) < 0)
		return -1;
	describe(&ans.http, out);
	return 0;
}

int
s3_get(struct aws *aws, struct arena *a, struct str bucket, struct str key, size_t max, struct s3_object *out,
    struct err *e)
{
	struct aws_request req = object_request(a, "GetObject", "GET", bucket, key);

	req.body_max = max;
	return get(aws, a, &req, key, out, e);
}

int
s3_get_file(struct aws *aws, struct arena *a, struct str bucket, struct str key, int file, uint64_t max,
    struct s3_object *out, struct err *e)
{
	struct aws_request req = object_request(a, "GetObject", "GET", bucket, key);

	req.sink_file = file;
	req.body_max = max;
	return get(aws, a, &req, key, out, e);
}

int
s3_head(struct aws *aws, struct arena *a, struct str bucket, struct str key, struct s3_object *out, struct err *e)
{
	static const struct http_header mode = { { "x-amz-checksum-mode", 19 }, { "ENABLED", 7 } };
	struct aws_request req = object_request(a, "HeadObject", "HEAD", bucket, key);

	req.headers = &mode;
	req.header_count = 1;
	return get(aws, a, &req, key, out, e);
}

int
s3_put(struct aws *aws, struct arena *a, const struct s3_put *put, bool *repeated, struct err *e)
{
	struct aws_request req = object_request(a, "PutObject", "PUT", put->bucket, put->key);
	struct http_header headers[] = {
		{ STR("Content-Type"), str_z(put->content_type ? put->content_type : "application/octet-stream") },
		{ STR("If-None-Match"), STR("*") },
	};
	struct aws_answer ans;
	int rc;

	req.headers = headers;
	req.header_count = put->if_absent ? 2 : 1;
	req.body = put->body;
	req.body_file = put->body_file;
	req.body_file_bytes = put->body_file_bytes;
	req.checksum = put->checksum;
	req.retry = &put_retry;
	rc = call_object(aws, a, &req, put->key, &ans, e);
	if (repeated)
		*repeated = ans.repeated;
	return rc;
}

int
s3_delete(struct aws *aws, struct arena *a, struct str bucket, struct str key, struct err *e)
{
	struct aws_request req = object_request(a, "DeleteObject", "DELETE", bucket, key);
	struct aws_answer ans;

	return call_object(aws, a, &req, key, &ans, e);
}

int
s3_presign(struct aws *aws, struct arena *a, const char *method, struct str bucket, struct str key, int expires_s,
    bool if_absent, struct str *url, struct err *e)
{
	const struct aws_endpoint *at = &aws->endpoints[AWS_S3];
	struct sigv4_scope scope = { .region = at->region, .service = STR("s3") };
	struct buf out = buf_in(a), host_value = buf_in(a);
	struct http_header headers[2] = { { .name = STR("host") }, { STR("if-none-match"), STR("*") } };
	struct sigv4_request r = {
		.method = str_z(method),
		.headers = headers,
		.header_count = if_absent ? 2 : 1,
		.payload_hash = STR("UNSIGNED-PAYLOAD"),
		.s3 = true,
	};
	struct str host;
	struct identity id;

	if (expires_s < 1 || expires_s > EXPIRES_MAX_S)
		return err_set(e, ERR_INPUT, "a signed URL lives 1 to %d seconds, not %d", EXPIRES_MAX_S, expires_s);
	if (identity_take(aws, a, AWS_S3, &id, e) < 0)
		return -1;
	scope.time_ms = id.now_ms;
	aws_place(aws, a, AWS_S3, bucket, key_path(a, key), &host, &r.path);
	http_host(&host_value, at->tls, host, at->port);
	headers[0].value = buf_str(&host_value);
	buf_addz(&out, at->tls ? "https://" : "http://");
	buf_add(&out, headers[0].value);
	buf_add(&out, r.path);
	buf_addc(&out, '?');
	sigv4_presign(&out, a, &id.key, &id.credentials, &scope, &r, expires_s);
	identity_keep(aws, AWS_S3, &id);
	*url = (struct str){ buf_z(&out), out.n };
	return 0;
}
