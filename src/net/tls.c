/* Connections. Trust anchors are in tls_roots.c; nothing else of this layer knows BearSSL. */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "net/tls_roots.h"

enum { HOST_MAX = 255, RSA_BYTES_MIN = 256, STEPS_MAX = 64, SECONDS_A_DAY = 86400, DAYS_TO_1970 = 719528 };

struct tls {
	struct arena arena; /* holds this very structure */
	br_ssl_client_context client;
	br_x509_minimal_context x509;
	int fd;
	bool handshaken;
	char host[HOST_MAX + 1];
	unsigned char buffer[BR_SSL_BUFSIZE_BIDI];
};

static void
set_hashes(struct tls *t)
{
	static const struct {
		int id;
		const br_hash_class *hash;
	} hashes[] = {
		{ br_sha256_ID, &br_sha256_vtable },
		{ br_sha384_ID, &br_sha384_vtable },
		{ br_sha512_ID, &br_sha512_vtable },
	};

	for (size_t i = 0; i < COUNT(hashes); i++) {
		br_ssl_engine_set_hash(&t->client.eng, hashes[i].id, hashes[i].hash);
		br_x509_minimal_set_hash(&t->x509, hashes[i].id, hashes[i].hash);
	}
}

/* Forward secrecy and authenticated encryption alone. ChaCha20 first where AES would have to be done in software. */
static void
set_suites(br_ssl_engine_context *eng)
{
	static const uint16_t suites[] = {
		BR_TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
		BR_TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
		BR_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
		BR_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
		BR_TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
		BR_TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
		BR_TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
		BR_TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
	};
	bool aes = br_aes_x86ni_ctr_get_vtable() != NULL;

	br_ssl_engine_set_suites(eng, aes ? suites + 2 : suites, COUNT(suites) - 2);
}

static void
set_ciphers(br_ssl_engine_context *eng)
{
	const br_block_ctr_class *aes = br_aes_x86ni_ctr_get_vtable();
	br_ghash ghash = br_ghash_pclmul_get();
	br_chacha20_run chacha = br_chacha20_sse2_get();

	br_ssl_engine_set_aes_ctr(eng, aes ? aes : &br_aes_ct64_ctr_vtable);
	br_ssl_engine_set_ghash(eng, ghash ? ghash : &br_ghash_ctmul64);
	br_ssl_engine_set_gcm(eng, &br_sslrec_in_gcm_vtable, &br_sslrec_out_gcm_vtable);
	br_ssl_engine_set_chacha20(eng, chacha ? chacha : &br_chacha20_ct_run);
	br_ssl_engine_set_poly1305(eng, &br_poly1305_ctmul_run);
	br_ssl_engine_set_chapol(eng, &br_sslrec_in_chapol_vtable, &br_sslrec_out_chapol_vtable);
	br_ssl_engine_set_prf_sha256(eng, &br_tls12_sha256_prf);
	br_ssl_engine_set_prf_sha384(eng, &br_tls12_sha384_prf);
}

static void
set_time(br_x509_minimal_context *x, int64_t now_ms)
{
	int64_t s = now_ms / 1000;

	br_x509_minimal_set_time(x, (uint32_t)(s / SECONDS_A_DAY + DAYS_TO_1970), (uint32_t)(s % SECONDS_A_DAY));
}

/* br_ssl_client_init_full() would link every cipher that BearSSL has. */
static void
configure(struct tls *t, const struct tls_roots *roots, int64_t now_ms)
{
	br_ssl_engine_context *eng = &t->client.eng;

	br_ssl_client_zero(&t->client);
	br_ssl_engine_set_versions(eng, BR_TLS12, BR_TLS12);
	br_x509_minimal_init(&t->x509, &br_sha256_vtable, roots->anchors, roots->n);
	br_x509_minimal_set_rsa(&t->x509, &br_rsa_i31_pkcs1_vrfy);
	br_x509_minimal_set_ecdsa(&t->x509, &br_ec_all_m31, &br_ecdsa_i31_vrfy_asn1);
	br_x509_minimal_set_minrsa(&t->x509, RSA_BYTES_MIN);
	set_time(&t->x509, now_ms);
	br_ssl_engine_set_rsavrfy(eng, &br_rsa_i31_pkcs1_vrfy);
	br_ssl_engine_set_ec(eng, &br_ec_all_m31);
	br_ssl_engine_set_ecdsa(eng, &br_ecdsa_i31_vrfy_asn1);
	set_suites(eng);
	set_hashes(t);
	set_ciphers(eng);
	br_ssl_engine_set_x509(eng, &t->x509.vtable);
	br_ssl_engine_add_flags(eng, BR_OPT_NO_RENEGOTIATION);
	br_ssl_engine_set_buffer(eng, t->buffer, sizeof(t->buffer), 1);
}

