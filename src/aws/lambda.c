#include "aws/services.h"
#include "codec/url.h"

/* A function may take 15 minutes before it answers. */
enum { SYNC_TIMEOUT_MS = 905000 };

static int
invoke(struct aws *aws, struct arena *a, const char *type, struct str function, struct str payload,
    struct aws_answer *ans, struct err *e)
{
	struct aws_request req = AWS_REQUEST;
	struct http_header header = { STR("X-Amz-Invocation-Type"), str_z(type) };
	struct buf path = buf_in(a);

	buf_add(&path, STR("/2015-03-31/functions/"));
	url_encode(&path, function, URL_QUERY);
	buf_add(&path, STR("/invocations"));
	req.service = AWS_LAMBDA;
	req.operation = "Invoke";
	req.path = buf_str(&path);
	req.headers = &header;
	req.header_count = 1;
	req.body = payload;
	req.once = true;
	if (str_eqz(str_z(type), "RequestResponse"))
		req.timeout_ms = SYNC_TIMEOUT_MS;
	return aws_call(aws, a, &req, ans, e);
}

int
lambda_invoke_async(struct aws *aws, struct arena *a, struct str function, struct str payload, struct str *request_id,
    struct err *e)
{
	struct aws_answer ans;

	if (invoke(aws, a, "Event", function, payload, &ans, e) < 0) {
		if (e && err_is_aws(e, "TooManyRequestsException"))
			e->code = ERR_LIMIT;
		return -1;
	}
	*request_id = http_header_get(ans.http.headers, ans.http.header_count, "x-amzn-requestid");
	return 0;
}

/* {"errorMessage":"..","errorType":".."} */
static int
function_failed(struct arena *a, struct str body, struct err *e)
{
	struct str message = STR("no message");
	struct json doc;

	if (json_parse(a, body, NULL, &doc, NULL, NULL) == 0)
		message = json_str_or(json_get(doc, "errorMessage"), message);
	return err_set(e, ERR_PROTO, "Lambda Invoke: the function failed: " STR_FMT, STR_ARG(message));
}

int
lambda_invoke(struct aws *aws, struct arena *a, struct str function, struct str payload, struct str *answer,
    struct err *e)
{
	struct aws_answer ans;

	if (invoke(aws, a, "RequestResponse", function, payload, &ans, e) < 0)
		return -1;
	if (http_header_get(ans.http.headers, ans.http.header_count, "x-amz-function-error").p)
		return function_failed(a, ans.http.body, e);
	*answer = ans.http.body;
	return 0;
}
