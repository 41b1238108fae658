#include "test.h"

#include "fake_net.h"
#include "vcs/tarball.h"

#define HEADER(name, value) { { name, sizeof(name) - 1 }, { value, sizeof(value) - 1 } }

enum { NOW_S = 1767323045 }; /* fake_net's: 2026-01-02T03:04:05Z */

static const struct fake_reply fine[] = { { .status = 200, .body = "{}" } };

static void
open_as(struct fake_net *f, struct vcs *v, const char *provider, const char *base, const char *token)
{
	struct err e;

	if (vcs_open(v, &f->arena, &f->w, str_z(provider), str_z(base), str_z(token), &e) < 0)
		fail_msg("%s", e.msg);
}

static void
each_server_is_asked_at_its_own_api(void **state)
{
	(void)state;
	static const struct {
		const char *provider, *base, *token, *host, *target, *authorization;
		bool tls;
		int port;
	} cases[] = {
		{ "github", "", "t0k", "api.github.com", "/x?q=1", "Bearer t0k", true, 443 },
		{ "github", "https://github.com/", "t0k\n", "api.github.com", "/x?q=1", "Bearer t0k", true, 443 },
		{ "github", "https://git.example.com", "t", "git.example.com", "/api/v3/x?q=1", "Bearer t", true, 443 },
		{ "github", "https://acme.ghe.com", "t", "api.acme.ghe.com", "/x?q=1", "Bearer t", true, 443 },
		{ "github", "http://localhost:81", "", "localhost", "/api/v3/x?q=1", "", false, 81 },
		{ "gitlab", "", "t", "gitlab.com", "/api/v4/x?q=1", "Bearer t", true, 443 },
		{ "gitlab", "https://h/git/", "t", "h", "/git/api/v4/x?q=1", "Bearer t", true, 443 },
		{ "bitbucket", "", "u:p", "api.bitbucket.org", "/2.0/x?q=1", "Basic dTpw", true, 443 },
		{ "bitbucket", "https://h:8443", "t", "h", "/rest/api/latest/x?q=1", "Bearer t", true, 8443 },
		{ "bitbucket-cloud", "https://h", "t", "h", "/2.0/x?q=1", "Bearer t", true, 443 },
		{ "bitbucket-server", "https://h", "t", "h", "/rest/api/latest/x?q=1", "Bearer t", true, 443 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct vcs_request req = VCS_REQUEST;
		struct http_response res;
		struct fake_net f;
		struct vcs v;

		fake_open(&f, fine, 1);
		open_as(&f, &v, cases[i].provider, cases[i].base, cases[i].token);
		req.path = STR("/x");
		req.query = STR("q=1");
		assert_case(cases[i].base, vcs_call(&v, &f.arena, &req, &res, NULL) == 0);
		assert_case(cases[i].base, str_eqz(f.seen[0].host, cases[i].host));
		assert_case(cases[i].base, str_eqz(f.seen[0].target, cases[i].target));
		assert_case(cases[i].base, f.seen[0].tls == cases[i].tls && f.seen[0].port == cases[i].port);
		assert_case(cases[i].base, str_eqz(fake_header(&f, 0, "Authorization"), cases[i].authorization));
		assert_case(cases[i].base, fake_header(&f, 0, "User-Agent").n > 0);
		fake_close(&f);
	}
}

static void
a_body_is_sent_as_json(void **state)
{
	struct vcs_request req = VCS_REQUEST;
	struct http_response res;
	struct fake_net f;
	struct vcs v;

	(void)state;
	fake_open(&f, fine, 1);
	open_as(&f, &v, "github", "", "t");
	req.method = STR("PATCH");
	req.path = STR("/x");
	req.body = STR("{\"body\":\"b\"}");
	req.timeout_ms = 1234;
	assert_int_equal(vcs_call(&v, &f.arena, &req, &res, NULL), 0);
	assert_true(str_eqz(f.seen[0].method, "PATCH") && str_eqz(f.seen[0].body, "{\"body\":\"b\"}"));
	assert_true(str_eqz(fake_header(&f, 0, "Content-Type"), "application/json"));
	assert_int_equal(f.seen[0].timeout_ms, 1234);
	fake_close(&f);
}

static void
what_cannot_be_opened_says_why(void **state)
{
	static const struct {
		const char *provider, *base, *token, *want;
	} cases[] = {
		{ "gitea", "", "", "gitea: unknown git provider" },
		{ "bitbucket-server", "", "", "Bitbucket Data Center: its base URL is not configured" },
		{ "github", "git.example.com", "",
		    "GitHub: the base URL must be https://<host>, a path behind it where there is one" },
		{ "github", "", "to ken", "GitHub: the token is too long, or has characters that no token has" },
		{ "github", "", "to\r\nX: ken", "GitHub: the token is too long, or has characters that no token has" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fake_net f;
		struct vcs v;
		struct err e;

		fake_open(&f, fine, 1);
		assert_case(cases[i].want,
		    vcs_open(&v, &f.arena, &f.w, str_z(cases[i].provider), str_z(cases[i].base), str_z(cases[i].token),
			&e) < 0);
		assert_string_equal(e.msg, cases[i].want);
		fake_close(&f);
	}
}

/* What happens behind one redirect of GET https://git.example.com/api/v3/x; `host` is NULL where nobody is asked again. */
static const struct {
	const char *name, *location, *host, *target, *error;
	bool token;
} redirects[] = {
	{ "another host", "https://codeload.example.com/y?sig=s", "codeload.example.com", "/y?sig=s", NULL, false },
	{ "the same origin", "https://git.example.com/y", "git.example.com", "/y", NULL, true },
	{ "the same origin, spelt otherwise", "https://GIT.example.com:443/y", "GIT.example.com", "/y", NULL, true },
	{ "a path", "/y?a=b", "git.example.com", "/y?a=b", NULL, true },
	{ "another port", "https://git.example.com:8443/y", "git.example.com", "/y", NULL, false },
	{ "a host that begins alike", "https://git.example.com.evil/y", "git.example.com.evil", "/y", NULL, false },
	{ "no TLS", "http://git.example.com/y?sig=s", NULL, NULL, "redirected from https to http: refused", false },
	{ "another scheme", "ftp://git.example.com/y?sig=s", NULL, NULL, "redirected to something that is no URL",
	    false },
	{ "a host only", "//git.example.com/y?sig=s", NULL, NULL, "redirected to something that is no URL", false },
	{ "a user", "https://u@git.example.com/y?sig=s", NULL, NULL, "redirected to something that is no URL", false },
};

static void
a_token_stays_with_its_origin(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(redirects); i++) {
		const struct fake_reply replies[] = {
			{ .status = 302, .body = "", .header = { { "Location", 8 }, str_z(redirects[i].location) } },
			{ .status = 200, .body = "" }
		};
		struct vcs_request req = VCS_REQUEST;
		struct http_response res;
		struct fake_net f;
		struct vcs v;
		struct err e = { 0 };

		fake_open(&f, replies, 2);
		open_as(&f, &v, "github", "https://git.example.com", "s3cret");
		req.path = STR("/x");
		req.follow = true;
		assert_case(redirects[i].name, (vcs_call(&v, &f.arena, &req, &res, &e) == 0) == !redirects[i].error);
		assert_case(redirects[i].name, f.calls == (redirects[i].error ? 1 : 2));
		if (redirects[i].error) {
			assert_non_null(strstr(e.msg, redirects[i].error));
			assert_null(strstr(e.msg, "sig="));
		} else {
			assert_case(redirects[i].name, str_eqz(f.seen[1].host, redirects[i].host));
			assert_case(redirects[i].name, str_eqz(f.seen[1].target, redirects[i].target));
			assert_case(redirects[i].name,
			    (fake_header(&f, 1, "Authorization").n > 0) == redirects[i].token);
		}
		fake_close(&f);
	}
}

/* Once away, a token is not sent again, though the way leads back. */
static void
a_way_back_home_brings_no_token(void **state)
{
	const struct fake_reply replies[] = {
		{ .status = 302, .body = "", .header = HEADER("Location", "https://other.example.com/") },
		{ .status = 307, .body = "", .header = HEADER("Location", "https://git.example.com/z") },
		{ .status = 200, .body = "" },
	};
	struct vcs_request req = VCS_REQUEST;
	struct http_response res;
	struct fake_net f;
	struct vcs v;

	(void)state;
	fake_open(&f, replies, 3);
	open_as(&f, &v, "github", "https://git.example.com", "s3cret");
	req.path = STR("/x");
	req.follow = true;
	assert_int_equal(vcs_call(&v, &f.arena, &req, &res, NULL), 0);
	assert_int_equal(f.calls, 3);
	assert_true(fake_header(&f, 0, "Authorization").n > 0);
	assert_int_equal(fake_header(&f, 1, "Authorization").n + fake_header(&f, 2, "Authorization").n, 0);
	fake_close(&f);
}

static void
redirects_end(void **state)
{
	const struct fake_reply reply = { .status = 302, .body = "", .header = HEADER("Location", "/again") };
	static const struct {
		const char *name, *method, *want;
		bool follow;
		size_t calls;
	} cases[] = {
		{ "a circle", "GET", "GitHub: GET /x: redirected more than 5 times", true, 6 },
		{ "not asked for", "GET", "GitHub: GET /x: HTTP status 302", false, 1 },
		{ "a write", "POST", "GitHub: POST /x: HTTP status 302", true, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct vcs_request req = VCS_REQUEST;
		struct http_response res;
		struct fake_net f;
		struct vcs v;
		struct err e;

		fake_open(&f, &reply, 1);
		open_as(&f, &v, "github", "", "t");
		req.path = STR("/x");
		req.method = str_z(cases[i].method);
		req.follow = cases[i].follow;
		assert_case(cases[i].name, vcs_call(&v, &f.arena, &req, &res, &e) < 0);
		assert_string_equal(e.msg, cases[i].want);
		assert_case(cases[i].name, f.calls == cases[i].calls);
		fake_close(&f);
	}
}

static const struct {
	const char *name;
	struct fake_reply reply;
	const char *token, *want;
	enum err_code code;
	bool retryable, limited;
} refusals[] = {
	{ "404", { .status = 404, .body = "{\"message\":\"Not Found\"}" }, "t",
	    "GitHub: GET /x: HTTP status 404: Not Found: it does not exist, or the token may not see it", ERR_AWS,
	    false, false },
	{ "404 without a token", { .status = 404, .body = "<html>" }, "",
	    "GitHub: GET /x: HTTP status 404: it does not exist, or may not be seen without a token", ERR_AWS, false,
	    false },
	{ "401", { .status = 401, .body = "{\"error\":{\"message\":\"no\"}}" }, "t",
	    "GitHub: GET /x: HTTP status 401: no: the token is wrong or has expired", ERR_AWS, false, false },
	{ "403", { .status = 403, .body = "{\"errors\":[{\"message\":\"no\"}]}" }, "t",
	    "GitHub: GET /x: HTTP status 403: no: the token may not do this", ERR_AWS, false, false },
	{ "429", { .status = 429, .body = "", .header = HEADER("Retry-After", "5") }, "t",
	    "GitHub: GET /x: HTTP status 429: rate limit: again from 2026-01-02T03:04:10.000Z", ERR_AWS, true, true },
	{ "second limit", { .status = 403, .body = "{\"message\":\"a secondary rate limit\"}" }, "t",
	    "GitHub: GET /x: HTTP status 403: a secondary rate limit: rate limit: again from 2026-01-02T03:05:05.000Z",
	    ERR_AWS, true, true },
	{ "500", { .status = 500, .body = "" }, "t", "GitHub: GET /x: HTTP status 500", ERR_AWS, true, false },
	{ "no answer", { .fail = ERR_TIMEOUT }, "t", "GitHub: GET /x: scripted failure", ERR_TIMEOUT, true, false },
};

static void
refusals_say_what_and_whether_to_try_again(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refusals); i++) {
		struct vcs_request req = VCS_REQUEST;
		struct http_response res;
		struct fake_net f;
		struct vcs v;
		struct err e;

		fake_open(&f, &refusals[i].reply, 1);
		open_as(&f, &v, "github", "", refusals[i].token);
		req.path = STR("/x");
		req.query = STR("q=1");
		assert_case(refusals[i].name, vcs_call(&v, &f.arena, &req, &res, &e) < 0);
		assert_string_equal(e.msg, refusals[i].want);
		assert_case(refusals[i].name, e.code == refusals[i].code && e.status == refusals[i].reply.status);
		assert_case(refusals[i].name, e.retryable == refusals[i].retryable);
		assert_case(refusals[i].name, (e.again_at_ms != 0) == refusals[i].limited);
		assert_case(refusals[i].name, f.calls == 1);
		fake_close(&f);
	}
}

