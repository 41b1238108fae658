/* The manual page, made of the tables of commands (man(7)). */
#include <string.h>

#include "cli/help.h"

/* Text: what roff would take for its own is escaped. */
static void
put(struct buf *out, const char *text)
{
	if (*text == '.' || *text == '\'')
		buf_addz(out, "\\&");
	for (; *text; text++) {
		if (*text == '\\')
			buf_addz(out, "\\e");
		else if (*text == '-')
			buf_addz(out, "\\-");
		else
			buf_addc(out, *text);
	}
}

static void
term(struct buf *out, const char *name, const char *value, const char *doc)
{
	buf_addz(out, ".TP\n\\fB");
	put(out, name);
	buf_addz(out, "\\fR");
	if (value) {
		buf_addz(out, " \\fI");
		put(out, value);
		buf_addz(out, "\\fR");
	}
	buf_addc(out, '\n');
	put(out, doc);
	buf_addc(out, '\n');
}

static void
section(struct buf *out, const char *name, const struct help_term *terms)
{
	buf_printf(out, ".SH %s\n", name);
	for (; terms->name; terms++)
		term(out, terms->name, NULL, terms->doc);
}

static void
command(struct buf *out, const struct cli_command *c)
{
	buf_printf(out, ".SS \"%s %s\"\n", c->name, c->words);
	buf_addc(out, (char)(c->summary[0] & ~0x20)); /* a letter, as every summary begins */
	put(out, c->summary + 1);
	buf_addz(out, ".\n");
	for (const struct cli_option *o = c->options; o->name; o++)
		term(out, o->name, o->value, o->doc);
	buf_addz(out, ".PP\nExample:\n.PP\n.RS\n.nf\n");
	put(out, c->example);
	buf_addz(out, "\n.fi\n.RE\n");
}

void
help_man(struct buf *out)
{
	buf_addz(out,
	    ".\\\" Made of the program's tables: aws-exe-sys help --man\n"
	    ".TH AWS-EXE-SYS 1\n"
	    ".SH NAME\naws\\-exe\\-sys \\- run jobs of shell commands on AWS, and see how they do\n"
	    ".SH SYNOPSIS\n.B aws\\-exe\\-sys\n.I COMMAND\n.RI [ options ]\n"
	    ".SH DESCRIPTION\n"
	    "A job is a graph of orders, each a list of shell commands. The engine runs every order on Lambda, on CodeBuild or on\n"
	    "EC2 hosts as soon as its dependencies allow. This is its client: it submits jobs, follows, explains and ends runs,\n"
	    "checks job files, and runs a whole job on this machine.\n"
	    ".SH COMMANDS\n");
	for (const struct cli_command *const *c = cli_commands; *c; c++)
		command(out, *c);
	buf_addz(out, ".SS \"every command\"\nThese it takes too.\n");
	for (const struct cli_option *o = help_options; o->name; o++)
		term(out, o->name, o->value, o->doc);
	section(out, "\"EXIT STATUS\"", help_exits);
	section(out, "ENVIRONMENT", help_variables);
}
