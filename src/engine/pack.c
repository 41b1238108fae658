/* The flow: whose run it is, then watchdog, key, orders and commit; and what becomes of a packing that cannot end well. */
#include "engine/pack.h"

#include "base/log.h"
#include "codec/hash.h"
#include "codec/hex.h"
#include "engine/claim.h"
#include "engine/comment_spec.h"
#include "engine/ids.h"
#include "engine/pack_inside.h"

enum {
	REASON_MAX = 400, /* the run row stays small */
	SOURCE_BEFORE_ANSWER_MAX = 64 * 1024 * 1024,
};

/* What tells one job from another under the same run_id. */
static struct str
job_digest(struct arena *a, const struct pack *p)
{
	struct buf hex = buf_in(a);
	uint8_t digest[SHA256_LEN], entry = (uint8_t)p->entry;
	struct sha256 h;

	sha256_init(&h);
	sha256_update(&h, &entry, 1);
	sha256_update(&h, p->job_json.p, p->job_json.n);
	sha256_final(&h, digest);
	hex_encode(&hex, digest, sizeof(digest));
	return buf_str(&hex);
}

static struct run_row
new_row(struct engine *g, struct arena *a, const struct pack *p)
{
	int64_t now_ms = world_now_ms(g->world);
	const char *why_not;

	return (struct run_row){
		.run_id = p->run_id,
		.status = RUN_PACKING,
		.created_at_ms = now_ms,
		.deadline_ms = now_ms + (int64_t)p->job->job_timeout_s * 1000,
		.order_count = (unsigned)p->job->order_count,
		.trace_id = p->trace_id,
		.flow_id = p->flow_id,
		.username = p->job->username,
		.job_sha256 = job_digest(a, p),
		.comment = g->config.pr_comments ? comment_spec_of(a, p->job, &why_not) : STR(""),
	};
}

/* ---- what came of it ---- */

/* What the row tells of a run that this sender does not pack (any more); does what a sender that died may have left. */
static int
settle(struct packing *k, struct packed *out, struct err *e)
{
	bool ended = k->row.packing_failure.n || (k->row.status == RUN_PACKING && k->row.fence > 0);

	out->how = ended ? PACK_ENDED : PACKED;
	if (ended)
		out->reason = k->row.packing_failure.n ? k->row.packing_failure : STR("packing fell silent");
	if (k->row.status == RUN_COMPLETED)
		return 0;
	return ended ? run_kick(k->g, k->arena, k->row.run_id, e) : pack_announce(k, e);
}

static int
look_again(struct packing *k, struct packed *out, struct err *e)
{
	struct str run = k->row.run_id;

	if (run_row_get(k->g, k->arena, run, &k->row, e) == 0)
		return settle(k, out, e);
	if (e->code != ERR_NOT_FOUND)
		return -1;
	out->how = PACK_CONFLICT;
	out->reason = STR("the run_id was used before, by a run that is over; give another one");
	return 0;
}

/* Only an orchestrator ends a run: it is told why, and woken. It is no error when somebody else was first. */
static int
end_packing(struct packing *k, const struct err *why, struct packed *out, struct err *e)
{
	struct str reason = str_sub(str_z(why->msg), 0, REASON_MAX);

	while (!str_utf8(reason, NULL))
		reason.n--;
	log_warn("packing ends: %s", why->msg);
	out->reason = arena_str(k->arena, reason);
	if (run_row_end_packing(k->g, k->arena, k->row.run_id, out->reason, e) < 0)
		return e->code == ERR_LOST ? look_again(k, out, e) : -1;
	out->how = PACK_ENDED;
	return run_kick(k->g, k->arena, k->row.run_id, e);
}

/* ---- the flow ---- */

static void
prepare(struct packing *k)
{
	const struct pack *p = k->p;

	k->key_path = key_sops(k->arena, k->g->config.ssm_prefix, p->run_id);
	k->stop_ms = p->answer_by_ms < p->stop_by_ms ? p->answer_by_ms : p->stop_by_ms;
	k->source_max = k->stop_ms < p->stop_by_ms && k->g->self.n ? SOURCE_BEFORE_ANSWER_MAX : 0;
	/* Whoever resumes does not know how old the last heartbeat is. */
	atomic_store(&k->beat_ms, world_now_ms(k->g->world) + (k->resumed ? 0 : PACKING_RENEW_MS));
	pack_needs_find(k);
}

