#include "local/home.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"

static mode_t
folder_mode(void)
{
	return geteuid() == 0 ? 0711 : 0700;
}

static const char *
base_path(struct arena *a)
{
	const char *dir = getenv("TMPDIR");

	return arena_printf(a, "%s/aws-exe-sys-%u", dir && *dir ? dir : "/tmp", (unsigned)geteuid()).p;
}

/* Ours alone: somebody else's folder of that name could be a trap. */
static int
check_owner(const char *path, int fd, struct err *e)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return err_sys(e, "%s: look at", path);
	if (st.st_uid != geteuid() || st.st_mode & 022)
		return err_set(e, ERR_CONFIG, "%s: belongs to another user or can be written by others; remove it or set TMPDIR", path);
	return 0;
}

/* Opens the base folder, made where it is missing. */
static int
base_open(const char *path, int *fd, struct err *e)
{
	if (mkdir(path, folder_mode()) < 0 && errno != EEXIST)
		return err_sys(e, "%s: make the folder", path);
	*fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (*fd < 0)
		return err_sys(e, "%s: open", path);
	if (check_owner(path, *fd, e) == 0)
		return 0;
	io_close(fd);
	return -1;
}

/* One start at a time makes or sweeps: a folder without a held lock is then dead, never half made. */
static int
base_lock(int base, struct err *e)
{
	int fd = openat(base, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		return err_sys(e, "open the lock");
	while (flock(fd, LOCK_EX) < 0)
		if (errno != EINTR) {
			err_sys(e, "take the lock");
			io_close(&fd);
			return -1;
		}
	return fd;
}

static bool
is_dead(int base, const char *name)
{
	int dir = openat(base, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	int fd = dir < 0 ? -1 : openat(dir, "lock", O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	bool dead = dir >= 0 && (fd < 0 ? errno == ENOENT : flock(fd, LOCK_EX | LOCK_NB) == 0);

	io_close(&fd);
	io_close(&dir);
	return dead;
}

static int
sweep(const char *path, int base, struct err *e)
{
	int again = openat(base, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = again < 0 ? NULL : fdopendir(again);
	struct arena a = ARENA_EMPTY;
	struct dirent *entry;
	int result = 0;

	if (!dir) {
		io_close(&again);
		return err_sys(e, "%s: read", path);
	}
	while (result == 0 && (entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.' && is_dead(base, entry->d_name))
			result = io_remove_tree(arena_printf(&a, "%s/%s", path, entry->d_name).p, e);
	closedir(dir);
	arena_release(&a);
	return result;
}

static const char *
folder(struct home *h, struct arena *a, const char *name, mode_t mode, int *result, struct err *e)
{
	const char *path = arena_printf(a, "%s/%s", h->path, name).p;

	if (*result == 0 && mkdir(path, mode) < 0)
		*result = err_sys(e, "%s: make the folder", path);
	return path;
}

static int
create(struct home *h, struct arena *a, const char *base, struct err *e)
{
	const char *lock;
	uint32_t random;
	int result = 0;

	if (getrandom(&random, sizeof(random), 0) != sizeof(random))
		return err_sys(e, "random numbers");
	h->path = arena_printf(a, "%s/%d-%08x", base, (int)getpid(), random).p;
	if (mkdir(h->path, folder_mode()) < 0)
		return err_sys(e, "%s: make the folder", h->path);
	lock = arena_printf(a, "%s/lock", h->path).p;
	h->lock = open(lock, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (h->lock < 0 || flock(h->lock, LOCK_EX | LOCK_NB) < 0)
		result = err_sys(e, "%s: lock", lock);
	h->clock = arena_printf(a, "%s/clock", h->path).p;
	h->objects = folder(h, a, "objects", 0700, &result, e);
	h->sandboxes = folder(h, a, "sandboxes", folder_mode(), &result, e);
	if (result < 0)
		home_close(h, NULL);
	return result;
}

int
home_open(struct home *h, struct arena *a, struct err *e)
{
	const char *base = base_path(a);
	int dir, lock, result;

	*h = (struct home){ .lock = -1 };
	if (base_open(base, &dir, e) < 0)
		return -1;
	lock = base_lock(dir, e);
	result = lock < 0 ? -1 : sweep(base, dir, e);
	if (result == 0)
		result = create(h, a, base, e);
	io_close(&lock);
	io_close(&dir);
	return result < 0 ? err_wrap(e, "%s", base) : 0;
}

int
home_close(struct home *h, struct err *e)
{
	int result = h->path ? io_remove_tree(h->path, e) : 0;

	io_close(&h->lock);
	h->path = NULL;
	return result;
}

int
home_sweep(struct arena *a, struct err *e)
{
	const char *base = base_path(a);
	int dir, lock, result;

	if (access(base, F_OK) < 0)
		return 0;
	if (base_open(base, &dir, e) < 0)
		return -1;
	lock = base_lock(dir, e);
	result = lock < 0 ? -1 : sweep(base, dir, e);
	io_close(&lock);
	io_close(&dir);
	return result < 0 ? err_wrap(e, "%s", base) : 0;
}
