/*
 * claim.json: {"id","execution_id"?} of a worker; {"id","ending":{a result}} of an ender.
 */
#include "engine/claim.h"

#include "aws/fault.h"
#include "aws/s3.h"
#include "engine/ids.h"

enum { CLAIM_BYTES_MAX = 256 * 1024, ID_MAX = 1024, DAY_MS = 86400000 };

static struct str
claim_text(struct arena *a, const struct claim *c)
{
	struct buf text = buf_in(a), ending = buf_in(a);
	struct json_writer w = json_writer(&text);

	json_object(&w);
	json_put_str(&w, "id", c->id);
	if (c->execution_id.n)
		json_put_str(&w, "execution_id", c->execution_id);
	if (c->ender) {
		result_write(&ending, &c->ending, STR(""));
		json_put_raw(&w, "ending", buf_str(&ending));
	}
	json_close(&w);
	return buf_str(&text);
}

static int
claim_get(struct engine *g, struct arena *a, struct str key, struct claim *out, struct err *e)
{
	struct s3_object object;
	struct json j;

	/* A claim that cannot be read is a claim all the same: nobody else may start. */
	if (s3_get(g->aws, a, g->config.internal_bucket, key, CLAIM_BYTES_MAX, &object, e) < 0 &&
	    (e->code != ERR_LIMIT || s3_head(g->aws, a, g->config.internal_bucket, key, &object, e) < 0))
		return -1;
	if (json_parse(a, object.body, NULL, &j, NULL, NULL) < 0)
		j = JSON_NONE;
	*out = (struct claim){
		.id = str_head(json_str_or(json_get(j, "id"), STR("")), ID_MAX),
		.execution_id = str_head(json_str_or(json_get(j, "execution_id"), STR("")), ID_MAX),
		.ender = json_exists(json_get(j, "ending")),
		.at_ms = object.last_modified_ms,
	};
	if (out->ender)
		result_read(a, json_raw(json_get(j, "ending")), &out->ending);
	return 0;
}

int
claim_read(struct engine *g, struct arena *a, struct str run, unsigned num, struct str host, struct claim *out,
    struct err *e)
{
	struct str key = key_claim(a, run, num, host);

	return claim_get(g, a, key, out, e) < 0 ? err_wrap(e, "claim " STR_FMT, STR_ARG(key)) : 0;
}

int
claim_take(struct engine *g, struct arena *a, struct str run, unsigned num, struct str host, const struct claim *mine,
    struct claim *holder, struct err *e)
{
	struct s3_put put = S3_PUT;

	put.bucket = g->config.internal_bucket;
	put.key = key_claim(a, run, num, host);
	put.body = claim_text(a, mine);
	put.content_type = "application/json";
	put.if_absent = true;
	if (s3_put(g->aws, a, &put, NULL, e) == 0)
		return 0;
	if (e->code != ERR_REFUSED)
		return err_wrap(e, "claim " STR_FMT, STR_ARG(put.key));
	if (claim_get(g, a, put.key, holder, e) < 0)
		return err_wrap(e, "claim " STR_FMT, STR_ARG(put.key));
	/* Our own first attempt, whose answer was lost, refuses the second. */
	if (str_eq(holder->id, mine->id))
		return 0;
	return err_set(e, ERR_REFUSED, "claim " STR_FMT ": taken", STR_ARG(put.key));
}

int
result_put(struct engine *g, struct arena *a, struct str run, unsigned num, struct str host, const struct result *r,
    struct str events_json, struct err *e)
{
	struct buf text = buf_in(a);
	struct s3_put put = S3_PUT;

	result_write(&text, r, events_json);
	put.bucket = g->config.internal_bucket;
	put.key = key_result(a, run, num, host);
	put.body = buf_str(&text);
	put.content_type = "application/json";
	put.if_absent = true;
	if (s3_put(g->aws, a, &put, NULL, e) == 0 || e->code == ERR_REFUSED)
		return 0;
	return err_wrap(e, "result " STR_FMT, STR_ARG(put.key));
}

/* What stands for a result that nobody can read. */
static struct result
unread(const char *reason, struct str message, int64_t at_ms)
{
	return (struct result){ .status = STATE_FAILED,
		.failure_reason = str_z(reason),
		.message = message,
		.started_at_ms = at_ms,
		.finished_at_ms = at_ms };
}

