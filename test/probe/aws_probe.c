/*
 * aws_probe: the AWS client as tests see it, beside botocore (test/e2e/test_credentials.py).
 *
 *	aws_probe identity    what it finds on this machine: credentials, region, endpoints; or the error
 *	aws_probe sign        a request a line (JSON) in; what goes out for it, signed or presigned, a line each
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "aws/call.h"
#include "aws/s3.h"
#include "base/io.h"
#include "codec/hash.h"
#include "net/client.h"

enum { INPUT_MAX = 64 << 20 };

static void
put_credentials(struct json_writer *w, const struct aws_credentials *c)
{
	json_put_str(w, "access_key_id", c->access_key_id);
	json_put_str(w, "secret_access_key", c->secret_access_key);
	json_put_str(w, "session_token", c->session_token);
	json_put_i64(w, "expires_ms", c->expires_ms);
}

static void
put_endpoints(struct json_writer *w, const struct aws *aws, struct arena *a)
{
	json_put_object(w, "endpoints");
	for (int i = 0; i < AWS_SERVICES; i++) {
		const struct aws_endpoint *at = &aws->endpoints[i];

		if (aws_services[i].prefix)
			json_put_str(w, aws_services[i].signing,
			    arena_printf(a, "%s://" STR_FMT ":%d" STR_FMT, at->tls ? "https" : "http",
				STR_ARG(at->host), at->port, STR_ARG(at->path)));
	}
	json_close(w);
}

static int
find_all(struct aws *aws, struct world *w, struct arena *a, struct aws_credentials *c, struct err *e)
{
	if (world_os_init(w, e) < 0 || client_attach(w, a, NULL, e) < 0)
		return -1;
	return aws_init(aws, w, &aws_sources_person, a, e) < 0 ? -1 : credentials_find(aws, a, c, e);
}

static int
identity(struct arena *a)
{
	struct buf out = buf_in(a);
	struct json_writer w = json_writer(&out);
	struct aws_credentials c;
	struct world world = { 0 };
	struct aws aws = { 0 };
	struct err e;
	int rc = find_all(&aws, &world, a, &c, &e);

	json_object(&w);
	if (aws.region.n) {
		json_put_str(&w, "region", aws.region);
		put_endpoints(&w, &aws, a);
	}
	if (rc < 0)
		json_put_str(&w, "error", str_z(e.msg));
	else
		put_credentials(&w, &c);
	json_close(&w);
	puts(buf_z(&out));
	client_detach(&world);
	aws_release(&aws);
	return 0;
}

/* ---- requests as they go out ---------------------------------------------------------------------------------------- */

/* Its clock stands where the line says, and what is called is written down. */
struct line {
	struct world world;
	struct world_ops ops;
	struct arena *arena;
	struct json in;
	struct json_writer *out;
	int64_t now_ms;
};

static int64_t
now(struct world *w)
{
	return ((struct line *)w->extra)->now_ms;
}

static int
write_down(struct world *w, struct arena *a, const struct http_request *req, struct http_response *res, struct err *e)
{
	struct line *l = w->extra;
	struct buf host = buf_in(a);

	(void)e;
	http_host(&host, req->tls, req->host, req->port);
	json_put_str(l->out, "url",
	    arena_printf(a, "%s://" STR_FMT STR_FMT, req->tls ? "https" : "http", STR_ARG(buf_str(&host)),
		STR_ARG(req->target)));
	json_put_str(l->out, "method", req->method);
	json_put_str(l->out, "body", req->body);
	json_put_array(l->out, "headers");
	for (size_t i = 0; i < req->header_count; i++) {
		json_array(l->out);
		json_write_str(l->out, req->headers[i].name);
		json_write_str(l->out, req->headers[i].value);
		json_close(l->out);
	}
	json_close(l->out);
	*res = (struct http_response){ .status = 200 };
	return 0;
}

static struct str
text(const struct line *l, const char *name)
{
	return json_str_or(json_get(l->in, name), STR(""));
}

static const struct http_header *
headers_of(struct line *l, size_t *n)
{
	struct json list = json_get(l->in, "headers");
	struct http_header *h = arena_new_n(l->arena, struct http_header, json_len(list) + 1);

	*n = 0;
	for (struct json m = json_first(list); json_exists(m); m = json_next(m))
		h[(*n)++] = (struct http_header){ json_str_or(json_at(m, 0), STR("")),
			json_str_or(json_at(m, 1), STR("")) };
	return h;
}

static enum aws_service
service_of(struct str signing)
{
	for (int i = 0; i < AWS_SERVICES; i++)
		if (str_eqz(signing, aws_services[i].signing))
			return (enum aws_service)i;
	abort();
}

