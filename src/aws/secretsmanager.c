#include "aws/services.h"
#include "codec/base64.h"

/* SecretString, or SecretBinary's bytes. */
static int
read_secret(struct arena *a, struct json doc, struct str *value, struct err *e)
{
	struct json text = json_get(doc, "SecretString"), binary = json_get(doc, "SecretBinary");
	struct buf bytes = buf_in(a);

	if (json_type(text) == JSON_STRING) {
		*value = json_str_or(text, STR(""));
		return 0;
	}
	if (json_type(binary) != JSON_STRING || base64_decode(&bytes, json_str_or(binary, STR("")), NULL) < 0)
		return err_set(e, ERR_PROTO, "Secrets Manager GetSecretValue: the answer has no value");
	*value = buf_str(&bytes);
	return 0;
}

int
secrets_get(struct aws *aws, struct arena *a, struct str id, struct str *value, struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);
	struct json doc;

	json_object(&w);
	json_put_str(&w, "SecretId", id);
	json_close(&w);
	if (aws_json(aws, a, AWS_SECRETSMANAGER, "GetSecretValue", buf_str(&body), NULL, &doc, e) == 0 &&
	    read_secret(a, doc, value, e) == 0)
		return 0;
	if (e && err_is_aws(e, "ResourceNotFoundException"))
		e->code = ERR_NOT_FOUND;
	return err_wrap(e, STR_FMT, STR_ARG(id));
}
