#include "aws/pace.h"
#include "aws/call.h"

enum {
	QUOTA = 500,
	COST = 14,
	COST_THROTTLED = 5,
	REFUND = 1,       /* for a success at once */
	PRESSURE_MAX = 8, /* 50 ms become 12.8 s at once */
};

static bool
spend(struct pace *p, struct pace_call *c, bool throttled)
{
	int cost = throttled ? COST_THROTTLED : COST;

	if (throttled && p->pressure < PRESSURE_MAX)
		p->pressure++;
	c->retry.pressure = p->pressure;
	if (c->retry.until_ms || !retry_left(&c->retry))
		return true;
	if (p->spent + cost > QUOTA)
		return false;
	p->spent += cost;
	c->cost = cost;
	return true;
}

bool
pace_again(struct aws *aws, struct pace_call *c, bool throttled, int floor_ms)
{
	bool allowed;

	pthread_mutex_lock(&aws->lock);
	allowed = spend(c->pace, c, throttled);
	pthread_mutex_unlock(&aws->lock);
	return allowed && retry_wait(&c->retry, aws->world, floor_ms);
}

void
pace_success(struct aws *aws, struct pace_call *c)
{
	struct pace *p = c->pace;
	int refund = c->cost ? c->cost : REFUND;

	pthread_mutex_lock(&aws->lock);
	p->spent = p->spent > refund ? p->spent - refund : 0;
	if (p->pressure > 0)
		p->pressure--;
	pthread_mutex_unlock(&aws->lock);
}
