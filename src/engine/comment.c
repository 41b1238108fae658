#include "engine/comment.h"

#include "base/log.h"
#include "codec/hash.h"
#include "engine/comment_rows.h"
#include "engine/comment_spec.h"
#include "engine/order_event.h"
#include "engine/provider.h"
#include "vcs/comment.h"

enum {
	EVERY_MS = 5000,     /* between two writes, but for the last */
	SPEND_MS = 2500,     /* of the run's time for attempts in its course, all together */
	FINAL_MS = 2000,     /* for the last one */
	FREE_MS = 1000,      /* of each attempt that works: not counted */
	CREATING_MS = 60000, /* so long a request without an answer may still create a comment */
	HOLD_MS = 10000,     /* after a failure; doubled with each, up to so many times */
	HOLD_DOUBLED_MAX = 5,
	PROVIDER_KEPT_MS = 300000,
	SINCE_MS = 86400000, /* before the run, by which whoever submits it may have made its comment */
	DIGEST_LEN = 16,
};

/* One attempt. */
struct attempt {
	struct engine *g;
	struct arena *a;    /* the attempt's own: texts and answers may be large */
	struct arena *keep; /* the run's */
	struct run_row *row;
	const struct comment_news *news;
	struct comment_spec spec;
	struct vcs *vcs;
	struct vcs_comment_place at;
};

/* ---- what to say ---- */

static struct str
digest_of(struct arena *a, const struct comment_news *news)
{
	char hex[2 * SHA256_LEN + 1];

	sha256_hex((struct str){ news->states, news->plan->n }, hex);
	return arena_str(a, (struct str){ hex, DIGEST_LEN });
}

static int
write_text(const struct attempt *t, struct str *out, struct err *e)
{
	struct vcs_comment_rules rules = vcs_comment_rules(t->vcs);
	const struct comment_news *news = t->news;
	struct buf marker = buf_in(t->a);
	struct comment_line *lines;
	size_t n;

	if (comment_rows(t->g, t->a, t->row->run_id, news, &lines, &n, e) < 0)
		return -1;
	vcs_comment_marker(&marker, t->vcs, t->spec.tag);
	*out = comment_text(t->a,
	    &(struct comment_text){ .marker = buf_str(&marker),
		.run_id = t->row->run_id,
		.flow_id = t->row->flow_id,
		.status = news->final ? news->status : STATE_RUNNING,
		.failure_reason = news->failure_reason,
		.states = news->states,
		.n = news->plan->n,
		.lines = lines,
		.line_count = n,
		.bytes_max = rules.bytes_max,
		.html = rules.html });
	return 0;
}

/* ---- where to ---- */

static int
open_provider(struct attempt *t, struct comment_cache *cache, int64_t until_ms, struct err *e)
{
	const struct comment_spec *s = &t->spec;
	int64_t now_ms = world_monotonic_ms(t->g->world);
	/* Workers that read their keys may keep Parameter Store busy just now. */
	int patience_ms = until_ms > now_ms ? (int)(until_ms - now_ms) : 1;

	t->vcs = &cache->vcs;
	if (now_ms < cache->until_ms && str_eq(cache->provider, s->provider) &&
	    str_eq(cache->token_location, s->token_location))
		return 0;
	cache->until_ms = 0;
	arena_reset(&cache->arena);
	cache->provider = arena_str(&cache->arena, s->provider);
	cache->token_location = arena_str(&cache->arena, s->token_location);
	if (provider_open(t->g, &cache->arena, cache->provider, cache->token_location, patience_ms, &cache->vcs, e) < 0)
		return -1;
	cache->until_ms = now_ms + PROVIDER_KEPT_MS;
	return 0;
}

/* Creates the comment. Before the request the row says that one is under way, on condition that the run is ours: whoever finds that
 * creates none before it must be over. After it the row says which comment it is, on the same condition: one that was created too
 * late, when the run was another's, is taken away again. */
static int
create(struct attempt *t, struct str text, struct err *e)
{
	struct run_comment *c = &t->row->commented;
	struct err ignored = { 0 };
	int64_t now_ms = world_now_ms(t->g->world);
	struct str id;

	if (now_ms < c->creating_until_ms)
		return err_set(e, ERR_REFUSED,
		    "an earlier request may still create the comment: no second one is made");
	c->creating_until_ms = now_ms + CREATING_MS;
	if (run_row_comment(t->g, t->a, t->row, e) < 0)
		return -1;
	if (vcs_comment_create(t->vcs, t->a, &t->at, text, &id, e) < 0) {
		/* What was answered is not under way any more. */
		if (e->code == ERR_AWS)
			c->creating_until_ms = 0;
		return -1;
	}
	c->id = arena_str(t->keep, id);
	c->creating_until_ms = 0;
	c->changed = true;
	if (run_row_comment(t->g, t->a, t->row, e) == 0 || e->code != ERR_LOST)
		return 0;
	/* Whoever overslept the run has overslept the attempt's time too. */
	t->at.until_ms = world_monotonic_ms(t->g->world) + FINAL_MS;
	if (vcs_comment_delete(t->vcs, t->a, &t->at, c->id, &ignored) < 0)
		log_warn("a second comment was created and could not be deleted: %s", ignored.msg);
	return -1;
}

static int
update(struct attempt *t, struct str text, struct err *e)
{
	struct run_comment *c = &t->row->commented;

	if (vcs_comment_update(t->vcs, t->a, &t->at, c->id, text, e) == 0)
		return 0;
	if (e->code == ERR_AWS && (e->status == 404 || e->status == 410))
		c->id = STR("");
	return -1;
}

