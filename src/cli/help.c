#include "cli/help.h"

#include <string.h>

const struct cli_command *const cli_commands[] = { &cli_submit, &cli_watch, &cli_status, &cli_logs, &cli_events,
	&cli_explain, &cli_cancel, &cli_validate, &cli_local, &cli_completion, &cli_help, NULL };

const struct cli_option help_options[] = {
	{ "--json", NULL, "one JSON object on standard output, for programs" },
	{ "--help", NULL, "what the command takes, and an example" },
	{ 0 },
};

const struct help_term help_exits[] = {
	{ "0", "success" },
	{ "1", "the job failed, or is not valid" },
	{ "2", "the job timed out" },
	{ "100", "usage: the command line is wrong" },
	{ "111", "system: a service refused or gave no answer, or there is no such run" },
	{ 0 },
};

const struct help_term help_variables[] = {
	{ "AWS_EXE_SYS_API_URL", "the HTTP API, or a Function URL, that submit uses" },
	{ "AWS_EXE_SYS_ORDERS_TABLE, AWS_EXE_SYS_ORDER_EVENTS_TABLE, AWS_EXE_SYS_LOCKS_TABLE, AWS_EXE_SYS_INTERNAL_BUCKET, "
	  "AWS_EXE_SYS_DONE_BUCKET",
	    "the deployment's resources; without them the names are made of the prefix aws-exe-sys, and --prefix outweighs both" },
	{ "AWS_PROFILE, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL, ...",
	    "whose name calls go out in, and where, as for the AWS SDKs" },
	{ "AWS_CA_BUNDLE, SSL_CERT_FILE", "certificates to trust instead of those compiled in" },
	{ "NO_COLOR", "no colours, on a terminal too" },
	{ 0 },
};

void
help_all(FILE *f)
{
	fputs("usage: aws-exe-sys COMMAND [options]\n\n", f);
	for (const struct cli_command *const *c = cli_commands; *c; c++)
		fprintf(f, "  %-10s %s\n", (*c)->name, (*c)->summary);
	fputs("\n`aws-exe-sys COMMAND --help` says more. --json, in every command, is for programs.\n"
	      "Exit codes: 0 success, 1 job failed, 2 job timed out, 100 usage, 111 system.\n",
	    f);
}

static void
help_option(FILE *f, const struct cli_option *o)
{
	int n = fprintf(f, "  %s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");

	fprintf(f, "%*s%s\n", n < 24 ? 24 - n : 1, "", o->doc);
}

void
help_command(FILE *f, const struct cli_command *c)
{
	fprintf(f, "usage: aws-exe-sys %s %s [options]\n\n%s\n\n", c->name, c->words, c->summary);
	for (const struct cli_option *o = c->options; o->name; o++)
		help_option(f, o);
	for (const struct cli_option *o = help_options; o->name; o++)
		help_option(f, o);
	fprintf(f, "\nexample: %s\n", c->example);
}

/* ---- the command ------------------------------------------------------------------------------------------------ */

static int
print(const struct cli *cli, const char *block)
{
	struct buf out = buf_in(cli->arena);
	struct err e;

	if (!block)
		help_man(&out);
	else if (help_block(&out, block, &e) < 0)
		return cli_fail(cli, CLI_USAGE, "%s", e.msg);
	fputs(buf_z(&out), stdout);
	return CLI_OK;
}

static int
run(struct cli *cli)
{
	const struct cli_command *of = cli->word_count ? cli_command_find(cli->words[0]) : NULL;

	if (cli_value(cli, "--man") || cli_value(cli, "--block"))
		return print(cli, cli_value(cli, "--block"));
	if (cli->word_count && !of)
		return cli_fail(cli, CLI_USAGE, "there is no command %s", cli->words[0]);
	if (of)
		help_command(stdout, of);
	else
		help_all(stdout);
	return CLI_OK;
}

const struct cli_command cli_help = {
	.name = "help",
	.summary = "says what there is, or what a command takes",
	.words = "[COMMAND]",
	.words_max = 1,
	.options = {
		{ "--man", NULL, "print the manual page, for man(7)" },
		{ "--block", "NAME", "print a part of the documentation that is made of the program's tables" },
	},
	.run = run,
	.example = "aws-exe-sys help --man | man -l -",
};
