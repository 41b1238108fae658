/*
 * The run row's item: pk `lock:<run>`; times in ms since the epoch but for `ttl` (s). `inbox` is a string set of order numbers.
 */
#include "engine/run_row_inside.h"

#include <string.h>

#include "engine/ids.h"

enum { ACQUIRE_ROUNDS = 4 };

const char *const run_status_names[] = { "packing", "active", "completed" };

static void
read_inbox(struct arena *a, struct json item, struct run_row *out)
{
	struct str *members;
	size_t n = ddb_strings(a, item, "inbox", &members);

	out->inbox = arena_new_n(a, unsigned, n);
	for (size_t i = 0; i < n; i++)
		if (order_num_parse(members[i], &out->inbox[out->inbox_count]))
			out->inbox_count++;
}

void
run_row_read(struct arena *a, struct str run, struct json item, struct run_row *out)
{
	*out = (struct run_row){
		.run_id = run,
		.packing_until_ms = ddb_n(item, "packing_until", 0),
		.orchestrator_id = ddb_s(item, "orchestrator_id"),
		.lease_until_ms = ddb_n(item, "lease_until", 0),
		.fence = ddb_n(item, "fence", 0),
		.news = ddb_n(item, "news", 0),
		.inbox_over = ddb_bool(item, "inbox_over"),
		.starved = ddb_bool(item, "starved"),
		.deadline_ms = ddb_n(item, "deadline", 0),
		.created_at_ms = ddb_n(item, "created_at", 0),
		.reconciled_at_ms = ddb_n(item, "reconciled_at", 0),
		.order_count = (unsigned)ddb_n(item, "order_count", 0),
		.job_sha256 = ddb_s(item, "job_sha256"),
		.recipient = ddb_s(item, "recipient"),
		.flow_id = ddb_s(item, "flow_id"),
		.trace_id = ddb_s(item, "trace_id"),
		.username = ddb_s(item, "username"),
		.packing_failure = ddb_s(item, "packing_failure"),
		.packing_ended_ms = ddb_n(item, "packing_ended", ddb_n(item, "packing_until", 0)),
		.taken_from = ddb_s(item, "taken_from"),
		.comment = ddb_s(item, "pr_comment"),
	};
	run_comment_read(a, ddb_s(item, "pr_comment_state"), &out->commented);
	for (size_t i = 0; i < COUNT(run_status_names); i++)
		if (str_eqz(ddb_s(item, "status"), run_status_names[i]))
			out->status = (enum run_status)i;
	read_inbox(a, item, out);
}

int
run_row_get(struct engine *g, struct arena *a, struct str run, struct run_row *out, struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);
	struct json answer;

	json_object(&w);
	json_put_str(&w, "TableName", g->config.locks_table);
	json_put_object(&w, "Key");
	ddb_put_s(&w, "pk", pk_run(a, run));
	json_close(&w);
	json_put_bool(&w, "ConsistentRead", true);
	json_close(&w);
	if (ddb_call(g->aws, a, "GetItem", buf_str(&body), &answer, NULL, e) < 0)
		return err_wrap(e, "run " STR_FMT, STR_ARG(run));
	if (!json_exists(json_get(answer, "Item")))
		return err_set(e, ERR_NOT_FOUND,
		    "run " STR_FMT ": there is none of this id, or it ended over a day ago", STR_ARG(run));
	run_row_read(a, run, json_get(answer, "Item"), out);
	return 0;
}

struct update_what
run_row_update(struct engine *g, struct arena *a, struct str run, const char *expression, const char *condition,
    const char *return_values)
{
	return (struct update_what){ .table = g->config.locks_table,
		.pk = pk_run(a, run),
		.update = expression,
		.condition = condition,
		.return_values = return_values };
}

static bool
has_num(const unsigned *nums, size_t n, unsigned num)
{
	for (size_t i = 0; i < n; i++)
		if (nums[i] == num)
			return true;
	return false;
}

/* Order numbers as the string set :nums, each once: DynamoDB refuses a set that repeats one. More than the inbox holds are not
 * tried. */
static void
put_nums(struct json_writer *w, struct arena *a, const unsigned *nums, size_t n)
{
	struct str *texts = arena_new_n(a, struct str, n);
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (!has_num(nums, i, nums[i]))
			texts[count++] = order_num(a, nums[i]);
	ddb_put_strings(w, ":nums", texts, count);
}

#define FREE "(attribute_not_exists(orchestrator_id) OR lease_until < :now)"
#define ROOM "(attribute_not_exists(inbox) OR size(inbox) < :room)"
#define TAKE \
	"SET taken_from = if_not_exists(orchestrator_id, :free), orchestrator_id = :me, lease_until = :lease, acquired_at = :now"

/* The three ways to ask for the row: news that fit, news that do not, and the end of a packing. */
enum way { WAY_INBOX, WAY_OVER, WAY_FAILED };

