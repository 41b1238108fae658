/*
 * seed: what the local AWS holds from the start. The file of --secrets: an object of credential location to value, planted in the local Parameter Store and Secrets
 * Manager: {"aws:::ssm:/path": {"NAME": "value"}, "aws:::secretd:name": "plain"}. An object is encoded as the store wants it
 * (base64 of its JSON; its JSON), a string is stored as it is. The hosts that a job names, by id or by tags.
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

struct seed_host {
	struct str id;
	struct cloud_variable *tags;
	size_t tag_count;
	struct seed_host *next;
};

struct seeds {
	struct seed *all;
	size_t n;
	struct seed_host *hosts;
};

/* Reads the file into `a`. Errors name the location, never the value. */
int seeds_read(struct seeds *s, struct arena *a, const char *path, struct err *e);
/* Pretended hosts for the job of this text: each that its ssm_targets name, and at least two for each selection of tags, as many as
 * its longest list of values. Text that is no job has none. */
void seeds_hosts(struct seeds *s, struct arena *a, struct str job);
void seeds_plant(const struct seeds *s, struct cloud *c, int64_t now_ms);

#endif
