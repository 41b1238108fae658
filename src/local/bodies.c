#include "local/bodies.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/io.h"
#include "codec/crc.h"

enum { NAME_BYTES = 4096 };

static int
name_of(const struct bodies *b, uint64_t handle, char out[static NAME_BYTES], struct err *e)
{
	if (snprintf(out, NAME_BYTES, "%s/%" PRIu64, b->dir, handle) >= NAME_BYTES)
		return err_set(e, ERR_LIMIT, "%s: the path is too long", b->dir);
	return 0;
}

int
body_create(struct body_writer *w, struct bodies *b, struct err *e)
{
	char name[NAME_BYTES];

	*w = (struct body_writer){ .bodies = b, .handle = b->last + 1, .fd = -1 };
	if (name_of(b, w->handle, name, e) < 0)
		return -1;
	w->fd = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (w->fd < 0)
		return err_sys(e, "%s: create", name);
	b->last++;
	sha256_init(&w->sha256);
	return 0;
}

int
body_write(struct body_writer *w, struct str piece, struct err *e)
{
	if (io_write_all(w->fd, piece, e) < 0)
		return err_wrap(e, "a body of %" PRIu64 " bytes so far", w->size_bytes);
	w->size_bytes += piece.n;
	w->crc32 = crc32_update(w->crc32, piece.p, piece.n);
	sha256_update(&w->sha256, piece.p, piece.n);
	return 0;
}

/* The ETag's hash is taken over the whole, from the page cache. */
static int
md5_of(struct body_writer *w, uint8_t out[static MD5_LEN], struct err *e)
{
	void *p;

	if (w->size_bytes == 0) {
		md5(STR(""), out);
		return 0;
	}
	p = mmap(NULL, w->size_bytes, PROT_READ, MAP_SHARED, w->fd, 0);
	if (p == MAP_FAILED)
		return err_sys(e, "map a body of %" PRIu64 " bytes", w->size_bytes);
	md5((struct str){ p, w->size_bytes }, out);
	munmap(p, w->size_bytes);
	return 0;
}

int
body_finish(struct body_writer *w, struct cloud_body *out, struct err *e)
{
	*out = (struct cloud_body){ .handle = w->handle, .size_bytes = w->size_bytes, .crc32 = w->crc32 };
	sha256_final(&w->sha256, out->sha256);
	if (md5_of(w, out->md5, e) < 0) {
		body_abandon(w);
		return -1;
	}
	io_close(&w->fd);
	return 0;
}

void
body_abandon(struct body_writer *w)
{
	if (w->fd < 0)
		return;
	io_close(&w->fd);
	bodies_drop(w->bodies, w->handle);
}

int
bodies_open(const struct bodies *b, uint64_t handle, int *fd, struct err *e)
{
	char name[NAME_BYTES];

	if (name_of(b, handle, name, e) < 0)
		return -1;
	*fd = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	return *fd < 0 ? err_sys(e, "%s: open", name) : 0;
}

void
bodies_drop(const struct bodies *b, uint64_t handle)
{
	char name[NAME_BYTES];

	if (name_of(b, handle, name, NULL) == 0)
		unlink(name);
}
