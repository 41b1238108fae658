/*
 * worker: runs one order's commands. On Lambda it serves events; on CodeBuild its order stands in the environment; on a host it is
 * `worker <start file> <bundle>`. What is started here is closed to the commands before anything secret is read.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "aws/runtime.h"
#include "base/io.h"
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
	result = task_from_environment(&t, &a, &g->config.internal_bucket, e);
	if (result == 0)
		result = task_run(&t, &a, e);
	arena_release(&a);
	return result;
}

/* What the two files say is read. Their names are removed, so that the commands do not find them, and ours, so that nothing is left
 * when nobody cleans up behind us. The region is where the client that is opened next looks for it. */
static int
read_files(struct task *t, struct arena *a, char **argv, struct str *bucket, struct err *e)
{
	struct str text, region;
	int result = confine_apart(e);

	t->bundle_file = open(argv[2], O_RDONLY | O_CLOEXEC);
	if (result == 0)
		result = t->bundle_file < 0 ? err_sys(e, "open %s", argv[2]) :
					      io_read_file(a, argv[1], START_FILE_BYTES_MAX, &text, e);
	for (int i = 0; i < 3; i++)
		unlink(argv[i]);
	if (result < 0 || task_from_file(t, a, text, bucket, &region, e) < 0)
		return -1;
	return setenv("AWS_REGION", arena_z(a, region), 1) < 0 ? err_sys(e, "setenv") : 0;
}

static int
run_host(struct engine *g, struct task *t, char **argv, struct str bucket, struct err *e)
{
	struct arena a = ARENA_EMPTY;
	struct str folder = str_z(argv[1]);
	int result;

	t->engine = g;
	t->silence_ms = SILENCE_MS;
	t->live_fd = STDOUT_FILENO;
	g->config.internal_bucket = bucket;
	result = task_run(t, &a, e);
	/* Empty by now. */
	rmdir(arena_z(&a, str_sub(folder, 0, str_rchr(folder, '/'))));
	arena_release(&a);
	return result;
}

#ifdef __SANITIZE_ADDRESS__
/* LeakSanitizer would look into this process from outside, which confine_self() forbids, and fail. */
const char *__lsan_default_options(void);

const char *
__lsan_default_options(void)
{
	return "detect_leaks=0";
}
#endif

int
main(int argc, char **argv)
{
	bool lambda = getenv("AWS_LAMBDA_RUNTIME_API") != NULL, host = argc == 3;
	struct engine_options options = { .program = "worker",
		.warm = warm,
		.warm_count = lambda ? COUNT(warm) : 0,
		.parallel = 1,
		.sources = &aws_sources_host };
	struct arena a = ARENA_EMPTY;
	struct world world = { 0 };
	struct task task = { 0 };
	struct str bucket = STR("");
	struct engine g;
	struct aws aws;
	struct err e = { 0 };
	int result;

	log_init("worker", LOG_INFO);
	if (!host && (argc > 1 || (!lambda && !getenv(START_ENV_S3_LOCATION)))) {
		log_error("worker is started by Lambda (AWS_LAMBDA_RUNTIME_API), by CodeBuild (" START_ENV_S3_LOCATION
			  ") or on a host (worker <start file> <bundle>)");
		return EXIT_USAGE;
	}
	result = confine_self(&e);
	if (result == 0 && host)
		result = read_files(&task, &a, argv, &bucket, &e);
	if (result == 0)
		result = engine_open(&g, &world, &aws, &a, &options, &e);
	if (result < 0 && lambda && !host)
		runtime_init_error(&world, &e);
	if (result == 0)
		result = host ? run_host(&g, &task, argv, bucket, &e) :
		    lambda    ? runtime_serve(&world, handle, &g, &e) :
				run_build(&g, &e);
	if (result < 0)
		log_error("%s", e.msg);
	arena_release(&a);
	return result < 0 ? EXIT_SYSTEM : 0;
}
