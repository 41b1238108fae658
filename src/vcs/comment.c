/*
 * Sources: GitHub REST API, "Issue comments" (pull requests are issues), "Using pagination"; GitLab, "Notes API", "Pagination";
 * Bitbucket Cloud REST API, "Pullrequests", "Issue tracker", "Pagination"; Bitbucket Data Center REST API, "Pull Requests"
 * (comments have a version, which an update must name; they are listed as activities). Bitbucket shows HTML as text, but not the
 * definition of a link that nobody uses (Markdown).
 */
#include "vcs/comment.h"

#include "codec/date.h"
#include "codec/json.h"
#include "vcs/template.h"

enum { PAGES_MAX = 200, PAGE_BYTES_MAX = 64 * 1024 * 1024, ID_MAX = 64, BLANKS = 6 };

/* How an answer says where the next page is. */
enum paging {
	PAGING_LINK,   /* a header Link, rel="next" */
	PAGING_HEADER, /* a header X-Next-Page: the page's number */
	PAGING_URL,    /* the body's `next`: a URL */
	PAGING_START,  /* the body's `nextPageStart`, unless `isLastPage` */
};

struct comment_api {
	const char *provider;
	/* of a pull request, and of an issue; NULL: it has none */
	const char *comments[2]; /* where they are created and, unless listed elsewhere, listed */
	const char *comment[2];  /* one of them */
	const char *listed;      /* NULL: as they are created */
	const char *first_page;  /* its query; what is new comes first where the provider can */
	bool since;              /* the query may say since when */
	enum paging paging;
	const char *wrapped; /* the text's member in JSON, in an object of this name; NULL: in none */
	const char *text;    /* the text's member */
	const char *update;  /* the method */
	bool versioned;
	const char *marker, *marker_end;
	struct vcs_comment_rules rules;
};

static const struct comment_api apis[] = {
	{
	    .provider = "github",
	    .comments = { "/repos/{repo}/issues/{number}/comments", "/repos/{repo}/issues/{number}/comments" },
	    .comment = { "/repos/{repo}/issues/comments/{id}", "/repos/{repo}/issues/comments/{id}" },
	    .first_page = "per_page=100",
	    .since = true,
	    .paging = PAGING_LINK,
	    .text = "body",
	    .update = "PATCH",
	    .marker = "<!-- aws-exe-sys: ",
	    .marker_end = " -->\n",
	    .rules = { 65536, true },
	},
	{
	    .provider = "gitlab",
	    .comments = { "/projects/{repo-as-one}/merge_requests/{number}/notes",
		"/projects/{repo-as-one}/issues/{number}/notes" },
	    .comment = { "/projects/{repo-as-one}/merge_requests/{number}/notes/{id}",
		"/projects/{repo-as-one}/issues/{number}/notes/{id}" },
	    .first_page = "per_page=100&order_by=created_at&sort=desc",
	    .paging = PAGING_HEADER,
	    .text = "body",
	    .update = "PUT",
	    .marker = "<!-- aws-exe-sys: ",
	    .marker_end = " -->\n",
	    /* GitLab takes a million, but people read no more there than elsewhere. */
	    .rules = { 65536, true },
	},
	{
	    .provider = "bitbucket-cloud",
	    .comments = { "/repositories/{repo}/pullrequests/{number}/comments",
		"/repositories/{repo}/issues/{number}/comments" },
	    .comment = { "/repositories/{repo}/pullrequests/{number}/comments/{id}",
		"/repositories/{repo}/issues/{number}/comments/{id}" },
	    .first_page = "pagelen=100&sort=-created_on",
	    .paging = PAGING_URL,
	    .wrapped = "content",
	    .text = "raw",
	    .update = "PUT",
	    .marker = "[aws-exe-sys: ",
	    .marker_end = "]: #\n\n",
	    .rules = { 32768, false },
	},
	{
	    .provider = "bitbucket-server",
	    .comments = { "/projects/{project}/repos/{slug}/pull-requests/{number}/comments", NULL },
	    .comment = { "/projects/{project}/repos/{slug}/pull-requests/{number}/comments/{id}", NULL },
	    .listed = "/projects/{project}/repos/{slug}/pull-requests/{number}/activities",
	    .first_page = "limit=100",
	    .paging = PAGING_START,
	    .text = "text",
	    .update = "PUT",
	    .versioned = true,
	    .marker = "[aws-exe-sys: ",
	    .marker_end = "]: #\n\n",
	    .rules = { 32768, false },
	},
};

