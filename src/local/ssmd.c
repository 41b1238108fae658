/* ssmd: Systems Manager's Parameter Store (API Reference): versions, conditions, decryption is never needed. */
#include "codec/date.h"
#include "local/state.h"

enum { STANDARD_BYTES_MAX = 4096, ADVANCED_BYTES_MAX = 8192, NAMES_MAX = 10, NAME_BYTES_MAX = 1011 };

struct parameter {
	struct str name, value, type, tier, policies;
	int64_t version, modified_ms, expires_ms; /* 0: never */
};

struct ssmd {
	struct map parameters;
};

struct ssmd *
ssmd_new(void)
{
	return heap_new(struct ssmd);
}

static void
parameter_free(struct parameter *p)
{
	if (!p)
		return;
	heap_str_free(&p->name);
	heap_str_free(&p->value);
	heap_str_free(&p->type);
	heap_str_free(&p->tier);
	heap_str_free(&p->policies);
	heap_free(p);
}

void
ssmd_free(struct ssmd *s)
{
	size_t at = 0;

	if (!s)
		return;
	for (struct parameter *p; (p = map_next(&s->parameters, &at));)
		parameter_free(p);
	map_free(&s->parameters);
	heap_free(s);
}

/* One whose expiration policy is due is gone. */
static struct parameter *
find(struct cloud *c, int64_t now_ms, struct str name)
{
	struct parameter *p = map_get(&c->ssmd->parameters, name);

	if (!p || !p->expires_ms || p->expires_ms > now_ms)
		return p;
	parameter_free(map_remove(&c->ssmd->parameters, name));
	return NULL;
}

static struct parameter *
store(struct cloud *c, int64_t now_ms, struct str name, struct str type, struct str value)
{
	struct parameter *old = find(c, now_ms, name), *p = heap_new(struct parameter);

	p->name = heap_str(name);
	p->type = heap_str(type);
	p->value = heap_str(value);
	p->version = old ? old->version + 1 : 1;
	p->modified_ms = now_ms;
	map_put(&c->ssmd->parameters, p->name, p);
	parameter_free(old);
	return p;
}

void
cloud_put_parameter(struct cloud *c, int64_t now_ms, struct str name, struct str value)
{
	store(c, now_ms, name, STR("SecureString"), value);
}

/* ---- PutParameter ----------------------------------------------------------------------------------------------- */

/* Parameter Store User Guide, "Assigning parameter policies": a JSON list; Expiration is the one that has an effect here. */
static int
read_policies(struct op *o, struct str text, int64_t *expires_ms, struct err *e)
{
	struct json list;

	*expires_ms = 0;
	if (!text.n)
		return 0;
	if (json_parse(o->arena, text, NULL, &list, NULL, NULL) < 0 || json_type(list) != JSON_ARRAY)
		return fault(e, 400, "InvalidPolicyAttributeException", "Policies must be a JSON list");
	for (struct json p = json_first(list); json_exists(p); p = json_next(p)) {
		struct str type = param_str(p, "Type"), time = param_str(json_get(p, "Attributes"), "Timestamp");

		if (!str_eqz(type, "Expiration"))
			return fault(e, 400, "InvalidPolicyTypeException",
			    "The local AWS does not have the policy type " STR_FMT, STR_ARG(type));
		if (date_read(time, DATE_ISO, expires_ms, NULL) < 0)
			return fault(e, 400, "InvalidPolicyAttributeException",
			    "Expiration needs a Timestamp such as 2030-01-02T03:04:05Z");
	}
	return 0;
}

