/* What is known of a client before its first call: configuration, and where requests go. */
#include <stdlib.h>
#include <string.h>

#include "aws/call.h"
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
