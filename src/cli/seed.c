#include "cli/seed.h"

#include "base/io.h"
#include "codec/base64.h"
#include "codec/hash.h"
#include "codec/hex.h"

enum { SECRETS_MAX = 4 * 1024 * 1024, HOSTS_OF_TAGS = 2, HOST_DIGITS = 17 };

/* Environment variables are made of it: names and strings. */
static int
check_object(struct str location, struct json value, struct err *e)
{
	struct str text;

	for (struct json m = json_first(value); json_exists(m); m = json_next(m))
		if (json_str(m, &text, NULL) < 0)
			return err_set(e, ERR_INPUT, STR_FMT ": " STR_FMT ": a string is expected", STR_ARG(location),
			    STR_ARG(json_key(m)));
	return 0;
}

static int
read_seed(struct seed *seed, struct arena *a, struct json member, struct err *e)
{
	struct str location = json_key(member);
	struct buf encoded = buf_in(a);

	if (secret_location(location, &seed->store, &seed->path, e) < 0)
		return -1;
	if (json_type(member) == JSON_STRING)
		return json_str(member, &seed->value, e);
	if (json_type(member) != JSON_OBJECT)
		return err_set(e, ERR_INPUT, STR_FMT ": an object of strings, or a string, is expected",
		    STR_ARG(location));
	if (check_object(location, member, e) < 0)
		return -1;
	seed->value = json_raw(member);
	if (seed->store == SECRET_SSM) {
		base64_encode(&encoded, seed->value);
		seed->value = buf_str(&encoded);
	}
	return 0;
}

int
seeds_read(struct seeds *s, struct arena *a, const char *path, struct err *e)
{
	struct json_limits strict = { .bytes = SECRETS_MAX, .strict = true };
	struct json root;
	struct str text;

	*s = (struct seeds){ 0 };
	if (io_read_file(a, path, SECRETS_MAX, &text, e) < 0)
		return -1;
	if (json_parse(a, text, &strict, &root, NULL, e) < 0)
		return err_wrap(e, "%s", path);
	if (json_type(root) != JSON_OBJECT)
		return err_set(e, ERR_INPUT, "%s: an object of credential location to value is expected", path);
	s->all = arena_new_n(a, struct seed, json_len(root) + 1);
	for (struct json m = json_first(root); json_exists(m); m = json_next(m))
		if (read_seed(&s->all[s->n++], a, m, e) < 0)
			return err_wrap(e, "%s", path);
	return 0;
}

/* ---- hosts ------------------------------------------------------------------------------------------------------ */

static struct seed_host *
add_host(struct seeds *s, struct arena *a, struct str id)
{
	struct seed_host *h = arena_new(a, struct seed_host);

	h->id = id;
	h->next = s->hosts;
	s->hosts = h;
	return h;
}

/* The same tags have the same hosts every time. */
static struct str
host_id(struct arena *a, struct json tags, size_t nth)
{
	struct str of = arena_printf(a, STR_FMT "%zu", STR_ARG(json_raw(tags)), nth);
	struct buf id = buf_in(a);
	uint8_t hash[SHA256_LEN];

	sha256(of, hash);
	buf_addz(&id, "i-");
	hex_encode(&id, hash, sizeof(hash));
	return str_sub(buf_str(&id), 0, 2 + HOST_DIGITS);
}

static void
hosts_of_tags(struct seeds *s, struct arena *a, struct json tags)
{
	size_t n = HOSTS_OF_TAGS;

	for (struct json t = json_first(tags); json_exists(t); t = json_next(t))
		n = json_len(t) > n ? json_len(t) : n;
	for (size_t i = 0; i < n && json_len(tags); i++) {
		struct seed_host *h = add_host(s, a, host_id(a, tags, i));

		h->tags = arena_new_n(a, struct cloud_variable, json_len(tags));
		for (struct json t = json_first(tags); json_exists(t); t = json_next(t)) {
			struct json value = json_type(t) == JSON_ARRAY && json_len(t) ? json_at(t, i % json_len(t)) : t;

			h->tags[h->tag_count++] = (struct cloud_variable){ json_key(t), json_str_or(value, STR("")) };
		}
	}
}

void
seeds_hosts(struct seeds *s, struct arena *a, struct str job)
{
	struct json root;

	if (json_parse(a, job, NULL, &root, NULL, NULL) < 0)
		return;
	for (struct json o = json_first(json_get(root, "orders")); json_exists(o); o = json_next(o)) {
		struct json targets = json_get(o, "ssm_targets"), ids = json_get(targets, "instance_ids");

		for (struct json id = json_first(ids); json_exists(id); id = json_next(id))
			add_host(s, a, json_str_or(id, STR("")));
		hosts_of_tags(s, a, json_get(targets, "tags"));
	}
}

void
seeds_plant(const struct seeds *s, struct cloud *c, int64_t now_ms)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->all[i].store == SECRET_SSM)
			cloud_put_parameter(c, now_ms, s->all[i].path, s->all[i].value);
		else
			cloud_put_secret(c, now_ms, s->all[i].path, s->all[i].value);
	}
	for (const struct seed_host *h = s->hosts; h; h = h->next)
		cloud_host_add(c, now_ms, h->id, h->tags, h->tag_count);
}
