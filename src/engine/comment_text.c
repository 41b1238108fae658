#include "engine/comment_text.h"

#include "engine/comment_markup.h"
#include "engine/ids.h"

enum {
	TEXT_MAX = 300,   /* of a reason or message */
	TAIL_MAX = 16384, /* of one log, though there be room */
	TAIL_MIN = 400,   /* less says nothing */
	REST_MAX = 256,   /* of the line that says what the table leaves out */
	CUT_MAX = 64,     /* of the line that says what a tail leaves out */
	RANKS = 3,
};

static const struct {
	enum state state;
	const char *icon, *run; /* "Run ..." */
	int rank;               /* which orders are shown when not all can be */
} looks[] = {
	{ STATE_FAILED, "\xe2\x9d\x8c", "failed", 0 },
	{ STATE_TIMED_OUT, "\xe2\x8f\xb0", "timed out", 0 },
	{ STATE_RUNNING, "\xe2\x8f\xb3", "in progress", 1 },
	{ STATE_DISPATCHING, "\xe2\x8f\xb3", "in progress", 1 },
	{ STATE_QUEUED, "\xe2\x9a\xaa", "in progress", 2 },
	{ STATE_SUCCEEDED, "\xe2\x9c\x85", "succeeded", 2 },
};

static size_t
look_of(enum state s)
{
	size_t i = 0;

	while (i + 1 < COUNT(looks) && looks[i].state != s)
		i++;
	return i;
}

static bool
has_failed(const struct comment_line *l)
{
	return l->state == STATE_FAILED || l->state == STATE_TIMED_OUT;
}

static void
put_duration(struct buf *out, int64_t ms)
{
	long long s = (ms + 500) / 1000;

	if (ms < 0)
		return;
	if (s < 60)
		buf_printf(out, "%llds", s);
	else if (s < 3600)
		buf_printf(out, "%lldm %02llds", s / 60, s % 60);
	else
		buf_printf(out, "%lldh %02lldm", s / 3600, s / 60 % 60);
}

/* "3 failed, 10 succeeded"; of the orders that are not `left_out` where that is given. */
static void
put_counts(struct buf *out, const size_t counts[COUNT(looks)])
{
	const char *comma = "";

	for (size_t i = 0; i < COUNT(looks); i++) {
		if (!counts[i])
			continue;
		buf_printf(out, "%s%zu %s", comma, counts[i], state_name(looks[i].state));
		comma = ", ";
	}
}

static void
put_head(struct buf *out, const struct comment_text *t)
{
	size_t counts[COUNT(looks)] = { 0 }, look = look_of(t->status);

	for (size_t i = 0; i < t->n; i++)
		counts[look_of((enum state)t->states[i])]++;
	buf_add(out, t->marker);
	buf_printf(out, "### %s Run %s\n\n", looks[look].icon, looks[look].run);
	/* A line that began with a code span might be taken for the fence of a block. */
	if (t->failure_reason.n) {
		buf_addz(out, "Reason: ");
		markup_code(out, t->failure_reason, TEXT_MAX);
		buf_addz(out, "\n\n");
	}
	buf_printf(out, "%zu order%s: ", t->n, t->n == 1 ? "" : "s");
	put_counts(out, counts);
	buf_addz(out, ". Run ");
	markup_code(out, t->run_id, TEXT_MAX);
	buf_addz(out, ", flow ");
	markup_code(out, t->flow_id, TEXT_MAX);
	buf_addz(out, ".\n");
}

/* ---- the table ---- */

static void
put_row(struct buf *out, const struct comment_line *l)
{
	size_t look = look_of(l->state);

	buf_printf(out, "| %04u | ", l->num);
	markup_code(out, l->name, NAME_MAX_BYTES);
	buf_printf(out, " | %s %s | %s | ", looks[look].icon, state_name(looks[look].state), target_names[l->target]);
	put_duration(out, l->took_ms);
	buf_addz(out, " | ");
	markup_link(out, "open", l->url);
	buf_addz(out, " |\n");
}

/* Rows of these ranks, while they fit; *all says whether each did. */
static void
put_rows(struct buf *out, const struct comment_text *t, const struct str *rows, int from, int to, size_t bytes_max,
    bool *shown)
{
	for (size_t i = 0; i < t->line_count; i++) {
		int rank = looks[look_of(t->lines[i].state)].rank;

		if (rank < from || rank > to || out->n + rows[i].n > bytes_max)
			continue;
		buf_add(out, rows[i]);
		shown[i] = true;
	}
}

static struct str *
write_rows(struct arena *a, const struct comment_text *t, size_t *bytes)
{
	struct str *rows = arena_new_n(a, struct str, t->line_count + 1);

	*bytes = 0;
	for (size_t i = 0; i < t->line_count; i++) {
		struct buf row = buf_in(a);

		put_row(&row, &t->lines[i]);
		rows[i] = buf_str(&row);
		*bytes += row.n;
	}
	return rows;
}

/* Orders without a row in the table, as numbers of each state. */
static void
put_rest(struct buf *out, const struct comment_text *t, const bool *shown)
{
	size_t counts[COUNT(looks)] = { 0 }, left = t->n;

	for (size_t i = 0; i < t->n; i++)
		counts[look_of((enum state)t->states[i])]++;
	for (size_t i = 0; i < t->line_count; i++)
		if (shown[i]) {
			counts[look_of(t->lines[i].state)]--;
			left--;
		}
	if (left == 0)
		return;
	buf_printf(out, "\nNot in the table: ");
	put_counts(out, counts);
	buf_addz(out, ".\n");
}

