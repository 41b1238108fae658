/*
 * statesd_run: an execution, from state to state until one waits: for a task's answer, or for time. What a state works on is
 * kept as text between two steps; within one everything lies in a scratch arena.
 */
#include "codec/date.h"
#include "local/statesd.h"

struct step {
	struct cloud *c;
	struct arena *a;
	int64_t now_ms;
	struct statesd_execution *x;
	struct json data, context; /* the state's input */
	struct json input;         /* behind InputPath */
};

static void advance(struct cloud *c, int64_t now_ms, struct statesd_execution *x);

/* ---- ends ------------------------------------------------------------------------------------------------------- */

void
statesd_end(struct cloud *c, int64_t now_ms, struct statesd_execution *x, enum statesd_status status)
{
	if (x->status != STATESD_RUNNING)
		return;
	timers_clear(&c->timers, &x->timer);
	if (x->task)
		lambdad_forget(x->task);
	x->task = NULL;
	x->status = status;
	x->stop_ms = now_ms;
	c->statesd->running--;
	if (status == STATESD_SUCCEEDED)
		heap_str_set(&x->output, x->data);
	heap_str_free(&x->data);
}

static void
fail(struct step *s, struct str error, struct str cause)
{
	heap_str_set(&s->x->error, error);
	heap_str_set(&s->x->cause, cause);
	statesd_end(s->c, s->now_ms, s->x, STATESD_FAILED);
}

/* ---- a step ----------------------------------------------------------------------------------------------------- */

static struct json
context_of(struct step *s)
{
	struct statesd_execution *x = s->x;
	struct buf b = buf_in(s->a), time = buf_in(s->a);
	struct json_writer w = json_writer(&b);

	date_write(&time, x->start_ms, DATE_ISO);
	json_object(&w);
	json_put_object(&w, "Execution");
	json_put_str(&w, "Id", x->arn);
	json_put_str(&w, "Name", x->name);
	json_put_raw(&w, "Input", x->input);
	json_put_str(&w, "StartTime", buf_str(&time));
	json_close(&w);
	json_put_object(&w, "State");
	json_put_str(&w, "Name", json_key(x->state));
	json_close(&w);
	json_put_object(&w, "StateMachine");
	json_put_str(&w, "Name", x->machine->name);
	json_close(&w);
	json_close(&w);
	return asl_json(s->a, buf_str(&b));
}

static struct step
step_begin(struct cloud *c, struct arena *a, int64_t now_ms, struct statesd_execution *x)
{
	struct step s = { .c = c, .a = a, .now_ms = now_ms, .x = x };

	s.data = asl_json(a, x->data);
	s.context = context_of(&s);
	return s;
}

static void
enter(struct step *s, struct str name, struct json data)
{
	struct statesd_execution *x = s->x;

	x->state = json_get_str(json_get(x->machine->definition, "States"), name);
	x->doing = STATESD_ENTER;
	x->events += 2;
	for (size_t i = 0; i < STATESD_RETRIERS_MAX; i++)
		x->attempts[i] = 0;
	heap_str_set(&x->data, arena_str(s->a, json_raw(data)));
}

/* The state is over with this output: OutputPath, then Next or End. */
static void
leave(struct step *s, struct json output)
{
	struct json next = json_get(s->x->state, "Next");
	struct err e = { 0 };

	if (asl_select(s->a, s->x->state, "OutputPath", output, s->context, &output, &e) < 0) {
		fail(s, STR("States.Runtime"), str_z(e.msg));
	} else if (json_exists(next)) {
		enter(s, json_str_or(next, STR("")), output);
	} else {
		heap_str_set(&s->x->data, arena_str(s->a, json_raw(output)));
		statesd_end(s->c, s->now_ms, s->x, STATESD_SUCCEEDED);
	}
}

static void
leave_with(struct step *s, struct json result)
{
	struct json output;
	struct err e = { 0 };

	if (asl_result(s->a, s->x->state, s->data, result, &output, &e) < 0)
		fail(s, STR("States.ResultPathMatchFailure"), str_z(e.msg));
	else
		leave(s, output);
}

/* ---- errors of tasks -------------------------------------------------------------------------------------------- */

static bool
retried(struct step *s, struct str error)
{
	size_t at;
	struct json retrier = asl_handler(json_get(s->x->state, "Retry"), error, &at);
	int64_t delay_ms = json_exists(retrier) && at < STATESD_RETRIERS_MAX ?
	    asl_backoff_ms(retrier, s->x->attempts[at]) :
	    -1;

	if (delay_ms < 0)
		return false;
	s->x->attempts[at]++;
	if (str_eqz(json_str_or(json_get(retrier, "JitterStrategy"), STR("")), "FULL"))
		delay_ms = (int64_t)state_random_below(s->c, (uint64_t)delay_ms + 1);
	s->x->doing = STATESD_BACKOFF;
	timers_set(&s->c->timers, &s->x->timer, s->now_ms + delay_ms);
	return true;
}

