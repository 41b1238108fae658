#include "local/control.h"

#include <stddef.h>

#include "local/fault.h"
#include "local/host.h"

enum { RATE_MAX_MILLI = 1000 * 1000 };

/* ---- settings --------------------------------------------------------------------------------------------------- */

/* One member of the settings; `value` is of the right type. */
typedef int setter(struct local *l, struct json value, struct err *e);

static int
set_i64(struct json value, int64_t *out, struct err *e)
{
	int64_t n;

	if (json_i64(value, &n, e) < 0)
		return -1;
	if (n < 0)
		return err_set(e, ERR_INPUT, "settings: a number from 0 up is expected");
	*out = n;
	return 0;
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
set_start_workers(struct local *l, struct json value, struct err *e)
{
	bool on;

	if (json_bool(value, &on, e) < 0)
		return -1;
	l->workers_off = !on;
	return 0;
}

static int
set_sandbox_idle(struct local *l, struct json value, struct err *e)
{
	return set_i64(value, &l->sandbox_idle_ms, e);
}

static int
set_function_credentials(struct local *l, struct json value, struct err *e)
{
	return set_i64(value, &l->function_credentials_ms, e);
}

static int
set_build_credentials(struct local *l, struct json value, struct err *e)
{
	return set_i64(value, &l->build_credentials_ms, e);
}

static int
set_build_credentials_told(struct local *l, struct json value, struct err *e)
{
	return set_i64(value, &l->build_credentials_told_ms, e);
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

enum knob_type { KNOB_INT, KNOB_I64, KNOB_BOOL };

#define KNOB(name, type, member) { name, NULL, type, offsetof(struct cloud_knobs, member) }
#define SETTER(name, set) { name, set, 0, 0 }

static const struct setting {
	const char *name;
	setter *set; /* NULL: the knob */
	enum knob_type type;
	size_t knob;
} settings[] = {
	KNOB("event_repeats", KNOB_INT, events[CLOUD_EVENT_S3].repeats),
	KNOB("event_delay_min_ms", KNOB_I64, events[CLOUD_EVENT_S3].delay_min_ms),
	KNOB("event_delay_max_ms", KNOB_I64, events[CLOUD_EVENT_S3].delay_max_ms),
	KNOB("signal_repeats", KNOB_INT, events[CLOUD_EVENT_SIGNAL].repeats),
	KNOB("signal_delay_min_ms", KNOB_I64, events[CLOUD_EVENT_SIGNAL].delay_min_ms),
	KNOB("signal_delay_max_ms", KNOB_I64, events[CLOUD_EVENT_SIGNAL].delay_max_ms),
	KNOB("watchdog_runs", KNOB_BOOL, watchdog_runs),
	KNOB("watchdog_orders", KNOB_BOOL, watchdog_orders),
	KNOB("lambda_concurrency", KNOB_INT, lambda_concurrency),
	KNOB("build_concurrency", KNOB_INT, build_concurrency),
	SETTER("concurrency", set_concurrency),
	SETTER("timeout_s", set_timeouts),
	SETTER("start_workers", set_start_workers),
	SETTER("sandbox_idle_ms", set_sandbox_idle),
	SETTER("function_credentials_ms", set_function_credentials),
	SETTER("build_credentials_ms", set_build_credentials),
	SETTER("build_credentials_told_ms", set_build_credentials_told),
};

static int
set(struct local *l, const struct setting *s, struct json value, struct err *e)
{
	char *knob = (char *)cloud_knobs(l->cloud) + s->knob;

	if (s->set)
		return s->set(l, value, e);
	switch (s->type) {
	case KNOB_INT:
		return set_int(value, (int *)(void *)knob, e);
	case KNOB_I64:
		return set_i64(value, (int64_t *)(void *)knob, e);
	default:
		return json_bool(value, (bool *)knob, e);
	}
}

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
		if (set(l, &settings[i], m, e) < 0)
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
