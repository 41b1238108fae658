#include "exec/output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/io.h"

enum { CHUNK = 16 * 1024, PIPE_BYTES = 256 * 1024, LINE_MAX_BYTES = 4096 };

static void
take(void *ctx, struct str masked)
{
	struct output *o = ctx;

	spool_write(o->spool, masked);
	if (o->live_fd >= 0)
		buf_add(&o->live, masked);
}

int
output_open(struct output *o, struct arena *a, const struct mask *m, struct spool *spool, int live_fd, struct err *e)
{
	struct stat st;
	int ends[2];

	*o = (struct output){ .spool = spool, .read_fd = -1, .write_fd = -1, .live_fd = live_fd, .live = buf_in(a) };
	if (pipe2(ends, O_CLOEXEC) < 0)
		return err_sys(e, "pipe for the commands' output");
	o->read_fd = ends[0];
	o->write_fd = ends[1];
	fcntl(o->read_fd, F_SETFL, O_NONBLOCK);
	fcntl(o->write_fd, F_SETPIPE_SZ, PIPE_BYTES);
	o->live_is_file = live_fd >= 0 && fstat(live_fd, &st) == 0 && S_ISREG(st.st_mode);
	mask_open(&o->stream, m, a, take, o);
	return 0;
}

static bool
live_waits(const struct output *o)
{
	return o->live_fd >= 0 && o->live_at < o->live.n;
}

void
output_polls(const struct output *o, struct pollfd fds[static OUTPUT_POLLS])
{
	/* One or the other: what was read goes out before more is read. */
	fds[0] = (struct pollfd){ live_waits(o) ? -1 : o->read_fd, POLLIN, 0 };
	fds[1] = (struct pollfd){ live_waits(o) ? o->live_fd : -1, POLLOUT, 0 };
}

/* A pipe that can be written to takes PIPE_BUF bytes at once. */
static void
write_live(struct output *o)
{
	size_t left = o->live.n - o->live_at, most = o->live_is_file ? left : PIPE_BUF;
	ssize_t n = write(o->live_fd, o->live.p + o->live_at, left < most ? left : most);

	if (n < 0 && errno != EINTR && errno != EAGAIN)
		o->live_fd = -1;
	if (n > 0)
		o->live_at += (size_t)n;
	if (o->live_fd < 0 || o->live_at == o->live.n) {
		buf_clear(&o->live);
		o->live_at = 0;
	}
}

/* How much was read. */
static size_t
read_some(struct output *o)
{
	char chunk[CHUNK];
	ssize_t n = read(o->read_fd, chunk, sizeof(chunk));

	if (n <= 0)
		return 0;
	mask_feed(&o->stream, (struct str){ chunk, (size_t)n });
	mem_wipe(chunk, (size_t)n);
	return (size_t)n;
}

void
output_pump(struct output *o, const struct pollfd fds[static OUTPUT_POLLS])
{
	if (fds[1].revents)
		write_live(o);
	if (fds[0].revents)
		read_some(o);
}

void
output_say(struct output *o, const char *fmt, ...)
{
	char line[LINE_MAX_BYTES];
	struct buf text = buf_over(line, sizeof(line));
	va_list ap;

	buf_addz(&text, "[aws-exe-sys: ");
	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	buf_addz(&text, "]\n");
	mask_feed(&o->stream, buf_str(&text));
}

void
output_catch_up(struct output *o)
{
	size_t taken = 0, n = 1;

	while (n > 0 && taken < PIPE_BYTES) {
		n = read_some(o);
		taken += n;
	}
}

void
output_close(struct output *o, int patience_ms)
{
	int64_t until_ms = clock_boottime_ms() + patience_ms, left_ms;

	io_close(&o->write_fd);
	if (o->read_fd >= 0) {
		output_catch_up(o);
		mask_end(&o->stream);
	}
	while (live_waits(o) && (left_ms = until_ms - clock_boottime_ms()) > 0) {
		struct pollfd fd = { o->live_fd, POLLOUT, 0 };

		if (poll(&fd, 1, (int)left_ms) > 0)
			write_live(o);
	}
	io_close(&o->read_fd);
}
