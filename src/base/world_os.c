/* The real world, but for `call` and `parallel`, which net/ attaches. Children are in spawn.c. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fmt.h"
#include "base/io.h"
#include "base/log.h"
#include "base/spawn.h"

static int64_t
os_now_ms(struct world *w)
{
	return w->clock ? clock_now_ms(w->clock) : clock_realtime_ms();
}

static int64_t
os_monotonic_ms(struct world *w)
{
	return w->clock ? clock_now_ms(w->clock) : clock_boottime_ms();
}

static void
os_sleep_ms(struct world *w, int64_t ms)
{
	struct timespec wait = { ms / 1000, ms % 1000 * 1000000 };

	if (ms <= 0)
		return;
	if (w->clock) {
		clock_sleep_ms(w->clock, ms);
		return;
	}
	while (nanosleep(&wait, &wait) < 0 && errno == EINTR)
		;
}

static void
os_random(struct world *w, void *out, size_t n)
{
	unsigned char *p = out;

	(void)w;
	while (n) {
		ssize_t got = getrandom(p, n, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			/* There is nothing to fall back on that a key could be made of. */
			log_error("getrandom: %s", strerror(errno));
			abort();
		}
		p += got;
		n -= (size_t)got;
	}
}

static int
os_temp_open(struct world *w, struct err *e)
{
	const char *dir = getenv("TMPDIR");
	char name[4096];
	int fd;

	(void)w;
	if (!dir || !*dir)
		dir = "/tmp";
	fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd >= 0)
		return fd;
	/* Not every file system has files without a name. */
	if (fmt_text(name, sizeof(name), "%s/aes-XXXXXX", dir) >= sizeof(name))
		return err_set(e, ERR_CONFIG, "TMPDIR: the path is too long");
	fd = mkostemp(name, O_CLOEXEC);
	if (fd < 0)
		return err_sys(e, "create a temporary file in %s", dir);
	unlink(name);
	return fd;
}

static int
os_temp_read(struct world *w, int handle, int64_t offset, void *p, size_t n, size_t *got, struct err *e)
{
	ssize_t r;

	(void)w;
	do
		r = pread(handle, p, n, offset);
	while (r < 0 && errno == EINTR);
	if (r < 0)
		return err_sys(e, "read a temporary file");
	*got = (size_t)r;
	return 0;
}

static int
os_temp_write(struct world *w, int handle, int64_t offset, const void *p, size_t n, struct err *e)
{
	const char *from = p;

	(void)w;
	while (n) {
		ssize_t put = pwrite(handle, from, n, offset);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return err_sys(e, "write a temporary file");
		from += put;
		offset += put;
		n -= (size_t)put;
	}
	return 0;
}

static void
os_temp_close(struct world *w, int handle)
{
	(void)w;
	io_close(&handle);
}

/* We and our children hold secrets, which a core file would keep. One byte is too little for a file and also keeps the kernel from
 * handing the core to a program, which it does at a limit of 0 (core(5), fs/coredump.c). */
static void
forbid_cores(void)
{
	const struct rlimit one = { 1, 1 };
	struct rlimit now;

	if (getrlimit(RLIMIT_CORE, &now) == 0 && now.rlim_max > 1)
		setrlimit(RLIMIT_CORE, &one);
}

int
world_os_init(struct world *w, struct err *e)
{
	const char *clock = getenv("AWS_EXE_SYS_CLOCK");

	*w = (struct world){ .own = {
				 .now_ms = os_now_ms,
				 .monotonic_ms = os_monotonic_ms,
				 .sleep_ms = os_sleep_ms,
				 .random = os_random,
				 .spawn = spawn_run,
				 .temp_open = os_temp_open,
				 .temp_read = os_temp_read,
				 .temp_write = os_temp_write,
				 .temp_close = os_temp_close,
			     } };
	w->ops = &w->own;
	/* A peer that went away is an error of write(), not the end of us. */
	signal(SIGPIPE, SIG_IGN);
	forbid_cores();
	if (clock && *clock)
		return clock_open(clock, &w->clock, e) < 0 ? err_wrap(e, "AWS_EXE_SYS_CLOCK") : 0;
	return 0;
}

static bool
executable(struct arena *a, struct str dir, const char *name, const char **path)
{
	struct stat st;

	*path = arena_printf(a, STR_FMT "/%s", STR_ARG(dir), name).p;
	return stat(*path, &st) == 0 && S_ISREG(st.st_mode) && access(*path, X_OK) == 0;
}

int
world_program(struct arena *a, const char *name, const char **path, struct err *e)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self));
	struct str beside = n > 0 ? (struct str){ self, (size_t)n } : STR("");
	struct str dirs = str_z(getenv("PATH"));

	beside = str_sub(beside, 0, str_rchr(beside, '/'));
	if (n > 0 && executable(a, beside, name, path))
		return 0;
	while (dirs.p)
		if (executable(a, str_cut(&dirs, ':'), name, path))
			return 0;
	return err_set(e, ERR_CONFIG, "%s: not found beside this program (" STR_FMT ") nor on PATH", name,
	    STR_ARG(beside));
}
