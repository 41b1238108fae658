/* zip_add_tree(): a folder into an archive. */
#include "codec/zip.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "codec/zip_format.h"

/* Each level holds a descriptor. */
enum { DEPTH_MAX = 200 };

struct walk {
	struct zip_writer *w;
	struct arena *names;
	struct buf *path; /* of the folder that is open, with '/' behind it */
	int depth;
};

static int
failed(const struct walk *k, const char *what, struct err *e)
{
	err_sys(e, "%s", what);
	return err_wrap(e, "\"" STR_FMT "\"", STR_ARG(buf_str(k->path)));
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t
read_names(struct arena *a, DIR *d, const char ***names)
{
	size_t n = 0, cap = 0;
	struct dirent *entry;

	*names = NULL;
	while ((errno = 0, entry = readdir(d))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (n == cap) {
			const char **more = arena_new_n(a, const char *, cap = 2 * cap + 16);

			if (n)
				memcpy(more, *names, n * sizeof(*more));
			*names = more;
		}
		(*names)[n++] = arena_z(a, str_z(entry->d_name));
	}
	return n;
}

/* The names in a folder in order, so that the same files make the same archive. */
static int
list(struct walk *k, int dir, const char ***names, size_t *n, struct err *e)
{
	int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);

	if (!d) {
		failed(k, "open folder", e);
		io_close(&fd);
		return -1;
	}
	*n = read_names(k->names, d, names);
	int error = errno;
	closedir(d);
	errno = error;
	if (error)
		return failed(k, "read folder", e);
	if (*n)
		qsort(*names, *n, sizeof(**names), compare_names);
	return 0;
}

static int
add_symlink(struct walk *k, int dir, const char *name, struct err *e)
{
	char target[ZIP_PATH_MAX + 1];
	ssize_t n = readlinkat(dir, name, target, sizeof(target));

	if (n < 0)
		return failed(k, "read symlink", e);
	return zip_add_symlink(k->w, buf_str(k->path), (struct str){ target, (size_t)n }, e);
}

/* What was a file a moment ago may be a fifo now: opening must not wait. */
static int
add_file(struct walk *k, int dir, const char *name, struct err *e)
{
	int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	int rc;

	if (fd < 0)
		return failed(k, "open", e);
	if (fstat(fd, &st) < 0)
		rc = failed(k, "stat", e);
	else if (!S_ISREG(st.st_mode))
		rc = err_set(e, ERR_INPUT, "\"" STR_FMT "\" was a file and is none now", STR_ARG(buf_str(k->path)));
	else
		rc = zip_add_fd(k->w, buf_str(k->path), st.st_mode, fd, e);
	io_close(&fd);
	return rc;
}

static int add_folder(struct walk *k, int dir, struct err *e);

static int
add_dir(struct walk *k, int dir, const char *name, uint32_t mode, struct err *e)
{
	int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return failed(k, "open folder", e);
	int rc = zip_add_dir(k->w, buf_str(k->path), mode, e);
	if (rc == 0) {
		buf_addc(k->path, '/');
		rc = add_folder(k, fd, e);
	}
	io_close(&fd);
	return rc;
}

static int
add_entry(struct walk *k, int dir, const char *name, struct err *e)
{
	struct stat st;

	if (k->path->failed)
		return err_set(e, ERR_INPUT, "a path is longer than %d bytes: \"%.*s...\"", ZIP_PATH_MAX, 200,
		    k->path->p);
	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return failed(k, "stat", e);
	if (S_ISDIR(st.st_mode))
		return add_dir(k, dir, name, st.st_mode, e);
	if (S_ISLNK(st.st_mode))
		return add_symlink(k, dir, name, e);
	return S_ISREG(st.st_mode) ? add_file(k, dir, name, e) : 0;
}

static int
add_folder(struct walk *k, int dir, struct err *e)
{
	const char **names;
	size_t n, before = k->path->n;

	if (k->depth == DEPTH_MAX)
		return err_set(e, ERR_LIMIT, "folders lie in each other more than %d deep", DEPTH_MAX);
	k->depth++;
	if (list(k, dir, &names, &n, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		k->path->n = before;
		buf_addz(k->path, names[i]);
		if (add_entry(k, dir, names[i], e) < 0)
			return -1;
	}
	k->path->n = before;
	k->depth--;
	return 0;
}

int
zip_add_tree(struct zip_writer *w, int dirfd, struct err *e)
{
	char space[ZIP_PATH_MAX + 1];
	struct buf path = buf_over(space, sizeof(space));
	struct arena names = ARENA_EMPTY;
	struct walk k = { w, &names, &path, 0 };
	int rc = add_folder(&k, dirfd, e);

	arena_release(&names);
	return rc;
}
