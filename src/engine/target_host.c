/*
 * Orders on hosts: one command for each (Systems Manager's Run Command). Its only parameter that matters is a signed URL of the start
 * file (engine/start.h), since parameters show in the console. SendCommand has no token to make it happen once: a command that is
 * sent again finds the claim taken. Each attempt has a start id of its own, in the command's comment and in the claim, by which
 * what the service says of a command is known to be about the one that holds the seat.
 */
#include "aws/s3.h"
#include "aws/services.h"
#include "base/log.h"
#include "codec/base64.h"
#include "codec/hex.h"
#include "codec/hash.h"
#include "engine/ids.h"
#include "engine/start.h"
#include "engine/target.h"

enum {
	START_ID_BYTES = 16,
	EXECUTION_EXTRA_S = 600, /* the agent's time-out lies behind the worker's */
	FETCH_EXTRA_S = 900,     /* from a command's arrival until everything is fetched and claimed */
	SKEW_MS = 60 * 1000,
};

/* What all hosts of an order have in common: lines of the start file. */
struct common {
	const struct target_start *s;
	const struct plan_order *order;
	struct str document;
	struct buf lines;
	int fetch_s, report_s; /* lifetimes of URLs */
};

static void
put_line(struct buf *out, const char *name, const char *suffix, struct str value)
{
	buf_printf(out, "%s%s " STR_FMT "\n", name, suffix, STR_ARG(value));
}

static int
put_get_url(struct common *c, struct arena *a, const char *name, const char *suffix, struct str bucket, struct str key,
    struct err *e)
{
	struct str url;

	if (s3_presign(c->s->engine->aws, a, "GET", bucket, key, c->fetch_s, false, &url, e) < 0)
		return -1;
	put_line(&c->lines, name, suffix, url);
	return 0;
}

/* s3://bucket/key#<SHA-256> */
static int
put_worker(struct common *c, struct arena *a, const char *machine, struct str location, struct err *e)
{
	size_t mark = str_rchr(location, '#');
	struct str bucket, key, sum = str_sub(location, mark + 1, location.n);

	if (!location.n)
		return 0;
	if (mark >= location.n || sum.n != 2 * SHA256_LEN ||
	    s3_url_parse(str_sub(location, 0, mark), &bucket, &key, NULL) < 0)
		return err_set(e, ERR_CONFIG, "the worker for hosts (%s): expected s3://bucket/key#<SHA-256>", machine);
	put_line(&c->lines, START_FILE_WORKER_SHA256, machine, sum);
	return put_get_url(c, a, START_FILE_WORKER_URL, machine, bucket, key, e);
}

/* The bundle as it is in S3, whoever packed it. */
static int
put_bundle(struct common *c, struct arena *a, struct err *e)
{
	struct engine *g = c->s->engine;
	struct str bucket = g->config.internal_bucket, key = key_bundle(a, c->s->plan->run_id, c->s->seats.num);
	struct buf sum = buf_in(a), hex = buf_in(a);
	struct s3_object object;

	if (s3_head(g->aws, a, bucket, key, &object, e) < 0)
		return err_wrap(e, "the bundle");
	if (base64_decode(&sum, object.checksum, NULL) < 0 || sum.n != SHA256_LEN)
		return err_set(e, ERR_CONFIG, "the bundle s3://" STR_FMT "/" STR_FMT " has no SHA-256 checksum",
		    STR_ARG(bucket), STR_ARG(key));
	hex_encode(&hex, sum.p, sum.n);
	put_line(&c->lines, START_FILE_BUNDLE_SHA256, "", buf_str(&hex));
	return put_get_url(c, a, START_FILE_BUNDLE_URL, "", bucket, key, e);
}

