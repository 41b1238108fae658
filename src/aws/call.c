#include "aws/call.h"

#include <string.h>

#include "aws/fault.h"
#include "aws/identity.h"
#include "codec/base64.h"
#include "codec/date.h"
#include "codec/hash.h"
#include "codec/hex.h"
#include "codec/url.h"

enum {
	HEADERS_OWN = 10, /* that we add to the caller's */
	PIECE_BYTES = 16 * 1024,
	TIMEOUT_MS = 10000,
	TIMEOUT_FILE_MS = 300000,
	RETRY_AFTER_MAX_MS = 20000,
};

/* One attempt of a request, as it goes out. */
struct message {
	struct http_request http;
	struct http_header *headers;
	size_t count;
	struct str path, payload_hash, checksum;
	struct aws_credentials credentials;
	int64_t now_ms;
};

static void
add(struct message *m, const char *name, struct str value)
{
	m->headers[m->count++] = (struct http_header){ str_z(name), value };
}

/* A first pass over a body in a file: its hash is signed before it is sent. */
static int
hash_file(struct world *w, const struct aws_request *req, struct sha256 *h, struct err *e)
{
	char piece[PIECE_BYTES];
	size_t got;

	for (int64_t at = 0; at < req->body_file_bytes; at += (int64_t)got) {
		int64_t left = req->body_file_bytes - at;

		if (world_temp_read(w, req->body_file, at, piece, left < PIECE_BYTES ? (size_t)left : PIECE_BYTES, &got,
			e) < 0)
			return -1;
		if (got == 0)
			return err_set(e, ERR_INPUT, "the file to send is shorter than the %lld bytes announced",
			    (long long)req->body_file_bytes);
		sha256_update(h, piece, got);
	}
	return 0;
}

static int
hash_payload(struct world *w, struct arena *a, const struct aws_request *req, struct message *m, struct err *e)
{
	uint8_t hash[SHA256_LEN];
	struct buf hex = buf_in(a), base64 = buf_in(a);
	struct sha256 h;

	if (req->signed_url.n)
		return 0;
	sha256_init(&h);
	sha256_update(&h, req->body.p, req->body.n);
	if (req->body_file >= 0 && hash_file(w, req, &h, e) < 0)
		return -1;
	sha256_final(&h, hash);
	hex_encode(&hex, hash, sizeof(hash));
	m->payload_hash = buf_str(&hex);
	if (req->checksum)
		base64_encode(&base64, (struct str){ (const char *)hash, sizeof(hash) });
	m->checksum = buf_str(&base64);
	return 0;
}

static const struct aws_endpoint *
endpoint_of(const struct aws *aws, const struct aws_request *req)
{
	return req->endpoint ? req->endpoint : &aws->endpoints[req->service];
}

/* Everything that is signed. */
static void
add_headers(struct message *m, struct aws *aws, struct arena *a, const struct aws_request *req)
{
	const struct aws_service_info *info = &aws_services[req->service];
	const struct aws_endpoint *at = endpoint_of(aws, req);
	struct buf host_value = buf_in(a), date = buf_in(a);

	http_host(&host_value, at->tls, m->http.host, at->port);
	date_write(&date, m->now_ms, DATE_BASIC);
	add(m, "Host", buf_str(&host_value));
	add(m, "X-Amz-Date", buf_str(&date));
	if (m->credentials.session_token.n)
		add(m, "X-Amz-Security-Token", m->credentials.session_token);
	if (req->service == AWS_S3)
		add(m, "X-Amz-Content-Sha256", m->payload_hash);
	if (m->checksum.n)
		add(m, "X-Amz-Checksum-Sha256", m->checksum);
	if (info->content)
		add(m, "Content-Type", str_z(info->content));
	if (info->target)
		add(m, "X-Amz-Target", arena_printf(a, "%s.%s", info->target, req->operation));
	for (size_t i = 0; i < req->header_count; i++)
		m->headers[m->count++] = req->headers[i];
}

