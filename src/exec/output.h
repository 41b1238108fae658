/*
 * output: what the commands print. One pipe takes it all; masked it goes to the spool and, as it comes, to our own standard output.
 * A reader of that who is slow slows the commands, never us: nothing here blocks.
 */
#ifndef EXEC_OUTPUT_H
#define EXEC_OUTPUT_H

#include <poll.h>

#include "base/buf.h"
#include "exec/mask.h"
#include "exec/spool.h"

struct output {
	struct spool *spool;
	struct mask_stream stream;
	int read_fd, write_fd; /* of the pipe; commands write */
	int live_fd;           /* -1: nobody reads along (any more) */
	bool live_is_file;
	struct buf live; /* masked, not written there yet */
	size_t live_at;
};

enum { OUTPUT_POLLS = 2 };

int output_open(struct output *o, struct arena *a, const struct mask *m, struct spool *spool, int live_fd,
    struct err *e);
/* What to wait for; then what to do about it. */
void output_polls(const struct output *o, struct pollfd fds[static OUTPUT_POLLS]);
void output_pump(struct output *o, const struct pollfd fds[static OUTPUT_POLLS]);
/* A line of ours, masked too. */
void output_say(struct output *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Takes what is in the pipe now, and no more than it holds: somebody may still write. */
void output_catch_up(struct output *o);
/* No command runs any more: takes the rest, ends the text, and gives a slow reader `patience_ms` more. */
void output_close(struct output *o, int patience_ms);

#endif
