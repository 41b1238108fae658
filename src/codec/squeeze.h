/*
 * squeeze: a small deflate (RFC 1951): one look for each match, fixed codes. Text becomes less than half as large, where zlib's
 * fastest level leaves a third of it, with a twentieth of zlib's code: a program's size counts here. Any inflate reads it.
 *
 * A stream is a row of blocks; each is squeezed by itself and stored where that does not make it smaller.
 */
#ifndef CODEC_SQUEEZE_H
#define CODEC_SQUEEZE_H

#include "base/str.h"

enum {
	SQUEEZE_BLOCK = 56 * 1024,                             /* bytes that go into one */
	SQUEEZE_ROOM = SQUEEZE_BLOCK + SQUEEZE_BLOCK / 8 + 16, /* and that may come out */
	SQUEEZE_HASH_BITS = 12,
};

/* Zeroed for a new stream. */
struct squeeze {
	uint64_t bits; /* that do not fill a byte yet */
	unsigned bit_count;
	uint16_t seen[1 << SQUEEZE_HASH_BITS]; /* where four bytes of that hash were last, 1 for the first place */
};

/* Writes one block of at most SQUEEZE_BLOCK bytes, the stream's last with its end, into `out`, which has SQUEEZE_ROOM; returns
 * how many bytes came out. The last may be empty. */
size_t squeeze_block(struct squeeze *s, struct str in, bool last, uint8_t *out);

#endif
