/* Comments at each provider: what is asked, and how answers are read. */
#include "vcs/comment.h"

#include "fake_net.h"
#include "test.h"

enum { HOUR_MS = 3600000 };

#define HEADER(name, value) { { name, sizeof(name) - 1 }, { value, sizeof(value) - 1 } }

/* A server of each kind, in the order of the tables below. */
enum { GITHUB, GITLAB, CLOUD, SERVER, KINDS };
static const char *const kinds[KINDS] = { "github", "gitlab", "bitbucket-cloud", "bitbucket-server" };

static void
open_as(struct fake_net *f, struct vcs *v, int kind)
{
	struct err e;

	if (vcs_open(v, &f->arena, &f->w, str_z(kinds[kind]), STR("https://h"), STR("t0k"), &e) < 0)
		fail_msg("%s", e.msg);
}

static struct vcs_comment_place
place(struct fake_net *f, bool issue)
{
	return (struct vcs_comment_place){ .repo = STR("group/sub/re po"),
		.number = STR("7"),
		.issue = issue,
		.until_ms = world_monotonic_ms(&f->w) + HOUR_MS };
}

static void
expect(const struct fake_net *f, size_t i, const char *name, const char *method, const char *target, const char *body)
{
	if (!str_eqz(f->seen[i].method, method) || !str_eqz(f->seen[i].target, target) ||
	    !str_eqz(f->seen[i].body, body))
		fail_msg("%s: " STR_FMT " " STR_FMT " " STR_FMT, name, STR_ARG(f->seen[i].method),
		    STR_ARG(f->seen[i].target), STR_ARG(f->seen[i].body));
}

/* ---- creating ---- */

static const struct {
	int kind;
	bool issue;
	const char *target, *body;
} created[] = {
	{ GITHUB, false, "/api/v3/repos/group/sub/re%20po/issues/7/comments", "{\"body\":\"x\"}" },
	{ GITHUB, true, "/api/v3/repos/group/sub/re%20po/issues/7/comments", "{\"body\":\"x\"}" },
	{ GITLAB, false, "/api/v4/projects/group%2Fsub%2Fre%20po/merge_requests/7/notes", "{\"body\":\"x\"}" },
	{ GITLAB, true, "/api/v4/projects/group%2Fsub%2Fre%20po/issues/7/notes", "{\"body\":\"x\"}" },
	{ CLOUD, false, "/2.0/repositories/group/sub/re%20po/pullrequests/7/comments",
	    "{\"content\":{\"raw\":\"x\"}}" },
	{ CLOUD, true, "/2.0/repositories/group/sub/re%20po/issues/7/comments", "{\"content\":{\"raw\":\"x\"}}" },
	{ SERVER, false, "/rest/api/latest/projects/group%2Fsub/repos/re%20po/pull-requests/7/comments",
	    "{\"text\":\"x\"}" },
};

static void
a_comment_is_created_as_each_provider_wants_it(void **state)
{
	static const struct fake_reply replies[] = { { .status = 201, .body = "{\"id\":12345678901,\"version\":0}" } };

	(void)state;
	for (size_t i = 0; i < COUNT(created); i++) {
		const char *name = created[i].target;
		struct vcs_comment_place at;
		struct fake_net f;
		struct vcs v;
		struct str id;

		fake_open(&f, replies, 1);
		open_as(&f, &v, created[i].kind);
		at = place(&f, created[i].issue);
		assert_case(name, vcs_comment_create(&v, &f.arena, &at, STR("x"), &id, NULL) == 0);
		assert_case(name, str_eqz(id, "12345678901"));
		expect(&f, 0, name, "POST", created[i].target, created[i].body);
		fake_close(&f);
	}
}

