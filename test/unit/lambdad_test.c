#include "cloud_help.h"

static const struct str orchestrator = { "orchestrator", 12 }, worker = { "worker", 6 };

static struct cloud_effect
start(struct help *h)
{
	struct cloud_effect effect = help_effect(h, CLOUD_INVOKE);

	assert_int_equal(cloud_invocation_started(h->cloud, h->now_ms, effect.id), effect.deadline_ms);
	return effect;
}

static void
nothing_waits(struct help *h)
{
	struct cloud_effect effect;

	assert_false(cloud_effect_next(h->cloud, &effect));
	assert_true(cloud_next_ms(h->cloud) == INT64_MAX);
}

static void
an_idle_sandbox_is_used_again(void **state)
{
	struct cloud_effect first, second;
	struct help h;

	(void)state;
	help_open(&h);
	cloud_invoke_async(h.cloud, h.now_ms, orchestrator, STR("{\"n\":1}"), NULL);
	first = start(&h);
	assert_true(first.cold);
	assert_true(str_eqz(first.payload, "{\"n\":1}") && str_eqz(first.function, "orchestrator"));
	assert_true(cloud_invocation_end(h.cloud, h.now_ms, first.id, CLOUD_OK, STR("{}")));
	cloud_invoke_async(h.cloud, h.now_ms, orchestrator, STR("{}"), NULL);
	second = start(&h);
	assert_false(second.cold);
	assert_int_equal(second.sandbox, first.sandbox);
	assert_int_not_equal(second.id, first.id);
	cloud_invocation_end(h.cloud, h.now_ms, second.id, CLOUD_CRASHED, STR(""));
	help_skip(&h);
	assert_true(start(&h).cold);
	help_close(&h);
}

static void
a_failed_event_is_tried_again_after_one_and_two_minutes(void **state)
{
	struct cloud_effect effect;
	char id[64];
	struct help h;

	(void)state;
	help_open(&h);
	cloud_invoke_async(h.cloud, h.now_ms, orchestrator, STR("{}"), NULL);
	effect = start(&h);
	snprintf(id, sizeof(id), STR_FMT, STR_ARG(effect.request_id));
	for (int minutes = 1; minutes <= 2; minutes++) {
		int64_t failed_ms = h.now_ms;

		cloud_invocation_end(h.cloud, h.now_ms, effect.id, CLOUD_FAILED, STR("{\"errorType\":\"E\"}"));
		assert_int_equal(cloud_load(h.cloud).events_waiting, 1);
		help_skip(&h);
		assert_int_equal(h.now_ms, failed_ms + 60000 * minutes);
		effect = start(&h);
		assert_true(str_eqz(effect.request_id, id));
	}
	cloud_invocation_end(h.cloud, h.now_ms, effect.id, CLOUD_FAILED, STR("{}"));
	nothing_waits(&h);
	help_close(&h);
}

static void
events_over_the_concurrency_wait_their_turn(void **state)
{
	struct cloud_effect a, b;
	struct help h;

	(void)state;
	help_open(&h);
	for (int i = 0; i < 3; i++)
		cloud_invoke_async(h.cloud, h.now_ms, worker, i ? i == 1 ? STR("1") : STR("2") : STR("0"), NULL);
	a = start(&h);
	b = start(&h);
	assert_true(a.sandbox != b.sandbox);
	assert_int_equal(cloud_load(h.cloud).invocations_queued, 1);
	help_effect(&h, CLOUD_NOTHING);
	cloud_invocation_end(h.cloud, h.now_ms, b.id, CLOUD_OK, STR("{}"));
	a = start(&h);
	assert_true(str_eqz(a.payload, "2"));
	help_close(&h);
}

static void
an_event_that_is_too_old_goes_to_the_destination(void **state)
{
	struct cloud_effect effect;
	struct help h;

	(void)state;
	help_open(&h);
	cloud_function_concurrency(h.cloud, worker, 1, NULL);
	cloud_invoke_async(h.cloud, h.now_ms, worker, STR("{}"), NULL);
	help_effect(&h, CLOUD_INVOKE);
	cloud_invoke_async(h.cloud, h.now_ms, worker, STR("{\"order\":7}"), NULL);
	h.now_ms += 3600 * 1000;
	cloud_tick(h.cloud, h.now_ms);
	effect = help_effect(&h, CLOUD_INVOKE);
	assert_true(str_eqz(effect.function, "watchdog"));
	assert_true(str_find(effect.payload, STR("\"condition\":\"EventAgeExceeded\"")) < effect.payload.n);
	assert_true(str_find(effect.payload, STR("\"requestPayload\":{\"order\":7}")) < effect.payload.n);
	help_close(&h);
}

