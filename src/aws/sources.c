/* Where each kind of program looks for credentials and configuration, in botocore's order. */
#include "aws/call.h"
#include "aws/imds.h"

static const struct credential_provider *const function[] = {
	&credentials_environment,
	&credentials_container,
	NULL,
};

static const struct credential_provider *const host[] = {
	&credentials_environment,
	&credentials_container,
	&credentials_imds,
	NULL,
};

static const struct credential_provider *const person[] = {
	&credentials_environment,
	&credentials_role,
	&credentials_web_identity,
	&credentials_sso,
	&credentials_shared_file,
	&credentials_login,
	&credentials_process,
	&credentials_config_file,
	&credentials_container,
	&credentials_imds,
	NULL,
};

/* What an instance knows of where it runs. */
static void
region_of_instance(struct world *w, struct arena *a, const struct profiles *p, struct str *region)
{
	struct imds i;
	bool there;

	if (imds_open(&i, w, a, p, &there, NULL) == 0 && there &&
	    imds_get(&i, STR("placement/region"), region, NULL) == 0)
		return;
	*region = STR("");
}

const struct aws_sources aws_sources_function = { .providers = function };
const struct aws_sources aws_sources_host = { .providers = host, .region = region_of_instance };
const struct aws_sources aws_sources_person = {
	.providers = person,
	.profiles = profiles_read,
	.region = region_of_instance,
};
