#include <string.h>

#include "engine/ids.h"
#include "engine/job_read.h"

enum { REF_MAX = 256, PATH_MAX_BYTES = 1024, IMAGE_MAX = 512, LOCATION_MAX = 2048 };

static bool
is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
has_control(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
			return true;
	return false;
}

/* Letters, digits and what `others` has. */
static bool
only(struct str s, const char *others)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_alpha(s.p[i]) && !is_digit(s.p[i]) && (s.p[i] == 0 || !strchr(others, s.p[i])))
			return false;
	return true;
}

const char *
job_code_of(const char *wrong)
{
	return str_starts(str_z(wrong), STR("longer than ")) ? "limit" : "value";
}

const char *
value_line(struct str s)
{
	if (s.n > NAME_MAX_BYTES)
		return "longer than 128 bytes";
	return has_control(s) ? "must not hold control characters" : NULL;
}

const char *
value_name(struct str s)
{
	if (s.n > NAME_MAX_BYTES)
		return "longer than 128 bytes";
	if (name_safe(s))
		return NULL;
	return "must be letters, digits, '-', '_', '.' and spaces inside, and not begin with '.' or '_': it becomes part of keys "
	       "and paths";
}

const char *
value_provider(struct str s)
{
	if (str_eqz(s, "github") || str_eqz(s, "gitlab") || str_eqz(s, "bitbucket"))
		return NULL;
	return "must be github, gitlab or bitbucket";
}

const char *
value_repo(struct str s)
{
	static const char want[] = "must be org/repo, not a URL";
	struct str rest = s;
	size_t parts = 0;

	if (s.n > REF_MAX)
		return "longer than 256 bytes";
	for (; rest.p; parts++) {
		struct str part = str_cut(&rest, '/');

		/* A person's own project on Bitbucket Data Center. */
		if (parts == 0 && str_starts(part, STR("~")))
			part = str_sub(part, 1, part.n);
		if (part.n == 0 || part.p[0] == '.' || part.p[0] == '-' || !only(part, "._-"))
			return want;
	}
	return parts < 2 ? want : NULL;
}

/* git-check-ref-format(1), as far as it keeps a name harmless in a URL. */
const char *
value_ref(struct str s)
{
	static const char want[] = "must be a commit, a tag or a branch";

	if (s.n > REF_MAX)
		return "longer than 256 bytes";
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= 0x20 || s.p[i] == 0x7f || strchr("~^:?*[\\", s.p[i]))
			return want;
	if (s.p[0] == '-' || s.p[0] == '/' || s.p[s.n - 1] == '/' || str_find(s, STR("..")) < s.n ||
	    str_find(s, STR("//")) < s.n)
		return want;
	return NULL;
}

const char *
value_number(struct str s)
{
	int64_t n;

	return str_i64(s, &n) && n > 0 && s.p[0] != '0' ? NULL : "must be a whole number above 0";
}

const char *
value_folder(struct str s)
{
	struct str rest = s;

	if (s.n > PATH_MAX_BYTES)
		return "longer than 1024 bytes";
	if (s.p[0] == '/' || has_control(s) || str_chr(s, '\\') < s.n)
		return "must be a path inside the repository, such as infra/network";
	while (rest.p)
		if (str_eqz(str_cut(&rest, '/'), ".."))
			return "must not leave the repository by '..'";
	return NULL;
}

static bool
bucket_valid(struct str s)
{
	if (s.n < 3 || s.n > 63 || s.p[0] == '.' || s.p[0] == '-' || s.p[s.n - 1] == '.' || s.p[s.n - 1] == '-')
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!is_digit(s.p[i]) && !(s.p[i] >= 'a' && s.p[i] <= 'z') && s.p[i] != '.' && s.p[i] != '-')
			return false;
	return true;
}

