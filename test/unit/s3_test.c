#include "test.h"

#include "aws/s3.h"
#include "fake_net.h"

static const struct {
	const char *text, *bucket, *key; /* bucket NULL: refused */
} urls[] = {
	{ "s3://b/k", "b", "k" },
	{ "s3://b/a/b//c d", "b", "a/b//c d" },
	{ "s3://b/", NULL, NULL },
	{ "s3://b", NULL, NULL },
	{ "s3:///k", NULL, NULL },
	{ "http://b/k", NULL, NULL },
	{ "", NULL, NULL },
};

static void
locations_have_a_bucket_and_a_key(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(urls); i++) {
		struct str bucket, key;
		struct err e;
		int rc = s3_url_parse(str_z(urls[i].text), &bucket, &key, &e);

		assert_case(urls[i].text, (rc == 0) == (urls[i].bucket != NULL));
		if (rc == 0)
			assert_case(urls[i].text, str_eqz(bucket, urls[i].bucket) && str_eqz(key, urls[i].key));
		else
			assert_case(urls[i].text, e.code == ERR_INPUT);
	}
}

static void
an_object_is_read(void **state)
{
	(void)state;
	static const struct fake_reply replies[] = {
		{ .status = 200,
		    .body = "content",
		    .header = { { "Last-Modified", 13 }, { "Fri, 02 Jan 2026 03:04:05 GMT", 29 } } },
	};
	struct fake_net f;
	struct s3_object o;

	fake_open(&f, replies, 1);
	assert_int_equal(s3_get(&f.aws, &f.arena, STR("b"), STR("a b/\xc3\xa9+"), 100, &o, NULL), 0);
	assert_true(str_eqz(f.seen[0].method, "GET") && str_eqz(f.seen[0].target, "/a%20b/%C3%A9%2B"));
	assert_true(str_eqz(o.body, "content"));
	assert_int_equal(o.size_bytes, 7);
	assert_int_equal(o.last_modified_ms, 1767323045000);
	fake_close(&f);
}

static void
the_head_of_an_object_tells_its_size(void **state)
{
	(void)state;
	static const struct fake_reply replies[] = {
		{ .status = 200, .body = "", .header = { { "Content-Length", 14 }, { "1234", 4 } } },
	};
	struct fake_net f;
	struct s3_object o;

	fake_open(&f, replies, 1);
	assert_int_equal(s3_head(&f.aws, &f.arena, STR("b"), STR("k"), &o, NULL), 0);
	assert_true(str_eqz(f.seen[0].method, "HEAD"));
	assert_int_equal(o.size_bytes, 1234);
	fake_close(&f);
}

static const struct {
	const char *name;
	struct fake_reply reply;
	enum err_code want;
} absences[] = {
	{ "no key", { .status = 404, .body = "<Error><Code>NoSuchKey</Code><Message>m</Message></Error>" },
	    ERR_NOT_FOUND },
	{ "HEAD's 404", { .status = 404, .body = "" }, ERR_NOT_FOUND },
	{ "no bucket", { .status = 404, .body = "<Error><Code>NoSuchBucket</Code></Error>" }, ERR_AWS },
	{ "no right", { .status = 403, .body = "<Error><Code>AccessDenied</Code></Error>" }, ERR_AWS },
};

static void
an_absent_object_is_not_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(absences); i++) {
		struct fake_net f;
		struct s3_object o;
		struct err e;

		fake_open(&f, &absences[i].reply, 1);
		assert_case(absences[i].name, s3_get(&f.aws, &f.arena, STR("b"), STR("k"), 100, &o, &e) < 0);
		assert_case(absences[i].name,
		    e.code == absences[i].want && strstr(e.msg, "s3://b/k: S3 GetObject: ") == e.msg);
		fake_close(&f);
	}
}

