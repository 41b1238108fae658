#include <stdlib.h>

#include "aws/profile.h"
#include "base/io.h"

enum { FILE_MAX = 4 << 20 };

static const char *
variable(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

/* The file that the variable names, or the usual one; NULL without a home. */
static const char *
path_of(struct arena *a, const char *name, const char *usual)
{
	const char *path = variable(name), *home = variable("HOME");
	struct str text = str_z(path ? path : usual);

	if (!str_starts(text, STR("~/")))
		return text.p;
	text = str_sub(text, 2, text.n);
	return home ? arena_printf(a, "%s/" STR_FMT, home, STR_ARG(text)).p : NULL;
}

static int
read_file(struct arena *a, const char *name, const char *usual, struct ini *out, struct err *e)
{
	const char *path = path_of(a, name, usual);
	struct str text;

	if (!path)
		return 0;
	if (io_read_file(a, path, FILE_MAX, &text, e) < 0)
		return e->code == ERR_NOT_FOUND ? 0 : -1;
	if (ini_read(a, text, out, e) == 0)
		return 0;
	e->code = ERR_CONFIG;
	return err_wrap(e, "%s", path);
}

int
profiles_read(struct arena *a, struct profiles *out, struct err *e)
{
	const char *chosen = variable("AWS_DEFAULT_PROFILE");
	struct err own;

	if (!e)
		e = &own;
	if (!chosen)
		chosen = variable("AWS_PROFILE");
	*out = (struct profiles){ .name = arena_str(a, str_z(chosen ? chosen : "default")),
		.get = profiles_get,
		.service_url = profiles_service_url };
	if (read_file(a, "AWS_CONFIG_FILE", "~/.aws/config", &out->config, e) < 0 ||
	    read_file(a, "AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials", &out->credentials, e) < 0)
		return -1;
	if (!chosen || profiles_have(out, out->name))
		return 0;
	return err_set(e, ERR_CONFIG, "the profile \"%s\" (AWS_PROFILE) is in neither of the shared files", chosen);
}

/* "profile name", `profile "a name"` */
static bool
is_section(struct str section, struct str kind, struct str name)
{
	struct str rest = str_sub(section, kind.n, section.n), bare = str_trim(rest);
	bool quoted = bare.n >= 2 && (bare.p[0] == '"' || bare.p[0] == '\'') && bare.p[bare.n - 1] == bare.p[0];

	if (!str_starts(section, kind) || rest.n == bare.n)
		return false;
	return str_eq(quoted ? str_sub(bare, 1, bare.n - 1) : bare, name);
}

static bool
is_profile(struct str section, struct str name, bool config)
{
	if (!config || str_eqz(name, "default"))
		if (str_eq(section, name))
			return true;
	return config && is_section(section, STR("profile"), name);
}

static bool
have_in(const struct ini *f, struct str name, bool config)
{
	for (size_t i = 0; i < f->n; i++)
		if (!f->at[i].name.n && is_profile(f->at[i].section, name, config))
			return true;
	return false;
}

bool
profiles_have(const struct profiles *p, struct str name)
{
	return have_in(&p->credentials, name, false) || have_in(&p->config, name, true);
}

/* The last one counts. */
static struct str
get_in(const struct ini *f, struct str name, const char *setting, bool config)
{
	struct str value = { 0 };

	for (size_t i = 0; i < f->n; i++)
		if (!f->at[i].sub.n && str_eqz(f->at[i].name, setting) && is_profile(f->at[i].section, name, config))
			value = f->at[i].value;
	return value;
}

struct str
profiles_get(const struct profiles *p, enum profile_file file, struct str name, const char *setting)
{
	struct str value = { 0 };

	if (file != PROFILE_CONFIG)
		value = get_in(&p->credentials, name, setting, false);
	if (file != PROFILE_CREDENTIALS && !value.p)
		value = get_in(&p->config, name, setting, true);
	return value;
}

int
profiles_service_url(const struct profiles *p, const char *service, struct str *url, struct err *e)
{
	struct str name = profiles_get(p, PROFILE_ANY, p->name, "services");
	bool found = false;

	*url = STR("");
	if (!name.p)
		return 0;
	for (size_t i = 0; i < p->config.n; i++) {
		const struct ini_entry *at = &p->config.at[i];

		if (!is_section(at->section, STR("services"), name))
			continue;
		found = true;
		if (str_eq_nocase(at->name, str_z(service)) && str_eqz(at->sub, "endpoint_url"))
			*url = at->value;
	}
	if (found)
		return 0;
	return err_set(e, ERR_CONFIG,
	    "the profile \"" STR_FMT "\" names the services \"" STR_FMT "\", and there is no such section",
	    STR_ARG(p->name), STR_ARG(name));
}
