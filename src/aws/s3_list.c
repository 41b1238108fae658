/*
 * ListObjectsV2, with keys URL-encoded in the answer since XML cannot hold every byte:
 *	<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>..</NextContinuationToken>
 *	<Contents><Key>..</Key><LastModified>..</LastModified><Size>..</Size></Contents>..</ListBucketResult>
 */
#include "aws/s3.h"
#include "codec/date.h"
#include "codec/url.h"
#include "codec/xml.h"

enum { PAGE_BYTES_MAX = 8 << 20 };

struct page {
	struct arena *arena;
	bool (*each)(void *ctx, const struct s3_listed *object);
	void *ctx;
	struct s3_listed object; /* the one that is being read */
	bool truncated, stopped;
	struct str token;
};

static int
read_key(struct page *p, struct str text, struct err *e)
{
	struct buf key = buf_in(p->arena);

	if (url_decode(&key, text, URL_QUERY, e) < 0)
		return err_set(e, ERR_PROTO, "a key that is not URL-encoded");
	p->object.key = buf_str(&key);
	return 0;
}

static int
read_size(struct page *p, struct str text, struct err *e)
{
	int64_t n;

	if (!str_i64(text, &n) || n < 0)
		return err_set(e, ERR_PROTO, "a size that is no number");
	p->object.size_bytes = (uint64_t)n;
	return 0;
}

static int
read_modified(struct page *p, struct str text, struct err *e)
{
	if (date_read(text, DATE_ISO, &p->object.last_modified_ms, e) < 0)
		return err_set(e, ERR_PROTO, "a LastModified that is no date");
	return 0;
}

static int
read_truncated(struct page *p, struct str text, struct err *e)
{
	(void)e;
	p->truncated = str_eqz(text, "true");
	return 0;
}

static int
read_token(struct page *p, struct str text, struct err *e)
{
	(void)e;
	p->token = arena_str(p->arena, text);
	return 0;
}

static int
end_object(struct page *p, struct str text, struct err *e)
{
	(void)text;
	if (p->object.key.n == 0)
		return err_set(e, ERR_PROTO, "an object without a key");
	if (!p->stopped)
		p->stopped = !p->each(p->ctx, &p->object);
	p->object = (struct s3_listed){ 0 };
	return 0;
}

/* What is done when an element ends, with its text; `depth` of the element itself keeps namesakes apart. */
static const struct {
	const char *name;
	uint32_t depth;
	int (*read)(struct page *p, struct str text, struct err *e);
} elements[] = {
	{ "Key", 3, read_key },
	{ "Size", 3, read_size },
	{ "LastModified", 3, read_modified },
	{ "Contents", 2, end_object },
	{ "IsTruncated", 2, read_truncated },
	{ "NextContinuationToken", 2, read_token },
};

static int
end_element(struct page *p, struct str name, uint32_t depth, struct str text, struct err *e)
{
	for (size_t i = 0; i < COUNT(elements); i++)
		if (elements[i].depth == depth && str_eqz(name, elements[i].name))
			return elements[i].read(p, text, e);
	return 0;
}

static int
read_page(struct page *p, struct str body, struct err *e)
{
	struct xml x = xml_reader(body);
	struct buf piece = buf_in(p->arena), text = buf_in(p->arena);
	enum xml_event event;
	uint32_t depth = 0;

	for (;;) {
		if (xml_next(&x, &event, &piece, e) < 0)
			return -1;
		if (event == XML_END)
			return 0;
		if (event == XML_TEXT) {
			buf_add(&text, buf_str(&piece));
		} else if (event == XML_OPEN) {
			depth++;
			buf_clear(&text);
		} else {
			if (end_element(p, x.name, depth, buf_str(&text), e) < 0)
				return -1;
			depth--;
			buf_clear(&text);
		}
	}
}

static void
add_parameter(struct buf *q, const char *name, struct str value)
{
	if (value.n == 0)
		return;
	buf_addc(q, '&');
	buf_addz(q, name);
	buf_addc(q, '=');
	url_encode(q, value, URL_QUERY);
}

static int
list_page(struct aws *aws, struct page *p, struct str bucket, struct str prefix, struct str start_after, struct err *e)
{
	struct aws_request req = AWS_REQUEST;
	struct buf q = buf_in(p->arena);
	struct aws_answer ans;

	buf_add(&q, STR("list-type=2&encoding-type=url"));
	add_parameter(&q, "prefix", prefix);
	add_parameter(&q, "start-after", start_after);
	add_parameter(&q, "continuation-token", p->token);
	req.service = AWS_S3;
	req.operation = "ListObjectsV2";
	req.method = STR("GET");
	req.bucket = bucket;
	req.query = buf_str(&q);
	req.body_max = PAGE_BYTES_MAX;
	p->truncated = false;
	p->token = STR("");
	if (aws_call(aws, p->arena, &req, &ans, e) < 0)
		return -1;
	if (read_page(p, ans.http.body, e) < 0)
		return err_wrap(e, "S3 ListObjectsV2: the answer");
	if (p->truncated && p->token.n == 0)
		return err_set(e, ERR_PROTO, "S3 ListObjectsV2: there is more, but no token to ask with");
	return 0;
}

int
s3_list(struct aws *aws, struct str bucket, struct str prefix, struct str start_after,
    bool (*each)(void *ctx, const struct s3_listed *object), void *ctx, struct err *e)
{
	struct arena pages[2] = { ARENA_EMPTY, ARENA_EMPTY }; /* the token of one page is used while the next is read */
	struct page p = { .each = each, .ctx = ctx, .truncated = true };
	int rc = 0;

	for (int i = 0; rc == 0 && p.truncated && !p.stopped; i = !i) {
		arena_reset(&pages[i]);
		p.arena = &pages[i];
		rc = list_page(aws, &p, bucket, prefix, start_after, e);
	}
	arena_release(&pages[0]);
	arena_release(&pages[1]);
	return rc < 0 ? err_wrap(e, "s3://" STR_FMT "/" STR_FMT, STR_ARG(bucket), STR_ARG(prefix)) : 0;
}
