/* template: paths of a provider's API with blanks in them: "/repos/{repo}/issues/{number}/comments". Pure. */
#ifndef VCS_TEMPLATE_H
#define VCS_TEMPLATE_H

#include "codec/url.h"

/* `part` says how the value is encoded where it stands. */
struct vcs_blank {
	const char *name;
	struct str value;
	enum url_part part;
};

/* The template with its blanks filled in; one that is not among them is left out. In `a`. */
struct str vcs_expand(struct arena *a, const char *template, const struct vcs_blank *blanks, size_t n);

#endif
