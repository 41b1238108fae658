#include <stdlib.h>

#include "aws/call.h"
#include "codec/date.h"

enum { ANSWER_MAX = 64 * 1024 };

struct str
credentials_variable(struct arena *a, const char *name)
{
	return arena_str(a, str_trim(str_z(getenv(name))));
}

static int
from_environment(const struct credential_search *s, struct aws_credentials *out, bool *found, struct err *e)
{
	struct aws_credentials c = {
		.access_key_id = credentials_variable(s->arena, "AWS_ACCESS_KEY_ID"),
		.secret_access_key = credentials_variable(s->arena, "AWS_SECRET_ACCESS_KEY"),
		.session_token = credentials_variable(s->arena, "AWS_SESSION_TOKEN"),
	};

	*found = c.access_key_id.n > 0;
	if (!*found)
		return 0;
	if (!c.secret_access_key.n)
		return err_set(e, ERR_CONFIG, "AWS_SECRET_ACCESS_KEY is not set, though its other half is");
	*out = c;
	return 0;
}

const struct credential_provider credentials_environment = {
	"AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
	from_environment,
};

static int
text_member(struct json doc, const char *name, struct str *out, struct err *e)
{
	*out = json_str_or(json_get(doc, name), STR(""));
	return out->n ? 0 : err_set(e, ERR_PROTO, "the answer has no %s", name);
}

int
credentials_read(struct arena *a, struct str text, const char *token, struct aws_credentials *out, struct err *e)
{
	struct json_limits limits = { .bytes = ANSWER_MAX };
	struct json doc;
	struct str expiration;

	*out = (struct aws_credentials){ 0 };
	if (json_parse(a, text, &limits, &doc, NULL, NULL) < 0)
		return err_set(e, ERR_PROTO, "the answer is not JSON");
	if (text_member(doc, "AccessKeyId", &out->access_key_id, e) < 0 ||
	    text_member(doc, "SecretAccessKey", &out->secret_access_key, e) < 0)
		return -1;
	out->session_token = json_str_or(json_get(doc, token), STR(""));
	expiration = json_str_or(json_get(doc, "Expiration"), STR(""));
	if (expiration.n && date_read(expiration, DATE_ISO, &out->expires_ms, NULL) < 0)
		return err_set(e, ERR_PROTO, "the answer's Expiration is not a date");
	return 0;
}

static int
none_found(const struct aws_sources *from, struct err *e)
{
	char text[900];
	struct buf b = buf_over(text, sizeof(text) - 1);

	for (size_t i = 0; from->providers[i]; i++)
		if (from->providers[i]->looked_at)
			buf_printf(&b, "%s%s", b.n ? "; " : "", from->providers[i]->looked_at);
	return err_set(e, ERR_CONFIG, "no AWS credentials: looked for %s", buf_z(&b));
}

int
credentials_find(struct aws *aws, struct arena *a, struct aws_credentials *out, struct err *e)
{
	struct profiles profiles;
	struct credential_search s = { .aws = aws, .arena = a };
	bool found = false;
	struct err own;

	if (!e)
		e = &own;
	if (aws->sources->profiles) {
		if (aws->sources->profiles(a, &profiles, e) < 0)
			return err_wrap(e, "AWS credentials");
		s.profiles = &profiles;
	}
	for (size_t i = 0; aws->sources->providers[i]; i++) {
		if (aws->sources->providers[i]->find(&s, out, &found, e) < 0)
			return err_wrap(e, "AWS credentials");
		if (found)
			return 0;
	}
	return none_found(aws->sources, e);
}
