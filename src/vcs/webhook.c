/*
 * Sources: GitHub Docs, "Validating webhook deliveries" (HMAC-SHA256 of the body in hex); GitLab Docs, "Webhooks" (the secret token
 * as it is); Atlassian support, "Manage webhooks", and Bitbucket Data Center, "Secure webhooks" (as GitHub, in another header).
 */
#include "vcs/webhook.h"

#include "codec/hash.h"

enum { TOKEN_MAX = 4096, HEX_LEN = 2 * SHA256_LEN };

struct webhook_scheme {
	const char *header;
	const char *prefix; /* before the signature; NULL: the header is the secret itself */
};

/* In this order: GitHub sends the last of these headers too, with SHA-1. */
static const struct webhook_scheme schemes[] = {
	{ "X-Hub-Signature-256", "sha256=" },
	{ "X-Gitlab-Token", NULL },
	{ "X-Hub-Signature", "sha256=" },
};

static int
check_form(struct webhook_proof *proof, struct err *e)
{
	struct str prefix = str_z(proof->scheme->prefix);

	if (!proof->scheme->prefix)
		return proof->value.n && proof->value.n <= TOKEN_MAX ?
		    0 :
		    err_set(e, ERR_INPUT, "%s holds no token", proof->scheme->header);
	if (!str_starts(proof->value, prefix) || proof->value.n != prefix.n + HEX_LEN)
		return err_set(e, ERR_INPUT,
		    "%s must be %s and %d hex digits: HMAC-SHA256 of the body, keyed with the secret",
		    proof->scheme->header, proof->scheme->prefix, HEX_LEN);
	proof->value = str_sub(proof->value, prefix.n, proof->value.n);
	return 0;
}

int
webhook_proof(const struct http_header *headers, size_t n, struct webhook_proof *out, struct err *e)
{
	for (size_t i = 0; i < COUNT(schemes); i++) {
		struct str value = http_header_get(headers, n, schemes[i].header);

		if (!value.p)
			continue;
		*out = (struct webhook_proof){ &schemes[i], value };
		return check_form(out, e);
	}
	return err_set(e, ERR_INPUT,
	    "it is not signed: X-Hub-Signature-256 (GitHub), X-Gitlab-Token or X-Hub-Signature (Bitbucket) "
	    "is missing");
}

static void
to_hex(const uint8_t digest[static SHA256_LEN], char out[static HEX_LEN])
{
	for (size_t i = 0; i < HEX_LEN; i++)
		out[i] = "0123456789abcdef"[i % 2 ? digest[i / 2] & 15 : digest[i / 2] >> 4];
}

/* Hex of either case is the same signature: setting one bit makes letters small and leaves digits as they are. */
static bool
signature_fits(struct str value, struct str body, struct str secret)
{
	uint8_t digest[SHA256_LEN];
	char want[HEX_LEN], given[HEX_LEN];

	hmac_sha256(secret, body, digest);
	to_hex(digest, want);
	for (size_t i = 0; i < HEX_LEN; i++)
		given[i] = (char)(value.p[i] | 0x20);
	bool fits = mem_eq_constant_time(want, given, HEX_LEN);
	mem_wipe(digest, sizeof(digest));
	mem_wipe(want, sizeof(want));
	return fits;
}

/* Digests are compared, so that not even the secret's length shows. */
static bool
token_fits(struct str value, struct str secret)
{
	uint8_t want[SHA256_LEN], given[SHA256_LEN];

	hmac_sha256(secret, secret, want);
	hmac_sha256(secret, value, given);
	return mem_eq_constant_time(want, given, SHA256_LEN);
}

bool
webhook_proved(const struct webhook_proof *proof, struct str body, const struct str *secrets, size_t n)
{
	bool proved = false;

	/* All of them, whichever fits. */
	for (size_t i = 0; i < n; i++) {
		if (secrets[i].n == 0)
			continue;
		proved |= proof->scheme->prefix ? signature_fits(proof->value, body, secrets[i]) :
						  token_fits(proof->value, secrets[i]);
	}
	return proved;
}
