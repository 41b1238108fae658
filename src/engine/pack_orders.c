/* All orders of a run, window by window: pack_inside.h says how. */
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "engine/claim.h"
#include "engine/order_row.h"
#include "engine/pack_inside.h"

enum {
	NEW_SOURCES_MAX = 16, /* archives that one window fetches: they share the disk */
	LANES_MAX = 16,
	ISSUES_MAX = 50,
	ROUNDS_MAX = 6,       /* when something failed that may work the next time */
	ROUND_WAIT_MS = 1000, /* doubled from round to round */
};

enum slot_state { SLOT_TODO, SLOT_UPLOADED, SLOT_IN, SLOT_FAILED };

struct slot {
	const struct order *order;
	enum slot_state state;
	struct err err;
};

struct window {
	struct packing *k;
	size_t n;
	struct slot slots[PACK_WINDOW];
	_Atomic size_t next;                /* the slot to take next */
	_Atomic unsigned left[PACK_GROUPS]; /* slots of a group that are not uploaded yet */
};

void
pack_stop(struct packing *k, enum pack_state why, const struct err *err)
{
	int nobody = 0;

	if (!atomic_compare_exchange_strong(&k->stopping, &nobody, 1))
		return;
	if (err)
		k->err = *err;
	atomic_store(&k->state, why);
}

/* An end wish stops the packing; so does the run's deadline. What else goes wrong here does not matter much: there is time for
 * several heartbeats. */
static void
heartbeat(struct packing *k, struct arena *a)
{
	struct err e = { 0 };
	struct result wish;

	if (run_row_heartbeat(k->g, a, k->row.run_id, &e) < 0 && e.code == ERR_LOST)
		pack_stop(k, PACK_LOST, &e);
	else if (e.code)
		log_warn("heartbeat: %s", e.msg);
	if (end_wish_get(k->g, a, k->row.run_id, &wish, &e) < 0)
		return;
	err_set(&e, ERR_REFUSED, STR_FMT "%s" STR_FMT, STR_ARG(wish.failure_reason), wish.message.n ? ": " : "",
	    STR_ARG(wish.message));
	pack_stop(k, PACK_WISHED, &e);
}

bool
pack_going(struct packing *k, struct arena *a)
{
	int64_t now_ms = world_now_ms(k->g->world), due_ms = atomic_load(&k->beat_ms);
	struct err e = { 0 };

	if (now_ms >= k->row.deadline_ms) {
		err_set(&e, ERR_TIMEOUT, "deadline: the job's time was over before everything was packed");
		pack_stop(k, PACK_WISHED, &e);
	} else if (now_ms >= k->stop_ms) {
		pack_stop(k, PACK_LATE, NULL);
	} else if (now_ms >= due_ms &&
	    atomic_compare_exchange_strong(&k->beat_ms, &due_ms, now_ms + PACKING_RENEW_MS)) {
		heartbeat(k, a);
	}
	return atomic_load(&k->state) == PACK_GOING;
}

/* Inserts the rows of those slots from `first` on whose bundles are up. */
static void
insert_rows(struct window *win, struct arena *a, size_t first, size_t n)
{
	struct order_new *rows = arena_new_n(a, struct order_new, n);
	size_t count = 0;
	struct err e = { 0 };

	for (size_t i = first; i < first + n && i < win->n; i++)
		if (win->slots[i].state == SLOT_UPLOADED)
			rows[count++] = pack_row(win->k, a, win->slots[i].order);
	if (count && order_rows_insert(win->k->g, a, win->k->row.run_id, rows, count, &e) < 0) {
		pack_stop(win->k, e.code == ERR_LOST ? PACK_LOST : PACK_BROKEN, &e);
		return;
	}
	for (size_t i = first; i < first + n && i < win->n; i++)
		if (win->slots[i].state == SLOT_UPLOADED)
			win->slots[i].state = SLOT_IN;
}

static void
pack_slot(struct window *win, struct arena *a, size_t i)
{
	struct slot *slot = &win->slots[i];
	size_t group = i / PACK_GROUP;

	if (pack_order(win->k, a, slot->order, &slot->err) < 0) {
		slot->state = SLOT_FAILED;
		pack_stop(win->k, PACK_BROKEN, &slot->err);
		return;
	}
	slot->state = SLOT_UPLOADED;
	if (atomic_fetch_sub(&win->left[group], 1) == 1)
		insert_rows(win, a, group * PACK_GROUP, PACK_GROUP);
}

static void
lane(void *ctx, size_t number)
{
	struct window *win = ctx;
	struct arena a = ARENA_EMPTY;
	size_t i;

	(void)number;
	while (pack_going(win->k, &a) && (i = atomic_fetch_add(&win->next, 1)) < win->n) {
		if (win->slots[i].state == SLOT_TODO)
			pack_slot(win, &a, i);
		arena_reset(&a);
	}
	arena_release(&a);
}

/* Enough to keep the processors busy with sops while others wait for S3; more would only cost memory. */
static size_t
lane_count(void)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t lanes = processors > 0 ? (size_t)processors + 2 : 4;

	return lanes < LANES_MAX ? lanes : LANES_MAX;
}

