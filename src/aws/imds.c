#include <stdlib.h>

#include "aws/call.h"
#include "aws/imds.h"
#include "codec/url.h"

enum { ANSWER_MAX = 64 * 1024, TIMEOUT_S = 1, TIMEOUT_S_MAX = 60, ATTEMPTS_MAX = 10 };

/* A variable, or the profile's setting of the same name in lower case. */
static struct str
setting(struct arena *a, const struct profiles *p, const char *variable, const char *name)
{
	struct str value = credentials_variable(a, variable);

	if (!value.n && p)
		value = p->get(p, PROFILE_ANY, p->name, name);
	return value;
}

static int
number(struct str text, int otherwise, int most)
{
	int64_t n;

	if (!text.n || !str_i64(text, &n) || n < 1)
		return otherwise;
	return n > most ? most : (int)n;
}

static int
configure(struct imds *i, const struct profiles *p, struct err *e)
{
	struct arena *a = i->arena;
	struct str at = setting(a, p, "AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint");
	struct str mode = setting(a, p, "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode");
	struct url u;

	if (!at.n)
		at = str_eq_nocase(mode, STR("ipv6")) ? STR("http://[fd00:ec2::254]") : STR("http://169.254.169.254");
	if (url_parse(at, &u, e) < 0)
		return err_set(e, ERR_CONFIG, "AWS_EC2_METADATA_SERVICE_ENDPOINT is not a URL");
	i->tls = u.tls;
	i->host = u.host;
	i->port = u.port;
	i->path = str_ends(u.path, STR("/")) ? str_sub(u.path, 0, u.path.n - 1) : u.path;
	i->timeout_ms = 1000 *
	    number(setting(a, p, "AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout"), TIMEOUT_S, TIMEOUT_S_MAX);
	i->attempts = number(setting(a, p, "AWS_METADATA_SERVICE_NUM_ATTEMPTS", "metadata_service_num_attempts"), 1,
	    ATTEMPTS_MAX);
	return 0;
}

static int
ask(struct imds *i, struct str method, struct str path, struct http_header header, struct http_response *res,
    struct err *e)
{
	struct http_request req = HTTP_REQUEST;
	struct retry r = { .attempts_max = i->attempts };
	int rc;

	req.tls = i->tls;
	req.host = i->host;
	req.port = i->port;
	req.method = method;
	req.target = arena_printf(i->arena, STR_FMT "/latest/" STR_FMT, STR_ARG(i->path), STR_ARG(path));
	req.headers = &header;
	req.header_count = 1;
	req.body_max = ANSWER_MAX;
	req.connect_timeout_ms = req.timeout_ms = i->timeout_ms;
	do
		rc = world_call(i->world, i->arena, &req, res, e);
	while ((rc < 0 || res->status >= 500) && retry_wait(&r, i->world, 0));
	return rc;
}

int
imds_open(struct imds *i, struct world *w, struct arena *a, const struct profiles *p, bool *there, struct err *e)
{
	struct http_header life = { STR("X-aws-ec2-metadata-token-ttl-seconds"), STR("21600") };
	struct http_response res;

	*i = (struct imds){ .world = w, .arena = a };
	*there = false;
	if (str_eq_nocase(credentials_variable(a, "AWS_EC2_METADATA_DISABLED"), STR("true")))
		return 0;
	if (configure(i, p, e) < 0)
		return -1;
	if (ask(i, STR("PUT"), STR("api/token"), life, &res, NULL) < 0 || res.status != 200)
		return 0;
	i->token = str_trim(res.body);
	*there = i->token.n > 0;
	return 0;
}

int
imds_get(struct imds *i, struct str path, struct str *out, struct err *e)
{
	struct http_header token = { STR("X-aws-ec2-metadata-token"), i->token };
	struct http_response res;

	path = arena_printf(i->arena, "meta-data/" STR_FMT, STR_ARG(path));
	if (ask(i, STR("GET"), path, token, &res, e) < 0)
		return err_wrap(e, "EC2 metadata");
	*out = str_trim(res.body);
	if (res.status == 200 && out->n)
		return 0;
	return err_set(e, res.status == 200 || res.status == 404 ? ERR_NOT_FOUND : ERR_PROTO,
	    "EC2 metadata: " STR_FMT ": status %d", STR_ARG(path), res.status);
}

/* An instance without a role has no credentials; that is no error. */
static int
from_imds(const struct credential_search *s, struct aws_credentials *out, bool *found, struct err *e)
{
	static const struct str path = { "iam/security-credentials/", 25 };
	struct str role, answer;
	struct imds i;

	*found = false;
	if (imds_open(&i, s->aws->world, s->arena, s->profiles, found, e) < 0)
		return -1;
	if (!*found)
		return 0;
	*found = imds_get(&i, path, &role, NULL) == 0;
	if (!*found)
		return 0;
	role = arena_printf(s->arena, STR_FMT STR_FMT, STR_ARG(path), STR_ARG(str_sub(role, 0, str_chr(role, '\n'))));
	if (imds_get(&i, role, &answer, e) < 0)
		return -1;
	if (credentials_read(s->arena, answer, "Token", out, e) < 0)
		return err_wrap(e, "EC2 metadata: " STR_FMT, STR_ARG(role));
	return 0;
}

const struct credential_provider credentials_imds = { "an EC2 instance's role (IMDSv2)", from_imds };
