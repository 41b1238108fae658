/*
 * stsd: STS (Query protocol): who somebody is, and roles. A role needs no definition here: whoever has credentials may take any,
 * and the calls made with it are recorded under its name. The identity provider of AssumeRoleWithWebIdentity is the user: a token
 * is `<access key id>.<hex>`, the hex digits being HMAC-SHA256 of "web-identity" with the secret key of that id.
 */
#include <string.h>

#include "codec/date.h"
#include "codec/hash.h"
#include "codec/hex.h"
#include "codec/url.h"
#include "codec/xml.h"
#include "local/cloud_auth.h"
#include "local/state.h"

enum { DURATION_MIN_S = 900, DURATION_S = 3600, DURATION_MAX_S = 43200, NAME_MAX_CHARS = 64, TOKEN_CHARS = 100 };

/* ---- the form --------------------------------------------------------------------------------------------------- */

static struct str
field(struct op *o, const char *name)
{
	struct buf b = buf_in(o->arena);
	struct str raw;

	if (!url_query_get(o->req->body.bytes, str_z(name), &raw) || url_decode(&b, raw, URL_QUERY, NULL) < 0)
		return STR("");
	return buf_str(&b);
}

static int
check_fields(struct op *o, const char *const *known, struct err *e)
{
	struct str rest = o->req->body.bytes;

	while (rest.p) {
		struct str value = str_cut(&rest, '&'), name = str_cut(&value, '=');
		size_t i = 0;

		while (known[i] && !str_eqz(name, known[i]))
			i++;
		if (name.n && !known[i])
			return fault(e, 400, "ValidationError", "The local AWS does not know the parameter " STR_FMT,
			    STR_ARG(name));
	}
	return 0;
}

static void
answer(struct op *o, const char *operation, struct str result)
{
	struct buf b = buf_in(o->arena);

	buf_printf(&b, "<%sResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><%sResult>", operation,
	    operation);
	buf_add(&b, result);
	buf_printf(&b, "</%sResult><ResponseMetadata><RequestId>local</RequestId></ResponseMetadata></%sResponse>",
	    operation, operation);
	o->answer->status = 200;
	o->answer->body = buf_str(&b);
	answer_header(o->arena, o->answer, "Content-Type", STR("text/xml"));
}

static void
element(struct buf *b, const char *name, struct str text)
{
	buf_printf(b, "<%s>", name);
	xml_escape(b, text);
	buf_printf(b, "</%s>", name);
}

static struct str
role_arn(struct op *o, struct str role, struct str session)
{
	return arena_printf(o->arena, "arn:aws:sts::" STR_FMT ":assumed-role/" STR_FMT "/" STR_FMT,
	    STR_ARG(o->cloud->account_id), STR_ARG(role), STR_ARG(session));
}

static int
get_caller_identity(struct op *o, struct err *e)
{
	static const char *const known[] = { "Action", "Version", NULL };
	struct buf b = buf_in(o->arena);

	if (check_fields(o, known, e) < 0)
		return -1;
	element(&b, "Arn", role_arn(o, o->call->role, o->call->process));
	element(&b, "UserId", o->call->process);
	element(&b, "Account", o->cloud->account_id);
	answer(o, "GetCallerIdentity", buf_str(&b));
	return 0;
}

/* ---- roles ------------------------------------------------------------------------------------------------------ */

struct assumed {
	struct str arn, role, session;
	int64_t duration_s;
};

static bool
is_name(struct str s, size_t least)
{
	static const char more[] = "_+=,.@-";

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

		if (!letter && (!c || !strchr(more, c)))
			return false;
	}
	return s.n >= least && s.n <= NAME_MAX_CHARS;
}

/* arn:aws:iam::<account>:role/<path/><name> */
static int
read_role(struct op *o, struct assumed *out, struct err *e)
{
	struct str rest = out->arn = field(o, "RoleArn"), service, account;
	bool arn = str_eqz(str_cut(&rest, ':'), "arn");

	str_cut(&rest, ':');
	service = str_cut(&rest, ':');
	str_cut(&rest, ':');
	account = str_cut(&rest, ':');
	if (!arn || !str_eqz(service, "iam") || !account.n || !str_starts(rest, STR("role/")))
		return fault(e, 400, "ValidationError", "RoleArn is not the ARN of a role");
	out->role = str_sub(rest, str_rchr(rest, '/') + 1, rest.n);
	return is_name(out->role, 1) ? 0 : fault(e, 400, "ValidationError", "RoleArn is not the ARN of a role");
}

