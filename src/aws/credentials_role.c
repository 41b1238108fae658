/*
 * Roles: a profile's role_arn with source_profile or credential_source (AssumeRole; sources may be roles themselves), and web
 * identity (AssumeRoleWithWebIdentity with the token in a file).
 */
#include "aws/credentials_profile.h"
#include "aws/sts.h"
#include "base/io.h"

enum { CHAIN_MAX = 16, TOKEN_FILE_MAX = 64 * 1024 };

/* From profile to profile; where we have been. */
struct walk {
	const struct credential_search *search;
	struct str visited[CHAIN_MAX];
	size_t n;
};

/* What a source_profile is looked for in. */
static const struct credential_provider *const source_providers[] = {
	&credentials_web_identity,
	&credentials_sso,
	&credentials_shared_file,
	&credentials_login,
	&credentials_process,
	&credentials_config_file,
};

static const struct {
	const char *name;
	const struct credential_provider *provider;
} named_sources[] = {
	{ "Environment", &credentials_environment },
	{ "EcsContainer", &credentials_container },
	{ "Ec2InstanceMetadata", &credentials_imds },
};

static bool
is_role(const struct credential_search *s)
{
	return profile_setting(s, "role_arn").p && !profile_setting(s, "web_identity_token_file").p;
}

static bool
has_keys(const struct credential_search *s)
{
	return profile_setting(s, "aws_access_key_id").p || profile_setting(s, "aws_secret_access_key").p;
}

static struct str
session_name(struct world *w, struct arena *a, struct str configured)
{
	if (configured.n)
		return configured;
	return arena_printf(a, "aws-exe-sys-%lld", (long long)(world_now_ms(w) / 1000));
}

/* A client that calls in the name of `c` and looks for no other. */
static int
call_as(const struct credential_search *s, const struct aws_credentials *c, const struct sts_role *role,
    struct aws_credentials *out, struct err *e)
{
	static const struct credential_provider *const nothing[] = { NULL };
	static const struct aws_sources fixed = { .providers = nothing };
	struct aws as;
	int rc;

	aws_init_as(&as, s->aws, &fixed, c);
	rc = sts_assume_role(&as, s->arena, role, out, e);
	aws_release(&as);
	return rc;
}

static int assume(struct walk *w, const struct profiles *profiles, struct aws_credentials *out, struct err *e);

static int
from_list(const struct credential_search *s, struct aws_credentials *out, struct err *e)
{
	bool found = false;

	for (size_t i = 0; i < COUNT(source_providers); i++) {
		if (source_providers[i]->find(s, out, &found, e) < 0)
			return -1;
		if (found)
			return 0;
	}
	return err_set(e, ERR_CONFIG, "the source_profile \"" STR_FMT "\" has no credentials",
	    STR_ARG(s->profiles->name));
}

static int
loop(const struct walk *w, struct str again, struct err *e)
{
	char text[512];
	struct buf b = buf_over(text, sizeof(text) - 1);

	for (size_t i = 0; i < w->n; i++)
		buf_printf(&b, STR_FMT " -> ", STR_ARG(w->visited[i]));
	buf_add(&b, again);
	return err_set(e, ERR_CONFIG, "source_profile goes round in a circle: %s", buf_z(&b));
}

static bool
was_visited(const struct walk *w, struct str name)
{
	for (size_t i = 0; i < w->n; i++)
		if (str_eq(w->visited[i], name))
			return true;
	return false;
}

/* A profile may name itself, for the keys that it holds. */
static int
from_profile(struct walk *w, struct str from, struct str source, struct aws_credentials *out, struct err *e)
{
	struct profiles profiles = *w->search->profiles;
	struct credential_search s = *w->search;

	profiles.name = source;
	s.profiles = &profiles;
	s.nested = true;
	if (!profiles_have(&profiles, source))
		return err_set(e, ERR_CONFIG, "the source_profile \"" STR_FMT "\" is in neither of the shared files",
		    STR_ARG(source));
	if (was_visited(w, source) && (!str_eq(source, from) || !has_keys(&s)))
		return loop(w, source, e);
	if (has_keys(&s) || !is_role(&s))
		return from_list(&s, out, e);
	return assume(w, &profiles, out, e);
}

