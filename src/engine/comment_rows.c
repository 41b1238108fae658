#include "engine/comment_rows.h"

#include "engine/order_row.h"

enum {
	ROWS_MAX = 400, /* as many as the largest comment has room for */
	LOGS_MAX = 40,
};

static bool
has_failed(char state)
{
	return state == STATE_FAILED || state == STATE_TIMED_OUT;
}

static bool
is_under_way(char state)
{
	return state == STATE_RUNNING || state == STATE_DISPATCHING;
}

static bool
is_other(char state)
{
	return !has_failed(state) && !is_under_way(state);
}

/* What does not fit in the comment anyway need not be read. */
static void
choose(const struct comment_news *news, bool *chosen)
{
	static bool (*const first[])(char) = { has_failed, is_under_way, is_other };
	size_t left = ROWS_MAX;

	for (size_t k = 0; k < COUNT(first); k++)
		for (size_t i = 0; i < news->plan->n && left; i++)
			if (first[k](news->states[i])) {
				chosen[i] = true;
				left--;
			}
}

static struct comment_line
line_of(const struct comment_news *news, size_t i, const struct order_row *row)
{
	const struct plan_order *o = &news->plan->orders[i];
	bool over = state_terminal((enum state)news->states[i]);

	return (struct comment_line){
		.num = (unsigned)i + 1,
		.name = o->name.n ? o->name : row->name,
		.state = (enum state)news->states[i],
		.target = row->target,
		.took_ms = over && row->started_at_ms && row->finished_at_ms >= row->started_at_ms ?
		    row->finished_at_ms - row->started_at_ms :
		    -1,
		.reason = over ? row->failure_reason : STR(""),
		.message = over ? row->message : STR(""),
		.url = row->execution_url,
		.log_location = row->log_location,
		.log = row->log,
	};
}

/* The rows of some orders, as lines behind those that there are. One without a row has nothing to show. */
static int
add_lines(struct engine *g, struct arena *a, struct str run, const struct comment_news *news, const unsigned *nums,
    size_t n, bool logs, struct comment_line *lines, size_t *count, struct err *e)
{
	struct order_row *rows = arena_new_n(a, struct order_row, n + 1);

	if ((logs ? order_rows_get_logs : order_rows_get)(g, a, run, nums, n, rows, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (rows[i].num)
			lines[(*count)++] = line_of(news, nums[i] - 1, &rows[i]);
	return 0;
}

static void
sort(struct comment_line *lines, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct comment_line l = lines[i];
		size_t k = i;

		for (; k > 0 && lines[k - 1].num > l.num; k--)
			lines[k] = lines[k - 1];
		lines[k] = l;
	}
}

int
comment_rows(struct engine *g, struct arena *a, struct str run, const struct comment_news *news,
    struct comment_line **lines, size_t *n, struct err *e)
{
	bool *chosen = arena_new_n(a, bool, news->plan->n + 1);
	unsigned with_logs[LOGS_MAX], *others = arena_new_n(a, unsigned, ROWS_MAX);
	size_t log_count = 0, other_count = 0;

	choose(news, chosen);
	for (size_t i = 0; i < news->plan->n; i++) {
		if (chosen[i] && has_failed(news->states[i]) && log_count < LOGS_MAX)
			with_logs[log_count++] = (unsigned)i + 1;
		else if (chosen[i])
			others[other_count++] = (unsigned)i + 1;
	}
	*lines = arena_new_n(a, struct comment_line, ROWS_MAX);
	*n = 0;
	if (add_lines(g, a, run, news, with_logs, log_count, true, *lines, n, e) < 0 ||
	    add_lines(g, a, run, news, others, other_count, false, *lines, n, e) < 0)
		return -1;
	sort(*lines, *n);
	return 0;
}
