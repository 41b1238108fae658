/* comment_rows: the orders that a comment shows, gathered from their rows. Used by comment.c alone. */
#ifndef ENGINE_COMMENT_ROWS_H
#define ENGINE_COMMENT_ROWS_H

#include "engine/comment.h"
#include "engine/comment_text.h"

/* At most some hundred, those first that matter; with the ends of the logs of some that failed. By number, in `a`. */
int comment_rows(struct engine *g, struct arena *a, struct str run, const struct comment_news *news,
    struct comment_line **lines, size_t *n, struct err *e);

#endif
