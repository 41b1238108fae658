#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/io.h"

/* futex(2); the kernel's headers are not needed to build. */
enum { WAIT_OP = 0, WAKE_OP = 1 };

/* A hundred years: more would overflow, and is not meant. */
static const int64_t sleep_ms_max = 100LL * 365 * 86400 * 1000;

static const char clock_magic[8] = "aesclk1";

static int64_t
clock_id_ms(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t
clock_boottime_ms(void)
{
	return clock_id_ms(CLOCK_BOOTTIME);
}

int64_t
clock_realtime_ms(void)
{
	return clock_id_ms(CLOCK_REALTIME);
}

static int
map(const char *path, int fd, int protection, struct clock_file **out, struct err *e)
{
	void *p = mmap(NULL, sizeof(struct clock_file), protection, MAP_SHARED, fd, 0);

	if (p == MAP_FAILED)
		return err_sys(e, "%s: map the clock", path);
	*out = p;
	return 0;
}

int
clock_create(const char *path, struct clock_file **out, struct err *e)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	int result;

	if (fd < 0)
		return err_sys(e, "%s: create the clock", path);
	result = ftruncate(fd, sizeof(struct clock_file)) < 0 ? err_sys(e, "%s: size the clock", path) :
								map(path, fd, PROT_READ | PROT_WRITE, out, e);
	io_close(&fd);
	if (result < 0) {
		unlink(path);
		return -1;
	}
	memcpy((*out)->magic, clock_magic, sizeof(clock_magic));
	(*out)->rate_milli = 1000;
	(*out)->real_base_ms = clock_boottime_ms();
	(*out)->virtual_base_ms = clock_realtime_ms();
	return 0;
}

int
clock_open(const char *path, struct clock_file **out, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	int result;

	if (fd < 0)
		return err_sys(e, "%s: open the clock", path);
	/* Reading what is mapped behind the end of a file would be a signal. */
	if (fstat(fd, &st) < 0 || st.st_size < (off_t)sizeof(struct clock_file))
		result = err_set(e, ERR_CONFIG, "%s: not a clock file", path);
	else
		result = map(path, fd, PROT_READ, out, e);
	io_close(&fd);
	if (result < 0)
		return -1;
	if (memcmp((*out)->magic, clock_magic, sizeof(clock_magic)) != 0)
		return err_set(e, ERR_CONFIG, "%s: not a clock file", path);
	return 0;
}

struct reading {
	uint32_t seq, rate_milli;
	int64_t now_ms;
};

static int64_t
virtual_ms(const struct clock_file *c, int64_t real_ms)
{
	return c->virtual_base_ms + (real_ms - c->real_base_ms) * c->rate_milli / 1000;
}

/* A consistent reading: tried again while a writer is at it (odd) or was meanwhile. Real time is read in between as well: were it
 * read later, time by the old state could be further on than it is by the new one. */
static struct reading
reading(const struct clock_file *c)
{
	struct reading r;

	do {
		r.seq = c->seq;
		r.rate_milli = c->rate_milli;
		r.now_ms = virtual_ms(c, clock_boottime_ms());
	} while (r.seq % 2 || r.seq != c->seq);
	return r;
}

int64_t
clock_now_ms(const struct clock_file *c)
{
	return reading(c).now_ms;
}

void
clock_set(struct clock_file *c, uint32_t rate_milli, int64_t skip_ms)
{
	int64_t real_ms, now_ms;

	/* From here on readers wait, so that none sees a later time than the one that the change begins at. */
	c->seq++;
	real_ms = clock_boottime_ms();
	now_ms = virtual_ms(c, real_ms);
	c->rate_milli = rate_milli;
	c->real_base_ms = real_ms;
	c->virtual_base_ms = now_ms + skip_ms;
	c->seq++;
	syscall(SYS_futex, &c->seq, WAKE_OP, INT32_MAX, NULL, NULL, 0);
}

static int64_t
scaled(int64_t ms, uint32_t rate_milli)
{
	return rate_milli ? (ms * 1000 + rate_milli - 1) / rate_milli : INT64_MAX;
}

int64_t
clock_real_ms(const struct clock_file *c, int64_t ms)
{
	return ms <= 0 ? 0 : scaled(ms, reading(c).rate_milli);
}

void
clock_sleep_ms(struct clock_file *c, int64_t ms)
{
	struct reading r = reading(c);
	int64_t until_ms = r.now_ms + (ms < sleep_ms_max ? ms : sleep_ms_max);

	for (; r.now_ms < until_ms; r = reading(c)) {
		int64_t real_ms = scaled(until_ms - r.now_ms, r.rate_milli);
		struct timespec wait;

		/* A stopped clock is looked at now and then. */
		if (real_ms > 60000)
			real_ms = 60000;
		wait = (struct timespec){ real_ms / 1000, real_ms % 1000 * 1000000 };
		syscall(SYS_futex, &c->seq, WAIT_OP, r.seq, &wait, NULL, 0);
	}
}
