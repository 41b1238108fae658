/* Using a signed URL: no credentials, and errors that show nothing of it but the host. */
#include <string.h>

#include "aws/fault.h"
#include "aws/s3.h"
#include "codec/url.h"

static int
read_url(struct arena *a, struct str text, struct http_request *req, struct err *e)
{
	struct url u;

	if (url_parse(text, &u, e) < 0)
		return err_set(e, ERR_INPUT, "the signed URL is no http or https URL");
	req->tls = u.tls;
	req->host = u.host;
	req->port = u.port;
	req->target = arena_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(u.path), u.query.n ? "?" : "", STR_ARG(u.query));
	return 0;
}

/* S3's message may quote the request: its code alone says enough. */
static int
refuse(struct arena *a, const struct http_response *res, bool *expired, struct err *e)
{
	struct err full;

	fault_read(a, AWS_S3, "PutObject", res, &full);
	err_set(e, res->status == 412 ? ERR_REFUSED : ERR_AWS, "PUT to a signed URL: status %d, %s", res->status,
	    full.aws);
	if (e) {
		e->status = res->status;
		e->retryable = full.retryable;
		e->ambiguous = full.ambiguous;
		memcpy(e->aws, full.aws, sizeof(e->aws));
	}
	if (expired)
		*expired = res->status == 403;
	return -1;
}

static int
attempt(struct world *w, struct arena *a, const struct http_request *req, bool *expired, struct err *e)
{
	struct http_response res;

	if (world_call(w, a, req, &res, e) < 0)
		return err_wrap(e, "PUT to a signed URL");
	return res.status / 100 == 2 ? 0 : refuse(a, &res, expired, e);
}

int
s3_put_presigned(struct world *w, struct arena *a, struct str url, struct str body, bool if_absent, bool *expired,
    struct err *e)
{
	struct http_request req = HTTP_REQUEST;
	struct http_header condition = { STR("If-None-Match"), STR("*") };
	struct retry r = RETRY_STANDARD;
	bool ambiguous = false;
	struct err own;
	int rc;

	if (!e)
		e = &own;
	if (expired)
		*expired = false;
	if (read_url(a, url, &req, e) < 0)
		return -1;
	req.method = STR("PUT");
	req.headers = &condition;
	req.header_count = if_absent;
	req.body = body;
	do {
		rc = attempt(w, a, &req, expired, e);
		ambiguous |= rc < 0 && e->ambiguous;
		req.fresh = rc < 0;
	} while (rc < 0 && e->retryable && retry_wait(&r, w, 0));
	if (rc < 0)
		e->ambiguous = ambiguous;
	return rc;
}