static void
a_server_without_issues_says_so(void **state)
{
	struct vcs_comment_place at;
	struct fake_net f;
	struct err e;
	struct vcs v;
	struct str id;

	(void)state;
	fake_open(&f, NULL, 0);
	open_as(&f, &v, SERVER);
	at = place(&f, true);
	assert_int_equal(vcs_comment_find(&v, &f.arena, &at, STR("t"), &id, &e), -1);
	assert_int_equal(e.code, ERR_INPUT);
	assert_string_equal(e.msg, "Bitbucket Data Center has no issues: a comment can be kept on a pull request only");
	fake_close(&f);
}

/* ---- updating ---- */

static void
a_comment_is_updated_in_place(void **state)
{
	static const struct {
		const char *method, *target, *body;
	} want[KINDS] = {
		{ "PATCH", "/api/v3/repos/group/sub/re%20po/issues/comments/5", "{\"body\":\"x\"}" },
		{ "PUT", "/api/v4/projects/group%2Fsub%2Fre%20po/merge_requests/7/notes/5", "{\"body\":\"x\"}" },
		{ "PUT", "/2.0/repositories/group/sub/re%20po/pullrequests/7/comments/5",
		    "{\"content\":{\"raw\":\"x\"}}" },
		{ "PUT", "/rest/api/latest/projects/group%2Fsub/repos/re%20po/pull-requests/7/comments/5",
		    "{\"text\":\"x\",\"version\":3}" },
	};
	static const struct fake_reply replies[] = { { .status = 200, .body = "{\"id\":5,\"version\":3}" },
		{ .status = 200, .body = "{\"id\":5,\"version\":4}" } };

	(void)state;
	for (int k = 0; k < KINDS; k++) {
		struct vcs_comment_place at;
		struct fake_net f;
		struct vcs v;

		fake_open(&f, replies, 2);
		open_as(&f, &v, k);
		at = place(&f, false);
		assert_case(kinds[k], vcs_comment_update(&v, &f.arena, &at, STR("5"), STR("x"), NULL) == 0);
		if (k == SERVER)
			expect(&f, 0, kinds[k], "GET", want[k].target, "");
		expect(&f, k == SERVER, kinds[k], want[k].method, want[k].target, want[k].body);
		fake_close(&f);
	}
}

/* ---- finding ---- */

#define MARK "<!-- aws-exe-sys: a-%2Db -->"
#define MARK_LINK "[aws-exe-sys: a-%2Db]: #"