static int
read_assumed(struct op *o, struct assumed *out, struct err *e)
{
	struct str duration = field(o, "DurationSeconds");

	*out = (struct assumed){ .session = field(o, "RoleSessionName"), .duration_s = DURATION_S };
	if (read_role(o, out, e) < 0)
		return -1;
	if (!is_name(out->session, 2))
		return fault(e, 400, "ValidationError",
		    "RoleSessionName: 2 to 64 of letters, digits and _+=,.@- are expected");
	if (duration.n &&
	    (!str_i64(duration, &out->duration_s) || out->duration_s < DURATION_MIN_S ||
		out->duration_s > DURATION_MAX_S))
		return fault(e, 400, "ValidationError", "DurationSeconds: 900 to 43200 is expected");
	return 0;
}

static struct str
drawn(struct op *o, size_t n)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	char *p = arena_alloc(o->arena, n + 1);

	for (size_t i = 0; i < n; i++)
		p[i] = letters[state_random_below(o->cloud, 32)];
	return (struct str){ p, n };
}

static void
give(struct op *o, const char *operation, const struct assumed *as)
{
	struct cloud_credential c = {
		.access_key_id = arena_printf(o->arena, "ASIA" STR_FMT, STR_ARG(drawn(o, 16))),
		.secret_access_key = drawn(o, 40),
		.session_token = drawn(o, TOKEN_CHARS),
		.role = as->role,
		.process = as->session,
		.expires_ms = o->now_ms + as->duration_s * 1000,
	};
	struct buf b = buf_in(o->arena), date = buf_in(o->arena);

	cloud_credentials_sweep(o->cloud, o->now_ms);
	cloud_credential_add(o->cloud, &c);
	/* STS tells whole seconds. */
	date_write(&date, c.expires_ms / 1000 * 1000, DATE_ISO);
	buf_addz(&b, "<Credentials>");
	element(&b, "AccessKeyId", c.access_key_id);
	element(&b, "SecretAccessKey", c.secret_access_key);
	element(&b, "SessionToken", c.session_token);
	element(&b, "Expiration", buf_str(&date));
	buf_addz(&b, "</Credentials><AssumedRoleUser>");
	element(&b, "Arn", role_arn(o, as->role, as->session));
	element(&b, "AssumedRoleId", arena_printf(o->arena, "AROALOCAL:" STR_FMT, STR_ARG(as->session)));
	buf_addz(&b, "</AssumedRoleUser>");
	answer(o, operation, buf_str(&b));
	o->detail = as->arn;
}

static int
assume_role(struct op *o, struct err *e)
{
	static const char *const known[] = { "Action", "Version", "RoleArn", "RoleSessionName", "DurationSeconds",
		"ExternalId", NULL };
	struct assumed as;

	if (check_fields(o, known, e) < 0 || read_assumed(o, &as, e) < 0)
		return -1;
	give(o, "AssumeRole", &as);
	return 0;
}

static bool
is_issued(struct op *o, struct str token)
{
	struct str id = str_cut(&token, '.'), secret = cloud_credential_secret(o->cloud, id);
	uint8_t mac[SHA256_LEN];
	struct buf hex = buf_in(o->arena);

	if (!secret.n)
		return false;
	hmac_sha256(secret, STR("web-identity"), mac);
	hex_encode(&hex, mac, sizeof(mac));
	return token.n == hex.n && mem_eq_constant_time(token.p, hex.p, hex.n);
}

static int
assume_role_with_web_identity(struct op *o, struct err *e)
{
	static const char *const known[] = { "Action", "Version", "RoleArn", "RoleSessionName", "DurationSeconds",
		"WebIdentityToken", NULL };
	struct assumed as;

	if (check_fields(o, known, e) < 0 || read_assumed(o, &as, e) < 0)
		return -1;
	if (!is_issued(o, field(o, "WebIdentityToken")))
		return fault(e, 400, "InvalidIdentityToken", "The ID Token provided is not a valid one of this user");
	give(o, "AssumeRoleWithWebIdentity", &as);
	return 0;
}

static const struct operation list[] = {
	{ .name = "GetCallerIdentity", .run = get_caller_identity },
	{ .name = "AssumeRole", .run = assume_role },
	{ .name = "AssumeRoleWithWebIdentity", .run = assume_role_with_web_identity },
};

const struct operations stsd_operations = { list, COUNT(list) };