static int
check_put(struct op *o, struct str type, struct str tier, int64_t *expires_ms, struct err *e)
{
	struct str name = param_str(o->in, "Name"), value = param_str(o->in, "Value"),
		   policies = param_str(o->in, "Policies");
	bool advanced = str_eqz(tier, "Advanced"), standard = !tier.n || str_eqz(tier, "Standard");

	if (!name.n || name.n > NAME_BYTES_MAX || str_starts(name, STR("aws")) || str_starts(name, STR("/aws")) ||
	    str_starts(name, STR("ssm")) || str_starts(name, STR("/ssm")))
		return fault_validation(e,
		    "Parameter name: can't be empty, longer than %d, or prefixed with \"ssm\" or \"aws\"",
		    NAME_BYTES_MAX);
	if (!str_eqz(type, "String") && !str_eqz(type, "SecureString") && !str_eqz(type, "StringList"))
		return fault_validation(e, "Type must be String, StringList or SecureString");
	if (!advanced && !standard && !str_eqz(tier, "Intelligent-Tiering"))
		return fault_validation(e, "Tier must be Standard, Advanced or Intelligent-Tiering");
	if (!value.n || value.n > (standard ? STANDARD_BYTES_MAX : ADVANCED_BYTES_MAX))
		return fault_validation(e,
		    "%s tier parameters support a maximum parameter value of %d characters, and at least 1",
		    standard ? "Standard" : "Advanced", standard ? STANDARD_BYTES_MAX : ADVANCED_BYTES_MAX);
	if (policies.n && standard)
		return fault_validation(e, "Parameter policies need the Advanced tier");
	return read_policies(o, policies, expires_ms, e);
}

