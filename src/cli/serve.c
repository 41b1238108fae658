#include "cli/serve.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"
#include "base/log.h"
#include "local/home.h"

enum { DESCRIPTION_MAX = 64 * 1024 };

/* ---- in the child ----------------------------------------------------------------------------------------------- */

/* Away from the terminal: its Ctrl-C is for the owner to understand. */
static void
detach(void)
{
	int null = open("/dev/null", O_RDWR);

	setsid();
	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	io_close(&null);
	signal(SIGINT, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
}

/* A descriptor that tells of SIGTERM. */
static int
termination(void)
{
	sigset_t mask;

	sigemptyset(&mask);
	sigaddset(&mask, SIGTERM);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	return signalfd(-1, &mask, SFD_CLOEXEC);
}

/* One line to the owner: "+" and the description, or "-" and what went wrong. */
static void
say(int ready, char sign, struct str text)
{
	(void)!write(ready, &sign, 1);
	(void)io_write_all(ready, text, NULL);
	(void)!write(ready, "\n", 1);
}

static _Noreturn void
child(const struct local_options *o, const struct seeds *seeds, int life, int ready)
{
	struct arena a = ARENA_EMPTY;
	struct buf description = buf_in(&a);
	int lives[] = { life, termination() };
	struct local *l;
	struct err e;
	int code = 0;

	detach();
	log_init("local-aws", LOG_WARN);
	if (local_open(&l, &a, o, &e) < 0) {
		say(ready, '-', str_z(e.msg));
		_exit(1);
	}
	seeds_plant(seeds, local_cloud(l), local_time_ms(l));
	local_describe(l, &description);
	say(ready, '+', buf_str(&description));
	if (local_serve(l, lives, COUNT(lives), &e) < 0) {
		log_error("%s", e.msg);
		code = 1;
	}
	if (local_close(l, &e) < 0) {
		log_error("%s", e.msg);
		code = 1;
	}
	arena_release(&a);
	_exit(code);
}

/* ---- in the owner ----------------------------------------------------------------------------------------------- */

/* The child's line. */
static int
hear(struct serve *s, struct arena *a, struct err *e)
{
	struct buf line = buf_in(a);
	char c;

	line.limit = DESCRIPTION_MAX;
	for (;;) {
		ssize_t n = read(s->ready, &c, 1);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return err_set(e, ERR_SYS, "the local AWS ended before it was ready");
		if (c == '\n')
			break;
		buf_addc(&line, c);
	}
	s->description = str_sub(buf_str(&line), 1, line.n);
	if (line.n == 0 || line.p[0] != '+')
		return err_set(e, ERR_SYS, STR_FMT, STR_ARG(s->description));
	return json_parse(a, s->description, NULL, &s->about, NULL, e);
}

int
serve_start(struct serve *s, struct arena *a, const struct local_options *o, const struct seeds *seeds, struct err *e)
{
	int life[2], ready[2];

	*s = (struct serve){ .life = -1, .ready = -1 };
	if (pipe2(life, O_CLOEXEC) < 0 || pipe2(ready, O_CLOEXEC) < 0)
		return err_sys(e, "pipe");
	s->pid = fork();
	if (s->pid == 0) {
		close(life[1]);
		close(ready[0]);
		child(o, seeds, life[0], ready[1]);
	}
	close(life[0]);
	close(ready[1]);
	s->life = life[1];
	s->ready = ready[0];
	if (s->pid < 0 || hear(s, a, e) < 0) {
		serve_stop(s);
		return -1;
	}
	return 0;
}

/* Variables that would lead an AWS client elsewhere. */
static void
forget_settings(void)
{
	extern char **environ;
	char name[256];

	for (char **v = environ; v && *v;) {
		size_t n = strcspn(*v, "=");

		if (strncmp(*v, "AWS_", 4) != 0 || strncmp(*v, "AWS_EXE_SYS_LOG", 15) == 0 || n >= sizeof(name)) {
			v++;
			continue;
		}
		memcpy(name, *v, n);
		name[n] = 0;
		/* What follows moves up. */
		unsetenv(name);
	}
}

void
serve_adopt(const struct serve *s)
{
	struct json variables = json_get(s->about, "environment");

	forget_settings();
	for (struct json v = json_first(variables); json_exists(v); v = json_next(v)) {
		struct arena a = ARENA_EMPTY;

		setenv(arena_z(&a, json_key(v)), arena_z(&a, json_str_or(v, STR(""))), 1);
		arena_release(&a);
	}
}

bool
serve_alive(const struct serve *s)
{
	struct pollfd fd = { s->ready, POLLIN, 0 };

	return s->ready >= 0 && poll(&fd, 1, 0) == 0;
}

void
serve_stop(struct serve *s)
{
	struct arena a = ARENA_EMPTY;
	int status = 0;

	io_close(&s->life);
	io_close(&s->ready);
	if (s->pid <= 0)
		return;
	while (waitpid(s->pid, &status, 0) < 0 && errno == EINTR)
		;
	s->pid = 0;
	s->clean = WIFEXITED(status) && WEXITSTATUS(status) == 0;
	/* One that was killed could not tidy up. */
	if (WIFSIGNALED(status))
		home_sweep(&a, NULL);
	arena_release(&a);
}
