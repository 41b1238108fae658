/*
 * str: text by value. A `struct str` is a view of bytes owned by someone else; it is not terminated by a zero
 * and may hold any byte. Functions here never allocate and never modify what they look at.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
	const char *p;
	size_t n;
};

/* A view of a string literal, its length known to the compiler. */
#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })

/* For printf-like functions: buf_printf(b, "name " STR_FMT, STR_ARG(name)). */
#define STR_FMT "%.*s"
#define STR_ARG(s) (int)(s).n, (s).p

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A view of a zero-terminated string; NULL gives an empty one. */
struct str str_z(const char *z);

bool str_eq(struct str a, struct str b);
bool str_eqz(struct str a, const char *z);
/* ASCII letters compare equal in either case (header names). */
bool str_eq_nocase(struct str a, struct str b);
/* <0, 0, >0 by bytes; a prefix sorts first. */
int str_cmp(struct str a, struct str b);

bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);

/* The offset of the first `c` (or `needle`) in `s`, or s.n when there is none. */
size_t str_chr(struct str s, char c);
size_t str_rchr(struct str s, char c);
size_t str_find(struct str s, struct str needle);

/* The part from `from` up to, not including, `to`; both are clamped to the length. */
struct str str_sub(struct str s, size_t from, size_t to);
/* Without white space (space, tab, CR, LF) at both ends. */
struct str str_trim(struct str s);

/* Splits at the first `c`: returns what is before it and leaves what is after it in `rest`. Without a `c` it
 * returns everything and `rest` is empty with a NULL pointer, which ends loops: while (rest.p) str_cut(&rest, ','). */
struct str str_cut(struct str *rest, char c);

/* The whole of `s` as a decimal number (optional '-'); false when it is empty, has other bytes or overflows. */
bool str_i64(struct str s, int64_t *out);

/* True when `s` is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms); else `*at` is the offset of the
 * first bad byte. `at` may be NULL. */
bool str_utf8(struct str s, size_t *at);
/* How many bytes at the beginning stand for themselves in a JSON string, and are ASCII (RFC 8259, section 7). */
size_t str_json_plain(struct str s);
/* The beginning, or the end, of `s` that has at most `max` bytes and is not cut in the middle of a UTF-8 character. */
struct str str_head(struct str s, size_t max);
struct str str_tail(struct str s, size_t max);

/* Compares `n` bytes without a branch that depends on them (signatures). */
bool mem_eq_constant_time(const void *a, const void *b, size_t n);
/* Overwrites memory in a way that the compiler does not remove. */
void mem_wipe(void *p, size_t n);

#endif
