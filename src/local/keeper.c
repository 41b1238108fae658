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

struct keeper {
	const struct keeper_program *program;
	int socket, output, log, signals;
	size_t log_bytes;
	pid_t pid;
	int status;
	bool ended;
	bool alone; /* nothing is left below us */
};

/* ---- the program ------------------------------------------------------------------------------------------------ */

static _Noreturn void
become(const struct keeper_program *p, int output)
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
	dup2(output, 2);
	if (chdir(p->dir) == 0)
		execve(p->argv[0], (char *const *)p->argv, (char *const *)p->envp);
	dprintf(2, "%s: %s\n", p->argv[0], strerror(errno));
	_exit(126);
}

static int
start(struct keeper *k)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		return -1;
	k->output = ends[0];
	fcntl(k->output, F_SETFL, O_NONBLOCK);
	k->pid = fork();
	if (k->pid == 0)
		become(k->program, ends[1]);
	close(ends[1]);
	return k->pid < 0 ? -1 : 0;
}

/* ---- its output ------------------------------------------------------------------------------------------------- */

static void
log_open(struct keeper *k)
{
	k->log = open(k->program->log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	k->log_bytes = 0;
}

static void
log_turn(struct keeper *k)
{
	char old[4096];

	if (snprintf(old, sizeof(old), "%s.1", k->program->log) < (int)sizeof(old))
		rename(k->program->log, old);
	io_close(&k->log);
	log_open(k);
}

/* Takes what there is now; false at the end. */
static bool
take_output(struct keeper *k)
{
	static char chunk[CHUNK];
	ssize_t n = read(k->output, chunk, sizeof(chunk));

	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	if (n == 0)
		return false;
	if (k->log_bytes >= KEEPER_LOG_BYTES)
		log_turn(k);
	k->log_bytes += (size_t)n;
	/* A full disk costs the log, nothing else. */
	(void)io_write_all(k->log, (struct str){ chunk, (size_t)n }, NULL);
	return true;
}

/* What is in the pipe when nobody is left to write. */
static void
drain(struct keeper *k)
{
	struct pollfd fd = { k->output, POLLIN, 0 };

	while (k->output >= 0 && poll(&fd, 1, 0) > 0 && take_output(k))
		;
	io_close(&k->output);
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
		struct pollfd fds[] = { { k->socket, POLLIN, 0 }, { k->output, POLLIN, 0 }, { k->signals, POLLIN, 0 } };

		if (poll(fds, 3, -1) < 0)
			continue;
		if (fds[1].revents && !take_output(k))
			io_close(&k->output);
		if (fds[2].revents)
			reap(k);
		/* A word or the end: both mean kill. */
		if (fds[0].revents)
			return;
	}
}

static _Noreturn void
keep(struct keeper *k)
{
	char word[16];

	log_open(k);
	if (start(k) < 0) {
		k->status = -1;
		k->ended = true;
	} else {
		tell(k);
		watch(k);
		kill_all(k);
	}
	drain(k);
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
	struct keeper k = { .program = p, .socket = SOCKET_FD, .output = -1, .log = -1 };
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
