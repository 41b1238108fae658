/*
 * pack_bench: one sender with one job over the rig, and looks at what came of it.
 */
#ifndef PACK_BENCH_H
#define PACK_BENCH_H

#include "engine/pack.h"
#include "engine/run_row.h"
#include "rig.h"

#define BENCH_RUN "11111111-2222-4333-8444-555555555555"

enum { BENCH_ANSWER_MS = 20000, BENCH_STOP_MS = 240000, BENCH_DEATHS_MAX = 400 };

struct submit {
	struct sender *by;
	struct arena *arena;
	struct str text;
	const char *trace_id;
	int64_t answer_ms; /* 0: ANSWER_MS */
	int64_t stop_ms;   /* 0: STOP_MS */
	/* what came of it */
	int rc;
	struct packed packed;
	struct job_issues issues;
	struct err err;
};

/* One sender, one job, and what came of it. */
struct bench {
	struct rig rig;
	struct sender sender;
	struct arena arena;
	struct submit submit;
};

/* `n` orders of which `more` is what all of them have besides commands and a time-out. */
struct str job_text(struct arena *a, size_t n, const char *more);
/* A struct submit's job, given in by its sender. */
void submit(void *submit);

void bench_open(struct bench *b, size_t orders, const char *more);
void bench_close(struct bench *b);

/* Zeroes when there is none. */
struct run_row row_of(struct bench *b);
/* How many of the first n orders have rows. */
size_t rows_in(struct bench *b, size_t n);
/* What the order's bundle has sealed: who it is for, and the plain text. */
struct json sealed_of(struct bench *b, unsigned num);
struct str variable(struct bench *b, unsigned num, const char *name);
/* Everything is there, and all bundles can be opened with the one key. */
void expect_active(const char *name, struct bench *b, size_t n);
/* The packing has ended, for that reason, and an orchestrator was woken. */
void expect_ended(const char *name, struct bench *b, const char *reason);

#endif
