/*
 * tree: what a path inside an archive may be. Shared by tar and zip: a name that leaves the tree, an absolute one, a
 * symlink whose target leaves it, or a file through a symlink is refused.
 */
#ifndef CODEC_TREE_H
#define CODEC_TREE_H

#include "base/buf.h"
#include "base/err.h"

enum tree_type { TREE_FILE, TREE_DIR, TREE_SYMLINK };

struct tree_entry {
	enum tree_type type;
	struct str path;   /* relative, '/' between parts, no trailing '/', no "." or ".." or empty part */
	struct str target; /* of a symlink */
	uint32_t mode;     /* permission bits, 0777 */
	uint64_t size;     /* of a file */
};

/* Normalises `raw` ("./a//b/" is a/b) into `out`. ERR_INPUT naming the path: absolute, "..", empty, a NUL or control
 * byte, a backslash, over 4096 bytes. */
int tree_path(struct buf *out, struct str raw, struct err *e);
/* True for "./", "." and the like: an archive's own root, which needs no entry. */
bool tree_is_root(struct str raw);
/* ERR_INPUT when a symlink at `path` to `target` would lead out of the tree, or may: ".." behind a name is refused. */
int tree_target(struct str path, struct str target, struct err *e);

#endif
