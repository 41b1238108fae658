#include "exec/report.h"

#include <limits.h>

#include "aws/s3.h"
#include "base/log.h"
#include "engine/ids.h"

enum {
	BACKOFF_BASE_MS = 500,
	BACKOFF_CAP_MS = 20000,
	UPLOAD_BYTES_A_MS = 10000, /* a slow guess: 10 MB/s */
	UPLOAD_SPARE_MS = 5000,
};

int
report_send(const struct report *r, const struct result *result, struct str events_json, struct err *e)
{
	struct retry retry = { .attempts_max = INT_MAX,
		.base_ms = BACKOFF_BASE_MS,
		.cap_ms = BACKOFF_CAP_MS,
		.until_ms = r->until_ms };
	struct arena scratch = ARENA_EMPTY;
	int sent;

	do {
		arena_reset(&scratch);
		sent = result_put(r->engine, &scratch, r->run, r->num, r->host, result, events_json, e);
	} while (sent < 0 && e->retryable && retry_wait(&retry, r->engine->world, 0));
	arena_release(&scratch);
	return sent < 0 ? err_wrap(e, "report the result") : 0;
}

/* The location of the whole log, or an empty text with the reason in *remark. */
static struct str
upload(const struct report *r, struct spool *spool, struct arena *a, int64_t until_ms, struct str *remark)
{
	struct engine *g = r->engine;
	int64_t need_ms = spool->size / UPLOAD_BYTES_A_MS + UPLOAD_SPARE_MS;
	struct s3_put put = S3_PUT;
	struct str location;
	struct err e;

	*remark = spool->file < 0 ? STR("the disk was full") : STR("there was no time to upload the whole log");
	if (spool->file < 0 || (until_ms && until_ms - world_monotonic_ms(g->world) < need_ms))
		return STR("");
	put.bucket = g->config.internal_bucket;
	put.key = key_log(a, r->run, r->num, r->host);
	put.content_type = "text/plain; charset=utf-8";
	put.body_file = spool->file;
	put.body_file_bytes = spool->size;
	if (s3_put(g->aws, a, &put, NULL, &e) < 0) {
		log_warn("upload the whole log: %s", e.msg);
		*remark = STR("the whole log could not be uploaded");
		return STR("");
	}
	location = arena_printf(a, "s3://" STR_FMT "/" STR_FMT, STR_ARG(put.bucket), STR_ARG(put.key));
	*remark = spool->full ? STR("the disk was full") :
				arena_printf(a, "the whole log is " STR_FMT, STR_ARG(location));
	return location;
}

void
report_log(const struct report *r, struct spool *spool, struct arena *a, int64_t log_until_ms, struct result *out)
{
	struct str remark;

	if (spool_whole(spool, a, RESULT_LOG_MAX, &out->log))
		return;
	out->log_location = upload(r, spool, a, log_until_ms, &remark);
	out->log = spool_excerpt(spool, a, RESULT_LOG_MAX, remark);
	out->log_truncated = true;
}
