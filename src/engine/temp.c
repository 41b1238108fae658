#include "engine/temp.h"

int
temp_open(struct temp *t, struct world *w, struct err *e)
{
	*t = (struct temp){ .world = w, .file = world_temp_open(w, e) };
	return t->file < 0 ? -1 : 0;
}

void
temp_close(struct temp *t)
{
	if (t->file >= 0)
		world_temp_close(t->world, t->file);
	t->file = -1;
}

int
temp_read(const struct temp *t, uint64_t offset, void *p, size_t n, struct err *e)
{
	size_t got;

	for (size_t done = 0; done < n; done += got) {
		if (world_temp_read(t->world, t->file, (int64_t)(offset + done), (char *)p + done, n - done, &got, e) <
		    0)
			return -1;
		if (got == 0)
			return err_set(e, ERR_INPUT, "the archive ends too early");
	}
	return 0;
}

static int
read_at(void *ctx, uint64_t offset, void *p, size_t n, struct err *e)
{
	return temp_read(ctx, offset, p, n, e);
}

static int
write_at(void *ctx, uint64_t offset, const void *p, size_t n, struct err *e)
{
	const struct temp *t = ctx;

	return world_temp_write(t->world, t->file, (int64_t)offset, p, n, e);
}

static int
append(void *ctx, const void *p, size_t n, struct err *e)
{
	struct temp *t = ctx;

	if (write_at(t, t->bytes, p, n, e) < 0)
		return -1;
	t->bytes += n;
	return 0;
}

struct zip_source
temp_source(const struct temp *t)
{
	return (struct zip_source){ read_at, (void *)(uintptr_t)t, t->bytes };
}

struct zip_sink
temp_sink(struct temp *t)
{
	return (struct zip_sink){ append, t };
}

struct zip_shelf
temp_shelf(struct temp *t)
{
	return (struct zip_shelf){ write_at, read_at, t };
}
