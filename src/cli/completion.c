/*
 * `aws-exe-sys completion`: completions for bash, zsh and fish, made of the tables of commands. What an option takes is told by the
 * name of its value: FOLDER, FILE; a command that takes job.json takes files.
 */
#include <string.h>

#include "cli/help.h"

static bool
takes_files(const struct cli_command *c)
{
	return strstr(c->words, "job.json") != NULL;
}

/* Every option of every command, and those that all have. */
static void
each_option(const struct cli_command *c, struct buf *out,
    void (*put)(struct buf *, const struct cli_command *, const struct cli_option *))
{
	for (const struct cli_option *o = c->options; o->name; o++)
		put(out, c, o);
	for (const struct cli_option *o = help_options; o->name; o++)
		put(out, c, o);
}

/* `text` with a backslash before each of `special`. Texts of the tables hold no single quotes but apostrophes, which are written as
 * typographic ones: no shell has to be told of them. */
static void
put_quoted(struct buf *out, const char *text, const char *special)
{
	for (; *text; text++) {
		if (*text == '\'') {
			buf_addz(out, "\xe2\x80\x99");
			continue;
		}
		if (strchr(special, *text))
			buf_addc(out, '\\');
		buf_addc(out, *text);
	}
}

/* ---- bash ------------------------------------------------------------------------------------------------------- */

static void
bash_value(struct buf *out, const struct cli_command *c, const struct cli_option *o)
{
	if (!o->value)
		return;
	buf_printf(out, "\t%s:%s) ", c->name, o->name);
	if (strcmp(o->value, "FOLDER") == 0)
		buf_addz(out, "COMPREPLY=($(compgen -d -- \"$cur\")); ");
	else if (strcmp(o->value, "FILE") == 0)
		buf_addz(out, "COMPREPLY=($(compgen -f -- \"$cur\")); ");
	buf_addz(out, "return ;;\n");
}

static void
bash_name(struct buf *out, const struct cli_command *c, const struct cli_option *o)
{
	(void)c;
	buf_printf(out, "%s ", o->name);
}

/* Words are split at line ends alone, so that names with spaces stay whole. */
static void
bash(struct buf *out)
{
	buf_addz(out,
	    "# Completion for aws-exe-sys: source <(aws-exe-sys completion bash)\n"
	    "_aws_exe_sys() {\n\tlocal IFS=$'\\n' cur=${COMP_WORDS[COMP_CWORD]} words='' files='' choices=''\n\tCOMPREPLY=()\n"
	    "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n\t\twords='");
	for (const struct cli_command *const *c = cli_commands; *c; c++)
		buf_printf(out, "%s ", (*c)->name);
	buf_addz(out,
	    "--help'\n\t\tCOMPREPLY=($(compgen -W \"${words// /$'\\n'}\" -- \"$cur\"))\n\t\treturn\n\tfi\n"
	    "\tcase ${COMP_WORDS[1]}:${COMP_WORDS[COMP_CWORD-1]} in\n");
	for (const struct cli_command *const *c = cli_commands; *c; c++)
		each_option(*c, out, bash_value);
	buf_addz(out, "\tesac\n\tcase ${COMP_WORDS[1]} in\n");
	for (const struct cli_command *const *c = cli_commands; *c; c++) {
		buf_printf(out, "\t%s) words='", (*c)->name);
		each_option(*c, out, bash_name);
		buf_printf(out, "'%s", takes_files(*c) ? " files=1" : "");
		if ((*c)->choices)
			buf_printf(out, " choices='%s'", (*c)->choices);
		buf_addz(out, " ;;\n");
	}
	buf_addz(out,
	    "\tesac\n\tcase $cur in\n\t-*) COMPREPLY=($(compgen -W \"${words// /$'\\n'}\" -- \"$cur\")) ;;\n"
	    "\t*) if [ \"$files\" ]; then COMPREPLY=($(compgen -f -- \"$cur\"))\n"
	    "\t\telse COMPREPLY=($(compgen -W \"${choices// /$'\\n'}\" -- \"$cur\")); fi ;;\n\tesac\n}\n"
	    "complete -o filenames -F _aws_exe_sys aws-exe-sys\n");
}

/* ---- zsh -------------------------------------------------------------------------------------------------------- */

