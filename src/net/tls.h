/*
 * tls: TLS 1.2 client connections on BearSSL. Certificate chain and host name are always checked, against the roots
 * compiled in (net/roots.h, made by `make roots`) or a PEM file. extendedKeyUsage is not checked (BearSSL's minimal X.509
 * engine does not read it); keyUsage is. One message for each class of refusal: wrong host, outside its dates, key usage,
 * no path to a known root. Non-blocking: the caller polls the descriptor and steps the engine.
 */
#ifndef NET_TLS_H
#define NET_TLS_H

#include "base/arena.h"
#include "base/err.h"

struct tls;       /* one connection: about 40 KB */
struct tls_roots; /* trust anchors */

/* The roots of a PEM file, or the compiled ones with NULL, ready to use (decoded when the first connection needs them). In
 * `a`. ERR_CONFIG when the file has no certificate. */
int tls_roots_load(struct tls_roots **out, struct arena *a, const char *ca_file, struct err *e);

/* A connection has memory of its own, which tls_close() wipes and gives back. `now_ms` is what the dates are checked
 * against. */
int tls_open(struct tls **out, int fd, const struct tls_roots *roots, struct str host, int64_t now_ms, struct err *e);

/* What has to happen to the descriptor before there is more to do; both: whichever comes first. */
enum tls_want { TLS_DONE, TLS_WANT_READ = 1, TLS_WANT_WRITE = 2 };

/* Reads up to `cap` bytes of plaintext: `*got` of them, 0 with TLS_DONE at a clean end (close_notify). An end without
 * close_notify is ERR_NET. */
int tls_read(struct tls *t, void *p, size_t cap, size_t *got, enum tls_want *want, struct err *e);
int tls_write(struct tls *t, const void *p, size_t n, size_t *put, enum tls_want *want, struct err *e);
/* Plaintext is there to be read; the peer may answer before it has taken all that it was sent. */
bool tls_readable(const struct tls *t);
/* Everything that was written is on its way when TLS_DONE. */
int tls_flush(struct tls *t, enum tls_want *want, struct err *e);
/* Sends close_notify where that is possible at once, wipes and frees; the descriptor stays the caller's. */
void tls_close(struct tls *t);

#endif
