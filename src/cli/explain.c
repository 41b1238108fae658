/* `aws-exe-sys explain`: why each order of a run is where it is, and what happens next. */
#include <string.h>

#include "cli/account.h"
#include "cli/explain_facts.h"
#include "cli/text.h"
#include "codec/date.h"
#include "engine/ids.h"

enum { LINES_MAX = 12, RANGES_MAX = 4, WHY_MAX = 400 };

struct explaining {
	const struct cli *cli;
	const struct explain_facts *facts;
	struct explained found;
	int64_t only; /* an order's index; negative: all */
};

/* ---- JSON ------------------------------------------------------------------------------------------------------- */

static void
write_finding(struct json_writer *w, const struct finding *f)
{
	json_put_str(w, "code", str_z(explain_codes[f->code].code));
	json_put_str(w, "why", f->why);
	if (f->since_ms)
		json_put_i64(w, "since", f->since_ms);
	if (f->next.n)
		json_put_str(w, "next", f->next);
	if (f->next_at_ms)
		json_put_i64(w, "next_at", f->next_at_ms);
}

static void
write_order(const struct explaining *x, struct json_writer *w, size_t i)
{
	const struct finding *f = &x->found.orders[i];
	bool waits = f->code == EXPLAIN_WAITS_FOR_ORDERS;

	json_object(w);
	json_put_str(w, "order_num", order_num(x->cli->arena, (unsigned)i + 1));
	json_put_str(w, "order_name", explain_name(x->facts, i));
	json_put_str(w, "status", str_z(state_name(explain_state(x->facts, i))));
	write_finding(w, f);
	if (f->on_count) {
		json_put_array(w, waits ? "waits_for" : "stopped_by");
		for (size_t k = 0; k < f->on_count; k++)
			json_write_str(w, explain_name(x->facts, f->on[k]));
		json_close(w);
	}
	if (f->code == EXPLAIN_DEPENDENCY_FAILED)
		json_put_str(w, "cause", explain_name(x->facts, f->cause));
	json_close(w);
}

static void
print_json(const struct explaining *x)
{
	struct buf out = buf_in(x->cli->arena);
	struct json_writer w = json_writer(&out);

	json_object(&w);
	json_put_str(&w, "run_id", x->facts->run_id);
	json_put_str(&w, "status", str_z(x->found.status));
	json_put_i64(&w, "now", x->facts->now_ms);
	json_put_array(&w, "run");
	for (size_t i = 0; i < x->found.run_count; i++) {
		json_object(&w);
		write_finding(&w, &x->found.run[i]);
		json_close(&w);
	}
	json_close(&w);
	json_put_array(&w, "orders");
	for (size_t i = 0; i < x->found.order_count; i++)
		if (x->only < 0 || (size_t)x->only == i)
			write_order(x, &w, i);
	json_close(&w);
	json_close(&w);
	puts(buf_z(&out));
}

/* ---- text ------------------------------------------------------------------------------------------------------- */

/* "12.3s ago", "in 48.0s" */
static void
put_time(struct buf *out, const struct explaining *x, const char *before, int64_t at_ms, const char *after)
{
	int64_t ms = at_ms - x->facts->now_ms;

	if (!at_ms)
		return;
	buf_addz(out, before);
	if (ms >= 0)
		buf_addz(out, "in ");
	text_duration(out, ms < 0 ? -ms : ms);
	if (ms < 0)
		buf_addz(out, " ago");
	buf_addz(out, after);
}

/* What is over was ", 12.3s ago"; what goes on does so ", since 12.3s". */
static void
put_since(struct buf *out, const struct explaining *x, const struct finding *f)
{
	bool over = f->code == EXPLAIN_FINISHED || f->code >= EXPLAIN_FAILED;

	buf_addz(out, over ? ", " : ", since ");
	text_duration(out, x->facts->now_ms > f->since_ms ? x->facts->now_ms - f->since_ms : 0);
	buf_addz(out, over ? " ago" : "");
}

static void
put_finding(struct buf *out, const struct explaining *x, const struct finding *f, bool times)
{
	text_line(out, str_head(f->why, WHY_MAX));
	if (times && f->since_ms)
		put_since(out, x, f);
	if (!f->next.n)
		return;
	buf_addz(out, "; ");
	text_line(out, f->next);
	if (times)
		put_time(out, x, " (", f->next_at_ms, ")");
}

static void
put_run(struct buf *out, const struct explaining *x)
{
	const struct run_row *run = x->facts->run;

	text_bold(out, x->cli, true);
	buf_printf(out, "run " STR_FMT ": %s", STR_ARG(x->facts->run_id), x->found.status);
	text_bold(out, x->cli, false);
	if (run)
		buf_printf(out, ", %u order%s", run->order_count, run->order_count == 1 ? "" : "s");
	if (run && !x->facts->done_status.n) {
		buf_addz(out, ", deadline ");
		date_write(out, run->deadline_ms, DATE_ISO);
		put_time(out, x, " (", run->deadline_ms, ")");
	}
	buf_addz(out, "\n");
	for (size_t i = 0; i < x->found.run_count; i++) {
		buf_addz(out, "  ");
		put_finding(out, x, &x->found.run[i], true);
		buf_addz(out, "\n");
	}
}

