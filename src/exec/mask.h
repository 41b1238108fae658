/*
 * mask: replaces secrets in text that leaves the worker. Sans-I/O: bytes in, in pieces of any size, masked bytes out.
 *
 * A value is found wherever it starts and however it is written: as it is; percent-encoded, whichever bytes were (with '+' for a
 * space or for itself); inside a JSON string, whichever escapes were taken; in base64 of either alphabet at any of the three
 * alignments, folded into lines or not. So are the single lines of a value of several lines, what a value that holds escapes
 * becomes where they are read (a key in JSON), and every URL that bears an AWS signature. Of values that start at the same
 * place the longest counts; values that overlap are masked together.
 *
 * Text is held back only while it may still become a value. Memory: the values themselves are not copied; tables take a few
 * dozen bytes a value and line, a stream 64 KiB and eleven times the longest value.
 */
#ifndef EXEC_MASK_H
#define EXEC_MASK_H

#include "base/buf.h"

#define MASK_MARK "***"

enum { MASK_VALUE_MIN = 4, MASK_URL_MAX = 8192 };

struct mask_value {
	struct str text;
	uint32_t prefix; /* the longest other value that this one begins with; UINT32_MAX: none */
};

struct mask {
	struct arena *arena;
	struct mask_value *values; /* sorted by mask_seal() */
	size_t n, cap, longest;
	/* Bitmaps over hashes of four bytes: of what the values begin with, and of what their encodings begin with. */
	uint8_t *keys, *starts;
	unsigned keys_shift, starts_shift;
	bool firsts[256]; /* bytes that values begin with */
	bool spaces;      /* some value holds one, which may be written as '+' */
};

/* An empty set; usable at once (it masks signed URLs) after mask_seal(). */
void mask_init(struct mask *m, struct arena *a);
/* Adds a value, which must stay where it is as long as the set lives. False: it is too short to be masked. */
bool mask_add(struct mask *m, struct str value);
/* Makes the set ready; nothing is added afterwards. */
void mask_seal(struct mask *m);

typedef void mask_sink(void *ctx, struct str masked);

struct mask_stream {
	const struct mask *mask;
	mask_sink *sink;
	void *ctx;
	uint8_t *held; /* input that is not decided yet */
	size_t held_n, held_cap;
	size_t done;        /* of it, has been written or masked */
	size_t run;         /* base64 characters in a row right before it */
	size_t plain_until; /* of it, belongs to a URL without signature */
	uint8_t *decoded;
	uint32_t *ends;
};

void mask_open(struct mask_stream *s, const struct mask *m, struct arena *a, mask_sink *sink, void *ctx);
void mask_feed(struct mask_stream *s, struct str in);
/* The text is complete: writes what was held back. The stream is then as new. */
void mask_end(struct mask_stream *s);

/* A whole text, in `a`. */
struct str mask_text(const struct mask *m, struct arena *a, struct str text);

#endif
