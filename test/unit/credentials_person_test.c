/* The whole chain, on a machine with shared files, metadata service and STS. */
#include "test.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "fake_net.h"

#define STS_ANSWER(key) \
	"<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><Credentials>" \
	"<AccessKeyId>" key "</AccessKeyId><SecretAccessKey>S-" key "</SecretAccessKey><SessionToken>T-" key \
	"</SessionToken><Expiration>2026-01-02T04:04:05Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"
#define IMDS_ANSWER \
	"{\"Code\":\"Success\",\"AccessKeyId\":\"IMDS\",\"SecretAccessKey\":\"S\",\"Token\":\"T\"," \
	"\"Expiration\":\"2026-01-02T09:04:05Z\"}"

static const struct fake_reply away[] = { { .fail = ERR_NET } };
static const struct fake_reply one_role[] = { { .status = 200, .body = STS_ANSWER("ROLE1") },
	{ .status = 200, .body = STS_ANSWER("ROLE2") } };
static const struct fake_reply instance[] = { { .status = 200, .body = "METADATA-TOKEN" },
	{ .status = 200, .body = "the-role\n" }, { .status = 200, .body = IMDS_ANSWER } };

struct machine {
	struct fake_net f;
	char dir[40], config[64], credentials[64];
};

static void
machine_open(struct machine *m, const char *config, const char *credentials, const struct fake_reply *replies, size_t n)
{
	struct arena a = ARENA_EMPTY;

	strcpy(m->dir, "/tmp/credentials_person_test.XXXXXX");
	assert_non_null(mkdtemp(m->dir));
	snprintf(m->config, sizeof(m->config), "%s/config", m->dir);
	snprintf(m->credentials, sizeof(m->credentials), "%s/credentials", m->dir);
	fake_open(&m->f, replies, n);
	fake_clear_environment();
	setenv("AWS_REGION", "eu-west-1", 1);
	setenv("AWS_CONFIG_FILE", m->config, 1);
	setenv("AWS_SHARED_CREDENTIALS_FILE", m->credentials, 1);
	if (config)
		assert_int_equal(io_write_file(m->config, str_z(config), 0600, NULL), 0);
	if (credentials)
		assert_int_equal(io_write_file(m->credentials, str_z(credentials), 0600, NULL), 0);
	arena_release(&a);
}

static int
machine_start(struct machine *m, struct err *e)
{
	aws_release(&m->f.aws);
	return aws_init(&m->f.aws, &m->f.w, &aws_sources_person, &m->f.arena, e);
}

static void
machine_close(struct machine *m)
{
	unlink(m->config);
	unlink(m->credentials);
	rmdir(m->dir);
	fake_close(&m->f);
}

/* The access key id of whom calls go out as, or what is wrong. */
static void
expect(const char *name, const char *config, const char *credentials, const struct fake_reply *replies, size_t n,
    const char *const variables[2], const char *want, const char *want_error)
{
	struct aws_credentials c = { 0 };
	struct machine m;
	struct err e = { 0 };
	int rc;

	machine_open(&m, config, credentials, replies, n);
	if (variables[0])
		setenv(variables[0], variables[1], 1);
	rc = machine_start(&m, &e);
	if (rc == 0)
		rc = credentials_find(&m.f.aws, &m.f.arena, &c, &e);
	if (want && (rc < 0 || !str_eqz(c.access_key_id, want)))
		fail_msg("%s: " STR_FMT " %s", name, STR_ARG(c.access_key_id), e.msg);
	if (want_error && (rc == 0 || !strstr(e.msg, want_error) || strstr(e.msg, "HUSH")))
		fail_msg("%s: %s", name, e.msg);
	machine_close(&m);
}

#define KEYS(id) "aws_access_key_id = " id "\naws_secret_access_key = HUSH\n"
#define ROLE "role_arn = arn:aws:iam::1:role/r\n"