static int
open_common(struct common *c, const struct target_start *s, struct arena *a, struct err *e)
{
	const struct config *config = &s->engine->config;
	int64_t report_s;

	*c = (struct common){ .s = s, .order = &s->plan->orders[s->seats.num - 1], .lines = buf_in(a) };
	c->document = c->order->ssm_document.n ? c->order->ssm_document : config->ssm_document;
	c->fetch_s = (int)config->ssm_queue_s + FETCH_EXTRA_S;
	report_s = c->order->presign_s + config->ssm_queue_s;
	c->report_s = report_s < PRESIGN_MAX_S ? (int)report_s : PRESIGN_MAX_S;
	if (!c->document.n)
		return err_set(e, ERR_CONFIG, "this deployment has no SSM document (AWS_EXE_SYS_SSM_DOCUMENT)");
	if (!config->host_worker_x86_64.n && !config->host_worker_aarch64.n)
		return err_set(e, ERR_CONFIG,
		    "this deployment has no worker for hosts (AWS_EXE_SYS_HOST_WORKER_X86_64, _AARCH64)");
	if (put_worker(c, a, "x86_64", config->host_worker_x86_64, e) < 0 ||
	    put_worker(c, a, "aarch64", config->host_worker_aarch64, e) < 0 || put_bundle(c, a, e) < 0)
		return -1;
	put_line(&c->lines, START_FILE_REGION, "", s->engine->aws->region);
	put_line(&c->lines, START_INTERNAL_BUCKET, "", config->internal_bucket);
	put_line(&c->lines, START_RUN_ID, "", s->plan->run_id);
	put_line(&c->lines, START_ORDER_NUM, "", order_num(a, s->seats.num));
	return 0;
}

/* The start file of one host and attempt; *url lets its holder read it. */
static int
write_start(const struct common *c, struct arena *a, struct str host, struct str start_id, struct str *url,
    struct err *e)
{
	struct engine *g = c->s->engine;
	struct str bucket = g->config.internal_bucket, run = c->s->plan->run_id;
	unsigned num = c->s->seats.num;
	struct str key = key_start(a, run, num, host, start_id);
	const struct {
		const char *name, *method;
		bool once;
		struct str key;
		int expires_s;
	} urls[] = {
		{ START_FILE_CLAIM_PUT, "PUT", true, key_claim(a, run, num, host), c->fetch_s },
		{ START_FILE_CLAIM_GET, "GET", false, key_claim(a, run, num, host), c->fetch_s },
		{ START_FILE_RESULT_PUT, "PUT", true, key_result(a, run, num, host), c->report_s },
		{ START_FILE_WISH_GET, "GET", false, key_end(a, run), c->report_s },
		{ START_FILE_LOG_PUT, "PUT", false, key_log(a, run, num, host), c->report_s },
		{ START_FILE_START_DELETE, "DELETE", false, key, c->fetch_s },
	};
	struct s3_put put = S3_PUT;
	struct buf text = buf_in(a);

	buf_add(&text, buf_str(&c->lines));
	put_line(&text, START_FILE_HOST, "", host);
	put_line(&text, START_FILE_START_ID, "", start_id);
	for (size_t i = 0; i < COUNT(urls); i++) {
		if (s3_presign(g->aws, a, urls[i].method, bucket, urls[i].key, urls[i].expires_s, urls[i].once, url,
			e) < 0)
			return -1;
		put_line(&text, urls[i].name, "", *url);
	}
	put.bucket = bucket;
	put.key = key;
	put.content_type = "text/plain";
	put.body = buf_str(&text);
	if (s3_put(g->aws, a, &put, NULL, e) < 0)
		return -1;
	return s3_presign(g->aws, a, "GET", bucket, put.key, c->fetch_s, false, url, e);
}

static int
send(const struct common *c, struct arena *a, struct str host, struct str *command_id, struct err *e)
{
	struct engine *g = c->s->engine;
	struct str start_id = world_random_hex(g->world, a, START_ID_BYTES), url;
	struct http_header parameters[] = {
		{ STR("StartUrl"), STR("") },
		{ STR("ExecutionTimeout"), arena_printf(a, "%d", c->order->timeout_s + EXECUTION_EXTRA_S) },
	};
	struct ssm_command command = {
		.document = c->document,
		.instance = host,
		.comment = command_comment(a, c->s->plan->run_id, c->s->seats.num, start_id),
		.parameters = parameters,
		.parameter_count = COUNT(parameters),
		.delivery_s = g->config.ssm_queue_s,
	};

	if (write_start(c, a, host, start_id, &url, e) < 0)
		return -1;
	parameters[0].value = url;
	return ssm_send_command(g->aws, a, &command, command_id, e);
}

