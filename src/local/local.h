/*
 * local: the embedded AWS: the services of local/cloud.h behind one port on 127.0.0.1, the processes that they start, a clock
 * and a folder. One process, one thread. It ends when it is told to, or when a pipe reaches its end whose other end its owner
 * holds, so that it goes with its owner, whatever the way; what it started goes with it.
 */
#ifndef LOCAL_LOCAL_H
#define LOCAL_LOCAL_H

#include "base/buf.h"
#include "base/err.h"

enum { LOCAL_WORKERS_PER_CORE = 2 };

struct local_options {
	uint16_t port; /* 0: one is chosen */
	bool
	    control; /* serve /_local/ too, and keep every call; without it only /_local/tails, with LOCAL_KEY_HEADER */
	int worker_concurrency; /* 0: LOCAL_WORKERS_PER_CORE for each processor */
	const char *prefix;     /* of the resources' names; NULL: aws-exe-sys */
};

/* The header that proves to /_local/tails who asks: the user's secret access key. */
#define LOCAL_KEY_HEADER "x-aws-exe-sys-key"

struct local;
struct cloud;

/* Opens folder, clock, port and services, in `a`. */
int local_open(struct local **out, struct arena *a, const struct local_options *o, struct err *e);
/* To seed stores with. */
struct cloud *local_cloud(struct local *l);
int64_t local_time_ms(const struct local *l);

/* Where it answers, for whom, and what there is, as one JSON object:
 * {"endpoint","region","access_key_id","secret_access_key","directory","pid","environment":{..},"resources":{..}} */
void local_describe(struct local *l, struct buf *out);

enum { LOCAL_LIVES_MAX = 4 };

/* Serves until one of the descriptors `lives` has something to read or ends, or /_local/stop. */
int local_serve(struct local *l, const int *lives, size_t n, struct err *e);
/* Kills what runs, and removes the folder. */
int local_close(struct local *l, struct err *e);

#endif
