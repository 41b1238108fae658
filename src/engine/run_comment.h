/*
 * run_comment: what the run row remembers of the run's comment (engine/comment.h), so that the next holder goes on where this one
 * was.
 */
#ifndef ENGINE_RUN_COMMENT_H
#define ENGINE_RUN_COMMENT_H

#include "base/arena.h"

struct run_comment {
	struct str id;             /* of the comment; empty while none is known */
	struct str told;           /* what it says: a digest of the orders' states */
	int64_t creating_until_ms; /* a request to create it may be under way so long; 0: none is */
	int64_t written_ms;        /* when it was written last */
	int64_t hold_until_ms;     /* nothing is tried before: it failed, or the provider's rate is used up */
	int64_t failed_ms;         /* when it failed first, which its event bears; 0: never */
	int64_t spent_ms;          /* of the run's time, on attempts that failed or were slow */
	int failures;              /* in a row */
	bool limited;              /* hold_until_ms is the provider's own word */
	bool stale;                /* it does not say what is: somebody should look again */
	bool changed;              /* since the row was read */
};

/* As text in the row's attribute `pr_comment_state`, and back; without one everything is empty. In `a`. */
struct str run_comment_text(struct arena *a, const struct run_comment *c);
void run_comment_read(struct arena *a, struct str text, struct run_comment *out);

#endif