static void
task_failed(struct step *s, struct str error, struct str cause)
{
	struct buf b = buf_in(s->a);
	struct json_writer w = json_writer(&b);
	struct json catcher, output;
	size_t at;

	if (retried(s, error))
		return;
	catcher = asl_handler(json_get(s->x->state, "Catch"), error, &at);
	json_object(&w);
	json_put_str(&w, "Error", error);
	json_put_str(&w, "Cause", cause);
	json_close(&w);
	if (json_exists(catcher) && asl_result(s->a, catcher, s->data, asl_json(s->a, buf_str(&b)), &output, NULL) == 0)
		enter(s, json_str_or(json_get(catcher, "Next"), STR("")), output);
	else
		fail(s, error, cause);
}

/* ---- tasks ------------------------------------------------------------------------------------------------------ */

/* The optimized integration wraps the function's answer. */
static struct json
task_result(struct step *s, struct str payload)
{
	struct buf b = buf_in(s->a);
	struct json_writer w = json_writer(&b);

	if (!str_starts(json_str_or(json_get(s->x->state, "Resource"), STR("")), STR("arn:aws:states:")))
		return asl_json(s->a, payload);
	json_object(&w);
	json_put_str(&w, "ExecutedVersion", STR("$LATEST"));
	json_put_raw(&w, "Payload", payload);
	json_put_i64(&w, "StatusCode", 200);
	json_close(&w);
	return asl_json(s->a, buf_str(&b));
}

static void
task_succeeded(struct step *s, struct str payload)
{
	struct json result;
	struct err e = { 0 };

	if (asl_template(s->a, s->x->state, "ResultSelector", task_result(s, payload), s->context, &result, &e) < 0)
		fail(s, STR("States.Runtime"), str_z(e.msg));
	else
		leave_with(s, result);
}

static void
task_done(struct cloud *c, int64_t now_ms, void *ctx, const char *error, struct str payload)
{
	struct statesd_execution *x = ctx;
	struct arena scratch = ARENA_EMPTY;
	struct step s = step_begin(c, &scratch, now_ms, x);
	struct json answer = asl_json(&scratch, payload);

	x->task = NULL;
	x->events += 3;
	timers_clear(&c->timers, &x->timer);
	if (error)
		task_failed(&s, json_str_or(json_get(answer, "errorType"), STR("Lambda.Unknown")), payload);
	else if (!json_exists(answer))
		task_failed(&s, STR("States.Runtime"), STR("the function's answer is no JSON"));
	else
		task_succeeded(&s, payload);
	arena_release(&scratch);
	advance(c, now_ms, x);
}

/* Which function, and with what. */
static int
task_request(struct step *s, struct lambdad_request *r, struct err *e)
{
	struct str resource = json_str_or(json_get(s->x->state, "Resource"), STR(""));
	struct json parameters, payload;

	if (asl_template(s->a, s->x->state, "Parameters", s->input, s->context, &parameters, e) < 0)
		return -1;
	payload = json_get(parameters, "Payload");
	*r = (struct lambdad_request){ .function = resource,
		.payload = json_raw(parameters),
		.how = LAMBDAD_SYNC,
		.done = task_done,
		.ctx = s->x };
	if (!str_starts(resource, STR("arn:aws:states:")))
		return 0;
	r->function = json_str_or(json_get(parameters, "FunctionName"), STR(""));
	r->payload = json_exists(payload) ? json_raw(payload) : STR("{}");
	return 0;
}

static void
run_task(struct step *s)
{
	int64_t timeout_s = json_i64_or(json_get(s->x->state, "TimeoutSeconds"), 0);
	struct lambdad_request r;
	struct err e = { 0 };

	if (task_request(s, &r, &e) < 0) {
		fail(s, STR("States.Runtime"), str_z(e.msg));
		return;
	}
	s->x->doing = STATESD_TASK;
	if (lambdad_submit(s->c, s->a, s->now_ms, &r, NULL, &s->x->task, &e) < 0)
		task_failed(s, arena_printf(s->a, "Lambda.%s", e.aws), str_z(e.msg));
	else if (timeout_s)
		timers_set(&s->c->timers, &s->x->timer, s->now_ms + 1000 * timeout_s);
}

static void
task_timed_out(struct cloud *c, int64_t now_ms, struct statesd_execution *x)
{
	struct arena scratch = ARENA_EMPTY;
	struct step s = step_begin(c, &scratch, now_ms, x);

	lambdad_forget(x->task);
	x->task = NULL;
	task_failed(&s, STR("States.Timeout"), STR("the task took longer than TimeoutSeconds"));
	arena_release(&scratch);
}

/* ---- the other states ------------------------------------------------------------------------------------------- */