/* `want`: seconds from now; -1: no limit. */
static const struct {
	const char *name;
	int status;
	struct http_header headers[2];
	int want;
} limits[] = {
	{ "seconds", 429, { HEADER("Retry-After", "7") }, 7 },
	{ "a date", 429, { HEADER("retry-after", "Fri, 02 Jan 2026 03:05:05 GMT") }, 60 },
	{ "a date gone by", 429, { HEADER("retry-after", "Fri, 02 Jan 2026 03:00:05 GMT") }, 0 },
	{ "nonsense", 429, { HEADER("Retry-After", "soon") }, 60 },
	{ "negative", 429, { HEADER("Retry-After", "-5") }, 60 },
	{ "GitHub's period", 403, { HEADER("X-RateLimit-Remaining", "0"), HEADER("X-RateLimit-Reset", "1767323345") },
	    300 },
	{ "GitHub's period that is over", 403,
	    { HEADER("X-RateLimit-Remaining", "0"), HEADER("X-RateLimit-Reset", "1767323000") }, 0 },
	{ "a period of a thousand years", 429,
	    { HEADER("X-RateLimit-Remaining", "0"), HEADER("X-RateLimit-Reset", "99999999999") }, 60 },
	{ "GitLab's period", 429, { HEADER("RateLimit-Remaining", "0"), HEADER("RateLimit-Reset", "1767323105") }, 60 },
	{ "a period from now", 429, { HEADER("RateLimit-Remaining", "0"), HEADER("RateLimit-Reset", "30") }, 30 },
	{ "the period of another limit", 429,
	    { HEADER("X-RateLimit-Remaining", "9"), HEADER("X-RateLimit-Reset", "30") }, 60 },
	{ "nothing said", 429, { { { 0 }, { 0 } } }, 60 },
	{ "forbidden", 403, { HEADER("X-RateLimit-Remaining", "9") }, -1 },
	{ "not there", 404, { HEADER("X-RateLimit-Remaining", "0") }, -1 },
	{ "busy", 503, { HEADER("Retry-After", "3") }, 3 },
	{ "broken", 503, { { { 0 }, { 0 } } }, -1 },
};

