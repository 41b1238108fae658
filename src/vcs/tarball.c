#include "vcs/tarball.h"

#include "vcs/template.h"

static struct str
path_of(struct arena *a, const char *template, const struct vcs_tarball *t)
{
	size_t slash = str_rchr(t->repo, '/');
	const struct vcs_blank blanks[] = {
		{ "repo", t->repo, URL_PATH },
		{ "repo-as-one", t->repo, URL_QUERY },
		{ "project", str_sub(t->repo, 0, slash), URL_QUERY },
		{ "slug", str_sub(t->repo, slash + 1, t->repo.n), URL_QUERY },
		{ "ref", t->ref, URL_PATH },
		{ "ref-as-one", t->ref, URL_QUERY },
	};

	return vcs_expand(a, template, blanks, COUNT(blanks));
}

int
vcs_tarball(const struct vcs *v, struct arena *a, const struct vcs_tarball *t, uint64_t *bytes, bool *flat,
    struct err *e)
{
	const struct vcs_provider *p = v->provider;
	struct str path = path_of(a, t->ref.n ? p->tarball : p->tarball_default, t);
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