static void
release(struct tls *t)
{
	struct arena own = t->arena;

	arena_release(&own);
}

int
tls_open(struct tls **out, int fd, const struct tls_roots *roots, struct str host, int64_t now_ms, struct err *e)
{
	struct arena own = ARENA_EMPTY;
	struct tls *t;

	*out = NULL;
	if (host.n == 0 || host.n > HOST_MAX || memchr(host.p, 0, host.n))
		return err_set(e, ERR_INPUT, "TLS: host name is empty, or longer than %d bytes", HOST_MAX);
	if (now_ms < 0)
		return err_set(e, ERR_INPUT, "TLS: the clock is before 1970");
	t = arena_new(&own, struct tls);
	t->arena = own;
	t->fd = fd;
	memcpy(t->host, host.p, host.n);
	configure(t, roots, now_ms);
	if (!br_ssl_client_reset(&t->client, t->host, 0)) {
		release(t);
		return err_set(e, ERR_SYS, "TLS: no random numbers from the system");
	}
	*out = t;
	return 0;
}

static const struct {
	int error;
	const char *message;
} refusals[] = {
	{ BR_ERR_X509_BAD_SERVER_NAME, "its certificate is for another host" },
	{ BR_ERR_X509_EXPIRED, "its certificate is outside its dates: expired, or not yet valid" },
	{ BR_ERR_X509_FORBIDDEN_KEY_USAGE, "its certificate's key usage does not allow this" },
	{ BR_ERR_WRONG_KEY_USAGE, "its certificate's key usage does not allow this" },
	{ BR_ERR_X509_NOT_TRUSTED, "its certificate has no path to a known root" },
	{ BR_ERR_X509_NOT_CA, "its certificate was issued by one that is no authority" },
	{ BR_ERR_X509_WEAK_PUBLIC_KEY, "its certificate has a key that is too short" },
	{ BR_ERR_X509_BAD_SIGNATURE, "its certificate has a wrong signature" },
	{ BR_ERR_X509_CRITICAL_EXTENSION, "its certificate has a critical extension that is not understood" },
	{ BR_ERR_BAD_MAC, "a record was changed on its way" },
	{ BR_ERR_UNSUPPORTED_VERSION, "it does not speak TLS 1.2" },
};

static int
refuse(const struct tls *t, struct err *e)
{
	int error = br_ssl_engine_last_error(&t->client.eng);

	for (size_t i = 0; i < COUNT(refusals); i++)
		if (refusals[i].error == error)
			return err_set(e, ERR_TLS, "TLS to %s: %s", t->host, refusals[i].message);
	if (error >= BR_ERR_RECV_FATAL_ALERT && error < BR_ERR_SEND_FATAL_ALERT)
		return err_set(e, ERR_TLS, "TLS to %s: it sent alert %d", t->host, error - BR_ERR_RECV_FATAL_ALERT);
	return err_set(e, ERR_TLS, "TLS to %s: the handshake or a record is malformed (BearSSL error %d)", t->host,
	    error);
}

static int
broken(const struct tls *t, const char *what, struct err *e)
{
	int error = errno;

	/* The peer may have gone because of what we refused: that is the reason to tell. */
	if (br_ssl_engine_last_error(&t->client.eng) != BR_ERR_OK)
		return refuse(t, e);
	err_set(e, ERR_NET, "TLS to %s: %s: %s", t->host, what, strerror(error));
	if (e)
		e->status = error;
	return -1;
}

/* The end of the connection: unless we refused something before, it came too early. */
static int
ended(const struct tls *t, const char *how, struct err *e)
{
	if (br_ssl_engine_last_error(&t->client.eng) != BR_ERR_OK)
		return refuse(t, e);
	return err_set(e, ERR_NET, "TLS to %s: %s", t->host, how);
}

/* Sends what the engine has. *blocked when the socket is full. */
static int
push(struct tls *t, bool *blocked, struct err *e)
{
	size_t n;
	unsigned char *p = br_ssl_engine_sendrec_buf(&t->client.eng, &n);
	ssize_t put = send(t->fd, p, n, MSG_NOSIGNAL | MSG_DONTWAIT);

	*blocked = put < 0 && errno == EAGAIN;
	if (put > 0)
		br_ssl_engine_sendrec_ack(&t->client.eng, (size_t)put);
	return put < 0 && errno != EAGAIN && errno != EINTR ? broken(t, "write", e) : 0;
}

