#include "local/control.h"

#include "local/fault.h"
#include "local/host.h"

enum { RATE_MAX_MILLI = 1000 * 1000 };

/* ---- settings --------------------------------------------------------------------------------------------------- */

/* One member of the settings; `value` is of the right type. */
typedef int setter(struct local *l, struct json value, struct err *e);

static int
set_i64(struct json value, int64_t *out, struct err *e)
{
	if (json_i64(value, out, e) < 0)
		return -1;
	return *out < 0 ? err_set(e, ERR_INPUT, "settings: a number from 0 up is expected") : 0;
}

static int
set_int(struct json value, int *out, struct err *e)
{
	int64_t n;

	if (set_i64(value, &n, e) < 0)
		return -1;
	*out = n > INT32_MAX ? INT32_MAX : (int)n;
	return 0;
}

static int
set_event_repeats(struct local *l, struct json value, struct err *e)
{
	return set_int(value, &cloud_knobs(l->cloud)->event_repeats, e);
}

static int
set_event_delay_min(struct local *l, struct json value, struct err *e)
{
	return set_i64(value, &cloud_knobs(l->cloud)->event_delay_min_ms, e);
}

static int
set_event_delay_max(struct local *l, struct json value, struct err *e)
{
	return set_i64(value, &cloud_knobs(l->cloud)->event_delay_max_ms, e);
}

static int
set_watchdog_runs(struct local *l, struct json value, struct err *e)
{
	return json_bool(value, &cloud_knobs(l->cloud)->watchdog_runs, e);
}

static int
set_watchdog_orders(struct local *l, struct json value, struct err *e)
{
	return json_bool(value, &cloud_knobs(l->cloud)->watchdog_orders, e);
}

static int
set_lambda_concurrency(struct local *l, struct json value, struct err *e)
{
	return set_int(value, &cloud_knobs(l->cloud)->lambda_concurrency, e);
}

static int
set_build_concurrency(struct local *l, struct json value, struct err *e)
{
	return set_int(value, &cloud_knobs(l->cloud)->build_concurrency, e);
}

static int
set_start_workers(struct local *l, struct json value, struct err *e)
{
	bool on;

	if (json_bool(value, &on, e) < 0)
		return -1;
	l->workers_off = !on;
	return 0;
}

/* {"<program>": n}: calls `set` for the function of each. */
static int
each_function(struct local *l, struct json value,
    int (*set)(struct cloud *c, struct str function, int n, struct err *e), struct err *e)
{
	for (struct json m = json_first(value); json_exists(m); m = json_next(m)) {
		size_t i = 0;
		int n;

		while (i < DEPLOY_FUNCTIONS && !str_eqz(json_key(m), deploy_functions[i].program))
			i++;
		if (i == DEPLOY_FUNCTIONS)
			return err_set(e, ERR_INPUT, "settings: there is no program " STR_FMT, STR_ARG(json_key(m)));
		if (set_int(m, &n, e) < 0 || set(l->cloud, l->names.functions[i], n, e) < 0)
			return -1;
	}
	return 0;
}

static int
set_concurrency(struct local *l, struct json value, struct err *e)
{
	return each_function(l, value, cloud_function_concurrency, e);
}

static int
set_timeouts(struct local *l, struct json value, struct err *e)
{
	return each_function(l, value, cloud_function_timeout, e);
}

static const struct {
	const char *name;
	setter *set;
} settings[] = {
	{ "event_repeats", set_event_repeats },
	{ "event_delay_min_ms", set_event_delay_min },
	{ "event_delay_max_ms", set_event_delay_max },
	{ "watchdog_runs", set_watchdog_runs },
	{ "watchdog_orders", set_watchdog_orders },
	{ "lambda_concurrency", set_lambda_concurrency },
	{ "build_concurrency", set_build_concurrency },
	{ "concurrency", set_concurrency },
	{ "timeout_s", set_timeouts },
	{ "start_workers", set_start_workers },
};

static int
do_settings(struct local *l, struct json body, struct json_writer *w, struct err *e)
{
	(void)w;
	for (struct json m = json_first(body); json_exists(m); m = json_next(m)) {
		size_t i = 0;

		while (i < COUNT(settings) && !str_eqz(json_key(m), settings[i].name))
			i++;
		if (i == COUNT(settings))
			return err_set(e, ERR_INPUT, "settings: there is no " STR_FMT, STR_ARG(json_key(m)));
		if (settings[i].set(l, m, e) < 0)
			return -1;
	}
	cloud_tick(l->cloud, local_now_ms(l));
	return 0;
}

/* ---- the other things to do ------------------------------------------------------------------------------------- */

static int
do_clock(struct local *l, struct json body, struct json_writer *w, struct err *e)
{
	struct json rate = json_get(body, "rate");
	int64_t skip_ms = json_i64_or(json_get(body, "skip_ms"), 0), milli = l->clock->rate_milli;

	if (json_exists(rate)) {
		if (json_i64(rate, &milli, e) < 0)
			return -1;
		milli *= 1000;
	}
	if (milli < 0 || milli > RATE_MAX_MILLI || skip_ms < 0)
		return err_set(e, ERR_INPUT, "clock: rate from 0 to 1000, skip_ms from 0 up");
	l->auto_skip = json_bool_or(json_get(body, "auto_skip"), l->auto_skip);
	clock_set(l->clock, (uint32_t)milli, skip_ms);
	json_put_i64(w, "time_ms", local_now_ms(l));
	return 0;
}

