#include "local/heap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *
must(void *p, size_t n)
{
	if (!p) {
		fprintf(stderr, "out of memory: %zu bytes asked for\n", n);
		abort();
	}
	return p;
}

void *
heap_alloc(size_t n)
{
	return must(calloc(1, n ? n : 1), n);
}

void *
heap_resize(void *p, size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		must(NULL, SIZE_MAX);
	return must(realloc(p, bytes ? bytes : 1), bytes);
}

void
heap_free(void *p)
{
	free(p);
}

struct str
heap_str(struct str s)
{
	char *p = heap_alloc(s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	return (struct str){ p, s.n };
}

void
heap_str_free(struct str *s)
{
	free((void *)(uintptr_t)s->p);
	*s = (struct str){ 0 };
}

void
heap_str_set(struct str *s, struct str by)
{
	struct str copy = heap_str(by);

	heap_str_free(s);
	*s = copy;
}
