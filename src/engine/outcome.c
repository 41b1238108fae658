#include <string.h>

#include "aws/s3.h"
#include "aws/services.h"
#include "base/log.h"
#include "engine/ids.h"
#include "engine/pass.h"

/* What became of a run. */
struct outcome {
	struct str run_id, trace_id, flow_id;
	enum state status;
	unsigned succeeded, failed, timed_out;
	int64_t at_ms;             /* the job's last event: the end of the order that ended last */
	struct str failure_reason; /* when the run itself failed; else empty */
};

static void
put_summary(struct json_writer *w, const struct outcome *o)
{
	json_put_object(w, "summary");
	json_put_i64(w, "succeeded", o->succeeded);
	json_put_i64(w, "failed", o->failed);
	json_put_i64(w, "timed_out", o->timed_out);
	json_close(w);
}

static int
put_event(struct engine *g, struct arena *a, const struct outcome *o, struct err *e)
{
	struct buf text = buf_in(a);
	struct json_writer w = json_writer(&text);
	struct order_event ev = { .trace_id = o->trace_id,
		.flow_id = o->flow_id,
		.run_id = o->run_id,
		.order_name = STR(EVENT_JOB_NAME),
		.epoch_ms = o->at_ms,
		.event_type = STR("job_completed"),
		.status = str_z(state_name(o->status)),
		.message = o->failure_reason };

	json_object(&w);
	put_summary(&w, o);
	json_close(&w);
	if (json_parse(a, buf_str(&text), NULL, &ev.data, NULL, e) < 0)
		return -1;
	return order_events_put(g, a, &ev, 1, e);
}

static int
put_done(struct engine *g, struct arena *a, const struct outcome *o, struct err *e)
{
	struct buf text = buf_in(a);
	struct json_writer w = json_writer(&text);
	struct s3_put put = S3_PUT;

	json_object(&w);
	json_put_str(&w, "status", str_z(state_name(o->status)));
	put_summary(&w, o);
	json_put_str(&w, "run_id", o->run_id);
	json_put_str(&w, "flow_id", o->flow_id);
	json_put_i64(&w, "finished_at", o->at_ms);
	if (o->failure_reason.n)
		json_put_str(&w, "failure_reason", o->failure_reason);
	json_close(&w);
	put.bucket = g->config.done_bucket;
	put.key = key_done(a, o->run_id);
	put.body = buf_str(&text);
	put.content_type = "application/json";
	put.if_absent = true;
	if (s3_put(g->aws, a, &put, NULL, e) == 0 || e->code == ERR_REFUSED)
		return 0;
	return err_wrap(e, "done");
}

/* Who tells of the end, and what the comment shows of it. */
struct teller {
	struct engine *g;
	struct arena *a;
	struct comment_cache *comments;
	struct run_row *row;
	const struct plan *plan;
	const char *states;
};

static int
write_comment(const struct teller *t, const struct outcome *o, struct err *e)
{
	struct comment_news news = { .plan = t->plan,
		.states = t->states,
		.final = true,
		.status = o->status,
		.failure_reason = o->failure_reason };

	return comment_write(t->g, t->a, t->comments, t->row, &news, e);
}

/* Everything that is told of the end; `done` last, since it says that all else is true. */
static int
tell(const struct teller *t, const struct outcome *o, struct err *e)
{
	struct engine *g = t->g;
	struct arena *a = t->a;

	if (put_event(g, a, o, e) < 0)
		return err_wrap(e, "run " STR_FMT, STR_ARG(o->run_id));
	/* A key that stays behind expires by its policy; that is no reason to keep people waiting. */
	if (ssm_delete_parameter(g->aws, a, key_sops(a, g->config.ssm_prefix, o->run_id), e) < 0)
		log_warn("the run's key could not be deleted and will expire: %s", e->msg);
	if (write_comment(t, o, e) < 0)
		return -1;
	return put_done(g, a, o, e) < 0 ? err_wrap(e, "run " STR_FMT, STR_ARG(o->run_id)) : 0;
}

