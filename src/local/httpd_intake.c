/* Bodies of requests: in memory while small, in a file when they are large PUTs. */
#include "local/httpd_inside.h"

static bool
too_large(const struct httpd_connection *c, uint64_t n)
{
	return n > (c->intake.spool ? HTTPD_FILE_MAX : HTTPD_MEMORY_MAX);
}

int
httpd_intake_open(struct httpd_connection *c, struct err *e)
{
	const struct http_parser *p = &c->parser;
	struct str coding = http_header_get(p->headers, p->header_count, "x-amz-content-sha256");

	c->intake = (struct httpd_intake){
		.memory = buf_in(&c->arena),
		.file = { .fd = -1 },
		.spool = c->listener->bodies && str_eqz(p->method, "PUT"),
		.chunked = str_starts(coding, STR("STREAMING-")),
	};
	c->intake.memory.limit = HTTPD_MEMORY_MAX;
	if (p->content_length > 0 && too_large(c, (uint64_t)p->content_length))
		return err_set(e, ERR_LIMIT, "the body is too large");
	return 0;
}

/* To the file, without the coding. */
static int
spool(struct httpd_intake *in, struct str piece, struct err *e)
{
	if (!in->chunked)
		return body_write(&in->file, piece, e);
	while (piece.n && !in->coding.done) {
		struct str content;

		if (s3d_chunked_next(&in->coding, &piece, &content, e) < 0)
			return -1;
		if (body_write(&in->file, content, e) < 0)
			return -1;
	}
	return piece.n ? err_set(e, ERR_PROTO, "bytes behind the last chunk") : 0;
}

int
httpd_intake_add(struct httpd_connection *c, struct str piece, struct err *e)
{
	struct httpd_intake *in = &c->intake;

	if (too_large(c, c->parser.body_bytes))
		return err_set(e, ERR_LIMIT, "the body is too large");
	if (in->file.fd >= 0)
		return spool(in, piece, e);
	if (!in->spool || in->memory.n + piece.n <= HTTPD_SPOOL_BYTES) {
		buf_add(&in->memory, piece);
		return in->memory.failed ? err_set(e, ERR_LIMIT, "the body is too large") : 0;
	}
	if (body_create(&in->file, c->listener->bodies, e) < 0)
		return -1;
	s3d_chunked_init(&in->coding);
	if (spool(in, buf_str(&in->memory), e) < 0)
		return -1;
	return spool(in, piece, e);
}

int
httpd_intake_close(struct httpd_connection *c, struct cloud_body *out, struct err *e)
{
	struct httpd_intake *in = &c->intake;

	*out = (struct cloud_body){ .bytes = buf_str(&in->memory), .size_bytes = in->memory.n };
	if (in->file.fd < 0)
		return 0;
	if (in->chunked && !in->coding.done)
		return err_set(e, ERR_PROTO, "the last chunk is missing");
	if (in->coding.crc32_given && in->coding.crc32 != in->file.crc32)
		return err_set(e, ERR_PROTO, "x-amz-checksum-crc32 is not that of the body");
	return body_finish(&in->file, out, e);
}

void
httpd_intake_abandon(struct httpd_connection *c)
{
	body_abandon(&c->intake.file);
}
