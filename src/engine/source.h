/*
 * source: an order's code before it is packed: an archive in a temporary file, fetched once and read from there by every order
 * that shares it, by several threads at once. It is a zip in S3, or the tree of a git repository (tree.h's rules hold for both),
 * which is made into a zip: so an order's folder is taken out of either without inflating it.
 */
#ifndef ENGINE_SOURCE_H
#define ENGINE_SOURCE_H

#include "codec/zip.h"
#include "engine/engine.h"
#include "engine/temp.h"
#include "vcs/tarball.h"

struct source {
	struct str name; /* s3://bucket/key, or "org/repo at main" */
	struct temp zip;
	struct str
	    notes; /* what of a repository is not in it (submodules, Git LFS), for people; empty when nothing is missing */
};

/* Fetches at most `max` bytes (ERR_LIMIT) and looks whether it is a zip. The source is the caller's to close. */
int source_fetch(struct engine *g, struct arena *a, struct str location, uint64_t max, struct source *out,
    struct err *e);
/* The same for a repository's tree, without the folder that the provider packs it in. `t->sink_file` is not looked at. Errors
 * begin with `name`; ERR_INPUT for an archive that is broken or leaves the tree. A hard link becomes a copy. */
int source_fetch_git(struct arena *a, const struct vcs *v, struct str name, const struct vcs_tarball *t,
    struct source *out, struct err *e);
void source_close(struct source *s);
/* An archive that promises too much does so however large the room for it is: ERR_LIMIT becomes ERR_INPUT. */
void source_archive_fault(struct err *e);

/* Writes everything under `folder` (empty: all) as `code/...`, without inflating it. ERR_INPUT when there is no such folder, or a
 * symlink leads out of it. */
int source_copy(struct arena *a, const struct source *s, struct str folder, struct zip_writer *w, struct err *e);

#endif
