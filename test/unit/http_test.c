#include "test.h"

#include "net/http.h"

enum { SPLITS_MAX = 4096 };

/* What a message comes to, however it was cut into pieces. */
struct seen {
	struct http_parser p;
	struct buf body;
	bool head, done;
	struct err e;
	int rc;
};

static void
feed(struct seen *s, struct str in)
{
	enum http_event event = HTTP_HEAD;

	while (s->rc == 0 && event != HTTP_MORE && !s->done) {
		s->rc = http_parse(&s->p, &in, &event, &s->e);
		if (s->rc < 0)
			return;
		s->head |= event == HTTP_HEAD;
		s->done |= event == HTTP_DONE;
		if (event == HTTP_BODY)
			buf_add(&s->body, s->p.data);
	}
}

static void
begin(struct seen *s, struct arena *a, bool request, uint64_t max)
{
	memset(s, 0, sizeof(*s));
	http_parser_init(&s->p, a, request, max);
	s->body = buf_in(a);
}

struct message {
	const char *name, *text, *body; /* body NULL: refused */
	const char *want;               /* a part of the refusal's message, or NULL */
	bool until_close, kept;
};

static const struct message responses[] = {
	{ .name = "length",
	    .text = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
	    .body = "hello",
	    .kept = true },
	{ .name = "no reason", .text = "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", .body = "", .kept = true },
	{ .name = "chunks",
	    .text =
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;x=y\r\n!\r\n0\r\nT: v\r\n\r\n",
	    .body = "hello!",
	    .kept = true },
	{ .name = "upper-case chunk size",
	    .text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n",
	    .body = "0123456789",
	    .kept = true },
	{ .name = "continue",
	    .text = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n"
		    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
	    .body = "ok",
	    .kept = true },
	{ .name = "until close", .text = "HTTP/1.1 200 OK\r\n\r\nall of it", .body = "all of it", .until_close = true },
	{ .name = "no content", .text = "HTTP/1.1 204 No Content\r\n\r\n", .body = "", .kept = true },
	{ .name = "not modified",
	    .text = "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n",
	    .body = "",
	    .kept = true },
	{ .name = "close", .text = "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 0\r\n\r\n", .body = "" },
	{ .name = "HTTP/1.0", .text = "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", .body = "x" },

	{ .name = "not HTTP", .text = "SSH-2.0-OpenSSH\r\n\r\n", .want = "not HTTP/1.0 or HTTP/1.1" },
	{ .name = "HTTP/2", .text = "HTTP/2.0 200 OK\r\n\r\n", .want = "not HTTP/1.0 or HTTP/1.1" },
	{ .name = "status of two digits", .text = "HTTP/1.1 20 OK\r\n\r\n", .want = "100 to 599" },
	{ .name = "status 999", .text = "HTTP/1.1 999 OK\r\n\r\n", .want = "100 to 599" },
	{ .name = "empty first line", .text = "\r\nHTTP/1.1 200 OK\r\n\r\n", .want = "empty status line" },
	{ .name = "bare LF", .text = "HTTP/1.1 200 OK\nContent-Length: 0\n\n", .want = "without CR" },
	{ .name = "CR in a value", .text = "HTTP/1.1 200 OK\r\nA: b\rc\r\n\r\n", .want = "control character" },
	{ .name = "CR before the end of a value",
	    .text = "HTTP/1.1 200 OK\r\nA: b\r\r\n\r\n",
	    .want = "control character" },
	{ .name = "folded", .text = "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n", .want = "folded" },
	{ .name = "space before the colon",
	    .text = "HTTP/1.1 200 OK\r\nContent-Length : 0\r\n\r\n",
	    .want = "name: value" },
	{ .name = "no colon", .text = "HTTP/1.1 200 OK\r\nabc\r\n\r\n", .want = "name: value" },
	{ .name = "length twice",
	    .text = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
	    .want = "two Content-Length" },
	{ .name = "lengths in a list",
	    .text = "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\nhello",
	    .want = "Content-Length" },
	{ .name = "negative length",
	    .text = "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
	    .want = "Content-Length" },
	{ .name = "length with a sign",
	    .text = "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello",
	    .want = "Content-Length" },
	{ .name = "empty length", .text = "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n", .want = "Content-Length" },
	{ .name = "length of 2^64",
	    .text = "HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551616\r\n\r\n",
	    .want = "Content-Length" },
	{ .name = "length over the limit",
	    .text = "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n",
	    .want = "limit of 1000" },
	{ .name = "length and chunks",
	    .text = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
	    .want = "both" },
	{ .name = "gzip as transfer encoding",
	    .text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
	    .want = "only `chunked`" },
	{ .name = "chunked twice",
	    .text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
	    .want = "only `chunked`" },
	{ .name = "negative chunk",
	    .text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",
	    .want = "hexadecimal" },
	{ .name = "chunk with 0x",
	    .text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n",
	    .want = "hexadecimal" },
	{ .name = "chunk with a space",
	    .text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5 \r\nhello\r\n",
	    .want = "hexadecimal" },
	{ .name = "chunk without a size",
	    .text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\nhello\r\n",
	    .want = "hexadecimal" },
	{ .name = "huge chunk",
	    .text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nhello",
	    .want = "more than 15 digits" },
	{ .name = "chunk over the limit",
	    .text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\nhello",
	    .want = "limit of 1000" },
	{ .name = "chunk longer than its size",
	    .text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n0\r\n\r\n",
	    .want = "longer than its size" },
	{ .name = "chunk line with a bare LF",
	    .text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n",
	    .want = "hexadecimal" },
};