static const struct comment_api *
api_of(const struct vcs *v)
{
	for (size_t i = 0; i < COUNT(apis); i++)
		if (str_eqz(str_z(v->provider->name), apis[i].provider))
			return &apis[i];
	return NULL;
}

struct vcs_comment_rules
vcs_comment_rules(const struct vcs *v)
{
	return api_of(v)->rules;
}

/* No tag can end the marker or make a second one of it: what is not plainly harmless is percent-encoded. */
void
vcs_comment_marker(struct buf *out, const struct vcs *v, struct str tag)
{
	const struct comment_api *api = api_of(v);
	char last = 0;

	buf_addz(out, api->marker);
	for (size_t i = 0; i < tag.n; i++) {
		unsigned char c = (unsigned char)tag.p[i];
		bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' ||
		    c == '.' || c == '_' || c == ':' || c == '/' || c == '+' || c == ',' || c == '=' ||
		    (c == '-' && last != '-');

		if (plain)
			buf_addc(out, (char)c);
		else
			buf_printf(out, "%%%02X", c);
		last = (char)c;
	}
	buf_addz(out, api->marker_end);
}

static struct str
path_of(struct arena *a, const char *template, const struct vcs_comment_place *at, struct str id)
{
	size_t slash = str_rchr(at->repo, '/');
	const struct vcs_blank blanks[BLANKS] = {
		{ "repo", at->repo, URL_PATH },
		{ "repo-as-one", at->repo, URL_QUERY },
		{ "project", str_sub(at->repo, 0, slash), URL_QUERY },
		{ "slug", str_sub(at->repo, slash + 1, at->repo.n), URL_QUERY },
		{ "number", at->number, URL_QUERY },
		{ "id", id, URL_QUERY },
	};

	return vcs_expand(a, template, blanks, BLANKS);
}

/* One exchange within the time that is left. Its answer as JSON; an empty one is none. */
static int
call(const struct vcs *v, struct arena *a, const struct vcs_comment_place *at, struct vcs_request req,
    struct http_response *res, struct json *out, struct err *e)
{
	int64_t left_ms = at->until_ms - world_monotonic_ms(v->world);
	struct http_response own;

	if (!res)
		res = &own;
	if (left_ms <= 0)
		return err_set(e, ERR_TIMEOUT, "%s: no time is left for the comment", v->provider->title);
	req.timeout_ms = (int)left_ms;
	req.body_max = PAGE_BYTES_MAX;
	if (vcs_call(v, a, &req, res, e) < 0)
		return -1;
	if (!out || (json_parse(a, res->body, NULL, out, NULL, NULL) == 0))
		return 0;
	return err_set(e, ERR_PROTO, "%s: " STR_FMT ": the answer is not JSON", v->provider->title, STR_ARG(req.path));
}

static int
kind_of(const struct vcs *v, const struct vcs_comment_place *at, struct err *e)
{
	int kind = at->issue;

	if (api_of(v)->comments[kind])
		return kind;
	return err_set(e, ERR_INPUT, "%s has no issues: a comment can be kept on a pull request only",
	    v->provider->title);
}

/* Ids are numbers. */
static int
read_id(const struct vcs *v, struct arena *a, struct json comment, struct str *id, struct err *e)
{
	struct json j = json_get(comment, "id");

	if (json_type(j) != JSON_NUMBER || json_raw(j).n > ID_MAX)
		return err_set(e, ERR_PROTO, "%s: the comment has no id", v->provider->title);
	*id = arena_str(a, json_raw(j));
	return 0;
}

