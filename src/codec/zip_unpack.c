/* zip_unpack(): an archive's files into a folder. Every path is walked part by part, and no part may be a symlink. */
#include "codec/zip.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"

/* A name in a folder that is open. */
struct place {
	int dir;
	char name[NAME_MAX + 1];
};

static int
set_name(struct place *at, struct str part, struct err *e)
{
	if (part.n >= sizeof(at->name))
		return err_set(e, ERR_INPUT, "a name is longer than %d bytes", NAME_MAX);
	memcpy(at->name, part.p, part.n);
	at->name[part.n] = 0;
	return 0;
}

/* Makes the folder that `at` names, unless it is there. */
static int
make_dir(const struct place *at, struct err *e)
{
	if (mkdirat(at->dir, at->name, 0755) < 0 && errno != EEXIST)
		return err_sys(e, "mkdir");
	return 0;
}

/* The folder that `at` names becomes the one that is open. */
static int
step_down(struct place *at, struct err *e)
{
	int next = openat(at->dir, at->name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (next < 0 && (errno == ENOTDIR || errno == ELOOP))
		return err_set(e, ERR_INPUT, "\"%s\" on its way is there and no folder", at->name);
	if (next < 0)
		return err_sys(e, "open folder \"%s\"", at->name);
	io_close(&at->dir);
	at->dir = next;
	return 0;
}

/* Leaves the last name of `path` in `at`, in its folder, which is made where it is missing. */
static int
walk(int root, struct str path, struct place *at, struct err *e)
{
	struct str rest = path;

	at->dir = openat(root, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (at->dir < 0)
		return err_sys(e, "open folder");
	if (set_name(at, str_cut(&rest, '/'), e) < 0)
		return -1;
	while (rest.p)
		if (make_dir(at, e) < 0 || step_down(at, e) < 0 || set_name(at, str_cut(&rest, '/'), e) < 0)
			return -1;
	return 0;
}

static int
unpack_dir(struct place *at, uint32_t mode, struct err *e)
{
	if (make_dir(at, e) < 0)
		return -1;
	int fd = openat(at->dir, at->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0 && (errno == ENOTDIR || errno == ELOOP))
		return err_set(e, ERR_INPUT, "it is there and no folder");
	/* What follows goes into it, so its owner may write. */
	int rc = fd < 0 || fchmod(fd, mode | 0700) < 0 ? err_sys(e, "folder") : 0;
	io_close(&fd);
	return rc;
}

static int
sink_to_fd(void *ctx, const void *p, size_t n, struct err *e)
{
	return io_write_all(*(int *)ctx, (struct str){ p, n }, e);
}

static int
unpack_file(struct zip *z, const struct zip_entry *entry, const struct place *at, struct err *e)
{
	int fd = openat(at->dir, at->name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	struct zip_sink sink = { sink_to_fd, &fd };

	if (fd < 0)
		return errno == EEXIST ? err_set(e, ERR_INPUT, "it is there already") : err_sys(e, "create");
	int rc = zip_extract(z, entry, &sink, e);
	if (rc == 0 && fchmod(fd, entry->tree.mode) < 0)
		rc = err_sys(e, "set mode");
	io_close(&fd);
	return rc;
}

static int
unpack_symlink(const struct zip_entry *entry, const struct place *at, struct err *e)
{
	/* The target lies in an arena, with a zero behind it. */
	if (symlinkat(entry->tree.target.p, at->dir, at->name) < 0)
		return errno == EEXIST ? err_set(e, ERR_INPUT, "it is there already") : err_sys(e, "symlink");
	return 0;
}

static int
unpack_entry(struct zip *z, const struct zip_entry *entry, struct str path, int root, struct err *e)
{
	struct place at = { .dir = -1 };
	int rc = walk(root, path, &at, e);

	if (rc < 0)
		goto out;
	switch (entry->tree.type) {
	case TREE_DIR:
		rc = unpack_dir(&at, entry->tree.mode, e);
		break;
	case TREE_FILE:
		rc = unpack_file(z, entry, &at, e);
		break;
	case TREE_SYMLINK:
		rc = unpack_symlink(entry, &at, e);
		break;
	}
out:
	io_close(&at.dir);
	return rc < 0 ? err_wrap(e, "unpack \"" STR_FMT "\"", STR_ARG(path)) : 0;
}

/* A symlink may point out of what is unpacked though not out of the archive, when a prefix is taken off. */
static int
unpack_below(struct zip *z, const struct zip_entry *entry, struct str prefix, int root, struct err *e)
{
	struct str path = entry->tree.path;

	if (prefix.n && (!str_starts(path, prefix) || path.n <= prefix.n + 1 || path.p[prefix.n] != '/'))
		return 0;
	if (prefix.n)
		path = str_sub(path, prefix.n + 1, path.n);
	if (entry->tree.type == TREE_SYMLINK && tree_target(path, entry->tree.target, e) < 0)
		return -1;
	return unpack_entry(z, entry, path, root, e);
}

int
zip_unpack(struct zip *z, struct str prefix, int dirfd, struct err *e)
{
	bool more;

	while (str_ends(prefix, STR("/")))
		prefix = str_sub(prefix, 0, prefix.n - 1);
	zip_rewind(z);
	for (;;) {
		struct zip_entry entry;

		if (zip_next(z, &entry, &more, e) < 0)
			return -1;
		if (!more)
			return 0;
		if (unpack_below(z, &entry, prefix, dirfd, e) < 0)
			return -1;
	}
}
