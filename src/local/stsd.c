/* stsd: STS, GetCallerIdentity alone (Query protocol). */
#include "codec/xml.h"
#include "local/state.h"

static int
get_caller_identity(struct op *o, struct err *e)
{
	struct buf b = buf_in(o->arena);

	(void)e;
	buf_addz(&b,
	    "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult><Arn>");
	xml_escape(&b,
	    arena_printf(o->arena, "arn:aws:sts::" STR_FMT ":assumed-role/" STR_FMT "/" STR_FMT,
		STR_ARG(o->cloud->account_id), STR_ARG(o->call->role), STR_ARG(o->call->process)));
	buf_addz(&b, "</Arn><UserId>");
	xml_escape(&b, o->call->process);
	buf_printf(&b, "</UserId><Account>" STR_FMT "</Account></GetCallerIdentityResult>",
	    STR_ARG(o->cloud->account_id));
	buf_addz(&b, "<ResponseMetadata><RequestId>local</RequestId></ResponseMetadata></GetCallerIdentityResponse>");
	o->answer->status = 200;
	o->answer->body = buf_str(&b);
	answer_header(o->arena, o->answer, "Content-Type", STR("text/xml"));
	return 0;
}

static const struct operation list[] = { { .name = "GetCallerIdentity", .run = get_caller_identity } };

const struct operations stsd_operations = { list, COUNT(list) };
