#include "base/world.h"

int64_t
world_now_ms(struct world *w)
{
	return w->ops->now_ms(w);
}

int64_t
world_monotonic_ms(struct world *w)
{
	return w->ops->monotonic_ms(w);
}

void
world_sleep_ms(struct world *w, int64_t ms)
{
	w->ops->sleep_ms(w, ms);
}

void
world_random(struct world *w, void *out, size_t n)
{
	w->ops->random(w, out, n);
}

struct str
world_random_hex(struct world *w, struct arena *a, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char *bytes = arena_alloc(a, n);
	char *hex = arena_alloc(a, 2 * n + 1);

	world_random(w, bytes, n);
	for (size_t i = 0; i < n; i++) {
		hex[2 * i] = digits[bytes[i] >> 4];
		hex[2 * i + 1] = digits[bytes[i] & 15];
	}
	return (struct str){ hex, 2 * n };
}

int
world_call(struct world *w, struct arena *a, const struct http_request *req, struct http_response *res, struct err *e)
{
	return w->ops->call(w, a, req, res, e);
}

int
world_spawn(struct world *w, struct arena *a, const struct spawn *s, struct spawned *out, struct err *e)
{
	return w->ops->spawn(w, a, s, out, e);
}

void
world_parallel(struct world *w, size_t n, void (*fn)(void *ctx, size_t i), void *ctx)
{
	w->ops->parallel(w, n, fn, ctx);
}

int
world_temp_open(struct world *w, struct err *e)
{
	return w->ops->temp_open(w, e);
}

int
world_temp_read(struct world *w, int handle, int64_t offset, void *p, size_t n, size_t *got, struct err *e)
{
	return w->ops->temp_read(w, handle, offset, p, n, got, e);
}

int
world_temp_write(struct world *w, int handle, int64_t offset, const void *p, size_t n, struct err *e)
{
	return w->ops->temp_write(w, handle, offset, p, n, e);
}

void
world_temp_close(struct world *w, int handle)
{
	w->ops->temp_close(w, handle);
}
