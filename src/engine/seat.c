#include "engine/seat.h"

static int
write_ending(struct engine *g, struct arena *a, struct str run, unsigned num, struct str host,
    const struct result *ending, struct result *stands, struct err *e)
{
	if (result_put(g, a, run, num, host, ending, STR(""), e) < 0)
		return -1;
	return result_get(g, a, run, num, host, stands, e);
}

int
seat_end(struct engine *g, struct arena *a, struct str run, unsigned num, struct str host, const struct result *ending,
    bool write_off, enum seat_end *how, struct claim *holder, struct result *stands, struct err *e)
{
	struct claim mine = { .id = engine_attempt_id(g, a, ending->by), .ender = true, .ending = *ending };
	bool ours = claim_take(g, a, run, num, host, &mine, holder, e) == 0;

	*how = SEAT_ENDED;
	if (!ours && e->code != ERR_REFUSED)
		return -1;
	if (ours || holder->ender || write_off)
		return write_ending(g, a, run, num, host, !ours && holder->ender ? &holder->ending : ending, stands, e);
	/* The worker may have finished already. */
	if (result_get(g, a, run, num, host, stands, e) == 0)
		return 0;
	if (e->code != ERR_NOT_FOUND)
		return -1;
	*how = SEAT_WORKER;
	return 0;
}