static struct str
body_of(struct arena *a, const struct comment_api *api, struct str text, int64_t version)
{
	struct buf b = buf_in(a);
	struct json_writer w = json_writer(&b);

	json_object(&w);
	if (api->wrapped)
		json_put_object(&w, api->wrapped);
	json_put_str(&w, api->text, text);
	if (api->wrapped)
		json_close(&w);
	if (api->versioned && version >= 0)
		json_put_i64(&w, "version", version);
	json_close(&w);
	return buf_str(&b);
}

int
vcs_comment_create(const struct vcs *v, struct arena *a, const struct vcs_comment_place *at, struct str text,
    struct str *id, struct err *e)
{
	const struct comment_api *api = api_of(v);
	struct vcs_request req = VCS_REQUEST;
	int kind = kind_of(v, at, e);
	struct json made;

	if (kind < 0)
		return -1;
	req.method = STR("POST");
	req.path = path_of(a, api->comments[kind], at, STR(""));
	req.body = body_of(a, api, text, -1);
	if (call(v, a, at, req, NULL, &made, e) < 0)
		return -1;
	return read_id(v, a, made, id, e);
}

/* What an update or deletion must name where comments have versions; else -1. */
static int
version_of(const struct vcs *v, struct arena *a, const struct vcs_comment_place *at, struct str path, int64_t *version,
    struct err *e)
{
	struct vcs_request req = VCS_REQUEST;
	struct json comment;

	*version = -1;
	if (!api_of(v)->versioned)
		return 0;
	req.path = path;
	if (call(v, a, at, req, NULL, &comment, e) < 0)
		return -1;
	*version = json_i64_or(json_get(comment, "version"), 0);
	return 0;
}

int
vcs_comment_update(const struct vcs *v, struct arena *a, const struct vcs_comment_place *at, struct str id,
    struct str text, struct err *e)
{
	const struct comment_api *api = api_of(v);
	struct vcs_request req = VCS_REQUEST;
	int kind = kind_of(v, at, e);
	int64_t version;

	if (kind < 0)
		return -1;
	req.path = path_of(a, api->comment[kind], at, id);
	if (version_of(v, a, at, req.path, &version, e) < 0)
		return -1;
	req.method = str_z(api->update);
	req.body = body_of(a, api, text, version);
	return call(v, a, at, req, NULL, NULL, e);
}

int
vcs_comment_delete(const struct vcs *v, struct arena *a, const struct vcs_comment_place *at, struct str id,
    struct err *e)
{
	struct vcs_request req = VCS_REQUEST;
	int kind = kind_of(v, at, e);
	int64_t version;

	if (kind < 0)
		return -1;
	req.path = path_of(a, api_of(v)->comment[kind], at, id);
	if (version_of(v, a, at, req.path, &version, e) < 0)
		return -1;
	req.method = STR("DELETE");
	if (version >= 0)
		req.query = arena_printf(a, "version=%lld", (long long)version);
	return call(v, a, at, req, NULL, NULL, e);
}

/* ---- all pages ---- */

/* The query of the URL that a Link header calls `next`: <https://..?page=2>; rel="next", <..>; rel="last" (RFC 8288) */
static struct str
next_link(struct str header)
{
	while (header.n) {
		struct str one = str_sub(header, str_chr(header, '<'), header.n);
		size_t end = str_chr(one, '>');
		struct str url = str_sub(one, 1, end), rest = str_sub(one, end + 1, one.n);
		size_t next = str_chr(rest, '<');

		if (str_find(str_sub(rest, 0, next), STR("rel=\"next\"")) < str_sub(rest, 0, next).n)
			return url;
		header = str_sub(rest, next, rest.n);
	}
	return STR("");
}

/* Only the query is taken from what an answer says: the next page is asked for at the same place. */
static struct str
query_of(struct str url)
{
	struct str query = str_sub(url, str_chr(url, '?') + 1, url.n);

	return str_sub(query, 0, str_chr(query, '#'));
}