/* Orders whose rows are there were packed by an earlier sender. */
static int
mark_known(struct window *win, struct arena *a, struct err *e)
{
	struct order_row *rows = arena_new_n(a, struct order_row, win->n);
	unsigned nums[PACK_WINDOW];

	for (size_t i = 0; i < win->n; i++)
		nums[i] = win->slots[i].order->num;
	if (order_rows_get(win->k->g, a, win->k->row.run_id, nums, win->n, rows, e) < 0)
		return -1;
	for (size_t i = 0; i < win->n; i++)
		if (rows[i].num)
			win->slots[i].state = SLOT_IN;
	return 0;
}

/* Takes orders from `first` on; wants what they need; stops where they need too much at once. */
static int
window_open(struct window *win, struct packing *k, struct arena *a, size_t first, struct err *e)
{
	size_t rest = k->job->order_count - first, archives = 0, n;

	memset(win, 0, sizeof(*win));
	win->k = k;
	win->n = rest < PACK_WINDOW ? rest : PACK_WINDOW;
	for (size_t i = 0; i < win->n; i++)
		win->slots[i].order = &k->job->orders[first + i];
	if (k->resumed && mark_known(win, a, e) < 0)
		return -1;
	for (n = 0; n < win->n && archives < NEW_SOURCES_MAX; n++) {
		if (win->slots[n].state != SLOT_TODO)
			continue;
		archives += pack_needs_want(k, win->slots[n].order);
		atomic_fetch_add(&win->left[n / PACK_GROUP], 1);
	}
	win->n = n;
	return 0;
}

/* An order whose needs are not met is not begun. */
static void
check_needs(struct window *win)
{
	for (size_t i = 0; i < win->n; i++) {
		struct slot *slot = &win->slots[i];
		const struct err *why;

		if (slot->state != SLOT_TODO || pack_needs_met(win->k, slot->order, &why) || !why)
			continue;
		slot->state = SLOT_FAILED;
		slot->err = *why;
		pack_stop(win->k, PACK_BROKEN, why);
	}
}

/* What a person is told: every order that failed, and the first one's error as the reason of the whole. */
static void
report(struct window *win)
{
	struct packing *k = win->k;
	size_t told = 0;

	for (size_t i = 0; i < win->n && told < ISSUES_MAX; i++) {
		const struct slot *slot = &win->slots[i];
		struct str where;

		if (slot->state != SLOT_FAILED)
			continue;
		where = pack_where(k->arena, slot->order);
		if (told++ == 0) {
			k->err = slot->err;
			err_wrap(&k->err, STR_FMT, STR_ARG(where));
		}
		if (k->p->issues)
			job_error(k->p->issues, "pack", where, slot->order->place, "%s", slot->err.msg);
	}
}

/* One window; returns how many orders it had. */
static size_t
pack_window(struct packing *k, struct window *win, struct arena *a, size_t first)
{
	struct err e = { 0 };

	if (window_open(win, k, a, first, &e) < 0) {
		pack_stop(k, PACK_BROKEN, &e);
		return 0;
	}
	pack_needs_fetch(k);
	check_needs(win);
	world_parallel(k->g->world, lane_count(), lane, win);
	insert_rows(win, a, 0, win->n);
	/* What did not succeed is done again. */
	pack_needs_trim(k, (unsigned)(atomic_load(&k->state) == PACK_GOING ? first + win->n : first) + 1);
	return win->n;
}

static void
pack_round(struct packing *k, struct window *win, size_t *first)
{
	struct arena a = ARENA_EMPTY;

	while (*first < k->job->order_count && pack_going(k, &a)) {
		size_t n = pack_window(k, win, &a, *first);

		if (atomic_load(&k->state) == PACK_GOING)
			*first += n;
		arena_reset(&a);
	}
	arena_release(&a);
}

void
pack_resume(struct packing *k)
{
	k->resumed = true;
	k->err = (struct err){ 0 };
	atomic_store(&k->state, PACK_GOING);
	atomic_store(&k->stopping, 0);
}

/* Forgets a failure that may not happen again, and waits a little, but not beyond the time there is. */
static bool
try_again(struct packing *k, int round)
{
	int64_t left_ms = k->stop_ms - world_now_ms(k->g->world), wait_ms = (int64_t)ROUND_WAIT_MS << round;

	if (atomic_load(&k->state) != PACK_BROKEN || !k->err.retryable || round + 1 >= ROUNDS_MAX)
		return false;
	log_warn("packing: %s; trying again", k->err.msg);
	world_sleep_ms(k->g->world, wait_ms < left_ms ? wait_ms : left_ms > 0 ? left_ms : 0);
	pack_resume(k);
	return true;
}

void
pack_orders(struct packing *k)
{
	struct window *win = arena_new(k->arena, struct window);
	size_t first = 0;
	int round = 0;

	pack_round(k, win, &first);
	while (try_again(k, round++))
		pack_round(k, win, &first);
	if (atomic_load(&k->state) == PACK_BROKEN)
		report(win);
	log_info("packing: the first %zu of %zu orders are in", first, k->job->order_count);
}
