/*
 * webhook: how a request proves that it comes from somebody who has the secret. Pure.
 *
 * Each provider has a header of its own; the one that is there says how to check. The comparison takes the same steps whatever the
 * proof holds, so that time tells nothing about the right one.
 */
#ifndef VCS_WEBHOOK_H
#define VCS_WEBHOOK_H

#include "net/http.h"

struct webhook_scheme;

struct webhook_proof {
	const struct webhook_scheme *scheme;
	struct str value; /* without what stands before the signature */
};

/* The proof among the headers, a view into them. ERR_INPUT: there is none, or it is none of its header's form. */
int webhook_proof(const struct http_header *headers, size_t n, struct webhook_proof *out, struct err *e);

/* Whether the proof was made with one of the secrets, for these very bytes where it is a signature. An empty secret counts for
 * nothing. */
bool webhook_proved(const struct webhook_proof *proof, struct str body, const struct str *secrets, size_t n);

#endif
