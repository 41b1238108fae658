/* How a task starts: its event or its environment, both as one table. */
#include "engine/start.h"

#include <stddef.h>
#include <stdlib.h>

#include "codec/json.h"
#include "engine/ids.h"
#include "exec/task.h"

struct start {
	struct str s3_location, internal_bucket, sops_key, callback_url, run_id, order_num;
};

static const struct {
	const char *member, *variable; /* NULL: not by the environment */
	size_t offset;
	bool optional;
} fields[] = {
	{ START_S3_LOCATION, START_ENV_S3_LOCATION, offsetof(struct start, s3_location), false },
	{ START_INTERNAL_BUCKET, START_ENV_INTERNAL_BUCKET, offsetof(struct start, internal_bucket), false },
	{ START_SOPS_KEY, START_ENV_SOPS_KEY, offsetof(struct start, sops_key), false },
	{ START_CALLBACK_URL, NULL, offsetof(struct start, callback_url), true },
	{ START_RUN_ID, START_ENV_RUN_ID, offsetof(struct start, run_id), false },
	{ START_ORDER_NUM, START_ENV_ORDER_NUM, offsetof(struct start, order_num), false },
};

static int
accept(struct task *t, const struct start *s, struct str *bucket, struct err *e)
{
	if (!run_id_valid(s->run_id))
		return err_set(e, ERR_INPUT, START_RUN_ID ": expected a lower-case UUID");
	if (!order_num_parse(s->order_num, &t->num) || t->num == 0)
		return err_set(e, ERR_INPUT, START_ORDER_NUM ": expected an order's number such as 0001");
	if (!str_starts(s->s3_location, STR("s3://")))
		return err_set(e, ERR_INPUT, START_S3_LOCATION ": expected s3://bucket/key");
	t->s3_location = s->s3_location;
	t->sops_key = s->sops_key;
	t->callback_url = s->callback_url;
	t->run_id = s->run_id;
	*bucket = s->internal_bucket;
	return 0;
}

int
task_from_event(struct task *t, struct arena *a, struct str event, struct str *bucket, struct err *e)
{
	struct start s = { 0 };
	struct json j;

	if (json_parse(a, event, NULL, &j, NULL, e) < 0)
		return err_wrap(e, "the event");
	for (size_t i = 0; i < COUNT(fields); i++) {
		struct str *to = (struct str *)((char *)&s + fields[i].offset);
		struct json member = json_get(j, fields[i].member);

		if (fields[i].optional && !json_exists(member))
			continue;
		if (json_str(member, to, e) < 0)
			return err_wrap(e, "the event");
	}
	return accept(t, &s, bucket, e);
}

int
task_from_environment(struct task *t, struct str *bucket, struct err *e)
{
	struct start s = { 0 };

	for (size_t i = 0; i < COUNT(fields); i++) {
		struct str *to = (struct str *)((char *)&s + fields[i].offset);

		if (fields[i].variable)
			*to = str_z(getenv(fields[i].variable));
		if (to->n == 0 && !fields[i].optional)
			return err_set(e, ERR_CONFIG, "%s is not set", fields[i].variable);
	}
	return accept(t, &s, bucket, e);
}