/* Receives what the engine wants. *blocked when there is nothing yet. */
static int
pull(struct tls *t, bool *blocked, struct err *e)
{
	size_t n;
	unsigned char *p = br_ssl_engine_recvrec_buf(&t->client.eng, &n);
	ssize_t got = recv(t->fd, p, n, MSG_DONTWAIT);

	*blocked = got < 0 && errno == EAGAIN;
	if (got == 0)
		return ended(t, t->handshaken ? "cut off without close_notify" : "cut off in the handshake", e);
	if (got > 0)
		br_ssl_engine_recvrec_ack(&t->client.eng, (size_t)got);
	return got < 0 && errno != EAGAIN && errno != EINTR ? broken(t, "read", e) : 0;
}

/* Sends what waits to be sent; when the socket takes none of it, or nothing waits, receives: a peer may answer before it has
 * taken everything, and take no more until its answer is read. *want is TLS_DONE after any progress. */
static int
step(struct tls *t, unsigned state, enum tls_want *want, struct err *e)
{
	bool blocked = true;

	*want = TLS_DONE;
	if (state & BR_SSL_SENDREC) {
		if (push(t, &blocked, e) < 0)
			return -1;
		*want |= blocked ? TLS_WANT_WRITE : TLS_DONE;
	}
	if (blocked && (state & BR_SSL_RECVREC)) {
		if (pull(t, &blocked, e) < 0)
			return -1;
		*want = blocked ? *want | TLS_WANT_READ : TLS_DONE;
	}
	return 0;
}

/* Goes on until the engine is in one of the states `until`, is closed, or has to wait for the socket; or for the caller to
 * look at its deadline, when the peer sends and sends what is none of that. */
static int
run(struct tls *t, unsigned until, unsigned *state, enum tls_want *want, struct err *e)
{
	for (int steps = 0;; steps++) {
		*state = br_ssl_engine_current_state(&t->client.eng);
		*want = TLS_DONE;
		if (*state & BR_SSL_SENDAPP)
			t->handshaken = true;
		if (*state & (BR_SSL_CLOSED | until))
			return 0;
		if (!(*state & (BR_SSL_SENDREC | BR_SSL_RECVREC)))
			return err_set(e, ERR_PROTO, "TLS to %s: data that nobody asked for", t->host);
		if (step(t, *state, want, e) < 0)
			return -1;
		if (*want != TLS_DONE)
			return 0;
		if (steps == STEPS_MAX) {
			*want = *state & BR_SSL_SENDREC ? TLS_WANT_WRITE : TLS_WANT_READ;
			return 0;
		}
	}
}

int
tls_read(struct tls *t, void *p, size_t cap, size_t *got, enum tls_want *want, struct err *e)
{
	unsigned state;
	unsigned char *from;

	*got = 0;
	if (run(t, BR_SSL_RECVAPP, &state, want, e) < 0)
		return -1;
	if (state & BR_SSL_RECVAPP) {
		from = br_ssl_engine_recvapp_buf(&t->client.eng, got);
		*got = *got < cap ? *got : cap;
		memcpy(p, from, *got);
		br_ssl_engine_recvapp_ack(&t->client.eng, *got);
	} else if ((state & BR_SSL_CLOSED) && br_ssl_engine_last_error(&t->client.eng) != BR_ERR_OK) {
		return refuse(t, e);
	}
	return 0;
}

int
tls_write(struct tls *t, const void *p, size_t n, size_t *put, enum tls_want *want, struct err *e)
{
	unsigned state;
	unsigned char *to;

	*put = 0;
	if (run(t, BR_SSL_SENDAPP, &state, want, e) < 0)
		return -1;
	if (state & BR_SSL_CLOSED)
		return ended(t, "it closed the connection", e);
	if (state & BR_SSL_SENDAPP) {
		to = br_ssl_engine_sendapp_buf(&t->client.eng, put);
		*put = *put < n ? *put : n;
		memcpy(to, p, *put);
		br_ssl_engine_sendapp_ack(&t->client.eng, *put);
	}
	return 0;
}

bool
tls_readable(const struct tls *t)
{
	return br_ssl_engine_current_state(&t->client.eng) & BR_SSL_RECVAPP;
}

int
tls_flush(struct tls *t, enum tls_want *want, struct err *e)
{
	unsigned state;

	br_ssl_engine_flush(&t->client.eng, 0);
	while ((state = br_ssl_engine_current_state(&t->client.eng)) & BR_SSL_SENDREC) {
		if (step(t, state, want, e) < 0)
			return -1;
		if (*want != TLS_DONE)
			return 0;
	}
	if (run(t, BR_SSL_SENDAPP, &state, want, e) < 0)
		return -1;
	return state & BR_SSL_CLOSED ? ended(t, "it closed the connection", e) : 0;
}

void
tls_close(struct tls *t)
{
	bool blocked = false;

	br_ssl_engine_close(&t->client.eng);
	while (!blocked && (br_ssl_engine_current_state(&t->client.eng) & BR_SSL_SENDREC))
		if (push(t, &blocked, NULL) < 0)
			break;
	release(t);
}
