#include <assert.h>
#include <stdlib.h>

#include "aws/endpoint.h"
#include "aws/profile.h"
#include "codec/url.h"

#define JSON_1_0 "application/x-amz-json-1.0"
#define JSON_1_1 "application/x-amz-json-1.1"

const struct aws_service_info aws_services[AWS_SERVICES] = {
	[AWS_DYNAMODB] = { "DynamoDB", "dynamodb", "dynamodb", "DYNAMODB", "DynamoDB_20120810", JSON_1_0 },
	[AWS_S3] = { "S3", "s3", "s3", "S3", NULL, NULL, true },
	[AWS_LAMBDA] = { "Lambda", "lambda", "lambda", "LAMBDA", NULL, "application/json" },
	[AWS_CODEBUILD] = { "CodeBuild", "codebuild", "codebuild", "CODEBUILD", "CodeBuild_20161006", JSON_1_1 },
	[AWS_STATES] = { "Step Functions", "states", "states", "SFN", "AWSStepFunctions", JSON_1_0 },
	[AWS_SSM] = { "SSM", "ssm", "ssm", "SSM", "AmazonSSM", JSON_1_1 },
	[AWS_SECRETSMANAGER] = { "Secrets Manager", "secretsmanager", "secretsmanager", "SECRETS_MANAGER",
	    "secretsmanager", JSON_1_1 },
	[AWS_STS] = { "STS", "sts", "sts", "STS", NULL, "application/x-www-form-urlencoded; charset=utf-8", true },
	[AWS_EXECUTE_API] = { "HTTP API", NULL, "execute-api", NULL, NULL, "application/json" },
};
static_assert(AWS_SERVICES == 9, "a service without a row");

static int
from_text(struct arena *a, const char *name, struct str value, struct str region, struct aws_endpoint *out,
    struct err *e)
{
	struct url u;

	if (url_parse(arena_str(a, value), &u, e) < 0)
		return err_set(e, ERR_CONFIG, "%s is not an http or https URL", name);
	if (u.query.n)
		return err_set(e, ERR_CONFIG, "%s has a query: only scheme, host, port and path are used", name);
	while (str_ends(u.path, STR("/")))
		u.path.n--;
	*out = (struct aws_endpoint){ u.tls, true, u.host, u.port, u.path, region };
	return 0;
}

static bool
ignores_configured(const struct profiles *p)
{
	struct str set = str_z(getenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"));

	if (!set.n && p)
		set = p->get(p, PROFILE_ANY, p->name, "ignore_configured_endpoint_urls");
	return str_eq_nocase(set, STR("true"));
}

/* *name is where *value was found; an empty *value: nowhere. */
static int
find_configured(struct arena *a, const char *service, const struct profiles *p, const char **name, struct str *value,
    struct err *e)
{
	*value = STR("");
	if (ignores_configured(p))
		return 0;
	*name = arena_printf(a, "AWS_ENDPOINT_URL_%s", service).p;
	*value = str_z(getenv(*name));
	if (value->n)
		return 0;
	*name = "AWS_ENDPOINT_URL";
	*value = str_z(getenv(*name));
	if (value->n || !p)
		return 0;
	*name = "endpoint_url";
	if (p->service_url(p, service, value, e) < 0)
		return -1;
	if (!value->n)
		*value = p->get(p, PROFILE_ANY, p->name, "endpoint_url");
	return 0;
}

int
endpoint_find(struct arena *a, enum aws_service service, struct str region, const struct profiles *p,
    struct aws_endpoint *out, struct err *e)
{
	const struct aws_service_info *info = &aws_services[service];
	struct str configured;
	const char *name = NULL;

	*out = (struct aws_endpoint){ .tls = true, .port = 443, .region = region };
	if (!info->prefix)
		return 0;
	if (find_configured(a, info->variable, p, &name, &configured, e) < 0)
		return -1;
	if (configured.n)
		return from_text(a, name, configured, region, out, e);
	out->host = arena_printf(a, "%s." STR_FMT ".amazonaws.com%s", info->prefix, STR_ARG(region),
	    str_starts(region, STR("cn-")) ? ".cn" : "");
	return 0;
}

/* id.execute-api.REGION.amazonaws.com, id.lambda-url.REGION.on.aws */
static struct str
region_in(struct str host, struct str otherwise)
{
	bool next = false;

	while (host.p) {
		struct str label = str_cut(&host, '.');

		if (next && host.p && label.n)
			return label;
		next = str_eqz(label, "execute-api") || str_eqz(label, "lambda-url");
	}
	return otherwise;
}

struct aws_endpoint
endpoint_of_url(const struct url *u, struct str region)
{
	return (struct aws_endpoint){ u->tls, true, u->host, u->port, STR(""), region_in(u->host, region) };
}

/* Letters, digits and '-': what may stand in a host name, and in a certificate's wildcard. */
static bool
bucket_may_be_host(struct str bucket)
{
	for (size_t i = 0; i < bucket.n; i++) {
		char c = bucket.p[i];

		if (c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z'))
			return false;
	}
	return bucket.n > 0 && bucket.n < 64;
}

void
endpoint_place(const struct aws_endpoint *at, struct arena *a, struct str bucket, struct str path, struct str *host,
    struct str *full_path)
{
	struct buf b = buf_in(a);
	bool virtual = !at->custom && bucket_may_be_host(bucket);

	*host = virtual ? arena_printf(a, STR_FMT "." STR_FMT, STR_ARG(bucket), STR_ARG(at->host)) : at->host;
	buf_add(&b, at->path);
	if (bucket.n && !virtual) {
		buf_addc(&b, '/');
		url_encode(&b, bucket, URL_QUERY);
	}
	buf_add(&b, path.n ? path : STR("/"));
	*full_path = buf_str(&b);
}
