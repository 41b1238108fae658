#include "local/keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"
#include "exec/descendants.h"

enum { SOCKET_FD = 3, CHUNK = 64 * 1024, PROMPT_MS = 100 };

/* What the program writes to one or both of its outputs, and where that goes. */
struct stream {
	int output, log; /* the pipe's end; the file */
	const char *path;
	bool first_part;
	size_t bytes;
};

struct keeper {
	const struct keeper_program *program;
	int socket, signals;
	struct stream out, errors;
	pid_t pid;
	int status;
	bool ended;
	bool alone; /* nothing is left below us */
};

/* ---- the program ------------------------------------------------------------------------------------------------ */

static _Noreturn void
become(const struct keeper_program *p, int output, int errors)
{
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
	sigset_t none;

	/* The keeper's own death is no way out either. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	setpgid(0, 0);
	dup2(null, 0);
	dup2(output, 1);
	dup2(errors, 2);
	if (chdir(p->dir) == 0)
		execve(p->argv[0], (char *const *)p->argv, (char *const *)p->envp);
	dprintf(2, "%s: %s\n", p->argv[0], strerror(errno));
	_exit(126);
}

/* The end to write to; the other is the stream's. */
static int
stream_open(struct stream *t)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		return -1;
	t->output = ends[0];
	fcntl(t->output, F_SETFL, O_NONBLOCK);
	return ends[1];
}

static int
start(struct keeper *k)
{
	int out = stream_open(&k->out), errors = k->errors.path ? stream_open(&k->errors) : out;

	if (out < 0 || errors < 0)
		return -1;
	k->pid = fork();
	if (k->pid == 0)
		become(k->program, out, errors);
	close(out);
	if (errors != out)
		close(errors);
	return k->pid < 0 ? -1 : 0;
}

/* ---- its output ------------------------------------------------------------------------------------------------- */

static void
log_open(struct stream *t)
{
	if (t->path)
		t->log = open(t->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	t->bytes = 0;
}

static void
log_turn(struct stream *t)
{
	char old[4096];

	if (snprintf(old, sizeof(old), "%s.1", t->path) < (int)sizeof(old))
		rename(t->path, old);
	io_close(&t->log);
	log_open(t);
}

/* Takes what there is now; false at the end. */
static bool
take_output(struct stream *t)
{
	static char chunk[CHUNK];
	ssize_t n = read(t->output, chunk, sizeof(chunk));

	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	if (n == 0)
		return false;
	if (t->bytes >= KEEPER_LOG_BYTES && !t->first_part)
		log_turn(t);
	/* A full disk costs the log, nothing else. */
	if (t->bytes < KEEPER_LOG_BYTES)
		(void)io_write_all(t->log, (struct str){ chunk, (size_t)n }, NULL);
	t->bytes += (size_t)n;
	return true;
}

/* What is in the pipe when nobody is left to write. */
static void
drain(struct stream *t)
{
	struct pollfd fd = { t->output, POLLIN, 0 };

	while (t->output >= 0 && poll(&fd, 1, 0) > 0 && take_output(t))
		;
	io_close(&t->output);
}

/* ---- the end ---------------------------------------------------------------------------------------------------- */

static void
tell(struct keeper *k)
{
	struct keeper_news news = { .pid = k->pid, .ended = k->ended, .status = k->status };

	(void)!send(k->socket, &news, sizeof(news), MSG_NOSIGNAL);
}

/* Reaps what has died. */
static void
reap(struct keeper *k)
{
	struct signalfd_siginfo info;
	int status;
	pid_t pid;

	(void)!read(k->signals, &info, sizeof(info));
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		if (pid == k->pid) {
			k->ended = true;
			k->status = status;
		}
	k->alone = pid < 0;
}

/* Until nothing is left below us: what dies gives its children to us. Mostly there is only the program, which is not worth
 * a look at every process of the machine. */
static void
kill_all(struct keeper *k)
{
	struct pollfd fd = { k->signals, POLLIN, 0 };

	if (k->pid > 0 && !k->ended)
		kill(k->pid, SIGKILL);
	poll(&fd, 1, k->ended ? 0 : PROMPT_MS);
	for (reap(k); !k->alone; reap(k)) {
		descendants_signal(SIGKILL, NULL);
		poll(&fd, 1, PROMPT_MS);
	}
}

/* Until the program has ended, or somebody wants it to. */
static void
watch(struct keeper *k)
{
	while (!k->ended) {
		struct pollfd fds[] = { { k->socket, POLLIN, 0 }, { k->signals, POLLIN, 0 },
			{ k->out.output, POLLIN, 0 }, { k->errors.output, POLLIN, 0 } };

		if (poll(fds, COUNT(fds), -1) < 0)
			continue;
		if (fds[1].revents)
			reap(k);
		if (fds[2].revents && !take_output(&k->out))
			io_close(&k->out.output);
		if (fds[3].revents && !take_output(&k->errors))
			io_close(&k->errors.output);
		/* A word or the end: both mean kill. */
		if (fds[0].revents)
			return;
	}
}

static _Noreturn void
keep(struct keeper *k)
{
	char word[16];

	log_open(&k->out);
	log_open(&k->errors);
	if (start(k) < 0) {
		k->status = -1;
		k->ended = true;
	} else {
		tell(k);
		watch(k);
		kill_all(k);
	}
	drain(&k->out);
	drain(&k->errors);
	/* A word left unread would reset the connection, and our last one with it. */
	recv(k->socket, word, sizeof(word), MSG_DONTWAIT);
	tell(k);
	io_remove_tree(k->program->dir, NULL);
	_exit(0);
}

/* ---- the keeper itself ------------------------------------------------------------------------------------------ */

static void
close_others(int from)
{
	if (syscall(SYS_close_range, (unsigned)from, ~0U, 0) == 0)
		return;
	for (int fd = from; fd < 65536; fd++)
		close(fd);
}

static _Noreturn void
keeper_main(const struct keeper_program *p, int socket)
{
	struct keeper k = { .program = p,
		.socket = SOCKET_FD,
		.out = { -1, -1, p->log, p->first_part, 0 },
		.errors = { -1, -1, p->errors, p->first_part, 0 } };
	int null = open("/dev/null", O_RDWR);
	sigset_t mask;

	/* Nothing of the local AWS's stays open here: not its ports, its lock, or the other keepers' sockets. */
	for (int fd = 0; fd < 3; fd++)
		dup2(null, fd);
	if (socket != SOCKET_FD)
		dup2(socket, SOCKET_FD);
	fcntl(SOCKET_FD, F_SETFD, FD_CLOEXEC);
	close_others(SOCKET_FD + 1);
	setsid();
	prctl(PR_SET_NAME, "aes-keeper");
	prctl(PR_SET_DUMPABLE, 0);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	/* Only the end of the socket, or a word through it, ends a keeper before its work. */
	sigfillset(&mask);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	sigemptyset(&mask);
	sigaddset(&mask, SIGCHLD);
	k.signals = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
	keep(&k);
}

int
keeper_start(const struct keeper_program *p, pid_t *pid, int *fd, struct err *e)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return err_sys(e, "socket");
	*pid = fork();
	if (*pid == 0)
		keeper_main(p, ends[1]);
	close(ends[1]);
	if (*pid < 0) {
		close(ends[0]);
		return err_sys(e, "%s: fork", p->argv[0]);
	}
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	*fd = ends[0];
	return 0;
}

void
keeper_kill(int fd)
{
	(void)!send(fd, "k", 1, MSG_NOSIGNAL);
}
