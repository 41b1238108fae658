/*
 * sigv4: AWS Signature Version 4 (AWS IAM User Guide, "AWS API request signing"), in stages that each can be tested:
 * canonical request, string to sign, signature. Signing and presigning share them; so does the local AWS's verification.
 */
#ifndef AWS_SIGV4_H
#define AWS_SIGV4_H

#include "aws/credentials.h"
#include "net/http.h"

struct sigv4_scope {
	struct str region, service;
	int64_t time_ms;
};

/* The signing key of a day, region and service, kept between calls (one for each service is plenty). */
struct sigv4_key {
	uint8_t key[32];
	char of[160]; /* what it was derived for, so that a change is noticed */
};

/* What is signed. `path` is encoded as it goes out; S3 signs it as it is, all other services without
 * dot segments and encoded once more.
 * `query` is as it goes out, in any order. Headers: all those to be signed (host among them), any case, any order. */
struct sigv4_request {
	struct str method, path, query;
	const struct http_header *headers;
	size_t header_count;
	struct str payload_hash; /* hex, or UNSIGNED-PAYLOAD */
	bool s3;
};

void sigv4_canonical(struct buf *out, struct buf *signed_names, struct arena *scratch, const struct sigv4_request *r);
void sigv4_string_to_sign(struct buf *out, struct str canonical, const struct sigv4_scope *scope);
/* 64 hex digits. `key` is refreshed when it does not fit. */
void sigv4_signature(char out[static 65], struct sigv4_key *key, struct str secret, const struct sigv4_scope *scope,
    struct str string_to_sign);

/* The value of the Authorization header into `out`. */
void sigv4_authorization(struct buf *out, struct arena *scratch, struct sigv4_key *key, const struct aws_credentials *c,
    const struct sigv4_scope *scope, const struct sigv4_request *r);

/* Appends the query of a presigned URL, the signature at its end, for `expires_s` seconds. The signed headers (host, and such
 * as if-none-match, which the user of the URL must then send) are those of `r`. */
void sigv4_presign(struct buf *out, struct arena *scratch, struct sigv4_key *key, const struct aws_credentials *c,
    const struct sigv4_scope *scope, const struct sigv4_request *r, int expires_s);

#endif
