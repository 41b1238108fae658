/*
 * cloud_route: which operation of which service a request is. JSON services say so in X-Amz-Target, STS in its form, Lambda
 * and S3 by method and path.
 */
#include "local/apid.h"
#include "local/cloud_auth.h"
#include "local/s3d.h"
#include "local/state.h"

#include "codec/url.h"

static const struct {
	enum cloud_service service;
	const char *prefix;
} targets[] = {
	{ CLOUD_DYNAMODB, "DynamoDB_20120810." },
	{ CLOUD_STATES, "AWSStepFunctions." },
	{ CLOUD_CODEBUILD, "CodeBuild_20161006." },
	{ CLOUD_SSM, "AmazonSSM." },
	{ CLOUD_SECRETSMANAGER, "secretsmanager." },
};

static const struct {
	const char *method, *tail; /* behind /2015-03-31/functions, and the function's name where `named` */
	bool named;
	const char *operation;
} lambda_routes[] = {
	{ "POST", "/invocations", true, "Invoke" },
	{ "GET", "", true, "GetFunction" },
	{ "GET", "/", false, "ListFunctions" },
	{ "GET", "", false, "ListFunctions" },
};

static const struct str lambda_path = { "/2015-03-31/functions", 21 };

static struct str
header(const struct cloud_request *req, const char *name)
{
	return http_header_get(req->headers, req->header_count, name);
}

static const char *
known(enum cloud_service s, struct str name)
{
	const struct operation *op = operation_find(s, name);

	return op ? op->name : "?";
}

static const char *
route_lambda(struct arena *a, const struct cloud_request *req, struct cloud_call *call)
{
	struct str tail = str_sub(call->path, lambda_path.n, call->path.n), name = str_sub(tail, 1, tail.n);
	struct buf b = buf_in(a);

	name = str_sub(name, 0, str_chr(name, '/'));
	if (name.n)
		tail = str_sub(tail, 1 + name.n, tail.n);
	if (!str_starts(call->path, lambda_path) && apid_function_of(header(req, "host")).n)
		return "InvokeFunctionUrl";
	if (!str_starts(call->path, lambda_path) || url_decode(&b, name, URL_PATH, NULL) < 0)
		return "?";
	call->key = buf_str(&b);
	for (size_t i = 0; i < COUNT(lambda_routes); i++)
		if (str_eqz(req->method, lambda_routes[i].method) && str_eqz(tail, lambda_routes[i].tail) &&
		    lambda_routes[i].named == (name.n > 0))
			return lambda_routes[i].operation;
	return "?";
}

static const char *
route_sts(struct arena *a, const struct cloud_request *req)
{
	return known(CLOUD_STS, cloud_auth_query(a, req->body.bytes, "Action"));
}

/* By the name in the signature's scope; without one by what else gives a service away. */
static enum cloud_service
service_of(const struct cloud_request *req, const struct cloud_call *call, struct str scope)
{
	struct str target = header(req, "x-amz-target");

	for (int s = 0; s < CLOUD_SERVICES; s++)
		if (str_eqz(scope, cloud_service_name(s)))
			return (enum cloud_service)s;
	if (scope.n)
		return CLOUD_SERVICES;
	for (size_t i = 0; i < COUNT(targets); i++)
		if (str_starts(target, str_z(targets[i].prefix)))
			return targets[i].service;
	if (str_starts(header(req, "content-type"), STR("application/x-www-form-urlencoded")))
		return CLOUD_STS;
	return str_starts(call->path, lambda_path) ? CLOUD_LAMBDA : CLOUD_S3;
}

static const char *
operation_of(struct arena *a, const struct cloud_request *req, struct cloud_call *call)
{
	struct str target = header(req, "x-amz-target");

	switch (call->service) {
	case CLOUD_S3:
		return s3d_route(a, req, call);
	case CLOUD_LAMBDA:
		return route_lambda(a, req, call);
	case CLOUD_STS:
		return route_sts(a, req);
	case CLOUD_EXECUTE_API:
		return "InvokeApi";
	default:
		break;
	}
	for (size_t i = 0; i < COUNT(targets); i++)
		if (targets[i].service == call->service && str_starts(target, str_z(targets[i].prefix)))
			return known(call->service, str_sub(target, str_z(targets[i].prefix).n, target.n));
	return "?";
}

