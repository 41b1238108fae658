/* submit: hands a job to init_job, as API Gateway would. */
#ifndef CLI_SUBMIT_H
#define CLI_SUBMIT_H

#include "codec/json.h"
#include "engine/engine.h"

/* Zips the folder `dir` into the internal bucket under tmp/code/; its s3:// location in *location, in `a`. */
int submit_code(struct engine *g, struct arena *a, const char *dir, struct str *location, struct err *e);

struct submitted {
	int status;         /* HTTP's */
	struct json answer; /* {"status","run_id",..} or {"status":"error","error","errors"} */
};

/* Invokes the function with an HTTP API event for POST /init. The same run_id again is harmless. */
int submit_job(struct engine *g, struct arena *a, struct str function, struct str job, struct str run_id,
    struct submitted *out, struct err *e);

#endif
