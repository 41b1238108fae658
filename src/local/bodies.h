/*
 * bodies: bodies too large for memory, each in a file of its own in one folder (the home's objects/), known by a number.
 * Size and hashes are taken as the bytes come. Who has a number may open the file; dropping removes the name, so that what
 * is being read stays readable to its end.
 */
#ifndef LOCAL_BODIES_H
#define LOCAL_BODIES_H

#include "codec/hash.h"
#include "local/cloud.h"

struct bodies {
	const char *dir;
	uint64_t last; /* number given out */
};

/* One that is being written. */
struct body_writer {
	struct bodies *bodies;
	uint64_t handle;
	int fd;
	uint64_t size_bytes;
	uint32_t crc32;
	struct sha256 sha256;
};

int body_create(struct body_writer *w, struct bodies *b, struct err *e);
int body_write(struct body_writer *w, struct str piece, struct err *e);
/* Complete: the body as the cloud takes it. On failure the file is gone. */
int body_finish(struct body_writer *w, struct cloud_body *out, struct err *e);
/* Given up: the file is gone. A writer that is not open is left alone. */
void body_abandon(struct body_writer *w);

int bodies_open(const struct bodies *b, uint64_t handle, int *fd, struct err *e);
void bodies_drop(const struct bodies *b, uint64_t handle);

#endif
