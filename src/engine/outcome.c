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

static int
write_comment(struct pass *p, const struct outcome *o, struct err *e)
{
	struct comment_news news = { .plan = p->plan,
		.states = p->states,
		.final = true,
		.status = o->status,
		.failure_reason = o->failure_reason };

	return comment_write(p->g, p->arena, p->comments, &p->row, &news, e);
}

/* Everything that is told of the end; `done` last, since it says that all else is true. */
static int
tell(struct pass *p, const struct outcome *o, struct err *e)
{
	struct engine *g = p->g;
	struct arena *a = p->arena;

	if (put_event(g, a, o, e) < 0)
		return err_wrap(e, "run " STR_FMT, STR_ARG(o->run_id));
	/* A key that stays behind expires by its policy; that is no reason to keep people waiting. */
	if (ssm_delete_parameter(g->aws, a, key_sops(a, g->config.ssm_prefix, o->run_id), e) < 0)
		log_warn("the run's key could not be deleted and will expire: %s", e->msg);
	if (write_comment(p, o, e) < 0)
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
	return tell(p, &o, e);
}

/* A plan of what the rows tell: enough to end them. One without a row has failed. */
static int
plan_of_rows(struct pass *p, struct err *e)
{
	unsigned n = p->row.order_count, *nums = arena_new_n(p->arena, unsigned, n);
	struct order_row *rows = arena_new_n(p->arena, struct order_row, n);
	struct plan *plan = arena_new(p->arena, struct plan);

	*plan = (struct plan){ .run_id = p->row.run_id,
		.trace_id = p->row.trace_id,
		.flow_id = p->row.flow_id,
		.n = n,
		.orders = arena_new_n(p->arena, struct plan_order, n) };
	for (unsigned i = 0; i < n; i++)
		nums[i] = i + 1;
	if (order_rows_get(p->g, p->arena, p->row.run_id, nums, n, rows, e) < 0)
		return -1;
	p->plan = plan;
	p->states = arena_alloc(p->arena, n + 1);
	p->ended_ms = arena_new_n(p->arena, int64_t, n);
	for (unsigned i = 0; i < n; i++) {
		plan->orders[i].name = rows[i].name;
		plan->orders[i].target = rows[i].target;
		if (rows[i].num == 0)
			rows[i].status = STATE_FAILED;
		pass_believe(p, i, &rows[i]);
	}
	return 0;
}

/* The order ends as p->wish says, unless a worker runs it. */
static int
end_planless(struct pass *p, struct arena *a, uint32_t index, struct err *e)
{
	struct result stands;
	struct seat_held *held;
	struct seats seats;
	size_t open;

	if (pass_seats(p, a, index, &seats, e) < 0)
		return -1;
	held = arena_new_n(a, struct seat_held, seats.n);
	if (seats_end(&seats, a, p->wish, false, held, &open, e) < 0)
		return -1;
	if (open > 0)
		return 0;
	return seats_result(&seats, a, &stands, e) < 0 ? -1 : pass_settle(p, a, index, &stands, false, e);
}

static void
count_orders(const struct pass *p, struct outcome *o)
{
	for (size_t i = 0; i < p->plan->n; i++) {
		o->succeeded += p->states[i] == STATE_SUCCEEDED;
		o->timed_out += p->states[i] == STATE_TIMED_OUT;
		o->failed += p->states[i] == STATE_FAILED;
	}
}

int
outcome_plan_lost(struct pass *p, const char *why, bool *all, struct err *e)
{
	int64_t now_ms = world_now_ms(p->g->world);
	struct result ending = { .status = STATE_FAILED,
		.failure_reason = STR("plan_lost"),
		.message = str_z(why),
		.started_at_ms = now_ms,
		.finished_at_ms = now_ms,
		.by = STR("orchestrator") };
	struct outcome o = { .run_id = p->row.run_id,
		.trace_id = p->row.trace_id,
		.flow_id = p->row.flow_id,
		.status = STATE_FAILED,
		.failure_reason = str_z(why) };

	p->wish = &ending;
	p->last_end_ms = p->row.created_at_ms;
	if (plan_of_rows(p, e) < 0 || pass_each_open(p, end_planless, e) < 0)
		return -1;
	count_orders(p, &o);
	o.at_ms = pass_last_end_ms(p);
	*all = o.succeeded + o.failed + o.timed_out == p->plan->n;
	return *all ? tell(p, &o, e) : 0;
}

static struct str
packing_reason(struct arena *a, const struct run_row *row)
{
	if (row->packing_failure.n)
		return arena_printf(a, "packing failed: " STR_FMT, STR_ARG(row->packing_failure));
	return STR("packing failed: it stopped without a word; submit the job again");
}

/* Nothing was started yet. */
static int
end_packed(struct pass *p, struct arena *a, uint32_t index, struct err *e)
{
	return pass_settle(p, a, index, p->wish, false, e);
}

int
outcome_packing_failed(struct pass *p, struct err *e)
{
	struct result ending = { .status = STATE_FAILED,
		.failure_reason = STR("packing_failed"),
		.message = packing_reason(p->arena, &p->row),
		.started_at_ms = p->row.packing_ended_ms,
		.finished_at_ms = p->row.packing_ended_ms,
		.by = STR("orchestrator") };
	struct outcome o = { .run_id = p->row.run_id,
		.trace_id = p->row.trace_id,
		.flow_id = p->row.flow_id,
		.status = STATE_FAILED,
		.failed = p->row.order_count,
		.at_ms = p->row.packing_ended_ms,
		.failure_reason = ending.message };
	struct board board = { .n = p->row.order_count, .fence = p->row.fence, .last_end_ms = p->row.packing_ended_ms };

	p->wish = &ending;
	if (plan_of_rows(p, e) < 0 || pass_each_open(p, end_packed, e) < 0)
		return -1;
	memset(p->states, STATE_FAILED, board.n);
	board.states = p->states;
	return tell(p, &o, e) < 0 ? -1 : board_put(p->g, p->arena, &p->row, &board, e);
}
