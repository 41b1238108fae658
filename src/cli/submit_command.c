/* `aws-exe-sys submit`: a job for the deployed engine. */
#include <stdlib.h>

#include "cli/account.h"
#include "cli/job_file.h"
#include "cli/submit.h"
#include "cli/watch.h"
#include "engine/ids.h"
#include "local/deploy.h"

/* --url, --function, AWS_EXE_SYS_API_URL; else the function, as the deployment names it. */
static int
choose_target(struct submission *s)
{
	const char *url = cli_value(s->cli, "--url"), *function = cli_value(s->cli, "--function");
	const char *prefix = cli_value(s->cli, "--prefix");
	struct deploy_names names = deploy_names(s->cli->arena, str_z(prefix ? prefix : "aws-exe-sys"));

	if (url && function)
		return cli_fail(s->cli, CLI_USAGE, "submit: give --url or --function, not both");
	s->function = function ? str_z(function) :
				 names.functions[s->entry == JOB_SSM ? DEPLOY_SSM_CONFIG : DEPLOY_INIT_JOB];
	s->url = function ? STR("") : str_z(url ? url : prefix ? NULL : getenv("AWS_EXE_SYS_API_URL"));
	return CLI_OK;
}

static int
choose_run_id(struct submission *s)
{
	const char *given = cli_value(s->cli, "--run-id");

	s->run_id = given ? str_z(given) : run_id_new(s->engine->world, s->cli->arena);
	if (run_id_valid(s->run_id))
		return CLI_OK;
	return cli_fail(s->cli, CLI_USAGE, "--run-id: %s is no UUID in lower case", given);
}

static int
accepted(const struct submission *s, const struct submitted *answer)
{
	struct str raw = json_raw(answer->answer);

	if (s->cli->json)
		printf(STR_FMT "\n", STR_ARG(raw));
	else
		printf("run " STR_FMT "\n", STR_ARG(s->run_id));
	fflush(stdout);
	return CLI_OK;
}

static int
submit(struct submission *s)
{
	bool watched = cli_value(s->cli, "--watch") != NULL;
	struct submitted answer;
	struct err e;
	int code = submission_check(s);

	if (code)
		return code;
	code = choose_target(s);
	if (code)
		return code;
	if (submit_job(s, &answer, &e) < 0)
		return cli_fail(s->cli, CLI_SYSTEM, "%s", e.msg);
	if (answer.status != 200)
		return submit_refused(s, &answer);
	/* With --json there is one object on standard output: the outcome. */
	if (!watched || !s->cli->json)
		accepted(s, &answer);
	return watched ? watch_run(s->cli, s->engine, s->run_id, &s->job) : CLI_OK;
}

static int
run(struct cli *cli)
{
	struct account account;
	struct submission s = { .cli = cli,
		.engine = &account.engine,
		.file = cli->words[0],
		.entry = cli_value(cli, "--ssm") ? JOB_SSM : JOB_INIT };
	struct err e;
	int code;

	if (job_file_read(cli->arena, s.file, &s.text, &e) < 0)
		return cli_fail(cli, CLI_SYSTEM, "%s", e.msg);
	if (account_open(&account, cli, &e) < 0)
		return cli_fail(cli, CLI_SYSTEM, "%s", e.msg);
	code = choose_run_id(&s);
	if (code == CLI_OK)
		code = submit(&s);
	account_close(&account);
	return code;
}

const struct cli_command cli_submit = {
	.name = "submit",
	.summary = "hands a job to the deployed engine: over its HTTP API, a Function URL, or by invoking the function",
	.words = "job.json",
	.words_min = 1,
	.words_max = 1,
	.options = {
		{ "--watch", NULL, "stay until the run is done; the exit code is the run's" },
		{ "--dir", "FOLDER", "the code of the orders that name none: uploaded to the internal bucket" },
		{ "--run-id", "ID", "the run's id, a UUID: the same job with the same id again is harmless; one is drawn otherwise" },
		{ "--url", "URL", "of the HTTP API or of a Function URL; AWS_EXE_SYS_API_URL otherwise, unless --prefix is given" },
		{ "--function", "NAME", "invoke this function; without a URL it is the one that the prefix names" },
		{ "--ssm", NULL, "as /ssm takes it: every order runs on hosts (a job of such orders goes there by itself)" },
		ACCOUNT_PREFIX_OPTION,
	},
	.run = run,
	.example = "aws-exe-sys submit job.json --watch",
};
