#include "local/cloud_auth.h"

#include "aws/sigv4.h"
#include "codec/date.h"
#include "codec/hash.h"
#include "codec/url.h"
#include "local/state.h"

enum { SKEW_MS = 15 * 60 * 1000, EXPIRES_MAX_S = 604800, FORGET_MS = 60 * 60 * 1000 };

struct credential {
	struct cloud_credential c;
	struct sigv4_key keys[CLOUD_SERVICES];
};

/* ---- the credentials given out ---------------------------------------------------------------------------------- */

static void
credential_free(struct credential *cred)
{
	if (!cred)
		return;
	heap_str_free(&cred->c.access_key_id);
	heap_str_free(&cred->c.secret_access_key);
	heap_str_free(&cred->c.session_token);
	heap_str_free(&cred->c.role);
	heap_str_free(&cred->c.process);
	heap_free(cred);
}

void
cloud_credential_add(struct cloud *c, const struct cloud_credential *in)
{
	struct credential *cred = heap_new(struct credential);

	cred->c = (struct cloud_credential){ heap_str(in->access_key_id), heap_str(in->secret_access_key),
		heap_str(in->session_token), heap_str(in->role), heap_str(in->process), in->real_time, in->expires_ms };
	credential_free(map_put(&c->credentials, cred->c.access_key_id, cred));
}

void
cloud_credential_remove(struct cloud *c, struct str access_key_id)
{
	credential_free(map_remove(&c->credentials, access_key_id));
}

struct str
cloud_credential_secret(const struct cloud *c, struct str access_key_id)
{
	const struct credential *cred = map_get(&c->credentials, access_key_id);

	return cred ? cred->c.secret_access_key : STR("");
}

void
cloud_credentials_sweep(struct cloud *c, int64_t now_ms)
{
	size_t at = 0;

	for (struct credential *cred; (cred = map_next(&c->credentials, &at));)
		if (cred->c.expires_ms && cred->c.expires_ms + FORGET_MS < now_ms) {
			cloud_credential_remove(c, cred->c.access_key_id);
			at = 0;
		}
}

void
credentials_clear(struct cloud *c)
{
	size_t at = 0;

	for (struct credential *cred; (cred = map_next(&c->credentials, &at));)
		credential_free(cred);
	map_free(&c->credentials);
}

/* ---- what is wrong, in each service's words --------------------------------------------------------------------- */

enum refusal {
	NOT_SIGNED,
	OTHER_SCHEME,
	MALFORMED,
	UNKNOWN_KEY,
	WRONG_TOKEN,
	EXPIRED_TOKEN,
	SKEWED,
	NOT_YET,
	EXPIRED,
	UNSIGNED_HEADER,
	MISMATCH,
	WRONG_BODY
};

static const struct {
	const char *s3, *sts, *json; /* codes */
	int s3_status;
	const char *message;
} refusals[] = {
	[NOT_SIGNED] = { "AccessDenied", "MissingAuthenticationToken", "MissingAuthenticationTokenException", 403,
	    "The request carries no signature" },
	[OTHER_SCHEME] = { "InvalidRequest", "IncompleteSignature", "IncompleteSignatureException", 400,
	    "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256." },
	[MALFORMED] = { "AuthorizationHeaderMalformed", "IncompleteSignature", "IncompleteSignatureException", 400,
	    "The signature's parts are missing or malformed" },
	[UNKNOWN_KEY] = { "InvalidAccessKeyId", "InvalidClientTokenId", "UnrecognizedClientException", 403,
	    "The security token included in the request is invalid: nobody was given this access key id" },
	[WRONG_TOKEN] = { "InvalidToken", "InvalidClientTokenId", "UnrecognizedClientException", 400,
	    "The session token included in the request is invalid" },
	[EXPIRED_TOKEN] = { "ExpiredToken", "ExpiredToken", "ExpiredTokenException", 400,
	    "The security token included in the request is expired" },
	[SKEWED] = { "RequestTimeTooSkewed", "SignatureDoesNotMatch", "InvalidSignatureException", 403,
	    "Signature expired: the difference between the request time and the current time is too large" },
	[NOT_YET] = { "AccessDenied", "SignatureDoesNotMatch", "InvalidSignatureException", 403,
	    "Request is not yet valid" },
	[EXPIRED] = { "AccessDenied", "ExpiredToken", "InvalidSignatureException", 403, "Request has expired" },
	[UNSIGNED_HEADER] = { "AccessDenied", "SignatureDoesNotMatch", "InvalidSignatureException", 403,
	    "There were headers present in the request which were not signed" },
	[MISMATCH] = { "SignatureDoesNotMatch", "SignatureDoesNotMatch", "InvalidSignatureException", 403,
	    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
	    "and signing method." },
	[WRONG_BODY] = { "XAmzContentSHA256Mismatch", "SignatureDoesNotMatch", "InvalidSignatureException", 400,
	    "The provided 'x-amz-content-sha256' header does not match what was computed." },
};