static int
try_acquire(struct engine *g, struct arena *a, struct str run, struct str me, const unsigned *nums, size_t n,
    enum way way, struct json *item, bool *repeated, struct err *e)
{
	static const char *const updates[] = {
		[WAY_INBOX] = TAKE " ADD fence :one, news :one, inbox :nums",
		[WAY_OVER] = TAKE ", inbox_over = :true ADD fence :one, news :one",
		[WAY_FAILED] = TAKE " ADD fence :one, news :one",
	};
	static const char *const conditions[] = {
		[WAY_INBOX] = "#s = :status AND " FREE " AND " ROOM,
		[WAY_OVER] = "#s = :status AND " FREE,
		[WAY_FAILED] = "#s = :status AND (fence > :zero OR packing_until < :now) AND " FREE,
	};
	struct update_what what = run_row_update(g, a, run, updates[way], conditions[way], "ALL_NEW");
	int64_t now_ms = world_now_ms(g->world);
	struct update u;

	update_open(&u, a, &what);
	ddb_put_s(&u.w, ":status", str_z(run_status_names[way == WAY_FAILED ? RUN_PACKING : RUN_ACTIVE]));
	ddb_put_s(&u.w, ":free", STR("-"));
	ddb_put_s(&u.w, ":me", me);
	ddb_put_n(&u.w, ":now", now_ms);
	ddb_put_n(&u.w, ":lease", now_ms + LEASE_MS);
	ddb_put_n(&u.w, ":one", 1);
	if (way == WAY_INBOX) {
		put_nums(&u.w, a, nums, n);
		ddb_put_n(&u.w, ":room", (int64_t)(INBOX_MAX - n + 1));
	} else if (way == WAY_OVER) {
		ddb_put_bool(&u.w, ":true", true);
	} else {
		ddb_put_n(&u.w, ":zero", 0);
	}
	return update_send(&u, g->aws, a, item, repeated, e);
}

static bool
lapsed(struct engine *g, const struct run_row *row)
{
	return row->lease_until_ms < world_now_ms(g->world);
}

/* What a refusal tells, and which way to ask next: *again is false when *how says it all. */
static enum way
after_refusal(struct engine *g, const struct run_row *row, size_t n, bool *again, enum acquired *how)
{
	bool held = row->orchestrator_id.n && !lapsed(g, row);
	bool ended = row->fence > 0 || row->packing_until_ms < world_now_ms(g->world);

	*again = false;
	*how = ACQUIRE_NOTHING;
	if (row->status == RUN_COMPLETED || (row->status == RUN_PACKING && !ended))
		return WAY_INBOX;
	*how = ACQUIRE_HELD;
	*again = !held;
	return row->status == RUN_PACKING ? WAY_FAILED : row->inbox_count + n > INBOX_MAX ? WAY_OVER : WAY_INBOX;
}

int
run_row_acquire(struct engine *g, struct arena *a, struct str run, struct str me, const unsigned *nums, size_t n,
    struct run_row *row, enum acquired *how, struct err *e)
{
	enum way way = n > 0 && n <= INBOX_MAX ? WAY_INBOX : WAY_OVER;
	bool again = true;

	for (int round = 0; again && round < ACQUIRE_ROUNDS; round++) {
		bool repeated = false;
		struct json item;
		bool ours = try_acquire(g, a, run, me, nums, n, way, &item, &repeated, e) == 0;

		if (!ours && e->code != ERR_REFUSED)
			return err_wrap(e, "run " STR_FMT ": acquire", STR_ARG(run));
		*how = ACQUIRE_NOTHING;
		if (!ours && !json_exists(item))
			return 0;
		run_row_read(a, run, item, row);
		/* Refused by ourselves: the first attempt worked and its answer was lost. */
		if (ours || str_eq(row->orchestrator_id, me)) {
			*how = row->status == RUN_PACKING ? ACQUIRED_FAILED : ACQUIRED;
			return 0;
		}
		way = after_refusal(g, row, n, &again, how);
	}
	return 0;
}

int
run_row_hand_over(struct engine *g, struct arena *a, struct str run, const unsigned *nums, size_t n,
    struct run_row *row, struct err *e)
{
	bool fits = n > 0 && n <= INBOX_MAX;

	for (;;) {
		struct update_what what = fits ? run_row_update(g, a, run, "ADD inbox :nums, news :one",
						     "attribute_exists(orchestrator_id) AND " ROOM, "ALL_NEW") :
						 run_row_update(g, a, run, "SET inbox_over = :true ADD news :one",
						     "attribute_exists(orchestrator_id)", "ALL_NEW");
		struct json item;
		struct update u;

		update_open(&u, a, &what);
		ddb_put_n(&u.w, ":one", 1);
		if (fits) {
			put_nums(&u.w, a, nums, n);
			ddb_put_n(&u.w, ":room", (int64_t)(INBOX_MAX - n + 1));
		} else {
			ddb_put_bool(&u.w, ":true", true);
		}
		if (update_send(&u, g->aws, a, &item, NULL, e) == 0) {
			run_row_read(a, run, item, row);
			return 0;
		}
		if (e->code != ERR_REFUSED)
			return err_wrap(e, "run " STR_FMT ": hand over", STR_ARG(run));
		run_row_read(a, run, item, row);
		if (!row->orchestrator_id.n || !fits)
			return -1;
		fits = false;
	}
}

#define OURS "fence = :fence AND orchestrator_id = :me"

