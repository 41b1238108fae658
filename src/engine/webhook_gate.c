#include "engine/webhook_gate.h"

#include "engine/secrets.h"
#include "vcs/webhook.h"

enum {
	KEPT_MS = 60000,
	PATIENCE_MS = 10000 /* the gateway waits 30 s */,
	UNAUTHORIZED = 401,
	OURS = 500,
	UPSTREAM = 502,
	BUSY = 503
};

static size_t
read_headers(struct arena *a, const struct request *r, struct http_header **out)
{
	struct json object = json_get(r->event, "headers");
	struct http_header *headers = arena_new_n(a, struct http_header, json_len(object));
	size_t n = 0;

	for (struct json m = json_first(object); json_exists(m); m = json_next(m))
		headers[n++] = (struct http_header){ json_key(m), json_str_or(m, STR("")) };
	*out = headers;
	return n;
}

/* A secret that is gone from its place counts for a minute more at most: nothing that is older is used when it cannot be had. */
static int
load(struct webhook_gate *gate, struct engine *g, struct arena *a, struct err *e)
{
	struct secret secret;

	if (gate->until_ms > world_monotonic_ms(g->world))
		return 0;
	arena_reset(&gate->arena);
	*gate = (struct webhook_gate){ .arena = gate->arena };
	if (secret_fetch(g, a, g->config.webhook_secret, PATIENCE_MS, &secret, e) < 0)
		return err_wrap(e, "the webhook's secret");
	gate->secrets = arena_new_n(&gate->arena, struct str, secret.count);
	for (size_t i = 0; i < secret.count; i++)
		if (secret.pairs[i].value.n)
			gate->secrets[gate->count++] = arena_str(&gate->arena, secret.pairs[i].value);
	if (gate->count == 0)
		return err_set(e, ERR_CONFIG, "the webhook's secret: " STR_FMT ": it holds no value",
		    STR_ARG(g->config.webhook_secret));
	gate->until_ms = world_monotonic_ms(g->world) + KEPT_MS;
	return 0;
}

static int
status_of(const struct err *e)
{
	if (e->retryable)
		return BUSY;
	return e->code == ERR_AWS || e->code == ERR_PROTO || e->code == ERR_TLS ? UPSTREAM : OURS;
}

int
webhook_gate_pass(struct webhook_gate *gate, struct engine *g, struct arena *a, const struct request *r, int *status,
    struct err *e)
{
	struct webhook_proof proof;
	struct http_header *headers;
	size_t n = read_headers(a, r, &headers);

	*status = OURS;
	if (!g->config.webhook_secret.n)
		return err_set(e, ERR_CONFIG,
		    "/webhook is closed: no secret is configured; AWS_EXE_SYS_WEBHOOK_SECRET must be its credential location");
	*status = UNAUTHORIZED;
	if (webhook_proof(headers, n, &proof, e) < 0)
		return -1;
	if (load(gate, g, a, e) < 0) {
		*status = status_of(e);
		return -1;
	}
	if (!webhook_proved(&proof, r->body, gate->secrets, gate->count))
		return err_set(e, ERR_INPUT, "%s",
		    "the signature is wrong: it was not made with the secret for these bytes");
	return 0;
}
