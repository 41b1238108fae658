#include "aws/sigv4.h"
#include "cloud_help.h"
#include "codec/date.h"
#include "codec/hash.h"

static const struct aws_credentials user = { STR("AKIDUSER"), STR("secret"), STR(""), 0 };
static const struct aws_credentials role = { STR("ASIAROLE"), STR("other"), STR("token/+="), 0 };

/* A request to be signed, and what is done to it after that. */
struct signing {
	const struct aws_credentials *credentials;
	struct sigv4_scope scope;
	const char *method, *path, *query, *body, *said_hash;
	struct http_header headers[8];
	size_t count;
};

static void
open_with_callers(struct help *h)
{
	help_open(h);
	cloud_credential_add(h->cloud,
	    &(struct cloud_credential){ user.access_key_id, user.secret_access_key, STR(""), STR("user"), STR("shell"),
		true, 0 });
	cloud_credential_add(h->cloud,
	    &(struct cloud_credential){ role.access_key_id, role.secret_access_key, role.session_token,
		STR("orchestrator"), STR("orchestrator-1"), false, 0 });
}

static void
add(struct signing *s, const char *name, struct str value)
{
	s->headers[s->count++] = (struct http_header){ str_z(name), value };
}

static struct signing
signing(struct help *h, const struct aws_credentials *c, const char *service)
{
	struct signing s = { .credentials = c,
		.scope = { STR("us-east-1"), str_z(service), h->now_ms },
		.method = "POST",
		.path = "/",
		.query = "",
		.body = "{}" };
	struct buf date = buf_in(&h->arena);

	date_write(&date, h->now_ms, DATE_BASIC);
	add(&s, "Host", STR("localhost:1234"));
	add(&s, "X-Amz-Date", buf_str(&date));
	if (c->session_token.n)
		add(&s, "X-Amz-Security-Token", c->session_token);
	return s;
}

static struct str
hash_of(struct help *h, const char *body)
{
	char *hex = arena_alloc(&h->arena, 65);

	sha256_hex(str_z(body), hex);
	return str_z(hex);
}

static void
sign(struct help *h, struct signing *s)
{
	struct sigv4_key key = { 0 };
	struct buf value = buf_in(&h->arena);
	const struct sigv4_request r = { str_z(s->method), str_z(s->path), str_z(s->query), s->headers, s->count,
		s->said_hash ? str_z(s->said_hash) : hash_of(h, s->body), str_eqz(s->scope.service, "s3") };

	sigv4_authorization(&value, &h->arena, &key, s->credentials, &s->scope, &r);
	add(s, "Authorization", buf_str(&value));
}

static int
identify(struct help *h, const struct signing *s, struct cloud_call *call)
{
	const struct cloud_request req = { str_z(s->method),
		*s->query ? arena_printf(&h->arena, "%s?%s", s->path, s->query) : str_z(s->path), s->headers, s->count,
		{ .bytes = str_z(s->body) } };
	struct cloud_answer answer;
	int ret = cloud_identify(h->cloud, &h->arena, h->now_ms, h->now_ms, &req, call, &answer);

	h->status = answer.status;
	h->error = ret < 0 ? answer.error : "";
	return ret;
}

static struct signing
list_tables(struct help *h, const struct aws_credentials *c)
{
	struct signing s = signing(h, c, "dynamodb");

	add(&s, "X-Amz-Target", STR("DynamoDB_20120810.ListTables"));
	return s;
}

static void
a_true_signature_says_who_calls_what(void **state)
{
	struct cloud_call call;
	struct signing s;
	struct help h;

	(void)state;
	open_with_callers(&h);
	s = list_tables(&h, &role);
	sign(&h, &s);
	assert_int_equal(identify(&h, &s, &call), 0);
	assert_string_equal(call.operation, "ListTables");
	assert_int_equal(call.service, CLOUD_DYNAMODB);
	assert_true(str_eqz(call.role, "orchestrator") && str_eqz(call.process, "orchestrator-1") && !call.presigned);
	help_close(&h);
}

static const struct {
	const char *name;
	const char *s3, *json, *sts; /* the code in each service's words */
} refusals[] = {
	{ "wrong secret", "SignatureDoesNotMatch", "InvalidSignatureException", "SignatureDoesNotMatch" },
	{ "unknown key", "InvalidAccessKeyId", "UnrecognizedClientException", "InvalidClientTokenId" },
	{ "changed body", "XAmzContentSHA256Mismatch", "InvalidSignatureException", "SignatureDoesNotMatch" },
	{ "changed path", "SignatureDoesNotMatch", "InvalidSignatureException", "SignatureDoesNotMatch" },
	{ "no token", "InvalidToken", "UnrecognizedClientException", "InvalidClientTokenId" },
	{ "too old", "RequestTimeTooSkewed", "InvalidSignatureException", "SignatureDoesNotMatch" },
	{ "not signed", "AccessDenied", "MissingAuthenticationTokenException", "MissingAuthenticationToken" },
	{ "removed", "InvalidAccessKeyId", "UnrecognizedClientException", "InvalidClientTokenId" },
};

