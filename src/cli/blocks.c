/* Parts of the documentation that are made of tables, in Markdown: between the marks that scripts/make_docs.sh looks for. */
#include <string.h>

#include "cli/field_docs.h"
#include "cli/help.h"
#include "engine/explain.h"
#include "engine/ids.h"
#include "engine/job.h"
#include "engine/result.h"

/* ---- the payload's fields --------------------------------------------------------------------------------------- */

struct fields {
	struct buf *out;
	const struct field_doc *docs;
};

static void
put_field(void *ctx, const char *name, const char *type, bool required)
{
	struct fields *f = ctx;
	const struct field_doc *d = f->docs;

	while (d->name && strcmp(d->name, name) != 0)
		d++;
	/* A field without words fails the check of docs/payload.md, whose text then has this line. */
	buf_printf(f->out, "| `%s` | %s | %s | %s |\n", name,
	    d->type  ? d->type :
		type ? type :
		       "?",
	    d->otherwise ? d->otherwise :
		required ? "required" :
			   "",
	    d->name ? d->doc : "NOT DOCUMENTED in src/cli/field_docs.c");
}

static void
put_fields(struct buf *out, bool of_order)
{
	struct fields f = { out, of_order ? order_docs : job_docs };

	buf_addz(out, "| field | type | default | meaning |\n|---|---|---|---|\n");
	job_fields_each(of_order, put_field, &f);
}

static void
job_fields(struct buf *out)
{
	put_fields(out, false);
}

static void
order_fields(struct buf *out)
{
	put_fields(out, true);
}

/* ---- limits ----------------------------------------------------------------------------------------------------- */

static void
limits(struct buf *out)
{
	static const struct {
		const char *what;
		long long limit;
		const char *unit;
	} all[] = {
		{ "the job's JSON", JOB_BYTES_MAX, "bytes" },
		{ "orders of a job", ORDERS_MAX, "" },
		{ "`cmds`, and `env_vars`, of an order, each", ORDER_TEXT_MAX, "bytes" },
		{ "a name", NAME_MAX_BYTES, "bytes" },
		{ "hosts of an order", HOSTS_MAX, "" },
		{ "`job_timeout`", JOB_TIMEOUT_MAX_S, "seconds" },
		{ "`presign_expiry`", PRESIGN_MAX_S, "seconds" },
		{ "the log in a result: head and tail, the whole is kept in S3", RESULT_LOG_MAX, "bytes" },
		{ "the log in an order's row: its tail", ROW_LOG_MAX, "bytes" },
		{ "events that an order's commands may write", RESULT_EVENTS_MAX, "" },
	};

	buf_addz(out, "| what | at most |\n|---|---|\n");
	for (size_t i = 0; i < COUNT(all); i++)
		buf_printf(out, "| %s | %lld%s%s |\n", all[i].what, all[i].limit, all[i].unit[0] ? " " : "",
		    all[i].unit);
}

/* ---- the client ------------------------------------------------------------------------------------------------- */

static void
explain_of_run(struct buf *out)
{
	buf_addz(out, "| code | of a run |\n|---|---|\n");
	for (int i = 0; i < EXPLAIN_RUNNING; i++)
		buf_printf(out, "| `%s` | %s |\n", explain_codes[i].code, explain_codes[i].headline);
}

static void
explain_of_order(struct buf *out)
{
	buf_addz(out, "| code | of an order |\n|---|---|\n");
	for (int i = EXPLAIN_RUNNING; i < EXPLAIN_CODES; i++)
		buf_printf(out, "| `%s` | %s |\n", explain_codes[i].code, explain_codes[i].headline);
}

static void
commands(struct buf *out)
{
	buf_addz(out, "| command | |\n|---|---|\n");
	for (const struct cli_command *const *c = cli_commands; *c; c++)
		buf_printf(out, "| `%s %s` | %s |\n", (*c)->name, (*c)->words, (*c)->summary);
}

static void
put_terms(struct buf *out, const char *head, const struct help_term *terms)
{
	buf_printf(out, "| %s | |\n|---|---|\n", head);
	for (; terms->name; terms++)
		buf_printf(out, "| %s | %s |\n", terms->name, terms->doc);
}

static void
exits(struct buf *out)
{
	put_terms(out, "exit code", help_exits);
}

/* ---- all -------------------------------------------------------------------------------------------------------- */

static const struct {
	const char *name;
	void (*write)(struct buf *out);
} blocks[] = {
	{ "job-fields", job_fields },
	{ "order-fields", order_fields },
	{ "limits", limits },
	{ "commands", commands },
	{ "exits", exits },
	{ "explain-of-run", explain_of_run },
	{ "explain-of-order", explain_of_order },
};

int
help_block(struct buf *out, const char *name, struct err *e)
{
	struct arena a = ARENA_EMPTY;
	struct buf known = buf_in(&a);

	for (size_t i = 0; i < COUNT(blocks); i++) {
		if (strcmp(name, blocks[i].name) == 0) {
			blocks[i].write(out);
			return 0;
		}
		buf_printf(&known, " %s", blocks[i].name);
	}
	err_set(e, ERR_INPUT, "there is no block %s; there are:%s", name, buf_z(&known));
	arena_release(&a);
	return -1;
}
