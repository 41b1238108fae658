/*
 * arena: memory that is given back all at once. One lives as long as the process, one for each invocation, and
 * scratch ones inside; nobody calls free() elsewhere. An arena is used by one thread at a time.
 *
 * Blocks come from malloc. Reset and release overwrite everything that was handed out, so that secrets do not outlive
 * the invocation they came with. Running out of memory ends the process with a message: a crash is something the run
 * protocol recovers from at any point. Sizes that come from outside are checked against a cap before they get here.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

struct arena_block;

struct arena {
	struct arena_block *head; /* the block that is being filled; older ones behind it */
	size_t total_bytes;       /* in all blocks */
};

#define ARENA_EMPTY ((struct arena){ 0 })

/* `n` bytes, zeroed, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *a, size_t n);
/* `n` elements of `size` bytes, zeroed; an overflowing product ends the process like any want of memory. */
void *arena_array(struct arena *a, size_t n, size_t size);
/* Makes the last allocation `p` of `old` bytes larger in place where there is room: true when it worked. */
bool arena_extend(struct arena *a, void *p, size_t old, size_t n);

#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_new_n(a, type, n) ((type *)arena_array((a), (n), sizeof(type)))

/* A copy in the arena, with a zero byte behind it. */
struct str arena_str(struct arena *a, struct str s);
char *arena_z(struct arena *a, struct str s);
/* printf into the arena; the result is also zero-terminated. */
struct str arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Wipes everything and keeps one small block for the next round. */
void arena_reset(struct arena *a);
/* Wipes everything and gives all of it back; the arena is then empty and usable. */
void arena_release(struct arena *a);

#endif
