/*
 * One connection of its own, kept; requests go out in one write. The API answers /next when there is something to do:
 *
 *	GET  /2018-06-01/runtime/invocation/next            200, Lambda-Runtime-Aws-Request-Id, ..., the event
 *	POST /2018-06-01/runtime/invocation/<id>/response   202
 *	POST /2018-06-01/runtime/invocation/<id>/error      202, Lambda-Runtime-Function-Error-Type in the request
 *	POST /2018-06-01/runtime/init/error                 202
 */
#include <assert.h>
#include <errno.h>
#include <stdlib.h>

#include "aws/runtime.h"
#include "base/clock.h"
#include "base/log.h"
#include "codec/json.h"
#include "net/exchange.h"

#define API "/2018-06-01/runtime"

enum { EVENT_BYTES_MAX = (6 << 20) + (64 << 10), CONNECT_MS = 5000 };

struct runtime {
	struct world *world;
	struct conn conn;
	struct str host;
	uint16_t port;
};

static const char *const error_types[] = {
	[ERR_NONE] = "Error",
	[ERR_INPUT] = "InputError",
	[ERR_CONFIG] = "ConfigError",
	[ERR_LIMIT] = "LimitError",
	[ERR_PROTO] = "ProtocolError",
	[ERR_NET] = "NetworkError",
	[ERR_TLS] = "TlsError",
	[ERR_TIMEOUT] = "TimeoutError",
	[ERR_SYS] = "SystemError",
	[ERR_AWS] = "AwsError",
	[ERR_NOT_FOUND] = "NotFoundError",
	[ERR_REFUSED] = "RefusedError",
	[ERR_LOST] = "LostError",
	[ERR_CHILD] = "ChildError",
};
static_assert(COUNT(error_types) == ERR_CHILD + 1, "an error code without a name");

/* host[:port] */
static int
find_api(struct runtime *rt, struct err *e)
{
	struct str rest = str_z(getenv("AWS_LAMBDA_RUNTIME_API"));
	int64_t port = 80;

	if (rest.n == 0)
		return err_set(e, ERR_CONFIG,
		    "AWS_LAMBDA_RUNTIME_API is not set: this program is started by AWS Lambda");
	rt->host = str_cut(&rest, ':');
	if (rest.p && (!str_i64(rest, &port) || port < 1 || port > 65535))
		return err_set(e, ERR_CONFIG, "AWS_LAMBDA_RUNTIME_API: bad port");
	rt->port = (uint16_t)port;
	return conn_init(&rt->conn, rt->host, rt->port, false, e);
}

static bool
is_over(const struct err *e)
{
	return e->code == ERR_NET && !e->ambiguous && e->status == ECONNREFUSED;
}

static int
open_conn(struct runtime *rt, struct err *e)
{
	if (conn_open(&rt->conn, NULL, 0, clock_boottime_ms() + CONNECT_MS, e) < 0)
		return -1;
	return conn_set_blocking(&rt->conn, e);
}

static int
attempt(struct runtime *rt, struct arena *a, const struct http_request *req, struct http_response *res, struct err *e)
{
	struct exchange x;
	int rc;

	if (rt->conn.fd < 0 && open_conn(rt, e) < 0)
		return -1;
	rc = exchange_run(&x, &rt->conn, rt->world, a, req, -1, res, e);
	if (rc < 0 || !x.keep_alive)
		conn_close(&rt->conn);
	return rc;
}

/* Without a deadline: the API is on this machine, and Lambda ends us when the invocation's time is over. A kept connection
 * that ends without an answer may have been closed since it was used last, so it is replaced once; a report that comes twice
 * is refused by the API, which does no harm. */
static int
exchange(struct runtime *rt, struct arena *a, struct http_request *req, struct http_response *res, struct err *e)
{
	bool kept = rt->conn.fd >= 0;

	req->host = rt->host;
	req->port = rt->port;
	if (attempt(rt, a, req, res, e) == 0)
		return 0;
	return kept && e->code == ERR_NET ? attempt(rt, a, req, res, e) : -1;
}

static int
post(struct runtime *rt, struct arena *a, struct str target, const char *error_type, struct str body, int *status,
    struct err *e)
{
	struct http_request req = HTTP_REQUEST;
	struct http_response res;
	struct http_header headers[] = {
		{ STR("Content-Type"), STR("application/json") },
		{ STR("Lambda-Runtime-Function-Error-Type"), str_z(error_type) },
	};

