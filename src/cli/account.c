#include "cli/account.h"

#include <stdlib.h>

#include "engine/ids.h"
#include "local/deploy.h"
#include "net/client.h"
#include "net/parallel.h"

enum { PARALLEL = 8 };

static void
set_missing(void *ctx, const char *name, struct str value)
{
	const bool *over = ctx;
	struct arena a = ARENA_EMPTY;

	setenv(name, arena_z(&a, value), *over);
	arena_release(&a);
}

int
account_open(struct account *a, const struct cli *cli, struct err *e)
{
	static const unsigned needs = NEED_ORDERS_TABLE | NEED_EVENTS_TABLE | NEED_LOCKS_TABLE | NEED_INTERNAL_BUCKET |
	    NEED_DONE_BUCKET;
	struct engine_options options = { .program = "aws-exe-sys",
		.needs = needs,
		.parallel = PARALLEL,
		.sources = &aws_sources_person };
	const char *prefix = cli_value(cli, "--prefix");
	bool over = prefix != NULL;
	struct deploy_names names = deploy_names(cli->arena, str_z(prefix ? prefix : "aws-exe-sys"));

	deploy_variables(&names, STR(""), set_missing, &over);
	/* People read standard error here. */
	setenv("AWS_EXE_SYS_LOG_LEVEL", "error", 0);
	return engine_open(&a->engine, &a->world, &a->aws, cli->arena, &options, e);
}

void
account_close(struct account *a)
{
	parallel_detach(&a->world);
	client_detach(&a->world);
	aws_release(&a->aws);
}

int
account_with_run(struct cli *cli, account_task *task)
{
	struct str run = str_z(cli->words[0]);
	struct account account;
	struct err e;
	int code;

	if (!run_id_valid(run))
		return cli_fail(cli, CLI_USAGE, "%s: a run's id is expected, a UUID in lower case", cli->words[0]);
	if (account_open(&account, cli, &e) < 0)
		return cli_fail(cli, CLI_SYSTEM, "%s", e.msg);
	code = task(cli, &account, run, &e);
	account_close(&account);
	return code < 0 ? cli_fail(cli, CLI_SYSTEM, "%s", e.msg) : code;
}