static int
put(struct attempt *t, struct str text, struct err *e)
{
	struct run_comment *c = &t->row->commented;
	struct str id;

	if (c->id.n && update(t, text, e) == 0)
		return 0;
	/* One that somebody has removed is looked for, and made, again. */
	if (c->id.n)
		return -1;
	if (vcs_comment_find(t->vcs, t->a, &t->at, t->spec.tag, &id, e) < 0)
		return e->code == ERR_NOT_FOUND ? create(t, text, e) : -1;
	c->id = arena_str(t->keep, id);
	c->creating_until_ms = 0;
	return update(t, text, e);
}

static int
try_once(struct attempt *t, struct comment_cache *cache, int64_t until_ms, struct err *e)
{
	struct str text;

	/* The tag that is the run's id is on no comment that is older than the run. */
	t->at = (struct vcs_comment_place){ .repo = t->spec.repo,
		.number = t->spec.number,
		.issue = t->spec.issue,
		.since_ms = str_eq(t->spec.tag, t->row->run_id) ? t->row->created_at_ms - SINCE_MS : 0,
		.until_ms = until_ms };
	if (open_provider(t, cache, until_ms, e) < 0 || write_text(t, &text, e) < 0)
		return -1;
	if (put(t, text, e) == 0)
		return 0;
	/* The token may have been replaced. */
	if (e->code == ERR_AWS && e->status == 401)
		cache->until_ms = 0;
	return -1;
}

/* ---- when ---- */

/* One event a run, by its key: that of the first failure. */
static int
tell_failure(const struct attempt *t, const struct err *why, struct err *e)
{
	struct run_comment *c = &t->row->commented;
	struct order_event ev = { .trace_id = t->row->trace_id,
		.flow_id = t->row->flow_id,
		.run_id = t->row->run_id,
		.order_name = STR(EVENT_JOB_NAME),
		.event_type = STR("comment_failed"),
		.status = STR("failed"),
		.message = str_z(why->msg) };

	log_warn("comment: %s", why->msg);
	if (c->failed_ms && !t->news->final)
		return 0;
	if (!c->failed_ms) {
		c->failed_ms = world_now_ms(t->g->world);
		if (run_row_comment(t->g, t->a, t->row, e) < 0 && e->code == ERR_LOST)
			return -1;
	}
	ev.epoch_ms = c->failed_ms;
	if (order_events_put(t->g, t->a, &ev, 1, e) < 0)
		log_warn("comment: %s", e->msg);
	return 0;
}

static int
after_failure(const struct attempt *t, const struct err *why, int64_t took_ms, struct err *e)
{
	struct run_comment *c = &t->row->commented;
	int doubled = c->failures < HOLD_DOUBLED_MAX ? c->failures : HOLD_DOUBLED_MAX;

	c->limited = why->again_at_ms > 0;
	c->hold_until_ms = c->limited ? why->again_at_ms : world_now_ms(t->g->world) + ((int64_t)HOLD_MS << doubled);
	c->failures++;
	c->spent_ms += took_ms;
	return tell_failure(t, why, e);
}

static void
after_success(const struct attempt *t, struct str digest, int64_t took_ms)
{
	struct run_comment *c = &t->row->commented;

	c->told = digest;
	c->written_ms = world_now_ms(t->g->world);
	c->hold_until_ms = 0;
	c->limited = false;
	c->failures = 0;
	c->spent_ms += took_ms > FREE_MS ? took_ms - FREE_MS : 0;
}

/* Whether it is time; *stale when something is to be told that has to wait. */
static bool
is_due(const struct run_comment *c, bool final, bool news, int64_t now_ms, bool *stale)
{
	bool waits = now_ms < c->written_ms + EVERY_MS || now_ms < c->hold_until_ms;

	*stale = false;
	if (final)
		return !c->limited || now_ms >= c->hold_until_ms;
	if (!news || c->spent_ms >= SPEND_MS)
		return false;
	*stale = waits;
	return !waits;
}

static int
attempt(struct attempt *t, struct comment_cache *cache, struct str digest, struct err *e)
{
	struct run_comment *c = &t->row->commented;
	int64_t began_ms = world_monotonic_ms(t->g->world);
	int64_t allowed_ms = t->news->final ? FINAL_MS : SPEND_MS - c->spent_ms;
	struct err why = { 0 };
	int failed = try_once(t, cache, began_ms + allowed_ms, &why);
	int64_t took_ms = world_monotonic_ms(t->g->world) - began_ms;

	if (failed && why.code == ERR_LOST) {
		*e = why;
		return -1;
	}
	c->changed = true;
	c->stale = failed;
	if (failed)
		return after_failure(t, &why, took_ms, e);
	after_success(t, digest, took_ms);
	return 0;
}

int
comment_write(struct engine *g, struct arena *a, struct comment_cache *cache, struct run_row *row,
    const struct comment_news *news, struct err *e)
{
	struct arena scratch = ARENA_EMPTY;
	struct attempt t = { .g = g, .a = &scratch, .keep = a, .row = row, .news = news };
	struct run_comment *c = &row->commented;
	struct str digest;
	int result = 0;
	bool stale;

	if (!g->config.pr_comments || !row->comment.n)
		return 0;
	digest = digest_of(a, news);
	if (!comment_spec_read(&scratch, row->comment, row->run_id, &t.spec)) {
		log_warn("comment: the run row does not say where it goes");
	} else if (is_due(c, news->final, !str_eq(digest, c->told), world_now_ms(g->world), &stale)) {
		result = attempt(&t, cache, digest, e);
	} else {
		c->changed |= stale != c->stale;
		c->stale = stale;
	}
	arena_release(&scratch);
	return result;
}
