/* Many threads on one client while its credentials are taken away under their hands. */
#include "test.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "aws/call.h"
#include "fake_net.h"

enum { THREADS = 8, CALLS = 200, ROTATIONS = 20 };

/* A container and a service that agree on the key of the hour. */
struct town {
	struct world w;
	struct world_ops ops;
	pthread_mutex_t lock;
	int key, calls, given, refused, repeating;
	int64_t now_ms;
	struct aws aws;
	atomic_int failed;
};

static _Thread_local bool repeats; /* this thread's call, which was refused */

static int64_t
now(struct world *w)
{
	struct town *t = w->extra;
	int64_t ms;

	pthread_mutex_lock(&t->lock);
	ms = t->now_ms;
	pthread_mutex_unlock(&t->lock);
	return ms;
}

static struct str
text_of(struct town *t, struct arena *a, const struct http_request *req, int *status)
{
	struct str auth = http_header_get(req->headers, req->header_count, "authorization");

	*status = 200;
	if (str_eqz(req->target, "/container")) {
		t->given++;
		return arena_printf(a,
		    "{\"AccessKeyId\":\"AK%d\",\"SecretAccessKey\":\"S%d\",\"Token\":\"T\",\"Expiration\":\"2099-01-01T00:00:00Z\"}",
		    t->key, t->key);
	}
	/* Now and then they end, and a while goes by; but not twice for one call. */
	if (++t->calls >= THREADS * CALLS / ROTATIONS && t->repeating == 0) {
		t->calls = 0;
		t->key++;
		t->now_ms += 5000;
	}
	t->repeating -= repeats;
	repeats = str_find(auth, arena_printf(a, "AK%d/", t->key)) == auth.n;
	t->repeating += repeats;
	t->refused += repeats;
	if (!repeats)
		return STR("{}");
	*status = 400;
	return STR("{\"__type\":\"ExpiredTokenException\"}");
}

static int
answer(struct world *w, struct arena *a, const struct http_request *req, struct http_response *res, struct err *e)
{
	struct town *t = w->extra;
	int status;

	(void)e;
	*res = (struct http_response){ 0 };
	pthread_mutex_lock(&t->lock);
	res->body = text_of(t, a, req, &status);
	res->status = status;
	pthread_mutex_unlock(&t->lock);
	return 0;
}

static void *
work(void *arg)
{
	struct town *t = arg;
	struct arena a = ARENA_EMPTY;

	for (int i = 0; i < CALLS; i++) {
		if (aws_json(&t->aws, &a, i % 2 ? AWS_SSM : AWS_DYNAMODB, "Op", STR("{}"), NULL, NULL, NULL) < 0)
			t->failed++;
		arena_reset(&a);
	}
	arena_release(&a);
	return NULL;
}

static void
each_change_of_credentials_is_asked_for_once(void **state)
{
	(void)state;
	struct town t = { .now_ms = 1767323045000, .ops = { .now_ms = now, .monotonic_ms = now, .call = answer } };
	struct arena a = ARENA_EMPTY;
	pthread_t threads[THREADS];

	t.w = (struct world){ .ops = &t.ops, .extra = &t };
	pthread_mutex_init(&t.lock, NULL);
	fake_clear_environment();
	setenv("AWS_REGION", "eu-west-1", 1);
	setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1/container", 1);
	assert_int_equal(aws_init(&t.aws, &t.w, &aws_sources_function, &a, NULL), 0);
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, work, &t), 0);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	assert_int_equal(t.failed, 0);
	assert_int_equal(t.given, t.key + 1);
	assert_in_range(t.key, 2, ROTATIONS);
	assert_in_range(t.refused, t.key, t.key * THREADS);
	aws_release(&t.aws);
	arena_release(&a);
	pthread_mutex_destroy(&t.lock);
	fake_clear_environment();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_change_of_credentials_is_asked_for_once),
	};

	return RUN(tests);
}
