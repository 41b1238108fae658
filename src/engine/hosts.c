#include "engine/hosts.h"

#include "aws/services.h"

static bool
has(const struct str *hosts, size_t n, struct str host)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(hosts[i], host))
			return true;
	return false;
}

static size_t
take_ids(struct json list, struct str *hosts)
{
	size_t n = 0;

	for (struct json i = json_first(list); json_exists(i) && n < HOSTS_MAX; i = json_next(i)) {
		struct str host = json_str_or(i, STR(""));

		if (host.n && !has(hosts, n, host))
			hosts[n++] = host;
	}
	return n;
}

/* {"Key":"value"} or {"Key":["value",..]} */
static struct ssm_tag
read_tag(struct arena *a, struct json member)
{
	bool list = json_type(member) == JSON_ARRAY;
	size_t n = list ? json_len(member) : 1;
	struct str *values = arena_new_n(a, struct str, n);

	for (size_t i = 0; i < n; i++)
		values[i] = json_str_or(list ? json_at(member, i) : member, STR(""));
	return (struct ssm_tag){ json_key(member), values, n };
}

static int
find_tagged(struct engine *g, struct arena *a, struct json tags, struct str *hosts, size_t *n, struct err *e)
{
	struct ssm_tag *all = arena_new_n(a, struct ssm_tag, json_len(tags));
	size_t count = 0;

	for (struct json m = json_first(tags); json_exists(m); m = json_next(m))
		all[count++] = read_tag(a, m);
	if (ssm_instances(g->aws, a, all, count, hosts, HOSTS_MAX, n, e) < 0)
		return -1;
	return *n ? 0 : err_set(e, ERR_NOT_FOUND, "no host that is managed by SSM and online has the order's tags");
}

int
hosts_find(struct engine *g, struct arena *a, const struct plan_order *o, struct str **hosts, size_t *n, struct err *e)
{
	struct json targets, tags;

	*hosts = arena_new_n(a, struct str, HOSTS_MAX);
	*n = 0;
	if (json_parse(a, o->ssm_targets, NULL, &targets, NULL, e) < 0)
		return err_wrap(e, "ssm_targets");
	tags = json_get(targets, "tags");
	if (json_exists(tags))
		return find_tagged(g, a, tags, *hosts, n, e);
	*n = take_ids(json_get(targets, "instance_ids"), *hosts);
	return *n ? 0 : err_set(e, ERR_NOT_FOUND, "ssm_targets names no host");
}
