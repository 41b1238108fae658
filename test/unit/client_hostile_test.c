#include "test.h"

#include <sys/socket.h>
#include <unistd.h>

#include "client_rig.h"

/* An answer, and then byte after byte for as long as the connection lives. */
struct drip {
	const char *name, *start, *more;
	enum err_code want;
	bool close;
};

static const struct drip hostile[] = {
	{ "slow head", "HTTP/1.1 200 OK\r\nA: ", "b", ERR_TIMEOUT, false },
	{ "slow body", "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "b", ERR_TIMEOUT, false },
	{ "slow chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n", ERR_TIMEOUT, false },
	{ "continue for ever", "", "HTTP/1.1 100 Continue\r\n\r\n", ERR_TIMEOUT, false },
	{ "silence", "", "", ERR_TIMEOUT, false },
	{ "early close in the head", "HTTP/1.1 200 OK\r\nContent-Le", NULL, ERR_NET, true },
	{ "early close in the body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello", NULL, ERR_NET, true },
	{ "early close in a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe", NULL, ERR_NET,
	    true },
	{ "no last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", NULL, ERR_NET, true },
	{ "negative chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", NULL, ERR_PROTO, false },
	{ "huge chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffff\r\n", NULL, ERR_LIMIT,
	    false },
	{ "junk chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", NULL, ERR_PROTO, false },
	{ "length twice", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", NULL, ERR_PROTO,
	    false },
	{ "huge length", "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n", NULL, ERR_LIMIT, false },
	{ "not HTTP", "220 smtp.example.com ESMTP\r\n\r\n", NULL, ERR_PROTO, false },
};

static void
serve_drip(struct server *s, int fd, int nth)
{
	const struct drip *d = s->ctx;
	char byte;

	(void)nth;
	server_read(s, fd);
	server_sendz(fd, d->start);
	if (d->close)
		return;
	while (recv(fd, &byte, 1, MSG_DONTWAIT) != 0) {
		if (d->more)
			server_sendz(fd, d->more);
		usleep(2000);
	}
}

static void
hostile_answers_end_within_the_deadline(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(hostile); i++) {
		struct client_rig r;
		struct http_request req;
		struct http_response res;
		struct err e;

		client_rig_open(&r, serve_drip, &hostile[i]);
		req = request_to(&r, STR("GET"));
		req.timeout_ms = hostile[i].want == ERR_TIMEOUT ? 150 : 60000;
		assert_case(hostile[i].name, world_call(&r.w, &r.arena, &req, &res, &e) < 0);
		if (e.code != hostile[i].want)
			fail_msg("%s: %s", hostile[i].name, e.msg);
		assert_case(hostile[i].name, r.arena.total_bytes < 256 * 1024);
		client_rig_close(&r);
	}
}

/* Sends without pause, so that there is always something to read. */
static void
serve_flood(struct server *s, int fd, int nth)
{
	const char *const *text = s->ctx;
	char byte;

	(void)nth;
	server_read(s, fd);
	server_sendz(fd, text[0]);
	while (recv(fd, &byte, 1, MSG_DONTWAIT) != 0)
		server_sendz(fd, text[1]);
}

static void
floods_end_in_bounded_memory(void **state)
{
	(void)state;
	static const struct {
		const char *text[2];
		enum err_code want;
	} floods[] = {
		{ { "HTTP/1.1 200 OK\r\n", "Header: value\r\nHeader: value\r\nHeader: value\r\n" }, ERR_LIMIT },
		{ { "HTTP/1.1 200 OK\r\n\r\n", "body body body body body body body body body body" }, ERR_LIMIT },
		{ { "", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" }, ERR_TIMEOUT },
	};

	for (size_t i = 0; i < COUNT(floods); i++) {
		struct client_rig r;
		struct http_request req;
		struct http_response res;
		struct err e;

		client_rig_open(&r, serve_flood, floods[i].text);
		req = request_to(&r, STR("GET"));
		req.body_max = 100000;
		req.timeout_ms = floods[i].want == ERR_TIMEOUT ? 200 : 60000;
		assert_int_equal(world_call(&r.w, &r.arena, &req, &res, &e), -1);
		assert_int_equal(e.code, floods[i].want);
		assert_true(r.arena.total_bytes < 1024 * 1024);
		client_rig_close(&r);
	}
}

/* Warnings that TLS lets pass, in one piece with room for many: 64 KiB without what anybody waits for. */
static void
serve_warnings(struct server *s, int fd, int nth)
{
	static const char warning[] = { 21, 3, 3, 0, 2, 1, 90 };
	static char many[9000 * sizeof(warning)];

	(void)nth;
	for (size_t i = 0; i < sizeof(many); i += sizeof(warning))
		memcpy(many + i, warning, sizeof(warning));
	while (!atomic_load(&s->requests) && send(fd, many, sizeof(many), MSG_NOSIGNAL) > 0)
		;
}

static void
a_flood_of_tls_warnings_ends_at_the_deadline(void **state)
{
	(void)state;
	struct client_rig r;
	struct http_request req;
	struct http_response res;
	struct err e;

	client_rig_open(&r, serve_warnings, NULL);
	req = request_to(&r, STR("GET"));
	req.tls = true;
	req.timeout_ms = 200;
	assert_int_equal(world_call(&r.w, &r.arena, &req, &res, &e), -1);
	atomic_store(&r.s.requests, 1);
	if (e.code != ERR_TIMEOUT)
		fail_msg("%s", e.msg);
	client_rig_close(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile_answers_end_within_the_deadline),
		cmocka_unit_test(floods_end_in_bounded_memory),
		cmocka_unit_test(a_flood_of_tls_warnings_ends_at_the_deadline),
	};

	return RUN(tests);
}
