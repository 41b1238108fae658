#include "rig.h"

#include <stdlib.h>
#include <unistd.h>

#include "aws/s3.h"
#include "base/io.h"
#include "codec/zip.h"
#include "net/client.h"
#include "test.h"

enum { START_MS_AFTER_2026 = 86400000, FILE_MAX = 64 * 1024 * 1024 };

/* ---- programs ---- */

static bool
ends_in(const char *text, const char *end)
{
	return str_ends(str_z(text), str_z(end));
}

static const char *
behind(const char *const *argv, const char *option)
{
	for (size_t i = 0; argv[i]; i++)
		if (strcmp(argv[i], option) == 0)
			return argv[i + 1];
	return NULL;
}

static struct str
new_key(struct arena *a, int n)
{
	return arena_printf(a, "# created: now\n# public key: age1k%d\nAGE-SECRET-KEY-1K%d\n", n, n);
}

static int
rig_spawn(struct world *w, struct arena *a, const struct spawn *s, struct spawned *out, struct err *e)
{
	struct sender *me = w->extra;

	*out = (struct spawned){ 0 };
	if (me->dead)
		return err_set(e, ERR_SYS, "dead");
	if (ends_in(s->argv[0], "sops"))
		out->output = arena_printf(a, "{\"for\":\"%s\",\"plain\":" STR_FMT "}", behind(s->argv, "--age"),
		    STR_ARG(s->input));
	else if (s->argv[1])
		out->output = arena_printf(a, "age1k" STR_FMT "\n",
		    STR_ARG(str_sub(s->input, strlen("AGE-SECRET-KEY-1K"), s->input.n)));
	else
		out->output = new_key(a, ++me->rig->keys);
	return 0;
}

/* ---- the world ---- */

static int64_t
rig_now_ms(struct world *w)
{
	return ((struct sender *)w->extra)->rig->now_ms;
}

static void
rig_sleep_ms(struct world *w, int64_t ms)
{
	((struct sender *)w->extra)->rig->now_ms += ms;
}

static void
rig_parallel(struct world *w, size_t n, void (*fn)(void *ctx, size_t i), void *ctx)
{
	(void)w;
	for (size_t i = 0; i < n; i++)
		fn(ctx, i);
}

static struct str
body_of(struct world *w, struct arena *a, const struct http_request *req)
{
	char *p;
	size_t got, done = 0, n = (size_t)req->body_file_bytes;

	if (req->body_file < 0)
		return req->body;
	p = arena_alloc(a, req->body.n + n + 1);
	if (req->body.n)
		memcpy(p, req->body.p, req->body.n);
	p += req->body.n;
	while (
	    done < n && world_temp_read(w, req->body_file, (int64_t)done, p + done, n - done, &got, NULL) == 0 && got)
		done += got;
	return (struct str){ p - req->body.n, req->body.n + done };
}

static void
perform(struct rig *r, struct world *w, struct arena *a, const struct http_request *req, struct cloud_answer *answer)
{
	struct http_header *headers = arena_new_n(a, struct http_header, req->header_count + 1);
	struct cloud_request c = { .method = req->method,
		.target = req->target,
		.headers = headers,
		.header_count = req->header_count + 1,
		.body = { .bytes = body_of(w, a, req) } };
	struct cloud_call call;

	headers[0] = (struct http_header){ STR("Host"), arena_printf(a, STR_FMT ":%u", STR_ARG(req->host), req->port) };
	if (req->header_count)
		memcpy(headers + 1, req->headers, req->header_count * sizeof(*headers));
	if (cloud_identify(r->cloud, a, r->now_ms, r->now_ms, &c, &call, answer) == 0)
		cloud_perform(r->cloud, a, r->now_ms, &c, &call, answer);
	r->calls++;
	r->bundles += call.service == CLOUD_S3 && str_eqz(req->method, "PUT") && str_ends(call.key, STR("/exec.zip"));
}

