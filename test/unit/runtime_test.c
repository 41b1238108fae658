#include "test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "aws/runtime.h"
#include "fake_net.h"
#include "server.h"

enum { POSTS_MAX = 16 };

/* What the Runtime API of a test does: gives `events` one after another, then ends as `end` says. */
struct api {
	const char *const *events;
	int count;
	bool close_each; /* closes the connection after every report */
	int status;      /* of reports */
	char posts[POSTS_MAX][512];
	atomic_int given, posted;
};

static void
give_event(struct api *api, int fd)
{
	char head[512];
	const char *event = api->events[api->given];

	snprintf(head, sizeof(head),
	    "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\nLambda-Runtime-Aws-Request-Id: id-%d\r\n"
	    "Lambda-Runtime-Deadline-Ms: 1767323045000\r\nLambda-Runtime-Invoked-Function-Arn: arn:f\r\n"
	    "Lambda-Runtime-Trace-Id: Root=1-trace\r\n\r\n",
	    strlen(event), (int)api->given);
	api->given++;
	server_sendz(fd, head);
	server_sendz(fd, event);
}

static void
serve_api(struct server *s, int fd, int nth)
{
	struct api *api = (struct api *)(uintptr_t)s->ctx;
	char answer[128];

	(void)nth;
	while (server_read(s, fd)) {
		if (strncmp(s->last, "GET /2018-06-01/runtime/invocation/next ", 40) == 0) {
			if (api->given == api->count)
				return;
			give_event(api, fd);
			continue;
		}
		if (api->posted < POSTS_MAX)
			snprintf(api->posts[api->posted], sizeof(api->posts[0]), "%.500s", s->last);
		api->posted++;
		snprintf(answer, sizeof(answer), "HTTP/1.1 %d X\r\nContent-Length: 0\r\n\r\n", api->status);
		server_sendz(fd, answer);
		if (api->close_each)
			return;
	}
}

static int
echo(void *ctx, struct invocation *inv, struct str *answer, struct err *e)
{
	int *calls = ctx;

	++*calls;
	if (str_eqz(inv->event, "fail"))
		return err_set(e, ERR_NOT_FOUND, "no \"such\" thing");
	assert_true(str_eqz(inv->function_arn, "arn:f"));
	assert_int_equal(inv->deadline_ms, 1767323045000);
	*answer = arena_printf(inv->arena, "{\"id\":\"" STR_FMT "\",\"event\":" STR_FMT "}", STR_ARG(inv->request_id),
	    STR_ARG(inv->event));
	return 0;
}

static int
serve(struct server *s, int *calls, struct err *e)
{
	struct arena a = ARENA_EMPTY;
	struct world w;
	int rc;

	setenv("AWS_LAMBDA_RUNTIME_API", arena_printf(&a, "127.0.0.1:%d", s->port).p, 1);
	assert_int_equal(world_os_init(&w, NULL), 0);
	rc = runtime_serve(&w, echo, calls, e);
	arena_release(&a);
	return rc;
}

static const char *const three[] = { "1", "fail", "[3]" };

static void
events_are_answered_until_the_api_closes(void **state)
{
	(void)state;
	struct api api = { .events = three, .count = 3, .status = 202 };
	struct server s;
	struct err e;
	int calls = 0;

	server_start(&s, serve_api, &api);
	assert_int_equal(serve(&s, &calls, &e), 0);
	assert_int_equal(calls, 3);
	/* The second connection is the one that shows that the API has ended. */
	assert_int_equal(s.connections, 2);
	assert_int_equal(api.posted, 3);
	assert_non_null(strstr(api.posts[0], "POST /2018-06-01/runtime/invocation/id-0/response HTTP/1.1\r\n"));
	assert_non_null(strstr(api.posts[0], "\r\n\r\n{\"id\":\"id-0\",\"event\":1}"));
	assert_non_null(strstr(api.posts[1], "POST /2018-06-01/runtime/invocation/id-1/error HTTP/1.1\r\n"));
	assert_non_null(strstr(api.posts[1], "\r\nLambda-Runtime-Function-Error-Type: NotFoundError\r\n"));
	assert_non_null(strstr(api.posts[1],
	    "\r\n\r\n{\"errorMessage\":\"no \\\"such\\\" thing\",\"errorType\":\"NotFoundError\"}"));
	assert_non_null(strstr(api.posts[2], "\"event\":[3]}"));
	for (int i = 0; i < 3; i++)
		assert_null(strstr(api.posts[i], "trace"));
	server_stop(&s);
}

static void
a_connection_closed_between_invocations_is_opened_again(void **state)
{
	(void)state;
	struct api api = { .events = three, .count = 3, .status = 202, .close_each = true };
	struct server s;
	int calls = 0;

	server_start(&s, serve_api, &api);
	assert_int_equal(serve(&s, &calls, NULL), 0);
	assert_int_equal(calls, 3);
	assert_true(s.connections >= 4);
	server_stop(&s);
}

