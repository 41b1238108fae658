/* The local AWS's HTTP server, with a client on the other end of a real connection and both in one thread. */
#include "test.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/io.h"
#include "local/httpd.h"

enum { ANSWER_MAX = 8 * 1024 * 1024 };

struct rig {
	struct loop loop;
	struct arena arena;
	struct httpd httpd;
	struct httpd_listener *listener;
	struct bodies bodies;
	char dir[64];
	int client;
	char *answer; /* what has come back */
	size_t answer_n;
	/* what the handler saw and does */
	unsigned handled, gone;
	bool late;
	struct httpd_exchange *held;
	struct cloud_body body;
	char *big; /* answered when set */
	size_t big_n;
	uint64_t handle; /* answered from when set */
};

static int64_t
now(void *ctx)
{
	(void)ctx;
	return 1767323045000;
}

static void
peer_left(struct httpd_exchange *x, void *ctx)
{
	struct rig *r = ctx;

	assert_ptr_equal(x, r->held);
	r->held = NULL;
	r->gone++;
}

static void
reply(struct rig *r, struct httpd_exchange *x)
{
	struct cloud_answer answer = { .status = 200, .head_bytes = -1 };

	answer.body = arena_printf(x->arena, STR_FMT " " STR_FMT " %zu:" STR_FMT, STR_ARG(x->method),
	    STR_ARG(x->target), (size_t)x->body.size_bytes, STR_ARG(x->body.bytes));
	if (r->big)
		answer.body = (struct str){ r->big, r->big_n };
	if (r->handle) {
		answer.handle = r->handle;
		answer.handle_offset = 1;
		answer.handle_bytes = 4;
	}
	httpd_answer(x, &answer);
}

static void
handler(void *ctx, struct httpd_exchange *x)
{
	struct rig *r = ctx;

	r->handled++;
	r->body = x->body;
	if (!r->late) {
		reply(r, x);
		return;
	}
	r->held = x;
	x->gone = peer_left;
	x->gone_ctx = r;
}

