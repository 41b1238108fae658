/*
 * account: the deployment that a command looks at: an AWS client, and the names of the resources from AWS_EXE_SYS_* or, where
 * those are missing or --prefix is given, from the prefix.
 */
#ifndef CLI_ACCOUNT_H
#define CLI_ACCOUNT_H

#include "cli/cli.h"
#include "engine/engine.h"

struct account {
	struct world world;
	struct aws aws;
	struct engine engine;
};

#define ACCOUNT_PREFIX_OPTION { "--prefix", "NAME", "prefix of the resources' names; aws-exe-sys" }

/* Errors name what is missing. */
int account_open(struct account *a, const struct cli *cli, struct err *e);
void account_close(struct account *a);

/* What a command about one run does with it; the exit code, or -1 with an error. */
typedef int account_task(struct cli *cli, struct account *account, struct str run, struct err *e);

/* Runs the task for the run that the first word names; what fails is said. The exit code. */
int account_with_run(struct cli *cli, account_task *task);

#endif
