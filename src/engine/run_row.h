/*
 * run_row: the row that holds a run (docs/protocol.md): every atomic step on it is one function here and one API call, with the
 * condition that makes it safe. Answers that were lost are cleared up here: the caller sees a step that worked or was refused.
 */
#ifndef ENGINE_RUN_ROW_H
#define ENGINE_RUN_ROW_H

#include "engine/engine.h"
#include "engine/run_comment.h"

enum run_status { RUN_PACKING, RUN_ACTIVE, RUN_COMPLETED };

enum run_times {
	LEASE_MS = 60000,
	LEASE_RENEW_MS = 20000,
	LEASE_STALE_MS = 30000,
	PACKING_MS = 240000,
	PACKING_RENEW_MS = 30000,
	INBOX_MAX = 100,
};

struct run_row {
	struct str run_id;
	enum run_status status;
	int64_t packing_until_ms;
	struct str orchestrator_id; /* empty when free */
	int64_t lease_until_ms;
	int64_t fence, news;
	unsigned *inbox; /* order numbers */
	size_t inbox_count;
	bool inbox_over, starved;
	int64_t deadline_ms, created_at_ms, reconciled_at_ms;
	unsigned order_count;
	struct str job_sha256, recipient, flow_id, trace_id, username;
	struct str packing_failure; /* why the packing ended, when it did */
	int64_t packing_ended_ms;   /* and when; its heartbeat's end when it just fell silent */
	struct str taken_from;      /* of an acquisition: the holder before, "-" when it was free */
	struct str comment;         /* where its comment goes (engine/comment_spec.h); empty without one */
	struct run_comment commented;
};

/* When the items of a run expire, in seconds since the epoch: a day past its deadline. */
static inline int64_t
run_ttl_s(int64_t deadline_ms)
{
	return deadline_ms / 1000 + 86400;
}

/* ERR_NOT_FOUND. Strongly consistent. */
int run_row_get(struct engine *g, struct arena *a, struct str run, struct run_row *out, struct err *e);

/* Creates the row as `packing` with fence 0 (run_id, order_count, deadline, job_sha256, flow_id, trace_id, username, comment are
 * read). ERR_REFUSED: there is one, in *existing. */
int run_row_create(struct engine *g, struct arena *a, const struct run_row *row, struct run_row *existing,
    struct err *e);
/* For a run_id whose row is refused after all: removes the row on condition that it is the one that we just made (job_sha256 and
 * created_at_ms). */
int run_row_remove(struct engine *g, struct arena *a, const struct run_row *row, struct err *e);

/* Packing. Condition of all: still packing, fence 0. Refused: ERR_LOST, another sender or an end was first: stop. */
int run_row_heartbeat(struct engine *g, struct arena *a, struct str run, struct err *e);
int run_row_set_recipient(struct engine *g, struct arena *a, struct str run, struct str recipient, struct err *e);
/* packing -> active. A run that is active or over already counts as committed. */
int run_row_commit(struct engine *g, struct arena *a, struct str run, struct err *e);
int run_row_end_packing(struct engine *g, struct arena *a, struct str run, struct str reason, struct err *e);

/* What an orchestrator is told when it asks for the run. */
enum acquired {
	ACQUIRED,        /* the row is ours; it is in *row */
	ACQUIRED_FAILED, /* ours, for the one purpose of ending a run whose packing failed */
	ACQUIRE_HELD,    /* somebody holds it */
	ACQUIRE_NOTHING, /* unknown, completed, or packing */
};
/* `nums` (may be none) go into the inbox; what does not fit sets inbox_over. */
int run_row_acquire(struct engine *g, struct arena *a, struct str run, struct str me, const unsigned *nums, size_t n,
    struct run_row *row, enum acquired *how, struct err *e);
/* Leaves the news with the holder. ERR_REFUSED: nobody holds it (any more): acquire. */
int run_row_hand_over(struct engine *g, struct arena *a, struct str run, const unsigned *nums, size_t n,
    struct run_row *row, struct err *e);
/* Ours still, on condition of the fence: ERR_LOST when not. Renew: the lease. */
int run_row_renew(struct engine *g, struct arena *a, const struct run_row *row, struct err *e);
/* What is remembered of the comment, at once; otherwise it is written with the release. */
int run_row_comment(struct engine *g, struct arena *a, struct run_row *row, struct err *e);
/* Takes and clears inbox and overflow; *row then has them, and the news. An answer that was lost gives inbox_over = true. */
int run_row_take(struct engine *g, struct arena *a, struct run_row *row, struct err *e);

struct run_release {
	bool completed;  /* the run is over */
	bool reconciled; /* this pass looked at everything */
	bool starved;    /* an order met no capacity */
	bool leaving;    /* near our own end: drop the lease whatever the news, and set inbox_over */
};
/* ERR_REFUSED: there are news. ERR_LOST: no longer ours. */
int run_row_release(struct engine *g, struct arena *a, const struct run_row *row, const struct run_release *how,
    struct err *e);

/* The board, beside the row: a letter an order (enum state), as of the fence that wrote it. */
struct board {
	char *states;
	size_t n;
	int64_t fence;
	int64_t last_end_ms; /* the latest end of an order whose letter is terminal */
};
/* ERR_NOT_FOUND. */
int board_get(struct engine *g, struct arena *a, struct str run, struct board *out, struct err *e);
/* Only over a board of a fence not above ours: ERR_LOST. The first one (fence 0, by init_job) keeps what is there: no error. */
int board_put(struct engine *g, struct arena *a, const struct run_row *row, const struct board *board, struct err *e);

#endif
