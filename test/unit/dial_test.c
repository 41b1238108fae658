#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "base/io.h"
#include "net/dial.h"
#include "server.h"

static void
serve_silence(struct server *s, int fd, int nth)
{
	char byte;

	(void)s;
	(void)nth;
	while (recv(fd, &byte, 1, 0) > 0)
		;
}

static void
literals_and_localhost_need_no_resolver(void **state)
{
	(void)state;
	static const char *const hosts[] = { "127.0.0.1", "localhost", "git.localhost" };
	struct server s;

	server_start(&s, serve_silence, NULL);
	for (size_t i = 0; i < COUNT(hosts); i++) {
		int fd;

		assert_case(hosts[i], dial(str_z(hosts[i]), s.port, -1, &fd, NULL) == 0);
		assert_case(hosts[i], fcntl(fd, F_GETFL) & O_NONBLOCK);
		assert_case(hosts[i], fcntl(fd, F_GETFD) & FD_CLOEXEC);
		io_close(&fd);
	}
	server_stop(&s);
}

static void
refusals_name_the_peer(void **state)
{
	(void)state;
	uint16_t port = server_closed_port();
	char want[64];
	struct err e;
	int fd;

	snprintf(want, sizeof(want), "connect to 127.0.0.1:%d: Connection refused", port);
	assert_int_equal(dial(STR("127.0.0.1"), port, -1, &fd, &e), -1);
	assert_int_equal(e.code, ERR_NET);
	assert_int_equal(e.status, ECONNREFUSED);
	assert_string_equal(e.msg, want);
	assert_int_equal(fd, -1);
}

static void
what_is_no_host_name_is_refused(void **state)
{
	(void)state;
	static char long_name[300];
	const struct str names[] = { { "", 0 }, { "a\0b", 3 }, { long_name, sizeof(long_name) } };
	int fd;

	memset(long_name, 'a', sizeof(long_name));
	for (size_t i = 0; i < COUNT(names); i++) {
		struct err e;

		assert_int_equal(dial(names[i], 80, -1, &fd, &e), -1);
		assert_int_equal(e.code, ERR_INPUT);
	}
}

static void
waiting_ends_at_the_deadline_even_with_something_to_read(void **state)
{
	(void)state;
	struct err e;
	int fds[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	assert_int_equal(dial_wait(fds[0], DIAL_READ, clock_boottime_ms() + 20, &e), -1);
	assert_int_equal(e.code, ERR_TIMEOUT);
	assert_int_equal(dial_wait(fds[0], DIAL_WRITE, -1, NULL), 0);
	assert_int_equal(send(fds[1], "x", 1, 0), 1);
	assert_int_equal(dial_wait(fds[0], DIAL_READ, -1, NULL), 0);
	assert_int_equal(dial_wait(fds[0], DIAL_READ, clock_boottime_ms() - 1, &e), -1);
	assert_int_equal(e.code, ERR_TIMEOUT);
	io_close(&fds[0]);
	io_close(&fds[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(literals_and_localhost_need_no_resolver),
		cmocka_unit_test(refusals_name_the_peer),
		cmocka_unit_test(what_is_no_host_name_is_refused),
		cmocka_unit_test(waiting_ends_at_the_deadline_even_with_something_to_read),
	};

	return RUN(tests);
}
