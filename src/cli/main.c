#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/help.h"
#include "codec/json.h"

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

const struct cli_command *
cli_command_find(const char *name)
{
	for (const struct cli_command *const *c = cli_commands; *c; c++)
		if (strcmp((*c)->name, name) == 0)
			return *c;
	return NULL;
}

static int
run(struct cli *cli, char **argv)
{
	int code;

	for (char **arg = argv; *arg; arg++) {
		if (is_help(*arg)) {
			help_command(stdout, cli->command);
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
	if (argc > 1 && is_help(argv[1])) {
		help_all(stdout);
		return CLI_OK;
	}
	cli.command = argc > 1 ? cli_command_find(argv[1]) : NULL;
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
