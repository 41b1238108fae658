#include "cli/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t count;
static int wake[2] = { -1, -1 };

static void
caught(int signal_number)
{
	int saved = errno;

	count += signal_number == SIGINT ? 1 : 2;
	(void)!write(wake[1], "", 1);
	errno = saved;
}

void
interrupt_catch(void)
{
	struct sigaction action = { .sa_handler = caught, .sa_flags = SA_RESTART };

	if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) < 0)
		return;
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
}

int
interrupt_count(void)
{
	return count;
}

void
interrupt_wait(int fd, int ms)
{
	struct pollfd fds[] = { { wake[0], POLLIN, 0 }, { fd, POLLIN, 0 } };
	char drained[64];

	if (poll(fds, COUNT(fds), ms) > 0 && fds[0].revents)
		while (read(wake[0], drained, sizeof(drained)) > 0)
			;
}