static const struct {
	const char *name, *config, *credentials;
	const char *variable[2];
	const char *want, *want_error;
} files[] = {
	{ "default", NULL, "[default]\n" KEYS("A"), { 0 }, "A", NULL },
	{ "config alone", "[default]\n" KEYS("A"), NULL, { 0 }, "A", NULL },
	{ "both", "[default]\n" KEYS("A"), "[default]\n" KEYS("B"), { 0 }, "B", NULL },
	{ "profile", "[profile p]\n" KEYS("A"), "[default]\n" KEYS("B"), { "AWS_PROFILE", "p" }, "A", NULL },
	{ "quoted", "[profile 'a b']\n" KEYS("A"), NULL, { "AWS_PROFILE", "a b" }, "A", NULL },
	{ "in the credentials file it has no prefix", NULL, "[p]\n" KEYS("A"), { "AWS_DEFAULT_PROFILE", "p" }, "A",
	    NULL },
	{ "unknown profile", "[p]\n" KEYS("A"), NULL, { "AWS_PROFILE", "p" }, NULL,
	    "profile \"p\" (AWS_PROFILE) is in neither" },
	{ "half", NULL, "[default]\naws_access_key_id = A\n", { 0 }, NULL, "and not the other" },
	{ "malformed", "x\n", NULL, { 0 }, NULL, "config: line 1" },
	{ "role", "[default]\n" ROLE "source_profile = s\n", "[s]\n" KEYS("A"), { 0 }, "ROLE1", NULL },
	{ "role of a role", "[default]\n" ROLE "source_profile = r\n[profile r]\n" ROLE "source_profile = s\n",
	    "[s]\n" KEYS("A"), { 0 }, "ROLE2", NULL },
	{ "role of itself", "[default]\n" ROLE "source_profile = default\n" KEYS("A"), NULL, { 0 }, "ROLE1", NULL },
	{ "circle",
	    "[default]\n" ROLE "source_profile = a\n[profile a]\n" ROLE "source_profile = b\n[profile b]\n" ROLE
	    "source_profile = a\n",
	    NULL, { 0 }, NULL, "circle: default -> a -> b -> a" },
	{ "circle of one", "[default]\n" ROLE "source_profile = default\n", NULL, { 0 }, NULL,
	    "circle: default -> default" },
	{ "no source", "[default]\n" ROLE, NULL, { 0 }, NULL, "needs one of source_profile and credential_source" },
	{ "two sources", "[default]\n" ROLE "source_profile = s\ncredential_source = Environment\n", NULL, { 0 }, NULL,
	    "needs one of" },
	{ "source that is not there", "[default]\n" ROLE "source_profile = s\n", NULL, { 0 }, NULL,
	    "\"s\" is in neither" },
	{ "source without", "[default]\n" ROLE "source_profile = s\n[profile s]\nregion = x\n", NULL, { 0 }, NULL,
	    "\"s\" has no credentials" },
	{ "no such source", "[default]\n" ROLE "credential_source = Moon\n", NULL, { 0 }, NULL, "none of Environment" },
	{ "MFA", "[default]\n" ROLE "source_profile = s\nmfa_serial = x\n", "[s]\n" KEYS("A"), { 0 }, NULL,
	    "asks for an MFA code" },
	{ "SSO", "[default]\nsso_account_id = 1\nsso_role_name = r\n", "[default]\n" KEYS("A"), { 0 }, NULL,
	    "credential_process = aws configure export-credentials --profile default --format process" },
	{ "SSO with a process",
	    "[default]\nsso_account_id = 1\nsso_role_name = r\ncredential_process = echo "
	    "'{\"Version\":1,\"AccessKeyId\":\"P\",\"SecretAccessKey\":\"S\"}'\n",
	    NULL, { 0 }, "P", NULL },
	{ "console login", "[default]\nlogin_session = x\n", NULL, { 0 }, NULL, "--profile default --format process" },
	{ "process",
	    "[default]\ncredential_process = echo '{\"Version\": 1, \"AccessKeyId\":' \"\\\"P Q\\\"\" "
	    ", '\"SecretAccessKey\":\"S\",\"Expiration\":\"2026-01-02T05:04:05+01:00\"}'\n",
	    NULL, { 0 }, "P Q", NULL },
	{ "another version",
	    "[default]\ncredential_process = echo '{\"Version\":2,\"AccessKeyId\":\"P\",\"SecretAccessKey\":"
	    "\"HUSH\"}'\n",
	    NULL, { 0 }, NULL, "Version is not 1" },
	{ "process that fails", "[default]\ncredential_process = sh -c 'echo HUSH; echo HUSH >&2; exit 3'\n", NULL,
	    { 0 }, NULL, "credential_process of the profile \"default\": sh ended with 3" },
	{ "half a quote", "[default]\ncredential_process = echo 'HUSH\n", NULL, { 0 }, NULL,
	    "a quote without its other half" },
	{ "no program", "[default]\ncredential_process = /nowhere/program\n", NULL, { 0 }, NULL,
	    "/nowhere/program: start" },
	{ "process after the credentials file", "[default]\ncredential_process = echo x\n", "[default]\n" KEYS("A"),
	    { 0 }, "A", NULL },
	{ "nowhere", NULL, NULL, { "AWS_EC2_METADATA_DISABLED", "true" }, NULL, "no AWS credentials: looked for" },
};

