#include "vcs/vcs.h"

#include "codec/base64.h"
#include "codec/date.h"
#include "codec/json.h"
#include "codec/url.h"
#include "vcs/provider.h"

enum {
	TIMEOUT_MS = 10000,
	TIMEOUT_FILE_MS = 300000,
	REDIRECTS_MAX = 5,
	HEADERS_MAX = 4,
	TOKEN_MAX = 4096,
	SAID_MAX = 200,
};

static bool
is_printable(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] > '~')
			return false;
	return true;
}

static int
authorize(struct vcs *v, struct arena *a, struct str token, struct err *e)
{
	struct buf value = buf_in(a);

	token = str_trim(token);
	if (token.n == 0)
		return 0;
	if (token.n > TOKEN_MAX || !is_printable(token))
		return err_set(e, ERR_INPUT, "%s: the token is too long, or has characters that no token has",
		    v->provider->title);
	if (str_chr(token, ':') < token.n) {
		buf_addz(&value, "Basic ");
		base64_encode(&value, token);
	} else {
		buf_addz(&value, "Bearer ");
		buf_add(&value, token);
	}
	v->authorization = buf_str(&value);
	return 0;
}

int
vcs_open(struct vcs *v, struct arena *a, struct world *w, struct str provider, struct str base_url, struct str token,
    struct err *e)
{
	*v = (struct vcs){ .world = w, .provider = vcs_provider_find(provider, base_url) };
	if (!v->provider)
		return err_set(e, ERR_INPUT, STR_FMT ": unknown git provider", STR_ARG(provider));
	if (!base_url.n && !v->provider->base_url)
		return err_set(e, ERR_CONFIG, "%s: its base URL is not configured", v->provider->title);
	while (str_ends(base_url, STR("/")))
		base_url = str_sub(base_url, 0, base_url.n - 1);
	v->base_url = base_url.n ? base_url : str_z(v->provider->base_url);
	if (vcs_api_url(a, v->provider, v->base_url, &v->api_url, e) < 0)
		return -1;
	return authorize(v, a, token, e);
}

/* ---- one exchange ---- */

static bool
same_origin(const struct url *a, const struct url *b)
{
	return a->tls == b->tls && a->port == b->port && str_eq_nocase(a->host, b->host);
}

static int
exchange(const struct vcs *v, struct arena *a, const struct vcs_request *req, const struct url *to, bool trusted,
    struct http_response *res, struct err *e)
{
	struct http_request http = HTTP_REQUEST;
	struct http_header headers[HEADERS_MAX];
	size_t n = 0;

	headers[n++] = (struct http_header){ STR("User-Agent"), STR("aws-execution-engine") };
	headers[n++] = (struct http_header){ STR("Accept"), str_z(req->sink_file < 0 ? v->provider->accept : "*/*") };
	if (trusted && v->authorization.n)
		headers[n++] = (struct http_header){ STR("Authorization"), v->authorization };
	if (req->body.n)
		headers[n++] = (struct http_header){ STR("Content-Type"), STR("application/json") };
	http.tls = to->tls;
	http.host = to->host;
	http.port = to->port;
	http.method = req->method.n ? req->method : STR("GET");
	http.target = to->path;
	if (to->query.n)
		http.target = arena_printf(a, STR_FMT "?" STR_FMT, STR_ARG(to->path), STR_ARG(to->query));
	http.headers = headers;
	http.header_count = n;
	http.body = req->body;
	http.sink_file = req->sink_file;
	http.body_max = req->body_max;
	http.timeout_ms = req->timeout_ms ? req->timeout_ms : req->sink_file < 0 ? TIMEOUT_MS : TIMEOUT_FILE_MS;
	*res = (struct http_response){ 0 };
	return world_call(v->world, a, &http, res, e);
}

/* ---- redirects ---- */

