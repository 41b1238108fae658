#include "local/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"
#include "local/keeper.h"

/* ---- environment ------------------------------------------------------------------------------------------------ */

static size_t
variable_find(const struct process *p, const char *name)
{
	size_t n = strlen(name), i = 0;

	while (i < p->variables && !(strncmp(p->environment[i], name, n) == 0 && p->environment[i][n] == '='))
		i++;
	return i;
}

void
process_variable(struct process *p, const char *name, struct str value)
{
	size_t at = variable_find(p, name);

	if (at == PROCESS_VARIABLES_MAX)
		return;
	p->environment[at] = arena_printf(&p->arena, "%s=" STR_FMT, name, STR_ARG(value)).p;
	if (at == p->variables)
		p->variables++;
}

void
process_variable_remove(struct process *p, const char *name)
{
	size_t at = variable_find(p, name);

	if (at == p->variables)
		return;
	p->environment[at] = p->environment[--p->variables];
	p->environment[p->variables] = NULL;
}

static void
add_variable(void *ctx, const char *name, struct str value)
{
	process_variable(ctx, name, value);
}

/* What is the caller's and holds no secret. */
static const char *const passed_on[] = { "PATH", "LANG", "TZ", "SSL_CERT_FILE", "AWS_CA_BUNDLE",
	"AWS_EXE_SYS_LOG_LEVEL", "AWS_EXE_SYS_GITHUB_URL", "AWS_EXE_SYS_GITLAB_URL", "AWS_EXE_SYS_BITBUCKET_URL",
	"AWS_EXE_SYS_BITBUCKET_KIND", "AWS_EXE_SYS_WEBHOOK_SECRET", "AWS_EXE_SYS_PR_COMMENTS",
	"AWS_EC2_METADATA_SERVICE_ENDPOINT", "ASAN_OPTIONS", "UBSAN_OPTIONS" };

static void
callers_variables(struct process *p)
{
	for (size_t i = 0; i < COUNT(passed_on); i++)
		if (getenv(passed_on[i]))
			process_variable(p, passed_on[i], str_z(getenv(passed_on[i])));
	process_variable(p, "AWS_EXE_SYS_CLOCK", str_z(p->local->home.clock));
}

/* Otherwise there is nobody to read comments: a job that is tried out must not show on the pull request that it was written for. */
static bool
names_a_git_server(void)
{
	return getenv("AWS_EXE_SYS_GITHUB_URL") || getenv("AWS_EXE_SYS_GITLAB_URL") ||
	    getenv("AWS_EXE_SYS_BITBUCKET_URL");
}

static void
common_variables(struct process *p)
{
	struct local *l = p->local;

	callers_variables(p);
	process_variable(p, "HOME", arena_printf(&p->arena, "%s/home", p->dir));
	process_variable(p, "TMPDIR", arena_printf(&p->arena, "%s/tmp", p->dir));
	process_variable(p, "AWS_REGION", STR("us-east-1"));
	process_variable(p, "AWS_DEFAULT_REGION", STR("us-east-1"));
	process_variable(p, "AWS_ENDPOINT_URL", l->endpoint);
	process_variable(p, "AWS_ACCESS_KEY_ID", p->access_key_id);
	process_variable(p, "AWS_SECRET_ACCESS_KEY", p->secret_access_key);
	process_variable(p, "AWS_SESSION_TOKEN", p->session_token);
	if (!getenv("AWS_EXE_SYS_PR_COMMENTS") && !names_a_git_server())
		process_variable(p, "AWS_EXE_SYS_PR_COMMENTS", STR("off"));
	deploy_variables(&l->names, cloud_machine_arn(l->cloud, &p->arena, l->names.machine), add_variable, p);
}

/* ---- making one ------------------------------------------------------------------------------------------------- */

static int
make_folder(struct process *p, const char *inside, unsigned mode, struct err *e)
{
	const char *path = arena_printf(&p->arena, "%s%s", p->dir, inside).p;

	return mkdir(path, mode) < 0 ? err_sys(e, "%s: make the folder", path) : 0;
}

static int
make_folders(struct process *p, struct err *e)
{
	unsigned mode = geteuid() == 0 ? 0711 : 0700;

	if (make_folder(p, "", mode, e) < 0 || make_folder(p, "/home", 0700, e) < 0)
		return -1;
	return make_folder(p, "/tmp", mode, e);
}

static int
make_credentials(struct process *p, struct err *e)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	unsigned char random[16 + 40 + 100];
	char *text = arena_alloc(&p->arena, sizeof(random) + 1);

	if (getrandom(random, sizeof(random), 0) != sizeof(random))
		return err_sys(e, "random numbers");
	for (size_t i = 0; i < sizeof(random); i++)
		text[i] = letters[random[i] % 32];
	p->access_key_id = arena_printf(&p->arena, "ASIA%.16s", text);
	p->secret_access_key = (struct str){ text + 16, 40 };
	p->session_token = (struct str){ text + 56, 100 };
	cloud_credential_add(p->local->cloud,
	    &(struct cloud_credential){ .access_key_id = p->access_key_id,
		.secret_access_key = p->secret_access_key,
		.session_token = p->session_token,
		.role = p->role,
		.process = p->label,
		.expires_ms = p->credentials_end_ms });
	return 0;
}

