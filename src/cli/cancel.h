/* cancel: the wish of a person that a run ends. */
#ifndef CLI_CANCEL_H
#define CLI_CANCEL_H

#include "engine/claim.h"

/* Writes it, with who asks (user@host) and, where given, why. The first wish stands: *stands is what counts now. */
int cancel_wish(struct engine *g, struct arena *a, struct str run, const char *reason, struct result *stands,
    struct err *e);

#endif
