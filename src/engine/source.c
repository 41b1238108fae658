#include "engine/source.h"

#include "aws/s3.h"
#include "engine/bundle.h"

/* What zip_source reads from. */
struct reader {
	struct world *world;
	int file;
};

static int
read_at(void *ctx, uint64_t offset, void *p, size_t n, struct err *e)
{
	const struct reader *r = ctx;
	size_t got;

	for (size_t done = 0; done < n; done += got) {
		if (world_temp_read(r->world, r->file, (int64_t)(offset + done), (char *)p + done, n - done, &got, e) <
		    0)
			return -1;
		if (got == 0)
			return err_set(e, ERR_INPUT, "the archive ends too early");
	}
	return 0;
}

static int
open_zip(struct engine *g, struct arena *a, const struct source *s, struct zip *z, struct err *e)
{
	struct reader *r = arena_new(a, struct reader);

	*r = (struct reader){ g->world, s->file };
	return zip_open(z, a, &(struct zip_source){ read_at, r, s->size_bytes }, NULL, e);
}

int
source_fetch(struct engine *g, struct arena *a, struct str location, uint64_t max, struct source *out, struct err *e)
{
	struct str bucket, key;
	struct s3_object object;
	struct zip z;

	*out = (struct source){ .location = location, .file = -1 };
	if (s3_url_parse(location, &bucket, &key, e) < 0)
		return -1;
	out->file = world_temp_open(g->world, e);
	if (out->file < 0)
		return err_wrap(e, STR_FMT, STR_ARG(location));
	if (s3_get_file(g->aws, a, bucket, key, out->file, max, &object, e) == 0) {
		out->size_bytes = object.size_bytes;
		if (open_zip(g, a, out, &z, e) == 0)
			return 0;
		err_wrap(e, STR_FMT, STR_ARG(location));
	}
	source_close(g, out);
	return -1;
}

void
source_close(struct engine *g, struct source *s)
{
	if (s->file >= 0)
		world_temp_close(g->world, s->file);
	s->file = -1;
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
copy_entry(struct zip_writer *w, struct arena *a, struct zip *z, const struct zip_entry *entry, struct str rest,
    struct err *e)
{
	struct str path = arena_printf(a, BUNDLE_CODE "/" STR_FMT, STR_ARG(rest));

	switch (entry->tree.type) {
	case TREE_DIR:
		return rest.n ? zip_add_dir(w, path, entry->tree.mode, e) : 0;
	case TREE_SYMLINK:
		/* It was fine in the whole tree; it must be in the folder alone. */
		if (tree_target(rest, entry->tree.target, e) < 0)
			return -1;
		return zip_add_symlink(w, path, entry->tree.target, e);
	case TREE_FILE:
		break;
	}
	if (!rest.n)
		return err_set(e, ERR_INPUT, "git_folder " STR_FMT " is a file", STR_ARG(entry->tree.path));
	return zip_copy(w, z, entry, path, e);
}

int
source_copy(struct engine *g, struct arena *a, const struct source *s, struct str folder, struct zip_writer *w,
    struct err *e)
{
	bool more = true, found = folder.n == 0;
	struct zip_entry entry;
	struct buf clean = buf_in(a);
	struct zip z;

	if (folder.n && tree_path(&clean, folder, e) < 0)
		return err_wrap(e, "git_folder");
	folder = buf_str(&clean);
	if (open_zip(g, a, s, &z, e) < 0 || zip_add_dir(w, STR(BUNDLE_CODE), 0755, e) < 0)
		return err_wrap(e, STR_FMT, STR_ARG(s->location));
	while (zip_next(&z, &entry, &more, e) == 0 && more) {
		struct str rest;

		if (!inside(entry.tree.path, folder, &rest))
			continue;
		found = true;
		if (copy_entry(w, a, &z, &entry, rest, e) < 0)
			return err_wrap(e, STR_FMT, STR_ARG(s->location));
	}
	if (more)
		return err_wrap(e, STR_FMT, STR_ARG(s->location));
	if (!found)
		return err_set(e, ERR_INPUT, STR_FMT ": it has no folder " STR_FMT, STR_ARG(s->location),
		    STR_ARG(folder));
	return 0;
}
