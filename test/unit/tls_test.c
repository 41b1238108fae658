#include "test.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/io.h"
#include "net/client.h"
#include "net/roots.h"
#include "net/tls.h"
#include "server.h"

enum { ARGS_MAX = 24, DAY_S = 86400 };

/* The folder with the certificates; NULL without openssl on this machine. */
static char *folder;
static int64_t shift_ms;

/* ---- openssl s_server ---- */

struct peer {
	pid_t pid;
	int in, out; /* its standard input and output */
	uint16_t port;
};

static void
child(const char *const *argv, int in, int out)
{
	int null = open("/dev/null", O_WRONLY);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (chdir(folder) < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(null, 2) < 0)
		_exit(111);
	execvp(argv[0], (char *const *)(uintptr_t)argv);
	_exit(111);
}

/* Reads the peer's output until `text` has come. */
static void
await(struct peer *p, const char *text, char *all, size_t cap)
{
	size_t n = 0;
	ssize_t got;

	all[0] = 0;
	while (!strstr(all, text) && n + 1 < cap && (got = read(p->out, all + n, cap - 1 - n)) > 0) {
		n += (size_t)got;
		all[n] = 0;
	}
	if (!strstr(all, text))
		fail_msg("openssl s_server ended before \"%s\": %s", text, all);
}

static void
peer_start(struct peer *p, const char *cert, const char *chain, const char *key, const char *const *more)
{
	const char *argv[ARGS_MAX] = { "openssl", "s_server", "-accept", "127.0.0.1:0", "-naccept", "1", "-cert", cert,
		"-key", key, "-cipher", "DEFAULT@SECLEVEL=0" };
	int to[2], from[2];
	size_t n = 12;
	char text[1024];

	for (; *more; more++)
		argv[n++] = *more;
	if (chain) {
		argv[n++] = "-cert_chain";
		argv[n++] = chain;
	}
	assert_int_equal(pipe2(to, O_CLOEXEC) | pipe2(from, O_CLOEXEC), 0);
	p->pid = fork();
	if (p->pid == 0)
		child(argv, to[0], from[1]);
	close(to[0]);
	close(from[1]);
	p->in = to[1];
	p->out = from[0];
	await(p, "ACCEPT 127.0.0.1:", text, sizeof(text));
	p->port = (uint16_t)atoi(strstr(text, "ACCEPT 127.0.0.1:") + 17);
}

static void
peer_stop(struct peer *p)
{
	kill(p->pid, SIGKILL);
	waitpid(p->pid, NULL, 0);
	io_close(&p->in);
	io_close(&p->out);
}

/* ---- one call ---- */

static int64_t
shifted_now(struct world *w)
{
	(void)w;
	return (int64_t)time(NULL) * 1000 + shift_ms;
}

static int
call_with(struct http_request req, const char *ca, const char *host, uint16_t port, struct http_response *res,
    struct arena *a, struct err *e)
{
	struct client_options o = { .ca_file = ca };
	struct world w;
	int rc;

	assert_int_equal(world_os_init(&w, NULL), 0);
	w.own.now_ms = shifted_now;
	assert_int_equal(client_attach(&w, a, &o, NULL), 0);
	req.tls = true;
	req.host = str_z(host);
	req.port = port;
	req.target = STR("/");
	req.timeout_ms = 20000;
	rc = world_call(&w, a, &req, res, e);
	client_detach(&w);
	return rc;
}

static int
call(const char *ca, const char *host, uint16_t port, struct http_response *res, struct arena *a, struct err *e)
{
	struct http_request req = HTTP_REQUEST;

	req.method = STR("GET");
	return call_with(req, ca, host, port, res, a, e);
}

static const char *
in_folder(struct arena *a, const char *name)
{
	return name ? arena_printf(a, "%s/%s", folder, name).p : NULL;
}

