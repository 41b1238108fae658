/* run_row_inside: what the two halves of run_row.h share: an orchestrator's turn (run_row.c) and packing (run_packing.c). */
#ifndef ENGINE_RUN_ROW_INSIDE_H
#define ENGINE_RUN_ROW_INSIDE_H

#include "engine/run_row.h"
#include "engine/update.h"

/* By enum run_status. */
extern const char *const run_status_names[];

/* An item as a row; it lives as long as the item and `a`. */
void run_row_read(struct arena *a, struct str run, struct json item, struct run_row *out);
/* An update of the run's row, to be opened. */
struct update_what run_row_update(struct engine *g, struct arena *a, struct str run, const char *expression,
    const char *condition, const char *return_values);

#endif