static void
sign(struct message *m, struct aws *aws, struct arena *a, const struct aws_request *req, struct identity *id)
{
	struct sigv4_scope scope = { endpoint_of(aws, req)->region, str_z(aws_services[req->service].signing),
		m->now_ms };
	struct sigv4_request r = {
		.method = m->http.method,
		.path = m->path,
		.query = req->query,
		.headers = m->headers,
		.header_count = m->count,
		.payload_hash = m->payload_hash,
		.s3 = req->service == AWS_S3,
	};
	struct buf value = buf_in(a);

	sigv4_authorization(&value, a, &id->key, &id->credentials, &scope, &r);
	add(m, "Authorization", buf_str(&value));
	identity_keep(aws, req->service, id);
}

/* Where the URL says, as it is. */
static int
compose_signed(struct message *m, struct arena *a, const struct aws_request *req, struct err *e)
{
	struct url u;

	if (url_parse(req->signed_url, &u, NULL) < 0)
		return err_set(e, ERR_INPUT, "the signed URL is no http or https URL");
	m->http.tls = u.tls;
	m->http.host = u.host;
	m->http.port = u.port;
	m->http.target = arena_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(u.path), u.query.n ? "?" : "", STR_ARG(u.query));
	m->http.headers = req->headers;
	m->http.header_count = req->header_count;
	return 0;
}

/* What is sent, wherever it goes. */
static void
compose_body(struct message *m, const struct aws_request *req)
{
	bool files = req->body_file >= 0 || req->sink_file >= 0;

	m->http = (struct http_request){
		.method = req->method.n ? req->method : STR("POST"),
		.body = req->body,
		.body_file = req->body_file,
		.body_file_bytes = req->body_file_bytes,
		.sink_file = req->sink_file,
		.body_max = req->body_max,
		.timeout_ms = req->timeout_ms ? req->timeout_ms :
		    files                     ? TIMEOUT_FILE_MS :
						TIMEOUT_MS,
	};
}

static int
compose(struct message *m, struct aws *aws, struct arena *a, const struct aws_request *req, struct err *e)
{
	const struct aws_endpoint *at = endpoint_of(aws, req);
	struct identity id = { .now_ms = world_now_ms(aws->world) };

	compose_body(m, req);
	if (req->signed_url.n)
		return compose_signed(m, a, req, e);
	m->headers = arena_new_n(a, struct http_header, HEADERS_OWN + req->header_count);
	m->count = 0;
	if (!req->unsigned_call && identity_take(aws, a, req->service, &id, e) < 0)
		return -1;
	m->now_ms = id.now_ms;
	m->credentials = id.credentials;
	m->http.tls = at->tls;
	m->http.port = at->port;
	endpoint_place(at, a, req->bucket, req->path, &m->http.host, &m->path);
	add_headers(m, aws, a, req);
	if (!req->unsigned_call)
		sign(m, aws, a, req, &id);
	add(m, "User-Agent", aws->user_agent);
	m->http.target = m->path;
	if (req->query.n)
		m->http.target = arena_printf(a, STR_FMT "?" STR_FMT, STR_ARG(m->path), STR_ARG(req->query));
	m->http.headers = m->headers + 1; /* the client writes Host itself, and the same */
	m->http.header_count = m->count - 1;
	return 0;
}

/* S3's message about a signed URL may quote it: its code alone says enough. */
static int
hide_message(const struct aws_request *req, struct err *e)
{
	struct err full = *e;

	err_set(e, full.code, "%s %s by a signed URL: %s", aws_services[req->service].name, req->operation, full.aws);
	e->status = full.status;
	e->retryable = full.retryable;
	e->ambiguous = full.ambiguous;
	memcpy(e->aws, full.aws, sizeof(e->aws));
	return -1;
}