static void
connect_client(struct rig *r, uint16_t port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int on = 1;

	r->client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(connect(r->client, (struct sockaddr *)&at, sizeof(at)), 0);
	fcntl(r->client, F_SETFL, O_NONBLOCK);
	setsockopt(r->client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	assert_int_equal(loop_wait(&r->loop, 1000, NULL), 0);
}

static int
set_up(void **state)
{
	struct rig *r = calloc(1, sizeof(*r));
	uint16_t port = 0;

	snprintf(r->dir, sizeof(r->dir), "/tmp/aes-server-test-XXXXXX");
	assert_non_null(mkdtemp(r->dir));
	r->bodies.dir = r->dir;
	r->answer = malloc(ANSWER_MAX);
	assert_int_equal(loop_open(&r->loop, NULL), 0);
	httpd_init(&r->httpd, &r->loop, &r->arena, now, NULL);
	assert_int_equal(httpd_listen(&r->httpd, &port, &r->bodies, handler, r, &r->listener, NULL), 0);
	connect_client(r, port);
	*state = r;
	return 0;
}

static int
tear_down(void **state)
{
	struct rig *r = *state;

	io_close(&r->client);
	httpd_unlisten(&r->httpd, r->listener);
	httpd_close(&r->httpd);
	loop_close(&r->loop);
	arena_release(&r->arena);
	io_remove_tree(r->dir, NULL);
	free(r->answer);
	free(r->big);
	free(r);
	return 0;
}

static size_t
count(const char *text, const char *what)
{
	size_t n = 0;

	for (; (text = strstr(text, what)) != NULL; text++)
		n++;
	return n;
}

/* Takes what the server says, until `want` has come `times` times (NULL: until it closes); false when it closes before. */
static bool
hear(struct rig *r, const char *want, size_t times)
{
	for (;;) {
		ssize_t n = recv(r->client, r->answer + r->answer_n, ANSWER_MAX - 1 - r->answer_n, 0);

		if (n > 0)
			r->answer_n += (size_t)n;
		r->answer[r->answer_n] = 0;
		if (want && count(r->answer, want) >= times)
			return true;
		if (n == 0 || (n < 0 && errno != EAGAIN))
			return false;
		if (n < 0)
			loop_wait(&r->loop, 1, NULL);
	}
}

/* Lets the server work until it has handled `n` requests in all. */
static void
work_until_handled(struct rig *r, unsigned n)
{
	while (r->handled < n)
		loop_wait(&r->loop, 1000, NULL);
}

/* Until it knows that the client has gone. */
static void
work_until_left(struct rig *r)
{
	io_close(&r->client);
	while (r->httpd.connection_count)
		loop_wait(&r->loop, 1000, NULL);
}

static void
say(struct rig *r, struct str text)
{
	while (text.n) {
		ssize_t n = send(r->client, text.p, text.n, MSG_NOSIGNAL);

		if (n > 0)
			text = str_sub(text, (size_t)n, text.n);
		else if (errno != EAGAIN)
			return;
		loop_wait(&r->loop, 0, NULL);
	}
}

static size_t
files(const struct rig *r)
{
	DIR *dir = opendir(r->dir);
	size_t n = 0;

	for (struct dirent *e; (e = readdir(dir)) != NULL;)
		n += e->d_name[0] != '.';
	closedir(dir);
	return n;
}

#define REQUEST "POST /a?b HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"

static void
request_is_whole_wherever_it_was_split(void **state)
{
	struct rig *r = *state;
	struct str whole = STR(REQUEST);

	for (size_t at = 1; at < whole.n; at++) {
		r->answer_n = 0;
		say(r, str_sub(whole, 0, at));
		loop_wait(&r->loop, 1, NULL);
		assert_int_equal(r->handled, at - 1);
		say(r, str_sub(whole, at, whole.n));
		assert_true(hear(r, "\r\n\r\nPOST /a?b 5:hello", 1));
		assert_int_equal(r->handled, at);
	}
	assert_non_null(strstr(r->answer, "Date: Fri, 02 Jan 2026 03:04:05 GMT\r\n"));
}

static void
requests_behind_each_other_are_answered_in_turn(void **state)
{
	struct rig *r = *state;

	say(r,
	    STR("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\nGET /3 HTTP/1.1\r\nHost: x\r\n\r\n"));
	assert_true(hear(r, "HTTP/1.1 200 OK", 3));
	assert_true(strstr(r->answer, "GET /1") < strstr(r->answer, "GET /2"));
	assert_true(strstr(r->answer, "GET /2") < strstr(r->answer, "GET /3"));
}

static void
late_answer_holds_back_the_next_request(void **state)
{
	struct rig *r = *state;

	r->late = true;
	say(r, STR("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n"));
	work_until_handled(r, 1);
	loop_wait(&r->loop, 0, NULL);
	assert_int_equal(r->handled, 1);
	r->late = false;
	reply(r, r->held);
	assert_true(hear(r, "HTTP/1.1 200 OK", 2));
	assert_int_equal(r->handled, 2);
}

static void
waiting_exchange_learns_that_its_peer_left(void **state)
{
	struct rig *r = *state;

	r->late = true;
	say(r, STR(REQUEST));
	work_until_handled(r, 1);
	work_until_left(r);
	assert_int_equal(r->gone, 1);
	assert_null(r->held);
}

static const struct {
	const char *name, *in, *want;
} refused[] = {
	{ "no HTTP", "hello\r\n\r\n", "HTTP/1.1 400 Bad Request" },
	{ "two lengths", "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
	    "HTTP/1.1 400 Bad Request" },
	{ "a body that does not fit", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n",
	    "HTTP/1.1 413 Content Too Large" },
	{ "a file that does not fit", "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n",
	    "HTTP/1.1 413 Content Too Large" },
};

static void
what_it_cannot_take_ends_the_connection(void **state)
{
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct rig *r;

		assert_int_equal(set_up((void **)&r), 0);
		say(r, str_z(refused[i].in));
		assert_case(refused[i].name, !hear(r, NULL, 0));
		assert_case(refused[i].name, strncmp(r->answer, refused[i].want, strlen(refused[i].want)) == 0);
		assert_case(refused[i].name, r->handled == 0 && r->httpd.connection_count == 0);
		tear_down((void **)&r);
	}
	(void)state;
}

static void
expectation_is_met_before_the_body(void **state)
{
	struct rig *r = *state;

	say(r, STR("PUT / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"));
	assert_true(hear(r, "HTTP/1.1 100 Continue\r\n\r\n", 1));
	say(r, STR("ok"));
	assert_true(hear(r, "PUT / 2:ok", 1));
}

/* A body of `n` bytes that is not all the same. */
static char *
pattern(size_t n)
{
	char *p = malloc(n);

	for (size_t i = 0; i < n; i++)
		p[i] = (char)(i * 31 + i / 251);
	return p;
}

