/*
 * credentials_profile: what the providers that read the shared files have in common.
 */
#ifndef AWS_CREDENTIALS_PROFILE_H
#define AWS_CREDENTIALS_PROFILE_H

#include "aws/credentials.h"

/* A setting of the profile in use; p == NULL when it has none. */
struct str profile_setting(const struct credential_search *s, const char *name);

/* ERR_CONFIG for what needs a person (`what`): how credential_process brings it in. `first` is what to do before, or empty.
 * Returns -1. */
int profile_left_to_cli(const struct credential_search *s, const char *what, const char *first, struct err *e);

#endif
