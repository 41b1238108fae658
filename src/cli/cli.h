/*
 * cli: the command-line client: a table of subcommands that drives parsing and help. A subcommand gets what was said on the
 * line and returns an exit code.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"

enum cli_exit {
	CLI_OK = 0,
	CLI_JOB_FAILED = 1,
	CLI_JOB_TIMED_OUT = 2,
	CLI_USAGE = 100,
	CLI_SYSTEM = 111,
};

enum { CLI_OPTIONS_MAX = 16, CLI_WORDS_MAX = 4 };

struct cli_option {
	const char *name;  /* "--dir" */
	const char *value; /* what it takes, for the help: "FOLDER"; NULL: nothing */
	const char *doc;
};

struct cli;

struct cli_command {
	const char *name, *summary;
	const char *words;   /* "job.json", "RUN [ORDER]" */
	const char *choices; /* for the first word, between spaces; NULL: anything */
	size_t words_min, words_max;
	struct cli_option options[CLI_OPTIONS_MAX]; /* --json and --help are everybody's */
	int (*run)(struct cli *cli);
	const char *example;
};

struct cli {
	const struct cli_command *command;
	struct arena *arena; /* the process's */
	const char
	    *values[CLI_OPTIONS_MAX]; /* of the options, in the table's order; "" for a switch; NULL: not given */
	const char *words[CLI_WORDS_MAX];
	size_t word_count;
	bool json;
	bool colour; /* standard output is a terminal that wants it */
	bool terminal;
};

/* The value of an option; NULL when it was not given. */
const char *cli_value(const struct cli *cli, const char *name);
/* Says on standard error what is wrong (with --json as {"status":"error","error":".."} on standard output); returns `code`. */
int cli_fail(const struct cli *cli, int code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* The subcommands, a file each; and all of them, as help lists them, with a NULL at the end. */
extern const struct cli_command cli_submit, cli_watch, cli_status, cli_logs, cli_events, cli_explain, cli_cancel,
    cli_validate, cli_local, cli_completion, cli_help;
extern const struct cli_command *const cli_commands[];
/* NULL: there is none of that name. */
const struct cli_command *cli_command_find(const char *name);

#endif