static int
from_named(const struct credential_search *s, struct str name, struct aws_credentials *out, struct err *e)
{
	bool found = false;

	for (size_t i = 0; i < COUNT(named_sources); i++) {
		if (!str_eqz(name, named_sources[i].name))
			continue;
		if (named_sources[i].provider->find(s, out, &found, e) < 0)
			return -1;
		return found ?
		    0 :
		    err_set(e, ERR_CONFIG, "credential_source " STR_FMT " has no credentials", STR_ARG(name));
	}
	return err_set(e, ERR_CONFIG, "credential_source is none of Environment, EcsContainer, Ec2InstanceMetadata");
}

static int
find_source(struct walk *w, const struct credential_search *s, struct aws_credentials *out, struct err *e)
{
	struct str profile = profile_setting(s, "source_profile"), source = profile_setting(s, "credential_source");

	if (!profile.p == !source.p)
		return err_set(e, ERR_CONFIG,
		    "a role_arn needs one of source_profile and credential_source, and not both");
	return profile.p ? from_profile(w, s->profiles->name, profile, out, e) : from_named(s, source, out, e);
}

static int
read_role(const struct credential_search *s, struct sts_role *role, struct err *e)
{
	struct str duration = profile_setting(s, "duration_seconds");

	*role = (struct sts_role){
		.arn = profile_setting(s, "role_arn"),
		.session_name = session_name(s->aws->world, s->arena, profile_setting(s, "role_session_name")),
		.external_id = profile_setting(s, "external_id"),
	};
	if (profile_setting(s, "mfa_serial").p)
		return profile_left_to_cli(s, "asks for an MFA code (mfa_serial)", "", e);
	if (duration.p && !str_i64(duration, &role->duration_s))
		return err_set(e, ERR_CONFIG, "duration_seconds is not a number");
	return 0;
}

static int
assume(struct walk *w, const struct profiles *profiles, struct aws_credentials *out, struct err *e)
{
	struct credential_search s = *w->search;
	struct aws_credentials source;
	struct sts_role role;

	s.profiles = profiles;
	if (w->n == CHAIN_MAX)
		return err_set(e, ERR_LIMIT, "more than %d profiles in a row", CHAIN_MAX);
	w->visited[w->n++] = profiles->name;
	if (read_role(&s, &role, e) == 0 && find_source(w, &s, &source, e) == 0 &&
	    call_as(&s, &source, &role, out, e) == 0)
		return 0;
	return err_wrap(e, "the profile \"" STR_FMT "\"", STR_ARG(profiles->name));
}

static int
from_role(const struct credential_search *s, struct aws_credentials *out, bool *found, struct err *e)
{
	struct walk w = { .search = s };

	*found = is_role(s);
	if (*found && profile_setting(s, "mfa_serial").p && profile_setting(s, "credential_process").p)
		*found = false; /* the process asks for the code */
	return *found ? assume(&w, s->profiles, out, e) : 0;
}

const struct credential_provider credentials_role = {
	"a profile of the shared files (role_arn, keys, credential_process)",
	from_role,
};

/* The variable, except for a source_profile; else the profile's. */
static struct str
web_setting(const struct credential_search *s, const char *variable, const char *name)
{
	struct str value = s->nested ? STR("") : credentials_variable(s->arena, variable);

	return value.n ? value : profile_setting(s, name);
}

static int
from_web_identity(const struct credential_search *s, struct aws_credentials *out, bool *found, struct err *e)
{
	struct str file = web_setting(s, "AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file");
	struct sts_role role = {
		.arn = web_setting(s, "AWS_ROLE_ARN", "role_arn"),
		.session_name = session_name(s->aws->world, s->arena,
		    web_setting(s, "AWS_ROLE_SESSION_NAME", "role_session_name")),
	};

	*found = file.n > 0;
	if (!*found)
		return 0;
	if (!role.arn.n)
		return err_set(e, ERR_CONFIG,
		    "a web identity token without a role: AWS_ROLE_ARN, or role_arn, is not set");
	if (io_read_file(s->arena, arena_z(s->arena, file), TOKEN_FILE_MAX, &role.web_token, e) < 0)
		return err_wrap(e, "web identity token");
	role.web_token = str_trim(role.web_token);
	if (!role.web_token.n)
		return err_set(e, ERR_CONFIG, "the web identity token's file is empty");
	return call_as(s, &(struct aws_credentials){ 0 }, &role, out, e);
}

const struct credential_provider credentials_web_identity = { "AWS_WEB_IDENTITY_TOKEN_FILE", from_web_identity };