static void
a_conditional_put_is_refused_or_comes_again(void **state)
{
	(void)state;
	static const struct fake_reply taken[] = {
		{ .status = 409, .body = "<Error><Code>ConditionalRequestConflict</Code></Error>" },
		{ .status = 412, .body = "<Error><Code>PreconditionFailed</Code></Error>" },
	};
	static const struct fake_reply lost[] = {
		{ .fail = ERR_NET, .ambiguous = true },
		{ .status = 412, .body = "<Error><Code>PreconditionFailed</Code></Error>" },
	};
	struct s3_put put = S3_PUT;
	struct fake_net f;
	struct err e;
	bool repeated;

	put.bucket = STR("b");
	put.key = STR("k");
	put.body = STR("x");
	put.if_absent = true;
	fake_open(&f, taken, 2);
	assert_int_equal(s3_put(&f.aws, &f.arena, &put, &repeated, &e), -1);
	assert_int_equal(e.code, ERR_REFUSED);
	assert_false(repeated);
	assert_int_equal(f.calls, 2);
	assert_true(str_eqz(fake_header(&f, 0, "if-none-match"), "*"));
	fake_close(&f);

	fake_open(&f, lost, 2);
	assert_int_equal(s3_put(&f.aws, &f.arena, &put, &repeated, &e), -1);
	assert_int_equal(e.code, ERR_REFUSED);
	assert_true(repeated && e.ambiguous);
	fake_close(&f);
}

static bool
collect(void *ctx, const struct s3_listed *o)
{
	struct buf *b = ctx;

	buf_printf(b, STR_FMT "=%llu@%lld;", STR_ARG(o->key), (unsigned long long)o->size_bytes,
	    (long long)o->last_modified_ms);
	return !str_eqz(o->key, "stop");
}

static const struct fake_reply pages[] = {
	{ .status = 200,
	    .body = "<?xml version=\"1.0\"?><ListBucketResult xmlns=\"x\"><Name>b</Name><Prefix>p</Prefix>"
		    "<IsTruncated>true</IsTruncated><Contents><Key>a%2Fb+c%26amp%3B</Key>"
		    "<LastModified>2026-01-02T03:04:05.678Z</LastModified><ETag>&quot;e&quot;</ETag><Size>5</Size>"
		    "<Owner><ID>Size</ID></Owner></Contents><NextContinuationToken>t/1=&amp;</NextContinuationToken>"
		    "</ListBucketResult>" },
	{ .status = 200,
	    .body =
		"<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>stop</Key><Size>0</Size></Contents>"
		"<Contents><Key>after</Key><Size>1</Size></Contents></ListBucketResult>" },
};

static void
a_list_goes_through_all_pages(void **state)
{
	(void)state;
	struct fake_net f;
	struct buf seen;

	fake_open(&f, pages, 2);
	seen = buf_in(&f.arena);
	assert_int_equal(s3_list(&f.aws, STR("b"), STR("p/"), STR("x y"), collect, &seen, NULL), 0);
	assert_string_equal(buf_z(&seen), "a/b c&amp;=5@1767323045678;stop=0@0;");
	assert_true(str_eqz(f.seen[0].target, "/?list-type=2&encoding-type=url&prefix=p%2F&start-after=x%20y"));
	assert_true(str_ends(f.seen[1].target, STR("&continuation-token=t%2F1%3D%26")));
	fake_close(&f);
}

static void
a_malformed_list_is_an_error(void **state)
{
	(void)state;
	static const char *const bodies[] = {
		"",
		"{}",
		"<ListBucketResult>",
		"<ListBucketResult><Contents><Size>x</Size></Contents></ListBucketResult>",
		"<ListBucketResult><Contents><Key>%4</Key></Contents></ListBucketResult>",
		"<ListBucketResult><Contents></Contents></ListBucketResult>",
		"<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
	};

	for (size_t i = 0; i < COUNT(bodies); i++) {
		const struct fake_reply reply = { .status = 200, .body = bodies[i] };
		struct fake_net f;
		struct buf seen;
		struct err e;

		fake_open(&f, &reply, 1);
		seen = buf_in(&f.arena);
		assert_case(bodies[i], s3_list(&f.aws, STR("b"), STR(""), STR(""), collect, &seen, &e) < 0);
		assert_case(bodies[i], e.code == ERR_PROTO);
		fake_close(&f);
	}
}

