#include "cloud_help.h"

struct request {
	const char *method, *op, *key, *query;
	struct http_header headers[4];
	struct str body;
};

static struct cloud_answer
send(struct help *h, const struct request *r)
{
	struct cloud_request req = { .method = str_z(r->method),
		.target = STR("/"),
		.headers = r->headers,
		.body = { .bytes = r->body } };
	const struct cloud_call call = { .service = CLOUD_S3,
		.operation = r->op,
		.bucket = STR("internal"),
		.key = str_z(r->key),
		.path = STR("/"),
		.query = str_z(r->query) };
	struct cloud_answer answer;

	while (req.header_count < COUNT(r->headers) && r->headers[req.header_count].name.n)
		req.header_count++;
	cloud_perform(h->cloud, &h->arena, h->now_ms, &req, &call, &answer);
	return answer;
}

static struct cloud_answer
put(struct help *h, const char *key, struct str body)
{
	return send(h, &(struct request){ "PUT", "PutObject", key, "", { { { 0 }, { 0 } } }, body });
}

static void
expect_header(const struct cloud_answer *answer, const char *name, const char *want)
{
	struct str got = http_header_get(answer->headers, answer->header_count, name);

	if (!str_eqz(got, want))
		fail_msg("%s\n got: " STR_FMT "\nwant: %s", name, STR_ARG(got), want);
}

#define HEADER(name, value) \
	{ \
		{ \
			STR(name), STR(value) \
		} \
	}

static void
writes_keep_their_conditions(void **state)
{
	static const struct {
		const char *name, *key;
		struct http_header headers[4];
		int status;
		const char *error;
	} cases[] = {
		{ "absent", "new", HEADER("If-None-Match", "*"), 200, NULL },
		{ "there", "old", HEADER("If-None-Match", "*"), 412, "PreconditionFailed" },
		{ "its etag", "old", HEADER("If-Match", "\"900150983cd24fb0d6963f7d28e17f72\""), 200, NULL },
		{ "another etag", "old", HEADER("If-Match", "\"x\""), 412, "PreconditionFailed" },
		{ "etag of nothing", "none", HEADER("If-Match", "\"x\""), 404, "NoSuchKey" },
		{ "a list of etags", "old", HEADER("If-None-Match", "\"x\""), 501, "NotImplemented" },
		{ "right md5", "m", HEADER("Content-MD5", "kAFQmDzST7DWlj99KOF/cg=="), 200, NULL },
		{ "wrong md5", "m", HEADER("Content-MD5", "kAFQmDzST7DWlj99KOF/cw=="), 400, "BadDigest" },
		{ "right crc32", "m", HEADER("x-amz-checksum-crc32", "NSRBwg=="), 200, NULL },
		{ "wrong crc32", "m", HEADER("x-amz-checksum-crc32", "AAAAAA=="), 400, "BadDigest" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct request r = { "PUT", "PutObject", cases[i].key, "", { { { 0 }, { 0 } } }, STR("abc") };
		struct cloud_answer answer;
		struct help h;

		help_open(&h);
		assert_int_equal(put(&h, "old", STR("abc")).status, 200);
		memcpy(r.headers, cases[i].headers, sizeof(r.headers));
		answer = send(&h, &r);
		assert_case(cases[i].name, answer.status == cases[i].status);
		assert_case(cases[i].name,
		    !cases[i].error == !answer.error && (!answer.error || !strcmp(answer.error, cases[i].error)));
		help_close(&h);
	}
}

static void
reads_give_the_part_that_is_asked_for(void **state)
{
	static const struct {
		const char *range;
		int status;
		const char *want, *where;
	} cases[] = {
		{ "bytes=0-0", 206, "0", "bytes 0-0/10" },
		{ "bytes=2-4", 206, "234", "bytes 2-4/10" },
		{ "bytes=7-", 206, "789", "bytes 7-9/10" },
		{ "bytes=-3", 206, "789", "bytes 7-9/10" },
		{ "bytes=-99", 206, "0123456789", "bytes 0-9/10" },
		{ "bytes=8-99", 206, "89", "bytes 8-9/10" },
		{ "bytes=10-", 416, NULL, "" },
		{ "bytes=-0", 416, NULL, "" },
		{ "bytes=5-2", 200, "0123456789", "" },
		{ "lines=1-2", 200, "0123456789", "" },
		{ "bytes=a-b", 200, "0123456789", "" },
	};
	struct help h;

	(void)state;
	help_open(&h);
	put(&h, "k", STR("0123456789"));
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct request r = { "GET", "GetObject", "k", "", { { STR("Range"), str_z(cases[i].range) } }, { 0 } };
		struct cloud_answer answer = send(&h, &r);

		assert_case(cases[i].range, answer.status == cases[i].status);
		assert_case(cases[i].range, !cases[i].want || str_eqz(answer.body, cases[i].want));
		if (cases[i].want)
			expect_header(&answer, "Content-Range", cases[i].where);
	}
	help_close(&h);
}

