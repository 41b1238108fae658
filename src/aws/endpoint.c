#include <assert.h>
#include <stdlib.h>

#include "aws/endpoint.h"
#include "codec/url.h"

#define JSON_1_0 "application/x-amz-json-1.0"
#define JSON_1_1 "application/x-amz-json-1.1"

const struct aws_service_info aws_services[AWS_SERVICES] = {
	[AWS_DYNAMODB] = { "DynamoDB", "dynamodb", "dynamodb", "DYNAMODB", "DynamoDB_20120810", JSON_1_0 },
	[AWS_S3] = { "S3", "s3", "s3", "S3", NULL, NULL },
	[AWS_LAMBDA] = { "Lambda", "lambda", "lambda", "LAMBDA", NULL, "application/json" },
	[AWS_CODEBUILD] = { "CodeBuild", "codebuild", "codebuild", "CODEBUILD", "CodeBuild_20161006", JSON_1_1 },
	[AWS_STATES] = { "Step Functions", "states", "states", "SFN", "AWSStepFunctions", JSON_1_0 },
	[AWS_SSM] = { "SSM", "ssm", "ssm", "SSM", "AmazonSSM", JSON_1_1 },
	[AWS_SECRETSMANAGER] = { "Secrets Manager", "secretsmanager", "secretsmanager", "SECRETS_MANAGER",
	    "secretsmanager", JSON_1_1 },
};
static_assert(AWS_SERVICES == 7, "a service without a row");

static int
from_variable(struct arena *a, const char *name, const char *value, struct aws_endpoint *out, struct err *e)
{
	struct url u;

	if (url_parse(arena_str(a, str_z(value)), &u, e) < 0)
		return err_set(e, ERR_CONFIG, "%s is not an http or https URL", name);
	if (u.query.n)
		return err_set(e, ERR_CONFIG, "%s has a query: only scheme, host, port and path are used", name);
	while (str_ends(u.path, STR("/")))
		u.path.n--;
	*out = (struct aws_endpoint){ .tls = u.tls, .custom = true, .host = u.host, .port = u.port, .path = u.path };
	return 0;
}

int
endpoint_find(struct arena *a, enum aws_service service, struct str region, struct aws_endpoint *out, struct err *e)
{
	const char *all = "AWS_ENDPOINT_URL";
	const char *one = arena_printf(a, "%s_%s", all, aws_services[service].variable).p;
	const char *of_one = getenv(one), *of_all = getenv(all);

	if (of_one && *of_one)
		return from_variable(a, one, of_one, out, e);
	if (of_all && *of_all)
		return from_variable(a, all, of_all, out, e);
	*out = (struct aws_endpoint){ .tls = true, .port = 443 };
	out->host = arena_printf(a, "%s." STR_FMT ".amazonaws.com%s", aws_services[service].prefix, STR_ARG(region),
	    str_starts(region, STR("cn-")) ? ".cn" : "");
	return 0;
}