static void
put_ours(struct json_writer *w, const struct run_row *row)
{
	ddb_put_n(w, ":fence", row->fence);
	ddb_put_s(w, ":me", row->orchestrator_id);
}

static int
lost(const struct run_row *row, struct err *e)
{
	return err_set(e, ERR_LOST, "run " STR_FMT ": somebody else holds it now", STR_ARG(row->run_id));
}

int
run_row_renew(struct engine *g, struct arena *a, const struct run_row *row, struct err *e)
{
	struct update_what what = run_row_update(g, a, row->run_id, "SET lease_until = :lease", OURS, NULL);
	struct json item;
	struct update u;

	update_open(&u, a, &what);
	put_ours(&u.w, row);
	ddb_put_n(&u.w, ":lease", world_now_ms(g->world) + LEASE_MS);
	if (update_send(&u, g->aws, a, &item, NULL, e) == 0)
		return 0;
	return e->code == ERR_REFUSED ? lost(row, e) :
					err_wrap(e, "run " STR_FMT ": renew the lease", STR_ARG(row->run_id));
}

int
run_row_comment(struct engine *g, struct arena *a, struct run_row *row, struct err *e)
{
	struct update_what what = run_row_update(g, a, row->run_id, "SET pr_comment_state = :comment", OURS, NULL);
	struct json item;
	struct update u;

	update_open(&u, a, &what);
	put_ours(&u.w, row);
	ddb_put_s(&u.w, ":comment", run_comment_text(a, &row->commented));
	if (update_send(&u, g->aws, a, &item, NULL, e) == 0) {
		row->commented.changed = false;
		return 0;
	}
	return e->code == ERR_REFUSED ? lost(row, e) :
					err_wrap(e, "run " STR_FMT ": its comment", STR_ARG(row->run_id));
}

int
run_row_take(struct engine *g, struct arena *a, struct run_row *row, struct err *e)
{
	struct update_what what = run_row_update(g, a, row->run_id, "SET inbox_over = :false REMOVE inbox", OURS,
	    "ALL_OLD");
	bool repeated = false;
	struct run_row before;
	struct json item;
	struct update u;

	update_open(&u, a, &what);
	put_ours(&u.w, row);
	ddb_put_bool(&u.w, ":false", false);
	if (update_send(&u, g->aws, a, &item, &repeated, e) < 0)
		return e->code == ERR_REFUSED ? lost(row, e) :
						err_wrap(e, "run " STR_FMT ": take the news", STR_ARG(row->run_id));
	run_row_read(a, row->run_id, item, &before);
	row->inbox = before.inbox;
	row->inbox_count = before.inbox_count;
	row->news = before.news;
	/* What an attempt took whose answer was lost, nobody has seen: it may be anything. */
	row->inbox_over = before.inbox_over || repeated;
	return 0;
}

static const char *
release_expression(struct arena *a, const struct run_row *row, const struct run_release *how)
{
	const char *comment = row->commented.changed ? ", pr_comment_state = :comment" : "";

	if (how->leaving)
		return arena_printf(a, "SET inbox_over = :over%s REMOVE orchestrator_id, lease_until", comment).p;
	return arena_printf(a,
	    "SET inbox_over = :over, starved = :starved%s%s%s REMOVE inbox, orchestrator_id, lease_until", comment,
	    how->completed ? ", #s = :completed" : "", how->reconciled ? ", reconciled_at = :now" : "")
	    .p;
}

int
run_row_release(struct engine *g, struct arena *a, const struct run_row *row, const struct run_release *how,
    struct err *e)
{
	struct update_what what = run_row_update(g, a, row->run_id, release_expression(a, row, how),
	    how->leaving ? OURS : OURS " AND news = :news", NULL);
	bool repeated = false;
	struct run_row now;
	struct json item;
	struct update u;

	update_open(&u, a, &what);
	put_ours(&u.w, row);
	ddb_put_bool(&u.w, ":over", how->leaving);
	if (row->commented.changed)
		ddb_put_s(&u.w, ":comment", run_comment_text(a, &row->commented));
	if (!how->leaving) {
		ddb_put_n(&u.w, ":news", row->news);
		ddb_put_bool(&u.w, ":starved", how->starved);
		if (how->completed)
			ddb_put_s(&u.w, ":completed", str_z(run_status_names[RUN_COMPLETED]));
		if (how->reconciled)
			ddb_put_n(&u.w, ":now", world_now_ms(g->world));
	}
	if (update_send(&u, g->aws, a, &item, &repeated, e) == 0)
		return 0;
	if (e->code != ERR_REFUSED)
		return err_wrap(e, "run " STR_FMT ": release", STR_ARG(row->run_id));
	run_row_read(a, row->run_id, item, &now);
	if (now.fence == row->fence && str_eq(now.orchestrator_id, row->orchestrator_id))
		return err_set(e, ERR_REFUSED, "run " STR_FMT ": there are news", STR_ARG(row->run_id));
	/* Free under our fence: the first attempt worked. */
	if (repeated && now.fence == row->fence && !now.orchestrator_id.n)
		return 0;
	return lost(row, e);
}
