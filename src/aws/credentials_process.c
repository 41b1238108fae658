/*
 * credential_process (SDK reference guide, "Process credential provider"): a command line, started without a shell, that prints
 * {"Version":1,"AccessKeyId","SecretAccessKey","SessionToken","Expiration"}. Nothing that it prints is shown or kept.
 */
#include <unistd.h>

#include "aws/call.h"
#include "aws/credentials_profile.h"

enum { WORDS_MAX = 128, OUTPUT_MAX = 64 * 1024, TIMEOUT_MS = 60000 };

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The next word as a POSIX shell splits it: quotes of both kinds, and the backslash. False at a quote without its other half.
 * *word is NULL at the end. */
static bool
next_word(struct arena *a, struct str *line, char **word)
{
	char *p = arena_alloc(a, line->n + 1), quote = 0;
	size_t n = 0, i = 0;

	while (i < line->n && is_space(line->p[i]))
		i++;
	*word = i < line->n ? p : NULL;
	for (; i < line->n && (quote || !is_space(line->p[i])); i++) {
		char c = line->p[i], next = i + 1 < line->n ? line->p[i + 1] : 0;

		if (c == '\\' && quote != '\'' && next && (!quote || next == '"' || next == '\\'))
			p[n++] = line->p[++i];
		else if (quote ? c == quote : c == '"' || c == '\'')
			quote = quote ? 0 : c;
		else
			p[n++] = c;
	}
	*line = str_sub(*line, i, line->n);
	return !quote;
}

static int
split(struct arena *a, struct str line, const char *argv[static WORDS_MAX + 1], struct err *e)
{
	for (size_t n = 0; n <= WORDS_MAX; n++) {
		char *word;

		if (!next_word(a, &line, &word))
			return err_set(e, ERR_CONFIG, "a quote without its other half");
		argv[n] = word;
		if (!word)
			return n ? 0 : err_set(e, ERR_CONFIG, "no command");
	}
	return err_set(e, ERR_LIMIT, "more than %d words", WORDS_MAX);
}

static int
read_output(struct arena *a, struct str output, struct aws_credentials *out, struct err *e)
{
	struct json doc;

	if (credentials_read(a, output, "SessionToken", out, e) < 0)
		return -1;
	if (json_parse(a, output, NULL, &doc, NULL, NULL) < 0 || json_i64_or(json_get(doc, "Version"), 0) != 1)
		return err_set(e, ERR_PROTO, "the answer's Version is not 1");
	return 0;
}

static int
run(const struct credential_search *s, struct str command, struct aws_credentials *out, struct err *e)
{
	const char *argv[WORDS_MAX + 1];
	struct spawn program = { .argv = argv,
		.envp = (const char *const *)environ,
		.output_max = OUTPUT_MAX,
		.timeout_ms = TIMEOUT_MS };
	struct spawned ended;

	if (split(s->arena, command, argv, e) < 0 || world_spawn(s->aws->world, s->arena, &program, &ended, e) < 0)
		return -1;
	if (ended.exit_code != 0)
		return err_set(e, ERR_CHILD, "%s ended with %d; run the command by hand to see why", argv[0],
		    ended.exit_code);
	return read_output(s->arena, ended.output, out, e);
}

static int
from_process(const struct credential_search *s, struct aws_credentials *out, bool *found, struct err *e)
{
	struct str command = profile_setting(s, "credential_process");

	*found = command.p != NULL;
	if (!*found || run(s, command, out, e) == 0)
		return 0;
	return err_wrap(e, "credential_process of the profile \"" STR_FMT "\"", STR_ARG(s->profiles->name));
}

const struct credential_provider credentials_process = { .find = from_process };
