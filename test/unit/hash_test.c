#include "test.h"

#include "codec/hash.h"
#include "codec/hash_ni.h"
#include "codec/hex.h"

static const char *
hex(const void *p, size_t n)
{
	static char space[1024];
	struct buf out = buf_over(space, sizeof(space));

	hex_encode(&out, p, n);
	return buf_z(&out);
}

/* FIPS 180-4's examples, and a million times "a". */
static void
sha256_gives_the_published_digests(void **state)
{
	(void)state;
	static const struct {
		const char *in, *want;
	} cases[] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	};
	struct sha256 h;
	uint8_t sum[SHA256_LEN];
	char text[2 * SHA256_LEN + 1];

	for (size_t i = 0; i < COUNT(cases); i++) {
		sha256_hex(str_z(cases[i].in), text);
		assert_string_equal(text, cases[i].want);
	}
	sha256_init(&h);
	for (int i = 0; i < 1000000; i += 50)
		sha256_update(&h, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 50);
	sha256_final(&h, sum);
	assert_string_equal(hex(sum, sizeof(sum)), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* The digests of 301 texts, hashed together; the wanted values are Python's hashlib's. */
static void
every_length_is_padded_right(void **state)
{
	(void)state;
	struct sha256 all;
	char text[300], sums[301 * MD5_LEN];
	uint8_t sum[SHA256_LEN];

	sha256_init(&all);
	for (size_t n = 0; n <= sizeof(text); n++) {
		for (size_t i = 0; i < n; i++)
			text[i] = (char)(i * 7 + n);
		sha256((struct str){ text, n }, sum);
		sha256_update(&all, sum, sizeof(sum));
		md5((struct str){ text, n }, sum);
		memcpy(sums + n * MD5_LEN, sum, MD5_LEN);
	}
	sha256_final(&all, sum);
	assert_string_equal(hex(sum, SHA256_LEN), "60d63ff40b5558727a9b786ac0be9300f7ca58fd9ddd3b2f3681b369018a87dc");
	md5((struct str){ sums, sizeof(sums) }, sum);
	assert_string_equal(hex(sum, MD5_LEN), "a9cf41e638496a4d8f14abe6ae258128");
}

static void
sha256_does_not_care_how_it_is_fed(void **state)
{
	(void)state;
	char text[200];
	uint8_t want[SHA256_LEN], got[SHA256_LEN];

	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (char)(i * 31);
	sha256((struct str){ text, sizeof(text) }, want);
	for (size_t a = 0; a <= sizeof(text); a++) {
		for (size_t b = a; b <= sizeof(text); b += 7) {
			struct sha256 h;

			sha256_init(&h);
			sha256_update(&h, text, a);
			sha256_final(&h, got);
			sha256_update(&h, text + a, b - a);
			sha256_update(&h, text + b, sizeof(text) - b);
			sha256_final(&h, got);
			assert_memory_equal(got, want, SHA256_LEN);
		}
	}
}

static void
both_ways_to_take_blocks_agree(void **state)
{
	(void)state;
	uint8_t text[640];
	uint32_t slow[8], fast[8];

	if (!hash_ni_present())
		skip();
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (uint8_t)(i * i + 3 * i);
	for (size_t n = 0; n <= 10; n++) {
		for (uint32_t i = 0; i < 8; i++)
			slow[i] = fast[i] = i * 0x9e3779b9u + (uint32_t)n;
		hash_portable_sha256(slow, text, n);
		hash_ni_sha256(fast, text, n);
		assert_memory_equal(slow, fast, sizeof(slow));
	}
}

static void
md5_gives_the_published_digests(void **state)
{
	(void)state;
	static const struct {
		const char *in, *want;
	} cases[] = {
		{ "", "d41d8cd98f00b204e9800998ecf8427e" },
		{ "abc", "900150983cd24fb0d6963f7d28e17f72" },
		{ "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
		    "57edf4a22be3c955ac49da2e2107b67a" },
	};
	uint8_t sum[MD5_LEN];

	for (size_t i = 0; i < COUNT(cases); i++) {
		md5(str_z(cases[i].in), sum);
		assert_string_equal(hex(sum, sizeof(sum)), cases[i].want);
	}
}

/* RFC 4231, cases 1, 2, 6 and 7. */
static void
hmac_gives_the_published_codes(void **state)
{
	(void)state;
	char long_key[131];
	memset(long_key, 0xaa, sizeof(long_key));
	const struct {
		struct str key;
		const char *in, *want;
	} cases[] = {
		{ STR("\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b"), "Hi There",
		    "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
		{ STR("Jefe"), "what do ya want for nothing?",
		    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" },
		{ { long_key, 131 }, "Test Using Larger Than Block-Size Key - Hash Key First",
		    "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" },
		{ { long_key, 131 },
		    "This is a test using a larger than block-size key and a larger than block-size data. "
		    "The key needs to be hashed before being used by the HMAC algorithm.",
		    "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2" },
		{ { NULL, 0 }, "", "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad" },
	};
	uint8_t code[SHA256_LEN];

	for (size_t i = 0; i < COUNT(cases); i++) {
		hmac_sha256(cases[i].key, str_z(cases[i].in), code);
		assert_string_equal(hex(code, sizeof(code)), cases[i].want);
	}
}

static const uint8_t key[SEAL_KEY_LEN] = "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f"
					 "\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f";
static const uint8_t nonce[12] = "\x07\x00\x00\x00\x40\x41\x42\x43\x44\x45\x46\x47";

/* RFC 8439, section 2.8.2, without its additional data: the ciphertext is the RFC's, the tag of a second implementation. */
static void
seal_is_chacha20_poly1305(void **state)
{
	(void)state;
	struct str text = STR(
	    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
	    "sunscreen would be it.");
	char space[512], back_space[512];
	struct buf out = buf_over(space, sizeof(space)), back = buf_over(back_space, sizeof(back_space));

	seal(&out, key, nonce, text);
	assert_string_equal(hex(out.p, out.n),
	    "070000004041424344454647"
	    "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b"
	    "1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
	    "3ff4def08e4b7a9de576d26586cec64b6116"
	    "6a23a4681fd59456aea1d29f82477216");
	assert_int_equal(unseal(&back, key, buf_str(&out), NULL), 0);
	assert_true(str_eq(buf_str(&back), text));
}

static void
nothing_can_be_sealed_too(void **state)
{
	(void)state;
	char space[64];
	struct buf out = buf_over(space, SEAL_OVERHEAD), back = buf_over(space + 32, 32);

	seal(&out, key, nonce, STR(""));
	assert_string_equal(hex(out.p, out.n),
	    "070000004041424344454647"
	    "a0784d7a4716f3feb4f64e7f4b39bf04");
	assert_int_equal(unseal(&back, key, buf_str(&out), NULL), 0);
	assert_int_equal(back.n, 0);
}

static void
unseal_refuses_every_changed_bit_and_every_cut(void **state)
{
	(void)state;
	char space[128], back_space[128];
	struct buf out = buf_over(space, sizeof(space));
	struct err e;

	seal(&out, key, nonce, STR("a job with its secrets"));
	for (size_t bit = 0; bit < 8 * out.n; bit++) {
		struct buf back = buf_over(back_space, sizeof(back_space));

		buf_addz(&back, "kept");
		space[bit / 8] ^= (char)(1 << bit % 8);
		assert_int_equal(unseal(&back, key, buf_str(&out), &e), -1);
		assert_string_equal(e.msg, "sealed data was changed, or sealed with another key");
		assert_true(str_eqz(buf_str(&back), "kept"));
		space[bit / 8] ^= (char)(1 << bit % 8);
	}
	for (size_t n = 0; n < out.n; n++) {
		struct buf back = buf_over(back_space, sizeof(back_space));

		assert_int_equal(unseal(&back, key, str_sub(buf_str(&out), 0, n), &e), -1);
		assert_int_equal(back.n, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sha256_gives_the_published_digests),
		cmocka_unit_test(every_length_is_padded_right),
		cmocka_unit_test(sha256_does_not_care_how_it_is_fed),
		cmocka_unit_test(both_ways_to_take_blocks_agree),
		cmocka_unit_test(md5_gives_the_published_digests),
		cmocka_unit_test(hmac_gives_the_published_codes),
		cmocka_unit_test(seal_is_chacha20_poly1305),
		cmocka_unit_test(nothing_can_be_sealed_too),
		cmocka_unit_test(unseal_refuses_every_changed_bit_and_every_cut),
	};
	return RUN(tests);
}
