/*
 * sops and age-keygen as programs: input and output through pipes, keys in the child's own environment. Nothing of the
 * caller's environment or of a .sops.yaml that lies about is let in: it could leave values unencrypted.
 */
#include "engine/secrets.h"

enum { SOPS_OUTPUT_MAX = 16 * 1024 * 1024, KEYGEN_OUTPUT_MAX = 4096, TOOL_TIMEOUT_MS = 60000, ARGV_MAX = 16 };

/* Both are Go programs that live for some milliseconds: collecting garbage costs them more than it gives. */
#define TOOL_ENV "HOME=/nonexistent", "GOMAXPROCS=1", "GOGC=off", "GOMEMLIMIT=128MiB"

/* What the programs say on standard error may quote their input; these are the cases that we know. */
static const struct {
	const char *said, *meaning;
} hints[] = {
	{ "no identity matched", "the key does not fit" },
	{ "malformed secret key", "the private key is none" },
	{ "malformed recipient", "the recipient is no age key" },
	{ "sops metadata not found", "the file is not encrypted by sops" },
	{ "message authentication failed", "the file was changed" },
	{ "MAC mismatch", "the file was changed" },
};

static const char *
hint(struct str said)
{
	for (size_t i = 0; i < COUNT(hints); i++)
		if (str_find(said, str_z(hints[i].said)) < said.n)
			return hints[i].meaning;
	return "no more is known";
}

struct tool {
	const char *name, *what; /* the program, and the words for people */
	const char *const *args; /* behind the name, NULL at the end */
	const char *key;         /* SOPS_AGE_KEY=..., or NULL */
	struct str input;
	size_t output_max;
};

static int
tool_run(struct engine *g, struct arena *a, const struct tool *t, struct str *out, struct err *e)
{
	const char *env[] = { TOOL_ENV, t->key, NULL };
	const char *argv[ARGV_MAX] = { 0 };
	struct spawned done;

	if (world_program(a, t->name, &argv[0], e) < 0)
		return -1;
	for (size_t i = 0; t->args[i] && i + 2 < COUNT(argv); i++)
		argv[i + 1] = t->args[i];
	if (world_spawn(g->world, a,
		&(struct spawn){ .argv = argv,
		    .envp = env,
		    .input = t->input,
		    .output_max = t->output_max,
		    .timeout_ms = TOOL_TIMEOUT_MS },
		&done, e) < 0)
		return err_wrap(e, "%s", t->what);
	if (done.exit_code) {
		err_set(e, ERR_CHILD, "%s: it ended with %d: %s", t->what, done.exit_code, hint(done.errors));
		if (e)
			e->status = done.exit_code;
		return -1;
	}
	*out = done.output;
	return 0;
}

static bool
is_recipient(struct str s)
{
	return str_starts(s, STR("age1"));
}

int
age_key_make(struct engine *g, struct arena *a, struct age_key *out, struct err *e)
{
	static const char *const args[] = { NULL };
	struct tool tool = { .name = "age-keygen",
		.what = "age-keygen",
		.args = args,
		.output_max = KEYGEN_OUTPUT_MAX };
	struct str rest;

	*out = (struct age_key){ 0 };
	if (tool_run(g, a, &tool, &rest, e) < 0)
		return -1;
	while (rest.p) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		struct str label = STR("# public key: ");

		if (str_starts(line, label))
			out->recipient = str_sub(line, label.n, line.n);
		else if (str_starts(line, STR("AGE-SECRET-KEY-1")))
			out->secret = line;
	}
	if (!is_recipient(out->recipient) || !out->secret.n)
		return err_set(e, ERR_CHILD, "age-keygen: its output holds no key");
	return 0;
}

int
age_key_recipient(struct engine *g, struct arena *a, struct str secret, struct str *recipient, struct err *e)
{
	static const char *const args[] = { "-y", NULL };
	struct tool tool = { .name = "age-keygen",
		.what = "age-keygen -y",
		.args = args,
		.input = secret,
		.output_max = KEYGEN_OUTPUT_MAX };
	struct str said;

	if (tool_run(g, a, &tool, &said, e) < 0)
		return -1;
	*recipient = str_trim(said);
	if (!is_recipient(*recipient))
		return err_set(e, ERR_CHILD, "age-keygen -y: its output is no recipient");
	return 0;
}

int
sops_encrypt(struct engine *g, struct arena *a, struct str recipient, struct str plain_json, struct str *out,
    struct err *e)
{
	/* By default sops leaves names that end in _unencrypted as they are: the expression takes every name. */
	const char *args[] = { "--config", "/dev/null", "--encrypt", "--age", arena_z(a, recipient),
		"--encrypted-regex", ".", "--input-type", "json", "--output-type", "json", "/proc/self/fd/0", NULL };
	struct tool tool = { .name = "sops",
		.what = "sops --encrypt",
		.args = args,
		.input = plain_json,
		.output_max = SOPS_OUTPUT_MAX };

	return tool_run(g, a, &tool, out, e);
}

int
sops_decrypt(struct engine *g, struct arena *a, struct str age_secret, struct str sealed_json, struct str *out,
    struct err *e)
{
	static const char *const args[] = { "--config", "/dev/null", "--decrypt", "--input-type", "json",
		"--output-type", "json", "/proc/self/fd/0", NULL };
	struct tool tool = { .name = "sops",
		.what = "sops --decrypt",
		.args = args,
		.input = sealed_json,
		.key = arena_printf(a, "SOPS_AGE_KEY=" STR_FMT, STR_ARG(age_secret)).p,
		.output_max = SOPS_OUTPUT_MAX };

	return tool_run(g, a, &tool, out, e);
}