/* Orders that did not succeed may have been ended from outside; their rows say why. */
static int
count_ended(struct pass *p, bool *deadline, bool *cancelled, struct err *e)
{
	unsigned *nums = arena_new_n(p->arena, unsigned, p->plan->n);
	struct order_row *rows;
	size_t n = 0;

	for (size_t i = 0; i < p->plan->n; i++)
		if (p->states[i] != STATE_SUCCEEDED)
			nums[n++] = (unsigned)i + 1;
	rows = arena_new_n(p->arena, struct order_row, n);
	if (order_rows_get(p->g, p->arena, p->row.run_id, nums, n, rows, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		*deadline |= str_eqz(rows[i].failure_reason, "deadline");
		*cancelled |= str_eqz(rows[i].failure_reason, "cancelled");
	}
	return 0;
}

int
outcome_write(struct pass *p, struct err *e)
{
	struct plan_summary s = plan_summarise(p->plan, p->states);
	bool deadline = false, cancelled = false;
	struct outcome o = { .run_id = p->row.run_id,
		.trace_id = p->row.trace_id,
		.flow_id = p->row.flow_id,
		.status = s.status,
		.succeeded = s.succeeded,
		.failed = s.failed,
		.timed_out = s.timed_out,
		.at_ms = pass_last_end_ms(p) };

	if (count_ended(p, &deadline, &cancelled, e) < 0)
		return -1;
	if (deadline)
		o.status = STATE_TIMED_OUT;
	else if (cancelled && o.status == STATE_SUCCEEDED)
		o.status = STATE_FAILED;
	if (deadline || cancelled)
		o.failure_reason = deadline ? STR("deadline") : STR("cancelled");
	return tell(&(struct teller){ p->g, p->arena, p->comments, &p->row, p->plan, p->states }, &o, e);
}

/* The rows that a failed packing left, as a plan of names: enough to end them. */
static int
read_packed(struct engine *g, struct arena *a, const struct run_row *row, struct plan *plan, struct order_row **rows,
    struct err *e)
{
	unsigned *nums = arena_new_n(a, unsigned, row->order_count);

	*plan = (struct plan){ .run_id = row->run_id,
		.trace_id = row->trace_id,
		.flow_id = row->flow_id,
		.n = row->order_count,
		.orders = arena_new_n(a, struct plan_order, row->order_count) };
	*rows = arena_new_n(a, struct order_row, row->order_count);
	for (unsigned i = 0; i < row->order_count; i++)
		nums[i] = i + 1;
	if (order_rows_get(g, a, row->run_id, nums, row->order_count, *rows, e) < 0)
		return -1;
	for (unsigned i = 0; i < row->order_count; i++)
		plan->orders[i].name = (*rows)[i].name;
	return 0;
}

/* The order ends unless a worker runs it (*open). */
static int
end_planless(struct engine *g, struct arena *a, const struct plan *plan, int64_t fence, const struct result *ending,
    struct order_row *row, bool *open, struct err *e)
{
	struct seats seats = seats_of_row(g, plan->run_id, row);
	struct seat_held *held = arena_new_n(a, struct seat_held, seats.n);
	struct result stands;
	size_t count;

	if (seats_end(&seats, a, ending, false, held, &count, e) < 0)
		return -1;
	*open = count > 0;
	if (*open)
		return 0;
	if (seats_result(&seats, a, &stands, e) < 0)
		return -1;
	row->status = stands.status;
	row->finished_at_ms = stands.finished_at_ms;
	if (order_row_finish(g, a, plan, row->num, fence, &stands, false, row, e) < 0 && e->code != ERR_REFUSED)
		return -1;
	return 0;
}

static void
count_order(struct outcome *o, const struct order_row *row)
{
	o->succeeded += row->status == STATE_SUCCEEDED;
	o->timed_out += row->status == STATE_TIMED_OUT;
	/* One without a row too. */
	o->failed += row->status != STATE_SUCCEEDED && row->status != STATE_TIMED_OUT;
	if (row->finished_at_ms > o->at_ms)
		o->at_ms = row->finished_at_ms;
}

int
outcome_plan_lost(struct engine *g, struct arena *a, struct comment_cache *comments, struct run_row *row,
    const char *why, bool *all, struct err *e)
{
	char *states = arena_alloc(a, row->order_count);
	int64_t now_ms = world_now_ms(g->world);
	struct result ending = { .status = STATE_FAILED,
		.failure_reason = STR("plan_lost"),
		.message = str_z(why),
		.started_at_ms = now_ms,
		.finished_at_ms = now_ms,
		.by = STR("orchestrator") };
	struct outcome o = { .run_id = row->run_id,
		.trace_id = row->trace_id,
		.flow_id = row->flow_id,
		.status = STATE_FAILED,
		.at_ms = row->created_at_ms,
		.failure_reason = str_z(why) };
	struct order_row *rows;
	struct plan plan;

	*all = true;
	if (read_packed(g, a, row, &plan, &rows, e) < 0)
		return -1;
	for (unsigned i = 0; i < row->order_count; i++) {
		bool open = false;

		if (rows[i].num && !state_terminal(rows[i].status) &&
		    end_planless(g, a, &plan, row->fence, &ending, &rows[i], &open, e) < 0)
			return -1;
		*all = *all && !open;
		count_order(&o, &rows[i]);
		states[i] = (char)(rows[i].num ? rows[i].status : STATE_FAILED);
	}
	return *all ? tell(&(struct teller){ g, a, comments, row, &plan, states }, &o, e) : 0;
}

static struct str
packing_reason(struct arena *a, const struct run_row *row)
{
	if (row->packing_failure.n)
		return arena_printf(a, "packing failed: " STR_FMT, STR_ARG(row->packing_failure));
	return STR("packing failed: it stopped without a word; submit the job again");
}

int
outcome_packing_failed(struct engine *g, struct arena *a, struct comment_cache *comments, struct run_row *row,
    struct err *e)
{
	struct board board = { .states = arena_alloc(a, row->order_count),
		.n = row->order_count,
		.fence = row->fence,
		.last_end_ms = row->packing_ended_ms };
	struct result r = { .status = STATE_FAILED,
		.failure_reason = STR("packing_failed"),
		.message = packing_reason(a, row),
		.started_at_ms = row->packing_ended_ms,
		.finished_at_ms = row->packing_ended_ms,
		.by = STR("orchestrator") };
	struct outcome o = { .run_id = row->run_id,
		.trace_id = row->trace_id,
		.flow_id = row->flow_id,
		.status = STATE_FAILED,
		.failed = row->order_count,
		.at_ms = row->packing_ended_ms,
		.failure_reason = r.message };
	struct order_row *rows, now;
	struct plan plan;

	if (read_packed(g, a, row, &plan, &rows, e) < 0)
		return -1;
	for (unsigned i = 0; i < row->order_count; i++)
		if (rows[i].num && !state_terminal(rows[i].status) &&
		    order_row_finish(g, a, &plan, rows[i].num, row->fence, &r, false, &now, e) < 0 &&
		    e->code != ERR_REFUSED)
			return -1;
	memset(board.states, STATE_FAILED, row->order_count);
	if (tell(&(struct teller){ g, a, comments, row, &plan, board.states }, &o, e) < 0)
		return -1;
	return board_put(g, a, row, &board, e);
}