/* Hands what is left to another invocation. */
static int
hand_on(struct packing *k, struct waiting *w, struct err *e)
{
	if (!k->g->self.n)
		return err_set(e, ERR_TIMEOUT,
		    "packing did not end in time, and only a Lambda function can go on in another invocation");
	if (!w->object.n && pack_wait_put(k, w, e) < 0)
		return -1;
	/* The next invocation may have to wait for a sandbox. */
	if (run_row_heartbeat(k->g, k->arena, k->row.run_id, e) < 0)
		return -1;
	return pack_wait_invoke(k, w, e);
}

/* Packs until everything is in or another invocation goes on (*handed). Where none can, the caller waits longer. */
static int
pack_all(struct packing *k, struct waiting *w, bool *handed)
{
	for (;;) {
		pack_orders(k);
		if (atomic_load(&k->state) != PACK_LATE)
			return atomic_load(&k->state) == PACK_GOING ? 0 : -1;
		*handed = hand_on(k, w, &k->err) == 0;
		if (*handed)
			return 0;
		log_warn("%s", k->err.msg);
		if (k->err.code == ERR_LOST || world_now_ms(k->g->world) >= k->p->stop_by_ms)
			return -1;
		k->stop_ms = k->p->stop_by_ms;
		k->source_max = 0;
		pack_resume(k);
	}
}

static int
work(struct packing *k, struct waiting *w, bool *handed)
{
	int result;

	*handed = false;
	if (pack_key(k, &k->err) < 0)
		return -1;
	result = pack_all(k, w, handed);
	pack_needs_release(k);
	return result < 0 || *handed ? result : pack_commit(k, &k->err);
}

/* What becomes of a packing that stopped for k->err. *failed: it is told to the caller as an error. */
static int
give_up(struct packing *k, struct packed *out, bool *failed, struct err *e)
{
	if (k->err.code == ERR_LOST)
		return look_again(k, out, e);
	if (end_packing(k, &k->err, out, e) < 0)
		return -1;
	*failed = out->how == PACK_ENDED && atomic_load(&k->state) != PACK_WISHED;
	return 0;
}

static struct packed
refuse(struct arena *a, const struct pack *p, const char *why)
{
	return (struct packed){ .how = PACK_CONFLICT,
		.trace_id = p->trace_id,
		.flow_id = p->flow_id,
		.reason = arena_printf(a, "run_id " STR_FMT " %s; give another one", STR_ARG(p->run_id), why) };
}

/* Whose run it is: *mine when there is something to pack. */
static int
admit(struct packing *k, struct engine *g, struct arena *a, const struct pack *p, struct packed *out, bool *mine,
    struct err *e)
{
	struct run_row row = new_row(g, a, p);

	*k = (struct packing){ .g = g, .arena = a, .p = p, .job = p->job };
	*mine = run_row_create(g, a, &row, &k->row, e) == 0;
	if (!*mine && e->code != ERR_REFUSED)
		return -1;
	k->resumed = !*mine;
	k->row = *mine ? row : k->row;
	if (!str_eq(k->row.job_sha256, row.job_sha256)) {
		*out = refuse(a, p, "belongs to another job");
		return 0;
	}
	*out = (struct packed){ .trace_id = k->row.trace_id, .flow_id = k->row.flow_id };
	*mine = k->row.status == RUN_PACKING && k->row.fence == 0 && !k->row.packing_failure.n;
	return *mine ? 0 : settle(k, out, e);
}

/* The row of a run_id that is not ours to use is taken back, if nothing has become of it: another sender of the same job may
 * have been quicker, and the run may even be over. */
