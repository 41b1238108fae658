/*
 * source: an order's code before it is packed: a zip in S3, fetched once into a temporary file and read from there by every
 * order that shares it, by several threads at once.
 */
#ifndef ENGINE_SOURCE_H
#define ENGINE_SOURCE_H

#include "codec/zip.h"
#include "engine/engine.h"

struct source {
	struct str location; /* s3://bucket/key */
	int file;            /* a temporary file of the world */
	uint64_t size_bytes;
};

/* Fetches at most `max` bytes (ERR_LIMIT) and looks whether it is a zip. The source is the caller's to close. */
int source_fetch(struct engine *g, struct arena *a, struct str location, uint64_t max, struct source *out,
    struct err *e);
void source_close(struct engine *g, struct source *s);

/* Writes everything under `folder` (empty: all) as `code/...`, without inflating it. ERR_INPUT when there is no such folder, or a
 * symlink leads out of it. */
int source_copy(struct engine *g, struct arena *a, const struct source *s, struct str folder, struct zip_writer *w,
    struct err *e);

#endif
