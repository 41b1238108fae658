/*
 * watchdog_check: one look at a deadline, for the state machine that sleeps in between (engine/watch.h).
 * Event {"run_id","order_num"}; answer {"done","wait_seconds"}. The services' own signals that an execution ended come here too
 * (engine/signal.h).
 */
#include "aws/runtime.h"
#include "base/log.h"
#include "codec/json.h"
#include "engine/ids.h"
#include "engine/signal.h"
#include "engine/watch.h"

static int
read_watch(struct json event, struct watch_order *out, struct err *e)
{
	struct str num;

	if (json_str(json_get(event, "run_id"), &out->run_id, e) < 0 ||
	    json_str(json_get(event, "order_num"), &num, e) < 0)
		return err_wrap(e, "event");
	if (!run_id_valid(out->run_id) || !order_num_parse(num, &out->num))
		return err_set(e, ERR_INPUT,
		    "event: run_id and order_num must be a run's id and an order's number such as 0001");
	return 0;
}

static int
check(struct engine *g, struct arena *a, struct json event, struct str *answer, struct err *e)
{
	struct watch_answer checked;
	struct watch_order order;

	if (read_watch(event, &order, e) < 0)
		return -1;
	log_context(order.run_id);
	if (watch_check(g, a, &order, &checked, e) < 0)
		return -1;
	*answer = arena_printf(a, "{\"done\":%s,\"wait_seconds\":%lld}", checked.done ? "true" : "false",
	    (long long)checked.wait_s);
	return 0;
}

static int
handle(void *ctx, struct invocation *inv, struct str *answer, struct err *e)
{
	struct signal_event signal;
	struct json event;
	int result;

	*answer = STR("{}");
	if (json_parse(inv->arena, inv->event, NULL, &event, NULL, e) < 0)
		return err_wrap(e, "event");
	if (signal_read(inv->arena, event, &signal)) {
		log_context(signal.run_id);
		result = signal_handle(ctx, inv->arena, &signal, e);
	} else {
		result = check(ctx, inv->arena, event, answer, e);
	}
	if (result < 0)
		log_error("%s", e->msg);
	log_context(STR(""));
	return result;
}

int
main(void)
{
	static const enum aws_service warm[] = { AWS_DYNAMODB, AWS_S3 };
	struct arena process = ARENA_EMPTY;
	struct engine engine;
	struct world world;
	struct aws aws;
	struct err e = { 0 };
	struct engine_options options = { .program = "watchdog_check",
		.warm = warm,
		.warm_count = COUNT(warm),
		.needs = NEED_ORDERS_TABLE | NEED_LOCKS_TABLE | NEED_INTERNAL_BUCKET };

	if (engine_open(&engine, &world, &aws, &process, &options, &e) == 0 &&
	    runtime_serve(&world, handle, &engine, &e) == 0)
		return 0;
	log_error("%s", e.msg);
	runtime_init_error(&world, &e);
	return 1;
}
