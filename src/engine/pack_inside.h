/*
 * pack_inside: what the files of pack share. pack.c is the flow, pack_run.c the steps that a run takes once, pack_orders.c all its
 * orders, pack_order.c one of them, pack_needs.c what they need from elsewhere, pack_code.c their
 * code, pack_wait.c the job that waits for another
 * invocation.
 *
 * A run is packed in windows of orders. In a window, lanes take one order after another; whoever uploads the last bundle of a
 * group of orders inserts the group's rows. So a row exists only after its bundle, and no lane waits for another.
 */
#ifndef ENGINE_PACK_INSIDE_H
#define ENGINE_PACK_INSIDE_H

#include <stdatomic.h>

#include "engine/bundle.h"
#include "engine/names.h"
#include "engine/order_row.h"
#include "engine/pack.h"
#include "engine/provider.h"
#include "engine/run_row.h"

enum pack_sizes {
	PACK_WINDOW = 200,
	PACK_GROUP = 50, /* rows of a transaction */
	PACK_GROUPS = PACK_WINDOW / PACK_GROUP,
};

/* Whether to go on. The first reason to stop stands. */
enum pack_state {
	PACK_GOING,
	PACK_LATE,   /* this invocation's time is over */
	PACK_BROKEN, /* something failed: see the errors */
	PACK_LOST,   /* the run is no longer ours to pack */
	PACK_WISHED, /* an end wish, or the run's deadline */
};

/* One thing that orders need from elsewhere: fetched once, shared by all. */
enum need_kind { NEED_PARAMETER /* ssm_paths */, NEED_SECRET /* secret_manager_paths */, NEED_CODE, NEED_KINDS };

struct need {
	enum need_kind kind;
	struct str location;       /* as the job has it; of code what order->code says */
	const struct order *order; /* of code: the first that wants it */
	unsigned last;             /* the number of the last order that names it */
	bool wanted;               /* by the window at hand */
	bool have, failed;
	bool noted;         /* what is missing in it was told */
	struct arena arena; /* holds the rest */
	struct err *err;    /* of a failed one */
	struct secret secret;
	struct source source;
};

struct needs {
	struct need *all;
	size_t n;
	struct names index; /* by location */
};

struct packing {
	struct engine *g;
	struct arena *arena; /* the invocation's; for the invocation's own thread alone */
	const struct pack *p;
	const struct job *job;
	struct run_row row;
	bool resumed;         /* somebody may have packed orders before */
	struct str recipient; /* of the run's key; empty where no order needs it */
	struct str key_path;
	int64_t stop_ms;     /* world_now_ms() from which no order is begun */
	uint64_t source_max; /* of an archive of code, while somebody waits for an answer; 0: what source.h allows */
	_Atomic int64_t beat_ms; /* when the next heartbeat is due */
	_Atomic int state;       /* enum pack_state */
	_Atomic int stopping;    /* somebody is writing `err` */
	struct err err;          /* why it was stopped; written before `state` */
	struct needs needs[NEED_KINDS];
	struct vcs vcs; /* opened (pack_code_open) before the first repository is fetched */
};

/* Stops the lanes. The first reason stands; `err` (may be NULL) is kept with it. */
void pack_stop(struct packing *k, enum pack_state why, const struct err *err);
/* True while there is time and no reason to stop; sends the heartbeat when it is due. From any thread, with its own arena. */
bool pack_going(struct packing *k, struct arena *a);

/* After a stop: once more, from what is there. Not while lanes run. */
void pack_resume(struct packing *k);

/* Packs what is not packed yet. k->state then says how far it came: PACK_GOING means that everything is in. */
void pack_orders(struct packing *k);

/* One order: environment, sops, zip, upload. From any thread. */
int pack_order(struct packing *k, struct arena *a, const struct order *o, struct err *e);
/* The row that tells of it. */
struct order_new pack_row(struct packing *k, struct arena *a, const struct order *o);
/* The parameter that holds its private key; empty for hosts. */
struct str pack_key_path(const struct packing *k, const struct order *o);
/* "orders[3] (deploy-rds)", in `a`. */
struct str pack_where(struct arena *a, const struct order *o);

/* Starts the run watchdog. *running is false when an execution of its name is over: the run_id was used before. */
int pack_watchdog(struct packing *k, bool *running, struct err *e);
/* Whether a run of this id has ended not long ago. */
int pack_done_is_there(struct packing *k, bool *there, struct err *e);
/* The run's key, made once. */
int pack_key(struct packing *k, struct err *e);
/* Plan, board, the run becomes active, and it is announced. */
int pack_commit(struct packing *k, struct err *e);
/* The event job_started and the first kick; again for a sender who died right after the commit. */
int pack_announce(struct packing *k, struct err *e);

/* All distinct locations of the job. */
void pack_needs_find(struct packing *k);
/* The window at hand needs what this order needs. True when that is one more archive of code to fetch. */
bool pack_needs_want(struct packing *k, const struct order *o);
/* Fetches what is wanted, in parallel; what failed bears its error, what there was no time for has neither. */
void pack_needs_fetch(struct packing *k);
/* True when everything is there. Else *why is the error, or NULL where there was no time. */
bool pack_needs_met(struct packing *k, const struct order *o, const struct err **why);
/* The need of that location; never NULL for an order's own. */
const struct need *pack_need(const struct packing *k, enum need_kind kind, struct str location);
/* After a window: lets go of what takes much room, of that first which no order from number `next` on needs. */
void pack_needs_trim(struct packing *k, unsigned next);
void pack_needs_release(struct packing *k);

/* The job's git provider, with its token. */
int pack_code_open(struct packing *k, struct err *e);
/* One archive of code. A provider's limited rate is waited for, within reason and while there is time. From any thread. */
int pack_code_fetch(struct packing *k, struct need *need, struct err *e);
/* Tells people what the archives at hand do not have: an order event each, and the answer's warnings. Not while lanes run. */
void pack_code_notes(struct packing *k);

/* The waiting job: sealed in S3; its key travels in the event alone. */
struct waiting {
	struct str object, key_hex;
};
int pack_wait_put(struct packing *k, struct waiting *w, struct err *e);
/* Starts the invocation that goes on. */
int pack_wait_invoke(struct packing *k, const struct waiting *w, struct err *e);
/* What such an event says. */
int pack_wait_parse(struct arena *a, struct str event, struct waiting *w, struct str *run_id, enum job_entry *entry,
    struct err *e);
/* The job's text. ERR_NOT_FOUND when it is gone. */
int pack_wait_get(struct engine *g, struct arena *a, const struct waiting *w, struct str *job_json, struct err *e);
int pack_wait_delete(struct engine *g, struct arena *a, const struct waiting *w, struct err *e);

#endif
