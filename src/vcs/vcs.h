/*
 * vcs: the one way to a git provider's HTTP API. One call is one exchange (and its redirects): no retries and no waiting,
 * which are the caller's; an error says whether the same again may work, and from when.
 *
 * The token goes to the origin of the provider alone: never to another host, port or scheme. TLS always, unless the
 * deployment's own base URL is http (a test's).
 */
#ifndef VCS_VCS_H
#define VCS_VCS_H

#include "base/world.h"
#include "net/http.h"

/* A kind of server. Bitbucket is two: Cloud, and Data Center with an API of its own. */
struct vcs_provider {
	const char *name;            /* as a job says it */
	const char *title;           /* for people: "GitHub" */
	const char *base_url;        /* NULL: none that everybody knows */
	const char *api_path;        /* under the base URL, where the API has no host of its own */
	const char *api_url;         /* of the well-known base URL; NULL: under it, as elsewhere */
	const char *accept;          /* media type of the API's answers */
	const char *tarball;         /* tarball.h says what stands in it */
	const char *tarball_default; /* of the default branch */
	bool tarball_on_site;        /* its path is under the base URL, not the API */
	bool tarball_flat;           /* no folder around everything */
};

/* One provider, one token. */
struct vcs {
	struct world *world;
	const struct vcs_provider *provider;
	struct str base_url, api_url; /* without '/' at the end */
	struct str authorization;     /* the header's value; empty without a token */
};

/* `provider` is "github", "gitlab", "bitbucket", or "bitbucket-cloud", "bitbucket-server" to say which Bitbucket it is:
 * otherwise it is Cloud at bitbucket.org alone. An empty base URL means the provider's own. A token with ':' in it is
 * `user:password` (Basic), another one goes as Bearer; an empty one is left out. Everything in `a`, but the token's bytes are
 * copied there too: an arena that is wiped. ERR_CONFIG for a base URL, ERR_INPUT for a token that cannot be. */
int vcs_open(struct vcs *v, struct arena *a, struct world *w, struct str provider, struct str base_url,
    struct str token, struct err *e);

struct vcs_request {
	struct str method; /* empty: GET */
	struct str path;   /* under the API's base, begins with '/', encoded */
	struct str query;  /* encoded, without '?' */
	struct str body;   /* JSON, or empty */
	int timeout_ms;    /* of each exchange; 0 means 10,000 (files: 300,000) */
	int sink_file;     /* where a good answer's body goes: a temporary file of the world, or -1 */
	uint64_t body_max;
	bool follow;  /* redirects, five at most; only of a GET */
	bool on_site; /* the path is under the base URL, not the API's */
};

#define VCS_REQUEST ((struct vcs_request){ .sink_file = -1 })

/* 0 for 2xx. Else ERR_AWS for an answer with another status (e->status is HTTP's; err_is_final() knows what is refused for
 * good), or what the exchange failed with. e->again_at_ms says from when a limited rate allows more. The message names
 * provider, method and path, never the token or a signed URL. */
int vcs_call(const struct vcs *v, struct arena *a, const struct vcs_request *req, struct http_response *res,
    struct err *e);

/* When the provider takes requests again, as an answer that was limited says it: in seconds or as a date (Retry-After), or as
 * the end of the period (X-RateLimit-Reset, RateLimit-Reset). 0 where the answer has nothing to do with rates; a minute from
 * now where it does and says no more. `message` is what the answer says in words. */
int64_t vcs_again_at_ms(const struct http_response *res, struct str message, int64_t now_ms);

#endif
