/*
 * buf: text to write. Grows in an arena, or fills memory of the caller's that never grows. Appending never fails at
 * the call: what does not fit (over `limit`, or the caller's memory is full) is dropped and recorded in `failed`,
 * which the one who uses the result looks at once.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>

#include "base/arena.h"

struct buf {
	struct arena *arena; /* NULL: fixed memory */
	char *p;
	size_t n, cap;
	size_t limit; /* bytes at most; 0 means 1 GiB */
	bool failed;
};

/* An empty buffer that grows in `a`. */
struct buf buf_in(struct arena *a);
/* An empty buffer over `cap` bytes of the caller's. */
struct buf buf_over(void *p, size_t cap);

void buf_add(struct buf *b, struct str s);
void buf_addz(struct buf *b, const char *z);
void buf_addc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *fmt, va_list ap);

/* Room for `n` more bytes: where to write them (then b->n += written), or NULL, recorded in `failed`. */
char *buf_room(struct buf *b, size_t n);

/* What has been written, valid until the next append. */
struct str buf_str(const struct buf *b);
/* The same with a zero byte behind it; "" when it failed. */
const char *buf_z(struct buf *b);
/* Forgets the content and keeps the memory (which is not wiped). */
void buf_clear(struct buf *b);

#endif
