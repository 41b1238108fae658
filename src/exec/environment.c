#include "exec/environment.h"

#include <string.h>

#include "engine/start.h"

static int
add(struct arena *a, char **list, size_t *n, struct str name, struct str value, struct err *e)
{
	if (memchr(value.p, 0, value.n))
		return err_set(e, ERR_INPUT, STR_FMT ": its value holds a zero byte", STR_ARG(name));
	for (size_t i = 0; i < *n; i++) {
		struct str there = str_z(list[i]);

		if (str_eq(str_sub(there, 0, str_chr(there, '=')), name)) {
			list[i] = arena_z(a, arena_printf(a, STR_FMT "=" STR_FMT, STR_ARG(name), STR_ARG(value)));
			return 0;
		}
	}
	list[(*n)++] = arena_z(a, arena_printf(a, STR_FMT "=" STR_FMT, STR_ARG(name), STR_ARG(value)));
	return 0;
}

static int
read_commands(struct arena *a, struct json bundle, struct unpacked *out, struct err *e)
{
	struct str text;
	struct json list;

	if (json_str(json_get(bundle, "CMDS"), &text, e) < 0 || json_parse(a, text, NULL, &list, NULL, e) < 0)
		return err_wrap(e, "CMDS");
	out->command_count = json_len(list);
	if (out->command_count == 0)
		return err_set(e, ERR_INPUT, "CMDS: expected a list of commands");
	out->commands = arena_new_n(a, struct str, out->command_count);
	for (size_t i = 0; i < out->command_count; i++) {
		if (json_str(json_at(list, i), &out->commands[i], e) < 0)
			return err_wrap(e, "CMDS");
		if (memchr(out->commands[i].p, 0, out->commands[i].n))
			return err_set(e, ERR_INPUT, "CMDS[%zu]: holds a zero byte", i);
	}
	return 0;
}

static int
read_timeout(struct json bundle, struct unpacked *out, struct err *e)
{
	struct str text = json_str_or(json_get(bundle, "TIMEOUT"), STR(""));
	int64_t timeout_s;

	if (!str_i64(text, &timeout_s) || timeout_s <= 0 || timeout_s > 7 * 86400)
		return err_set(e, ERR_INPUT, "TIMEOUT: expected a number of seconds");
	out->timeout_s = (int)timeout_s;
	return 0;
}

int
environment_read(struct arena *a, struct json bundle, const struct confine *c, const char *path, struct unpacked *out,
    struct err *e)
{
	char **list = arena_new_n(a, char *, json_len(bundle) + 8);
	size_t n = 0;
	struct str value;

	if (json_type(bundle) != JSON_OBJECT)
		return err_set(e, ERR_INPUT, "expected an object");
	if (read_commands(a, bundle, out, e) < 0 || read_timeout(bundle, out, e) < 0)
		return -1;
	out->callback_url = json_str_or(json_get(bundle, "CALLBACK_URL"), STR(""));
	add(a, list, &n, STR("PATH"), str_z(path && *path ? path : ENVIRONMENT_PATH), NULL);
	add(a, list, &n, STR("HOME"), str_z(c->home), NULL);
	add(a, list, &n, STR("TMPDIR"), str_z(c->temp), NULL);
	add(a, list, &n, STR("LANG"), STR("C.UTF-8"), NULL);
	for (struct json m = json_first(bundle); json_exists(m); m = json_next(m)) {
		if (str_eqz(json_key(m), "CMDS") || str_eqz(json_key(m), "CALLBACK_URL"))
			continue;
		if (json_str(m, &value, e) < 0 || add(a, list, &n, json_key(m), value, e) < 0)
			return -1;
	}
	add(a, list, &n, STR(START_ENV_EVENTS_DIR), str_z(c->events), NULL);
	out->environment = list;
	return 0;
}

static void
mask_name(struct arena *a, struct json bundle, struct str name, struct mask *m, struct unpacked *out)
{
	struct str value = json_str_or(json_get_str(bundle, name), STR(""));
	struct str *more;

	if (value.n == 0 || mask_add(m, value))
		return;
	more = arena_new_n(a, struct str, out->unmasked_count + 1);
	if (out->unmasked_count)
		memcpy(more, out->unmasked, out->unmasked_count * sizeof(*more));
	more[out->unmasked_count++] = name;
	out->unmasked = more;
}

void
environment_mask(struct arena *a, struct json bundle, struct str sources, struct mask *m, struct unpacked *out)
{
	while (sources.p) {
		struct str names = str_cut(&sources, '\n');

		str_cut(&names, '\t');
		while (names.p) {
			struct str name = str_trim(str_cut(&names, ' '));

			if (name.n)
				mask_name(a, bundle, name, m, out);
		}
	}
}