/* Whether somebody has been there: by a claim or by a result. An ender's claim becomes the result that it says. */
static int
is_taken(const struct target_start *s, struct arena *a, struct str host, bool *taken, struct err *e)
{
	struct engine *g = s->engine;
	struct str run = s->plan->run_id;
	struct claim claim;
	struct s3_object object;

	*taken = claim_read(g, a, run, s->seats.num, host, &claim, e) == 0;
	if (*taken)
		return claim.ender ? result_put(g, a, run, s->seats.num, host, &claim.ending, STR(""), e) : 0;
	if (e->code != ERR_NOT_FOUND)
		return -1;
	*taken = s3_head(g->aws, a, g->config.internal_bucket, key_result(a, run, s->seats.num, host), &object, e) == 0;
	return *taken || e->code == ERR_NOT_FOUND ? 0 : -1;
}

/* A host that the service refuses for good is the end of its seat; the others go on. */
static int
refuse_host(const struct target_start *s, struct arena *a, struct str host, const struct err *why, struct err *e)
{
	int64_t now_ms = world_now_ms(s->engine->world);
	struct result ending = { .status = STATE_FAILED,
		.failure_reason = STR("start_refused"),
		.message = arena_str(a, str_z(why->msg)),
		.started_at_ms = now_ms,
		.finished_at_ms = now_ms,
		.by = STR("orchestrator") };
	struct result stands;
	struct claim holder;
	enum seat_end how;

	log_warn("host " STR_FMT ": %s", STR_ARG(host), why->msg);
	return seat_end(s->engine, a, s->plan->run_id, s->seats.num, host, &ending, false, &how, &holder, &stands, e);
}

static enum started
start_one(const struct common *c, struct arena *a, struct str host, struct str *command_id, struct err *e)
{
	struct err why = { 0 };
	enum started how;
	bool taken = false;

	*command_id = STR("");
	if (c->s->again && is_taken(c->s, a, host, &taken, e) < 0)
		return START_UNKNOWN;
	if (taken || send(c, a, host, command_id, &why) == 0)
		return STARTED;
	how = start_failure(&why);
	if (how == START_REFUSED)
		return refuse_host(c->s, a, host, &why, e) < 0 ? START_UNKNOWN : STARTED;
	*e = why;
	err_wrap(e, "host " STR_FMT, STR_ARG(host));
	return how;
}

enum started
target_host_start(const struct target_start *s, struct arena *a, struct order_start *out, struct err *e)
{
	struct buf ids = buf_in(a);
	struct str command_id;
	struct common c;

	if (open_common(&c, s, a, e) < 0)
		return e->code == ERR_CONFIG ? START_REFUSED : start_failure(e);
	for (size_t i = 0; i < s->seats.n; i++) {
		enum started how = start_one(&c, a, s->seats.hosts[i], &command_id, e);

		/* The order stays `dispatching`: the next attempt passes over the hosts that are taken by then. */
		if (how != STARTED)
			return how;
		if (command_id.n && !out->execution_url.n)
			out->execution_url = arena_printf(a,
			    "https://" STR_FMT ".console.aws.amazon.com/systems-manager/run-command/" STR_FMT
			    "?region=" STR_FMT,
			    STR_ARG(s->engine->aws->region), STR_ARG(command_id), STR_ARG(s->engine->aws->region));
		if (command_id.n)
			buf_printf(&ids, "%s" STR_FMT, ids.n ? " " : "", STR_ARG(command_id));
	}
	out->execution_id = buf_str(&ids);
	return STARTED;
}

/* The claim knows its start, which the comment of just one command bears. */
int
target_host_stop(const struct seats *s, struct arena *a, const struct seat_held *held, struct err *e)
{
	struct str comment = command_comment(a, s->run, s->num, held->holder.execution_id), command_id;
	struct aws *aws = s->engine->aws;

	if (!held->holder.execution_id.n)
		return 0;
	if (ssm_command_find(aws, a, held->host, comment, s->since_ms - SKEW_MS, &command_id, e) < 0)
		return e->code == ERR_NOT_FOUND ? 0 : -1;
	return ssm_cancel_command(aws, a, command_id, held->host, e);
}