static bool
is_redirect(int status)
{
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* Where an answer sends us: an absolute URL, or a path of the same origin. What it is is not said: it may be signed. */
static int
next_place(struct arena *a, const struct http_response *res, const struct url *from, struct url *to, struct err *e)
{
	struct str where = http_header_get(res->headers, res->header_count, "location");
	struct buf origin = buf_in(a);

	if (str_starts(where, STR("/")) && !str_starts(where, STR("//"))) {
		http_host(&origin, from->tls, from->host, from->port);
		where = arena_printf(a, "%s://" STR_FMT STR_FMT, from->tls ? "https" : "http",
		    STR_ARG(buf_str(&origin)), STR_ARG(where));
	}
	/* The answer's memory is given to the next one. */
	if (url_parse(arena_str(a, where), to, NULL) < 0)
		return err_set(e, ERR_PROTO, "redirected to something that is no URL");
	if (from->tls && !to->tls)
		return err_set(e, ERR_PROTO, "redirected from https to http: refused");
	return 0;
}

static int
follow(const struct vcs *v, struct arena *a, const struct vcs_request *req, const struct url *home,
    struct http_response *res, struct err *e)
{
	struct url at = *home, to;
	bool trusted = true;

	for (int left = REDIRECTS_MAX;; left--) {
		if (exchange(v, a, req, &at, trusted, res, e) < 0)
			return -1;
		if (!req->follow || !is_redirect(res->status) || (req->method.n && !str_eqz(req->method, "GET")))
			return 0;
		if (left == 0)
			return err_set(e, ERR_PROTO, "redirected more than %d times", REDIRECTS_MAX);
		if (next_place(a, res, &at, &to, e) < 0)
			return -1;
		/* Whoever we are sent to from elsewhere is not asked again in our name. */
		trusted = trusted && same_origin(home, &to);
		at = to;
	}
}

/* ---- what a refusal says ---- */

/* {"message":".."} (GitHub, GitLab), {"error":{"message":".."}} (Bitbucket), {"errors":[{"message":".."}]} (Data Center) */
static struct str
said(struct arena *a, const struct http_response *res)
{
	struct json doc, inner[3];
	struct str text = STR("");

	if (json_parse(a, res->body, NULL, &doc, NULL, NULL) < 0)
		return text;
	inner[0] = doc;
	inner[1] = json_get(doc, "error");
	inner[2] = json_at(json_get(doc, "errors"), 0);
	for (size_t i = 0; i < COUNT(inner) && text.n == 0; i++)
		text = json_str_or(json_get(inner[i], "message"), text);
	return str_head(text.n ? text : json_str_or(inner[1], text), SAID_MAX);
}

static const char *
hint(const struct vcs *v, int status)
{
	bool token = v->authorization.n > 0;

	switch (status) {
	case 401:
		return token ? ": the token is wrong or has expired" : ": it wants a token";
	case 403:
		return token ? ": the token may not do this" : ": it wants a token";
	case 404:
		return token ? ": it does not exist, or the token may not see it" :
			       ": it does not exist, or may not be seen without a token";
	default:
		return "";
	}
}

static int
refused(const struct vcs *v, struct arena *a, const struct http_response *res, struct err *e)
{
	struct str words = said(a, res);
	int64_t again_at_ms = vcs_again_at_ms(res, words, world_now_ms(v->world));
	struct buf when = buf_in(a);

	if (!e)
		return -1;
	if (again_at_ms) {
		buf_addz(&when, ": rate limit: again from ");
		date_write(&when, again_at_ms, DATE_ISO);
	} else {
		buf_addz(&when, hint(v, res->status));
	}
	err_set(e, ERR_AWS, "HTTP status %d%s" STR_FMT STR_FMT, res->status, words.n ? ": " : "", STR_ARG(words),
	    STR_ARG(buf_str(&when)));
	e->status = res->status;
	e->again_at_ms = again_at_ms;
	e->retryable = again_at_ms || res->status == 408 || res->status >= 500;
	return -1;
}

int
vcs_call(const struct vcs *v, struct arena *a, const struct vcs_request *req, struct http_response *res, struct err *e)
{
	struct str base = req->on_site ? v->base_url : v->api_url;
	struct str text = arena_printf(a, STR_FMT STR_FMT "%s" STR_FMT, STR_ARG(base), STR_ARG(req->path),
	    req->query.n ? "?" : "", STR_ARG(req->query));
	struct str method = req->method.n ? req->method : STR("GET");
	struct url home;

	if (url_parse(text, &home, e) == 0 && follow(v, a, req, &home, res, e) == 0 &&
	    (res->status / 100 == 2 || refused(v, a, res, e) == 0))
		return 0;
	return err_wrap(e, "%s: " STR_FMT " " STR_FMT, v->provider->title, STR_ARG(method), STR_ARG(req->path));
}
