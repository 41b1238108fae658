/*
 * events: what commands left in $AWS_EXE_SYS_EVENTS_DIR: each *.json an object, {"event_type"?, "status"?, anything else}. They
 * become {"event_type","status","data":{anything else}}; the type defaults to the file's name, the status to `info`.
 */
#ifndef EXEC_EVENTS_H
#define EXEC_EVENTS_H

#include <sys/types.h>

#include "exec/mask.h"
#include "exec/output.h"

enum { EVENT_BYTES_MAX = 64 * 1024, EVENT_TYPE_MAX = 128, EVENTS_BYTES_MAX = 1024 * 1024 };

/* Appends a JSON array of them, by file name, masked; nothing when there are none. What is malformed is said in `log` and skipped:
 * no JSON object, over a size, more than 100 files or a MiB together, no plain file, another user's than `uid`. */
void events_collect(int dir_fd, uid_t uid, const struct mask *m, struct arena *a, struct output *log, struct buf *out);

#endif