/* By number when all fit, else what matters first. */
static void
put_table(struct buf *out, struct arena *a, const struct comment_text *t, size_t bytes_max)
{
	bool *shown = arena_new_n(a, bool, t->line_count + 1);
	size_t bytes;
	struct str *rows = write_rows(a, t, &bytes);

	if (t->line_count == 0)
		return;
	buf_addz(out, "\n| # | Order | Status | Target | Duration | Build |\n|---|---|---|---|---|---|\n");
	bytes_max -= bytes_max < REST_MAX ? bytes_max : REST_MAX;
	if (out->n + bytes <= bytes_max)
		put_rows(out, t, rows, 0, RANKS - 1, bytes_max, shown);
	else
		for (int rank = 0; rank < RANKS; rank++)
			put_rows(out, t, rows, rank, rank, bytes_max, shown);
	put_rest(out, t, shown);
}

/* ---- the logs' ends ---- */

/* A failed order's part, but for its log. */
struct part {
	struct str head, log, foot;
};

static struct part
part_of(struct arena *a, const struct comment_line *l, bool html)
{
	struct buf head = buf_in(a);

	if (html) {
		buf_printf(&head, "\n<details><summary>%04u <code>", l->num);
		markup_html(&head, str_head(l->name, NAME_MAX_BYTES));
		buf_printf(&head, "</code> %s</summary>\n\n", state_name(l->state));
	} else {
		buf_printf(&head, "\n**%04u** ", l->num);
		markup_code(&head, l->name, NAME_MAX_BYTES);
		buf_printf(&head, " %s\n\n", state_name(l->state));
	}
	if (l->reason.n || l->message.n)
		buf_addz(&head, "Reason: ");
	markup_code(&head, l->reason, TEXT_MAX);
	if (l->reason.n && l->message.n)
		buf_addz(&head, ": ");
	markup_code(&head, l->message, TEXT_MAX);
	if (l->log_location.n) {
		buf_addz(&head, l->reason.n || l->message.n ? "; log: " : "log: ");
		markup_code(&head, l->log_location, TEXT_MAX);
	}
	buf_addz(&head, "\n\n");
	return (struct part){ buf_str(&head), markup_plain(a, str_tail(l->log, 2 * TAIL_MAX)),
		html ? STR("\n</details>\n") : STR("") };
}

/* What a part takes when its log may have `cap` bytes. */
static size_t
part_bytes(const struct part *p, size_t cap)
{
	size_t log = p->log.n < cap ? p->log.n : cap;

	return p->head.n + p->foot.n + (log ? log + MARKUP_BLOCK_OVERHEAD + CUT_MAX : 0);
}

static size_t
parts_bytes(const struct part *parts, size_t n, size_t cap)
{
	size_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += part_bytes(&parts[i], cap);
	return sum;
}

/* How long a log's end may be so that the first `n` parts fit: all that are longer are cut to the same length. */
static size_t
fitting_cap(const struct part *parts, size_t n, size_t bytes_max)
{
	size_t low = 0, high = TAIL_MAX;

	while (low < high) {
		size_t middle = (low + high + 1) / 2;

		if (parts_bytes(parts, n, middle) <= bytes_max)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

static void
put_part(struct buf *out, const struct part *p, size_t cap)
{
	struct str tail = str_tail(p->log, cap);
	size_t line = str_chr(tail, '\n');

	/* From the start of a line, unless that is far away. */
	if (tail.n < p->log.n && line < tail.n / 2)
		tail = str_sub(tail, line + 1, tail.n);
	buf_add(out, p->head);
	if (tail.n && tail.n < p->log.n)
		buf_addz(out, "The end of the log:\n\n");
	if (tail.n)
		markup_block(out, tail);
	buf_add(out, p->foot);
}

static size_t
failed_parts(struct arena *a, const struct comment_text *t, struct part **out)
{
	struct part *parts = arena_new_n(a, struct part, t->line_count + 1);
	size_t n = 0;

	for (size_t i = 0; i < t->line_count; i++)
		if (has_failed(&t->lines[i]) && (t->lines[i].log.n || t->lines[i].reason.n || t->lines[i].message.n))
			parts[n++] = part_of(a, &t->lines[i], t->html);
	*out = parts;
	return n;
}

struct str
comment_text(struct arena *a, const struct comment_text *t)
{
	struct buf out = buf_in(a);
	struct part *parts;
	size_t n = failed_parts(a, t, &parts), left, wanted;

	put_head(&out, t);
	left = t->bytes_max - out.n;
	/* At most half of it for logs, unless the table leaves more. */
	wanted = parts_bytes(parts, n, TAIL_MAX);
	put_table(&out, a, t, out.n + left - (wanted < left / 2 ? wanted : left / 2));
	left = t->bytes_max - out.n;
	while (n && parts_bytes(parts, n, TAIL_MIN) > left)
		n--;
	for (size_t i = 0, cap = fitting_cap(parts, n, left); i < n; i++)
		put_part(&out, &parts[i], cap);
	return buf_str(&out);
}
