/* Systems Manager's Run Command (API Reference: SendCommand, CancelCommand, ListCommands, GetCommandInvocation,
 * DescribeInstanceInformation). */
#include "aws/services.h"
#include "codec/date.h"

enum { PAGE = 50, SECONDS_BYTES = sizeof("2026-01-02T03:04:05") - 1 };

static void
put_list(struct json_writer *w, const char *key, const struct str *values, size_t n)
{
	json_put_array(w, key);
	for (size_t i = 0; i < n; i++)
		json_write_str(w, values[i]);
	json_close(w);
}

static struct str
send_body(struct arena *a, const struct ssm_command *c)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);

	json_object(&w);
	json_put_str(&w, "DocumentName", c->document);
	put_list(&w, "InstanceIds", &c->instance, 1);
	json_put_object(&w, "Parameters");
	for (size_t i = 0; i < c->parameter_count; i++) {
		json_key_write(&w, c->parameters[i].name);
		json_array(&w);
		json_write_str(&w, c->parameters[i].value);
		json_close(&w);
	}
	json_close(&w);
	json_put_i64(&w, "TimeoutSeconds", c->delivery_s);
	json_put_str(&w, "Comment", c->comment);
	json_close(&w);
	return buf_str(&body);
}

int
ssm_send_command(struct aws *aws, struct arena *a, const struct ssm_command *c, struct str *command_id, struct err *e)
{
	static const struct retry patient = { .attempts_max = 6, .base_ms = 100, .cap_ms = 4000 };
	struct aws_request req = AWS_REQUEST;
	struct aws_answer ans;
	struct json doc;

	req.service = AWS_SSM;
	req.operation = "SendCommand";
	req.body = send_body(a, c);
	req.once = true;
	req.retry = &patient;
	if (aws_call(aws, a, &req, &ans, e) < 0)
		return -1;
	*command_id = STR("");
	if (json_parse(a, ans.http.body, NULL, &doc, NULL, NULL) == 0)
		*command_id = json_str_or(json_get(json_get(doc, "Command"), "CommandId"), STR(""));
	return command_id->n ? 0 : err_set(e, ERR_PROTO, "SSM SendCommand: the answer has no command id");
}

int
ssm_cancel_command(struct aws *aws, struct arena *a, struct str command_id, struct str instance, struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);

	json_object(&w);
	json_put_str(&w, "CommandId", command_id);
	put_list(&w, "InstanceIds", &instance, 1);
	json_close(&w);
	return aws_json(aws, a, AWS_SSM, "CancelCommand", buf_str(&body), NULL, NULL, e);
}

int
ssm_command_get(struct aws *aws, struct arena *a, struct str command_id, struct ssm_sent *out, struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);
	struct json doc, command;

	json_object(&w);
	json_put_str(&w, "CommandId", command_id);
	json_close(&w);
	if (aws_json(aws, a, AWS_SSM, "ListCommands", buf_str(&body), NULL, &doc, e) < 0) {
		if (e && err_is_aws(e, "InvalidCommandId"))
			e->code = ERR_NOT_FOUND;
		return -1;
	}
	command = json_at(json_get(doc, "Commands"), 0);
	if (!json_exists(command))
		return err_set(e, ERR_NOT_FOUND, "SSM ListCommands: no command " STR_FMT, STR_ARG(command_id));
	out->comment = json_str_or(json_get(command, "Comment"), STR(""));
	out->status = json_str_or(json_get(command, "StatusDetails"), STR(""));
	return 0;
}

int
ssm_command_errors(struct aws *aws, struct arena *a, struct str command_id, struct str instance, struct str *text,
    struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);
	struct json doc;

	json_object(&w);
	json_put_str(&w, "CommandId", command_id);
	json_put_str(&w, "InstanceId", instance);
	json_close(&w);
	if (aws_json(aws, a, AWS_SSM, "GetCommandInvocation", buf_str(&body), NULL, &doc, e) < 0)
		return -1;
	*text = json_str_or(json_get(doc, "StandardErrorContent"), STR(""));
	return 0;
}

