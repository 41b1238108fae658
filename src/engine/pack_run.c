/* What a run as a whole needs: watchdog, key, plan, board, commit, and the word that it has started. */
#include <string.h>

#include "aws/s3.h"
#include "aws/services.h"
#include "base/log.h"
#include "engine/claim.h"
#include "engine/ids.h"
#include "engine/order_event.h"
#include "engine/pack_inside.h"

enum { KEY_OUTLIVES_RUN_MS = 24 * 3600 * 1000 };

int
pack_watchdog(struct packing *k, bool *running, struct err *e)
{
	struct str machine = k->g->config.watchdog_sfn, arn, status;
	struct str name = arena_printf(k->arena, STR_FMT "-0000", STR_ARG(k->row.run_id));
	struct str input = arena_printf(k->arena, "{\"run_id\":\"" STR_FMT "\",\"order_num\":\"0000\"}",
	    STR_ARG(k->row.run_id));

	*running = true;
	if (states_start(k->g->aws, k->arena, machine, name, input, &arn, e) == 0)
		return 0;
	if (e->code != ERR_REFUSED)
		return err_wrap(e, "run watchdog");
	if (states_status(k->g->aws, k->arena, states_execution_arn(k->arena, machine, name), &status, e) < 0)
		return err_wrap(e, "run watchdog");
	*running = str_eqz(status, "RUNNING");
	return 0;
}

int
pack_done_is_there(struct packing *k, bool *there, struct err *e)
{
	struct s3_object object;

	*there = s3_head(k->g->aws, k->arena, k->g->config.done_bucket, key_done(k->arena, k->row.run_id), &object,
		     e) == 0;
	return *there || e->code == ERR_NOT_FOUND ? 0 : err_wrap(e, "done");
}

static bool
key_is_needed(const struct job *job)
{
	for (size_t i = 0; i < job->order_count; i++)
		if (job->orders[i].target != TARGET_SSM && !job->orders[i].sops_key.n)
			return true;
	return false;
}

/* The key that is stored first is the run's; whoever comes later derives its recipient. */
int
pack_key(struct packing *k, struct err *e)
{
	struct ssm_put put = { .name = k->key_path,
		.advanced = true,
		.expires_ms = k->row.deadline_ms + KEY_OUTLIVES_RUN_MS };
	struct age_key key;
	struct str stored;

	k->recipient = k->row.recipient;
	if (k->recipient.n || !key_is_needed(k->job))
		return 0;
	if (age_key_make(k->g, k->arena, &key, e) < 0)
		return -1;
	put.value = key.secret;
	k->recipient = key.recipient;
	if (ssm_put_parameter(k->g->aws, k->arena, &put, e) < 0) {
		if (e->code != ERR_REFUSED)
			return -1;
		if (ssm_get_parameter(k->g->aws, k->arena, k->key_path, 0, &stored, e) < 0 ||
		    age_key_recipient(k->g, k->arena, stored, &k->recipient, e) < 0)
			return -1;
	}
	return run_row_set_recipient(k->g, k->arena, k->row.run_id, k->recipient, e);
}

static int
put_plan(struct packing *k, struct err *e)
{
	struct plan plan = { k->row.run_id, k->row.trace_id, k->row.flow_id, k->row.deadline_ms, NULL,
		k->job->order_count };
	struct buf text = buf_in(k->arena);
	struct s3_put put = S3_PUT;

	plan.orders = arena_new_n(k->arena, struct plan_order, plan.n);
	for (size_t i = 0; i < plan.n; i++) {
		const struct order *o = &k->job->orders[i];

		plan.orders[i] = (struct plan_order){ .name = o->name,
			.target = o->target,
			.timeout_s = o->timeout_s,
			.presign_s = job_presign_s(k->job, o),
			.must_succeed = o->must_succeed,
			.deps = o->deps,
			.dep_count = (uint32_t)o->dep_count,
			.image = o->image,
			.sops_key_path = pack_key_path(k, o),
			.ssm_targets = o->ssm_targets,
			.ssm_document = o->ssm_document };
	}
	plan_write(&text, &plan);
	put.bucket = k->g->config.internal_bucket;
	put.key = key_plan(k->arena, k->row.run_id);
	put.body = buf_str(&text);
	put.content_type = "application/json";
	put.if_absent = true;
	if (s3_put(k->g->aws, k->arena, &put, NULL, e) < 0 && e->code != ERR_REFUSED)
		return err_wrap(e, "plan");
	return 0;
}

static int
put_board(struct packing *k, struct err *e)
{
	size_t n = k->job->order_count;
	struct board board = { .states = arena_alloc(k->arena, n + 1), .n = n };

	memset(board.states, STATE_QUEUED, n);
	return board_put(k->g, k->arena, &k->row, &board, e);
}

int
pack_announce(struct packing *k, struct err *e)
{
	struct order_event ev = { .trace_id = k->row.trace_id,
		.flow_id = k->row.flow_id,
		.run_id = k->row.run_id,
		.order_name = STR(EVENT_JOB_NAME),
		.epoch_ms = k->row.created_at_ms,
		.event_type = STR("job_started"),
		.status = STR("running"),
		.message = arena_printf(k->arena, "%u orders", k->row.order_count) };

	if (order_events_put(k->g, k->arena, &ev, 1, e) < 0)
		return -1;
	return run_kick(k->g, k->arena, k->row.run_id, e);
}

int
pack_commit(struct packing *k, struct err *e)
{
	if (put_plan(k, e) < 0 || put_board(k, e) < 0 || run_row_commit(k->g, k->arena, k->row.run_id, e) < 0)
		return -1;
	log_info("run is active: %zu orders", k->job->order_count);
	return pack_announce(k, e);
}
