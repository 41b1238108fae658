/*
 * hash_ni: SHA-256's compression with the x86 SHA instructions, for hash.c alone. On other processors it is absent and
 * BearSSL's does the work.
 */
#ifndef CODEC_HASH_NI_H
#define CODEC_HASH_NI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether this processor has the instructions. Asked once. */
bool hash_ni_present(void);
/* Takes `blocks` blocks of 64 bytes into the state. Only where hash_ni_present(). */
void hash_ni_sha256(uint32_t state[static 8], const uint8_t *p, size_t blocks);
/* The same on any processor, by BearSSL; in hash.c. */
void hash_portable_sha256(uint32_t state[static 8], const uint8_t *p, size_t blocks);

#endif
