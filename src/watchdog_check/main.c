/*
 * watchdog_check: one look at a deadline, for the state machine that sleeps in between (engine/watch.h).
 * Event {"run_id","order_num"}; answer {"done","wait_seconds"}.
 */
#include "aws/runtime.h"
#include "base/log.h"
#include "codec/json.h"
#include "engine/ids.h"
#include "engine/watch.h"

static int
read_event(struct arena *a, struct str event, struct watch_order *out, struct err *e)
{
	struct str num;
	struct json j;

	if (json_parse(a, event, NULL, &j, NULL, e) < 0 || json_str(json_get(j, "run_id"), &out->run_id, e) < 0 ||
	    json_str(json_get(j, "order_num"), &num, e) < 0)
		return err_wrap(e, "event");
	if (!run_id_valid(out->run_id) || !order_num_parse(num, &out->num))
		return err_set(e, ERR_INPUT,
		    "event: run_id and order_num must be a run's id and an order's number such as 0001");
	return 0;
}

static int
handle(void *ctx, struct invocation *inv, struct str *answer, struct err *e)
{
	struct watch_answer checked;
	struct watch_order order;
	int result;

	if (read_event(inv->arena, inv->event, &order, e) < 0)
		return -1;
	log_context(order.run_id);
	result = watch_check(ctx, inv->arena, &order, &checked, e);
	if (result == 0)
		*answer = arena_printf(inv->arena, "{\"done\":%s,\"wait_seconds\":%lld}",
		    checked.done ? "true" : "false", (long long)checked.wait_s);
	else
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
