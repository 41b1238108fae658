#include "local/s3d.h"

#include <string.h>

#include "codec/url.h"
#include "codec/xml.h"

/* ---- routes ----------------------------------------------------------------------------------------------------- */

enum scope { SCOPE_SERVICE, SCOPE_BUCKET, SCOPE_OBJECT };

/* Query parameters that every request may have: those of presigned URLs and the SDKs' marker. */
static const char *const query_common[] = { "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires",
	"X-Amz-SignedHeaders", "X-Amz-Signature", "X-Amz-Security-Token", "X-Amz-Content-Sha256", "x-id" };

static const struct route {
	const char *method;
	enum scope scope;
	const char *needs;  /* this query parameter is there */
	const char *may[8]; /* and no others but these */
	const char *operation;
} routes[] = {
	{ "GET", SCOPE_SERVICE, NULL, { "max-buckets" }, "ListBuckets" },
	{ "HEAD", SCOPE_BUCKET, NULL, { 0 }, "HeadBucket" },
	{ "GET", SCOPE_BUCKET, "location", { "location" }, "GetBucketLocation" },
	{ "GET", SCOPE_BUCKET, "list-type",
	    { "list-type", "prefix", "delimiter", "start-after", "continuation-token", "max-keys", "encoding-type",
		"fetch-owner" },
	    "ListObjectsV2" },
	{ "POST", SCOPE_BUCKET, "delete", { "delete" }, "DeleteObjects" },
	{ "GET", SCOPE_OBJECT, NULL, { 0 }, "GetObject" },
	{ "HEAD", SCOPE_OBJECT, NULL, { 0 }, "HeadObject" },
	{ "PUT", SCOPE_OBJECT, NULL, { 0 }, "PutObject" },
	{ "DELETE", SCOPE_OBJECT, NULL, { 0 }, "DeleteObject" },
};

/* x-amz-* headers that are understood, or change nothing that can be seen here. */
static const char *const headers_known[] = { "x-amz-content-sha256", "x-amz-date", "x-amz-security-token",
	"x-amz-user-agent", "x-amz-sdk-checksum-algorithm", "x-amz-trailer", "x-amz-decoded-content-length",
	"x-amz-checksum-mode", "x-amz-te" };
static const char *const header_prefixes[] = { "x-amz-meta-", "x-amz-checksum-" };

static bool
in_list(struct str s, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n && list[i]; i++)
		if (str_eq_nocase(s, str_z(list[i])))
			return true;
	return false;
}

static bool
query_fits(const struct route *r, struct str query)
{
	bool needed = !r->needs;

	while (query.n) {
		struct str value = str_cut(&query, '&'), name = str_cut(&value, '=');

		needed |= r->needs && str_eqz(name, r->needs);
		if (name.n && !in_list(name, query_common, COUNT(query_common)) &&
		    !in_list(name, r->may, COUNT(r->may)))
			return false;
	}
	return needed;
}

static bool
headers_fit(const struct cloud_request *req)
{
	for (size_t i = 0; i < req->header_count; i++) {
		struct str name = req->headers[i].name;
		bool ok = name.n < 6 || !str_eq_nocase(str_sub(name, 0, 6), STR("x-amz-")) ||
		    in_list(name, headers_known, COUNT(headers_known));

		for (size_t k = 0; k < COUNT(header_prefixes); k++)
			ok |= str_eq_nocase(str_sub(name, 0, strlen(header_prefixes[k])), str_z(header_prefixes[k]));
		if (!ok)
			return false;
	}
	return true;
}

/* bucket.localhost or bucket.s3.localhost, with or without a port */
static struct str
host_bucket(struct str host)
{
	host = str_sub(host, 0, str_rchr(host, ':'));
	if (!str_ends(host, STR(".localhost")))
		return STR("");
	host = str_sub(host, 0, host.n - 10);
	return str_ends(host, STR(".s3")) ? str_sub(host, 0, host.n - 3) : str_eqz(host, "s3") ? STR("") : host;
}

static struct str
decoded(struct arena *a, struct str text)
{
	struct buf b = buf_in(a);

	if (url_decode(&b, text, URL_PATH, NULL) < 0)
		return text;
	return buf_str(&b);
}

const char *
s3d_route(struct arena *a, const struct cloud_request *req, struct cloud_call *call)
{
	struct str path = str_sub(call->path, 1, call->path.n);
	enum scope scope;

	call->bucket = host_bucket(http_header_get(req->headers, req->header_count, "host"));
	if (!call->bucket.n)
		call->bucket = decoded(a, str_cut(&path, '/'));
	call->key = decoded(a, path);
	scope = !call->bucket.n ? SCOPE_SERVICE : !call->key.n ? SCOPE_BUCKET : SCOPE_OBJECT;
	for (size_t i = 0; i < COUNT(routes); i++)
		if (routes[i].scope == scope && str_eqz(req->method, routes[i].method) &&
		    query_fits(&routes[i], call->query))
			return headers_fit(req) ? routes[i].operation : "?";
	return "?";
}

/* ---- what is shared --------------------------------------------------------------------------------------------- */

struct str
s3d_header(const struct op *o, const char *name)
{
	return http_header_get(o->req->headers, o->req->header_count, name);
}

void
s3d_tag(struct buf *b, const char *name, struct str text)
{
	buf_printf(b, "<%s>", name);
	xml_escape(b, text);
	buf_printf(b, "</%s>", name);
}

static const struct operation list[] = {
	{ .name = "GetObject", .run = s3d_get_object },
	{ .name = "HeadObject", .run = s3d_head_object },
	{ .name = "PutObject", .run = s3d_put_object },
	{ .name = "DeleteObject", .run = s3d_delete_object },
	{ .name = "DeleteObjects", .run = s3d_delete_objects },
	{ .name = "ListObjectsV2", .run = s3d_list_objects },
	{ .name = "ListBuckets", .run = s3d_list_buckets },
	{ .name = "HeadBucket", .run = s3d_head_bucket },
	{ .name = "GetBucketLocation", .run = s3d_bucket_location },
};

const struct operations s3d_operations = { list, COUNT(list) };