/* A client that holds a grant to put "a b", and the URL in it. */
static struct aws_grant
open_with_grant(struct fake_net *f, const struct fake_reply *replies, size_t n)
{
	struct aws_grant grant = { STR("PUT"), STR("b"), STR("a b"), STR("") };

	fake_open(f, replies, n);
	assert_int_equal(s3_presign(&f->aws, &f->arena, "PUT", STR("b"), STR("a b"), 3600, true, &grant.url, NULL), 0);
	return grant;
}

static int
put_granted(struct fake_net *f, const struct aws_grant *grant, const char *key, struct err *e)
{
	struct s3_put put = S3_PUT;

	f->aws.grants = grant;
	f->aws.grant_count = 1;
	put.bucket = STR("b");
	put.key = str_z(key);
	put.body = STR("x");
	put.if_absent = true;
	return s3_put(&f->aws, &f->arena, &put, NULL, e);
}

#define QUOTES_THE_URL "<Error><Code>AccessDenied</Code><Message>X-Amz-Signature=abc</Message></Error>"
#define SESSION_OVER "<Error><Code>ExpiredToken</Code><Message>X-Amz-Signature=abc</Message></Error>"

static void
a_signed_url_is_used_and_not_shown(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct fake_reply replies[2];
		int rc;
		enum err_code want;
		size_t calls;
		bool own; /* the last call bears our own signature */
		const char *message;
	} cases[] = {
		{ "fine", { { .status = 200, .body = "" } }, 0, ERR_NONE, 1, false, "" },
		{ "expired", { { .status = 403, .body = QUOTES_THE_URL }, { .status = 200, .body = "" } }, 0, ERR_NONE,
		    2, true, "" },
		{ "its session is over", { { .status = 400, .body = SESSION_OVER }, { .status = 200, .body = "" } }, 0,
		    ERR_NONE, 2, true, "" },
		{ "expired, and we may not",
		    { { .status = 403, .body = QUOTES_THE_URL },
			{ .status = 403, .body = "<Error><Code>No</Code></Error>" } },
		    -1, ERR_AWS, 2, true,
		    "s3://b/a b: S3 PutObject by a signed URL: AccessDenied; signed by ourselves: S3 PutObject: No" },
		{ "taken", { { .status = 412, .body = "" }, { .status = 412, .body = "" } }, -1, ERR_REFUSED, 1, false,
		    "s3://b/a b: S3 PutObject by a signed URL: PreconditionFailed" },
		{ "away", { { .fail = ERR_NET }, { .fail = ERR_NET } }, -1, ERR_NET, 6, false, NULL },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fake_net f;
		struct aws_grant grant = open_with_grant(&f, cases[i].replies, COUNT(cases[i].replies));
		struct err e;

		assert_case(cases[i].name,
		    str_starts(grant.url, STR("https://b.s3.eu-west-1.amazonaws.com/a%20b?X-Amz-Algorithm=")));
		assert_case(cases[i].name,
		    str_find(grant.url, STR("X-Amz-SignedHeaders=host%3Bif-none-match")) < grant.url.n);
		err_clear(&e);
		assert_case(cases[i].name, put_granted(&f, &grant, "a b", &e) == cases[i].rc);
		if (cases[i].rc)
			assert_case(cases[i].name, e.code == cases[i].want);
		if (cases[i].message && cases[i].rc)
			assert_string_equal(e.msg, cases[i].message);
		if (f.calls != cases[i].calls)
			fail_msg("%s: %zu calls", cases[i].name, f.calls);
		assert_case(cases[i].name, !strstr(e.msg, "X-Amz") && !strstr(e.msg, "a%20b"));
		assert_case(cases[i].name, str_eqz(fake_header(&f, 0, "If-None-Match"), "*"));
		assert_case(cases[i].name, !fake_header(&f, 0, "Authorization").n);
		assert_case(cases[i].name, (fake_header(&f, cases[i].own, "Authorization").n > 0) == cases[i].own);
		fake_close(&f);
	}
}