static void
profiles_mean_what_they_mean_to_botocore(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(files); i++)
		expect(files[i].name, files[i].config, files[i].credentials, one_role, COUNT(one_role),
		    files[i].variable, files[i].want, files[i].want_error);
}

static void
the_environment_comes_before_profiles_and_they_before_the_container(void **state)
{
	(void)state;
	static const char *const keys[2] = { "AWS_ACCESS_KEY_ID", "E" };
	static const char *const container[2] = { "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x" };

	setenv("AWS_SECRET_ACCESS_KEY", "S", 1);
	expect("half of the environment", "[default]\n" KEYS("A"), NULL, away, 1, keys, NULL, "AWS_SECRET_ACCESS_KEY");
	expect("container", "[default]\n" KEYS("A"), NULL, away, 1, container, "A", NULL);
}

static void
a_role_is_asked_for_with_all_that_the_profile_says(void **state)
{
	(void)state;
	struct aws_credentials c;
	struct machine m;
	struct str auth;

	machine_open(&m,
	    "[default]\n" ROLE "source_profile = s\nexternal_id = an id/&\nrole_session_name = me@here\n"
	    "duration_seconds = 900\n",
	    "[s]\n" KEYS("A") "aws_session_token = TOKEN\n", one_role, 1);
	assert_int_equal(machine_start(&m, NULL), 0);
	assert_int_equal(credentials_find(&m.f.aws, &m.f.arena, &c, NULL), 0);
	assert_true(str_eqz(c.secret_access_key, "S-ROLE1") && str_eqz(c.session_token, "T-ROLE1"));
	assert_int_equal(c.expires_ms, 1767326645000);
	assert_int_equal(m.f.calls, 1);
	assert_true(str_eqz(m.f.seen[0].host, "sts.eu-west-1.amazonaws.com") && str_eqz(m.f.seen[0].method, "POST"));
	assert_true(str_eqz(m.f.seen[0].body,
	    "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr&RoleSessionName=me%40here"
	    "&ExternalId=an%20id%2F%26&DurationSeconds=900"));
	auth = fake_header(&m.f, 0, "Authorization");
	assert_true(str_find(auth, STR("Credential=A/20260102/eu-west-1/sts/aws4_request")) < auth.n);
	assert_true(str_eqz(fake_header(&m.f, 0, "X-Amz-Security-Token"), "TOKEN"));
	machine_close(&m);
}

static void
a_refused_role_says_who_and_why(void **state)
{
	(void)state;
	static const struct fake_reply refused = { .status = 403,
		.body = "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User: u is not "
			"authorized</Message></Error><RequestId>x</RequestId></ErrorResponse>" };
	static const char *const none[2];

	expect("refused", "[default]\n" ROLE "source_profile = s\n", "[s]\n" KEYS("A"), &refused, 1, none, NULL,
	    "the profile \"default\": STS AssumeRole: AccessDenied: User: u is not authorized");
}

static void
web_identity_is_not_signed(void **state)
{
	(void)state;
	struct aws_credentials c;
	struct machine m;

	machine_open(&m, NULL, "WEB-TOKEN\n", one_role, 1);
	setenv("AWS_WEB_IDENTITY_TOKEN_FILE", m.credentials, 1);
	setenv("AWS_ROLE_ARN", "arn:r", 1);
	setenv("AWS_ROLE_SESSION_NAME", "me", 1);
	unsetenv("AWS_SHARED_CREDENTIALS_FILE");
	setenv("HOME", "/nowhere", 1);
	assert_int_equal(machine_start(&m, NULL), 0);
	assert_int_equal(credentials_find(&m.f.aws, &m.f.arena, &c, NULL), 0);
	assert_true(str_eqz(c.access_key_id, "ROLE1"));
	assert_true(str_eqz(m.f.seen[0].body,
	    "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Ar&"
	    "RoleSessionName=me&WebIdentityToken=WEB-TOKEN"));
	assert_int_equal(fake_header(&m.f, 0, "Authorization").n, 0);
	machine_close(&m);
}

