/*
 * source_git: the tree of a git repository, as a provider packs it, made into a zip.
 */
#ifndef ENGINE_SOURCE_GIT_H
#define ENGINE_SOURCE_GIT_H

#include "engine/temp.h"

/* What of a repository an archive does not have, and some names of it each. */
struct git_notes {
	size_t submodules, pointers; /* the latter are Git LFS's */
	struct buf submodule_names, pointer_names;
};

/* Reads a tar.gz and writes a zip into `out`, which is open. `flat`: the archive has no folder around everything; else that is
 * taken off, whatever its name. ERR_INPUT for an archive that is broken or leaves the tree, ERR_LIMIT for one that is too large.
 * Memory is constant; both are for one thread alone. */
int git_archive_read(struct arena *a, const struct temp *in, bool flat, struct temp *out, struct git_notes *notes,
    struct err *e);

/* For people: "submodules are not in it (2): a, b; ..."; empty when nothing is missing. In `a`. */
struct str git_notes_text(struct arena *a, const struct git_notes *notes);

#endif
