/*
 * secrets: credential locations and what they hold (aws:::ssm:<path>, aws:::secretd:<path>, a bare path is SSM), age keys, and
 * sops. Values travel through pipes and memory only.
 */
#ifndef ENGINE_SECRETS_H
#define ENGINE_SECRETS_H

#include "engine/engine.h"
#include "engine/job.h"

enum secret_store { SECRET_SSM, SECRET_MANAGER };

/* Views into `location`. ERR_INPUT for an unknown vendor prefix or an empty path. */
int secret_location(struct str location, enum secret_store *store, struct str *path, struct err *e);

/* Whether `location` names what lies at `other`, also by a version (path:3) or by an ARN. */
bool secret_same(struct str location, struct str other);

struct secret {
	struct str location;
	struct pair *pairs;
	size_t count;
};
/* How long a throttled store is asked again by whoever can wait. */
enum { SECRET_PATIENCE_MS = 15000 };
/* Fetches and expands one location. Errors name the path, never the value. */
int secret_fetch(struct engine *g, struct arena *a, struct str location, int patience_ms, struct secret *out,
    struct err *e);

/* Whether an environment can have a variable of that name, and sops keep it: [A-Za-z_][A-Za-z0-9_]*, and not `sops`. */
bool secret_name_fits(struct str name);

struct age_key {
	struct str secret, recipient; /* AGE-SECRET-KEY-1..., age1... */
};
int age_key_make(struct engine *g, struct arena *a, struct age_key *out, struct err *e);
/* The recipient of a stored private key, by `age-keygen -y`. */
int age_key_recipient(struct engine *g, struct arena *a, struct str secret, struct str *recipient, struct err *e);

/* sops, JSON in and out. Every value is encrypted, whatever its name and whatever configuration lies about. */
int sops_encrypt(struct engine *g, struct arena *a, struct str recipient, struct str plain_json, struct str *out,
    struct err *e);
int sops_decrypt(struct engine *g, struct arena *a, struct str age_secret, struct str sealed_json, struct str *out,
    struct err *e);

#endif
