/* hex: bytes as lower-case hexadecimal digits and back (RFC 4648, section 8). */
#ifndef CODEC_HEX_H
#define CODEC_HEX_H

#include "base/buf.h"
#include "base/err.h"

void hex_encode(struct buf *out, const void *p, size_t n);
/* Appends the bytes of `in`; either case is read. ERR_INPUT with the offset for anything else; `out` is as before. */
int hex_decode(struct buf *out, struct str in, struct err *e);
/* The value of a hex digit of either case, or -1. */
int hex_digit(char c);

#endif