/* The next page's query; empty after the last page. */
static struct str
next_page(struct arena *a, const struct comment_api *api, const struct http_response *res, struct json doc)
{
	struct str value = STR("");

	switch (api->paging) {
	case PAGING_LINK:
		return query_of(next_link(http_header_get(res->headers, res->header_count, "link")));
	case PAGING_URL:
		return query_of(json_str_or(json_get(doc, "next"), STR("")));
	case PAGING_HEADER:
		value = str_trim(http_header_get(res->headers, res->header_count, "x-next-page"));
		return value.n ? arena_printf(a, "%s&page=" STR_FMT, api->first_page, STR_ARG(value)) : value;
	case PAGING_START:
		if (!json_bool_or(json_get(doc, "isLastPage"), true))
			value = json_raw(json_get(doc, "nextPageStart"));
		return value.n ? arena_printf(a, "%s&start=" STR_FMT, api->first_page, STR_ARG(value)) : value;
	}
	return value;
}

static struct json
find_on_page(const struct comment_api *api, struct json doc, struct str marker)
{
	struct json list = json_type(doc) == JSON_ARRAY ? doc : json_get(doc, "values");

	for (struct json j = json_first(list); json_exists(j); j = json_next(j)) {
		struct json comment = api->listed ? json_get(j, "comment") : j;
		struct json holder = api->wrapped ? json_get(comment, api->wrapped) : comment;

		if (!json_bool_or(json_get(comment, "deleted"), false) &&
		    str_starts(str_trim(json_str_or(json_get(holder, api->text), STR(""))), marker))
			return comment;
	}
	return JSON_NONE;
}

static struct str
first_page(struct arena *a, const struct comment_api *api, const struct vcs_comment_place *at)
{
	struct buf query = buf_in(a), date = buf_in(a);

	buf_addz(&query, api->first_page);
	if (api->since && at->since_ms) {
		date_write(&date, at->since_ms - at->since_ms % 1000, DATE_ISO);
		buf_addz(&query, "&since=");
		/* Without its thousandths, which not every server reads. */
		url_encode(&query, str_sub(buf_str(&date), 0, str_chr(buf_str(&date), '.')), URL_QUERY);
		buf_addc(&query, 'Z');
	}
	return buf_str(&query);
}

/* One page: the comment, or the next page's query (empty: there is none), in `a`. */
static int
look(const struct vcs *v, struct arena *a, const struct vcs_comment_place *at, struct str marker,
    struct vcs_request *req, struct str *id, struct err *e)
{
	const struct comment_api *api = api_of(v);
	struct arena page = ARENA_EMPTY;
	struct http_response res;
	struct json doc, found;
	int result;

	*id = STR("");
	result = call(v, &page, at, *req, &res, &doc, e);
	if (result == 0) {
		found = find_on_page(api, doc, marker);
		req->query = arena_str(a, next_page(&page, api, &res, doc));
		if (json_exists(found))
			result = read_id(v, a, found, id, e);
	}
	arena_release(&page);
	return result;
}

int
vcs_comment_find(const struct vcs *v, struct arena *a, const struct vcs_comment_place *at, struct str tag,
    struct str *id, struct err *e)
{
	const struct comment_api *api = api_of(v);
	struct vcs_request req = VCS_REQUEST;
	struct buf marker = buf_in(a);
	int kind = kind_of(v, at, e);

	if (kind < 0)
		return -1;
	vcs_comment_marker(&marker, v, tag);
	req.path = path_of(a, api->listed ? api->listed : api->comments[kind], at, STR(""));
	req.query = first_page(a, api, at);
	for (int pages = 0; pages < PAGES_MAX; pages++) {
		if (look(v, a, at, str_trim(buf_str(&marker)), &req, id, e) < 0)
			return -1;
		if (id->n)
			return 0;
		if (!req.query.n)
			return err_set(e, ERR_NOT_FOUND, "%s: no comment has the tag", v->provider->title);
	}
	return err_set(e, ERR_LIMIT, "%s: the tag is on none of the first %d pages of comments", v->provider->title,
	    PAGES_MAX);
}
