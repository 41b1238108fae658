/*
 * rig: senders of jobs over the pure services of the local AWS, in one thread: a clock that calls move, a sender that dies at a
 * call of choice, somebody who does something in the middle of another's call. sops and age-keygen are stand-ins: what is sealed
 * says for whom, and can be read.
 */
#ifndef RIG_H
#define RIG_H

#include "engine/engine.h"
#include "local/cloud.h"
#include "local/deploy.h"

struct rig {
	struct arena arena;
	struct cloud *cloud;
	struct deploy_names names;
	int64_t now_ms;
	int64_t call_ms;         /* how long a call takes */
	int keys;                /* made so far */
	long bundles;            /* exec.zip written so far */
	long calls;              /* of everybody */
	bool watchdogs_end;      /* a watchdog that is started says at once that it is over */
	struct str continuation; /* the payload of the last asynchronous invocation of the job's function */
	int continuations;
};

struct sender {
	struct rig *rig;
	struct world world;
	struct aws aws;
	struct engine engine;
	struct arena arena;
	int calls;
	int die_at;     /* the call at which it dies; 0: it lives */
	bool die_after; /* the call takes effect */
	bool dead;
	int refuse_from, refuse_to; /* these calls are answered with 500 and take no effect; 0: none */
	int interrupt_at;           /* the call before which `interrupt` is called, once */
	void (*interrupt)(void *ctx);
	void *ctx;
};

void rig_open(struct rig *r);
void rig_close(struct rig *r);
void sender_open(struct sender *s, struct rig *r);
void sender_close(struct sender *s);

/* Whether there is such an object in the internal bucket, and its content; empty when there is none. */
struct str rig_object(struct rig *r, struct arena *a, struct str key);
/* How many objects' keys begin so. */
size_t rig_count(struct rig *r, struct str prefix);
/* A file of a zip. Fails the test when it is not there. */
struct str rig_unzip(struct arena *a, struct str zip, const char *path);

#endif