/* Watchdogs and orchestrators are not run; what goes on in another invocation is kept. */
static void
take_effects(struct rig *r)
{
	struct cloud_effect f;

	cloud_tick(r->cloud, r->now_ms);
	while (cloud_effect_next(r->cloud, &f)) {
		if (f.type != CLOUD_INVOKE)
			continue;
		if (str_eq(f.function, r->names.functions[DEPLOY_INIT_JOB])) {
			r->continuation = arena_str(&r->arena, f.payload);
			r->continuations++;
		}
		if (r->watchdogs_end && str_eq(f.function, r->names.functions[DEPLOY_WATCHDOG_CHECK]) &&
		    cloud_invocation_started(r->cloud, r->now_ms, f.id))
			cloud_invocation_end(r->cloud, r->now_ms, f.id, CLOUD_OK,
			    STR("{\"done\":true,\"wait_seconds\":0}"));
	}
}

static int
give(struct world *w, struct arena *a, const struct http_request *req, const struct cloud_answer *answer,
    struct http_response *res, struct err *e)
{
	*res = (struct http_response){ .status = answer->status,
		.header_count = answer->header_count,
		.body_bytes = answer->body.n };
	for (size_t i = 0; i < answer->header_count; i++)
		res->headers[i] = (struct http_header){ arena_str(a, answer->headers[i].name),
			arena_str(a, answer->headers[i].value) };
	if (req->body_max && answer->status / 100 == 2 && answer->body.n > req->body_max)
		return err_set(e, ERR_LIMIT, "answer of %zu bytes is over the limit of %llu", answer->body.n,
		    (unsigned long long)req->body_max);
	if (req->sink_file >= 0 && answer->status / 100 == 2)
		return world_temp_write(w, req->sink_file, 0, answer->body.p, answer->body.n, e);
	res->body = arena_str(a, answer->body);
	return 0;
}

static int
gone(struct err *e)
{
	err_set(e, ERR_NET, "dead");
	e->retryable = false;
	return -1;
}

static int
rig_call(struct world *w, struct arena *a, const struct http_request *req, struct http_response *res, struct err *e)
{
	struct sender *me = w->extra;
	struct cloud_answer answer;

	if (me->dead)
		return gone(e);
	if (++me->calls == me->interrupt_at && me->interrupt)
		me->interrupt(me->ctx);
	me->dead = me->calls == me->die_at;
	if (me->dead && !me->die_after)
		return gone(e);
	me->rig->now_ms += me->rig->call_ms;
	if (me->refuse_from && me->calls >= me->refuse_from && me->calls <= me->refuse_to) {
		*res = (struct http_response){ .status = 500 };
		return 0;
	}
	perform(me->rig, w, a, req, &answer);
	take_effects(me->rig);
	return me->dead ? gone(e) : give(w, a, req, &answer, res, e);
}

void
sender_open(struct sender *s, struct rig *r)
{
	static const struct engine_options options = { .program = "test",
		.needs = NEED_ORDERS_TABLE | NEED_EVENTS_TABLE | NEED_LOCKS_TABLE | NEED_INTERNAL_BUCKET |
		    NEED_DONE_BUCKET | NEED_WATCHDOG_SFN };
	struct err e;

	*s = (struct sender){ .rig = r };
	if (engine_open(&s->engine, &s->world, &s->aws, &s->arena, &options, &e) < 0)
		fail_msg("%s", e.msg);
	s->world.extra = s;
	s->world.own.now_ms = s->world.own.monotonic_ms = rig_now_ms;
	s->world.own.sleep_ms = rig_sleep_ms;
	s->world.own.parallel = rig_parallel;
	s->world.own.spawn = rig_spawn;
	s->world.own.call = rig_call;
}

void
sender_close(struct sender *s)
{
	client_detach(&s->world);
	aws_release(&s->aws);
	arena_release(&s->arena);
}

