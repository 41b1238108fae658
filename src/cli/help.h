/* help: everything about the commands that is made of their tables: --help, the manual page, completions, blocks of the documentation. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "base/buf.h"
#include "cli/cli.h"

void help_all(FILE *f);
void help_command(FILE *f, const struct cli_command *c);

/* What --json and --help are to every command; NULL-terminated. */
extern const struct cli_option help_options[];
/* Exit codes and variables, NULL-terminated by name. */
struct help_term {
	const char *name, *doc;
};
extern const struct help_term help_exits[], help_variables[];

/* The manual page (man.c), for man(7). */
void help_man(struct buf *out);
/* A part of the documentation that is made of tables (blocks.c), in Markdown; ERR_INPUT names those that there are. */
int help_block(struct buf *out, const char *name, struct err *e);

#endif
