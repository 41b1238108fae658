#include "aws/identity.h"

enum { RENEW_BEFORE_MS = 5 * 60 * 1000, RENEW_AGAIN_MS = 10 * 1000 };

static bool
has_any(const struct aws *aws)
{
	return aws->credentials.access_key_id.n > 0;
}

static bool
ends_within(const struct aws *aws, int64_t ms)
{
	int64_t expires = aws->credentials.expires_ms;

	return expires && world_now_ms(aws->world) + ms >= expires;
}

static struct aws_credentials
copy(struct arena *a, const struct aws_credentials *c)
{
	return (struct aws_credentials){
		.access_key_id = arena_str(a, c->access_key_id),
		.secret_access_key = arena_str(a, c->secret_access_key),
		.session_token = arena_str(a, c->session_token),
		.expires_ms = c->expires_ms,
	};
}

/* A provider that fails, or has nothing newer yet, must not hold up every call while the old ones serve. */
static bool
want_renewal(const struct aws *aws)
{
	if (!has_any(aws) || ends_within(aws, 0))
		return true;
	return ends_within(aws, RENEW_BEFORE_MS) && world_now_ms(aws->world) >= aws->renew_ms;
}

/* With the lock held. */
static int
renew(struct aws *aws, struct err *e)
{
	struct arena scratch = ARENA_EMPTY;
	struct aws_credentials found;
	int rc = credentials_find(aws->world, &scratch, &found, e);

	if (rc == 0) {
		arena_reset(&aws->own);
		aws->credentials = copy(&aws->own, &found);
	} else if (has_any(aws) && !ends_within(aws, 0)) {
		rc = 0;
	}
	aws->renew_ms = world_now_ms(aws->world) + RENEW_AGAIN_MS;
	arena_release(&scratch);
	return rc;
}

int
identity_take(struct aws *aws, struct arena *a, enum aws_service service, struct identity *out, struct err *e)
{
	int rc = 0;

	pthread_mutex_lock(&aws->lock);
	if (want_renewal(aws))
		rc = renew(aws, e);
	if (rc == 0) {
		out->credentials = copy(a, &aws->credentials);
		out->key = aws->keys[service];
	}
	pthread_mutex_unlock(&aws->lock);
	return rc;
}

void
identity_keep(struct aws *aws, enum aws_service service, struct identity *id)
{
	pthread_mutex_lock(&aws->lock);
	aws->keys[service] = id->key;
	pthread_mutex_unlock(&aws->lock);
	mem_wipe(&id->key, sizeof(id->key));
}
