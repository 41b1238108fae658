#include "test.h"

#include "aws/sigv4.h"
#include "base/io.h"
#include "codec/json.h"

/* Made by botocore; the first ones are AWS's own: test/vectors/sigv4/make.py. */
static const char cases_file[] = "test/vectors/sigv4/cases.json";

struct vector {
	const char *name;
	struct sigv4_request r;
	struct sigv4_scope scope;
	struct aws_credentials credentials;
	int expires_s;
	struct str canonical, string_to_sign, signature, authorization;
};

static struct str
text(struct json j, const char *name)
{
	return json_str_or(json_get(j, name), STR(""));
}

static void
read_vector(struct arena *a, struct json j, struct vector *v)
{
	struct json headers = json_get(j, "headers");
	struct http_header *h = arena_new_n(a, struct http_header, json_len(headers));
	size_t n = 0;

	for (struct json m = json_first(headers); json_exists(m); m = json_next(m), n++)
		h[n] = (struct http_header){ json_str_or(json_at(m, 0), STR("")), json_str_or(json_at(m, 1), STR("")) };
	*v = (struct vector){
		.name = text(j, "name").p,
		.r = { text(j, "method"), text(j, "path"), text(j, "query"), h, n, text(j, "payload_hash"),
		    json_bool_or(json_get(j, "s3"), false) },
		.scope = { text(j, "region"), text(j, "service"), json_i64_or(json_get(j, "time_ms"), 0) },
		.credentials = { text(j, "access_key_id"), text(j, "secret"), text(j, "token"), 0 },
		.expires_s = (int)json_i64_or(json_get(j, "expires_s"), 0),
		.canonical = text(j, "canonical"),
		.string_to_sign = text(j, "string_to_sign"),
		.signature = text(j, "signature"),
		.authorization = text(j, "authorization"),
	};
}

static size_t
for_each_vector(void (*check)(struct arena *a, const struct vector *v))
{
	struct arena a = ARENA_EMPTY;
	struct str file;
	struct json all;
	struct vector v;
	size_t n = 0;

	assert_int_equal(io_read_file(&a, cases_file, 1 << 20, &file, NULL), 0);
	assert_int_equal(json_parse(&a, file, NULL, &all, NULL, NULL), 0);
	for (struct json j = json_first(all); json_exists(j); j = json_next(j), n++) {
		read_vector(&a, j, &v);
		check(&a, &v);
	}
	arena_release(&a);
	return n;
}

static void
check_stages(struct arena *a, const struct vector *v)
{
	struct buf canonical = buf_in(a), names = buf_in(a), sts = buf_in(a);
	struct sigv4_key key = { 0 };
	char signature[65];

	if (v->expires_s)
		return;
	sigv4_canonical(&canonical, &names, a, &v->r);
	if (!str_eq(buf_str(&canonical), v->canonical))
		fail_msg("%s: canonical request\n%s\nwant\n%s", v->name, buf_z(&canonical), v->canonical.p);
	sigv4_string_to_sign(&sts, buf_str(&canonical), &v->scope);
	if (!str_eq(buf_str(&sts), v->string_to_sign))
		fail_msg("%s: string to sign\n%s\nwant\n%s", v->name, buf_z(&sts), v->string_to_sign.p);
	sigv4_signature(signature, &key, v->credentials.secret_access_key, &v->scope, buf_str(&sts));
	assert_string_equal(signature, v->signature.p);
}

static void
each_stage_is_as_botocore_has_it(void **state)
{
	(void)state;
	assert_true(for_each_vector(check_stages) >= 15);
}

static void
check_authorization(struct arena *a, const struct vector *v)
{
	struct buf out = buf_in(a);
	struct sigv4_key key = { 0 };

	if (v->expires_s)
		return;
	sigv4_authorization(&out, a, &key, &v->credentials, &v->scope, &v->r);
	assert_string_equal(buf_z(&out), v->authorization.p);
}

static void
the_header_is_as_botocore_writes_it(void **state)
{
	(void)state;
	for_each_vector(check_authorization);
}

static void
check_presigned(struct arena *a, const struct vector *v)
{
	struct buf out = buf_in(a);
	struct sigv4_key key = { 0 };
	struct str query;

	if (!v->expires_s)
		return;
	sigv4_presign(&out, a, &key, &v->credentials, &v->scope, &v->r, v->expires_s);
	query = buf_str(&out);
	assert_case(v->name, str_starts(query, v->r.query));
	assert_case(v->name, str_ends(query, v->signature));
}

static void
presigned_urls_are_signed_as_botocore_does(void **state)
{
	(void)state;
	for_each_vector(check_presigned);
}

static void
a_kept_key_is_used_only_where_it_fits(void **state)
{
	(void)state;
	static const struct {
		const char *name, *region, *service, *secret;
		int64_t time_ms;
		bool same;
	} cases[] = {
		{ "same day", "r", "s", "secret", 1000, true },
		{ "another day", "r", "s", "secret", 86400000, false },
		{ "another region", "r2", "s", "secret", 0, false },
		{ "another service", "r", "s2", "secret", 0, false },
		{ "another secret", "r", "s", "secret2", 0, false },
		{ "no room to tell it", "r", "s",
		    "a secret that is far too long to be kept beside the key that was derived from it, so that it is "
		    "derived again for each signature: it goes on and on, longer than the room that is there for it",
		    0, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct sigv4_key key = { 0 }, fresh = { 0 };
		struct sigv4_scope first = { STR("r"), STR("s"), 0 };
		struct sigv4_scope scope = { str_z(cases[i].region), str_z(cases[i].service), cases[i].time_ms };
		char before[65], kept[65], want[65];

		sigv4_signature(before, &key, STR("secret"), &first, STR("text"));
		sigv4_signature(kept, &key, str_z(cases[i].secret), &scope, STR("text"));
		sigv4_signature(want, &fresh, str_z(cases[i].secret), &scope, STR("text"));
		assert_string_equal(kept, want);
		assert_case(cases[i].name, (strcmp(before, kept) == 0) == cases[i].same);
	}
}

static void
a_kept_key_knows_a_secret_to_its_end(void **state)
{
	(void)state;
	struct sigv4_key key = { 0 };
	struct sigv4_scope scope = { STR("r"), STR("s"), 0 };
	char one[65], other[65];

	sigv4_signature(one, &key, STR("secret\0one"), &scope, STR("text"));
	sigv4_signature(other, &key, STR("secret\0other"), &scope, STR("text"));
	assert_string_not_equal(one, other);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_stage_is_as_botocore_has_it),
		cmocka_unit_test(the_header_is_as_botocore_writes_it),
		cmocka_unit_test(presigned_urls_are_signed_as_botocore_does),
		cmocka_unit_test(a_kept_key_is_used_only_where_it_fits),
		cmocka_unit_test(a_kept_key_knows_a_secret_to_its_end),
	};

	return RUN(tests);
}
