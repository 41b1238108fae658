/*
 * fmt: the part of printf() that messages, keys and numbers need, in a fraction of its time and size: %s %c %d %i %u %o %x %X %%,
 * the lengths l ll z j, the flags - + 0, width and precision, given or as `*`. No floating point, no %p, no %n, no locale. The
 * compiler checks the arguments as it does for printf(); a directive that is not among these is copied as it stands, and what
 * follows it is not trusted any more: its directives are copied too.
 */
#ifndef BASE_FMT_H
#define BASE_FMT_H

#include <stdarg.h>
#include <stddef.h>

/* As snprintf(): writes at most `cap` bytes, the terminating NUL among them (nothing where `cap` is 0), and returns the length that the
 * whole text has. */
size_t fmt_text(char *out, size_t cap, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
size_t fmt_vtext(char *out, size_t cap, const char *fmt, va_list ap) __attribute__((format(printf, 3, 0)));

#endif
