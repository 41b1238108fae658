/* `aws-exe-sys events`: what happened in a run. */
#include <stdlib.h>

#include "aws/dynamodb.h"
#include "cli/account.h"
#include "cli/text.h"
#include "codec/date.h"
#include "engine/run_row.h"

struct event {
	int64_t epoch_ms;
	struct str sk;
	struct json item; /* as DynamoDB has it */
};

struct events {
	struct event *all;
	size_t n, cap;
};

static void
append(struct events *es, struct arena *a, struct json item)
{
	if (es->n == es->cap) {
		struct event *more = arena_new_n(a, struct event, es->cap ? 2 * es->cap : 64);

		for (size_t i = 0; i < es->n; i++)
			more[i] = es->all[i];
		es->all = more;
		es->cap = es->cap ? 2 * es->cap : 64;
	}
	es->all[es->n++] = (struct event){ ddb_n(item, "epoch", 0), ddb_s(item, "sk"), item };
}

static void
write_query(struct buf *out, struct engine *g, struct str trace, struct str order, struct json from)
{
	struct json_writer w = json_writer(out);
	struct arena a = ARENA_EMPTY;

	json_object(&w);
	json_put_str(&w, "TableName", g->config.events_table);
	json_put_str(&w, "KeyConditionExpression",
	    order.n ? STR("trace_id = :trace AND begins_with(sk, :order)") : STR("trace_id = :trace"));
	json_put_object(&w, "ExpressionAttributeValues");
	ddb_put_s(&w, ":trace", trace);
	if (order.n)
		ddb_put_s(&w, ":order", arena_printf(&a, STR_FMT ":", STR_ARG(order)));
	json_close(&w);
	if (json_exists(from)) {
		json_key_write(&w, STR("ExclusiveStartKey"));
		json_write_copy(&w, from);
	}
	json_close(&w);
	arena_release(&a);
}

static int
by_time(const void *x, const void *y)
{
	const struct event *a = x, *b = y;

	if (a->epoch_ms != b->epoch_ms)
		return a->epoch_ms < b->epoch_ms ? -1 : 1;
	return str_cmp(a->sk, b->sk);
}

/* A trace may have seen other runs: only those of this one. */
static int
load(struct events *es, struct engine *g, struct arena *a, struct str run, struct str order, struct err *e)
{
	struct json from = JSON_NONE;
	struct run_row row;

	if (run_row_get(g, a, run, &row, e) < 0)
		return -1;
	do {
		struct buf body = buf_in(a);
		struct json answer, items;

		write_query(&body, g, row.trace_id, order, from);
		if (ddb_call(g->aws, a, "Query", buf_str(&body), &answer, NULL, e) < 0)
			return err_wrap(e, "run " STR_FMT ": events", STR_ARG(run));
		items = json_get(answer, "Items");
		for (struct json i = json_first(items); json_exists(i); i = json_next(i))
			if (str_eq(ddb_s(i, "run_id"), run))
				append(es, a, i);
		from = json_get(answer, "LastEvaluatedKey");
	} while (json_exists(from));
	if (es->n)
		qsort(es->all, es->n, sizeof(*es->all), by_time);
	return 0;
}

static const char *const shown[] = { "order_name", "order_num", "event_type", "status", "message", "execution_url",
	"log_location", "trace_id", "flow_id", "run_id" };

/* DynamoDB's form of a value as plain JSON: {"M":{"a":{"N":"1"}}} is {"a":1}. */
static void
write_plain(struct json_writer *w, struct json value)
{
	struct json inner = json_first(value);
	struct str type = json_key(inner);

	if (str_eqz(type, "N")) {
		json_write_raw(w, json_str_or(inner, STR("0")));
	} else if (str_eqz(type, "M")) {
		json_object(w);
		for (struct json m = json_first(inner); json_exists(m); m = json_next(m)) {
			json_key_write(w, json_key(m));
			write_plain(w, m);
		}
		json_close(w);
	} else if (str_eqz(type, "L")) {
		json_array(w);
		for (struct json m = json_first(inner); json_exists(m); m = json_next(m))
			write_plain(w, m);
		json_close(w);
	} else if (str_eqz(type, "NULL")) {
		json_write_null(w);
	} else {
		json_write_copy(w, inner);
	}
}

static void
print_json(const struct cli *cli, const struct events *es)
{
	struct buf out = buf_in(cli->arena);
	struct json_writer w = json_writer(&out);

	json_object(&w);
	json_put_array(&w, "events");
	for (size_t i = 0; i < es->n; i++) {
		struct json item = es->all[i].item, data = json_get(item, "data");

		json_object(&w);
		json_put_i64(&w, "epoch", es->all[i].epoch_ms);
		for (size_t k = 0; k < COUNT(shown); k++)
			if (ddb_s(item, shown[k]).n)
				json_put_str(&w, shown[k], ddb_s(item, shown[k]));
		if (json_exists(data)) {
			json_key_write(&w, STR("data"));
			write_plain(&w, data);
		}
		json_close(&w);
	}
	json_close(&w);
	json_close(&w);
	puts(buf_z(&out));
}

static void
print_text(const struct cli *cli, const struct events *es)
{
	struct buf out = buf_in(cli->arena);

	for (size_t i = 0; i < es->n; i++) {
		struct json item = es->all[i].item;

		date_write(&out, es->all[i].epoch_ms, DATE_ISO);
		buf_addz(&out, "  ");
		text_cell(&out, ddb_s(item, "order_name"), 24);
		buf_addz(&out, "  ");
		text_cell(&out, ddb_s(item, "event_type"), 16);
		buf_addz(&out, "  ");
		text_cell(&out, ddb_s(item, "status"), 10);
		buf_addz(&out, "  ");
		text_line(&out, ddb_s(item, "message"));
		buf_addz(&out, "\n");
	}
	fputs(buf_z(&out), stdout);
}

static int
show(struct cli *cli, struct account *account, struct str id, struct err *e)
{
	struct events es = { 0 };

	if (load(&es, &account->engine, cli->arena, id, str_z(cli_value(cli, "--order")), e) < 0)
		return -1;
	(cli->json ? print_json : print_text)(cli, &es);
	return CLI_OK;
}

static int
run(struct cli *cli)
{
	return account_with_run(cli, show);
}

const struct cli_command cli_events = {
	.name = "events",
	.summary = "shows what happened in a run, in order of time",
	.words = "RUN",
	.words_min = 1,
	.words_max = 1,
	.options = { { "--order", "NAME", "only those of one order (_job: the run's own)" }, ACCOUNT_PREFIX_OPTION },
	.run = run,
	.example = "aws-exe-sys events 6f9619ff-8b86-4d01-b42d-00cf4fc964ff --order deploy",
};