/* Orders of one group that have the same to say. */
struct alike {
	size_t first, last, count; /* indices */
	struct buf numbers;        /* "0003, 0005-0009" */
	size_t ranges, range_from; /* the range that is open */
};

static void
close_range(struct alike *l, struct arena *a)
{
	struct str from = order_num(a, (unsigned)l->range_from + 1), to = order_num(a, (unsigned)l->last + 1);

	if (l->ranges++ >= RANGES_MAX)
		return;
	buf_printf(&l->numbers, "%s" STR_FMT, l->ranges > 1 ? ", " : "", STR_ARG(from));
	if (l->last > l->range_from)
		buf_printf(&l->numbers, "-" STR_FMT, STR_ARG(to));
}

static void
add_alike(struct alike *l, struct arena *a, size_t i)
{
	if (l->count == 0) {
		*l = (struct alike){ .first = i, .range_from = i, .numbers = buf_in(a) };
	} else if (l->last + 1 != i) {
		close_range(l, a);
		l->range_from = i;
	}
	l->last = i;
	l->count++;
}

static void
put_alike(struct buf *out, const struct explaining *x, struct alike *l)
{
	const struct finding *f = &x->found.orders[l->first];

	close_range(l, x->cli->arena);
	buf_addz(out, "  ");
	buf_add(out, buf_str(&l->numbers));
	if (l->ranges > RANGES_MAX)
		buf_addz(out, ", ..");
	if (l->count == 1) {
		buf_addz(out, "  ");
		text_line(out, explain_name(x->facts, l->first));
	} else {
		buf_printf(out, "  %zu orders", l->count);
	}
	if (f->code != EXPLAIN_SUCCEEDED || l->count == 1) {
		buf_addz(out, "  ");
		put_finding(out, x, f, l->count == 1);
	}
	buf_addz(out, "\n");
}

static bool
is_shown(const struct explaining *x, size_t i, enum explain_code code)
{
	return x->found.orders[i].code == code && (x->only < 0 || (size_t)x->only == i);
}

/* A line for each where there are few; else what is alike goes into one, and the lines are few whatever the size of the group. */
static void
put_group(struct buf *out, const struct explaining *x, enum explain_code code)
{
	struct alike lines[LINES_MAX] = { 0 };
	size_t n = 0, total = 0, told = 0;

	for (size_t i = 0; i < x->found.order_count; i++)
		total += is_shown(x, i, code);
	if (total == 0)
		return;

	for (size_t i = 0; i < x->found.order_count; i++) {
		size_t k = total <= LINES_MAX ? n : 0;

		if (!is_shown(x, i, code))
			continue;
		while (k < n && !str_eq(x->found.orders[lines[k].first].why, x->found.orders[i].why))
			k++;
		if (k == LINES_MAX)
			continue;
		n = k == n ? n + 1 : n;
		add_alike(&lines[k], x->cli->arena, i);
		told++;
	}
	text_bold(out, x->cli, true);
	buf_printf(out, "%s (%zu)", explain_codes[code].headline, total);
	text_bold(out, x->cli, false);
	buf_addz(out, "\n");
	for (size_t k = 0; k < n; k++)
		put_alike(out, x, &lines[k]);
	if (told < total)
		buf_printf(out, "  and %zu more: name one, or use --json\n", total - told);
}

static void
print_text(const struct explaining *x)
{
	struct buf out = buf_in(x->cli->arena);

	put_run(&out, x);
	for (int code = EXPLAIN_RUNNING; code < EXPLAIN_CODES; code++)
		put_group(&out, x, (enum explain_code)code);
	fputs(buf_z(&out), stdout);
}

/* ---- the command ------------------------------------------------------------------------------------------------ */

/* "3", "0003" or a name. */
static int
find_order(struct explaining *x, const char *word, struct err *e)
{
	struct str name = str_z(word);
	int64_t num;

	x->only = str_i64(name, &num) && num >= 1 && num <= (int64_t)x->found.order_count ? num - 1 : -1;
	for (size_t i = 0; i < x->found.order_count; i++)
		if (str_eq(explain_name(x->facts, i), name))
			x->only = (int64_t)i;
	return x->only >= 0 ?
	    0 :
	    err_set(e, ERR_NOT_FOUND, "run " STR_FMT " has no order %s", STR_ARG(x->facts->run_id), word);
}

static int
show(struct cli *cli, struct account *account, struct str run, struct err *e)
{
	struct explain_facts facts;
	struct explaining x = { .cli = cli, .facts = &facts, .only = -1 };

	if (explain_facts_load(&account->engine, cli->arena, run, &facts, e) < 0)
		return -1;
	explain(cli->arena, &facts, &x.found);
	if (cli->word_count > 1 && facts.run && find_order(&x, cli->words[1], e) < 0)
		return -1;
	(cli->json ? print_json : print_text)(&x);
	return facts.run || facts.done_status.n ? CLI_OK : CLI_SYSTEM;
}

static int
run(struct cli *cli)
{
	return account_with_run(cli, show);
}

const struct cli_command cli_explain = {
	.name = "explain",
	.summary = "says why each order of a run is where it is, who holds the run, and what happens next",
	.words = "RUN [ORDER]",
	.words_min = 1,
	.words_max = 2,
	.options = { ACCOUNT_PREFIX_OPTION },
	.run = run,
	.example = "aws-exe-sys explain 6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
};
