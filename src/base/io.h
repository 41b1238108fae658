/*
 * io: file descriptors, whole reads and writes, EINTR handled. Nothing here knows of sockets or of time.
 */
#ifndef BASE_IO_H
#define BASE_IO_H

#include "base/buf.h"
#include "base/err.h"

/* Writes all of `s`. */
int io_write_all(int fd, struct str s, struct err *e);
/* Reads to the end into `out`; ERR_LIMIT when there is more than `max` bytes. */
int io_read_all(int fd, struct buf *out, size_t max, struct err *e);
/* The whole of a file, at most `max` bytes, in `a`. ERR_NOT_FOUND when there is none. */
int io_read_file(struct arena *a, const char *path, size_t max, struct str *out, struct err *e);
/* Creates or replaces a file with mode `mode`; it is there whole or not at all (written beside it and renamed). */
int io_write_file(const char *path, struct str content, unsigned mode, struct err *e);
/* Closes and sets to -1; a negative one is left alone. */
void io_close(int *fd);
/* Removes a folder and everything under it, without following symlinks and whatever the modes inside. What is gone
 * already is no error. */
int io_remove_tree(const char *path, struct err *e);

#endif
