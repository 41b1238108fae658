/*
 * wipe: what commands leave outside of their own folder. A function's environment is used again for other orders; it belongs to
 * nobody else, so that everything that is found in its temporary folder can go. Anywhere else only what is ours is removed.
 */
#ifndef EXEC_WIPE_H
#define EXEC_WIPE_H

/* Where temporary files go: $TMPDIR or /tmp. */
const char *wipe_folder(void);
/* On Lambda (which says how it was started, AWS_LAMBDA_INITIALIZATION_TYPE): empties that folder, where TMPDIR names one or the
 * machine is the function's own; there also removes shared memory and System V IPC objects. Does nothing elsewhere. */
void wipe_environment(void);

#endif
