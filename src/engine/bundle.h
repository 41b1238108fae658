/*
 * bundle: exec.zip, what a worker needs to run one order. Entries:
 *   code/...            the code, when there is any: the working directory
 *   secrets.enc.json    the environment, encrypted by sops for the run's (or the order's) age key: a flat object of strings, with
 *                       CMDS (a JSON list of strings), CALLBACK_URL, TRACE_ID, RUN_ID, ORDER_ID, ORDER_NUM, FLOW_ID, TIMEOUT
 *   env_vars.env        the names in it, one a line
 *   secrets.src         what was fetched: a line "<location>\t<NAME> <NAME>..." each; those names' values are masked
 * For hosts (SSM), without encryption: cmds.json (list), env_vars.json (object), secrets.src.
 * exec.stripped.zip is the same without secrets.enc.json and env_vars.json.
 */
#ifndef ENGINE_BUNDLE_H
#define ENGINE_BUNDLE_H

#include "engine/secrets.h"
#include "engine/source.h"

#define BUNDLE_CODE "code"
#define BUNDLE_SECRETS "secrets.enc.json"
#define BUNDLE_NAMES "env_vars.env"
#define BUNDLE_SOURCES "secrets.src"
#define BUNDLE_CMDS "cmds.json"
#define BUNDLE_ENV "env_vars.json"

/* What the engine adds to an order's environment. */
struct bundle_ids {
	struct str run_id, trace_id, flow_id, callback_url;
};

/* An order's environment: env_vars, then SSM values, then Secrets Manager values, then the engine's fields; later ones win. */
struct bundle_env {
	struct pair *vars; /* by name, each once */
	size_t count;
	struct str sources; /* secrets.src */
};

/* `secrets` are those of the order's locations, in any order. In `a`. */
void bundle_env(struct arena *a, const struct order *o, const struct secret *const *secrets, size_t n,
    const struct bundle_ids *ids, struct bundle_env *out);
/* As a flat JSON object of strings. */
struct str bundle_env_json(struct arena *a, const struct bundle_env *env);
/* The commands as a JSON list. */
struct str bundle_cmds_json(struct arena *a, const struct order *o);

struct bundle {
	const struct order *order;
	const struct bundle_env *env;
	struct str sealed;             /* secrets.enc.json; not for hosts */
	const struct source *source;   /* NULL: no code */
	const struct zip_sink *code;   /* where the code goes, which comes last; NULL: where the rest goes */
	const struct zip_shelf *shelf; /* for the directory; NULL: memory */
	int64_t time_ms;               /* of every entry */
	bool stripped;
};

/* Writes exec.zip, or exec.stripped.zip. Memory is constant but for names and secrets. */
int bundle_write(struct arena *a, const struct bundle *b, const struct zip_sink *sink, struct err *e);

#endif
