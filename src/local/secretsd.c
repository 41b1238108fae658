/* secretsd: Secrets Manager (API Reference), secrets as strings with one version. */
#include "local/state.h"

enum { VALUE_BYTES_MAX = 65536 };

struct secret {
	struct str name, value, version;
	int64_t created_ms;
};

struct secretsd {
	struct map secrets;
};

struct secretsd *
secretsd_new(void)
{
	return heap_new(struct secretsd);
}

static void
secret_free(struct secret *s)
{
	if (!s)
		return;
	heap_str_free(&s->name);
	heap_str_free(&s->value);
	heap_str_free(&s->version);
	heap_free(s);
}

void
secretsd_free(struct secretsd *d)
{
	size_t at = 0;

	if (!d)
		return;
	for (struct secret *s; (s = map_next(&d->secrets, &at));)
		secret_free(s);
	map_free(&d->secrets);
	heap_free(d);
}

static struct secret *
store(struct cloud *c, int64_t now_ms, struct str name, struct str value)
{
	struct arena scratch = ARENA_EMPTY;
	struct secret *s = heap_new(struct secret);

	*s = (struct secret){ heap_str(name), heap_str(value), heap_str(state_uuid(c, &scratch)), now_ms };
	secret_free(map_put(&c->secretsd->secrets, s->name, s));
	arena_release(&scratch);
	return s;
}

void
cloud_put_secret(struct cloud *c, int64_t now_ms, struct str name, struct str value)
{
	store(c, now_ms, name, value);
}

static struct str
arn(struct op *o, struct str name)
{
	return arena_printf(o->arena, "arn:aws:secretsmanager:" STR_FMT ":" STR_FMT ":secret:" STR_FMT "-local1",
	    STR_ARG(o->cloud->region), STR_ARG(o->cloud->account_id), STR_ARG(name));
}

/* By name or ARN. */
static struct secret *
find(struct op *o, struct err *e)
{
	struct str id = param_str(o->in, "SecretId");
	size_t at = str_find(id, STR(":secret:"));
	struct secret *s;

	if (at < id.n)
		id = str_sub(id, at + 8, str_ends(id, STR("-local1")) ? id.n - 7 : id.n);
	o->detail = id;
	s = map_get(&o->cloud->secretsd->secrets, id);
	if (!s)
		fault(e, 400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
	return s;
}

static int
answer(struct op *o, const struct secret *s)
{
	json_put_str(&o->out, "ARN", arn(o, s->name));
	json_put_str(&o->out, "Name", s->name);
	json_put_str(&o->out, "VersionId", s->version);
	return 0;
}

static int
get_secret_value(struct op *o, struct err *e)
{
	const struct secret *s = find(o, e);
	struct str stage = param_str(o->in, "VersionStage"), version = param_str(o->in, "VersionId");

	if (!s)
		return -1;
	if ((stage.n && !str_eqz(stage, "AWSCURRENT")) || (version.n && !str_eq(version, s->version)))
		return fault(e, 400, "ResourceNotFoundException",
		    "Secrets Manager can't find the specified secret value: the local AWS keeps "
		    "the current version only");
	answer(o, s);
	json_put_str(&o->out, "SecretString", s->value);
	json_put_raw(&o->out, "VersionStages", STR("[\"AWSCURRENT\"]"));
	write_time(&o->out, "CreatedDate", s->created_ms);
	return 0;
}

static int
check_value(struct op *o, struct err *e)
{
	size_t n = param_str(o->in, "SecretString").n;

	if (n && n <= VALUE_BYTES_MAX)
		return 0;
	return fault(e, 400, "InvalidParameterException", "SecretString must have 1 to %d bytes", VALUE_BYTES_MAX);
}

static int
create_secret(struct op *o, struct err *e)
{
	struct str name = param_str(o->in, "Name");

	o->detail = name;
	if (!name.n)
		return fault(e, 400, "InvalidParameterException", "Name is empty");
	if (map_get(&o->cloud->secretsd->secrets, name))
		return fault(e, 400, "ResourceExistsException",
		    "The operation failed because the secret " STR_FMT " already exists.", STR_ARG(name));
	return check_value(o, e) < 0 ? -1 :
				       answer(o, store(o->cloud, o->now_ms, name, param_str(o->in, "SecretString")));
}

static int
put_secret_value(struct op *o, struct err *e)
{
	const struct secret *s = find(o, e);
	struct str name = s ? arena_str(o->arena, s->name) : STR("");

	return !s || check_value(o, e) < 0 ?
	    -1 :
	    answer(o, store(o->cloud, o->now_ms, name, param_str(o->in, "SecretString")));
}

/* At once, whatever the recovery window. */
static int
delete_secret(struct op *o, struct err *e)
{
	struct secret *s = find(o, e);

	if (!s)
		return -1;
	json_put_str(&o->out, "ARN", arn(o, s->name));
	json_put_str(&o->out, "Name", s->name);
	write_time(&o->out, "DeletionDate", o->now_ms);
	secret_free(map_remove(&o->cloud->secretsd->secrets, s->name));
	return 0;
}

static const struct param get_params[] = { { "SecretId", PARAM_STR, true }, { "VersionId", PARAM_STR, false },
	{ "VersionStage", PARAM_STR, false } };
static const struct param create_params[] = { { "Name", PARAM_STR, true }, { "SecretString", PARAM_STR, true },
	{ "Description", PARAM_STR, false }, { "ClientRequestToken", PARAM_STR, false } };
static const struct param put_params[] = { { "SecretId", PARAM_STR, true }, { "SecretString", PARAM_STR, true },
	{ "ClientRequestToken", PARAM_STR, false } };
static const struct param delete_params[] = { { "SecretId", PARAM_STR, true },
	{ "RecoveryWindowInDays", PARAM_INT, false }, { "ForceDeleteWithoutRecovery", PARAM_BOOL, false } };

static const struct operation list[] = {
	OPERATION("GetSecretValue", get_secret_value, get_params),
	OPERATION("CreateSecret", create_secret, create_params),
	OPERATION("PutSecretValue", put_secret_value, put_params),
	OPERATION("DeleteSecret", delete_secret, delete_params),
};

const struct operations secretsd_operations = { list, COUNT(list) };