static const struct {
	int kind;
	struct fake_reply pages[3];
	const char *targets[3];
} searches[] = {
	{ GITHUB,
	    { { .status = 200,
		  .body = "[{\"id\":1,\"body\":\"> " MARK "\"},{\"id\":2,\"body\":null}]",
		  .header = HEADER("Link",
		      "<https://elsewhere/repositories/9/x?per_page=100&page=2#f>; rel=\"next\"") },
		{ .status = 200,
		    .body = "[]",
		    .header = HEADER("link",
			"<https://h/x?page=1>; rel=\"prev\", <https://h/x?page=3>; rel=\"next\", <https://h/x?page=9>; rel=\"last\"") },
		{ .status = 200,
		    .body = "[{\"id\":3,\"body\":\"a " MARK "\"},{\"id\":77,\"body\":\"\\n" MARK "\\r\\nours\"}]" } },
	    { "/api/v3/repos/group/sub/re%20po/issues/7/comments?per_page=100",
		"/api/v3/repos/group/sub/re%20po/issues/7/comments?per_page=100&page=2",
		"/api/v3/repos/group/sub/re%20po/issues/7/comments?page=3" } },
	{ GITLAB,
	    { { .status = 200, .body = "[{\"id\":1,\"body\":\"-\"}]", .header = HEADER("X-Next-Page", "2") },
		{ .status = 200, .body = "[]", .header = HEADER("x-next-page", " 3 ") },
		{ .status = 200,
		    .body = "[{\"id\":77,\"body\":\"" MARK "\\nours\"}]",
		    .header = HEADER("X-Next-Page", "") } },
	    { "/api/v4/projects/group%2Fsub%2Fre%20po/merge_requests/7/notes?per_page=100&order_by=created_at&sort=desc",
		"/api/v4/projects/group%2Fsub%2Fre%20po/merge_requests/7/notes?per_page=100&order_by=created_at&sort=desc&page=2",
		"/api/v4/projects/group%2Fsub%2Fre%20po/merge_requests/7/notes?per_page=100&order_by=created_at&sort=desc&page=3" } },
	{ CLOUD,
	    { { .status = 200,
		  .body =
		      "{\"values\":[{\"id\":1,\"content\":{\"raw\":\"-\"}}],\"next\":\"https://elsewhere/y?page=2&q=%20\"}" },
		{ .status = 200,
		    .body = "{\"values\":[{\"id\":4,\"deleted\":true,\"content\":{\"raw\":\"" MARK_LINK
			    "\"}}],\"next\":\"https://h/y?page=3\"}" },
		{ .status = 200,
		    .body = "{\"values\":[{\"id\":77,\"content\":{\"raw\":\"" MARK_LINK "\\n\\nours\"}}]}" } },
	    { "/2.0/repositories/group/sub/re%20po/pullrequests/7/comments?pagelen=100&sort=-created_on",
		"/2.0/repositories/group/sub/re%20po/pullrequests/7/comments?page=2&q=%20",
		"/2.0/repositories/group/sub/re%20po/pullrequests/7/comments?page=3" } },
	{ SERVER,
	    { { .status = 200,
		  .body =
		      "{\"values\":[{\"id\":9,\"action\":\"OPENED\"}],\"isLastPage\":false,\"nextPageStart\":100}" },
		{ .status = 200, .body = "{\"values\":[],\"isLastPage\":false,\"nextPageStart\":200}" },
		{ .status = 200,
		    .body = "{\"values\":[{\"id\":8,\"comment\":{\"id\":77,\"text\":\"" MARK_LINK
			    "\\n\\nours\"}}],\"isLastPage\":true}" } },
	    { "/rest/api/latest/projects/group%2Fsub/repos/re%20po/pull-requests/7/activities?limit=100",
		"/rest/api/latest/projects/group%2Fsub/repos/re%20po/pull-requests/7/activities?limit=100&start=100",
		"/rest/api/latest/projects/group%2Fsub/repos/re%20po/pull-requests/7/activities?limit=100&start=200" } },
};

/* Only what begins with the marker is ours; and a page is asked for at our server, whatever an answer names. */
static void
a_comment_is_found_over_all_pages(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(searches); i++) {
		const char *name = kinds[searches[i].kind];
		struct vcs_comment_place at;
		struct fake_net f;
		struct vcs v;
		struct str id;

		fake_open(&f, searches[i].pages, 3);
		open_as(&f, &v, searches[i].kind);
		at = place(&f, false);
		assert_case(name, vcs_comment_find(&v, &f.arena, &at, STR("a--b"), &id, NULL) == 0);
		assert_case(name, str_eqz(id, "77") && f.calls == 3);
		for (size_t k = 0; k < 3; k++) {
			expect(&f, k, name, "GET", searches[i].targets[k], "");
			assert_case(name, str_eqz(f.seen[k].host, "h"));
		}
		fake_close(&f);
	}
}

static void
a_tag_that_no_comment_has_is_not_found(void **state)
{
	static const struct fake_reply empty[KINDS] = { { .status = 200, .body = "[]" },
		{ .status = 200, .body = "[]" }, { .status = 200, .body = "{\"values\":[]}" },
		{ .status = 200, .body = "{\"values\":[],\"isLastPage\":true}" } };
	static const struct fake_reply endless = { .status = 200, .body = "[]", .header = HEADER("X-Next-Page", "2") };

	(void)state;
	for (int k = 0; k <= KINDS; k++) {
		struct vcs_comment_place at;
		struct fake_net f;
		struct err e;
		struct vcs v;
		struct str id;

		fake_open(&f, k < KINDS ? &empty[k] : &endless, 1);
		open_as(&f, &v, k < KINDS ? k : GITLAB);
		at = place(&f, false);
		assert_int_equal(vcs_comment_find(&v, &f.arena, &at, STR("t"), &id, &e), -1);
		assert_int_equal(e.code, k < KINDS ? ERR_NOT_FOUND : ERR_LIMIT);
		fake_close(&f);
	}
}