static void
a_head_tells_the_length_and_gives_no_body(void **state)
{
	struct cloud_answer answer;
	struct help h;

	(void)state;
	help_open(&h);
	put(&h, "k", STR("abc"));
	answer = send(&h, &(struct request){ "HEAD", "HeadObject", "k", "", { { { 0 }, { 0 } } }, { 0 } });
	assert_int_equal(answer.head_bytes, 3);
	assert_int_equal(answer.body.n, 0);
	expect_header(&answer, "ETag", "\"900150983cd24fb0d6963f7d28e17f72\"");
	expect_header(&answer, "Last-Modified", "Wed, 01 Jan 2025 00:00:00 GMT");
	answer = send(&h, &(struct request){ "HEAD", "HeadObject", "nope", "", { { { 0 }, { 0 } } }, { 0 } });
	assert_int_equal(answer.status, 404);
	assert_int_equal(answer.body.n, 0);
	help_close(&h);
}

static void
a_read_can_depend_on_the_etag_and_the_date(void **state)
{
	static const struct {
		struct http_header headers[4];
		int status;
	} cases[] = {
		{ HEADER("If-None-Match", "\"900150983cd24fb0d6963f7d28e17f72\""), 304 },
		{ HEADER("If-None-Match", "\"x\""), 200 },
		{ HEADER("If-Match", "\"x\""), 412 },
		{ HEADER("If-Match", "\"x\", \"900150983cd24fb0d6963f7d28e17f72\""), 200 },
		{ HEADER("If-Modified-Since", "Wed, 01 Jan 2025 00:00:00 GMT"), 304 },
		{ HEADER("If-Modified-Since", "Tue, 31 Dec 2024 23:59:59 GMT"), 200 },
		{ HEADER("If-Unmodified-Since", "Tue, 31 Dec 2024 23:59:59 GMT"), 412 },
	};
	struct help h;

	(void)state;
	help_open(&h);
	put(&h, "k", STR("abc"));
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct request r = { "GET", "GetObject", "k", "", { { { 0 }, { 0 } } }, { 0 } };

		memcpy(r.headers, cases[i].headers, sizeof(r.headers));
		assert_case(cases[i].headers[0].value.p, send(&h, &r).status == cases[i].status);
	}
	help_close(&h);
}

static void
a_list_has_prefixes_and_pages(void **state)
{
	static const struct {
		const char *query, *want;
	} cases[] = {
		{ "list-type=2", "<Key>a</Key> <Key>b/1</Key> <Key>b/2</Key> <Key>b/c/3</Key> <Key>d e</Key>" },
		{ "list-type=2&prefix=b/", "<Key>b/1</Key> <Key>b/2</Key> <Key>b/c/3</Key>" },
		{ "list-type=2&prefix=b%2F&delimiter=/", "<Key>b/1</Key> <Key>b/2</Key> <Prefix>b/c/</Prefix>" },
		{ "list-type=2&delimiter=/", "<Key>a</Key> <Key>d e</Key> <Prefix>b/</Prefix>" },
		{ "list-type=2&start-after=b/1", "<Key>b/2</Key> <Key>b/c/3</Key> <Key>d e</Key>" },
		{ "list-type=2&start-after=b/1&prefix=b", "<Key>b/2</Key> <Key>b/c/3</Key>" },
		{ "list-type=2&start-after=zz", "" },
		{ "list-type=2&max-keys=2", "<Key>a</Key> <Key>b/1</Key> <IsTruncated>true" },
		{ "list-type=2&max-keys=2&delimiter=/", "<Key>a</Key> <Prefix>b/</Prefix> <IsTruncated>true" },
		{ "list-type=2&max-keys=2&continuation-token=Yi8x",
		    "<Key>b/2</Key> <Key>b/c/3</Key> <IsTruncated>true" },
		{ "list-type=2&max-keys=2&delimiter=/&continuation-token=Yi8=", "<Key>d e</Key>" },
		{ "list-type=2&prefix=d&encoding-type=url", "<Key>d%20e</Key>" },
	};
	static const char *const keys[] = { "b/c/3", "a", "d e", "b/2", "b/1" };
	struct help h;

	(void)state;
	help_open(&h);
	for (size_t i = 0; i < COUNT(keys); i++)
		put(&h, keys[i], STR("x"));
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct cloud_answer answer = send(&h,
		    &(struct request){ "GET", "ListObjectsV2", "", cases[i].query, { { { 0 }, { 0 } } }, { 0 } });
		static const struct {
			const char *open, *close;
		} parts[] = { { "<Contents><Key>", "</Key>" }, { "<CommonPrefixes><Prefix>", "</Prefix>" } };
		struct buf got = buf_in(&h.arena);
		const char *text = arena_z(&h.arena, answer.body);

		for (size_t k = 0; k < COUNT(parts); k++)
			for (const char *at = text; (at = strstr(at, parts[k].open));) {
				at += strlen(parts[k].open);
				buf_printf(&got, k ? "%s<Prefix>%.*s</Prefix>" : "%s<Key>%.*s</Key>", got.n ? " " : "",
				    (int)(strstr(at, parts[k].close) - at), at);
			}
		if (strstr(text, "<IsTruncated>true"))
			buf_addz(&got, " <IsTruncated>true");
		if (strcmp(buf_z(&got), cases[i].want))
			fail_msg("%s\n got: %s\nwant: %s", cases[i].query, buf_z(&got), cases[i].want);
	}
	help_close(&h);
}

