/*
 * provider: the git servers that we know, and how their URLs are made.
 */
#ifndef VCS_PROVIDER_H
#define VCS_PROVIDER_H

#include "vcs/vcs.h"

/* The server that `name` means with that base URL; NULL for an unknown name. */
const struct vcs_provider *vcs_provider_find(struct str name, struct str base_url);

/* Where the API of a server lies, without '/' at the end. ERR_CONFIG for a base URL that is none. In `a`. */
int vcs_api_url(struct arena *a, const struct vcs_provider *p, struct str base_url, struct str *out, struct err *e);

#endif
