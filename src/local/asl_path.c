/* asl_path: reference paths, templates built with them, and where results go. */
#include "local/asl.h"

struct json
asl_json(struct arena *a, struct str text)
{
	struct json out = JSON_NONE;

	json_parse(a, text, NULL, &out, NULL, NULL);
	return out;
}

/* ---- paths ------------------------------------------------------------------------------------------------------ */

static int
bad_path(struct str path, struct err *e)
{
	return err_set(e, ERR_INPUT, "the local AWS does not have the path \"" STR_FMT "\"", STR_ARG(path));
}

static size_t
name_length(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] != '.' && s.p[n] != '[')
		n++;
	return n;
}

/* Takes one step, `.name`, `[0]` or `['name']`, from `rest`. A step with p == NULL is an index. */
static bool
take_step(struct str *rest, struct str *name, int64_t *index)
{
	size_t end = str_chr(*rest, ']');
	struct str inner = str_sub(*rest, 1, end);

	*name = (struct str){ 0 };
	if (rest->p[0] == '.') {
		inner = str_sub(*rest, 1, rest->n);
		*name = str_sub(inner, 0, name_length(inner));
		*rest = str_sub(inner, name->n, inner.n);
		return name->n;
	}
	if (rest->p[0] != '[' || end == rest->n)
		return false;
	*rest = str_sub(*rest, end + 1, rest->n);
	if (inner.n >= 2 && (inner.p[0] == '\'' || inner.p[0] == '"')) {
		*name = str_sub(inner, 1, inner.n - 1);
		return true;
	}
	return str_i64(inner, index) && *index >= 0;
}

int
asl_path(struct arena *a, struct json data, struct json context, struct str path, struct json *out, struct err *e)
{
	bool in_context = str_starts(path, STR("$$"));
	struct str rest = str_sub(path, in_context ? 2 : 1, path.n), name;
	int64_t index;

	(void)a;
	if (!str_starts(path, STR("$")))
		return bad_path(path, e);
	*out = in_context ? context : data;
	while (rest.n) {
		if (!take_step(&rest, &name, &index))
			return bad_path(path, e);
		*out = name.p ? json_get_str(*out, name) : json_at(*out, (size_t)index);
	}
	return 0;
}

static int
must_path(struct arena *a, struct json data, struct json context, struct str path, struct json *out, struct err *e)
{
	if (asl_path(a, data, context, path, out, e) < 0)
		return -1;
	if (json_exists(*out))
		return 0;
	return err_set(e, ERR_INPUT, "the path \"" STR_FMT "\" is not in the state's data", STR_ARG(path));
}

int
asl_select(struct arena *a, struct json state, const char *member, struct json data, struct json context,
    struct json *out, struct err *e)
{
	struct json path = json_get(state, member);

	*out = data;
	if (!json_exists(path))
		return 0;
	if (json_type(path) == JSON_NULL) {
		*out = asl_json(a, STR("{}"));
		return 0;
	}
	return must_path(a, data, context, json_str_or(path, STR("")), out, e);
}

/* ---- templates -------------------------------------------------------------------------------------------------- */

static int fill(struct arena *a, struct json_writer *w, struct json template, struct json data, struct json context,
    struct err *e);

static int
fill_member(struct arena *a, struct json_writer *w, struct json m, struct json data, struct json context, struct err *e)
{
	struct str key = json_key(m);
	struct json found;

	if (!str_ends(key, STR(".$"))) {
		json_key_write(w, key);
		return fill(a, w, m, data, context, e);
	}
	if (must_path(a, data, context, json_str_or(m, STR("")), &found, e) < 0)
		return -1;
	json_key_write(w, str_sub(key, 0, key.n - 2));
	json_write_copy(w, found);
	return 0;
}

static int
fill(struct arena *a, struct json_writer *w, struct json template, struct json data, struct json context, struct err *e)
{
	enum json_type type = json_type(template);

	if (type != JSON_OBJECT && type != JSON_ARRAY) {
		json_write_copy(w, template);
		return 0;
	}
	if (type == JSON_OBJECT)
		json_object(w);
	else
		json_array(w);
	for (struct json m = json_first(template); json_exists(m); m = json_next(m))
		if ((type == JSON_OBJECT ? fill_member(a, w, m, data, context, e) : fill(a, w, m, data, context, e)) <
		    0)
			return -1;
	json_close(w);
	return 0;
}

int
asl_template(struct arena *a, struct json state, const char *member, struct json data, struct json context,
    struct json *out, struct err *e)
{
	struct buf b = buf_in(a);
	struct json_writer w = json_writer(&b);

	*out = data;
	if (!json_exists(json_get(state, member)))
		return 0;
	if (fill(a, &w, json_get(state, member), data, context, e) < 0)
		return -1;
	*out = asl_json(a, buf_str(&b));
	return 0;
}

/* ---- results ---------------------------------------------------------------------------------------------------- */

/* Writes `data` with `result` where `rest` of a path leads, making objects on the way. */
static int
insert(struct json_writer *w, struct json data, struct str rest, struct json result, struct err *e)
{
	struct str name;
	int64_t index;
	bool done = false;

	if (!rest.n) {
		json_write_copy(w, result);
		return 0;
	}
	if (!take_step(&rest, &name, &index) || !name.p)
		return err_set(e, ERR_INPUT, "ResultPath can only lead through objects");
	json_object(w);
	for (struct json m = json_first(data); json_type(data) == JSON_OBJECT && json_exists(m); m = json_next(m)) {
		json_key_write(w, json_key(m));
		if (!str_eq(json_key(m), name))
			json_write_copy(w, m);
		else if (insert(w, m, rest, result, e) < 0)
			return -1;
		done |= str_eq(json_key(m), name);
	}
	if (!done) {
		json_key_write(w, name);
		if (insert(w, JSON_NONE, rest, result, e) < 0)
			return -1;
	}
	json_close(w);
	return 0;
}

int
asl_result(struct arena *a, struct json of, struct json data, struct json result, struct json *out, struct err *e)
{
	struct json path = json_get(of, "ResultPath");
	struct str text = json_str_or(path, STR("$"));
	struct buf b = buf_in(a);
	struct json_writer w = json_writer(&b);

	*out = json_type(path) == JSON_NULL ? data : result;
	if (json_type(path) == JSON_NULL || text.n <= 1)
		return 0;
	if (insert(&w, data, str_sub(text, 1, text.n), result, e) < 0)
		return -1;
	*out = asl_json(a, buf_str(&b));
	return 0;
}
