#include "local/s3d.h"

#include <string.h>

#include "codec/hex.h"
#include "local/lambdad.h"

struct s3d *
s3d_new(struct cloud *c, const struct cloud_config *config, struct err *e)
{
	struct s3d *s = c->s3d = heap_new(struct s3d);

	s->buckets = heap_alloc(config->bucket_count * sizeof(*s->buckets));
	for (; s->n < config->bucket_count; s->n++)
		s->buckets[s->n].name = heap_str(config->buckets[s->n]);
	s->rules = heap_alloc(config->notification_count * sizeof(*s->rules));
	for (; s->rule_count < config->notification_count; s->rule_count++) {
		const struct cloud_notification *r = &config->notifications[s->rule_count];

		if (!lambdad_has(c, r->function)) {
			err_set(e, ERR_CONFIG,
			    "bucket " STR_FMT " notifies the function " STR_FMT ", which is not configured",
			    STR_ARG(r->bucket), STR_ARG(r->function));
			return NULL;
		}
		s->rules[s->rule_count] = (struct cloud_notification){ heap_str(r->bucket), heap_str(r->prefix),
			heap_str(r->suffix), heap_str(r->function) };
	}
	return s;
}

static void
object_free(struct s3d_object *o)
{
	heap_str_free(&o->key);
	heap_str_free(&o->body);
	heap_str_free(&o->etag);
	heap_str_free(&o->content_type);
	heap_str_free(&o->content_encoding);
	heap_str_free(&o->checksum_sha256);
	for (size_t i = 0; i < o->meta_count; i++) {
		heap_str_free(&o->meta[i].name);
		heap_str_free(&o->meta[i].value);
	}
	heap_free(o->meta);
	heap_free(o);
}

void
s3d_free(struct cloud *c)
{
	struct s3d *s = c->s3d;

	if (!s)
		return;
	for (size_t i = 0; i < s->n; i++) {
		for (size_t k = 0; k < s->buckets[i].n; k++)
			object_free(s->buckets[i].objects[k]);
		heap_free(s->buckets[i].objects);
		heap_str_free(&s->buckets[i].name);
	}
	for (size_t i = 0; i < s->rule_count; i++) {
		heap_str_free(&s->rules[i].bucket);
		heap_str_free(&s->rules[i].prefix);
		heap_str_free(&s->rules[i].suffix);
		heap_str_free(&s->rules[i].function);
	}
	heap_free(s->rules);
	heap_free(s->buckets);
	heap_free(s);
}

struct s3d_bucket *
s3d_bucket(const struct cloud *c, struct str name, struct err *e)
{
	for (size_t i = 0; i < c->s3d->n; i++)
		if (str_eq(c->s3d->buckets[i].name, name))
			return &c->s3d->buckets[i];
	fault(e, 404, "NoSuchBucket", "The specified bucket does not exist: " STR_FMT, STR_ARG(name));
	return NULL;
}

size_t
s3d_place(const struct s3d_bucket *b, struct str key)
{
	size_t low = 0, high = b->n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (str_cmp(b->objects[middle]->key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct s3d_object *
s3d_object(const struct s3d_bucket *b, struct str key)
{
	size_t at = s3d_place(b, key);

	return at < b->n && str_eq(b->objects[at]->key, key) ? b->objects[at] : NULL;
}

static void
drop(struct cloud *c, struct s3d_object *o)
{
	if (o->handle)
		effect_add(c, CLOUD_DROP_BODY, o->handle, NULL);
	object_free(o);
}

void
s3d_store(struct cloud *c, struct s3d_bucket *b, struct s3d_object *o)
{
	size_t at = s3d_place(b, o->key);

	if (at < b->n && str_eq(b->objects[at]->key, o->key)) {
		drop(c, b->objects[at]);
		b->objects[at] = o;
		return;
	}
	if (b->n == b->cap) {
		b->cap = b->cap ? 2 * b->cap : 64;
		b->objects = heap_resize(b->objects, b->cap, sizeof(struct s3d_object *));
	}
	memmove(b->objects + at + 1, b->objects + at, (b->n++ - at) * sizeof(struct s3d_object *));
	b->objects[at] = o;
}

void
s3d_remove(struct cloud *c, struct s3d_bucket *b, struct str key)
{
	size_t at = s3d_place(b, key);

	if (at == b->n || !str_eq(b->objects[at]->key, key))
		return;
	drop(c, b->objects[at]);
	memmove(b->objects + at, b->objects + at + 1, (--b->n - at) * sizeof(struct s3d_object *));
}

struct str
s3d_etag(const uint8_t hash[static MD5_LEN])
{
	char text[2 * MD5_LEN + 2];
	struct buf b = buf_over(text, sizeof(text));

	buf_addc(&b, '"');
	hex_encode(&b, hash, MD5_LEN);
	buf_addc(&b, '"');
	return heap_str(buf_str(&b));
}

int
cloud_put_object(struct cloud *c, int64_t now_ms, struct str bucket, struct str key, struct str body, struct err *e)
{
	struct s3d_bucket *b = s3d_bucket(c, bucket, e);
	struct s3d_object *o;
	uint8_t hash[MD5_LEN];

	if (!b)
		return -1;
	md5(body, hash);
	o = heap_new(struct s3d_object);
	*o = (struct s3d_object){ .key = heap_str(key),
		.body = heap_str(body),
		.size_bytes = body.n,
		.etag = s3d_etag(hash),
		.content_type = heap_str(STR("application/octet-stream")),
		.modified_ms = now_ms };
	s3d_store(c, b, o);
	s3d_event(c, now_ms, bucket, key, o->size_bytes, o->etag);
	lambdad_pump(c, now_ms);
	return 0;
}
