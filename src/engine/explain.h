/*
 * explain: why each order of a run is where it is, who holds the run, and what happens next: the run protocol (docs/protocol.md) seen
 * from outside. Pure: from what is stored, and the time, to findings. What people and programs are shown is made of the same
 * findings.
 */
#ifndef ENGINE_EXPLAIN_H
#define ENGINE_EXPLAIN_H

#include "engine/claim.h"
#include "engine/order_row.h"
#include "engine/run_row.h"

/* What is so. The names (explain_codes) are stable. */
enum explain_code {
	/* of a run; all that apply */
	EXPLAIN_UNKNOWN_RUN,
	EXPLAIN_FINISHED,
	EXPLAIN_PACKING,
	EXPLAIN_PACKING_SILENT,
	EXPLAIN_PACKING_FAILED,
	EXPLAIN_HELD,
	EXPLAIN_HELD_LATE,
	EXPLAIN_HELD_DEAD,
	EXPLAIN_NEWS_WAIT,
	EXPLAIN_NOT_HELD,
	EXPLAIN_NO_CAPACITY,
	EXPLAIN_ENDING,
	EXPLAIN_PAST_DEADLINE,
	EXPLAIN_PLAN_LOST,
	/* of an order; one each, in the order in which they are shown */
	EXPLAIN_RUNNING,
	EXPLAIN_OVERTIME,
	EXPLAIN_NOT_CLAIMED,
	EXPLAIN_RESULT_WAITS,
	EXPLAIN_BEING_ENDED,
	EXPLAIN_STARTING,
	EXPLAIN_WAITS_FOR_CAPACITY,
	EXPLAIN_READY,
	EXPLAIN_WAITS_FOR_ORDERS,
	EXPLAIN_WILL_BE_STOPPED,
	EXPLAIN_NOT_PACKED,
	EXPLAIN_WAITS_FOR_PACKING,
	EXPLAIN_WILL_FAIL,
	EXPLAIN_ROW_MISSING,
	EXPLAIN_FAILED,
	EXPLAIN_START_REFUSED,
	EXPLAIN_TIMED_OUT,
	EXPLAIN_WATCHDOG,
	EXPLAIN_DEADLINE,
	EXPLAIN_CANCELLED,
	EXPLAIN_DEPENDENCY_FAILED,
	EXPLAIN_SUCCEEDED,
	EXPLAIN_CODES,
};

struct explain_text {
	const char *code;     /* "waits_for_orders" */
	const char *headline; /* of a group of orders: "waiting for other orders"; of a run: what the code means */
};
extern const struct explain_text explain_codes[EXPLAIN_CODES];

/* What S3 says of an order that was started; an order has a seat, or one for each host. */
struct explain_seats {
	unsigned seats, claimed, reported;
	bool ender;            /* one was claimed by whoever ends the order */
	int64_t claimed_at_ms; /* the latest claim */
};

struct explain_facts {
	struct str run_id;
	const struct run_row *run; /* NULL: there is none */
	const struct plan *plan;   /* NULL: not there (yet) */
	size_t n;                  /* orders; of everything below, by number - 1 */
	const struct order_row
	    *rows;          /* num 0: there is none, or it was not read because `states` shows it as succeeded */
	const char *states; /* the board's letters; NULL without one */
	const struct explain_seats *started; /* of rows that are dispatching or running */
	const struct result *wish;           /* to end the run; NULL without one */
	struct str done_status, done_reason; /* empty while there is no `done` */
	int64_t done_at_ms;
	int64_t queue_ms[TARGETS]; /* how long a service may keep a start waiting */
	int64_t now_ms;
};

struct finding {
	enum explain_code code;
	struct str why;     /* "waits for plan"; without times */
	int64_t since_ms;   /* 0: not known */
	struct str next;    /* what happens next; empty: nothing does */
	int64_t next_at_ms; /* when, at the latest; 0: at once, or not known */
	uint32_t *on;       /* orders (indices) that it waits for, or that stopped it */
	size_t on_count;
	uint32_t cause; /* of a dependency's failure: the order (index) that failed by itself */
};

struct explained {
	const char *status; /* "unknown", "packing", "active", "completed"; or `done`'s */
	struct finding *run;
	size_t run_count;
	struct finding *orders; /* one each, by number - 1 */
	size_t order_count;
};

/* Everything in `a`; what the facts hold is pointed at. */
void explain(struct arena *a, const struct explain_facts *f, struct explained *out);

/* The state of order `i`, by its row or, where that was not read, by the board. */
enum state explain_state(const struct explain_facts *f, size_t i);
struct str explain_name(const struct explain_facts *f, size_t i);

/* explain_order.c: an order's finding. `next` and its time are what an orchestrator's next look at the run is. */
struct explain_look {
	struct str when; /* "the orchestrator that holds the run does it now" */
	int64_t at_ms;
};
void explain_order(struct arena *a, const struct explain_facts *f, const struct explain_look *look, size_t i,
    struct finding *out);
/* Names the order behind each order that a dependency's failure has stopped. */
void explain_causes(struct arena *a, const struct explain_facts *f, struct finding *orders);

#endif
