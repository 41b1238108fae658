/* s3d_list: ListObjectsV2, and what there is to know of buckets. */
#include "codec/base64.h"
#include "codec/date.h"
#include "codec/url.h"
#include "local/cloud_auth.h"
#include "local/s3d.h"

enum { KEYS_MAX = 1000 };

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define NAMESPACE " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\""

struct listing {
	struct str prefix, delimiter, start_after, token, encoding;
	int64_t max;
	/* what comes out */
	struct buf contents, prefixes;
	size_t count;
	struct str last; /* key or common prefix that was given last */
	bool truncated;
};

static int
read_listing(struct op *o, struct listing *l, struct err *e)
{
	struct str max = cloud_auth_query(o->arena, o->call->query, "max-keys");
	struct str token = cloud_auth_query(o->arena, o->call->query, "continuation-token");
	struct buf start = buf_in(o->arena);

	*l = (struct listing){ .max = KEYS_MAX,
		.contents = buf_in(o->arena),
		.prefixes = buf_in(o->arena),
		.token = token };
	l->prefix = cloud_auth_query(o->arena, o->call->query, "prefix");
	l->delimiter = cloud_auth_query(o->arena, o->call->query, "delimiter");
	l->start_after = cloud_auth_query(o->arena, o->call->query, "start-after");
	l->encoding = cloud_auth_query(o->arena, o->call->query, "encoding-type");
	if (max.n && (!str_i64(max, &l->max) || l->max < 0))
		return fault(e, 400, "InvalidArgument", "max-keys must be a number");
	if (l->max > KEYS_MAX)
		l->max = KEYS_MAX;
	if (token.n && base64_decode(&start, token, NULL) < 0)
		return fault(e, 400, "InvalidArgument", "The continuation token provided is incorrect");
	if (token.n)
		l->start_after = buf_str(&start);
	if (!l->encoding.n || str_eqz(l->encoding, "url"))
		return 0;
	return fault(e, 400, "InvalidArgument", "Invalid Encoding Method specified in Request");
}

static void
put_key(const struct listing *l, struct buf *b, const char *tag, struct str key)
{
	if (!l->encoding.n) {
		s3d_tag(b, tag, key);
		return;
	}
	buf_printf(b, "<%s>", tag);
	url_encode(b, key, URL_PATH);
	buf_printf(b, "</%s>", tag);
}

static void
put_object(struct listing *l, const struct s3d_object *object)
{
	struct buf *b = &l->contents;

	buf_addz(b, "<Contents>");
	put_key(l, b, "Key", object->key);
	buf_addz(b, "<LastModified>");
	date_write(b, object->modified_ms, DATE_ISO);
	buf_addz(b, "</LastModified>");
	s3d_tag(b, "ETag", object->etag);
	buf_printf(b, "<Size>%llu</Size><StorageClass>STANDARD</StorageClass></Contents>",
	    (unsigned long long)object->size_bytes);
}

/* The part of the key up to the first delimiter behind the prefix, or empty. */
static struct str
common_prefix(const struct listing *l, struct str key)
{
	struct str tail = str_sub(key, l->prefix.n, key.n);
	size_t at = l->delimiter.n ? str_find(tail, l->delimiter) : tail.n;

	return at < tail.n ? str_sub(key, 0, l->prefix.n + at + l->delimiter.n) : STR("");
}

static void
collect(struct listing *l, const struct s3d_bucket *b)
{
	struct str from = str_cmp(l->start_after, l->prefix) > 0 ? l->start_after : l->prefix;

	for (size_t i = s3d_place(b, from); i < b->n && str_starts(b->objects[i]->key, l->prefix); i++) {
		struct str key = b->objects[i]->key, common = common_prefix(l, key);

		if (str_cmp(key, l->start_after) <= 0 ||
		    (common.n && (str_eq(common, l->last) || str_eq(common, l->start_after))))
			continue;
		if (l->count == (size_t)l->max) {
			l->truncated = l->max > 0;
			return;
		}
		l->count++;
		l->last = common.n ? common : key;
		if (!common.n) {
			put_object(l, b->objects[i]);
			continue;
		}
		buf_addz(&l->prefixes, "<CommonPrefixes>");
		put_key(l, &l->prefixes, "Prefix", common);
		buf_addz(&l->prefixes, "</CommonPrefixes>");
	}
}

