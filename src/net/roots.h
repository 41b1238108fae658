/*
 * roots: the trust anchors compiled in, packed one behind the other; numbers are big-endian:
 *
 *	u16 length of the name, name (DER)      the subject that a chain must end at
 *	u8  0 for RSA, else the curve           23 P-256, 24 P-384, 25 P-521 (TLS registry)
 *	u16 length of the key, key              RSA's modulus, or the point
 *	u8  length of the exponent, exponent    RSA only
 *
 * roots.c is made by `make roots`.
 */
#ifndef NET_ROOTS_H
#define NET_ROOTS_H

#include <stddef.h>
#include <stdint.h>

extern const uint8_t roots_data[];
extern const size_t roots_bytes, roots_count;

#endif
