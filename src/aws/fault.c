/*
 * Where the services put code and message:
 *	JSON   {"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":".."}
 *	REST   x-amzn-errortype: ResourceNotFoundException:http://..   {"Type":"User","Message":".."}
 *	S3     <Error><Code>NoSuchKey</Code><Message>..</Message>..</Error>, nothing for HEAD
 */
#include <string.h>

#include "aws/fault.h"
#include "codec/json.h"
#include "codec/xml.h"

/* Refused before anything was done, for want of capacity (SDK reference guide, "Retry behavior"). */
static const char *const throttling[] = {
	"Throttling",
	"ThrottlingException",
	"ThrottledException",
	"RequestThrottled",
	"RequestThrottledException",
	"TooManyRequestsException",
	"ProvisionedThroughputExceededException",
	"RequestLimitExceeded",
	"BandwidthLimitExceeded",
	"SlowDown",
	"TransactionInProgressException",
	"PriorRequestNotComplete",
	"EC2ThrottledException",
};

/* Refused, and the same again may work. */
static const char *const transient[] = {
	"ConditionalRequestConflict",
	"RequestTimeout",
	"RequestTimeoutException",
	"TooManyUpdates",
	/* a write that met somebody's transaction on the same item */
	"TransactionConflictException",
};

/* Codes for answers without any. */
static const struct {
	int status;
	const char *code;
} by_status[] = {
	{ 304, "NotModified" },
	{ 400, "BadRequest" },
	{ 403, "Forbidden" },
	{ 404, "NotFound" },
	{ 409, "Conflict" },
	{ 412, "PreconditionFailed" },
	{ 429, "TooManyRequests" },
	{ 500, "InternalError" },
	{ 503, "ServiceUnavailable" },
};

struct fault {
	struct str code, message;
};

/* Behind the first line a refused signature is explained by the request that was signed, session token included. */
static struct str
first_line(struct str message)
{
	message = str_trim(message);
	return str_trim(str_sub(message, 0, str_chr(message, '\n')));
}

static bool
is_among(struct str code, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eqz(code, list[i]))
			return true;
	return false;
}

static struct str
first_of(struct json doc, const char *const *names, size_t n)
{
	struct str text = STR("");

	for (size_t i = 0; i < n && text.n == 0; i++)
		text = json_str_or(json_get(doc, names[i]), text);
	return text;
}

static void
read_json(struct arena *a, const struct http_response *res, struct fault *f)
{
	static const char *const codes[] = { "__type", "code", "Code" };
	static const char *const messages[] = { "message", "Message", "errorMessage" };
	struct json doc;

	if (json_parse(a, res->body, &(struct json_limits){ .bytes = 1 << 20 }, &doc, NULL, NULL) < 0)
		return;
	if (f->code.n == 0)
		f->code = first_of(doc, codes, COUNT(codes));
	f->message = first_of(doc, messages, COUNT(messages));
}

static void
read_xml(struct arena *a, const struct http_response *res, struct fault *f)
{
	xml_find(a, res->body, "Code", &f->code, NULL);
	xml_find(a, res->body, "Message", &f->message, NULL);
}

/* "ns#Code" and "Code:http://.." are Code. */
static struct str
bare(struct str code)
{
	size_t hash = str_chr(code, '#');

	if (hash < code.n)
		code = str_sub(code, hash + 1, code.n);
	return str_trim(str_sub(code, 0, str_chr(code, ':')));
}

static struct str
code_of_status(struct arena *a, int status)
{
	for (size_t i = 0; i < COUNT(by_status); i++)
		if (by_status[i].status == status)
			return str_z(by_status[i].code);
	return arena_printf(a, "HTTP%d", status);
}

int
fault_read(struct arena *a, enum aws_service service, const char *operation, const struct http_response *res,
    struct err *e)
{
	struct fault f = { http_header_get(res->headers, res->header_count, "x-amzn-errortype"), STR("") };
	bool throttled;

	if (!e)
		return -1;
	if (service == AWS_S3)
		read_xml(a, res, &f);
	else
		read_json(a, res, &f);
	f.code = f.code.n ? bare(f.code) : code_of_status(a, res->status);
	f.message = first_line(f.message);
	throttled = res->status == 429 || is_among(f.code, throttling, COUNT(throttling));
	err_set(e, ERR_AWS, "%s %s: " STR_FMT "%s" STR_FMT, aws_services[service].name, operation, STR_ARG(f.code),
	    f.message.n ? ": " : "", STR_ARG(f.message));
	e->status = res->status;
	e->ambiguous = res->status >= 500 && !throttled;
	e->retryable = throttled || is_among(f.code, transient, COUNT(transient)) || res->status == 500 ||
	    (res->status >= 502 && res->status <= 504);
	f.code = str_sub(f.code, 0, sizeof(e->aws) - 1);
	memcpy(e->aws, f.code.p, f.code.n);
	return -1;
}
