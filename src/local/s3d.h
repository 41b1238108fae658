/*
 * s3d: S3 (Amazon S3 API Reference), addressed in the path or as bucket.localhost: objects with conditional writes, lists,
 * and the events that new objects send to functions. Strict: a header or query parameter that means something which is not
 * here is refused as NotImplemented.
 */
#ifndef LOCAL_S3D_H
#define LOCAL_S3D_H

#include "codec/hash.h"
#include "local/state.h"

struct s3d_meta {
	struct str name, value;
};

struct s3d_object {
	struct str key, body; /* body: unless there is a handle */
	uint64_t handle, size_bytes;
	struct str etag; /* with its quotes */
	struct str content_type, content_encoding;
	struct str checksum_sha256; /* that its sender has given, and that was right; base64 */
	struct s3d_meta *meta;      /* x-amz-meta-* */
	size_t meta_count;
	int64_t modified_ms;
};

/* Objects of a bucket, sorted by key. */
struct s3d_bucket {
	struct str name;
	struct s3d_object **objects;
	size_t n, cap;
};

struct s3d {
	struct s3d_bucket *buckets;
	size_t n;
	struct cloud_notification *rules;
	size_t rule_count;
	uint64_t sequence;
};

/* Finds bucket, key and operation ("?"; static); sets call->bucket and call->key. */
const char *s3d_route(struct arena *a, const struct cloud_request *req, struct cloud_call *call);

/* s3d_store.c. NoSuchBucket, NoSuchKey. */
struct s3d_bucket *s3d_bucket(const struct cloud *c, struct str name, struct err *e);
struct s3d_object *s3d_object(const struct s3d_bucket *b, struct str key);
/* Where `key` is, or would be. */
size_t s3d_place(const struct s3d_bucket *b, struct str key);
/* Puts a new object, whose strings are on the heap, in the place of an old one of the same key. */
void s3d_store(struct cloud *c, struct s3d_bucket *b, struct s3d_object *o);
void s3d_remove(struct cloud *c, struct s3d_bucket *b, struct str key);
struct str s3d_etag(const uint8_t md5[static MD5_LEN]);

/* s3d_event.c */
void s3d_event(struct cloud *c, int64_t now_ms, struct str bucket, struct str key, uint64_t size_bytes,
    struct str etag);

/* Operations: s3d_object.c, s3d_put.c, s3d_list.c, s3d_delete.c */
int s3d_get_object(struct op *o, struct err *e);
int s3d_head_object(struct op *o, struct err *e);
int s3d_put_object(struct op *o, struct err *e);
int s3d_delete_object(struct op *o, struct err *e);
int s3d_delete_objects(struct op *o, struct err *e);
int s3d_list_objects(struct op *o, struct err *e);
int s3d_list_buckets(struct op *o, struct err *e);
int s3d_head_bucket(struct op *o, struct err *e);
int s3d_bucket_location(struct op *o, struct err *e);

/* The value of a request header; empty when there is none. */
struct str s3d_header(const struct op *o, const char *name);
/* <name>text</name> */
void s3d_tag(struct buf *b, const char *name, struct str text);

#endif
