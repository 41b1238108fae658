/*
 * home: the local AWS's folder: ($TMPDIR or /tmp)/aws-exe-sys-<uid>/<pid>-<random>/ (as root, $TMPDIR counts only where others
 * can pass through it, since commands run as users of their own). Its file `lock` is held (flock) as long
 * as the owner lives, and not by its children; a folder whose lock nobody holds is dead, and the next start removes it.
 * No symlink is ever followed on the way.
 *
 *   clock          base/clock.h's file
 *   objects/       bodies of large objects
 *   sandboxes/     a folder and a log for each process that was started
 */
#ifndef LOCAL_HOME_H
#define LOCAL_HOME_H

#include "base/arena.h"
#include "base/err.h"

struct home {
	const char *path, *clock, *objects, *sandboxes;
	int lock;
};

/* Sweeps what dead owners left, then makes a new one. As root its folders can be passed through by others (0711), since
 * commands run as users of their own; else 0700. */
int home_open(struct home *h, struct arena *a, struct err *e);
/* Removes it. */
int home_close(struct home *h, struct err *e);
/* Removes the folders of dead owners. */
int home_sweep(struct arena *a, struct err *e);

#endif
