/* `aws-exe-sys local`: a job on this machine, or just the local AWS for other programs. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/interrupt.h"
#include "cli/job_file.h"
#include "cli/local_run.h"

static int
read_options(const struct cli *cli, struct local_options *o)
{
	const char *port = cli_value(cli, "--port");
	int64_t n = 0;

	*o = (struct local_options){ .control = cli_value(cli, "--control") != NULL };
	if (port && (!str_i64(str_z(port), &n) || n < 0 || n > 65535))
		return cli_fail(cli, CLI_USAGE, "--port: a number from 0 to 65535 is expected");
	o->port = (uint16_t)n;
	if (cli->word_count == 0 && !cli_value(cli, "--keep"))
		return cli_fail(cli, CLI_USAGE, "local: name a job file, or say --keep to serve without one");
	return 0;
}

/* Where no job names any, and no test: for a person to try Run Command on. */
static const char hosts[] = "{\"orders\":[{\"ssm_targets\":{\"tags\":{\"Role\":\"web\"}}}]}";

static void
print_hosts(const struct seeds *seeds)
{
	for (const struct seed_host *h = seeds->hosts; h; h = h->next) {
		printf("# Host " STR_FMT, STR_ARG(h->id));
		for (size_t i = 0; i < h->tag_count; i++)
			printf(" %s" STR_FMT "=" STR_FMT, i ? "" : "with the tags ", STR_ARG(h->tags[i].name),
			    STR_ARG(h->tags[i].value));
		printf("\n");
	}
}

/* How to point any SDK at it. */
static void
print_description(const struct cli *cli, const struct serve *s, const struct seeds *seeds)
{
	struct json variables = json_get(s->about, "environment");

	if (cli->json) {
		printf(STR_FMT "\n", STR_ARG(s->description));
	} else {
		for (struct json v = json_first(variables); json_exists(v); v = json_next(v))
			printf("export " STR_FMT "=" STR_FMT "\n", STR_ARG(json_key(v)),
			    STR_ARG(json_str_or(v, STR(""))));
		print_hosts(seeds);
		printf("# The local AWS serves until Ctrl-C.\n");
	}
	fflush(stdout);
}

/* Until Ctrl-C, or the end of the local AWS. */
static int
keep_serving(const struct cli *cli, struct serve *s, int code)
{
	while (!interrupt_count() && serve_alive(s))
		interrupt_wait(s->ready, -1);
	if (interrupt_count())
		return code;
	serve_stop(s);
	return s->clean ? code : cli_fail(cli, CLI_SYSTEM, "the local AWS has ended unexpectedly");
}

static int
run(struct cli *cli)
{
	const char *secrets = cli_value(cli, "--secrets");
	struct local_options options;
	struct seeds seeds = { 0 };
	struct str text = STR("");
	struct serve serve;
	struct err e;
	int code = read_options(cli, &options);

	if (code)
		return code;
	if (secrets && seeds_read(&seeds, cli->arena, secrets, &e) < 0)
		return cli_fail(cli, e.code == ERR_INPUT ? CLI_USAGE : CLI_SYSTEM, "%s", e.msg);
	if (cli->word_count && job_file_read(cli->arena, cli->words[0], &text, &e) < 0)
		return cli_fail(cli, CLI_SYSTEM, "%s", e.msg);
	seeds_hosts(&seeds, cli->arena, cli->word_count ? text : options.control ? STR("") : str_z(hosts));
	interrupt_catch();
	if (serve_start(&serve, cli->arena, &options, &seeds, &e) < 0)
		return cli_fail(cli, CLI_SYSTEM, "%s", e.msg);
	if (cli_value(cli, "--keep"))
		print_description(cli, &serve, &seeds);
	if (cli->word_count)
		code = local_run(cli, &serve, cli->words[0], text);
	if (cli_value(cli, "--keep"))
		code = keep_serving(cli, &serve, code);
	serve_stop(&serve);
	return code;
}

const struct cli_command cli_local = {
	.name = "local",
	.summary = "runs a job on this machine: the same programs, an embedded AWS, no account, no network",
	.words = "[job.json]",
	.words_max = 1,
	.options = {
		{ "--dir", "FOLDER", "the code of the orders that name none" },
		{ "--secrets", "FILE", "what Parameter Store and Secrets Manager hold: {\"aws:::ssm:/path\": {\"NAME\": \"value\"}}" },
		{ "--keep", NULL, "go on serving until Ctrl-C, and print the variables that point an AWS SDK here" },
		{ "--port", "N", "the port to serve on; one is chosen otherwise" },
		{ "--control", NULL, "serve /_local/ too, for tests: faults, time, records of calls" },
	},
	.run = run,
	.example = "aws-exe-sys local job.json --dir . --secrets secrets.json",
};
