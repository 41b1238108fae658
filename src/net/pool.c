#include "base/clock.h"
#include "net/pool.h"

/* Takes the connection behind `*at` out of its list. */
static struct conn *
unlink_at(struct conn **at)
{
	struct conn *c = *at;

	*at = c->next;
	c->next = NULL;
	return c;
}

static void
drop_locked(struct client *cl, struct conn *c)
{
	conn_close(c);
	c->next = cl->unused;
	cl->unused = c;
}

/* Closes what has been idle for too long, and what is more than `max`. */
static void
trim(struct client *cl, int max)
{
	int64_t oldest = clock_boottime_ms() - cl->options.idle_ms;
	struct conn **at = &cl->idle;

	for (int kept = 0; *at;) {
		if (kept < max && (*at)->idle_since_ms >= oldest) {
			at = &(*at)->next;
			kept++;
		} else {
			drop_locked(cl, unlink_at(at));
		}
	}
}

static struct conn *
find(struct client *cl, struct str host, uint16_t port, bool secure)
{
	for (struct conn **at = &cl->idle; *at; at = &(*at)->next)
		if (conn_is_to(*at, host, port, secure))
			return unlink_at(at);
	return NULL;
}

struct conn *
pool_take(struct client *cl, struct str host, uint16_t port, bool secure)
{
	struct conn *c;

	pthread_mutex_lock(&cl->lock);
	trim(cl, cl->options.idle_max);
	while ((c = find(cl, host, port, secure)) && !conn_alive(c))
		drop_locked(cl, c);
	pthread_mutex_unlock(&cl->lock);
	return c;
}

void
pool_keep(struct client *cl, struct conn *c)
{
	c->idle_since_ms = clock_boottime_ms();
	pthread_mutex_lock(&cl->lock);
	c->next = cl->idle;
	cl->idle = c;
	trim(cl, cl->options.idle_max);
	pthread_mutex_unlock(&cl->lock);
}

struct conn *
pool_new(struct client *cl, struct str host, uint16_t port, bool secure, struct err *e)
{
	struct conn *c;

	pthread_mutex_lock(&cl->lock);
	c = cl->unused ? unlink_at(&cl->unused) : arena_new(&cl->arena, struct conn);
	pthread_mutex_unlock(&cl->lock);
	c->fd = -1;
	c->tls = NULL;
	if (conn_init(c, host, port, secure, e) == 0)
		return c;
	pool_drop(cl, c);
	return NULL;
}

void
pool_drop(struct client *cl, struct conn *c)
{
	conn_close(c);
	pthread_mutex_lock(&cl->lock);
	c->next = cl->unused;
	cl->unused = c;
	pthread_mutex_unlock(&cl->lock);
}

int
pool_roots(struct client *cl, const struct tls_roots **roots, struct err *e)
{
	int rc = 0;

	pthread_mutex_lock(&cl->lock);
	if (!cl->roots)
		rc = tls_roots_load(&cl->roots, &cl->arena, cl->options.ca_file, e);
	*roots = cl->roots;
	pthread_mutex_unlock(&cl->lock);
	return rc;
}
