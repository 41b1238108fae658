#include "engine/source.h"

#include "aws/s3.h"
#include "engine/bundle.h"

enum { PATH_BYTES = 4096 };

int
source_fetch(struct engine *g, struct arena *a, struct str location, uint64_t max, struct source *out, struct err *e)
{
	struct str bucket, key;
	struct s3_object object;
	struct zip_source zip;
	struct zip z;

	*out = (struct source){ .name = location, .zip.file = -1 };
	if (s3_url_parse(location, &bucket, &key, e) < 0)
		return -1;
	if (temp_open(&out->zip, g->world, e) < 0)
		return err_wrap(e, STR_FMT, STR_ARG(location));
	if (s3_get_file(g->aws, a, bucket, key, out->zip.file, max, &object, e) == 0) {
		out->zip.bytes = object.size_bytes;
		zip = temp_source(&out->zip);
		if (zip_open(&z, a, &zip, NULL, e) == 0)
			return 0;
		source_archive_fault(e);
		err_wrap(e, STR_FMT, STR_ARG(location));
	}
	source_close(out);
	return -1;
}

void
source_archive_fault(struct err *e)
{
	if (e && e->code == ERR_LIMIT)
		e->code = ERR_INPUT;
}

void
source_close(struct source *s)
{
	temp_close(&s->zip);
}

/* The path of an entry inside the folder: false when it is not in there. The folder itself is the empty path. */
static bool
inside(struct str path, struct str folder, struct str *rest)
{
	*rest = path;
	if (!folder.n)
		return true;
	if (!str_starts(path, folder) || (path.n > folder.n && path.p[folder.n] != '/'))
		return false;
	*rest = str_sub(path, folder.n + 1, path.n);
	return true;
}

static int
copy_entry(struct zip_writer *w, struct zip *z, const struct zip_entry *entry, struct str rest, struct err *e)
{
	char space[sizeof(BUNDLE_CODE "/") + PATH_BYTES];
	struct buf path = buf_over(space, sizeof(space));

	buf_addz(&path, BUNDLE_CODE "/");
	buf_add(&path, rest);
	switch (entry->tree.type) {
	case TREE_DIR:
		return rest.n ? zip_add_dir(w, buf_str(&path), entry->tree.mode, e) : 0;
	case TREE_SYMLINK:
		/* It was fine in the whole tree; it must be in the folder alone. */
		if (tree_target(rest, entry->tree.target, e) < 0)
			return -1;
		return zip_add_symlink(w, buf_str(&path), entry->tree.target, e);
	case TREE_FILE:
		break;
	}
	if (!rest.n)
		return err_set(e, ERR_INPUT, "git_folder " STR_FMT " is a file", STR_ARG(entry->tree.path));
	return zip_copy(w, z, entry, buf_str(&path), e);
}

/* `folder` is plain. */
static int
copy_folder(struct zip_writer *w, struct zip *z, struct str folder, bool *found, struct err *e)
{
	bool more = true;
	struct zip_entry entry;

	*found = folder.n == 0;
	while (zip_next(z, &entry, &more, e) == 0 && more) {
		struct str rest;

		if (!inside(entry.tree.path, folder, &rest))
			continue;
		*found = true;
		if (copy_entry(w, z, &entry, rest, e) < 0)
			return -1;
	}
	return more ? -1 : 0;
}

int
source_copy(struct arena *a, const struct source *s, struct str folder, struct zip_writer *w, struct err *e)
{
	struct zip_source zip = temp_source(&s->zip);
	struct buf clean = buf_in(a);
	struct zip z;
	bool found;

	if (folder.n && tree_path(&clean, folder, e) < 0)
		return err_wrap(e, "git_folder");
	folder = buf_str(&clean);
	if (zip_open(&z, a, &zip, NULL, e) < 0 || zip_add_dir(w, STR(BUNDLE_CODE), 0755, e) < 0 ||
	    copy_folder(w, &z, folder, &found, e) < 0)
		return err_wrap(e, STR_FMT, STR_ARG(s->name));
	if (!found)
		return err_set(e, ERR_INPUT, STR_FMT ": it has no folder " STR_FMT, STR_ARG(s->name), STR_ARG(folder));
	return 0;
}
