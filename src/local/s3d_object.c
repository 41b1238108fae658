/* s3d_object: GetObject and HeadObject, with ranges and conditions (RFC 9110, sections 13 and 14). */
#include "codec/date.h"
#include "local/s3d.h"

struct range {
	bool part;
	uint64_t from, bytes;
};

/* "bytes=a-b", "bytes=a-", "bytes=-n"; anything else is ignored, as S3 does. False: it lies outside. */
static bool
read_range(struct str text, uint64_t size, struct range *r)
{
	struct str first = str_sub(text, 6, text.n), last, rest = first;
	int64_t a, b = (int64_t)size - 1;

	*r = (struct range){ false, 0, size };
	if (!str_starts(text, STR("bytes=")))
		return true;
	first = str_cut(&rest, '-');
	last = rest;
	if (!first.n && str_i64(last, &b) && b >= 0) {
		a = b < (int64_t)size ? (int64_t)size - b : 0;
		b = (int64_t)size - 1;
	} else if (!str_i64(first, &a) || a < 0 || (last.n && (!str_i64(last, &b) || b < a))) {
		return true;
	}
	if (a >= (int64_t)size)
		return false;
	if (b >= (int64_t)size)
		b = (int64_t)size - 1;
	*r = (struct range){ true, (uint64_t)a, (uint64_t)(b - a + 1) };
	return true;
}

static bool
etag_matches(struct str list, struct str etag)
{
	while (list.p) {
		struct str one = str_trim(str_cut(&list, ','));

		if (str_eqz(one, "*") || str_eq(one, etag) || str_eq(one, str_sub(etag, 1, etag.n - 1)))
			return true;
	}
	return false;
}

/* Whether the object has changed after the date in a header; HTTP dates have seconds. */
static bool
changed_since(struct str date, const struct s3d_object *object, bool otherwise)
{
	int64_t ms;

	return date_read(date, DATE_HTTP, &ms, NULL) < 0 ? otherwise : object->modified_ms / 1000 > ms / 1000;
}

static int
precondition(struct err *e, const char *which)
{
	return fault(e, 412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold: %s",
	    which);
}

static int
check_conditions(struct op *o, const struct s3d_object *object, bool *not_modified, struct err *e)
{
	struct str match = s3d_header(o, "if-match"), none = s3d_header(o, "if-none-match");

	*not_modified = none.p ? etag_matches(none, object->etag) :
				 !changed_since(s3d_header(o, "if-modified-since"), object, true);
	if (match.p && !etag_matches(match, object->etag))
		return precondition(e, "If-Match");
	if (!match.p && changed_since(s3d_header(o, "if-unmodified-since"), object, false))
		return precondition(e, "If-Unmodified-Since");
	return 0;
}

/* Of a whole object, where it is asked for (Amazon S3 User Guide, "Checking object integrity"). */
static bool
tells_checksum(const struct op *o, const struct s3d_object *object)
{
	return object->checksum_sha256.n && !s3d_header(o, "range").n &&
	    str_eqz(s3d_header(o, "x-amz-checksum-mode"), "ENABLED");
}

static void
object_headers(struct op *o, const struct s3d_object *object)
{
	struct buf date = buf_in(o->arena);

	date_write(&date, object->modified_ms, DATE_HTTP);
	answer_header(o->arena, o->answer, "Last-Modified", buf_str(&date));
	answer_header(o->arena, o->answer, "ETag", object->etag);
	answer_header(o->arena, o->answer, "Accept-Ranges", STR("bytes"));
	answer_header(o->arena, o->answer, "Content-Type", object->content_type);
	if (object->content_encoding.n)
		answer_header(o->arena, o->answer, "Content-Encoding", object->content_encoding);
	if (tells_checksum(o, object)) {
		answer_header(o->arena, o->answer, "x-amz-checksum-sha256", object->checksum_sha256);
		answer_header(o->arena, o->answer, "x-amz-checksum-type", STR("FULL_OBJECT"));
	}
	for (size_t i = 0; i < object->meta_count; i++)
		answer_header(o->arena, o->answer, arena_z(o->arena, object->meta[i].name), object->meta[i].value);
}

static int
answer_content(struct op *o, const struct s3d_object *object, bool head, struct err *e)
{
	struct range r;

	if (!read_range(s3d_header(o, "range"), object->size_bytes, &r))
		return fault(e, 416, "InvalidRange", "The requested range is not satisfiable");
	o->answer->status = r.part ? 206 : 200;
	if (r.part)
		answer_header(o->arena, o->answer, "Content-Range",
		    arena_printf(o->arena, "bytes %llu-%llu/%llu", (unsigned long long)r.from,
			(unsigned long long)(r.from + r.bytes - 1), (unsigned long long)object->size_bytes));
	if (head) {
		o->answer->head_bytes = (int64_t)r.bytes;
	} else if (object->handle) {
		o->answer->handle = object->handle;
		o->answer->handle_offset = r.from;
		o->answer->handle_bytes = r.bytes;
	} else {
		o->answer->body = arena_str(o->arena, str_sub(object->body, r.from, r.from + r.bytes));
	}
	return 0;
}

static int
get(struct op *o, bool head, struct err *e)
{
	struct s3d_bucket *b = s3d_bucket(o->cloud, o->call->bucket, e);
	struct s3d_object *object = b ? s3d_object(b, o->call->key) : NULL;
	bool not_modified;

	o->detail = arena_printf(o->arena, STR_FMT "/" STR_FMT, STR_ARG(o->call->bucket), STR_ARG(o->call->key));
	if (!b)
		return -1;
	if (!object)
		return fault(e, 404, "NoSuchKey", "The specified key does not exist.");
	if (check_conditions(o, object, &not_modified, e) < 0)
		return -1;
	object_headers(o, object);
	if (!not_modified)
		return answer_content(o, object, head, e);
	o->answer->status = 304;
	return 0;
}

int
s3d_get_object(struct op *o, struct err *e)
{
	return get(o, false, e);
}

int
s3d_head_object(struct op *o, struct err *e)
{
	return get(o, true, e);
}
