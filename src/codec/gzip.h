/*
 * gzip: inflate and deflate as streams (RFC 1951, RFC 1952), on zlib. The state is the caller's to release; memory is
 * constant (about 44 KB to inflate, 270 KB to deflate).
 */
#ifndef CODEC_GZIP_H
#define CODEC_GZIP_H

#include "base/arena.h"
#include "base/err.h"

enum gzip_wrap {
	GZIP_RAW /* deflate alone, as in zip */,
	GZIP_FILE /* with gzip's header and trailer, members may follow */
};

/* May be moved, since what zlib keeps lies in the arena. */
struct inflate {
	void *state;
	enum gzip_wrap wrap;
	bool done; /* the end of the stream was met */
};

struct deflate {
	void *state;
};

int inflate_open(struct inflate *z, struct arena *a, enum gzip_wrap wrap, struct err *e);
/* Takes what it can of `in` (which moves on) and fills `out` up to `cap`; `*got` bytes came out. 0 bytes with `in` empty
 * means: give more. ERR_INPUT for a broken stream. */
int inflate_step(struct inflate *z, struct str *in, void *out, size_t cap, size_t *got, struct err *e);
/* Ready for another stream, with the memory that it has. */
void inflate_again(struct inflate *z);

/* `level` is zlib's: 0 stores, 1 is fast, 9 is small. */
int deflate_open(struct deflate *z, struct arena *a, enum gzip_wrap wrap, int level, struct err *e);
/* The same; `last` says that no more input follows, and `*done` that everything is out. */
int deflate_step(struct deflate *z, struct str *in, bool last, void *out, size_t cap, size_t *got, bool *done,
    struct err *e);
/* Ready for another stream, with the memory that it has. */
void deflate_again(struct deflate *z, int level);

#endif
