/*
 * asl: Amazon States Language (the specification at states-language.net), the part that the local AWS has: Task (a Lambda
 * invocation), Choice, Wait, Pass, Succeed, Fail; JSONPath as reference paths; Retry and Catch. What it does not have is refused
 * when the definition is read. Data are JSON texts; everything here is pure.
 */
#ifndef LOCAL_ASL_H
#define LOCAL_ASL_H

#include "codec/json.h"

/* ERR_CONFIG naming the state and the field. */
int asl_check(struct json definition, struct err *e);

/* `$`, `$.a.b`, `$.a[0]`, `$['a']`; `$$...` looks into `context`. Missing: JSON_MISSING. ERR_INPUT for what is no such path. */
int asl_path(struct arena *a, struct json data, struct json context, struct str path, struct json *out, struct err *e);

/* InputPath and OutputPath: the selected part of `data`; a missing path selects all, null selects {}. */
int asl_select(struct arena *a, struct json state, const char *member, struct json data, struct json context,
    struct json *out, struct err *e);
/* Parameters and ResultSelector: the template with every "name.$" filled in; without the member `data` itself. */
int asl_template(struct arena *a, struct json state, const char *member, struct json data, struct json context,
    struct json *out, struct err *e);
/* ResultPath: `data` with `result` in its place. `of` is a state or a catcher. */
int asl_result(struct arena *a, struct json of, struct json data, struct json result, struct json *out, struct err *e);

/* The name of the state that a Choice leads to; p == NULL when nothing matches and there is no Default. */
int asl_choose(struct arena *a, struct json state, struct json data, struct json context, struct str *next,
    struct err *e);

/* The first of a Retry or Catch list that wants this error; its place in the list in *at. */
struct json asl_handler(struct json list, struct str error, size_t *at);
/* How long to wait before attempt `n` (from 0); negative: no more. Without jitter. */
int64_t asl_backoff_ms(struct json retrier, int n);

/* Parses text of our own making. */
struct json asl_json(struct arena *a, struct str text);

#endif
