/* ssm_targets: {"instance_ids":["i-..."]} or {"tags":{"Key":"value" or ["value",..]}} */
#include "engine/job_read.h"

enum { TAG_KEY_MAX = 128, TAG_VALUE_MAX = 256, TAG_VALUES_MAX = 100 };

static const char field[] = "ssm_targets";

static bool
text_of(struct job_read *r, const char *what, struct json j, struct str *out)
{
	*out = json_str_or(j, STR(""));
	if (json_type(j) != JSON_STRING)
		job_wrong(r, "type", field, j, "%s: expected a string, got %s", what, job_type_name(j));
	else if (out->n == 0)
		job_wrong(r, "value", field, j, "%s: must not be empty", what);
	return out->n > 0;
}

static void
check_instances(struct job_read *r, struct json list)
{
	struct str id;

	if (json_type(list) != JSON_ARRAY || json_len(list) == 0) {
		job_wrong(r, "type", field, list, "instance_ids: expected a list that is not empty, got %s",
		    json_type(list) == JSON_ARRAY ? "an empty one" : job_type_name(list));
		return;
	}
	if (json_len(list) > HOSTS_MAX)
		job_wrong(r, "limit", field, list, "instance_ids: %zu hosts, at most %d are allowed", json_len(list),
		    HOSTS_MAX);
	for (struct json m = json_first(list); json_exists(m); m = json_next(m))
		if (text_of(r, "instance_ids", m, &id) && value_instance(id))
			job_wrong(r, "value", field, m, "instance_ids: %s", value_instance(id));
}

static void
check_tag(struct job_read *r, struct json value)
{
	struct str key = json_key(value), text;

	if (key.n == 0 || key.n > TAG_KEY_MAX)
		job_wrong(r, "value", field, value, "tags: a key must have 1 to %d bytes", TAG_KEY_MAX);
	if (json_type(value) == JSON_ARRAY && json_len(value) == 0)
		job_wrong(r, "value", field, value, "tags: a list of values must not be empty");
	if (json_type(value) == JSON_ARRAY && json_len(value) > TAG_VALUES_MAX)
		job_wrong(r, "limit", field, value, "tags: %zu values, at most %d are allowed", json_len(value),
		    TAG_VALUES_MAX);
	struct json m = json_type(value) == JSON_ARRAY ? json_first(value) : value;
	for (; json_exists(m); m = json_type(value) == JSON_ARRAY ? json_next(m) : JSON_NONE)
		if (text_of(r, "tags", m, &text) && text.n > TAG_VALUE_MAX)
			job_wrong(r, "limit", field, m, "tags: a value is longer than %d bytes", TAG_VALUE_MAX);
}

static void
check_tags(struct job_read *r, struct json tags)
{
	if (json_type(tags) != JSON_OBJECT || json_len(tags) == 0) {
		job_wrong(r, "type", field, tags, "tags: expected an object that is not empty, got %s",
		    json_type(tags) == JSON_OBJECT ? "an empty one" : job_type_name(tags));
		return;
	}
	for (struct json m = json_first(tags); json_exists(m); m = json_next(m))
		check_tag(r, m);
}

static void
check_members(struct job_read *r, struct json targets)
{
	struct json ids = json_get(targets, "instance_ids"), tags = json_get(targets, "tags");

	if (json_exists(ids) == json_exists(tags))
		job_wrong(r, "value", field, targets, "must have either instance_ids or tags");
	if (json_exists(ids))
		check_instances(r, ids);
	if (json_exists(tags))
		check_tags(r, tags);
	for (struct json m = json_first(targets); json_exists(m); m = json_next(m)) {
		struct str key = job_shown(json_key(m));

		if (!str_eqz(key, "instance_ids") && !str_eqz(key, "tags"))
			job_warn(r, "unknown_field", field, m, STR_FMT ": unknown field: it has no effect",
			    STR_ARG(key));
	}
}

void
job_check_targets(struct job_read *r, size_t i)
{
	struct json targets = json_get(r->order_json[i], field);

	if (json_type(targets) == JSON_MISSING || json_type(targets) == JSON_NULL) {
		job_wrong(r, "missing", field, r->order_json[i], "required on hosts, but missing");
		return;
	}
	if (json_type(targets) != JSON_OBJECT) {
		job_wrong(r, "type", field, targets, "expected an object, got %s", job_type_name(targets));
		return;
	}
	check_members(r, targets);
	r->job->orders[i].ssm_targets = json_raw(targets);
}