static void
only_what_may_be_ours_is_asked_for(void **state)
{
	static const struct fake_reply empty = { .status = 200, .body = "[]" };
	struct vcs_comment_place at;
	struct fake_net f;
	struct vcs v;
	struct str id;

	(void)state;
	fake_open(&f, &empty, 1);
	open_as(&f, &v, GITHUB);
	at = place(&f, false);
	at.since_ms = 1767323045678;
	vcs_comment_find(&v, &f.arena, &at, STR("t"), &id, NULL);
	expect(&f, 0, "since", "GET",
	    "/api/v3/repos/group/sub/re%20po/issues/7/comments?per_page=100&since=2026-01-02T03%3A04%3A05Z", "");
	fake_close(&f);
}

static void
no_call_outlasts_the_time_that_is_left(void **state)
{
	static const struct fake_reply fine = { .status = 200, .body = "{\"id\":1}" };
	struct vcs_comment_place at;
	struct fake_net f;
	struct err e;
	struct vcs v;
	struct str id;

	(void)state;
	fake_open(&f, &fine, 1);
	open_as(&f, &v, GITHUB);
	at = place(&f, false);
	at.until_ms = world_monotonic_ms(&f.w) + 1234;
	assert_int_equal(vcs_comment_create(&v, &f.arena, &at, STR("x"), &id, &e), 0);
	assert_int_equal(f.seen[0].timeout_ms, 1234);
	at.until_ms = world_monotonic_ms(&f.w);
	assert_int_equal(vcs_comment_create(&v, &f.arena, &at, STR("x"), &id, &e), -1);
	assert_int_equal(e.code, ERR_TIMEOUT);
	assert_int_equal(f.calls, 1);
	fake_close(&f);
}

/* ---- the marker ---- */

static void
no_tag_leaves_its_marker(void **state)
{
	static const struct {
		const char *tag, *want, *want_link;
	} cases[] = {
		{ "0a0b-1", "<!-- aws-exe-sys: 0a0b-1 -->\n", "[aws-exe-sys: 0a0b-1]: #\n\n" },
		{ "a-->b", "<!-- aws-exe-sys: a-%2D%3Eb -->\n", "[aws-exe-sys: a-%2D%3Eb]: #\n\n" },
		{ "a]: #", "<!-- aws-exe-sys: a%5D: %23 -->\n", "[aws-exe-sys: a%5D: %23]: #\n\n" },
		{ "@a `b` \xc3\xa4", "<!-- aws-exe-sys: %40a %60b%60 %C3%A4 -->\n",
		    "[aws-exe-sys: %40a %60b%60 %C3%A4]: #\n\n" },
	};
	static const struct fake_reply fine = { .status = 200, .body = "{}" };

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		for (int k = 0; k < KINDS; k++) {
			struct fake_net f;
			struct vcs v;
			struct buf b;

			fake_open(&f, &fine, 1);
			open_as(&f, &v, k);
			b = buf_in(&f.arena);
			vcs_comment_marker(&b, &v, str_z(cases[i].tag));
			assert_case(cases[i].tag, str_eqz(buf_str(&b), k < CLOUD ? cases[i].want : cases[i].want_link));
			fake_close(&f);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_comment_is_created_as_each_provider_wants_it),
		cmocka_unit_test(a_server_without_issues_says_so),
		cmocka_unit_test(a_comment_is_updated_in_place),
		cmocka_unit_test(a_comment_is_found_over_all_pages),
		cmocka_unit_test(a_tag_that_no_comment_has_is_not_found),
		cmocka_unit_test(only_what_may_be_ours_is_asked_for),
		cmocka_unit_test(no_call_outlasts_the_time_that_is_left),
		cmocka_unit_test(no_tag_leaves_its_marker),
	};

	return RUN(tests);
}