/* What the caller called it, for the refusal of an operation that is not here. */
static int
not_here(struct arena *a, const struct cloud_request *req, const struct cloud_call *call, struct err *e)
{
	struct str target = header(req, "x-amz-target"), action = cloud_auth_query(a, req->body.bytes, "Action");
	bool s3 = call->service == CLOUD_S3;
	struct str what = s3 || call->service == CLOUD_LAMBDA ?
	    arena_printf(a, STR_FMT " " STR_FMT, STR_ARG(req->method), STR_ARG(call->path)) :
	    target.n ? target :
		       action;

	if (s3 && call->query.n)
		what = arena_printf(a, STR_FMT "?" STR_FMT, STR_ARG(what),
		    STR_ARG(str_sub(call->query, 0, str_chr(call->query, '='))));
	return fault(e, s3 ? 501 : 400, s3 ? "NotImplemented" : "UnknownOperationException",
	    "The local AWS does not have this operation of %s: " STR_FMT, cloud_service_name(call->service),
	    STR_ARG(what));
}

/* The one operation that nobody signs. */
static bool
is_web_identity(struct arena *a, const struct cloud_request *req)
{
	return str_eqz(req->method, "POST") && !header(req, "authorization").p &&
	    str_eqz(cloud_auth_query(a, req->body.bytes, "Action"), "AssumeRoleWithWebIdentity");
}

static int
identify(struct cloud *c, struct arena *a, int64_t now_ms, int64_t real_ms, const struct cloud_request *req,
    struct cloud_call *call, struct err *e)
{
	const struct apid_route *route = str_eqz(req->method, "POST") ? apid_find(c, call->path) : NULL;
	enum cloud_service guess = route ? CLOUD_EXECUTE_API : service_of(req, call, STR(""));
	struct cloud_auth auth;
	int read;

	if (is_web_identity(a, req)) {
		call->service = CLOUD_STS;
		call->operation = route_sts(a, req);
		call->role = call->process = STR("nobody");
		return 0;
	}
	if (route && route->open) {
		call->service = CLOUD_EXECUTE_API;
		call->operation = "InvokeApi";
		call->role = call->process = STR("anybody");
		return 0;
	}
	read = cloud_auth_read(a, guess, req, call, &auth, e);
	call->service = auth.service.n ? service_of(req, call, auth.service) : guess;
	call->operation = operation_of(a, req, call);
	if (read < 0)
		return -1;
	if (call->service == CLOUD_SERVICES)
		return fault(e, 501, "NotImplemented", "The local AWS does not have the service \"" STR_FMT "\"",
		    STR_ARG(auth.service));
	if (cloud_auth_verify(c, a, now_ms, real_ms, req, &auth, call, e) < 0)
		return -1;
	return call->operation[0] == '?' ? not_here(a, req, call, e) : 0;
}

int
cloud_identify(struct cloud *c, struct arena *a, int64_t now_ms, int64_t real_ms, const struct cloud_request *req,
    struct cloud_call *call, struct cloud_answer *answer)
{
	struct str rest = req->target;
	struct err e = { 0 };

	*call = (struct cloud_call){ .service = CLOUD_SERVICES, .operation = "?" };
	*answer = (struct cloud_answer){ .head_bytes = -1 };
	call->path = str_cut(&rest, '?');
	call->query = rest;
	if (identify(c, a, now_ms, real_ms, req, call, &e) == 0)
		return 0;
	/* A service that is not here is refused in the form that its target shows. */
	answer_error(a, call->service == CLOUD_SERVICES && header(req, "x-amz-target").p ? CLOUD_SSM : call->service,
	    &e, STR(""), call->path, answer);
	if (str_eqz(req->method, "HEAD"))
		answer->body = (struct str){ 0 };
	return -1;
}
