/*
 * temp: a temporary file of the world, written at its end and read anywhere: what archives are made of. One thread writes;
 * afterwards several may read.
 */
#ifndef ENGINE_TEMP_H
#define ENGINE_TEMP_H

#include "base/world.h"
#include "codec/zip.h"

struct temp {
	struct world *world;
	int file; /* -1: closed */
	uint64_t bytes;
};

int temp_open(struct temp *t, struct world *w, struct err *e);
/* A closed one may be closed again. */
void temp_close(struct temp *t);

/* Exactly `n` bytes at `offset`; ERR_INPUT where the file ends before. */
int temp_read(const struct temp *t, uint64_t offset, void *p, size_t n, struct err *e);

/* Views of the file, which must outlive them: as an archive to read, as the place that one is written to, as a writer's shelf. */
struct zip_source temp_source(const struct temp *t);
struct zip_sink temp_sink(struct temp *t);
struct zip_shelf temp_shelf(struct temp *t);

#endif
