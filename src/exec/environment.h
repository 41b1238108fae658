/*
 * environment: what the commands' environment is made of: the bundle's variables but the engine's own two, over a few of ours, and
 * nothing that this process was given. Pure.
 */
#ifndef EXEC_ENVIRONMENT_H
#define EXEC_ENVIRONMENT_H

#include "codec/json.h"
#include "exec/confine.h"
#include "exec/mask.h"
#include "exec/unpack.h"

#define ENVIRONMENT_PATH "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

/* Reads the decrypted bundle (a flat object of strings). ERR_INPUT names the variable that is not as it should be. */
int environment_read(struct arena *a, struct json bundle, const struct confine *c, const char *path,
    struct unpacked *out, struct err *e);
/* Adds the values that `sources` (secrets.src) names to `m`; names of those that are too short go to `out`. */
void environment_mask(struct arena *a, struct json bundle, struct str sources, struct mask *m, struct unpacked *out);

#endif
