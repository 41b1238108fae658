/* How a task starts: its event, its environment or its file, all as one table. */
#include "engine/start.h"

#include <stddef.h>
#include <stdlib.h>

#include "codec/json.h"
#include "engine/ids.h"
#include "exec/task.h"

struct start {
	struct str s3_location, internal_bucket, sops_key, run_id, order_num, host, start_id, region;
	struct str result_put, claim_put, claim_get, wish_get, log_put, start_delete;
};

/* clang-format off */
static const struct {
	const char *names[3]; /* in the event, the environment, the file; NULL: not there */
	size_t offset;
	bool optional; /* in an event */
} fields[] = {
	{ { START_S3_LOCATION, START_ENV_S3_LOCATION, NULL }, offsetof(struct start, s3_location), false },
	{ { START_INTERNAL_BUCKET, START_ENV_INTERNAL_BUCKET, START_INTERNAL_BUCKET }, offsetof(struct start, internal_bucket), false },
	{ { START_SOPS_KEY, START_ENV_SOPS_KEY, NULL }, offsetof(struct start, sops_key), false },
	{ { START_RUN_ID, START_ENV_RUN_ID, START_RUN_ID }, offsetof(struct start, run_id), false },
	{ { START_ORDER_NUM, START_ENV_ORDER_NUM, START_ORDER_NUM }, offsetof(struct start, order_num), false },
	{ { START_CALLBACK_URL, NULL, START_FILE_RESULT_PUT }, offsetof(struct start, result_put), true },
	{ { NULL, NULL, START_FILE_CLAIM_PUT }, offsetof(struct start, claim_put), false },
	{ { NULL, NULL, START_FILE_CLAIM_GET }, offsetof(struct start, claim_get), false },
	{ { NULL, NULL, START_FILE_WISH_GET }, offsetof(struct start, wish_get), false },
	{ { NULL, NULL, START_FILE_LOG_PUT }, offsetof(struct start, log_put), false },
	{ { NULL, NULL, START_FILE_START_DELETE }, offsetof(struct start, start_delete), false },
	{ { NULL, NULL, START_FILE_HOST }, offsetof(struct start, host), false },
	{ { NULL, NULL, START_FILE_START_ID }, offsetof(struct start, start_id), false },
	{ { NULL, NULL, START_FILE_REGION }, offsetof(struct start, region), false },
};
/* clang-format on */

static void
grant(struct task *t, const char *method, struct str bucket, struct str key, struct str url)
{
	if (url.n)
		t->grants[t->grant_count++] = (struct aws_grant){ str_z(method), bucket, key, url };
}

static int
accept(struct task *t, struct arena *a, const struct start *s, struct str *bucket, struct err *e)
{
	if (!run_id_valid(s->run_id))
		return err_set(e, ERR_INPUT, START_RUN_ID ": expected a lower-case UUID");
	if (!order_num_parse(s->order_num, &t->num) || t->num == 0)
		return err_set(e, ERR_INPUT, START_ORDER_NUM ": expected an order's number such as 0001");
	if (!s->host.n && !str_starts(s->s3_location, STR("s3://")))
		return err_set(e, ERR_INPUT, START_S3_LOCATION ": expected s3://bucket/key");
	if (s->host.n && !host_valid(s->host))
		return err_set(e, ERR_INPUT, START_FILE_HOST ": expected an instance's id");
	t->s3_location = s->s3_location;
	t->sops_key = s->sops_key;
	t->run_id = s->run_id;
	t->host = s->host;
	if (s->start_id.n)
		t->execution_id = s->start_id;
	*bucket = s->internal_bucket;
	grant(t, "PUT", *bucket, key_result(a, t->run_id, t->num, t->host), s->result_put);
	grant(t, "PUT", *bucket, key_claim(a, t->run_id, t->num, t->host), s->claim_put);
	grant(t, "GET", *bucket, key_claim(a, t->run_id, t->num, t->host), s->claim_get);
	grant(t, "GET", *bucket, key_end(a, t->run_id), s->wish_get);
	grant(t, "PUT", *bucket, key_log(a, t->run_id, t->num, t->host), s->log_put);
	if (s->start_id.n)
		t->start_key = key_start(a, t->run_id, t->num, t->host, s->start_id);
	grant(t, "DELETE", *bucket, t->start_key, s->start_delete);
	return 0;
}

static struct str *
field_at(struct start *s, size_t i)
{
	return (struct str *)((char *)s + fields[i].offset);
}

int
task_from_event(struct task *t, struct arena *a, struct str event, struct str *bucket, struct err *e)
{
	struct start s = { 0 };
	struct json j;

	if (json_parse(a, event, NULL, &j, NULL, e) < 0)
		return err_wrap(e, "the event");
	for (size_t i = 0; i < COUNT(fields); i++) {
		const char *name = fields[i].names[0];
		struct json member = name ? json_get(j, name) : JSON_NONE;

		if (!name || (fields[i].optional && !json_exists(member)))
			continue;
		if (json_str(member, field_at(&s, i), e) < 0)
			return err_wrap(e, "the event");
	}
	return accept(t, a, &s, bucket, e);
}

int
task_from_environment(struct task *t, struct arena *a, struct str *bucket, struct err *e)
{
	struct start s = { 0 };

	for (size_t i = 0; i < COUNT(fields); i++) {
		const char *name = fields[i].names[1];

		if (!name)
			continue;
		*field_at(&s, i) = str_z(getenv(name));
		if (field_at(&s, i)->n == 0)
			return err_set(e, ERR_CONFIG, "%s is not set", name);
	}
	return accept(t, a, &s, bucket, e);
}

static void
read_line(struct start *s, struct str line)
{
	struct str name = str_cut(&line, ' ');

	for (size_t i = 0; i < COUNT(fields); i++)
		if (fields[i].names[2] && str_eqz(name, fields[i].names[2]))
			*field_at(s, i) = str_trim(line);
}

int
task_from_file(struct task *t, struct arena *a, struct str file, struct str *bucket, struct str *region, struct err *e)
{
	struct start s = { 0 };

	while (file.p)
		read_line(&s, str_cut(&file, '\n'));
	for (size_t i = 0; i < COUNT(fields); i++)
		if (fields[i].names[2] && field_at(&s, i)->n == 0)
			return err_set(e, ERR_INPUT, "the start file has no %s", fields[i].names[2]);
	*region = s.region;
	return accept(t, a, &s, bucket, e);
}