static void
a_grant_is_for_one_thing_alone(void **state)
{
	(void)state;
	static const struct fake_reply fine = { .status = 200, .body = "x" };
	struct fake_net f;
	struct aws_grant grant = open_with_grant(&f, &fine, 1);
	struct s3_object o;

	assert_int_equal(put_granted(&f, &grant, "another", NULL), 0);
	assert_int_equal(s3_get(&f.aws, &f.arena, STR("b"), STR("a b"), 10, &o, NULL), 0);
	assert_int_equal(s3_get(&f.aws, &f.arena, STR("c"), STR("a b"), 10, &o, NULL), 0);
	for (size_t i = 0; i < 3; i++)
		assert_true(fake_header(&f, i, "Authorization").n > 0);
	fake_close(&f);
}

static void
a_checksum_is_sent_and_read_back(void **state)
{
	(void)state;
	/* printf ab | openssl dgst -sha256 -binary | base64 */
	static const char want[] = "+44g/C5MPySMYMOb1lLzwTRymLuXe4tNWQO4UFViBgM=";
	static const struct fake_reply reply = { .status = 200,
		.body = "",
		.header = { { "x-amz-checksum-sha256", 21 }, { "abc=", 4 } } };
	struct s3_put put = S3_PUT;
	struct s3_object o;
	struct fake_net f;

	fake_open(&f, &reply, 1);
	put.bucket = STR("b");
	put.key = STR("k");
	put.checksum = true;
	put.body = STR("ab");
	assert_int_equal(s3_put(&f.aws, &f.arena, &put, NULL, NULL), 0);
	assert_string_equal(arena_z(&f.arena, fake_header(&f, 0, "X-Amz-Checksum-Sha256")), want);
	assert_int_equal(s3_head(&f.aws, &f.arena, STR("b"), STR("k"), &o, NULL), 0);
	assert_true(str_eqz(fake_header(&f, 1, "x-amz-checksum-mode"), "ENABLED") && str_eqz(o.checksum, "abc="));
	fake_close(&f);
}

static void
a_signed_url_lives_twelve_hours_at_most(void **state)
{
	(void)state;
	static const int lives[] = { 0, -1, 12 * 3600 + 1 };
	struct fake_net f;
	struct str url;

	fake_open(&f, NULL, 0);
	for (size_t i = 0; i < COUNT(lives); i++)
		assert_int_equal(s3_presign(&f.aws, &f.arena, "GET", STR("b"), STR("k"), lives[i], false, &url, NULL),
		    -1);
	assert_int_equal(s3_presign(&f.aws, &f.arena, "GET", STR("b"), STR("k"), 12 * 3600, false, &url, NULL), 0);
	fake_close(&f);
}

static void
what_is_no_url_is_not_shown_either(void **state)
{
	(void)state;
	struct aws_grant grant = { STR("PUT"), STR("b"), STR("k"), STR("https://u:secret@h/") };
	struct fake_net f;
	struct err e;

	fake_open(&f, NULL, 0);
	assert_int_equal(put_granted(&f, &grant, "k", &e), -1);
	assert_int_equal(e.code, ERR_INPUT);
	assert_null(strstr(e.msg, "secret"));
	fake_close(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(locations_have_a_bucket_and_a_key),
		cmocka_unit_test(an_object_is_read),
		cmocka_unit_test(the_head_of_an_object_tells_its_size),
		cmocka_unit_test(an_absent_object_is_not_found),
		cmocka_unit_test(a_conditional_put_is_refused_or_comes_again),
		cmocka_unit_test(a_list_goes_through_all_pages),
		cmocka_unit_test(a_malformed_list_is_an_error),
		cmocka_unit_test(a_signed_url_is_used_and_not_shown),
		cmocka_unit_test(a_grant_is_for_one_thing_alone),
		cmocka_unit_test(a_checksum_is_sent_and_read_back),
		cmocka_unit_test(a_signed_url_lives_twelve_hours_at_most),
		cmocka_unit_test(what_is_no_url_is_not_shown_either),
	};

	return RUN(tests);
}
