/*
 * memcpy and memmove for x86-64, in the place of musl's: those start a string instruction whatever the length, which takes
 * longer than all the copying when the pieces are as short as printf() and writers make them.
 *
 * Short pieces are read whole before anything is written, by loads that overlap, so these serve both functions. Not under
 * AddressSanitizer, which brings its own, and not on other processors, for which musl's are good.
 */
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__GLIBC__)

#include <stdint.h>
#include <string.h>

/* libc copies with these before the stack's guard is set up; and a loop that copies must not become a call of memcpy. */
#ifdef __clang__
#pragma clang attribute push(__attribute__((no_stack_protector)), apply_to = function)
#else
#pragma GCC optimize("O2", "no-stack-protector", "no-tree-loop-distribute-patterns")
#endif

enum { FEW_MAX = 16, SHORT_MAX = 64, LOOP_MAX = 512 };

struct piece {
	uint64_t half[2];
};

static inline struct piece
load(const char *p)
{
	struct piece v;

	__builtin_memcpy(&v, p, sizeof(v));
	return v;
}

static inline void
store(char *p, struct piece v)
{
	__builtin_memcpy(p, &v, sizeof(v));
}

/* At most 16 bytes. */
static inline void
copy_few(char *to, const char *from, size_t n)
{
	if (n >= 8) {
		uint64_t a, b;

		__builtin_memcpy(&a, from, 8);
		__builtin_memcpy(&b, from + n - 8, 8);
		__builtin_memcpy(to, &a, 8);
		__builtin_memcpy(to + n - 8, &b, 8);
	} else if (n >= 4) {
		uint32_t a, b;

		__builtin_memcpy(&a, from, 4);
		__builtin_memcpy(&b, from + n - 4, 4);
		__builtin_memcpy(to, &a, 4);
		__builtin_memcpy(to + n - 4, &b, 4);
	} else if (n) {
		char a = from[0], b = from[n / 2], c = from[n - 1];

		to[0] = a;
		to[n / 2] = b;
		to[n - 1] = c;
	}
}

/* 17 to 64 bytes. */
static inline void
copy_short(char *to, const char *from, size_t n)
{
	struct piece a = load(from), d = load(from + n - 16);

	if (n > 32) {
		struct piece b = load(from + 16), c = load(from + n - 32);

		store(to + 16, b);
		store(to + n - 32, c);
	}
	store(to, a);
	store(to + n - 16, d);
}

/* More than 16 bytes, the first ones first: right where `to` lies before `from` or apart from it. */
static inline void
copy_up(char *to, const char *from, size_t n)
{
	struct piece last = load(from + n - sizeof(last));

	for (size_t i = 0; i < n - sizeof(last); i += sizeof(last)) {
		store(to + i, load(from + i));
		__asm__ volatile("" : : : "memory");
	}
	store(to + n - sizeof(last), last);
}

static inline void
copy_down(char *to, const char *from, size_t n)
{
	struct piece first = load(from);

	for (size_t i = n; i > sizeof(first); i -= sizeof(first)) {
		store(to + i - sizeof(first), load(from + i - sizeof(first)));
		__asm__ volatile("" : : : "memory");
	}
	store(to, first);
}

void *
memcpy(void *restrict dest, const void *restrict src, size_t n)
{
	char *to = dest;
	const char *from = src;

	if (n <= FEW_MAX)
		copy_few(to, from, n);
	else if (n <= SHORT_MAX)
		copy_short(to, from, n);
	else if (n <= LOOP_MAX)
		copy_up(to, from, n);
	else
		__asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(n) : : "memory");
	return dest;
}

void *
memmove(void *dest, const void *src, size_t n)
{
	char *to = dest;
	const char *from = src;

	if (n <= FEW_MAX)
		copy_few(to, from, n);
	else if (n <= SHORT_MAX)
		copy_short(to, from, n);
	else if ((uintptr_t)to - (uintptr_t)from >= n)
		copy_up(to, from, n);
	else
		copy_down(to, from, n);
	return dest;
}

#ifdef __clang__
#pragma clang attribute pop
#endif

#endif
