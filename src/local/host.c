#include "local/host.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/io.h"
#include "base/log.h"
#include "local/keeper.h"

enum { OUTPUT_MAX = 2 * KEEPER_LOG_BYTES };

static struct host_command *
allocate(struct local *l)
{
	struct host_command *h = l->commands_free;

	if (h)
		l->commands_free = h->next;
	else
		h = arena_new(l->arena, struct host_command);
	*h = (struct host_command){ .next = l->commands };
	l->commands = h;
	return h;
}

static void
release(struct local *l, struct host_command *h)
{
	struct host_command **at = &l->commands;

	while (*at != h)
		at = &(*at)->next;
	*at = h->next;
	h->next = l->commands_free;
	l->commands_free = h;
}

/* The agent says in the errors how the step's commands failed. */
static struct str
errors_of(struct process *p, int code)
{
	struct str text = process_output(p, p->errors, OUTPUT_MAX);

	if (code == 0)
		return text;
	return arena_printf(&p->arena, STR_FMT "%sfailed to run commands: exit status %d", STR_ARG(text),
	    text.n ? "\n" : "", code);
}

static void
over(struct process *p)
{
	int code = process_exit_code(p);
	const struct cloud_command_result r = { .exit_code = code,
		.out = process_output(p, p->log, OUTPUT_MAX),
		.error = errors_of(p, code) };

	cloud_command_end(p->local->cloud, local_now_ms(p->local), ((struct host_command *)p)->id, &r);
}

static void
gone(struct process *p)
{
	release(p->local, (struct host_command *)p);
}

/* ---- folders ---------------------------------------------------------------------------------------------------- */

static const char *
folder(struct local *l, struct arena *a, struct str instance)
{
	return arena_printf(a, "%s/" STR_FMT, l->home.sandboxes, STR_ARG(instance)).p;
}

/* The host's own, which is there since its first command. */
static int
make_folder(struct host_command *h, struct err *e)
{
	static const char *const inside[] = { "", "/home", "/tmp", "/ssm" };
	struct process *p = &h->process;

	if (str_chr(h->instance, '/') < h->instance.n || str_starts(h->instance, STR(".")))
		return err_set(e, ERR_INPUT, "a host of that name can have no folder");
	for (size_t i = 0; i < COUNT(inside); i++) {
		const char *path =
		    arena_printf(&p->arena, "%s%s", folder(p->local, &p->arena, h->instance), inside[i]).p;

		if (mkdir(path, 0700) < 0 && errno != EEXIST)
			return err_sys(e, "%s: make the folder", path);
	}
	return 0;
}

void
host_remove(struct local *l, struct str instance)
{
	struct arena scratch = ARENA_EMPTY;

	for (struct host_command *h = l->commands; h; h = h->next)
		if (str_eq(h->instance, instance))
			process_kill(&h->process);
	/* What is still dying may leave something, which goes with everything else at the end. */
	io_remove_tree(folder(l, &scratch, instance), NULL);
	arena_release(&scratch);
}

/* ---- a command -------------------------------------------------------------------------------------------------- */

static void
variables(struct host_command *h, const struct cloud_effect *effect)
{
	struct process *p = &h->process;
	const char *host = folder(p->local, &p->arena, h->instance);

	process_variable(p, "HOME", arena_printf(&p->arena, "%s/home", host));
	process_variable(p, "TMPDIR", arena_printf(&p->arena, "%s/tmp", host));
	process_variable(p, "AWS_SSM_INSTANCE_ID", h->instance);
	process_variable(p, "AWS_SSM_REGION_NAME", STR("us-east-1"));
	for (size_t i = 0; i < effect->variable_count; i++)
		process_variable(p, arena_z(&p->arena, effect->variables[i].name), effect->variables[i].value);
}

/* The engine's comment on its commands begins with the order: "<run_id>/<order_num>/". */
static void
note_order(struct process *p, struct str comment)
{
	struct str run = str_cut(&comment, '/'), num = str_cut(&comment, '/');

	if (run.n == 0 || run.n >= sizeof(p->run_id) || num.n >= sizeof(p->order_num))
		return;
	memcpy(p->run_id, run.p, run.n);
	memcpy(p->order_num, num.n ? num.p : "", num.n);
}

static int
start(struct host_command *h, struct local *l, const struct cloud_effect *effect, struct err *e)
{
	struct process *p = &h->process;
	struct str name = arena_printf(&p->arena, STR_FMT "/ssm/" STR_FMT, STR_ARG(effect->instance),
	    STR_ARG(effect->command_id));
	const char *argv[] = { "/bin/sh", NULL, NULL };

	p->local = l;
	h->instance = arena_str(&p->arena, effect->instance);
	if (make_folder(h, e) < 0) {
		arena_release(&p->arena);
		return -1;
	}
	if (process_prepare_bare(p, l, STR("host"), name, e) < 0)
		return -1;
	p->errors = arena_printf(&p->arena, "%s.errors", p->dir).p;
	argv[1] = arena_printf(&p->arena, "%s/_script.sh", p->dir).p;
	variables(h, effect);
	note_order(p, effect->comment);
	if (io_write_file(argv[1], effect->script, 0700, e) == 0 && process_start(p, argv, e) == 0)
		return 0;
	process_discard(p);
	return -1;
}

void
host_start(struct local *l, const struct cloud_effect *effect)
{
	struct host_command *h;
	struct err e;

	if (l->workers_off)
		return;
	h = allocate(l);
	h->id = effect->id;
	h->process.over = over;
	h->process.gone = gone;
	if (start(h, l, effect, &e) == 0)
		return;
	log_error("command " STR_FMT " on " STR_FMT ": %s", STR_ARG(effect->command_id), STR_ARG(effect->instance),
	    e.msg);
	release(l, h);
	cloud_command_end(l->cloud, local_now_ms(l), effect->id,
	    &(struct cloud_command_result){ .exit_code = -1, .error = str_z(e.msg) });
}

void
host_stop(struct local *l, const struct cloud_effect *effect)
{
	struct host_command *h = l->commands;

	while (h && h->id != effect->id)
		h = h->next;
	if (h)
		process_kill(&h->process);
	else
		cloud_command_end(l->cloud, local_now_ms(l), effect->id,
		    &(struct cloud_command_result){ .exit_code = 137 });
}
