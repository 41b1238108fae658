#include "engine/secrets.h"

#include "aws/services.h"
#include "codec/base64.h"

enum { VALUES_MAX = 1000 };

#define SSM_PREFIX STR("aws:::ssm:")
#define MANAGER_PREFIX STR("aws:::secretd:")

int
secret_location(struct str location, enum secret_store *store, struct str *path, struct err *e)
{
	*store = SECRET_SSM;
	*path = location;
	if (str_starts(location, SSM_PREFIX)) {
		*path = str_sub(location, SSM_PREFIX.n, location.n);
	} else if (str_starts(location, MANAGER_PREFIX)) {
		*store = SECRET_MANAGER;
		*path = str_sub(location, MANAGER_PREFIX.n, location.n);
	} else if (str_find(location, STR(":::")) < location.n) {
		return err_set(e, ERR_INPUT,
		    STR_FMT ": a credential location is aws:::ssm:<path>, aws:::secretd:<path> or a path of "
			    "Parameter Store",
		    STR_ARG(location));
	}
	if (path->n == 0)
		return err_set(e, ERR_INPUT, "\"" STR_FMT "\": the credential location has no path", STR_ARG(location));
	return 0;
}

bool
secret_same(struct str location, struct str other)
{
	enum secret_store a, b;
	struct str is, was;

	if (secret_location(location, &a, &is, NULL) < 0 || secret_location(other, &b, &was, NULL) < 0 || a != b)
		return false;
	if (str_starts(is, STR("arn:")))
		return str_find(is, was) < is.n;
	return str_starts(is, was) && (is.n == was.n || is.p[was.n] == ':');
}

bool
secret_name_fits(struct str name)
{
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];
		bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';

		if (!letter && !(i > 0 && c >= '0' && c <= '9'))
			return false;
	}
	/* sops keeps its own data under this name. */
	return name.n > 0 && !str_eqz(name, "sops");
}

/* What is wrong is said by position: a name may be a value that somebody put on the wrong side. */
static int
take_pair(struct str location, size_t i, struct str name, struct str value, struct pair *out, struct err *e)
{
	if (!secret_name_fits(name))
		return err_set(e, ERR_INPUT, STR_FMT ": the name of member %zu cannot be an environment variable's",
		    STR_ARG(location), i + 1);
	if (str_chr(value, '\0') < value.n)
		return err_set(e, ERR_INPUT,
		    STR_FMT ": the value of member %zu has a NUL byte, which no environment can hold",
		    STR_ARG(location), i + 1);
	*out = (struct pair){ name, value };
	return 0;
}

/* A member's value as text. Numbers and booleans count as they are written, where `lenient`. */
static bool
value_text(struct json member, bool lenient, struct str *value)
{
	enum json_type type = json_type(member);

	if (type == JSON_STRING)
		return json_str(member, value, NULL) == 0;
	*value = json_raw(member);
	return lenient && (type == JSON_NUMBER || type == JSON_BOOL);
}

static int
expand(struct arena *a, struct str location, struct json object, bool lenient, struct secret *out, struct err *e)
{
	const char *allowed = lenient ? "strings, numbers and booleans" : "strings";
	size_t i = 0;

	if (json_len(object) > VALUES_MAX)
		return err_set(e, ERR_LIMIT, STR_FMT ": it has more than %d members", STR_ARG(location), VALUES_MAX);
	out->pairs = arena_new_n(a, struct pair, json_len(object));
	for (struct json m = json_first(object); json_exists(m); m = json_next(m), i++) {
		struct str value;

		if (!value_text(m, lenient, &value))
			return err_set(e, ERR_INPUT, STR_FMT ": member %zu is none of the %s that it may hold",
			    STR_ARG(location), i + 1, allowed);
		if (take_pair(location, i, arena_str(a, json_key(m)), value, &out->pairs[i], e) < 0)
			return -1;
	}
	out->count = i;
	return 0;
}

static int
expand_parameter(struct arena *a, struct str location, struct str value, struct secret *out, struct err *e)
{
	struct buf plain = buf_in(a);
	struct json object;

	/* The decoders' own messages may quote what they read. */
	if (base64_decode(&plain, str_trim(value), NULL) < 0)
		return err_set(e, ERR_INPUT, STR_FMT ": the parameter's value is not base64", STR_ARG(location));
	if (json_parse(a, buf_str(&plain), NULL, &object, NULL, NULL) < 0 || json_type(object) != JSON_OBJECT)
		return err_set(e, ERR_INPUT, STR_FMT ": the parameter's value is not base64 of a JSON object",
		    STR_ARG(location));
	return expand(a, location, object, false, out, e);
}

/* prod/db-password is DB_PASSWORD */
static struct str
name_of_path(struct arena *a, struct str path)
{
	struct str last = str_sub(path, str_rchr(path, '/') < path.n ? str_rchr(path, '/') + 1 : 0, path.n);
	char *name = arena_z(a, last);

	for (size_t i = 0; i < last.n; i++) {
		if (name[i] >= 'a' && name[i] <= 'z')
			name[i] = (char)(name[i] - 'a' + 'A');
		else if (name[i] == '-')
			name[i] = '_';
	}
	return (struct str){ name, last.n };
}

static int
expand_secret(struct arena *a, struct str location, struct str path, struct str value, struct secret *out,
    struct err *e)
{
	struct str name = name_of_path(a, path);
	struct json object;

	if (json_parse(a, value, NULL, &object, NULL, NULL) == 0 && json_type(object) == JSON_OBJECT)
		return expand(a, location, object, true, out, e);
	if (!secret_name_fits(name))
		return err_set(e, ERR_INPUT,
		    STR_FMT ": the secret is a plain string, and the end of its path cannot be an environment "
			    "variable's name; store a JSON object",
		    STR_ARG(location));
	out->pairs = arena_new(a, struct pair);
	out->count = 1;
	return take_pair(location, 0, name, value, out->pairs, e);
}

int
secret_fetch(struct engine *g, struct arena *a, struct str location, int patience_ms, struct secret *out, struct err *e)
{
	enum secret_store store;
	struct str path, value;

	*out = (struct secret){ .location = location };
	if (secret_location(location, &store, &path, e) < 0)
		return -1;
	if (store == SECRET_SSM) {
		if (ssm_get_parameter(g->aws, a, path, patience_ms, &value, e) < 0)
			return -1;
		return expand_parameter(a, location, value, out, e);
	}
	if (secrets_get(g->aws, a, path, &value, e) < 0)
		return -1;
	return expand_secret(a, location, path, value, out, e);
}
