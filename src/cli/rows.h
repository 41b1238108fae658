/* rows: the orders of a run as people want to see them, read from the orders table. */
#ifndef CLI_ROWS_H
#define CLI_ROWS_H

#include "codec/json.h"
#include "engine/engine.h"
#include "engine/plan.h"

struct row {
	unsigned num;
	struct str name, target;
	enum state state;
	bool must_succeed, has_exit_code;
	int exit_code;
	int64_t accepted_at_ms, started_at_ms, finished_at_ms;
	struct str failure_reason, message, log, log_location;
};

struct rows {
	struct row *all;
	size_t n;
};

/* Every row of the run, by number; with their logs' tails where asked for. */
int rows_load(struct rows *rows, struct engine *g, struct arena *a, struct str run, bool logs, struct err *e);
/* The tail of its log, in `a`. */
int row_log(const struct row *row, struct engine *g, struct arena *a, struct str run, struct str *log, struct err *e);
/* What people are told: the reason, and more about it where there is more; empty when it did not fail. */
struct str row_why(struct arena *a, const struct row *row);
/* The row as a member of an open array; without its log. */
void row_write(const struct row *row, struct json_writer *w);
/* How long it ran, ms; up to `now_ms` when it still does; negative when it has not begun. */
int64_t row_duration_ms(const struct row *row, int64_t now_ms);

/* The run's `done` object, in *text. ERR_NOT_FOUND while there is none. */
int rows_done(struct engine *g, struct arena *a, struct str run, struct json *done, struct err *e);

#endif
