/* Apart from target.c, so that who only looks at deadlines does not carry the ways to start. */
#include "engine/target.h"

/* Of Lambda; the others are given ten minutes more than the order has, for what they do before and after. */
enum { GRACE_MS = 90 * 1000, GRACE_LONG_MS = 12 * 60 * 1000 };

int64_t
target_queue_ms(const struct engine *g, enum target t)
{
	const int64_t seconds[TARGETS] = {
		[TARGET_LAMBDA] = g->config.lambda_queue_s,
		[TARGET_CODEBUILD] = g->config.codebuild_queue_s,
		[TARGET_SSM] = g->config.ssm_queue_s,
	};

	return 1000 * seconds[t];
}

int64_t
target_grace_ms(enum target t)
{
	return t == TARGET_LAMBDA ? GRACE_MS : GRACE_LONG_MS;
}
