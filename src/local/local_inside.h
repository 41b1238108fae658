/* local_inside: what the files around the cloud share: the server, the clock, what runs, and the settings of tests. */
#ifndef LOCAL_LOCAL_INSIDE_H
#define LOCAL_LOCAL_INSIDE_H

#include "base/clock.h"
#include "local/deploy.h"
#include "local/home.h"
#include "local/local.h"
#include "local/httpd.h"

struct sandbox;
struct build;
struct host_command;
struct fault;

/* A request whose answer the cloud gives later. */
struct pending {
	struct pending *next;
	struct local *local;
	uint64_t ticket;
	struct httpd_exchange *exchange;
};

struct local {
	struct arena *arena; /* the process's */
	struct local_options options;
	struct home home;
	struct clock_file *clock;
	struct loop loop;
	struct httpd httpd;
	struct httpd_listener *front;
	uint16_t port;
	struct bodies bodies;
	struct deploy_names names;
	struct cloud *cloud;
	struct str endpoint, access_key_id, secret_access_key; /* the user's */
	struct sandbox *sandboxes, *sandboxes_free;
	struct build *builds, *builds_free;
	struct host_command *commands, *commands_free;
	struct pending *pendings, *pendings_free;
	unsigned builds_started;

	/* settings of tests */
	struct fault *faults, *faults_free;
	unsigned fault_serial;
	int64_t sandbox_idle_ms;           /* ten minutes */
	int64_t function_credentials_ms;   /* how long those of a function's sandbox serve; 0: for ever */
	int64_t build_credentials_ms;      /* how long those of a build serve; 0: for ever, and an hour is told */
	int64_t build_credentials_told_ms; /* what is told of that; 0: the truth */
	bool auto_skip, workers_off;
	bool stop;
};

static inline int64_t
local_now_ms(const struct local *l)
{
	return clock_now_ms(l->clock);
}

/* gateway.c: requests to the one port for everything. */
void gateway_handle(void *ctx, struct httpd_exchange *x);
void gateway_answer_late(struct local *l, uint64_t ticket, const struct cloud_answer *answer);

#endif
