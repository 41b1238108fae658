/*
 * clock: a clock that the local AWS owns and the processes it starts go by. It lives in a small file that all of them
 * map: virtual time = base + (real - real_base) * rate. Changing it wakes every sleeper.
 *
 * Layout (one machine, native byte order): see struct clock_file. Readers use the sequence number as a seqlock; it is
 * also the futex that sleepers wait on.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdatomic.h>

#include "base/err.h"

struct clock_file {
	char magic[8]; /* "aesclk1" */
	_Atomic uint32_t seq;
	_Atomic uint32_t rate_milli;     /* virtual ms per 1000 real ms: 1000 is real time */
	_Atomic int64_t real_base_ms;    /* CLOCK_BOOTTIME */
	_Atomic int64_t virtual_base_ms; /* since the epoch */
};

/* Creates the file at real time and maps it for writing. */
int clock_create(const char *path, struct clock_file **out, struct err *e);
/* Maps an existing one for reading and waiting. */
int clock_open(const char *path, struct clock_file **out, struct err *e);

/* Virtual time, ms since the epoch. */
int64_t clock_now_ms(const struct clock_file *c);
/* Returns when virtual time has moved on by `ms`. */
void clock_sleep_ms(struct clock_file *c, int64_t ms);
/* From now on virtual time runs at `rate_milli` and is `skip_ms` further on than it was. Wakes sleepers. */
void clock_set(struct clock_file *c, uint32_t rate_milli, int64_t skip_ms);
/* How many real ms it takes until virtual time has moved on by `ms`, rounded up. */
int64_t clock_real_ms(const struct clock_file *c, int64_t ms);

/* CLOCK_BOOTTIME and CLOCK_REALTIME in ms. */
int64_t clock_boottime_ms(void);
int64_t clock_realtime_ms(void);

#endif
