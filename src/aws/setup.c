/* What is known of a client before its first call: configuration, and where requests go. */
#include <stdlib.h>
#include <string.h>

#include "aws/call.h"
#include "codec/url.h"
#include "net/client.h"

static int
find_region(struct arena *a, struct str *region, struct err *e)
{
	const char *r = getenv("AWS_REGION");

	if (!r || !*r)
		r = getenv("AWS_DEFAULT_REGION");
	if (!r || !*r)
		return err_set(e, ERR_CONFIG, "AWS_REGION is not set, nor AWS_DEFAULT_REGION");
	*region = arena_str(a, str_z(r));
	for (size_t i = 0; i < region->n; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", region->p[i]))
			return err_set(e, ERR_CONFIG, "AWS_REGION is not the name of a region");
	return 0;
}

int
aws_init(struct aws *aws, struct world *w, struct arena *a, struct err *e)
{
	bool found;

	*aws = (struct aws){ .world = w, .arena = a, .user_agent = STR("aws-exe-sys") };
	pthread_mutex_init(&aws->lock, NULL);
	if (find_region(a, &aws->region, e) < 0)
		return -1;
	for (int i = 0; i < AWS_SERVICES; i++)
		if (endpoint_find(a, (enum aws_service)i, aws->region, &aws->endpoints[i], e) < 0)
			return -1;
	return credentials_environment(&aws->own, &aws->credentials, &found, e);
}

void
aws_release(struct aws *aws)
{
	pthread_mutex_destroy(&aws->lock);
	arena_release(&aws->own);
	mem_wipe(aws->keys, sizeof(aws->keys));
}

static bool
is_listed(const struct client_target *t, size_t n, const struct aws_endpoint *at)
{
	for (size_t i = 0; i < n; i++)
		if (t[i].port == at->port && t[i].tls == at->tls && str_eq(t[i].host, at->host))
			return true;
	return false;
}

void
aws_warm(struct aws *aws, const enum aws_service *services, size_t n, int timeout_ms)
{
	struct client_target targets[AWS_SERVICES];
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		const struct aws_endpoint *at = &aws->endpoints[services[i]];

		if (count < COUNT(targets) && !is_listed(targets, count, at))
			targets[count++] = (struct client_target){ at->host, at->port, at->tls };
	}
	client_warm_all(aws->world, targets, count, timeout_ms);
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
aws_place(struct aws *aws, struct arena *a, enum aws_service service, struct str bucket, struct str path,
    struct str *host, struct str *full_path)
{
	const struct aws_endpoint *at = &aws->endpoints[service];
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