static void
zsh_option(struct buf *out, const struct cli_command *c, const struct cli_option *o)
{
	(void)c;
	buf_printf(out, " \\\n\t\t\t'%s[", o->name);
	put_quoted(out, o->doc, "[]:\\");
	buf_addc(out, ']');
	if (o->value)
		buf_printf(out, ":%s:%s", o->value,
		    strcmp(o->value, "FOLDER") == 0   ? "_files -/" :
			strcmp(o->value, "FILE") == 0 ? "_files" :
							" ");
	buf_addc(out, '\'');
}

static void
zsh(struct buf *out)
{
	buf_addz(out,
	    "#compdef aws-exe-sys\n# Completion for aws-exe-sys: source <(aws-exe-sys completion zsh)\n"
	    "_aws_exe_sys() {\n\tlocal -a commands=(\n");
	for (const struct cli_command *const *c = cli_commands; *c; c++) {
		buf_printf(out, "\t\t'%s:", (*c)->name);
		put_quoted(out, (*c)->summary, ":\\");
		buf_addz(out, "'\n");
	}
	buf_addz(out,
	    "\t)\n\tif (( CURRENT == 2 )); then\n\t\t_describe command commands\n\t\treturn\n\tfi\n"
	    "\tlocal command=$words[2]\n\tshift words\n\t(( CURRENT-- ))\n\tcase $command in\n");
	for (const struct cli_command *const *c = cli_commands; *c; c++) {
		buf_printf(out, "\t%s) _arguments", (*c)->name);
		each_option(*c, out, zsh_option);
		if (takes_files(*c))
			buf_addz(out, " \\\n\t\t\t'1:job.json:_files'");
		else if ((*c)->choices)
			buf_printf(out, " \\\n\t\t\t'1:word:(%s)'", (*c)->choices);
		buf_addz(out, " ;;\n");
	}
	buf_addz(out,
	    "\tesac\n}\nif [ \"$funcstack[1]\" = _aws_exe_sys ]; then\n\t_aws_exe_sys \"$@\"\nelse\n"
	    "\tcompdef _aws_exe_sys aws-exe-sys\nfi\n");
}

/* ---- fish ------------------------------------------------------------------------------------------------------- */

static void
fish_option(struct buf *out, const struct cli_command *c, const struct cli_option *o)
{
	buf_printf(out, "complete -c aws-exe-sys -n '__fish_seen_subcommand_from %s' -l %s", c->name, o->name + 2);
	if (o->value)
		buf_printf(out, " -r%s",
		    strcmp(o->value, "FOLDER") == 0   ? " -f -a '(__fish_complete_directories)'" :
			strcmp(o->value, "FILE") == 0 ? " -F" :
							" -f");
	buf_addz(out, " -d '");
	put_quoted(out, o->doc, "\\");
	buf_addz(out, "'\n");
}

static void
fish(struct buf *out)
{
	buf_addz(out,
	    "# Completion for aws-exe-sys: aws-exe-sys completion fish | source\ncomplete -c aws-exe-sys -f\n");
	for (const struct cli_command *const *c = cli_commands; *c; c++) {
		buf_printf(out, "complete -c aws-exe-sys -n __fish_use_subcommand -a %s -d '", (*c)->name);
		put_quoted(out, (*c)->summary, "\\");
		buf_addz(out, "'\n");
		if (takes_files(*c))
			buf_printf(out, "complete -c aws-exe-sys -n '__fish_seen_subcommand_from %s' -F\n", (*c)->name);
		if ((*c)->choices)
			buf_printf(out, "complete -c aws-exe-sys -n '__fish_seen_subcommand_from %s' -a '%s'\n",
			    (*c)->name, (*c)->choices);
		each_option(*c, out, fish_option);
	}
}

/* ---- the command ------------------------------------------------------------------------------------------------ */

static const struct {
	const char *name;
	void (*write)(struct buf *out);
} shells[] = { { "bash", bash }, { "zsh", zsh }, { "fish", fish } };

static int
run(struct cli *cli)
{
	struct buf out = buf_in(cli->arena);

	for (size_t i = 0; i < COUNT(shells); i++) {
		if (strcmp(cli->words[0], shells[i].name) != 0)
			continue;
		shells[i].write(&out);
		fputs(buf_z(&out), stdout);
		return CLI_OK;
	}
	return cli_fail(cli, CLI_USAGE, "completion: %s is none of %s", cli->words[0], cli_completion.choices);
}

const struct cli_command cli_completion = {
	.name = "completion",
	.summary = "prints what makes a shell complete commands, options and files",
	.words = "SHELL",
	.words_min = 1,
	.words_max = 1,
	.choices = "bash zsh fish",
	.run = run,
	.example = "source <(aws-exe-sys completion bash)",
};
