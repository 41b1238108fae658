/* tls_roots: what tls_roots.c loads (net/tls.h) and tls.c uses. Not for others. */
#ifndef NET_TLS_ROOTS_H
#define NET_TLS_ROOTS_H

#include <bearssl.h>

#include "net/tls.h"

struct tls_roots {
	br_x509_trust_anchor *anchors;
	size_t n;
};

#endif
