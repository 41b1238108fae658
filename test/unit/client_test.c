#include "test.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include "client_rig.h"
#include "net/parallel.h"

static int
call(struct client_rig *r, struct str method, struct http_response *res, struct err *e)
{
	struct http_request req = request_to(r, method);

	return world_call(&r->w, &r->arena, &req, res, e);
}

static void
serve_hello(struct server *s, int fd, int nth)
{
	(void)nth;
	while (server_read(s, fd))
		server_answer(fd, "hello");
}

static void
one_connection_serves_many_calls(void **state)
{
	(void)state;
	struct client_rig r;
	struct http_response res;

	client_rig_open(&r, serve_hello, NULL);
	for (int i = 0; i < 5; i++) {
		assert_int_equal(call(&r, STR("POST"), &res, NULL), 0);
		assert_int_equal(res.status, 200);
		assert_true(str_eqz(res.body, "hello"));
	}
	assert_int_equal(r.s.connections, 1);
	assert_non_null(strstr(r.s.last, "POST /path?secret=signature HTTP/1.1\r\nHost: 127.0.0.1:"));
	client_rig_close(&r);
}

static void
serve_once_and_close(struct server *s, int fd, int nth)
{
	(void)nth;
	if (server_read(s, fd))
		server_answer(fd, "hello");
}

static void
a_kept_connection_that_was_closed_is_replaced(void **state)
{
	(void)state;
	struct client_rig r;
	struct http_response res;

	client_rig_open(&r, serve_once_and_close, NULL);
	for (int i = 0; i < 5; i++)
		assert_int_equal(call(&r, i % 2 ? STR("DELETE") : STR("GET"), &res, NULL), 0);
	assert_int_equal(r.s.requests, 5);
	client_rig_close(&r);
}

/* The second request on a connection is read, and the connection closed without an answer. */
static void
serve_one_swallow_one(struct server *s, int fd, int nth)
{
	(void)nth;
	if (server_read(s, fd))
		server_answer(fd, "hello");
	server_read(s, fd);
}

static void
only_a_safe_request_is_sent_again(void **state)
{
	(void)state;
	static const struct {
		const char *method;
		int want;
	} cases[] = { { "GET", 0 }, { "DELETE", 0 }, { "HEAD", 0 }, { "POST", -1 }, { "PUT", -1 } };

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct client_rig r;
		struct http_response res;
		struct err e;

		client_rig_open(&r, serve_one_swallow_one, NULL);
		assert_case(cases[i].method, call(&r, STR("GET"), &res, NULL) == 0);
		assert_case(cases[i].method, call(&r, str_z(cases[i].method), &res, &e) == cases[i].want);
		if (cases[i].want < 0)
			assert_case(cases[i].method, e.code == ERR_NET && e.ambiguous && e.retryable);
		client_rig_close(&r);
	}
}

static void
serve_nothing(struct server *s, int fd, int nth)
{
	(void)nth;
	server_read(s, fd);
}

static void
a_fresh_connection_that_closes_is_an_error(void **state)
{
	(void)state;
	struct client_rig r;
	struct http_response res;
	struct err e;

	client_rig_open(&r, serve_nothing, NULL);
	assert_int_equal(call(&r, STR("GET"), &res, &e), -1);
	assert_int_equal(e.code, ERR_NET);
	assert_true(e.ambiguous);
	assert_null(strstr(e.msg, "signature"));
	assert_int_equal(r.s.connections, 1);
	client_rig_close(&r);
}

static void
a_refused_connection_has_done_nothing(void **state)
{
	(void)state;
	struct client_rig r;
	struct http_response res;
	struct http_request req;
	struct err e;

	client_rig_open(&r, serve_nothing, NULL);
	req = request_to(&r, STR("POST"));
	req.port = server_closed_port();
	assert_int_equal(world_call(&r.w, &r.arena, &req, &res, &e), -1);
	assert_int_equal(e.code, ERR_NET);
	assert_int_equal(e.status, ECONNREFUSED);
	assert_true(e.retryable && !e.ambiguous);
	client_rig_close(&r);
}