static void
spoil(struct help *h, struct signing *s, const char *how)
{
	static const struct aws_credentials wrong = { STR("ASIAROLE"), STR("guess"), STR("token/+="), 0 };
	static const struct aws_credentials unknown = { STR("ASIANOBODY"), STR("other"), STR("token/+="), 0 };

	if (!strcmp(how, "wrong secret"))
		s->credentials = &wrong;
	if (!strcmp(how, "unknown key"))
		s->credentials = &unknown;
	if (!strcmp(how, "no token"))
		s->headers[2] = (struct http_header){ STR("X-Other"), STR("y") };
	if (strcmp(how, "not signed"))
		sign(h, s);
	if (!strcmp(how, "changed body"))
		s->body = "{ }";
	if (!strcmp(how, "changed path"))
		s->path = "/elsewhere";
	if (!strcmp(how, "too old"))
		h->now_ms += 15 * 60 * 1000 + 1;
	if (!strcmp(how, "removed"))
		cloud_credential_remove(h->cloud, role.access_key_id);
}

static void
false_signatures_are_refused_in_each_services_words(void **state)
{
	static const char *const services[] = { "s3", "dynamodb", "sts" };

	(void)state;
	for (size_t i = 0; i < COUNT(refusals); i++)
		for (size_t k = 0; k < COUNT(services); k++) {
			const char *want = k == 0 ? refusals[i].s3 : k == 1 ? refusals[i].json : refusals[i].sts;
			struct cloud_call call;
			struct signing s;
			struct help h;

			open_with_callers(&h);
			s = signing(&h, &role, services[k]);
			if (k == 0) {
				s.method = "PUT";
				s.path = "/internal/key";
				s.headers[s.count++] = (struct http_header){ STR("X-Amz-Content-Sha256"),
					hash_of(&h, s.body) };
			} else if (k == 1) {
				add(&s, "X-Amz-Target", STR("DynamoDB_20120810.ListTables"));
			} else {
				s.body = "Action=GetCallerIdentity&Version=2011-06-15";
			}
			/* Nothing else gives STS away without a signature: it is then taken for S3. */
			if (k == 2 && !strcmp(refusals[i].name, "not signed"))
				want = "AccessDenied";
			spoil(&h, &s, refusals[i].name);
			assert_case(refusals[i].name, identify(&h, &s, &call) < 0);
			if (strcmp(h.error, want))
				fail_msg("%s, %s\n got: %s\nwant: %s", refusals[i].name, services[k], h.error, want);
			help_close(&h);
		}
}

static void
a_date_near_either_clock_is_accepted(void **state)
{
	struct cloud_call call;
	struct cloud_answer answer;
	struct signing s;
	struct help h;

	(void)state;
	open_with_callers(&h);
	s = list_tables(&h, &user);
	sign(&h, &s);
	for (int virtual_hours = -30; virtual_hours <= 30; virtual_hours += 15) {
		const struct cloud_request req = { STR("POST"), STR("/"), s.headers, s.count, { .bytes = STR("{}") } };

		assert_int_equal(cloud_identify(h.cloud, &h.arena, h.now_ms + virtual_hours * 3600000LL, h.now_ms, &req,
				     &call, &answer),
		    0);
	}
	help_close(&h);
}

static void
an_operation_that_is_not_here_is_named(void **state)
{
	struct cloud_call call;
	struct signing s;
	struct help h;

	(void)state;
	open_with_callers(&h);
	s = signing(&h, &user, "dynamodb");
	add(&s, "X-Amz-Target", STR("DynamoDB_20120810.DescribeBackup"));
	sign(&h, &s);
	assert_int_equal(identify(&h, &s, &call), -1);
	assert_string_equal(h.error, "UnknownOperationException");
	s = signing(&h, &user, "sqs");
	sign(&h, &s);
	assert_int_equal(identify(&h, &s, &call), -1);
	assert_string_equal(h.error, "NotImplemented");
	help_close(&h);
}

/* ---- S3 --------------------------------------------------------------------------------------------------------- */