static int
do_s3_event(struct local *l, struct json body, struct json_writer *w, struct err *e)
{
	struct str bucket, key;

	(void)w;
	if (json_str(json_get(body, "bucket"), &bucket, e) < 0 || json_str(json_get(body, "key"), &key, e) < 0)
		return -1;
	cloud_s3_event(l->cloud, local_now_ms(l), bucket, key, (uint64_t)json_i64_or(json_get(body, "size"), 0),
	    json_str_or(json_get(body, "etag"), STR("d41d8cd98f00b204e9800998ecf8427e")));
	return 0;
}

static int
do_invoke(struct local *l, struct json body, struct json_writer *w, struct err *e)
{
	struct str function;

	(void)w;
	if (json_str(json_get(body, "function"), &function, e) < 0)
		return -1;
	for (size_t i = 0; i < DEPLOY_FUNCTIONS; i++)
		if (str_eqz(function, deploy_functions[i].program))
			function = l->names.functions[i];
	return cloud_invoke_async(l->cloud, local_now_ms(l), function, json_raw(json_get(body, "payload")), e);
}

static void
host_online(struct local *l, struct arena *a, struct str id, struct json tags)
{
	struct cloud_variable *list = arena_new_n(a, struct cloud_variable, json_len(tags) + 1);
	size_t n = 0;

	for (struct json t = json_first(tags); json_exists(t); t = json_next(t))
		list[n++] = (struct cloud_variable){ json_key(t), json_str_or(t, STR("")) };
	cloud_host_add(l->cloud, local_now_ms(l), id, list, n);
}

static int
do_host(struct local *l, struct json body, struct json_writer *w, struct err *e)
{
	struct str state = json_str_or(json_get(body, "state"), STR("online")), id;
	struct arena scratch = ARENA_EMPTY;
	int result = 0;

	(void)w;
	if (json_str(json_get(body, "id"), &id, e) < 0)
		return -1;
	if (str_eqz(state, "online"))
		host_online(l, &scratch, id, json_get(body, "tags"));
	else if (str_eqz(state, "away"))
		result = cloud_host_away(l->cloud, local_now_ms(l), id, e);
	else if (str_eqz(state, "gone"))
		result = cloud_host_remove(l->cloud, local_now_ms(l), id, e);
	else
		result = err_set(e, ERR_INPUT, "state: \"online\", \"away\" or \"gone\" is expected");
	if (result == 0 && str_eqz(state, "gone"))
		host_remove(l, id);
	arena_release(&scratch);
	return result;
}

static int
do_fault(struct local *l, struct json body, struct json_writer *w, struct err *e)
{
	unsigned serial;

	if (fault_arm(l, body, &serial, e) < 0)
		return -1;
	json_put_i64(w, "id", serial);
	return 0;
}

static int
do_faults_clear(struct local *l, struct json body, struct json_writer *w, struct err *e)
{
	(void)body;
	(void)w;
	(void)e;
	fault_clear(l);
	return 0;
}

static int
do_counts_clear(struct local *l, struct json body, struct json_writer *w, struct err *e)
{
	(void)body;
	(void)w;
	(void)e;
	cloud_records_clear(l->cloud);
	return 0;
}

static int
do_stop(struct local *l, struct json body, struct json_writer *w, struct err *e)
{
	(void)body;
	(void)w;
	(void)e;
	l->stop = true;
	return 0;
}

static void
view_faults(struct local *l, struct httpd_exchange *x, struct json_writer *w)
{
	(void)x;
	json_key_write(w, STR("faults"));
	fault_list(l, w);
}

static const struct {
	const char *method, *path;
	control_view *view;
	int (*act)(struct local *l, struct json body, struct json_writer *w, struct err *e);
} routes[] = {
	{ "GET", "state", control_state, NULL },
	{ "GET", "calls", control_calls, NULL },
	{ "GET", "counts", control_counts, NULL },
	{ "POST", "counts", NULL, do_counts_clear },
	{ "GET", "tails", control_tails, NULL },
	{ "GET", "faults", view_faults, NULL },
	{ "POST", "faults", NULL, do_fault },
	{ "DELETE", "faults", NULL, do_faults_clear },
	{ "POST", "settings", NULL, do_settings },
	{ "POST", "clock", NULL, do_clock },
	{ "POST", "s3-event", NULL, do_s3_event },
	{ "POST", "invoke", NULL, do_invoke },
	{ "POST", "host", NULL, do_host },
	{ "POST", "stop", NULL, do_stop },
};

static void
refuse(struct httpd_exchange *x, int status, const char *message)
{
	struct buf out = buf_in(x->arena);
	struct json_writer w = json_writer(&out);

	json_object(&w);
	json_put_str(&w, "error", str_z(message));
	json_close(&w);
	httpd_answer_json(x, status, buf_str(&out));
}

static void
act(struct local *l, struct httpd_exchange *x, size_t route)
{
	struct str text = x->body.bytes.n ? x->body.bytes : STR("{}");
	struct buf out = buf_in(x->arena);
	struct json_writer w = json_writer(&out);
	struct json body;
	struct err e;

	json_object(&w);
	if (routes[route].view)
		routes[route].view(l, x, &w);
	else if (json_parse(x->arena, text, NULL, &body, NULL, &e) < 0 || routes[route].act(l, body, &w, &e) < 0) {
		refuse(x, 400, e.msg);
		return;
	}
	json_close(&w);
	httpd_answer_json(x, 200, buf_str(&out));
}

void
control_handle(struct local *l, struct httpd_exchange *x)
{
	struct str rest = str_sub(x->target, sizeof(CONTROL_PATH) - 1, x->target.n), path = str_cut(&rest, '?');

	for (size_t i = 0; i < COUNT(routes); i++)
		if (str_eqz(path, routes[i].path) && str_eqz(x->method, routes[i].method)) {
			act(l, x, i);
			return;
		}
	refuse(x, 404, "no such path under /_local/, or not by that method");
}
