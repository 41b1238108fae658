#include "engine/job.h"

#include "engine/ids.h"
#include "engine/job_read.h"

const char *const target_names[TARGETS] = {
	[TARGET_LAMBDA] = "lambda",
	[TARGET_CODEBUILD] = "codebuild",
	[TARGET_SSM] = "ssm",
};

/* The codes of what json_parse() refuses. */
static const char *const fault_codes[] = {
	[JSON_OK] = "json",
	[JSON_BAD_GRAMMAR] = "json",
	[JSON_BAD_UTF8] = "utf8",
	[JSON_TOO_LARGE] = "limit",
	[JSON_TOO_DEEP] = "limit",
	[JSON_LONE_SURROGATE] = "surrogate",
	[JSON_DUPLICATE_KEY] = "duplicate_key",
};

int
job_json(struct arena *a, struct str text, size_t max, struct str where, struct json *out, struct job_issues *is)
{
	const struct json_limits limits = { .bytes = max, .strict = true };
	struct json_place place;
	struct err e = { 0 };

	if (json_parse(a, text, &limits, out, &place, &e) == 0)
		return 0;
	job_error(is, fault_codes[place.fault], where, place, "%s", e.msg);
	return -1;
}

static struct job
job_defaults(enum job_entry entry)
{
	return (struct job){
		.git_provider = STR("github"),
		.flow_label = entry == JOB_SSM ? STR("ssm") : STR("exec"),
		.presign_expiry_s = 7200,
		.job_timeout_s = 3600,
	};
}

/* Makes the orders, as yet without content; 0 of them when there is no list to speak of. */
static void
make_orders(struct job_read *r)
{
	struct json list = json_get(r->root, "orders");
	size_t n = json_len(list), i = 0;

	if (json_type(list) == JSON_MISSING || json_type(list) == JSON_NULL)
		return; /* reported as missing */
	if (json_type(list) != JSON_ARRAY) {
		job_wrong(r, "type", "orders", list, "expected a list of orders, got %s", job_type_name(list));
		return;
	}
	if (n < 1 || n > ORDERS_MAX) {
		job_wrong(r, n ? "limit" : "value", "orders", list, "%zu orders, from 1 to %d are allowed", n,
		    ORDERS_MAX);
		return;
	}
	r->job->orders = arena_new_n(r->a, struct order, n);
	r->job->order_count = n;
	r->order_json = arena_new_n(r->a, struct json, n);
	for (struct json m = json_first(list); json_exists(m); m = json_next(m), i++) {
		r->order_json[i] = m;
		r->job->orders[i] = (struct order){ .num = (unsigned)i + 1,
			.target = r->entry == JOB_SSM ? TARGET_SSM : TARGET_CODEBUILD,
			.must_succeed = true,
			.place = json_where(m) };
	}
}

static void
read_orders(struct job_read *r)
{
	job_name_orders(r);
	for (size_t i = 0; i < r->job->order_count; i++) {
		r->order = &r->job->orders[i];
		if (json_type(r->order_json[i]) != JSON_OBJECT) {
			job_wrong(r, "type", "", r->order_json[i], "expected an object, got %s",
			    job_type_name(r->order_json[i]));
			continue;
		}
		job_read_order(r, i);
		job_check_order(r, i);
	}
	r->order = NULL;
	job_link_orders(r);
	job_check_cycles(r);
}

int
job_parse(struct arena *a, struct str text, enum job_entry entry, struct job *job, struct job_issues *is)
{
	struct job_read r = { .a = a, .is = is, .job = job, .entry = entry };
	size_t errors_before = is->error_count;

	*job = job_defaults(entry);
	if (job_json(a, text, JOB_BYTES_MAX, STR(""), &r.root, is) < 0)
		return -1;
	if (json_type(r.root) != JSON_OBJECT) {
		job_wrong(&r, "type", "", r.root, "the job must be an object, got %s", job_type_name(r.root));
		return -1;
	}
	job_read_job(&r);
	job_check_job(&r);
	make_orders(&r);
	if (job->order_count)
		read_orders(&r);
	return is->error_count > errors_before ? -1 : 0;
}

int
job_presign_s(const struct job *job, const struct order *o)
{
	int needed = o->timeout_s + PRESIGN_MARGIN_S;

	return needed > job->presign_expiry_s ? needed : job->presign_expiry_s;
}
