#include "cli/seed.h"

#include "base/io.h"
#include "codec/base64.h"

enum { SECRETS_MAX = 4 * 1024 * 1024 };

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

void
seeds_plant(const struct seeds *s, struct cloud *c, int64_t now_ms)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->all[i].store == SECRET_SSM)
			cloud_put_parameter(c, now_ms, s->all[i].path, s->all[i].value);
		else
			cloud_put_secret(c, now_ms, s->all[i].path, s->all[i].value);
	}
}
