#include "cli/view.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/io.h"
#include "cli/status.h"

enum { FAILED_LINES = 20, OTHER_LINES = 5, FEW_ORDERS = 20, LOGS_SHOWN = 20, NAME_WIDTH = 28 };

void
view_open(struct view *v, const struct cli *cli)
{
	*v = (struct view){ .cli = cli, .began_ms = clock_boottime_ms() };
}

static void
put_out(struct buf *out)
{
	fflush(stdout);
	(void)io_write_all(STDOUT_FILENO, buf_str(out), NULL);
}

/* ---- lines ------------------------------------------------------------------------------------------------------ */

static void
lines(struct view *v, const struct follow *f, int64_t now_ms)
{
	int64_t ms = clock_boottime_ms() - v->began_ms;
	struct arena a = ARENA_EMPTY;
	struct buf out = buf_in(&a);

	for (size_t i = 0; i < f->changed_count; i++) {
		const struct row *r = &f->rows.all[f->changed[i] - 1];

		buf_printf(&out, "%5lld.%llds  %04u  ", (long long)(ms / 1000), (long long)(ms % 1000 / 100), r->num);
		text_cell(&out, r->name, NAME_WIDTH);
		buf_addz(&out, "  ");
		buf_addz(&out, text_state_word(r->state));
		if (state_terminal(r->state) && row_duration_ms(r, now_ms) >= 0) {
			buf_addz(&out, " (");
			text_duration(&out, row_duration_ms(r, now_ms));
			buf_addz(&out, ")");
		}
		if (r->failure_reason.n) {
			buf_addz(&out, ": ");
			text_line(&out, row_why(&a, r));
		}
		buf_addz(&out, "\n");
	}
	put_out(&out);
	arena_release(&a);
}

/* ---- the picture ------------------------------------------------------------------------------------------------ */

static void
terminal_size(size_t *columns, size_t *rows)
{
	struct winsize w = { 0 };

	ioctl(STDOUT_FILENO, TIOCGWINSZ, &w);
	*columns = w.ws_col >= 40 ? w.ws_col : 80;
	*rows = w.ws_row >= 8 ? w.ws_row : 24;
}

static struct str
tail_of(const struct view *v, unsigned num)
{
	for (size_t i = 0; i < v->tail_count; i++)
		if (v->tails[i].num == num)
			return v->tails[i].line;
	return STR("");
}

static void
order_line(struct view *v, struct buf *out, const struct row *r, size_t columns, int64_t now_ms)
{
	char duration[32];
	struct buf d = buf_over(duration, sizeof(duration));
	size_t used = 2 + NAME_WIDTH + 2 + 9 + 2 + 9 + 2 + 8;
	struct str more = state_terminal(r->state) ? row_why(out->arena, r) : tail_of(v, r->num);

	buf_addz(out, "  ");
	text_cell(out, r->name, NAME_WIDTH);
	buf_addz(out, "  ");
	text_cell(out, r->target, 9);
	buf_addz(out, "  ");
	text_state(out, v->cli, r->state, 9);
	buf_addz(out, "  ");
	text_duration(&d, row_duration_ms(r, now_ms));
	text_cell(out, buf_str(&d), 8);
	if (columns > used + 8)
		text_cell(out, more, columns - used - 1);
	buf_addz(out, "\033[K\n");
	v->drawn++;
}

static bool
is_running(enum state s)
{
	return s == STATE_RUNNING || s == STATE_DISPATCHING;
}

/* What runs comes first, then what ended badly, what ended, what waits. */
static int
rank(const struct row *r)
{
	return is_running(r->state)                                 ? 0 :
	    r->state == STATE_FAILED || r->state == STATE_TIMED_OUT ? 1 :
	    state_terminal(r->state)                                ? 2 :
								      3;
}

/* All of them in the job's order where they fit, else the most interesting ones. */
static void
order_lines(struct view *v, struct buf *out, const struct follow *f, size_t columns, size_t room, int64_t now_ms)
{
	bool fits = f->rows.n <= room;
	size_t shown = 0;

	for (int wanted = 0; wanted < (fits ? 1 : 4); wanted++)
		for (size_t i = 0; i < f->rows.n && shown < room; i++)
			if (fits || rank(&f->rows.all[i]) == wanted) {
				order_line(v, out, &f->rows.all[i], columns, now_ms);
				shown++;
			}
}

