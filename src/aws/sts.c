#include "aws/sts.h"
#include "codec/date.h"
#include "codec/url.h"
#include "codec/xml.h"

static void
field(struct buf *form, const char *name, struct str value)
{
	if (!value.n)
		return;
	buf_printf(form, "&%s=", name);
	url_encode(form, value, URL_QUERY);
}

static struct str
form_of(struct arena *a, const char *operation, const struct sts_role *r)
{
	struct buf form = buf_in(a);

	buf_printf(&form, "Action=%s&Version=2011-06-15", operation);
	field(&form, "RoleArn", r->arn);
	field(&form, "RoleSessionName", r->session_name);
	field(&form, "ExternalId", r->external_id);
	field(&form, "WebIdentityToken", r->web_token);
	if (r->duration_s)
		buf_printf(&form, "&DurationSeconds=%lld", (long long)r->duration_s);
	return buf_str(&form);
}

static int
read_answer(struct arena *a, struct str body, struct aws_credentials *out, struct err *e)
{
	struct str expiration;

	*out = (struct aws_credentials){ 0 };
	if (xml_find(a, body, "AccessKeyId", &out->access_key_id, e) < 0 ||
	    xml_find(a, body, "SecretAccessKey", &out->secret_access_key, e) < 0 ||
	    xml_find(a, body, "SessionToken", &out->session_token, e) < 0 ||
	    xml_find(a, body, "Expiration", &expiration, e) < 0)
		return -1;
	return date_read(expiration, DATE_ISO, &out->expires_ms, e);
}

int
sts_assume_role(struct aws *aws, struct arena *a, const struct sts_role *r, struct aws_credentials *out, struct err *e)
{
	struct aws_request req = AWS_REQUEST;
	struct aws_answer ans;

	req.service = AWS_STS;
	req.operation = r->web_token.n ? "AssumeRoleWithWebIdentity" : "AssumeRole";
	req.unsigned_call = r->web_token.n > 0;
	req.body = form_of(a, req.operation, r);
	if (aws_call(aws, a, &req, &ans, e) < 0)
		return -1;
	if (read_answer(a, ans.http.body, out, e) == 0)
		return 0;
	return err_set(e, ERR_PROTO, "STS %s: the answer holds no credentials", req.operation);
}