static void
serve_until_close(struct server *s, int fd, int nth)
{
	(void)nth;
	server_read(s, fd);
	server_sendz(fd, "HTTP/1.1 200 OK\r\n\r\nall of it");
}

static void
a_body_may_end_with_the_connection(void **state)
{
	(void)state;
	struct client_rig r;
	struct http_response res;

	client_rig_open(&r, serve_until_close, NULL);
	assert_int_equal(call(&r, STR("GET"), &res, NULL), 0);
	assert_true(str_eqz(res.body, "all of it"));
	client_rig_close(&r);
}

static void
serve_echo(struct server *s, int fd, int nth)
{
	(void)nth;
	while (server_read(s, fd)) {
		const char *body = strstr(s->last, "\r\n\r\n") + 4;
		char head[128];

		snprintf(head, sizeof(head), "HTTP/1.1 %s\r\nContent-Length: %zu\r\n\r\n",
		    strncmp(s->last, "PUT /fail", 9) == 0 ? "500 No" : "200 OK", strlen(body));
		server_sendz(fd, head);
		server_sendz(fd, body);
	}
}

static void
bodies_stream_between_files_and_the_socket(void **state)
{
	(void)state;
	enum { BYTES = 100000 };
	static char sent[BYTES], back[BYTES + 5];
	struct client_rig r;
	struct http_request req;
	struct http_response res;
	size_t got;

	for (size_t i = 0; i < BYTES; i++)
		sent[i] = (char)('a' + i % 23);
	client_rig_open(&r, serve_echo, NULL);
	req = request_to(&r, STR("PUT"));
	req.body_file = world_temp_open(&r.w, NULL);
	req.sink_file = world_temp_open(&r.w, NULL);
	req.body_file_bytes = BYTES;
	assert_int_equal(world_temp_write(&r.w, req.body_file, 0, sent, BYTES, NULL), 0);
	/* What is in memory comes before it. */
	req.body = STR("head");
	assert_int_equal(world_call(&r.w, &r.arena, &req, &res, NULL), 0);
	assert_int_equal(res.body_bytes, BYTES + 4);
	assert_int_equal(res.body.n, 0);
	assert_int_equal(world_temp_read(&r.w, req.sink_file, 0, back, sizeof(back), &got, NULL), 0);
	assert_int_equal(got, BYTES + 4);
	assert_memory_equal(back, "head", 4);
	assert_memory_equal(back + 4, sent, BYTES);
	assert_true(r.arena.total_bytes < 64 * 1024);

	/* What is no success does not go into the file. */
	req.target = STR("/fail");
	assert_int_equal(world_call(&r.w, &r.arena, &req, &res, NULL), 0);
	assert_int_equal(res.status, 500);
	assert_int_equal(res.body.n, BYTES + 4);
	world_temp_close(&r.w, req.body_file);
	world_temp_close(&r.w, req.sink_file);
	client_rig_close(&r);
}