static void
count_line(struct view *v, struct buf *out, const struct follow *f)
{
	size_t counts[4] = { 0 };

	for (size_t i = 0; i < f->rows.n; i++)
		counts[rank(&f->rows.all[i])]++;
	text_bold(out, v->cli, true);
	buf_addz(out, "  ");
	text_duration(out, clock_boottime_ms() - v->began_ms);
	text_bold(out, v->cli, false);
	if (!f->packed)
		buf_addz(out, "  packing");
	buf_printf(out, "  %zu running, %zu waiting, %zu succeeded, %zu failed", counts[0], counts[3], counts[2],
	    counts[1]);
	if (v->note)
		buf_printf(out, "  [%s]", v->note);
	buf_addz(out, "\033[K\n");
	v->drawn++;
}

static void
erase(struct view *v, struct buf *out)
{
	if (v->drawn)
		buf_printf(out, "\033[%zuA\r\033[J", v->drawn);
	v->drawn = 0;
}

static void
picture(struct view *v, const struct follow *f, int64_t now_ms)
{
	struct arena a = ARENA_EMPTY;
	struct buf out = buf_in(&a);
	size_t columns, rows;

	terminal_size(&columns, &rows);
	erase(v, &out);
	order_lines(v, &out, f, columns, rows - 3, now_ms);
	count_line(v, &out, f);
	put_out(&out);
	arena_release(&a);
}

void
view_update(struct view *v, const struct follow *f)
{
	int64_t now_ms = world_now_ms(f->engine->world);

	if (v->cli->json)
		return;
	if (v->cli->terminal)
		picture(v, f, now_ms);
	else
		lines(v, f, now_ms);
}

/* ---- the summary ------------------------------------------------------------------------------------------------ */

/* How many lines of its log an order is worth: those that failed many, the others some where there are few of them. */
static size_t
lines_worth(const struct row *r, size_t orders)
{
	if (state_terminal(r->state) && r->state != STATE_SUCCEEDED)
		return FAILED_LINES;
	return orders <= FEW_ORDERS ? OTHER_LINES : 0;
}

/* What was ended before it began has none. */
static bool
may_have_log(const struct row *r)
{
	return r->accepted_at_ms || r->started_at_ms != r->finished_at_ms;
}

static bool
log_of(const struct view *v, struct buf *out, const struct follow *f, const struct row *r, size_t lines)
{
	struct str log = STR(""), tail;
	struct err e;

	if (row_log(r, f->engine, out->arena, f->run_id, &log, &e) < 0)
		log = arena_printf(out->arena, "(could not be read: %s)", e.msg);
	tail = text_last_lines(log, lines);
	if (tail.n == 0)
		return false;
	text_bold(out, v->cli, true);
	buf_printf(out, "== " STR_FMT ": %s", STR_ARG(r->name), tail.n < log.n ? "the end of its log" : "its log");
	text_bold(out, v->cli, false);
	buf_addz(out, "\n");
	text_safe(out, tail);
	buf_addz(out, tail.p[tail.n - 1] == '\n' ? "\n" : "\n\n");
	return true;
}

static void
logs(const struct view *v, struct buf *out, const struct follow *f)
{
	size_t shown = 0;

	for (size_t i = 0; i < f->rows.n && shown < LOGS_SHOWN; i++) {
		const struct row *r = &f->rows.all[i];
		size_t lines = may_have_log(r) ? lines_worth(r, f->rows.n) : 0;

		shown += lines && log_of(v, out, f, r, lines);
	}
}

static void
outcome(const struct view *v, struct buf *out, const struct follow *f)
{
	struct str status = json_str_or(json_get(f->done, "status"), STR("failed"));
	struct str reason = json_str_or(json_get(f->done, "failure_reason"), STR(""));
	struct json summary = json_get(f->done, "summary");
	enum state state = STATE_FAILED;

	state_parse(status, &state);
	buf_addz(out, "\njob ");
	text_state(out, v->cli, state, 0);
	if (reason.n) {
		buf_addz(out, " (");
		text_line(out, reason);
		buf_addz(out, ")");
	}
	buf_printf(out, ": %lld succeeded, %lld failed, %lld timed out, in ",
	    (long long)json_i64_or(json_get(summary, "succeeded"), 0),
	    (long long)json_i64_or(json_get(summary, "failed"), 0),
	    (long long)json_i64_or(json_get(summary, "timed_out"), 0));
	text_duration(out, clock_boottime_ms() - v->began_ms);
	buf_printf(out, "\nrun " STR_FMT "\n", STR_ARG(f->run_id));
}

void
view_summary(struct view *v, const struct follow *f)
{
	struct arena a = ARENA_EMPTY;
	struct buf out = buf_in(&a);

	if (v->cli->terminal)
		erase(v, &out);
	else
		buf_addz(&out, "\n");
	logs(v, &out, f);
	status_table(v->cli, &out, &f->rows, world_now_ms(f->engine->world));
	outcome(v, &out, f);
	put_out(&out);
	arena_release(&a);
}