static const struct message requests[] = {
	{ .name = "get", .text = "GET /a?b=c HTTP/1.1\r\nHost: h\r\n\r\n", .body = "", .kept = true },
	{ .name = "line before", .text = "\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", .body = "", .kept = true },
	{ .name = "put",
	    .text = "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc",
	    .body = "abc",
	    .kept = true },
	{ .name = "old", .text = "GET / HTTP/1.0\r\n\r\n", .body = "" },
	{ .name = "no host", .text = "GET / HTTP/1.1\r\n\r\n", .want = "no Host" },
	{ .name = "two hosts", .text = "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", .want = "more than one Host" },
	{ .name = "space in the target",
	    .text = "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n",
	    .want = "HTTP/1.0 or HTTP/1.1" },
	{ .name = "no target", .text = "GET HTTP/1.1\r\nHost: h\r\n\r\n", .want = "HTTP/1.0 or HTTP/1.1" },
	{ .name = "bad method", .text = "G(T / HTTP/1.1\r\nHost: h\r\n\r\n", .want = "bad method" },
};

static void
check(const struct message *m, struct seen *s, const char *how)
{
	enum http_event event = HTTP_MORE;
	char name[256];

	snprintf(name, sizeof(name), "%s, %s", m->name, how);
	if (!m->body) {
		assert_case(name, s->rc < 0);
		assert_case(name, s->e.code == ERR_PROTO || s->e.code == ERR_LIMIT);
		if (!strstr(s->e.msg, m->want))
			fail_msg("%s: want \"%s\" in \"%s\"", name, m->want, s->e.msg);
		return;
	}
	if (s->rc < 0)
		fail_msg("%s: %s", name, s->e.msg);
	if (m->until_close) {
		assert_case(name, !s->done);
		assert_case(name, http_parse_eof(&s->p, &event, NULL) == 0 && event == HTTP_DONE);
	} else {
		assert_case(name, s->done);
	}
	assert_case(name, s->head);
	assert_case(name, s->p.keep_alive == m->kept);
	assert_case(name, str_eqz(buf_str(&s->body), m->body));
}

