/*
 * hash: SHA-256, MD5 (S3's ETag and Content-MD5 only), HMAC-SHA256 (FIPS 180-4, RFC 1321, RFC 2104), and ChaCha20-Poly1305
 * (RFC 8439) for the job that waits between two invocations. On BearSSL; with SHA-NI where the machine has it.
 */
#ifndef CODEC_HASH_H
#define CODEC_HASH_H

#include "base/buf.h"
#include "base/err.h"

enum { SHA256_LEN = 32, MD5_LEN = 16, SEAL_KEY_LEN = 32, SEAL_OVERHEAD = 12 + 16 };

struct sha256 {
	uint64_t opaque[16];
};

void sha256_init(struct sha256 *h);
void sha256_update(struct sha256 *h, const void *p, size_t n);
/* Does not change `h`: more may follow. */
void sha256_final(const struct sha256 *h, uint8_t out[static SHA256_LEN]);
void sha256(struct str in, uint8_t out[static SHA256_LEN]);
void sha256_hex(struct str in, char out[static 2 * SHA256_LEN + 1]);
void md5(struct str in, uint8_t out[static MD5_LEN]);
void hmac_sha256(struct str key, struct str in, uint8_t out[static SHA256_LEN]);

/* Appends nonce, ciphertext and tag of `in`. The nonce is random and given by the caller. */
void seal(struct buf *out, const uint8_t key[static SEAL_KEY_LEN], const uint8_t nonce[static 12], struct str in);
/* Appends the plaintext. ERR_INPUT when it was not sealed with this key, or was changed; `out` is then as before. */
int unseal(struct buf *out, const uint8_t key[static SEAL_KEY_LEN], struct str in, struct err *e);

#endif
