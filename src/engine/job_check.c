#include <assert.h>

#include "engine/comment_spec.h"
#include "engine/job_read.h"
#include "engine/plan.h"

enum { HOUR_S = 3600, CYCLE_NAMES_MAX = 20 };

static const int timeout_max_s[TARGETS] = {
	[TARGET_LAMBDA] = 540, /* the function has 600 */
	[TARGET_CODEBUILD] = 28800,
	[TARGET_SSM] = 39600,
};

static_assert(39600 + PRESIGN_MARGIN_S <= PRESIGN_MAX_S, "every order's URL can be made to last");

static struct json
field_of(const struct job_read *r, size_t i, const char *name)
{
	return json_get(r->order_json[i], name);
}

static bool
is_given(struct json j)
{
	return json_type(j) != JSON_MISSING && json_type(j) != JSON_NULL;
}

/* ---- the job ---- */

static void
check_max(struct job_read *r, const char *field, int seconds, int max)
{
	if (seconds > max)
		job_wrong(r, "limit", field, json_get(r->root, field), "%d s, at most %d s are allowed", seconds, max);
}

static void
check_comment(struct job_read *r)
{
	const char *field = r->job->pr_number.n ? "pr_number" : "issue_number", *why_not;

	if (r->job->pr_number.n && r->job->issue_number.n)
		job_warn(r, "unused", "issue_number", json_get(r->root, "issue_number"),
		    "not used: the comment goes to pr_number");
	comment_spec_of(r->a, r->job, &why_not);
	if (why_not)
		job_warn(r, "unused", field, json_get(r->root, field), "%s", why_not);
}

void
job_check_job(struct job_read *r)
{
	struct json ssh_key = json_get(r->root, "git_ssh_key_location");

	check_max(r, "presign_expiry", r->job->presign_expiry_s, PRESIGN_MAX_S);
	check_max(r, "job_timeout", r->job->job_timeout_s, JOB_TIMEOUT_MAX_S);
	if (is_given(ssh_key) && !is_given(json_get(r->root, "git_token_location")))
		job_wrong(r, "conflict", "git_ssh_key_location", ssh_key,
		    "code comes over HTTPS, where an SSH key does not help: give git_token_location");
	else if (is_given(ssh_key))
		job_warn(r, "unused", "git_ssh_key_location", ssh_key,
		    "not used: code comes over HTTPS, with git_token_location");
	check_comment(r);
}

/* ---- an order ---- */

static bool
target_parse(struct str name, enum target *target)
{
	for (int i = 0; i < TARGETS; i++)
		if (str_eqz(name, target_names[i])) {
			*target = (enum target)i;
			return true;
		}
	return false;
}

/* execution_target, or what old payloads say with use_lambda; both may be there if they agree. */
static void
read_target(struct job_read *r, size_t i)
{
	struct order *o = &r->job->orders[i];
	struct json named = field_of(r, i, "execution_target"), lambda = field_of(r, i, "use_lambda");
	bool use_lambda = false, known = true;

	if (is_given(lambda) && json_bool(lambda, &use_lambda, NULL) < 0) {
		job_wrong(r, "type", "use_lambda", lambda, "expected true or false, got %s", job_type_name(lambda));
		lambda = JSON_NONE;
	}
	if (is_given(lambda))
		o->target = use_lambda ? TARGET_LAMBDA : TARGET_CODEBUILD;
	if (is_given(named)) {
		known = target_parse(json_str_or(named, STR("")), &o->target);
		if (!known)
			job_wrong(r, "value", "execution_target", named, "must be lambda, codebuild or ssm");
	}
	if (is_given(named) && known && is_given(lambda) && use_lambda != (o->target == TARGET_LAMBDA))
		job_wrong(r, "conflict", "use_lambda", lambda, "%s contradicts execution_target %s",
		    use_lambda ? "true" : "false", target_names[o->target]);
	if (r->entry == JOB_SSM && known && o->target != TARGET_SSM)
		job_wrong(r, "conflict", is_given(named) ? "execution_target" : "use_lambda",
		    is_given(named) ? named : lambda, "/ssm takes orders for hosts (ssm) only: send this job to /init");
}

static void
check_timeout(struct job_read *r, size_t i)
{
	const struct order *o = &r->job->orders[i];
	struct json at = field_of(r, i, "timeout");

	if (o->timeout_s > timeout_max_s[o->target])
		job_wrong(r, "limit", "timeout", at, "%d s, at most %d s are allowed on %s", o->timeout_s,
		    timeout_max_s[o->target], target_names[o->target]);
	else if (o->timeout_s > r->job->job_timeout_s)
		job_warn(r, "timeout", "timeout", at, "%d s, but the job ends after %d s (job_timeout)", o->timeout_s,
		    r->job->job_timeout_s);
	if (o->target == TARGET_SSM && o->timeout_s > HOUR_S && o->timeout_s <= timeout_max_s[TARGET_SSM])
		job_warn(r, "timeout", "timeout", at,
		    "over an hour on hosts: the result's URL may expire before; give the instances the policy to write it themselves");
}

/* Drops what the order has no use for, so that nobody looks at it. */
static void
drop(struct job_read *r, size_t i, const char *field, struct str *value, const char *why)
{
	if (is_given(field_of(r, i, field)))
		job_warn(r, "unused", field, field_of(r, i, field), "not used: %s", why);
	*value = (struct str){ 0 };
}

