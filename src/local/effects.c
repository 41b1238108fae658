#include "local/state.h"

struct effect_node {
	struct effect_node *next;
	struct arena mem;
	struct cloud_effect effect;
};

struct cloud_effect *
effect_add(struct cloud *c, enum cloud_effect_type type, uint64_t id, struct arena **mem)
{
	struct effect_node *n = heap_new(struct effect_node);

	n->effect.type = type;
	n->effect.id = id;
	*c->effects_end = n;
	c->effects_end = &n->next;
	if (mem)
		*mem = &n->mem;
	return &n->effect;
}

bool
effect_waits(const struct cloud *c)
{
	return c->effects;
}

static void
node_free(struct effect_node *n)
{
	if (!n)
		return;
	arena_release(&n->mem);
	heap_free(n);
}

bool
cloud_effect_next(struct cloud *c, struct cloud_effect *out)
{
	struct effect_node *n = c->effects;

	node_free(c->effect_out);
	c->effect_out = n;
	if (!n)
		return false;
	c->effects = n->next;
	if (!c->effects)
		c->effects_end = &c->effects;
	*out = n->effect;
	return true;
}

void
effects_free(struct cloud *c)
{
	struct cloud_effect e;

	while (cloud_effect_next(c, &e))
		;
}
