#include "base/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/io.h"

enum { ERRORS_MAX = 4096, CHUNK = 16 * 1024, REAP_FIRST_NS = 50 * 1000, REAP_LAST_NS = 10 * 1000 * 1000 };

/* A child and our ends of its pipes; -1 when closed. */
struct child {
	pid_t pid;
	int in, out, err;
	struct str input;
	struct buf output, errors;
	size_t output_max;
};

static int
start(struct child *c, const struct spawn *s, struct err *e)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 }, errs[2] = { -1, -1 };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t pipe_signal;
	int refused = 0;

	if (pipe2(in, O_CLOEXEC) < 0 || pipe2(out, O_CLOEXEC) < 0 || pipe2(errs, O_CLOEXEC) < 0) {
		err_sys(e, "%s: pipe", s->argv[0]);
		refused = -1;
		goto out;
	}
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, in[0], 0);
	posix_spawn_file_actions_adddup2(&actions, out[1], 1);
	posix_spawn_file_actions_adddup2(&actions, errs[1], 2);
	/* We ignore SIGPIPE; a child should start with it as usual. */
	sigemptyset(&pipe_signal);
	sigaddset(&pipe_signal, SIGPIPE);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigdefault(&attributes, &pipe_signal);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	refused = posix_spawnp(&c->pid, s->argv[0], &actions, &attributes, (char *const *)s->argv,
	    (char *const *)s->envp);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	if (refused) {
		errno = refused;
		err_sys(e, "%s: start", s->argv[0]);
		goto out;
	}
	c->in = in[1];
	c->out = out[0];
	c->err = errs[0];
	in[1] = out[0] = errs[0] = -1;
	fcntl(c->in, F_SETFL, O_NONBLOCK);
out:
	for (int i = 0; i < 2; i++) {
		io_close(&in[i]);
		io_close(&out[i]);
		io_close(&errs[i]);
	}
	return refused ? -1 : 0;
}

static void
feed(struct child *c)
{
	ssize_t n = c->input.n ? write(c->in, c->input.p, c->input.n) : 0;

	if (n > 0)
		c->input = str_sub(c->input, (size_t)n, c->input.n);
	/* A child that closes its input has read what it wanted. */
	if (c->input.n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
		io_close(&c->in);
}

/* Takes what there is; what is over `max` is read and dropped, so that the child does not hang. */
static bool
drain(int *fd, struct buf *into, size_t max)
{
	char chunk[CHUNK];
	ssize_t n = read(*fd, chunk, sizeof(chunk));
	bool fits = true;

	if (n < 0 && errno == EINTR)
		return true;
	if (n <= 0) {
		io_close(fd);
	} else {
		size_t room = max - into->n;

		fits = (size_t)n <= room;
		buf_add(into, (struct str){ chunk, fits ? (size_t)n : room });
	}
	mem_wipe(chunk, sizeof(chunk));
	return fits;
}

/* Moves bytes until both outputs are closed. */
static int
converse(struct child *c, const char *name, int64_t until_ms, struct err *e)
{
	while (c->out >= 0 || c->err >= 0) {
		struct pollfd fds[] = { { c->in, POLLOUT, 0 }, { c->out, POLLIN, 0 }, { c->err, POLLIN, 0 } };
		int64_t left_ms = until_ms - clock_boottime_ms();

		if (left_ms <= 0)
			return err_set(e, ERR_TIMEOUT, "%s: no end in time", name);
		if (poll(fds, COUNT(fds), (int)left_ms) < 0 && errno != EINTR)
			return err_sys(e, "%s: poll", name);
		if (fds[0].revents)
			feed(c);
		if (fds[1].revents && !drain(&c->out, &c->output, c->output_max))
			return err_set(e, ERR_LIMIT, "%s: more than %zu bytes of output", name, c->output_max);
		if (fds[2].revents)
			drain(&c->err, &c->errors, ERRORS_MAX);
	}
	return 0;
}

/* Waits for the end of a child that has closed its outputs; it may go on without them. */
static int
reap(struct child *c, const char *name, int64_t until_ms, int *status, struct err *e)
{
	struct timespec pause = { 0, REAP_FIRST_NS };
	pid_t done;

	while ((done = waitpid(c->pid, status, WNOHANG)) == 0 || (done < 0 && errno == EINTR)) {
		if (clock_boottime_ms() >= until_ms)
			return err_set(e, ERR_TIMEOUT, "%s: no end in time", name);
		nanosleep(&pause, NULL);
		if (pause.tv_nsec < REAP_LAST_NS)
			pause.tv_nsec *= 2;
	}
	c->pid = -1;
	return done > 0 ? 0 : err_sys(e, "%s: wait", name);
}

static void
end(struct child *c)
{
	if (c->pid <= 0)
		return;
	kill(c->pid, SIGKILL);
	while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
		;
}

int
spawn_run(struct world *w, struct arena *a, const struct spawn *s, struct spawned *out, struct err *e)
{
	struct child c = { .in = -1,
		.out = -1,
		.err = -1,
		.input = s->input,
		.output = buf_in(a),
		.errors = buf_in(a),
		.output_max = s->output_max };
	int64_t until_ms = clock_boottime_ms() + s->timeout_ms;
	int status = 0, result;

	(void)w;
	if (start(&c, s, e) < 0)
		return -1;
	result = converse(&c, s->argv[0], until_ms, e);
	io_close(&c.in);
	io_close(&c.out);
	io_close(&c.err);
	if (result == 0)
		result = reap(&c, s->argv[0], until_ms, &status, e);
	end(&c);
	if (result < 0)
		return -1;
	*out = (struct spawned){
		.exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status),
		.output = buf_str(&c.output),
		.errors = buf_str(&c.errors),
	};
	return 0;
}