static int
attempt(struct message *m, struct aws *aws, struct arena *a, const struct aws_request *req, bool fresh,
    struct aws_answer *ans, struct err *e)
{
	ans->http = (struct http_response){ 0 };
	if (compose(m, aws, a, req, e) < 0)
		return err_wrap(e, "%s %s", aws_services[req->service].name, req->operation);
	m->http.fresh = fresh;
	if (world_call(aws->world, a, &m->http, &ans->http, e) < 0)
		return err_wrap(e, "%s %s", aws_services[req->service].name, req->operation);
	if (ans->http.status / 100 == 2 || ans->http.status == 304)
		return 0;
	fault_read(a, req->service, req->operation, &ans->http, e);
	return req->signed_url.n ? hide_message(req, e) : -1;
}

static int
retry_after_ms(const struct http_response *res)
{
	struct str value = http_header_get(res->headers, res->header_count, "retry-after");
	int64_t s;

	if (!value.p || !str_i64(value, &s) || s < 0)
		return 0;
	return s > RETRY_AFTER_MAX_MS / 1000 ? RETRY_AFTER_MAX_MS : (int)s * 1000;
}

/* Whether it is worth another attempt; waits before it. */
static bool
again(struct aws *aws, struct pace_call *pace, const struct message *m, const struct aws_request *req,
    const struct aws_answer *ans, struct identity_mended *mended, const struct err *e)
{
	bool ours = !req->unsigned_call && !req->signed_url.n;

	if (ours && identity_mend(aws, &m->credentials, &ans->http, e, mended))
		return true;
	if (!e->retryable || (req->once && e->ambiguous))
		return false;
	return pace_again(aws, pace, fault_is_throttling(e), retry_after_ms(&ans->http));
}

int
aws_call(struct aws *aws, struct arena *a, const struct aws_request *req, struct aws_answer *ans, struct err *e)
{
	struct pace_call pace = { &aws->pace[req->service], req->retry ? *req->retry : RETRY_STANDARD, 0 };
	struct identity_mended mended = { 0 };
	struct message m = { 0 };
	struct err own;
	bool fresh = false;

	if (!e)
		e = &own;
	ans->repeated = false;
	if (hash_payload(aws->world, a, req, &m, e) < 0)
		return err_wrap(e, "%s %s", aws_services[req->service].name, req->operation);
	while (attempt(&m, aws, a, req, fresh, ans, e) < 0) {
		if (!again(aws, &pace, &m, req, ans, &mended, e)) {
			e->ambiguous |= ans->repeated;
			return -1;
		}
		/* What broke one connection, or made it silent, may have broken all that are kept. */
		fresh = e->code == ERR_NET || e->code == ERR_TIMEOUT;
		ans->repeated |= e->ambiguous;
	}
	pace_success(aws, &pace);
	return 0;
}

int
aws_call_url(struct aws *aws, struct arena *a, struct str url, struct aws_request req, struct aws_answer *ans,
    struct err *e)
{
	struct aws_endpoint at;
	struct url u;

	if (url_parse(url, &u, e) < 0)
		return err_wrap(e, "%s %s", aws_services[req.service].name, req.operation);
	at = endpoint_of_url(&u, aws->region);
	req.endpoint = &at;
	req.path = u.path;
	req.query = u.query;
	return aws_call(aws, a, &req, ans, e);
}

int
aws_json(struct aws *aws, struct arena *a, enum aws_service service, const char *operation, struct str body,
    struct aws_answer *ans, struct json *out, struct err *e)
{
	struct aws_request req = AWS_REQUEST;
	struct aws_answer own;

	if (!ans)
		ans = &own;
	if (out)
		*out = JSON_NONE;
	req.service = service;
	req.operation = operation;
	req.body = body;
	if (aws_call(aws, a, &req, ans, e) < 0)
		return -1;
	if (!out || ans->http.body.n == 0)
		return 0;
	if (json_parse(a, ans->http.body, NULL, out, NULL, e) == 0)
		return 0;
	if (e)
		e->code = ERR_PROTO;
	return err_wrap(e, "%s %s: the answer", aws_services[service].name, operation);
}
