#include "cli/submit.h"

#include <fcntl.h>

#include "aws/s3.h"
#include "aws/services.h"
#include "base/io.h"
#include "codec/base64.h"
#include "codec/zip.h"

/* A temporary file that an archive is written to. */
struct sink {
	struct world *world;
	int file;
	int64_t size_bytes;
};

static int
sink_write(void *ctx, const void *p, size_t n, struct err *e)
{
	struct sink *s = ctx;

	if (world_temp_write(s->world, s->file, s->size_bytes, p, n, e) < 0)
		return -1;
	s->size_bytes += (int64_t)n;
	return 0;
}

static int
zip_folder(struct sink *s, const char *dir, struct err *e)
{
	struct zip_sink to = { sink_write, s };
	struct arena a = ARENA_EMPTY;
	struct zip_writer w;
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), result;

	if (fd < 0)
		return err_sys(e, "%s: open the folder", dir);
	zip_writer_open(&w, &a, &to, world_now_ms(s->world));
	result = zip_add_tree(&w, fd, e);
	if (result == 0)
		result = zip_writer_close(&w, e);
	io_close(&fd);
	arena_release(&a);
	return result < 0 ? err_wrap(e, "%s", dir) : 0;
}

static int
upload(struct engine *g, struct arena *a, const struct sink *s, struct str *location, struct err *e)
{
	struct str random = world_random_hex(g->world, a, 8);
	struct s3_put put = S3_PUT;

	put.bucket = g->config.internal_bucket;
	put.key = arena_printf(a, "tmp/code/" STR_FMT ".zip", STR_ARG(random));
	put.content_type = "application/zip";
	put.body_file = s->file;
	put.body_file_bytes = s->size_bytes;
	*location = arena_printf(a, "s3://" STR_FMT "/" STR_FMT, STR_ARG(put.bucket), STR_ARG(put.key));
	return s3_put(g->aws, a, &put, NULL, e);
}

int
submit_code(struct engine *g, struct arena *a, const char *dir, struct str *location, struct err *e)
{
	struct sink s = { .world = g->world, .file = world_temp_open(g->world, e) };
	int result;

	if (s.file < 0)
		return -1;
	result = zip_folder(&s, dir, e);
	if (result == 0)
		result = upload(g, a, &s, location, e);
	world_temp_close(g->world, s.file);
	return result;
}

/* The request's body: {"job_parameters_b64","run_id"}. */
static struct str
write_body(struct arena *a, struct str job, struct str run_id)
{
	struct buf out = buf_in(a), encoded = buf_in(a);
	struct json_writer w = json_writer(&out);

	base64_encode(&encoded, job);
	json_object(&w);
	json_put_str(&w, "job_parameters_b64", buf_str(&encoded));
	json_put_str(&w, "run_id", run_id);
	json_close(&w);
	return buf_str(&out);
}

/* An event of payload format 2.0 (API Gateway Developer Guide, "Lambda proxy integrations for HTTP APIs"). */
static struct str
write_event(struct arena *a, struct str body)
{
	struct buf out = buf_in(a);
	struct json_writer w = json_writer(&out);

	json_object(&w);
	json_put_str(&w, "version", STR("2.0"));
	json_put_str(&w, "routeKey", STR("POST /init"));
	json_put_str(&w, "rawPath", STR("/init"));
	json_put_str(&w, "rawQueryString", STR(""));
	json_put_object(&w, "headers");
	json_put_str(&w, "content-type", STR("application/json"));
	json_close(&w);
	json_put_object(&w, "requestContext");
	json_put_object(&w, "http");
	json_put_str(&w, "method", STR("POST"));
	json_put_str(&w, "path", STR("/init"));
	json_close(&w);
	json_close(&w);
	json_put_str(&w, "body", body);
	json_put_bool(&w, "isBase64Encoded", false);
	json_close(&w);
	return buf_str(&out);
}

int
submit_job(struct engine *g, struct arena *a, struct str function, struct str job, struct str run_id,
    struct submitted *out, struct err *e)
{
	struct json answer;
	struct str text, body;

	if (lambda_invoke(g->aws, a, function, write_event(a, write_body(a, job, run_id)), &text, e) < 0)
		return err_wrap(e, "submit the job");
	if (json_parse(a, text, NULL, &answer, NULL, e) < 0)
		return err_wrap(e, "init_job's answer");
	out->status = (int)json_i64_or(json_get(answer, "statusCode"), 0);
	if (json_str(json_get(answer, "body"), &body, e) < 0 || json_parse(a, body, NULL, &out->answer, NULL, e) < 0)
		return err_wrap(e, "init_job's answer");
	return 0;
}
