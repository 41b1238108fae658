/* job_file: a job's JSON as a person keeps it, in a file or on standard input (`-`), and what --dir makes of it. */
#ifndef CLI_JOB_FILE_H
#define CLI_JOB_FILE_H

#include "cli/cli.h"
#include "engine/job.h"

/* The text, in `a`; a little more than the limit is read, so that the limit is what is complained of. */
int job_file_read(struct arena *a, const char *file, struct str *text, struct err *e);
/* Says errors and warnings as `validate` does; the exit code. */
int job_file_report(const struct cli *cli, const char *file, const struct job_issues *is, const struct job *job);
/* The job with `location` (s3://..) as the code of every order that names no s3_location; what would fetch code from elsewhere
 * is left out. The text is known to be JSON. */
int job_file_with_code(struct arena *a, struct str text, struct str location, struct str *out, struct err *e);

#endif
