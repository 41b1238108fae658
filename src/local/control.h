/*
 * control: /_local/, what tests see and set; only there when the local AWS was started for tests. Every answer is JSON; a
 * mistake is status 400 with {"error"}.
 *
 *   GET  state      what there is and what runs     GET  calls?since=N   the calls after number N, oldest first
 *   GET  counts     calls by role and operation     POST counts          forgets them
 *   GET  tails      the last lines of what runs     GET  faults, POST, DELETE
 *   POST settings   knobs                           POST clock           {"rate","skip_ms"} or {"auto_skip"}
 *   POST s3-event   {"bucket","key","size","etag"}  POST invoke          {"function","payload"}
 *   POST host       {"id","tags":{},"state"}        POST stop
 *
 * A host's state: "online" (the default: a new one, or back, with these tags), "away" (commands wait for it), "gone" (terminated:
 * what runs on it is killed, its folder removed).
 *
 * Settings: event_repeats, event_delay_min_ms, event_delay_max_ms (of S3's), signal_repeats, signal_delay_min_ms,
 * signal_delay_max_ms (of what tells that an execution ended), watchdog_runs, watchdog_orders (false: their executions stand
 * still), lambda_concurrency, build_concurrency, concurrency and timeout_s ({"<program>": n}), start_workers (false: events and
 * builds of workers are taken, and nothing comes of them), sandbox_idle_ms (how long
 * an idle sandbox lives, in real time), function_credentials_ms (how long those of a new sandbox serve, and
 * what it signs with them; 0: for ever), build_credentials_ms (how long a build's credentials serve until it must ask for others; 0:
 * for ever) and build_credentials_told_ms (how long they are said to; 0: the truth).
 */
#ifndef LOCAL_CONTROL_H
#define LOCAL_CONTROL_H

#include "codec/json.h"
#include "local/process.h"

#define CONTROL_PATH "/_local/"

void control_handle(struct local *l, struct httpd_exchange *x);

/* control_view.c: the answers of GET. */
typedef void control_view(struct local *l, struct httpd_exchange *x, struct json_writer *w);
control_view control_state, control_calls, control_counts, control_tails;

/* Any process, a function's or a build's or a host's command's, by its label; NULL when there is none. */
struct process *control_process(struct local *l, struct str label);

#endif