static int
put_parameter(struct op *o, struct err *e)
{
	struct str name = param_str(o->in, "Name"), type = param_str(o->in, "Type"), tier = param_str(o->in, "Tier");
	struct parameter *old = find(o->cloud, o->now_ms, name), *p;
	int64_t expires_ms;

	o->detail = name;
	if (!type.n && old)
		type = arena_str(o->arena, old->type);
	if (check_put(o, type, tier, &expires_ms, e) < 0)
		return -1;
	if (old && !json_bool_or(json_get(o->in, "Overwrite"), false))
		return fault(e, 400, "ParameterAlreadyExists",
		    "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
	p = store(o->cloud, o->now_ms, name, type, param_str(o->in, "Value"));
	p->tier = heap_str(tier.n ? tier : STR("Standard"));
	p->policies = heap_str(param_str(o->in, "Policies"));
	p->expires_ms = expires_ms;
	json_put_i64(&o->out, "Version", p->version);
	json_put_str(&o->out, "Tier", p->tier);
	return 0;
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

static struct str
arn(struct op *o, struct str name)
{
	return arena_printf(o->arena, "arn:aws:ssm:" STR_FMT ":" STR_FMT ":parameter%s" STR_FMT,
	    STR_ARG(o->cloud->region), STR_ARG(o->cloud->account_id), str_starts(name, STR("/")) ? "" : "/",
	    STR_ARG(name));
}

static void
write_parameter(struct op *o, const struct parameter *p, bool decrypted)
{
	bool secret = str_eqz(p->type, "SecureString");

	json_object(&o->out);
	json_put_str(&o->out, "Name", p->name);
	json_put_str(&o->out, "Type", p->type);
	json_put_str(&o->out, "Value", secret && !decrypted ? STR("ciphertext-of-the-local-aws") : p->value);
	json_put_i64(&o->out, "Version", p->version);
	write_time(&o->out, "LastModifiedDate", p->modified_ms);
	json_put_str(&o->out, "ARN", arn(o, p->name));
	json_put_str(&o->out, "DataType", STR("text"));
	json_close(&o->out);
}

static int
get_parameter(struct op *o, struct err *e)
{
	struct str name = param_str(o->in, "Name");
	const struct parameter *p = find(o->cloud, o->now_ms, name);

	o->detail = name;
	if (!p)
		return fault(e, 400, "ParameterNotFound",
		    "The parameter couldn't be found. Verify the name and try again.");
	json_key_write(&o->out, STR("Parameter"));
	write_parameter(o, p, json_bool_or(json_get(o->in, "WithDecryption"), false));
	return 0;
}

static int
check_names(struct op *o, struct json names, struct err *e)
{
	o->detail = json_str_or(json_at(names, 0), STR(""));
	if (json_len(names) && json_len(names) <= NAMES_MAX)
		return 0;
	return fault_validation(e, "Names must hold 1 to %d names", NAMES_MAX);
}

static void
write_unknown(struct op *o, struct json names, const char *member)
{
	json_put_array(&o->out, member);
	for (struct json n = json_first(names); json_exists(n); n = json_next(n))
		if (!find(o->cloud, o->now_ms, json_str_or(n, STR(""))))
			json_write_str(&o->out, json_str_or(n, STR("")));
	json_close(&o->out);
}

static int
get_parameters(struct op *o, struct err *e)
{
	struct json names = json_get(o->in, "Names");
	bool decrypted = json_bool_or(json_get(o->in, "WithDecryption"), false);

	if (check_names(o, names, e) < 0)
		return -1;
	json_put_array(&o->out, "Parameters");
	for (struct json n = json_first(names); json_exists(n); n = json_next(n)) {
		const struct parameter *p = find(o->cloud, o->now_ms, json_str_or(n, STR("")));

		if (p)
			write_parameter(o, p, decrypted);
	}
	json_close(&o->out);
	write_unknown(o, names, "InvalidParameters");
	return 0;
}

static int
delete_parameter(struct op *o, struct err *e)
{
	struct str name = param_str(o->in, "Name");

	o->detail = name;
	if (!find(o->cloud, o->now_ms, name))
		return fault(e, 400, "ParameterNotFound",
		    "The parameter couldn't be found. Verify the name and try again.");
	parameter_free(map_remove(&o->cloud->ssmd->parameters, name));
	return 0;
}

static int
delete_parameters(struct op *o, struct err *e)
{
	struct json names = json_get(o->in, "Names");

	if (check_names(o, names, e) < 0)
		return -1;
	write_unknown(o, names, "InvalidParameters");
	json_put_array(&o->out, "DeletedParameters");
	for (struct json n = json_first(names); json_exists(n); n = json_next(n)) {
		struct parameter *p = map_remove(&o->cloud->ssmd->parameters, json_str_or(n, STR("")));

		if (p)
			json_write_str(&o->out, p->name);
		parameter_free(p);
	}
	json_close(&o->out);
	return 0;
}

/* All of them in one page. */
static int
describe_parameters(struct op *o, struct err *e)
{
	size_t at = 0;

	(void)e;
	json_put_array(&o->out, "Parameters");
	for (const struct parameter *p; (p = map_next(&o->cloud->ssmd->parameters, &at));) {
		if (p->expires_ms && p->expires_ms <= o->now_ms)
			continue;
		json_object(&o->out);
		json_put_str(&o->out, "Name", p->name);
		json_put_str(&o->out, "ARN", arn(o, p->name));
		json_put_str(&o->out, "Type", p->type);
		json_put_i64(&o->out, "Version", p->version);
		json_put_str(&o->out, "Tier", p->tier.n ? p->tier : STR("Standard"));
		write_time(&o->out, "LastModifiedDate", p->modified_ms);
		json_put_str(&o->out, "DataType", STR("text"));
		json_close(&o->out);
	}
	json_close(&o->out);
	return 0;
}

static const struct param put_params[] = {
	{ "Name", PARAM_STR, true },
	{ "Value", PARAM_STR, true },
	{ "Type", PARAM_STR, false },
	{ "Tier", PARAM_STR, false },
	{ "Policies", PARAM_STR, false },
	{ "Overwrite", PARAM_BOOL, false },
	{ "Description", PARAM_STR, false },
	{ "KeyId", PARAM_STR, false },
};
static const struct param get_params[] = { { "Name", PARAM_STR, true }, { "WithDecryption", PARAM_BOOL, false } };
static const struct param gets_params[] = { { "Names", PARAM_ARRAY, true }, { "WithDecryption", PARAM_BOOL, false } };
static const struct param name_params[] = { { "Name", PARAM_STR, true } };
static const struct param names_params[] = { { "Names", PARAM_ARRAY, true } };
static const struct param describe_params[] = { { "MaxResults", PARAM_INT, false } };

static const struct operation list[] = {
	OPERATION("PutParameter", put_parameter, put_params),
	OPERATION("GetParameter", get_parameter, get_params),
	OPERATION("GetParameters", get_parameters, gets_params),
	OPERATION("DeleteParameter", delete_parameter, name_params),
	OPERATION("DeleteParameters", delete_parameters, names_params),
	OPERATION("DescribeParameters", describe_parameters, describe_params),
};

const struct operations ssmd_operations = { list, COUNT(list) };
