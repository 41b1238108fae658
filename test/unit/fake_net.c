#include "fake_net.h"

#include "base/spawn.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct fake_net *
of(struct world *w)
{
	return w->extra;
}

static int64_t
fake_now(struct world *w)
{
	return of(w)->now_ms;
}

static void
fake_sleep(struct world *w, int64_t ms)
{
	of(w)->now_ms += ms;
	of(w)->slept_ms += ms;
}

static void
fake_random(struct world *w, void *out, size_t n)
{
	(void)w;
	memset(out, 0xff, n);
}

static void
remember(struct fake_net *f, const struct http_request *req)
{
	struct fake_seen *s = &f->seen[f->calls];
	struct http_header *h = arena_new_n(&f->arena, struct http_header, req->header_count + 1);

	for (size_t i = 0; i < req->header_count; i++)
		h[i] = (struct http_header){ arena_str(&f->arena, req->headers[i].name),
			arena_str(&f->arena, req->headers[i].value) };
	*s = (struct fake_seen){ arena_str(&f->arena, req->method), arena_str(&f->arena, req->host),
		arena_str(&f->arena, req->target), arena_str(&f->arena, req->body), h, req->header_count, req->tls,
		req->fresh, req->timeout_ms, req->port };
}

static int
fake_call(struct world *w, struct arena *a, const struct http_request *req, struct http_response *res, struct err *e)
{
	struct fake_net *f = of(w);
	const struct fake_reply *r = &f->replies[f->calls < f->reply_count ? f->calls : f->reply_count - 1];

	if (f->calls < FAKE_CALLS_MAX)
		remember(f, req);
	f->calls++;
	if (r->status == 0) {
		err_set(e, r->fail, "scripted failure");
		if (e)
			e->ambiguous = r->ambiguous;
		return -1;
	}
	*res = (struct http_response){ .status = r->status };
	res->headers[0] = r->header;
	res->header_count = r->header.name.n > 0;
	res->body = arena_str(a, str_z(r->body));
	res->body_bytes = res->body.n;
	return 0;
}

void
fake_clear_environment(void)
{
	for (size_t i = 0; environ[i];) {
		struct str name = str_sub(str_z(environ[i]), 0, str_chr(str_z(environ[i]), '='));
		char text[128];
		struct buf b = buf_over(text, sizeof(text) - 1);

		buf_add(&b, name);
		/* What follows moves up. */
		if (!str_starts(name, STR("AWS_")) || unsetenv(buf_z(&b)) < 0)
			i++;
	}
}

void
fake_open(struct fake_net *f, const struct fake_reply *replies, size_t n)
{
	memset(f, 0, sizeof(*f));
	f->ops = (struct world_ops){ .now_ms = fake_now,
		.monotonic_ms = fake_now,
		.sleep_ms = fake_sleep,
		.random = fake_random,
		.call = fake_call,
		.spawn = spawn_run };
	f->w = (struct world){ .ops = &f->ops, .extra = f };
	f->replies = replies;
	f->reply_count = n;
	f->now_ms = 1767323045000;
	fake_clear_environment();
	setenv("AWS_REGION", "eu-west-1", 1);
	setenv("AWS_ACCESS_KEY_ID", "AKID", 1);
	setenv("AWS_SECRET_ACCESS_KEY", "SECRET", 1);
	if (aws_init(&f->aws, &f->w, &aws_sources_function, &f->arena, NULL) < 0)
		abort();
}

void
fake_close(struct fake_net *f)
{
	aws_release(&f->aws);
	arena_release(&f->arena);
	fake_clear_environment();
}

struct str
fake_header(const struct fake_net *f, size_t i, const char *name)
{
	struct str value = http_header_get(f->seen[i].headers, f->seen[i].header_count, name);

	return value.p ? value : STR("");
}
