/*
 * claim: who may run the commands of a seat. The first PUT with If-None-Match: * holds it for good. A worker's claim bears its
 * execution's id; an ender's (watchdog, cancel, refusal) also the status and reason that whoever meets it writes as the result.
 */
#ifndef ENGINE_CLAIM_H
#define ENGINE_CLAIM_H

#include "engine/engine.h"
#include "engine/result.h"

struct claim {
	struct str id;           /* of the execution or the ender, unique to the attempt */
	struct str execution_id; /* the service's name of the execution: request id, build ARN; may be empty */
	bool ender;
	struct result ending; /* an ender's: status, failure_reason, message, by */
	int64_t at_ms;        /* the object's LastModified; of a read claim */
};

/* 0: it is ours. ERR_REFUSED: somebody else's, in *holder. An answer that was lost is cleared up by reading the claim back. */
int claim_take(struct engine *g, struct arena *a, struct str run, unsigned num, struct str host,
    const struct claim *mine, struct claim *holder, struct err *e);
/* ERR_NOT_FOUND when nobody has claimed it. */
int claim_read(struct engine *g, struct arena *a, struct str run, unsigned num, struct str host, struct claim *out,
    struct err *e);

/* Writes the seat's result with If-None-Match: *; one that is there already stands (0): who wants to know which, reads it. */
int result_put(struct engine *g, struct arena *a, struct str run, unsigned num, struct str host, const struct result *r,
    struct str events_json, struct err *e);
/* ERR_NOT_FOUND when there is none yet. */
int result_get(struct engine *g, struct arena *a, struct str run, unsigned num, struct str host, struct result *out,
    struct err *e);
/* The same for who moves rows by it: one that is there but that S3 refuses to give for good (archived, encrypted with a key that
 * we may not use) must end its order, too: it is a failed one that says so. */
int result_get_refused(struct engine *g, struct arena *a, struct str run, unsigned num, struct str host,
    struct result *out, struct err *e);

/* From the wish on: a worker sees it within 3 s and needs 10 s to end its commands; then the service is asked to stop it, and one
 * that stays silent is written off. */
enum wish_times { WISH_STOP_MS = 30 * 1000, WISH_WRITE_OFF_MS = 150 * 1000 };

/* The wish to end the run: ERR_NOT_FOUND when there is none. */
int end_wish_get(struct engine *g, struct arena *a, struct str run, struct result *out, struct err *e);
/* Written with If-None-Match: *: the first stands. */
int end_wish_put(struct engine *g, struct arena *a, struct str run, const struct result *wish, struct err *e);
/* A plain PUT of 0000/result.json: makes an orchestrator look. */
int run_kick(struct engine *g, struct arena *a, struct str run, struct err *e);

#endif