static const char *const www[] = { "-www", NULL };
static const char *const www_chacha[] = { "-www", "-cipher", "ECDHE-RSA-CHACHA20-POLY1305", NULL };
static const char *const www_aes256[] = { "-www", "-cipher", "ECDHE-RSA-AES256-GCM-SHA384", NULL };
static const char *const www_x25519[] = { "-www", "-groups", "X25519", NULL };
static const char *const www_p384[] = { "-www", "-groups", "P-384", NULL };
static const char *const www_tls11[] = { "-www", "-tls1_1", NULL };

#define OTHER_HOST "certificate is for another host"
#define DATES "outside its dates"
#define USAGE "key usage does not allow"
#define NO_PATH "no path to a known root"

static const struct {
	const char *name, *cert, *chain, *key, *ca, *host;
	int days;         /* what the clock is off */
	const char *want; /* NULL: accepted */
	const char *const *more;
} handshakes[] = {
	{ "right host", "good.pem", "middle.pem", "good.key", "root.pem", "localhost", 0, NULL, www },
	{ "RSA", "rsa.pem", "middle.pem", "rsa.key", "root.pem", "localhost", 0, NULL, www },
	{ "ChaCha20", "rsa.pem", "middle.pem", "rsa.key", "root.pem", "localhost", 0, NULL, www_chacha },
	{ "AES-256", "rsa.pem", "middle.pem", "rsa.key", "root.pem", "localhost", 0, NULL, www_aes256 },
	{ "X25519", "good.pem", "middle.pem", "good.key", "root.pem", "localhost", 0, NULL, www_x25519 },
	{ "P-384", "good.pem", "middle.pem", "good.key", "root.pem", "localhost", 0, NULL, www_p384 },
	{ "several roots", "good.pem", "middle.pem", "good.key", "both.pem", "localhost", 0, NULL, www },
	{ "trusted itself", "self.pem", NULL, "self.key", "self.pem", "localhost", 0, NULL, www },
	{ "wrong host", "good.pem", "middle.pem", "good.key", "root.pem", "127.0.0.1", 0, OTHER_HOST, www },
	{ "expired", "good.pem", "middle.pem", "good.key", "root.pem", "localhost", 60, DATES, www },
	{ "not yet valid", "good.pem", "middle.pem", "good.key", "root.pem", "localhost", -2, DATES, www },
	{ "key usage", "usage.pem", "middle.pem", "usage.key", "root.pem", "localhost", 0, USAGE, www },
	{ "authority's key usage", "below.pem", "nosign.pem", "below.key", "root.pem", "localhost", 0, USAGE, www },
	{ "self-signed", "self.pem", NULL, "self.key", "root.pem", "localhost", 0, NO_PATH, www },
	{ "unknown root", "stranger.pem", "other.pem", "stranger.key", "root.pem", "localhost", 0, NO_PATH, www },
	{ "truncated chain", "good.pem", NULL, "good.key", "root.pem", "localhost", 0, NO_PATH, www },
	{ "compiled roots", "good.pem", "middle.pem", "good.key", NULL, "localhost", 0, NO_PATH, www },
	{ "weak key", "weak.pem", NULL, "weak.key", "root.pem", "localhost", 0, "key that is too short", www },
	{ "old version", "good.pem", "middle.pem", "good.key", "root.pem", "localhost", 0, "alert", www_tls11 },
};

static void
only_the_right_peer_is_accepted(void **state)
{
	(void)state;
	if (!folder)
		skip();
	for (size_t i = 0; i < COUNT(handshakes); i++) {
		struct arena a = ARENA_EMPTY;
		struct http_response res;
		struct peer p;
		struct err e;
		int rc;

		shift_ms = (int64_t)handshakes[i].days * DAY_S * 1000;
		peer_start(&p, handshakes[i].cert, handshakes[i].chain, handshakes[i].key, handshakes[i].more);
		rc = call(in_folder(&a, handshakes[i].ca), handshakes[i].host, p.port, &res, &a, &e);
		peer_stop(&p);
		shift_ms = 0;
		if (rc < 0 && !handshakes[i].want)
			fail_msg("%s: %s", handshakes[i].name, e.msg);
		if (handshakes[i].want) {
			assert_case(handshakes[i].name, rc < 0);
			if (e.code != ERR_TLS || !strstr(e.msg, handshakes[i].want))
				fail_msg("%s: %s", handshakes[i].name, e.msg);
			assert_case(handshakes[i].name, !e.retryable);
		} else {
			assert_case(handshakes[i].name, res.status == 200 && res.body.n > 0);
		}
		arena_release(&a);
	}
}

