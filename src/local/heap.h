/*
 * heap: memory of the local AWS's stores, whose things live until they are replaced or deleted, which arenas cannot do. The
 * only place of the project besides base/arena that frees. Running out of memory ends the process.
 */
#ifndef LOCAL_HEAP_H
#define LOCAL_HEAP_H

#include "base/str.h"

/* `n` bytes, zeroed. */
void *heap_alloc(size_t n);
/* Room for `n` elements of `size` bytes where `p` (may be NULL) has been; new bytes are not zeroed. */
void *heap_resize(void *p, size_t n, size_t size);
void heap_free(void *p);

#define heap_new(type) ((type *)heap_alloc(sizeof(type)))

/* A copy with a zero byte behind it. */
struct str heap_str(struct str s);
/* Frees `*s` and leaves it empty. */
void heap_str_free(struct str *s);
/* Replaces `*s`, a heap string or empty, by a copy of `by`. */
void heap_str_set(struct str *s, struct str by);

#endif