const char *
value_s3(struct str s)
{
	const struct str scheme = STR("s3://");
	struct str key = str_starts(s, scheme) ? str_sub(s, scheme.n, s.n) : (struct str){ 0 };
	struct str bucket = str_cut(&key, '/');

	if (!bucket_valid(bucket) || key.n == 0 || has_control(key))
		return "must be s3://bucket/key of a zip";
	return key.n > PATH_MAX_BYTES ? "longer than 1024 bytes behind the bucket" : NULL;
}

const char *
value_image(struct str s)
{
	if (s.n > IMAGE_MAX)
		return "longer than 512 bytes";
	return only(s, "._-/:@") && (is_alpha(s.p[0]) || is_digit(s.p[0])) ?
	    NULL :
	    "must be a container image, such as registry/name:tag";
}

/* Bech32 (BIP 173) in lower case; the checksum is left to sops. */
const char *
value_recipient(struct str s)
{
	const struct str head = STR("age1");
	static const char alphabet[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
	static const char want[] = "must be an age recipient (age1...), the public half of the key";

	if (!str_starts(s, head) || s.n < 62 || s.n > 4096)
		return want;
	for (size_t i = head.n; i < s.n; i++)
		if (s.p[i] == 0 || !(strchr(alphabet, s.p[i]) || s.p[i] == '1'))
			return want;
	return NULL;
}

const char *
value_document(struct str s)
{
	return s.n >= 3 && s.n <= 200 && only(s, "_.-:/") ? NULL : "must be the name of an SSM document";
}

const char *
value_instance(struct str s)
{
	size_t dash = str_chr(s, '-');
	struct str kind = str_sub(s, 0, dash), id = str_sub(s, dash + 1, s.n);

	if ((str_eqz(kind, "i") || str_eqz(kind, "mi")) && id.n >= 1 && id.n <= 40 && only(id, ""))
		return NULL;
	return "must be an instance id, such as i-0123456789abcdef0";
}

static const char *
location_fault(struct str s, bool ssm, bool secrets)
{
	const struct str in_ssm = STR("aws:::ssm:"), in_secrets = STR("aws:::secretd:");

	if (s.n > LOCATION_MAX)
		return "longer than 2048 bytes";
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= 0x20 || s.p[i] == 0x7f)
			return "must not hold spaces or control characters";
	if (str_starts(s, in_ssm))
		return s.n == in_ssm.n ? "has no path behind aws:::ssm:" :
		    ssm                ? NULL :
					 "is in Parameter Store: Secrets Manager is meant here";
	if (str_starts(s, in_secrets))
		return s.n == in_secrets.n ? "has no path behind aws:::secretd:" :
		    secrets                ? NULL :
					     "is in Secrets Manager: Parameter Store is meant here";
	if (str_find(s, STR(":::")) < s.n)
		return "has an unknown prefix: aws:::ssm:<path> and aws:::secretd:<path> are known";
	return NULL;
}

const char *
value_location(struct str s)
{
	return location_fault(s, true, true);
}

const char *
value_ssm_location(struct str s)
{
	return location_fault(s, true, false);
}

const char *
value_secret_location(struct str s)
{
	return location_fault(s, false, true);
}

const char *
env_name_fault(struct str name)
{
	/* sops keeps its own data under its name, beside the variables. */
	static const char *const owned[] = { "CMDS", "CALLBACK_URL", "TRACE_ID", "RUN_ID", "ORDER_ID", "ORDER_NUM",
		"FLOW_ID", "TIMEOUT", "sops" };

	if (name.n == 0 || name.n > NAME_MAX_BYTES || is_digit(name.p[0]) || !only(name, "_"))
		return "is no name for a variable: [A-Za-z_][A-Za-z0-9_]*, 128 bytes at most";
	for (size_t i = 0; i < COUNT(owned); i++)
		if (str_eqz(name, owned[i]))
			return "belongs to the engine: choose another name";
	if (str_starts(name, STR("AWS_EXE_SYS_")))
		return "belongs to the engine: choose another name";
	return NULL;
}
