/* What is known of a client before its first call: configuration, and where requests go. */
#include <stdlib.h>
#include <string.h>

#include "aws/call.h"
#include "net/client.h"

static bool
is_region(struct str region)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";

	for (size_t i = 0; i < region.n; i++)
		if (!strchr(letters, region.p[i]))
			return false;
	return region.n > 0;
}

/* AWS_REGION is what all SDKs but botocore know; AWS_DEFAULT_REGION is botocore's. */
static int
find_region(struct aws *aws, struct arena *scratch, const struct profiles *p, struct err *e)
{
	static const char *const variables[] = { "AWS_REGION", "AWS_DEFAULT_REGION" };
	struct str region = STR("");

	for (size_t i = 0; i < COUNT(variables) && !region.n; i++)
		region = str_z(getenv(variables[i]));
	if (!region.n && p)
		region = p->get(p, PROFILE_ANY, p->name, "region");
	if (!region.n && aws->sources->region)
		aws->sources->region(aws->world, scratch, p, &region);
	if (!region.n)
		return err_set(e, ERR_CONFIG, "AWS_REGION is not set, nor AWS_DEFAULT_REGION%s",
		    p ? ", and the profile has no region" : "");
	if (!is_region(region))
		return err_set(e, ERR_CONFIG, "AWS_REGION, or the profile's region, is not the name of a region");
	aws->region = arena_str(aws->arena, region);
	return 0;
}

static int
configure(struct aws *aws, struct arena *scratch, struct err *e)
{
	struct profiles profiles, *p = NULL;

	if (aws->sources->profiles) {
		p = &profiles;
		if (aws->sources->profiles(scratch, p, e) < 0)
			return -1;
	}
	if (find_region(aws, scratch, p, e) < 0)
		return -1;
	for (int i = 0; i < AWS_SERVICES; i++)
		if (endpoint_find(aws->arena, (enum aws_service)i, aws->region, p, &aws->endpoints[i], e) < 0)
			return -1;
	return 0;
}

int
aws_init(struct aws *aws, struct world *w, const struct aws_sources *sources, struct arena *a, struct err *e)
{
	struct arena scratch = ARENA_EMPTY;
	struct credential_search environment = { .aws = aws, .arena = &aws->own };
	bool found;
	int rc;

	*aws = (struct aws){ .world = w, .sources = sources, .arena = a, .user_agent = STR("aws-exe-sys") };
	pthread_mutex_init(&aws->lock, NULL);
	rc = configure(aws, &scratch, e);
	arena_release(&scratch);
	return rc < 0 ? -1 : credentials_environment.find(&environment, &aws->credentials, &found, e);
}

void
aws_init_as(struct aws *aws, const struct aws *like, const struct aws_sources *sources, const struct aws_credentials *c)
{
	*aws = (struct aws){ .world = like->world,
		.sources = sources,
		.region = like->region,
		.credentials = { c->access_key_id, c->secret_access_key, c->session_token, 0 },
		.skew_ms = like->skew_ms,
		.user_agent = like->user_agent };
	memcpy(aws->endpoints, like->endpoints, sizeof(aws->endpoints));
	pthread_mutex_init(&aws->lock, NULL);
}

void
aws_release(struct aws *aws)
{
	pthread_mutex_destroy(&aws->lock);
	arena_release(&aws->own);
	mem_wipe(aws->keys, sizeof(aws->keys));
}

void
aws_place(struct aws *aws, struct arena *a, enum aws_service service, struct str bucket, struct str path,
    struct str *host, struct str *full_path)
{
	endpoint_place(&aws->endpoints[service], a, bucket, path, host, full_path);
}

enum { WARM_MAX = 16 };

struct targets {
	struct client_target at[WARM_MAX];
	size_t n;
};

/* Each peer once, though several services may share it. */
static void
add_target(struct targets *t, struct client_target new)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->at[i].port == new.port && t->at[i].tls == new.tls && str_eq(t->at[i].host, new.host))
			return;
	if (t->n < WARM_MAX)
		t->at[t->n++] = new;
}

void
aws_warm_buckets(struct aws *aws, const enum aws_service *services, size_t n, const struct str *buckets,
    size_t bucket_count, int timeout_ms)
{
	const struct aws_endpoint *s3 = &aws->endpoints[AWS_S3];
	struct arena scratch = ARENA_EMPTY;
	struct targets t = { .n = 0 };
	struct str host, path;

	for (size_t i = 0; i < n; i++) {
		const struct aws_endpoint *at = &aws->endpoints[services[i]];

		add_target(&t, (struct client_target){ at->host, at->port, at->tls });
	}
	for (size_t i = 0; i < bucket_count; i++) {
		aws_place(aws, &scratch, AWS_S3, buckets[i], STR("/"), &host, &path);
		add_target(&t, (struct client_target){ host, s3->port, s3->tls });
	}
	client_warm_all(aws->world, t.at, t.n, timeout_ms);
	arena_release(&scratch);
}
