#include "engine/provider.h"

#include "engine/secrets.h"

/* Where a job's provider is in this deployment, and what kind of server. */
static struct str
base_url(const struct config *c, struct str *provider)
{
	if (str_eqz(*provider, "github"))
		return c->github_url;
	if (str_eqz(*provider, "gitlab"))
		return c->gitlab_url;
	if (str_eqz(c->bitbucket_kind, "cloud"))
		*provider = STR("bitbucket-cloud");
	else if (str_eqz(c->bitbucket_kind, "server"))
		*provider = STR("bitbucket-server");
	return c->bitbucket_url;
}

int
provider_open(struct engine *g, struct arena *a, struct str provider, struct str token_location, int patience_ms,
    struct vcs *out, struct err *e)
{
	struct secret secret = { 0 };
	struct str url = base_url(&g->config, &provider);

	if (token_location.n && secret_fetch(g, a, token_location, patience_ms, &secret, e) < 0)
		return err_wrap(e, "git token");
	if (token_location.n && secret.count == 0)
		return err_set(e, ERR_INPUT, "git token: " STR_FMT ": it holds no value", STR_ARG(token_location));
	if (vcs_open(out, a, g->world, provider, url, secret.count ? secret.pairs[0].value : STR(""), e) == 0)
		return 0;
	return token_location.n && e && e->code == ERR_INPUT ? err_wrap(e, STR_FMT, STR_ARG(token_location)) : -1;
}