static void
answer_xml(struct op *o, struct buf *b)
{
	o->answer->status = 200;
	o->answer->body = buf_str(b);
	answer_header(o->arena, o->answer, "Content-Type", STR("application/xml"));
}

static void
put_token(struct op *o, struct buf *out, const struct listing *l)
{
	struct buf token = buf_in(o->arena);

	base64_encode(&token, l->last);
	s3d_tag(out, "NextContinuationToken", buf_str(&token));
}

int
s3d_list_objects(struct op *o, struct err *e)
{
	struct s3d_bucket *b = s3d_bucket(o->cloud, o->call->bucket, e);
	struct buf out = buf_in(o->arena);
	struct listing l;

	o->detail = o->call->bucket;
	if (!b || read_listing(o, &l, e) < 0)
		return -1;
	o->detail = arena_printf(o->arena, STR_FMT "/" STR_FMT, STR_ARG(b->name), STR_ARG(l.prefix));
	collect(&l, b);
	buf_addz(&out, XML_HEAD "<ListBucketResult" NAMESPACE ">");
	s3d_tag(&out, "Name", b->name);
	put_key(&l, &out, "Prefix", l.prefix);
	if (l.delimiter.n)
		put_key(&l, &out, "Delimiter", l.delimiter);
	if (l.encoding.n)
		s3d_tag(&out, "EncodingType", l.encoding);
	if (l.token.n)
		s3d_tag(&out, "ContinuationToken", l.token);
	else if (l.start_after.n)
		put_key(&l, &out, "StartAfter", l.start_after);
	if (l.truncated)
		put_token(o, &out, &l);
	buf_printf(&out, "<KeyCount>%zu</KeyCount><MaxKeys>%lld</MaxKeys><IsTruncated>%s</IsTruncated>", l.count,
	    (long long)l.max, l.truncated ? "true" : "false");
	buf_add(&out, buf_str(&l.contents));
	buf_add(&out, buf_str(&l.prefixes));
	buf_addz(&out, "</ListBucketResult>");
	answer_xml(o, &out);
	return 0;
}

int
s3d_list_buckets(struct op *o, struct err *e)
{
	struct buf out = buf_in(o->arena);

	(void)e;
	buf_addz(&out, XML_HEAD "<ListAllMyBucketsResult" NAMESPACE "><Owner><ID>local</ID></Owner><Buckets>");
	for (size_t i = 0; i < o->cloud->s3d->n; i++) {
		buf_addz(&out, "<Bucket>");
		s3d_tag(&out, "Name", o->cloud->s3d->buckets[i].name);
		buf_addz(&out, "<CreationDate>2025-01-01T00:00:00.000Z</CreationDate></Bucket>");
	}
	buf_addz(&out, "</Buckets></ListAllMyBucketsResult>");
	answer_xml(o, &out);
	return 0;
}

int
s3d_head_bucket(struct op *o, struct err *e)
{
	o->detail = o->call->bucket;
	if (!s3d_bucket(o->cloud, o->call->bucket, e))
		return -1;
	o->answer->status = 200;
	answer_header(o->arena, o->answer, "x-amz-bucket-region", o->cloud->region);
	return 0;
}

int
s3d_bucket_location(struct op *o, struct err *e)
{
	struct buf out = buf_in(o->arena);

	o->detail = o->call->bucket;
	if (!s3d_bucket(o->cloud, o->call->bucket, e))
		return -1;
	buf_addz(&out, XML_HEAD "<LocationConstraint" NAMESPACE ">");
	buf_add(&out, str_eqz(o->cloud->region, "us-east-1") ? STR("") : o->cloud->region);
	buf_addz(&out, "</LocationConstraint>");
	answer_xml(o, &out);
	return 0;
}