/* The peer answers, and is killed within the body. (Above, -www ends its bodies with close_notify.) */
static int
answer_and_die(struct http_response *res, struct arena *a, struct err *e)
{
	static const char answer[] = "HTTP/1.1 200 OK\n\npart\n";
	static const char *const crlf[] = { "-crlf", NULL };
	struct peer p;
	char text[16384];
	pid_t helper;
	int rc;

	peer_start(&p, "good.pem", "middle.pem", "good.key", crlf);
	helper = fork();
	if (helper == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		await(&p, "GET / HTTP/1.1", text, sizeof(text));
		if (write(p.in, answer, sizeof(answer) - 1) < 0)
			_exit(1);
		usleep(200000);
		kill(p.pid, SIGKILL);
		_exit(0);
	}
	rc = call(in_folder(a, "root.pem"), "localhost", p.port, res, a, e);
	waitpid(helper, NULL, 0);
	peer_stop(&p);
	return rc;
}

static void
a_body_that_is_cut_off_is_an_error(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;
	struct http_response res;
	struct err e;

	if (!folder)
		skip();
	assert_int_equal(answer_and_die(&res, &a, &e), -1);
	assert_int_equal(e.code, ERR_NET);
	assert_non_null(strstr(e.msg, "without close_notify"));
	arena_release(&a);
}

/* The peer has its answer ready and takes only as much of the request as fits into its pipe, which nobody reads. */
static void
an_answer_to_half_an_upload_is_read(void **state)
{
	(void)state;
	static const char answer[] = "HTTP/1.1 503 Slow Down\r\nContent-Length: 4\r\n\r\nlate";
	static const char *const plain[] = { NULL };
	struct arena a = ARENA_EMPTY;
	struct http_request req = HTTP_REQUEST;
	struct http_response res;
	struct peer p;
	struct err e = { 0 };
	int rc;

	if (!folder)
		skip();
	peer_start(&p, "good.pem", "middle.pem", "good.key", plain);
	assert_int_equal(write(p.in, answer, sizeof(answer) - 1), sizeof(answer) - 1);
	req.method = STR("PUT");
	req.body = (struct str){ arena_alloc(&a, 32 << 20), 32 << 20 };
	rc = call_with(req, in_folder(&a, "root.pem"), "localhost", p.port, &res, &a, &e);
	peer_stop(&p);
	if (rc < 0)
		fail_msg("%s", e.msg);
	assert_int_equal(res.status, 503);
	assert_true(str_eqz(res.body, "late"));
	arena_release(&a);
}

static void
serve_garbage(struct server *s, int fd, int nth)
{
	char text[1024];

	(void)nth;
	if (recv(fd, text, sizeof(text), 0) > 0)
		server_sendz(fd, s->ctx);
}

static void
what_is_no_tls_is_refused(void **state)
{
	(void)state;
	static const struct {
		const char *answer;
		enum err_code want;
	} cases[] = {
		{ "HTTP/1.1 400 Bad Request\r\n\r\n", ERR_TLS },
		{ "\x16\x03\x03\xff\xff\x01", ERR_TLS },
		{ "\x15\x03\x03", ERR_NET },
		{ "", ERR_NET },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena a = ARENA_EMPTY;
		struct http_response res;
		struct server s;
		struct err e;

		server_start(&s, serve_garbage, cases[i].answer);
		assert_int_equal(call(NULL, "localhost", s.port, &res, &a, &e), -1);
		assert_int_equal(e.code, cases[i].want);
		server_stop(&s);
		arena_release(&a);
	}
}

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
a_silent_peer_ends_at_the_deadline(void **state)
{
	(void)state;
	struct arena a = ARENA_EMPTY;
	struct http_request req = HTTP_REQUEST;
	struct http_response res;
	struct server s;
	struct world w;
	struct err e;

	server_start(&s, serve_silence, NULL);
	assert_int_equal(world_os_init(&w, NULL), 0);
	assert_int_equal(client_attach(&w, &a, NULL, NULL), 0);
	client_warm_all(&w, &(struct client_target){ STR("localhost"), s.port, true }, 1, 100);
	req.tls = true;
	req.host = STR("localhost");
	req.port = s.port;
	req.method = STR("GET");
	req.target = STR("/");
	req.timeout_ms = 100;
	assert_int_equal(world_call(&w, &a, &req, &res, &e), -1);
	assert_int_equal(e.code, ERR_TIMEOUT);
	client_detach(&w);
	server_stop(&s);
	arena_release(&a);
}

