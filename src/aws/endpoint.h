/*
 * endpoint: the services, and where each answers: AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, endpoint_url in the profile's
 * [services ..] section or of the profile itself, else https://<prefix>.<region>.amazonaws.com (amazonaws.com.cn in cn-*).
 * AWS_IGNORE_CONFIGURED_ENDPOINT_URLS turns off all but the last. S3 buckets are addressed in the path when the endpoint
 * is given or the bucket has a dot, else as a virtual host.
 */
#ifndef AWS_ENDPOINT_H
#define AWS_ENDPOINT_H

#include "base/arena.h"
#include "base/err.h"

struct url;      /* codec/url.h */
struct profiles; /* aws/profile.h */

enum aws_service {
	AWS_DYNAMODB,
	AWS_S3,
	AWS_LAMBDA,
	AWS_CODEBUILD,
	AWS_STATES,
	AWS_SSM,
	AWS_SECRETSMANAGER,
	AWS_STS,
	AWS_EXECUTE_API, /* an HTTP API of one's own, called by its URL alone (aws_call_url) */
	AWS_SERVICES,
};

struct aws_service_info {
	const char *name;     /* for people and errors: "DynamoDB" */
	const char *prefix;   /* host prefix: "dynamodb"; NULL: it has no endpoint of its own */
	const char *signing;  /* service name in the signature's scope */
	const char *variable; /* AWS_ENDPOINT_URL_ and this: "DYNAMODB", "SFN", "SECRETS_MANAGER" (SDK reference guide,
	                       * "Service-specific endpoints") */
	const char *target;   /* X-Amz-Target prefix, "DynamoDB_20120810"; NULL for REST services */
	const char *content;  /* content type of requests: "application/x-amz-json-1.0" */
	bool xml;             /* errors are XML, not JSON */
};

extern const struct aws_service_info aws_services[AWS_SERVICES];

struct aws_endpoint {
	bool tls;
	bool custom; /* configured, not the service's own */
	struct str host;
	uint16_t port;
	struct str path;   /* prefix of every path, without a trailing '/'; usually empty */
	struct str region; /* that requests are signed for */
};

/* From the environment, the profile (`p`, or NULL) and the region, into `a`. ERR_CONFIG names what is no URL. */
int endpoint_find(struct arena *a, enum aws_service service, struct str region, const struct profiles *p,
    struct aws_endpoint *out, struct err *e);

/* The endpoint of a URL: an HTTP API's or a Lambda Function URL's names its region, any other (a domain of one's own) is signed
 * for `region`. */
struct aws_endpoint endpoint_of_url(const struct url *u, struct str region);

/* Where a request goes: the host, and the path with the endpoint's prefix and, where it does not go into the host, the bucket.
 * In `a`. */
void endpoint_place(const struct aws_endpoint *at, struct arena *a, struct str bucket, struct str path,
    struct str *host, struct str *full_path);

#endif
