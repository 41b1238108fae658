#include "codec/hash.h"

#include <assert.h>
#include <string.h>

#include <bearssl.h>

#include "codec/hash_ni.h"

/* What struct sha256 holds. Blocks go into the state by the SHA instructions or by BearSSL; padding is done here. */
struct state {
	uint32_t h[8];
	uint64_t total;
	uint8_t block[64];
};

static_assert(sizeof(struct state) <= sizeof(struct sha256), "struct sha256 is too small");

static void
put_be32(uint8_t *p, uint32_t v)
{
	p[0] = (uint8_t)(v >> 24);
	p[1] = (uint8_t)(v >> 16);
	p[2] = (uint8_t)(v >> 8);
	p[3] = (uint8_t)v;
}

static uint32_t
get_be32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* BearSSL takes and gives a state as bytes, with the count of whole blocks before it. */
void
hash_portable_sha256(uint32_t h[static 8], const uint8_t *p, size_t blocks)
{
	br_sha256_context c;
	uint8_t bytes[32];

	for (int i = 0; i < 8; i++)
		put_be32(bytes + 4 * i, h[i]);
	br_sha256_init(&c);
	br_sha256_set_state(&c, bytes, 0);
	br_sha256_update(&c, p, 64 * blocks);
	br_sha256_state(&c, bytes);
	for (int i = 0; i < 8; i++)
		h[i] = get_be32(bytes + 4 * i);
}

static void
blocks(uint32_t h[static 8], const uint8_t *p, size_t n)
{
	if (hash_ni_present())
		hash_ni_sha256(h, p, n);
	else
		hash_portable_sha256(h, p, n);
}

void
sha256_init(struct sha256 *h)
{
	static const struct state start = { .h = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
						0x9b05688c, 0x1f83d9ab, 0x5be0cd19 } };

	memcpy(h, &start, sizeof(start));
}

void
sha256_update(struct sha256 *h, const void *p, size_t n)
{
	struct state *s = (void *)h;
	const uint8_t *from = p;
	size_t held = s->total % 64;

	if (!n)
		return;
	s->total += n;
	if (held) {
		size_t take = n < 64 - held ? n : 64 - held;

		memcpy(s->block + held, from, take);
		from += take;
		n -= take;
		if (held + take < 64)
			return;
		blocks(s->h, s->block, 1);
	}
	if (n >= 64)
		blocks(s->h, from, n / 64);
	if (n % 64)
		memcpy(s->block, from + n / 64 * 64, n % 64);
}

void
sha256_final(const struct sha256 *h, uint8_t out[static SHA256_LEN])
{
	struct state s;
	uint8_t tail[128] = { 0 };

	memcpy(&s, h, sizeof(s));
	size_t held = s.total % 64, n = held < 56 ? 64 : 128;
	memcpy(tail, s.block, held);
	tail[held] = 0x80;
	put_be32(tail + n - 8, (uint32_t)(s.total >> 29));
	put_be32(tail + n - 4, (uint32_t)(s.total << 3));
	blocks(s.h, tail, n / 64);
	for (int i = 0; i < 8; i++)
		put_be32(out + 4 * i, s.h[i]);
	mem_wipe(tail, sizeof(tail));
	mem_wipe(&s, sizeof(s));
}

void
sha256(struct str in, uint8_t out[static SHA256_LEN])
{
	struct sha256 h;

	sha256_init(&h);
	sha256_update(&h, in.p, in.n);
	sha256_final(&h, out);
}

void
sha256_hex(struct str in, char out[static 2 * SHA256_LEN + 1])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t sum[SHA256_LEN];

	sha256(in, sum);
	for (int i = 0; i < SHA256_LEN; i++) {
		out[2 * i] = digits[sum[i] >> 4];
		out[2 * i + 1] = digits[sum[i] & 15];
	}
	out[2 * SHA256_LEN] = 0;
}

