#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "codec/json.h"

static const struct cli_command *const commands[] = { &cli_submit, &cli_watch, &cli_status, &cli_logs, &cli_events,
	&cli_explain, &cli_cancel, &cli_validate, &cli_local };

/* ---- help ------------------------------------------------------------------------------------------------------- */

static void
help_all(FILE *f)
{
	fputs("usage: aws-exe-sys COMMAND [options]\n\n", f);
	for (size_t i = 0; i < COUNT(commands); i++)
		fprintf(f, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
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

static void
help_one(FILE *f, const struct cli_command *c)
{
	static const struct cli_option json = { "--json", NULL, "JSON on standard output" };

	fprintf(f, "usage: aws-exe-sys %s %s [options]\n\n%s\n\n", c->name, c->words, c->summary);
	for (const struct cli_option *o = c->options; o->name; o++)
		help_option(f, o);
	help_option(f, &json);
	fprintf(f, "\nexample: %s\n", c->example);
}

/* ---- what was said ---------------------------------------------------------------------------------------------- */

const char *
cli_value(const struct cli *cli, const char *name)
{
	for (size_t i = 0; cli->command->options[i].name; i++)
		if (strcmp(cli->command->options[i].name, name) == 0)
			return cli->values[i];
	return NULL;
}

int
cli_fail(const struct cli *cli, int code, const char *fmt, ...)
{
	struct arena a = ARENA_EMPTY;
	struct buf message = buf_in(&a), out = buf_in(&a);
	struct json_writer w = json_writer(&out);
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&message, fmt, ap);
	va_end(ap);
	if (cli->json) {
		json_object(&w);
		json_put_str(&w, "status", STR("error"));
		json_put_str(&w, "error", buf_str(&message));
		json_close(&w);
		puts(buf_z(&out));
	} else {
		fprintf(stderr, "aws-exe-sys: %s\n", buf_z(&message));
	}
	arena_release(&a);
	return code;
}

/* One option at argv[*i], "--name value" or "--name=value". */
static int
take_option(struct cli *cli, char **argv, int *i)
{
	const char *arg = argv[*i], *equals = strchr(arg, '=');
	size_t n = equals ? (size_t)(equals - arg) : strlen(arg);

	if (strcmp(arg, "--json") == 0) {
		cli->json = true;
		return 0;
	}
	for (size_t k = 0; cli->command->options[k].name; k++) {
		const struct cli_option *o = &cli->command->options[k];

		if (strlen(o->name) != n || strncmp(o->name, arg, n) != 0)
			continue;
		if (!o->value && equals)
			return cli_fail(cli, CLI_USAGE, "%s takes no value", o->name);
		if (o->value && !equals && !argv[*i + 1])
			return cli_fail(cli, CLI_USAGE, "%s needs a value: %s %s", o->name, o->name, o->value);
		cli->values[k] = !o->value ? "" : equals ? equals + 1 : argv[++*i];
		return 0;
	}
	return cli_fail(cli, CLI_USAGE, "%s: there is no option %s; see aws-exe-sys %s --help", cli->command->name, arg,
	    cli->command->name);
}

static int
take_word(struct cli *cli, const char *word)
{
	if (cli->word_count == cli->command->words_max)
		return cli_fail(cli, CLI_USAGE, "%s: %s is one word too many; usage: aws-exe-sys %s %s",
		    cli->command->name, word, cli->command->name, cli->command->words);
	cli->words[cli->word_count++] = word;
	return 0;
}

static int
take_all(struct cli *cli, char **argv)
{
	bool options = true;
	int code = 0;

	for (int i = 0; argv[i] && code == 0; i++) {
		if (options && strcmp(argv[i], "--") == 0)
			options = false;
		else if (options && argv[i][0] == '-' && argv[i][1])
			code = take_option(cli, argv, &i);
		else
			code = take_word(cli, argv[i]);
	}
	if (code == 0 && cli->word_count < cli->command->words_min)
		code = cli_fail(cli, CLI_USAGE, "usage: aws-exe-sys %s %s [options]", cli->command->name,
		    cli->command->words);
	return code;
}

static bool
is_help(const char *word)
{
	return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

static const struct cli_command *
find(const char *name)
{
	for (size_t i = 0; i < COUNT(commands); i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

static int
run(struct cli *cli, char **argv)
{
	int code;

	for (char **arg = argv; *arg; arg++) {
		if (is_help(*arg)) {
			help_one(stdout, cli->command);
			return CLI_OK;
		}
		/* Known before anything can fail, so that failures come in the form that was asked for. */
		cli->json |= strcmp(*arg, "--json") == 0;
	}
	code = take_all(cli, argv);
	return code ? code : cli->command->run(cli);
}

int
main(int argc, char **argv)
{
	struct arena arena = ARENA_EMPTY;
	struct cli cli = { .arena = &arena, .terminal = isatty(STDOUT_FILENO) };
	const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
	int code;

	cli.colour = cli.terminal && !(no_colour && *no_colour) && !(term && strcmp(term, "dumb") == 0);
	if (argc > 1 && (is_help(argv[1]) || strcmp(argv[1], "help") == 0)) {
		help_all(stdout);
		return CLI_OK;
	}
	cli.command = argc > 1 ? find(argv[1]) : NULL;
	if (!cli.command) {
		if (argc > 1)
			fprintf(stderr, "aws-exe-sys: there is no command %s\n\n", argv[1]);
		help_all(stderr);
		return CLI_USAGE;
	}
	code = run(&cli, argv + 2);
	if (fflush(stdout) != 0 && code == CLI_OK)
		code = CLI_SYSTEM;
	arena_release(&arena);
	return code;
}
