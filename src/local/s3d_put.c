/* s3d_put: PutObject with its conditions, checksums and content codings. */
#include "codec/base64.h"
#include "codec/crc.h"
#include "local/s3d.h"
#include "local/s3d_chunked.h"

enum { KEY_BYTES_MAX = 1024, META_MAX = 32 };

/* The content: as it came, or decoded, or a handle's. */
struct content {
	struct str bytes;
	uint64_t handle, size_bytes;
	uint8_t sha256[SHA256_LEN], md5[MD5_LEN];
	uint32_t crc32, crc32_said;
	bool crc32_given;
};

static int
decode_chunked(struct op *o, struct content *k, struct err *e)
{
	struct s3d_chunked *d = arena_new(o->arena, struct s3d_chunked);
	struct buf b = buf_in(o->arena);
	struct str in = k->bytes, piece;

	s3d_chunked_init(d);
	while (in.n && !d->done) {
		if (s3d_chunked_next(d, &in, &piece, e) < 0)
			return fault(e, 400, "InvalidRequest", "%s", e ? e->msg : "");
		buf_add(&b, piece);
	}
	if (!d->done || in.n)
		return fault(e, 400, "IncompleteBody", "The aws-chunked body does not end where the request ends");
	k->bytes = buf_str(&b);
	k->crc32_said = d->crc32;
	k->crc32_given = d->crc32_given;
	return 0;
}

static int
read_content(struct op *o, struct content *k, struct err *e)
{
	const struct cloud_body *body = &o->req->body;

	*k = (struct content){ .bytes = body->bytes,
		.handle = body->handle,
		.size_bytes = body->size_bytes,
		.crc32 = body->crc32 };
	for (size_t i = 0; i < SHA256_LEN; i++)
		k->sha256[i] = body->sha256[i];
	for (size_t i = 0; i < MD5_LEN; i++)
		k->md5[i] = body->md5[i];
	if (k->handle)
		return 0;
	if (str_starts(s3d_header(o, "x-amz-content-sha256"), STR("STREAMING-")) && decode_chunked(o, k, e) < 0)
		return -1;
	k->size_bytes = k->bytes.n;
	k->crc32 = crc32_update(0, k->bytes.p, k->bytes.n);
	md5(k->bytes, k->md5);
	if (s3d_header(o, "x-amz-checksum-sha256").n)
		sha256(k->bytes, k->sha256);
	return 0;
}

static int
check_digest(struct op *o, const char *header, const void *want, size_t n, const char *name, struct err *e)
{
	struct str said = s3d_header(o, header);
	struct buf b = buf_in(o->arena);

	if (!said.p)
		return 0;
	base64_encode(&b, (struct str){ want, n });
	if (str_eq(buf_str(&b), said))
		return 0;
	return fault(e, 400, "BadDigest", "The %s you specified did not match the calculated checksum.", name);
}

static int
check_content(struct op *o, const struct content *k, struct err *e)
{
	const uint8_t crc[4] = { (uint8_t)(k->crc32 >> 24), (uint8_t)(k->crc32 >> 16), (uint8_t)(k->crc32 >> 8),
		(uint8_t)k->crc32 };
	struct str decoded = s3d_header(o, "x-amz-decoded-content-length");
	int64_t n;

	if (decoded.n && (!str_i64(decoded, &n) || n < 0 || (uint64_t)n != k->size_bytes))
		return fault(e, 400, "IncompleteBody",
		    "The body does not have the length that x-amz-decoded-content-length says");
	if (k->crc32_given && k->crc32_said != k->crc32)
		return fault(e, 400, "BadDigest", "The CRC32 you specified did not match the calculated checksum.");
	if (check_digest(o, "content-md5", k->md5, MD5_LEN, "Content-MD5", e) < 0)
		return -1;
	if (check_digest(o, "x-amz-checksum-crc32", crc, sizeof(crc), "CRC32", e) < 0)
		return -1;
	return check_digest(o, "x-amz-checksum-sha256", k->sha256, SHA256_LEN, "SHA256", e);
}

