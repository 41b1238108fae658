#include "net/retry.h"

/* base * 2^(attempt-1+pressure), at most the cap. */
static int64_t
ceiling_ms(const struct retry *r)
{
	int64_t cap = r->cap_ms > 0 ? r->cap_ms : 20000;
	int64_t ms = r->base_ms > 0 ? r->base_ms : 50;

	for (int i = 1; i < r->attempt + r->pressure && ms < cap; i++)
		ms *= 2;
	return ms < cap ? ms : cap;
}

bool
retry_left(const struct retry *r)
{
	return r->attempt + 1 < (r->attempts_max > 0 ? r->attempts_max : 3);
}

bool
retry_wait(struct retry *r, struct world *w, int floor_ms)
{
	int64_t delay_ms;
	uint32_t random;

	if (!retry_left(r))
		return false;
	r->attempt++;
	world_random(w, &random, sizeof(random));
	delay_ms = (int64_t)(random % (uint64_t)(ceiling_ms(r) + 1));
	if (delay_ms < floor_ms)
		delay_ms = floor_ms;
	if (r->until_ms && world_monotonic_ms(w) + delay_ms > r->until_ms)
		return false;
	world_sleep_ms(w, delay_ms);
	return true;
}