static void
a_file_of_roots_must_hold_one(void **state)
{
	(void)state;
	static const struct {
		const char *content, *want;
	} cases[] = {
		{ "", "no certificate" },
		{ "-----BEGIN CERTIFICATE-----\nAAAA\n", "without its END line" },
		{ "-----BEGIN CERTIFICATE-----\n*\n-----END CERTIFICATE-----\n", "PEM" },
		{ "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "no certificate" },
		{ "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", "no certificate" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char path[] = "/tmp/tls_test.XXXXXX";
		int fd = mkstemp(path);
		struct arena a = ARENA_EMPTY;
		struct tls_roots *roots;
		struct err e;

		assert_int_equal(io_write_all(fd, str_z(cases[i].content), NULL), 0);
		close(fd);
		assert_int_equal(tls_roots_load(&roots, &a, path, &e), -1);
		unlink(path);
		if (e.code != ERR_CONFIG || !strstr(e.msg, cases[i].want))
			fail_msg("%s", e.msg);
		arena_release(&a);
	}
}

/* Walks the packed anchors as tls.c does: every byte belongs to one. */
static void
the_compiled_roots_are_well_formed(void **state)
{
	(void)state;
	size_t at = 0, n = 0;

	for (; at < roots_bytes; n++) {
		size_t name = (size_t)roots_data[at] << 8 | roots_data[at + 1], key;
		uint8_t curve;

		assert_int_equal(roots_data[at + 2], 0x30);
		at += 2 + name;
		curve = roots_data[at++];
		assert_true(curve == 0 || (curve >= 23 && curve <= 25));
		key = (size_t)roots_data[at] << 8 | roots_data[at + 1];
		assert_true(curve ? roots_data[at + 2] == 4 : key >= 256);
		at += 2 + key;
		if (curve == 0)
			at += 1 + (size_t)roots_data[at];
	}
	assert_int_equal(at, roots_bytes);
	assert_int_equal(n, roots_count);
	assert_true(n > 50);
}

static int
make_certificates(void **state)
{
	static char name[] = "/tmp/tls_test.XXXXXX";
	char command[4096], here[2048];

	(void)state;
	signal(SIGPIPE, SIG_IGN);
	if (!getcwd(here, sizeof(here)) || system("command -v openssl >/dev/null 2>&1") != 0)
		return 0;
	folder = mkdtemp(name);
	snprintf(command, sizeof(command), "cd '%s' && sh '%s/test/vectors/tls/make.sh'", folder, here);
	return folder && system(command) == 0 ? 0 : -1;
}

static int
remove_certificates(void **state)
{
	(void)state;
	return folder ? io_remove_tree(folder, NULL) : 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_the_right_peer_is_accepted),
		cmocka_unit_test(a_body_that_is_cut_off_is_an_error),
		cmocka_unit_test(an_answer_to_half_an_upload_is_read),
		cmocka_unit_test(what_is_no_tls_is_refused),
		cmocka_unit_test(a_silent_peer_ends_at_the_deadline),
		cmocka_unit_test(a_file_of_roots_must_hold_one),
		cmocka_unit_test(the_compiled_roots_are_well_formed),
	};

	return cmocka_run_group_tests_name(__FILE__, tests, make_certificates, remove_certificates);
}