/* Amazon S3 User Guide, "How to prevent object overwrites with conditional writes". */
static int
check_conditions(struct op *o, const struct s3d_object *old, struct err *e)
{
	struct str none = s3d_header(o, "if-none-match"), match = s3d_header(o, "if-match");

	if (none.n && !str_eqz(none, "*"))
		return fault(e, 501, "NotImplemented", "If-None-Match of a PUT must be \"*\"");
	if (none.n && old)
		return fault(e, 412, "PreconditionFailed",
		    "At least one of the pre-conditions you specified did not hold: If-None-Match");
	if (match.n && !old)
		return fault(e, 404, "NoSuchKey", "The specified key does not exist.");
	if (match.n && !str_eq(match, old->etag) && !str_eq(match, str_sub(old->etag, 1, old->etag.n - 1)))
		return fault(e, 412, "PreconditionFailed",
		    "At least one of the pre-conditions you specified did not hold: If-Match");
	return 0;
}

/* aws-chunked is a coding of the transfer: it is not kept. */
static struct str
content_encoding(struct op *o)
{
	struct str rest = s3d_header(o, "content-encoding"), out = STR("");

	while (rest.p) {
		struct str one = str_trim(str_cut(&rest, ','));

		if (one.n && !str_eqz(one, "aws-chunked"))
			out = out.n ? arena_printf(o->arena, STR_FMT "," STR_FMT, STR_ARG(out), STR_ARG(one)) : one;
	}
	return out;
}

static struct s3d_object *
make(struct op *o, const struct content *k)
{
	struct s3d_object *new = heap_new(struct s3d_object);
	struct str type = s3d_header(o, "content-type"), prefix = STR("x-amz-meta-");

	*new = (struct s3d_object){ .key = heap_str(o->call->key),
		.handle = k->handle,
		.size_bytes = k->size_bytes,
		.etag = s3d_etag(k->md5),
		.content_type = heap_str(type.n ? type : STR("binary/octet-stream")),
		.content_encoding = heap_str(content_encoding(o)),
		.checksum_sha256 = heap_str(s3d_header(o, "x-amz-checksum-sha256")),
		.modified_ms = o->now_ms };
	if (!k->handle)
		new->body = heap_str(k->bytes);
	new->meta = heap_alloc(META_MAX * sizeof(*new->meta));
	for (size_t i = 0; i < o->req->header_count && new->meta_count < META_MAX; i++) {
		struct str name = o->req->headers[i].name;

		if (str_eq_nocase(str_sub(name, 0, prefix.n), prefix))
			new->meta[new->meta_count++] = (struct s3d_meta){ heap_str(name),
				heap_str(o->req->headers[i].value) };
	}
	return new;
}

static void
answer(struct op *o, const struct s3d_object *new)
{
	static const char *const echoed[] = { "x-amz-checksum-crc32", "x-amz-checksum-sha256" };

	o->answer->status = 200;
	answer_header(o->arena, o->answer, "ETag", new->etag);
	for (size_t i = 0; i < COUNT(echoed); i++)
		if (s3d_header(o, echoed[i]).p)
			answer_header(o->arena, o->answer, echoed[i], s3d_header(o, echoed[i]));
}

int
s3d_put_object(struct op *o, struct err *e)
{
	struct s3d_bucket *b = s3d_bucket(o->cloud, o->call->bucket, e);
	struct s3d_object *new;
	struct content k;

	o->detail = arena_printf(o->arena, STR_FMT "/" STR_FMT, STR_ARG(o->call->bucket), STR_ARG(o->call->key));
	if (!b)
		return -1;
	if (o->call->key.n > KEY_BYTES_MAX)
		return fault(e, 400, "KeyTooLongError", "Your key is too long");
	if (check_conditions(o, s3d_object(b, o->call->key), e) < 0 || read_content(o, &k, e) < 0 ||
	    check_content(o, &k, e) < 0)
		return -1;
	new = make(o, &k);
	o->kept_body = k.handle;
	answer(o, new);
	s3d_store(o->cloud, b, new);
	s3d_event(o->cloud, o->now_ms, b->name, new->key, new->size_bytes, new->etag);
	return 0;
}
