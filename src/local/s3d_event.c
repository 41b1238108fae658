/*
 * s3d_event: "s3:ObjectCreated:Put" notifications (Amazon S3 User Guide, "Event message structure"), one record each.
 */
#include "codec/date.h"
#include "codec/url.h"
#include "local/delivery.h"
#include "local/s3d.h"

/* As in the events: '/' stays, a space is a plus. */
static struct str
event_key(struct arena *a, struct str key)
{
	struct buf b = buf_in(a);

	while (key.p) {
		struct str word = str_cut(&key, ' ');

		url_encode(&b, word, URL_PATH);
		if (key.p)
			buf_addc(&b, '+');
	}
	return buf_str(&b);
}

static void
write_object(struct cloud *c, struct json_writer *w, struct arena *a, struct str key, uint64_t size_bytes,
    struct str etag)
{
	if (etag.n >= 2 && etag.p[0] == '"')
		etag = str_sub(etag, 1, etag.n - 1);
	json_put_object(w, "object");
	json_put_str(w, "key", event_key(a, key));
	json_put_i64(w, "size", (int64_t)size_bytes);
	json_put_str(w, "eTag", etag);
	json_put_str(w, "sequencer", arena_printf(a, "%018llX", (unsigned long long)++c->s3d->sequence));
	json_close(w);
}

static void
write_bucket(struct json_writer *w, struct arena *a, struct str bucket)
{
	json_put_object(w, "bucket");
	json_put_str(w, "name", bucket);
	json_put_raw(w, "ownerIdentity", STR("{\"principalId\":\"LOCAL\"}"));
	json_put_str(w, "arn", arena_printf(a, "arn:aws:s3:::" STR_FMT, STR_ARG(bucket)));
	json_close(w);
}

static struct str
event_json(struct cloud *c, struct arena *a, int64_t now_ms, struct str bucket, struct str key, uint64_t size_bytes,
    struct str etag)
{
	struct buf b = buf_in(a), time = buf_in(a);
	struct json_writer w = json_writer(&b);

	date_write(&time, now_ms, DATE_ISO);
	json_object(&w);
	json_put_array(&w, "Records");
	json_object(&w);
	json_put_str(&w, "eventVersion", STR("2.1"));
	json_put_str(&w, "eventSource", STR("aws:s3"));
	json_put_str(&w, "awsRegion", c->region);
	json_put_str(&w, "eventTime", buf_str(&time));
	json_put_str(&w, "eventName", STR("ObjectCreated:Put"));
	json_put_raw(&w, "userIdentity", STR("{\"principalId\":\"LOCAL\"}"));
	json_put_object(&w, "s3");
	json_put_str(&w, "s3SchemaVersion", STR("1.0"));
	json_put_str(&w, "configurationId", STR("local"));
	write_bucket(&w, a, bucket);
	write_object(c, &w, a, key, size_bytes, etag);
	json_close(&w);
	json_close(&w);
	json_close(&w);
	json_close(&w);
	return buf_str(&b);
}

void
s3d_event(struct cloud *c, int64_t now_ms, struct str bucket, struct str key, uint64_t size_bytes, struct str etag)
{
	struct arena scratch = ARENA_EMPTY;
	struct str payload = { 0 };

	for (size_t i = 0; i < c->s3d->rule_count; i++) {
		const struct cloud_notification *r = &c->s3d->rules[i];

		if (!str_eq(r->bucket, bucket) || !str_starts(key, r->prefix) || !str_ends(key, r->suffix))
			continue;
		if (!payload.p)
			payload = event_json(c, &scratch, now_ms, bucket, key, size_bytes, etag);
		delivery_send(c, now_ms, CLOUD_EVENT_S3, r->function, payload);
	}
	arena_release(&scratch);
}

void
cloud_s3_event(struct cloud *c, int64_t now_ms, struct str bucket, struct str key, uint64_t size_bytes, struct str etag)
{
	s3d_event(c, now_ms, bucket, key, size_bytes, etag);
	lambdad_pump(c, now_ms);
}
