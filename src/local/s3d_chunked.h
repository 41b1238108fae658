/*
 * s3d_chunked: the aws-chunked content coding (Amazon S3 API Reference, "Signature calculations for the Authorization
 * header: transferring payload in multiple chunks"): chunks "<hex size>[;chunk-signature=..]\r\n<bytes>\r\n", a last one of
 * size 0, then trailer lines and an empty line. Sans-I/O: bytes in, bytes out. Chunk signatures are not verified; the
 * request's own signature is.
 */
#ifndef LOCAL_S3D_CHUNKED_H
#define LOCAL_S3D_CHUNKED_H

#include "base/buf.h"
#include "base/err.h"

enum { S3D_CHUNK_LINE_MAX = 1024 };

struct s3d_chunked {
	int state;
	uint64_t left;
	size_t line_n;
	char line[S3D_CHUNK_LINE_MAX];
	uint32_t crc32; /* from the trailer x-amz-checksum-crc32 */
	bool crc32_given;
	bool done;
};

void s3d_chunked_init(struct s3d_chunked *d);
/* Takes from `in` (which moves on); `out` is a view into it: the next piece of content, empty when all input was taken or the
 * body is complete (d->done). ERR_PROTO when it is malformed. */
int s3d_chunked_next(struct s3d_chunked *d, struct str *in, struct str *out, struct err *e);

#endif
