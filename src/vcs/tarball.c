#include "vcs/tarball.h"

#include "codec/url.h"

/* What stands for a placeholder, encoded; false for a name that is none. */
static bool
fill(struct buf *out, struct str name, const struct vcs_tarball *t)
{
	size_t slash = str_rchr(t->repo, '/');
	const struct {
		const char *name;
		struct str value;
		enum url_part part;
	} all[] = {
		{ "repo", t->repo, URL_PATH },
		{ "repo-as-one", t->repo, URL_QUERY },
		{ "project", str_sub(t->repo, 0, slash), URL_QUERY },
		{ "slug", str_sub(t->repo, slash + 1, t->repo.n), URL_QUERY },
		{ "ref", t->ref, URL_PATH },
		{ "ref-as-one", t->ref, URL_QUERY },
	};

	for (size_t i = 0; i < COUNT(all); i++)
		if (str_eqz(name, all[i].name)) {
			url_encode(out, all[i].value, all[i].part);
			return true;
		}
	return false;
}

static struct str
expand(struct arena *a, const char *template, const struct vcs_tarball *t)
{
	struct str rest = str_z(template);
	struct buf out = buf_in(a);

	while (rest.n) {
		size_t open = str_chr(rest, '{'), close = str_chr(rest, '}');

		buf_add(&out, str_sub(rest, 0, open));
		fill(&out, str_sub(rest, open + 1, close), t);
		rest = str_sub(rest, open < rest.n ? close + 1 : rest.n, rest.n);
	}
	return buf_str(&out);
}

int
vcs_tarball(const struct vcs *v, struct arena *a, const struct vcs_tarball *t, uint64_t *bytes, bool *flat,
    struct err *e)
{
	const struct vcs_provider *p = v->provider;
	struct str path = expand(a, t->ref.n ? p->tarball : p->tarball_default, t);
	struct vcs_request req = VCS_REQUEST;
	struct http_response res;

	req.path = str_cut(&path, '?');
	req.query = path;
	req.on_site = p->tarball_on_site;
	req.follow = true;
	req.sink_file = t->sink_file;
	req.body_max = t->max;
	req.timeout_ms = t->timeout_ms;
	*flat = p->tarball_flat;
	if (vcs_call(v, a, &req, &res, e) < 0)
		return -1;
	*bytes = res.body_bytes;
	return 0;
}
