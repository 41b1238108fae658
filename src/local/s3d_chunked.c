#include "local/s3d_chunked.h"

#include <string.h>

#include "codec/base64.h"

enum { SIZE_LINE, CONTENT, CONTENT_END, TRAILER, DONE };

void
s3d_chunked_init(struct s3d_chunked *d)
{
	memset(d, 0, sizeof(*d));
}

/* Collects a line up to CR LF; true when it is whole. */
static int
take_line(struct s3d_chunked *d, struct str *in, bool *whole, struct err *e)
{
	*whole = false;
	while (in->n && !*whole) {
		char c = in->p[0];

		*in = str_sub(*in, 1, in->n);
		if (d->line_n == sizeof(d->line))
			return err_set(e, ERR_PROTO, "aws-chunked body: a line is longer than %d bytes",
			    S3D_CHUNK_LINE_MAX);
		d->line[d->line_n++] = c;
		*whole = d->line_n >= 2 && c == '\n' && d->line[d->line_n - 2] == '\r';
	}
	return 0;
}

static int
read_size(struct s3d_chunked *d, struct err *e)
{
	struct str line = { d->line, d->line_n - 2 }, hex = str_cut(&line, ';');

	d->left = 0;
	for (size_t i = 0; i < hex.n; i++) {
		const char *digit = memchr("0123456789abcdefABCDEF", hex.p[i], 22);
		int value = digit ? (hex.p[i] <= '9' ? hex.p[i] - '0' : (hex.p[i] | 32) - 'a' + 10) : -1;

		if (value < 0 || d->left >> 40)
			return err_set(e, ERR_PROTO, "aws-chunked body: malformed chunk size");
		d->left = d->left * 16 + (uint64_t)value;
	}
	if (!hex.n)
		return err_set(e, ERR_PROTO, "aws-chunked body: malformed chunk size");
	d->state = d->left ? CONTENT : TRAILER;
	return 0;
}

static int
read_trailer(struct s3d_chunked *d, struct err *e)
{
	struct str line = { d->line, d->line_n - 2 }, name = str_cut(&line, ':');
	uint8_t bytes[8];
	struct buf b = buf_over(bytes, sizeof(bytes));

	d->done = !name.n;
	d->state = d->done ? DONE : TRAILER;
	if (!str_eq_nocase(name, STR("x-amz-checksum-crc32")))
		return 0;
	if (base64_decode(&b, str_trim(line), NULL) < 0 || b.n != 4)
		return err_set(e, ERR_PROTO, "aws-chunked body: malformed x-amz-checksum-crc32");
	d->crc32 = (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
	d->crc32_given = true;
	return 0;
}

static int
take(struct s3d_chunked *d, struct str *in, struct err *e)
{
	bool whole;

	if (take_line(d, in, &whole, e) < 0)
		return -1;
	if (!whole)
		return 0;
	if (d->state == SIZE_LINE && read_size(d, e) < 0)
		return -1;
	else if (d->state == CONTENT_END && d->line_n != 2)
		return err_set(e, ERR_PROTO, "aws-chunked body: a chunk is longer than its size says");
	else if (d->state == CONTENT_END)
		d->state = SIZE_LINE;
	d->line_n = 0;
	return 0;
}

int
s3d_chunked_next(struct s3d_chunked *d, struct str *in, struct str *out, struct err *e)
{
	*out = (struct str){ 0 };
	while (in->n && d->state != DONE) {
		if (d->state == CONTENT) {
			size_t n = in->n < d->left ? in->n : (size_t)d->left;

			*out = str_sub(*in, 0, n);
			*in = str_sub(*in, n, in->n);
			d->left -= n;
			if (!d->left)
				d->state = CONTENT_END;
			return 0;
		}
		if (d->state == TRAILER) {
			bool whole;

			if (take_line(d, in, &whole, e) < 0 || (whole && read_trailer(d, e) < 0))
				return -1;
			d->line_n = whole ? 0 : d->line_n;
		} else if (take(d, in, e) < 0) {
			return -1;
		}
	}
	return 0;
}
