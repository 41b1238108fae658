#include "aws/services.h"

int
states_start(struct aws *aws, struct arena *a, struct str machine_arn, struct str name, struct str input,
    struct str *arn, struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);
	struct json doc;

	json_object(&w);
	json_put_str(&w, "stateMachineArn", machine_arn);
	json_put_str(&w, "name", name);
	json_put_str(&w, "input", input);
	json_close(&w);
	if (aws_json(aws, a, AWS_STATES, "StartExecution", buf_str(&body), NULL, &doc, e) < 0) {
		if (e && err_is_aws(e, "ExecutionAlreadyExists"))
			e->code = ERR_REFUSED;
		return -1;
	}
	*arn = json_str_or(json_get(doc, "executionArn"), STR(""));
	return arn->n ? 0 : err_set(e, ERR_PROTO, "Step Functions StartExecution: the answer has no executionArn");
}

int
states_status(struct aws *aws, struct arena *a, struct str execution_arn, struct str *status, struct err *e)
{
	struct buf body = buf_in(a);
	struct json_writer w = json_writer(&body);
	struct json doc;

	json_object(&w);
	json_put_str(&w, "executionArn", execution_arn);
	json_close(&w);
	if (aws_json(aws, a, AWS_STATES, "DescribeExecution", buf_str(&body), NULL, &doc, e) < 0) {
		if (e && err_is_aws(e, "ExecutionDoesNotExist"))
			e->code = ERR_NOT_FOUND;
		return -1;
	}
	*status = json_str_or(json_get(doc, "status"), STR(""));
	return status->n ? 0 : err_set(e, ERR_PROTO, "Step Functions DescribeExecution: the answer has no status");
}

/* arn:aws:states:region:account:stateMachine:Name -> arn:aws:states:region:account:execution:Name:execution */
struct str
states_execution_arn(struct arena *a, struct str machine_arn, struct str name)
{
	struct str machine = STR(":stateMachine:");
	size_t at = str_find(machine_arn, machine);

	return arena_printf(a, STR_FMT ":execution:" STR_FMT ":" STR_FMT, STR_ARG(str_sub(machine_arn, 0, at)),
	    STR_ARG(str_sub(machine_arn, at + machine.n, machine_arn.n)), STR_ARG(name));
}