static void
large_put_goes_to_a_file_with_its_hashes(void **state)
{
	struct rig *r = *state;
	size_t n = HTTPD_SPOOL_BYTES + 1;
	char *body = pattern(n), head[128], part[5] = "";
	uint8_t sha[SHA256_LEN], md[MD5_LEN];

	snprintf(head, sizeof(head), "PUT /k HTTP/1.1\r\nHost: x\r\nContent-Length: %zu\r\n\r\n", n);
	say(r, str_z(head));
	say(r, (struct str){ body, n });
	assert_true(hear(r, "PUT /k", 1));
	sha256((struct str){ body, n }, sha);
	md5((struct str){ body, n }, md);
	assert_int_not_equal(r->body.handle, 0);
	assert_int_equal(r->body.size_bytes, n);
	assert_memory_equal(r->body.sha256, sha, sizeof(sha));
	assert_memory_equal(r->body.md5, md, sizeof(md));
	assert_int_equal(files(r), 1);

	r->handle = r->body.handle;
	r->answer_n = 0;
	say(r, STR("GET /k HTTP/1.1\r\nHost: x\r\n\r\n"));
	memcpy(part, body + 1, 4);
	assert_true(hear(r, part, 1));
	assert_memory_equal(r->answer + r->answer_n - 4, part, 4);
	bodies_drop(&r->bodies, r->handle);
	assert_int_equal(files(r), 0);
	free(body);
}

static void
chunk_coding_is_taken_off_on_the_way_to_the_file(void **state)
{
	struct rig *r = *state;
	size_t n = HTTPD_SPOOL_BYTES;
	char *body = pattern(2 * n), head[256];
	uint8_t sha[SHA256_LEN];
	struct str line = STR("40000;chunk-signature=00\r\n"), end = STR("0;chunk-signature=00\r\n\r\n");

	snprintf(head, sizeof(head),
	    "PUT /k HTTP/1.1\r\nHost: x\r\nx-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD\r\nContent-Length: %zu\r\n\r\n",
	    2 * (line.n + n + 2) + end.n);
	say(r, str_z(head));
	for (int i = 0; i < 2; i++) {
		say(r, line);
		say(r, (struct str){ body + (size_t)i * n, n });
		say(r, STR("\r\n"));
	}
	say(r, end);
	assert_true(hear(r, "PUT /k", 1));
	sha256((struct str){ body, 2 * n }, sha);
	assert_int_equal(r->body.size_bytes, 2 * n);
	assert_memory_equal(r->body.sha256, sha, sizeof(sha));
	free(body);
}

static void
half_a_body_leaves_no_file(void **state)
{
	struct rig *r = *state;
	char *body = pattern(HTTPD_SPOOL_BYTES * 2);

	say(r, STR("PUT /k HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n"));
	say(r, (struct str){ body, HTTPD_SPOOL_BYTES * 2 });
	while (files(r) == 0)
		loop_wait(&r->loop, 1000, NULL);
	work_until_left(r);
	assert_int_equal(files(r), 0);
	assert_int_equal(r->handled, 0);
	free(body);
}

static void
answer_larger_than_the_socket_arrives_whole(void **state)
{
	struct rig *r = *state;
	char *wanted;

	r->big_n = 6 * 1024 * 1024;
	r->big = pattern(r->big_n);
	memcpy(r->big + r->big_n - 8, "the end!", 8);
	wanted = malloc(r->big_n);
	memcpy(wanted, r->big, r->big_n);
	say(r, STR("GET /big HTTP/1.1\r\nHost: x\r\n\r\n"));
	work_until_handled(r, 1);
	/* Its maker forgets it at once: the server has kept what it could not send. */
	memset(r->big, 0, r->big_n);
	while (r->answer_n < 8 || r->answer_n < r->big_n || memcmp(r->answer + r->answer_n - 8, "the end!", 8) != 0) {
		hear(r, "HTTP", 1);
		loop_wait(&r->loop, 1, NULL);
	}
	assert_memory_equal(r->answer + r->answer_n - r->big_n, wanted, r->big_n);
	free(wanted);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(request_is_whole_wherever_it_was_split, set_up, tear_down),
		cmocka_unit_test_setup_teardown(requests_behind_each_other_are_answered_in_turn, set_up, tear_down),
		cmocka_unit_test_setup_teardown(late_answer_holds_back_the_next_request, set_up, tear_down),
		cmocka_unit_test_setup_teardown(waiting_exchange_learns_that_its_peer_left, set_up, tear_down),
		cmocka_unit_test(what_it_cannot_take_ends_the_connection),
		cmocka_unit_test_setup_teardown(expectation_is_met_before_the_body, set_up, tear_down),
		cmocka_unit_test_setup_teardown(large_put_goes_to_a_file_with_its_hashes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(chunk_coding_is_taken_off_on_the_way_to_the_file, set_up, tear_down),
		cmocka_unit_test_setup_teardown(half_a_body_leaves_no_file, set_up, tear_down),
		cmocka_unit_test_setup_teardown(answer_larger_than_the_socket_arrives_whole, set_up, tear_down),
	};

	return RUN(tests);
}
