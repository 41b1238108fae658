/* What a profile of the shared files holds itself: keys, and the ways to sign in that are the AWS CLI's to go. */
#include "aws/call.h"
#include "aws/credentials_profile.h"

static int
keys_in(const struct credential_search *s, enum profile_file file, struct aws_credentials *out, bool *found,
    struct err *e)
{
	const struct profiles *p = s->profiles;
	struct aws_credentials c = {
		.access_key_id = profiles_get(p, file, p->name, "aws_access_key_id"),
		.secret_access_key = profiles_get(p, file, p->name, "aws_secret_access_key"),
		.session_token = profiles_get(p, file, p->name, "aws_security_token"),
	};

	*found = c.access_key_id.p != NULL;
	if (!*found)
		return 0;
	if (!c.access_key_id.n || !c.secret_access_key.n)
		return err_set(e, ERR_CONFIG,
		    "the profile \"" STR_FMT
		    "\" has one of aws_access_key_id and aws_secret_access_key, and not the other",
		    STR_ARG(p->name));
	if (!c.session_token.p)
		c.session_token = profiles_get(p, file, p->name, "aws_session_token");
	*out = c;
	return 0;
}

static int
from_shared_file(const struct credential_search *s, struct aws_credentials *out, bool *found, struct err *e)
{
	return keys_in(s, PROFILE_CREDENTIALS, out, found, e);
}

static int
from_config_file(const struct credential_search *s, struct aws_credentials *out, bool *found, struct err *e)
{
	return keys_in(s, PROFILE_CONFIG, out, found, e);
}

struct str
profile_setting(const struct credential_search *s, const char *name)
{
	return profiles_get(s->profiles, PROFILE_ANY, s->profiles->name, name);
}

int
profile_left_to_cli(const struct credential_search *s, const char *what, const char *first, struct err *e)
{
	struct str name = s->profiles->name;

	return err_set(e, ERR_CONFIG,
	    "the profile \"" STR_FMT "\" %s, which the AWS CLI does for us: %sadd to the profile the line "
	    "\"credential_process = aws configure export-credentials --profile " STR_FMT " --format process\"",
	    STR_ARG(name), what, first, STR_ARG(name));
}

/* With a credential_process beside it the profile says how it is brought in. */
static int
from_sso(const struct credential_search *s, struct aws_credentials *out, bool *found, struct err *e)
{
	(void)out;
	*found = false;
	if (!profile_setting(s, "sso_account_id").p && !profile_setting(s, "sso_role_name").p)
		return 0;
	if (profile_setting(s, "credential_process").p)
		return 0;
	return profile_left_to_cli(s, "signs in through IAM Identity Center (SSO)", "run \"aws sso login\" and ", e);
}

static int
from_login(const struct credential_search *s, struct aws_credentials *out, bool *found, struct err *e)
{
	(void)out;
	*found = false;
	if (!profile_setting(s, "login_session").p || profile_setting(s, "credential_process").p)
		return 0;
	return profile_left_to_cli(s, "signs in through the console", "run \"aws login\" and ", e);
}

const struct credential_provider credentials_sso = { .find = from_sso };
const struct credential_provider credentials_shared_file = { .find = from_shared_file };
const struct credential_provider credentials_login = { .find = from_login };
const struct credential_provider credentials_config_file = { .find = from_config_file };