static void
an_instance_is_asked_by_token_alone(void **state)
{
	(void)state;
	struct aws_credentials c;
	struct machine m;

	machine_open(&m, NULL, NULL, instance, COUNT(instance));
	assert_int_equal(machine_start(&m, NULL), 0);
	assert_int_equal(credentials_find(&m.f.aws, &m.f.arena, &c, NULL), 0);
	assert_true(str_eqz(c.access_key_id, "IMDS"));
	assert_int_equal(m.f.calls, 3);
	assert_true(str_eqz(m.f.seen[0].method, "PUT") && str_eqz(m.f.seen[0].host, "169.254.169.254"));
	assert_true(str_eqz(m.f.seen[0].target, "/latest/api/token") && m.f.seen[0].timeout_ms == 1000);
	assert_true(str_eqz(m.f.seen[2].target, "/latest/meta-data/iam/security-credentials/the-role"));
	assert_true(str_eqz(fake_header(&m.f, 2, "X-aws-ec2-metadata-token"), "METADATA-TOKEN"));
	machine_close(&m);
}

static void
without_a_token_no_instance_is_believed(void **state)
{
	(void)state;
	static const struct fake_reply old[] = { { .status = 404, .body = "" } };
	struct aws_credentials c;
	struct machine m;
	struct err e;

	machine_open(&m, NULL, NULL, old, 1);
	assert_int_equal(machine_start(&m, NULL), 0);
	assert_int_equal(credentials_find(&m.f.aws, &m.f.arena, &c, &e), -1);
	assert_int_equal(m.f.calls, 1);
	machine_close(&m);
}

static void
the_region_comes_from_the_profile_and_then_the_instance(void **state)
{
	(void)state;
	static const struct fake_reply where[] = { { .status = 200, .body = "TOKEN" },
		{ .status = 200, .body = "ap-south-1" } };
	static const struct {
		const char *config, *variable, *want;
		size_t calls;
	} cases[] = {
		{ "[default]\nregion = sa-east-1\n", "AWS_REGION", "eu-west-1", 0 },
		{ "[default]\nregion = sa-east-1\n", "AWS_DEFAULT_REGION", "eu-west-1", 0 },
		{ "[default]\nregion = sa-east-1\n", "AWS_PAGER", "sa-east-1", 0 },
		{ NULL, "AWS_PAGER", "ap-south-1", 2 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct machine m;

		machine_open(&m, cases[i].config, NULL, where, COUNT(where));
		unsetenv("AWS_REGION");
		setenv(cases[i].variable, "eu-west-1", 1);
		assert_int_equal(machine_start(&m, NULL), 0);
		assert_case(cases[i].want, str_eqz(m.f.aws.region, cases[i].want) && m.f.calls == cases[i].calls);
		machine_close(&m);
	}
}

#define URLS \
	"[default]\nservices = s\nendpoint_url = http://profile\n[services s]\nssm =\n  endpoint_url = http://one\n"

static void
endpoints_come_from_variables_and_then_the_profile(void **state)
{
	(void)state;
	static const struct {
		const char *variable, *value, *ssm, *s3;
	} cases[] = {
		{ "AWS_PAGER", "x", "one", "profile" },
		{ "AWS_ENDPOINT_URL", "http://all", "all", "all" },
		{ "AWS_ENDPOINT_URL_S3", "http://own", "one", "own" },
		{ "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true", "ssm.eu-west-1.amazonaws.com",
		    "s3.eu-west-1.amazonaws.com" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct machine m;

		machine_open(&m, URLS, NULL, away, 1);
		setenv(cases[i].variable, cases[i].value, 1);
		assert_int_equal(machine_start(&m, NULL), 0);
		assert_case(cases[i].variable, str_eqz(m.f.aws.endpoints[AWS_SSM].host, cases[i].ssm));
		assert_case(cases[i].variable, str_eqz(m.f.aws.endpoints[AWS_S3].host, cases[i].s3));
		machine_close(&m);
	}
}

static void
a_services_section_that_is_not_there_is_named(void **state)
{
	(void)state;
	static const char *const none[2];

	expect("services", "[default]\nservices = s\n", NULL, away, 1, none, NULL, "names the services \"s\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(profiles_mean_what_they_mean_to_botocore),
		cmocka_unit_test(the_environment_comes_before_profiles_and_they_before_the_container),
		cmocka_unit_test(a_role_is_asked_for_with_all_that_the_profile_says),
		cmocka_unit_test(a_refused_role_says_who_and_why),
		cmocka_unit_test(web_identity_is_not_signed),
		cmocka_unit_test(an_instance_is_asked_by_token_alone),
		cmocka_unit_test(without_a_token_no_instance_is_believed),
		cmocka_unit_test(the_region_comes_from_the_profile_and_then_the_instance),
		cmocka_unit_test(endpoints_come_from_variables_and_then_the_profile),
		cmocka_unit_test(a_services_section_that_is_not_there_is_named),
	};

	return RUN(tests);
}
