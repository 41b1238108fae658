/* local_run: one job on a local AWS that serves already: submitted, followed, cancelled, summed up. */
#ifndef CLI_LOCAL_RUN_H
#define CLI_LOCAL_RUN_H

#include "cli/account.h"
#include "cli/serve.h"

/* The exit code. On a second Ctrl-C it returns at once: the caller ends the server and with it all that runs. */
int local_run(struct cli *cli, const struct serve *s, const char *file, struct str text);

#endif
