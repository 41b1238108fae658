/*
 * The parts of the simulated schedules (sim.h): the world of an invocation with its faults (sim_world.c), what each function does in it
 * (sim_roles.c), whose turn it is (sim_turns.c), and a job from its start to its verdict (sim.c).
 */
#ifndef TEST_SIM_INSIDE_H
#define TEST_SIM_INSIDE_H

#include <pthread.h>

#include "engine/order_row.h"
#include "engine/run.h"
#include "local/deploy.h"
#include "net/http.h"
#include "sim.h"

enum {
	ACTORS_MAX = 512,
	SANDBOXES_MAX = 512,
	TIME_MAX_MS = 6 * 3600 * 1000,
	STACK_BYTES = 1 << 20,
	STALL_MS = 75000,
	DEAD_MS = 1000,
	SIM_COMMENTS_MAX = 64
};

enum role { ROLE_ORCHESTRATOR, ROLE_WATCHDOG, ROLE_WORKER, ROLE_HOST, ROLES };

extern const char *const sim_hosts[SIM_HOSTS];

struct sim;

/* What a warm function keeps. */
struct sandbox {
	uint64_t serial;
	bool used;
	struct arena arena;
	struct world world;
	struct aws aws;
	struct engine engine;
	struct run_cache cache;
};

/* An invocation under way. */
struct actor {
	struct sim *sim;
	struct sandbox *sandbox;
	pthread_t thread;
	pthread_cond_t turn;
	bool ended, dead;
	int64_t dead_ms; /* how far its clock runs ahead since it is dead */
	int64_t wake_ms;
	enum role role;
	uint64_t id;
	bool build;
	struct str instance; /* of a command on a host; its payload is the URL of the start file */
	struct arena arena;
	struct str payload, answer;
	struct str service_id; /* the request's, or the build's */
	bool failed;
};

struct sim_comment {
	struct str text;
	bool deleted;
};

struct sim {
	struct sim_options o;
	const struct sim_order *orders;
	size_t n;
	struct sim_result *out;
	struct cloud *cloud;
	struct deploy_names names;
	int64_t now_ms, start_ms;
	uint64_t random;
	pthread_mutex_t lock;
	pthread_cond_t back;
	struct actor *running;
	struct actor *actors[ACTORS_MAX];
	size_t actor_count;
	struct sandbox *sandboxes[SANDBOXES_MAX];
	struct sandbox user; /* looks on, without faults */
	struct str run;
	bool done_seen, cancelled, overslept;
	struct sim_comment comments[SIM_COMMENTS_MAX]; /* by id, from 1 */
	size_t comment_count;
	int64_t commented_ms; /* when one was written last */
	enum { HOST_HERE, HOST_AWAY, HOST_BACK } last_host;
};

struct extra {
	struct sim *sim;
	struct actor *actor; /* NULL: the user */
};

/* A number below `below` that follows from the seed. */
uint64_t sim_draw(struct sim *s, uint64_t below);
/* Notes the first promise that was not kept. */
void sim_promise(struct sim *s, bool kept, const char *what);
/* An engine of its own over the simulated world. */
void sim_sandbox_open(struct sandbox *b, struct sim *s);
void sim_sandbox_close(struct sandbox *b);

/* A request to git.test. */
void sim_comments_serve(struct sim *s, struct arena *a, const struct http_request *req, struct cloud_answer *answer);
/* What there is in the end, for s->out. */
void sim_comments_judge(const struct sim *s, struct arena *a);

/* Gives the turn back and waits for the next. */
void sim_yield(struct actor *me);
/* A thread's main(): waits for its first turn and does what its role does. */
void *sim_actor_main(void *ctx);
/* The row of an order as the table has it, looked at from outside. */
struct order_row sim_look(struct sim *s, struct arena *a, unsigned num);

/* Starts what the cloud wants started. */
void sim_take_effects(struct sim *s, struct arena *a);
/* Lets one of those that can go on do so up to its next call. False when nobody can. */
bool sim_step(struct sim *s);
/* Moves the clock to what is due next. False when nothing is. */
bool sim_advance(struct sim *s);

#endif
