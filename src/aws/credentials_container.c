/*
 * The container's endpoint: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI on 169.254.170.2, or _FULL_URI, with
 * AWS_CONTAINER_AUTHORIZATION_TOKEN or _TOKEN_FILE (ECS, CodeBuild, EKS pod identity).
 */
#include <stdlib.h>

#include "aws/call.h"
#include "base/io.h"
#include "codec/url.h"

enum { TOKEN_FILE_MAX = 64 * 1024, ANSWER_MAX = 64 * 1024, ENDPOINT_TIMEOUT_MS = 5000 };

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

	*token = credentials_variable(a, "AWS_CONTAINER_AUTHORIZATION_TOKEN");
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
		return credentials_read(a, res.body, "Token", out, e);
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
from_container(const struct credential_search *s, struct aws_credentials *out, bool *found, struct err *e)
{
	static const char relative_name[] = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
	static const char full_name[] = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
	struct str relative = credentials_variable(s->arena, relative_name),
		   full = credentials_variable(s->arena, full_name);
	const char *name = relative.n ? relative_name : full_name;
	struct url u;

	*found = relative.n || full.n;
	if (!*found)
		return 0;
	if (relative.n)
		full = arena_printf(s->arena, "http://169.254.170.2" STR_FMT, STR_ARG(relative));
	if (url_parse(full, &u, e) < 0)
		return err_set(e, ERR_CONFIG, "%s does not make a URL", name);
	if (!u.tls && !may_go_plain(u.host))
		return err_set(e, ERR_CONFIG,
		    "%s: plain http only to loopback and the container services' own addresses", name);
	return ask(s->aws->world, s->arena, &u, out, e);
}

const struct credential_provider credentials_container = {
	"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and _FULL_URI",
	from_container,
};