void
md5(struct str in, uint8_t out[static MD5_LEN])
{
	br_md5_context c;

	br_md5_init(&c);
	br_md5_update(&c, in.p, in.n);
	br_md5_out(&c, out);
}

/* One of the two hashes of HMAC: the key, masked, goes before the text. */
static void
hmac_part(const uint8_t key[static 64], uint8_t mask, const void *p, size_t n, uint8_t out[static SHA256_LEN])
{
	struct sha256 h;
	uint8_t masked[64];

	for (int i = 0; i < 64; i++)
		masked[i] = key[i] ^ mask;
	sha256_init(&h);
	sha256_update(&h, masked, sizeof(masked));
	sha256_update(&h, p, n);
	sha256_final(&h, out);
	mem_wipe(masked, sizeof(masked));
	mem_wipe(&h, sizeof(h));
}

void
hmac_sha256(struct str key, struct str in, uint8_t out[static SHA256_LEN])
{
	uint8_t block[64] = { 0 }, inner[SHA256_LEN];

	if (key.n > sizeof(block))
		sha256(key, block);
	else if (key.n)
		memcpy(block, key.p, key.n);
	hmac_part(block, 0x36, in.p, in.n, inner);
	hmac_part(block, 0x5c, inner, sizeof(inner), out);
	mem_wipe(block, sizeof(block));
	mem_wipe(inner, sizeof(inner));
}

enum { NONCE_LEN = 12, TAG_LEN = 16 };
static_assert(SEAL_OVERHEAD == NONCE_LEN + TAG_LEN, "what a seal adds");

/* Turns `n` bytes in place into the other form; the tag is always that of the ciphertext. */
static void
aead(const uint8_t *key, const void *nonce, char *p, size_t n, uint8_t tag[static TAG_LEN], bool encrypt)
{
	br_chacha20_run chacha20 = br_chacha20_sse2_get();

	if (!chacha20)
		chacha20 = br_chacha20_ct_run;
	/* The one that TLS has in the program anyway; there is a faster one. */
	br_poly1305_ctmul_run(key, nonce, p, n, "", 0, tag, chacha20, encrypt);
}

void
seal(struct buf *out, const uint8_t key[static SEAL_KEY_LEN], const uint8_t nonce[static 12], struct str in)
{
	char *to = in.n <= SIZE_MAX - SEAL_OVERHEAD ? buf_room(out, in.n + SEAL_OVERHEAD) : NULL;
	uint8_t tag[TAG_LEN];

	if (!to)
		return;
	memcpy(to, nonce, NONCE_LEN);
	if (in.n)
		memcpy(to + NONCE_LEN, in.p, in.n);
	aead(key, nonce, to + NONCE_LEN, in.n, tag, true);
	memcpy(to + NONCE_LEN + in.n, tag, TAG_LEN);
	out->n += in.n + SEAL_OVERHEAD;
}

int
unseal(struct buf *out, const uint8_t key[static SEAL_KEY_LEN], struct str in, struct err *e)
{
	uint8_t tag[TAG_LEN];

	if (in.n < SEAL_OVERHEAD)
		return err_set(e, ERR_INPUT, "sealed data is cut off: %zu bytes, at least %d are needed", in.n,
		    SEAL_OVERHEAD);
	size_t n = in.n - SEAL_OVERHEAD;
	/* One byte more than needed: an empty text wants a place too. */
	char *to = buf_room(out, n + 1);
	if (!to)
		return err_set(e, ERR_LIMIT, "sealed data of %zu bytes does not fit where it should go", n);
	memcpy(to, in.p + NONCE_LEN, n);
	aead(key, in.p, to, n, tag, false);
	if (!mem_eq_constant_time(tag, in.p + NONCE_LEN + n, TAG_LEN)) {
		mem_wipe(to, n);
		return err_set(e, ERR_INPUT, "sealed data was changed, or sealed with another key");
	}
	out->n += n;
	return 0;
}
