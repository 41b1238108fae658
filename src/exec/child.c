#include "exec/child.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"

/* What a child reports when it cannot become the command. */
struct failure {
	int error;
	char what[60];
};

/* Only calls that are safe between vfork and exec: the memory is the parent's, whose other threads go on and may hold
 * locks. */
static __attribute__((noinline)) _Noreturn void
become(const struct confine *c, const char *command, char *const *environment, int output_fd, int report_fd)
{
	char *const argv[] = { "sh", "-c", (char *)command, NULL };
	const char *what = "open /dev/null";
	struct failure f = { 0 };
	int null = open("/dev/null", O_RDONLY);

	if (null >= 0) {
		what = "set up its output";
		if (dup2(null, 0) >= 0 && dup2(output_fd, 1) >= 0 && dup2(output_fd, 2) >= 0 &&
		    confine_enter(c, &what) == 0) {
			what = "/bin/sh";
			execve("/bin/sh", argv, environment);
		}
	}
	f.error = errno;
	for (size_t i = 0; what[i] && i + 1 < sizeof(f.what); i++)
		f.what[i] = what[i];
	if (write(report_fd, &f, sizeof(f)) < 0)
		_exit(126);
	_exit(127);
}

int
child_start(const struct confine *c, const char *command, char *const *environment, int output_fd, pid_t *pid,
    struct err *e)
{
	struct failure f;
	int report[2];
	pid_t child;
	ssize_t n;

	if (pipe2(report, O_CLOEXEC) < 0)
		return err_sys(e, "pipe");
	child = vfork();
	if (child == 0)
		become(c, command, environment, output_fd, report[1]);
	io_close(&report[1]);
	*pid = child;
	if (child < 0) {
		err_sys(e, "fork");
		io_close(&report[0]);
		return -1;
	}
	/* Closed by exec, or the reason why there was none. */
	do
		n = read(report[0], &f, sizeof(f));
	while (n < 0 && errno == EINTR);
	io_close(&report[0]);
	if (n <= 0)
		return 0;
	while (waitpid(*pid, NULL, 0) < 0 && errno == EINTR)
		;
	errno = f.error;
	return err_sys(e, "%s", f.what);
}
