#include <assert.h>
#include <limits.h>

#include "engine/job_read.h"

enum field_kind {
	FIELD_TEXT,    /* struct str: a string that is not empty */
	FIELD_LABEL,   /* struct str: the same, or a whole number */
	FIELD_SECONDS, /* int: above 0 */
	FIELD_FLAG,    /* bool */
	FIELD_TEXTS,   /* struct str *, with its count: strings that are not empty */
	FIELD_PAIRS,   /* struct pair *, with its count */
	FIELD_OWN,     /* read by code of its own */
	FIELD_UNUSED,  /* known, but of no use: `note` says why */
};

struct job_field {
	const char *name;
	enum field_kind kind;
	size_t offset, count_offset;
	bool required;
	const char *(*fault)(struct str value); /* of a text, or of each in a list */
	const char *note;
};

#define AT(type, member) .offset = offsetof(struct type, member)
#define LIST(type, member, count) .offset = offsetof(struct type, member), .count_offset = offsetof(struct type, count)

static const struct job_field job_fields[] = {
	{ "username", FIELD_TEXT, AT(job, username), .required = true, .fault = value_line },
	{ "git_repo", FIELD_TEXT, AT(job, git_repo), .fault = value_repo },
	{ "git_provider", FIELD_TEXT, AT(job, git_provider), .fault = value_provider },
	{ "git_token_location", FIELD_TEXT, AT(job, git_token_location), .fault = value_location },
	{ "git_ssh_key_location", .kind = FIELD_OWN },
	{ "commit_hash", FIELD_TEXT, AT(job, commit_hash), .fault = value_ref },
	{ "pr_number", FIELD_LABEL, AT(job, pr_number), .fault = value_number },
	{ "issue_number", FIELD_LABEL, AT(job, issue_number), .fault = value_number },
	{ "pr_comment_search_tag", FIELD_TEXT, AT(job, pr_search_tag), .fault = value_line },
	{ "flow_label", FIELD_TEXT, AT(job, flow_label), .fault = value_name },
	{ "presign_expiry", FIELD_SECONDS, AT(job, presign_expiry_s) },
	{ "job_timeout", FIELD_SECONDS, AT(job, job_timeout_s) },
	{ "commands_only", FIELD_FLAG, AT(job, commands_only) },
	{ "stripped_copy", FIELD_FLAG, AT(job, stripped_copy) },
	{ "orders", .kind = FIELD_OWN, .required = true },
	{ "done_endpt", FIELD_UNUSED, .note = JOB_DONE_ENDPT_NOTE },
};

static const struct job_field order_fields[] = {
	{ "cmds", FIELD_TEXTS, LIST(order, cmds, cmd_count), .required = true },
	{ "timeout", FIELD_SECONDS, AT(order, timeout_s), .required = true },
	{ "order_name", .kind = FIELD_OWN },
	{ "execution_target", .kind = FIELD_OWN },
	{ "use_lambda", .kind = FIELD_OWN },
	{ "git_repo", FIELD_TEXT, AT(order, git_repo), .fault = value_repo },
	{ "commit_hash", FIELD_TEXT, AT(order, commit_hash), .fault = value_ref },
	{ "git_folder", FIELD_TEXT, AT(order, git_folder), .fault = value_folder },
	{ "image", FIELD_TEXT, AT(order, image), .fault = value_image },
	{ "s3_location", FIELD_TEXT, AT(order, s3_location), .fault = value_s3 },
	{ "env_vars", FIELD_PAIRS, LIST(order, env, env_count) },
	{ "ssm_paths", FIELD_TEXTS, LIST(order, ssm_paths, ssm_path_count), .fault = value_ssm_location },
	{ "secret_manager_paths", FIELD_TEXTS, LIST(order, secret_paths, secret_path_count),
	    .fault = value_secret_location },
	{ "sops_key", FIELD_TEXT, AT(order, sops_key), .fault = value_recipient },
	{ "sops_key_ssm_path", FIELD_TEXT, AT(order, sops_key_ssm_path), .fault = value_ssm_location },
	{ "ssm_targets", .kind = FIELD_OWN },
	{ "ssm_document_name", FIELD_TEXT, AT(order, ssm_document), .fault = value_document },
	{ "queue_id", FIELD_LABEL, AT(order, queue_id), .fault = value_line },
	{ "dependencies", .kind = FIELD_OWN },
	{ "must_succeed", FIELD_FLAG, AT(order, must_succeed) },
};

static bool
is_blank(struct str s)
{
	return str_trim(s).n == 0;
}