static void
run_wait(struct step *s)
{
	struct json state = s->x->state, seconds = json_get(state, "Seconds"), time = json_get(state, "Timestamp");
	struct str seconds_path = json_str_or(json_get(state, "SecondsPath"), STR(""));
	struct str time_path = json_str_or(json_get(state, "TimestampPath"), STR(""));
	int64_t n, until_ms = s->now_ms;
	struct err e = { 0 };

	if ((seconds_path.n && asl_path(s->a, s->input, s->context, seconds_path, &seconds, &e) < 0) ||
	    (time_path.n && asl_path(s->a, s->input, s->context, time_path, &time, &e) < 0) ||
	    (json_exists(seconds) ? json_i64(seconds, &n, &e) :
				    date_read(json_str_or(time, STR("")), DATE_ISO, &until_ms, &e)) < 0) {
		fail(s, STR("States.Runtime"), str_z(e.msg));
		return;
	}
	if (json_exists(seconds))
		until_ms += 1000 * n;
	s->x->doing = STATESD_WAIT;
	timers_set(&s->c->timers, &s->x->timer, until_ms);
}

static void
run_pass(struct step *s)
{
	struct json fixed = json_get(s->x->state, "Result"), result;
	struct err e = { 0 };

	if (asl_template(s->a, s->x->state, "Parameters", s->input, s->context, &result, &e) < 0)
		fail(s, STR("States.Runtime"), str_z(e.msg));
	else
		leave_with(s, json_exists(fixed) ? fixed : result);
}

static void
run_choice(struct step *s)
{
	struct str next;
	struct err e = { 0 };

	if (asl_choose(s->a, s->x->state, s->input, s->context, &next, &e) < 0)
		fail(s, STR("States.Runtime"), str_z(e.msg));
	else if (!next.p)
		fail(s, STR("States.NoChoiceMatched"), STR("no rule of the Choice holds and it has no Default"));
	else
		enter(s, next, s->input);
}

static void
run_succeed(struct step *s)
{
	leave(s, s->input);
}

static void
run_fail(struct step *s)
{
	fail(s, json_str_or(json_get(s->x->state, "Error"), STR("")),
	    json_str_or(json_get(s->x->state, "Cause"), STR("")));
}

static const struct {
	const char *type;
	void (*run)(struct step *s);
} types[] = {
	{ "Task", run_task },
	{ "Wait", run_wait },
	{ "Pass", run_pass },
	{ "Choice", run_choice },
	{ "Succeed", run_succeed },
	{ "Fail", run_fail },
};

static void
run_state(struct cloud *c, int64_t now_ms, struct statesd_execution *x)
{
	struct arena scratch = ARENA_EMPTY;
	struct step s = step_begin(c, &scratch, now_ms, x);
	struct str type = json_str_or(json_get(x->state, "Type"), STR(""));
	struct err e = { 0 };

	if (x->events >= STATESD_EVENTS_MAX)
		fail(&s, STR("States.Runtime"),
		    STR("the execution reached the maximum number of history events (25000)"));
	else if (asl_select(&scratch, x->state, "InputPath", s.data, s.context, &s.input, &e) < 0)
		fail(&s, STR("States.Runtime"), str_z(e.msg));
	for (size_t i = 0; x->status == STATESD_RUNNING && i < COUNT(types); i++)
		if (str_eqz(type, types[i].type)) {
			types[i].run(&s);
			break;
		}
	arena_release(&scratch);
}

/* ---- going on --------------------------------------------------------------------------------------------------- */

static bool
switched_off(const struct cloud *c, const struct statesd_execution *x)
{
	return str_ends(x->name, STR("-0000")) ? !c->knobs.watchdog_runs : !c->knobs.watchdog_orders;
}

static void
advance(struct cloud *c, int64_t now_ms, struct statesd_execution *x)
{
	while (x->status == STATESD_RUNNING && x->doing == STATESD_ENTER && !x->paused) {
		if (!switched_off(c, x)) {
			run_state(c, now_ms, x);
			continue;
		}
		x->paused = true;
		x->next_paused = c->statesd->paused;
		c->statesd->paused = x;
	}
}

static void
timer_due(struct cloud *c, int64_t now_ms, void *of)
{
	struct statesd_execution *x = of;
	struct arena scratch = ARENA_EMPTY;
	struct step s;

	if (x->doing == STATESD_TASK) {
		task_timed_out(c, now_ms, x);
	} else if (x->doing == STATESD_BACKOFF) {
		x->doing = STATESD_ENTER;
	} else {
		s = step_begin(c, &scratch, now_ms, x);
		if (asl_select(&scratch, x->state, "InputPath", s.data, s.context, &s.input, NULL) == 0)
			leave(&s, s.input);
	}
	arena_release(&scratch);
	advance(c, now_ms, x);
}

void
statesd_run(struct cloud *c, int64_t now_ms, struct statesd_execution *x)
{
	struct arena scratch = ARENA_EMPTY;
	struct step s = { .c = c, .a = &scratch, .now_ms = now_ms, .x = x };

	x->timer.fire = timer_due;
	x->timer.of = x;
	enter(&s, json_str_or(json_get(x->machine->definition, "StartAt"), STR("")), asl_json(&scratch, x->input));
	arena_release(&scratch);
	advance(c, now_ms, x);
}

void
statesd_resume(struct cloud *c, int64_t now_ms)
{
	struct statesd_execution *x = c->statesd->paused, *next;

	c->statesd->paused = NULL;
	for (; x; x = next) {
		next = x->next_paused;
		x->paused = false;
		advance(c, now_ms, x);
	}
}