static void
check_at_every_split(const struct message *m, bool request)
{
	struct arena a = ARENA_EMPTY;
	struct str all = str_z(m->text);
	struct seen s;

	begin(&s, &a, request, 1000);
	feed(&s, all);
	check(m, &s, "whole");
	begin(&s, &a, request, 1000);
	for (size_t i = 0; i < all.n; i++)
		feed(&s, str_sub(all, i, i + 1));
	check(m, &s, "byte by byte");
	for (size_t i = 1; i < all.n && i < SPLITS_MAX; i++) {
		begin(&s, &a, request, 1000);
		feed(&s, str_sub(all, 0, i));
		feed(&s, str_sub(all, i, all.n));
		check(m, &s, "split");
		arena_reset(&a);
	}
	arena_release(&a);
}

static void
responses_read_the_same_at_every_split(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(responses); i++)
		check_at_every_split(&responses[i], false);
}

static void
requests_read_the_same_at_every_split(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(requests); i++)
		check_at_every_split(&requests[i], true);
}

static void
an_end_before_the_end_is_an_error(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;

	for (size_t i = 0; i < COUNT(responses); i++) {
		const struct message *m = &responses[i];
		size_t head = (size_t)(strstr(m->text, "\r\n\r\n") - m->text) + 4;
		struct str all = str_z(m->text);

		if (!m->body)
			continue;
		for (size_t n = 0; n < (m->until_close ? head : all.n); n++) {
			enum http_event event;
			struct seen s;

			begin(&s, &a, false, 1000);
			feed(&s, str_sub(all, 0, n));
			assert_case(m->name, s.rc == 0 && !s.done);
			assert_case(m->name, http_parse_eof(&s.p, &event, &s.e) < 0 && s.e.code == ERR_PROTO);
			arena_reset(&a);
		}
	}
	arena_release(&a);
}

static void
what_follows_a_message_is_left(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;
	struct str in = STR("GET /1 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nabGET /2 HTTP/1.1\r\n");
	enum http_event event = HTTP_MORE;
	struct http_parser p;

	http_parser_init(&p, &a, true, 0);
	while (event != HTTP_DONE)
		assert_int_equal(http_parse(&p, &in, &event, NULL), 0);
	assert_true(str_eqz(p.target, "/1"));
	assert_true(str_eqz(in, "GET /2 HTTP/1.1\r\n"));
	arena_release(&a);
}

static void
an_answer_to_head_has_no_body(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;
	struct seen s;

	begin(&s, &a, false, 10);
	s.p.head_request = true;
	feed(&s, STR("HTTP/1.1 200 OK\r\nContent-Length: 123456\r\n\r\n"));
	assert_true(s.done);
	assert_int_equal(s.p.content_length, 123456);
	arena_release(&a);
}

static struct str
repeated(struct arena *a, const char *first, const char *line, size_t n)
{
	struct buf b = buf_in(a);

	buf_addz(&b, first);
	for (size_t i = 0; i < n; i++)
		buf_addz(&b, line);
	return buf_str(&b);
}