static int
get_result(struct engine *g, struct arena *a, struct str key, struct result *out, struct err *e)
{
	struct str bucket = g->config.internal_bucket;
	struct s3_object object;

	if (s3_get(g->aws, a, bucket, key, RESULT_BYTES_MAX, &object, e) < 0) {
		if (e->code != ERR_LIMIT || s3_head(g->aws, a, bucket, key, &object, e) < 0)
			return err_wrap(e, "result " STR_FMT, STR_ARG(key));
		*out = unread("result_too_large", STR("the result is over 8 MiB"), object.last_modified_ms);
		return 0;
	}
	result_read(a, object.body, out);
	/* Foreign workers need not say when they ended, or may not know: the object does. */
	if (out->finished_at_ms < object.last_modified_ms - DAY_MS ||
	    out->finished_at_ms > object.last_modified_ms + DAY_MS)
		out->finished_at_ms = object.last_modified_ms;
	if (!out->started_at_ms || out->started_at_ms > out->finished_at_ms)
		out->started_at_ms = out->finished_at_ms;
	return 0;
}

int
result_get(struct engine *g, struct arena *a, struct str run, unsigned num, struct str host, struct result *out,
    struct err *e)
{
	return get_result(g, a, key_result(a, run, num, host), out, e);
}

struct sought {
	struct str key;
	int64_t at_ms; /* 0: it is not there */
};

static bool
seek_key(void *ctx, const struct s3_listed *object)
{
	struct sought *s = ctx;

	if (str_eq(object->key, s->key))
		s->at_ms = object->last_modified_ms;
	return false;
}

int
result_get_refused(struct engine *g, struct arena *a, struct str run, unsigned num, struct str host, struct result *out,
    struct err *e)
{
	struct sought s = { .key = key_result(a, run, num, host) };
	struct err ignored;

	if (get_result(g, a, s.key, out, e) == 0)
		return 0;
	if (!err_is_final(e) || fault_is_credentials(e) || fault_is_clock(e) ||
	    s3_list(g->aws, g->config.internal_bucket, s.key, STR(""), seek_key, &s, &ignored) < 0)
		return -1;
	/* S3 may say of what is not there that it is forbidden. */
	if (!s.at_ms)
		return err_set(e, ERR_NOT_FOUND, "result " STR_FMT ": not there yet", STR_ARG(s.key));
	*out = unread("result_unreadable", arena_str(a, str_z(e->msg)), s.at_ms);
	return 0;
}

int
end_wish_get(struct engine *g, struct arena *a, struct str run, struct result *out, struct err *e)
{
	if (get_result(g, a, key_end(a, run), out, e) < 0)
		return -1;
	/* Anybody may write one: what it ends has not succeeded, and the job's status goes by these words. */
	if (out->status == STATE_SUCCEEDED)
		out->status = STATE_FAILED;
	if (!str_eqz(out->failure_reason, "deadline") && !str_eqz(out->failure_reason, "cancelled")) {
		out->message = out->message.n ? out->message : out->failure_reason;
		out->failure_reason = out->status == STATE_TIMED_OUT ? STR("deadline") : STR("cancelled");
	}
	return 0;
}

static int
put_json(struct engine *g, struct arena *a, struct str key, struct str body, bool if_absent, struct err *e)
{
	struct s3_put put = S3_PUT;

	put.bucket = g->config.internal_bucket;
	put.key = key;
	put.body = body;
	put.content_type = "application/json";
	put.if_absent = if_absent;
	if (s3_put(g->aws, a, &put, NULL, e) == 0 || (if_absent && e->code == ERR_REFUSED))
		return 0;
	return err_wrap(e, "write " STR_FMT, STR_ARG(key));
}

int
end_wish_put(struct engine *g, struct arena *a, struct str run, const struct result *wish, struct err *e)
{
	struct buf text = buf_in(a);

	result_write(&text, wish, STR(""));
	return put_json(g, a, key_end(a, run), buf_str(&text), true, e);
}

int
run_kick(struct engine *g, struct arena *a, struct str run, struct err *e)
{
	return put_json(g, a, key_result(a, run, 0, STR("")), STR("{}"), false, e);
}