static int
refuse(struct err *e, enum cloud_service s, enum refusal r)
{
	if (s == CLOUD_S3 || s == CLOUD_SERVICES)
		return fault(e, refusals[r].s3_status, refusals[r].s3, "%s", refusals[r].message);
	if (s == CLOUD_STS)
		return fault(e, 403, refusals[r].sts, "%s", refusals[r].message);
	return fault(e, s == CLOUD_LAMBDA || s == CLOUD_EXECUTE_API ? 403 : 400, refusals[r].json, "%s",
	    refusals[r].message);
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

struct str
cloud_auth_query(struct arena *a, struct str query, const char *name)
{
	struct buf b = buf_in(a);
	struct str raw;

	if (!url_query_get(query, str_z(name), &raw) || url_decode(&b, raw, URL_PATH, NULL) < 0)
		return (struct str){ 0 };
	(void)buf_z(&b);
	return buf_str(&b).p ? buf_str(&b) : STR("");
}

/* key/day/region/service/aws4_request; an access key id has no slash. */
static bool
read_scope(struct str scope, struct cloud_auth *out)
{
	out->access_key_id = str_cut(&scope, '/');
	out->day = str_cut(&scope, '/');
	out->region = str_cut(&scope, '/');
	out->service = str_cut(&scope, '/');
	return out->access_key_id.n && out->service.n && str_eqz(scope, "aws4_request");
}

static struct str
without_signature(struct arena *a, struct str query)
{
	struct buf b = buf_in(a);

	while (query.p) {
		struct str pair = str_cut(&query, '&');

		if (str_starts(pair, STR("X-Amz-Signature=")))
			continue;
		if (b.n)
			buf_addc(&b, '&');
		buf_add(&b, pair);
	}
	return buf_str(&b);
}

static bool
read_query(struct arena *a, struct str query, struct cloud_auth *out)
{
	out->presigned = true;
	out->signed_headers = cloud_auth_query(a, query, "X-Amz-SignedHeaders");
	out->signature = cloud_auth_query(a, query, "X-Amz-Signature");
	out->token = cloud_auth_query(a, query, "X-Amz-Security-Token");
	out->date = cloud_auth_query(a, query, "X-Amz-Date");
	out->expires = cloud_auth_query(a, query, "X-Amz-Expires");
	out->query = without_signature(a, query);
	return read_scope(cloud_auth_query(a, query, "X-Amz-Credential"), out);
}

/* Credential=..., SignedHeaders=..., Signature=... */
static bool
read_header(struct str value, const struct cloud_request *req, struct cloud_auth *out)
{
	bool scope = false;

	while (value.p) {
		struct str rest = str_trim(str_cut(&value, ',')), name = str_cut(&rest, '=');

		if (str_eqz(name, "Credential"))
			scope = read_scope(rest, out);
		else if (str_eqz(name, "SignedHeaders"))
			out->signed_headers = rest;
		else if (str_eqz(name, "Signature"))
			out->signature = rest;
	}
	out->date = http_header_get(req->headers, req->header_count, "x-amz-date");
	out->token = http_header_get(req->headers, req->header_count, "x-amz-security-token");
	return scope;
}

int
cloud_auth_read(struct arena *a, enum cloud_service guess, const struct cloud_request *req,
    const struct cloud_call *call, struct cloud_auth *out, struct err *e)
{
	const struct str scheme = STR("AWS4-HMAC-SHA256");
	struct str header = http_header_get(req->headers, req->header_count, "authorization");
	bool ok = false;

	*out = (struct cloud_auth){ .query = call->query };
	if (str_starts(header, scheme))
		ok = read_header(str_sub(header, scheme.n, header.n), req, out);
	else if (str_eq(cloud_auth_query(a, call->query, "X-Amz-Algorithm"), scheme))
		ok = read_query(a, call->query, out);
	else if (header.n || cloud_auth_query(a, call->query, "Signature").p)
		return refuse(e, guess, OTHER_SCHEME);
	else
		return refuse(e, guess, NOT_SIGNED);
	if (ok && out->signed_headers.n && out->signature.n && out->date.n)
		return 0;
	return refuse(e, guess, MALFORMED);
}

/* ---- verifying -------------------------------------------------------------------------------------------------- */

static bool
near(int64_t a, int64_t b)
{
	return a - b <= SKEW_MS && b - a <= SKEW_MS;
}

static int
check_time(const struct credential *cred, int64_t now_ms, int64_t real_ms, const struct cloud_auth *auth,
    struct cloud_call *call, int64_t *signed_ms, struct err *e)
{
	int64_t expires_s, clock_ms = cred->c.real_time ? real_ms : now_ms;

	if (date_read(auth->date, DATE_BASIC, signed_ms, NULL) < 0 || !str_starts(auth->date, auth->day))
		return refuse(e, call->service, MALFORMED);
	if (!auth->presigned)
		return near(*signed_ms, now_ms) || near(*signed_ms, real_ms) ? 0 : refuse(e, call->service, SKEWED);
	if (!str_i64(auth->expires, &expires_s) || expires_s < 1 || expires_s > EXPIRES_MAX_S)
		return call->service == CLOUD_S3 ? fault(e, 400, "AuthorizationQueryParametersError",
						       "X-Amz-Expires must be between 1 and 604800 seconds") :
						   refuse(e, call->service, MALFORMED);
	call->expires_ms = *signed_ms + expires_s * 1000;
	if (*signed_ms > clock_ms + SKEW_MS)
		return refuse(e, call->service, NOT_YET);
	return clock_ms > call->expires_ms ? refuse(e, call->service, EXPIRED) : 0;
}

static bool
named(struct str signed_headers, struct str name)
{
	while (signed_headers.p)
		if (str_eq_nocase(str_cut(&signed_headers, ';'), name))
			return true;
	return false;
}

/* The headers that are signed, those that are missing as empty ones; false when one must be signed and is not. */
static bool
signed_headers(struct arena *a, const struct cloud_request *req, const struct cloud_auth *auth, struct sigv4_request *r)
{
	struct http_header *out = arena_new_n(a, struct http_header, req->header_count + auth->signed_headers.n + 1);
	struct str rest = auth->signed_headers;

	r->headers = out;
	for (size_t i = 0; i < req->header_count; i++) {
		if (named(auth->signed_headers, req->headers[i].name))
			out[r->header_count++] = req->headers[i];
		else if (r->s3 && req->headers[i].name.n > 6 &&
		    str_eq_nocase(str_sub(req->headers[i].name, 0, 6), STR("x-amz-")))
			return false;
	}
	while (rest.p) {
		struct str name = str_cut(&rest, ';');

		if (!http_header_get(req->headers, req->header_count, arena_z(a, name)).p)
			out[r->header_count++] = (struct http_header){ name, STR("") };
	}
	return named(auth->signed_headers, STR("host"));
}

static struct str
body_sha256(struct arena *a, const struct cloud_body *body)
{
	char *hex = arena_alloc(a, 2 * SHA256_LEN + 1);

	if (!body->handle)
		sha256_hex(body->bytes, hex);
	for (size_t i = 0; body->handle && i < SHA256_LEN; i++) {
		hex[2 * i] = "0123456789abcdef"[body->sha256[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[body->sha256[i] & 15];
	}
	return (struct str){ hex, 2 * SHA256_LEN };
}

/* What the signature covers of the body: for S3 what the request says, once it is seen to be true. */
static int
payload_hash(struct arena *a, const struct cloud_request *req, const struct cloud_auth *auth,
    const struct cloud_call *call, struct str *out, struct err *e)
{
	struct str said = http_header_get(req->headers, req->header_count, "x-amz-content-sha256");

	if (call->service != CLOUD_S3) {
		*out = body_sha256(a, &req->body);
		return 0;
	}
	if (auth->presigned && !said.n)
		said = cloud_auth_query(a, call->query, "X-Amz-Content-Sha256");
	*out = said.n ? said : STR("UNSIGNED-PAYLOAD");
	if (!said.n && !auth->presigned)
		return fault(e, 400, "InvalidRequest",
		    "Missing required header for this request: x-amz-content-sha256");
	if (str_eqz(*out, "UNSIGNED-PAYLOAD") || str_starts(*out, STR("STREAMING-")))
		return 0;
	if (str_eq(*out, body_sha256(a, &req->body)))
		return 0;
	return refuse(e, CLOUD_S3, WRONG_BODY);
}

static int
check_signature(struct arena *a, struct credential *cred, int64_t signed_ms, const struct cloud_request *req,
    const struct cloud_auth *auth, const struct cloud_call *call, struct err *e)
{
	struct sigv4_request r = { .method = req->method,
		.path = call->path,
		.query = auth->query,
		.s3 = call->service == CLOUD_S3 };
	struct sigv4_scope scope = { auth->region, auth->service, signed_ms };
	struct buf canonical = buf_in(a), names = buf_in(a), text = buf_in(a);
	char want[65];

	if (!signed_headers(a, req, auth, &r))
		return refuse(e, call->service, UNSIGNED_HEADER);
	if (payload_hash(a, req, auth, call, &r.payload_hash, e) < 0)
		return -1;
	sigv4_canonical(&canonical, &names, a, &r);
	sigv4_string_to_sign(&text, buf_str(&canonical), &scope);
	sigv4_signature(want, &cred->keys[call->service], cred->c.secret_access_key, &scope, buf_str(&text));
	if (auth->signature.n != 64 || !mem_eq_constant_time(want, auth->signature.p, 64))
		return refuse(e, call->service, MISMATCH);
	return 0;
}

int
cloud_auth_verify(struct cloud *c, struct arena *a, int64_t now_ms, int64_t real_ms, const struct cloud_request *req,
    const struct cloud_auth *auth, struct cloud_call *call, struct err *e)
{
	struct credential *cred = map_get(&c->credentials, auth->access_key_id);
	int64_t signed_ms;

	if (!cred)
		return refuse(e, call->service, UNKNOWN_KEY);
	call->role = arena_str(a, cred->c.role);
	call->process = arena_str(a, cred->c.process);
	call->presigned = auth->presigned;
	if (!str_eq(auth->token, cred->c.session_token))
		return refuse(e, call->service, WRONG_TOKEN);
	if (cred->c.expires_ms && now_ms >= cred->c.expires_ms)
		return refuse(e, call->service, EXPIRED_TOKEN);
	if (!str_eq(auth->region, c->region))
		return fault(e, call->service == CLOUD_S3 ? 400 : 403,
		    call->service == CLOUD_S3 ? "AuthorizationHeaderMalformed" : "InvalidSignatureException",
		    "The region '" STR_FMT "' is wrong; expecting '" STR_FMT "'", STR_ARG(auth->region),
		    STR_ARG(c->region));
	if (check_time(cred, now_ms, real_ms, auth, call, &signed_ms, e) < 0)
		return -1;
	return check_signature(a, cred, signed_ms, req, auth, call, e);
}
