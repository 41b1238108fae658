/*
 * The Lambda Runtime API, the side that Lambda plays (AWS Lambda Developer Guide, "Using the Lambda runtime API for custom
 * runtimes"), one port for each sandbox:
 *   GET  /2018-06-01/runtime/invocation/next           waits for an event
 *   POST /2018-06-01/runtime/invocation/<id>/response  202
 *   POST /2018-06-01/runtime/invocation/<id>/error     202
 *   POST /2018-06-01/runtime/init/error                202
 */
#include "base/log.h"
#include "local/sandbox.h"

enum { RESPONSE_MAX = 6 * 1024 * 1024 };

#define BASE "/2018-06-01/runtime/"
#define INVOCATION BASE "invocation/"

static void
refuse(struct httpd_exchange *x, int status, const char *type, const char *message)
{
	httpd_answer_json(x, status,
	    arena_printf(x->arena, "{\"errorMessage\":\"%s\",\"errorType\":\"%s\"}", message, type));
}

static void
next_gone(struct httpd_exchange *x, void *ctx)
{
	struct sandbox *s = ctx;

	(void)x;
	s->waiting = NULL;
}

/* The event, with the headers that a runtime reads. */
static void
give(struct sandbox *s, int64_t deadline_ms)
{
	struct httpd_exchange *x = s->waiting;
	struct arena *a = x->arena;
	struct local *l = s->process.local;
	struct cloud_answer answer = { .status = 200,
		.head_bytes = -1,
		.body = s->payload,
		.header_count = 5,
		.headers = {
		    { STR("Content-Type"), STR("application/json") },
		    { STR("Lambda-Runtime-Aws-Request-Id"), s->request_id },
		    { STR("Lambda-Runtime-Deadline-Ms"), arena_printf(a, "%lld", (long long)deadline_ms) },
		    { STR("Lambda-Runtime-Invoked-Function-Arn"), cloud_function_arn(l->cloud, a, s->function) },
		    { STR("Lambda-Runtime-Trace-Id"),
			arena_printf(a, "Root=1-%08llx-%024llx;Sampled=0", (unsigned long long)local_now_ms(l) / 1000,
			    (unsigned long long)s->id) },
		} };

	s->waiting = NULL;
	s->given = true;
	httpd_answer(x, &answer);
}

void
runtime_api_offer(struct sandbox *s)
{
	struct local *l = s->process.local;
	int64_t deadline_ms;

	if (!s->id || s->given || !s->waiting)
		return;
	deadline_ms = cloud_invocation_started(l->cloud, local_now_ms(l), s->id);
	if (deadline_ms == 0)
		s->id = 0;
	else
		give(s, deadline_ms);
}

static void
on_next(struct sandbox *s, struct httpd_exchange *x)
{
	if (s->waiting || (s->id && s->given)) {
		refuse(x, 403, "InvalidStateTransition", "State transition is not allowed");
		return;
	}
	s->waiting = x;
	x->gone = next_gone;
	x->gone_ctx = s;
	runtime_api_offer(s);
}

static void
on_response(struct sandbox *s, struct httpd_exchange *x)
{
	if (x->body.bytes.n > RESPONSE_MAX) {
		sandbox_report(s, CLOUD_FAILED,
		    STR("{\"errorType\":\"Function.ResponseSizeTooLarge\","
			"\"errorMessage\":\"Response payload size exceeded maximum allowed payload size (6291556 bytes).\"}"));
		refuse(x, 413, "RequestEntityTooLarge", "Exceeded maximum allowed payload size (6291556 bytes)");
		return;
	}
	sandbox_report(s, CLOUD_OK, x->body.bytes);
	httpd_answer_json(x, 202, STR("{\"status\":\"OK\"}"));
}

static void
on_error(struct sandbox *s, struct httpd_exchange *x)
{
	sandbox_report(s, CLOUD_FAILED, x->body.bytes);
	httpd_answer_json(x, 202, STR("{\"status\":\"OK\"}"));
}

/* A runtime that could not start says so and ends; that end is what counts. */
static void
on_init_error(struct sandbox *s, struct httpd_exchange *x)
{
	log_warn("%s: init error: " STR_FMT, s->kind->program, STR_ARG(str_sub(x->body.bytes, 0, 500)));
	httpd_answer_json(x, 202, STR("{\"status\":\"OK\"}"));
}

/* <id>/response or <id>/error */
static void
on_invocation(struct sandbox *s, struct httpd_exchange *x, struct str rest)
{
	struct str id = str_cut(&rest, '/');
	bool ours = s->id && s->given && str_eq(id, s->request_id);

	if (!str_eqz(rest, "response") && !str_eqz(rest, "error"))
		refuse(x, 404, "NotFound", "no such path");
	else if (!ours)
		refuse(x, 400, "InvalidRequestID", "Invalid request ID");
	else if (str_eqz(rest, "response"))
		on_response(s, x);
	else
		on_error(s, x);
}

static void
handle(void *ctx, struct httpd_exchange *x)
{
	struct sandbox *s = ctx;
	struct str path = x->target;
	bool get = str_eqz(x->method, "GET"), post = str_eqz(x->method, "POST");

	if (s->process.dying)
		httpd_hang_up(x);
	else if (get && str_eqz(path, INVOCATION "next"))
		on_next(s, x);
	else if (post && str_eqz(path, BASE "init/error"))
		on_init_error(s, x);
	else if (post && str_starts(path, STR(INVOCATION)))
		on_invocation(s, x, str_sub(path, sizeof(INVOCATION) - 1, path.n));
	else
		refuse(x, 404, "NotFound", "no such path");
}

int
runtime_api_open(struct sandbox *s, uint16_t *port, struct err *e)
{
	return httpd_listen(&s->process.local->httpd, port, NULL, handle, s, &s->listener, e);
}
