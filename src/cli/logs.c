/* `aws-exe-sys logs`: what the commands wrote. All orders: the tails in their rows. One order: the full log where there is one. */
#include <string.h>
#include <unistd.h>

#include "aws/s3.h"
#include "base/io.h"
#include "cli/account.h"
#include "cli/rows.h"
#include "cli/text.h"
#include "engine/claim.h"
#include "engine/ids.h"

enum { CHUNK = 64 * 1024 };
static const uint64_t log_max = (uint64_t)5 << 30;

/* "3", "0003" or a name. */
static const struct row *
find(const struct rows *rows, struct str order)
{
	int64_t n;
	bool number = str_i64(order, &n);

	for (size_t i = 0; i < rows->n; i++)
		if (str_eq(rows->all[i].name, order) || (number && rows->all[i].num == n))
			return &rows->all[i];
	return NULL;
}

static int
copy_out(struct world *w, int file, uint64_t size, struct err *e)
{
	static char chunk[CHUNK];

	for (uint64_t at = 0; at < size;) {
		size_t got;

		if (world_temp_read(w, file, (int64_t)at, chunk, sizeof(chunk), &got, e) < 0)
			return -1;
		if (got == 0)
			break;
		if (io_write_all(STDOUT_FILENO, (struct str){ chunk, got }, e) < 0)
			return -1;
		at += got;
	}
	return 0;
}

/* The log that was uploaded whole. */
static int
print_full(struct engine *g, struct arena *a, struct str location, struct err *e)
{
	struct str bucket, key;
	struct s3_object object;
	int file = world_temp_open(g->world, e), result;

	if (file < 0)
		return -1;
	result = s3_url_parse(location, &bucket, &key, e);
	if (result == 0)
		result = s3_get_file(g->aws, a, bucket, key, file, log_max, &object, e);
	if (result == 0)
		result = copy_out(g->world, file, object.size_bytes, e);
	world_temp_close(g->world, file);
	return result;
}

static void
put_log(struct json_writer *w, const struct row *row, struct str log)
{
	json_object(w);
	json_put_str(w, "order_num", order_num(w->out->arena, row->num));
	json_put_str(w, "order_name", row->name);
	json_put_str(w, "log", log);
	if (row->log_location.n)
		json_put_str(w, "log_location", row->log_location);
	json_close(w);
}

static int
print_one(const struct cli *cli, struct engine *g, struct str run, const struct row *row, struct err *e)
{
	struct buf out = buf_in(cli->arena);
	struct json_writer w = json_writer(&out);
	struct str log = row->log;
	struct result result;

	if (!cli->json && row->log_location.n)
		return print_full(g, cli->arena, row->log_location, e);
	/* The result holds more than the row. */
	if (result_get(g, cli->arena, run, row->num, STR(""), &result, e) == 0)
		log = result.log;
	else if (e->code != ERR_NOT_FOUND)
		return -1;
	if (!cli->json)
		return io_write_all(STDOUT_FILENO, log, e);
	put_log(&w, row, log);
	puts(buf_z(&out));
	return 0;
}

static void
print_json(const struct cli *cli, const struct rows *rows)
{
	struct buf out = buf_in(cli->arena);
	struct json_writer w = json_writer(&out);

	json_object(&w);
	json_put_array(&w, "orders");
	for (size_t i = 0; i < rows->n; i++)
		put_log(&w, &rows->all[i], rows->all[i].log);
	json_close(&w);
	json_close(&w);
	puts(buf_z(&out));
}

static void
print_text(const struct cli *cli, const struct rows *rows)
{
	struct buf out = buf_in(cli->arena);

	for (size_t i = 0; i < rows->n; i++) {
		const struct row *r = &rows->all[i];

		text_bold(&out, cli, true);
		buf_printf(&out, "== %04u " STR_FMT " (%s)", r->num, STR_ARG(r->name), text_state_word(r->state));
		text_bold(&out, cli, false);
		buf_addz(&out, "\n");
		buf_add(&out, r->log);
		if (r->log.n && r->log.p[r->log.n - 1] != '\n')
			buf_addz(&out, "\n");
	}
	fwrite(out.p, 1, out.n, stdout);
}

static int
show(struct cli *cli, struct account *account, struct str run, struct err *e)
{
	struct engine *g = &account->engine;
	struct rows rows;
	const struct row *row;

	if (rows_load(&rows, g, cli->arena, run, true, e) < 0)
		return -1;
	if (rows.n == 0)
		return err_set(e, ERR_NOT_FOUND, "run " STR_FMT " has no orders", STR_ARG(run));
	if (cli->word_count < 2) {
		(cli->json ? print_json : print_text)(cli, &rows);
		return 0;
	}
	row = find(&rows, str_z(cli->words[1]));
	if (!row)
		return err_set(e, ERR_NOT_FOUND, "run " STR_FMT " has no order %s", STR_ARG(run), cli->words[1]);
	return print_one(cli, g, run, row, e);
}

static int
run(struct cli *cli)
{
	return account_with_run(cli, show);
}

const struct cli_command cli_logs = {
	.name = "logs",
	.summary = "prints what the commands wrote: the tails of all orders, or one order's whole log",
	.words = "RUN [ORDER]",
	.words_min = 1,
	.words_max = 2,
	.options = { ACCOUNT_PREFIX_OPTION },
	.run = run,
	.example = "aws-exe-sys logs 6f9619ff-8b86-4d01-b42d-00cf4fc964ff deploy",
};
