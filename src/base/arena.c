#include "base/arena.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fmt.h"

enum { BLOCK_BYTES = 16 * 1024, BLOCK_BYTES_MAX = 1024 * 1024, ALIGNMENT = 16, PRINTF_GUESS = 128 };

struct arena_block {
	struct arena_block *next;
	size_t used, size; /* of the bytes behind this header */
	_Alignas(ALIGNMENT) unsigned char bytes[];
};

/*
 * Some blocks of the first size are kept when arenas are released: scratch arenas come and go with every event, and each would
 * be mapped and unmapped. Not under AddressSanitizer, which is to see what is used after its end.
 */
#ifndef __SANITIZE_ADDRESS__
enum { SPARES = 8 };
static _Atomic(struct arena_block *) spare[SPARES];
#endif

static struct arena_block *
block_take(size_t size)
{
#ifndef __SANITIZE_ADDRESS__
	for (size_t i = 0; i < SPARES && size == BLOCK_BYTES - sizeof(struct arena_block); i++) {
		struct arena_block *b = atomic_load(&spare[i]) ? atomic_exchange(&spare[i], NULL) : NULL;

		if (b)
			return b;
	}
#endif
	return size < SIZE_MAX - sizeof(struct arena_block) ? malloc(sizeof(struct arena_block) + size) : NULL;
}

static void
block_give(struct arena_block *b)
{
#ifndef __SANITIZE_ADDRESS__
	for (size_t i = 0; b && i < SPARES && b->size == BLOCK_BYTES - sizeof(*b); i++)
		if (!atomic_load(&spare[i]))
			b = atomic_exchange(&spare[i], b);
#endif
	free(b);
}

static _Noreturn void
out_of_memory(size_t n)
{
	char text[64];
	size_t bytes = fmt_text(text, sizeof(text), "out of memory: %zu bytes asked for\n", n);

	/* Nothing can be done about a standard error that takes no more. */
	if (write(STDERR_FILENO, text, bytes) < 0)
		abort();
	abort();
}

/* Blocks grow with the arena, so that a large one has few of them. */
static struct arena_block *
block_add(struct arena *a, size_t n)
{
	size_t size = a->total_bytes < BLOCK_BYTES ? BLOCK_BYTES - sizeof(struct arena_block) : a->total_bytes;
	struct arena_block *b;

	if (size > BLOCK_BYTES_MAX)
		size = BLOCK_BYTES_MAX;
	if (size < n)
		size = n;
	b = block_take(size);
	if (!b)
		out_of_memory(n);
	b->next = a->head;
	b->used = 0;
	b->size = size;
	a->head = b;
	a->total_bytes += size;
	return b;
}

static size_t
padding(const struct arena_block *b)
{
	return (ALIGNMENT - b->used % ALIGNMENT) % ALIGNMENT;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	struct arena_block *b = a->head;
	void *p;

	if (n > SIZE_MAX / 2)
		out_of_memory(n);
	if (!b || b->size - b->used < padding(b) || b->size - b->used - padding(b) < n)
		b = block_add(a, n);
	b->used += padding(b);
	p = b->bytes + b->used;
	b->used += n;
	return memset(p, 0, n);
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		out_of_memory(SIZE_MAX);
	return arena_alloc(a, bytes);
}

bool
arena_extend(struct arena *a, void *p, size_t old, size_t n)
{
	struct arena_block *b = a->head;

	if (!b || (unsigned char *)p + old != b->bytes + b->used || n - old > b->size - b->used)
		return false;
	memset(b->bytes + b->used, 0, n - old);
	b->used += n - old;
	return true;
}

char *
arena_z(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	return p;
}

struct str
arena_str(struct arena *a, struct str s)
{
	return (struct str){ arena_z(a, s), s.n };
}

struct str
arena_printf(struct arena *a, const char *fmt, ...)
{
	char *p = arena_alloc(a, PRINTF_GUESS);
	va_list ap;
	size_t n;

	/* Mostly it fits at once, and what is too much is given back. */
	va_start(ap, fmt);
	n = fmt_vtext(p, PRINTF_GUESS, fmt, ap);
	if (n < PRINTF_GUESS) {
		a->head->used -= PRINTF_GUESS - n - 1;
	} else {
		if (!arena_extend(a, p, PRINTF_GUESS, n + 1))
			p = arena_alloc(a, n + 1);
		fmt_vtext(p, n + 1, fmt, ap);
	}
	va_end(ap);
	return (struct str){ p, n };
}

static struct arena_block *
block_drop(struct arena_block *b)
{
	struct arena_block *next = b->next;

	mem_wipe(b->bytes, b->used);
	block_give(b);
	return next;
}

void
arena_reset(struct arena *a)
{
	struct arena_block *b = a->head;

	/* The oldest block is the small one that is worth keeping, unless the first allocation was a large one. */
	while (b && (b->next || b->size > BLOCK_BYTES))
		b = block_drop(b);
	a->head = b;
	a->total_bytes = 0;
	if (b) {
		mem_wipe(b->bytes, b->used);
		b->used = 0;
		a->total_bytes = b->size;
	}
}

void
arena_release(struct arena *a)
{
	while (a->head)
		a->head = block_drop(a->head);
	a->total_bytes = 0;
}