static void
floods_end_at_a_limit(void **state)
{
	(void)state;
	static const struct {
		const char *first, *line;
		size_t n;
	} floods[] = {
		{ "HTTP/1.1 200 OK\r\n", "A: b\r\n", 1000000 },
		{ "HTTP/1.1 200 OK\r\nA: ", "bbbbbbbbbb", 1000000 },
		{ "", "HTTP/1.1 200 OK ", 1000000 },
		{ "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", "x=yyyyyyyy;", 1000000 },
		{ "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "T: v\r\n", 1000000 },
		{ "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n", 1000000 },
		{ "HTTP/1.1 200 OK\r\n\r\n", "until close", 1000000 },
	};

	for (size_t i = 0; i < COUNT(floods); i++) {
		struct arena text = ARENA_EMPTY, a = ARENA_EMPTY;
		struct seen s;

		begin(&s, &a, false, 1000);
		feed(&s, repeated(&text, floods[i].first, floods[i].line, floods[i].n));
		assert_case(floods[i].line, s.rc < 0 && s.e.code == ERR_LIMIT);
		assert_case(floods[i].line, a.total_bytes < 256 * 1024);
		arena_release(&text);
		arena_release(&a);
	}
}

static void
more_headers_than_allowed_are_refused(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;
	struct seen s;

	begin(&s, &a, false, 0);
	feed(&s, repeated(&a, "HTTP/1.1 200 OK\r\n", "A: b\r\n", HTTP_HEADERS_MAX));
	feed(&s, STR("\r\n"));
	assert_int_equal(s.rc, 0);
	begin(&s, &a, false, 0);
	feed(&s, repeated(&a, "HTTP/1.1 200 OK\r\n", "A: b\r\n", HTTP_HEADERS_MAX + 1));
	feed(&s, STR("\r\n"));
	assert_int_equal(s.rc, -1);
	assert_int_equal(s.e.code, ERR_LIMIT);
	arena_release(&a);
}

static void
heads_are_written_as_they_are_read(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;
	struct http_request req = HTTP_REQUEST;
	struct http_header h = { STR("X-A"), STR("b c") };
	struct buf out = buf_in(&a), answer = buf_in(&a);

	req.host = STR("::1");
	req.port = 8080;
	req.method = STR("PUT");
	req.target = STR("/x?y=z");
	req.headers = &h;
	req.header_count = 1;
	assert_int_equal(http_write_request(&out, &req, 12, NULL), 0);
	assert_string_equal(buf_z(&out),
	    "PUT /x?y=z HTTP/1.1\r\nHost: [::1]:8080\r\nX-A: b c\r\nContent-Length: 12\r\n\r\n");
	assert_int_equal(http_write_response(&answer, 404, &h, 1, 0, false, NULL), 0);
	assert_string_equal(buf_z(&answer),
	    "HTTP/1.1 404 Not Found\r\nX-A: b c\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
	arena_release(&a);
}

static void
what_would_split_a_head_is_not_written(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct str method, target, host;
		struct http_header h;
	} cases[] = {
		{ "CRLF in a value", { "GET", 3 }, { "/", 1 }, { "h", 1 }, { { "A", 1 }, { "b\r\nC: d", 7 } } },
		{ "NUL in a value", { "GET", 3 }, { "/", 1 }, { "h", 1 }, { { "A", 1 }, { "b\0c", 3 } } },
		{ "colon in a name", { "GET", 3 }, { "/", 1 }, { "h", 1 }, { { "A: b", 4 }, { "c", 1 } } },
		{ "empty name", { "GET", 3 }, { "/", 1 }, { "h", 1 }, { { "", 0 }, { "c", 1 } } },
		{ "space in the target", { "GET", 3 }, { "/a b", 4 }, { "h", 1 }, { { "A", 1 }, { "b", 1 } } },
		{ "LF in the target", { "GET", 3 }, { "/\n", 2 }, { "h", 1 }, { { "A", 1 }, { "b", 1 } } },
		{ "CRLF in the host", { "GET", 3 }, { "/", 1 }, { "h\r\nA: b", 7 }, { { "A", 1 }, { "b", 1 } } },
		{ "space in the method", { "GE T", 4 }, { "/", 1 }, { "h", 1 }, { { "A", 1 }, { "b", 1 } } },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena a = ARENA_EMPTY;
		struct buf out = buf_in(&a);
		struct http_request req = HTTP_REQUEST;
		struct err e;

		req.method = cases[i].method;
		req.target = cases[i].target;
		req.host = cases[i].host;
		req.headers = &cases[i].h;
		req.header_count = 1;
		assert_case(cases[i].name, http_write_request(&out, &req, -1, &e) < 0 && e.code == ERR_INPUT);
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(responses_read_the_same_at_every_split),
		cmocka_unit_test(requests_read_the_same_at_every_split),
		cmocka_unit_test(an_end_before_the_end_is_an_error),
		cmocka_unit_test(what_follows_a_message_is_left),
		cmocka_unit_test(an_answer_to_head_has_no_body),
		cmocka_unit_test(floods_end_at_a_limit),
		cmocka_unit_test(more_headers_than_allowed_are_refused),
		cmocka_unit_test(heads_are_written_as_they_are_read),
		cmocka_unit_test(what_would_split_a_head_is_not_written),
	};

	return RUN(tests);
}
