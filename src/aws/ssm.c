#include <limits.h>

#include "aws/services.h"
#include "codec/date.h"

/* Parameter Store's advanced tier: [{"Type":"Expiration","Version":"1.0","Attributes":{"Timestamp":".."}}] */
static struct str
expiration_policy(struct arena *a, int64_t expires_ms)
{
	struct buf text = buf_in(a), date = buf_in(a);
	struct json_writer w = json_writer(&text);

	date_write(&date, expires_ms, DATE_ISO);
	json_array(&w);
	json_object(&w);
	json_put_str(&w, "Type", STR("Expiration"));
	json_put_str(&w, "Version", STR("1.0"));
	json_put_object(&w, "Attributes");
	json_put_str(&w, "Timestamp", buf_str(&date));
	json_close(&w);
	json_close(&w);
	json_close(&w);
	return buf_str(&text);
}

int
ssm_put_parameter(struct aws *aws, struct arena *a, const struct ssm_put *put, struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);

	json_object(&w);
	json_put_str(&w, "Name", put->name);
	json_put_str(&w, "Value", put->value);
	json_put_str(&w, "Type", STR("SecureString"));
	json_put_bool(&w, "Overwrite", false);
	json_put_str(&w, "Tier", put->advanced ? STR("Advanced") : STR("Standard"));
	if (put->expires_ms)
		json_put_str(&w, "Policies", expiration_policy(a, put->expires_ms));
	json_close(&w);
	if (aws_json(aws, a, AWS_SSM, "PutParameter", buf_str(&body), NULL, NULL, e) == 0)
		return 0;
	if (e && err_is_aws(e, "ParameterAlreadyExists"))
		e->code = ERR_REFUSED;
	return err_wrap(e, STR_FMT, STR_ARG(put->name));
}

static struct str
get_body(struct arena *a, struct str name)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);

	json_object(&w);
	json_put_str(&w, "Name", name);
	json_put_bool(&w, "WithDecryption", true);
	json_close(&w);
	return buf_str(&body);
}

static int
read_value(struct arena *a, struct str answer, struct str *value, struct err *e)
{
	struct json doc, v;

	if (json_parse(a, answer, NULL, &doc, NULL, NULL) < 0)
		return err_set(e, ERR_PROTO, "SSM GetParameter: the answer is not JSON");
	v = json_get(json_get(doc, "Parameter"), "Value");
	if (json_type(v) != JSON_STRING)
		return err_set(e, ERR_PROTO, "SSM GetParameter: the answer has no value");
	*value = json_str_or(v, STR(""));
	return 0;
}

int
ssm_get_parameter(struct aws *aws, struct arena *a, struct str name, int patience_ms, struct str *value, struct err *e)
{
	struct retry patient = { .attempts_max = INT_MAX, .base_ms = 100, .cap_ms = 10000 };
	struct aws_request req = AWS_REQUEST;
	struct aws_answer ans;

	req.service = AWS_SSM;
	req.operation = "GetParameter";
	req.body = get_body(a, name);
	if (patience_ms > 0) {
		patient.until_ms = world_monotonic_ms(aws->world) + patience_ms;
		req.retry = &patient;
	}
	if (aws_call(aws, a, &req, &ans, e) == 0 && read_value(a, ans.http.body, value, e) == 0)
		return 0;
	if (e && (err_is_aws(e, "ParameterNotFound") || err_is_aws(e, "ParameterVersionNotFound")))
		e->code = ERR_NOT_FOUND;
	return err_wrap(e, STR_FMT, STR_ARG(name));
}

int
ssm_delete_parameter(struct aws *aws, struct arena *a, struct str name, struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);
	struct err own;

	if (!e)
		e = &own;
	json_object(&w);
	json_put_str(&w, "Name", name);
	json_close(&w);
	if (aws_json(aws, a, AWS_SSM, "DeleteParameter", buf_str(&body), NULL, NULL, e) == 0)
		return 0;
	return err_is_aws(e, "ParameterNotFound") ? 0 : err_wrap(e, STR_FMT, STR_ARG(name));
}
