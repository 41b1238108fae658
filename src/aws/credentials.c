#include <stdlib.h>
#include <string.h>

#include "aws/credentials.h"
#include "base/io.h"
#include "codec/date.h"
#include "codec/json.h"
#include "codec/url.h"
#include "net/http.h"
#include "net/retry.h"

enum { TOKEN_FILE_MAX = 64 * 1024, ANSWER_MAX = 64 * 1024, ENDPOINT_TIMEOUT_MS = 5000 };

static struct str
variable(struct arena *a, const char *name)
{
	return arena_str(a, str_trim(str_z(getenv(name))));
}

/* A source of credentials: *found, or -1 when it is configured and does not work. */
struct provider {
	const char *looked_at; /* for the error when none has any */
	int (*find)(struct world *w, struct arena *a, struct aws_credentials *out, bool *found, struct err *e);
};

static int
from_environment(struct world *w, struct arena *a, struct aws_credentials *out, bool *found, struct err *e)
{
	struct aws_credentials c = {
		.access_key_id = variable(a, "AWS_ACCESS_KEY_ID"),
		.secret_access_key = variable(a, "AWS_SECRET_ACCESS_KEY"),
		.session_token = variable(a, "AWS_SESSION_TOKEN"),
	};

	(void)w;
	*found = c.access_key_id.n && c.secret_access_key.n;
	if (*found)
		*out = c;
	else if (c.access_key_id.n || c.secret_access_key.n)
		return err_set(e, ERR_CONFIG, "%s is not set, though its other half is",
		    c.access_key_id.n ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID");
	return 0;
}

static int
text_member(struct json doc, const char *name, struct str *out, struct err *e)
{
	*out = json_str_or(json_get(doc, name), STR(""));
	return out->n ? 0 : err_set(e, ERR_PROTO, "the answer has no %s", name);
}

/* {"AccessKeyId","SecretAccessKey","Token","Expiration"} */
static int
read_answer(struct arena *a, struct str body, struct aws_credentials *out, struct err *e)
{
	struct json_limits limits = { .bytes = ANSWER_MAX };
	struct json doc;
	struct str expiration;

	*out = (struct aws_credentials){ 0 };
	if (json_parse(a, body, &limits, &doc, NULL, NULL) < 0)
		return err_set(e, ERR_PROTO, "the answer is not JSON");
	if (text_member(doc, "AccessKeyId", &out->access_key_id, e) < 0 ||
	    text_member(doc, "SecretAccessKey", &out->secret_access_key, e) < 0)
		return -1;
	out->session_token = json_str_or(json_get(doc, "Token"), STR(""));
	expiration = json_str_or(json_get(doc, "Expiration"), STR(""));
	if (expiration.n && date_read(expiration, DATE_ISO, &out->expires_ms, NULL) < 0)
		return err_set(e, ERR_PROTO, "the answer's Expiration is not a date");
	return 0;
}

/* Without TLS credentials travel only where nobody else listens: loopback, and the addresses of ECS and EKS. */
static bool
may_go_plain(struct str host)
{
	static const char *const allowed[] = {
		"localhost",
		"::1",
		"169.254.170.2",
		"169.254.170.23",
		"fd00:ec2::23",
	};

	for (size_t i = 0; i < COUNT(allowed); i++)
		if (str_eqz(host, allowed[i]))
			return true;
	if (!str_starts(host, STR("127.")))
		return false;
	for (size_t i = 0; i < host.n; i++)
		if (host.p[i] != '.' && (host.p[i] < '0' || host.p[i] > '9'))
			return false;
	return true;
}

static int
authorization_token(struct arena *a, struct str *token, struct err *e)
{
	const char *file = getenv("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");

	*token = variable(a, "AWS_CONTAINER_AUTHORIZATION_TOKEN");
	if (!file || !*file)
		return 0;
	if (io_read_file(a, file, TOKEN_FILE_MAX, token, e) < 0)
		return err_wrap(e, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
	*token = str_trim(*token);
	return 0;
}

static int
ask_once(struct world *w, struct arena *a, const struct http_request *req, struct aws_credentials *out, struct err *e)
{
	struct http_response res;

	if (world_call(w, a, req, &res, e) < 0)
		return -1;
	if (res.status == 200)
		return read_answer(a, res.body, out, e);
	err_set(e, ERR_CONFIG, "the container's credential endpoint answered with status %d", res.status);
	if (e) {
		e->status = res.status;
		e->retryable = res.status == 429 || res.status >= 500;
	}
	return -1;
}

static int
ask(struct world *w, struct arena *a, const struct url *u, struct aws_credentials *out, struct err *e)
{
	struct http_request req = HTTP_REQUEST;
	struct http_header authorization = { .name = STR("Authorization") };
	struct retry r = RETRY_STANDARD;
	int rc;

	if (authorization_token(a, &authorization.value, e) < 0)
		return -1;
	req.tls = u->tls;
	req.host = u->host;
	req.port = u->port;
	req.method = STR("GET");
	req.target = arena_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(u->path), u->query.n ? "?" : "", STR_ARG(u->query));
	req.headers = &authorization;
	req.header_count = authorization.value.n > 0;
	req.body_max = ANSWER_MAX;
	req.timeout_ms = ENDPOINT_TIMEOUT_MS;
	do
		rc = ask_once(w, a, &req, out, e);
	while (rc < 0 && e->retryable && retry_wait(&r, w, 0));
	return rc;
}

static int
from_container(struct world *w, struct arena *a, struct aws_credentials *out, bool *found, struct err *e)
{
	static const char relative_name[] = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
	static const char full_name[] = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
	struct str relative = variable(a, relative_name), full = variable(a, full_name);
	const char *name = relative.n ? relative_name : full_name;
	struct url u;

	*found = relative.n || full.n;
	if (!*found)
		return 0;
	if (relative.n)
		full = arena_printf(a, "http://169.254.170.2" STR_FMT, STR_ARG(relative));
	if (url_parse(full, &u, e) < 0)
		return err_set(e, ERR_CONFIG, "%s does not make a URL", name);
	if (!u.tls && !may_go_plain(u.host))
		return err_set(e, ERR_CONFIG,
		    "%s: plain http only to loopback and the container services' own addresses", name);
	return ask(w, a, &u, out, e);
}

static const struct provider providers[] = {
	{ "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", from_environment },
	{ "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and _FULL_URI", from_container },
};

static int
none_found(struct err *e)
{
	char text[512];
	struct buf b = buf_over(text, sizeof(text) - 1);

	for (size_t i = 0; i < COUNT(providers); i++)
		buf_printf(&b, "%s%s", i ? "; " : "", providers[i].looked_at);
	return err_set(e, ERR_CONFIG, "no AWS credentials: looked for %s", buf_z(&b));
}

int
credentials_environment(struct arena *a, struct aws_credentials *out, bool *found, struct err *e)
{
	return from_environment(NULL, a, out, found, e);
}

int
credentials_find(struct world *w, struct arena *a, struct aws_credentials *out, struct err *e)
{
	bool found = false;
	struct err own;

	if (!e)
		e = &own;
	for (size_t i = 0; i < COUNT(providers); i++) {
		if (providers[i].find(w, a, out, &found, e) < 0)
			return err_wrap(e, "AWS credentials");
		if (found)
			return 0;
	}
	return none_found(e);
}
