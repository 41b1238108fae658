/*
 * ids: the names of things: run, trace, flow, order numbers, and the keys of objects and rows that are made of them. Pure.
 *
 * Keys in the internal bucket (`run` stands for the run's id, `num` for an order number as text):
 *   tmp/exec/<run>/<num>/exec.zip                    bundle
 *   tmp/exec/<run>/<num>/claim.json                  claim of the order's seat; a host's: .../<num>/hosts/<host>/claim.json
 *   tmp/exec/<run>/plan.json                         plan
 *   tmp/callbacks/runs/<run>/<num>/result.json       result; a host's: .../<num>/hosts/<host>/result.json
 *   tmp/callbacks/runs/<run>/0000/result.json        init trigger and kicks
 *   tmp/callbacks/runs/<run>/0000/end/result.json    the wish to end the run
 *   tmp/logs/<run>/<num>/output.log                  full log; a host's: .../<num>/hosts/<host>/output.log
 *   tmp/exec/<run>/<num>/hosts/<host>/start/<id>     what a host is started with (engine/start.h)
 */
#ifndef ENGINE_IDS_H
#define ENGINE_IDS_H

#include "base/world.h"

enum { ORDERS_MAX = 10000, RUN_ID_LEN = 36, TRACE_ID_LEN = 8, NAME_MAX_BYTES = 128 };

/* 0001, 0002, ..., 9999, 10000; 0 is 0000, the run itself. In `a`. */
struct str order_num(struct arena *a, unsigned n);
/* Only the canonical form; at most ORDERS_MAX. */
bool order_num_parse(struct str text, unsigned *n);

/* A lower-case UUID of any version. */
bool run_id_valid(struct str text);
/* Eight lower-case hex digits. */
bool trace_id_valid(struct str text);
/* A UUID v4 / eight hex digits, in `a`. */
struct str run_id_new(struct world *w, struct arena *a);
struct str trace_id_new(struct world *w, struct arena *a);

/* <username>:<trace_id>-<flow_label>. The username may hold anything, the label anything but ':'; it parses back at the last ':'
 * that a trace id and a '-' follow. */
struct str flow_id(struct arena *a, struct str username, struct str trace_id, struct str label);
bool flow_id_parse(struct str id, struct str *username, struct str *trace_id, struct str *label);
/* <trace_id>:<epoch seconds> */
struct str trace_leg(struct arena *a, struct str trace_id, int64_t now_ms);
bool trace_leg_parse(struct str leg, struct str *trace_id, int64_t *epoch_s);

/* A name that is safe in keys, paths and events: letters, digits, '-', '_', '.', ' ' inside, not starting with '.' or '_',
 * NAME_MAX_BYTES at most. */
bool name_safe(struct str name);

/* The name of an instance, as it may stand in a key: letters, digits, '-'. */
bool host_valid(struct str host);

/* Keys, in `a`. `host` is an instance id, or empty for an order with one seat. */
struct str key_bundle(struct arena *a, struct str run, unsigned num);
struct str key_stripped(struct arena *a, struct str run, unsigned num);
struct str key_claim(struct arena *a, struct str run, unsigned num, struct str host);
struct str key_result(struct arena *a, struct str run, unsigned num, struct str host);
struct str key_end(struct arena *a, struct str run);
struct str key_plan(struct arena *a, struct str run);
struct str key_log(struct arena *a, struct str run, unsigned num, struct str host);
struct str key_start(struct arena *a, struct str run, unsigned num, struct str host, struct str start_id);
struct str key_done(struct arena *a, struct str run);
/* <prefix of results of a run>: tmp/callbacks/runs/<run>/ */
struct str key_results(struct arena *a, struct str run);

/* ... and of an order, with those of its hosts: tmp/callbacks/runs/<run>/<num>/ */
struct str key_results_of(struct arena *a, struct str run, unsigned num);

/* What a key under tmp/callbacks/runs/ tells (decoded): run and number; the end wish is number 0 too. False for any other. */
bool key_result_parse(struct str key, struct str *run, unsigned *num);

/* DynamoDB keys: lock:<run>, board:<run>, <run>:<num> */
struct str pk_run(struct arena *a, struct str run);
struct str pk_board(struct arena *a, struct str run);
struct str pk_order(struct arena *a, struct str run, unsigned num);

/* The comment of a command that starts an order on a host: <run>/<num>/<start id>. */
struct str command_comment(struct arena *a, struct str run, unsigned num, struct str start_id);
bool command_comment_parse(struct str comment, struct str *run, unsigned *num, struct str *start_id);

/* SSM: /<prefix>/sops-keys/<run>/0000 */
struct str key_sops(struct arena *a, struct str prefix, struct str run);

#endif