int
process_renew_credentials(struct process *p, int64_t end_ms, struct err *e)
{
	cloud_credential_remove(p->local->cloud, p->access_key_id);
	p->credentials_end_ms = end_ms;
	return make_credentials(p, e);
}

static void
name(struct process *p, struct local *l, struct str role, struct str label)
{
	p->local = l;
	p->source.fd = -1;
	p->role = arena_str(&p->arena, role);
	p->label = arena_str(&p->arena, label);
	p->dir = arena_printf(&p->arena, "%s/" STR_FMT, l->home.sandboxes, STR_ARG(label)).p;
	p->log = arena_printf(&p->arena, "%s.log", p->dir).p;
}

int
process_prepare(struct process *p, struct local *l, struct str role, struct str label, struct err *e)
{
	name(p, l, role, label);
	if (make_folders(p, e) < 0 || make_credentials(p, e) < 0) {
		process_discard(p);
		return -1;
	}
	common_variables(p);
	return 0;
}

int
process_prepare_bare(struct process *p, struct local *l, struct str role, struct str folder, struct err *e)
{
	name(p, l, role, folder);
	if (make_folder(p, "", 0700, e) < 0) {
		process_discard(p);
		return -1;
	}
	callers_variables(p);
	process_variable(p, "AWS_ENDPOINT_URL", l->endpoint);
	/* It has no role, even where this machine is an instance that has one. */
	if (!getenv("AWS_EC2_METADATA_SERVICE_ENDPOINT"))
		process_variable(p, "AWS_EC2_METADATA_DISABLED", STR("true"));
	return 0;
}

void
process_discard(struct process *p)
{
	loop_forget(&p->local->loop, &p->source);
	io_close(&p->source.fd);
	io_remove_tree(p->dir, NULL);
	unlink(p->log);
	unlink(arena_printf(&p->arena, "%s.1", p->log).p);
	if (p->errors)
		unlink(p->errors);
	arena_release(&p->arena);
}

/* ---- its life --------------------------------------------------------------------------------------------------- */

static void
end(struct process *p, int status)
{
	if (p->ended)
		return;
	p->ended = true;
	p->status = status;
	p->over(p);
}

/* The keeper's end: there is nothing more to come. */
static void
keeper_ended(struct process *p)
{
	while (waitpid(p->keeper, NULL, 0) < 0 && errno == EINTR)
		;
	end(p, -1);
	process_discard(p);
	p->gone(p);
}

static void
keeper_ready(struct loop_source *source, uint32_t events)
{
	struct process *p = (struct process *)source;
	struct keeper_news news;
	ssize_t n = recv(source->fd, &news, sizeof(news), 0);

	(void)events;
	if (n == sizeof(news)) {
		p->pid = news.pid;
		if (news.ended)
			end(p, news.status);
	} else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
		keeper_ended(p);
	}
}

int
process_start(struct process *p, const char *const *argv, struct err *e)
{
	struct keeper_program program = { .argv = argv,
		.envp = p->environment,
		.dir = p->dir,
		.log = p->log,
		.errors = p->errors,
		.first_part = p->errors != NULL };

	p->source.ready = keeper_ready;
	if (keeper_start(&program, &p->keeper, &p->source.fd, e) < 0)
		return -1;
	return loop_watch(&p->local->loop, &p->source, EPOLLIN, e);
}

void
process_kill(struct process *p)
{
	p->dying = true;
	/* At once: what was started must not see how its connections end. The keeper kills all below it. */
	if (p->pid > 0 && !p->ended)
		kill(p->pid, SIGKILL);
	if (p->source.fd >= 0)
		keeper_kill(p->source.fd);
}

/* The last `max` bytes of a file from `from` on; what was there before is of an earlier work. */
static struct str
file_tail(struct arena *a, const char *path, int64_t from, size_t max)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat st;
	struct str out = { 0 };

	if (fd >= 0 && fstat(fd, &st) == 0) {
		int64_t begin = st.st_size > (int64_t)max ? st.st_size - (int64_t)max : 0;
		char *p = arena_alloc(a, max + 1);
		/* A log that is shorter than where we began was turned over since. */
		ssize_t n = pread(fd, p, max, begin < from && from <= st.st_size ? from : begin);

		out = (struct str){ p, n > 0 ? (size_t)n : 0 };
	}
	io_close(&fd);
	return out;
}

struct str
process_tail(const struct process *p, struct arena *a, size_t max)
{
	return file_tail(a, p->log, p->log_from, max);
}

struct str
process_output(struct process *p, const char *path, size_t max)
{
	struct str text = { 0 };

	return io_read_file(&p->arena, path, max, &text, NULL) < 0 ? STR("") : text;
}

int
process_exit_code(const struct process *p)
{
	if (p->status == -1)
		return -1;
	return WIFSIGNALED(p->status) ? 128 + WTERMSIG(p->status) : WEXITSTATUS(p->status);
}
