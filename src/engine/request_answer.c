/* The answers of init_job and ssm_config, bare or as API Gateway and Function URLs want them (payload format 1.0 and 2.0). */
#include "engine/request.h"

/* Of the texts of all issues: Lambda carries 6 MB, and wrapping escapes them once more. */
enum { LISTED_BYTES_MAX = 2 * 1024 * 1024 };

static void
put_issues(struct arena *a, struct json_writer *w, const char *key, struct str first, const struct job_issue *list)
{
	size_t bytes = 0;

	json_put_array(w, key);
	if (first.n)
		json_write_str(w, first);
	for (const struct job_issue *i = list; i; i = i->next) {
		struct str text = job_issue_text(a, i);

		bytes += text.n;
		if (bytes > LISTED_BYTES_MAX) {
			json_write_str(w, STR("there are more than are listed here"));
			break;
		}
		json_write_str(w, text);
	}
	json_close(w);
}

static struct str
wrap(struct arena *a, const struct request *r, int status, struct str body)
{
	struct buf b = buf_in(a);
	struct json_writer w = json_writer(&b);

	if (r->kind != REQUEST_HTTP)
		return body;
	json_object(&w);
	json_put_i64(&w, "statusCode", status);
	json_put_object(&w, "headers");
	json_put_str(&w, "content-type", STR("application/json"));
	if (status == 405)
		json_put_str(&w, "allow", STR("POST"));
	json_close(&w);
	json_put_str(&w, "body", body);
	json_put_bool(&w, "isBase64Encoded", false);
	json_close(&w);
	return buf_str(&b);
}

struct str
request_ok(struct arena *a, const struct request *r, const struct accepted *ok)
{
	struct buf b = buf_in(a);
	struct json_writer w = json_writer(&b);

	json_object(&w);
	json_put_str(&w, "status", STR("ok"));
	json_put_str(&w, "run_id", ok->run_id);
	json_put_str(&w, "trace_id", ok->trace_id);
	json_put_str(&w, "flow_id", ok->flow_id);
	json_put_str(&w, "done_endpt", ok->done_endpt);
	json_put_str(&w, "pr_search_tag", ok->pr_search_tag);
	put_issues(a, &w, "warnings", STR(""), ok->issues ? ok->issues->warnings : NULL);
	json_close(&w);
	return wrap(a, r, 200, buf_str(&b));
}

struct str
request_pong(struct arena *a, const struct request *r)
{
	return wrap(a, r, 200, STR("{\"status\":\"ok\"}"));
}

/* What is said in front of all: the one mistake, or how many there are. */
struct headline {
	struct str text;
	struct str first;             /* the same where it is the first of the list too, else empty */
	const struct job_issue *rest; /* of the list */
};

static struct headline
headline(struct arena *a, const struct job_issues *is, const struct err *e)
{
	struct headline h = { .rest = is ? is->errors : NULL };

	if (e && e->msg[0])
		h.text = h.first = str_z(e->msg);
	else if (!h.rest)
		h.text = STR("internal error");
	else if (is->error_count > 1)
		h.text = arena_printf(a, "%zu mistakes, see errors", is->error_count);
	else {
		h.text = h.first = job_issue_text(a, h.rest);
		h.rest = NULL;
	}
	return h;
}

struct str
request_refused(struct arena *a, const struct request *r, int status, const struct job_issues *is, const struct err *e,
    struct str run_id, struct str trace_id)
{
	struct headline head = headline(a, is, e);
	struct buf b = buf_in(a);
	struct json_writer w = json_writer(&b);

	json_object(&w);
	json_put_str(&w, "status", STR("error"));
	json_put_str(&w, "error", head.text);
	put_issues(a, &w, "errors", head.first, head.rest);
	if (run_id.n)
		json_put_str(&w, "run_id", run_id);
	if (trace_id.n)
		json_put_str(&w, "trace_id", trace_id);
	json_close(&w);
	return wrap(a, r, status, buf_str(&b));
}
