/* base64: RFC 4648, section 4 (with padding). */
#ifndef CODEC_BASE64_H
#define CODEC_BASE64_H

#include "base/buf.h"
#include "base/err.h"

void base64_encode(struct buf *out, struct str in);
/* Strict: canonical padding, no white space but line ends (MIME bodies fold). The URL-safe alphabet is read too.
 * ERR_INPUT with the offset of what is wrong; `out` is then as before. */
int base64_decode(struct buf *out, struct str in, struct err *e);

#endif
