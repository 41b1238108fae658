/*
 * host: what SSM Agent does on a managed host. Each host is a folder, which stays until the local AWS ends or the host is
 * terminated, and the trees of processes of the commands that run on it. A command's script runs as the agent runs it: from a
 * folder of its own, with the parameters as SSM_<name>, without anybody's credentials.
 */
#ifndef LOCAL_HOST_H
#define LOCAL_HOST_H

#include "local/process.h"

struct host_command {
	struct process process; /* first */
	struct host_command *next;
	uint64_t id;
	struct str instance;
};

/* CLOUD_COMMAND_START and CLOUD_COMMAND_STOP. */
void host_start(struct local *l, const struct cloud_effect *effect);
void host_stop(struct local *l, const struct cloud_effect *effect);

/* The host is terminated: its folder goes. */
void host_remove(struct local *l, struct str instance);

#endif
