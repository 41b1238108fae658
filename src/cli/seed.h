/*
 * seed: the file of --secrets: an object of credential location to value, planted in the local Parameter Store and Secrets
 * Manager: {"aws:::ssm:/path": {"NAME": "value"}, "aws:::secretd:name": "plain"}. An object is encoded as the store wants it
 * (base64 of its JSON; its JSON), a string is stored as it is.
 */
#ifndef CLI_SEED_H
#define CLI_SEED_H

#include "base/arena.h"
#include "base/err.h"
#include "engine/secrets.h"
#include "local/cloud.h"

struct seed {
	enum secret_store store;
	struct str path, value;
};

struct seeds {
	struct seed *all;
	size_t n;
};

/* Reads the file into `a`. Errors name the location, never the value. */
int seeds_read(struct seeds *s, struct arena *a, const char *path, struct err *e);
void seeds_plant(const struct seeds *s, struct cloud *c, int64_t now_ms);

#endif