static void
requests_find_their_bucket_key_and_operation(void **state)
{
	static const struct {
		const char *host, *method, *path, *query, *op, *bucket, *key;
	} cases[] = {
		{ "127.0.0.1:80", "GET", "/", "", "ListBuckets", "", "" },
		{ "127.0.0.1:80", "GET", "/b", "list-type=2&prefix=a", "ListObjectsV2", "b", "" },
		{ "127.0.0.1:80", "GET", "/b/", "location=", "GetBucketLocation", "b", "" },
		{ "127.0.0.1:80", "PUT", "/b/k%20x/y%2B", "", "PutObject", "b", "k x/y+" },
		{ "b.localhost:80", "PUT", "/k%20x/y", "x-id=PutObject", "PutObject", "b", "k x/y" },
		{ "b.s3.localhost", "HEAD", "/", "", "HeadBucket", "b", "" },
		{ "s3.localhost", "HEAD", "/b/k", "", "HeadObject", "b", "k" },
		{ "localhost:80", "DELETE", "/b/k", "", "DeleteObject", "b", "k" },
		{ "127.0.0.1:80", "POST", "/b", "delete=", "DeleteObjects", "b", "" },
		{ "127.0.0.1:80", "GET", "/b/k", "versionId=1", "?", "b", "k" },
		{ "127.0.0.1:80", "POST", "/b/k", "uploads=", "?", "b", "k" },
		{ "127.0.0.1:80", "GET", "/b", "", "?", "b", "" },
		{ "127.0.0.1:80", "PUT", "/b", "", "?", "b", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct cloud_call call;
		struct signing s;
		struct help h;

		open_with_callers(&h);
		s = signing(&h, &user, "s3");
		s.headers[0].value = str_z(cases[i].host);
		s.method = cases[i].method;
		s.path = cases[i].path;
		s.query = cases[i].query;
		s.said_hash = "UNSIGNED-PAYLOAD";
		add(&s, "X-Amz-Content-Sha256", STR("UNSIGNED-PAYLOAD"));
		sign(&h, &s);
		assert_case(cases[i].path, identify(&h, &s, &call) == (cases[i].op[0] == '?' ? -1 : 0));
		assert_string_equal(call.operation, cases[i].op);
		assert_case(cases[i].path, str_eqz(call.bucket, cases[i].bucket) && str_eqz(call.key, cases[i].key));
		if (cases[i].op[0] == '?')
			assert_string_equal(h.error, "NotImplemented");
		help_close(&h);
	}
}

static void
an_amz_header_that_is_not_signed_is_refused(void **state)
{
	struct cloud_call call;
	struct signing s;
	struct help h;

	(void)state;
	open_with_callers(&h);
	s = signing(&h, &user, "s3");
	s.method = "PUT";
	s.path = "/internal/k";
	s.said_hash = "UNSIGNED-PAYLOAD";
	add(&s, "X-Amz-Content-Sha256", STR("UNSIGNED-PAYLOAD"));
	sign(&h, &s);
	add(&s, "X-Amz-Meta-Owner", STR("me"));
	assert_int_equal(identify(&h, &s, &call), -1);
	assert_string_equal(h.error, "AccessDenied");
	help_close(&h);
}

static const struct {
	const char *name;
	int64_t later_s;
	const char *method, *if_none_match, *extra;
	const char *error;
} presigned[] = {
	{ "in time", 0, "PUT", "*", "", "" },
	{ "at its end", 100, "PUT", "*", "", "" },
	{ "too late", 101, "PUT", "*", "", "AccessDenied" },
	{ "too early", -1000, "PUT", "*", "", "AccessDenied" },
	{ "another method", 0, "GET", "*", "", "SignatureDoesNotMatch" },
	{ "without the signed header", 0, "PUT", NULL, "", "SignatureDoesNotMatch" },
	{ "with another value of it", 0, "PUT", "x", "", "SignatureDoesNotMatch" },
	{ "with one more parameter", 0, "PUT", "*", "&x-id=PutObject", "SignatureDoesNotMatch" },
};

static void
a_presigned_url_gives_what_was_signed_and_no_more(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(presigned); i++) {
		const struct http_header headers[] = { { STR("Host"), STR("localhost:1") },
			{ STR("If-None-Match"), STR("*") } };
		struct sigv4_key key = { 0 };
		struct cloud_call call;
		struct signing s;
		struct help h;
		struct buf query;

		open_with_callers(&h);
		query = buf_in(&h.arena);
		s = (struct signing){ .method = presigned[i].method, .path = "/internal/k", .body = "anything" };
		sigv4_presign(&query, &h.arena, &key, &role,
		    &(struct sigv4_scope){ STR("us-east-1"), STR("s3"), h.now_ms },
		    &(struct sigv4_request){ STR("PUT"), STR("/internal/k"), STR(""), headers, COUNT(headers),
			STR("UNSIGNED-PAYLOAD"), true },
		    100);
		buf_addz(&query, presigned[i].extra);
		s.query = buf_z(&query);
		add(&s, "Host", STR("localhost:1"));
		if (presigned[i].if_none_match)
			add(&s, "If-None-Match", str_z(presigned[i].if_none_match));
		h.now_ms += 1000 * presigned[i].later_s;
		assert_case(presigned[i].name, (identify(&h, &s, &call) < 0) == (presigned[i].error[0] != 0));
		if (strcmp(h.error, presigned[i].error))
			fail_msg("%s\n got: %s\nwant: %s", presigned[i].name, h.error, presigned[i].error);
		assert_true(str_eqz(call.process, "orchestrator-1") && call.presigned);
		help_close(&h);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_true_signature_says_who_calls_what),
		cmocka_unit_test(false_signatures_are_refused_in_each_services_words),
		cmocka_unit_test(a_date_near_either_clock_is_accepted),
		cmocka_unit_test(an_operation_that_is_not_here_is_named),
		cmocka_unit_test(requests_find_their_bucket_key_and_operation),
		cmocka_unit_test(an_amz_header_that_is_not_signed_is_refused),
		cmocka_unit_test(a_presigned_url_gives_what_was_signed_and_no_more),
	};

	return RUN(tests);
}