static void
a_handle_is_kept_until_its_object_is_gone(void **state)
{
	const struct cloud_call call = { .service = CLOUD_S3,
		.operation = "PutObject",
		.bucket = STR("internal"),
		.key = STR("k"),
		.path = STR("/") };
	struct cloud_request req = { .method = STR("PUT"),
		.target = STR("/"),
		.body = { .handle = 7, .size_bytes = 100 } };
	struct cloud_answer answer;
	struct help h;

	(void)state;
	help_open(&h);
	cloud_perform(h.cloud, &h.arena, h.now_ms, &req, &call, &answer);
	help_effect(&h, CLOUD_NOTHING);
	answer = send(&h, &(struct request){ "GET", "GetObject", "k", "", HEADER("Range", "bytes=10-19"), { 0 } });
	assert_true(answer.handle == 7 && answer.handle_offset == 10 && answer.handle_bytes == 10);
	req.body.handle = 8;
	req.headers = (const struct http_header[]){ { STR("If-None-Match"), STR("*") } };
	req.header_count = 1;
	cloud_perform(h.cloud, &h.arena, h.now_ms, &req, &call, &answer);
	assert_int_equal(answer.status, 412);
	assert_int_equal(help_effect(&h, CLOUD_DROP_BODY).id, 8);
	send(&h, &(struct request){ "DELETE", "DeleteObject", "k", "", { { { 0 }, { 0 } } }, { 0 } });
	assert_int_equal(help_effect(&h, CLOUD_DROP_BODY).id, 7);
	help_close(&h);
}

/* ---- events ----------------------------------------------------------------------------------------------------- */

static void
an_object_that_a_rule_names_wakes_its_function(void **state)
{
	static const struct {
		const char *key, *want;
	} cases[] = {
		{ "tmp/a/result.json",
		    "\"key\":\"tmp/a/result.json\",\"size\":3,\"eTag\":\"900150983cd24fb0d6963f7d28e17f72\"" },
		{ "tmp/a b:c+\xc3\xa9/result.json", "\"key\":\"tmp/a+b%3Ac%2B%C3%A9/result.json\"" },
		{ "tmp/a/result.json2", NULL },
		{ "other/result.json", NULL },
	};
	struct help h;

	(void)state;
	help_open(&h);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct cloud_effect effect = { 0 };

		put(&h, cases[i].key, STR("abc"));
		assert_case(cases[i].key, cloud_effect_next(h.cloud, &effect) == !!cases[i].want);
		if (cases[i].want && str_find(effect.payload, str_z(cases[i].want)) == effect.payload.n)
			fail_msg(" got: " STR_FMT "\nwant: %s", STR_ARG(effect.payload), cases[i].want);
	}
	help_close(&h);
}

static void
events_are_repeated_late_and_out_of_order_where_the_knobs_say_so(void **state)
{
	char order[64] = "";
	struct cloud_effect effect;
	struct help h;

	(void)state;
	help_open(&h);
	*cloud_knobs(h.cloud) = (struct cloud_knobs){ .events[CLOUD_EVENT_S3] = { 3, 10, 5000 } };
	for (int i = 0; i < 4; i++) {
		char key[32];

		snprintf(key, sizeof(key), "tmp/%d/result.json", i);
		put(&h, key, STR("abc"));
	}
	help_effect(&h, CLOUD_NOTHING);
	assert_int_equal(cloud_load(h.cloud).events_waiting, 12);
	while (cloud_load(h.cloud).events_waiting) {
		help_skip(&h);
		while (cloud_effect_next(h.cloud, &effect))
			strncat(order, effect.payload.p + str_find(effect.payload, STR("tmp/")) + 4, 1);
	}
	assert_int_equal(strlen(order), 12);
	assert_string_not_equal(order, "000111222333");
	for (char c = '0'; c < '4'; c++) {
		int n = 0;

		for (const char *p = order; *p; p++)
			n += *p == c;
		assert_int_equal(n, 3);
	}
	cloud_knobs(h.cloud)->events[CLOUD_EVENT_S3].repeats = 0;
	put(&h, "tmp/9/result.json", STR("abc"));
	help_effect(&h, CLOUD_NOTHING);
	help_close(&h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_keep_their_conditions),
		cmocka_unit_test(reads_give_the_part_that_is_asked_for),
		cmocka_unit_test(a_head_tells_the_length_and_gives_no_body),
		cmocka_unit_test(a_read_can_depend_on_the_etag_and_the_date),
		cmocka_unit_test(a_list_has_prefixes_and_pages),
		cmocka_unit_test(a_handle_is_kept_until_its_object_is_gone),
		cmocka_unit_test(an_object_that_a_rule_names_wakes_its_function),
		cmocka_unit_test(events_are_repeated_late_and_out_of_order_where_the_knobs_say_so),
	};

	return RUN(tests);
}