	req.method = STR("POST");
	req.target = target;
	req.headers = headers;
	req.header_count = error_type ? 2 : 1;
	req.body = body;
	if (exchange(rt, a, &req, &res, e) < 0)
		return err_wrap(e, "Lambda Runtime API: report");
	*status = res.status;
	return 0;
}

static int
post_error(struct runtime *rt, struct arena *a, struct str target, const struct err *cause, struct err *e)
{
	const char *type = error_types[cause->code];
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);
	int status;

	json_object(&w);
	json_put_str(&w, "errorMessage", str_z(cause->msg));
	json_put_str(&w, "errorType", str_z(type));
	json_close(&w);
	return post(rt, a, target, type, buf_str(&body), &status, e);
}

void
runtime_init_error(struct world *w, const struct err *cause)
{
	struct runtime rt = { .world = w, .conn.fd = -1 };
	struct arena a = ARENA_EMPTY;
	struct err e;

	if (find_api(&rt, &e) < 0 || post_error(&rt, &a, STR(API "/init/error"), cause, &e) < 0)
		log_warn("the failed start was not reported: %s", e.msg);
	conn_close(&rt.conn);
	arena_release(&a);
}

static struct str
header(const struct http_response *res, const char *name)
{
	return http_header_get(res->headers, res->header_count, name);
}

/* Waits for something to do. *over when the environment ends. */
static int
next(struct runtime *rt, struct invocation *inv, bool *over, struct err *e)
{
	struct http_request req = HTTP_REQUEST;
	struct http_response res;

	*over = false;
	req.method = STR("GET");
	req.target = STR(API "/invocation/next");
	req.body_max = EVENT_BYTES_MAX;
	if (exchange(rt, inv->arena, &req, &res, e) < 0) {
		/* Refused, or a fresh connection closed while we were waiting: nobody is there who could want anything. */
		*over = is_over(e) || (e->code == ERR_NET && e->ambiguous);
		return *over ? 0 : err_wrap(e, "Lambda Runtime API: next invocation");
	}
	if (res.status != 200)
		return err_set(e, ERR_PROTO, "Lambda Runtime API: next invocation: status %d", res.status);
	inv->request_id = header(&res, "lambda-runtime-aws-request-id");
	inv->function_arn = header(&res, "lambda-runtime-invoked-function-arn");
	inv->event = res.body;
	if (inv->request_id.n == 0 || !str_i64(header(&res, "lambda-runtime-deadline-ms"), &inv->deadline_ms))
		return err_set(e, ERR_PROTO, "Lambda Runtime API: next invocation without request id or deadline");
	return 0;
}

static int
report_failure(struct runtime *rt, struct invocation *inv, const struct err *cause, struct err *e)
{
	struct str target = arena_printf(inv->arena, API "/invocation/" STR_FMT "/error", STR_ARG(inv->request_id));

	log_error("request " STR_FMT ": %s", STR_ARG(inv->request_id), cause->msg);
	return post_error(rt, inv->arena, target, cause, e);
}

static int
handle(struct runtime *rt, runtime_handler *handler, void *ctx, struct invocation *inv, struct err *e)
{
	struct str target = arena_printf(inv->arena, API "/invocation/" STR_FMT "/response", STR_ARG(inv->request_id));
	struct str answer = STR("null");
	struct err cause;
	int status;

	err_clear(&cause);
	if (handler(ctx, inv, &answer, &cause) < 0)
		return report_failure(rt, inv, &cause, e);
	if (post(rt, inv->arena, target, NULL, answer, &status, e) < 0)
		return -1;
	if (status / 100 == 2)
		return 0;
	err_set(&cause, ERR_PROTO, "the response of %zu bytes was refused with status %d", answer.n, status);
	return report_failure(rt, inv, &cause, e);
}

int
runtime_serve(struct world *w, runtime_handler *handler, void *ctx, struct err *e)
{
	struct runtime rt = { .world = w };
	struct arena arena = ARENA_EMPTY;
	struct err own;
	bool over = false;
	int rc;

	if (!e)
		e = &own;
	if (find_api(&rt, e) < 0)
		return -1;
	for (rc = 0; rc == 0 && !over; arena_reset(&arena)) {
		struct invocation inv = { .arena = &arena };

		rc = next(&rt, &inv, &over, e);
		if (rc == 0 && !over)
			rc = handle(&rt, handler, ctx, &inv, e);
	}
	conn_close(&rt.conn);
	arena_release(&arena);
	return rc;
}