static void
serve_too_large(struct server *s, int fd, int nth)
{
	char text[512];

	(void)s;
	(void)nth;
	if (recv(fd, text, sizeof(text), 0) > 0) {
		/* By then the client's socket is full: it is waiting when the answer comes. */
		usleep(200000);
		server_sendz(fd, "HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
	}
	while (recv(fd, text, sizeof(text), MSG_PEEK) > 0 && !atomic_load(&s->requests))
		usleep(1000);
}

static void
an_answer_before_the_body_is_through_counts(void **state)
{
	(void)state;
	enum { BYTES = 32 << 20 };
	struct client_rig r;
	struct http_request req;
	struct http_response res;
	struct err e;

	client_rig_open(&r, serve_too_large, NULL);
	req = request_to(&r, STR("PUT"));
	req.body = (struct str){ arena_alloc(&r.process, BYTES), BYTES };
	req.timeout_ms = 20000;
	if (world_call(&r.w, &r.arena, &req, &res, &e) < 0)
		fail_msg("%s", e.msg);
	assert_int_equal(res.status, 413);
	assert_true(str_eqz(res.body, "no"));
	atomic_store(&r.s.requests, 1);
	client_rig_close(&r);
}

static void
serve_not_found(struct server *s, int fd, int nth)
{
	(void)nth;
	while (server_read(s, fd))
		server_sendz(fd, "HTTP/1.1 404 Not Found\r\nContent-Length: 26\r\n\r\nan explanation of 26 bytes");
}

static void
an_explanation_may_be_longer_than_the_answer_wanted(void **state)
{
	(void)state;
	struct client_rig r;
	struct http_request req;
	struct http_response res;

	client_rig_open(&r, serve_not_found, NULL);
	req = request_to(&r, STR("GET"));
	req.body_max = 5;
	assert_int_equal(world_call(&r.w, &r.arena, &req, &res, NULL), 0);
	assert_int_equal(res.status, 404);
	assert_int_equal(res.body.n, 26);
	client_rig_close(&r);
}

struct many {
	struct client_rig *r;
	atomic_int good;
};

static void
call_many(void *ctx, size_t i)
{
	struct many *m = ctx;
	struct arena a = ARENA_EMPTY;
	struct http_request req = request_to(m->r, i % 2 ? STR("GET") : STR("POST"));
	struct http_response res;

	for (int k = 0; k < 20; k++) {
		if (world_call(&m->r->w, &a, &req, &res, NULL) == 0 && str_eqz(res.body, "hello"))
			m->good++;
		arena_reset(&a);
	}
	arena_release(&a);
}

static void
threads_share_the_pool(void **state)
{
	(void)state;
	struct client_rig r;
	struct many m = { .r = &r };

	client_rig_open(&r, serve_hello, NULL);
	assert_int_equal(parallel_attach(&r.w, &r.process, 8, NULL), 0);
	world_parallel(&r.w, 40, call_many, &m);
	assert_int_equal(m.good, 800);
	assert_true(r.s.connections <= 8);
	parallel_detach(&r.w);
	client_rig_close(&r);
}

static void
warming_opens_each_once_and_forgives(void **state)
{
	(void)state;
	struct client_rig r;
	struct http_response res;

	client_rig_open(&r, serve_hello, NULL);
	client_warm_all(&r.w,
	    (struct client_target[]){
		{ STR("127.0.0.1"), r.s.port, false },
		{ STR("localhost"), server_closed_port(), false },
		{ STR("127.0.0.1"), server_closed_port(), true },
	    },
	    3, 10000);
	assert_int_equal(call(&r, STR("GET"), &res, NULL), 0);
	assert_int_equal(r.s.connections, 1);
	client_rig_close(&r);
}

static void
at_most_as_many_are_kept_as_allowed(void **state)
{
	(void)state;
	struct client_rig r;
	struct client_target t[3];
	struct client_options o = { .idle_max = 2 };
	struct http_response res;

	client_rig_open(&r, serve_hello, NULL);
	client_detach(&r.w);
	assert_int_equal(client_attach(&r.w, &r.process, &o, NULL), 0);
	for (size_t i = 0; i < COUNT(t); i++)
		t[i] = (struct client_target){ STR("127.0.0.1"), r.s.port, false };
	client_warm_all(&r.w, t, COUNT(t), 10000);
	/* Two are left for us; a third call at once would need a new one, but one after another they do. */
	for (int i = 0; i < 4; i++)
		assert_int_equal(call(&r, STR("GET"), &res, NULL), 0);
	assert_int_equal(r.s.connections, 3);
	client_rig_close(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_connection_serves_many_calls),
		cmocka_unit_test(a_kept_connection_that_was_closed_is_replaced),
		cmocka_unit_test(only_a_safe_request_is_sent_again),
		cmocka_unit_test(a_fresh_connection_that_closes_is_an_error),
		cmocka_unit_test(a_refused_connection_has_done_nothing),
		cmocka_unit_test(a_body_may_end_with_the_connection),
		cmocka_unit_test(bodies_stream_between_files_and_the_socket),
		cmocka_unit_test(an_answer_before_the_body_is_through_counts),
		cmocka_unit_test(an_explanation_may_be_longer_than_the_answer_wanted),
		cmocka_unit_test(threads_share_the_pool),
		cmocka_unit_test(warming_opens_each_once_and_forgives),
		cmocka_unit_test(at_most_as_many_are_kept_as_allowed),
	};

	return RUN(tests);
}
