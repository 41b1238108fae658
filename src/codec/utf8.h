/* utf8: code points as UTF-8 (RFC 3629). Looking at UTF-8 is str_utf8()'s. */
#ifndef CODEC_UTF8_H
#define CODEC_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Writes one code point, at most 4 bytes; how many. A surrogate, or what is beyond U+10FFFF, becomes U+FFFD. */
size_t utf8_put(char *to, uint32_t point);

#endif