static void
a_crash_goes_to_the_destination_with_its_payload(void **state)
{
	struct cloud_effect effect;
	struct help h;

	(void)state;
	help_open(&h);
	cloud_invoke_async(h.cloud, h.now_ms, worker, STR("{\"order\":7}"), NULL);
	effect = start(&h);
	cloud_sandbox_gone(h.cloud, h.now_ms, effect.sandbox);
	effect = help_effect(&h, CLOUD_INVOKE);
	assert_true(str_eqz(effect.function, "watchdog"));
	assert_true(str_find(effect.payload, STR("\"condition\":\"RetriesExhausted\"")) < effect.payload.n);
	assert_true(str_find(effect.payload, STR("Runtime.ExitError")) < effect.payload.n);
	help_close(&h);
}

static void
a_function_over_its_time_is_killed(void **state)
{
	struct cloud_effect effect, kill;
	struct help h;

	(void)state;
	help_open(&h);
	cloud_invoke_async(h.cloud, h.now_ms, orchestrator, STR("{}"), NULL);
	effect = help_effect(&h, CLOUD_INVOKE);
	assert_true(cloud_next_ms(h.cloud) == INT64_MAX); /* its time counts from its start */
	h.now_ms += 5000;
	cloud_invocation_started(h.cloud, h.now_ms, effect.id);
	assert_int_equal(cloud_next_ms(h.cloud), h.now_ms + 600 * 1000);
	help_skip(&h);
	kill = help_effect(&h, CLOUD_KILL);
	assert_int_equal(kill.sandbox, effect.sandbox);
	assert_false(cloud_invocation_end(h.cloud, h.now_ms, effect.id, CLOUD_OK, STR("{}")));
	assert_int_equal(cloud_invocation_started(h.cloud, h.now_ms, effect.id), 0);
	help_skip(&h);
	assert_true(start(&h).cold);
	help_close(&h);
}

static struct cloud_answer
invoke(struct help *h, const char *function, const char *type, struct str payload)
{
	const struct http_header headers[] = { { STR("X-Amz-Invocation-Type"), str_z(type) } };
	const struct cloud_request req = { .method = STR("POST"),
		.target = STR("/"),
		.headers = headers,
		.header_count = 1,
		.body = { .bytes = payload } };
	const struct cloud_call call = { .service = CLOUD_LAMBDA, .operation = "Invoke", .key = str_z(function) };
	struct cloud_answer answer;

	cloud_perform(h->cloud, &h->arena, h->now_ms, &req, &call, &answer);
	return answer;
}

static void
a_synchronous_answer_comes_later(void **state)
{
	struct cloud_answer answer;
	struct cloud_effect effect;
	struct help h;

	(void)state;
	help_open(&h);
	answer = invoke(&h, "watchdog", "RequestResponse", STR("{\"a\":1}"));
	assert_int_not_equal(answer.pending, 0);
	effect = start(&h);
	cloud_invocation_end(h.cloud, h.now_ms, effect.id, CLOUD_FAILED, STR("{\"errorType\":\"E\"}"));
	effect = help_effect(&h, CLOUD_ANSWER);
	assert_int_equal(effect.id, answer.pending);
	assert_int_equal(effect.answer.status, 200);
	assert_true(str_eqz(http_header_get(effect.answer.headers, effect.answer.header_count, "X-Amz-Function-Error"),
	    "Unhandled"));
	assert_true(str_eqz(effect.answer.body, "{\"errorType\":\"E\"}"));
	help_close(&h);
}

static void
invocations_that_lambda_refuses_are_refused(void **state)
{
	char *large = malloc(256 * 1024 + 1);
	struct help h;

	(void)state;
	help_open(&h);
	memset(large, '1', 256 * 1024 + 1);
	assert_int_equal(invoke(&h, "worker", "Event", STR("{}")).status, 202);
	assert_int_equal(invoke(&h, "worker", "DryRun", STR("{}")).status, 204);
	assert_int_equal(invoke(&h, "nope", "Event", STR("{}")).status, 404);
	assert_int_equal(invoke(&h, "worker", "Sometimes", STR("{}")).status, 400);
	assert_int_equal(invoke(&h, "worker", "Event", STR("{")).status, 400);
	assert_int_equal(invoke(&h, "worker", "Event", (struct str){ large, 256 * 1024 + 1 }).status, 413);
	assert_int_equal(invoke(&h, "worker", "RequestResponse", STR("{}")).status, 200);
	assert_string_equal(invoke(&h, "worker", "RequestResponse", STR("{}")).error, "TooManyRequestsException");
	cloud_knobs(h.cloud)->lambda_concurrency = 2;
	assert_string_equal(invoke(&h, "watchdog", "RequestResponse", STR("{}")).error, "TooManyRequestsException");
	free(large);
	help_close(&h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_idle_sandbox_is_used_again),
		cmocka_unit_test(a_failed_event_is_tried_again_after_one_and_two_minutes),
		cmocka_unit_test(events_over_the_concurrency_wait_their_turn),
		cmocka_unit_test(an_event_that_is_too_old_goes_to_the_destination),
		cmocka_unit_test(a_crash_goes_to_the_destination_with_its_payload),
		cmocka_unit_test(a_function_over_its_time_is_killed),
		cmocka_unit_test(a_synchronous_answer_comes_later),
		cmocka_unit_test(invocations_that_lambda_refuses_are_refused),
	};

	return RUN(tests);
}
