/* status: how a run's orders are shown; shared by the commands that show them. */
#ifndef CLI_STATUS_H
#define CLI_STATUS_H

#include "cli/rows.h"
#include "cli/text.h"

/* A line for each order. */
void status_table(const struct cli *cli, struct buf *out, const struct rows *rows, int64_t now_ms);
/* The member "orders" of an open object. */
void status_write_rows(struct json_writer *w, const struct rows *rows);
/* Of a job's final status. */
int status_exit_code(struct str status);

#endif
