/*
 * sim: a run of the engine in one process: the real engine code over the pure services of the local AWS, with a clock, an order of
 * steps and faults that follow from a seed. Every invocation is a thread, but only one runs at a time: at each call to AWS, and at
 * each sleep, the next one to go on is drawn. So a seed is a schedule, and a failure can be seen again.
 */
#ifndef TEST_SIM_H
#define TEST_SIM_H

#include "engine/engine.h"
#include "engine/plan.h"
#include "engine/result.h"
#include "local/cloud.h"

/* Of each order for hosts. */
enum { SIM_HOSTS = 2 };

struct sim_options {
	uint64_t seed;
	int crashes;        /* functions killed at one of their calls, before or after it takes effect */
	int lost;           /* answers lost: the call took effect */
	int refused;        /* calls that fail with 500 and take no effect */
	int stalls;         /* functions that fall asleep in the middle, longer than their lease, and then go on */
	int dead_workers;   /* workers that die under their claim */
	int event_repeats;  /* of S3's events and of the services' signals; 1 */
	int event_delay_ms; /* at most */
	bool no_signals;    /* nobody tells of executions that ended */
	bool host_goes;     /* the last host is terminated in the middle */
	bool host_away;     /* the last host is away in the middle, and comes back */
	bool watchdog_runs, watchdog_orders;
	bool comments; /* the run has a comment */
	bool cancel;   /* somebody wishes the run to end in the middle */
	int worker_ms; /* how long commands take, at most */
};

struct sim_order {
	const char *name;
	uint32_t deps[8];
	size_t dep_count;
	bool fails, must_not_matter; /* its commands fail, on hosts on the last one alone; must_succeed is false */
	enum target target;
};

struct sim_result {
	bool finished;              /* `done` was written and the run row says completed */
	struct str done;            /* its text */
	char states[128];           /* of the rows */
	int starts[128][SIM_HOSTS]; /* how often each order's commands started, on each host where it runs on hosts */
	const char *broken;         /* a promise that was broken on the way; NULL when none */
	int comments;               /* there in the end */
	struct str comment;         /* the text of one */
	int64_t took_ms;            /* virtual */
	long calls;
};

/* Runs one job to its end, or until nothing moves any more. Strings live in `a`. */
void sim_run(struct arena *a, const struct sim_options *o, const struct sim_order *orders, size_t n,
    struct sim_result *out);

#endif
