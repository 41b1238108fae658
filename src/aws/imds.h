/*
 * imds: the metadata service of EC2 instances, version 2 alone (EC2 User Guide, "Use the Instance Metadata Service"): a token by
 * PUT, then what is asked for. AWS_EC2_METADATA_DISABLED turns it off; AWS_EC2_METADATA_SERVICE_ENDPOINT (or _MODE IPv6)
 * says where it is, AWS_METADATA_SERVICE_TIMEOUT and _NUM_ATTEMPTS how long to wait (1 s, once), all of them also as
 * settings of the profile.
 */
#ifndef AWS_IMDS_H
#define AWS_IMDS_H

#include "aws/profile.h"
#include "base/world.h"

/* A session: token in hand. */
struct imds {
	struct world *world;
	struct arena *arena;
	bool tls;
	struct str host, path; /* path: the endpoint's prefix */
	uint16_t port;
	int timeout_ms, attempts;
	struct str token;
};

/* *there is false when nothing answers, or it is turned off: most machines are no instances. */
int imds_open(struct imds *i, struct world *w, struct arena *a, const struct profiles *p, bool *there, struct err *e);

/* GET /latest/meta-data/<path>. ERR_NOT_FOUND for 404 and for an empty answer. */
int imds_get(struct imds *i, struct str path, struct str *out, struct err *e);

#endif
