#include "aws/identity.h"
#include "aws/fault.h"
#include "codec/date.h"

enum { RENEW_BEFORE_MS = 5 * 60 * 1000, RENEW_AGAIN_MS = 10 * 1000, REFUSED_AGAIN_MS = 1000, SKEW_MS = 4 * 60 * 1000 };

/* With the lock held. */
static int64_t
now_of(const struct aws *aws)
{
	return world_now_ms(aws->world) + aws->skew_ms;
}

static bool
has_any(const struct aws *aws)
{
	return aws->credentials.access_key_id.n > 0;
}

static bool
ends_within(const struct aws *aws, int64_t ms)
{
	int64_t expires = aws->credentials.expires_ms;

	return expires && now_of(aws) + ms >= expires;
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

/* With the lock held. What is found expired is what an instance's service gives while it cannot renew it: AWS lets it serve on. */
static int
renew(struct aws *aws, struct err *e)
{
	struct arena scratch = ARENA_EMPTY;
	struct aws_credentials found;
	int rc = credentials_find(aws, &scratch, &found, e);

	if (rc == 0) {
		arena_reset(&aws->own);
		aws->credentials = copy(&aws->own, &found);
		if (ends_within(aws, 0))
			aws->credentials.expires_ms = now_of(aws) + RENEW_BEFORE_MS;
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
		out->now_ms = now_of(aws);
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

static bool
same(const struct aws_credentials *a, const struct aws_credentials *b)
{
	return str_eq(a->access_key_id, b->access_key_id) && str_eq(a->session_token, b->session_token);
}

/* Another thread may have been first. */
static bool
other_credentials(struct aws *aws, const struct aws_credentials *used)
{
	struct err e;
	bool other, recent;

	pthread_mutex_lock(&aws->lock);
	recent = world_now_ms(aws->world) < aws->renew_ms - RENEW_AGAIN_MS + REFUSED_AGAIN_MS;
	if (same(&aws->credentials, used) && !recent)
		renew(aws, &e);
	other = !same(&aws->credentials, used);
	pthread_mutex_unlock(&aws->lock);
	return other;
}

static bool
other_time(struct aws *aws, const struct http_response *res)
{
	struct str date = http_header_get(res->headers, res->header_count, "date");
	int64_t theirs_ms, off_ms;
	bool other;

	if (!date.n || date_read(date, DATE_HTTP, &theirs_ms, NULL) < 0)
		return false;
	pthread_mutex_lock(&aws->lock);
	off_ms = theirs_ms - now_of(aws);
	other = off_ms > SKEW_MS || off_ms < -SKEW_MS;
	if (other)
		aws->skew_ms += off_ms;
	pthread_mutex_unlock(&aws->lock);
	return other;
}

bool
identity_mend(struct aws *aws, const struct aws_credentials *used, const struct http_response *res, const struct err *e,
    struct identity_mended *done)
{
	if (fault_is_clock(e) && !done->clock) {
		done->clock = true;
		return other_time(aws, res);
	}
	if (fault_is_credentials(e) && !done->credentials) {
		done->credentials = true;
		return other_credentials(aws, used);
	}
	return false;
}
