/*
 * s3: objects (Amazon S3 API Reference). GET, HEAD, PUT with conditions, LIST, DELETE and presigned URLs.
 *
 * Where the client holds a grant (aws/call.h) for just this method and object its URL is used, and our own signature only when S3
 * refuses the URL. Nothing of such a URL but the host goes into an error.
 */
#ifndef AWS_S3_H
#define AWS_S3_H

#include "aws/call.h"

/* s3://bucket/key. ERR_INPUT when it is none. Views into `text`. */
int s3_url_parse(struct str text, struct str *bucket, struct str *key, struct err *e);

struct s3_object {
	struct str body; /* unless it went to a file */
	uint64_t size_bytes;
	int64_t last_modified_ms;
	struct str etag;
	struct str checksum; /* HEAD of an object that was put with one: its SHA-256 in base64 */
};

/* ERR_NOT_FOUND when there is no such key. `max` bytes at most. */
int s3_get(struct aws *aws, struct arena *a, struct str bucket, struct str key, size_t max, struct s3_object *out,
    struct err *e);
/* Into a temporary file of the world. */
int s3_get_file(struct aws *aws, struct arena *a, struct str bucket, struct str key, int file, uint64_t max,
    struct s3_object *out, struct err *e);
int s3_head(struct aws *aws, struct arena *a, struct str bucket, struct str key, struct s3_object *out, struct err *e);

struct s3_put {
	struct str bucket, key;
	const char *content_type; /* NULL: application/octet-stream */
	bool if_absent;           /* If-None-Match: * */
	bool checksum;            /* S3 verifies and keeps its SHA-256 */
	int body_file;            /* a temporary file of the world that comes behind `body`, or -1 */
	int64_t body_file_bytes;
	struct str body;
};
#define S3_PUT ((struct s3_put){ .body_file = -1 })

/* 412 is ERR_REFUSED (somebody's object is there; it may be our own from a repeat: `*repeated`, may be NULL); 409
 * ConditionalRequestConflict is retried. */
int s3_put(struct aws *aws, struct arena *a, const struct s3_put *put, bool *repeated, struct err *e);
int s3_delete(struct aws *aws, struct arena *a, struct str bucket, struct str key, struct err *e);

struct s3_listed {
	struct str key;
	uint64_t size_bytes;
	int64_t last_modified_ms;
};

/* Every key under `prefix` that sorts after `start_after` (may be empty), all pages, in order; stops when `each` returns
 * false. */
int s3_list(struct aws *aws, struct str bucket, struct str prefix, struct str start_after,
    bool (*each)(void *ctx, const struct s3_listed *object), void *ctx, struct err *e);

/* A URL that lets its holder PUT (with If-None-Match: * when `if_absent`) or GET for `expires_s` seconds (12 h at most), in
 * `a`. Signs with the current credentials and makes no call. */
int s3_presign(struct aws *aws, struct arena *a, const char *method, struct str bucket, struct str key, int expires_s,
    bool if_absent, struct str *url, struct err *e);

#endif
