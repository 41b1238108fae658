/*
 * submit: hands a job to init_job (or ssm_config): over the HTTP API, a Function URL, or by invoking the function as API Gateway
 * would. The run's id is drawn here, so that a lost answer can be asked for again.
 */
#ifndef CLI_SUBMIT_H
#define CLI_SUBMIT_H

#include "cli/cli.h"
#include "codec/json.h"
#include "engine/engine.h"
#include "engine/job.h"

struct submission {
	struct cli *cli;
	struct engine *engine;
	const char *file;     /* its name, for people */
	struct str text;      /* the job's */
	enum job_entry entry; /* JOB_INIT becomes JOB_SSM for a job that runs on hosts alone */
	struct str url;       /* of the HTTP API, or of a function; empty: `function` is invoked */
	struct str function;
	struct str run_id;
	struct job job;
	struct job_issues issues;
};

/* Checks the text, says all that is wrong with it, and uploads the folder of --dir, if there is one, as the code of the orders
 * that name none. An exit code: CLI_OK to go on. */
int submission_check(struct submission *s);

struct submitted {
	int status;         /* HTTP's */
	struct json answer; /* {"status":"ok","run_id",..} or {"status":"error","error","errors"} */
};

/* Sends it, until there is an answer or no hope of one. */
int submit_job(const struct submission *s, struct submitted *out, struct err *e);
/* Says why it was not taken; the exit code. */
int submit_refused(const struct submission *s, const struct submitted *out);

/* Which service a URL is signed for (enum aws_service): a Function URL is Lambda's. */
int submit_service(struct str url);

#endif
