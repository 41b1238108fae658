/*
 * world: everything that is not a computation. Engine code asks the clock, sleeps, draws random numbers, calls AWS,
 * starts programs, keeps temporary files and does things in parallel through this table alone, so that the same code
 * runs on the real system or in a simulator that decides each answer.
 *
 * The real one is put together in layers: world_os_init() fills in all but `call` and `parallel`; net/client.h and
 * net/parallel.h attach those.
 *
 * Time: AWS_EXE_SYS_CLOCK may name a clock file (base/clock.h) that the local AWS owns; then both clocks and sleeps
 * go by it. Time-outs of sockets do not: those are real.
 */
#ifndef BASE_WORLD_H
#define BASE_WORLD_H

#include "base/arena.h"
#include "base/err.h"

struct http_request;  /* net/http.h */
struct http_response; /* net/http.h */
struct clock_file;    /* base/clock.h */

/* A program to run to its end: sops, age-keygen. */
struct spawn {
	const char *const *argv; /* argv[0] is a path or a name sought in `path_dirs`, NULL at the end */
	const char *const *envp; /* the whole environment, NULL at the end */
	struct str input;        /* written to its standard input, which is then closed */
	size_t output_max;       /* bytes of standard output at most; more is ERR_LIMIT */
	int timeout_ms;          /* then it is killed: ERR_TIMEOUT */
};

struct spawned {
	int exit_code;     /* 128 + signal when a signal ended it */
	struct str output; /* in the arena given */
	struct str errors; /* the first 4 KiB of its standard error; may quote its input: never logged unread */
};

struct world;

struct world_ops {
	int64_t (*now_ms)(struct world *w);       /* since the epoch */
	int64_t (*monotonic_ms)(struct world *w); /* CLOCK_BOOTTIME: goes on while a host sleeps */
	void (*sleep_ms)(struct world *w, int64_t ms);
	void (*random)(struct world *w, void *out, size_t n); /* from the kernel; fit for keys */

	/* One HTTP exchange, no retries. The response lives in `a`. */
	int (*call)(struct world *w, struct arena *a, const struct http_request *req, struct http_response *res,
	    struct err *e);

	int (*spawn)(struct world *w, struct arena *a, const struct spawn *s, struct spawned *out, struct err *e);

	/* Runs fn(ctx, 0..n-1), several at a time, and returns when all are done. fn must use an arena of its own. */
	void (*parallel)(struct world *w, size_t n, void (*fn)(void *ctx, size_t i), void *ctx);

	/* Temporary files without a name: gone when closed, and when the process dies. A handle is >= 0. */
	int (*temp_open)(struct world *w, struct err *e);
	int (*temp_read)(struct world *w, int handle, int64_t offset, void *p, size_t n, size_t *got, struct err *e);
	int (*temp_write)(struct world *w, int handle, int64_t offset, const void *p, size_t n, struct err *e);
	void (*temp_close)(struct world *w, int handle);
};

struct world {
	const struct world_ops *ops;
	struct world_ops own; /* the real world's table, which net/ completes */
	struct clock_file *clock;
	void *client; /* net/client.h's */
	void *pool;   /* net/parallel.h's */
	void *extra;  /* a simulator's */
};

/* The real clock, random numbers, programs and temporary files ($TMPDIR or /tmp). The process ignores SIGPIPE from now on, and neither it
 * nor what it starts leaves a core file. ERR_CONFIG when the clock file that AWS_EXE_SYS_CLOCK names cannot be mapped. */
int world_os_init(struct world *w, struct err *e);

int64_t world_now_ms(struct world *w);
int64_t world_monotonic_ms(struct world *w);
void world_sleep_ms(struct world *w, int64_t ms);
void world_random(struct world *w, void *out, size_t n);
/* `n` random bytes as 2n lower-case hex digits, in `a`. */
struct str world_random_hex(struct world *w, struct arena *a, size_t n);
int world_call(struct world *w, struct arena *a, const struct http_request *req, struct http_response *res,
    struct err *e);
int world_spawn(struct world *w, struct arena *a, const struct spawn *s, struct spawned *out, struct err *e);
void world_parallel(struct world *w, size_t n, void (*fn)(void *ctx, size_t i), void *ctx);
int world_temp_open(struct world *w, struct err *e);
int world_temp_read(struct world *w, int handle, int64_t offset, void *p, size_t n, size_t *got, struct err *e);
int world_temp_write(struct world *w, int handle, int64_t offset, const void *p, size_t n, struct err *e);
void world_temp_close(struct world *w, int handle);

/* The path of a helper program (`sops`, `age-keygen`): beside the running binary, else on PATH. ERR_CONFIG names both
 * places when it is in neither. In `a`. */
int world_program(struct arena *a, const char *name, const char **path, struct err *e);

#endif