static int
call(struct line *l, struct aws *aws, struct err *e)
{
	struct aws_request req = AWS_REQUEST;
	struct aws_answer ans;

	req.service = service_of(text(l, "service"));
	req.operation = "Operation";
	req.method = text(l, "method");
	req.path = text(l, "path");
	req.query = text(l, "query");
	req.bucket = text(l, "bucket");
	req.body = text(l, "body");
	req.headers = headers_of(l, &req.header_count);
	if (text(l, "at").n)
		return aws_call_url(aws, l->arena, text(l, "at"), req, &ans, e);
	return aws_call(aws, l->arena, &req, &ans, e);
}

static int
presign_object(struct line *l, struct aws *aws, struct err *e)
{
	struct str url;

	if (s3_presign(aws, l->arena, text(l, "method").p, text(l, "bucket"), text(l, "key"),
		(int)json_i64_or(json_get(l->in, "expires_s"), 0), json_bool_or(json_get(l->in, "if_absent"), false),
		&url, e) < 0)
		return -1;
	json_put_str(l->out, "url", url);
	return 0;
}

static int
presign(struct line *l, struct aws *aws, struct err *e)
{
	struct sigv4_scope scope = { aws->region, text(l, "service"), l->now_ms };
	struct sigv4_request r = { .method = text(l, "method"),
		.path = text(l, "path"),
		.query = text(l, "query"),
		.s3 = str_eqz(scope.service, "s3") };
	struct sigv4_key key = { 0 };
	struct buf out = buf_in(l->arena);
	char hash[65];

	(void)e;
	sha256_hex(text(l, "body"), hash);
	r.payload_hash = r.s3 ? STR("UNSIGNED-PAYLOAD") : str_z(hash);
	r.headers = headers_of(l, &r.header_count);
	sigv4_presign(&out, l->arena, &key, &aws->credentials, &scope, &r,
	    (int)json_i64_or(json_get(l->in, "expires_s"), 0));
	json_put_str(l->out, "query", buf_str(&out));
	return 0;
}

static const struct {
	const char *name;
	int (*run)(struct line *l, struct aws *aws, struct err *e);
} modes[] = {
	{ "call", call },
	{ "presign", presign },
	{ "presign_object", presign_object },
};

static int
perform(struct line *l, struct err *e)
{
	struct aws aws;
	int rc = -1;

	setenv("AWS_REGION", arena_z(l->arena, text(l, "region")), 1);
	setenv("AWS_ACCESS_KEY_ID", arena_z(l->arena, text(l, "access_key_id")), 1);
	setenv("AWS_SECRET_ACCESS_KEY", arena_z(l->arena, text(l, "secret_access_key")), 1);
	setenv("AWS_SESSION_TOKEN", arena_z(l->arena, text(l, "session_token")), 1);
	setenv("AWS_ENDPOINT_URL", arena_z(l->arena, text(l, "endpoint")), 1);
	if (aws_init(&aws, &l->world, &aws_sources_function, l->arena, e) < 0)
		return -1;
	for (size_t i = 0; i < COUNT(modes); i++)
		if (str_eqz(text(l, "mode"), modes[i].name))
			rc = modes[i].run(l, &aws, e);
	aws_release(&aws);
	return rc;
}

static void
one(struct str line)
{
	struct arena a = ARENA_EMPTY;
	struct buf out = buf_in(&a);
	struct json_writer w = json_writer(&out);
	struct line l = { .arena = &a, .out = &w };
	struct err e = { 0 };

	l.ops = (struct world_ops){ .now_ms = now, .monotonic_ms = now, .call = write_down };
	l.world = (struct world){ .ops = &l.ops, .extra = &l };
	json_object(&w);
	if (json_parse(&a, line, NULL, &l.in, NULL, &e) == 0)
		l.now_ms = json_i64_or(json_get(l.in, "time_ms"), 0);
	if (e.code || perform(&l, &e) < 0)
		json_put_str(&w, "error", str_z(e.msg));
	json_close(&w);
	puts(buf_z(&out));
	arena_release(&a);
}

static int
sign(struct arena *a)
{
	struct buf in = buf_in(a);
	struct str rest;

	if (io_read_all(STDIN_FILENO, &in, INPUT_MAX, NULL) < 0)
		return 1;
	for (rest = buf_str(&in); rest.n;)
		one(str_cut(&rest, '\n'));
	return 0;
}

int
main(int argc, char **argv)
{
	struct arena a = ARENA_EMPTY;
	int rc = 100;

	if (argc == 2 && strcmp(argv[1], "identity") == 0)
		rc = identity(&a);
	else if (argc == 2 && strcmp(argv[1], "sign") == 0)
		rc = sign(&a);
	else
		fputs("aws_probe identity | sign\n", stderr);
	arena_release(&a);
	return rc;
}
