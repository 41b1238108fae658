/*
 * profile: the shared configuration and credentials files: ~/.aws/config and ~/.aws/credentials, or those that AWS_CONFIG_FILE
 * and AWS_SHARED_CREDENTIALS_FILE name. The profile in use is that of AWS_DEFAULT_PROFILE or AWS_PROFILE (in this order, as
 * botocore has it), else "default". What both files say of a profile, the credentials file says.
 */
#ifndef AWS_PROFILE_H
#define AWS_PROFILE_H

#include "codec/ini.h"

enum profile_file { PROFILE_ANY, PROFILE_CONFIG, PROFILE_CREDENTIALS };

struct profiles {
	struct ini config, credentials;
	struct str name; /* the profile in use */
	/* profiles_get() and profiles_service_url(), for code that is also in programs without profiles: they do not carry these. */
	struct str (*get)(const struct profiles *p, enum profile_file file, struct str name, const char *setting);
	int (*service_url)(const struct profiles *p, const char *service, struct str *url, struct err *e);
};

/* Reads both files, as far as they exist, into `a`. ERR_CONFIG when one is malformed, or a variable names a profile that is in
 * neither. */
int profiles_read(struct arena *a, struct profiles *out, struct err *e);

bool profiles_have(const struct profiles *p, struct str name);

/* A setting of a profile; p == NULL when it has none. */
struct str profiles_get(const struct profiles *p, enum profile_file file, struct str name, const char *setting);

/* endpoint_url of a service ("S3", in any case) in the [services ..] section that the profile in use names; *url is empty when
 * there is none. ERR_CONFIG when there is no such section. */
int profiles_service_url(const struct profiles *p, const char *service, struct str *url, struct err *e);

#endif
