/*
 * comment_text: what a run's comment says: its state, a table of orders, the ends of the logs of those that failed. Pure.
 *
 * Names, reasons and logs are anybody's: nothing of them becomes markup, a mention, a reference or a link. What does not fit is left
 * out: of the logs' ends first what is longest, of the table first those that succeeded; it says how much.
 */
#ifndef ENGINE_COMMENT_TEXT_H
#define ENGINE_COMMENT_TEXT_H

#include "engine/plan.h"

/* An order. */
struct comment_line {
	unsigned num;
	struct str name;
	enum state state;
	enum target target;
	int64_t took_ms;            /* negative: not known */
	struct str reason, message; /* of one that failed; may be empty */
	struct str url;             /* where it runs, for people; may be empty */
	struct str log_location;    /* s3://...; may be empty */
	struct str log;             /* the end of it */
};

struct comment_text {
	struct str marker; /* what the text begins with */
	struct str run_id, flow_id;
	enum state status;         /* STATE_RUNNING while it has not ended */
	struct str failure_reason; /* of the run itself; may be empty */
	const char *states;        /* a letter an order, of all of them */
	size_t n;
	const struct comment_line *lines; /* of some of them, by number */
	size_t line_count;
	size_t bytes_max; /* 4 KiB at least */
	bool html;
};

/* In `a`. */
struct str comment_text(struct arena *a, const struct comment_text *t);

#endif