static int
take_back(struct packing *k, struct packed *out, struct err *e)
{
	struct run_row made = k->row;

	*out = refuse(k->arena, k->p, "was used before, by a run that is over");
	if (run_row_get(k->g, k->arena, made.run_id, &k->row, e) < 0)
		return e->code == ERR_NOT_FOUND ? 0 : -1;
	if (k->row.status == RUN_PACKING && k->row.fence == 0)
		return run_row_remove(k->g, k->arena, &made, e);
	*out = (struct packed){ .trace_id = k->row.trace_id, .flow_id = k->row.flow_id };
	return settle(k, out, e);
}

/* The run watchdog runs, and no earlier run had this id; else not *mine. */
static int
begin(struct packing *k, struct packed *out, bool *mine, struct err *e)
{
	bool running, done = false;

	if (pack_watchdog(k, &running, e) < 0 || (running && !k->resumed && pack_done_is_there(k, &done, e) < 0))
		return -1;
	*mine = running && !done;
	return *mine ? 0 : take_back(k, out, e);
}

int
pack_job(struct engine *g, struct arena *a, const struct pack *p, struct packed *out, struct err *e)
{
	struct packing *k = arena_new(a, struct packing);
	bool mine, handed, failed = false;
	struct waiting w = { 0 };
	int begun;

	if (admit(k, g, a, p, out, &mine, e) < 0)
		return -1;
	if (!mine)
		return 0;
	prepare(k);
	begun = begin(k, out, &mine, &k->err);
	if (begun == 0 && !mine)
		return 0;
	if (begun == 0 && work(k, &w, &handed) == 0) {
		out->how = handed ? PACK_CONTINUES : PACKED;
		return 0;
	}
	if (give_up(k, out, &failed, e) < 0)
		return -1;
	if (failed && e)
		*e = k->err;
	return failed ? -1 : 0;
}

/* ---- going on in another invocation ---- */

/* Reads the waiting job into k->p and k->job. What cannot be read ends the packing. */
static int
read_waiting(struct packing *k, struct pack *p, const struct waiting *w, struct err *e)
{
	struct job_issues issues = job_issues_in(k->arena);
	struct job *job = arena_new(k->arena, struct job);

	if (pack_wait_get(k->g, k->arena, w, &p->job_json, e) < 0)
		return -1;
	if (job_parse(k->arena, p->job_json, p->entry, job, &issues) < 0)
		return err_set(e, ERR_INPUT,
		    "waiting job: it is no longer valid: is this another version of the engine?");
	p->job = k->job = job;
	k->p = p;
	prepare(k);
	return 0;
}

static int
go_on(struct packing *k, struct pack *p, struct waiting *w, bool *handed, struct err *e)
{
	struct packed out = { 0 };
	bool failed;

	*handed = false;
	if (k->row.status != RUN_PACKING || k->row.fence > 0)
		return settle(k, &out, e);
	if (read_waiting(k, p, w, &k->err) == 0 && work(k, w, handed) == 0)
		return 0;
	/* Without an answer from S3 or DynamoDB the event had better come again. */
	if (!k->job && k->err.retryable) {
		*e = k->err;
		return -1;
	}
	return give_up(k, &out, &failed, e);
}

int
pack_continue(struct engine *g, struct arena *a, struct str event, int64_t stop_by_ms, struct err *e)
{
	struct packing *k = arena_new(a, struct packing);
	struct pack *p = arena_new(a, struct pack);
	struct waiting w = { 0 };
	bool handed = false;

	*p = (struct pack){ .answer_by_ms = stop_by_ms, .stop_by_ms = stop_by_ms };
	*k = (struct packing){ .g = g, .arena = a, .p = p, .resumed = true };
	if (pack_wait_parse(a, event, &w, &p->run_id, &p->entry, e) < 0)
		return -1;
	log_context(p->run_id);
	if (run_row_get(g, a, p->run_id, &k->row, e) < 0) {
		if (e->code != ERR_NOT_FOUND)
			return -1;
	} else if (go_on(k, p, &w, &handed, e) < 0) {
		return -1;
	}
	return handed ? 0 : pack_wait_delete(g, a, &w, e);
}