/* A string that is not blank, has no NUL, which neither a command nor a variable can hold, and which `fault` lets pass. */
static bool
is_fine(struct json j, const char *(*fault)(struct str), struct str *out)
{
	struct str s = json_str_or(j, STR(""));

	if (is_blank(s) || str_chr(s, 0) < s.n || (fault && fault(s)))
		return false;
	*out = s;
	return true;
}

/* Says why a value is not fine. */
static void
report_text(struct job_read *r, const char *field, struct json j, const char *(*fault)(struct str))
{
	struct str s = json_str_or(j, STR(""));

	if (json_type(j) != JSON_STRING)
		job_wrong(r, "type", field, j, "expected a string, got %s", job_type_name(j));
	else if (str_chr(s, 0) < s.n)
		job_wrong(r, "value", field, j, "must not hold a NUL character");
	else if (is_blank(s))
		job_wrong(r, "value", field, j, "must not be empty");
	else
		job_wrong(r, job_code_of(fault(s)), field, j, "%s", fault(s));
}

static void
read_text(struct job_read *r, const struct job_field *f, struct json j, struct str *out)
{
	if (!is_fine(j, f->fault, out))
		report_text(r, f->name, j, f->fault);
}

bool
job_read_label(struct job_read *r, struct json j, struct str *out)
{
	int64_t n;

	if (json_type(j) == JSON_STRING) {
		*out = json_str_or(j, STR(""));
		return str_chr(*out, 0) == out->n;
	}
	if (json_i64(j, &n, NULL) < 0)
		return false;
	*out = arena_printf(r->a, "%lld", (long long)n);
	return true;
}

static void
read_label(struct job_read *r, const struct job_field *f, struct json j, struct str *out)
{
	struct str s;
	const char *wrong;

	if (!job_read_label(r, j, &s)) {
		job_wrong(r, "type", f->name, j, "expected a string or a whole number, got %s", job_type_name(j));
		return;
	}
	wrong = is_blank(s) ? "must not be empty" : f->fault(s);
	if (wrong)
		job_wrong(r, job_code_of(wrong), f->name, j, "%s", wrong);
	else
		*out = s;
}

static void
read_seconds(struct job_read *r, const struct job_field *f, struct json j, int *out)
{
	int64_t n;
	struct str raw = job_shown(json_raw(j));
	bool scalar = json_type(j) == JSON_STRING || json_type(j) == JSON_NUMBER;

	if (json_i64(j, &n, NULL) == 0 && n > 0) {
		*out = n < INT_MAX ? (int)n : INT_MAX;
		return;
	}
	if (!scalar)
		raw = str_z(job_type_name(j));
	job_wrong(r, json_type(j) == JSON_NUMBER ? "value" : "type", f->name, j,
	    "expected whole seconds above 0, got " STR_FMT, STR_ARG(raw));
}

static void
read_flag(struct job_read *r, const struct job_field *f, struct json j, bool *out)
{
	if (json_bool(j, out, NULL) < 0)
		job_wrong(r, "type", f->name, j, "expected true or false, got %s", job_type_name(j));
}

static void
check_size(struct job_read *r, const char *field, struct json j, size_t bytes)
{
	if (bytes > ORDER_TEXT_MAX)
		job_wrong(r, "limit", field, j, "%zu bytes, at most %d are allowed", bytes, ORDER_TEXT_MAX);
}

static void
read_texts(struct job_read *r, const struct job_field *f, struct json j, struct str **list, size_t *count)
{
	size_t i = 0, bytes = 0;

	if (json_type(j) != JSON_ARRAY) {
		job_wrong(r, "type", f->name, j, "expected a list of strings, got %s", job_type_name(j));
		return;
	}
	if (f->required && json_len(j) == 0)
		job_wrong(r, "value", f->name, j, "must not be empty");
	*list = arena_new_n(r->a, struct str, json_len(j));
	for (struct json m = json_first(j); json_exists(m); m = json_next(m), i++) {
		if (is_fine(m, f->fault, &(*list)[*count]))
			bytes += (*list)[(*count)++].n;
		else
			report_text(r, arena_printf(r->a, "%s[%zu]", f->name, i).p, m, f->fault);
	}
	check_size(r, f->name, j, bytes);
}

