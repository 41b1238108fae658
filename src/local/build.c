#include "local/build.h"

#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/world.h"
#include "codec/date.h"
#include "codec/json.h"
#include "engine/start.h"

enum { COMMANDS_UID_FIRST = 64000, COMMANDS_UIDS = 1000, CREDENTIALS_MS = 3600 * 1000 };

/* The agent's shell stays above the worker, with the environment that it was started with. */
static const char script[] =
    "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_CONTAINER_CREDENTIALS_RELATIVE_URI\n"
    "\"$0\"\n"
    "exit $?\n";

static struct build *
allocate(struct local *l)
{
	struct build *b = l->builds_free;

	if (b)
		l->builds_free = b->next;
	else
		b = arena_new(l->arena, struct build);
	*b = (struct build){ .next = l->builds };
	l->builds = b;
	return b;
}

static void
release(struct local *l, struct build *b)
{
	struct build **at = &l->builds;

	while (*at != b)
		at = &(*at)->next;
	*at = b->next;
	b->next = l->builds_free;
	l->builds_free = b;
}

static void
over(struct process *p)
{
	struct build *b = (struct build *)p;

	cloud_build_end(p->local->cloud, local_now_ms(p->local), b->id, process_exit_code(p));
}

static void
gone(struct process *p)
{
	release(p->local, (struct build *)p);
}

static void
canaries(struct process *p)
{
	struct str like = str_sub(p->session_token, 60, 76);

	process_variable(p, "AWS_ACCESS_KEY_ID", arena_printf(&p->arena, "ASIACANARY" STR_FMT, STR_ARG(like)));
	process_variable(p, "AWS_SECRET_ACCESS_KEY", arena_printf(&p->arena, "canary-secret-" STR_FMT, STR_ARG(like)));
	process_variable(p, "AWS_SESSION_TOKEN", arena_printf(&p->arena, "canary-token-" STR_FMT, STR_ARG(like)));
	process_variable(p, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
	    arena_printf(&p->arena, "/v2/credentials/canary-" STR_FMT, STR_ARG(like)));
}

static void
copy_text(char *to, size_t room, struct str from)
{
	if (from.n >= room)
		return;
	memcpy(to, from.p, from.n);
	to[from.n] = 0;
}

static void
variables(struct build *b, const struct cloud_effect *effect)
{
	struct process *p = &b->process;
	struct local *l = p->local;

	canaries(p);
	b->token = str_sub(p->session_token, 0, 40);
	process_variable(p, "AWS_CONTAINER_CREDENTIALS_FULL_URI",
	    arena_printf(&p->arena, STR_FMT BUILD_CREDENTIALS STR_FMT, STR_ARG(l->endpoint), STR_ARG(p->label)));
	process_variable(p, "AWS_CONTAINER_AUTHORIZATION_TOKEN", b->token);
	process_variable(p, "CODEBUILD_BUILD_ID", effect->build_id);
	process_variable(p, "CODEBUILD_BUILD_ARN", effect->build_arn);
	process_variable(p, "CODEBUILD_BUILD_IMAGE", effect->image);
	process_variable(p, "CODEBUILD_SRC_DIR", str_z(p->dir));
	/* Each build's commands run under a user of their own, where there can be one. */
	if (geteuid() == 0)
		process_variable(p, START_ENV_COMMANDS_UID,
		    arena_printf(&p->arena, "%u", COMMANDS_UID_FIRST + l->builds_started % COMMANDS_UIDS));
	for (size_t i = 0; i < effect->variable_count; i++) {
		const struct cloud_variable *v = &effect->variables[i];

		process_variable(p, arena_str(&p->arena, v->name).p, v->value);
		if (str_eqz(v->name, START_ENV_RUN_ID))
			copy_text(p->run_id, sizeof(p->run_id), v->value);
		if (str_eqz(v->name, START_ENV_ORDER_NUM))
			copy_text(p->order_num, sizeof(p->order_num), v->value);
	}
}

static int
start(struct build *b, struct local *l, const struct cloud_effect *effect, struct err *e)
{
	struct process *p = &b->process;
	struct str label = arena_printf(&p->arena, "build-%u", ++l->builds_started);
	const char *argv[] = { "/bin/sh", "-c", script, NULL, NULL };

	if (process_prepare(p, l, STR("codebuild"), label, e) < 0)
		return -1;
	variables(b, effect);
	if (world_program(&p->arena, "worker", &argv[3], e) == 0 && process_start(p, argv, e) == 0)
		return 0;
	process_discard(p);
	return -1;
}

void
build_start(struct local *l, const struct cloud_effect *effect)
{
	struct build *b;
	struct err e;

	if (l->workers_off)
		return;
	b = allocate(l);
	b->id = effect->id;
	b->process.over = over;
	b->process.gone = gone;
	if (start(b, l, effect, &e) == 0)
		return;
	log_error("build " STR_FMT ": %s", STR_ARG(effect->build_id), e.msg);
	release(l, b);
	cloud_build_end(l->cloud, local_now_ms(l), effect->id, -1);
}

void
build_stop(struct local *l, const struct cloud_effect *effect)
{
	struct build *b = l->builds;

	while (b && b->id != effect->id)
		b = b->next;
	if (b)
		process_kill(&b->process);
	else
		cloud_build_end(l->cloud, local_now_ms(l), effect->id, 137);
}

static struct build *
find(struct local *l, struct str label)
{
	struct build *b = l->builds;

	while (b && !str_eq(b->process.label, label))
		b = b->next;
	return b;
}

/* When those that it has now are over, as it is told. */
static int
current_credentials(struct local *l, struct process *p, int64_t *told_ms, struct err *e)
{
	int64_t now_ms = local_now_ms(l), life_ms = l->build_credentials_ms;

	if (life_ms && now_ms >= p->credentials_end_ms && process_renew_credentials(p, now_ms + life_ms, e) < 0)
		return -1;
	*told_ms = !life_ms              ? now_ms + CREDENTIALS_MS :
	    l->build_credentials_told_ms ? now_ms + l->build_credentials_told_ms :
					   p->credentials_end_ms;
	return 0;
}

void
build_credentials(struct local *l, struct httpd_exchange *x)
{
	struct build *b = find(l, str_sub(x->target, sizeof(BUILD_CREDENTIALS) - 1, x->target.n));
	struct str token = http_header_get(x->headers, x->header_count, "authorization");
	struct buf out = buf_in(x->arena), date = buf_in(x->arena);
	struct json_writer w = json_writer(&out);
	int64_t told_ms;
	struct err e;

	if (!b || token.n != b->token.n || !mem_eq_constant_time(token.p, b->token.p, token.n)) {
		httpd_answer_json(x, 403,
		    STR("{\"code\":\"AccessDenied\",\"message\":\"the authorization token is not this build's\"}"));
		return;
	}
	if (current_credentials(l, &b->process, &told_ms, &e) < 0) {
		httpd_answer_json(x, 500, STR("{\"code\":\"InternalServerError\"}"));
		return;
	}
	date_write(&date, told_ms, DATE_ISO);
	json_object(&w);
	json_put_str(&w, "AccessKeyId", b->process.access_key_id);
	json_put_str(&w, "SecretAccessKey", b->process.secret_access_key);
	json_put_str(&w, "Token", b->process.session_token);
	json_put_str(&w, "Expiration", buf_str(&date));
	json_close(&w);
	httpd_answer_json(x, 200, buf_str(&out));
}
