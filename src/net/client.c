#include "base/clock.h"
#include "net/client.h"
#include "net/exchange.h"
#include "net/pool.h"

enum { CONNECT_MS = 5000, TIMEOUT_MS = 60000, IDLE_MAX = 64, IDLE_MS = 20000 };

static int64_t
deadline(int timeout_ms, int otherwise_ms)
{
	if (timeout_ms < 0)
		return -1;
	return clock_boottime_ms() + (timeout_ms ? timeout_ms : otherwise_ms);
}

static int64_t
sooner(int64_t a, int64_t b)
{
	return b < 0 || (a >= 0 && a < b) ? a : b;
}

static struct conn *
open_conn(struct client *cl, struct world *w, const struct http_request *req, int64_t until_ms, struct err *e)
{
	const struct tls_roots *roots = NULL;
	struct conn *c = pool_new(cl, req->host, req->port, req->tls, e);
	int64_t connect_until = sooner(deadline(req->connect_timeout_ms, CONNECT_MS), until_ms);

	if (!c)
		return NULL;
	if ((!req->tls || pool_roots(cl, &roots, e) == 0) &&
	    conn_open(c, roots, world_now_ms(w), connect_until, e) == 0)
		return c;
	pool_drop(cl, c);
	return NULL;
}

/* Not PUT: it may carry a condition, which our own first one refuses; its caller has to know. */
static bool
is_safe(struct str method)
{
	static const struct str safe[] = { { "GET", 3 }, { "HEAD", 4 }, { "DELETE", 6 } };

	for (size_t i = 0; i < COUNT(safe); i++)
		if (str_eq(method, safe[i]))
			return true;
	return false;
}

/* A kept connection that was closed under our hands: nobody has seen the request, or it may be seen twice. */
static bool
may_replace(const struct exchange *x, const struct http_request *req, const struct err *e)
{
	return e->code == ERR_NET && x->answered == 0 && (x->sent == 0 || is_safe(req->method));
}

/* One attempt; *again when the connection was a kept one that has to be replaced. */
static int
attempt(struct client *cl, struct world *w, struct arena *a, const struct http_request *req, bool fresh,
    int64_t until_ms, struct http_response *res, bool *again, struct err *e)
{
	struct conn *c = fresh ? NULL : pool_take(cl, req->host, req->port, req->tls);
	bool kept = c != NULL;
	struct exchange x;

	*again = false;
	if (!c && !(c = open_conn(cl, w, req, until_ms, e)))
		return -1;
	if (exchange_run(&x, c, w, a, req, until_ms, res, e) < 0) {
		*again = kept && may_replace(&x, req, e);
		pool_drop(cl, c);
		return -1;
	}
	if (x.keep_alive)
		pool_keep(cl, c);
	else
		pool_drop(cl, c);
	return 0;
}

static int
client_call(struct world *w, struct arena *a, const struct http_request *req, struct http_response *res, struct err *e)
{
	struct client *cl = w->client;
	int64_t until_ms = deadline(req->timeout_ms, TIMEOUT_MS);
	struct err own;
	bool again;
	int rc;

	if (!e)
		e = &own;
	rc = attempt(cl, w, a, req, req->fresh, until_ms, res, &again, e);
	if (rc < 0 && again)
		rc = attempt(cl, w, a, req, true, until_ms, res, &again, e);
	/* The target is left out: it may be a signed URL. */
	return rc < 0 ? err_wrap(e, STR_FMT " " STR_FMT ":%d", STR_ARG(req->method), STR_ARG(req->host), req->port) : 0;
}

int
client_attach(struct world *w, struct arena *a, const struct client_options *o, struct err *e)
{
	struct client *cl = arena_new(a, struct client);

	(void)e;
	if (o)
		cl->options = *o;
	if (cl->options.idle_max <= 0)
		cl->options.idle_max = IDLE_MAX;
	if (cl->options.idle_ms <= 0)
		cl->options.idle_ms = IDLE_MS;
	pthread_mutex_init(&cl->lock, NULL);
	w->client = cl;
	w->own.call = client_call;
	return 0;
}

void
client_detach(struct world *w)
{
	struct client *cl = w->client;

	if (!cl)
		return;
	for (struct conn *c = cl->idle; c; c = c->next)
		conn_close(c);
	pthread_mutex_destroy(&cl->lock);
	arena_release(&cl->arena);
	w->client = NULL;
}
