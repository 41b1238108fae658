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
	/* STS, when the identity provider did not answer */
	"IDPCommunicationError",
};

static const char *const credentials[] = {
	"ExpiredToken",
	"ExpiredTokenException",
	"InvalidAccessKeyId",
	"InvalidClientTokenId",
	"InvalidToken",
	"TokenRefreshRequired",
	"UnrecognizedClientException",
};

/* The last three say it of wrong keys too. */
static const char *const clock[] = {
	"RequestExpired",
	"RequestInTheFuture",
	"RequestTimeTooSkewed",
	"AuthFailure",
	"InvalidSignatureException",
	"SignatureDoesNotMatch",
};

/* S3, of a bucket in another region. */
static const char *const elsewhere[] = {
	"AuthorizationHeaderMalformed",
	"IllegalLocationConstraintException",
	"PermanentRedirect",
	"TemporaryRedirect",
};

/* Codes for answers without any. */
static const struct {
	int status;
	const char *code;
} by_status[] = {
	{ 301, "PermanentRedirect" },
	{ 304, "NotModified" },
	{ 307, "TemporaryRedirect" },
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
	struct str region; /* where S3 says that the bucket is */
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
	f->region = http_header_get(res->headers, res->header_count, "x-amz-bucket-region");
	if (!f->region.n)
		xml_find(a, res->body, "Region", &f->region, NULL);
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

bool
fault_is_throttling(const struct err *e)
{
	return e->code == ERR_AWS && (e->status == 429 || is_among(str_z(e->aws), throttling, COUNT(throttling)));
}

bool
fault_is_credentials(const struct err *e)
{
	return e->code == ERR_AWS && is_among(str_z(e->aws), credentials, COUNT(credentials));
}

bool
fault_is_clock(const struct err *e)
{
	return e->code == ERR_AWS && is_among(str_z(e->aws), clock, COUNT(clock));
}

static void
set_code(struct err *e, struct str code)
{
	code = str_sub(code, 0, sizeof(e->aws) - 1);
	memcpy(e->aws, code.p, code.n);
}

static struct str
where(struct arena *a, const struct fault *f)
{
	if (!f->region.n || !is_among(f->code, elsewhere, COUNT(elsewhere)))
		return STR("");
	return arena_printf(a, " (the bucket is in " STR_FMT ": set AWS_REGION to it)", STR_ARG(f->region));
}

int
fault_read(struct arena *a, enum aws_service service, const char *operation, const struct http_response *res,
    struct err *e)
{
	struct fault f = { http_header_get(res->headers, res->header_count, "x-amzn-errortype"), STR(""), STR("") };
	struct str region;
	bool throttled;

	if (!e)
		return -1;
	if (aws_services[service].xml)
		read_xml(a, res, &f);
	else
		read_json(a, res, &f);
	f.code = f.code.n ? bare(f.code) : code_of_status(a, res->status);
	f.message = first_line(f.message);
	region = where(a, &f);
	err_set(e, ERR_AWS, "%s %s: " STR_FMT "%s" STR_FMT STR_FMT, aws_services[service].name, operation,
	    STR_ARG(f.code), f.message.n ? ": " : "", STR_ARG(f.message), STR_ARG(region));
	e->status = res->status;
	set_code(e, f.code);
	throttled = fault_is_throttling(e);
	e->ambiguous = res->status >= 500 && !throttled;
	e->retryable = throttled || is_among(f.code, transient, COUNT(transient)) || res->status == 500 ||
	    (res->status >= 502 && res->status <= 504);
	return -1;
}
