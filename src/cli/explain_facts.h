/* explain_facts: everything about a run that `explain` is told, read with ordinary AWS calls. */
#ifndef CLI_EXPLAIN_FACTS_H
#define CLI_EXPLAIN_FACTS_H

#include "engine/explain.h"

/* In `a`. A run that does not exist is a fact, and no error. Orders that the board shows as succeeded are not read. */
int explain_facts_load(struct engine *g, struct arena *a, struct str run, struct explain_facts *f, struct err *e);

#endif
