/* Requests to the one port: AWS calls, with the faults that tests have armed around them; credentials of builds; /_local/. */
#include "local/build.h"
#include "local/control.h"
#include "local/fault.h"
#include "local/peer.h"
#include "local/sandbox.h"

/* ---- answers that come later ------------------------------------------------------------------------------------ */

static void
pending_gone(struct httpd_exchange *x, void *ctx)
{
	struct pending *p = ctx;

	(void)x;
	p->exchange = NULL;
}

static void
wait_for(struct local *l, uint64_t ticket, struct httpd_exchange *x)
{
	struct pending *p = l->pendings_free;

	if (p)
		l->pendings_free = p->next;
	else
		p = arena_new(l->arena, struct pending);
	*p = (struct pending){ .next = l->pendings, .local = l, .ticket = ticket, .exchange = x };
	l->pendings = p;
	x->gone = pending_gone;
	x->gone_ctx = p;
}

void
gateway_answer_late(struct local *l, uint64_t ticket, const struct cloud_answer *answer)
{
	struct pending **at = &l->pendings, *p;

	while (*at && (*at)->ticket != ticket)
		at = &(*at)->next;
	p = *at;
	if (!p)
		return;
	*at = p->next;
	p->next = l->pendings_free;
	l->pendings_free = p;
	if (p->exchange)
		httpd_answer(p->exchange, answer);
}

/* ---- AWS calls -------------------------------------------------------------------------------------------------- */

/* Checks of single orders' deadlines are told apart from those of runs. */
static void
tell_watchdogs_apart(struct local *l, struct arena *a, const struct process *p, struct cloud_call *call)
{
	if (!p || !str_eq(call->role, l->names.functions[DEPLOY_WATCHDOG_CHECK]))
		return;
	if (p->order_num[0] && !str_eqz(STR("0000"), p->order_num))
		call->role = arena_printf(a, STR_FMT ":order", STR_ARG(call->role));
}

/* Done without taking effect: refused, dropped or lost. */
static void
lose(struct local *l, struct httpd_exchange *x, const struct cloud_call *call, int status, const char *error)
{
	if (x->body.handle)
		bodies_drop(&l->bodies, x->body.handle);
	cloud_record(l->cloud, local_now_ms(l), call, status, error);
}

static void
refuse(struct local *l, struct httpd_exchange *x, const struct cloud_call *call, int status, const char *code)
{
	struct cloud_answer answer;

	cloud_refuse(x->arena, call, status, code, STR("A fault that a test has asked for"), &answer);
	lose(l, x, call, status, code);
	httpd_answer(x, &answer);
}

/* A fault before the call took effect. */
static void
fault_before(struct local *l, struct httpd_exchange *x, const struct cloud_call *call, struct process *p,
    enum fault_action action)
{
	if (action == FAULT_THROTTLE) {
		refuse(l, x, call, 400, call->service == CLOUD_S3 ? "SlowDown" : "ThrottlingException");
	} else if (action == FAULT_ERROR) {
		refuse(l, x, call, 500, "InternalServerError");
	} else if (action == FAULT_REFUSE) {
		refuse(l, x, call, 403, call->service == CLOUD_S3 ? "AccessDenied" : "AccessDeniedException");
	} else {
		lose(l, x, call, 0, "lost");
		if (action == FAULT_KILL && p)
			process_kill(p);
		httpd_hang_up(x);
	}
}

static void
perform(struct local *l, struct httpd_exchange *x, const struct cloud_request *req, struct cloud_call *call,
    struct process *p)
{
	enum fault_when when = FAULT_BEFORE;
	enum fault_action action = fault_check(l, call, &when);
	struct cloud_answer answer = { .head_bytes = -1 };

	if (action && when == FAULT_BEFORE) {
		fault_before(l, x, call, p, action);
		return;
	}
	cloud_perform(l->cloud, x->arena, local_now_ms(l), req, call, &answer);
	if (action) {
		if (action == FAULT_KILL && p)
			process_kill(p);
		httpd_hang_up(x);
	} else if (answer.pending) {
		wait_for(l, answer.pending, x);
	} else {
		httpd_answer(x, &answer);
	}
}

static void
aws_call(struct local *l, struct httpd_exchange *x)
{
	struct cloud_request req = { .method = x->method,
		.target = x->target,
		.headers = x->headers,
		.header_count = x->header_count,
		.body = x->body };
	struct cloud_answer answer = { .head_bytes = -1 };
	struct cloud_call call = { 0 };
	struct process *p;

	if (cloud_identify(l->cloud, x->arena, local_now_ms(l), clock_realtime_ms(), &req, &call, &answer) < 0) {
		lose(l, x, &call, answer.status, answer.error);
		httpd_answer(x, &answer);
		return;
	}
	peer_name(l, x->peer, &call);
	p = control_process(l, call.process);
	/* What is being killed has no say any more. */
	if (p && p->dying) {
		lose(l, x, &call, 0, "lost");
		httpd_hang_up(x);
		return;
	}
	tell_watchdogs_apart(l, x->arena, p, &call);
	perform(l, x, &req, &call, p);
}

/* Anybody on this machine can reach the port: what commands wrote is for the user's own eyes. */
static bool
shows_tails(const struct local *l, const struct httpd_exchange *x)
{
	struct str key = http_header_get(x->headers, x->header_count, LOCAL_KEY_HEADER);

	return str_eqz(x->target, CONTROL_PATH "tails") && key.n == l->secret_access_key.n &&
	    mem_eq_constant_time(key.p, l->secret_access_key.p, key.n);
}

void
gateway_handle(void *ctx, struct httpd_exchange *x)
{
	struct local *l = ctx;

	if (str_starts(x->target, STR(BUILD_CREDENTIALS)))
		build_credentials(l, x);
	else if ((l->options.control && str_starts(x->target, STR(CONTROL_PATH))) || shows_tails(l, x))
		control_handle(l, x);
	else
		aws_call(l, x);
}