/* In a job of commands the repository of the job is only where orders that ask for code have it from. */
static bool
wants_git(struct job_read *r, size_t i)
{
	static const char *const own[] = { "git_repo", "git_folder", "commit_hash" };

	for (size_t k = 0; k < COUNT(own); k++)
		if (is_given(field_of(r, i, own[k])))
			return true;
	return !r->job->commands_only;
}

static struct str
git_code(struct arena *a, const struct order *o)
{
	if (!o->commit_hash.n)
		return arena_printf(a, STR_FMT " (default branch)", STR_ARG(o->git_repo));
	return arena_printf(a, STR_FMT " at " STR_FMT, STR_ARG(o->git_repo), STR_ARG(o->commit_hash));
}

static void
check_code(struct job_read *r, size_t i)
{
	struct order *o = &r->job->orders[i];

	if (is_given(field_of(r, i, "s3_location"))) {
		drop(r, i, "git_repo", &o->git_repo, "the code comes from s3_location");
		drop(r, i, "commit_hash", &o->commit_hash, "the code comes from s3_location");
		o->code = o->s3_location;
		return;
	}
	if (is_given(field_of(r, i, "git_repo")) || is_given(json_get(r->root, "git_repo"))) {
		o->git_repo = o->git_repo.n ? o->git_repo : r->job->git_repo;
		o->commit_hash = o->commit_hash.n ? o->commit_hash : r->job->commit_hash;
		o->code = wants_git(r, i) ? git_code(r->a, o) : STR("");
		return;
	}
	if (!r->job->commands_only)
		job_wrong(r, "no_code", "", r->order_json[i],
		    "has no code: give s3_location or git_repo, or the job commands_only: true");
}

/* "./a//b/" is a/b, "." is the root. */
static void
normalise_folder(struct job_read *r, struct order *o)
{
	struct buf b = buf_in(r->a);
	struct str rest = o->git_folder;

	while (rest.p) {
		struct str part = str_cut(&rest, '/');

		if (part.n == 0 || str_eqz(part, "."))
			continue;
		if (b.n)
			buf_addc(&b, '/');
		buf_add(&b, part);
	}
	o->git_folder = buf_str(&b);
}

static void
check_key(struct job_read *r, size_t i)
{
	const struct str in_ssm = STR("aws:::ssm:");
	struct order *o = &r->job->orders[i];
	struct json key = field_of(r, i, "sops_key"), path = field_of(r, i, "sops_key_ssm_path");

	if (o->target == TARGET_SSM) {
		drop(r, i, "sops_key", &o->sops_key, "what goes to hosts is packed without SOPS");
		drop(r, i, "sops_key_ssm_path", &o->sops_key_ssm_path, "what goes to hosts is packed without SOPS");
		return;
	}
	if (is_given(key) && !is_given(path))
		job_wrong(r, "missing", "sops_key", key,
		    "needs sops_key_ssm_path, the parameter that holds its private half");
	if (is_given(path) && !is_given(key))
		job_wrong(r, "missing", "sops_key_ssm_path", path,
		    "needs sops_key, the recipient (age1...) that it belongs to");
	if (str_starts(o->sops_key_ssm_path, in_ssm))
		o->sops_key_ssm_path = str_sub(o->sops_key_ssm_path, in_ssm.n, o->sops_key_ssm_path.n);
}

/* A bare name among secret_manager_paths would mean Parameter Store anywhere else: it is written out. */
static void
complete_secret_paths(struct job_read *r, struct order *o)
{
	for (size_t k = 0; k < o->secret_path_count; k++)
		if (!str_starts(o->secret_paths[k], STR("aws:::secretd:")))
			o->secret_paths[k] = arena_printf(r->a, "aws:::secretd:" STR_FMT, STR_ARG(o->secret_paths[k]));
}

static void
check_only_for(struct job_read *r, size_t i)
{
	struct order *o = &r->job->orders[i];

	if (o->target != TARGET_CODEBUILD)
		drop(r, i, "image", &o->image, "only CodeBuild runs an order in an image");
	if (o->target == TARGET_SSM) {
		job_check_targets(r, i);
		return;
	}
	drop(r, i, "ssm_targets", &o->ssm_targets, "the order does not run on hosts");
	drop(r, i, "ssm_document_name", &o->ssm_document, "the order does not run on hosts");
}

void
job_check_order(struct job_read *r, size_t i)
{
	struct order *o = &r->job->orders[i];

	read_target(r, i);
	check_timeout(r, i);
	check_code(r, i);
	normalise_folder(r, o);
	check_key(r, i);
	complete_secret_paths(r, o);
	check_only_for(r, i);
}

/* ---- the whole ---- */

static void
report_cycle(void *ctx, const uint32_t *path, size_t len)
{
	struct job_read *r = ctx;
	struct buf b = buf_in(r->a);

	for (size_t k = 0; k <= len; k++) {
		struct str name = r->job->orders[path[k]].name;

		if (k == CYCLE_NAMES_MAX && len > CYCLE_NAMES_MAX) {
			buf_printf(&b, " -> ... (%zu more)", len - CYCLE_NAMES_MAX);
			k = len;
			name = r->job->orders[path[k]].name;
		}
		buf_addz(&b, k ? " -> " : "");
		if (name.n)
			buf_add(&b, name);
		else
			buf_printf(&b, "orders[%u]", path[k]);
	}
	r->order = &r->job->orders[path[0]];
	job_wrong(r, "cycle", "dependencies", json_get(r->order_json[path[0]], "dependencies"),
	    "wait for each other: " STR_FMT, STR_ARG(buf_str(&b)));
	r->order = NULL;
}

void
job_check_cycles(struct job_read *r)
{
	plan_cycles(r->job->orders, r->job->order_count, report_cycle, r);
}
