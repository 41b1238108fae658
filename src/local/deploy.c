#include "local/deploy.h"

#include <sys/utsname.h>

#include "base/io.h"
#include "base/world.h"
#include "codec/hash.h"
#include "codec/hex.h"
#include "local/embed.h"

const struct deploy_function deploy_functions[DEPLOY_FUNCTIONS] = {
	[DEPLOY_INIT_JOB] = { "init_job", "init-job", 300, 512, 2 },
	[DEPLOY_SSM_CONFIG] = { "ssm_config", "ssm-config", 300, 512, 2 },
	[DEPLOY_ORCHESTRATOR] = { "orchestrator", "orchestrator", 600, 512, 2 },
	[DEPLOY_WATCHDOG_CHECK] = { "watchdog_check", "watchdog-check", 60, 256, 2 },
	[DEPLOY_WORKER] = { "worker", "worker", 600, 1024, 0 },
};

enum { LAMBDA_QUEUE_S = 3600, WORKER_BYTES_MAX = 64 << 20 };

static struct str
named(struct arena *a, struct str prefix, const char *suffix)
{
	return arena_printf(a, STR_FMT "-%s", STR_ARG(prefix), suffix);
}

struct deploy_names
deploy_names(struct arena *a, struct str prefix)
{
	struct deploy_names n = {
		.orders_table = named(a, prefix, "orders"),
		.events_table = named(a, prefix, "order-events"),
		.locks_table = named(a, prefix, "orchestrator-locks"),
		.internal_bucket = named(a, prefix, "internal"),
		.done_bucket = named(a, prefix, "done"),
		.machine = named(a, prefix, "watchdog"),
		.project = named(a, prefix, "worker"),
		.ssm_document = STR("exe-sys-run"),
		.ssm_prefix = STR("exe-sys"),
	};

	for (size_t i = 0; i < DEPLOY_FUNCTIONS; i++)
		n.functions[i] = named(a, prefix, deploy_functions[i].suffix);
	return n;
}

const struct deploy_function *
deploy_function_find(const struct deploy_names *n, struct str name)
{
	for (size_t i = 0; i < DEPLOY_FUNCTIONS; i++)
		if (str_eq(n->functions[i], name))
			return &deploy_functions[i];
	return NULL;
}

/* The tables' keys (docs/architecture.md, "Stored data"). */
static void
tables(struct cloud_table_config t[static 3], struct cloud_index_config indexes[static 2], const struct deploy_names *n)
{
	indexes[0] = (struct cloud_index_config){ STR("run_id-order_num-index"), { STR("run_id"), 'S' },
		{ STR("order_num"), 'S' } };
	indexes[1] = (struct cloud_index_config){ STR("order_name_index"), { STR("order_name"), 'S' },
		{ STR("epoch"), 'N' } };
	t[0] = (struct cloud_table_config){ n->orders_table, { STR("pk"), 'S' }, { { 0 }, 0 }, &indexes[0], 1 };
	t[1] = (struct cloud_table_config){ n->events_table, { STR("trace_id"), 'S' }, { STR("sk"), 'S' }, &indexes[1],
		1 };
	t[2] = (struct cloud_table_config){ n->locks_table, { STR("pk"), 'S' }, { { 0 }, 0 }, NULL, 0 };
}

static void
functions(struct cloud_function_config f[static DEPLOY_FUNCTIONS], const struct deploy_names *n, int worker_concurrency)
{
	for (size_t i = 0; i < DEPLOY_FUNCTIONS; i++)
		f[i] = (struct cloud_function_config){ .name = n->functions[i],
			.role = n->functions[i],
			.timeout_s = deploy_functions[i].timeout_s,
			.memory_mb = deploy_functions[i].memory_mb,
			.retries = deploy_functions[i].retries };
	f[DEPLOY_WORKER].concurrency = worker_concurrency;
	f[DEPLOY_WORKER].event_age_s = LAMBDA_QUEUE_S;
	f[DEPLOY_WORKER].on_failure = n->functions[DEPLOY_WATCHDOG_CHECK];
}

/* The ARN that a cloud of no region and account of its own gives the function. */
static struct str
watchdog_arn(struct arena *a, const struct deploy_names *n)
{
	return arena_printf(a, "arn:aws:lambda:us-east-1:000000000000:function:" STR_FMT,
	    STR_ARG(n->functions[DEPLOY_WATCHDOG_CHECK]));
}