static bool
read_pair(struct job_read *r, const struct job_field *f, struct json m, struct pair *out)
{
	struct str name = json_key(m), shown = job_shown(name);
	const char *wrong = env_name_fault(name);

	if (wrong) {
		job_wrong(r, "value", f->name, m, "\"" STR_FMT "\" %s", STR_ARG(shown), wrong);
		return false;
	}
	out->name = name;
	if (json_type(m) == JSON_NUMBER || json_type(m) == JSON_BOOL) {
		out->value = json_raw(m);
	} else if (json_type(m) == JSON_STRING) {
		out->value = json_str_or(m, STR(""));
	} else {
		job_wrong(r, "type", f->name, m, "\"" STR_FMT "\": expected a string, got %s", STR_ARG(shown),
		    job_type_name(m));
		return false;
	}
	if (str_chr(out->value, 0) == out->value.n)
		return true;
	job_wrong(r, "value", f->name, m, "\"" STR_FMT "\" must not hold a NUL character", STR_ARG(shown));
	return false;
}

static void
read_pairs(struct job_read *r, const struct job_field *f, struct json j, struct pair **list, size_t *count)
{
	size_t bytes = 0;

	if (json_type(j) != JSON_OBJECT) {
		job_wrong(r, "type", f->name, j, "expected an object of strings, got %s", job_type_name(j));
		return;
	}
	*list = arena_new_n(r->a, struct pair, json_len(j));
	for (struct json m = json_first(j); json_exists(m); m = json_next(m)) {
		struct pair *pair = &(*list)[*count];

		if (!read_pair(r, f, m, pair))
			continue;
		bytes += pair->name.n + pair->value.n;
		++*count;
	}
	check_size(r, f->name, j, bytes);
}

static void
read_field(struct job_read *r, const struct job_field *f, struct json j, char *into)
{
	void *at = into + f->offset, *count = into + f->count_offset;

	switch (f->kind) {
	case FIELD_TEXT:
		read_text(r, f, j, at);
		break;
	case FIELD_LABEL:
		read_label(r, f, j, at);
		break;
	case FIELD_SECONDS:
		read_seconds(r, f, j, at);
		break;
	case FIELD_FLAG:
		read_flag(r, f, j, at);
		break;
	case FIELD_TEXTS:
		read_texts(r, f, j, at, count);
		break;
	case FIELD_PAIRS:
		read_pairs(r, f, j, at, count);
		break;
	case FIELD_UNUSED:
		job_warn(r, "unused", f->name, j, "%s", f->note);
		break;
	case FIELD_OWN:
		break;
	}
}

static void
report_unknown(struct job_read *r, struct json j)
{
	struct str key = job_shown(json_key(j));

	job_warn(r, "unknown_field", arena_z(r->a, key), j, "unknown field: it has no effect");
}

/* Reads the members in the text's order; null counts as absent. */
static void
read_object(struct job_read *r, const struct job_field *fields, size_t n, struct json object, void *into)
{
	uint32_t seen = 0;

	for (struct json m = json_first(object); json_exists(m); m = json_next(m)) {
		struct str key = json_key(m);
		size_t i = 0;

		while (i < n && !str_eqz(key, fields[i].name))
			i++;
		if (i == n) {
			report_unknown(r, m);
		} else if (json_type(m) != JSON_NULL) {
			seen |= 1u << i;
			read_field(r, &fields[i], m, into);
		}
	}
	for (size_t i = 0; i < n; i++)
		if (fields[i].required && !(seen & 1u << i))
			job_wrong(r, "missing", fields[i].name, object, "required, but missing");
}

void
job_read_job(struct job_read *r)
{
	static_assert(COUNT(job_fields) <= 32, "read_object() keeps a bit for each");

	read_object(r, job_fields, COUNT(job_fields), r->root, r->job);
}

void
job_read_order(struct job_read *r, size_t i)
{
	static_assert(COUNT(order_fields) <= 32, "read_object() keeps a bit for each");

	read_object(r, order_fields, COUNT(order_fields), r->order_json[i], &r->job->orders[i]);
}

void
job_fields_each(bool of_order, void (*each)(void *ctx, const char *name, const char *type, bool required), void *ctx)
{
	static const char *const types[] = { [FIELD_TEXT] = "string",
		[FIELD_LABEL] = "string or whole number",
		[FIELD_SECONDS] = "seconds",
		[FIELD_FLAG] = "boolean",
		[FIELD_TEXTS] = "list of strings",
		[FIELD_PAIRS] = "object of strings",
		[FIELD_OWN] = NULL,
		[FIELD_UNUSED] = "anything" };
	const struct job_field *fields = of_order ? order_fields : job_fields;
	size_t n = of_order ? COUNT(order_fields) : COUNT(job_fields);

	for (size_t i = 0; i < n; i++)
		each(ctx, fields[i].name, types[fields[i].kind], fields[i].required);
}
