#include "test.h"

#include "codec/url.h"

static char space[1024];

static void
encode_keeps_only_the_unreserved(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		enum url_part part;
		const char *want;
	} cases[] = {
		{ "AZaz09-._~", URL_QUERY, "AZaz09-._~" },
		{ "a/b c", URL_PATH, "a/b%20c" },
		{ "a/b c", URL_QUERY, "a%2Fb%20c" },
		{ "+&=?#%", URL_PATH, "%2B%26%3D%3F%23%25" },
		{ "\xc3\xa4\x01\x7f", URL_PATH, "%C3%A4%01%7F" },
		{ "", URL_PATH, "" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = buf_over(space, sizeof(space));

		url_encode(&out, str_z(cases[i].in), cases[i].part);
		assert_case(cases[i].in, str_eqz(buf_str(&out), cases[i].want));
	}
}

static void
every_byte_survives(void **state)
{
	(void)state;
	char all[256], back[256];
	struct buf out = buf_over(space, sizeof(space)), decoded = buf_over(back, sizeof(back));

	for (int i = 0; i < 256; i++)
		all[i] = (char)i;
	url_encode(&out, (struct str){ all, 256 }, URL_QUERY);
	assert_int_equal(url_decode(&decoded, buf_str(&out), URL_QUERY, NULL), 0);
	assert_int_equal(decoded.n, 256);
	assert_memory_equal(back, all, 256);
}

static void
decode_reads_either_case_and_plus_in_queries(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		enum url_part part;
		const char *want;
	} cases[] = {
		{ "%c3%A4", URL_PATH, "\xc3\xa4" },
		{ "a+b%2B", URL_QUERY, "a b+" },
		{ "a+b", URL_PATH, "a+b" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = buf_over(space, sizeof(space));

		assert_case(cases[i].in, url_decode(&out, str_z(cases[i].in), cases[i].part, NULL) == 0);
		assert_case(cases[i].in, str_eqz(buf_str(&out), cases[i].want));
	}
}

static void
decode_says_where_it_broke(void **state)
{
	(void)state;
	static const struct {
		const char *in, *want;
	} refused[] = {
		{ "a%", "offset 1: '%' needs two hex digits" },
		{ "a%4", "offset 1: '%' needs two hex digits" },
		{ "a%4x", "offset 1: '%' needs two hex digits" },
		{ "%41%%41", "offset 3: '%' needs two hex digits" },
	};

	for (size_t i = 0; i < COUNT(refused); i++) {
		struct buf out = buf_over(space, sizeof(space));
		struct err e;

		buf_addz(&out, "kept");
		assert_case(refused[i].in, url_decode(&out, str_z(refused[i].in), URL_PATH, &e) == -1);
		assert_string_equal(e.msg, refused[i].want);
		assert_case(refused[i].in, str_eqz(buf_str(&out), "kept"));
	}
}

static void
parse_finds_the_parts(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		bool tls;
		const char *host;
		int port;
		const char *path, *query;
	} cases[] = {
		{ "https://a.example", true, "a.example", 443, "/", "" },
		{ "http://127.0.0.1:4566/x/y?a=b&c#top", false, "127.0.0.1", 4566, "/x/y", "a=b&c" },
		{ "HTTPS://h:65535?q", true, "h", 65535, "/", "q" },
		{ "http://h/#?no", false, "h", 80, "/", "" },
		{ "http://h#x", false, "h", 80, "/", "" },
		{ "http://[::1]:80/", false, "::1", 80, "/", "" },
		{ "https://[fe80::1]", true, "fe80::1", 443, "/", "" },
		{ "https://h//a%20b?x=?", true, "h", 443, "//a%20b", "x=?" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct url url;
		struct err e;

		assert_case(cases[i].in, url_parse(str_z(cases[i].in), &url, &e) == 0);
		assert_case(cases[i].in, url.tls == cases[i].tls && url.port == cases[i].port);
		assert_case(cases[i].in, str_eqz(url.host, cases[i].host));
		assert_case(cases[i].in, str_eqz(url.path, cases[i].path));
		assert_case(cases[i].in, str_eqz(url.query, cases[i].query));
	}
}

static void
parse_refuses_what_it_should_not_call(void **state)
{
	(void)state;
	static const struct {
		const char *in, *want;
	} refused[] = {
		{ "", "URL does not start with https:// or http://" },
		{ "ftp://h/", "URL does not start with https:// or http://" },
		{ "http:/h", "URL does not start with https:// or http://" },
		{ "http://", "URL has no host" },
		{ "http:///x", "URL has no host" },
		{ "http://:80/", "URL has no host" },
		{ "http://u:p@h/", "URL has a user name or password before '@': not supported" },
		{ "http://h:0/", "URL has a bad port: expected 1 to 65535 behind ':'" },
		{ "http://h:/", "URL has a bad port: expected 1 to 65535 behind ':'" },
		{ "http://h:65536/", "URL has a bad port: expected 1 to 65535 behind ':'" },
		{ "http://h:-1/", "URL has a bad port: expected 1 to 65535 behind ':'" },
		{ "http://h:80x/", "URL has a bad port: expected 1 to 65535 behind ':'" },
		{ "http://[::1/", "URL has a '[' without ']' in its host" },
		{ "http://[::1]x/", "URL has something other than a port behind ']'" },
		{ "http://[x]/", "URL has a host with a character that no host name has" },
		{ "http://a\\b/", "URL has a host with a character that no host name has" },
		{ "http://h/a b", "URL has a space or control character at offset 10" },
		{ "http://h/\r\nX: y", "URL has a space or control character at offset 9" },
	};

	for (size_t i = 0; i < COUNT(refused); i++) {
		struct url url;
		struct err e = { 0 };

		assert_case(refused[i].in, url_parse(str_z(refused[i].in), &url, &e) == -1);
		assert_case(refused[i].in, e.code == ERR_INPUT);
		assert_string_equal(e.msg, refused[i].want);
	}
}

static void
query_values_are_found_by_their_whole_name(void **state)
{
	(void)state;
	static const struct {
		const char *query, *name, *want;
	} cases[] = {
		{ "a=1&b=2", "a", "1" },
		{ "a=1&b=2", "b", "2" },
		{ "ab=1&b=2", "b", "2" },
		{ "a&b=", "a", "" },
		{ "a&b=", "b", "" },
		{ "a=1=2", "a", "1=2" },
		{ "a=1", "c", NULL },
		{ "", "a", NULL },
		{ "&&", "", NULL },
		{ "a=1&a=2", "a", "1" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str value = STR("untouched");
		bool found = url_query_get(str_z(cases[i].query), str_z(cases[i].name), &value);

		assert_case(cases[i].query, found == (cases[i].want != NULL));
		assert_case(cases[i].query, str_eqz(value, cases[i].want ? cases[i].want : "untouched"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(encode_keeps_only_the_unreserved),
		cmocka_unit_test(every_byte_survives),
		cmocka_unit_test(decode_reads_either_case_and_plus_in_queries),
		cmocka_unit_test(decode_says_where_it_broke),
		cmocka_unit_test(parse_finds_the_parts),
		cmocka_unit_test(parse_refuses_what_it_should_not_call),
		cmocka_unit_test(query_values_are_found_by_their_whole_name),
	};
	return RUN(tests);
}
