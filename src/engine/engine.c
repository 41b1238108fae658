#include "engine/engine.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "net/client.h"
#include "net/parallel.h"

enum { PARALLEL_DEFAULT = 16, WARM_TIMEOUT_MS = 2000 };

static enum log_level
log_level(void)
{
	static const char *const names[] = { "debug", "info", "warn", "error" };
	const char *wanted = getenv("AWS_EXE_SYS_LOG_LEVEL");

	for (size_t i = 0; wanted && i < COUNT(names); i++)
		if (strcmp(wanted, names[i]) == 0)
			return (enum log_level)i;
	return LOG_INFO;
}

static const char *
ca_file(void)
{
	const char *bundle = getenv("AWS_CA_BUNDLE");

	return bundle && *bundle ? bundle : getenv("SSL_CERT_FILE");
}

/* On AWS each bucket is a host of its own. */
static void
warm(struct engine *g, const struct engine_options *o)
{
	struct str buckets[2];
	size_t n = 0;

	if (o->needs & NEED_INTERNAL_BUCKET)
		buckets[n++] = g->config.internal_bucket;
	if (o->needs & NEED_DONE_BUCKET)
		buckets[n++] = g->config.done_bucket;
	if (o->warm_count)
		aws_warm_buckets(g->aws, o->warm, o->warm_count, buckets, n, WARM_TIMEOUT_MS);
}

int
engine_open(struct engine *g, struct world *w, struct aws *aws, struct arena *a, const struct engine_options *o,
    struct err *e)
{
	const char *self = getenv("AWS_LAMBDA_FUNCTION_NAME");

	log_init(o->program, log_level());
	*g = (struct engine){ .world = w, .aws = aws, .arena = a, .self = str_z(self) };
	if (config_load(&g->config, o->needs, e) < 0 || world_os_init(w, e) < 0)
		return -1;
	if (client_attach(w, a, &(struct client_options){ .ca_file = ca_file() }, e) < 0)
		return -1;
	if (parallel_attach(w, a, o->parallel ? o->parallel : PARALLEL_DEFAULT, e) < 0 ||
	    aws_init(aws, w, o->sources ? o->sources : &aws_sources_function, a, e) < 0)
		return -1;
	warm(g, o);
	return 0;
}

struct str
engine_attempt_id(struct engine *g, struct arena *a, struct str service_id)
{
	struct str drawn = world_random_hex(g->world, a, 16);

	return arena_printf(a, STR_FMT "/" STR_FMT, STR_ARG(service_id), STR_ARG(drawn));
}
