#include "exec/commands.h"

#include <errno.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/io.h"
#include "base/log.h"
#include "exec/child.h"
#include "exec/descendants.h"

enum {
	POLL_MS = 1000,       /* at most between two looks at the clock */
	VIRTUAL_POLL_MS = 20, /* where the clock may jump */
	TERM_PERIOD_MS = 250, /* processes that came meanwhile get their TERM too */
	KILL_PERIOD_MS = 20,
	KILL_PATIENCE_MS = 30000, /* real; longer only a process in the kernel can resist */
};

enum { POLL_SIGNAL = OUTPUT_POLLS, POLL_WISH, POLLS };

struct loop {
	const struct commands *c;
	struct commands_result *result;
	int signal_fd;
	pid_t pid;   /* of the command; 0: none */
	bool alone;  /* no child is left */
	bool ending; /* a reason to stop was found */
};

void
commands_signals(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGCHLD);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGHUP);
}

static int64_t
now_ms(const struct loop *l)
{
	return world_monotonic_ms(l->c->world);
}

static void
stop_for(struct loop *l, enum commands_end why)
{
	if (l->ending)
		return;
	l->ending = true;
	l->result->end = why;
}

/* Reaps whatever ended, orphans too. */
static void
reap(struct loop *l)
{
	int status;
	pid_t pid;

	l->alone = false;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0 || (pid < 0 && errno == EINTR)) {
		if (pid != l->pid || pid < 0)
			continue;
		l->pid = 0;
		l->result->has_exit_code = true;
		l->result->exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
	}
	l->alone = pid < 0 && errno == ECHILD;
}

static void
read_signals(struct loop *l)
{
	struct signalfd_siginfo info;

	while (read(l->signal_fd, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
		if (info.ssi_signo == SIGCHLD || l->ending)
			continue;
		l->result->signal = (int)info.ssi_signo;
		stop_for(l, COMMANDS_SIGNAL);
	}
}

static int
poll_ms(const struct loop *l, int64_t most_ms)
{
	int64_t left_ms = l->c->until_ms - now_ms(l);

	if (l->c->world->clock && most_ms > VIRTUAL_POLL_MS)
		most_ms = VIRTUAL_POLL_MS;
	if (!l->ending && left_ms < most_ms)
		most_ms = left_ms;
	return most_ms < 0 ? 0 : (int)most_ms;
}

/* Waits for something to happen, `most_ms` at most, and takes it in. */
static void
turn(struct loop *l, int64_t most_ms)
{
	const struct commands *c = l->c;
	struct pollfd fds[POLLS];

	output_polls(c->output, fds);
	fds[POLL_SIGNAL] = (struct pollfd){ l->signal_fd, POLLIN, 0 };
	fds[POLL_WISH] = (struct pollfd){ c->wish ? c->wish->news_fd : -1, POLLIN, 0 };
	if (poll(fds, POLLS, poll_ms(l, most_ms)) < 0)
		return;
	output_pump(c->output, fds);
	if (fds[POLL_SIGNAL].revents)
		read_signals(l);
	if (fds[POLL_WISH].revents)
		wish_read_news(c->wish);
	reap(l);
	/* A command that ended has ended, whatever came in the same moment. */
	if (c->wish && wish_found(c->wish, NULL))
		stop_for(l, COMMANDS_WISH);
	if (now_ms(l) >= c->until_ms)
		stop_for(l, COMMANDS_TIMED_OUT);
}

/* Looks whether the next command may start; waits for an answer about a wish, but not for ever. */
static bool
may_start(struct loop *l)
{
	struct wish *wish = l->c->wish;

	turn(l, 0);
	if (wish && !wish_fresh(wish))
		wish_ask(wish);
	while (!l->ending && wish && !wish_fresh(wish)) {
		if (now_ms(l) - wish_answered_ms(wish) >= l->c->silence_ms)
			stop_for(l, COMMANDS_SILENCE);
		else
			turn(l, TERM_PERIOD_MS);
	}
	return !l->ending;
}

static void
run_one(struct loop *l)
{
	const struct commands *c = l->c;
	char *text = arena_z(c->arena, c->list[l->result->at]);

	l->result->has_exit_code = false;
	if (child_start(c->confine, text, c->environment, c->output->write_fd, &l->pid, &l->result->error) < 0) {
		l->pid = 0;
		stop_for(l, COMMANDS_UNABLE);
		return;
	}
	while (l->pid && !l->ending)
		turn(l, POLL_MS);
	output_catch_up(c->output);
	if (!l->ending && l->result->exit_code != 0)
		stop_for(l, COMMANDS_FAILED);
}

static void
kill_all(struct loop *l)
{
	int64_t until_ms = clock_boottime_ms() + KILL_PATIENCE_MS;

	while (!l->alone && clock_boottime_ms() < until_ms) {
		descendants_signal(SIGKILL, NULL);
		turn(l, KILL_PERIOD_MS);
	}
	if (!l->alone)
		log_error("processes of the order are still there after KILL");
}

/* Ends everything that came of the commands: nothing outlives the order. */
static void
end_all(struct loop *l, int signal, int64_t grace_ms)
{
	struct arena scratch = ARENA_EMPTY;
	struct descendants_seen seen = { .arena = &scratch };
	int64_t until_ms = now_ms(l) + grace_ms, next_ms = 0;

	reap(l);
	while (!l->alone && now_ms(l) < until_ms) {
		int64_t real_ms = clock_boottime_ms();

		if (real_ms >= next_ms) {
			descendants_signal(signal, &seen);
			next_ms = real_ms + TERM_PERIOD_MS;
		}
		turn(l, TERM_PERIOD_MS < until_ms - now_ms(l) ? TERM_PERIOD_MS : until_ms - now_ms(l));
	}
	kill_all(l);
	arena_release(&scratch);
}

void
commands_run(const struct commands *c, struct commands_result *out)
{
	struct loop l = { .c = c, .result = out };
	sigset_t signals;
	bool stopped;

	*out = (struct commands_result){ .end = COMMANDS_SUCCEEDED };
	commands_signals(&signals);
	l.signal_fd = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
	if (l.signal_fd < 0) {
		err_sys(&out->error, "signalfd");
		out->end = COMMANDS_UNABLE;
		return;
	}
	for (out->at = 0; out->at < c->n && !l.ending; out->at++) {
		if (!may_start(&l))
			break;
		run_one(&l);
		if (l.ending)
			break;
	}
	stopped = l.ending && out->end != COMMANDS_FAILED;
	l.ending = true;
	end_all(&l, out->end == COMMANDS_SIGNAL ? out->signal : SIGTERM,
	    stopped ? COMMANDS_GRACE_MS : COMMANDS_LEFTOVER_GRACE_MS);
	io_close(&l.signal_fd);
}
