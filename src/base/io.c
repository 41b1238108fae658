#include "base/io.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fmt.h"

int
io_write_all(int fd, struct str s, struct err *e)
{
	while (s.n) {
		ssize_t n = write(fd, s.p, s.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_sys(e, "write");
		s = str_sub(s, (size_t)n, s.n);
	}
	return 0;
}

int
io_read_all(int fd, struct buf *out, size_t max, struct err *e)
{
	size_t total = 0;

	for (;;) {
		char *to = buf_room(out, 16 * 1024);
		ssize_t n;

		if (!to)
			return err_set(e, ERR_LIMIT, "more than the %zu bytes that there is room for", out->cap);
		n = read(fd, to, 16 * 1024);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_sys(e, "read");
		if (n == 0)
			return 0;
		total += (size_t)n;
		if (total > max)
			return err_set(e, ERR_LIMIT, "more than %zu bytes", max);
		out->n += (size_t)n;
	}
}

int
io_read_file(struct arena *a, const char *path, size_t max, struct str *out, struct err *e)
{
	struct buf content = buf_in(a);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int result;

	if (fd < 0 && errno == ENOENT)
		return err_set(e, ERR_NOT_FOUND, "%s: no such file", path);
	if (fd < 0)
		return err_sys(e, "%s: open", path);
	content.limit = max + 32 * 1024;
	result = io_read_all(fd, &content, max, e);
	io_close(&fd);
	if (result < 0)
		return err_wrap(e, "%s", path);
	*out = buf_str(&content);
	return 0;
}

int
io_write_file(const char *path, struct str content, unsigned mode, struct err *e)
{
	char beside[4096];
	int fd, result;

	if (fmt_text(beside, sizeof(beside), "%s.%d.new", path, (int)getpid()) >= sizeof(beside))
		return err_set(e, ERR_LIMIT, "%s: the path is too long", path);
	fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
	if (fd < 0)
		return err_sys(e, "%s: create", beside);
	/* The umask, or what a writer that died has left there, may say otherwise. */
	result = fchmod(fd, mode) < 0 ? err_sys(e, "set the mode") : io_write_all(fd, content, e);
	io_close(&fd);
	if (result == 0 && rename(beside, path) < 0)
		result = err_sys(e, "rename to the final name");
	if (result < 0) {
		unlink(beside);
		return err_wrap(e, "%s", path);
	}
	return 0;
}

void
io_close(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* How deep a folder is gone into, with a descriptor each; deeper ones are moved up first. */
enum { REMOVE_DEPTH_MAX = 64 };

struct removal {
	int top;        /* the folder that is removed */
	unsigned moved; /* folders moved up to it */
	bool again;     /* it has new ones */
};

static int remove_at(struct removal *r, int parent, const char *name, int depth, struct err *e);

static int
remove_children(struct removal *r, DIR *dir, int depth, struct err *e)
{
	struct dirent *entry;

	rewinddir(dir);
	while ((entry = readdir(dir)) != NULL)
		if (!str_eqz(STR("."), entry->d_name) && !str_eqz(STR(".."), entry->d_name) &&
		    remove_at(r, dirfd(dir), entry->d_name, depth, e) < 0)
			return -1;
	return 0;
}

static int
move_up(struct removal *r, int parent, const char *name, struct err *e)
{
	char up[32];
	int result;

	do {
		fmt_text(up, sizeof(up), "deep-%u", r->moved++);
		result = renameat(parent, name, r->top, up);
	} while (result < 0 && (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR));
	r->again = true;
	return result < 0 ? err_sys(e, "move %s up", name) : 0;
}

/* A folder without permissions can still be removed by its owner once they are given back. */
static int
open_folder(int parent, const char *name)
{
	int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	int fd = openat(parent, name, flags);

	if (fd < 0 && errno == EACCES && fchmodat(parent, name, 0700, 0) == 0)
		fd = openat(parent, name, flags);
	if (fd >= 0)
		(void)fchmod(fd, 0700);
	return fd;
}

static int
empty_folder(struct removal *r, int fd, int depth, struct err *e)
{
	DIR *dir = fdopendir(fd);
	int result;

	if (!dir) {
		io_close(&fd);
		return err_sys(e, "read a folder");
	}
	if (depth == 0)
		r->top = dirfd(dir);
	do {
		r->again = r->again && depth > 0;
		result = remove_children(r, dir, depth + 1, e);
	} while (result == 0 && depth == 0 && r->again);
	closedir(dir);
	return result;
}

static int
remove_at(struct removal *r, int parent, const char *name, int depth, struct err *e)
{
	int fd;

	if (unlinkat(parent, name, 0) == 0 || errno == ENOENT)
		return 0;
	if (errno != EISDIR && errno != EPERM && errno != ENOTEMPTY)
		return err_sys(e, "remove %s", name);
	/* Most folders that are removed are empty. */
	if (unlinkat(parent, name, AT_REMOVEDIR) == 0)
		return 0;
	fd = open_folder(parent, name);
	if (fd < 0)
		return errno == ENOENT ? 0 : err_sys(e, "open %s", name);
	if (depth > REMOVE_DEPTH_MAX) {
		io_close(&fd);
		return move_up(r, parent, name, e);
	}
	if (empty_folder(r, fd, depth, e) < 0)
		return err_wrap(e, "%s", name);
	if (unlinkat(parent, name, AT_REMOVEDIR) < 0 && errno != ENOENT)
		return err_sys(e, "remove %s", name);
	return 0;
}

int
io_remove_tree(const char *path, struct err *e)
{
	struct removal r = { .top = -1 };

	return remove_at(&r, AT_FDCWD, path, 0, e);
}
