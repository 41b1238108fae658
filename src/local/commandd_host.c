/* commandd_host: the managed hosts: added, away, back, gone; DescribeInstanceInformation. */
#include <string.h>

#include "local/commandd.h"

enum { PAGE_LEAST = 5 };

struct commandd_host *
commandd_host(const struct cloud *c, struct str id)
{
	for (size_t i = 0; i < c->commandd->host_count; i++)
		if (str_eq(c->commandd->hosts[i]->id, id))
			return c->commandd->hosts[i];
	return NULL;
}

static void
tags_free(struct commandd_host *h)
{
	for (size_t i = 0; i < h->tag_count; i++) {
		heap_str_free(&h->tags[i].name);
		heap_str_free(&h->tags[i].value);
	}
	heap_free(h->tags);
	h->tags = NULL;
	h->tag_count = 0;
}

void
commandd_host_free(struct commandd_host *h)
{
	tags_free(h);
	heap_str_free(&h->id);
	heap_free(h);
}

void
cloud_host_add(struct cloud *c, int64_t now_ms, struct str id, const struct cloud_variable *tags, size_t n)
{
	struct commandd *d = c->commandd;
	struct commandd_host *h = commandd_host(c, id);

	if (!h) {
		if (d->host_count == d->host_cap) {
			d->host_cap = d->host_cap ? 2 * d->host_cap : 16;
			d->hosts = heap_resize(d->hosts, d->host_cap, sizeof(struct commandd_host *));
		}
		h = d->hosts[d->host_count++] = heap_new(struct commandd_host);
		h->id = heap_str(id);
		h->registered_ms = now_ms;
	}
	tags_free(h);
	h->tags = heap_alloc((n + 1) * sizeof(*h->tags));
	for (; h->tag_count < n; h->tag_count++)
		h->tags[h->tag_count] = (struct cloud_variable){ heap_str(tags[h->tag_count].name),
			heap_str(tags[h->tag_count].value) };
	h->online = true;
	commandd_deliver(c, now_ms, h);
}

int
cloud_host_away(struct cloud *c, int64_t now_ms, struct str id, struct err *e)
{
	struct commandd_host *h = commandd_host(c, id);

	if (!h)
		return err_set(e, ERR_NOT_FOUND, "no host " STR_FMT, STR_ARG(id));
	h->online = false;
	h->ping_ms = now_ms;
	return 0;
}

int
cloud_host_remove(struct cloud *c, int64_t now_ms, struct str id, struct err *e)
{
	struct commandd *d = c->commandd;

	for (size_t i = 0; i < d->host_count; i++) {
		struct commandd_host *h = d->hosts[i];

		if (!str_eq(h->id, id))
			continue;
		memmove(d->hosts + i, d->hosts + i + 1, (--d->host_count - i) * sizeof(struct commandd_host *));
		commandd_host_lost(c, now_ms, h);
		commandd_host_free(h);
		return 0;
	}
	return err_set(e, ERR_NOT_FOUND, "no host " STR_FMT, STR_ARG(id));
}

/* ---- DescribeInstanceInformation -------------------------------------------------------------------------------- */

static struct str
ping(const struct commandd_host *h)
{
	return h->online ? STR("Online") : STR("ConnectionLost");
}

static struct str
property(const struct commandd_host *h, struct str key)
{
	struct str tag = str_sub(key, 4, key.n);

	if (str_eqz(key, "InstanceIds"))
		return h->id;
	if (str_eqz(key, "PingStatus"))
		return ping(h);
	if (str_eqz(key, "PlatformTypes"))
		return STR("Linux");
	for (size_t i = 0; i < h->tag_count && str_starts(key, STR("tag:")); i++)
		if (str_eq(h->tags[i].name, tag))
			return h->tags[i].value;
	return (struct str){ 0 };
}

static bool
passes(const struct commandd_host *h, struct json filters)
{
	for (struct json f = json_first(filters); json_exists(f); f = json_next(f)) {
		struct str have = property(h, param_str(f, "Key"));
		struct json v = json_first(json_get(f, "Values"));

		while (json_exists(v) && !(have.p && str_eq(have, json_str_or(v, STR("")))))
			v = json_next(v);
		if (!json_exists(v))
			return false;
	}
	return true;
}

static const struct param filter_params[] = { { "Key", PARAM_STR, true }, { "Values", PARAM_ARRAY, true } };

static int
check_filters(struct json filters, struct err *e)
{
	for (struct json f = json_first(filters); json_exists(f); f = json_next(f)) {
		struct str key = param_str(f, "Key");
		size_t n = json_len(json_get(f, "Values"));

		if (params_check(f, filter_params, COUNT(filter_params), "Filters", e) < 0)
			return -1;
		if (!str_eqz(key, "InstanceIds") && !str_eqz(key, "PingStatus") && !str_eqz(key, "PlatformTypes") &&
		    !(str_starts(key, STR("tag:")) && key.n > 4))
			return fault(e, 400, "InvalidFilterKey", "The local AWS does not have the filter " STR_FMT,
			    STR_ARG(key));
		if (n < 1 || n > 100)
			return fault_validation(e, "Filters: Values must hold 1 to 100 values");
	}
	return 0;
}

static void
write_host(struct op *o, const struct commandd_host *h)
{
	struct json_writer *w = &o->out;

	json_object(w);
	json_put_str(w, "InstanceId", h->id);
	json_put_str(w, "PingStatus", ping(h));
	write_time(w, "LastPingDateTime", h->online ? o->now_ms : h->ping_ms);
	json_put_str(w, "AgentVersion", STR("3.3.2746.0"));
	json_put_bool(w, "IsLatestVersion", true);
	json_put_str(w, "PlatformType", STR("Linux"));
	json_put_str(w, "PlatformName", STR("local"));
	json_put_str(w, "PlatformVersion", STR("1"));
	json_put_str(w, "ResourceType", STR("EC2Instance"));
	json_put_str(w, "IPAddress", STR("127.0.0.1"));
	json_put_str(w, "ComputerName", STR("localhost"));
	json_close(w);
}

int
commandd_describe_hosts(struct op *o, struct err *e)
{
	const struct commandd *d = o->cloud->commandd;
	struct json filters = json_get(o->in, "Filters");
	struct commandd_page page;
	size_t n = 0, at;

	o->detail = json_str_or(json_at(json_get(json_at(filters, 0), "Values"), 0), STR(""));
	if (check_filters(filters, e) < 0 || commandd_page(o, PAGE_LEAST, &page, e) < 0)
		return -1;
	json_put_array(&o->out, "InstanceInformationList");
	for (at = page.from; at < d->host_count && n < page.max; at++)
		if (passes(d->hosts[at], filters)) {
			write_host(o, d->hosts[at]);
			n++;
		}
	json_close(&o->out);
	commandd_page_next(o, at, d->host_count);
	return 0;
}
