/*
 * worker: runs one order's commands. On Lambda it serves events; on CodeBuild its order stands in the environment. What is started
 * here is closed to the commands before anything secret is read.
 */
#include <stdlib.h>
#include <unistd.h>

#include "aws/runtime.h"
#include "base/log.h"
#include "engine/start.h"
#include "exec/confine.h"
#include "exec/task.h"

enum { EXIT_USAGE = 100, EXIT_SYSTEM = 111 };

static const enum aws_service warm[] = { AWS_S3, AWS_SSM };

static int
handle(void *ctx, struct invocation *inv, struct str *answer, struct err *e)
{
	struct engine g = *(struct engine *)ctx;
	struct task t = { .engine = &g,
		.execution_id = inv->request_id,
		.silence_ms = SILENCE_LAMBDA_MS,
		.live_fd = STDOUT_FILENO };

	*answer = STR("{\"status\":\"ok\"}");
	t.until_ms = world_monotonic_ms(g.world) + (inv->deadline_ms - world_now_ms(g.world));
	if (task_from_event(&t, inv->arena, inv->event, &g.config.internal_bucket, e) < 0)
		return -1;
	return task_run(&t, inv->arena, e);
}

static int
run_build(struct engine *g, struct err *e)
{
	struct arena a = ARENA_EMPTY;
	const char *build = getenv("CODEBUILD_BUILD_ARN");
	struct task t = { .engine = g, .silence_ms = SILENCE_MS, .live_fd = STDOUT_FILENO };
	int result;

	t.execution_id = str_z(build && *build ? build : getenv("CODEBUILD_BUILD_ID"));
	result = task_from_environment(&t, &g->config.internal_bucket, e);
	if (result == 0)
		result = task_run(&t, &a, e);
	arena_release(&a);
	return result;
}

int
main(void)
{
	bool lambda = getenv("AWS_LAMBDA_RUNTIME_API") != NULL;
	struct engine_options options = { .program = "worker",
		.warm = warm,
		.warm_count = lambda ? COUNT(warm) : 0,
		.parallel = 1 };
	struct arena a = ARENA_EMPTY;
	struct world world = { 0 };
	struct engine g;
	struct aws aws;
	struct err e = { 0 };
	int result;

	if (!lambda && !getenv(START_ENV_S3_LOCATION)) {
		log_init("worker", LOG_INFO);
		log_error(
		    "worker is started by Lambda (AWS_LAMBDA_RUNTIME_API) or by CodeBuild (" START_ENV_S3_LOCATION ")");
		return EXIT_USAGE;
	}
	result = confine_self(&e);
	if (result == 0)
		result = engine_open(&g, &world, &aws, &a, &options, &e);
	if (result < 0 && lambda)
		runtime_init_error(&world, &e);
	if (result == 0)
		result = lambda ? runtime_serve(&world, handle, &g, &e) : run_build(&g, &e);
	if (result < 0)
		log_error("%s", e.msg);
	arena_release(&a);
	return result < 0 ? EXIT_SYSTEM : 0;
}