/* ---- the services ---- */

static void
put_variable(void *ctx, const char *name, struct str value)
{
	setenv(name, arena_z(ctx, value), 1);
}

/* The stand-ins need names on PATH, nothing more. */
static void
put_tools(struct rig *r)
{
	char folder[] = "/tmp/rig.XXXXXX";

	if (!mkdtemp(folder))
		fail_msg("mkdtemp");
	for (int i = 0; i < 2; i++)
		io_write_file(arena_printf(&r->arena, "%s/%s", folder, i ? "sops" : "age-keygen").p, STR("#!"), 0755,
		    NULL);
	setenv("PATH", folder, 1);
}

void
rig_open(struct rig *r)
{
	struct cloud_credential user = { .access_key_id = STR("AKIARIG"),
		.secret_access_key = STR("secret"),
		.role = STR("user"),
		.process = STR("rig") };
	struct err e;

	*r = (struct rig){ .now_ms = 1767225600000 + START_MS_AFTER_2026, .call_ms = 1 };
	r->names = deploy_names(&r->arena, STR("rig"));
	r->cloud = deploy_cloud(&r->arena, &r->names, 4, false, 1, &e);
	if (!r->cloud)
		fail_msg("%s", e.msg);
	deploy_variables(&r->names, cloud_machine_arn(r->cloud, &r->arena, r->names.machine), put_variable, &r->arena);
	setenv("AWS_LAMBDA_FUNCTION_NAME", arena_z(&r->arena, r->names.functions[DEPLOY_INIT_JOB]), 1);
	setenv("AWS_REGION", "us-east-1", 1);
	setenv("AWS_ACCESS_KEY_ID", "AKIARIG", 1);
	setenv("AWS_SECRET_ACCESS_KEY", "secret", 1);
	unsetenv("AWS_SESSION_TOKEN");
	setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1", 1);
	setenv("AWS_EXE_SYS_LOG_LEVEL", getenv("RIG_TRACE") ? "info" : "error", 1);
	cloud_credential_add(r->cloud, &user);
	put_tools(r);
}

void
rig_close(struct rig *r)
{
	io_remove_tree(getenv("PATH"), NULL);
	cloud_free(r->cloud);
	arena_release(&r->arena);
}

struct str
rig_object(struct rig *r, struct arena *a, struct str key)
{
	struct s3_object object = { 0 };
	struct sender s;
	struct str copy = STR("");
	struct err e;

	sender_open(&s, r);
	if (s3_get(&s.aws, a, r->names.internal_bucket, key, FILE_MAX, &object, &e) == 0)
		copy = arena_str(a, object.body);
	sender_close(&s);
	return copy;
}

static bool
count_one(void *ctx, const struct s3_listed *object)
{
	(void)object;
	++*(size_t *)ctx;
	return true;
}

size_t
rig_count(struct rig *r, struct str prefix)
{
	struct sender s;
	struct err e;
	size_t n = 0;

	sender_open(&s, r);
	if (s3_list(&s.aws, r->names.internal_bucket, prefix, STR(""), count_one, &n, &e) < 0)
		fail_msg("%s", e.msg);
	sender_close(&s);
	return n;
}

static int
read_memory(void *ctx, uint64_t offset, void *p, size_t n, struct err *e)
{
	const struct str *text = ctx;

	if (offset + n > text->n)
		return err_set(e, ERR_INPUT, "out of the archive");
	memcpy(p, text->p + offset, n);
	return 0;
}

struct str
rig_unzip(struct arena *a, struct str text, const char *path)
{
	struct str content = STR("");
	struct zip z;
	struct err e;

	if (zip_open(&z, a, &(struct zip_source){ read_memory, &text, text.n }, NULL, &e) < 0 ||
	    zip_read(&z, str_z(path), FILE_MAX, &content, &e) < 0)
		fail_msg("%s: %s", path, e.msg);
	return content;
}