static void
limits_say_when_to_come_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(limits); i++) {
		struct http_response res = { .status = limits[i].status, .header_count = 2 };
		int64_t now_ms = (int64_t)NOW_S * 1000, at;

		memcpy(res.headers, limits[i].headers, sizeof(limits[i].headers));
		at = vcs_again_at_ms(&res, STR(""), now_ms);
		assert_case(limits[i].name, at == (limits[i].want < 0 ? 0 : now_ms + limits[i].want * 1000));
	}
}

static void
each_server_packs_at_its_own_path(void **state)
{
	static const struct {
		const char *provider, *base, *repo, *ref, *host, *target;
		bool flat;
	} cases[] = {
		{ "github", "", "o/r", "feature/x y", "api.github.com", "/repos/o/r/tarball/feature/x%20y", false },
		{ "github", "", "o/r", "", "api.github.com", "/repos/o/r/tarball", false },
		{ "github", "https://h/git", "o/r", "v1", "h", "/git/api/v3/repos/o/r/tarball/v1", false },
		{ "gitlab", "", "a/b/c", "feature/x#&?", "gitlab.com",
		    "/api/v4/projects/a%2Fb%2Fc/repository/archive.tar.gz?sha=feature%2Fx%23%26%3F", false },
		{ "gitlab", "", "a/b", "", "gitlab.com", "/api/v4/projects/a%2Fb/repository/archive.tar.gz", false },
		{ "bitbucket", "", "w/r", "feature/x", "bitbucket.org", "/w/r/get/feature/x.tar.gz", false },
		{ "bitbucket", "", "w/r", "", "bitbucket.org", "/w/r/get/HEAD.tar.gz", false },
		{ "bitbucket", "https://h:7990", "K/r", "refs/heads/x", "h",
		    "/rest/api/latest/projects/K/repos/r/archive?format=tgz&at=refs%2Fheads%2Fx", true },
		{ "bitbucket-server", "https://h", "K/r", "", "h",
		    "/rest/api/latest/projects/K/repos/r/archive?format=tgz", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct vcs_tarball t = { .repo = str_z(cases[i].repo), .ref = str_z(cases[i].ref), .timeout_ms = 9 };
		uint64_t bytes;
		bool flat;
		struct fake_net f;
		struct vcs v;

		fake_open(&f, fine, 1);
		open_as(&f, &v, cases[i].provider, cases[i].base, "t");
		assert_case(cases[i].target, vcs_tarball(&v, &f.arena, &t, &bytes, &flat, NULL) == 0);
		assert_case(cases[i].target, str_eqz(f.seen[0].host, cases[i].host));
		assert_case(cases[i].target, str_eqz(f.seen[0].target, cases[i].target));
		assert_case(cases[i].target, flat == cases[i].flat && bytes == 2 && f.seen[0].timeout_ms == 9);
		fake_close(&f);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_server_is_asked_at_its_own_api),
		cmocka_unit_test(a_body_is_sent_as_json),
		cmocka_unit_test(what_cannot_be_opened_says_why),
		cmocka_unit_test(a_token_stays_with_its_origin),
		cmocka_unit_test(a_way_back_home_brings_no_token),
		cmocka_unit_test(redirects_end),
		cmocka_unit_test(refusals_say_what_and_whether_to_try_again),
		cmocka_unit_test(limits_say_when_to_come_back),
		cmocka_unit_test(each_server_packs_at_its_own_path),
	};

	return RUN(tests);
}
