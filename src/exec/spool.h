/*
 * spool: the log of an order, masked already: in memory while it is short, then in a temporary file. When the disk takes
 * no more, the file ends there, the last part of what follows is kept in memory, and the order goes on.
 */
#ifndef EXEC_SPOOL_H
#define EXEC_SPOOL_H

#include "base/buf.h"
#include "base/world.h"

enum { SPOOL_MEMORY_MAX = 64 * 1024, SPOOL_TAIL_MAX = 512 * 1024 };

struct spool {
	struct world *world;
	struct arena *arena;
	struct buf memory; /* until there is a file */
	int file;          /* -1: there is none */
	int64_t size;      /* bytes in the file, or in memory */
	uint64_t total;    /* bytes of the log */
	bool full;         /* the disk took no more */
	char *tail;        /* then: a ring of SPOOL_TAIL_MAX bytes */
	uint64_t tail_n;   /* bytes that went into it */
};

/* Never fails: where no file can be, there is a tail. */
void spool_open(struct spool *s, struct world *w, struct arena *a);
void spool_write(struct spool *s, struct str text);
void spool_close(struct spool *s);

/* The log as UTF-8 (other bytes become U+FFFD) when that is at most `max` bytes, in `a`; false when it is more. */
bool spool_whole(struct spool *s, struct arena *a, size_t max, struct str *out);
/* Its head and tail, at most `max` bytes together with a line between them that says how much was cut, and `remark`. */
struct str spool_excerpt(struct spool *s, struct arena *a, size_t max, struct str remark);

/* Appends `in` as UTF-8 until `out` has `max` bytes more; other bytes become U+FFFD. Returns how much of `in` was taken. */
size_t spool_clean(struct buf *out, struct str in, size_t max);

#endif