static struct str
find_body(struct arena *a, struct str instance, int64_t since_ms, struct str next)
{
	struct buf body = buf_in(a), since = buf_in(a);
	struct json_writer w = json_writer(&body);

	date_write(&since, since_ms, DATE_ISO);
	json_object(&w);
	json_put_str(&w, "InstanceId", instance);
	json_put_array(&w, "Filters");
	json_object(&w);
	json_put_str(&w, "key", STR("InvokedAfter"));
	/* As the API's page has it: whole seconds. */
	json_put_str(&w, "value", arena_printf(a, STR_FMT "Z", STR_ARG(str_sub(buf_str(&since), 0, SECONDS_BYTES))));
	json_close(&w);
	json_close(&w);
	json_put_i64(&w, "MaxResults", PAGE);
	if (next.n)
		json_put_str(&w, "NextToken", next);
	json_close(&w);
	return buf_str(&body);
}

int
ssm_command_find(struct aws *aws, struct arena *a, struct str instance, struct str comment, int64_t since_ms,
    struct str *command_id, struct err *e)
{
	struct str next = STR("");
	struct json doc;

	do {
		if (aws_json(aws, a, AWS_SSM, "ListCommands", find_body(a, instance, since_ms, next), NULL, &doc, e) <
		    0)
			return -1;
		for (struct json c = json_first(json_get(doc, "Commands")); json_exists(c); c = json_next(c)) {
			*command_id = json_str_or(json_get(c, "CommandId"), STR(""));
			if (command_id->n && str_eq(json_str_or(json_get(c, "Comment"), STR("")), comment))
				return 0;
		}
		next = json_str_or(json_get(doc, "NextToken"), STR(""));
	} while (next.n);
	return err_set(e, ERR_NOT_FOUND, "SSM ListCommands: no such command on " STR_FMT, STR_ARG(instance));
}

static void
put_filter(struct json_writer *w, struct str key, const struct str *values, size_t n)
{
	json_object(w);
	json_put_str(w, "Key", key);
	put_list(w, "Values", values, n);
	json_close(w);
}

static struct str
describe_body(struct arena *a, const struct ssm_tag *tags, size_t n, struct str next)
{
	const struct str online = STR("Online"), linux_only = STR("Linux");
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);

	json_object(&w);
	json_put_array(&w, "Filters");
	put_filter(&w, STR("PingStatus"), &online, 1);
	put_filter(&w, STR("PlatformTypes"), &linux_only, 1);
	for (size_t i = 0; i < n; i++)
		put_filter(&w, arena_printf(a, "tag:" STR_FMT, STR_ARG(tags[i].key)), tags[i].values,
		    tags[i].value_count);
	json_close(&w);
	json_put_i64(&w, "MaxResults", PAGE);
	if (next.n)
		json_put_str(&w, "NextToken", next);
	json_close(&w);
	return buf_str(&body);
}

int
ssm_instances(struct aws *aws, struct arena *a, const struct ssm_tag *tags, size_t tag_count, struct str *ids,
    size_t max, size_t *count, struct err *e)
{
	struct str next = STR("");
	struct json doc, list;

	*count = 0;
	do {
		if (aws_json(aws, a, AWS_SSM, "DescribeInstanceInformation", describe_body(a, tags, tag_count, next),
			NULL, &doc, e) < 0)
			return -1;
		list = json_get(doc, "InstanceInformationList");
		for (struct json i = json_first(list); json_exists(i); i = json_next(i)) {
			if (*count == max)
				return err_set(e, ERR_LIMIT, "the tags are those of more than %zu hosts", max);
			ids[(*count)++] = json_str_or(json_get(i, "InstanceId"), STR(""));
		}
		next = json_str_or(json_get(doc, "NextToken"), STR(""));
	} while (next.n);
	return 0;
}
