/*
 * tarball: a repository's tree at a branch, tag or commit, as the provider packs it (tar.gz).
 *
 * A provider's template of the path may hold {repo} and {ref}, whose '/' stay, {repo-as-one} and {ref-as-one}, where they are
 * encoded, {project} and {slug}: what is before and behind the repository's last '/'.
 */
#ifndef VCS_TARBALL_H
#define VCS_TARBALL_H

#include "vcs/vcs.h"

struct vcs_tarball {
	struct str repo; /* "org/repo", "group/subgroup/repo" */
	struct str ref;  /* empty: the default branch */
	int sink_file;   /* a temporary file of the world */
	uint64_t max;    /* bytes, packed; more is ERR_LIMIT */
	int timeout_ms;
};

/* Fetches it, by a redirect where the provider has it elsewhere. *flat: the archive has no folder around everything. Errors are
 * vcs_call()'s. */
int vcs_tarball(const struct vcs *v, struct arena *a, const struct vcs_tarball *t, uint64_t *bytes, bool *flat,
    struct err *e);

#endif
