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

/* Users other than root can pass through every folder on the way. */
static bool
passable(struct arena *a, struct str path)
{
	struct stat st;

	for (size_t n = 1; n <= path.n; n++)
		if ((n == path.n || path.p[n] == '/') &&
		    (stat(arena_z(a, str_sub(path, 0, n)), &st) < 0 || !(st.st_mode & 001)))
			return false;
	return true;
}

/* As root, $TMPDIR does only where the users that commands run as can reach it. */
static const char *
base_path(struct arena *a)
{
	struct str dir = str_z(getenv("TMPDIR"));

	if (dir.n == 0 || (geteuid() == 0 && !passable(a, dir)))
		dir = STR("/tmp");
	return arena_printf(a, STR_FMT "/aws-exe-sys-%u", STR_ARG(dir), (unsigned)geteuid()).p;
}

/* Ours alone: somebody else's folder of that name could be a trap. */
static int
check_owner(const char *path, int fd, struct err *e)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return err_sys(e, "%s: look at", path);
	if (st.st_uid != geteuid() || st.st_mode & 022)
		return err_set(e, ERR_CONFIG,
		    "%s: belongs to another user or can be written by others; remove it or set TMPDIR", path);
	return 0;
}

/* The folder that holds everybody's, while its lock is ours. One start at a time makes or sweeps: a folder without a held lock
 * is then dead, never half made. */
struct base {
	const char *path;
	int dir, lock;
};

static void
base_leave(struct base *b)
{
	io_close(&b->lock);
	io_close(&b->dir);
}

static bool
same_file(int fd, int at, const char *name)
{
	struct stat ours, there;

	return fstat(fd, &ours) == 0 && fstatat(at, name, &there, AT_SYMLINK_NOFOLLOW) == 0 &&
	    ours.st_ino == there.st_ino && ours.st_dev == there.st_dev;
}

/* 1: ours. 0: it was removed while we waited for it, try again. */
static int
base_try(struct base *b, struct err *e)
{
	if (mkdir(b->path, folder_mode()) < 0 && errno != EEXIST)
		return err_sys(e, "make the folder");
	b->dir = open(b->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (b->dir < 0)
		return errno == ENOENT ? 0 : err_sys(e, "open");
	if (check_owner(b->path, b->dir, e) < 0)
		return -1;
	b->lock = openat(b->dir, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (b->lock < 0)
		return errno == ENOENT ? 0 : err_sys(e, "open the lock");
	while (flock(b->lock, LOCK_EX) < 0)
		if (errno != EINTR)
			return err_sys(e, "take the lock");
	return same_file(b->dir, AT_FDCWD, b->path) && same_file(b->lock, b->dir, "lock");
}

static int
base_enter(struct base *b, struct arena *a, struct err *e)
{
	int result;

	*b = (struct base){ .path = base_path(a), .dir = -1, .lock = -1 };
	while ((result = base_try(b, e)) == 0)
		base_leave(b);
	if (result > 0)
		return 0;
	base_leave(b);
	return err_wrap(e, "%s", b->path);
}

/* Leaves nothing behind. Whoever waits for the lock sees that it is gone and makes a new one. */
static void
base_remove(const struct base *b)
{
	if (unlinkat(b->dir, "lock", 0) == 0)
		rmdir(b->path);
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

/* `left`: folders of living owners. */
static int
sweep(const struct base *b, size_t *left, struct err *e)
{
	int again = openat(b->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = again < 0 ? NULL : fdopendir(again);
	struct arena a = ARENA_EMPTY;
	struct dirent *entry;
	int result = 0;

	*left = 0;
	if (!dir) {
		io_close(&again);
		return err_sys(e, "%s: read", b->path);
	}
	while (result == 0 && (entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.' || str_eqz(STR("lock"), entry->d_name))
			continue;
		if (is_dead(b->dir, entry->d_name))
			result = io_remove_tree(arena_printf(&a, "%s/%s", b->path, entry->d_name).p, e);
		else
			++*left;
	}
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
	if (result < 0) {
		io_remove_tree(h->path, NULL);
		io_close(&h->lock);
	}
	return result;
}

int
home_open(struct home *h, struct arena *a, struct err *e)
{
	struct base base;
	size_t left;
	int result;

	*h = (struct home){ .lock = -1 };
	if (base_enter(&base, a, e) < 0)
		return -1;
	result = sweep(&base, &left, e);
	if (result == 0)
		result = create(h, a, base.path, e);
	base_leave(&base);
	return result;
}

int
home_close(struct home *h, struct err *e)
{
	struct arena a = ARENA_EMPTY;
	int result = h->path ? io_remove_tree(h->path, e) : 0;

	io_close(&h->lock);
	h->path = NULL;
	if (result == 0)
		result = home_sweep(&a, e);
	arena_release(&a);
	return result;
}

int
home_sweep(struct arena *a, struct err *e)
{
	struct base base;
	size_t left;
	int result;

	if (access(base_path(a), F_OK) < 0)
		return 0;
	if (base_enter(&base, a, e) < 0)
		return -1;
	result = sweep(&base, &left, e);
	if (result == 0 && left == 0)
		base_remove(&base);
	base_leave(&base);
	return result;
}
