/*
 * Sources: GitHub REST API, "Download a repository archive (tar)"; GitLab, "Repositories API", "Get file archive"; Atlassian
 * support, "How to download repositories using the Bitbucket Cloud API"; Bitbucket Data Center REST API, "Stream archive of
 * repository".
 */
#include "vcs/provider.h"

#include "base/buf.h"
#include "codec/url.h"

enum { GITHUB, GITLAB, BITBUCKET_CLOUD, BITBUCKET_SERVER, PROVIDERS };

static const struct vcs_provider providers[PROVIDERS] = {
	[GITHUB] = { .name = "github",
	    .title = "GitHub",
	    .base_url = "https://github.com",
	    .api_path = "/api/v3",
	    .api_url = "https://api.github.com",
	    .accept = "application/vnd.github+json",
	    .tarball = "/repos/{repo}/tarball/{ref}",
	    .tarball_default = "/repos/{repo}/tarball" },
	[GITLAB] = { .name = "gitlab",
	    .title = "GitLab",
	    .base_url = "https://gitlab.com",
	    .api_path = "/api/v4",
	    .accept = "application/json",
	    .tarball = "/projects/{repo-as-one}/repository/archive.tar.gz?sha={ref-as-one}",
	    .tarball_default = "/projects/{repo-as-one}/repository/archive.tar.gz" },
	[BITBUCKET_CLOUD] = { .name = "bitbucket-cloud",
	    .title = "Bitbucket",
	    .base_url = "https://bitbucket.org",
	    .api_path = "/2.0",
	    .api_url = "https://api.bitbucket.org/2.0",
	    .accept = "application/json",
	    .tarball = "/{repo}/get/{ref}.tar.gz",
	    .tarball_default = "/{repo}/get/HEAD.tar.gz",
	    .tarball_on_site = true },
	[BITBUCKET_SERVER] = { .name = "bitbucket-server",
	    .title = "Bitbucket Data Center",
	    .api_path = "/rest/api/latest",
	    .accept = "application/json",
	    .tarball = "/projects/{project}/repos/{slug}/archive?format=tgz&at={ref-as-one}",
	    .tarball_default = "/projects/{project}/repos/{slug}/archive?format=tgz",
	    .tarball_flat = true },
};

static struct str
without_slash(struct str url)
{
	while (str_ends(url, STR("/")))
		url = str_sub(url, 0, url.n - 1);
	return url;
}

static bool
is_well_known(const struct vcs_provider *p, struct str base_url)
{
	return p->base_url && str_eq_nocase(without_slash(base_url), str_z(p->base_url));
}

const struct vcs_provider *
vcs_provider_find(struct str name, struct str base_url)
{
	if (str_eqz(name, "bitbucket")) {
		bool cloud = base_url.n == 0 || is_well_known(&providers[BITBUCKET_CLOUD], base_url);

		return &providers[cloud ? BITBUCKET_CLOUD : BITBUCKET_SERVER];
	}
	for (size_t i = 0; i < PROVIDERS; i++)
		if (str_eqz(name, providers[i].name))
			return &providers[i];
	return NULL;
}

/* GitHub Enterprise Cloud with data residency: SUBDOMAIN.ghe.com has its API at api.SUBDOMAIN.ghe.com. */
static bool
is_tenant(const struct vcs_provider *p, const struct url *url)
{
	return p == &providers[GITHUB] && str_ends(url->host, STR(".ghe.com"));
}

int
vcs_api_url(struct arena *a, const struct vcs_provider *p, struct str base_url, struct str *out, struct err *e)
{
	struct url url;

	base_url = without_slash(base_url);
	if (url_parse(base_url, &url, e) < 0 || url.query.n) {
		err_set(e, ERR_CONFIG, "%s: the base URL must be https://<host>, a path behind it where there is one",
		    p->title);
		return -1;
	}
	if (is_well_known(p, base_url) && p->api_url)
		*out = str_z(p->api_url);
	else if (is_tenant(p, &url))
		*out = arena_printf(a, "https://api." STR_FMT, STR_ARG(url.host));
	else
		*out = arena_printf(a, STR_FMT "%s", STR_ARG(base_url), p->api_path);
	return 0;
}
