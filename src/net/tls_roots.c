/* Trust anchors: those compiled in, or those of a PEM file. */
#include "base/io.h"
#include "net/pem.h"
#include "net/roots.h"
#include "net/tls_roots.h"

enum { PEM_BYTES_MAX = 4 << 20 };

/* A number of bytes at `*at`, which moves on; the data is our own. */
static size_t
number(const uint8_t **at, int bytes)
{
	size_t n = 0;

	while (bytes--)
		n = n << 8 | *(*at)++;
	return n;
}

static unsigned char *
view(const uint8_t **at, size_t n)
{
	const uint8_t *p = *at;

	*at += n;
	return (unsigned char *)(uintptr_t)p; /* BearSSL's structures want it writable, but only read it */
}

/* One anchor, packed as net/roots.h says. */
static void
unpack(br_x509_trust_anchor *t, const uint8_t **at)
{
	int curve;

	t->flags = BR_X509_TA_CA;
	t->dn.len = number(at, 2);
	t->dn.data = view(at, t->dn.len);
	curve = (int)number(at, 1);
	t->pkey.key_type = curve ? BR_KEYTYPE_EC : BR_KEYTYPE_RSA;
	if (curve) {
		t->pkey.key.ec.curve = curve;
		t->pkey.key.ec.qlen = number(at, 2);
		t->pkey.key.ec.q = view(at, t->pkey.key.ec.qlen);
	} else {
		t->pkey.key.rsa.nlen = number(at, 2);
		t->pkey.key.rsa.n = view(at, t->pkey.key.rsa.nlen);
		t->pkey.key.rsa.elen = number(at, 1);
		t->pkey.key.rsa.e = view(at, t->pkey.key.rsa.elen);
	}
}

static void
load_compiled(struct tls_roots *r, struct arena *a)
{
	const uint8_t *at = roots_data;

	r->anchors = arena_new_n(a, br_x509_trust_anchor, roots_count);
	for (r->n = 0; r->n < roots_count; r->n++)
		unpack(&r->anchors[r->n], &at);
}

static void
add_name(void *ctx, const void *p, size_t n)
{
	buf_add(ctx, (struct str){ p, n });
}

static unsigned char *
keep(struct arena *a, const unsigned char *p, size_t n)
{
	return (unsigned char *)arena_z(a, (struct str){ (const char *)p, n });
}

/* False when the certificate, or its kind of key, is none that the engine reads. */
static bool
decode_certificate(br_x509_trust_anchor *t, struct arena *a, struct str der)
{
	br_x509_decoder_context d;
	struct buf name = buf_in(a);
	const br_x509_pkey *key;

	br_x509_decoder_init(&d, add_name, &name);
	br_x509_decoder_push(&d, der.p, der.n);
	key = br_x509_decoder_get_pkey(&d);
	if (!key || name.failed)
		return false;
	*t = (br_x509_trust_anchor){ .pkey = *key, .flags = br_x509_decoder_isCA(&d) ? BR_X509_TA_CA : 0 };
	t->dn.data = (unsigned char *)name.p;
	t->dn.len = name.n;
	if (key->key_type == BR_KEYTYPE_RSA) {
		t->pkey.key.rsa.n = keep(a, key->key.rsa.n, key->key.rsa.nlen);
		t->pkey.key.rsa.e = keep(a, key->key.rsa.e, key->key.rsa.elen);
	} else {
		t->pkey.key.ec.q = keep(a, key->key.ec.q, key->key.ec.qlen);
	}
	return true;
}

static int
load_file(struct tls_roots *r, struct arena *a, const char *path, struct err *e)
{
	struct str text;
	struct buf der = buf_in(a), anchors = buf_in(a);
	br_x509_trust_anchor t;
	bool found = true;

	if (io_read_file(a, path, PEM_BYTES_MAX, &text, e) < 0)
		return -1;
	while (pem_next(&text, &der, &found, e) == 0 && found)
		if (decode_certificate(&t, a, buf_str(&der)))
			buf_add(&anchors, (struct str){ (const char *)&t, sizeof(t) });
	if (found)
		return -1;
	r->anchors = (br_x509_trust_anchor *)(void *)anchors.p;
	r->n = anchors.n / sizeof(t);
	return r->n ? 0 : err_set(e, ERR_CONFIG, "no certificate that can be read");
}

int
tls_roots_load(struct tls_roots **out, struct arena *a, const char *ca_file, struct err *e)
{
	struct tls_roots *r = *out = arena_new(a, struct tls_roots);

	if (!ca_file) {
		load_compiled(r, a);
	} else if (load_file(r, a, ca_file, e) < 0) {
		if (e)
			e->code = ERR_CONFIG;
		*out = NULL;
		return err_wrap(e, "CA file %s", ca_file);
	}
	return 0;
}