static void
nobody_there_is_the_end(void **state)
{
	(void)state;
	struct server s = { .port = server_closed_port() };
	int calls = 0;

	assert_int_equal(serve(&s, &calls, NULL), 0);
	assert_int_equal(calls, 0);
}

static void
a_refused_response_is_reported_as_an_error(void **state)
{
	(void)state;
	static const char *const one[] = { "1" };
	struct api api = { .events = one, .count = 1, .status = 413 };
	struct server s;
	int calls = 0;

	server_start(&s, serve_api, &api);
	assert_int_equal(serve(&s, &calls, NULL), 0);
	assert_int_equal(api.posted, 2);
	assert_non_null(strstr(api.posts[1], "/id-0/error HTTP/1.1\r\n"));
	assert_non_null(strstr(api.posts[1], "refused with status 413"));
	server_stop(&s);
}

static void
large_events_come_through(void **state)
{
	(void)state;
	enum { BYTES = 200000 };
	static char event[BYTES + 1];
	const char *const one[] = { event };
	struct api api = { .events = one, .count = 1, .status = 202 };
	struct server s;
	int calls = 0;

	memset(event, '7', BYTES);
	server_start(&s, serve_api, &api);
	assert_int_equal(serve(&s, &calls, NULL), 0);
	assert_int_equal(calls, 1);
	assert_int_equal(api.posted, 1);
	server_stop(&s);
}

static void
serve_nonsense(struct server *s, int fd, int nth)
{
	(void)nth;
	server_read(s, fd);
	server_sendz(fd, s->ctx);
	server_read(s, fd);
}

static void
a_broken_api_ends_the_process(void **state)
{
	(void)state;
	static const char *const answers[] = {
		"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
		"HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\nLambda-Runtime-Aws-Request-Id: x\r\n\r\n",
		"nonsense\r\n\r\n",
	};

	for (size_t i = 0; i < COUNT(answers); i++) {
		struct server s;
		struct err e;
		int calls = 0;

		server_start(&s, serve_nonsense, answers[i]);
		assert_case(answers[i], serve(&s, &calls, &e) < 0 && calls == 0);
		server_stop(&s);
	}
}

static void
a_missing_address_is_named(void **state)
{
	(void)state;
	struct world w;
	struct err e;

	unsetenv("AWS_LAMBDA_RUNTIME_API");
	assert_int_equal(world_os_init(&w, NULL), 0);
	assert_int_equal(runtime_serve(&w, echo, NULL, &e), -1);
	assert_int_equal(e.code, ERR_CONFIG);
	assert_non_null(strstr(e.msg, "AWS_LAMBDA_RUNTIME_API"));
}

static void
a_failed_start_is_reported(void **state)
{
	(void)state;
	struct api api = { .status = 202 };
	struct server s;
	struct world w;
	struct err e;
	char address[32];

	server_start(&s, serve_api, &api);
	snprintf(address, sizeof(address), "127.0.0.1:%d", s.port);
	setenv("AWS_LAMBDA_RUNTIME_API", address, 1);
	assert_int_equal(world_os_init(&w, NULL), 0);
	err_set(&e, ERR_CONFIG, "no table");
	runtime_init_error(&w, &e);
	assert_non_null(strstr(api.posts[0], "POST /2018-06-01/runtime/init/error HTTP/1.1\r\n"));
	assert_non_null(strstr(api.posts[0], "{\"errorMessage\":\"no table\",\"errorType\":\"ConfigError\"}"));
	server_stop(&s);
}

static void
a_start_that_nobody_can_be_told_of_closes_nothing(void **state)
{
	(void)state;
	struct world w;
	struct err e;
	int fds[2];

	unsetenv("AWS_LAMBDA_RUNTIME_API");
	assert_int_equal(world_os_init(&w, NULL), 0);
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(dup2(fds[0], STDIN_FILENO), STDIN_FILENO);
	err_set(&e, ERR_CONFIG, "no table");
	runtime_init_error(&w, &e);
	assert_true(fcntl(STDIN_FILENO, F_GETFD) >= 0);
	close(fds[0]);
	close(fds[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(events_are_answered_until_the_api_closes),
		cmocka_unit_test(a_connection_closed_between_invocations_is_opened_again),
		cmocka_unit_test(nobody_there_is_the_end),
		cmocka_unit_test(a_refused_response_is_reported_as_an_error),
		cmocka_unit_test(large_events_come_through),
		cmocka_unit_test(a_broken_api_ends_the_process),
		cmocka_unit_test(a_missing_address_is_named),
		cmocka_unit_test(a_failed_start_is_reported),
		cmocka_unit_test(a_start_that_nobody_can_be_told_of_closes_nothing),
	};

	return RUN(tests);
}
