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
	if (parallel_attach(w, a, o->parallel ? o->parallel : PARALLEL_DEFAULT, e) < 0 || aws_init(aws, w, a, e) < 0)
		return -1;
	if (o->warm_count)
		aws_warm(aws, o->warm, o->warm_count, WARM_TIMEOUT_MS);
	return 0;
}

struct str
engine_attempt_id(struct engine *g, struct arena *a, struct str service_id)
{
	struct str drawn = world_random_hex(g->world, a, 16);

	return arena_printf(a, STR_FMT "/" STR_FMT, STR_ARG(service_id), STR_ARG(drawn));
}
