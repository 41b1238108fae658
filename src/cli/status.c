/* `aws-exe-sys status`: the orders of a run, and the run. */
#include <string.h>

#include "cli/account.h"
#include "cli/status.h"
#include "engine/run_row.h"

static const char
    *const run_words[] = { [RUN_PACKING] = "packing", [RUN_ACTIVE] = "running", [RUN_COMPLETED] = "completed" };

void
status_table(const struct cli *cli, struct buf *out, const struct rows *rows, int64_t now_ms)
{
	size_t width = 10;

	for (size_t i = 0; i < rows->n; i++)
		if (rows->all[i].name.n > width)
			width = rows->all[i].name.n;
	if (width > 40)
		width = 40;
	for (size_t i = 0; i < rows->n; i++) {
		const struct row *r = &rows->all[i];

		buf_printf(out, "  %04u  ", r->num);
		text_cell(out, r->name, width);
		buf_addz(out, "  ");
		text_cell(out, r->target, 9);
		buf_addz(out, "  ");
		text_state(out, cli, r->state, 9);
		buf_addz(out, "  ");
		text_duration(out, row_duration_ms(r, now_ms));
		if (r->failure_reason.n) {
			buf_addz(out, "  ");
			text_line(out, row_why(cli->arena, r));
		}
		if (!r->must_succeed && state_terminal(r->state) && r->state != STATE_SUCCEEDED)
			buf_addz(out, "  (allowed to fail)");
		buf_addz(out, "\n");
	}
}

void
status_write_rows(struct json_writer *w, const struct rows *rows)
{
	json_put_array(w, "orders");
	for (size_t i = 0; i < rows->n; i++)
		row_write(&rows->all[i], w);
	json_close(w);
}

int
status_exit_code(struct str status)
{
	return str_eqz(status, "succeeded") ? CLI_OK :
	    str_eqz(status, "timed_out")    ? CLI_JOB_TIMED_OUT :
					      CLI_JOB_FAILED;
}

struct status {
	struct str run, word; /* of the run, or of the job once it is done */
	struct json done;
	struct run_row row;
	struct rows rows;
};

/* A run whose row has expired may still have its `done`. */
static int
load(struct status *s, struct engine *g, struct arena *a, struct err *e)
{
	bool is_done = rows_done(g, a, s->run, &s->done, e) == 0;

	if (!is_done && e->code != ERR_NOT_FOUND)
		return -1;
	if (run_row_get(g, a, s->run, &s->row, e) < 0 && !(is_done && e->code == ERR_NOT_FOUND))
		return -1;
	s->word = is_done ? json_str_or(json_get(s->done, "status"), STR("failed")) : str_z(run_words[s->row.status]);
	return rows_load(&s->rows, g, a, s->run, false, e);
}

static void
print_json(const struct cli *cli, const struct status *s)
{
	struct buf out = buf_in(cli->arena);
	struct json_writer w = json_writer(&out);

	json_object(&w);
	json_put_str(&w, "run_id", s->run);
	json_put_str(&w, "status", s->word);
	if (json_exists(s->done)) {
		json_key_write(&w, STR("done"));
		json_write_copy(&w, s->done);
	} else {
		json_put_i64(&w, "deadline", s->row.deadline_ms);
		json_put_i64(&w, "order_count", s->row.order_count);
	}
	status_write_rows(&w, &s->rows);
	json_close(&w);
	puts(buf_z(&out));
}

static void
print_text(const struct cli *cli, const struct status *s, int64_t now_ms)
{
	struct str reason = json_str_or(json_get(s->done, "failure_reason"), STR(""));
	struct buf out = buf_in(cli->arena);

	status_table(cli, &out, &s->rows, now_ms);
	buf_printf(&out, "run " STR_FMT ": " STR_FMT, STR_ARG(s->run), STR_ARG(s->word));
	if (reason.n) {
		buf_addz(&out, ", ");
		text_line(&out, reason);
	}
	puts(buf_z(&out));
}

static int
show(struct cli *cli, struct account *account, struct str id, struct err *e)
{
	struct status s = { .run = id };

	if (load(&s, &account->engine, cli->arena, e) < 0)
		return -1;
	if (cli->json)
		print_json(cli, &s);
	else
		print_text(cli, &s, world_now_ms(&account->world));
	return json_exists(s.done) ? status_exit_code(s.word) : CLI_OK;
}

static int
run(struct cli *cli)
{
	return account_with_run(cli, show);
}

const struct cli_command cli_status = {
	.name = "status",
	.summary = "shows a run and its orders; once it is done, the exit code says how it ended",
	.words = "RUN",
	.words_min = 1,
	.words_max = 1,
	.options = { ACCOUNT_PREFIX_OPTION },
	.run = run,
	.example = "aws-exe-sys status 6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
};
