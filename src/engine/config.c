#include "engine/config.h"

#include <stdlib.h>

#include "base/buf.h"

#define PREFIX "AWS_EXE_SYS_"

/* Names of things; `need` is 0 for those that have a default. */
static const struct {
	const char *variable;
	size_t offset;
	unsigned need;
	const char *otherwise;
} names[] = {
	{ PREFIX "ORDERS_TABLE", offsetof(struct config, orders_table), NEED_ORDERS_TABLE, NULL },
	{ PREFIX "ORDER_EVENTS_TABLE", offsetof(struct config, events_table), NEED_EVENTS_TABLE, NULL },
	{ PREFIX "LOCKS_TABLE", offsetof(struct config, locks_table), NEED_LOCKS_TABLE, NULL },
	{ PREFIX "INTERNAL_BUCKET", offsetof(struct config, internal_bucket), NEED_INTERNAL_BUCKET, NULL },
	{ PREFIX "DONE_BUCKET", offsetof(struct config, done_bucket), NEED_DONE_BUCKET, NULL },
	{ PREFIX "WORKER_LAMBDA", offsetof(struct config, worker_lambda), NEED_WORKER_LAMBDA, NULL },
	{ PREFIX "CODEBUILD_PROJECT", offsetof(struct config, codebuild_project), NEED_CODEBUILD_PROJECT, NULL },
	{ PREFIX "WATCHDOG_SFN", offsetof(struct config, watchdog_sfn), NEED_WATCHDOG_SFN, NULL },
	{ PREFIX "SSM_DOCUMENT", offsetof(struct config, ssm_document), NEED_SSM_DOCUMENT, NULL },
	{ PREFIX "HOST_WORKER_X86_64", offsetof(struct config, host_worker_x86_64), 0, NULL },
	{ PREFIX "HOST_WORKER_AARCH64", offsetof(struct config, host_worker_aarch64), 0, NULL },
	{ PREFIX "SSM_PREFIX", offsetof(struct config, ssm_prefix), 0, "exe-sys" },
	{ PREFIX "WEBHOOK_SECRET", offsetof(struct config, webhook_secret), 0, NULL },
	{ PREFIX "GITHUB_URL", offsetof(struct config, github_url), 0, "https://github.com" },
	{ PREFIX "GITLAB_URL", offsetof(struct config, gitlab_url), 0, "https://gitlab.com" },
	{ PREFIX "BITBUCKET_URL", offsetof(struct config, bitbucket_url), 0, "https://bitbucket.org" },
	{ PREFIX "BITBUCKET_KIND", offsetof(struct config, bitbucket_kind), 0, NULL },
};

static const struct {
	const char *variable;
	size_t offset;
	int64_t otherwise, min, max;
} seconds[] = {
	{ PREFIX "EVENT_TTL_SECONDS", offsetof(struct config, event_ttl_s), 7776000, 1, (int64_t)100 * 365 * 86400 },
	{ PREFIX "LAMBDA_QUEUE_SECONDS", offsetof(struct config, lambda_queue_s), 3600, 1, 21600 },
	{ PREFIX "CODEBUILD_QUEUE_SECONDS", offsetof(struct config, codebuild_queue_s), 28800, 1, 28800 },
	{ PREFIX "SSM_QUEUE_SECONDS", offsetof(struct config, ssm_queue_s), 3600, 30, 28800 },
};

static const struct {
	const char *variable;
	size_t offset;
	bool otherwise;
} switches[] = {
	{ PREFIX "PR_COMMENTS", offsetof(struct config, pr_comments), true },
	{ PREFIX "CODEBUILD_COMMANDS_AS_ROOT", offsetof(struct config, codebuild_commands_as_root), false },
};

/* An empty variable counts as absent: that is how a template leaves one out. */
static struct str
variable(const char *name)
{
	return str_z(getenv(name));
}

static void
load_names(struct config *c, unsigned needs, struct buf *missing)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		struct str value = variable(names[i].variable);
		struct str *field = (struct str *)((char *)c + names[i].offset);

		if (value.n == 0 && (names[i].need & needs))
			buf_printf(missing, "%s%s", missing->n ? ", " : "", names[i].variable);
		*field = value.n ? value : str_z(names[i].otherwise);
	}
}

static void
load_seconds(struct config *c, struct buf *wrong)
{
	for (size_t i = 0; i < COUNT(seconds); i++) {
		struct str value = variable(seconds[i].variable);
		int64_t *field = (int64_t *)((char *)c + seconds[i].offset);

		*field = seconds[i].otherwise;
		if (value.n && (!str_i64(value, field) || *field < seconds[i].min || *field > seconds[i].max))
			buf_printf(wrong, "; %s must be whole seconds from %lld to %lld", seconds[i].variable,
			    (long long)seconds[i].min, (long long)seconds[i].max);
	}
}

static void
load_switches(struct config *c, struct buf *wrong)
{
	for (size_t i = 0; i < COUNT(switches); i++) {
		struct str value = variable(switches[i].variable);
		bool *field = (bool *)((char *)c + switches[i].offset);
		bool on = str_eqz(value, "on") || str_eqz(value, "true") || str_eqz(value, "1");
		bool off = str_eqz(value, "off") || str_eqz(value, "false") || str_eqz(value, "0");

		*field = value.n ? on : switches[i].otherwise;
		if (value.n && !on && !off)
			buf_printf(wrong, "; %s must be on or off", switches[i].variable);
	}
}

static void
check_kind(const struct config *c, struct buf *wrong)
{
	if (c->bitbucket_kind.n && !str_eqz(c->bitbucket_kind, "cloud") && !str_eqz(c->bitbucket_kind, "server"))
		buf_addz(wrong, "; " PREFIX "BITBUCKET_KIND must be cloud or server");
}

/* Written with or without slashes around it; ours has none. */
static void
trim_prefix(struct config *c, struct buf *wrong)
{
	struct str *p = &c->ssm_prefix;

	while (p->n && p->p[0] == '/')
		*p = str_sub(*p, 1, p->n);
	while (p->n && p->p[p->n - 1] == '/')
		*p = str_sub(*p, 0, p->n - 1);
	if (p->n == 0)
		buf_addz(wrong, "; " PREFIX "SSM_PREFIX must be a name such as exe-sys");
}

int
config_load(struct config *c, unsigned needs, struct err *e)
{
	char missing_text[512], wrong_text[512];
	struct buf missing = buf_over(missing_text, sizeof missing_text);
	struct buf wrong = buf_over(wrong_text, sizeof wrong_text);

	*c = (struct config){ 0 };
	load_names(c, needs, &missing);
	load_seconds(c, &wrong);
	load_switches(c, &wrong);
	trim_prefix(c, &wrong);
	check_kind(c, &wrong);
	if (missing.n)
		return err_set(e, ERR_CONFIG, "set in the environment what is missing: " STR_FMT STR_FMT,
		    STR_ARG(buf_str(&missing)), STR_ARG(buf_str(&wrong)));
	if (wrong.n)
		return err_set(e, ERR_CONFIG, "in the environment: " STR_FMT, (int)wrong.n - 2, wrong_text + 2);
	return 0;
}
