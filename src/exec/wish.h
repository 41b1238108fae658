/*
 * wish: looks every 3 seconds whether somebody wants the run to end, in a thread of its own, so that a slow network delays neither
 * output nor time-outs.
 */
#ifndef EXEC_WISH_H
#define EXEC_WISH_H

#include <pthread.h>

#include "engine/claim.h"

enum { WISH_PERIOD_MS = 3000, WISH_FRESH_MS = 4000 };

struct wish {
	struct engine *engine;
	struct str run;
	pthread_t thread;
	bool started;
	int wake_fd;          /* makes the thread look at once, or end */
	int news_fd;          /* readable when an answer came since wish_read_news() */
	pthread_mutex_t lock; /* of all below */
	bool stop, found, answered;
	int64_t
	    answered_ms; /* world_monotonic_ms() before the last look that had an answer; of the start, before there was one */
	struct arena arena; /* the wish's */
	struct result result;
};

/* `run` must live until wish_stop(). Looks at once. */
int wish_start(struct wish *w, struct engine *g, struct str run, struct err *e);
/* True when the run is to end; `out` (may be NULL) says how, and lives until wish_stop(). */
bool wish_found(struct wish *w, struct result *out);
/* The last answer is recent enough to start something. */
bool wish_fresh(struct wish *w);
/* Since when nothing is known: monotonic time of the last look that had an answer. */
int64_t wish_answered_ms(struct wish *w);
/* Has it look now. */
void wish_ask(struct wish *w);
/* Takes the news: news_fd is then not readable until there are others. */
void wish_read_news(struct wish *w);
void wish_stop(struct wish *w);

#endif
