/*
 * provider: a job's git provider with its token: base URL from the deployment, token from its credential location.
 */
#ifndef ENGINE_PROVIDER_H
#define ENGINE_PROVIDER_H

#include "engine/engine.h"
#include "vcs/vcs.h"

/* `provider` is "github", "gitlab" or "bitbucket"; `token_location` is empty where there is none. The token is the first value
 * of what lies there; `patience_ms` is secret_fetch()'s. In `a`, which is to be wiped. */
int provider_open(struct engine *g, struct arena *a, struct str provider, struct str token_location, int patience_ms,
    struct vcs *out, struct err *e);

#endif
