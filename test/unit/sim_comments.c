/* A git provider's comments, at http://git.test, as GitHub serves them: one page. */
#include "sim_inside.h"

#include <stdlib.h>
#include <string.h>

#include "codec/json.h"

enum { EVERY_MS = 5000 };

static struct str
body_text(struct arena *a, const struct http_request *req)
{
	struct json j;

	if (json_parse(a, req->body, NULL, &j, NULL, NULL) < 0)
		return STR("");
	return json_str_or(json_get(j, "body"), STR(""));
}

/* What tells of the end comes when it does; the rest at most every five seconds, unless a holder has overslept its lease. */
static void
write_text(struct sim *s, struct sim_comment *c, struct str text)
{
	bool last = str_find(text, STR("Run in progress")) == text.n;

	sim_promise(s, last || s->overslept || !s->commented_ms || s->now_ms - s->commented_ms >= EVERY_MS,
	    "a comment is written at most every five seconds");
	s->commented_ms = s->now_ms;
	c->text = arena_str(&s->user.arena, text);
}

static void
put_comment(struct json_writer *w, size_t id, struct str text)
{
	json_object(w);
	json_put_i64(w, "id", (int64_t)id);
	json_put_str(w, "body", text);
	json_close(w);
}

static void
list(const struct sim *s, struct json_writer *w)
{
	json_array(w);
	for (size_t i = 0; i < s->comment_count; i++)
		if (!s->comments[i].deleted)
			put_comment(w, i + 1, s->comments[i].text);
	json_close(w);
}

void
sim_comments_serve(struct sim *s, struct arena *a, const struct http_request *req, struct cloud_answer *answer)
{
	size_t id = strtoul(req->target.p + str_rchr(req->target, '/') + 1, NULL, 10);
	struct sim_comment *c = id && id <= s->comment_count && !s->comments[id - 1].deleted ? &s->comments[id - 1] :
											       NULL;
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);

	*answer = (struct cloud_answer){ .status = 404, .head_bytes = -1 };
	if (str_eqz(req->method, "GET")) {
		list(s, &w);
		answer->status = 200;
	} else if (str_eqz(req->method, "POST") && s->comment_count < SIM_COMMENTS_MAX) {
		write_text(s, &s->comments[s->comment_count], body_text(a, req));
		put_comment(&w, s->comment_count + 1, s->comments[s->comment_count].text);
		s->comment_count++;
		answer->status = 201;
	} else if (c && str_eqz(req->method, "PATCH")) {
		write_text(s, c, body_text(a, req));
		put_comment(&w, id, c->text);
		answer->status = 200;
	} else if (c && str_eqz(req->method, "DELETE")) {
		c->deleted = true;
		answer->status = 204;
	}
	answer->body = buf_str(&body);
}

void
sim_comments_judge(const struct sim *s, struct arena *a)
{
	for (size_t i = 0; i < s->comment_count; i++) {
		if (s->comments[i].deleted)
			continue;
		s->out->comments++;
		s->out->comment = arena_str(a, s->comments[i].text);
	}
}