struct cloud *
deploy_cloud(struct arena *a, const struct deploy_names *n, int worker_concurrency, bool call_log, uint64_t seed,
    struct err *e)
{
	struct str names[] = { STR("watchdog_check_arn") }, values[] = { watchdog_arn(a, n) };
	struct cloud_table_config t[3];
	struct cloud_index_config indexes[2];
	struct cloud_function_config f[DEPLOY_FUNCTIONS];
	struct str buckets[] = { n->internal_bucket, n->done_bucket };
	struct cloud_notification news = { n->internal_bucket, STR("tmp/callbacks/runs/"), STR("result.json"),
		n->functions[DEPLOY_ORCHESTRATOR] };
	struct cloud_machine_config machine = { .name = n->machine };
	struct cloud_project_config project = { .name = n->project,
		.image = STR("local"),
		.on_end = n->functions[DEPLOY_WATCHDOG_CHECK],
		.concurrency = worker_concurrency };
	struct cloud_document_config document = { n->ssm_document, embed_document() };
	struct cloud_route routes[] = {
		{ STR("/init"), n->functions[DEPLOY_INIT_JOB], false },
		{ STR("/ssm"), n->functions[DEPLOY_SSM_CONFIG], false },
		{ STR("/webhook"), n->functions[DEPLOY_INIT_JOB], true },
	};
	struct cloud_config config = { .seed = seed,
		.tables = t,
		.table_count = COUNT(t),
		.buckets = buckets,
		.bucket_count = COUNT(buckets),
		.functions = f,
		.function_count = COUNT(f),
		.notifications = &news,
		.notification_count = 1,
		.machines = &machine,
		.machine_count = 1,
		.projects = &project,
		.project_count = 1,
		.documents = &document,
		.document_count = 1,
		.routes = routes,
		.route_count = COUNT(routes),
		.command_on_end = n->functions[DEPLOY_WATCHDOG_CHECK],
		.call_log = call_log };

	tables(t, indexes, n);
	functions(f, n, worker_concurrency);
	if (cloud_template(a, embed_watchdog(), names, values, COUNT(names), &machine.definition, e) < 0)
		return NULL;
	return cloud_new(&config, e);
}

static int
put_worker(struct arena *a, const struct deploy_names *n, const char *machine, struct cloud *c, int64_t now_ms,
    struct str *location, struct err *e)
{
	struct str key = arena_printf(a, "programs/worker-%s", machine), program;
	struct buf text = buf_in(a);
	uint8_t hash[SHA256_LEN];
	const char *path;

	if (world_program(a, "worker", &path, e) < 0 || io_read_file(a, path, WORKER_BYTES_MAX, &program, e) < 0 ||
	    cloud_put_object(c, now_ms, n->internal_bucket, key, program, e) < 0)
		return -1;
	sha256(program, hash);
	buf_printf(&text, "s3://" STR_FMT "/" STR_FMT "#", STR_ARG(n->internal_bucket), STR_ARG(key));
	hex_encode(&text, hash, sizeof(hash));
	*location = buf_str(&text);
	return 0;
}

int
deploy_host_worker(struct arena *a, struct deploy_names *n, struct cloud *c, int64_t now_ms, struct err *e)
{
	struct {
		const char *machine;
		struct str *location;
	} known[] = { { "x86_64", &n->host_worker_x86_64 }, { "aarch64", &n->host_worker_aarch64 } };
	struct utsname here;

	if (uname(&here) < 0)
		return err_sys(e, "uname");
	for (size_t i = 0; i < COUNT(known); i++)
		if (str_eqz(str_z(here.machine), known[i].machine))
			return put_worker(a, n, known[i].machine, c, now_ms, known[i].location, e);
	return 0;
}

void
deploy_variables(const struct deploy_names *n, struct str machine_arn,
    void (*each)(void *ctx, const char *name, struct str value), void *ctx)
{
	const struct {
		const char *name;
		struct str value;
	} variables[] = {
		{ "AWS_EXE_SYS_ORDERS_TABLE", n->orders_table },
		{ "AWS_EXE_SYS_ORDER_EVENTS_TABLE", n->events_table },
		{ "AWS_EXE_SYS_LOCKS_TABLE", n->locks_table },
		{ "AWS_EXE_SYS_INTERNAL_BUCKET", n->internal_bucket },
		{ "AWS_EXE_SYS_DONE_BUCKET", n->done_bucket },
		{ "AWS_EXE_SYS_WORKER_LAMBDA", n->functions[DEPLOY_WORKER] },
		{ "AWS_EXE_SYS_CODEBUILD_PROJECT", n->project },
		{ "AWS_EXE_SYS_WATCHDOG_SFN", machine_arn },
		{ "AWS_EXE_SYS_SSM_DOCUMENT", n->ssm_document },
		{ "AWS_EXE_SYS_SSM_PREFIX", n->ssm_prefix },
		{ "AWS_EXE_SYS_HOST_WORKER_X86_64", n->host_worker_x86_64 },
		{ "AWS_EXE_SYS_HOST_WORKER_AARCH64", n->host_worker_aarch64 },
	};

	for (size_t i = 0; i < COUNT(variables); i++)
		if (variables[i].value.n)
			each(ctx, variables[i].name, variables[i].value);
}
