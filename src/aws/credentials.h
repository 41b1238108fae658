/*
 * credentials: whose name calls go out in. The chain of the AWS SDKs (SDK reference guide, "Standardized credential providers",
 * in botocore's order): a list of providers, tried one after another. Each program names the list that it needs, so that a
 * function does not carry what only a person's machine has.
 */
#ifndef AWS_CREDENTIALS_H
#define AWS_CREDENTIALS_H

#include "aws/profile.h"
#include "base/world.h"

struct aws_credentials {
	struct str access_key_id, secret_access_key, session_token; /* the token may be empty */
	int64_t expires_ms;                                         /* 0: never */
};

/* One search; nothing of it is kept but what it finds. */
struct credential_search {
	struct aws *aws;                 /* its world, and its region and endpoints for calls to STS */
	struct arena *arena;             /* holds what is found */
	const struct profiles *profiles; /* NULL: the program does not look at the shared files */
	bool nested;                     /* for a source_profile: the environment's own web identity does not count */
};

struct credential_provider {
	const char *looked_at; /* for the error when none has any; NULL: another one says it too */
	/* *found, or -1 when it is configured and does not work. */
	int (*find)(const struct credential_search *s, struct aws_credentials *out, bool *found, struct err *e);
};

/* Where a program looks for credentials and configuration. */
struct aws_sources {
	const struct credential_provider *const *providers; /* NULL at the end */
	/* Reads the shared files; NULL: they are not looked at. */
	int (*profiles)(struct arena *a, struct profiles *out, struct err *e);
	/* The last place to look for a region; empty when it has none. NULL: none. */
	void (*region)(struct world *w, struct arena *a, const struct profiles *p, struct str *region);
};

/* A function's: environment and container, and no file is read. */
extern const struct aws_sources aws_sources_function;
/* The worker's, which also runs on EC2 hosts: those and IMDSv2. */
extern const struct aws_sources aws_sources_host;
/* A person's machine or a pipeline: all there are. */
extern const struct aws_sources aws_sources_person;

extern const struct credential_provider credentials_environment, credentials_container, credentials_imds,
    credentials_role, credentials_web_identity, credentials_sso, credentials_shared_file, credentials_login,
    credentials_process, credentials_config_file;

/* Goes through the client's list. ERR_CONFIG says where it looked and what was missing. */
int credentials_find(struct aws *aws, struct arena *a, struct aws_credentials *out, struct err *e);

/* {"AccessKeyId","SecretAccessKey",<token>,"Expiration"}: what containers, IMDS and processes answer. ERR_PROTO, which never
 * quotes it. */
int credentials_read(struct arena *a, struct str json, const char *token, struct aws_credentials *out, struct err *e);

/* A variable of the process's environment, without white space around it, in `a`; empty when it is not set. */
struct str credentials_variable(struct arena *a, const char *name);

#endif
